"""Scripts are given to those who still fail, the engine says whom they help, the cheapest are taken.

No predicate is read and no verdict promised: what a script brings is put into a copy of the system as
records, and the same engine judges it. So every region, reading and plug-in works, and a plan cannot differ
from a judgement. Nothing recorded is changed but open ends, which close in the future; nothing is dated
before the day of the plan; nobody leaves the population, and no reading is chosen.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rnms._values import frozen
from rnms.engine.engine import Engine
from rnms.errors import NoRecordsError, UsageError
from rnms.indicators.counts import Count, Ratio, Share
from rnms.indicators.definition import Indicator, is_less_better
from rnms.indicators.tally import MemberState
from rnms.issues import message
from rnms.judge.ask import ask
from rnms.judge.brief import open_parts
from rnms.judge.evaluation import evaluate
from rnms.judge.origin import ResultOrigin
from rnms.judge.parts import OPEN
from rnms.logic.plan import reads
from rnms.logic.question import Question
from rnms.model.checked import expect_day
from rnms.model.norm import Bounds, Norm, Verdict
from rnms.model.period import Period
from rnms.model.system import RegionalSystem
from rnms.planning.acts import Calendar, costs_of, days_of
from rnms.planning.proposal import Plan, PlanStep, TooLate
from rnms.planning.recorded import Recorded
from rnms.planning.scripts import SCRIPTS, Draft, Script, with_drafts
from rnms.regions.profile import RegionProfile
from rnms.results.brief import Request
from rnms.results.judgement import DEFAULT, Judgement
from rnms.results.origin import Origin
from rnms.results.result import Result

if TYPE_CHECKING:
    from rnms.planning.acts import ActKind

_MOST_ROUNDS = 4
"""How often those are added who turn out to be missing, where steps change how many are counted."""


def plan(
    result: Result,
    origin: Origin,
    *,
    as_of: dt.date,
    days: Mapping[Any, int] | None = None,
    costs: Mapping[Any, int | Fraction] | None = None,
    robust: bool = False,
) -> Plan:
    """Plan what can be done so that a target is reached by the end of the period; see ``Result.plan``.

    Raises:
        FieldError: If a day is no day, or days or costs are none.
        NoRecordsError: If the data are tables.
        UsageError: If the result is of one municipality or organisation, for which the act demands nothing.
    """
    expect_day(as_of, owner="plan", field="as_of")
    calendar = Calendar(first=max(as_of, result.period.start), last=result.period.end, days=days_of(days))
    assert isinstance(origin, ResultOrigin)  # noqa: S101  # there is no other; values know only what they ask
    system = origin.engine.data
    if not isinstance(system, RegionalSystem):
        raise NoRecordsError("a plan is progress of a system in memory; give it one: data=rnms.load(…)")
    planner = _Planner(origin=origin, result=result, calendar=calendar, costs=costs_of(costs), robust=robust)
    before = planner.judged(system)
    if planner.parts(before) and not _has_target(result.judgement):
        raise UsageError(message("error.plan-alone"))
    progress = _Progress(system=system, result=before)
    for part in planner.parts(before):
        planner.extend(progress, part)
    return Plan(
        region=result.region,
        code=result.code,
        title=result.title,
        period=result.period,
        as_of=as_of,
        reading=result.taken,
        robust=robust,
        # Where the steps bring a sure breach near the target, answers decide the rest.
        requests=tuple(planner.requests(before)) or tuple(planner.requests(progress.result)),
        shortfall={
            part: found.shortfall for part in planner.parts(before) if (found := _part_of(before, part))
        },
        steps=tuple(progress.steps),
        under=planner.under(progress),
        too_late=tuple(progress.too_late),
        before=before,
        verified=progress.result,
        why=()
        if progress.result.verdict is Verdict.MET
        else tuple(dict.fromkeys(progress.why)) or ("no-target",),
        system=progress.system,
    )


class _Progress:
    """What was planned so far."""

    def __init__(self, system: RegionalSystem, result: Result) -> None:
        self.system = system
        self.result = result
        self.steps: list[PlanStep] = []
        self.too_late: list[TooLate] = []
        self.why: list[str] = []


@frozen
class _Aim:
    """Of what question members are to come into what state.

    Attributes:
        question: The question: a share's, or the size of a population that is to grow.
        wanted: The state in which a member serves the target.
        others: The population from which others can join; ``None`` where members are those of the question.
        period: Where it is judged.
    """

    question: Question
    wanted: MemberState
    others: Question | None
    period: Period

    @property
    def entity(self) -> str:
        """The collection of the members."""
        return self.question.of.resolved().entity

    def reached(self, engine: Engine) -> set[str]:
        """List who serves the target."""
        return {key for key, _ in engine.standing(self.question, self.period, self.wanted)}


@frozen(kw_only=True)
class _Planner:
    """Plans for one result.

    Attributes:
        origin: The indicator and the data behind it.
        result: The result as it was judged.
        calendar: The days that are left.
        costs: What each act costs.
        robust: Whether the chosen must pass under each other reading, too.
    """

    origin: ResultOrigin
    result: Result
    calendar: Calendar
    costs: Mapping[ActKind, int | Fraction]
    robust: bool

    @property
    def profile(self) -> RegionProfile:
        """The region, with the acts by which the result was judged."""
        return self.origin.profile

    def judged(self, system: RegionalSystem) -> Result:
        """Judge a system at the end of the period, under the readings taken."""
        names = () if self.result.taken == DEFAULT else self.result.taken.split("+")
        code, period = self.result.code, self.result.period
        report = evaluate(system, period=period, region=self.profile, only=code, readings=names)
        return report[code, period]

    def requests(self, before: Result) -> Iterator[Request]:
        """List what to ask."""
        if before.verdict in OPEN:
            for part in open_parts(before.judgement):
                name = "" if part is before.judgement else part.name
                yield Request(at=0, code=before.code, period=before.period, part=name, ask=ask(part))

    @staticmethod
    def parts(before: Result) -> tuple[str, ...]:
        """Name the parts that do not reach their target; of one without parts the name is empty."""
        judgement = before.judgement
        parts = [("", judgement)] if not judgement.components else [(p.name, p) for p in judgement.components]
        return tuple(
            name for name, part in parts if part.target is not None and part.verdict is not Verdict.MET
        )

    # Whom acts can help.

    def aim(self, readings: str, part: str, norm: Norm | None, period: Period) -> _Aim | None:
        """Find what members are to come to under some readings; ``None`` where it is no matter of members."""
        indicator: Indicator = self.origin.under(readings)
        measure = next((inner.measure for inner in indicator.parts() if inner.name == part or not part), None)
        if isinstance(measure, Share):
            [question] = measure.questions
            less = is_less_better(norm, indicator.direction)
            return _Aim(question, MemberState.FAILED if less else MemberState.PASSED, None, period)
        if isinstance(measure, Count) and norm is not None and norm.low is not None:
            [question] = measure.questions
            return _Aim(question, MemberState.PASSED, question, period)
        if isinstance(measure, Ratio) and norm is not None:
            divided, dividing = measure.questions
            # More of those who divide bring the value down, more of the others bring it up.
            grows, from_whom = (divided, dividing) if norm.low is not None else (dividing, divided)
            return _Aim(grows, MemberState.PASSED, from_whom, period)
        return None

    def _candidates(self, aim: _Aim, engine: Engine, recorded: Recorded, most: int) -> Sequence[str]:
        """List whom acts could help: those who fail; where a population is to grow, who is outside it."""
        if aim.others is None:
            against = MemberState.PASSED if aim.wanted is MemberState.FAILED else MemberState.FAILED
            return [key for key, _ in engine.standing(aim.question, aim.period, against)]
        if aim.entity == "agreements":
            return [recorded.new_id(str(number)) for number in range(1, most + 1)]
        if aim.entity != "persons":
            return []
        maybe = {key for key, _ in engine.standing(aim.question, aim.period, MemberState.UNKNOWN)}
        inside = aim.reached(engine) | maybe
        if aim.others == aim.question or aim.others.of.resolved().entity != "persons":
            return [person for person in recorded.employed() if person not in inside]
        elsewhere = engine.standing(aim.others, aim.period, MemberState.PASSED)
        return [key for key, _ in elsewhere if key not in inside]

    # The steps.

    def extend(self, progress: _Progress, part: str) -> None:
        """Add what helps a part of the indicator, and judge it."""
        judgement = _part_of(progress.result, part)
        why = self._why_nothing(judgement)
        aim = None
        if not why and judgement is not None and judgement.target is not None:
            aim = self.aim(self.result.taken, part, judgement.target.known_norm, judgement.period)
            why = "measure" if aim is None else ""
        engine = _origin(progress.result).engine
        if not why and aim is not None and not engine.records.knows(aim.question):
            why = "no-records"
        if why or aim is None:
            progress.why.append(why)
            return
        recorded = Recorded(progress.system, self.calendar.last)
        useful = [script for script in self._by_cost() if _is_read(script, aim, recorded)]
        in_time = [script for script in useful if self.calendar.has_room(script.kinds)]
        late = dict.fromkeys(script.kinds for script in useful if script not in in_time)
        progress.too_late += [
            TooLate(part=part, acts=kinds, latest=self.calendar.latest(kinds)) for kinds in late
        ]
        self._choose(progress, part, aim, in_time, recorded)
        if progress.result.verdict is not Verdict.MET and not _is_reached(_part_of(progress.result, part)):
            progress.why.append("too-late" if late else "exhausted")
            progress.why += ["ask"] if progress.result.verdict in OPEN else []

    def _why_nothing(self, judgement: Judgement | None) -> str:
        """Tell as a code why nothing can be planned; empty where something may."""
        if self.calendar.first > self.calendar.last:
            return "period-over"
        shortfall = None if judgement is None else judgement.shortfall
        if judgement is None or judgement.verdict is Verdict.NO_DATA:
            return "no-records"
        if shortfall is None or (judgement.target is not None and judgement.target.each is not None):
            return "measure"
        return "headcount" if shortfall.high is None else ""

    def _choose(
        self, progress: _Progress, part: str, aim: _Aim, scripts: Sequence[Script], recorded: Recorded
    ) -> None:
        """Take as many as are missing at worst, and as many more as turn out to be missing then."""
        start, engine = progress.system, _origin(progress.result).engine
        missing = _missing(_part_of(progress.result, part))
        candidates = self._candidates(aim, engine, recorded, missing)
        helped = self._helped(aim, scripts, recorded, candidates, progress.result, part)
        drafted: list[tuple[str, Script, Draft]] = []
        for _ in range(_MOST_ROUNDS):
            more = [*itertools.islice(helped, missing)]
            if not more:
                break
            drafted += more
            progress.system = with_drafts(start, (draft for _, _, draft in drafted))
            progress.result = self.judged(progress.system)
            judgement = _part_of(progress.result, part)
            missing = 0 if _is_reached(judgement) else _missing(judgement)
        progress.steps += [
            PlanStep(
                member="" if aim.entity == "region" else member,
                municipality=recorded.municipality(aim.entity, member),
                part=part,
                acts=draft.acts,
                cost=self._cost(script),
            )
            for member, script, draft in drafted
        ]

    def _helped(
        self,
        aim: _Aim,
        scripts: Sequence[Script],
        recorded: Recorded,
        candidates: Sequence[str],
        before: Result,
        part: str,
    ) -> Iterator[tuple[str, Script, Draft]]:
        """List who comes to serve the target by which script, the cheapest first; tried only when asked."""
        other_aims = [*self._other_aims(before, part).values()] if self.robust else []
        aims = [aim, *(other_aim for other_aim in other_aims if other_aim is not None)]
        rest = [*candidates]
        for script in scripts:
            ways = {member: script.ways(recorded, self.calendar, member) for member in rest}
            while drafts := {member: draft for member in ways if (draft := next(ways[member], None))}:
                trial = with_drafts(recorded.system, drafts.values())
                engine = Engine.of_region(trial, self.profile)
                engine.prepare((aim.question, aim.period) for aim in aims)
                serving = set.intersection(*(aim.reached(engine) for aim in aims))
                served = [member for member in drafts if member in serving]
                yield from ((member, script, drafts[member]) for member in served)
                ways = {member: ways[member] for member in drafts if member not in serving}
                done = {*served}
                rest = [member for member in rest if member not in done]

    def _by_cost(self) -> Sequence[Script]:
        return sorted(SCRIPTS, key=self._cost)

    def _cost(self, script: Script) -> int | Fraction:
        return sum((self.costs[kind] for kind in script.kinds), start=0)

    # Other readings.

    def _other_aims(self, before: Result, part: str) -> dict[str, _Aim | None]:
        """Find the same aim under each other reading; ``None`` where it is no matter of the same members."""
        aims: dict[str, _Aim | None] = {}
        entity = None
        for name, judgement in before.readings.items():
            inner = _part_of_judgement(judgement, part)
            norm = None if inner is None or inner.target is None else inner.target.known_norm
            period = self.result.readings[name].period if name in self.result.readings else judgement.period
            aim = self.aim(name, part, norm, period) if inner is not None else None
            if name == before.taken:
                entity = None if aim is None else aim.entity
            else:
                aims[name] = aim
        return {name: aim if aim is None or aim.entity == entity else None for name, aim in aims.items()}

    def under(self, progress: _Progress) -> dict[str, int | None]:
        """Count how many of the chosen serve the target under each other reading, too."""
        # A reading may count by a period that ends later: each is judged at its own end.
        engine = Engine.of_region(progress.system, self.profile)
        names = (name for name in progress.result.readings if name != progress.result.taken)
        counts: dict[str, int | None] = dict.fromkeys(names)
        for part in dict.fromkeys(step.part for step in progress.steps):
            members = {step.member for step in progress.steps if step.part == part}
            for name, aim in self._other_aims(progress.result, part).items():
                if aim is not None and engine.records.knows(aim.question):
                    serving = aim.reached(engine)
                    of_region = {""} if aim.entity == "region" and serving else set[str]()
                    counts[name] = (counts[name] or 0) + len(members & (serving | of_region))
        return counts


def _has_target(judgement: Judgement) -> bool:
    return any(part.target is not None for part in (judgement, *judgement.components))


def _origin(result: Result) -> ResultOrigin:
    """Find the data behind a result that was judged here."""
    assert isinstance(result.origin, ResultOrigin)  # noqa: S101  # evaluate puts it there
    return result.origin


def _is_read(script: Script, aim: _Aim, recorded: Recorded) -> bool:
    """Tell whether a question reads what a script brings, and whether that was collected at all."""
    is_collected = all(map(recorded.has, script.writes))
    return script.entity == aim.entity and is_collected and {*script.writes} <= {*reads(aim.question)}


def _part_of(result: Result, part: str) -> Judgement | None:
    return _part_of_judgement(result.judgement, part)


def _part_of_judgement(judgement: Judgement, part: str) -> Judgement | None:
    """Find a part of a judgement; the whole where there is one."""
    if not part:
        return None if judgement.components and not judgement.tallies else judgement
    return next((inner for inner in judgement.components if inner.name == part), None)


def _is_reached(judgement: Judgement | None) -> bool:
    return judgement is not None and judgement.verdict is Verdict.MET


def _missing(judgement: Judgement | None) -> int:
    """Count how many are missing at worst; none where nothing limits them."""
    shortfall: Bounds | None = None if judgement is None else judgement.shortfall
    return 0 if shortfall is None or shortfall.high is None else int(shortfall.high)
