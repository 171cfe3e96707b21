"""The engine of a system: records where they are complete, else the figure, else what is left unknown."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from rnms._values import frozen
from rnms.engine.beside import (
    both,
    elsewhere,
    is_settled,
    loads_met,
    loads_united,
    places_of_members,
    total_load,
    united,
    united_as_shown,
)
from rnms.engine.figure_reasons import of_figures
from rnms.engine.figures import FiguresEngine
from rnms.engine.lexicon import respelled, unread
from rnms.engine.recall import is_same
from rnms.engine.record_engine import RecordEngine
from rnms.engine.relations import broken_relations, limits_by_relations, with_derived
from rnms.engine.reported import SizeOf
from rnms.engine.source import opened
from rnms.indicators.tally import Answer, LoadTally, MemberState, Number, Reason, Tally, distinct
from rnms.issues import Issue, Message, message
from rnms.logic.change import question_of_change
from rnms.logic.paths import REGION
from rnms.logic.plan import reads
from rnms.logic.population import MUNICIPALITY, Population
from rnms.logic.predicates import any_of
from rnms.logic.question import Question
from rnms.model.geography import Map, epoch, map_days, map_of_level, map_on, restated, seats_on
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.returns import Delivery, DeliveryStatus
from rnms.model.system import RegionalSystem, as_read, record_classes
from rnms.regions.profile import RegionProfile
from rnms.regions.relations import FigureRelation
from rnms.regions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from rnms.tables.tables import Tables

T = TypeVar("T")

DIFFERENCE = "figures.differ-from-records"
"""The code of an issue that says where records and figures exclude each other."""
UNANSWERED = Answer(tally=Tally(anything=None), reported=False)
"""The answer of whoever knows nothing."""


@frozen(eq=False)
class Noted:
    """What was asked of an engine, and what it told.

    Attributes:
        ask: The method of the engine that was asked.
        question: The question.
        period: Where it is judged.
        value: What it told.
    """

    ask: Callable[[Engine, Question, Period], object]
    question: Question
    period: Period
    value: object

    def is_told_by(self, engine: Engine) -> bool:
        """Tell whether another engine tells the same."""
        return is_same(self.value, self.ask(engine, self.question, self.period))


class Engine:
    """Answers questions from whatever a system holds.

    Decided for each question, period and municipality: records count where everything they need was
    collected; else the figure; else what the records leave open. So the region is what records tell of some
    municipalities and figures of the others. Where both exist and exclude each other, an issue says so.

    >>> import datetime as dt
    >>> import rnms
    >>> from rnms.indicators.vocabulary import people
    >>> system = rnms.example("khabarovsk_2023")
    >>> engine = Engine(system, dt.date(2023, 8, 31))
    >>> engine.answer(Question(of=people.STAFF), Period.of("2022/2023")).tally.size()
    Bounds(low=19299, high=19483)

    Args:
        data: The system.
        as_of: The day of judgement.
        words: The questions that figures may answer: what one word tells of another is found among them.
        vocabularies: The words of the region, by which those of the data are read.
        relations: What figures are to each other by the forms of the region.
        drawn: The map on which the data are told; by default what they tell is told on the map of each day.
        is_told_here: Whether a period is told on that map; by default each is.
    """

    def __init__(
        self,
        data: RegionalSystem | Tables,
        as_of: dt.date | None = None,
        words: Iterable[Question] = (),
        vocabularies: Sequence[Vocabulary] = (),
        relations: Sequence[FigureRelation] = (),
        drawn: Map | None = None,
        is_told_here: Callable[[Period], bool] = lambda _: True,
    ) -> None:
        # What is looked up by key is read once, as the region writes it.
        self._given = (data, as_of)
        source = respelled(data, vocabularies) if isinstance(data, RegionalSystem) else data
        system, records = opened(source, as_of, vocabularies)
        self._vocabularies = tuple(vocabularies)
        self._relations = tuple(relations)
        as_given = respelled(system, vocabularies)
        # On another map nothing is told that was not held against the relations before.
        self._broken = () if drawn is not None else tuple(broken_relations(as_given, self._relations))
        self.system: RegionalSystem = with_derived(as_given, self._relations)
        self.records: RecordEngine = records
        self._words = tuple(words)
        self._drawn = drawn
        # As given: what could not be read, or is known in part, is so on every map.
        small = source if isinstance(source, RegionalSystem) else respelled(source.system, vocabularies)
        figures = self.system.figures
        self._as_given = small if small.figures is figures else attrs.evolve(small, figures=figures)
        self._map_days = () if drawn is not None else map_days(self._placed)
        self._on_maps: dict[int | str, Engine] = {}
        self._figures = FiguresEngine(
            self.system,
            self._size_counted,
            self._words,
            drawn,
            limits_by_relations(self.system, self._relations),
            is_told_here,
        )
        self._is_told_here = is_told_here
        self._regional: FiguresEngine | None = None
        self._nothing_reported = not system.figures
        self._limited = any(part.most is not None for part in system.unreported)
        # Wrapped here, because `functools.cache` on a method would keep every engine alive.
        self._recorded = functools.cache(self._counted)
        self._apart = None if drawn is None or not drawn.unclear else self._with_unclear_places(drawn)
        self._differences: dict[Issue, None] = {}
        self._answers: dict[tuple[Question, Period], Answer] = {}
        self._reasons: dict[tuple[Question, Period], tuple[Reason, ...]] = {}
        self._notes: list[Noted] | None = None

    @classmethod
    def of_region(
        cls, data: RegionalSystem | Tables, profile: RegionProfile, as_of: dt.date | None = None
    ) -> Engine:
        """Answer the questions of a region: by its words, and by what figures are to each other on its forms.

        >>> import rnms
        >>> engine = Engine.of_region(rnms.example("khabarovsk_2023"), rnms.regions.get("khabarovsk"))
        >>> engine.issues
        ()

        Args:
            data: The system, or its tables.
            profile: The region, with every act that it knows: words of later ones are no slips of the pen.
            as_of: The day of judgement.

        Raises:
            FieldError: If the map of tables changes: they are told on one map alone.
        """
        return cls(data, as_of, profile.questions, profile.vocabularies, profile.relations)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The contradictions met while answering."""
        drawn = (issue for engine in self._on_maps.values() for issue in engine.issues)
        # Without a map of one day no question is answered here.
        own = () if self._map_days else (*self._figures.issues, *self._differences)
        return distinct((*self._broken, *own, *drawn))

    @functools.cached_property
    def _placed(self) -> RegionalSystem:
        """The system with where organisations stand, also where tables tell it."""
        if self.system.placements or not self.records.holds_any("placements"):
            return self._dated_in_part
        placed = self.records.gathered(("placements", "organizations"))
        return attrs.evolve(placed, municipalities=self._dated_in_part.municipalities)

    @functools.cached_property
    def _dated_in_part(self) -> RegionalSystem:
        """The system in which of the days of municipalities and placements stands what is known of each."""
        read = as_read(self._as_given, ("municipalities", "placements"))
        if not read.partial:
            return self.system
        known = read.as_known()
        by_id = {place.id: place for place in known.municipalities or ()}
        places = self.system.municipalities
        return attrs.evolve(
            self.system,
            municipalities=places and [by_id.get(place.id, place) for place in places],
            placements=known.placements,
        )

    @functools.cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """The lines of the ledger that the figures do not contradict: data may have been mended by hand."""
        given = (figure for figure in self.system.figures if figure.is_given and figure.missing is None)
        numbers = {(figure.municipality, figure.key, figure.period) for figure in given}
        collections = record_classes()
        return tuple(
            line
            for line in self.system.deliveries
            if line.question in collections
            or ((line.municipality, line.question, line.period) in numbers)
            is (line.status is DeliveryStatus.COUNTED)
        )

    @property
    def has_several_maps(self) -> bool:
        """Whether the data are told on another map for another day."""
        return bool(self._map_days)

    def on(self, period: Period) -> Engine:
        """Find the engine over the same data as told on the map of the day on which populations stand.

        It is this one where the map never changes.
        """
        if not self._map_days:
            return self
        day = self._day_of_map(period)
        key = epoch(self._map_days, day)
        if key not in self._on_maps:
            self._on_maps[key] = self._told_on(map_on(self._dated_in_part, day), day)
        return self._on_maps[key]

    def _day_of_map(self, period: Period) -> dt.date:
        """Find the day on which the populations of a period stand."""
        _, as_of = self._given
        return period.end if as_of is None else min(as_of, period.end)

    def _is_of_map(self, day: dt.date, period: Period) -> bool:
        """Tell whether a period is told on the map of a day."""
        return epoch(self._map_days, self._day_of_map(period)) == epoch(self._map_days, day)

    def at_level(self, level: str, period: Period) -> Engine:
        """Open the same data, where the territories of a level stand for their municipalities."""
        if self._map_days:
            return self.on(period).at_level(level, period)
        if level not in self._on_maps:
            system = self.system
            if system.territories is None:
                system = self.records.gathered(("territories",))
            self._on_maps[level] = self._told_on(map_of_level(system, level))
        return self._on_maps[level]

    def _told_on(self, drawn: Map, day: dt.date | None = None) -> Engine:
        data, as_of = self._given
        seats = {} if day is None else seats_on(self._placed.placements or (), day)
        small = restated(self._as_given, drawn, seats)
        told = small if isinstance(data, RegionalSystem) else data.told_on(drawn, small, seats)
        # Figures of places that are gone stay with these, however often the map is drawn anew.
        whole = drawn if self._drawn is None else drawn.over(self._drawn)
        is_told_here = self._is_told_here if day is None else functools.partial(self._is_of_map, day)
        return Engine(
            told,
            as_of,
            self._words,
            self._vocabularies,
            self._relations,
            drawn=whole,
            is_told_here=is_told_here,
        )

    def redrawn_since(self, other: Engine) -> set[str | None]:
        """The municipalities on the maps of both to which on one belongs what on the other is one itself."""
        there, there_then = (
            {place.id for place in engine.system.municipalities or ()} for engine in (self, other)
        )
        joined: set[str | None] = set()
        for drawn, apart in ((self._drawn, there_then), (other._drawn, there)):
            if drawn is not None:
                joined.update(
                    target for key, targets in drawn.targets.items() if key in apart for target in targets
                )
        return joined & there & there_then

    def covers_same(self, places: Collection[str], other: Engine, others: Collection[str]) -> bool:
        """Tell whether some municipalities of this map lie where some of another map do, and nowhere else."""
        here, there = (
            (
                [place.id for place in engine.system.municipalities or ()],
                drawn.targets if drawn else {},
                group,
            )
            for engine, drawn, group in ((self, self._drawn, places), (other, other._drawn, others))
        )
        return all(
            {target in group for target in targets.get(key, (key,))} == {key in own_group}
            for (keys, _, own_group), (_, targets, group) in ((here, there), (there, here))
            for key in keys
        )

    def redrawn(self, question: Question, judged_period: Period) -> tuple[str, ...]:
        """List the municipalities that had other borders in the period that a question asks for.

        They are those of the map where a period is judged of which it is not told exactly what they were.
        """
        if question.change is not None:
            return ()
        told_then, told_now = self.on(question.period_of(judged_period)), self.on(judged_period)
        if told_then is told_now:
            return ()
        there, there_then = (
            [place.id for place in engine.system.municipalities or ()] for engine in (told_now, told_then)
        )
        otherwise = ({*there} - {*there_then}) | told_now.redrawn_since(told_then)
        tallies = self.answer(question, judged_period).municipalities
        return tuple(
            key for key in there if key in otherwise and (key not in tallies or not _is_exact(tallies[key]))
        )

    def look_at_figures(self) -> None:
        """Look for contradictions among all figures, whether anybody asked for them or not."""
        self._figures.look_at_all()
        for engine in self._on_maps.values():
            engine.look_at_figures()

    def again(self) -> Engine:
        """Make an engine over the data as they are now; this one, if they cannot change."""
        data, _ = self._given
        if not isinstance(data, RegionalSystem) and data.can_change:
            return Engine(*self._made_of())
        return self

    def _made_of(self) -> tuple[Any, ...]:
        """Tell of what this was made, for another over the same data."""
        data, as_of = self._given
        return data, as_of, self._words, self._vocabularies, self._relations

    def __reduce__(self) -> tuple[Any, ...]:
        # What has been found is found again elsewhere: it is much larger than what it was found from.
        return Engine, self._made_of()

    @property
    def is_of_tables(self) -> bool:
        """Whether the data are tables, and not a system that lies in memory whole."""
        data, _ = self._given
        return not isinstance(data, RegionalSystem)

    def reading(self) -> AbstractContextManager[None]:
        """Read the data inside; that a table or a column of theirs is gone is told in one line."""
        data, _ = self._given
        return nullcontext() if isinstance(data, RegionalSystem) else data.as_given()

    def prepare(self, asked: Iterable[tuple[Question, Period]]) -> None:
        """Look at questions that will be asked, so that what they share is found once."""
        if self._map_days:
            by_map: dict[int, tuple[Engine, list[tuple[Question, Period]]]] = {}
            for question, judged_period in distinct(asked):
                if question.change is None:
                    period = question.period_of(judged_period)
                    drawn = self.on(period)
                    by_map.setdefault(id(drawn), (drawn, []))[1].append((question.plain, period))
            for drawn, questions in by_map.values():
                drawn.prepare(questions)
            return
        questions = [
            (question.plain, question.period_of(period))
            for question, period in asked
            if question.change is None
        ]
        if not self._nothing_reported:
            # Figures are held against the size of the population.
            questions += [(Question(of=question.of), period) for question, period in questions]
        single = ((part, period) for question, period in questions for part in _single(question))
        self.records.prepare(
            pair for pair in single if pair[0].of.resolved().entity and self.records.knows(pair[0])
        )

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question where a period is judged, for the region and for each municipality.

        The municipalities are those of the map of the period that is judged, also where another is asked for:
        what they were then is held against what they are now.
        """
        return self._noted(Engine.answer, question, period, self._answer(question, period))

    @contextmanager
    def noting(self) -> Iterator[list[Noted]]:
        """Note what is asked and told inside: whatever judging asks of figures must be noted."""
        notes: list[Noted] = []
        self._notes = notes
        try:
            yield notes
        finally:
            self._notes = None

    def _noted(
        self, ask: Callable[[Engine, Question, Period], T], question: Question, period: Period, value: T
    ) -> T:
        if self._notes is not None:
            self._notes.append(Noted(ask, question, period, value))
        return value

    def _answer(self, question: Question, period: Period) -> Answer:
        judged_period = period
        if question.change is None:
            question, period = question.plain, question.period_of(period)
        if self._map_days:
            told_then, told_now = self.on(period), self.on(judged_period)
            if told_now is told_then:
                return told_then.answer(question, period)
            by_map = told_now.answer(question, period)
            # A return from before of one that joined another, or lost a part, is of other borders.
            redrawn = told_now.redrawn_since(told_then) & {figure.municipality for figure in by_map.figures}
            places = {key: tally for key, tally in by_map.municipalities.items() if key not in redrawn}
            return attrs.evolve(told_then.answer(question, period), municipalities=places)
        answer = self._answers.get((question, period))
        if answer is None:
            answer = (
                self._with_unread_words(self._find(question, period), question)
                if question.change is None
                else self._changed(question, period)
            )
            self._answers[question, period] = answer
        return answer

    def left_open_by_silent(self, question: Question, period: Period) -> dict[str, Tally | LoadTally]:
        """Tell of each municipality whose return is missing what is known of it all the same, by id.

        >>> import datetime as dt
        >>> import rnms
        >>> from rnms import regions
        >>> engine = Engine(rnms.example("khabarovsk_2023"), dt.date(2023, 8, 31))
        >>> [question] = regions.get("khabarovsk").indicator("3").questions
        >>> engine.left_open_by_silent(question, Period.of("2022/2023"))["amursky"].failed_or_passed
        1
        """
        if self._map_days:
            return self.on(period).left_open_by_silent(question, period)
        answer = self.answer(question, period)
        known = {
            place: answer.municipalities.get(place) or self._figures.of_silent(question, period, place)
            for place in answer.silent
        }
        return self._noted(Engine.left_open_by_silent, question, period, known)

    def places_everybody(self, question: Question, period: Period) -> bool:
        """Tell whether figures exclude that anybody asked about is outside the municipalities.

        >>> import rnms
        >>> from rnms.indicators.vocabulary import people
        >>> year, system = Period.of(2023), rnms.example("khabarovsk_2023")
        >>> Engine(system).places_everybody(Question(of=people.STAFF), year)
        False
        """
        if self._map_days:
            return self.on(period).places_everybody(question, period)
        is_everybody_placed = self._figures.places_everybody(question.of, period)
        return self._noted(Engine.places_everybody, question, period, is_everybody_placed)

    def _changed(self, question: Question, period: Period) -> Answer:
        """Find who stands otherwise in two periods, as records alone tell it, of the region alone."""
        plain, other_period = question.plain, question.period_of(period)
        if question.change is None or not plain.of.resolved().entity or not self.records.knows(plain):
            return UNANSWERED
        windows = (self.records.window(period), self.records.window(other_period))
        answer = self.records.answer(question_of_change(plain, question.change, *windows), period)
        return attrs.evolve(UNANSWERED, tally=answer.tally)

    def standing(self, question: Question, period: Period, state: MemberState) -> tuple[tuple[str, str], ...]:
        """List the members that stand so: ids, and the names of places.

        Records tell them; of municipalities their own figures tell what records leave open.
        """
        if self._map_days:
            return self.on(period).standing(question, period, state)
        members = self.records.standing(question, period, state)
        if question.of.unit != MUNICIPALITY or self._nothing_reported:
            return members
        undecided = self.records.standing(question, period, MemberState.UNKNOWN)
        state_by_place = {
            key: self.told_state(question, period, key) or MemberState.UNKNOWN for key, _ in undecided
        }
        names = {key: name for key, name in (*members, *undecided) if state_by_place.get(key, state) == state}
        order = {key: rank for rank, key in enumerate(self.records.ids("municipalities"))}
        return tuple(sorted(names.items(), key=lambda member: order.get(member[0], len(order))))

    def told_state(self, question: Question, period: Period, place: str) -> MemberState | None:
        """Where a municipality stands by what was reported, itself a member; ``None`` where that is open."""
        if self._map_days:
            return self.on(period).told_state(question, period, place)
        if question.of.unit != MUNICIPALITY or self._nothing_reported:
            return None
        tally = self.answer(question, period).municipalities.get(place)
        if not isinstance(tally, Tally) or not tally.passed + tally.failed:
            return None
        return MemberState.PASSED if tally.passed else MemberState.FAILED

    def reasons(self, question: Question, period: Period) -> tuple[Reason, ...]:
        """Find what leaves an answer open.

        Fields, collections, municipalities and numbers; found when asked.
        """
        return self._noted(Engine.reasons, question, period, self._find_reasons(question, period))

    def _find_reasons(self, question: Question, period: Period) -> tuple[Reason, ...]:
        if question.change is not None:
            return ()
        if question.shift is not None:
            return self._open_in_other_period(question, period)
        if self._map_days:
            return self.on(period).reasons(question, period)
        reasons = self._reasons.get((question, period))
        if reasons is None:
            reasons = self._reasons[question, period] = self._left_open(question, period)
        return reasons

    def _open_in_other_period(self, question: Question, judged_period: Period) -> tuple[Reason, ...]:
        """Find what leaves an answer of another period open, with its name before."""
        plain, period = question.plain, question.period_of(judged_period)
        answer, reasons = self.answer(plain, period), self.reasons(plain, period)
        if not reasons and (_is_exact(answer.tally) or isinstance(answer.tally, LoadTally)):
            return ()
        about = (str(period), question.key, question.title)
        if answer.reported:
            return (Reason(code="open-in-period", about=about), *reasons)
        # That nothing was reported needs no second sentence, which would not say of which period.
        further = (reason for reason in reasons if reason.code not in {"not-reported", "other-period"})
        return (Reason(code="nothing-in-period", about=about), *further)

    def _left_open(self, question: Question, period: Period) -> tuple[Reason, ...]:
        answer, is_known = self.answer(question, period), self.records.knows(question)
        by_records = [
            reason
            for single in (_single(question) if is_known else ())
            for reason in self.records.reasons(single, period)
        ]
        by_figures: tuple[Reason, ...] = ()
        if not is_known or answer.figures:
            by_figures = of_figures(self._figures, question, period)
        explained = {reason.about[0] for reason in by_figures if reason.code == "explained"}
        own = [
            reason
            for reason in answer.reasons
            if reason.code != "not-reported" or reason.about[0] not in explained
        ]
        asked_for = (
            self._wanted_still(reason, question, period)
            for reason in distinct((*own, *by_records, *by_figures))
        )
        return tuple(reason for reason in asked_for if reason is not None)

    def _wanted_still(self, reason: Reason, question: Question, period: Period) -> Reason | None:
        """Give a reason that asks for headcounts, for those alone that nobody gave."""
        if reason.code != "headcount-of":
            return reason
        names_with_headcount = {
            place.name.strip() or place.id
            for place in self.system.municipalities or ()
            if (told := self._figures.of_place(Question(of=question.of), period, place.id)) is not None
            and told.size().high is not None
        }
        key, title, *places = reason.about
        lacking = [name for name in places if name not in names_with_headcount]
        return attrs.evolve(reason, about=(key, title, *lacking)) if lacking else None

    def _with_unread_words(self, answer: Answer, question: Question) -> Answer:
        """Words that may be slips of those that were looked for are named where they may decide."""
        if not self._vocabularies or not question.of.resolved().entity or not self.records.knows(question):
            return answer
        words = unread(question, self.records.lexicon)
        if not words or _is_exact(answer.tally):
            return answer
        reason = Reason(code="unread-word", about=words)
        return attrs.evolve(answer, reasons=(*answer.reasons, reason))

    def gathered(self, collections: Iterable[str]) -> RegionalSystem:
        """Gather the records of some collections, which must be small, keys as the region has."""
        return respelled(self.records.gathered(collections), self._vocabularies)

    def place_of(self, field: str, word: str) -> str:
        """Tell where a word of a field stands first; of tables that keep no order, in which column."""
        collection, _, name = field.partition(".")
        records = getattr(self.system, collection, None) or ()
        values = (getattr(record, name) for record in records)
        words_by_record = (
            (value,) if isinstance(value, str) else value if isinstance(value, Collection) else ()
            for value in values
        )
        index = next((index for index, words in enumerate(words_by_record) if word in words), None)
        return field if index is None else f"$.{collection}[{index}].{name}"

    def by_organization(self, question: Question, period: Period) -> Mapping[str, Tally | LoadTally]:
        """List the tally of each organisation, where records tell it; loads are not counted so."""
        if question.change is not None or question.load:
            return {}
        question, period = question.plain, question.period_of(period)
        records = self.on(period).records
        return records.by(question, period, "organizations") if records.knows(question) else {}

    def _find(self, question: Question, period: Period) -> Answer:
        is_known = self.records.knows(question)
        if is_known and self._nothing_reported:
            return self._with_headcount(self._recorded(question, period), question, period)
        by_figures = self._figures.answer(question, period)
        if not is_known:
            return by_figures if by_figures.figures else self._incomplete(by_figures, question)
        by_records = self._recorded(question, period)
        if not by_figures.figures:
            return self._with_headcount(by_records, question, period)
        self._compare(by_records, by_figures, question, period)
        places = self._with_figures(question, by_records, by_figures)
        merged = self._merged(question, period, by_records, by_figures)
        regional = self._of_region().answer(question, period).tally
        narrowed_tally = self._met(question, period, merged, regional) or by_records.tally
        narrowed = self._with_headcount(attrs.evolve(by_records, tally=narrowed_tally), question, period)
        if question.of.unit == MUNICIPALITY and isinstance(narrowed.tally, Tally):
            members = {place: tally for place, tally in places.items() if isinstance(tally, Tally)}
            places = {**places, **places_of_members(narrowed.tally, members)}
        settled = is_settled(question, narrowed.tally)
        silent = () if settled else by_records.silent
        return attrs.evolve(
            narrowed,
            municipalities=places,
            figures=by_figures.figures,
            silent=tuple(place for place in silent if place not in by_figures.municipalities),
            reasons=() if settled else narrowed.reasons,
        )

    def _with_figures(
        self, question: Question, records: Answer, figures: Answer
    ) -> dict[str, Tally | LoadTally]:
        """Tally municipalities by their records, and by their figures where records leave anything open."""
        tallies: dict[str, Tally | LoadTally] = {}
        for place in {**figures.municipalities, **records.municipalities}:
            by_records, by_figures = records.municipalities.get(place), figures.municipalities.get(place)
            if by_records is None or by_figures is None:
                tallies[place] = by_records or by_figures or Tally()
            elif isinstance(by_records, Tally) and isinstance(by_figures, Tally):
                with_term = question.term is not None
                tallies[place] = both(by_records, by_figures, with_term=with_term) or by_records
            else:
                tallies[place] = by_records
        return tallies

    def _merged(
        self, question: Question, period: Period, records: Answer, figures: Answer
    ) -> Tally | LoadTally:
        """Find the region, where the figures of some municipalities tell what their records leave open."""
        answered = {
            place: tally
            for place, tally in figures.municipalities.items()
            if self._is_open(question, place, records, tally)
        }
        population = elsewhere(question.of, answered) if answered else None
        if population is None or is_settled(question, records.tally):
            return records.tally
        rest = self._recorded(attrs.evolve(question, of=population), period).tally
        disjoint = question.of.in_one_place
        if isinstance(records.tally, LoadTally):
            parts = [part for part in (rest, *answered.values()) if isinstance(part, LoadTally)]
            whole = loads_united(parts, disjoint=disjoint)
            # One by one the members are known best where any number of others is excluded.
            best, second = (records.tally, whole)
            if records.tally.others.high is None:
                best, second = second, best
            return loads_met(best, second) or records.tally
        with_term = question.term is not None
        tallies = [part for part in (rest, *answered.values()) if isinstance(part, Tally)]
        whole_tally = united(tallies, disjoint=disjoint, with_term=with_term)
        if with_term and not disjoint:
            # What did not come of a municipality is about its own members, of whom its figures tell.
            gaps = [part for part in self.system.unreported if part.municipality in answered]
            as_shown = self.records.without(gaps).answer(attrs.evolve(question, of=population), period).tally
            assert isinstance(as_shown, Tally)  # noqa: S101  # engines answer a question by its kind
            tallies_shown = [as_shown, *tallies[1:]]
            whole_shown = united_as_shown(whole_tally, tallies_shown)
            whole_tally = whole_shown or whole_tally
        return both(records.tally, whole_tally, with_term=with_term) or records.tally

    def _is_open(
        self, question: Question, place: str, records: Answer, by_figures: Tally | LoadTally
    ) -> bool:
        """Tell whether the records of a municipality leave open what its figures may tell."""
        by_records = records.municipalities.get(place)
        if by_records is None:
            return place in records.silent
        if is_settled(question, by_records):
            return False
        if not isinstance(by_records, Tally) or not isinstance(by_figures, Tally):
            return False
        return both(by_records, by_figures, with_term=question.term is not None) is not None

    def _met(
        self, question: Question, period: Period, by_parts: Tally | LoadTally, regional: Tally | LoadTally
    ) -> Tally | LoadTally | None:
        """Find what the region's own figures leave of what records and municipalities leave open."""
        common: Tally | LoadTally | None
        if isinstance(by_parts, Tally) and isinstance(regional, Tally):
            common = both(by_parts, regional, with_term=question.term is not None)
        else:
            assert isinstance(by_parts, LoadTally)  # noqa: S101  # engines answer a question by its kind
            assert isinstance(regional, LoadTally)  # noqa: S101  # likewise
            common = loads_met(by_parts, regional)
        if common is None:
            fault = message(
                "figures.differ-from-records/region",
                key=question.key,
                title=question.title,
                period=str(period),
            )
            # Where it was said of numbers without a municipality, it need not be said again.
            differences = {
                (issue.facts["key"], issue.facts["period"])
                for issue in self._differences
                if "place" not in issue.facts
            }
            if (fault.facts["key"], fault.facts["period"]) not in differences:
                self._differences[Issue(place="$.figures", text=fault, code=DIFFERENCE)] = None
        return common

    def _of_region(self) -> FiguresEngine:
        """Find the region's own figures alone: what municipalities report is held against their records."""
        if self._regional is None:
            figures = self._figures.believed_of_region()
            system = attrs.evolve(self.system, figures=figures)
            self._regional = FiguresEngine(system, self._size_counted, self._words, self._drawn)
        return self._regional

    def _with_unclear_places(self, drawn: Map) -> RecordEngine:
        """Open the records where whatever may lie in one of several places stands for itself."""
        data, as_of = self._given
        places = (*(self.system.municipalities or ()), *drawn.unclear)
        system = attrs.evolve(self._as_given, municipalities=places)
        if isinstance(data, RegionalSystem):
            return opened(system, as_of, self._vocabularies)[1]
        told = data.told_on(attrs.evolve(drawn, municipalities=places, targets={}), system, {})
        return opened(told, as_of, self._vocabularies)[1]

    def _counted(self, question: Question, period: Period) -> Answer:
        """Find the answer of records; what may lie in one of several places leaves no other place open."""
        answer = _from_records(self.records, question, period)
        if self._apart is None or self._drawn is None or question.times:
            return answer
        apart = _from_records(self._apart, question, period).municipalities
        shared = self._drawn.shared
        places = {
            key: tally if key in shared else apart.get(key, tally)
            for key, tally in answer.municipalities.items()
        }
        answer = attrs.evolve(answer, municipalities=places)
        members = [tally for tally in places.values() if isinstance(tally, Tally)]
        is_listed = not any(part.entity == "municipalities" for part in self.system.unreported)
        if question.of.unit == MUNICIPALITY and is_listed and members and not question.load:
            tally = united(members, disjoint=True, with_term=question.term is not None)
            return attrs.evolve(answer, tally=tally)
        return answer

    def _incomplete(self, answer: Answer, question: Question) -> Answer:
        """Where records were collected but not all that it takes, the reason says which are not there."""
        lacking = self.records.lacks(question)
        collected = reads(question) - lacking - {REGION, "municipalities"}
        if "" in lacking or not collected:
            return answer
        reason = Reason(code="not-collected", about=tuple(sorted(lacking)))
        return attrs.evolve(answer, reasons=(*answer.reasons, reason))

    def _size_counted(self, population: Population) -> SizeOf | None:
        """Find what tells the size of a population better than figures.

        Records, where they know it at all.
        """
        question = Question(of=population)
        if not population.resolved().entity or not self.records.knows(question):
            return None
        return functools.partial(self._known_size, question)

    def _known_size(self, question: Question, period: Period, place: str | None) -> Bounds | None:
        """Find the size of a population as complete records tell it; nothing where they are not complete."""
        answer = self._recorded(question, period)
        tally = answer.tally if place is None else answer.municipalities.get(place)
        size = None if tally is None else tally.size()
        if size is not None and size.high is None and place is None:
            size = self._size_with_places(question, period, answer)
        return None if size is None or size.high is None else size

    def _size_with_places(self, question: Question, period: Period, records: Answer) -> Bounds:
        """Find the size of a population where municipalities without records report theirs."""
        tallies = {place: self._figures.of_place(question, period, place) for place in records.silent}
        figures = {place: tally for place, tally in tallies.items() if tally is not None}
        by_figures = Answer(tally=records.tally, municipalities=figures)
        return self._merged(question, period, records, by_figures).size()

    def _with_headcount(self, answer: Answer, question: Question, period: Period) -> Answer:
        """Limit the members that no record shows to what a reported headcount leaves."""
        tally = answer.tally
        size = tally.size()
        if size.high is not None and not self._limited:
            return answer
        head = self._figures.answer(Question(of=question.of, times=question.times), period).tally.size()
        common = size.meet(head)
        if common is None or common.high is None or common.high == size.high:
            return answer
        if size.high is not None:
            return attrs.evolve(answer, tally=_capped(tally, int(common.high)))
        reasons: tuple[Reason, ...] = ()
        if isinstance(tally, LoadTally):
            return attrs.evolve(
                answer, tally=attrs.evolve(tally, others=Bounds(0, common.high)), reasons=reasons
            )
        return attrs.evolve(
            answer, tally=_limited(tally, common, with_term=question.term is not None), reasons=reasons
        )

    def _compare(self, records: Answer, figures: Answer, question: Question, period: Period) -> None:
        """Say where records and figures exclude each other."""
        places: list[str | None] = [None, *(set(records.municipalities) & set(figures.municipalities))]
        for place in sorted(places, key=str):
            by_records = records.tally if place is None else records.municipalities[place]
            by_figures = figures.tally if place is None else figures.municipalities[place]
            for key, record_bounds, reported in _compared(question, by_records, by_figures):
                if record_bounds.meet(reported) is None:
                    of_place = {} if place is None else {"place": place}
                    fault = message(
                        f"figures.differ-from-records{'/place' if of_place else ''}",
                        key=key,
                        title=question.title,
                        period=str(period),
                        counted=_range(record_bounds),
                        reported=_range(reported),
                        **of_place,
                    )
                    self._differences[Issue(place="$.figures", text=fault, code=DIFFERENCE)] = None


def _compared(
    question: Question, by_records: Tally | LoadTally, by_figures: Tally | LoadTally
) -> Iterator[tuple[str, Bounds, Bounds]]:
    """List the numbers of two sources that tell the same."""
    if isinstance(by_records, Tally) and isinstance(by_figures, Tally):
        yield question.key, by_records.passing(), by_figures.passing()
    elif isinstance(by_records, LoadTally) and isinstance(by_figures, LoadTally):
        stated = (by_figures.total, by_figures.largest_stated, by_figures.smallest_stated)
        counts = (total_load(by_records), by_records.largest(), by_records.smallest())
        for key, record_bounds, reported in zip(question.keys, counts, stated, strict=True):
            if record_bounds is not None and reported is not None:
                yield key, record_bounds, reported


def _single(question: Question) -> tuple[Question, ...]:
    """List the questions that tell a question of several times: of each time, and of all together."""
    if not question.times:
        return (question,)
    together = attrs.evolve(question.times[0], where=any_of(*(part.where for part in question.times)))
    return tuple(Question(of=part) for part in (*question.times, together))


def _from_records(records: RecordEngine, question: Question, period: Period) -> Answer:
    """Find the answer of records; of several times, at how many of them they show it."""
    if not question.times:
        return records.answer(question, period)
    answers = [records.answer(part, period) for part in _single(question)]
    *times, together = [answer.tally.size() for answer in answers]
    surely = sum(size.low > 0 for size in times)
    if together.low > 0:
        # What surely is of some time is so of one at least, though nobody knows of which.
        surely = max(surely, 1)
    perhaps = sum(size.high != 0 for size in times)
    if together.high is not None:
        # A record without a day may be of any of the times, but of one only.
        perhaps = min(perhaps, int(together.high))
    tally = Tally(passed=surely, out_or_passed=perhaps - surely)
    return attrs.evolve(answers[-1], tally=tally, municipalities={})


def _is_exact(tally: Tally | LoadTally) -> bool:
    return isinstance(tally, Tally) and tally.passing().is_exact and tally.size().is_exact


def _range(bounds: Bounds) -> Message | str:
    if bounds.is_exact:
        return str(bounds.low)
    if bounds.high is None:
        return message("range/from", low=str(bounds.low))
    return message("range", low=str(bounds.low), high=str(bounds.high))


def _limited(tally: Tally, size: Bounds, *, with_term: bool) -> Tally:
    """Make the unlimited part of a tally no larger than the headcount leaves, nor smaller than it demands."""
    certain = tally.surely_in
    finite = [tally.out_or_failed or 0, tally.out_or_passed or 0, tally.anything or 0]
    demanded = max(0, int(size.low) - certain - sum(finite))
    more: Number = max(0, int(size.high or 0) - certain)
    if with_term:
        return attrs.evolve(
            tally, failed_or_passed=tally.failed_or_passed + demanded, anything=_rest(more, demanded)
        )
    return attrs.evolve(tally, passed=tally.passed + demanded, out_or_passed=_rest(more, demanded))


def _capped(tally: Tally | LoadTally, size: int) -> Tally | LoadTally:
    """Give a tally of whose doubtful members of a kind no more belong to it than a headcount leaves."""
    if isinstance(tally, LoadTally):
        rest = tally.others
        return attrs.evolve(tally, others=attrs.evolve(rest, high=min(rest.high or 0, size)))
    left = size - tally.surely_in
    return attrs.evolve(
        tally,
        out_or_failed=min(tally.out_or_failed or 0, left),
        out_or_passed=min(tally.out_or_passed or 0, left),
        anything=min(tally.anything or 0, left),
    )


def _rest(more: Number, demanded: int) -> Number:
    return None if more is None else max(0, more - demanded)
