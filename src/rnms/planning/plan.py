"""Scripts are given to those who still fail, the engine says whom they help, the cheapest are taken.

No predicate is read and no verdict promised: what a script brings is put into a copy of the system as
records, and the same engine judges it. So every region, reading and plug-in works, and a plan cannot differ
from a judgement. Nothing recorded is changed but open ends, which close in the future; nothing is dated
before the day of the plan; nobody leaves the population, and no reading is chosen.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from rnms._values import frozen
from rnms.engine.engine import Engine
from rnms.engine.records import RecordsEngine
from rnms.errors import UsageError
from rnms.indicators.loads import Load
from rnms.indicators.tally import MemberState
from rnms.issues import message
from rnms.judge.ask import ask
from rnms.judge.brief import open_parts
from rnms.judge.evaluation import evaluate
from rnms.judge.origin import ResultOrigin
from rnms.judge.parts import OPEN
from rnms.logic.paths import REGION
from rnms.logic.plan import reads
from rnms.logic.population import MUNICIPALITY, Unit
from rnms.model.checked import expect_day
from rnms.model.norm import Verdict
from rnms.model.system import RegionalSystem, record_classes
from rnms.model.working_days import ONE_DAY
from rnms.planning.acts import ActKind, Calendar, costs_of, days_of
from rnms.planning.aims import COLLECTIONS, Aim, aims_of
from rnms.planning.facts import are_of_facts, open_facts
from rnms.planning.load_steps import attaching_drafts
from rnms.planning.proposal import Plan, PlanStep, TooLate
from rnms.planning.recorded import Recorded
from rnms.planning.scripts import SCRIPTS, Draft, Script, with_drafts
from rnms.regions.profile import RegionProfile
from rnms.results.brief import Ask, Request
from rnms.results.judgement import DEFAULT, Judgement
from rnms.results.origin import STATES, Origin
from rnms.results.result import Result

if TYPE_CHECKING:
    from rnms.indicators.over_periods import Measure

_MOST_ROUNDS = 4
"""How often those are added who turn out to be missing, where steps change how many are counted."""
_TRAINING = {ActKind.ENROL, ActKind.TRAIN}
"""The acts of which the days are those of a programme."""
_SERVED = {Verdict.MET, Verdict.NOT_APPLICABLE}
"""The verdicts on a municipality or organisation of which nothing more is demanded."""


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
        UsageError: If the result is of one municipality or organisation, for which the act demands nothing.
    """
    expect_day(as_of, owner="plan", field="as_of")
    calendar = Calendar(first=max(as_of, result.period.start), last=result.period.end, days=days_of(days))
    assert isinstance(origin, ResultOrigin)  # noqa: S101  # there is no other; values know only what they ask
    data = origin.engine.data
    # Acts are planned as records; those of tables are read once, all of them.
    system = data if isinstance(data, RegionalSystem) else origin.engine.gathered(tuple(record_classes()))
    planner = _Planner(origin=origin, result=result, calendar=calendar, costs=costs_of(costs), robust=robust)
    before = planner.judged(system)
    if not _is_of_the_same(result.judgement, before.judgement) or (
        origin.alone and not _ends(before.judgement)
    ):
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
        place=_name_alone(system, origin.alone),
        robust=robust,
        # Where the steps bring a sure breach near the target, answers decide the rest.
        requests=tuple(planner.requests(before)) or tuple(planner.requests(progress.result)),
        shortfall={
            part: found.shortfall for part in planner.parts(before) if (found := _part_of(before, part))
        },
        steps=tuple(progress.steps),
        under=planner.under(progress),
        is_least=progress.is_least and len({step.part for step in progress.steps}) <= 1,
        too_late=tuple(dict.fromkeys(progress.too_late)),
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
        self.is_least = True


@frozen
class _Won:
    """That a script, done in some way, brings a member to serve an aim.

    Attributes:
        aim: The aim.
        member: Who.
        cost: What it costs.
        begin_by: The last day on which it can be begun.
        draft: The acts and their records.
    """

    aim: Aim
    member: str
    cost: int | Fraction
    begin_by: dt.date
    draft: Draft


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

    @property
    def readings(self) -> Sequence[str]:
        """The readings taken together."""
        return () if self.result.taken == DEFAULT else self.result.taken.split("+")

    def judged(self, system: RegionalSystem) -> Result:
        """Judge a system at the end of the period, under the readings taken."""
        code, period = self.result.code, self.result.period
        unit, place = self.origin.alone or ("", "")
        report = evaluate(
            system,
            period=period,
            region=self.profile,
            only=code,
            readings=self.readings,
            municipality=place if unit == "municipality" else None,
            organization=place if unit == "organization" else None,
        )
        return report[code, period]

    def requests(self, before: Result) -> Iterator[Request]:
        """List what to ask."""
        if before.verdict in OPEN:
            for part in open_parts(before.judgement):
                name = "" if part is before.judgement else part.name
                yield Request(
                    at=0,
                    code=before.code,
                    period=before.period,
                    part=name,
                    ask=self._asked(before, name, part),
                )

    def _asked(self, before: Result, name: str, part: Judgement) -> Ask:
        """Find what to ask for a part, single facts by municipality, too."""
        asked, measure = ask(part), self.measure(self.result.taken, name)
        if measure is None or not are_of_facts(asked.facts) or self.origin.alone is not None:
            return asked
        engine = _origin(before).engine
        assert isinstance(engine.records, RecordsEngine)  # noqa: S101  # a plan is of records
        recorded = Recorded(engine.records.columns.records.system, part.period.end)
        facts = open_facts(engine.records, recorded, measure.questions, part.period)
        return attrs.evolve(asked, by_municipality=tuple(facts))

    @staticmethod
    def parts(before: Result) -> tuple[str, ...]:
        """Name the parts that do not reach their target; of one without parts the name is empty."""
        judgement = before.judgement
        # An index has a target as a whole; what it is made of has none.
        is_whole = not judgement.components or judgement.target is not None
        parts = [("", judgement)] if is_whole else [(part.name, part) for part in judgement.components]
        return tuple(
            name for name, part in parts if part.target is not None and part.verdict is not Verdict.MET
        )

    # Whom acts can help.

    def measure(self, readings: str, part: str) -> Measure | None:
        """Find how a part is counted under some readings."""
        parts = self.origin.under(readings).parts()
        return next((inner.measure for inner in parts if inner.name == part or not part), None)

    def aims(self, readings: str, part: str, judgement: Judgement | None) -> Sequence[Aim]:
        """Find what members are to come to under some readings; none where it is no matter of members."""
        if judgement is None or judgement.target is None:
            return ()
        indicator = self.origin.under(readings)
        norm = judgement.target.known_norm
        found = aims_of(part, self.measure(readings, part), norm, indicator.direction, judgement.period)
        if self.origin.alone is None:
            return tuple(found)
        narrowed = (aim.within(self.origin.engine, *self.origin.alone) for aim in found)
        return tuple(aim for aim in narrowed if aim is not None)

    def _candidates(self, aim: Aim, engine: Engine, recorded: Recorded, most: int) -> Sequence[str]:
        """List whom acts could help: those who fail; where a population is to grow, who is outside it."""
        if aim.entity == REGION:
            # Where nobody knows whether the region keeps it, it can keep it all the same.
            return () if aim.reached(engine) else (REGION,)
        if aim.others is None:
            against = MemberState.PASSED if aim.wanted is MemberState.FAILED else MemberState.FAILED
            return aim.standing(engine, against)
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
        why, is_late = self._why_nothing(judgement), False
        if not why and isinstance(self.measure(self.result.taken, part), Load):
            why = self._attach(progress, part)
        elif not why:
            engine = _origin(progress.result).engine
            aims = self.aims(self.result.taken, part, judgement)
            lacking = self._lacking(progress.result, part)
            known = [aim for aim in aims if engine.records.knows(aim.question)]
            if isinstance(lacking, str):
                why = lacking
            elif known:
                is_late = self._pursue(progress, part, known, lacking)
            else:
                why = "no-records" if aims else "measure"
        if why:
            progress.why.append(why)
        elif progress.result.verdict is not Verdict.MET and not _is_reached(_part_of(progress.result, part)):
            progress.why.append("too-late" if is_late else "exhausted")
            progress.why += ["ask"] if progress.result.verdict in OPEN else []

    def _why_nothing(self, judgement: Judgement | None) -> str:
        """Tell as a code why nothing can be planned; empty where something may."""
        if self.calendar.first > self.calendar.last:
            return "period-over"
        return "no-records" if judgement is None or judgement.verdict is Verdict.NO_DATA else ""

    def _pursue(
        self, progress: _Progress, part: str, aims: Sequence[Aim], lacking: dict[str, int] | None
    ) -> bool:
        """Take steps towards the aims of a part; tell whether some come too late."""
        measures = [measure.code for measure in self.profile.roadmap.measures]
        recorded = {
            aim: Recorded(progress.system, self.calendar.last, mark=number, measures=measures)
            for number, aim in enumerate(aims)
        }
        useful = [(aim, script) for script in self._by_cost() for aim in aims]
        useful = [(aim, script) for aim, script in useful if _is_read(script, aim, recorded[aim])]
        in_time = [(aim, script) for aim, script in useful if self._is_tried(script)]
        late = [script.lasting for _, script in useful if not self.calendar.has_room(script.lasting)]
        engine, before = _origin(progress.result).engine, progress.result
        most = sum(lacking.values()) if lacking else 0
        wins = [
            self._helped(
                aim,
                [script for other, script in in_time if other is aim],
                recorded[aim],
                self._candidates(aim, engine, recorded[aim], most),
                before,
            )
            for aim in aims
        ]
        # The cheapest step of each is the best where each moves the same by as much, and nothing else.
        progress.is_least &= len(aims) == 1 and aims[0].others in {None, aims[0].question}
        if lacking is None:
            taken = self._taken_by_trial(progress, part, wins)
        else:
            places = self._places_of_members(engine, aims, lacking)
            taken = self._taken(progress, part, wins, lacking, places)
        kinds_taken = {act.kind for won in taken for act in won.draft.acts}
        if ActKind.BEGIN in kinds_taken:
            # Where it is enough to begin, no end comes too late.
            late = [kinds for kinds in late if not _TRAINING & {*kinds}]
        progress.too_late += [
            TooLate(part=part, acts=kinds, latest=self.calendar.latest(kinds))
            for kinds in dict.fromkeys(late)
        ]
        progress.steps += [
            PlanStep(
                member="" if won.aim.entity == REGION else won.member,
                municipality=recorded[won.aim].municipality(won.aim.entity, won.member),
                is_outside=recorded[won.aim].is_outside(won.aim.entity, won.member),
                part=won.aim.part,
                acts=won.draft.acts,
                cost=won.cost,
                begin_by=won.begin_by,
            )
            for won in taken
        ]
        return bool(late)

    def _lacking(self, result: Result, part: str) -> dict[str, int] | str | None:
        """Count how many are missing at worst: in all, or in each municipality or organisation that must.

        Returns:
            The numbers by id, of the whole under an empty one; a code where nobody can say whom they are of;
            ``None`` where the measure tells no number, and it must be tried how many are enough.
        """
        judgement = _part_of(result, part)
        if judgement is None or judgement.target is None:
            return "no-records"
        each = judgement.target.each
        if each is None:
            if judgement.shortfall is None:
                return None
            return "headcount" if judgement.shortfall.high is None else {"": _missing(judgement)}
        if each == MUNICIPALITY:
            places = {one.name: one for one in judgement.municipalities}
        elif not part:
            places = {**_origin(result).by_organization(judgement)}
        else:
            return "measure"
        short = {key: one for key, one in places.items() if one.verdict not in _SERVED}
        limited = {
            key: _missing(one)
            for key, one in short.items()
            if one.shortfall is not None and one.shortfall.high is not None
        }
        if short and not limited:
            return "headcount" if any(one.shortfall for one in short.values()) else "measure"
        return limited

    def _places_of_members(
        self, engine: Engine, aims: Sequence[Aim], lacking: Mapping[str, int]
    ) -> Callable[[str], Sequence[str]]:
        """Tell of each member in which of the places that lack somebody it is counted."""
        if [*lacking] == [""]:
            return lambda _: ("",)
        unit = (
            MUNICIPALITY.key if set(lacking) <= set(engine.records.ids("municipalities")) else "organization"
        )
        places: dict[str, list[str]] = {}
        for place in lacking:
            for aim in aims:
                own = aim.within(engine, unit, place)
                if own is not None and own.others is None:
                    for state in STATES:
                        for member, _ in engine.standing(own.question, own.period, state):
                            places.setdefault(member, []).append(place)
        return lambda member: places.get(member, ())

    def _taken(
        self,
        progress: _Progress,
        part: str,
        wins: Sequence[Iterator[_Won]],
        lacking: dict[str, int],
        places: Callable[[str], Sequence[str]],
    ) -> Sequence[_Won]:
        """Take as many as are missing at worst, and as many more as turn out to be missing then."""
        start, taken = progress.system, list[_Won]()
        queue: Iterator[_Won] = chain.from_iterable(wins)
        for _ in range(_MOST_ROUNDS):
            more, spare = _covering(queue, lacking, places)
            if not more:
                break
            # Whoever is counted in two places, or in a number that grew, might have spared another.
            is_apart = all(len({*places(won.member)} & lacking.keys()) <= 1 for won in (*more, *spare))
            progress.is_least &= is_apart and not taken
            taken += more
            queue = chain(spare, queue)
            progress.system = with_drafts(start, (won.draft for won in taken))
            progress.result = self.judged(progress.system)
            is_reached = _is_reached(_part_of(progress.result, part))
            again = {} if is_reached else self._lacking(progress.result, part)
            lacking = again if isinstance(again, dict) else {}
        return taken

    def _taken_by_trial(
        self, progress: _Progress, part: str, wins: Sequence[Iterator[_Won]]
    ) -> Sequence[_Won]:
        """Take the first that are enough, those first who move the whole most for what they cost."""
        start, engine = progress.system, _origin(progress.result).engine
        listed = [won for own in wins for won in own]
        gains = {aim: aim.gain(engine) for aim in {won.aim: None for won in listed}}
        listed.sort(key=lambda won: won.cost / gains[won.aim])

        def is_enough(taken: Sequence[_Won], beside: Sequence[_Won] = ()) -> bool:
            progress.system = with_drafts(start, (won.draft for won in (*beside, *taken)))
            progress.result = self.judged(progress.system)
            return _is_reached(_part_of(progress.result, part))

        taken: Sequence[_Won] = listed
        if listed and is_enough(listed):
            taken = self._needed(start, _fewest_first(listed, is_enough))
            for aim in gains:
                # What others bring may make the last steps of one part superfluous.
                own = [won for won in taken if won.aim is aim]
                rest = [won for won in taken if won.aim is not aim]
                taken = [*rest, *_fewest_first(own, functools.partial(is_enough, beside=rest))]
            is_enough(taken)
        return taken

    def _needed(self, start: RegionalSystem, taken: Sequence[_Won]) -> Sequence[_Won]:
        """Leave out steps towards an aim to which the other steps of the same member bring them, too."""
        for aim in dict.fromkeys(won.aim for won in taken):
            helped_otherwise = {
                won.member for won in taken if won.aim.entity == aim.entity and won.aim is not aim
            }
            others = [won for won in taken if won.aim is not aim or won.member not in helped_otherwise]
            if len(others) < len(taken):
                trial = with_drafts(start, (won.draft for won in others))
                served = aim.reached(Engine.of_region(trial, self.profile)) & helped_otherwise
                taken = [won for won in taken if won.aim is not aim or won.member not in served]
        return taken

    def _attach(self, progress: _Progress, part: str) -> str:
        """Attach people to methodists until their load is as demanded; tell as a code why it is not."""
        start, first = progress.system, self.calendar.after(ActKind.ATTACH)
        if first > self.calendar.last:
            progress.too_late.append(
                TooLate(part=part, acts=(ActKind.ATTACH,), latest=self.calendar.latest((ActKind.ATTACH,)))
            )
            return "too-late"
        # On the last day there is none before it on which anybody could leave another methodist.
        day = min(first + ONE_DAY, self.calendar.last)
        found = attaching_drafts(start, self.profile, self.readings, self.result.period, self.calendar, day)
        if isinstance(found, str):
            return found

        def is_enough(taken: Sequence[Draft]) -> bool:
            progress.system = with_drafts(start, taken)
            progress.result = self.judged(progress.system)
            return _is_reached(_part_of(progress.result, part))

        drafts = [draft for _, draft in found.drafts]
        taken: Sequence[Draft] = drafts
        if drafts and is_enough(drafts):
            taken = _fewest_first(drafts, is_enough)
            is_enough(taken)
        recorded = Recorded(start, self.calendar.last)
        progress.is_least &= not taken
        progress.steps += [
            PlanStep(
                member=person,
                municipality=recorded.municipality("persons", person),
                is_outside=recorded.is_outside("persons", person),
                part=part,
                acts=draft.acts,
                cost=self.costs[ActKind.ATTACH],
                begin_by=self.calendar.latest((ActKind.ATTACH,)),
            )
            for person, draft in found.drafts[: len(taken)]
        ]
        if _is_reached(_part_of(progress.result, part)):
            return ""
        if found.latest is not None:
            progress.too_late.append(TooLate(part=part, acts=(ActKind.ATTACH,), latest=found.latest))
        return found.why if found.latest is None else "too-late"

    def _helped(
        self,
        aim: Aim,
        scripts: Sequence[Script],
        recorded: Recorded,
        candidates: Sequence[str],
        before: Result,
    ) -> Iterator[_Won]:
        """List who comes to serve the target by which script, the cheapest first; tried only when asked."""
        aims = [aim]
        if self.robust:
            aims += [
                other
                for others in self._other_aims(before).values()
                for other in others
                if (other.part, other.entity) == (aim.part, aim.entity)
            ]
        rest = [*candidates]
        for script in scripts:
            ways = {member: script.ways(recorded, self.calendar, member) for member in rest}
            while drafts := {member: draft for member in ways if (draft := next(ways[member], None))}:
                trial = with_drafts(recorded.system, drafts.values())
                engine = Engine.of_region(trial, self.profile)
                engine.prepare((aim.question, aim.period) for aim in aims)
                serving = set.intersection(*(aim.reached(engine) for aim in aims))
                served = [member for member in drafts if member in serving]
                cost, days = self._cost(script), self.calendar.last - self.calendar.latest(script.lasting)
                for member in served:
                    draft = drafts[member]
                    begin_by = max(act.to_day for act in draft.acts) - days
                    yield _Won(aim, member, cost, begin_by, draft)
                ways = {member: ways[member] for member in drafts if member not in serving}
                done = {*served}
                rest = [member for member in rest if member not in done]

    def _is_tried(self, script: Script) -> bool:
        """Tell whether a script can be done in time, and does not stand for another one that can."""
        has_room = self.calendar.has_room
        return has_room(script.lasting) and not (script.instead_of and has_room(script.instead_of))

    def _by_cost(self) -> Sequence[Script]:
        return sorted(SCRIPTS, key=self._cost)

    def _cost(self, script: Script) -> int | Fraction:
        return sum((self.costs[kind] for kind in script.kinds), start=0)

    # Other readings.

    def _other_aims(self, before: Result) -> dict[str, Sequence[Aim]]:
        """Find the aims under each other reading, of all parts."""
        aims: dict[str, Sequence[Aim]] = {}
        for name, judgement in before.readings.items():
            if name != before.taken:
                whole = not judgement.components or judgement.target is not None
                parts = ("",) if whole else tuple(part.name for part in judgement.components)
                aims[name] = [
                    aim
                    for part in parts
                    for aim in self.aims(name, part, _part_of_judgement(judgement, part))
                ]
        return aims

    def under(self, progress: _Progress) -> dict[str, int | None]:
        """Count how many of the chosen serve the target under each other reading, too."""
        # A reading may count by a period that ends later: each is judged at its own end.
        engine = Engine.of_region(progress.system, self.profile)
        chosen: dict[str, set[str]] = {}
        for step in progress.steps:
            chosen.setdefault(step.part, set()).add(step.member)
        taken = {aim.part: aim.entity for aim in self._aims_taken(progress.result)}
        counts: dict[str, int | None] = {}
        for name, aims in self._other_aims(progress.result).items():
            by_part = {
                aim.part: aim.reached(engine)
                for aim in aims
                if taken.get(aim.part) == aim.entity and engine.records.knows(aim.question)
            }
            counts[name] = None
            # Of a part that it counts otherwise a reading tells nobody, and so of the whole.
            if chosen and chosen.keys() <= by_part.keys():
                counts[name] = sum(
                    len(members & (by_part[part] | ({""} if by_part[part] else set())))
                    for part, members in chosen.items()
                )
        return counts

    def _aims_taken(self, result: Result) -> Iterator[Aim]:
        judgement = result.judgement
        whole = not judgement.components or judgement.target is not None
        for part in ("",) if whole else tuple(part.name for part in judgement.components):
            yield from self.aims(self.result.taken, part, _part_of(result, part))


def _covering(
    queue: Iterator[_Won], lacking: dict[str, int], places: Callable[[str], Sequence[str]]
) -> tuple[Sequence[_Won], Sequence[_Won]]:
    """Take of a queue whoever is counted where somebody lacks; tell whom that passes over."""
    taken: list[_Won] = []
    spare: list[_Won] = []
    while any(number > 0 for number in lacking.values()) and (won := next(queue, None)) is not None:
        own = [place for place in places(won.member) if place in lacking]
        if any(lacking[place] > 0 for place in own):
            taken.append(won)
            lacking.update({place: lacking[place] - 1 for place in own})
        else:
            spare.append(won)
    # Who is counted in two places may make others superfluous; the dearest go first.
    for won in sorted(taken, key=lambda won: won.cost, reverse=True):
        own = [place for place in places(won.member) if place in lacking]
        if all(lacking[place] < 0 for place in own):
            taken.remove(won)
            spare.append(won)
            lacking.update({place: lacking[place] + 1 for place in own})
    return taken, spare


def _fewest_first(listed: Sequence[Any], is_enough: Callable[[Sequence[Any]], bool]) -> Sequence[Any]:
    """Take as few of the first as are enough, where all of them are."""
    low, high = -1, len(listed)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(listed[:middle]) else (middle, high)
    return listed[:high]


def _is_of_the_same(result: Judgement, before: Judgement) -> bool:
    """Tell whether what is planned for is what was judged, and not a region instead of a place in it."""
    return _ends(result) == _ends(before)


def _name_alone(system: RegionalSystem, alone: tuple[str, str] | None) -> str:
    """Name the municipality or organisation that is judged alone."""
    unit, place = alone or ("", "")
    places = getattr(system, COLLECTIONS[unit]) if unit else ()
    return next((one.name.strip() for one in places or () if one.id == place), "") or place


def _ends(judgement: Judgement) -> list[Unit | None]:
    """List for what the targets of a judgement and its parts are set: the whole, or each place of a kind."""
    targets = [part.target for part in (judgement, *judgement.components)]
    return [target.each for target in targets if target is not None]


def _origin(result: Result) -> ResultOrigin:
    """Find the data behind a result that was judged here."""
    assert isinstance(result.origin, ResultOrigin)  # noqa: S101  # evaluate puts it there
    return result.origin


def _is_read(script: Script, aim: Aim, recorded: Recorded) -> bool:
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
    shortfall = None if judgement is None else judgement.shortfall
    return 0 if shortfall is None or shortfall.high is None else int(shortfall.high)
