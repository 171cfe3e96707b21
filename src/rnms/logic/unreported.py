"""What was not reported: which missing records a predicate could be about."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping

import attrs

from rnms.logic.certainty import Certainty
from rnms.logic.paths import fields_of, placing_path
from rnms.logic.population import Population
from rnms.logic.predicates import OPERATORS, And, Exists, Op, Predicate
from rnms.logic.walks import (
    compared_with,
    conjuncts,
    given_field,
    how_surely,
    is_junction,
    paths_of,
    walk,
)
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.schema import Absence, about
from rnms.model.system import RegionalSystem

_OF_THE_LAST_DAY = frozenset({"events"})
"""The collections of what belongs to the period of its last day, and took one day where it has none."""

Span = tuple[dt.date, dt.date]


def days_missing(entity: str, period: Period) -> Mapping[str, Span]:
    """List the days between which the dates of a record lie that is missing from the list of a period.

    What happens on a day happened in the period; an event belongs to that of its last day. What lasts may
    have begun before it, and lasted into it: the staff list of 2023 also names those who were hired before.
    Of all else a list of a period tells no days.

    >>> [str(day) for day in days_missing("diagnostics", Period.of(2023))["date"]]
    ['2023-01-01', '2023-12-31']
    >>> {name: str(days[1]) for name, days in days_missing("employments", Period.of(2023)).items()}
    {'start': '2023-12-31', 'end': '9999-12-31'}
    """
    names = fields_of(entity)
    if "date" in names:
        return {"date": (period.start, period.end)}
    if entity in _OF_THE_LAST_DAY:
        return {"start": (dt.date.min, period.end), "end": (period.start, period.end)}
    if {"start", "end"} <= names.keys():
        return {"start": (dt.date.min, period.end), "end": (period.start, dt.date.max)}
    return {}


def gaps_in(system: RegionalSystem, entity: str, where: Predicate) -> list[Unreported]:
    """List the unreported parts of a collection that could hold a record for which this possibly holds.

    >>> from rnms.logic.normal import forms
    >>> from rnms.logic.predicates import ALWAYS, END, after
    >>> from rnms.logic.window import Window
    >>> silent = Unreported(entity="diagnostics", period=2023)
    >>> system = RegionalSystem(region="ugra", unreported=[silent])
    >>> _, later = forms(after("date", END), Window.of(Period.of(2023)), "diagnostics")
    >>> gaps_in(system, "diagnostics", ALWAYS) == [silent], gaps_in(system, "diagnostics", later)
    (True, [])
    """
    return [part for part in system.unreported if part.entity == entity and could_hold(part, where)]


def could_hold(part: Unreported, where: Predicate) -> bool:
    """Tell whether a record for which a predicate holds could be missing from an unreported part."""
    return evaluate_unreported(where, part) is not Certainty.NO


def gaps_of_members(system: RegionalSystem, whole: Population, own: Predicate) -> list[Unreported]:
    """List the unreported parts of a population's own collection that could hold a member.

    A person on no list is a member where a record makes one. Of all such records but posts
    (:func:`hides_posts`) it is said where some are missing; a record of nobody counts itself.

    >>> from rnms.indicators.vocabulary import methodists, people
    >>> from rnms.logic.predicates import ALWAYS
    >>> system = RegionalSystem(region="ugra", unreported=[Unreported(entity="persons")])
    >>> len(gaps_of_members(system, people.STAFF, ALWAYS))
    1
    >>> gaps_of_members(system, methodists.REGIONAL_METHODISTS, ALWAYS)
    []
    """
    through = whole.through
    if whole.entity == "persons" and through is not None and through.entity != "employments":
        return []
    return gaps_in(system, whole.entity, own)


def gaps_behind(system: RegionalSystem, sought: Exists) -> list[Unreported]:
    """List the unreported parts that could hold a record that an existence looks for."""
    return gaps_in(system, sought.entity, sought.where) if sought.unreported else []


def any_told(sought: Exists) -> Exists:
    """Make the existence of any reported record of the same days: whatever it says, it is an answer.

    >>> from rnms.logic.normal import possible
    >>> from rnms.logic.predicates import Compare, Path, all_of, equals, exists
    >>> day = Compare(Path("start"), Op.LE, dt.date(2023, 12, 31))
    >>> models = exists("models", "municipality", day, equals("functioning", value=True))
    >>> any_told(possible(models)).where == possible(all_of(day))
    True
    """
    of_days = And(tuple(part for part in conjuncts(sought.where) if _is_of_days(part)))
    return attrs.evolve(sought, where=of_days, at_least=1, compare=None, of="", adding=None, unreported=False)


def _is_of_days(predicate: Predicate) -> bool:
    """Tell whether a predicate says on which days something was, and nothing else."""
    facts = [part for _, part in walk("", predicate) if not is_junction(part)]
    comparisons = [comparison for fact in facts if (comparison := compared_with(fact)) is not None]
    days = {path for path, _, value in comparisons if isinstance(value, dt.date)}
    return all(paths_of(fact) and days.issuperset(paths_of(fact)) for fact in facts)


def hides_posts(system: RegionalSystem, sought: Exists, *, listed: bool) -> bool:
    """Tell whether somebody on no list may have a post that is on none either.

    The posts of all whom a list names were reported; where people are missing, their posts are, too.

    Args:
        system: The system.
        sought: The post that is looked for.
        listed: Whether there is a list of people at all.
    """
    if sought.entity != "employments" or not sought.unreported or "person" not in dict(sought.on):
        return False
    return not listed or any(part.entity == "persons" for part in system.unreported)


def evaluate_unreported(predicate: Predicate, part: Unreported) -> Certainty:
    """Tell how surely a predicate holds for a record of which only its place and its period are known.

    >>> from rnms.logic.predicates import Not, equals
    >>> silent = Unreported(entity="organizations", municipality="m1")
    >>> evaluate_unreported(Not(equals("municipality", "m1")), silent)
    <Certainty.NO: 0>
    """
    placing = placing_path(part.entity)

    def of_fact(fact: Predicate, days: Mapping[str, Span | None]) -> Certainty:
        given = given_field(fact)
        if given is not None and given in days and part.entity in _OF_THE_LAST_DAY:
            return Certainty.YES if days[given] is not None else Certainty.NO
        compared = compared_with(fact)
        if compared is None:
            return Certainty.MAYBE
        path, op, value = compared
        if path == placing and op is Op.EQ and part.municipality is not None and isinstance(value, str):
            return Certainty.YES if value == part.municipality else Certainty.NO
        if part.period is not None and isinstance(value, dt.date):
            return _dated(part.entity, days.get(path, _ANY_DAY), path, op, value)
        return Certainty.MAYBE

    found = {how_surely(predicate, functools.partial(of_fact, days=days)) for days in _alternatives(part)}
    return found.pop() if len(found) == 1 else Certainty.MAYBE


_ANY_DAY = (dt.date.min, dt.date.max)


def _alternatives(part: Unreported) -> Iterator[Mapping[str, Span | None]]:
    """List the days of a missing record: with a last day, or of what takes one day without."""
    if part.period is None:
        yield {}
        return
    yield days_missing(part.entity, part.period)
    if part.entity in _OF_THE_LAST_DAY:
        yield {"start": (part.period.start, part.period.end), "end": None}


def _dated(entity: str, days: Span | None, name: str, op: Op, day: dt.date) -> Certainty:
    """Tell how surely a comparison holds for a day of a record missing from the list of a period."""
    if days is None:
        return Certainty.NO
    first, last = days
    least, most = (OPERATORS[op](end, day) for end in (first, last))
    if op is Op.EQ:
        return Certainty.of(certain=least and most, possible=first <= day <= last)
    # Where the record has no such day, a comparison with it is false.
    is_present = about(fields_of(entity)[name]).absence is not Absence.NONE if "." not in name else False
    return Certainty.of(certain=least and most and is_present, possible=least or most)
