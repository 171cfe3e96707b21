"""What tables leave out of a predicate decides nothing of any row that they can hold."""

from __future__ import annotations

import datetime as dt
import itertools
import operator
from collections.abc import Callable, Mapping
from typing import Any

import hypothesis.strategies as st
from hypothesis import example, given

from kit.effort import examples
from rnms.logic.predicates import And, Compare, Given, Not, Op, Or, Path, Predicate, in_order
from rnms.logic.walks import conjuncts
from rnms.tables.engine.redundant import without_redundant

FIELDS = ("start", "end", "other", "further")
MAY_BE_ABSENT = {"enrolments": {"end", "other", "further"}, "supports": {"other", "further"}}
"""An enrolment that was not completed has no end; a support has one that is to come."""
DAYS = [dt.date(2023, month, 1) for month in (1, 2, 3)]
NONE = "none"
Row = Mapping[str, Any]
ORDERS: Mapping[Op, Callable[[Any, Any], bool]] = {
    Op.LE: operator.le, Op.LT: operator.lt, Op.GE: operator.ge, Op.GT: operator.gt,
}  # fmt: skip


def holds(predicate: Predicate, row: Row) -> bool:
    """Whether it does, a day that is not known (``None``) deciding as the fact says."""
    match predicate:
        case And(parts=parts):
            return all(holds(part, row) for part in parts)
        case Or(parts=parts):
            return any(holds(part, row) for part in parts)
        case Not(part=part):
            return not holds(part, row)
        case Given(field=field):
            return bool(row[field.name] != NONE)
        case Compare():
            left, right = (
                row[side.name] if isinstance(side, Path) else side
                for side in (predicate.left, predicate.right)
            )
            if NONE in {left, right}:
                return False
            return bool(predicate.unknown) if None in {left, right} else ORDERS[predicate.op](left, right)
    raise AssertionError(predicate)


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, Predicate, frozenset[str]]:
    """A predicate of one form about a collection, and the days that are known in every row."""
    entity = draw(st.sampled_from(sorted(MAY_BE_ABSENT)))
    known = draw(st.frozensets(st.sampled_from(FIELDS)))
    may = draw(st.booleans())

    def fact(left: str, op: Op, right: str | dt.date) -> Compare:
        is_open = may and not {left, right} <= {*known, *DAYS}
        return Compare(Path(left), op, Path(right) if isinstance(right, str) else right, "any", is_open)

    sides = st.one_of(st.sampled_from(FIELDS), st.sampled_from(DAYS))
    facts = st.one_of(
        st.builds(fact, st.sampled_from(FIELDS), st.sampled_from(list(ORDERS)), sides),
        st.builds(Given, st.builds(Path, st.sampled_from(FIELDS))),
    )
    predicates = st.recursive(
        facts,
        lambda parts: st.one_of(
            *(st.builds(kind, st.lists(parts, min_size=1, max_size=4).map(tuple)) for kind in (And, Or)),
            st.builds(Not, parts),
        ),
        max_leaves=8,
    )
    return entity, draw(predicates), known


CHAIN = And(tuple(in_order("other", "start").parts) + tuple(in_order("other", "end").parts))

ROUND = And((*in_order("other", "start", "end", "start").parts, *in_order("other", "further").parts))
"""Days that are the same by turns: a chain that leads back to where it was."""


@example(("enrolments", ROUND, frozenset({"start", "end"})))
@example(("supports", CHAIN, frozenset({"start", "end", "other"})))
@example(("enrolments", CHAIN, frozenset({"start"})))
@given(asked())
@examples(30, thorough=1000)
def test_what_is_left_out_decides_nothing(one: tuple[str, Predicate, frozenset[str]]) -> None:
    """Whatever is unknown, absent or there: of no row that ends as it should does the answer change."""
    entity, predicate, known = one
    shorter = without_redundant(
        entity, predicate, lambda side: not isinstance(side, Path) or side.name in known
    )
    choices = {
        name: [*DAYS, *[None] * (name not in known), *[NONE] * (name in MAY_BE_ABSENT[entity])]
        for name in FIELDS
    }
    for values in itertools.product(*choices.values()):
        row = dict(zip(choices, values, strict=True))
        start, end = row["start"], row["end"]
        if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
            continue
        assert holds(shorter, row) == holds(predicate, row), (row, shorter)


def test_a_day_that_is_known_makes_a_chain_short() -> None:
    """Something is left out where it can be, and nothing where a day in the middle may be unknown."""
    chain = And((*in_order("other", "start", "further").parts, *in_order("other", "further").parts))
    between, ends = {Path("start")}, {Path("other"), Path("further")}
    shorter = [without_redundant("enrolments", chain, known.__contains__) for known in (between, ends)]

    assert [len(tuple(conjuncts(predicate))) for predicate in shorter] == [2, 3]
