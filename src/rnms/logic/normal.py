"""The normal form of a predicate: bound to a window, closed over chains of dates, certain or possible.

*Bound*, every day of the period, keyword and term is replaced by what it means in a window.

*Closed*, whatever follows from comparisons that hold together is said aloud. From ``a <= b`` and ``b <= c``
follows ``a <= c``: when ``b`` is not known the first two say nothing, the third still may. Comparisons hold
together in a conjunction, in every alternative inside it, in alternatives none of which may hold and, across
its one comparison, in a record that is looked for and the one that looks for it. What is added follows from
what is there, so a predicate never comes to mean another thing: its certain form stays as sure, its possible
form excludes what no day can bring about. A record that lasts does not end before it begins, whatever is
known of its days. Nobody has said so, so it is no condition: only the possible form of a predicate may draw
on it (:func:`possibly`).

At last it is split into its *certain* and *possible* forms, both two-valued: an unknown fact counts as false
in the one and as true in the other. No backend ever meets a third value.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, permutations
from typing import Any, TypeAlias

import attrs

from rnms.logic.predicates import (
    ALWAYS,
    NOT_RECORDED,
    And,
    AnyKeyword,
    AtSomeYearEnd,
    Compare,
    CoveredBy,
    Exists,
    Given,
    Has,
    Keyword,
    Known,
    Moment,
    Not,
    Op,
    Operand,
    Or,
    Path,
    Predicate,
    Shares,
    Subset,
    TheYear,
    Unsaid,
)
from rnms.logic.walks import children, mapped
from rnms.logic.window import Lexicon, Window
from rnms.model.schema import Absence, about
from rnms.model.system import record_classes

NEVER = Or(())


@attrs.frozen
class Forms:
    """What a predicate says of the records of a collection in a window, in its two-valued forms.

    >>> from rnms.logic.predicates import active
    >>> from rnms.model import Period
    >>> sure, perhaps = forms(active(), Window.of(Period.of(2023)), "employments")
    >>> sure == perhaps
    False

    Attributes:
        entity: The collection.
        bound: The predicate, bound to the window.
    """

    entity: str
    bound: Predicate

    def __iter__(self) -> Iterator[Predicate]:
        """The certain and the possible form."""
        return iter((self.certain, self.possible))

    @functools.cached_property
    def normal(self) -> Predicate:
        """The one that both forms are of, where nothing but what was said is drawn upon."""
        return with_implied_orders(self.bound, self.entity)

    @functools.cached_property
    def certain(self) -> Predicate:
        """What holds whatever the unknown facts are."""
        return certain(surely(self.bound, self.entity))

    @functools.cached_property
    def possible(self) -> Predicate:
        """What holds unless the known facts exclude it."""
        return possible(possibly(self.bound, self.entity))

    @functools.cached_property
    def possible_as_reported(self) -> Predicate:
        """The same of what was reported: what else may hold, may since nobody reported of it."""
        return possible_as_reported(possibly(self.bound, self.entity))


def forms(predicate: Predicate, window: Window, entity: str) -> Forms:
    """Say what a predicate about the records of a collection means in a window."""
    return Forms(entity, bound(predicate, window))


# Binding to a window.


@functools.lru_cache(maxsize=4096)
def bound(predicate: Predicate, window: Window) -> Predicate:
    """The predicate with every day, keyword and term replaced by what it means in a window."""
    match predicate:
        case Compare(right=Keyword() | AnyKeyword() as word) | Has(word=Keyword() as word):
            return _spelled(predicate, word, window.lexicon)
        case Compare(right=right):
            return attrs.evolve(predicate, right=_constant(right, window))
        case Has(word=word):
            return attrs.evolve(predicate, word=_constant(word, window))
        case AtSomeYearEnd(part=part):
            ends = [dt.date(year, 12, 31) for year in range(window.since.year, window.end.year)]
            windows = [attrs.evolve(window, end=end) for end in (*ends, window.end)]
            return Or(tuple(bound(part, year_window) for year_window in windows))
        case And() | Or() | Not() | Exists() | Known():
            return mapped(predicate, lambda part: bound(part, window))
        case Shares():
            return _shared(predicate, window.lexicon)
        case Subset():
            return _included(predicate, window.lexicon)
        case CoveredBy(records=records):
            where = bound(records.where, window)
            seen = attrs.evolve(predicate, records=attrs.evolve(records, where=where))
            return _included(seen, window.lexicon)
        case Given() | Unsaid():
            return predicate
    return bound(predicate.where, window.counting_from(predicate.since))


def _spelled(fact: Compare | Has, word: Keyword | AnyKeyword, lexicon: Lexicon) -> Predicate:
    """A fact about a word, as the data write it; what may be a slip of it leaves the fact unknown."""
    if isinstance(word, Keyword):
        spelled = lexicon.spelled(word.field, word.text)
        surely, perhaps = (word.text, *spelled.surely), spelled.perhaps
    else:
        words = {field: (surely, perhaps) for field, surely, perhaps in lexicon.known}
        if word.field not in words:
            return ALWAYS
        surely, perhaps = words[word.field]

    def as_written(text: str) -> Predicate:
        if isinstance(fact, Compare):
            return attrs.evolve(fact, right=text)
        return attrs.evolve(fact, word=text)

    sure, slips = (list(map(as_written, texts)) for texts in (surely, perhaps))
    if len(sure) == 1 and not slips:
        return sure[0]
    return Or((*sure, *([And((Or(tuple(slips)), NOT_RECORDED))] if slips else [])))


def _shared(fact: Shares, lexicon: Lexicon) -> Predicate:
    """That two sets of words have one in common, however each writes it."""
    if not lexicon.alike and not lexicon.nearly:
        return fact

    def both(left: Iterable[str], right: Iterable[str]) -> Predicate:
        sides = ((fact.left, left), (fact.right, right))
        return And(tuple(Or(tuple(Has(path, text, fact.code) for text in texts)) for path, texts in sides))

    same = [both(texts, texts) for texts in lexicon.alike]
    slips = [both([word], [twin]) for pair in lexicon.nearly for word, twin in (pair, pair[::-1])]
    return Or((fact, *same, *([And((Or(tuple(slips)), NOT_RECORDED))] if slips else [])))


def _included(fact: Subset | CoveredBy, lexicon: Lexicon) -> Predicate:
    """That a set of words has all of another, however each writes them."""
    same = [pair for texts in lexicon.alike for pair in permutations(texts, 2)]
    slips = [pair for word, twin in lexicon.nearly for pair in ((word, twin), (twin, word))]

    def where_alike(pairs: Iterable[tuple[str, str]]) -> Predicate:
        alike = (*fact.alike, *pairs)
        # Said for each class: a type checker tells what both have, and what one of them is, apart.
        if isinstance(fact, Subset):
            return attrs.evolve(fact, alike=alike)
        return attrs.evolve(fact, alike=alike)

    surely = where_alike(same)
    return Or((surely, And((where_alike((*same, *slips)), NOT_RECORDED)))) if slips else surely


def _constant(operand: Operand, window: Window) -> Operand:
    match operand:
        case Moment():
            return window.day(operand)
        case TheYear():
            return window.year
    return operand


# Certain and possible.


def certain(predicate: Predicate) -> Predicate:
    """The two-valued form that holds when it does whatever the unknown facts are.

    >>> certain(Given(Path("start"))).unknown
    False
    """
    return _decided(predicate, unknown=False)


def possible_as_reported(predicate: Predicate) -> Predicate:
    """The possible form of what was reported: records that nobody reported add nothing.

    Where the two possible forms differ nobody answered; where they agree somebody left the fact open.

    >>> from rnms.logic.predicates import exists
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
        case Compare() | Given() | Has() | Shares() | Subset() | Unsaid():
            return attrs.evolve(predicate, unknown=unknown)
        case CoveredBy():
            decided = attrs.evolve(predicate, unknown=unknown)
            return mapped(decided, lambda part: _decided(part, unknown=unknown, unreported=unreported))
        case Known(part=part, is_decided=is_decided):
            # What is known is so in both forms: it is a fact of the data.
            return predicate if is_decided else _known(part, part)
        case Exists(where=where):
            inner = _decided(where, unknown=unknown, unreported=unreported)
            return attrs.evolve(predicate, where=inner, unknown=unknown, unreported=unreported or not unknown)
    return mapped(predicate, lambda part: _decided(part, unknown=unknown, unreported=unreported))


def _known(sure: Predicate, perhaps: Predicate) -> Known:
    """That a predicate holds whatever the unknown facts are, or does not whatever they are."""
    return Known(Or((certain(sure), Not(possible(perhaps)))), is_decided=True)


# Chains of dates.


@attrs.frozen
class _Ours:
    """A field of the record that looks for others, where those others speak."""

    name: str


_Node: TypeAlias = Operand | _Ours
_Links: TypeAlias = Mapping[tuple[_Node, _Node], bool]
"""What is not later than what, and whether it is surely earlier."""


@attrs.frozen
class _Kind:
    """The records that a predicate speaks of, and the form of it that is wanted.

    Attributes:
        entity: Their collection.
        may: Whether the possible form is, or the certain one; ``None`` where it has to do for both.
    """

    entity: str = ""
    may: bool | None = None

    def of(self, entity: str) -> _Kind:
        """Those that are looked for; where nobody has named a collection, all is taken as it is said."""
        return attrs.evolve(self, entity=entity) if self.entity else self

    def denied(self) -> _Kind:
        """Those of which something must not hold: it does not possibly where it does surely."""
        return attrs.evolve(self, may=None if self.may is None else not self.may)


_LOW_FIRST = {Op.LE: False, Op.LT: True}
_HIGH_FIRST = {Op.GE: False, Op.GT: True}
_OTHERWISE = {Op.LE: Op.GT, Op.LT: Op.GE, Op.GE: Op.LT, Op.GT: Op.LE}


@functools.lru_cache(maxsize=4096)
def with_implied_orders(predicate: Predicate, entity: str = "") -> Predicate:
    """The predicate with everything said aloud that follows from its chains of dates.

    An existence stays an existence: loads count what it finds. Of records of a collection that is named it is
    not asked whether they end after they begin.

    >>> from rnms.logic.predicates import any_of, equals, in_order
    >>> from rnms.render.sentences import sentence
    >>> sentence(with_implied_orders(in_order("diagnostic.date", "start", "end")).parts[-1])
    'диагностика → дата не позже «конец»'
    """
    return _whole(predicate, _Kind(entity))


@functools.lru_cache(maxsize=4096)
def surely(predicate: Predicate, entity: str) -> Predicate:
    """The predicate to take the certain form of, about records that do not end before they begin.

    >>> from rnms.logic.predicates import END, on_or_before
    >>> from rnms.render.sentences import sentence
    >>> sentence(surely(on_or_before("start", END), "monitoring_rounds"))
    '[начало не позже последнего дня] или [конец не позже последнего дня]'
    """
    return _whole(predicate, _Kind(entity, may=False))


@functools.lru_cache(maxsize=4096)
def possibly(predicate: Predicate, entity: str) -> Predicate:
    """The predicate to take the possible form of, about records that do not end before they begin.

    >>> from rnms.logic.predicates import before
    >>> from rnms.render.sentences import sentence
    >>> sentence(possibly(before("end", dt.date(2024, 1, 1)), "monitoring_rounds").parts[-1])
    'начало раньше 01.01.2024'
    """
    return _whole(predicate, _Kind(entity, may=True))


def _whole(predicate: Predicate, kind: _Kind) -> Predicate:
    """A predicate that stands alone."""
    if isinstance(predicate, Exists):
        return attrs.evolve(predicate, where=_whole(predicate.where, kind.of(predicate.entity)))
    if isinstance(predicate, CoveredBy):
        return mapped(predicate, lambda records: _whole(records, kind))
    return _closed(predicate, {}, kind, holds=True)


def _closed(predicate: Predicate, around: _Links, kind: _Kind, *, holds: bool) -> Predicate:
    """A predicate that must hold, or must not, where some comparisons hold around it."""
    match predicate:
        case Not(part=part):
            return Not(_closed(part, around, kind, holds=not holds))
        case And(parts=parts) if holds:
            return _joint(parts, around, kind, holds=True)
        case Or(parts=parts) if not holds:
            return _joint(parts, around, kind, holds=False)
        case And() | Or():
            return mapped(predicate, lambda part: _closed(part, around, kind, holds=holds))
    return _joint((predicate,), around, kind, holds=holds)


def _joint(parts: tuple[Predicate, ...], around: _Links, kind: _Kind, *, holds: bool) -> Predicate:
    """Predicates that hold together, or of which none does, with what follows from them all."""
    orders, implied_orders = _said(parts, around, kind, holds=holds)
    around = {**_lasting(kind, (*around, *orders, *(link for link, _ in implied_orders))), **around}
    closure = (
        _chained({**around, **_strictest((*orders.items(), *implied_orders))})
        if orders or implied_orders
        else around
    )
    inside = [_inside(part, closure, kind, holds=holds) for part in parts]
    implied = [
        *(_inside(part, {}, kind, holds=holds) for part in _implied(closure, {**around, **orders})),
        *_unless_absent(kind, closure),
        *_several(parts, kind, holds=holds),
    ]
    if not holds:
        implied = [Not(part) for part in implied]
    if len(inside) == 1 and not implied:
        return inside[0]
    return (And if holds else Or)((*inside, *implied))


def _inside(part: Predicate, around: _Links, kind: _Kind, *, holds: bool) -> Predicate:
    match part:
        case Exists():
            return _existence(part, around, kind) if holds else _whole(part, kind.denied())
        case And() | Or() | Not():
            return _closed(part, around, kind, holds=holds)
        case CoveredBy():
            return _whole(part, kind if holds else kind.denied())
        case Known(part=inner, is_decided=False):
            return _known(surely(inner, kind.entity), possibly(inner, kind.entity))
        case Compare():
            return _in_time(part, kind, holds=holds)
    return part


# What is said.


def _said(
    parts: Iterable[Predicate], around: _Links, kind: _Kind, *, holds: bool
) -> tuple[_Links, tuple[tuple[tuple[_Node, _Node], bool], ...]]:
    """The comparisons that hold where all these parts do, or none does; and those that existences imply."""
    facts = [fact for part in parts for fact in _facts(part, holds=holds)]
    nodes_given = {node for link in around for node in link}
    for fact, sure in facts:
        if sure:
            nodes_given |= {fact.left, fact.right} if isinstance(fact, Compare) else set()
            nodes_given |= {fact.field} if isinstance(fact, Given) else set()
    comparisons = []
    for fact, sure in facts:
        if not isinstance(fact, Compare) or fact.op is Op.EQ or (not kind.may and _goes_without(fact, kind)):
            continue
        # What is not earlier is as late or later only if both are there.
        if sure or {fact.left, fact.right} <= {*nodes_given, *_constants(fact)}:
            comparisons.append(_link(fact.left, fact.op if sure else _OTHERWISE[fact.op], fact.right))
    orders = _strictest(comparisons)
    days = {node for link in (*orders, *around) for node in link}
    for fact, sure in facts:
        if sure and isinstance(fact, Compare) and fact.op is Op.EQ and {fact.left, fact.right} & days:
            # Of the same day each is not later than the other.
            orders = {(fact.left, fact.right): False, (fact.right, fact.left): False, **orders}
    implied_orders = [
        link for fact, sure in facts if sure and isinstance(fact, Exists) for link in _of_ours(fact, kind)
    ]
    return orders, tuple(implied_orders)


def _facts(predicate: Predicate, *, holds: bool) -> Iterator[tuple[Compare | Given | Exists, bool]]:
    """What surely is, and what surely is not, where a predicate holds or does not."""
    match predicate:
        case Not(part=part):
            yield from _facts(part, holds=not holds)
        case And() | Or():
            if isinstance(predicate, And) is holds:
                for part in children(predicate):
                    yield from _facts(part, holds=holds)
        case Compare() | Given() | Exists():
            yield predicate, holds


def _constants(fact: Compare) -> set[Operand]:
    return set() if isinstance(fact.right, Path) else {fact.right}


def _link(left: _Node, op: Op, right: _Node) -> tuple[tuple[_Node, _Node], bool]:
    return ((left, right), _LOW_FIRST[op]) if op in _LOW_FIRST else ((right, left), _HIGH_FIRST[op])


def _strictest(links: Iterable[tuple[tuple[_Node, _Node], bool]]) -> dict[tuple[_Node, _Node], bool]:
    strictest: dict[tuple[_Node, _Node], bool] = {}
    for pair, strict in links:
        strictest[pair] = strictest.get(pair, False) or strict
    return strictest


# What lasts.


def _in_time(fact: Compare, kind: _Kind, *, holds: bool) -> Predicate:
    """A comparison of a record's first or last day, as far as the other day decides it.

    What is over began before. Not so where the fact must possibly hold: an unknown last day tells nothing of
    a first day that is known.
    """
    days = _lasts(kind.entity, "")
    if _goes_without(fact, kind):
        return And(tuple(Given(day.path) for day in days if day.may_be_absent))
    if not days or kind.may is None or kind.may is holds or fact.op is Op.EQ:
        return fact
    first, last = days
    low, high = _ends(fact)
    for day, opposite in ((first, last), (last, first)):
        end = low if day is first else high
        if end == day.path and opposite.path not in {low, high} and low != high:
            as_sure = _with(fact, day.path, opposite.path)
            presence = (Given(day.path),) if day.may_be_absent else ()
            return Or((fact, And((as_sure, *presence))))
    return fact


def _goes_without(fact: Compare, kind: _Kind) -> bool:
    """Whether it says that a record does not end before it begins."""
    paths = tuple(day.path for day in _lasts(kind.entity, ""))
    return fact.op in {Op.LE, Op.GE} and _ends(fact) == paths


def _ends(fact: Compare) -> tuple[Operand, Operand]:
    """The lower and the higher side of a comparison."""
    return (fact.left, fact.right) if fact.op in _LOW_FIRST else (fact.right, fact.left)


def _with(fact: Compare, path: Path, replacement: Path) -> Compare:
    """The comparison of another field."""
    if fact.left == path:
        return attrs.evolve(fact, left=replacement)
    return attrs.evolve(fact, right=replacement)


def _lasting(kind: _Kind, links: Iterable[tuple[_Node, _Node]]) -> _Links:
    """That nothing ends before it begins: the records themselves, and those that they name."""
    links = tuple(links)
    days = _days(links)
    return {
        (first.path, last.path): False
        for first, last in _spans(kind, links)
        if all(day.path in days or not day.may_be_absent for day in (first, last))
    }


def _unless_absent(kind: _Kind, links: _Links) -> Iterator[Predicate]:
    """What follows for the other day of what lasts, if there is one."""
    days = _days(links)
    for first, last in _spans(kind, links):
        for (low, high), strict in links.items():
            opposite = last if high == first.path else first if low == last.path else None
            if opposite is not None and opposite.may_be_absent and opposite.path not in days:
                link = {
                    (
                        opposite.path if low == last.path else low,
                        opposite.path if opposite is last else high,
                    ): strict
                }
                yield from (Or((Not(Given(opposite.path)), part)) for part in _implied(link, {}))


def _days(links: Iterable[tuple[_Node, _Node]]) -> dict[Path, None]:
    """The days of which links speak, which therefore are there."""
    return {node: None for link in links for node in link if isinstance(node, Path)}


@attrs.frozen
class _Day:
    """The first or the last day of what lasts."""

    path: Path
    may_be_absent: bool


def _spans(kind: _Kind, links: Iterable[tuple[_Node, _Node]]) -> Iterator[tuple[_Day, _Day]]:
    """The first and the last day of the records, and of those that they name, where links speak of either."""
    days_ordered = _days(links) if kind.may else {}
    for prefix in dict.fromkeys(path.name.rpartition(".")[0] for path in days_ordered):
        days = _lasts(kind.entity, prefix)
        if any(day.path in days_ordered for day in days):
            first, last = days
            yield first, last


@functools.cache
def _lasts(entity: str, prefix: str) -> tuple[_Day, ...]:
    """The first and the last day of a record at the end of a path; nothing if it does not last."""
    refs = prefix.split(".") if prefix else []
    for ref in refs:
        entity = about(_fields_of(entity)[ref]).refers_to
    fields = _fields_of(entity)
    if not {"start", "end"} <= fields.keys():
        return ()
    return tuple(
        _Day(Path(".".join((*refs, name))), about(fields[name]).absence is Absence.NONE)
        for name in ("start", "end")
    )


def _fields_of(entity: str) -> Mapping[str, attrs.Attribute[Any]]:
    return attrs.fields_dict(record_classes()[entity]) if entity in record_classes() else {}


# What follows.


def _chained(links: _Links) -> _Links:
    """The links with all that follow from chains of them: over fields, which may be unknown, as no day is."""
    chained = dict(links)
    below: dict[_Node, dict[_Node, None]] = {}
    above: dict[_Node, dict[_Node, None]] = {}
    for low, high in chained:
        above.setdefault(low, {})[high] = None
        below.setdefault(high, {})[low] = None
    for middle in [node for node in below if node in above and isinstance(node, Path | _Ours)]:
        for low in list(below[middle]):
            for high in list(above[middle]):
                strict = chained[low, middle] or chained[middle, high]
                chained[low, high] = chained.get((low, high), False) or strict
                above.setdefault(low, {})[high] = None
                below.setdefault(high, {})[low] = None
    return chained


def _implied(closure: _Links, stated: _Links) -> list[Predicate]:
    """The links that are new, as predicates; what no day can bring about never holds."""
    if any(_excluded(low, high, strict=strict) for (low, high), strict in closure.items()):
        return [NEVER]
    implied: list[Predicate] = []
    for (low, high), strict in closure.items():
        is_known = (low, high) in stated and stated[low, high] >= strict
        if is_known or low == high or isinstance(low, _Ours) or isinstance(high, _Ours):
            continue
        if isinstance(low, Path):
            implied.append(Compare(low, Op.LT if strict else Op.LE, high, "out_of_order"))
        elif isinstance(high, Path):
            implied.append(Compare(high, Op.GT if strict else Op.GE, low, "out_of_order"))
    return implied


def _excluded(low: _Node, high: _Node, *, strict: bool) -> bool:
    """Whether two days, two numbers, or a field and itself cannot stand so."""
    if low == high:
        return strict
    if isinstance(low, dt.date) and isinstance(high, dt.date):
        return high < low
    return isinstance(low, int) and isinstance(high, int) and high < low


# Records that are looked for.


def _several(parts: Iterable[Predicate], kind: _Kind, *, holds: bool) -> Iterator[Predicate]:
    """That there are as many records as existences which exclude each other ask for together.

    A round in May and a round in November are two rounds: one without a day is but one of them.
    """
    facts = [fact for part in parts for fact, sure in _facts(part, holds=holds) if sure]
    existences = [fact for fact in facts if isinstance(fact, Exists) and fact.compare is None and not fact.of]
    for first, second in combinations(existences, 2):
        if (first.entity, first.on) == (second.entity, second.on) and _exclude(
            first.where, second.where, kind.of(first.entity)
        ):
            number = first.at_least + second.at_least
            where = Or(
                tuple(_whole(existence.where, kind.of(existence.entity)) for existence in (first, second))
            )
            yield attrs.evolve(first, where=where, at_least=number)


def _exclude(first: Predicate, second: Predicate, kind: _Kind) -> bool:
    """Whether no record can satisfy both, whatever its days are."""
    links = _chained(_together((first, second), kind))
    return any(_excluded(low, high, strict=strict) for (low, high), strict in links.items())


def _existence(existence: Exists, around: _Links, kind: _Kind) -> Predicate:
    """An existence that holds where some comparisons do, and what follows for its one comparison."""
    kind = kind.of(existence.entity)
    if not _is_chained(existence):
        return _whole(existence, kind)
    within = _together((existence.where,), kind, also=_compared(existence)[0])
    own_orders = {(_seen(low), _seen(high)): strict for (low, high), strict in around.items()}
    closure = _chained({**_chained(within), **own_orders, **_strictest([_compared(existence)])})
    record_orders = {link: strict for link, strict in closure.items() if _Ours not in map(type, link)}
    where = _closed(existence.where, record_orders, kind, holds=True)
    implied = [_inside(part, {}, kind, holds=True) for part in _implied(record_orders, within)]
    narrowed = attrs.evolve(existence, where=And((where, *implied)) if implied else where)
    comparisons = [
        attrs.evolve(narrowed, compare=(low.name, Op.LT if strict else Op.LE, high.name))
        if isinstance(low, Path)
        else attrs.evolve(narrowed, compare=(high.name, Op.GT if strict else Op.GE, low.name))
        for (low, high), strict in closure.items()
        if {type(low), type(high)} == {Path, _Ours} and (low, high) != _compared(existence)[0]
        if isinstance(low, Path | _Ours) and isinstance(high, Path | _Ours)
    ]
    return And((narrowed, *comparisons)) if comparisons else narrowed


def _is_chained(existence: Exists) -> bool:
    """Whether its one comparison orders a day of theirs and a day of ours."""
    return existence.compare is not None and existence.compare[1] is not Op.EQ and existence.at_least >= 1


def _together(parts: tuple[Predicate, ...], kind: _Kind, also: tuple[_Node, _Node] | None = None) -> _Links:
    """What holds of a record for which all these do, one link besides."""
    orders, implied_orders = _said(parts, {}, kind, holds=True)
    links = {**orders, **_strictest(implied_orders)}
    return {**_lasting(kind, (*links, *([] if also is None else [also]))), **links}


def _compared(existence: Exists) -> tuple[tuple[_Node, _Node], bool]:
    assert existence.compare is not None  # noqa: S101  # asked before
    record_path, op, own_path = existence.compare
    return _link(Path(record_path), op, _Ours(own_path))


def _seen(node: _Node) -> _Node:
    """A field of ours as those who are looked for see it; theirs has the name for itself."""
    return _Ours(node.name) if isinstance(node, Path) else node


def _of_ours(existence: Exists, kind: _Kind) -> Iterator[tuple[tuple[_Node, _Node], bool]]:
    """What an existence says of the field of ours that it compares."""
    if not _is_chained(existence):
        return
    within = _together((existence.where,), kind.of(existence.entity), also=_compared(existence)[0])
    for (low, high), strict in _chained({**within, **_strictest([_compared(existence)])}).items():
        if isinstance(low, _Ours) and not isinstance(high, Path | _Ours):
            yield (Path(low.name), high), strict
        elif isinstance(high, _Ours) and not isinstance(low, Path | _Ours):
            yield (low, Path(high.name)), strict
