"""Values show themselves as attrs would have them."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

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
