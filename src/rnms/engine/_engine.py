"""The engine of a system: records where they are complete, else the figure, else what is left unknown."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping

import attrs

from rnms.engine._asking import REGION, reads
from rnms.engine._source import Source, opened
from rnms.engine.figures import FiguresEngine
from rnms.indicators import Answer, Loads, Number, Population, Question, Reason, Tally
from rnms.io import Tables
from rnms.model import Bounds, Issue, Period, RegionalSystem

DIFFERENCE = "figures.differ-from-records"
"""The code of an issue that says where records and figures exclude each other."""


class Engine:
    """Answers questions from whatever a system holds.

    Decided for each question and period: records count where everything they need was collected; else the
    figure; else what the records leave open. Where both exist and exclude each other, an issue says so.

    >>> import datetime as dt
    >>> import rnms
    >>> from rnms.indicators import families
    >>> system = rnms.example("khabarovsk_2023")
    >>> engine = Engine(system, dt.date(2023, 8, 31))
    >>> engine.answer(Question(of=families.STAFF), Period.of("2022/2023")).tally.size()
    Bounds(low=19299, high=19483)
    """

    def __init__(self, data: RegionalSystem | Tables, as_of: dt.date | None = None) -> None:
        system, records = opened(data, as_of)
        self.system: RegionalSystem = system
        self.records: Source = records
        self._figures = FiguresEngine(system, self._known_size)
        self._nothing_reported = not system.figures
        self._limited = any(part.most is not None for part in system.unreported)
        # Wrapped here, because `functools.cache` on a method would keep every engine alive.
        self._recorded = functools.cache(self.records.answer)
        self._differences: dict[Issue, None] = {}
        self._answers: dict[tuple[Question, Period], Answer] = {}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The contradictions met while answering."""
        return (*self._figures.issues, *self._differences)

    def prepare(self, asked: Iterable[tuple[Question, Period]]) -> None:
        """Look at questions that will be asked, so that what they share is found once."""
        questions = list(asked)
        if not self._nothing_reported:
            # Figures are held against the size of the population.
            questions += [(Question(of=question.of), period) for question, period in questions]
        self.records.prepare(
            [one for one in questions if one[0].of.resolved().entity and self.records.knows(one[0])]
        )

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality."""
        found = self._answers.get((question, period))
        if found is None:
            found = self._answers[question, period] = self._find(question, period)
        return found

    def by_organization(self, question: Question, period: Period) -> Mapping[str, Tally | Loads]:
        """The tally of each organisation, where records tell it."""
        return self.records.by(question, period, "organizations") if self.records.knows(question) else {}

    def _find(self, question: Question, period: Period) -> Answer:
        known = self.records.knows(question)
        if known and self._nothing_reported:
            return self._with_headcount(self._recorded(question, period), question, period)
        by_figures = self._figures.answer(question, period)
        if not known:
            return by_figures if by_figures.figures else self._incomplete(by_figures, question)
        by_records = self._recorded(question, period)
        if not by_figures.figures:
            return self._with_headcount(by_records, question, period)
        self._compare(by_records, by_figures, question, period)
        merged = {**by_figures.municipalities, **by_records.municipalities}
        for place in by_records.silent:
            if place in by_figures.municipalities:
                merged[place] = by_figures.municipalities[place]
        narrowed = self._with_headcount(by_records, question, period)
        return attrs.evolve(
            narrowed,
            municipalities=merged,
            figures=by_figures.figures,
            silent=tuple(place for place in by_records.silent if place not in by_figures.municipalities),
        )

    def _incomplete(self, answer: Answer, question: Question) -> Answer:
        """Where records were collected but not all that it takes, the reason says which are not there."""
        lacking = self.records.lacks(question)
        collected = reads(question) - lacking - {REGION, "municipalities"}
        if "" in lacking or not collected:
            return answer
        reason = Reason(code="not-collected", about=tuple(sorted(lacking)))
        return attrs.evolve(answer, reasons=(*answer.reasons, reason))

    def _known_size(self, of: Population, period: Period, place: str | None) -> Bounds | None:
        """The size of a population as complete records tell it; nothing where they are not complete."""
        question = Question(of=of)
        if not of.resolved().entity or not self.records.knows(question):
            return None
        answer = self._recorded(question, period)
        tally = answer.tally if place is None else answer.municipalities.get(place)
        size = None if tally is None else tally.size()
        return None if size is None or size.high is None else size

    def _with_headcount(self, answer: Answer, question: Question, period: Period) -> Answer:
        """Of the members that no record shows there are no more than a reported headcount leaves."""
        tally = answer.tally
        size = tally.size()
        if size.high is not None and not self._limited:
            return answer
        head = self._figures.answer(Question(of=question.of), period).tally.size()
        met = size.meet(head)
        if met is None or met.high is None or met.high == size.high:
            return answer
        if size.high is not None:
            return attrs.evolve(answer, tally=_capped(tally, int(met.high)))
        reasons: tuple[Reason, ...] = ()
        if isinstance(tally, Loads):
            return attrs.evolve(
                answer, tally=attrs.evolve(tally, others=Bounds(0, met.high)), reasons=reasons
            )
        return attrs.evolve(
            answer, tally=_limited(tally, met, with_term=question.term is not None), reasons=reasons
        )

    def _compare(self, records: Answer, figures: Answer, question: Question, period: Period) -> None:
        """Say where records and figures exclude each other."""
        places: list[str | None] = [None, *(set(records.municipalities) & set(figures.municipalities))]
        for place in sorted(places, key=str):
            ours = records.tally if place is None else records.municipalities[place]
            theirs = figures.tally if place is None else figures.municipalities[place]
            if isinstance(ours, Loads) or isinstance(theirs, Loads):
                continue
            counted, reported = ours.passing(), theirs.passing()
            if counted.meet(reported) is None:
                where = "" if place is None else f", {place}"
                text = (
                    f"{question.key} за {period}{where}: по записям {_shown(counted)}, в отчёте"
                    f" {_shown(reported)}; взяты записи, сверьте оба источника"
                )
                issue = Issue(place="$.figures", text=text, code=DIFFERENCE)
                self._differences[issue] = None


def _shown(bounds: Bounds) -> str:
    if bounds.is_exact:
        return str(bounds.low)
    return f"от {bounds.low}" + ("" if bounds.high is None else f" до {bounds.high}")


def _limited(tally: Tally, size: Bounds, *, with_term: bool) -> Tally:
    """A tally whose unlimited part is no larger than the headcount leaves, nor smaller than it demands."""
    known = tally.surely_in
    finite = [tally.out_or_failed or 0, tally.out_or_passed or 0, tally.anything or 0]
    demanded = max(0, int(size.low) - known - sum(finite))
    more: Number = max(0, int(size.high or 0) - known)
    if with_term:
        return attrs.evolve(
            tally, failed_or_passed=tally.failed_or_passed + demanded, anything=_rest(more, demanded)
        )
    return attrs.evolve(tally, passed=tally.passed + demanded, out_or_passed=_rest(more, demanded))


def _capped(tally: Tally | Loads, size: int) -> Tally | Loads:
    """A tally of whose doubtful members of a kind no more belong to it than a headcount leaves."""
    if isinstance(tally, Loads):
        others = tally.others
        return attrs.evolve(tally, others=attrs.evolve(others, high=min(others.high or 0, size)))
    left = size - tally.surely_in
    return attrs.evolve(
        tally,
        out_or_failed=min(tally.out_or_failed or 0, left),
        out_or_passed=min(tally.out_or_passed or 0, left),
        anything=min(tally.anything or 0, left),
    )


def _rest(more: Number, demanded: int) -> Number:
    return None if more is None else max(0, more - demanded)
