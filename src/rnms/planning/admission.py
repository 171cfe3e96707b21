"""What a region's reading admits: diagnostics as the basis of a route, groups of a programme.

Nothing is interpreted here. An invented person is given what is asked about, and the engine is asked whether
the words of the region's own indicator hold for that person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import attrs

from rnms._values import frozen
from rnms.engine.beside import inside
from rnms.engine.engine import Engine
from rnms.indicators.counts import Share
from rnms.indicators.definition import Family, Indicator
from rnms.indicators.tally import MemberState, distinct
from rnms.indicators.vocabulary import diagnostics, people, programmes
from rnms.judge.cases import case_of, chosen_readings, periods_of
from rnms.logic.population import Population, Term
from rnms.logic.question import Question
from rnms.model.development import Diagnostic, Enrolment, Programme, Route, RouteItem
from rnms.model.people import Person
from rnms.model.period import Period
from rnms.model.system import RegionalSystem, is_about_people, record_classes
from rnms.planning.offers import Offer
from rnms.planning.proposed_routes import Why
from rnms.regions.profile import RegionProfile

MARK = "~"
"""What the ids of invented people and of proposed records begin with."""
_STANDING = (MemberState.PASSED, MemberState.FAILED, MemberState.UNKNOWN)
"""Where a member stands, or somebody who may be one."""


@frozen(kw_only=True)
class Asker:
    """An indicator that asks for routes or for programmes completed.

    Attributes:
        code: Its code.
        question: What it asks.
        period: For which period.
    """

    code: str
    question: Question
    period: Period


@frozen(kw_only=True)
class _Trial:
    """What an invented person is given."""

    diagnostic: Diagnostic
    programme: Programme
    begun: dt.date
    start: dt.date
    end: dt.date


@frozen(kw_only=True)
class Admission:
    """Asks the engine what the reading of a region admits.

    Attributes:
        system: The system, read.
        profile: The region.
        on: The planning day.
        period: The period by whose end everything is completed.
        of_programmes: The indicators that ask for programmes completed.
        of_routes: The indicators that ask for routes.
        staff: Who is accompanied.
    """

    system: RegionalSystem = attrs.field(repr=False)
    profile: RegionProfile
    on: dt.date
    period: Period
    of_programmes: tuple[Asker, ...]
    of_routes: tuple[Asker, ...]
    staff: Population

    @classmethod
    def of(
        cls,
        system: RegionalSystem,
        profile: RegionProfile,
        on: dt.date,
        asked_period: Period,
        reading: str | None,
    ) -> Admission:
        """Find what a region asks under a reading.

        A reading that puts another measure in place of a share changes nothing here: the words that admit a
        diagnostic and a programme stay those of the default.

        Raises:
            ReadingNotFoundError: If no indicator has a reading of this name.
        """
        names = profile.select_readings(() if reading is None else reading)
        of_programmes = _askers(profile, programmes.REGISTER_PROGRAMMES_SHARE, names, asked_period)
        of_routes = _askers(profile, diagnostics.ROUTE_SHARE, names, asked_period)
        askers = (*of_programmes, *of_routes)
        words = {
            word: meaning
            for indicator in profile.indicators
            for declared in chosen_readings(indicator, names)
            for word, meaning in declared.redefine
        }
        return cls(
            system=system,
            profile=profile,
            on=on,
            period=askers[0].period if askers else asked_period,
            of_programmes=of_programmes,
            of_routes=of_routes,
            staff=people.STAFF.rewritten({word: words[word] for word in words if word == people.STAFF}),
        )

    def bases(self, candidates: Sequence[Diagnostic]) -> list[MemberState]:
        """Tell of diagnostics whether a route that is begun on the planning day may rest on them.

        Surely, surely not, or it is not known.
        """
        # In a period still to come the route is begun on its first day: of the diagnostic alone is asked.
        day = min(max(self.on, self.period.start), self.period.end)
        taught = {word for diagnostic in candidates for word in diagnostic.deficits or ()} or {MARK}
        course = Programme(id=MARK, register_start=day, competences=tuple(sorted(taught)))
        # What decides is the same for all that were held on one day by one provider.
        trial_by_kind = {
            _kind(diagnostic): _Trial(
                diagnostic=attrs.evolve(diagnostic, deficits=course.competences),
                programme=course,
                begun=day,
                start=day,
                end=day,
            )
            for diagnostic in candidates
        }
        states = dict(zip(trial_by_kind, self._states([*trial_by_kind.values()]), strict=True))
        return [states[_kind(diagnostic)] for diagnostic in candidates]

    def refusals(self, offers: Sequence[Offer], basis: Diagnostic) -> list[Why | None]:
        """Tell of offers why the reading does not count them; ``None`` where it does.

        Args:
            offers: The offers; the dates of each must already fit.
            basis: A diagnostic that is admitted.
        """
        programme_by_id = {programme.id: programme for programme in self.system.programmes or ()}
        trials, always_listed = [], []
        for offer in offers:
            programme = programme_by_id[offer.programme]
            trial = _Trial(
                diagnostic=attrs.evolve(basis, deficits=programme.competences),
                programme=programme,
                begun=self.on,
                start=offer.start,
                end=offer.end,
            )
            listed = attrs.evolve(programme, register_start=offer.start, register_end=None)
            trials.append(trial)
            always_listed.append(attrs.evolve(trial, programme=listed))
        states = self._states([*trials, *always_listed], with_routes=False)
        return [
            None
            if state is MemberState.PASSED
            else Why.NOT_IN_REGISTER
            if listed is MemberState.PASSED
            else Why.NOT_COUNTED
            for state, listed in zip(states[: len(offers)], states[len(offers) :], strict=True)
        ]

    def counts_route(self, basis: Diagnostic, asker: Asker) -> bool:
        """Tell whether an indicator counts a route that is begun on the planning day itself."""
        course = Programme(id=MARK, register_start=self.on, competences=())
        trial = _Trial(diagnostic=basis, programme=course, begun=self.on, start=self.on, end=self.on)
        return self._asked([trial], asker) == [MemberState.PASSED]

    def working(self) -> tuple[frozenset[str], Engine]:
        """Tell who may work in the region on the planning day, and which engine knows of that day."""
        engine = Engine.of_region(self.system, self.profile, self.on)
        return frozenset(_members(engine, Question(of=self.staff), self.period)), engine

    def gone(self, persons: Collection[str], days: Iterable[dt.date]) -> Mapping[dt.date, Collection[str]]:
        """Tell by day which of some people surely work in the region no more."""
        ends = [
            post.end
            for post in self.system.employments or ()
            if post.end is not None and post.person in persons
        ]
        first = min(ends, default=dt.date.max)
        gone: dict[dt.date, Collection[str]] = {}
        for day in days:
            engine = Engine.of_region(self.system, self.profile, day) if first < day else None
            there = () if engine is None else _members(engine, Question(of=self.staff), self.period)
            gone[day] = () if engine is None else {*persons} - {*there}
        return gone

    def _states(self, trials: Sequence[_Trial], *, with_routes: bool = True) -> list[MemberState]:
        """Tell of invented people whether all that the region asks for holds, surely or perhaps."""
        askers = self.of_programmes or (
            Asker(code="", question=_of_anybody(programmes.COMPLETED_REGISTER_PROGRAMME), period=self.period),
        )
        askers += self.of_routes if with_routes else ()
        columns = [self._asked(trials, asker) for asker in askers]
        return [_worst(states) for states in zip(*columns, strict=True)]

    def _asked(self, trials: Sequence[_Trial], asker: Asker) -> list[MemberState]:
        system = self._invented(trials)
        engine = Engine.of_region(system, self.profile, asker.period.end)
        assert asker.question.term is not None  # noqa: S101  # only such are askers
        question = _of_anybody(asker.question.term)
        state_by_person = {
            person: state
            for state in _STANDING
            for person, _ in engine.standing(question, asker.period, state)
        }
        return [state_by_person[f"{MARK}{number}"] for number in range(len(trials))]

    def _invented(self, trials: Sequence[_Trial]) -> RegionalSystem:
        """Put invented people in the place of all who are recorded."""
        names = [f"{MARK}{number}" for number in range(len(trials))]
        pairs = [*zip(names, trials, strict=True)]
        courses = {f"{MARK}{number}": trial.programme for number, trial in enumerate(trials)}
        people_gone: dict[str, Any] = {name: () for name in record_classes() if is_about_people(name)}
        return attrs.evolve(
            self.system,
            **people_gone
            | {
                "figures": (),
                "unreported": (),
                "persons": tuple(Person(id=name) for name in names),
                "programmes": tuple(attrs.evolve(course, id=name) for name, course in courses.items()),
                "diagnostics": tuple(
                    attrs.evolve(trial.diagnostic, id=name, person=name) for name, trial in pairs
                ),
                "routes": tuple(
                    Route(id=name, person=name, diagnostic=name, start=trial.begun) for name, trial in pairs
                ),
                "route_items": tuple(RouteItem(route=name, programme=name) for name in names),
                "enrolments": tuple(
                    Enrolment(
                        id=name,
                        person=name,
                        programme=name,
                        selected_on=trial.begun,
                        start=trial.start,
                        end=trial.end,
                        diagnostic=name,
                        route=name,
                    )
                    for name, trial in pairs
                ),
            },
        )


def _askers(
    profile: RegionProfile, family: Family, names: Sequence[str], asked_period: Period
) -> tuple[Asker, ...]:
    return tuple(
        Asker(code=indicator.code, question=question, period=periods_of(indicator, asked_period)[-1])
        for indicator in profile.indicators
        if indicator.family == family
        for question in _questions(indicator, names, asked_period)
    )


def _questions(indicator: Indicator, names: Sequence[str], asked_period: Period) -> Iterable[Question]:
    """List what a share asks under the readings; where they put another measure in its place, by default."""
    under_readings = case_of(indicator, chosen_readings(indicator, names), asked_period).indicator
    for understood in (under_readings, indicator):
        if isinstance(understood.measure, Share):
            return understood.measure.questions
    return ()


def _of_anybody(term: Term) -> Question:
    return Question(of=people.ALL_PERSONS, term=term)


def _kind(diagnostic: Diagnostic) -> Diagnostic:
    return attrs.evolve(diagnostic, id="", person="", deficits=None)


def _worst(states: Iterable[MemberState]) -> MemberState:
    order = (MemberState.FAILED, MemberState.UNKNOWN, MemberState.PASSED)
    return min(states, key=order.index)


def _members(engine: Engine, question: Question, period: Period) -> Iterable[str]:
    """List who perhaps belongs to a population."""
    return distinct(person for state in _STANDING for person, _ in engine.standing(question, period, state))


def certain_members(engine: Engine, asker: Asker) -> frozenset[str]:
    """Tell who surely belongs to the population of an indicator."""
    question = attrs.evolve(asker.question, term=None)
    standing = engine.standing(question, asker.period, MemberState.PASSED)
    return frozenset(person for person, _ in standing)


def passing(engine: Engine, asker: Asker) -> frozenset[str]:
    """Tell who surely passes an indicator."""
    standing = engine.standing(asker.question, asker.period, MemberState.PASSED)
    return frozenset(person for person, _ in standing)


def by_municipality(
    engine: Engine, staff: Population, period: Period, persons: Iterable[str]
) -> Mapping[str, Mapping[str, bool]]:
    """Tell by person in which municipalities they perhaps work, and of each whether they surely do."""
    places: dict[str, dict[str, bool]] = {person: {} for person in persons}
    path = engine.records.plan(Question(of=staff), period).of.place_path("municipalities")
    for place in engine.records.values("municipalities", "id") if path else ():
        question = Question(of=inside(staff, path, place))
        for state in _STANDING:
            for person, _ in engine.standing(question, period, state):
                if person in places:
                    is_sure = places[person].get(str(place), False) or state is MemberState.PASSED
                    places[person][str(place)] = is_sure
    return places
