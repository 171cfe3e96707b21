"""What records answer: also of several times, and where something may lie in one of several places."""

from __future__ import annotations

import attrs

from rnms.engine.beside import united
from rnms.engine.record_engine import RecordEngine
from rnms.indicators.tally import Answer, Tally
from rnms.logic.population import MUNICIPALITY
from rnms.logic.predicates import any_of
from rnms.logic.question import Question
from rnms.model.geography import Map
from rnms.model.period import Period
from rnms.model.system import RegionalSystem


class Recorded:
    """The answers of records, each found once.

    Args:
        system: What was reported, and what was not.
        records: The engine over the records.
        drawn: The map on which they are told, if it is drawn anew.
        apart: The same records where whatever may lie in one of several places stands for itself, if such is.
    """

    def __init__(
        self, system: RegionalSystem, records: RecordEngine, drawn: Map | None, apart: RecordEngine | None
    ) -> None:
        self._system, self._records = system, records
        self._drawn, self._apart = drawn, apart
        self._answers: dict[tuple[Question, Period], Answer] = {}

    def answer(self, question: Question, period: Period) -> Answer:
        """Find the answer of records; what may lie in one of several places leaves no other place open."""
        answer = self._answers.get((question, period))
        if answer is None:
            answer = self._answers[question, period] = self._find(question, period)
        return answer

    def _find(self, question: Question, period: Period) -> Answer:
        answer = _from_records(self._records, question, period)
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
        is_listed = not any(part.entity == "municipalities" for part in self._system.unreported)
        if question.of.unit == MUNICIPALITY and is_listed and members and not question.load:
            tally = united(members, disjoint=True, with_term=question.term is not None)
            return attrs.evolve(answer, tally=tally)
        return answer


def single_questions(question: Question) -> tuple[Question, ...]:
    """List the questions that tell a question of several times: of each time, and of all together."""
    if not question.times:
        return (question,)
    together = attrs.evolve(question.times[0], where=any_of(*(part.where for part in question.times)))
    return tuple(Question(of=part) for part in (*question.times, together))


def _from_records(records: RecordEngine, question: Question, period: Period) -> Answer:
    """Find the answer of records; of several times, at how many of them they show it."""
    if not question.times:
        return records.answer(question, period)
    answers = [records.answer(part, period) for part in single_questions(question)]
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
