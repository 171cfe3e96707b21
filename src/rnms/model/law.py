"""Where a statement comes from: acts, clauses, quotations, and what the sources do not say.

Knows no region and no indicator.
"""

from __future__ import annotations

import datetime as dt
from typing import NoReturn

import attrs

from rnms._values import frozen
from rnms.model.checked import checked
from rnms.showing import short


@frozen(kw_only=True, field_transformer=checked)
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

    __repr__ = short("document", "line", "text")


@frozen(kw_only=True, field_transformer=checked)
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


_UNTOLD = {"kind": "вид", "date": "дата", "number": "номер"}
"""What the sources may not tell of an act, as its name says it."""


@frozen(kw_only=True, field_transformer=checked)
class Act:
    """A legal act: an order, a protocol, a statute.

    Attributes:
        key: A short name, unique within a region; reports cite by it.
        kind: What it is called, in Russian and lower case: ``"распоряжение"``; :class:`Unknown` where the
            source does not tell.
        date: The day it was signed; :class:`Unknown` where the source does not tell it, or it was lost.
        issuer: Who signed it.
        number: Its number as printed; ``None`` when the source prints none, as of an act that has none;
            :class:`Unknown` where it surely has one that nobody can read.
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

    An act of unknown date counts from the latest day by which it surely existed: that of the act which
    refers to it, here the one whose clause says that nobody tells its day.

    >>> lost = Unknown("дата не пропечатана", order.clause("преамбула"))
    >>> older = Act(key="older", kind="приказ", number="17", date=lost, issuer="…")
    >>> print(older, older.existed_by)
    приказ № 17 (дата неизвестна) 2022-06-22
    """

    key: str
    kind: str | Unknown
    date: dt.date | Unknown
    issuer: str
    number: str | Unknown | None = None
    title: str = ""
    document: str = ""
    attested: tuple[AttestedDate, ...] = attrs.field(default=(), converter=tuple[AttestedDate, ...])
    repeals: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    repealed_on: dt.date | None = None
    amends: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    published: dt.date | None = None
    in_force: dt.date | None = None
    supposed: bool = False

    __repr__ = short()

    @property
    def existed_by(self) -> dt.date | None:
        """Its date; where that is unknown, the latest day by which it surely existed, if anything tells one.

        Tell it: the act that its ``Unknown`` cites, the days of its publication, force and repeal, and the
        last of the dates that other documents give for it.
        """
        if not isinstance(self.date, Unknown):
            return self.date
        clause = self.date.clause
        days = [self.published, self.in_force, self.repealed_on]
        days += [] if clause is None else [clause.act.existed_by]
        days += [max(other.date for other in self.attested)] if self.attested else []
        return min((day for day in days if day is not None), default=None)

    @property
    def effective(self) -> dt.date:
        """The first day on which it is in force, as far as its date is known; else the last that is left."""
        return self.in_force or self.published or self.existed_by or dt.date.max

    @property
    def in_force_from(self) -> dt.date:
        """The first day on which one can know it and must keep it."""
        return max(self.effective, self.published or self.existed_by or dt.date.max)

    @property
    def unknowns(self) -> tuple[tuple[str, Unknown], ...]:
        """What the sources do not tell of it, by the name of the field."""
        named = (("kind", self.kind), ("date", self.date), ("number", self.number))
        return tuple((name, value) for name, value in named if isinstance(value, Unknown))

    def clause(self, number: str, *, line: int | None = None, document: str = "") -> Clause:
        """Cite a clause of this act, and the line of the document where it was read."""
        return Clause(act=self, number=number, document=document or self.document, line=line)

    def __str__(self) -> str:
        kind = "акт" if isinstance(self.kind, Unknown) else self.kind
        if self.supposed:
            return f"{kind}: {self.title}" if self.title else kind
        date = "" if isinstance(self.date, Unknown) else f" от {self.date:%d.%m.%Y}"
        number = "" if isinstance(self.number, Unknown) or not self.number else f" № {self.number}"
        names = [_UNTOLD[name] for name, _ in self.unknowns]
        if not names:
            return f"{kind}{date}{number}"
        untold = "неизвестны" if len(names) > 1 else "неизвестна" if names == ["дата"] else "неизвестен"
        return f"{kind}{date}{number} ({', '.join(names)} {untold})"


@frozen(kw_only=True, field_transformer=checked)
class AwaitedAct:
    """An act that is not yet known, or not yet in force.

    >>> import rnms, datetime as dt
    >>> system = rnms.RegionalSystem(region="khabarovsk")
    >>> [awaited, *_] = rnms.evaluate(system, period=2022, known_on=dt.date(2022, 6, 1)).awaited
    >>> print(awaited.act.number, awaited.day)
    759 2022-06-22

    Attributes:
        act: The act.
        day: The first day on which one can know it and must keep it.
    """

    act: Act
    day: dt.date


@frozen(kw_only=True, field_transformer=checked)
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

    __repr__ = short()

    def __str__(self) -> str:
        return f"{self.act}, {self.number}" if self.number else str(self.act)


@frozen(field_transformer=checked)
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

    __repr__ = short("why")

    def __bool__(self) -> NoReturn:
        raise TypeError(f"unknown is neither true nor false ({self.why}); ask isinstance(…, Unknown)")
