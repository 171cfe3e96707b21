"""The audit of what was published: each claim beside the data, and the publication beside itself."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from rnms._values import frozen
from rnms.errors import NameNotFoundError, UsageError, did_you_mean, nearest
from rnms.indicators.counts import Scale
from rnms.indicators.tally import Reason
from rnms.issues import message
from rnms.model.checked import RARE, TRANSIENT
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.returns import Claim
from rnms.showing import short

if TYPE_CHECKING:
    from rnms.results.report import Report


class Standing(enum.Enum):
    """How a published claim stands to the data.

    * ``REPRODUCED``: it is true whatever is missing, under the default or under the readings that are named.
    * ``WITHIN``: it is possible, not certain.
    * ``CONTRADICTED``: no reading, and no two of them together, make it possible.
    * ``IMPOSSIBLE``: no whole numbers satisfy it, however it was rounded; or not it and another claim.
    * ``NOT_CHECKABLE``: nothing that is known bears on it.

    >>> Standing("within")
    <Standing.WITHIN: 'within'>
    """

    REPRODUCED = "reproduced"
    WITHIN = "within"
    CONTRADICTED = "contradicted"
    IMPOSSIBLE = "impossible"
    NOT_CHECKABLE = "not_checkable"


WORST_FIRST = (
    Standing.IMPOSSIBLE,
    Standing.CONTRADICTED,
    Standing.NOT_CHECKABLE,
    Standing.WITHIN,
    Standing.REPRODUCED,
)
"""A claim of several things stands as the worst of them."""


class Rounding(enum.Enum):
    """How a printed share was made of a fraction.

    * ``HALF_UP``: as is usual: 93,5 becomes 94.
    * ``HALF_EVEN``: halves become even: 92,5 becomes 92.
    * ``DOWN``: digits were cut off.
    * ``UP``: always up.

    >>> Rounding("down")
    <Rounding.DOWN: 'down'>
    """

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"


@frozen(kw_only=True)
class Checked:
    """A claim beside the data.

    >>> import rnms
    >>> audited = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).audit()
    >>> audited["5"][0]
    Checked(<Standing.REPRODUCED: 'reproduced'>, ('respondents+by_act',))

    Attributes:
        claim: The claim.
        about: What it speaks of: the code of an indicator, a word, or ``"*"``.
        title: The title of that.
        place: Name of the municipality of which it speaks; empty without one that the data know.
        standing: How it stands.
        readings: The readings under which it stands so, the fewest; several together are joined by a plus.
            ``"default"`` is none.
        reading_titles: What these decide, in a few Russian words.
        ours: What the data say by default of the same: a share, else a number.
        there: The same under the first of the readings.
        scale: How both are written.
        rounding: How its share must have been rounded; ``None`` where it does not matter.
        decisive: Whether the verdict is another one with it.
        reasons: Why it stands so, as codes.
        parts: What it says of parts, or of each indicator; each stands for itself.
    """

    claim: Claim
    about: str = ""
    title: str = ""
    place: str = attrs.field(default="", metadata=RARE)
    standing: Standing
    readings: tuple[str, ...] = ()
    reading_titles: tuple[str, ...] = ()
    ours: Bounds | None = None
    there: Bounds | None = None
    scale: Scale = Scale.NUMBER
    rounding: Rounding | None = None
    decisive: bool = False
    reasons: tuple[Reason, ...] = ()
    parts: tuple[Checked, ...] = attrs.field(default=(), metadata=RARE)

    __repr__ = short("standing", "readings")


@frozen(kw_only=True)
class Contradiction:
    """What claims of one publication say against each other, or what follows from them together.

    >>> import rnms
    >>> audited = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).audit()
    >>> sorted({found.kind for found in audited.within})
    ['base', 'one-number-two-units']

    Attributes:
        kind: Which law: ``"granularity"``, ``"different-bases"``, ``"base"``, ``"part-exceeds-whole"``,
            ``"before-the-period"``, ``"union"``, ``"sum"``, ``"falls"``, ``"verdict-against-its-number"``,
            ``"opposite-verdicts"``, ``"one-number-two-units"``, ``"mean"``.
        claims: The claims that make it.
        reason: The law that they break, with its numbers.
        remark: Whether all of them can be true: it is worth knowing, and no contradiction.
        certain: Whether no reading can explain it.
        decisive: Whether a verdict hangs on it.
    """

    kind: str
    claims: tuple[Claim, ...]
    reason: Reason
    remark: bool = False
    certain: bool = False
    decisive: bool = False

    __repr__ = short("kind", "claims")


@frozen(kw_only=True)
class Audit:
    """What became of every claim of a publication: iterable over them, and by code or word.

    >>> import rnms
    >>> audited = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).audit()
    >>> audited["1"][0].standing, audited["*"][0].standing
    (<Standing.REPRODUCED: 'reproduced'>, <Standing.WITHIN: 'within'>)

    Attributes:
        claims: Each claim beside the data, in the order of the publication.
        within: What the publication says against itself.
        source: What the claims were read from.
        period: The period.
        judged: The report beside which it was audited, in memory only.
    """

    claims: tuple[Checked, ...]
    within: tuple[Contradiction, ...] = ()
    source: str = ""
    period: Period
    # A report, whose own module names this one.
    judged: Any = attrs.field(default=None, eq=False, repr=False, metadata=TRANSIENT)

    def __iter__(self) -> Iterator[Checked]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def __getitem__(self, about: str) -> tuple[Checked, ...]:
        """List the claims about an indicator, a part of one, a word, or all indicators (``"*"``).

        Raises:
            NameNotFoundError: If none speaks of it.
        """
        found = tuple(checked for checked in self.claims if checked.about == about)
        if not found:
            known = [*dict.fromkeys(checked.about for checked in self.claims)]
            near = did_you_mean(nearest(about, known))
            raise NameNotFoundError(
                message("error.no-claim", about=repr(about), known=tuple(known), near=near)
            )
        return found

    def standing(self, standing: Standing) -> tuple[Checked, ...]:
        """List the claims that stand in one way."""
        return tuple(checked for checked in self.claims if checked.standing is standing)

    @property
    def report(self) -> Report:
        """The report that shows nothing but the audit: ``audited.report.to_html("проверка.html")``.

        Raises:
            UsageError: If the audit was read from a file.
        """
        if self.judged is None:
            raise UsageError(message("error.audit-alone"))
        empty = dict.fromkeys(("results", "requirements", "roadmap", "monitoring", "meetings"), ())
        report: Report = attrs.evolve(self.judged, published=self, ledger=(), unknown=(), **empty)
        return report

    def __repr__(self) -> str:
        standings = [checked.standing for checked in self.claims]
        counts = ", ".join(f"{standings.count(one)} {one.value}" for one in Standing if one in standings)
        return f"Audit({str(self.period)!r}, {len(self.claims)} claims{counts and ': '}{counts})"

    def __str__(self) -> str:
        return self.report.to_text()

    def _repr_html_(self) -> str:
        return self.report.to_html()
