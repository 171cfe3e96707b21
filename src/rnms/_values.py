"""Classes of values, as attrs makes them, which show themselves by one function for all.

attrs writes and compiles a ``__repr__`` for each class; for those of a first judgement that took a tenth of
its time, and hardly one of them is ever shown. To type checkers these are the decorators of attrs.
"""

from __future__ import annotations

import functools
import reprlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from attrs import define, frozen
else:

    def _showing(decorator: Callable[..., Any]) -> Callable[..., Any]:
        """Give a decorator of attrs the shared ``__repr__``, where a class has none of its own."""

        @functools.wraps(decorator)
        def decorated(cls: type | None = None, /, **options: Any) -> Any:
            if cls is None:
                return functools.partial(decorated, **options)
            if options.get("repr") is not False and "__repr__" not in vars(cls):
                # attrs keeps a method that stands in the class.
                cls.__repr__ = _shown
            return decorator(cls, **options)

        return decorated

    @reprlib.recursive_repr()
    def _shown(value: Any) -> str:
        texts = (
            f"{field.name}={field.repr(told) if callable(field.repr) else repr(told)}"
            for field in attrs.fields(type(value))
            if field.repr
            for told in [getattr(value, field.name, attrs.NOTHING)]
        )
        return f"{type(value).__qualname__.rpartition('>.')[2]}({', '.join(texts)})"

    define = _showing(attrs.define)
    frozen = _showing(attrs.frozen)

__all__ = ["define", "frozen"]
