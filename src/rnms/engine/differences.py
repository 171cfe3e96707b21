"""Where records and figures exclude each other."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.engine.beside import total_load
from rnms.indicators.tally import Answer, LoadTally, Tally
from rnms.issues import Issue, Message, message
from rnms.logic.question import Question
from rnms.model.norm import Bounds
from rnms.model.period import Period

DIFFERENCE = "figures.differ-from-records"
"""The code of an issue that says where records and figures exclude each other."""


class Differences:
    """The contradictions between records and figures that were met so far."""

    def __init__(self) -> None:
        self._met: dict[Issue, None] = {}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The contradictions, in the order in which they were met."""
        return tuple(self._met)

    def look(self, records: Answer, figures: Answer, question: Question, period: Period) -> None:
        """Note where two answers to one question exclude each other: in the region, or in a municipality."""
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
                    self._note(fault)

    def note_of_region(self, question: Question, period: Period) -> None:
        """Note that the region's own figures exclude what records and municipalities tell.

        Where it was said of numbers without a municipality, it need not be said again.
        """
        fault = message(
            "figures.differ-from-records/region",
            key=question.key,
            title=question.title,
            period=str(period),
        )
        differences = {
            (issue.facts["key"], issue.facts["period"]) for issue in self._met if "place" not in issue.facts
        }
        if (fault.facts["key"], fault.facts["period"]) not in differences:
            self._note(fault)

    def _note(self, fault: Message) -> None:
        self._met[Issue(place="$.figures", text=fault, code=DIFFERENCE)] = None


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


def _range(bounds: Bounds) -> Message | str:
    if bounds.is_exact:
        return str(bounds.low)
    if bounds.high is None:
        return message("range/from", low=str(bounds.low))
    return message("range", low=str(bounds.low), high=str(bounds.high))
