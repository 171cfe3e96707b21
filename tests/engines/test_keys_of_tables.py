"""Keys of tables: joined, typed, told apart by region and moved on maps as a plain reading says."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Literal

import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.effort import examples
from kit.tabled import KINDS
from rnms.model.geography import Map
from rnms.model.system import field_kinds
from rnms.tables.maps import retold
from rnms.tables.nation import Composition
from rnms.tables.native import joined, together
from rnms.tables.types import OF, key_types

MOST = 2**62
"""No composed number reaches it."""
Rows = list[tuple[Any, ...]]
Join = Literal["left", "inner", "semi", "anti"]
numbers = st.none() | st.integers(1, 2)


def _frame(kind: str, rows: Rows, names: Sequence[str]) -> nw.LazyFrame[Any]:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    table = pa.table({name: pa.array(cells, pa.int64()) for name, cells in zip(names, columns, strict=True)})
    frame: nw.LazyFrame[Any] = nw.from_native(KINDS[kind](table)).lazy()
    return frame


def _looked_up(mine: Rows, others: Rows, at: Sequence[int], how: Join) -> Rows:
    """Join by looking at every pair; a key of which nothing is known equals none."""
    found: Rows = []
    for row in mine:
        partners = [
            other
            for other in others
            if all(row[own] is not None and row[own] == other[its] for its, own in enumerate(at))
        ]
        if how in {"semi", "anti"}:
            found += [row] if bool(partners) == (how == "semi") else []
            continue
        found += [(*row, other[-1]) for other in partners]
        found += [(*row, None)] if how == "left" and not partners else []
    return found


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
@example(mine=[(1, 2), (1, 1)], others=[(1, 1, 7)], at=(0, 0), is_named_alike=False, how="inner")
@given(
    mine=st.lists(st.tuples(numbers, numbers), max_size=3),
    others=st.lists(st.tuples(numbers, numbers, st.just(7)), max_size=3),
    at=st.sampled_from([(0, 1), (1, 0), (0, 0)]),
    is_named_alike=st.booleans(),
    how=st.sampled_from(["left", "inner", "semi", "anti"]),
)
@examples(15, thorough=500)
def test_a_join_finds_what_a_look_at_every_pair_finds(
    kind: str, mine: Rows, others: Rows, at: tuple[int, int], is_named_alike: bool, how: Join
) -> None:
    """By keys of the same names or others, and where one column is compared with both."""
    own = [("a", "b")[place] for place in at]
    is_named_alike = is_named_alike and len(set(own)) == len(own)
    its = own if is_named_alike else ["x", "y"]
    frames = _frame(kind, mine, ["a", "b"]), _frame(kind, others, [*its, "told"])
    table = joined(*frames, own, its=None if is_named_alike else its, how=how).collect("pyarrow")
    names = ["a", "b", *(["told"] if how in {"left", "inner"} else [])]

    assert sorted(table.select(*names).rows(), key=repr) == sorted(
        _looked_up(mine, others, at, how), key=repr
    )


WHOLE = (nw.Int8, nw.Int32, nw.Int64, nw.UInt64)


@pytest.mark.parametrize("of_persons", [*WHOLE, nw.String])
@pytest.mark.parametrize("of_diagnostics", [*WHOLE, nw.String, None])
def test_ids_are_numbers_where_all_who_name_them_have_numbers(of_persons: Any, of_diagnostics: Any) -> None:
    """One type as it is, several as one that holds all; texts where one is a text or may be too large."""
    schemas = {
        "persons": {"id": of_persons},
        "diagnostics": {} if of_diagnostics is None else {"der Mensch": of_diagnostics},
    }
    frames = {
        name: nw.from_dict({column: [] for column in columns}, columns, backend="polars").lazy()
        for name, columns in schemas.items()
    }
    types = {kind for kind in (of_persons, of_diagnostics) if kind is not None}
    expected = nw.Int64 if nw.String not in types and nw.UInt64 not in types else nw.String
    [expected] = types if len(types) == 1 else {expected}

    assert key_types(frames, {"diagnostics": {"person": "der Mensch"}})["persons"] == expected


@example(region=1, key=2**61)
@example(region=1, key=2**61 - 1)
@given(region=st.integers(0, 9), key=st.integers(0, MOST + 1) | st.integers(0, 9))
@examples(20, thorough=300)
def test_a_composed_number_is_read_back_and_never_too_large(region: int, key: int) -> None:
    """Where as many regions fit as the largest number says, with as many keys; the largest is read back."""
    frame = nw.from_native(pl.LazyFrame({"id": [key, 0], "region": [region, 0]}))
    composition = Composition.of({"persons": frame}, {}, "region", ["persons"])
    room = (region + 1) * (key + 1)
    is_composed = composition is not None and composition.span is not None

    assert is_composed == (room < MOST)
    if is_composed and composition is not None:
        rows = composition.composed("persons", frame, [str(region), "0"]).collect("pyarrow")
        read = [(of, composition.own(one)) for one, of in rows.select("id", OF).rows()]
        assert (str(region), key) in {(str(of), one) for of, one in read}
        assert max(one for one, _ in rows.select("id", OF).rows()) < MOST


KEYS = [name for name, kind in field_kinds("diagnostics").items() if kind.sort == "key"]


@pytest.mark.parametrize("present", list(itertools.chain.from_iterable(
    itertools.combinations(KEYS, size) for size in range(len(KEYS) + 1)
)), ids=" ".join)  # fmt: skip
def test_keys_are_those_columns_that_a_table_has(present: tuple[str, ...]) -> None:
    """A column that may be absent is composed where it is there."""
    parts = {kind.into for kind in field_kinds("diagnostics").values() if kind.into} | {"diagnostics"}
    frames = {name: nw.from_native(pl.LazyFrame({"id": ["a"], "region": ["r"]})) for name in sorted(parts)}
    own = {key: ["a"] for key in (*present, "region")}
    frames["diagnostics"] = nw.from_native(pl.LazyFrame(own))
    composition = Composition.of(frames, {}, "region", sorted(parts))

    assert composition is not None
    assert sorted(composition.keys["diagnostics"]) == sorted(present)


@pytest.mark.parametrize("collection", ["municipalities", "services", "persons", "diagnostics"])
def test_what_refers_to_a_place_that_moved_is_led_there_and_the_place_stays(collection: str) -> None:
    """The places of a map come from the map; an id is none of a reference."""
    on = Map(municipalities=(), targets={"a": ("ab",)})
    names = [name for name, kind in field_kinds(collection).items() if kind.sort == "key"]
    frame = nw.from_native(pl.LazyFrame({name: ["a", "x"] for name in names}))
    moved = retold(collection, frame, on, {}).collect("pyarrow")
    places = {
        name for name in names if name != "id" and field_kinds(collection)[name].into == "municipalities"
    }

    for name in names:
        assert moved[name].to_list() == (["ab", "x"] if name in places else ["a", "x"]), name


@pytest.mark.parametrize("local", ["polars", "pandas", "pyarrow", None])
@pytest.mark.parametrize("engine", ["duckdb", "ibis", None])
def test_what_lies_in_memory_is_brought_to_where_the_rest_lies(local: str | None, engine: str | None) -> None:
    """A mixture of tables, and the few records that come along, are read together by one engine."""
    table = pa.table({"id": ["p1", "p2"]})
    kinds = {name: kind for name, kind in (("persons", engine), ("diagnostics", local)) if kind is not None}
    frames = together({name: KINDS[kind](table) for name, kind in kinds.items()}, {"services": table})

    assert sorted(frames) == sorted([*kinds, "services"])
    for frame in frames.values():
        other = frames["services"].select("id")
        assert sorted(joined(frame, other, ["id"], how="semi").collect("pyarrow")["id"].to_list()) == [
            "p1",
            "p2",
        ]
