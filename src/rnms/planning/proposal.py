"""A plan as a value: whom to ask, whom to send, what comes too late, and the verdict that was evaluated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from rnms._values import frozen
from rnms.model.norm import Bounds, Verdict
from rnms.model.period import Period
from rnms.model.system import RegionalSystem
from rnms.planning.acts import ActKind, PlannedAct
from rnms.results.brief import Ask, Request
from rnms.results.result import Result


@frozen(kw_only=True)
class PlanStep:
    """What is done for one member of those who are counted.

    Attributes:
        member: Its id: of a person, a team, a municipality; empty where the region itself does it.
        municipality: The name of its municipality, or its id where it has no name; empty where it has none.
        is_outside: Whether it surely has none, as who works in an organisation of the region itself; where it
            has none else, nobody knows which one it is.
        part: The part of the indicator, or of the index, for which it is done; empty where there is one.
        acts: What is done, one act after another.
        cost: What the acts cost together.
        begin_by: The last day on which the acts can be begun, so that they end in time.

    >>> day = dt.date(2023, 12, 31)
    >>> act = PlannedAct(kind=ActKind.COMPLETE, about="e1", from_day=dt.date(2023, 12, 1), to_day=day)
    >>> step = PlanStep(member="p1", acts=(act,), cost=1, begin_by=day)
    >>> str(step.from_day), str(step.to_day)
    ('2023-12-01', '2023-12-31')
    """

    member: str
    municipality: str = ""
    is_outside: bool = False
    part: str = ""
    acts: tuple[PlannedAct, ...]
    cost: int | Fraction
    begin_by: dt.date

    @property
    def from_day(self) -> dt.date:
        """The first day on which anything can be done."""
        return min(act.from_day for act in self.acts)

    @property
    def to_day(self) -> dt.date:
        """The day by which all must be done."""
        return max(act.to_day for act in self.acts)


@frozen(kw_only=True)
class TooLate:
    """What would have to be begun earlier.

    >>> TooLate(acts=(ActKind.ENROL, ActKind.COMPLETE), latest=dt.date(2023, 12, 1)).acts[0].value
    'enrol'

    Attributes:
        part: The part of the indicator; empty where there is one.
        acts: The acts, one after another.
        latest: The last day on which they could have been begun.
    """

    part: str = ""
    acts: tuple[ActKind, ...]
    latest: dt.date


@frozen(kw_only=True)
class Plan:
    """What can be done so that a target is reached by the end of the period; it changes nothing recorded.

    >>> import rnms
    >>> from rnms import testing
    >>> region = testing.invented_region(staff=100, seed=2)
    >>> result = rnms.evaluate(region, period=2023, only="6.2.1")["6.2.1"]
    >>> plan = result.plan(as_of=dt.date(2023, 3, 1))
    >>> plan.enough == (plan.verdict is rnms.Verdict.MET)
    True

    Attributes:
        region: Key of the region.
        code: The indicator's code.
        title: Its title.
        period: The period.
        as_of: The day of the plan: nothing that it does is dated before.
        reading: The name of the reading taken; ``"default"`` for none.
        place: The name or id of the municipality or organisation that was judged alone; empty of a region.
        robust: Whether whoever was chosen had to pass under each other reading, too.
        requests: What to ask, part by part, so that the verdict is decided; where it is not open before the
            steps, what is open after them.
        shortfall: How many were missing before the plan, part by part; ``None`` where nobody can say.
        steps: What to do for whom, the cheapest first.
        under: How many of the chosen pass under each other reading, too; ``None`` where it tells of nobody.
        is_least: Whether it is proved that no cheaper choice of such steps would do where they are enough: it
            is not of an index, a ratio, a load, several parts, or members who are counted in two places.
        too_late: What would have had to be begun earlier.
        before: The result at the end of the period if nothing is done.
        verified: The same with the steps, as it was evaluated.
        why: Why it is not enough, as codes: ``"period-over"``, ``"headcount"``, ``"no-records"``,
            ``"measure"``, ``"too-late"``, ``"exhausted"``, ``"few-people"``, ``"few-methodists"``, ``"ask"``,
            ``"no-target"``; none where it is.
    """

    region: str
    code: str
    title: str
    period: Period
    as_of: dt.date
    reading: str
    place: str = ""
    robust: bool = False
    requests: tuple[Request, ...] = ()
    shortfall: Mapping[str, Bounds | None] = attrs.field(factory=dict)
    steps: tuple[PlanStep, ...] = ()
    under: Mapping[str, int | None] = attrs.field(factory=dict)
    is_least: bool = True
    too_late: tuple[TooLate, ...] = ()
    before: Result = attrs.field(repr=False)
    verified: Result = attrs.field(repr=False)
    why: tuple[str, ...] = ()
    _system: RegionalSystem = attrs.field(eq=False, repr=False, alias="system")

    @property
    def ask(self) -> Ask:
        """Whom to ask what: of the first part that is open, where there are several."""
        return self.requests[0].ask if self.requests else Ask()

    @property
    def verdict(self) -> Verdict:
        """The verdict with the steps, as it was evaluated."""
        return self.verified.verdict

    @property
    def enough(self) -> bool:
        """Whether the target is reached with the steps, whatever is not known."""
        return self.verdict is Verdict.MET

    @property
    def cost(self) -> int | Fraction:
        """What all steps cost together."""
        return sum((step.cost for step in self.steps), start=0)

    def system(self) -> RegionalSystem:
        """Give the system as it would be if all was done: what was recorded, and the records of the steps."""
        return self._system

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"Plan({self.code!r}, {len(self.steps)} steps, {self.verdict.name})"

    def _repr_html_(self) -> str:
        return self.to_html()

    def to_text(self, *, lang: str = "ru") -> str:
        """Write it as tables for a terminal."""
        from rnms.render.planned import PLAN

        return PLAN.text(self, lang)

    def to_html(self, path: str | Path | None = None, *, full_page: bool = False, lang: str = "ru") -> str:
        """Write it as HTML, without scripts; into ``path`` too, if given."""
        from rnms.render.planned import PLAN

        return PLAN.html(self, lang, path, full_page=full_page)

    def to_dict(self) -> dict[str, Any]:
        """Write it as plain JSON values; exact numbers are integers or texts such as ``"15/19"``."""
        from rnms.render.planned import as_json

        return as_json(self)

    def to_json(self, path: str | Path | None = None) -> str:
        """Write it as JSON text, with a version of its form; into ``path`` too, if given."""
        from rnms.files.json import write_json

        return write_json(self.to_dict(), path)
