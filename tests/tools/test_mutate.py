"""The tool that makes mutants: what it changes, and that a mutant is there only when it is asked for."""

from __future__ import annotations

import ast
import builtins
import textwrap
from typing import Any

import pytest

from kit.mutants import Mutant, parsed, probed, woven
from kit.trials import SRC, Outcome
from mutate import PARTS, drawn, equivalents, kept_with, module

SOURCE = textwrap.dedent(
    '''
    """A module."""
    LEAST = 3

    def larger(number, at_least=2):
        """Return whether it is."""
        if number >= at_least and not number == 7:
            return "yes"
        return max(number, 0)

    DOUBLE = lambda number: number * 2
    '''
)


@pytest.fixture
def active(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    switch = [0]
    monkeypatch.setattr(builtins, "_rnms_mutant", switch, raising=False)
    return switch


def run(tree: ast.Module) -> dict[str, Any]:
    namespace: dict[str, Any] = {}
    exec(compile(tree, "a module", "exec"), namespace)  # noqa: S102  # the text above
    return namespace


def changes(source: str) -> set[tuple[str, str]]:
    return {(mutant.text, mutant.change) for mutant in parsed("rnms.part.module", source).mutants}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(a): return a < 1", {("a < 1", "a <= 1"), ("a < 1", "a >= 1"), ("1", "2"), ("1", "0")}),
        ("def f(a, b): return a or b", {("a or b", "a and b"), ("a or b", "b"), ("a or b", "a")}),
        ("def f(a): return not a", {("not a", "a")}),
        ("def f(a): return any(a)", {("any(a)", "all(a)"), ("return any(a)", "return None")}),
        ("def f(a): return a is None", {("a is None", "a is not None")}),
        ("def f(a): return a['b'] == 'c'",
         {("a['b'] == 'c'", "a['b'] != 'c'"), ("a['b'] == 'c'", "a['b'] == 'c_'"), ("a['b']", "a['b_']")}),
        ("def f(a):\n    if a: a.clear()", {("a", "True"), ("a", "False"), ("a.clear()", "pass")}),
        ("def f(a):\n    for b in a:\n        continue", {("continue", "break")}),
        ("def f(a):\n    if a:\n        raise ValueError('b', 1)",
         {("a", "True"), ("a", "False"), ("raise ValueError('b', 1)", "pass")}),
        ("def f(a, b=1): return {c for c in a if c}", {("1", "2"), ("1", "0"), ("c", "True"), ("c", "False"),
         ("return {c for c in a if c}", "return None")}),
    ],
)  # fmt: skip
def test_what_is_changed(source: str, expected: set[tuple[str, str]]) -> None:
    assert changes(source) == expected


def test_what_nobody_computes_with_is_left_alone() -> None:
    """Docstrings, annotations, names of the module, types, how much a cache keeps, what is asserted."""
    assert not changes("@functools.lru_cache(maxsize=64)\n@frozen(kw_only=True)\nclass A:\n    pass")
    assert changes("@frozen(eq=False, kw_only=True)\nclass A:\n    pass") == {("False", "True")}
    assert not changes('"""A module."""\n__all__ = ["a"]\na: "int | str"\n')
    assert changes("def f(a: 'int | str'):\n    'Say.'\n    return isinstance(a, int | str)") == {
        ("return isinstance(a, int | str)", "return None")
    }
    assert not changes("A = zip(B, C, strict=True)")
    assert changes("A = zip(B, C, strict=False)") == {("False", "True")}


def test_each_mutant_is_there_when_it_is_asked_for_and_at_no_other_time(active: list[int]) -> None:
    found = parsed("rnms.part.module", SOURCE)
    inside = {number: mutant for number, mutant in enumerate(found.mutants, 1) if mutant.unit is not None}
    names = run(woven(found, inside))
    tried = (-1, 0, 1, 2, 7)

    def answers() -> list[Any]:
        return [(names["larger"](number), names["DOUBLE"](number)) for number in tried]

    plain = run(ast.parse(SOURCE))
    said = answers()
    assert said == [(plain["larger"](number), plain["DOUBLE"](number)) for number in tried]
    for number, mutant in inside.items():
        active[0] = number
        try:
            differs = answers() != said
        except TypeError:
            differs = True
        assert differs, mutant
    active[0] = 0
    assert answers() == said


def test_what_a_test_reaches_is_noted_by_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    found = parsed("rnms.part.module", SOURCE)
    reached = bytearray(len(found.units))
    monkeypatch.setattr(builtins, "_rnms_reached", reached, raising=False)
    names = run(probed(found, 0))
    assert not any(reached)
    names["larger"](2)
    assert reached == bytes([1, 1, 0, 0])
    names["DOUBLE"](2)
    assert reached == bytes([1, 1, 0, 1])


def test_a_mutant_is_known_by_its_place_and_text_and_not_by_its_line() -> None:
    before, after = (
        {mutant.key for mutant in parsed("rnms.part.module", source).mutants}
        for source in (SOURCE, SOURCE.replace("def larger", "\n\ndef larger"))
    )
    assert before == after


def test_a_change_elsewhere_leaves_the_sample_as_it_is() -> None:
    def sample(source: str) -> list[Mutant]:
        return drawn(parsed("rnms.model.module", source).mutants, 5, seed=1)

    before, after = sample(SOURCE), sample(f"{SOURCE}\ndef other(a): return 2")
    assert len(before) == 5
    assert len({*before} - {*after}) <= 2  # those whose place new ones took


def test_the_parts_are_layers() -> None:
    assert all((SRC / "rnms" / part).is_dir() for part in PARTS)


def test_each_mutant_that_nobody_can_notice_is_still_there() -> None:
    """One whose statement was changed is to be judged anew: take it out of the list."""
    listed = equivalents()
    there = {mutant.key for name in {name for name, *_ in listed} for mutant in module(name).mutants}
    assert not [key for key in listed if key not in there]
    assert all(listed.values())


def test_a_sample_is_kept_beside_those_before() -> None:
    """But for what survived it now, what is there no more, and what no test is named for."""
    one, two, three, four = parsed("rnms.part.module", SOURCE).mutants[:4]
    kept = {one.key: "tests/a.py::before", two.key: "tests/a.py::before", ("gone",): "tests/a.py::before"}
    tried = [
        (two, Outcome("survived", "", 3)),
        (three, Outcome("killed", "tests/b.py::now", 1)),
        (four, Outcome("killed", "ended with code 1: no test", 1)),
    ]
    assert kept_with(kept, [one, two, three, four], tried) == {
        one.key: "tests/a.py::before",
        three.key: "tests/b.py::now",
    }
