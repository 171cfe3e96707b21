"""Records that are found by a plain name, which is compared as it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from kit.tabled import KINDS
from rnms import Tables
from rnms.engine.engine import Engine
from rnms.indicators.tally import Tally
from rnms.logic import Population, Term
from rnms.logic.predicates import ALWAYS, Not, Predicate, exists
from rnms.logic.question import Question
from rnms.model import Attestation, Methodist, Municipality, Period, PoolLevel, RegionalSystem

YEAR = Period.of(2023)
IN_WORDS = exists("attestations", (("subject", "municipality"),))
"""That something was said of what stands as the municipality, whether or not there is one."""
PLACES = ("7", "8", "lost", "silent", None)
"""The municipalities of methodists: two that there are, two that there are not, and none."""
SAID = ("7", "7", "lost", "elsewhere")
"""What was said something of."""


def by_records() -> RegionalSystem:
    """The methodists of two municipalities, of two that are not there, and one of none."""
    return RegionalSystem(
        region="ugra",
        municipalities=[Municipality(id=key, name=key) for key in ("7", "8")],
        methodists=[
            Methodist(id=f"m{place}", person="p", level=PoolLevel.MUNICIPAL, municipality=place)
            for place in PLACES
        ],
        attestations=[Attestation(duty="d", subject=name) for name in SAID],
    )


def by_tables(kind: str, *, numbered: bool) -> Tables:
    """The same as tables; numbered, all that are names of municipalities are numbers."""
    data = by_records()
    places: list[Any] = list(PLACES)
    ids: list[Any] = ["7", "8"]
    said: list[Any] = list(SAID)
    if numbered:
        places = [7, 8, 9, 10, None]
        ids = [7, 8]
        said = ["9" if name == "lost" else name for name in SAID]
    tables = {
        "municipalities": pa.table({"id": ids, "name": ["7", "8"]}),
        "methodists": pa.table(
            {
                "id": [f"m{place}" for place in PLACES],
                "person": ["p"] * len(PLACES),
                "level": ["municipal"] * len(PLACES),
                "municipality": places,
            }
        ),
        "attestations": pa.table({"duty": ["d"] * len(said), "subject": said}),
    }
    return Tables(
        {name: KINDS[kind](table) for name, table in tables.items()},
        system=RegionalSystem(region=data.region),
    )


WAYS: dict[str, Callable[[], RegionalSystem | Tables]] = {
    "records": by_records,
    "tables": lambda: by_tables("polars", numbered=False),
    "numbers in tables": lambda: by_tables("polars", numbered=True),
}


TWICE = exists("attestations", (("subject", "municipality"),), at_least=2)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("where", "term", "expected"),
    [
        (ALWAYS, IN_WORDS, Tally(passed=1, failed=2, failed_or_passed=2, counted=2)),
        (IN_WORDS, None, Tally(passed=1, out_or_passed=2)),
        (Not(IN_WORDS), None, Tally(passed=2, out_or_passed=2)),
        (ALWAYS, TWICE, Tally(passed=1, failed=2, failed_or_passed=2, counted=2)),
        (TWICE, None, Tally(passed=1, out_or_passed=2)),
    ],
    ids=["asked", "members", "members without", "asked twice", "members twice"],
)
def test_a_name_is_found_as_it_is_written(
    way: str, where: Predicate, term: Predicate | None, expected: Tally
) -> None:
    """«7» is; whoever names a place that is not there may mean another; no name is found by nothing."""
    of = Population(key="m", title="методисты", entity="methodists", where=where)
    asked = None if term is None else Term(key="t", title="t", where=term)
    tally = Engine(WAYS[way](), YEAR.end).answer(Question(of=of, term=asked), YEAR).tally

    assert tally == expected


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("own", ["id", "name"])
@pytest.mark.parametrize(
    ("holds", "expected"),
    [(True, Tally(passed=1)), (False, Tally(passed=1)), (None, Tally(passed=1, failed=1))],
)
def test_whoever_is_named_is_found_by_the_id_and_by_the_name(
    way: str, own: str, holds: bool | None, expected: Tally
) -> None:
    """Of the two municipalities the one of which something was said, and the other."""
    said = exists("attestations", (("subject", own),))
    where = ALWAYS if holds is None else said if holds else Not(said)
    of = Population(key="m", title="муниципалитеты", entity="municipalities", where=where)
    asked = Term(key="t", title="t", where=said) if holds is None else None
    tally = Engine(WAYS[way](), YEAR.end).answer(Question(of=of, term=asked), YEAR).tally

    assert tally == expected
