"""Relations between figures: the control relations of a form, which every return of it must keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import attrs

from rnms._values import frozen
from rnms.logic.predicates import Op
from rnms.model.checked import checked
from rnms.model.law import Clause


def _pairs(titles: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(titles.items() if isinstance(titles, Mapping) else titles)


@frozen(kw_only=True, field_transformer=checked)
class FigureRelation:
    """What the sums of figures of one place and one period are to each other, as a form demands it.

    >>> import datetime as dt
    >>> from rnms.model import Act
    >>> form = Act(key="oo_1", kind="форма", date=dt.date(2023, 7, 1), issuer="…")
    >>> relation = FigureRelation(
    ...     code="1", left=("staff",), right=("men", "women"), clause=form.clause("раздел 3.1, строка 01")
    ... )
    >>> relation.keys
    ('staff', 'men', 'women')

    Attributes:
        code: Its number in the form.
        left: The keys of the figures that are added up on one side: of a whole, that one.
        op: ``Op.EQ``, by default, ``Op.LE`` or ``Op.GE``.
        right: The keys of those on the other side: of a whole, its parts, which do not overlap.
        clause: Where the form says so.
        title: What it says, in Russian.
        titles: What its figures are called, in Russian, by key; those that an indicator asks for have a name.

    Raises:
        ValueError: If a side is empty, a figure stands on it twice, a title is of none, or it is compared
            otherwise.
    """

    code: str
    left: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    op: Op = Op.EQ
    right: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    clause: Clause
    title: str = ""
    titles: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)

    def __attrs_post_init__(self) -> None:
        if not self.left or not self.right:
            raise ValueError(f"relation {self.code} has nothing on one side; name the key of a figure there")
        if len({*self.keys}) < len(self.keys):
            raise ValueError(f"relation {self.code} names a figure twice; leave it out on both sides")
        if strangers := [key for key, _ in self.titles if key not in self.keys]:
            raise ValueError(
                f"relation {self.code} titles {strangers[0]}, which stands on no side; leave it out"
            )
        if self.op not in {Op.EQ, Op.LE, Op.GE}:
            raise ValueError(f"relation {self.code} is by {self.op.value}; write Op.EQ, Op.LE or Op.GE")

    @classmethod
    def of_parts(
        cls,
        whole: str,
        *parts: str,
        code: str,
        clause: Clause,
        title: str = "",
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> FigureRelation:
        """Declare that parts which do not overlap add up to a whole.

        >>> import datetime as dt
        >>> from rnms.model import Act
        >>> form = Act(key="oo_1", kind="форма", date=dt.date(2023, 7, 1), issuer="…")
        >>> clause = form.clause("раздел 3.1")
        >>> FigureRelation.of_parts("staff", "men", "women", code="1", clause=clause).right
        ('men', 'women')
        """
        return cls(code=code, left=(whole,), right=parts, clause=clause, title=title, titles=titles)

    @property
    def keys(self) -> tuple[str, ...]:
        """The figures that it speaks of."""
        return (*self.left, *self.right)
