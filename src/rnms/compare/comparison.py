"""Compare two reports: what changed of each indicator, and what makes the change."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from rnms._values import frozen
from rnms._version import __version__
from rnms.compare.changes import (
    CAME,
    COVERAGE,
    DATA,
    DEFINITION,
    LEFT,
    OVERLAP,
    RATES,
    STAYED,
    WEIGHTS,
    Change,
    Comparison,
    Defined,
    Fact,
    Kind,
    Part,
    Sign,
)
from rnms.compare.facts import CHANGED, FIGURES, RESTATED, differing_facts
from rnms.compare.population import IN, Flow, Moves, Standing
from rnms.compare.shares import ByPlace, Covered
from rnms.engine.counting import Kind as MemberKind
from rnms.engine.engine import Engine
from rnms.engine.source import look_at_data
from rnms.errors import IndicatorNotFoundError, RegionNotFoundError
from rnms.indicators.counts import Count, Scale, Share
from rnms.indicators.definition import Component, Indicator
from rnms.indicators.measures import missing_as_of
from rnms.indicators.over_periods import Measure, difference
from rnms.indicators.tally import Answer, LoadTally, Reason, Tally, distinct
from rnms.judge.ask import estimate
from rnms.judge.origin import ResultOrigin
from rnms.logic.certainty import Certainty
from rnms.logic.plan import fields_read, reads
from rnms.logic.population import MUNICIPALITY, REGION
from rnms.logic.question import Question
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.subjects import Municipality
from rnms.model.system import RegionalSystem
from rnms.regions.registry import get
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result

if TYPE_CHECKING:
    from rnms.tables.tables import Tables

_NOTHING = Bounds.exact(0)


def compare(before: Report, after: Report, *, data: RegionalSystem | Tables | None = None) -> Comparison:
    """Say what changed between two reports, and why.

    Reports of one region are compared by indicator; those of two regions by family alone, and as values: what
    each understands by it stands beside them, and no target is carried over.

    >>> import rnms
    >>> system = rnms.example("ugra_invented")
    >>> earlier, later = (rnms.evaluate(system, period=year) for year in (2022, 2023))
    >>> compare(earlier, later)["6.2.1"].certain
    <Sign.ROSE: 'rose'>

    Args:
        before: The earlier report, or that of another region.
        after: The later one.
        data: The data of the earlier report, where it was read from a file.
    """
    if data is not None:
        look_at_data(data, "compare")
    is_of_one_region = before.region == after.region
    pairing = _Pairing(before=before, after=after, data=data)
    pairs = _paired(before, after) if is_of_one_region else _paired_by_family(before, after)
    return Comparison(
        region=after.region,
        name=after.name,
        before=before.period,
        after=after.period,
        changes=tuple(pairing.change(*pair) for pair in pairs),
        warnings=tuple(_warnings(before, after)),
        version=__version__,
    )


def _warnings(before: Report, after: Report) -> Iterator[Reason]:
    if before.version != after.version:
        yield Reason(code="versions", about=(before.version, after.version))
    if before.region != after.region:
        yield Reason(code="regions", about=(before.name, after.name))
    elif before.source != after.source or before.changes != after.changes:
        yield Reason(code="profiles", about=(before.source, after.source))
    if (before.municipality, before.organization) != (after.municipality, after.organization):
        yield Reason(code="places")


Pair = tuple[Result | None, Result | None]


def _paired(before: Report, after: Report) -> Iterator[Pair]:
    """Pair the results of a code; of several periods the last with the last."""
    earlier, later = (_by_code(report) for report in (before, after))
    for code in {**later, **earlier}:
        pair = earlier.get(code, []), later.get(code, [])
        number = max(map(len, pair))
        yield from zip(*(_from_the_end(results, number) for results in pair), strict=True)


def _by_code(report: Report) -> Mapping[str, list[Result]]:
    by_code: dict[str, list[Result]] = {}
    for result in report:
        by_code.setdefault(result.code, []).append(result)
    return by_code


def _from_the_end(results: Sequence[Result], number: int) -> list[Result | None]:
    return [*[None] * (number - len(results)), *results]


def _paired_by_family(before: Report, after: Report) -> Iterator[Pair]:
    """Pair the results of two regions that are of one family, as far as both know theirs."""
    earlier = {family: result for result in before for family in _family(result)}
    for result in after:
        for family in _family(result):
            if family in earlier:
                yield earlier[family], result


def _family(result: Result) -> Iterator[str]:
    """Find the family of a result; of a report from a file, that which its region declares."""
    if result.origin is not None:
        yield result.origin.indicator.family.key
        return
    with suppress(RegionNotFoundError, IndicatorNotFoundError):
        yield get(result.region).indicator(result.code).family.key


@frozen(kw_only=True)
class _Side:
    """One part of a result: its judgement, and how it was measured and of which data, where that is known.

    Attributes:
        judgement: What was judged.
        measure: How.
        engine: What answers of its data; ``None`` where they are not at hand.
        answers: What it answered.
    """

    judgement: Judgement
    measure: Measure | None = None
    engine: Engine | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def value(self) -> Bounds | None:
        return self.judgement.value

    @property
    def tally(self) -> Tally | None:
        """The one tally of which the value is a share; ``None`` where it is none."""
        tallies = self.judgement.counts
        if len(tallies) != 1 or self.judgement.scale is not Scale.PERCENT:
            return None
        [tally] = tallies
        if not isinstance(tally, Tally) or self.judgement.compared:
            return None
        return tally if estimate((tally,), Scale.PERCENT).bounds == self.value else None

    @property
    def question(self) -> Question | None:
        """The one question whose members make its value; ``None`` where there is none."""
        if not isinstance(self.measure, Share | Count):
            return None
        [question] = self.measure.questions
        return None if question.of.unit in {MUNICIPALITY, REGION} else question


@frozen(kw_only=True)
class _Pairing:
    """Two reports, of which results are compared one by one.

    Attributes:
        before: The earlier report.
        after: The later one.
        data: The data of the earlier one, where it was read from a file.
        found: The facts that differ, once they were looked for.
    """

    before: Report
    after: Report
    data: RegionalSystem | Tables | None
    found: dict[str, tuple[Fact, ...]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    @property
    def is_alone(self) -> bool:
        """Whether one municipality or organisation is judged alone, of which engines are not asked here."""
        places = (self.before, self.after)
        return any(report.municipality or report.organization for report in places)

    @functools.cached_property
    def is_of_same_data(self) -> bool:
        """Whether both judge the same data, on the same day and of the same place, as their digests tell."""
        circumstances = [
            (report.as_of or report.period.end, report.municipality, report.organization)
            for report in (self.before, self.after)
        ]
        return circumstances[0] == circumstances[1] and self.before.digest == self.after.digest != ""

    @functools.cached_property
    def are_of_same_rules(self) -> bool:
        """Whether both judge by the same profile, read by the same version."""
        rules = [
            (report.source, report.changes, report.known_on, report.version)
            for report in (self.before, self.after)
        ]
        return rules[0] == rules[1]

    def change(self, before: Result | None, after: Result | None) -> Change:
        """Say what changed of an indicator."""
        result = after or before
        assert result is not None  # noqa: S101  # one of the reports judges it
        if before is None or after is None:
            return Change(
                code=result.code,
                title=result.title,
                before=None if before is None else before.judgement,
                after=None if after is None else after.judgement,
                change=None,
                scale=_scale(result.judgement),
                certain=None,
                kind=Kind.ALONE,
            )
        names = [part.name for part in after.components]
        common = [part.name for part in before.components if part.name in names]
        whole = self._compared(before, after, "")
        parts = tuple(self._compared(before, after, name) for name in common)
        kind = whole.kind.with_parts(part.kind for part in parts) if whole.is_of_one_period else whole.kind
        return attrs.evolve(whole, kind=kind, components=parts)

    def _compared(self, before: Result, after: Result, name: str) -> Change:
        """Compare a component of two results, or the whole."""
        earlier, later = self._side(before, name, is_before=True), self._side(after, name, is_before=False)
        is_of_one_region = self.before.region == self.after.region
        one_period = is_of_one_region and earlier.judgement.period == later.judgement.period
        bridge = self._bridge(before, earlier, later) if is_of_one_region else None
        kind = Kind.OTHER_PERIOD if is_of_one_region else Kind.OTHER_REGION
        facts: tuple[Fact, ...] = ()
        moved: tuple[Municipality, ...] = ()
        is_same_data = False
        if one_period:
            kind = Kind.of((bridge or earlier).value, later.value)
            facts, is_same_data = self._facts(bridge or earlier, later)
            kind = kind.with_facts(
                is_corrected=_corrected(facts, later),
                is_restated={fact.change for fact in facts} == {RESTATED},
            )
            # Counted otherwise, the municipalities say other things without a fact that differs.
            if bridge is None or bridge is earlier:
                moved = tuple(_moved(earlier.judgement, later.judgement))
            else:
                moved = tuple(_answered_otherwise(bridge, later))
        value = _difference(earlier.value, later.value)
        if kind is Kind.SAME and bridge is earlier and is_same_data:
            value = _NOTHING
        if value is not None and not _is_of_one_unit(earlier.judgement, later.judgement):
            value, kind = None, Kind.OTHER_UNIT if is_of_one_region else kind
            # Whether municipalities told something else only what counts them alike can say.
            moved = () if bridge is None or bridge is earlier else moved
        parts: tuple[Part, ...] = ()
        by_place: tuple[Part, ...] = ()
        if value is not None and is_of_one_region:
            scale = _scale(later.judgement)
            splitting = _Splitting(
                before=earlier, bridge=bridge, after=later, scale=scale, is_alone=self.is_alone,
                rest=_NOTHING if one_period and is_same_data and kind is Kind.SAME else None,
                one_period=one_period,
            )  # fmt: skip
            parts, by_place = tuple(splitting.parts()), tuple(splitting.by_place())
        return Change(
            code=after.code,
            title=later.judgement.title if name else after.title,
            name=name,
            before=earlier.judgement,
            after=later.judgement,
            change=value,
            scale=_scale(later.judgement),
            certain=Sign.of(value),
            kind=kind,
            parts=parts,
            by_place=by_place,
            moved=moved,
            facts=facts,
            definitions=(_defined(before), _defined(after)),
        )

    def _side(self, result: Result, name: str, *, is_before: bool) -> _Side:
        """Find a component of a result, and of which data it was judged and how."""
        judgement = result.judgement[name] if name else result.judgement
        origin = result.origin
        if not isinstance(origin, ResultOrigin):
            return _Side(judgement=judgement)
        part = _part(origin.under(result.judgement.name), name)
        engine = None if self.is_alone or (is_before and self.data is not None) else origin.engine
        measure = None if part is None else part.measure
        if engine is None or measure is None:
            return _Side(judgement=judgement, measure=measure)
        answers = _answers(engine, measure, judgement.period)
        return _Side(judgement=judgement, measure=measure, engine=engine, answers=answers)

    def _bridge(self, before: Result, earlier: _Side, later: _Side) -> _Side | None:
        """Judge the earlier facts as the later report counts; ``None`` where that cannot be done.

        Where both count alike it is the earlier judgement itself; of the same facts it is the later one.
        """
        if later.judgement.components:
            return None
        is_told = earlier.engine is not None and later.measure is not None
        if not is_told and earlier.judgement.period == later.judgement.period and self.is_of_same_data:
            return earlier if self._is_counted_alike(earlier, later) else later
        if later.measure is None:
            return None
        if earlier.measure == later.measure and _is_of_kind(earlier.judgement, later.judgement):
            return earlier
        engine = earlier.engine
        if self.data is not None and not self.is_alone:
            engine = ResultOrigin.of(self.data, before.region, before.code, before.as_of).engine
        if engine is None:
            return None
        period = self._period_before(earlier, later)
        answers = _answers(engine, later.measure, period)
        value = later.measure.estimate([answer.tally for answer in answers]).bounds
        judgement = attrs.evolve(
            earlier.judgement,
            value=value,
            period=period,
            scale=later.measure.scale,
            tallies=tuple(answer.tally for answer in answers),
            missing_as=missing_as_of(later.measure),
            municipalities=(),
            missing=(),
        )
        return _Side(judgement=judgement, measure=later.measure, engine=engine, answers=answers)

    def _is_counted_alike(self, earlier: _Side, later: _Side) -> bool:
        """Tell whether the same data were counted alike; a report from a file does not say how."""
        if earlier.measure is not None and later.measure is not None:
            return earlier.measure == later.measure
        is_same_reading = earlier.judgement.name == later.judgement.name
        return is_same_reading and (self.are_of_same_rules or earlier.value == later.value)

    def _period_before(self, earlier: _Side, later: _Side) -> Period:
        """Find the period of the kind that the later report judges, in what the earlier was asked for."""
        if _is_of_kind(earlier.judgement, later.judgement):
            return earlier.judgement.period
        periods = later.judgement.period.kind.ending_in(earlier.judgement.period.year) or (
            earlier.judgement.period,
        )
        return periods[-1]

    def _facts(self, earlier: _Side, later: _Side) -> tuple[tuple[Fact, ...], bool]:
        """List the facts that differ and bear on the value, and tell whether none at all differs."""
        data = self.data if isinstance(self.data, RegionalSystem) else self.before.data
        if data is None or self.after.data is None:
            return (), self.is_of_same_data
        facts = self._all_facts(data, self.after.data)
        questions = () if later.measure is None else later.measure.questions
        collections = {name for question in questions for name in reads(question)}
        keys = {
            (figure.key, figure.municipality or "", str(figure.period))
            for side in (earlier, later)
            for answer in side.answers
            for figure in answer.figures
        }
        titles = {key: title for question in questions for key, title in _titles(question)}
        bearing = tuple(
            attrs.evolve(fact, title=titles.get(fact.id, "")) if fact.collection == FIGURES else fact
            for fact in facts
            if (
                (fact.id, fact.municipality, fact.period) in keys
                if fact.collection == FIGURES
                else _reads(fact, collections)
            )
        )
        return bearing, not facts

    def _all_facts(self, before: RegionalSystem, after: RegionalSystem) -> tuple[Fact, ...]:
        """Compare the data once for all indicators."""
        if not self.found:
            self.found["all"] = differing_facts(before, after)
        return self.found["all"]


def _titles(question: Question) -> Iterator[tuple[str, str]]:
    """Walk over the words by which figures answer a question, and what these count."""
    yield question.of.key, question.of.title
    yield question.key, question.title


def _reads(fact: Fact, collections: set[str]) -> bool:
    return (fact.id if fact.collection == "unreported" else fact.collection) in collections


def _corrected(facts: Iterable[Fact], side: _Side) -> bool:
    """Tell whether what a value rests on was known before and is known otherwise now."""
    questions = () if side.measure is None else side.measure.questions
    fields = {field for question in questions for field in fields_read(question)}
    return any(
        fact.change == CHANGED and (fact.collection == FIGURES or (fact.collection, fact.field) in fields)
        for fact in facts
    )


def _part(indicator: Indicator, name: str) -> Component | None:
    parts = indicator.parts()
    if name:
        return next((part for part in parts if part.name == name), None)
    return parts[0] if indicator.measure is not None else None


def _answers(engine: Engine, measure: Measure, period: Period) -> tuple[Answer, ...]:
    with engine.reading():
        return tuple(engine.answer(question, period) for question in measure.questions)


def _is_of_kind(before: Judgement, after: Judgement) -> bool:
    """Tell whether two judgements are of one kind of period."""
    return before.period.kind is after.period.kind


def _defined(result: Result) -> Defined:
    return Defined(
        region=result.region,
        code=result.code,
        title=result.title,
        clause=result.clause,
        reading=result.judgement.name,
        period=result.period,
    )


def _scale(judgement: Judgement) -> Scale:
    """Tell how a change is written: that of a share in percentage points."""
    is_share = judgement.scale in {Scale.PERCENT, Scale.YES_NO}
    return Scale.PERCENTAGE_POINTS if is_share else judgement.scale


def _is_of_one_unit(before: Judgement, after: Judgement) -> bool:
    """Tell whether two values can be subtracted; a yes or no is the share of one member."""
    scales = {before.scale, after.scale}
    return len(scales) == 1 or scales == {Scale.PERCENT, Scale.YES_NO}


def _difference(before: Bounds | None, after: Bounds | None) -> Bounds | None:
    return None if before is None or after is None else difference(after, before)


def _moved(before: Judgement, after: Judgement) -> Iterator[Municipality]:
    """List the municipalities of which two judgements of one period say different things."""
    earlier, later = (
        {place.name: place for place in judgement.municipalities} for judgement in (before, after)
    )
    silent = [{place.id: place.name for place in judgement.missing} for judgement in (before, after)]
    for key in distinct((*earlier, *later, *silent[0], *silent[1])):
        place_before, place_after = earlier.get(key), later.get(key)
        is_same = (place_before and place_before.tallies) == (place_after and place_after.tallies)
        if not is_same or (key in silent[0]) is not (key in silent[1]):
            place = place_after or place_before
            name = place.title if place is not None else silent[0].get(key) or silent[1].get(key) or key
            yield Municipality(id=key, name=name)


def _answered_otherwise(before: _Side, after: _Side) -> Iterator[Municipality]:
    """List the municipalities of which other things are known, of those who are counted alike."""
    judgement = after.judgement
    names = {place.name: place.title for place in judgement.municipalities}
    names |= {place.id: place.name for place in judgement.missing}
    answers = list(zip(before.answers, after.answers, strict=True))
    places = distinct(
        place for pair in answers for answer in pair for place in (*answer.municipalities, *answer.silent)
    )
    for key in places:
        if any(
            earlier.municipalities.get(key) != later.municipalities.get(key)
            or (key in earlier.silent) is not (key in later.silent)
            for earlier, later in answers
        ):
            yield Municipality(id=key, name=names.get(key, key))


@frozen(kw_only=True)
class _Splitting:
    """A change that is split into what makes it.

    Attributes:
        before: The earlier judgement.
        bridge: The same facts as the later report counts; ``None`` where that cannot be judged.
        after: The later judgement.
        scale: How parts are written.
        is_alone: Whether a place is judged alone.
        one_period: Whether both are of one period, in which nobody comes or goes.
        rest: What the data make of it, where that is known beforehand.
    """

    before: _Side
    bridge: _Side | None
    after: _Side
    scale: Scale
    is_alone: bool
    one_period: bool
    rest: Bounds | None

    @property
    def start(self) -> _Side:
        """The earlier facts, counted like the later ones where that could be done."""
        return self.bridge or self.before

    def parts(self) -> Iterator[Part]:
        """List the parts that add up to the change."""
        yield self._definition()
        rest = _difference(self.start.value, self.after.value)
        if self.rest is not None or self.one_period or rest is None:
            yield Part(name=DATA, value=self.rest or rest, scale=self.scale, why="" if rest else "no-value")
            return
        moved = self._by_members()
        if moved:
            yield from (Part(name=name, value=value, scale=self.scale) for name, value in moved)
            return
        covered = self._covered()
        if covered is None:
            if (inseparable := self._why_not_covered()) is not None:
                yield Part(name=COVERAGE, value=None, scale=self.scale, why=inseparable)
            yield Part(name=DATA, value=rest, scale=self.scale)
            return
        ends = sorted((covered.at_low, covered.at_high))
        yield Part(
            name=COVERAGE, value=Bounds(*ends), scale=self.scale,
            at_low=covered.at_low, at_high=covered.at_high,
        )  # fmt: skip
        data = covered.data
        yield Part(name=DATA, value=Bounds.exact(data), scale=self.scale, at_low=data, at_high=data)

    def _definition(self) -> Part:
        """Say what is made by another reading, edition, kind of period or measure."""
        if self.bridge is None:
            why = "alone" if self.is_alone else "no-data"
            return Part(name=DEFINITION, value=None, scale=self.scale, why=why)
        if self.bridge is self.before:
            return Part(
                name=DEFINITION, value=_NOTHING, scale=self.scale, at_low=Fraction(0), at_high=Fraction(0)
            )
        before, bridge = self.before.value, self.bridge.value
        if before is None or bridge is None:
            return Part(name=DEFINITION, value=None, scale=self.scale, why="no-value")
        is_limited = before.high is not None and bridge.high is not None
        return Part(
            name=DEFINITION,
            value=_difference(before, bridge),
            scale=self.scale,
            at_low=Fraction(bridge.low) - before.low,
            at_high=Fraction(bridge.high or 0) - (before.high or 0) if is_limited else None,
        )

    def _covered(self) -> Covered | None:
        before, after = self.start.tally, self.after.tally
        return None if before is None or after is None else Covered.of(before, after)

    def _why_not_covered(self) -> str | None:
        """Name why coverage cannot be told apart; ``None`` of what is no share of members."""
        before, after = self.start.tally, self.after.tally
        if before is None or after is None:
            return None
        is_known = all(tally.size().is_exact and tally.stated is None for tally in (before, after))
        return "nobody-known" if is_known else "open-size"

    def _by_members(self) -> list[tuple[str, Bounds]]:
        """Find what came, left and stayed, where it is known who; else nothing."""
        kinds = [_standings(side, self.after.question) for side in (self.start, self.after)]
        if kinds[0] is None or kinds[1] is None or self.is_alone:
            return []
        moves = _moves(kinds[0], kinds[1])
        if isinstance(self.after.measure, Count):
            return [*_of_count(moves)]
        flow = Flow.of(moves)
        return [] if flow is None else [(CAME, flow.came), (LEFT, flow.left), (STAYED, flow.stayed)]

    def by_place(self) -> Iterator[Part]:
        """List what the rates and the weights of the municipalities make of it."""
        before, after = self.start.tally, self.after.tally
        change = _difference(self.start.value, self.after.value)
        if self.one_period or before is None or after is None or change is None:
            return
        places = [_places(side) for side in (self.start, self.after)]
        is_partition = all(_adds_up(whole, own) for whole, own in zip((before, after), places, strict=True))
        question = self.after.question
        is_in_one = question is not None and question.of.in_one_place
        is_known = change.is_exact
        parts = ByPlace.of(
            places[0],
            places[1],
            change,
            is_partition=is_partition and (is_in_one or is_known),
            united=_united(self.start, self.after),
        )
        if parts is not None:
            values = ((RATES, parts.rates), (WEIGHTS, parts.weights), (OVERLAP, parts.overlap))
            yield from (Part(name=name, value=value, scale=self.scale) for name, value in values)


def _places(side: _Side) -> Mapping[str, Tally | LoadTally]:
    """Find what is known of each municipality: of those that are members themselves nothing is weighed."""
    if isinstance(side.measure, Share) and side.measure.denominator.unit in {MUNICIPALITY, REGION}:
        return {}
    judgement_by_place = {
        place.name: place for place in side.judgement.municipalities if len(place.tallies) == 1
    }
    if len(side.answers) == 1 and not judgement_by_place:
        tallies = dict(side.answers[0].municipalities)
    else:
        if any(place.scale is not Scale.PERCENT for place in judgement_by_place.values()):
            return {}
        tallies = {key: place.tallies[0] for key, place in judgement_by_place.items()}
    for unanswered in side.judgement.unanswered[:1]:
        tallies |= dict(zip(unanswered.places, unanswered.tallies, strict=True))
    missing = side.measure.missing if isinstance(side.measure, Share) else None
    if missing is None:
        return tallies
    return {key: tally.decided(missing) for key, tally in tallies.items() if isinstance(tally, Tally)}


def _united(before: _Side, after: _Side) -> Mapping[str, str]:
    """Find the municipalities whose borders changed between two judgements, as far as their data tell."""
    engines = before.engine or after.engine, after.engine or before.engine
    earlier, later = (
        None if engine is None else engine.on(side.judgement.period).borders
        for engine, side in zip(engines, (before, after), strict=True)
    )
    return {} if earlier is None or later is None else later.united_with(earlier)


def _adds_up(whole: Tally, places: Mapping[str, Tally | LoadTally]) -> bool:
    """Tell whether the municipalities together are the region: nobody counts in two, or in none."""
    tallies = [tally for tally in places.values() if isinstance(tally, Tally)]
    kinds = ("passed", "failed", "failed_or_passed")
    return all(sum(getattr(tally, kind) for tally in tallies) == getattr(whole, kind) for kind in kinds)


def _standings(side: _Side, question: Question | None) -> Mapping[str, Standing] | None:
    """Tell of each member by id what is open of it; ``None`` where members are not known one by one."""
    if question is None or side.engine is None or side.judgement.compared:
        return None
    with side.engine.reading():
        kinds = side.engine.member_kinds(question, side.judgement.period)
    if kinds is None:
        return None
    is_decided = isinstance(side.measure, Share) and side.measure.missing is not None
    by_kind = {kind: _standing(kind) for kind in set(kinds.values())}
    if is_decided and any(kind.passing is Certainty.MAYBE for kind in by_kind):
        return None
    return {member: by_kind[kind] for member, kind in kinds.items()}


def _standing(kind: MemberKind) -> Standing:
    if kind.passing is Certainty.MAYBE:
        passing = Standing.FAILED | Standing.PASSED
    else:
        passing = Standing.PASSED if kind.passing is Certainty.YES else Standing.FAILED
    return passing if kind.member is Certainty.YES else passing | Standing.OUT


def _moves(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> Moves:
    """Count the members that stand alike in both periods."""
    moves: dict[tuple[Standing, Standing], int] = {}
    for member in before.keys() | after.keys():
        move = before.get(member, Standing.OUT), after.get(member, Standing.OUT)
        moves[move] = moves.get(move, 0) + 1
    return moves


def _of_count(moves: Moves) -> Iterator[tuple[str, Bounds]]:
    """Count those who came and those who left."""
    came = _newcomers(moves)
    left = _newcomers({(after, before): number for (before, after), number in moves.items()})
    yield CAME, came
    yield LEFT, Bounds(-int(left.high or 0), -left.low)


def _newcomers(moves: Moves) -> Bounds:
    """Count those who surely came, and those who may have."""
    newcomers = [
        (before is Standing.OUT and Standing.OUT not in after, number)
        for (before, after), number in moves.items()
        if Standing.OUT in before and after & IN
    ]
    return Bounds(
        sum(number for is_sure, number in newcomers if is_sure), sum(number for _, number in newcomers)
    )
