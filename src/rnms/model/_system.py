"""The whole that is judged, and the check that its parts agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from rnms.model._returns import Claim, Figure, Issue, Unreported, self_contradiction
from rnms.model._subjects import Municipality


@attrs.frozen(kw_only=True)
class RegionalSystem:
    """A regional system as far as it was reported.

    Attributes:
        region: Key of the region whose order judges it.
        title: What these data are, for readers.
        municipalities: The municipalities; ``None`` means that the list was not collected. When
            ``Unreported(entity="municipalities")`` says so, the list is not complete.
        figures: What was counted and reported.
        unreported: What should have come and did not.
        claims: What others have published about the result.

    >>> RegionalSystem(region="khabarovsk", figures=[]).figures
    ()
    """

    region: str
    title: str = ""
    municipalities: tuple[Municipality, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Municipality, ...])
    )
    figures: tuple[Figure, ...] = attrs.field(default=(), converter=tuple[Figure, ...])
    unreported: tuple[Unreported, ...] = attrs.field(default=(), converter=tuple[Unreported, ...])
    claims: tuple[Claim, ...] = attrs.field(default=(), converter=tuple[Claim, ...])

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults of integrity: parts that contradict each other or refer to nobody.

        A faulty fact counts as unknown; the rest is judged all the same.
        """
        return tuple(_faults(self))

    def __repr__(self) -> str:
        parts = f"{len(self.figures)} figures, {len(self.unreported)} unreported"
        return f"RegionalSystem(region={self.region!r}, {parts})"


def collections() -> tuple[str, ...]:
    """The names of the collections of a system, those that a return may leave out."""
    scalars = {"region", "title"}
    return tuple(field.name for field in attrs.fields(RegionalSystem) if field.name not in scalars)


def _faults(system: RegionalSystem) -> Iterator[Issue]:
    known = {municipality.id for municipality in system.municipalities or ()}
    yield from _doubled(municipality.id for municipality in system.municipalities or ())
    for index, figure in enumerate(system.figures):
        place = f"$.figures[{index}]"
        if (text := self_contradiction(figure)) is not None:
            yield Issue(place=place, text=f"{figure.key}: {text}", code="figure.contradiction")
        if figure.missing is not None and figure.is_given:
            text = f"{figure.key}: указаны и значение, и причина его отсутствия; оставьте одно"
            yield Issue(place=place, text=text, code="figure.missing-and-given")
        yield from _nobody(f"{place}.municipality", figure.municipality, known)
    names = collections()
    for index, part in enumerate(system.unreported):
        place = f"$.unreported[{index}]"
        yield from _nobody(f"{place}.municipality", part.municipality, known)
        if part.entity not in names:
            text = f"нет набора данных {part.entity!r}; есть: {', '.join(names)}"
            yield Issue(place=f"{place}.entity", text=text, code="unreported.entity")


def _doubled(ids: Iterable[str]) -> Iterator[Issue]:
    for key, times in Counter(ids).items():
        if times > 1:
            text = f"идентификатор {key!r} встречается {times} раза; он должен быть один"
            yield Issue(place="$.municipalities", text=text, code="id.doubled")


def _nobody(place: str, reference: str | None, known: set[str]) -> Iterator[Issue]:
    if reference is not None and reference not in known:
        text = f"муниципалитета {reference!r} нет в списке municipalities; добавьте его или исправьте id"
        yield Issue(place=place, text=text, code="reference.nobody")
