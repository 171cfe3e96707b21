"""Indicators as an act prints them: families, components, readings."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from rnms._values import frozen
from rnms.errors import FieldError, ReadingConflictError
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import MissingAs, distinct
from rnms.indicators.target import Band, Target
from rnms.logic.population import Term, Word
from rnms.logic.predicates import NOT_RECORDED, all_of, any_of
from rnms.logic.question import Question
from rnms.model.checked import NONE_IS_TOLD, RARE, checked, shown
from rnms.model.law import Clause
from rnms.model.norm import Norm
from rnms.model.period import Period, PeriodKind
from rnms.model.returns import EvidenceKind
from rnms.model.subjects import REGIONAL, Level
from rnms.showing import Shown, short


@frozen(kw_only=True, field_transformer=checked)
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

    __repr__ = short("key", "title")


@frozen(kw_only=True, field_transformer=checked)
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

    __repr__ = short("name", "title")


def _pairs(words: Mapping[Word, Word] | tuple[tuple[Word, Word], ...]) -> tuple[tuple[Word, Word], ...]:
    return tuple(words.items()) if isinstance(words, Mapping) else words


def _optional_targets(targets: Iterable[Target] | None) -> tuple[Target, ...] | None:
    return None if targets is None else tuple(targets)


def _optional_components(parts: Iterable[Component] | None) -> tuple[Component, ...] | None:
    return None if parts is None else tuple(parts)


@frozen(kw_only=True, field_transformer=checked)
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
        among_known: Whether it counts only those who answered, be it in part or with an open answer; of a
            target for each municipality or organisation, only those that told anything.
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

    __repr__ = short("name", "title")

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


def _perhaps(word: Word, shown_word: Word) -> Word:
    """Make a word that is true where it already is, and open where only ``shown_word`` is true."""
    terms, shown_terms = (each.words if isinstance(each, Term) else () for each in (word, shown_word))
    open_titles = ", ".join(term.title for term in terms if term not in shown_terms)
    unsaid = attrs.evolve(NOT_RECORDED, about=open_titles)
    return attrs.evolve(word, where=any_of(word.where, all_of(shown_word.where, unsaid)))


def _as_the_family_counts(indicator: Indicator) -> Measure | None:
    family: object = indicator.family
    return family.measure if isinstance(family, Family) and not indicator.components else None


_MOST_MEANINGS = 64
"""How many meanings an indicator keeps: of each reading alone, and of some taken together."""


@frozen(kw_only=True, field_transformer=checked)
class Indicator(Shown):
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

    __repr__ = short("code", "title")

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
        own = [
            index
            for reading in readings
            for index, declared in enumerate(self.readings)
            if declared is reading
        ]
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
            attrs.evolve(
                reading,
                redefine={
                    words.get(word, word): words.get(replacement, replacement) for word, replacement in pairs
                },
            )
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
