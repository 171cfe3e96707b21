"""A region as its pages declare it, and the ways through: clauses, measures, words, what falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs

from rnms.indicators.definition import Indicator, Requirement, Rule
from rnms.indicators.measures import Measure
from rnms.indicators.schedule import MonitoringRule
from rnms.indicators.tally import distinct
from rnms.logic.population import Population, Term, Word
from rnms.logic.predicates import Keyword
from rnms.model.law import Act, Clause, Unknown
from rnms.model.roadmap import NO_ROADMAP, PlannedMeeting, Roadmap, Scheduled
from rnms.model.statute import Provision, Subject, SubjectKind
from rnms.model.subjects import Level
from rnms.regions.overlay import Change


@attrs.frozen
class Spelling:
    """How an act writes a keyword, and in which other words it says the same.

    >>> import datetime as dt
    >>> from rnms.model import Act
    >>> order = Act(key="order", kind="приказ", date=dt.date(2024, 1, 15), issuer="…")
    >>> reading = Keyword(field="programmes.topics", text="чтение")
    >>> Spelling(reading, ["по вопросам чтения"], order.clause("п. 2")).forms
    ('по вопросам чтения',)

    Attributes:
        keyword: The keyword.
        forms: What stands for it: the words of the clause, oblique cases and synonyms.
        clause: Where the act writes it.
    """

    keyword: Keyword
    forms: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    clause: Clause


@attrs.frozen(kw_only=True)
class Declaration:
    """What the pages of a region say, before any rule was held to it.

    Rules and vocabularies read it. A :class:`~rnms.regions.RegionProfile` explains the fields, and
    keeps the rules.
    """

    key: str
    iso: str
    name: str
    system_name: str
    read_on: dt.date
    acts: tuple[Act, ...] = attrs.field(converter=tuple[Act, ...])
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=tuple[Indicator, ...])
    unknown: tuple[Unknown, ...] = attrs.field(default=(), converter=tuple[Unknown, ...])
    subjects: tuple[Subject, ...] = attrs.field(default=(), converter=tuple[Subject, ...])
    kinds_lost: tuple[SubjectKind, ...] = attrs.field(default=(), converter=tuple[SubjectKind, ...])
    requirements: tuple[Requirement, ...] = attrs.field(default=(), converter=tuple[Requirement, ...])
    methodist_rules: tuple[Rule, ...] = attrs.field(default=(), converter=tuple[Rule, ...])
    provisions: tuple[Provision, ...] = attrs.field(default=(), converter=tuple[Provision, ...])
    roadmap: Roadmap = NO_ROADMAP
    monitoring: tuple[MonitoringRule, ...] = attrs.field(default=(), converter=tuple[MonitoringRule, ...])
    meetings: tuple[PlannedMeeting, ...] = attrs.field(default=(), converter=tuple[PlannedMeeting, ...])
    spellings: tuple[Spelling, ...] = attrs.field(default=(), converter=tuple[Spelling, ...])
    known_on: dt.date | None = None
    changes: tuple[Change, ...] = attrs.field(default=(), converter=tuple[Change, ...])


def clauses(profile: Declaration) -> Iterator[tuple[str, Clause]]:
    """List every clause that a profile cites, and what cites it."""
    for indicator in profile.indicators:
        cited: list[object] = [indicator.clause, *(reading.clause for reading in indicator.readings)]
        for reading in indicator.readings:
            cited += [target.clause for target in reading.targets or ()]
        for part in (
            *indicator.parts(),
            *(part for reading in indicator.readings for part in reading.components or ()),
        ):
            cited += [target.clause for target in part.targets]
            cited += [band.clause for band in part.bands]
        # Targets that are wrongly declared beside components are told of by another rule.
        cited += [target.clause for target in indicator.targets]
        yield from (
            (f"indicator {indicator.code}", clause)
            for clause in distinct(cited)
            if isinstance(clause, Clause)
        )
    yield from (("an unknown", gap.clause) for gap in profile.unknown if gap.clause is not None)
    for subject in profile.subjects:
        yield f"subject {subject.key}", subject.clause
        functions = () if isinstance(subject.functions, Unknown) else subject.functions
        yield from ((f"subject {subject.key}", function.clause) for function in functions)
    yield from ((f"requirement {duty.code}", duty.clause) for duty in profile.requirements)
    yield from ((f"rule {rule.code}", rule.clause) for rule in profile.methodist_rules)
    yield from ((f"provision «{provision.text}»", provision.clause) for provision in profile.provisions)
    yield from (
        (f"the spelling of {spelling.keyword.text!r}", spelling.clause) for spelling in profile.spellings
    )
    if profile.roadmap.clause is not None:
        yield "the roadmap", profile.roadmap.clause
    for kind, scheduled in falling_due(profile):
        yield from ((f"{kind} {due.code}", due.clause) for due in scheduled)
    for measure in profile.roadmap:
        yield f"measure {measure.code}", measure.group.clause
        yield f"measure {measure.code}", measure.direction.clause
    for rule in profile.monitoring:
        if rule.follow_up is not None:
            yield f"monitoring {rule.code}", rule.follow_up.clause


def falling_due(profile: Declaration) -> Iterator[tuple[str, Sequence[Scheduled]]]:
    """List what falls due by a profile, each kind by its name."""
    yield "measure", profile.roadmap.measures
    yield "monitoring", profile.monitoring
    yield "meeting", profile.meetings


def measures(profile: Declaration) -> Iterator[tuple[str, Measure]]:
    """List every measure of a profile, as each reading understands it, and what it is the measure of."""
    for indicator in profile.indicators:
        for variant in indicator.variants():
            yield from ((f"indicator {indicator.code}", part.measure) for part in variant.parts())
    follow_ups = (rule.follow_up for rule in profile.monitoring if rule.follow_up is not None)
    for duty in (*profile.requirements, *follow_ups):
        if duty.measure is not None:
            yield f"requirement {duty.code}", duty.measure


def levels_of(profile: Declaration) -> tuple[Level, ...]:
    """List the levels of the system, from the highest down."""
    return tuple(sorted(distinct(subject.level for subject in profile.subjects)))


def duties_of(profile: Declaration) -> tuple[Requirement, ...]:
    """List the requirements of a profile, and what must follow a round of monitoring."""
    followed = (rule.follow_up for rule in profile.monitoring)
    return (*profile.requirements, *(duty for duty in followed if duty is not None))


def words_of(profile: Declaration) -> tuple[Word, ...]:
    """List every word with which a profile counts."""
    return distinct(
        inner for _, measure in measures(profile) for word in measure.words for inner in all_words(word)
    )


def all_words(word: Word) -> Iterator[Word]:
    """List a word, and all those that it is made of."""
    yield word
    for inner in _inside(word):
        yield from all_words(inner)


def _inside(word: Word) -> tuple[Word, ...]:
    if isinstance(word, Term):
        return word.words
    within: tuple[Population, ...] = () if word.within is None else (word.within,)
    return (*word.union, *within, *word.having)
