"""Why figures leave an answer open: contradictions, and numbers of which too little is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rnms.engine.figures import FiguresEngine
from rnms.engine.reasons import names_of
from rnms.indicators.tally import LoadTally, Reason, Tally, distinct
from rnms.issues import Issue
from rnms.logic.population import MUNICIPALITY
from rnms.logic.question import Question, asking
from rnms.model.norm import Bounds
from rnms.model.period import Period

_FIGURE = re.compile(r"figures\[(\d+)\]")
_CODES = {
    "figures.contradiction": "contradiction",
    "figure.yes-no": "not-a-number",
    "figure.unheard": "not-a-number",
    "figure.without-successor": "without-successor",
}
"""Why a figure does not count, by the issue that says so; what a successor told instead is no reason."""


def of_figures(figures: FiguresEngine, question: Question, period: Period) -> tuple[Reason, ...]:
    """Find the reasons for open answers beyond those in the answer itself: contradictions, open numbers.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> from rnms.model import Figure, RegionalSystem
    >>> figure = Figure(key="staff.diagnosed", period=2023, count=5, among=8)
    >>> whole = Figure(key="staff", period=2023, count=9)
    >>> system = RegionalSystem(region="khabarovsk", figures=[figure, whole])
    >>> asked = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
    >>> of_figures(FiguresEngine(system), asked, Period.of(2023))[0].code
    'not-all-asked'

    Args:
        figures: The engine over the figures.
        question: What was asked.
        period: For when.
    """
    return tuple(_Told(figures, question, period).reasons())


class _Told:
    """The figures about one question."""

    def __init__(self, figures: FiguresEngine, question: Question, period: Period) -> None:
        self.figures, self.question, self.period = figures, question, period
        self.system = figures.system
        self.answer = figures.answer(question, period)
        self.heads = figures.answer(asking(question.of), period)
        self.size = self.answer.tally.size()
        self.names = names_of(self.system)

    def reasons(self) -> Iterator[Reason]:
        """List all reasons, contradictions first."""
        excluded = distinct(self._excluded())
        yield from (*excluded, *distinct(self._withheld()))
        if not self.answer.reported:
            return
        if isinstance(self.answer.tally, LoadTally):
            yield from self._of_loads(self.answer.tally)
        yield from self._unknown_headcounts(excluded)
        left = self._left_open()
        if not left:
            return
        explanations = [*self._open_answers(excluded), *(self._not_all_asked() if not excluded else ())]
        if self._stands_on_places() and not self.question.of.in_one_place:
            named = tuple(word for key, title, _ in left for word in (key, title))
            explanations.append(Reason(code="sum-of-places", about=named))
        yield from explanations
        if not explanations and not self.answer.silent:
            for key, title, bounds in left:
                if bounds.high is not None:
                    ends = (str(bounds.low), str(bounds.high))
                    yield Reason(code="number-between", about=(key, title, *ends))

    def _left_open(self) -> list[tuple[str, str, Bounds]]:
        """List the numbers that are not known exactly: key, title and bounds."""
        question, tally = self.question, self.answer.tally
        numbers = [(question.of.key, question.of.title, self.size)]
        if question.term is not None and isinstance(tally, Tally):
            numbers.append((question.key, question.title, tally.passing()))
        if isinstance(tally, LoadTally) and tally.total is not None:
            numbers.append((question.keys[0], question.title, tally.total))
        return [entry for entry in numbers if not entry[2].is_exact]

    def _excluded(self) -> Iterator[Reason]:
        """List the figures that do not count, those of municipalities too, with the reason of each."""
        keys = {*self.question.keys, self.question.of.key}
        for figure in self.figures.self_contradicting:
            if figure.key in keys and figure.period == self.period:
                yield self._left_out("contradiction", figure.key, figure.municipality)
        for issue in self.figures.issues:
            code = _CODES.get(issue.code)
            if code is None:
                continue
            indices = (*map(int, _FIGURE.findall(issue.place)), *_indices(issue, "indices"))
            counted_indices = _indices(issue, "counted")
            for index in distinct(indices):
                figure = self.system.figures[index]
                if figure.key in keys and figure.period == self.period and index not in counted_indices:
                    yield self._left_out(code, figure.key, figure.municipality)
            for key in keys if not indices else ():
                if issue.facts.get("key") == key:
                    yield self._left_out(code, key)

    def _left_out(self, code: str, key: str, place: str | None = None) -> Reason:
        title = self.question.of.title if key == self.question.of.key else self.question.title
        where = () if place is None else (self.figures.names.get(place, place),)
        return Reason(code=code, about=(key, title, *where))

    def _withheld(self) -> Iterator[Reason]:
        """List the numbers that were left out with an explanation.

        Of the region, and of municipalities.
        """
        places: dict[tuple[str, str], list[str]] = {}
        for figure in self.figures.withheld:
            if figure.key not in self.question.keys or figure.period != self.period:
                continue
            why = (figure.missing or "").strip()
            if figure.municipality is None:
                yield Reason(code="explained", about=(figure.key, self.question.title, why))
            else:
                place = self.figures.names.get(figure.municipality, figure.municipality)
                places.setdefault((figure.key, why), []).append(place)
        for key_and_reason, names in places.items():
            yield Reason(code="explained-by", about=(*key_and_reason, *distinct(names)))

    def _of_loads(self, loads: LoadTally) -> Iterator[Reason]:
        stated = (loads.total, loads.largest_stated, loads.smallest_stated)
        lacking = [key for key, bounds in zip(self.question.keys, stated, strict=True) if bounds is None]
        if lacking:
            yield Reason(code="not-reported", about=(", ".join(lacking), self.question.title))

    def _unknown_headcounts(self, excluded: Sequence[Reason]) -> Iterator[Reason]:
        """List the municipalities whose headcount is not known where that of others is.

        One that was given and is not believed is told already.
        """
        if self.size.high is not None or not self.heads.municipalities:
            return
        given = {
            name
            for reason in excluded
            if reason.about[0] == self.question.of.key
            for name in reason.about[2:]
        }
        lacking = [
            name for key, name in self.names.items() if name not in given and not self._has_headcount(key)
        ]
        if 0 < len(lacking) < len(self.names):
            population = self.question.of
            yield Reason(code="headcount-of", about=(population.key, population.title, *lacking))

    def _has_headcount(self, place: str) -> bool:
        tally = self.heads.municipalities.get(place)
        return tally is not None and tally.size().high is not None

    def _open_answers(self, excluded: Sequence[Reason]) -> Iterator[Reason]:
        """List the municipalities that answered, and whose answer leaves something open all the same.

        Of those whose figures are not believed it is told already.
        """
        told = {name for reason in excluded for name in reason.about[2:]}
        places = tuple(
            self.names[place]
            for place, tally in self.answer.municipalities.items()
            if place in self.names and self.names[place] not in told and not _is_decided(tally)
        )
        if places:
            yield Reason(code="open-answers", about=(self.question.key, self.question.title, *places))

    def _not_all_asked(self) -> Iterator[Reason]:
        """Name a number of the region that speaks of fewer than there are, where no silence explains it."""
        if self.question.of.unit == MUNICIPALITY and self.answer.silent:
            return
        headcounts = [
            figure.among
            for figure in self.answer.figures
            if figure.municipality is None and figure.among is not None
        ]
        if headcounts and (self.size.high is None or max(headcounts) < self.size.high):
            yield Reason(
                code="not-all-asked", about=(self.question.key, self.question.title, str(max(headcounts)))
            )

    def _stands_on_places(self) -> bool:
        """Tell whether the region's number rests on complete answers of municipalities alone."""
        answers = (self.answer, self.heads)
        regional = [figure for answer in answers for figure in answer.figures if figure.municipality is None]
        return bool(self.answer.municipalities) and not regional


def _indices(issue: Issue, fact: str) -> tuple[int, ...]:
    indices = issue.facts.get(fact, ())
    return tuple(index for index in indices if isinstance(index, int)) if isinstance(indices, tuple) else ()


def _is_decided(tally: Tally | LoadTally) -> bool:
    if isinstance(tally, LoadTally):
        return True
    return tally.passing().is_exact and tally.size().is_exact
