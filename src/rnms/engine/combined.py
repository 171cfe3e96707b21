"""Records where they are complete, else the figure, else what is left unknown: on one map."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping

import attrs

from rnms.engine.beside import (
    both,
    elsewhere,
    is_settled,
    is_sure,
    loads_met,
    loads_united,
    places_of_members,
    united,
    united_as_shown,
    within_headcount,
)
from rnms.engine.contradictions import At
from rnms.engine.differences import Differences
from rnms.engine.figures import FiguresEngine
from rnms.engine.record_engine import RecordEngine
from rnms.engine.recorded import Recorded
from rnms.engine.relations import Limit
from rnms.engine.reported import SizeOf
from rnms.indicators.tally import Answer, LoadTally, Reason, Tally
from rnms.issues import Issue
from rnms.logic.population import MUNICIPALITY, Population
from rnms.logic.question import Question
from rnms.model.geography import Map
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.system import RegionalSystem


class Combined:
    """Answers from records and figures of one map, decided for each question, period and municipality.

    Args:
        system: What was reported, and what was not, with what figures tell of others.
        records: The engine over the records.
        words: The questions that figures may answer.
        drawn: The map, if it is drawn anew.
        apart: The same records where whatever may lie in one of several places stands for itself, if such is.
        limits: Between which numbers the relations of figures leave those that are not given.
        is_told_here: Whether a period is told on this map.
    """

    def __init__(
        self,
        system: RegionalSystem,
        records: RecordEngine,
        words: Iterable[Question],
        *,
        drawn: Map | None,
        apart: RecordEngine | None,
        limits: Mapping[At, Limit],
        is_told_here: Callable[[Period], bool],
    ) -> None:
        self._system, self._records = system, records
        self._words, self._drawn = tuple(words), drawn
        self.recorded = Recorded(system, records, drawn, apart)
        self.figures = FiguresEngine(system, self._size_counted, self._words, drawn, limits, is_told_here)
        self._differences = Differences()
        self._regional: FiguresEngine | None = None
        self._nothing_reported = not system.figures
        self._is_limited = any(part.most is not None for part in system.unreported)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The contradictions met while answering."""
        return (*self.figures.issues, *self._differences.issues)

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period of this map."""
        is_known = self._records.knows(question)
        if is_known and self._nothing_reported:
            return self._with_headcount(self.recorded.answer(question, period), question, period)
        by_figures = self.figures.answer(question, period)
        if not is_known:
            return self._beside_incomplete(by_figures, question, period)
        by_records = self.recorded.answer(question, period)
        if not by_figures.figures:
            return self._with_headcount(by_records, question, period)
        self._differences.look(by_records, by_figures, question, period)
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
        rest = self.recorded.answer(attrs.evolve(question, of=population), period).tally
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
            gaps = [part for part in self._system.unreported if part.municipality in answered]
            as_shown = self._records.without(gaps).answer(attrs.evolve(question, of=population), period).tally
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
        common = self._common(question, by_parts, regional)
        if common is None:
            self._differences.note_of_region(question, period)
        return common

    @staticmethod
    def _common(
        question: Question, first: Tally | LoadTally, second: Tally | LoadTally
    ) -> Tally | LoadTally | None:
        """Find what two sources leave together; ``None`` where they exclude each other."""
        if isinstance(first, Tally) and isinstance(second, Tally):
            return both(first, second, with_term=question.term is not None)
        assert isinstance(first, LoadTally)  # noqa: S101  # engines answer a question by its kind
        assert isinstance(second, LoadTally)  # noqa: S101  # likewise
        return loads_met(first, second)

    def _of_region(self) -> FiguresEngine:
        """Find the region's own figures alone: what municipalities report is held against their records."""
        if self._regional is None:
            figures = self.figures.believed_of_region()
            system = attrs.evolve(self._system, figures=figures)
            self._regional = FiguresEngine(system, self._size_counted, self._words, self._drawn)
        return self._regional

    def _beside_incomplete(self, figures: Answer, question: Question, period: Period) -> Answer:
        """Find what figures tell where not all that it takes was collected, and what records exclude.

        Where no figure answers and records leave anything open, the reason says which are not there.
        """
        if not self._records.bears_on(question):
            return figures
        records = self.recorded.answer(question, period)
        if figures.figures and question.of.unit.on_one_day and not _exceeds(records.tally, figures.tally):
            # What happened in a period is judged by the days of an act, which no figure tells apart: of more
            # days it may tell more, never less.
            return figures
        # Of a place of which nothing is sure nobody told anything.
        places = {key: tally for key, tally in records.municipalities.items() if is_sure(tally)}
        records = attrs.evolve(records, municipalities=places)
        common = self._common(question, records.tally, figures.tally)
        if not figures.figures:
            if records.tally.size().is_exact and is_settled(question, records.tally):
                # Whatever was not collected cannot matter.
                return attrs.evolve(records, reported=True, reasons=())
            reason = Reason(code="not-collected", about=tuple(sorted(self._records.lacks(question))))
            return attrs.evolve(
                figures,
                tally=common or records.tally,
                municipalities=places,
                reasons=(*figures.reasons, reason),
            )
        if common == figures.tally or not is_sure(records.tally):
            return figures
        self._differences.look(records, figures, question, period)
        return attrs.evolve(
            figures,
            tally=self._met(question, period, records.tally, figures.tally) or records.tally,
            municipalities=self._with_figures(question, records, figures),
        )

    def _size_counted(self, population: Population) -> SizeOf | None:
        """Find what tells the size of a population better than figures.

        Records, where they know it at all.
        """
        question = Question(of=population)
        if not population.resolved().entity or not self._records.knows(question):
            return None
        return functools.partial(self._known_size, question)

    def _known_size(self, question: Question, period: Period, place: str | None) -> Bounds | None:
        """Find the size of a population as complete records tell it; nothing where they are not complete."""
        answer = self.recorded.answer(question, period)
        tally = answer.tally if place is None else answer.municipalities.get(place)
        size = None if tally is None else tally.size()
        if size is not None and size.high is None and place is None:
            size = self._size_with_places(question, period, answer)
        return None if size is None or size.high is None else size

    def _size_with_places(self, question: Question, period: Period, records: Answer) -> Bounds:
        """Find the size of a population where municipalities without records report theirs."""
        tallies = {place: self.figures.of_place(question, period, place) for place in records.silent}
        figures = {place: tally for place, tally in tallies.items() if tally is not None}
        by_figures = Answer(tally=records.tally, municipalities=figures)
        return self._merged(question, period, records, by_figures).size()

    def _with_headcount(self, answer: Answer, question: Question, period: Period) -> Answer:
        """Limit the members that no record shows to what a reported headcount leaves."""
        if answer.tally.size().high is not None and not self._is_limited:
            return answer
        head = self.figures.answer(Question(of=question.of, times=question.times), period).tally.size()
        return within_headcount(answer, head, with_term=question.term is not None)


def _exceeds(records: Tally | LoadTally, figures: Tally | LoadTally) -> bool:
    """Tell whether by records more are members, pass or fail, all surely, than figures leave room for."""
    if isinstance(records, LoadTally) or isinstance(figures, LoadTally):
        return False
    size, passing = figures.size(), figures.passing()
    failing_most = None if size.high is None else size.high - passing.low
    return any(
        most is not None and number > most
        for number, most in (
            (records.surely_in, size.high),
            (records.passed, passing.high),
            (records.failed, failing_most),
        )
    )
