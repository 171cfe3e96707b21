"""Hypothesis strategies: every value of the model, and the tallies of the narrow waist.

Small on purpose: a few words, small numbers and short lists find what large ones find, and shrink better.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from rnms.indicators.tally import LoadTally, MemberLoad, Tally
from rnms.model import (
    Act,
    Bounds,
    Claim,
    Clause,
    Delivery,
    DeliveryStatus,
    Evidence,
    EvidenceKind,
    Figure,
    Municipality,
    Norm,
    Period,
    PeriodKind,
    Quote,
    RegionalSystem,
    Unknown,
    Unreported,
    Verdict,
)
from rnms.model.law import AttestedDate
from rnms.model.limits import FIRST_YEAR, LAST_YEAR
from rnms.model.norm import Exact
from rnms.model.returns import PrintedShare
from rnms.model.schema import FIRST_DAY, about
from rnms.model.system import collections, record_classes

# Words.

texts = st.text(alphabet="абвЯё №—\u00a0\"'\\xyz019", max_size=12)
"""Remarks, titles and quotations: Cyrillic, quotes, dashes, a no-break space."""
ids = st.text(alphabet="abxyz019-", min_size=1, max_size=6)

KEYS = (
    "staff",
    "staff.diagnosed",
    "staff.with_route",
    "pool",
    "pool.attached.total",
    "pool.attached.largest",
    "region.pool_formed",
    "municipalities",
    "municipalities.with_model",
)
keys = st.sampled_from(KEYS)

# The calendar.

years = st.integers(min_value=2, max_value=9999) | st.integers(min_value=2019, max_value=2026)
"""Reporting years; no academic year can end in the year 1."""
days = st.dates() | st.dates(min_value=dt.date(2019, 1, 1), max_value=dt.date(2026, 12, 31))


recorded_days = st.dates(FIRST_DAY) | st.dates(dt.date(2019, 1, 1), dt.date(2026, 12, 31))
"""Days of records: an earlier one stands for another."""
reported_years = st.integers(FIRST_YEAR + 1, LAST_YEAR) | st.integers(min_value=2019, max_value=2026)
"""Years of which something may be reported; an academic year begins in the one before."""
reported_days = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)) | st.dates(
    min_value=dt.date(2019, 1, 1), max_value=dt.date(2026, 12, 31)
)


def periods_of(
    kind: PeriodKind, years: st.SearchStrategy[int] = years, days: st.SearchStrategy[dt.date] = days
) -> st.SearchStrategy[Period]:
    """Periods of one kind."""
    if kind is PeriodKind.INTERVAL:
        return st.tuples(days, days).map(lambda ends: Period.between(min(ends), max(ends)))
    return years.flatmap(lambda year: st.sampled_from(kind.ending_in(year)))


tiling_kinds = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.INTERVAL])
"""The kinds that cut the whole calendar into periods."""
periods = st.sampled_from(PeriodKind).flatmap(periods_of)
reported_periods = st.sampled_from(PeriodKind).flatmap(
    lambda kind: periods_of(kind, reported_years, reported_days)
)
"""Periods of which something may be reported."""

# Numbers.

counts = st.integers(min_value=0, max_value=40)
fractions = st.fractions(min_value=-5, max_value=5, max_denominator=40)
exact_numbers: st.SearchStrategy[Exact] = st.integers(min_value=-5, max_value=5) | fractions
shares = st.fractions(min_value=0, max_value=1, max_denominator=2000)


@st.composite
def bounds_of(
    draw: st.DrawFn, numbers: st.SearchStrategy[Exact] = exact_numbers, *, unlimited: bool = True
) -> Bounds:
    """Bounds between two numbers; one of them without an upper end now and then."""
    low, high = sorted((draw(numbers), draw(numbers)))
    return Bounds(low, None if unlimited and draw(st.booleans()) else high)


bounds = bounds_of()


@st.composite
def _norms(draw: st.DrawFn) -> Norm:
    low, high = sorted((draw(exact_numbers), draw(exact_numbers)))
    has_low, has_high = draw(st.sampled_from([(True, False), (False, True), (True, True)]))
    may_open = not (has_low and has_high and low == high)
    return Norm(
        low=low if has_low else None,
        high=high if has_high else None,
        low_open=has_low and may_open and draw(st.booleans()),
        high_open=has_high and may_open and draw(st.booleans()),
    )


norms = _norms()
verdicts = st.sampled_from(Verdict)

# Shares as reports print them.

digits = st.integers(min_value=0, max_value=2)


def printed(share: Fraction, places: int) -> str:
    """Print a share as a report does: in percent, rounded half up."""
    power = 10**places
    whole, rest = divmod(math.floor(share * 100 * power + Fraction(1, 2)), power)
    return f"{whole},{rest:0{places}}%" if places else f"{whole} %"


INEQUALITIES = ("более", ">", "менее", "<", "не менее", "≥", ">=", "не более", "≤", "<=")


@st.composite
def _inequalities(draw: st.DrawFn) -> PrintedShare:
    word = draw(st.sampled_from(INEQUALITIES))
    impossible = {"более": 100, ">": 100, "менее": 0, "<": 0}.get(word)
    number = draw(st.integers(min_value=0, max_value=100).filter(lambda share: share != impossible))
    return PrintedShare(f"{word} {number}{draw(st.sampled_from(['%', ' %', '', ' процентов']))}")


rounded_shares = st.builds(printed, shares, digits).map(PrintedShare)
inequalities = _inequalities()
printed_shares = rounded_shares | inequalities

# Where statements come from.

quotes = st.builds(Quote, document=ids, line=st.integers(min_value=1, max_value=99), text=texts)
acts = st.builds(
    Act,
    key=ids,
    kind=st.sampled_from(["приказ", "распоряжение"]),
    date=days,
    issuer=texts,
    number=st.none() | ids,
    title=texts,
    document=ids | st.just(""),
    attested=st.lists(st.builds(AttestedDate, date=days, document=ids, line=counts), max_size=1).map(tuple),
    repeals=st.lists(ids, max_size=1).map(tuple),
    repealed_on=st.none() | days,
    amends=st.lists(ids, max_size=1).map(tuple),
    published=st.none() | days,
    in_force=st.none() | days,
    supposed=st.booleans(),
)
clauses = st.builds(Clause, act=acts, number=texts, document=ids | st.just(""), line=st.none() | counts)
unknowns = st.builds(Unknown, texts, st.none() | clauses)
evidence = st.builds(Evidence, kind=st.sampled_from(EvidenceKind), ref=texts)

# What was reported.


@st.composite
def figures_of(
    draw: st.DrawFn,
    places: Sequence[str] = (),
    keys: st.SearchStrategy[str] = keys,
    periods: st.SearchStrategy[Period] = reported_periods,
) -> Figure:
    """Figures of the region or of one of these municipalities; their numbers may contradict each other."""
    kind = draw(st.sampled_from(["number", "number", "yes or no", "missing"]))
    number, yes_no = kind == "number", kind == "yes or no"
    return Figure(
        key=draw(keys),
        period=draw(periods),
        count=draw(st.none() | counts) if number else None,
        among=draw(st.none() | counts) if number else None,
        share=draw(st.none() | printed_shares) if number else None,
        holds=draw(st.booleans()) if yes_no else None,
        municipality=draw(st.none() | st.sampled_from(places)) if places else None,
        missing=draw(texts) if kind == "missing" else None,
        evidence=tuple(draw(st.lists(evidence, max_size=1))),
        quotes=tuple(draw(st.lists(quotes, max_size=1))),
        note=draw(texts),
    )


figures = figures_of()
municipalities = st.builds(Municipality, id=ids, name=texts)


def unreported_of(places: Sequence[str] = ()) -> st.SearchStrategy[Unreported]:
    """Silence of the region or of one of these municipalities."""
    return st.builds(
        Unreported,
        entity=st.sampled_from(collections()),
        municipality=st.none() | st.sampled_from(places) if places else st.none(),
        period=st.none() | reported_periods,
        why=texts,
        most=st.none() | counts,
    )


unreported = unreported_of()


def deliveries_of(places: Sequence[str] = ()) -> st.SearchStrategy[Delivery]:
    """Lines of a ledger about the region or one of these municipalities."""
    return st.builds(
        Delivery,
        municipality=st.none() | st.sampled_from(places) if places else st.none(),
        question=texts,
        status=st.sampled_from(DeliveryStatus),
        period=st.none() | reported_periods,
        place=texts,
        words=texts,
        code=texts,
        file=texts,
        when=st.none() | days,
    )


claims = st.builds(Claim, verdict=verdicts, period=reported_periods, quote=quotes, indicator=st.none() | ids)


# Records.


def _values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of the type of a field; an optional one may be absent."""
    if isinstance(kind, UnionType):
        return st.one_of([st.none() if part is NoneType else _values_of(part) for part in get_args(kind)])
    if get_origin(kind) is tuple:
        return st.lists(_values_of(get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return st.sampled_from(kind)
    return {str: texts, int: years, bool: st.booleans(), dt.date: recorded_days}[kind]


@functools.cache
def _fields_of(collection: str) -> dict[str, tuple[str, bool, st.SearchStrategy[Any]]]:
    """Of each field of a record: the collection that it refers to, whether it may be absent, its values."""
    kind = record_classes()[collection]
    hints = get_type_hints(kind)
    return {
        field.name: (
            about(field).refers_to,
            NoneType in get_args(hints[field.name]),
            ids if field.name == "id" else _values_of(hints[field.name]),
        )
        for field in attrs.fields(kind)
    }


@st.composite
def records_of(
    draw: st.DrawFn,
    collection: str,
    known: Mapping[str, Sequence[str]] | None = None,
    key: str | None = None,
) -> Any:
    """A record of a collection; it refers to these ids only, where they are known of a collection."""
    said = {} if key is None or "id" not in _fields_of(collection) else {"id": key}
    for name, (refers_to, may_lack, values) in _fields_of(collection).items():
        there = (known or {}).get(refers_to)
        if name not in said:
            absent = [None] if may_lack else []
            said[name] = draw(values if there is None else st.sampled_from([*absent, *there]))
    if said.get("start") is not None and said.get("end") is not None:
        said["start"], said["end"] = sorted((said["start"], said["end"]))
    return record_classes()[collection](**said)


def _emptied(known: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The ids without those of records that would have to refer to an empty collection."""
    left = {
        name: ()
        if any(
            not may_lack and not known.get(to, ["anybody"]) for to, may_lack, _ in _fields_of(name).values()
        )
        else keys
        for name, keys in known.items()
    }
    return left if left == known else _emptied(left)


@st.composite
def _systems(draw: st.DrawFn) -> RegionalSystem:
    names = draw(st.lists(st.sampled_from(sorted(record_classes())), unique=True, max_size=4))
    known = _emptied({name: ("a", "b")[: draw(st.integers(min_value=0, max_value=2))] for name in names})
    records = {name: [draw(records_of(name, known, key)) for key in keys] for name, keys in known.items()}
    places = known.get("municipalities", ())
    return RegionalSystem(
        region=draw(ids),
        title=draw(texts),
        figures=draw(st.lists(figures_of(places), max_size=3)),
        unreported=draw(st.lists(unreported_of(places), max_size=2)),
        deliveries=draw(st.lists(deliveries_of(places), max_size=2)),
        claims=draw(st.lists(claims, max_size=1)),
        **records,
    )


systems = _systems()
"""Whole systems: references hold and dates are in order; a figure may contradict itself and others."""

# Tallies.

few = st.integers(min_value=0, max_value=3)
few_or_any = few | st.none()
tallies = st.builds(
    Tally,
    passed=few,
    failed=few,
    failed_or_passed=few,
    out_or_failed=few_or_any,
    out_or_passed=few_or_any,
    anything=few_or_any,
)


@st.composite
def _carried(draw: st.DrawFn) -> MemberLoad:
    least, most = sorted((draw(few), draw(few)))
    return MemberLoad(sure=draw(st.booleans()), least=least, most=draw(st.sampled_from([most, most, None])))


carried = _carried()
loads = st.builds(
    LoadTally,
    members=st.lists(carried, max_size=3),
    others=bounds_of(st.integers(min_value=0, max_value=2)),
)
"""Loads of members known one by one or not at all; nothing is said of all together."""
