"""A region as data: its acts, its indicators, and what its sources do not say."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from rnms._values import frozen
from rnms.errors import FieldError, IndicatorNotFoundError, ProfileError, ReadingNotFoundError, suggestion
from rnms.indicators.definition import Indicator
from rnms.indicators.measures import simple_measures, sums_that_decide
from rnms.indicators.requirement import Requirement
from rnms.indicators.tally import distinct
from rnms.indicators.target import Years
from rnms.logic.population import OUTSIDE_MUNICIPALITIES, REGION, Population, Word
from rnms.logic.question import Question, with_populations
from rnms.model.checked import checked, expect_day, shown
from rnms.model.law import Act, AwaitedAct
from rnms.model.norm import Norm
from rnms.model.period import Period, PeriodKind, periods_asked, periods_meant
from rnms.model.roadmap import Scheduled
from rnms.model.shifts import Shift
from rnms.model.statute import Subject, SubjectKind
from rnms.model.subjects import REGIONAL, Level
from rnms.regions.declaration import Declaration, PartOrigin, clauses, levels_of, parts_of
from rnms.regions.editions import Edition
from rnms.regions.overlay import SupposedChange, retargeted, supposed
from rnms.regions.relations import FigureRelation
from rnms.regions.rules.contradictions import faults_of
from rnms.regions.vocabulary import LISTED_ELSEWHERE, Vocabulary, vocabularies_of
from rnms.showing import Shown


@frozen(kw_only=True)
class RequiredFigure:
    """A word of the order that data must hold for an indicator to be judged.

    >>> from rnms import regions
    >>> need = regions.get("khabarovsk").needs()[1]
    >>> need.key, need.indicators, need.of
    ('staff.diagnosed', ('1',), 'staff')

    Attributes:
        key: The key of the figure that reports it.
        title: What is counted, in Russian.
        level: The level whose result it is.
        period: The kind of period that it is asked for, or one period for all.
        indicators: Codes of the indicators that ask for it.
        readings: Names of the readings that ask for it; empty when the default does.
        yes_no: Whether the answer is a yes or no of the region.
        of: Key of the population whose members are counted; empty for a population itself.
        question: What an engine is asked.
        relation: The relation of a form that alone speaks of it, where no indicator asks for it: whoever
            gives it lets the others be checked, or the one that is lacking be found.
        decides: Whether a value hangs on it: not the largest load, where the act asks for their sum.
    """

    key: str
    title: str
    level: Level
    period: PeriodKind | Period
    indicators: tuple[str, ...]
    readings: tuple[str, ...]
    yes_no: bool
    of: str
    question: Question
    relation: FigureRelation | None = None
    decides: bool = True

    @property
    def is_optional(self) -> bool:
        """Whether no value hangs on it: a relation of a form alone speaks of it, or it limits another."""
        return self.relation is not None or not self.decides

    def periods(self, asked: Period) -> tuple[Period, ...]:
        """List the periods for which it is needed when somebody asks for a period.

        >>> from rnms import regions
        >>> regions.get("khabarovsk").needs()[0].periods(Period.of(2023))
        (Period('2022/2023'),)
        """
        return distinct(self.question.period_of(period) for period in periods_asked(self.period, asked))


@frozen(kw_only=True, field_transformer=checked)
class RegionProfile(Declaration, Shown):
    """The duties of one region, declared: no code, and a clause beside every number.

    >>> from rnms import regions
    >>> profile = regions.get("kirov")
    >>> profile.name, profile.indicator("2.1.1").clause.number
    ('Кировская область', 'мероприятие 2.1.1, результат')

    Attributes:
        key: The region's key, equal to the name under which it is found.
        iso: Its ISO 3166-2 code.
        name: Its official name in Russian.
        system_name: What its acts call the system.
        read_on: The day on which a person last read the acts.
        acts: The acts that found the system, the principal one first.
        indicators: The indicators of effectiveness.
        unknown: What the sources do not say or have lost.
        subjects: Who makes up the system, by the act.
        kinds_lost: Kinds of subject of which nobody can tell whether the act has them, its page being lost.
        requirements: What must be in place.
        methodist_rules: Who may be a methodist, rule by rule.
        provisions: Aims, tasks, principles and mechanisms, cited.
        roadmap: The measures to carry out; none where the sources have no roadmap.
        monitoring: How often the system shall be monitored; empty where the sources are silent.
        meetings: The meetings that a plan of work names.
        spellings: How its acts write the keywords that its words look for in free text.
        relations: What figures are to each other by the forms in which they are reported.
        known_on: The day on whose edition it is; ``None`` is that of ``read_on``.
        changes: What is supposed in it against its acts, to see what would follow.
        imports: What it takes over from other profiles; none once it is composed with them.
        parent: The profile above it, or its key, whose targets its own must respect: that of the region of a
            municipality.
        origins: Where the parts come from that it took over.

    Raises:
        ProfileError: If the declaration contradicts itself; all faults are listed.
    """

    def __attrs_post_init__(self) -> None:
        # What it takes over it may speak of: it is whole once it is composed.
        faults = () if self.imports else tuple(faults_of(self))
        if faults:
            raise ProfileError(self.key, faults, self)

    def __repr__(self) -> str:
        return f"RegionProfile({self.key!r}, {len(self.indicators)} indicators)"

    def __getitem__(self, code: str | int) -> Indicator:
        """Find an indicator by its code, as :meth:`indicator` does: ``profile["3"]`` or ``profile[3]``."""
        return self.indicator(str(code))

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators)

    def _ipython_key_completions_(self) -> list[str]:
        return [indicator.code for indicator in self.indicators]

    def indicator(self, code: str) -> Indicator:
        """Find an indicator by its code.

        Raises:
            IndicatorNotFoundError: If the order has none of this code; the error lists those it has.
        """
        for indicator in self.indicators:
            if indicator.code == code:
                return indicator
        raise IndicatorNotFoundError(code, self.key, tuple(indicator.code for indicator in self.indicators))

    def select_indicators(self, only: str | Iterable[str] | None = None) -> tuple[Indicator, ...]:
        """Select the indicators of some codes, in the order asked for; by default all.

        >>> from rnms import regions
        >>> [one.code for one in regions.get("kirov").select_indicators("2.1.1")]
        ['2.1.1']

        Raises:
            IndicatorNotFoundError: If the order has none of a code.
        """
        if only is None:
            return self.indicators
        return tuple(map(self.indicator, distinct(_listed("only", only, "codes of indicators: '6.2.1'"))))

    def select_readings(self, readings: str | Iterable[str]) -> tuple[str, ...]:
        """Select readings to take together, by name.

        >>> from rnms import regions
        >>> regions.get("khabarovsk").select_readings("each_member")
        ('each_member',)

        Raises:
            ReadingNotFoundError: If no indicator has a reading of a name.
        """
        names = _listed("readings", readings, "names of readings: 'by_act'")
        for name in names:
            if name not in self.readings:
                raise ReadingNotFoundError(name, self.readings)
        return names

    @property
    def edition(self) -> Edition:
        """The acts that are in force, and by which of them a target stands."""
        return Edition(self.acts, self.known_on)

    def governing(self, period: Period) -> Act | None:
        """Find the act by which one judges a period: the principal one, or what was set in its place.

        A period that was over before the act is judged by it only where it has targets for that period.

        >>> from rnms import regions
        >>> str(regions.get("kirov").governing(Period.of(2023)))
        'распоряжение от 31.05.2023 № 639'
        >>> regions.get("kirov").as_known(dt.date(2023, 5, 30)).governing(Period.of(2023)) is None
        True
        >>> regions.get("kirov").governing(Period.of(2022)) is None
        True
        """
        cited = {clause.act for _, clause in clauses(self)}
        acts = [act for act in self.acts if self.edition.is_in_force(act)]
        act: Act | None = self.acts[0] if self.acts else None
        while act is not None and not self.edition.outlasts(act, period.start):
            act = next(
                (successor for successor in acts if act.key in successor.repeals and successor in cited), None
            )
        is_before = act is not None and not act.supposed and period.end < self.edition.in_force_from(act)
        return None if is_before and not self._has_targets(period) else act

    def _has_targets(self, asked_period: Period) -> bool:
        """Tell whether an act demands something for a period, be it over when the act came."""
        return any(
            self.edition.target(part.targets, period, indicator.period) is not None
            for indicator in self.indicators
            for period in periods_meant(indicator.period, asked_period)
            for part in indicator.parts()
        )

    def as_known(self, on: dt.date) -> RegionProfile:
        """Make this profile as its acts stood on a day: without what was not yet known or not yet in force.

        >>> from rnms import regions
        >>> ugra = regions.get("ugra")
        >>> [len(ugra.as_known(dt.date(2023, 3, day)).indicators) for day in (30, 31)]
        [0, 6]
        """
        expect_day(on, owner="as_known", field="on")
        edition = Edition(self.acts, on)
        indicators = edition.indicators(self.indicators)
        requirements = edition.requirements(self.requirements, indicators, edition.in_force(self.scheduled))
        return attrs.evolve(
            self,
            indicators=indicators,
            requirements=requirements,
            roadmap=attrs.evolve(self.roadmap, measures=edition.in_force(self.roadmap)),
            monitoring=edition.in_force(self.monitoring),
            meetings=edition.in_force(self.meetings),
            known_on=on,
        )

    def awaited(self, on: dt.date) -> tuple[AwaitedAct, ...]:
        """List the acts that set its indicators, with their first days, where none is in force on a day yet.

        >>> from rnms import regions
        >>> amur = regions.get("amur")
        >>> [(str(one.act), one.day.isoformat()) for one in amur.awaited(dt.date(2020, 1, 1))]
        [('приказ от 12.04.2022 № 420', '2022-04-12')]
        >>> amur.awaited(dt.date(2022, 4, 12))
        ()
        """
        expect_day(on, owner="awaited", field="on")
        return Edition(self.acts, on).awaited(self.indicators)

    def with_targets(
        self, norms: Mapping[str, Mapping[Years | Period | int | str, Norm]], *, why: str = ""
    ) -> RegionProfile:
        """Make this profile with other targets, to see what would follow; reports mark them as supposed.

        >>> from rnms import regions
        >>> from rnms.model import at_least, percent
        >>> harder = regions.get("ugra").with_targets({"6.2.1": {2025: at_least(percent(50))}}, why="план")
        >>> [str(target.clause) for target in harder.indicator("6.2.1").targets if 2025 in target.period]
        ['предположение: план']

        Args:
            norms: By the code of an indicator, or of a part of it (``"4.load"``); then by year, or by period
                (``"2024-Q1"``).
            why: Why one supposes so.

        Raises:
            IndicatorNotFoundError: If there is none of this code, or it has targets only in its parts.
            ProfileError: If a norm does not fit what it is a norm of.
        """
        supposition = supposed(self.read_on, len(self.changes), why)
        indicators, changes = retargeted(self.key, self.indicators, norms, supposition)
        return attrs.evolve(
            self,
            indicators=indicators,
            acts=(*self.acts, supposition),
            changes=(*self.changes, *changes),
        )

    def without(self, *codes: str, why: str = "") -> RegionProfile:
        """Make this profile without some indicators and the duties that are the same: what would follow?

        >>> from rnms import regions
        >>> [one.code for one in regions.get("khabarovsk").without("1", "7").indicators]
        ['2', '3', '4', '5', '6']

        Raises:
            IndicatorNotFoundError: If there is none of this code.
        """
        for code in codes:
            self.indicator(code)
        indicators = [indicator for indicator in self.indicators if indicator.code not in codes]
        return attrs.evolve(
            self,
            indicators=indicators,
            requirements=self.edition.requirements(self.requirements, indicators, self.scheduled),
            changes=(*self.changes, *(SupposedChange(indicator=code, why=why) for code in codes)),
        )

    def origin_of(self, code: str) -> PartOrigin:
        """Tell where a part comes from: the profile that declares it, its clause, and what amended it.

        Raises:
            LookupError: If there is no such part.
        """
        for origin in self.origins:
            if origin.part == code:
                return origin
        own_parts = dict(parts_of(self))
        if code in own_parts:
            return PartOrigin(part=code, profile=self.key, clause=own_parts[code])
        raise LookupError(f"no part {code!r} in {self.key}{suggestion(code, own_parts)}")

    def subject(self, key: str) -> Subject:
        """Find a subject by its key.

        Raises:
            LookupError: If the act names no such subject.
        """
        for subject in self.subjects:
            if subject.key == key:
                return subject
        keys = ", ".join(subject.key for subject in self.subjects)
        raise LookupError(f"no subject {key!r} in {self.key}; known: {keys}")

    def subjects_at(self, level: Level) -> tuple[Subject, ...]:
        """List the subjects of a level."""
        return tuple(subject for subject in self.subjects if subject.level == level)

    def subjects_of(self, kind: SubjectKind | str) -> tuple[Subject, ...]:
        """List the subjects of a kind."""
        key = kind if isinstance(kind, str) else kind.key
        return tuple(
            subject
            for subject in self.subjects
            if key in [subject_kind.key for subject_kind in subject.kinds]
        )

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the system, from the highest down."""
        return levels_of(self)

    @property
    def scheduled(self) -> tuple[Scheduled, ...]:
        """Everything that falls due: measures, rounds of monitoring, meetings."""
        return (*self.roadmap, *self.monitoring, *self.meetings)

    @functools.cached_property
    def _whole(self) -> RegionProfile:
        """This profile with what it takes over, as it is judged."""
        # Imported here: what composes profiles rests on them.
        from rnms.regions.registry import composed

        return composed(self)

    @functools.cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions that an indicator under any reading or a requirement asks, and their populations.

        Those of what it takes over from other profiles are among them.
        """
        if self.imports:
            return self._whole.questions
        of_duties = (
            question for duty in self.requirements if duty.measure for question in duty.measure.questions
        )
        return distinct(
            [
                *(asker.question.plain for asker in self._askers()),
                *(inner.plain for question in of_duties for inner in with_populations(question)),
            ]
        )

    @functools.cached_property
    def figure_keys(self) -> tuple[str, ...]:
        """The keys of all figures that bear on an indicator or a requirement, be it taken over."""
        if self.imports:
            return self._whole.figure_keys
        questions = self.questions
        # How many are outside municipalities can be said of every population, so needs() does not list it.
        outside = [
            Question(of=question.of, term=OUTSIDE_MUNICIPALITIES).key
            for question in questions
            if not question.of.unit.always_placed and question.of.unit != REGION
        ]
        related = [key for relation in self.relations for key in relation.keys]
        return distinct([*(need.key for need in self.needs()), *_keys(questions), *outside, *related])

    @functools.cached_property
    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """The words that the region knows, by the field of the data in which they stand.

        >>> from rnms import regions
        >>> [one.field for one in regions.get("amur").vocabularies][:2]
        ['attestations.duty', 'associations.level']
        """
        if self.imports:
            return self._whole.vocabularies
        return vocabularies_of(self, self.figure_keys)

    @functools.cached_property
    def fitting(self) -> dict[tuple[int, ...], tuple[Word | None, ...]]:
        """The words of which somebody found that records can tell them, by their places in memory.

        The words are kept, so that no other comes to lie there.
        """
        return {}

    @functools.cached_property
    def judged(self) -> dict[Hashable, Any]:
        """What was judged by the profile, for whoever judges nearly the same again."""
        return {}

    def remember_fitting(self, key: tuple[int, ...], words: tuple[Word | None, ...]) -> None:
        """Remember words that records can tell; of two threads that find the same one writes it twice."""
        if len(self.fitting) >= _MOST_FITTING:
            self.fitting.clear()
        self.fitting[key] = words

    @property
    def words_to_write(self) -> tuple[Vocabulary, ...]:
        """The vocabularies that whoever fills a file looks up, beside the keys of figures.

        >>> from rnms import regions
        >>> [one.field for one in regions.get("amur").words_to_write][-2:]
        ['programmes.topics', 'diagnostics.areas']
        """
        return tuple(
            vocabulary
            for vocabulary in self.vocabularies
            if vocabulary.entries and vocabulary.field not in LISTED_ELSEWHERE
        )

    def vocabulary(self, field: str) -> Vocabulary:
        """List the words that the region knows in a field of the data.

        Raises:
            LookupError: If it knows none there.
        """
        for vocabulary in self.vocabularies:
            if vocabulary.field == field:
                return vocabulary
        fields = [vocabulary.field for vocabulary in self.vocabularies]
        raise LookupError(
            f"{self.key} has no words in {field!r}{suggestion(field, fields)}; see vocabularies"
        )

    def act(self, key: str) -> Act:
        """Find an act by its key.

        Raises:
            LookupError: If the profile cites no such act.
        """
        for act in self.acts:
            if act.key == key:
                return act
        raise LookupError(f"no act {key!r} in {self.key}; known: {', '.join(act.key for act in self.acts)}")

    @property
    def readings(self) -> tuple[str, ...]:
        """The names of all readings, in the order of the indicators."""
        return distinct(reading.name for indicator in self.indicators for reading in indicator.readings)

    def needs(self) -> tuple[RequiredFigure, ...]:
        """List what data must hold, and for which indicators; the needs of the default readings come first.

        Nobody must give those that decide nothing; last come the figures of which relations alone speak. What
        the profile takes over from others asks for its figures, too.

        >>> from rnms import regions
        >>> [need.key for need in regions.get("khabarovsk").needs()][:2]
        ['staff', 'staff.diagnosed']

        Raises:
            ProfileError, RegionNotFoundError: As :func:`rnms.regions.get`, of a profile that
                takes over parts of others.
        """
        return self._whole.needs() if self.imports else self._needs

    def needs_of(self, duty: Requirement) -> tuple[RequiredFigure, ...]:
        """List the figures by which a duty is judged that has a measure of its own.

        >>> from rnms import regions
        >>> ugra = regions.get("ugra")
        >>> [duty] = [duty for duty in ugra.requirements if duty.code == "S-UGR-14"]
        >>> [need.key for need in ugra.needs_of(duty)]
        ['internship_sites', 'internship_sites.at_educational_organization']
        """
        if duty.measure is None:
            return ()
        deciding = {*sums_that_decide(simple_measures(duty.measure))}
        return tuple(
            RequiredFigure(
                key=key,
                title=question.title + _STATISTICS.get(key.rpartition(".")[2], ""),
                level=REGIONAL,
                period=duty.period or PeriodKind.CALENDAR,
                indicators=(duty.code,),
                readings=(),
                yes_no=question.of.unit == REGION,
                of="" if question.term is None else question.of.key,
                question=question,
                decides=not question.load or key in deciding,
            )
            for asked in duty.measure.questions
            if asked.change is None
            for question in with_populations(asked)
            for key in question.keys
        )

    @functools.cached_property
    def _needs(self) -> tuple[RequiredFigure, ...]:
        askers_by_key: dict[tuple[str, PeriodKind | Period, Shift | None], list[_Asker]] = {}
        for asker in self._askers():
            for key in asker.question.keys:
                wanted = (key, asker.indicator.period, asker.question.shift)
                askers_by_key.setdefault(wanted, []).append(asker)
        needs = tuple(_need(key, period, askers) for (key, period, _), askers in askers_by_key.items())
        ranked = sorted(needs, key=lambda need: bool(need.readings))
        return (*ranked, *self._related_needs(ranked))

    def _related_needs(self, needs: Sequence[RequiredFigure]) -> Iterator[RequiredFigure]:
        """List the figures that only relations use: of the level and period of what they are related to."""
        known_besides = {*_keys(self.questions)} - {need.key for need in needs}
        populations = {question.of.key: question.of for question in self.questions}
        known_by_key: dict[str, list[RequiredFigure]] = {}
        for need in needs:
            known_by_key.setdefault(need.key, []).append(need)
        for relation in self.relations:
            by_key = {key: known_by_key[key] for key in relation.keys if key in known_by_key}
            related = _of_one_period([*by_key.values()])
            for key in relation.keys:
                # It holds between figures of one period, for which each of them must be asked.
                is_asked = key in known_besides or any(need in related for need in by_key.get(key, ()))
                if not is_asked:
                    added = _related_need(key, relation, related, populations, by_key.get(key, ()))
                    known_by_key.setdefault(key, []).append(added)
                    yield added

    def _askers(self) -> Iterator[_Asker]:
        for indicator in self.indicators:
            names = ("", *(reading.name for reading in indicator.readings))
            for name, variant in zip(names, indicator.variants(), strict=True):
                for question in variant.questions:
                    if question.change is not None:
                        continue
                    for inner in with_populations(question):
                        yield _Asker(question=inner, indicator=variant, reading=name)


_MOST_FITTING = 4096
"""How many words a profile remembers: more than any has, were their readings not asked for in new ways."""


def _listed(name: str, value: str | Iterable[str], wording: str) -> tuple[str, ...]:
    """List the names that were given, one or several."""
    listed: object = (value,) if isinstance(value, str) else value
    names = tuple(listed) if isinstance(listed, Iterable) else (value,)
    description, _, example = wording.partition(": ")
    for item in names:
        if not isinstance(item, str):
            raise FieldError(
                owner="evaluate", field=name, given=shown(item), wanted=description, write=f"write {example}"
            )
    return names


@frozen(kw_only=True)
class _Asker:
    """A question, and the indicator and reading that ask it (the default has no name)."""

    question: Question
    indicator: Indicator
    reading: str


def _keys(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        yield from question.keys


def _need(key: str, period: PeriodKind | Period, askers: list[_Asker]) -> RequiredFigure:
    question = askers[0].question
    by_default = any(not asker.reading for asker in askers)
    return RequiredFigure(
        key=key,
        title=question.title + _STATISTICS.get(key.rpartition(".")[2], ""),
        level=askers[0].indicator.level,
        period=period,
        indicators=distinct(asker.indicator.code for asker in askers),
        readings=() if by_default else distinct(asker.reading for asker in askers),
        yes_no=question.of.unit == REGION,
        of="" if question.term is None else question.of.key,
        question=question,
        decides=not question.load
        or any(
            key in sums_that_decide(simple_measures(part.measure))
            for asker in askers
            for part in asker.indicator.parts()
        ),
    )


def _of_one_period(needs_by_key: Sequence[Sequence[RequiredFigure]]) -> list[RequiredFigure]:
    """Select the needs of the period for which most of some figures are asked: of several, the longest."""
    needs = [need for listed in needs_by_key for need in listed]

    def fitness(of: RequiredFigure) -> tuple[int, bool, bool]:
        number_asked = sum(any(_is_of_period(need, of) for need in listed) for listed in needs_by_key)
        is_part = of.period in {PeriodKind.HALF_YEAR, PeriodKind.QUARTER}
        return number_asked, of.question.shift is None, not is_part

    if not needs:
        return []
    best = max(needs, key=fitness)
    return [need for need in needs if _is_of_period(need, best)]


def _is_of_period(need: RequiredFigure, other: RequiredFigure) -> bool:
    return (need.period, need.question.shift) == (other.period, other.question.shift)


def _related_need(
    key: str,
    relation: FigureRelation,
    related: Sequence[RequiredFigure],
    populations: Mapping[str, Population],
    of_other_periods: Sequence[RequiredFigure],
) -> RequiredFigure:
    if of_other_periods:
        period = related[0].period
        return attrs.evolve(
            of_other_periods[0],
            period=period,
            question=of_other_periods[0].question.plain,
            relation=relation,
        )
    title = dict(relation.titles).get(key) or f"{key} ({relation.title or relation.clause})"
    population = populations.get(key.partition(".")[0]) or Population(key=key, title=title)
    return RequiredFigure(
        key=key,
        title=title,
        level=related[0].level if related else REGIONAL,
        period=related[0].period if related else PeriodKind.CALENDAR,
        indicators=distinct(code for need in related for code in need.indicators),
        readings=(),
        yes_no=False,
        of="",
        question=Question(of=population),
        relation=relation,
    )


_STATISTICS = {"total": " (всего)", "largest": " (наибольшее)", "smallest": " (наименьшее)"}
