"""Where a statement comes from: acts, clauses, quotations, and what the sources do not say.

Knows no region and no indicator.
"""

from __future__ import annotations

import datetime as dt
from typing import NoReturn

import attrs

from rnms.model.checked import checked


@attrs.frozen(kw_only=True, field_transformer=checked)
class Quote:
    """The words of a source document, letter for letter.

    >>> Quote(document="004", line=76, text="показатели … достигнуты").line
    76

    Attributes:
        document: Key of the document, such as ``"004"``.
        line: Its line, counted from 1.
        text: What is printed there, misprints included.
    """

    document: str
    line: int
    text: str


@attrs.frozen(kw_only=True, field_transformer=checked)
class AttestedDate:
    """A date that some document gives for an act although the act itself bears another.

    >>> AttestedDate(date=dt.date(2022, 6, 28), document="004", line=57).date.day
    28

    Attributes:
        date: The other date.
        document: Key of the document that gives it.
        line: The line where it does, counted from 1.
    """

    date: dt.date
    document: str
    line: int


@attrs.frozen(kw_only=True, field_transformer=checked)
class Act:
    """A legal act: an order, a protocol, a statute.

    Attributes:
        key: A short name, unique within a region; reports cite by it.
        kind: What it is called, in Russian and lower case: ``"распоряжение"``.
        date: The day it was signed.
        issuer: Who signed it.
        number: Its number as printed; ``None`` when the source prints none.
        title: Its title or role, as far as the sources print one.
        document: The source document where its text was read; empty when it is only cited.
        attested: Other dates that other documents give for it.
        repeals: Keys of the acts that it declares void.
        repealed_on: The day on which it became void, if it did.
        amends: Keys of the acts that it changes; where both set a target, its own stands.
        published: The day it was made known; ``None`` when that is the day it was signed.
        in_force: The day it came into force; ``None`` when that is the day it was made known.
        supposed: Whether it is no act but a supposition, to see what would follow; its title says why.

    >>> order = Act(key="order", kind="распоряжение", number="759", date=dt.date(2022, 6, 22), issuer="…")
    >>> print(order.clause("п. 2", line=20))
    распоряжение от 22.06.2022 № 759, п. 2
    """

    key: str
    kind: str
    date: dt.date
    issuer: str
    number: str | None = None
    title: str = ""
    document: str = ""
    attested: tuple[AttestedDate, ...] = attrs.field(default=(), converter=tuple[AttestedDate, ...])
    repeals: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    repealed_on: dt.date | None = None
    amends: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    published: dt.date | None = None
    in_force: dt.date | None = None
    supposed: bool = False

    @property
    def effective(self) -> dt.date:
        """The first day on which it is in force."""
        return self.in_force or self.published or self.date

    @property
    def in_force_from(self) -> dt.date:
        """The first day on which one can know it and must keep it."""
        return max(self.effective, self.published or self.date)

    def clause(self, number: str, *, line: int | None = None, document: str = "") -> Clause:
        """Cite a clause of this act, and the line of the document where it was read."""
        return Clause(act=self, number=number, document=document or self.document, line=line)

    def __str__(self) -> str:
        if self.supposed:
            return f"{self.kind}: {self.title}" if self.title else self.kind
        number = f" № {self.number}" if self.number else ""
        return f"{self.kind} от {self.date:%d.%m.%Y}{number}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Clause:
    """A place in an act; every number of a region stands beside one.

    >>> from rnms import regions
    >>> clause = regions.get("khabarovsk").indicator("3").clause
    >>> print(clause)
    распоряжение от 22.06.2022 № 759, показатель 3

    Attributes:
        act: The act.
        number: The clause as the act counts it: ``"п. 6.2, строка 1"``.
        document: The source document where it was read.
        line: The line of that document, counted from 1.
    """

    act: Act
    number: str
    document: str = ""
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.act}, {self.number}" if self.number else str(self.act)


@attrs.frozen(field_transformer=checked)
class Unknown:
    """What the source does not say, or what was lost with a page of it.

    It is neither true nor false, and refuses to be used as either.

    >>> bool(Unknown("the annex was a picture"))
    Traceback (most recent call last):
    TypeError: unknown is neither true nor false (the annex was a picture); ask isinstance(…, Unknown)

    Attributes:
        why: Why it is not known.
        clause: Where it should have stood.
    """

    why: str
    clause: Clause | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError(f"unknown is neither true nor false ({self.why}); ask isinstance(…, Unknown)")
