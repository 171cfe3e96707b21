"""What a region declares: indicators with their targets, readings and clauses."""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from rnms.errors import FieldError, ReadingConflictError
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import MissingAs, distinct
from rnms.logic.population import MUNICIPALITY, ORGANIZATION, Term, Unit, Word
from rnms.logic.predicates import NOT_RECORDED, all_of, any_of
from rnms.logic.question import Question
from rnms.model.checked import NONE_IS_TOLD, RARE, checked, shown
from rnms.model.law import Clause, Unknown
from rnms.model.norm import Bounds, Norm, Verdict, at_least
from rnms.model.period import Period, PeriodKind, periods_meant
from rnms.model.returns import EvidenceKind
from rnms.model.subjects import REGIONAL, Level


@attrs.frozen(field_transformer=checked)
class Years:
    """Reporting years from the first to the last; no last year leaves the end open.

    >>> 2030 in Years(2022, None), str(Years(2022, None)), str(Years(2022, 2024))
    (True, '2022–…', '2022–2024')

    Attributes:
        first: The first year.
        last: The last, inside; ``None`` leaves the end open.
    """

    first: int
    last: int | None

    def __attrs_post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"years from {self.first} cannot end with {self.last}")

    def __contains__(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        if self.last is None:
            return f"{self.first}–…"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def since(year: int) -> Years:
    """Make the period of every reporting year from this one on.

    >>> 2030 in since(2022), 2021 in since(2022)
    (True, False)
    """
    return Years(year, None)


def _years_or_period(value: Years | Period | int) -> Years | Period:
    return Years(value, value) if isinstance(value, int) else value


@attrs.frozen(field_transformer=checked)
class Minimum:
    """A norm set elsewhere that a target must respect: the federal value beside that of the region.

    >>> from rnms import regions
    >>> from rnms.model import at_least, at_most, percent
    >>> clause = regions.get("amur").indicator("1").clause
    >>> federal = Minimum(at_least(percent(10)), clause)
    >>> federal.is_kept_by(at_least(percent(20))), federal.is_kept_by(at_least(percent(5)))
    (True, False)

    Attributes:
        norm: The values that it admits; :class:`~rnms.model.Unknown` where they were lost.
        clause: Where it says so, in the act that sets it.
    """

    norm: Norm | Unknown
    clause: Clause = attrs.field(metadata=NONE_IS_TOLD)

    @property
    def known_norm(self) -> Norm | None:
        """The norm; ``None`` where the source does not tell it."""
        return None if isinstance(self.norm, Unknown) else self.norm

    def is_kept_by(self, norm: Norm) -> bool:
        """Tell whether every value that a norm admits is admitted here, too."""
        return self.known_norm is None or self.known_norm.covers(norm)


@attrs.frozen(field_transformer=checked)
class Target:
    """What the act demands for a period; reads as a row of its table.

    >>> from rnms import regions
    >>> target = regions.get("ugra").indicator("6.2.1").parts()[0].targets[0]
    >>> str(target.period), target.covers(Period.of(2021), PeriodKind.CALENDAR)
    ('2021', True)

    A target that is known to exist, but whose value is lost, is no missing target: nobody can tell whether
    it is reached, and reports say why.

    >>> lost = Target(2024, Unknown("страница утрачена"), target.clause)
    >>> lost.known_norm is None
    True

    Attributes:
        period: A reporting year, several (:class:`Years`), or one :class:`~rnms.model.Period`.
        norm: The values that it admits; :class:`~rnms.model.Unknown` where the source does not tell them.
        clause: Where it says so.
        minimum: The norm set elsewhere that this one must respect; it is judged beside it.
        each: Of whom each must keep it, ``MUNICIPALITY`` or ``ORGANIZATION`` («в каждом муниципалитете»); by
            default it is demanded of the region as a whole. What is demanded of both are two components.

    Raises:
        ValueError: If it is demanded of each of something else.
    """

    period: Years | Period = attrs.field(converter=_years_or_period)
    norm: Norm | Unknown
    clause: Clause = attrs.field(metadata=NONE_IS_TOLD)
    minimum: Minimum | None = attrs.field(default=None, kw_only=True, metadata=RARE)
    each: Unit | None = attrs.field(default=None, kw_only=True, metadata=RARE)

    def __attrs_post_init__(self) -> None:
        if self.each is not None and self.each not in {MUNICIPALITY, ORGANIZATION}:
            raise ValueError(
                f"a target is demanded of each municipality or organisation, not of each {self.each.key};"
                " write each=MUNICIPALITY or each=ORGANIZATION"
            )

    @property
    def known_norm(self) -> Norm | None:
        """The norm; ``None`` where the source does not tell it."""
        return None if isinstance(self.norm, Unknown) else self.norm

    @property
    def norm_of_whole(self) -> Norm | None:
        """The norm of the region's own value; ``None`` where it is lost, or demanded of each."""
        return self.known_norm if self.each is None else None

    def of_one(self) -> Target:
        """Make the same target as it binds each one of those who must keep it."""
        return attrs.evolve(self, each=None)

    @property
    def norms(self) -> tuple[Norm, ...]:
        """Every norm that a value is held against, as far as the sources tell them."""
        norms = (self.known_norm, None if self.minimum is None else self.minimum.known_norm)
        return tuple(norm for norm in norms if norm is not None)

    @property
    def further_clauses(self) -> tuple[Clause, ...]:
        """The clauses that it cites beside its own: of its minimum, and where a lost value should stand."""
        gaps = [self.norm, *([] if self.minimum is None else [self.minimum.norm])]
        clauses = [gap.clause for gap in gaps if isinstance(gap, Unknown)]
        clauses += [] if self.minimum is None else [self.minimum.clause]
        return tuple(clause for clause in clauses if isinstance(clause, Clause))

    def covers(self, period: Period, kind: PeriodKind | Period) -> bool:
        """Tell whether it holds for a period of an indicator that counts by periods of ``kind``."""
        if isinstance(self.period, Period):
            return self.period == period
        return period.kind is kind and period.year in self.period

    def names(self, period: Period) -> bool:
        """Tell whether it speaks of this very period, not of a longer time that it belongs to."""
        if isinstance(self.period, Period):
            return self.period == period
        whole_year = period.kind in {PeriodKind.CALENDAR, PeriodKind.ACADEMIC}
        return whole_year and self.period == Years(period.year, period.year)


def yearly(
    norms: Mapping[int, Norm | Unknown],
    clause: Clause,
    *,
    minimum: Mapping[int, Minimum] | Minimum | None = None,
    each: Unit | None = None,
) -> tuple[Target, ...]:
    """Write the targets of one row of a table, a year a column.

    >>> from rnms import regions
    >>> clause = regions.get("ugra").indicator("6.2.1").clause
    >>> [str(target.period) for target in yearly({2021: at_least(1), 2022: at_least(2)}, clause)]
    ['2021', '2022']

    Args:
        norms: The norms by year; :class:`~rnms.model.Unknown` where the source does not tell one.
        clause: Where the act sets them.
        minimum: The norm set elsewhere that they must respect: one for all, or one for each year.
        each: Of whom each must keep them; by default the region as a whole.

    Raises:
        FieldError: If a norm is a number, or the norms are not given by year.
    """
    table: object = norms
    if not isinstance(table, Mapping):
        raise FieldError(
            owner="yearly",
            field="norms",
            given=shown(table),
            wanted="a table of norms by year",
            write="write yearly({2024: at_least(percent(10)), 2025: …}, CLAUSE)",
        )
    minima = dict.fromkeys(norms, minimum) if isinstance(minimum, Minimum) else minimum or {}
    return tuple(
        Target(year, norm, clause, minimum=minima.get(year), each=each) for year, norm in norms.items()
    )


@attrs.frozen(field_transformer=checked)
class Band:
    """A range of values that an act gives a name, beside what it demands: «средний уровень — от 50 до 80 %».

    >>> from rnms import regions
    >>> from rnms.model import between, percent
    >>> clause = regions.get("amur").indicator("1").clause
    >>> Band(label="средний", norm=between(percent(50), percent(80)), clause=clause).label
    'средний'

    Attributes:
        label: What the act calls it.
        norm: The values in it; an end that belongs to the next band is open.
        clause: Where it says so.
    """

    label: str
    norm: Norm
    clause: Clause


def bands_at(bands: Iterable[Band], value: Bounds | None) -> tuple[Band, ...]:
    """List the bands in which a value may lie; several where its bounds reach into them.

    >>> from rnms import regions
    >>> from rnms.model import Bounds, at_most, between
    >>> clause = regions.get("amur").indicator("1").clause
    >>> low, high = Band("низкий", at_most(5), clause), Band("высокий", between(6, 9), clause)
    >>> [band.label for band in bands_at([low, high], Bounds(4, 7))]
    ['низкий', 'высокий']
    """
    if value is None:
        return ()
    return tuple(band for band in bands if band.norm.verdict(value) is not Verdict.NOT_MET)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Family:
    """A kind of indicator that several regions have: how it is counted, written once.

    >>> from rnms.indicators.vocabulary import diagnostics
    >>> diagnostics.DIAGNOSED_SHARE.key, diagnostics.DIAGNOSED_SHARE.title
    ('diagnosed_share', 'прошли диагностику')

    Attributes:
        key: Its name across regions.
        title: What it is about, in Russian.
        measure: How it is usually counted; ``None`` where every region composes it of parts.
    """

    key: str
    title: str
    measure: Measure | None = None


@attrs.frozen(kw_only=True, field_transformer=checked)
class Component:
    """A part of an indicator that is judged for itself.

    >>> from rnms import regions
    >>> [part.name for part in regions.get("khabarovsk").indicator("4").components]
    ['formed', 'load']

    Attributes:
        name: A short identifier.
        title: What it is, in Russian.
        measure: How it is counted.
        targets: What the act demands of it.
        family: What kind of indicator it is, where it is of another kind than the whole.
        bands: The names that the act gives to its values.
    """

    name: str
    title: str
    measure: Measure
    targets: tuple[Target, ...] = attrs.field(default=(), converter=tuple[Target, ...])
    family: Family | None = None
    bands: tuple[Band, ...] = attrs.field(default=(), converter=tuple[Band, ...])


def _pairs(words: Mapping[Word, Word] | tuple[tuple[Word, Word], ...]) -> tuple[tuple[Word, Word], ...]:
    return tuple(words.items()) if isinstance(words, Mapping) else words


def _optional_targets(targets: Iterable[Target] | None) -> tuple[Target, ...] | None:
    return None if targets is None else tuple(targets)


def _optional_components(parts: Iterable[Component] | None) -> tuple[Component, ...] | None:
    return None if parts is None else tuple(parts)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Reading:
    """A named decision about a clause that can be understood in several ways.

    >>> from rnms import regions
    >>> by_respondents, *_ = regions.get("khabarovsk").indicator("3").readings
    >>> by_respondents.name, by_respondents.changes
    ('respondents', ('basis',))

    Attributes:
        name: Means the same decision wherever it stands.
        title: The decision in a few Russian words.
        why: Why one may decide so.
        clause: The clause that is ambiguous; by default that of the indicator.
        redefine: Words that it replaces by others.
        among_known: Whether it counts only those of whom it is known.
        missing_as_none: Whether those of whom it is not known count as failing, and what was not told of as
            not there: «непредставление данных приравнивается к отсутствию».
        measure: Another measure.
        components: Other components; an empty tuple judges the indicator as a whole.
        targets: Other targets.
        period: Another kind of period.
    """

    name: str
    title: str
    why: str
    clause: Clause | None = None
    redefine: tuple[tuple[Word, Word], ...] = attrs.field(default=(), converter=_pairs)
    among_known: bool = False
    missing_as_none: bool = attrs.field(default=False, metadata=RARE)
    measure: Measure | None = None
    components: tuple[Component, ...] | None = attrs.field(default=None, converter=_optional_components)
    targets: tuple[Target, ...] | None = attrs.field(default=None, converter=_optional_targets)
    period: PeriodKind | None = None

    def __attrs_post_init__(self) -> None:
        if self.among_known and self.missing_as_none:
            raise FieldError(
                owner="Reading",
                field="missing_as_none",
                whose=self.name,
                given="both it and among_known",
                wanted="one of them",
                write="leave those of whom it is not known out, or count them as failing",
            )
        for word, replacement in self.redefine:
            if isinstance(word, Term) is not isinstance(replacement, Term):
                raise FieldError(
                    owner="Reading",
                    field="redefine",
                    whose=self.name,
                    given=shown(replacement),
                    wanted=f"what {shown(word)} can be replaced by",
                    write="put a Term in place of a Term, a Population in place of a Population",
                )

    @property
    def missing(self) -> MissingAs | None:
        """What those count as of whom nothing is known; ``None`` where they leave it open."""
        return MissingAs.chosen(among_known=self.among_known, missing_as_none=self.missing_as_none)

    @property
    def changes(self) -> tuple[str, ...]:
        """What it decides, in words; two readings that decide the same thing cannot be taken together."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[str]:
        for word, _ in self.redefine:
            yield f"word {word.key!r}"
        if self.missing is not None:
            yield "basis"
        if self.measure is not None or self.components is not None:
            yield "measure"
        if self.targets is not None or self.components is not None:
            yield "targets"
        if self.period is not None:
            yield "kind of period"


class Direction(enum.Enum):
    """Which way of a value is better.

    >>> Direction("decrease")
    <Direction.DECREASE: 'decrease'>
    """

    INCREASE = "increase"
    DECREASE = "decrease"


def is_less_better(norm: Norm | None, declared: Direction = Direction.INCREASE) -> bool:
    """Tell whether less is better: by the one side that a norm limits, else as it is declared.

    >>> from rnms.model import at_most, between, percent
    >>> is_less_better(at_most(percent(10))), is_less_better(between(150, 250), Direction.DECREASE)
    (True, True)
    """
    if norm is None or (norm.low is None) is (norm.high is None):
        return declared is Direction.DECREASE
    return norm.high is not None


class Force(enum.Enum):
    """How strongly an act demands something: as a duty, by listing it, as reported practice, or not.

    >>> [force.value for force in Force]
    ['duty', 'implied', 'practice', 'optional']
    """

    DUTY = "duty"
    IMPLIED = "implied"
    PRACTICE = "practice"
    OPTIONAL = "optional"


_ALWAYS = Years(dt.MINYEAR, None)
ALL_MEMBERS = at_least(1)
"""The norm of a structural duty: the whole share, without exception."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class Requirement:
    """A structural duty: something that must be in place, judged as an indicator is.

    What it demands of its measure is said as a target says it: a norm, or that it was lost, of the whole or
    of each, beside a minimum set elsewhere.

    >>> from rnms import regions
    >>> duty = regions.get("khabarovsk").requirements[0]
    >>> duty.code, duty.force.value, duty.same_as
    ('S-KHB-01', 'duty', '3')
    >>> duty.is_standing
    True

    A duty without a period must be kept always: it is judged as of the day, kept or broken. One with a
    period falls due with its end, and until then is pending, unless that is already certain.

    Attributes:
        code: A stable code.
        title: What must be in place, in our words.
        force: How strongly the act demands it.
        clause: Where it does.
        measure: How it is judged.
        norm: What is demanded of the measure; by default every member. :class:`~rnms.model.Unknown` where the
            source does not tell it.
        minimum: The norm set elsewhere that this one must respect; it is judged beside it.
        each: Of whom each must keep it, ``MUNICIPALITY`` or ``ORGANIZATION``; by default the region as a
            whole.
        same_as: Code of the indicator that demands the same, with its part where it has several; then
            nothing is declared twice.
        falls_due: Codes of the rules of monitoring, meetings or measures whose days judge it, all of them;
            what must follow a round is a part of its rule.
        unknown: Why it cannot be checked, where it cannot.
        broken_by: The codes of the faults of data that break it, where reading the data decides it.
        period: The kind of period within which it falls due, or the one period; ``None`` where it falls due
            on no day but must be kept always.
        since: The first day on which it binds; by default that of its act. A protocol may report what was
            demanded before it.
        until: The last day on which it binds: the horizon of the plan that sets it; ``None`` without end.
        first_due: Codes of the measures of which it is composed: before all of them fell due for the first
            time, it is broken only where one of them is overdue; what was made late is there.

    Raises:
        ValueError: If it is demanded of each of something else.
    """

    code: str
    title: str
    force: Force
    clause: Clause
    measure: Measure | None = None
    norm: Norm | Unknown = ALL_MEMBERS
    minimum: Minimum | None = attrs.field(default=None, metadata=RARE)
    each: Unit | None = attrs.field(default=None, metadata=RARE)
    same_as: str = ""
    falls_due: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    unknown: Unknown | None = None
    broken_by: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    period: PeriodKind | Period | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    first_due: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        assert self.target.each is self.each  # noqa: S101  # made to be looked at

    @property
    def target(self) -> Target:
        """What it demands of its measure, of whatever period."""
        return Target(_ALWAYS, self.norm, self.clause, minimum=self.minimum, each=self.each)

    @property
    def is_standing(self) -> bool:
        """Whether it must be kept always; else it falls due within a period."""
        return self.period is None

    def asked(self, asked: Period) -> tuple[Period, ...]:
        """List the periods for which it is judged when somebody asks for a period.

        >>> from rnms import regions
        >>> [yearly] = [one for one in regions.get("ugra").requirements if one.code == "S-UGR-05"]
        >>> yearly.asked(Period.of("2023-H1")), yearly.asked(Period.of("2022/2023"))
        ((Period('2023'),), (Period('2022'), Period('2023')))
        """
        return (asked,) if self.period is None else periods_meant(self.period, asked)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Rule:
    """A rule of who may be a methodist.

    >>> from rnms import regions
    >>> [rule.code for rule in regions.get("ugra").methodist_rules][:2]
    ['E1', 'E2']

    Attributes:
        code: A stable code.
        term: What it asks of a person.
        force: A duty decides eligibility; what is optional is only told.
        clause: Where the act says so.
        for_core: Whether it makes a member of the core, not a member.
    """

    code: str
    term: Term
    force: Force
    clause: Clause
    for_core: bool = False


def _perhaps(word: Word, shown_word: Word) -> Word:
    """Make a word that is true where it already is, and open where only ``shown_word`` is true."""
    return attrs.evolve(word, where=any_of(word.where, all_of(shown_word.where, NOT_RECORDED)))


def _as_the_family_counts(indicator: Indicator) -> Measure | None:
    family: object = indicator.family
    return family.measure if isinstance(family, Family) and not indicator.components else None


_MOST_MEANINGS = 64
"""How many meanings an indicator keeps: of each reading alone, and of some taken together."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class Indicator:
    """An indicator of effectiveness, declared as the act prints it.

    >>> from rnms import regions
    >>> indicator = regions.get("khabarovsk").indicator("5")
    >>> indicator.family.key, [reading.name for reading in indicator.readings]
    ('municipal_associations_share', ['respondents', 'by_act', 'calendar_year'])

    Attributes:
        code: As the act numbers it.
        title: Its exact title, misprints included.
        family: What kind of indicator it is.
        clause: Where the act sets it.
        level: The level whose result it is.
        period: The kind of period that it is asked for, or one period for all.
        measure: How it is counted; by default as its family counts.
        components: Its parts, where it has several; then it has no value of its own.
        targets: What the act demands, one for each period.
        readings: Other ways to understand the act; the declaration itself is the default.
        evidence: Kinds of document that a report shall name, any one of them.
        direction: Which way is better; counts where a target does not say it by limiting one side only.
        accrues: Whether what is reached stays reached, so that a running period can already be decided.
        aliases: Other numbers under which documents print it.
        bands: The names that the act gives to its values.
        where_carried_out: The words that others replace where records show that a measure of the roadmap was
            carried out in the period.
    """

    code: str
    title: str
    family: Family
    clause: Clause = attrs.field(metadata=NONE_IS_TOLD)
    level: Level = REGIONAL
    period: PeriodKind | Period = PeriodKind.CALENDAR
    components: tuple[Component, ...] = attrs.field(default=(), converter=tuple[Component, ...])
    measure: Measure | None = attrs.Factory(_as_the_family_counts, takes_self=True)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=tuple[Target, ...])
    readings: tuple[Reading, ...] = attrs.field(default=(), converter=tuple[Reading, ...])
    evidence: tuple[EvidenceKind, ...] = attrs.field(default=(), converter=tuple[EvidenceKind, ...])
    direction: Direction = Direction.INCREASE
    accrues: bool = False
    aliases: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    bands: tuple[Band, ...] = attrs.field(default=(), converter=tuple[Band, ...])
    where_carried_out: tuple[tuple[Word, Word], ...] = attrs.field(default=(), converter=_pairs)

    def parts(self) -> tuple[Component, ...]:
        """List its components; an indicator without any is its own only part."""
        return self._parts

    @functools.cached_property
    def _parts(self) -> tuple[Component, ...]:
        if self.measure is None:
            return self.components
        whole = Component(
            name=self.code, title=self.title, measure=self.measure, targets=self.targets, bands=self.bands
        )
        return (whole,)

    @property
    def names(self) -> tuple[str, ...]:
        """Its code, and those of its components: ``"4"``, ``"4.formed"``, ``"4.load"``."""
        return (self.code, *(f"{self.code}.{part.name}" for part in self.components))

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return distinct(question for part in self.parts() for question in part.measure.questions)

    def variants(self) -> tuple[Indicator, ...]:
        """List this indicator as it is declared, then as each of its readings alone understands it.

        >>> from rnms import regions
        >>> len(regions.get("khabarovsk").indicator("5").variants())
        4
        """
        return (self, *(self.under([reading]) for reading in self.readings))

    def under(self, readings: Iterable[Reading]) -> Indicator:
        """Make this indicator as some of its readings, taken together, understand it.

        Raises:
            ReadingConflictError: If two of them decide the same thing.
        """
        readings = tuple(readings)
        # What the words of an order mean hangs on nothing but the order, which never changes. It is looked up
        # by its own readings, which live as long as it does: equal ones may differ, as 1 and True are equal.
        own = [index for reading in readings for index, one in enumerate(self.readings) if one is reading]
        if len(own) != len(readings):
            return self._understood(readings)
        key = tuple(own)
        meaning = self._meanings.get(key)
        if meaning is None:
            meaning = self._understood(readings)
            if len(self._meanings) < _MOST_MEANINGS:
                self._meanings[key] = meaning
        return meaning

    @functools.cached_property
    def _meanings(self) -> dict[tuple[int, ...], Indicator]:
        """What it means under some of its readings, as far as somebody asked.

        Two threads that ask at once find the same, and one of both is kept.
        """
        return {}

    def _understood(self, readings: Iterable[Reading]) -> Indicator:
        reading_by_change: dict[str, str] = {}
        changed = self
        words: dict[Word, Word] = {}
        missing: MissingAs | None = None
        for reading in readings:
            for change in reading.changes:
                if change in reading_by_change:
                    raise ReadingConflictError(self.code, reading_by_change[change], reading.name, change)
                reading_by_change[change] = reading.name
            words.update(reading.redefine)
            missing = missing or reading.missing
            changed = changed._replaced(reading)
        return attrs.evolve(
            changed,
            measure=changed.measure and changed.measure.rewritten(words, missing=missing),
            components=tuple(
                attrs.evolve(part, measure=part.measure.rewritten(words, missing=missing))
                for part in changed.components
            ),
        )

    def carried_out(self, *, surely: bool = True) -> Indicator:
        """Make this indicator for a roadmap measure that records show as carried out, or perhaps so.

        Args:
            surely: Whether they show it; else they leave it open.
        """
        words = dict(self.where_carried_out)
        if not surely:
            words = {word: _perhaps(word, shown_word) for word, shown_word in words.items()}
        readings = [
            attrs.evolve(reading, redefine={words.get(one, one): words.get(two, two) for one, two in pairs})
            for reading in self.readings
            for pairs in [reading.redefine]
        ]
        measure = self.measure and self.measure.rewritten(words, missing=None)
        return attrs.evolve(self, measure=measure, readings=readings)

    def retargeted(self, change: Callable[[str, tuple[Target, ...]], Iterable[Target]]) -> Indicator:
        """Make this indicator with other targets, wherever it has any.

        Args:
            change: Gives the targets of a part anew; the part is called as ``"4"`` or ``"4.load"``.
        """

        def parts(components: Iterable[Component]) -> Iterator[Component]:
            for part in components:
                yield attrs.evolve(part, targets=change(f"{self.code}.{part.name}", part.targets))

        readings = [
            attrs.evolve(
                reading,
                targets=None if reading.targets is None else change(self.code, reading.targets),
                components=None if reading.components is None else parts(reading.components),
            )
            for reading in self.readings
        ]
        return attrs.evolve(
            self,
            targets=change(self.code, self.targets),
            components=parts(self.components),
            readings=readings,
        )

    def _replaced(self, reading: Reading) -> Indicator:
        measure, components = self.measure, self.components
        if reading.components is not None:
            measure, components = None, reading.components
        if reading.measure is not None:
            measure, components = reading.measure, ()
        return attrs.evolve(
            self,
            period=reading.period or self.period,
            targets=self.targets if reading.targets is None else reading.targets,
            measure=measure,
            components=components,
        )
