"""Relations between figures: the control relations of a form, which every return of it must keep."""

from __future__ import annotations

import attrs

from rnms.logic.predicates import Op
from rnms.model.checked import checked
from rnms.model.law import Clause


@attrs.frozen(kw_only=True, field_transformer=checked)
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

    Raises:
        ValueError: If a side is empty, a figure stands on it twice, or it is compared otherwise.
    """

    code: str
    left: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    op: Op = Op.EQ
    right: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    clause: Clause
    title: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.left or not self.right:
            raise ValueError(f"relation {self.code} has nothing on one side; name the key of a figure there")
        if len({*self.keys}) < len(self.keys):
            raise ValueError(f"relation {self.code} names a figure twice; leave it out on both sides")
        if self.op not in {Op.EQ, Op.LE, Op.GE}:
            raise ValueError(f"relation {self.code} is by {self.op.value}; write Op.EQ, Op.LE or Op.GE")

    @classmethod
    def of_parts(cls, whole: str, *parts: str, code: str, clause: Clause, title: str = "") -> FigureRelation:
        """That parts which do not overlap add up to a whole.

        >>> import datetime as dt
        >>> from rnms.model import Act
        >>> form = Act(key="oo_1", kind="форма", date=dt.date(2023, 7, 1), issuer="…")
        >>> clause = form.clause("раздел 3.1")
        >>> FigureRelation.of_parts("staff", "men", "women", code="1", clause=clause).right
        ('men', 'women')
        """
        return cls(code=code, left=(whole,), right=parts, clause=clause, title=title)

    @property
    def keys(self) -> tuple[str, ...]:
        """The figures that it speaks of."""
        return (*self.left, *self.right)
