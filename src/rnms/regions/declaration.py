"""A region as its pages declare it, and the ways through: clauses, measures, words, what falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs

from rnms._values import frozen
from rnms.indicators.definition import Indicator
from rnms.indicators.over_periods import Measure
from rnms.indicators.requirement import Requirement, Rule
from rnms.indicators.schedule import MonitoringRule
from rnms.indicators.tally import distinct
from rnms.indicators.target import Target
from rnms.logic.population import Population, Term, Word
from rnms.logic.predicates import Keyword
from rnms.model.checked import checked
from rnms.model.law import Act, Clause, Unknown
from rnms.model.roadmap import NO_ROADMAP, PlannedMeeting, Roadmap, Scheduled
from rnms.model.statute import Provision, Subject, SubjectKind
from rnms.model.subjects import Level
from rnms.regions.overlay import SupposedChange
from rnms.regions.relations import FigureRelation
from rnms.showing import short


@frozen
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

    __repr__ = short("keyword", "forms")


@frozen(kw_only=True, field_transformer=checked)
class Amendment:
    """What an act sets anew in an indicator that a profile takes over from another.

    >>> from rnms import regions
    >>> from rnms.indicators import yearly
    >>> from rnms.model import at_least, percent
    >>> clause = regions.get("ugra").acts[0].clause("п. 2")
    >>> targets = yearly({2025: at_least(percent(5))}, clause)
    >>> stricter = Amendment(code="6.2.1", clause=clause, targets=targets)
    >>> stricter.targets[0].clause.number
    'п. 2'

    Attributes:
        code: The code of the indicator, or of a part of it (``"4.load"``).
        clause: Where the act changes it.
        targets: Its targets; those taken over stay for the other periods.
        title: Its title, where the act words it anew.
        measure: How it is counted, where the act says so anew.
    """

    code: str
    clause: Clause
    targets: tuple[Target, ...] = attrs.field(default=(), converter=tuple[Target, ...])
    title: str = ""
    measure: Measure | None = None


@frozen(kw_only=True)
class Import:
    """What a profile takes over from another: all of it, or the parts that are named.

    Parts are indicators, duties, rules of monitoring, meetings, measures and rules of methodists by their
    codes, and subjects by their keys. What is the same as a part that is not taken over is left out with it.

    >>> Import(profile="ugra", include=["6.2.1"]).key
    'ugra'

    Attributes:
        profile: The other profile, or its key.
        include: The parts that are taken over; by default all.
        exclude: The parts that are not.
        amend: What is set anew in them.
    """

    profile: Declaration | str
    include: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    exclude: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    amend: tuple[Amendment, ...] = attrs.field(default=(), converter=tuple[Amendment, ...])

    @property
    def key(self) -> str:
        """The key of the other profile."""
        return self.profile if isinstance(self.profile, str) else self.profile.key


@frozen(kw_only=True, field_transformer=checked)
class PartOrigin:
    """Where a part of a profile comes from.

    >>> from rnms import regions
    >>> origin = regions.get("ugra").origin_of("6.2.1")
    >>> origin.profile, origin.clause.number, origin.amended_by
    ('ugra', 'Положение, п. 6.2, строка 1', ())

    Attributes:
        part: The code of the part, or the key of a subject.
        profile: The key of the profile that declares it.
        clause: Where its act sets it.
        amended_by: Where others set something anew in it, in their order.
    """

    part: str
    profile: str
    clause: Clause
    amended_by: tuple[Clause, ...] = attrs.field(default=(), converter=tuple[Clause, ...])


@frozen(kw_only=True)
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
    relations: tuple[FigureRelation, ...] = attrs.field(default=(), converter=tuple[FigureRelation, ...])
    known_on: dt.date | None = None
    changes: tuple[SupposedChange, ...] = attrs.field(default=(), converter=tuple[SupposedChange, ...])
    imports: tuple[Import, ...] = attrs.field(default=(), converter=tuple[Import, ...])
    parent: Declaration | str | None = None
    origins: tuple[PartOrigin, ...] = attrs.field(default=(), converter=tuple[PartOrigin, ...])


def parts_of(profile: Declaration) -> Iterator[tuple[str, Clause]]:
    """List the parts that others can take over by name: the code or key of each, and its clause."""
    yield from ((indicator.code, indicator.clause) for indicator in profile.indicators)
    yield from ((duty.code, duty.clause) for duty in profile.requirements)
    for _, scheduled in falling_due(profile):
        yield from ((task.code, task.clause) for task in scheduled)
    yield from ((rule.code, rule.clause) for rule in profile.methodist_rules)
    yield from ((subject.key, subject.clause) for subject in profile.subjects)


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
    for name, target in targets_of(profile):
        yield from ((name, clause) for clause in target.further_clauses)
    yield from (("an unknown", gap.clause) for gap in profile.unknown if gap.clause is not None)
    for act in profile.acts:
        told = (gap.clause for _, gap in act.unknowns)
        yield from ((f"act {act.key}", clause) for clause in told if clause is not None)
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
    yield from ((f"relation {relation.code}", relation.clause) for relation in profile.relations)
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


def targets_of(profile: Declaration) -> Iterator[tuple[str, Target]]:
    """List every target of a profile, of whatever reading, with the name of its indicator or part."""
    for indicator in profile.indicators:
        name = f"indicator {indicator.code}"
        targets = [*indicator.targets, *(target for part in indicator.components for target in part.targets)]
        for reading in indicator.readings:
            targets += reading.targets or ()
            targets += [target for part in reading.components or () for target in part.targets]
        yield from ((name, target) for target in targets)
    for duty in duties_of(profile):
        yield f"requirement {duty.code}", duty.target


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


def keys_asked(profile: Declaration) -> tuple[str, ...]:
    """List the keys of the figures that the measures of a profile ask for, populations among them."""
    questions = [question for _, measure in measures(profile) for question in measure.questions]
    return distinct(key for question in questions for key in (*question.keys, question.of.key))


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
