"""What changed between two reports, as values: by how much, why, and whether that is sure."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from fractions import Fraction

from rnms._values import frozen
from rnms.compare.shown import Compared
from rnms.errors import IndicatorNotFoundError, NameNotFoundError
from rnms.indicators.counts import Scale
from rnms.indicators.tally import Reason, distinct
from rnms.issues import message
from rnms.model.law import Clause
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.subjects import Municipality
from rnms.results.judgement import Judgement
from rnms.showing import Shown, short


class Sign(enum.Enum):
    """Which way a value surely went.

    >>> Sign("rose")
    <Sign.ROSE: 'rose'>
    """

    ROSE = "rose"
    FELL = "fell"
    SAME = "same"

    @classmethod
    def of(cls, change: Bounds | None) -> Sign | None:
        """Tell the sign of a change; ``None`` where it may be either.

        >>> Sign.of(Bounds(Fraction(1, 19), None)), Sign.of(Bounds(0, 1))
        (<Sign.ROSE: 'rose'>, None)
        """
        if change is None:
            return None
        if change == Bounds.exact(0):
            return cls.SAME
        if change.low > 0 or (change.low == 0 and change.low_open):
            return cls.ROSE
        fell = change.high is not None and (change.high < 0 or (change.high == 0 and change.high_open))
        return cls.FELL if fell else None


class Kind(enum.Enum):
    """What two reports of one indicator are to each other.

    Of one period the truth is one, and what is known of it may differ:

    * ``SAME``: they know the same.
    * ``REFINED``: the later leaves open less of what the earlier left open.
    * ``WIDENED``: it leaves open more.
    * ``CORRECTED``: they exclude each other, so a fact was changed.
    * ``SHIFTED``: neither holds the other, or it rests on a fact of which they say different things: a fact
      was changed, too.
    * ``RESTATED``: neither holds the other, as one was told a number and the other a share: both may be true.

    A whole with parts is to the other what its parts are, and of several the gravest.

    Else they are of two periods, of two regions, or one of the reports does not judge it:
    ``OTHER_PERIOD``, ``OTHER_REGION``, ``ALONE``. Of one period or of two, ``OTHER_UNIT`` says that one value
    is a share and the other a number or points: no change can be told.

    >>> Kind("refined")
    <Kind.REFINED: 'refined'>
    """

    SAME = "same"
    REFINED = "refined"
    WIDENED = "widened"
    CORRECTED = "corrected"
    SHIFTED = "shifted"
    RESTATED = "restated"
    OTHER_PERIOD = "other_period"
    OTHER_REGION = "other_region"
    OTHER_UNIT = "other_unit"
    ALONE = "alone"

    @classmethod
    def of(cls, before: Bounds | None, after: Bounds | None) -> Kind:
        """Compare what two reports know of one truth; no value leaves all open.

        >>> Kind.of(Bounds(Fraction(15, 19), 1), Bounds(Fraction(18, 19), 1))
        <Kind.REFINED: 'refined'>
        """
        if before == after:
            return cls.SAME
        if before is None or after is None:
            return cls.REFINED if before is None else cls.WIDENED
        if after in before:
            return cls.REFINED
        if before in after:
            return cls.WIDENED
        return cls.CORRECTED if before.meet(after) is None else cls.SHIFTED

    def with_facts(self, *, is_corrected: bool, is_restated: bool) -> Kind:
        """Tell it of the facts, too: who leaves open less may have changed what was known.

        >>> Kind.REFINED.with_facts(is_corrected=True, is_restated=False)
        <Kind.SHIFTED: 'shifted'>
        >>> Kind.SHIFTED.with_facts(is_corrected=False, is_restated=True)
        <Kind.RESTATED: 'restated'>

        Args:
            is_corrected: Whether a fact was known before and is known otherwise now.
            is_restated: Whether facts differ only in what was told of them, a number or a share.
        """
        if self is Kind.SHIFTED and is_restated:
            return Kind.RESTATED
        is_silent = self in {Kind.SAME, Kind.REFINED, Kind.WIDENED}
        return Kind.SHIFTED if is_corrected and is_silent else self

    def with_parts(self, parts: Iterable[Kind]) -> Kind:
        """Tell it of a whole that has parts: it knows the same where each of them does.

        >>> Kind.SAME.with_parts([Kind.SAME, Kind.CORRECTED]), Kind.SAME.with_parts([Kind.SAME, Kind.REFINED])
        (<Kind.CORRECTED: 'corrected'>, <Kind.REFINED: 'refined'>)
        >>> Kind.SAME.with_parts([Kind.WIDENED, Kind.REFINED])
        <Kind.SHIFTED: 'shifted'>
        """
        kinds = {self, *parts} - {Kind.SAME}
        if kinds >= {Kind.REFINED, Kind.WIDENED}:
            kinds.add(Kind.SHIFTED)
        gravest_first = (
            Kind.CORRECTED, Kind.SHIFTED, Kind.RESTATED, Kind.OTHER_UNIT, Kind.REFINED, Kind.WIDENED,
        )  # fmt: skip
        return next((kind for kind in gravest_first if kind in kinds), self)


DEFINITION, COVERAGE, DATA = "definition", "coverage", "data"
CAME, LEFT, STAYED = "came", "left", "stayed"
RATES, WEIGHTS, OVERLAP = "rates", "weights", "overlap"


@frozen(kw_only=True)
class Part:
    """A part of a change: what one cause makes of it.

    >>> Part(name="came", value=Bounds.exact(12)).said
    'пришли: +12'

    Attributes:
        name: ``"definition"``: another reading, edition, kind of period or measure; ``"coverage"``: how many
            are known; ``"came"``, ``"left"`` and ``"stayed"``: who; ``"data"``: what is left of it. By
            municipality ``"rates"``, ``"weights"``, and ``"overlap"``: who counts in several, or in none.
        value: How much, over all that is open; ``None`` where it cannot be told apart.
        scale: How it is written.
        at_low: What it makes of the change of the least value, where the parts are those of both ends.
        at_high: What it makes of the change of the greatest.
        why: The code of why it cannot be told apart.
    """

    name: str
    value: Bounds | None
    scale: Scale = Scale.NUMBER
    at_low: Fraction | None = None
    at_high: Fraction | None = None
    why: str = ""

    __repr__ = short("name", "value")

    @property
    def is_separable(self) -> bool:
        """Whether it can be told apart from the rest."""
        return self.value is not None

    @property
    def said(self) -> str:
        """What it is, in Russian words."""
        from rnms.render.compared import part_sentence

        return part_sentence(self)


@frozen(kw_only=True)
class Fact:
    """A fact that differs between two reports of one period; people and places by id, never by name.

    >>> Fact(collection="persons", id="p7", field="birth_date").id
    'p7'

    Attributes:
        collection: ``"figures"``, ``"unreported"`` or the collection of the record.
        id: The key of the figure, the id of the record; of one without an id, that of what it is about.
        title: What a figure counts, in the words of the order.
        field: The field that differs; empty where one of the reports has no such fact.
        municipality: The id of the municipality of a figure.
        period: The period of a figure.
        before: What a figure said; empty of anything else.
        after: What it says now.
        change: ``"added"`` or ``"removed"``; of what both have ``"learnt"``, which the later alone tells, or
            tells closer; ``"withdrawn"``, which the earlier alone does; ``"restated"``, of which one tells a
            number and the other a share; else ``"changed"``.
    """

    collection: str
    id: str = ""
    title: str = ""
    field: str = ""
    municipality: str = ""
    period: str = ""
    before: str = ""
    after: str = ""
    change: str = "changed"


@frozen(kw_only=True)
class Defined:
    """What one of two reports understands by an indicator.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, only="3")
    >>> report.compare(report)["3"].definitions[0].reading
    'default'

    Attributes:
        region: Key of the region.
        code: The indicator's code.
        title: Its exact title.
        clause: Where the act sets it.
        reading: The reading that counts.
        period: The period judged.
    """

    region: str
    code: str
    title: str
    clause: Clause
    reading: str
    period: Period


@frozen(kw_only=True)
class Change(Shown):
    """What changed of one indicator, or of one of its parts.

    >>> import rnms
    >>> from rnms import testing
    >>> system = testing.invented_region(staff=100, seed=1)
    >>> earlier, later = (rnms.evaluate(system, period=year) for year in (2022, 2023))
    >>> change = later.compare(earlier)["6.2.1"]
    >>> [part.name for part in change.parts]
    ['definition', 'came', 'left', 'stayed']

    Attributes:
        code: The indicator's code.
        name: The name of the component; empty where it is the whole.
        title: What it is, in the words of the later report.
        before: The earlier judgement; ``None`` where that report does not judge it.
        after: The later one.
        change: The later value less the earlier; facts unknown in both count as independent, so that it may
            be too wide, never too narrow. ``None`` where one of them is not known, or of another unit.
        scale: How it is written.
        certain: Which way it went, where that is sure.
        kind: What the judgements are to each other.
        parts: What makes the change. Where it is known who, or nothing is open, the parts add up to it in
            every world, each with its own bounds; else they add up at the least and at the greatest value.
        by_place: The same by the rates and weights of the municipalities.
        moved: The municipalities of which the reports say different things.
        facts: Of one period, the facts that differ; of a whole with parts they stand beside these.
        definitions: What the reports understand by it, where both judge it.
        components: The changes of its parts, where it has several.
    """

    code: str
    title: str
    name: str = ""
    before: Judgement | None
    after: Judgement | None
    change: Bounds | None
    scale: Scale
    certain: Sign | None
    kind: Kind
    parts: tuple[Part, ...] = ()
    by_place: tuple[Part, ...] = ()
    moved: tuple[Municipality, ...] = ()
    facts: tuple[Fact, ...] = ()
    definitions: tuple[Defined, ...] = ()
    components: tuple[Change, ...] = ()

    __repr__ = short("code", "kind", "change")

    @property
    def is_of_one_period(self) -> bool:
        """Whether both judge the same period of the same region."""
        if self.before is None or self.after is None or self.kind is Kind.OTHER_REGION:
            return False
        return self.before.period == self.after.period

    @property
    def at_low(self) -> Fraction | None:
        """By how much the least value changed."""
        values = self._values()
        return None if values is None else Fraction(values[1].low) - values[0].low

    @property
    def at_high(self) -> Fraction | None:
        """By how much the greatest value changed; ``None`` where one of them has no end."""
        values = self._values()
        if values is None or values[0].high is None or values[1].high is None:
            return None
        return Fraction(values[1].high) - values[0].high

    def _values(self) -> tuple[Bounds, Bounds] | None:
        values = [None if judgement is None else judgement.value for judgement in (self.before, self.after)]
        return None if values[0] is None or values[1] is None else (values[0], values[1])

    @property
    def is_target_other(self) -> bool:
        """Whether the target is another, or stands in another clause; of two regions nothing is compared."""
        if self.before is None or self.after is None or self.kind is Kind.OTHER_REGION:
            return False
        return self.before.target != self.after.target

    def part(self, name: str) -> Part:
        """Find a part of the change by its name.

        Raises:
            NameNotFoundError: If it has no such part.
        """
        for part in (*self.parts, *self.by_place):
            if part.name == name:
                return part
        names = tuple(part.name for part in (*self.parts, *self.by_place))
        raise NameNotFoundError(message("error.no-part", part=repr(name), code=self.code, known=names))

    def __getitem__(self, name: str) -> Change:
        """Find the change of a component by its name: ``comparison["4"]["load"]``."""
        for component in self.components:
            if component.name == name:
                return component
        names = tuple(component.name for component in self.components)
        raise NameNotFoundError(message("error.no-part", part=repr(name), code=self.code, known=names))


@frozen(kw_only=True)
class Comparison(Compared):
    """What changed between two reports; shows itself in a terminal and in a notebook.

    >>> import rnms
    >>> system = rnms.example("khabarovsk_2023")
    >>> report = rnms.evaluate(system, period=2023)
    >>> change = rnms.evaluate(system, period=2023, readings="respondents").compare(report)["3"]
    >>> change.part("definition").value, change.part("data").value
    (Bounds(low=Fraction(0, 1), high=Fraction(4, 19)), Bounds(low=0, high=0))

    Attributes:
        region: Key of the region of the later report.
        name: Its official name.
        before: The period of the earlier report.
        after: The period of the later one.
        changes: One for each indicator and period of the later report, then those that only the earlier has.
        warnings: What makes the reports hard to compare, as codes: two versions of rnms, two regions.
        version: The version of rnms that compared.
    """

    region: str
    name: str
    before: Period
    after: Period
    changes: tuple[Change, ...]
    warnings: tuple[Reason, ...] = ()
    version: str = ""

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __getitem__(self, code: str | int) -> Change:
        """Find the change of an indicator; of several periods the last.

        Raises:
            IndicatorNotFoundError: If neither report has it.
        """
        of_code = [change for change in self.changes if change.code == str(code)]
        if not of_code:
            raise IndicatorNotFoundError(
                str(code), self.region, distinct(change.code for change in self.changes)
            )
        return of_code[-1]

    def _ipython_key_completions_(self) -> list[str]:
        return [*distinct(change.code for change in self.changes)]

    def __repr__(self) -> str:
        periods = f"{str(self.before)!r} → {str(self.after)!r}"
        return f"Comparison({self.region!r}, {periods}, {len(self.changes)} changes)"


def pieces(change: Change) -> tuple[Change, ...]:
    """List the changes of the components; of an indicator without any its own.

    >>> change = Change(
    ...     code="3", title="т", before=None, after=None, change=None, scale=Scale.NUMBER, certain=None,
    ...     kind=Kind.ALONE,
    ... )
    >>> pieces(change) == (change,)
    True
    """
    return change.components or (change,)
