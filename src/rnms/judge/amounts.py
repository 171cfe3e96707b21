"""Known numbers on records that are outside of what the words that add them up say one record can have.

What is not known lies between the least and the most; where a known number does not, one of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rnms.engine.columns import numbered
from rnms.engine.engine import Engine
from rnms.indicators.tally import MemberState, distinct
from rnms.issues import Issue, message
from rnms.logic.population import Population
from rnms.logic.predicates import And, Compare, Exists, Op, Path
from rnms.logic.question import Question
from rnms.logic.walks import is_existence, walk
from rnms.model.period import Period

_SAMPLE = 5
"""How many rows of a table are named."""
_CODES = {Op.GT: "amount.outside", Op.LT: "amount.outside/too-little"}


def amounts_outside(engine: Engine, questions: Iterable[tuple[Question, Period]]) -> Iterator[Issue]:
    """List the known numbers that are more, or less, than one record can have, each with its place.

    Args:
        engine: The engine over the records.
        questions: What was asked, and where it is judged.
    """
    sums = distinct(
        (existence, question.period_of(period))
        for question, period in questions
        if question.load and question.term is not None and question.change is None
        for _, existence in walk("", question.term)
        if is_existence(existence) and existence.adding is not None
    )
    yield from distinct(issue for existence, period in sums for issue in _outside(engine, existence, period))


def _outside(engine: Engine, existence: Exists, period: Period) -> Iterator[Issue]:
    amount, entity = existence.adding, existence.entity
    assert amount is not None  # noqa: S101  # only sums are looked at
    records = engine.on(period).records
    if not records.has(entity):
        return
    for op, limit in ((Op.GT, amount.most), (Op.LT, amount.least)):
        if (not limit and op is Op.LT) or limit is None:
            continue
        where = And((existence.where, Compare(Path(amount.field), op, limit)))
        outside = Population(key=entity, title=entity, entity=entity, where=where)
        members = records.standing(Question(of=outside), period, MemberState.PASSED)
        if engine.is_of_tables and members:
            names = ", ".join(key for key, _ in members[:_SAMPLE])
            sample = f" ({names}{'…' if len(members) > _SAMPLE else ''})"
            fault = message(f"{_CODES[op]}/of-rows", limit=limit)
            sentence = message("of-rows", number=len(members), shown=sample, fault=fault)
            yield Issue(place=f"{entity}.{amount.field}", text=sentence, code="amount.outside")
            continue
        for key, _ in members:
            yield _of_record(engine, entity, amount.field, key, (_CODES[op], limit))


def _of_record(engine: Engine, entity: str, field: str, key: str, broken: tuple[str, int]) -> Issue:
    sentence, limit = broken
    records = getattr(engine.system, entity)
    index = numbered(entity, key)
    if index is None:
        index = next(rank for rank, record in enumerate(records) if record.id == key)
    fault = message(sentence, given=getattr(records[index], field), limit=limit)
    return Issue(place=f"$.{entity}[{index}].{field}", text=fault, code="amount.outside")
