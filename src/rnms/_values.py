"""Classes of values, as attrs makes them, but each method on first use.

attrs writes and compiles the methods of a class when it is declared. A first judgement makes values of less
than half of the classes that it loads, and compares few. So `frozen` gives a class at once its slots and what
all classes share; what its fields decide is made when somebody first asks for it: attrs reads the fields, the
initialiser is compiled with the first value. What is rare is left to attrs, and so is each class that can
change. To type checkers these are the decorators of attrs, and a test holds the two against each other.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import os
import reprlib
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from functools import cached_property

    from attrs import define, frozen
else:

    class cached_property(functools.cached_property):  # noqa: N801  # it stands for that of Python
        """A cached property of classes that are no values, without a lock.

        Before Python 3.12 that of Python has one for all objects of a class: a process that forks while one
        of them is asked leaves it locked in the child. Of threads that come at once each may find the same.
        """

        def __init__(self, func: Callable[[Any], Any]) -> None:
            super().__init__(func)
            self.lock = contextlib.nullcontext()

    def _showing(decorator: Callable[..., Any]) -> Callable[..., Any]:
        """Give a decorator of classes the shared ``__repr__``, where a class has none of its own."""

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

    class _OnFirstUse:
        """Stands in a class for what its fields decide, and puts that in its place when it is first read."""

        # Two makings are not as good as one: attrs resolves the types of fields in those that it once found.
        _one_at_a_time = threading.RLock()

        def __init__(self, make: Callable[[type], Any]) -> None:
            self._make = make

        def __set_name__(self, owner: type, name: str) -> None:
            self._owner, self._name = owner, name

        def __get__(self, value: Any, asked: type | None = None) -> Any:
            with self._one_at_a_time:
                made = vars(self._owner)[self._name]
                if made is self:
                    made = self._make(self._owner)
                    setattr(self._owner, self._name, made)
            return made.__get__(value, asked) if hasattr(made, "__get__") else made

        if hasattr(os, "register_at_fork"):  # Windows has no forks
            # A fork waits for the other threads: a lock that one of them held would never open in the child.
            os.register_at_fork(
                before=_one_at_a_time.acquire,
                after_in_parent=_one_at_a_time.release,
                after_in_child=_one_at_a_time.release,
            )

    def _frozen(cls: type, **options: Any) -> type:
        """Make a frozen class with slots, like ``attrs.frozen``."""
        own, bases = vars(cls), cls.__mro__[1:-1]
        is_rare = not options.keys() <= _OPTIONS or not own.keys().isdisjoint(_WRITTEN)
        if is_rare or any(map(_is_for_attrs, own.values())):
            return attrs.frozen(cls, **options)
        fields = inspect.get_annotations(cls)
        taken = {name for base in bases for name in vars(base).get("__slots__", ())}
        slots = [name for name in fields if name not in taken]
        if not any("__weakref__" in vars(base) for base in bases):
            slots.append("__weakref__")
        made: dict[str, Callable[[type], Any]] = {
            "__attrs_attrs__": lambda _: _fields(cls, options),
            "__init__": functools.partial(_initialiser, remembers=options.get("cache_hash", False)),
            "__match_args__": _match_args,
        }
        is_exception = issubclass(cls, BaseException)
        told = frozenset((name, value) for name, value in options.items() if name != "field_transformer")
        members = {**_SHARED, "__attrs_props__": _properties(told, is_exception)}
        # Each exception is one of its own.
        if options.get("eq", True) and not is_exception:
            made |= {"__eq__": _equality, "__hash__": _hashing}
            if options.get("cache_hash"):
                made["__hash__"] = functools.partial(_hashing, remembers=True)
                slots.append(_REMEMBERED)
        members |= {name: _OnFirstUse(make) for name, make in made.items()}
        members |= {name: value for name, value in own.items() if name not in {*fields, *_OF_ONE_CLASS}}
        cached = {name: one.func for name, one in own.items() if isinstance(one, functools.cached_property)}
        if cached:
            slots += cached
            members = {name: value for name, value in members.items() if name not in cached}
            members["__getattr__"] = _finding(cached, getattr(cls, "__getattr__", object.__getattribute__))
        members |= {"__slots__": tuple(slots), "__qualname__": cls.__qualname__}
        return type(cls)(cls.__name__, cls.__bases__, members)

    def _finding(
        cached: Mapping[str, Callable[[Any], Any]], otherwise: Callable[[Any, str], Any]
    ) -> Callable[[Any, str], Any]:
        """Make what fills the slots of cached properties when they are first read."""

        def __getattr__(self: Any, name: str) -> Any:  # noqa: N807  # a class gets it
            find = cached.get(name)
            if find is None:
                return otherwise(self, name)
            found = find(self)
            object.__setattr__(self, name, found)
            return found

        return __getattr__

    def _is_for_attrs(member: Any) -> bool:
        """Tell whether only attrs knows what becomes of something in a class that gets slots."""
        if type(member) is str:
            return False
        way = _METHOD_OF.get(type(member))
        method = member if way is None else getattr(member, way)
        return (
            # A method that knows its class, which slots make anew.
            "__class__" in getattr(getattr(method, "__code__", None), "co_freevars", ())
            # A field that is compared in a way of its own.
            or callable(getattr(member, "eq_key", None))
            or isinstance(getattr(member, "converter", None), attrs.Converter)
        )

    class _Fields(tuple[Any, ...]):
        """The fields of a class, which are found by name, too."""

        __slots__ = ()

        def __getattr__(self, name: str) -> Any:
            found = next((field for field in self if field.name == name), None)
            if found is None:
                raise AttributeError(name)
            return found

    class _FieldsAreRead(Exception):  # noqa: N818  # no error: it ends the work of attrs
        """Brings what attrs read of the fields of a class, before it writes any method."""

    @functools.cache
    def _properties(options: Collection[tuple[str, Any]], is_exception: bool) -> Any:  # noqa: FBT001
        """Find what attrs tells of every class that is made with some options."""
        empty = type("_Empty", (Exception,) if is_exception else (), {})
        return attrs.inspect(attrs.frozen(empty, **dict(options)))

    def _fields(cls: type, options: Mapping[str, Any]) -> _Fields:
        """Let attrs read the fields of a class as it was written, and no more."""
        transform = options.get("field_transformer")

        def read(_: type, fields: list[attrs.Attribute[Any]]) -> Any:
            raise _FieldsAreRead(fields if transform is None else transform(cls, fields))

        try:
            attrs.frozen(cls, kw_only=options.get("kw_only", False), field_transformer=read)
        except _FieldsAreRead as stopped:
            [fields] = stopped.args
        # Before attrs 26 those that transform them see no names of parameters.
        return _Fields(
            field if field.alias else field.evolve(alias=field.name.lstrip("_")) for field in fields
        )

    def _initialiser(cls: type, *, remembers: bool) -> Callable[..., None]:
        """Compile what makes a value of a class."""
        positional, keywords, lines = ["self"], ["*"], ["_put = _setter(self)"]
        names: dict[str, Any] = {"_setter": object.__setattr__.__get__, "_NOTHING": attrs.NOTHING}
        for at, field in enumerate(attrs.fields(cls)):
            default, value = field.default, field.alias
            has_factory = isinstance(default, attrs.Factory)
            names |= {f"_convert_{at}": field.converter, f"_field_{at}": field}
            names[f"_default_{at}"] = default.factory if has_factory else default
            by_default = (
                f"_default_{at}({'self' if default.takes_self else ''})" if has_factory else f"_default_{at}"
            )
            if field.init:
                given = "" if default is attrs.NOTHING else "=_NOTHING" if has_factory else f"=_default_{at}"
                (keywords if field.kw_only else positional).append(f"{value}{given}")
                if has_factory:
                    lines.append(f"if {value} is _NOTHING: {value} = {by_default}")
            elif default is attrs.NOTHING:
                continue
            else:
                value = by_default
            converted = value if field.converter is None else f"_convert_{at}({value})"
            lines.append(f"_put({field.name!r}, {converted})")
        looked_at = [(at, field) for at, field in enumerate(attrs.fields(cls)) if field.validator]
        if looked_at:
            names["_is_off"] = attrs.validators.get_disabled
            lines += ["if not _is_off():"]
            lines += [
                f"    _field_{at}.validator(self, _field_{at}, self.{field.name})" for at, field in looked_at
            ]
        if hasattr(cls, "__attrs_post_init__"):
            lines.append("self.__attrs_post_init__()")
        if remembers:
            lines.append(f"_put({_REMEMBERED!r}, None)")
        if issubclass(cls, BaseException):
            args = ["self", *(f"self.{field.name}" for field in attrs.fields(cls) if field.init)]
            lines.append(f"BaseException.__init__({', '.join(args)})")
        given = [*positional, *(keywords if len(keywords) > 1 else [])]
        made = _compiled(cls, "__init__", given, lines, names)
        # What a converter takes it says itself.
        made.__annotations__ = {
            "return": None,
            **{
                field.alias: field.type
                for field in attrs.fields(cls)
                if field.init and field.type is not None and field.converter is None
            },
        }
        return made

    def _equality(cls: type) -> Callable[[Any, Any], Any]:
        """Compile what compares two values of a class."""
        compared = [f"self.{field.name} == other.{field.name}" for field in attrs.fields(cls) if field.eq]
        lines = [
            "if other.__class__ is not self.__class__: return NotImplemented",
            f"return {' and '.join(compared) or True}",
        ]
        return _compiled(cls, "__eq__", ["self", "other"], lines, {})

    def _hashing(cls: type, *, remembers: bool = False) -> Callable[[Any], int]:
        """Compile what finds the hash of a value of a class."""
        fields = [field for field in attrs.fields(cls) if (field.eq if field.hash is None else field.hash)]
        found = f"hash(({', '.join([str(hash(cls)), *(f'self.{field.name}' for field in fields)])},))"
        lines = [f"return {found}"]
        if remembers:
            lines = [
                f"known = self.{_REMEMBERED}",
                f"if known is None: _setter(self)({_REMEMBERED!r}, known := {found})",
                "return known",
            ]
        return _compiled(cls, "__hash__", ["self"], lines, {"_setter": object.__setattr__.__get__})

    def _compiled(
        cls: type, name: str, given: Iterable[str], lines: Iterable[str], names: dict[str, Any]
    ) -> Callable[..., Any]:
        """Compile a method of a class.

        Args:
            cls: The class.
            name: What the method is called.
            given: Its parameters.
            lines: What it does.
            names: What its lines name.
        """
        body = "".join(f"\n    {line}" for line in lines)
        exec(compile(f"def {name}({', '.join(given)}):{body}", f"<{cls.__qualname__}>", "exec"), names)  # noqa: S102
        method: Callable[..., Any] = names[name]
        method.__module__, method.__qualname__ = cls.__module__, f"{cls.__qualname__}.{name}"
        return method

    def _match_args(cls: type) -> tuple[str, ...]:
        return tuple(field.name for field in attrs.fields(cls) if field.init and not field.kw_only)

    def _state(value: Any) -> dict[str, Any]:
        return {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}

    def _with_state(value: Any, state: Mapping[str, Any]) -> None:
        for name in state:
            object.__setattr__(value, name, state[name])
        if hasattr(type(value), _REMEMBERED):
            object.__setattr__(value, _REMEMBERED, None)

    _EMPTY = vars(attrs.frozen(type("_Empty", (), {})))
    """What attrs puts into each frozen class, whatever its fields are."""
    _OPTIONS = {"kw_only", "eq", "repr", "cache_hash", "field_transformer"}
    _WRITTEN = {"__init__", "__eq__", "__ne__", "__hash__", "__getstate__", "__setstate__", "__match_args__"}
    """What a class may have in its own way; attrs then leaves more away than these."""
    _REMEMBERED = "_attrs_cached_hash"
    _METHOD_OF = {
        classmethod: "__func__",
        staticmethod: "__func__",
        property: "fget",
        functools.cached_property: "func",
        cached_property: "func",
    }
    """Where what is no function keeps that of which it is made."""
    _OF_ONE_CLASS = ("__dict__", "__weakref__")
    _SHARED = {
        # The last is new in Python 3.13.
        **{name: _EMPTY[name] for name in ("__setattr__", "__delattr__", "__replace__") if name in _EMPTY},
        "__getstate__": _state,
        "__setstate__": _with_state,
    }

    define = _showing(attrs.define)
    frozen = _showing(_frozen)

__all__ = ["cached_property", "define", "frozen"]
