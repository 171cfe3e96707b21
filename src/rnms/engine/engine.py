"""The engine of a system: records where they are complete, else the figure, else what is left unknown."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from rnms._values import cached_property, frozen
from rnms.engine.beside import inside, is_sure, loads_met
from rnms.engine.combined import Combined
from rnms.engine.counting import Kind, tally_of_kinds
from rnms.engine.left_open import reasons_left
from rnms.engine.lexicon import respelled, unread
from rnms.engine.recall import is_same
from rnms.engine.record_engine import RecordEngine
from rnms.engine.recorded import single_questions
from rnms.engine.relations import broken_relations, limits_by_relations, with_derived
from rnms.engine.source import opened
from rnms.indicators.tally import Answer, LoadTally, MemberState, Reason, Tally, distinct
from rnms.issues import Issue
from rnms.logic.change import question_of_change
from rnms.logic.paths import fields_of, refers_to
from rnms.logic.population import MUNICIPALITY
from rnms.logic.question import Question
from rnms.model.geography import Borders, Map, epoch, map_days, map_of_level, map_on, restated, seats_on
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.returns import Delivery, DeliveryStatus
from rnms.model.subjects import names_by_id
from rnms.model.system import RegionalSystem, as_read, record_classes, without_names
from rnms.regions.profile import RegionProfile
from rnms.regions.relations import FigureRelation
from rnms.regions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from rnms.tables.tables import Tables

T = TypeVar("T")

UNANSWERED = Answer(tally=Tally(anything=None), reported=False)
"""The answer of whoever knows nothing."""


def untold_of(question: Question) -> Tally | LoadTally:
    """Make the tally of a place of which nobody told what was asked."""
    return LoadTally(others=Bounds(0, None)) if question.load else UNANSWERED.tally


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
        self._combined = Combined(
            self.system,
            self.records,
            self._words,
            drawn=drawn,
            apart=None if drawn is None or not drawn.unclear else self._with_unclear_places(drawn),
            limits=limits_by_relations(self.system, self._relations),
            is_told_here=is_told_here,
        )
        self._is_told_here = is_told_here
        self._nothing_reported = not system.figures
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
    def data(self) -> RegionalSystem | Tables:
        """The data as they were given."""
        return self._given[0]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The contradictions met while answering."""
        drawn = (issue for engine in self._on_maps.values() for issue in engine.issues)
        # Without a map of one day no question is answered here.
        own = () if self._map_days else self._combined.issues
        return distinct((*self._broken, *own, *drawn))

    @cached_property
    def _placed(self) -> RegionalSystem:
        """The system with where organisations stand, also where tables tell it."""
        if self.system.placements or not self.records.holds_any("placements"):
            return self._dated_in_part
        placed = self.records.gathered(("placements", "organizations"))
        return attrs.evolve(placed, municipalities=self._dated_in_part.municipalities)

    @cached_property
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

    @cached_property
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
    def drawn(self) -> Map | None:
        """The map on which the data are told; ``None`` where they are told as they were given."""
        return self._drawn

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

    @cached_property
    def borders(self) -> Borders:
        """The municipalities of the map on which the data are told."""
        places = tuple(place.id for place in self.system.municipalities or ())
        return Borders(places, self._drawn.targets if self._drawn else {})

    def redrawn(self, question: Question, judged_period: Period) -> tuple[str, ...]:
        """List the municipalities that had other borders in the period that a question asks for.

        They are those of the map where a period is judged of which it is not told exactly what they were.
        """
        if question.change is not None:
            return ()
        told_then, told_now = self.on(question.period_of(judged_period)), self.on(judged_period)
        if told_then is told_now:
            return ()
        there, there_then = told_now.borders.places, told_then.borders.places
        otherwise = ({*there} - {*there_then}) | told_now.borders.redrawn_since(told_then.borders)
        tallies = self.answer(question, judged_period).municipalities
        return tuple(
            key for key in there if key in otherwise and (key not in tallies or not _is_exact(tallies[key]))
        )

    def look_at_figures(self) -> None:
        """Look for contradictions among all figures, whether anybody asked for them or not."""
        self._combined.figures.look_at_all()
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
        # What has been found is found again elsewhere: it is much larger than what it was found from. And
        # nobody asks it what people are called.
        data, *rest = self._made_of()
        return Engine, (without_names(data) if isinstance(data, RegionalSystem) else data, *rest)

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
        single = ((part, period) for question, period in questions for part in single_questions(question))
        self.records.prepare(pair for pair in single if self.records.bears_on(pair[0]))

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
            redrawn = told_now.borders.redrawn_since(told_then.borders)
            redrawn &= {figure.municipality for figure in by_map.figures}
            places = {key: tally for key, tally in by_map.municipalities.items() if key not in redrawn}
            return attrs.evolve(told_then.answer(question, period), municipalities=places)
        answer = self._answers.get((question, period))
        if answer is None:
            answer = (
                self._with_unread_words(self._combined.answer(question, period), question)
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
        figures = self._combined.figures
        known = {
            place: answer.municipalities.get(place) or figures.of_silent(question, period, place)
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
        is_everybody_placed = self._combined.figures.places_everybody(question.of, period)
        return self._noted(Engine.places_everybody, question, period, is_everybody_placed)

    def _changed(self, question: Question, period: Period) -> Answer:
        """Find who stands otherwise in two periods, as records alone tell it, of the region alone."""
        plain, other_period = question.plain, question.period_of(period)
        if question.change is None or not self.records.bears_on(plain):
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

    def member_kinds(self, question: Question, period: Period) -> Mapping[str, Kind] | None:
        """Tell of each member by id what is open of it; ``None`` where there may be members without an id.

        Such are those that a figure tells, and those whose records were not reported.
        """
        if self._map_days:
            return self.on(period).member_kinds(question, period)
        entity = question.of.resolved().entity
        if not self.records.knows(question) or "id" not in fields_of(entity):
            return None
        kinds = self.records.member_kinds(question, period)
        numbers = tally_of_kinds(Counter(kinds.values()), 0, with_term=question.term is not None)
        tally = self.records.answer(question, period).tally
        is_all = (
            isinstance(tally, Tally)
            and tally.size() in numbers.size()
            and tally.passing() in numbers.passing()
        )
        return kinds if is_all else None

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
            return distinct(self._with_map_named(self.on(period).reasons(question, period), question, period))
        reasons = self._reasons.get((question, period))
        if reasons is None:
            reasons = self._reasons[question, period] = reasons_left(
                self.answer(question, period),
                question,
                period,
                records=self.records,
                figures=self._combined.figures,
                places=self.system.municipalities or (),
            )
        return reasons

    def without_map(self, period: Period) -> Reason | None:
        """Name the municipalities of which nobody knows whether they are there; ``None`` without such."""
        drawn = self.on(period).drawn
        if drawn is None or drawn.is_known:
            return None
        names = (place.name.strip() or place.id for place in drawn.undated)
        return Reason(code="map-unknown", about=(f"{self._day_of_map(period):%d.%m.%Y}", *names))

    def perhaps_in(self, period: Period) -> Mapping[str, tuple[str, ...]]:
        """List by id where that may belong which is told of municipalities of other days, with their names.

        Of a split one nobody knows which of its successors is meant; of a merged one, which it came from.
        """
        drawn = self.on(period).drawn
        names = names_by_id(self.system.municipalities or ())
        shared = {} if drawn is None else drawn.shared
        return {key: tuple(names[neighbour] for neighbour in parts) for key, parts in shared.items()}

    def counted_in(self, municipality: str, period: Period) -> tuple[str, ...] | None:
        """Name where is counted what is told of a municipality that is not there; ``None`` of one that is."""
        drawn = self.on(period).drawn
        if drawn is None or municipality not in drawn.targets:
            return None
        names = names_by_id(self.system.municipalities or ())
        return tuple(names[place] for place in drawn.targets[municipality])

    def _told_elsewhere(self, period: Period) -> tuple[str, ...]:
        """Name the municipalities of other days of which nobody knows to which of this day they belong."""
        drawn = self.on(period).drawn
        names = names_by_id(self.system.municipalities or ())
        unplaced = () if drawn is None else (*drawn.split, *sorted(drawn.without_successor))
        return tuple(names[key] for key in unplaced)

    def _with_map_named(
        self, reasons: Iterable[Reason], question: Question, period: Period
    ) -> Iterator[Reason]:
        """Say that the map is not known, or borders changed, where else data were called missing or wrong."""
        elsewhere = self._told_elsewhere(period)
        without_map = self.without_map(period)
        for reason in reasons:
            if (
                elsewhere
                and reason.code == "faulty-field"
                and refers_to(*reason.about[:2]) == "municipalities"
            ):
                yield Reason(code="borders-changed", about=(reason.about[0], *elsewhere))
                continue
            if without_map is None:
                yield reason
                continue
            is_of_places = reason.code == "not-reported" and question.of.unit == MUNICIPALITY
            is_told = reason.code == "other-period" and str(period) in reason.about[2:]
            is_listed = reason.code == "not-collected" and "municipalities" in reason.about
            if is_of_places or is_told or is_listed:
                yield without_map
            if is_listed and len(reason.about) > 1:
                collections = tuple(name for name in reason.about if name != "municipalities")
                yield attrs.evolve(reason, about=collections)
            elif not (is_of_places or is_told or is_listed):
                yield reason

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
        """List the tally of each organisation, where records tell it."""
        if question.change is not None:
            return {}
        question, period = question.plain, question.period_of(period)
        told = self.on(period)
        if question.load:
            return told.loads_in(question, period, "organizations")
        if not told.records.bears_on(question):
            return {}
        tallies = told.records.by(question, period, "organizations")
        is_known = told.records.knows(question)
        return {key: tally for key, tally in tallies.items() if is_known or is_sure(tally)}

    def tells_of(self, place: str, question: Question, period: Period) -> bool:
        """Tell whether records that tell all, or figures of its own, answer for a municipality."""
        question, period = question.plain, question.period_of(period)
        if self._map_days:
            return self.on(period).tells_of(place, question, period)
        # It need not be noted: without records it follows from the answer.
        figures = self._combined.figures
        return self.records.knows(question) or figures.of_place(question, period, place) is not None

    def answer_with_loads(self, question: Question, period: Period) -> Answer:
        """Answer as :meth:`answer` does, and tell what members carry in each municipality, too."""
        answer = self.answer(question, period)
        if not question.load:
            return answer
        redrawn = {*self.redrawn(question, period)}
        by_records = self.on(period).loads_in(question.plain, question.period_of(period), "municipalities")
        by_figures = answer.municipalities
        places: dict[str, Tally | LoadTally] = {**by_figures}
        for key, loads in by_records.items():
            figures = by_figures.get(key)
            if figures is None and key not in redrawn:
                places[key] = loads
            elif isinstance(figures, LoadTally):
                # Where the two exclude each other, records are believed, as everywhere.
                places[key] = loads_met(loads, figures) or loads
        return attrs.evolve(answer, municipalities=places)

    def loads_in(self, question: Question, period: Period, collection: str) -> dict[str, LoadTally]:
        """Tell what the members in each municipality or organisation carry, as far as records place them."""
        path = self.records.plan(question, period).of.place_path(collection)
        if not path or not self.records.bears_on(question):
            return {}
        loads, is_known = {}, self.records.knows(question)
        for place in self.records.values(collection, "id"):
            own = attrs.evolve(question, of=inside(question.of, path, place))
            tally = self._combined.recorded.answer(own, period).tally
            assert isinstance(tally, LoadTally)  # noqa: S101  # engines answer a question by its kind
            if is_known or is_sure(tally):
                loads[str(place)] = tally
        return loads

    def in_place(self, question: Question, period: Period, collection: str, place: str) -> Question | None:
        """Ask the same of those in one municipality or organisation; ``None`` where nothing places them."""
        told = self.on(period) if self._map_days else self
        path = told.records.plan(question, period).of.place_path(collection)
        keys = [key for key in told.records.values(collection, "id") if str(key) == place] if path else []
        return attrs.evolve(question, of=inside(question.of, path, keys[0])) if keys else None

    def _with_unclear_places(self, drawn: Map) -> RecordEngine:
        """Open the records where whatever may lie in one of several places stands for itself."""
        data, as_of = self._given
        places = (*(self.system.municipalities or ()), *drawn.unclear)
        system = attrs.evolve(self._as_given, municipalities=places)
        if isinstance(data, RegionalSystem):
            return opened(system, as_of, self._vocabularies)[1]
        told = data.told_on(attrs.evolve(drawn, municipalities=places, targets={}), system, {})
        return opened(told, as_of, self._vocabularies)[1]


def _is_exact(tally: Tally | LoadTally) -> bool:
    return isinstance(tally, Tally) and tally.passing().is_exact and tally.size().is_exact
