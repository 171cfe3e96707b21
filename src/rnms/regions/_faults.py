"""What is wrong with a declaration: every fault, each in one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rnms.indicators import (
    Component,
    Indicator,
    Population,
    Reading,
    Requirement,
    Target,
    Term,
    Word,
    Years,
    distinct,
)
from rnms.model import Clause, Unknown

if TYPE_CHECKING:
    from rnms.regions._profile import RegionProfile

RESERVED = "default"


def faults_of(profile: RegionProfile) -> Iterator[str]:
    """Every fault of a profile's declaration."""
    key, acts, read_on = profile.key, profile.acts, profile.read_on
    indicators = profile.indicators
    if not key.isidentifier() or not key.isascii() or key != key.lower():
        yield f"key {key!r} is no lower-case identifier; name it as its module"
    yield from _doubled("act", [act.key for act in acts])
    for act in acts:
        if act.date > read_on:
            yield f"{act} is newer than read_on={read_on}; read the acts again and move read_on"
    yield from _doubled("indicator", [indicator.code for indicator in indicators])
    for indicator in indicators:
        yield from _of_indicator(indicator)
    yield from _ambiguous(indicators)
    yield from _doubled("subject", [subject.key for subject in profile.subjects])
    yield from _doubled("requirement", [duty.code for duty in profile.requirements])
    for duty in profile.requirements:
        yield from _of_requirement(duty, indicators)
    for name, clause in (*_clauses(indicators, profile.unknown), *_clauses_of_statute(profile)):
        if clause.act not in acts:
            yield f"{name} cites {clause.act}, which is not among the acts of the profile; add it"


def _doubled(what: str, names: Iterable[str]) -> Iterator[str]:
    listed = list(names)
    for name in distinct(listed):
        if listed.count(name) > 1:
            yield f"{what} {name} is declared {listed.count(name)} times; keep one"


def _of_indicator(indicator: Indicator) -> Iterator[str]:
    name = f"indicator {indicator.code}"
    if not isinstance(indicator.clause, Clause):
        yield f"{name} has no clause; cite the act that sets it"
    if indicator.measure is None and not indicator.components:
        yield f"{name} has neither a measure nor components; its family {indicator.family.key} gives none"
    if indicator.measure is not None and indicator.components:
        yield f"{name} has a measure and components; keep one"
    if indicator.targets and indicator.components:
        yield f"{name} has targets beside its components, where they would be lost; move them there"
    yield from _of_parts(name, indicator.parts())
    yield from _doubled(f"{name}: reading", [reading.name for reading in indicator.readings])
    for reading in indicator.readings:
        yield from _of_reading(name, reading)


def _of_parts(name: str, parts: Sequence[Component]) -> Iterator[str]:
    yield from _doubled(f"{name}: component", [part.name for part in parts])
    for part in parts:
        whole = name if len(parts) == 1 else f"{name}, component {part.name}"
        yield from _of_targets(whole, part.targets)
        since = [year for word in part.measure.words for year in _since(word)]
        if since:
            yield from _falling(whole, part.targets)


def _of_targets(name: str, targets: Sequence[Target]) -> Iterator[str]:
    for target in targets:
        given: object = target.clause
        if not isinstance(given, Clause):
            yield (
                f"the target of {target.period} of {name} has no clause: every regional number cites the act"
                " that sets it"
            )
    for index, target in enumerate(targets):
        for other in targets[index + 1 :]:
            if _overlap(target, other) and target.clause.act == other.clause.act:
                yield f"{name} has two targets for {other.period}; keep one"


def _overlap(one: Target, other: Target) -> bool:
    if not isinstance(one.period, Years) or not isinstance(other.period, Years):
        return one.period == other.period
    first = max(one.period.first, other.period.first)
    return first in one.period and first in other.period


def _falling(name: str, targets: Sequence[Target]) -> Iterator[str]:
    yearly = sorted(
        (target.period.first, target.norm.low)
        for target in targets
        if isinstance(target.period, Years) and target.norm.low is not None
    )
    for (year, low), (later, lower) in pairwise(yearly):
        if lower < low:
            yield f"{name} accumulates, but its target falls from {year} to {later}; check the table"


def _of_reading(name: str, reading: Reading) -> Iterator[str]:
    which = f"reading {reading.name} of {name}"
    if reading.name == RESERVED:
        yield f"{which} takes the name of what no reading changes; choose another"
    if not reading.why.strip():
        yield f"{which} gives no reason; say why one may decide so"
    if not reading.changes:
        yield f"{which} changes nothing; say what it redefines"
    yield from _of_parts(which, reading.components or ())
    if reading.targets is not None:
        yield from _of_targets(which, reading.targets)


def _of_requirement(duty: Requirement, indicators: Sequence[Indicator]) -> Iterator[str]:
    ways = [duty.measure is not None, bool(duty.same_as), duty.unknown is not None]
    if sum(ways) != 1:
        yield f"requirement {duty.code} needs one of measure, same_as and unknown; it has {sum(ways)}"
    known = [f"{one.code}.{part.name}" for one in indicators for part in one.components]
    known += [one.code for one in indicators]
    if duty.same_as and duty.same_as not in known:
        yield f"requirement {duty.code} is the same as {duty.same_as}, which is no indicator; name one"


def _clauses_of_statute(profile: RegionProfile) -> Iterator[tuple[str, Clause]]:
    for subject in profile.subjects:
        yield f"subject {subject.key}", subject.clause
        functions = () if isinstance(subject.functions, Unknown) else subject.functions
        yield from ((f"subject {subject.key}", function.clause) for function in functions)
    yield from ((f"requirement {duty.code}", duty.clause) for duty in profile.requirements)
    yield from ((f"rule {rule.code}", rule.clause) for rule in profile.methodist_rules)
    yield from ((f"provision «{one.text}»", one.clause) for one in profile.provisions)


def _ambiguous(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Words that share a key and mean different things: a figure could not tell which it reports."""
    known: dict[tuple[type, str], Word] = {}
    for indicator in indicators:
        for variant in (indicator, *(indicator.under([reading]) for reading in indicator.readings)):
            used = [word for part in variant.parts() for word in part.measure.words]
            for word in distinct(inner for outer in used for inner in _all_words(outer)):
                if known.setdefault((type(word), word.key), word) != word:
                    yield f"{word.key!r} means two things in indicator {indicator.code}; rename one"


def _all_words(word: Word) -> Iterator[Word]:
    yield word
    for inner in _parts_of(word):
        yield from _all_words(inner)


def _parts_of(word: Word) -> tuple[Word, ...]:
    if isinstance(word, Term):
        return word.words
    within: tuple[Population, ...] = () if word.within is None else (word.within,)
    return (*word.union, *within, *word.having)


def _since(word: Word) -> Iterator[int]:
    for inner in _all_words(word):
        if isinstance(inner, Term) and inner.since is not None:
            yield inner.since


def _clauses(indicators: Sequence[Indicator], unknown: Sequence[Unknown]) -> Iterator[tuple[str, Clause]]:
    for indicator in indicators:
        name = f"indicator {indicator.code}"
        cited = [indicator.clause, *(reading.clause for reading in indicator.readings)]
        for variant in (indicator.components, *(reading.components or () for reading in indicator.readings)):
            cited += [target.clause for part in variant for target in part.targets]
        cited += [target.clause for target in indicator.targets]
        cited += [target.clause for reading in indicator.readings for target in reading.targets or ()]
        yield from ((name, clause) for clause in distinct(cited) if isinstance(clause, Clause))
    for one in unknown:
        if one.clause is not None:
            yield "an unknown", one.clause
