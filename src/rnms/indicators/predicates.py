"""Predicates: what an order says of a record, as plain data that every engine can interpret.

A predicate speaks of the fields of one record, along references to one other record each
(``programme.kind``), of dates of the period, and of the existence of other records with equal keys. Nothing
else: no function, no arithmetic between fields.

Before an engine meets it, a predicate is *bound* to a period, *closed* (what follows from a chain of dates is
said aloud) and split into its *certain* and *possible* forms, both two-valued: an unknown fact counts as
false in the one and as true in the other.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Union

import attrs

from rnms.model import Period

if TYPE_CHECKING:
    from rnms.indicators._populations import Term


class Op(enum.Enum):
    """A comparison.

    >>> Op("<=")
    <Op.LE: '<='>
    """

    EQ = "="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


class Day(enum.Enum):
    """A day that the period gives.

    ``END`` is the day on which populations stand: the last of the period, or the day of judgement if that is
    earlier. ``SINCE`` is the first of those that count: of the period, or of the year from which a cumulative
    term accumulates.

    >>> Day("since")
    <Day.SINCE: 'since'>
    """

    START = "start"
    END = "end"
    SINCE = "since"


@attrs.frozen
class Moment:
    """A day of the period, moved by days, then by whole years or months.

    An anniversary that does not exist moves back.

    So a person born on 29 February is 35 on 1 March of a common year: on 28 February the day 35 years ago,
    28 February, still lies before the birth.

    >>> window = Window.of(Period.of(2023))
    >>> str(window.day(Moment(Day.END, years=-35)))
    '1988-12-31'

    Attributes:
        day: The day of the period from which it is reckoned.
        years: Whole years later; earlier where negative.
        months: Whole months, likewise.
        days: Days, likewise; they are moved first.
    """

    day: Day
    years: int = 0
    months: int = 0
    days: int = 0


@attrs.frozen
class Path:
    """A field of the record, or along references a field of another: ``"diagnostic.date"``.

    >>> from rnms.report import sentence
    >>> sentence(Given(Path("diagnostic.date")))
    'диагностика → дата: указано'

    Attributes:
        name: The field, after the references that lead to it.
    """

    name: str


@attrs.frozen
class TheYear:
    """The reporting year of the period.

    >>> from rnms.report import sentence
    >>> sentence(Has(Path("low_results_years"), THE_YEAR))
    'годы в списке: есть отчётный год'
    """


Constant = str | int | bool | dt.date
Operand = Path | Moment | TheYear | Constant


@attrs.frozen(cache_hash=True)
class Compare:
    """A field compared with a constant, a day of the period or another field.

    >>> from rnms.report import sentence
    >>> sentence(Compare(Path("start"), Op.LE, Path("end")))
    'начало не позже «конец»'

    Attributes:
        left: The field.
        op: The comparison.
        right: What it is compared with.
        code: The reason code when it fails.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
    """

    left: Path
    op: Op
    right: Operand
    code: str = ""
    unknown: bool | None = None


@attrs.frozen(cache_hash=True)
class Given:
    """That an optional field is there.

    >>> Given(Path("diagnostic")).field.name
    'diagnostic'

    Attributes:
        field: The field.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
    """

    field: Path
    unknown: bool | None = None


@attrs.frozen(cache_hash=True)
class Has:
    """That a set of words contains one.

    >>> from rnms.report import sentence
    >>> sentence(Has(Path("topics"), "чтение"))
    'темы: есть «чтение»'

    Attributes:
        field: The field that holds the set.
        word: The word looked for.
        code: The reason code when it fails.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
    """

    field: Path
    word: Operand
    code: str = ""
    unknown: bool | None = None


@attrs.frozen(cache_hash=True)
class Shares:
    """That two sets of words have one in common.

    >>> from rnms.report import sentence
    >>> sentence(Shares(Path("deficits"), Path("programme.competences")))
    'дефициты и программа → компетенции: есть общее'

    Attributes:
        left: The field that holds one set.
        right: The field that holds the other.
        code: The reason code when it fails.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
    """

    left: Path
    right: Path
    code: str = ""
    unknown: bool | None = None


@attrs.frozen(cache_hash=True)
class Exists:
    """That other records exist whose keys equal those of this one.

    >>> from rnms.report import sentence
    >>> sentence(Exists("diagnostics", (("person", "id"),), ALWAYS, at_least=2))
    'есть диагностика (не меньше 2)'

    Attributes:
        entity: The collection of the other records.
        on: Pairs of their field and ours that are equal; none asks for any record at all.
        where: What they must satisfy.
        at_least: How many there must be.
        compare: One comparison of a field of theirs with one of ours.
        of: The field of theirs whose distinct values a load counts.
        code: The reason code when there are none.
        unknown: Whether what is not known counts as found.
        unreported: Whether records that were not reported do, too.

    Raises:
        ValueError: If it asks for less than one record, or for several beside a comparison.
    """

    entity: str
    on: tuple[tuple[str, str], ...]
    where: Predicate
    at_least: int = 1
    compare: tuple[str, Op, str] | None = None
    of: str = ""
    code: str = ""
    unknown: bool | None = None
    unreported: bool = True

    def __attrs_post_init__(self) -> None:
        if self.compare is not None and self.at_least > 1:
            raise ValueError("one extreme value decides a comparison, so at_least cannot be more than 1")
        if self.at_least < 1:
            raise ValueError(
                f"at_least={self.at_least} asks for nothing; give 1 or more, or write Not(exists(…))"
            )


@attrs.frozen(cache_hash=True)
class And:
    """That all hold; of no parts it is true.

    >>> from rnms.report import sentence
    >>> sentence(And((Given(Path("start")), Given(Path("end")))))
    'начало: указано, конец: указано'

    Attributes:
        parts: What must hold.
    """

    parts: tuple[Predicate, ...]


@attrs.frozen(cache_hash=True)
class Or:
    """That one at least holds; of no parts it is false.

    >>> from rnms.report import sentence
    >>> sentence(Or((Given(Path("diagnostic")), Given(Path("route")))))
    '[диагностика: указано] или [ИОМ: указано]'

    Attributes:
        parts: What may hold.
    """

    parts: tuple[Predicate, ...]


@attrs.frozen(cache_hash=True)
class Not:
    """That it does not hold.

    >>> from rnms.report import sentence
    >>> sentence(Not(Given(Path("route"))))
    'неверно, что ИОМ: указано'

    Attributes:
        part: What must not hold.
    """

    part: Predicate


@attrs.frozen(cache_hash=True)
class AtSomeYearEnd:
    """That it held on the last day of some year from the one since which one counts to the period's own.

    >>> from rnms.report import sentence
    >>> sentence(AtSomeYearEnd(standing()))
    'на конец какого-либо года: начало не позже последнего дня, конец не раньше последнего дня'

    Attributes:
        part: What must have held.
    """

    part: Predicate


@attrs.frozen(cache_hash=True)
class Unsaid:
    """What records do not say.

    >>> UNSAID.by_figure, UNDECIDED.by_figure
    (True, False)

    Attributes:
        by_figure: Whether a figure can report it all the same.
        unknown: What it counts as; ``None`` while that is not decided.
    """

    by_figure: bool = True
    unknown: bool | None = None


Predicate = Union[Compare, Given, Has, Shares, Exists, And, Or, Not, AtSomeYearEnd, Unsaid, "Term"]

ALWAYS = And(())
UNSAID = Unsaid()
UNDECIDED = Unsaid(by_figure=False)
START, END, SINCE = Moment(Day.START), Moment(Day.END), Moment(Day.SINCE)
THE_YEAR = TheYear()


# How families write predicates.


def all_of(*parts: Predicate) -> And:
    """All of these.

    >>> all_of() == ALWAYS
    True
    """
    return And(parts)


def any_of(*parts: Predicate) -> Or:
    """One at least of these.

    >>> len(any_of(equals("kind", "retraining"), equals("kind", "advanced_training")).parts)
    2
    """
    return Or(parts)


def equals(field: str, value: Constant | enum.Enum, *, code: str = "") -> Compare:
    """That a field has a value.

    >>> from rnms.report import sentence
    >>> sentence(equals("provider", "cnppm"))
    'кто провёл — «ЦНППМ»'
    """
    constant = value.value if isinstance(value, enum.Enum) else value
    return Compare(Path(field), Op.EQ, constant, code)


def same(field: str, other: str, *, code: str = "") -> Compare:
    """That two fields are equal.

    >>> same("person", "diagnostic.person").right.name
    'diagnostic.person'
    """
    return Compare(Path(field), Op.EQ, Path(other), code)


def on_or_before(field: str, day: Moment, code: str = "") -> Compare:
    """That a date is not later than a day of the period.

    >>> from rnms.report import sentence
    >>> sentence(on_or_before("start", END))
    'начало не позже последнего дня'
    """
    return Compare(Path(field), Op.LE, day, code)


def on_or_after(field: str, day: Moment, code: str = "") -> Compare:
    """That a date is not earlier than a day of the period.

    >>> from rnms.report import sentence
    >>> sentence(on_or_after("career_start", Moment(Day.END, years=-3)))
    'начало педагогической работы не раньше последнего дня − 3 года'
    """
    return Compare(Path(field), Op.GE, day, code)


def after(field: str, day: Moment, code: str = "") -> Compare:
    """That a date is later than a day of the period.

    >>> from rnms.report import sentence
    >>> sentence(after("birth_date", Moment(Day.END, years=-35)))
    'дата рождения позже последнего дня − 35 лет'
    """
    return Compare(Path(field), Op.GT, day, code)


def before(field: str, day: Moment, code: str = "") -> Compare:
    """That a date is earlier than a day of the period.

    >>> from rnms.report import sentence
    >>> sentence(before("date", START))
    'дата раньше первого дня периода'
    """
    return Compare(Path(field), Op.LT, day, code)


def within(field: str, code: str = "outside_period") -> And:
    """That a date lies among the days that count.

    >>> from rnms.report import sentence
    >>> sentence(within("date"))
    'дата не раньше первого дня счёта, дата не позже последнего дня'
    """
    return And((on_or_after(field, SINCE, code), on_or_before(field, END, code)))


def standing(start: str = "start", end: str = "end", code: str = "not_at_that_day") -> And:
    """That something lasts on the day on which populations stand.

    >>> from rnms.report import sentence
    >>> sentence(standing())
    'начало не позже последнего дня, конец не раньше последнего дня'
    """
    return And((on_or_before(start, END, code), on_or_after(end, END, code)))


def in_order(*fields: str, code: str = "out_of_order") -> And:
    """That dates follow each other; the same day is in order.

    >>> from rnms.report import sentence
    >>> sentence(in_order("diagnostic.date", "start", "end"))
    'диагностика → дата не позже «начало», начало не позже «конец»'
    """
    pairs = itertools.pairwise(fields)
    return And(tuple(Compare(Path(first), Op.LE, Path(then), code) for first, then in pairs))


def exists(
    entity: str,
    on: str | tuple[tuple[str, str], ...] = (),
    *where: Predicate,
    at_least: int = 1,
    compare: tuple[str, Op, str] | None = None,
    of: str = "",
    code: str = "not_found",
) -> Exists:
    """That there are other records; ``on`` names the field of theirs that refers to this one.

    >>> from rnms.report import sentence
    >>> sentence(exists("diagnostics", "person", equals("provider", "cnppm")))
    'есть диагностика: кто провёл — «ЦНППМ»'
    """
    keys = ((on, "id"),) if isinstance(on, str) else on
    return Exists(entity, keys, And(where), at_least=at_least, compare=compare, of=of, code=code)


# What engines do with them before they begin.


def children(predicate: Predicate) -> tuple[Predicate, ...]:
    """The predicates directly inside another; what a term says is inside the term.

    >>> len(children(standing()))
    2
    """
    match predicate:
        case And(parts=parts) | Or(parts=parts):
            return parts
        case Not(part=part) | AtSomeYearEnd(part=part):
            return (part,)
        case Exists(where=where):
            return (where,)
    return ()


def mapped(predicate: Predicate, change: Callable[[Predicate], Predicate]) -> Predicate:
    """The predicate with a change made to each one directly inside.

    >>> mapped(standing(), Not) == And(tuple(Not(part) for part in standing().parts))
    True
    """
    match predicate:
        case And(parts=parts):
            return And(tuple(change(part) for part in parts))
        case Or(parts=parts):
            return Or(tuple(change(part) for part in parts))
        case Not(part=part):
            return Not(change(part))
        case AtSomeYearEnd(part=part):
            return AtSomeYearEnd(change(part))
        case Exists(where=where):
            return attrs.evolve(predicate, where=change(where))
    return predicate


@attrs.frozen(cache_hash=True)
class Window:
    """The days that a question speaks of.

    >>> window = Window.of(Period.of(2023), dt.date(2023, 6, 30))
    >>> str(window.start), str(window.end)
    ('2023-01-01', '2023-06-30')

    Attributes:
        start: The first day of the period.
        end: The day on which populations stand.
        since: The first day of those that count.
        year: The reporting year.
    """

    start: dt.date
    end: dt.date
    since: dt.date
    year: int

    @classmethod
    def of(cls, period: Period, as_of: dt.date | None = None) -> Window:
        """The window of a period, judged on a day; without one at its end."""
        end = period.end if as_of is None else min(as_of, period.end)
        return cls(start=period.start, end=end, since=period.start, year=period.year)

    def day(self, moment: Moment) -> dt.date:
        """The day that a moment means."""
        # Imported here: importing rnms stays cheap.
        from dateutil.relativedelta import relativedelta

        day = {Day.START: self.start, Day.END: self.end, Day.SINCE: self.since}[moment.day]
        moved = day + dt.timedelta(days=moment.days)
        return moved + relativedelta(years=moment.years, months=moment.months)


@functools.lru_cache(maxsize=4096)
def bound(predicate: Predicate, window: Window) -> Predicate:
    """The predicate with every day and term replaced by what it means in a window."""
    match predicate:
        case Compare(right=right):
            return attrs.evolve(predicate, right=_constant(right, window))
        case Has(word=word):
            return attrs.evolve(predicate, word=_constant(word, window))
        case AtSomeYearEnd(part=part):
            ends = [dt.date(year, 12, 31) for year in range(window.since.year, window.end.year)]
            windows = [attrs.evolve(window, end=end) for end in (*ends, window.end)]
            return Or(tuple(bound(part, one) for one in windows))
        case And() | Or() | Not() | Exists():
            return mapped(predicate, lambda part: bound(part, window))
        case Given() | Shares() | Unsaid():
            return predicate
    since = window.since if predicate.since is None else dt.date(predicate.since, 1, 1)
    return bound(predicate.where, attrs.evolve(window, since=since))


def _constant(operand: Operand, window: Window) -> Operand:
    match operand:
        case Moment():
            return window.day(operand)
        case TheYear():
            return window.year
    return operand


@functools.lru_cache(maxsize=4096)
def closed(predicate: Predicate) -> Predicate:
    """The predicate with everything said aloud that follows from its chains of dates.

    From ``a <= b`` and ``b <= c`` follows ``a <= c``: when ``b`` is not known the first two say nothing, the
    third still may.
    """
    if not isinstance(predicate, And):
        return mapped(predicate, closed)
    parts = tuple(_flat(predicate))
    known = [part for part in parts if isinstance(part, Compare) and part.op is not Op.EQ]
    return And((*(closed(part) for part in parts), *_implied(known)))


def _flat(predicate: And) -> Iterator[Predicate]:
    for part in predicate.parts:
        if isinstance(part, And):
            yield from _flat(part)
        else:
            yield part


def _implied(known: Sequence[Compare]) -> Iterator[Compare]:
    """The comparisons that follow from a chain of at least two; strict where a link is."""
    links: dict[tuple[Operand, Operand], bool] = {}
    for one in known:
        low, high = (one.left, one.right) if one.op in {Op.LE, Op.LT} else (one.right, one.left)
        links[low, high] = links.get((low, high), False) or one.op in {Op.LT, Op.GT}
    given = set(links)
    nodes = list(dict.fromkeys(node for pair in links for node in pair))
    for middle in nodes:
        for low in nodes:
            for high in nodes:
                if (low, middle) in links and (middle, high) in links and low != high:
                    strict = links[low, middle] or links[middle, high]
                    links[low, high] = links.get((low, high), False) or strict
    for (low, high), strict in links.items():
        if (low, high) in given:
            continue
        if isinstance(low, Path):
            yield Compare(low, Op.LT if strict else Op.LE, high, "out_of_order")
        elif isinstance(high, Path):
            yield Compare(high, Op.GT if strict else Op.GE, low, "out_of_order")


def certain(predicate: Predicate) -> Predicate:
    """The two-valued form that holds when it does whatever the unknown facts are.

    >>> certain(Given(Path("start"))).unknown
    False
    """
    return _decided(predicate, unknown=False)


def possible_as_reported(predicate: Predicate) -> Predicate:
    """The possible form of what was reported: records that nobody reported add nothing.

    Where the two possible forms differ nobody answered; where they agree somebody left the fact open.

    >>> possible_as_reported(exists("diagnostics", "person")).unreported
    False
    """
    return _decided(predicate, unknown=True, unreported=False)


def possible(predicate: Predicate) -> Predicate:
    """The two-valued form that holds unless the known facts exclude it.

    >>> possible(Not(Given(Path("start")))).part.unknown
    False
    """
    return _decided(predicate, unknown=True)


@functools.lru_cache(maxsize=8192)
def _decided(predicate: Predicate, *, unknown: bool, unreported: bool = True) -> Predicate:
    match predicate:
        case Not(part=part):
            return Not(_decided(part, unknown=not unknown, unreported=unreported))
        case Compare() | Given() | Has() | Shares() | Unsaid():
            return attrs.evolve(predicate, unknown=unknown)
        case Exists(where=where):
            inner = _decided(where, unknown=unknown, unreported=unreported)
            return attrs.evolve(predicate, where=inner, unknown=unknown, unreported=unreported or not unknown)
    return mapped(predicate, lambda part: _decided(part, unknown=unknown, unreported=unreported))
