"""Classes of values are those of attrs, and show themselves as attrs would have them."""

from __future__ import annotations

import copy
import functools
import inspect
import os
import pickle
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest

import rnms
from rnms._values import define, frozen


def declared(decorator: Any) -> Any:
    """A class with each kind of field, by a decorator."""

    @decorator
    class Value:
        key: str
        of: Any = None
        secret: int = attrs.field(default=0, repr=False)
        loud: str = attrs.field(default="a", repr=str.upper)
        found: int = attrs.field(init=False)

    return Value


class Outer:
    """What another class stands in."""

    @frozen
    class Inner:
        """What stands in another class."""

    @frozen(cache_hash=True)
    class Keyed:
        """What remembers its hash."""

        key: str


@pytest.mark.parametrize(("ours", "theirs"), [(frozen, attrs.frozen), (define, attrs.define)])
def test_a_value_shows_itself_as_attrs_would_have_it(ours: Any, theirs: Any) -> None:
    """Fields in order, each as it is to be shown, one that is not yet set, and a value inside another."""
    first, second = declared(ours), declared(theirs)

    assert repr(first("b", of=first("c"))) == repr(second("b", of=second("c")))
    assert repr(first("b")) == "Value(key='b', of=None, loud=A, found=NOTHING)"
    assert repr(Outer.Inner()) == "Outer.Inner()"


def test_a_value_that_holds_itself_is_shown_once() -> None:
    """As attrs does, three dots stand where it would begin again."""
    value, theirs = declared(define)("b"), declared(attrs.define)("b")
    value.of, theirs.of = value, theirs

    assert repr(value) == repr(theirs)
    assert "of=...," in repr(value)


def test_what_a_class_says_of_showing_is_kept() -> None:
    """A class with a text of its own shows that one, and one that asks for none is shown as its base is."""

    @frozen
    class Named:
        name: str

        def __repr__(self) -> str:
            return f"<{self.name}>"

    @frozen(repr=False)
    class Like(Named):
        pass

    @frozen
    class Again(Named):
        pass

    assert [repr(one("b")) for one in (Named, Like, Again)][:2] == ["<b>", "<b>"]
    assert repr(Again("b")).endswith("Again(name='b')")


def positive(_: object, __: object, number: int) -> None:
    """A validator."""
    if number < 0:
        raise ValueError(number)


def of_each_kind(decorator: Any) -> tuple[Any, Any]:
    """A class, and one that inherits of it, with all that our classes use of attrs."""

    @decorator(cache_hash=True)
    class Base:
        """What it is."""

        name: str
        parts: tuple[int, ...] = attrs.field(factory=tuple, converter=tuple)
        number: int = attrs.field(default=1, converter=int, validator=positive, kw_only=True)

        @functools.cached_property
        def total(self) -> int:
            """The sum."""
            return sum(self.parts)

        @classmethod
        def of(cls: Any, name: str) -> Any:
            """Make one."""
            return cls(name)

    @decorator(kw_only=True)
    class Derived(Base):
        beside: int = attrs.Factory(lambda one: one.number + 1, takes_self=True)
        unseen: int = attrs.field(default=0, eq=False)
        _hidden: str = ""
        found: int = attrs.field(init=False)

        def __attrs_post_init__(self) -> None:
            object.__setattr__(self, "found", len(self.name))

    return Base, Derived


PROPERTIES = (
    "is_slotted", "is_frozen", "has_weakref_slot", "kw_only", "added_init", "added_repr", "added_eq",
    "added_ordering", "hashability", "added_match_args", "added_pickling",
)  # fmt: skip


def told_of(cls: Any) -> tuple[object, ...]:
    """What a class tells of itself and of its values."""
    values = [cls("a"), cls("a", [1, 2]), cls("a", (1, 2), number=3), cls(name="b")]
    if cls.__name__ == "Derived":
        values += [cls("a", beside=7, hidden="c"), cls("a", unseen=4)]
    refused = []
    for call in (
        cls,
        lambda: cls("a", other=1),
        lambda: cls("a", number=-1),
        lambda: setattr(values[0], "name", "b"),
        lambda: delattr(values[0], "name"),
        lambda: values[0].missing,
    ):
        with pytest.raises((TypeError, ValueError, AttributeError)) as caught:
            call()
        refused.append((caught.type, str(caught.value)))
    return (
        cls.__name__,
        cls.__doc__,
        cls.__match_args__,
        [getattr(attrs.inspect(cls), name) for name in PROPERTIES],
        str(inspect.signature(cls)).replace("_default_", ""),
        [
            (field.name, field.alias, field.kw_only, field.inherited, field.type)
            for field in attrs.fields(cls)
        ],
        [repr(one) for one in values],
        [[one == other for other in values] for one in values],
        [[hash(one) == hash(other) for other in values] for one in values],
        [attrs.asdict(one) for one in values],
        [repr(attrs.evolve(one, name="c")) for one in values],
        [(one.total, one.total) for one in values],
        [copy.copy(one) == one == copy.deepcopy(one) for one in values],
        [one.__getstate__() for one in values],
        cls.of("d") == cls("d") != "d",
        hasattr(values[0], "__dict__"),
        weakref.ref(values[0])() is values[0],
        refused,
    )


@pytest.mark.parametrize("number", [0, 1], ids=["a class", "one that inherits"])
def test_a_class_made_on_first_use_is_the_class_of_attrs(number: int) -> None:
    """Fields, parameters, equality, hashes, refusals, copies and state are the same."""
    ours, theirs = of_each_kind(frozen)[number], of_each_kind(attrs.frozen)[number]

    assert told_of(ours) == told_of(theirs)


@frozen
class Ours(Exception):  # noqa: N818
    """An exception, whose class can be found by whoever unpickles it."""

    key: str
    number: int = 1

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


@attrs.frozen
class Theirs(Exception):  # noqa: N818
    """The same by attrs."""

    key: str
    number: int = 1

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


def test_an_exception_is_one_of_attrs() -> None:
    """It knows its arguments, travels, can be raised from another, and equals itself alone."""

    def told(cls: Any) -> tuple[object, ...]:
        with pytest.raises(cls) as caught:
            raise cls("b", number=2) from KeyError("a")
        error = caught.value
        again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
        is_exception = attrs.inspect(cls).is_exception
        return (
            error.args, str(again), again.args, str(error.__cause__), error == cls("b", 2), error == error,  # noqa: PLR0124
            hash(error) == hash(error), is_exception, repr(error).replace(cls.__name__, ""),
        )  # fmt: skip

    assert told(Ours) == told(Theirs)


def test_a_value_keeps_no_hash_of_another_process() -> None:
    """What is unpickled finds its hash anew."""
    value = Outer.Keyed("a")
    assert hash(value) == hash(Outer.Keyed("a"))
    state: Any = value.__getstate__()

    again = pickle.loads(pickle.dumps(value))  # noqa: S301  # our own bytes

    assert again == value
    assert hash(again) == hash(value)
    assert not any("hash" in name for name in state)


def test_whoever_asks_at_once_finds_one_class() -> None:
    """Threads that make the first values of a class do not meet it half made."""
    for _ in range(20):
        derived: Any = of_each_kind(frozen)[1]
        with ThreadPoolExecutor(8) as pool:
            values = [*pool.map(functools.partial(derived, hidden="b"), ["a"] * 16, [(1,)] * 16)]
        assert {*values} == {derived("a", (1,), hidden="b")}


FORKED = """
import os, signal, sys, threading, time
from rnms._values import cached_property, frozen

is_half_made = threading.Event()


def late(*given):
    is_half_made.set()
    time.sleep(0.1)
    return given[-1]


@frozen(field_transformer=late)
class Value:
    key: str = ""


class Asked:
    found = cached_property(late)


make = {"value": Value, "property": lambda: Asked().found}[sys.argv[1]]
threading.Thread(target=make).start()
is_half_made.wait()
child = os.fork()
if not child:
    signal.alarm(5)
    make()
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""Forks while another thread makes something, and makes it in the child."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no forks")
@pytest.mark.parametrize("made", ["value", "property"])
def test_what_is_half_made_is_made_in_a_fork(made: str) -> None:
    """A lock that a thread of the parent held would never open in the child."""
    done = subprocess.run([sys.executable, "-c", FORKED, made], capture_output=True, check=True, text=True)

    assert done.stdout == "0\n"


def test_every_class_of_values_has_the_parameters_that_attrs_gives_it() -> None:
    """Of each module that a judgement loads: names, order, kinds and defaults."""
    rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("rnms.")]
    classes = {
        one for module in modules for one in vars(module).values() if isinstance(one, type) and attrs.has(one)
    }

    assert len(classes) > 200
    for cls in classes:
        parameters = {name: one.kind for name, one in inspect.signature(cls.__init__).parameters.items()}
        told = {field.alias: field.kw_only for field in attrs.fields(cls) if field.init}
        assert {
            name: kind is inspect.Parameter.KEYWORD_ONLY
            for name, kind in parameters.items()
            if name != "self"
        } == told
