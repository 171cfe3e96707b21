"""How values show themselves: short in a list, whole in a notebook.

What is shown is worded elsewhere; here stands only that a value has it, so that no class needs to know how.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_LONGEST = 70
"""The letters that a short form keeps of one field."""


class Shown:
    """A value that a notebook shows as a table or a sentence.

    >>> import rnms
    >>> "78,9" in rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)["3"]._repr_html_()
    True
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        from rnms.render.cards import card

        return card(self)


def short(*names: str) -> Callable[[Any], str]:
    """Make a ``__repr__`` that names some fields alone, and cuts long texts.

    >>> from rnms import regions
    >>> regions.get("kirov").indicator("2.1.1").clause
    Clause('распоряжение от 31.05.2023 № 639, мероприятие 2.1.1, результат')

    Args:
        names: The fields or properties that tell the value from others; none is the value as a text.
    """

    def __repr__(self: Any) -> str:  # noqa: N807  # attrs leaves a class its own
        fields = [getattr(self, name) for name in names] if names else [str(self)]
        return f"{type(self).__name__}({', '.join(map(_cut, fields))})"

    return __repr__


def in_short(value: object, longest: int = _LONGEST) -> str:
    """Show a value as code writes it, cut where it is long; one that cannot be written, by its kind.

    >>> in_short("1" * 5000, longest=9), in_short([10**5000])
    ("'1111111…", '<list>')
    """
    try:
        whole = repr(value)
    except ValueError:  # Python writes no number of thousands of digits
        return f"<{type(value).__name__}>"
    return whole if len(whole) <= longest else f"{whole[: longest - 1]}…"


def _cut(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…")
    return in_short(value)
