"""Scripts: chains of acts, as the records that they would bring; whether these help, the engine says.

A script reads no predicate. Of each member it drafts in which ways its acts could be done, the most fitting
first, and knows only what is recorded: whom something is open for, which diagnostics and routes there are.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from rnms._values import frozen
from rnms.model.development import Diagnostic, Enrolment, Provider, Route, Support, TeamTraining
from rnms.model.people import Assignment, Methodist, PoolLevel
from rnms.model.roadmap import MeasureReport
from rnms.model.subjects import (
    MUNICIPAL,
    Adoption,
    AdoptionKind,
    Agreement,
    AgreementKind,
    Association,
    Community,
    CommunityKind,
    ContestEntry,
    ContestKind,
    MethodicalModel,
    MonitoringRound,
)
from rnms.model.system import RegionalSystem
from rnms.planning.acts import ActKind, Calendar, PlannedAct
from rnms.planning.recorded import Recorded

MOST_WAYS = 6
"""In how many ways a script is tried for one member."""
_MOST_OF_EACH = 3
"""How many diagnostics or routes of one person are tried."""


@frozen(kw_only=True)
class Draft:
    """The records that the acts for one member would bring.

    Attributes:
        acts: The acts.
        added: New records, each with its collection.
        closed: Records that are open and would be closed, each with its collection and its place in it.
    """

    acts: tuple[PlannedAct, ...]
    added: tuple[tuple[str, Any], ...] = ()
    closed: tuple[tuple[str, int, Any], ...] = ()


Drafting = Callable[[Recorded, Calendar, str], Iterator[Draft]]
"""Drafts the ways in which acts could be done for a member."""


@frozen(kw_only=True)
class Script:
    """A chain of acts that can be done for members of one kind.

    Attributes:
        kinds: The acts, one after another.
        entity: The collection of the members; ``"region"`` is the region itself.
        writes: The collections of the records that it brings.
        drafts: Drafts them.
        at_once: Whether the acts are done side by side, so that equal ones take the days of one.
        instead_of: The acts for which it stands where they come too late; none where it stands for itself.
    """

    kinds: tuple[ActKind, ...]
    entity: str
    writes: tuple[str, ...]
    drafts: Drafting = attrs.field(repr=False)
    at_once: bool = False
    instead_of: tuple[ActKind, ...] = ()

    @property
    def lasting(self) -> tuple[ActKind, ...]:
        """The acts that are done one after another."""
        return (*dict.fromkeys(self.kinds),) if self.at_once else self.kinds

    def ways(self, recorded: Recorded, calendar: Calendar, member: str) -> Iterator[Draft]:
        """Draft the first few ways in which it could be done for a member."""
        return itertools.islice(self.drafts(recorded, calendar, member), MOST_WAYS)


def with_drafts(system: RegionalSystem, drafts: Iterable[Draft]) -> RegionalSystem:
    """Put drafts into a copy of a system: what is there stays where it is, what is new follows.

    >>> system = RegionalSystem(region="ugra", supports=[])
    >>> with_drafts(system, [Draft(acts=(), added=(("supports", Support(person="p1")),))]).supports[0].person
    'p1'
    """
    changed: dict[str, list[Any]] = {}

    def records(collection: str) -> list[Any]:
        if collection not in changed:
            changed[collection] = [*getattr(system, collection)]
        return changed[collection]

    for draft in drafts:
        for collection, place, record in draft.closed:
            records(collection)[place] = record
        for collection, record in draft.added:
            records(collection).append(record)
    changes: dict[str, Any] = {**changed}
    return attrs.evolve(system, **changes) if changes else system


# People.


def _complete(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    for place, enrolment in recorded.open_enrolments.get(person, ()):
        for last in _ends(
            recorded, calendar, enrolment.programme, max(calendar.first, enrolment.start or calendar.first)
        ):
            act = calendar.act(ActKind.COMPLETE, enrolment.id, first=enrolment.start, last=last)
            closed = attrs.evolve(recorded.system_record("enrolments", place), end=last)
            yield Draft(acts=(act,), closed=(("enrolments", place, closed),))


def _ends(recorded: Recorded, calendar: Calendar, programme: str, first: dt.date) -> Iterator[dt.date]:
    """List when a training may end: as late as may be, and before its programme leaves the register."""
    yield calendar.last
    known = recorded.programmes.get(programme)
    end = None if known is None else known.register_end
    if end is not None and first <= end < calendar.last:
        yield end


def _support(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    for form in recorded.forms_of_support:
        support = Support(person=person, form=form, start=calendar.after(ActKind.SUPPORT))
        yield Draft(acts=(calendar.act(ActKind.SUPPORT, form),), added=(("supports", support),))


def _attach(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    methodist = next(recorded.least_attached, None)
    if methodist is not None:
        diagnostic = next(iter(recorded.diagnostics.get(person, ())), None)
        assignment = Assignment(
            methodist=methodist,
            person=person,
            diagnostic=None if diagnostic is None else diagnostic.id,
            start=calendar.after(ActKind.ATTACH),
        )
        yield Draft(acts=(calendar.act(ActKind.ATTACH, methodist),), added=(("assignments", assignment),))


def _appoint(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    place = recorded.municipality_id("persons", person)
    for level in PoolLevel if place else [PoolLevel.REGIONAL]:
        methodist = Methodist(
            id=recorded.new_id(person),
            person=person,
            level=level,
            municipality=place if level is PoolLevel.MUNICIPAL else None,
            start=calendar.after(ActKind.APPOINT),
        )
        yield Draft(acts=(calendar.act(ActKind.APPOINT, level.value),), added=(("methodists", methodist),))


def _held_by(recorded: Recorded, person: str, day: dt.date) -> Iterator[Diagnostic]:
    """List the first few diagnostics of a person that are held by a day."""
    diagnostics = recorded.diagnostics.get(person, ())
    by_then = (
        diagnostic for diagnostic in diagnostics if diagnostic.date is not None and diagnostic.date <= day
    )
    return itertools.islice(by_then, _MOST_OF_EACH)


def _developed(recorded: Recorded, calendar: Calendar, diagnostic: Diagnostic, *before: ActKind) -> Draft:
    route = Route(
        id=recorded.new_id(diagnostic.person),
        person=diagnostic.person,
        diagnostic=diagnostic.id,
        start=calendar.after(*before, ActKind.DEVELOP),
    )
    return Draft(acts=(calendar.act(ActKind.DEVELOP, diagnostic.id),), added=(("routes", route),))


def _develop(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    for diagnostic in _held_by(recorded, person, calendar.after(ActKind.DEVELOP)):
        yield _developed(recorded, calendar, diagnostic)


def _diagnosed(recorded: Recorded, calendar: Calendar, person: str) -> tuple[Diagnostic, Draft]:
    # Which deficits it will find nobody knows, so the record says nothing of them.
    diagnostic = Diagnostic(
        id=recorded.new_id(person),
        person=person,
        date=calendar.after(ActKind.DIAGNOSE),
        provider=Provider.CNPPM,
    )
    act = calendar.act(ActKind.DIAGNOSE, Provider.CNPPM.value)
    return diagnostic, Draft(acts=(act,), added=(("diagnostics", diagnostic),))


def _diagnose(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    yield _diagnosed(recorded, calendar, person)[1]


def _diagnose_and_develop(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    diagnostic, draft = _diagnosed(recorded, calendar, person)
    yield _joined(draft, _developed(recorded, calendar, diagnostic, ActKind.DIAGNOSE))


def _taken(
    recorded: Recorded,
    calendar: Calendar,
    person: str,
    programme: str,
    *before: ActKind,
    diagnostic: str | None = None,
    route: str | None = None,
) -> Iterator[Draft]:
    """Enrol somebody and let it be completed as late as may be."""
    for last in _ends(recorded, calendar, programme, calendar.after(*before, ActKind.ENROL)):
        enrolment = Enrolment(
            id=recorded.new_id(person),
            person=person,
            programme=programme,
            start=calendar.after(*before),
            end=last,
            diagnostic=diagnostic,
            route=route,
        )
        # What was planned just before is no record that anybody could look up.
        basis = "" if before else diagnostic or route or ""
        enrol = attrs.evolve(calendar.act(ActKind.ENROL, programme, last=last), basis=basis)
        acts = (enrol, calendar.act(ActKind.COMPLETE, programme, last=last))
        yield Draft(acts=acts, added=(("enrolments", enrolment),))


def _enrol_by_diagnostic(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    held = (
        held for held in recorded.diagnostics.get(person, ()) if held.date and held.date <= calendar.first
    )
    for diagnostic in itertools.islice(held, _MOST_OF_EACH):
        deficits = frozenset(diagnostic.deficits or ())
        for programme in recorded.best_programmes(deficits, calendar.first)[:2]:
            yield from _taken(recorded, calendar, person, programme.id, diagnostic=diagnostic.id)


def _enrol_by_route(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    developed = (
        route for route in recorded.routes.get(person, ()) if route.start and route.start <= calendar.first
    )
    for route in itertools.islice(developed, _MOST_OF_EACH):
        for programme in recorded.programmes_of_routes.get(route.id, ())[:2]:
            yield from _taken(recorded, calendar, person, programme, route=route.id)


def _enrol(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    for programme in recorded.best_programmes(frozenset(), calendar.first):
        yield from _taken(recorded, calendar, person, programme.id)


def _diagnose_and_enrol(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    diagnostic, draft = _diagnosed(recorded, calendar, person)
    for programme in recorded.best_programmes(frozenset(), calendar.first)[:2]:
        for training in _taken(
            recorded, calendar, person, programme.id, ActKind.DIAGNOSE, diagnostic=diagnostic.id
        ):
            yield _joined(draft, training)


def _begin_programme(recorded: Recorded, calendar: Calendar, person: str) -> Iterator[Draft]:
    """Enrol somebody without an end, by a diagnostic, by a route and by neither."""
    for drafting in (_enrol_by_diagnostic, _enrol_by_route, _enrol):
        for draft in itertools.islice(drafting(recorded, calendar, person), 1):
            [(collection, enrolment)] = draft.added
            [enrol, _] = draft.acts
            yield Draft(
                acts=(attrs.evolve(enrol, kind=ActKind.BEGIN, to_day=calendar.last),),
                added=((collection, attrs.evolve(enrolment, end=None)),),
            )


def _joined(*drafts: Draft) -> Draft:
    """Do one after another."""
    return Draft(
        acts=tuple(act for draft in drafts for act in draft.acts),
        added=tuple(record for draft in drafts for record in draft.added),
        closed=tuple(record for draft in drafts for record in draft.closed),
    )


# Teams.


def _complete_training(recorded: Recorded, calendar: Calendar, team: str) -> Iterator[Draft]:
    for place, training in recorded.open_trainings.get(team, ()):
        act = calendar.act(ActKind.COMPLETE, training.programme, first=training.start)
        closed = attrs.evolve(recorded.system_record("team_trainings", place), end=calendar.last)
        yield Draft(acts=(act,), closed=(("team_trainings", place, closed),))


def _train(recorded: Recorded, calendar: Calendar, team: str) -> Iterator[Draft]:
    for programme in recorded.best_programmes(frozenset(), calendar.first):
        training = TeamTraining(team=team, programme=programme.id, start=calendar.first, end=calendar.last)
        yield Draft(acts=(calendar.act(ActKind.TRAIN, programme.id),), added=(("team_trainings", training),))


def _begin_training(recorded: Recorded, calendar: Calendar, team: str) -> Iterator[Draft]:
    for programme in recorded.best_programmes(frozenset(), calendar.first):
        training = TeamTraining(team=team, programme=programme.id, start=calendar.first)
        yield Draft(acts=(calendar.act(ActKind.BEGIN, programme.id),), added=(("team_trainings", training),))


def _one_team_of(of_team: Drafting) -> Drafting:
    """Draft for one team of an organisation what may be done for a team."""

    def drafts(recorded: Recorded, calendar: Calendar, organization: str) -> Iterator[Draft]:
        for team in recorded.teams_of.get(organization, ()):
            yield from itertools.islice(of_team(recorded, calendar, team.id), 1)

    return drafts


def _both_teams_of(of_team: Drafting) -> Drafting:
    """Draft it for the first team of each kind."""

    def drafts(recorded: Recorded, calendar: Calendar, organization: str) -> Iterator[Draft]:
        first = {team.kind: team.id for team in reversed(recorded.teams_of.get(organization, ()))}
        of_each = [
            draft
            for team in first.values()
            for draft in itertools.islice(of_team(recorded, calendar, team), 1)
        ]
        if len(of_each) > 1:
            yield _joined(*of_each)

    return drafts


# Municipalities and the region.


def _model(calendar: Calendar, municipality: str, act: str | None = None) -> Draft:
    model = MethodicalModel(
        municipality=municipality, functioning=True, act=act, start=calendar.after(ActKind.CREATE)
    )
    return Draft(acts=(calendar.act(ActKind.CREATE, "models"),), added=(("models", model),))


def _association(calendar: Calendar, municipality: str, act: str | None = None) -> Draft:
    association = Association(
        municipality=municipality,
        level=MUNICIPAL.key,
        functioning=True,
        plan=True,
        act=act,
        start=calendar.after(ActKind.CREATE),
    )
    return Draft(acts=(calendar.act(ActKind.CREATE, "associations"),), added=(("associations", association),))


def _communities(*kinds: CommunityKind) -> Callable[..., Draft]:
    def draft(calendar: Calendar, municipality: str, act: str | None = None) -> Draft:
        created = tuple(
            Community(
                kind=kind,
                municipality=municipality,
                functioning=True,
                act=act,
                start=calendar.after(*[ActKind.CREATE] * number),
            )
            for number, kind in enumerate(kinds, start=1)
        )
        return Draft(
            acts=tuple(calendar.act(ActKind.CREATE, kind.value) for kind in kinds),
            added=tuple(("communities", community) for community in created),
        )

    return draft


def _created(*ways: Callable[..., Draft]) -> Drafting:
    """Draft what is created without an act of its own."""

    def drafts(_: Recorded, calendar: Calendar, municipality: str) -> Iterator[Draft]:
        for way in ways:
            yield way(calendar, municipality)

    return drafts


def _created_by_act(*ways: Callable[..., Draft]) -> Drafting:
    """Draft what an act creates, which must be adopted for it."""

    def drafts(recorded: Recorded, calendar: Calendar, municipality: str) -> Iterator[Draft]:
        adopted = Draft(acts=(calendar.act(ActKind.ADOPT, "act"),))
        for way in ways:
            yield _joined(adopted, way(calendar, municipality, recorded.new_id(municipality)))

    return drafts


def _enter(*contests: tuple[ContestKind, ...]) -> Drafting:
    def drafts(_: Recorded, calendar: Calendar, municipality: str) -> Iterator[Draft]:
        for kinds in contests:
            entries = tuple(
                ContestEntry(
                    municipality=municipality, kind=kind, date=calendar.after(*[ActKind.ENTER] * number)
                )
                for number, kind in enumerate(kinds, start=1)
            )
            yield Draft(
                acts=tuple(calendar.act(ActKind.ENTER, kind.value) for kind in kinds),
                added=tuple(("contest_entries", entry) for entry in entries),
            )

    return drafts


def _agreement(key: str, kind: AgreementKind, calendar: Calendar, municipality: str | None = None) -> Draft:
    agreement = Agreement(id=key, date=calendar.after(ActKind.CONCLUDE), kind=kind, municipality=municipality)
    return Draft(acts=(calendar.act(ActKind.CONCLUDE, kind.value),), added=(("agreements", agreement),))


def _conclude_with(recorded: Recorded, calendar: Calendar, municipality: str) -> Iterator[Draft]:
    for kind in (AgreementKind.TRIPARTITE, AgreementKind.COOPERATION):
        yield _agreement(recorded.new_id(municipality), kind, calendar, municipality)


def _conclude(_: Recorded, calendar: Calendar, agreement: str) -> Iterator[Draft]:
    for kind in AgreementKind:
        yield _agreement(agreement, kind, calendar)


def _adopt(_: Recorded, calendar: Calendar, __: str) -> Iterator[Draft]:
    for kind in AdoptionKind:
        adoption = Adoption(kind=kind, start=calendar.after(ActKind.ADOPT))
        yield Draft(acts=(calendar.act(ActKind.ADOPT, kind.value),), added=(("adoptions", adoption),))


def _hold(recorded: Recorded, calendar: Calendar, _: str) -> Iterator[Draft]:
    day = calendar.after(ActKind.HOLD)
    # Whether it will be analysed and followed by recommendations nobody knows.
    held = MonitoringRound(id=recorded.new_id("monitoring"), start=calendar.first, end=day)
    yield Draft(acts=(calendar.act(ActKind.HOLD),), added=(("monitoring_rounds", held),))


def _carry_out(recorded: Recorded, calendar: Calendar, _: str) -> Iterator[Draft]:
    for measure in recorded.measures:
        report = MeasureReport(measure=measure, date=calendar.after(ActKind.CARRY_OUT))
        yield Draft(acts=(calendar.act(ActKind.CARRY_OUT, measure),), added=(("measure_reports", report),))


def _after_adopting(then: Drafting) -> Drafting:
    """Draft what is done of a document that is adopted first."""

    def drafts(recorded: Recorded, calendar: Calendar, region: str) -> Iterator[Draft]:
        for draft in itertools.islice(then(recorded, calendar, region), 1):
            for adopted in _adopt(recorded, calendar, region):
                yield _joined(adopted, draft)

    return drafts


# All of them.

_THREE_KINDS = (CommunityKind.LEADERS, CommunityKind.YOUNG, CommunityKind.NETWORK)
_EACH_KIND = tuple(_communities(kind) for kind in CommunityKind)
_A, _P, _T, _M = ActKind, "persons", "teams", "municipalities"


def _script(
    entity: str,
    kinds: tuple[ActKind, ...],
    writes: str,
    drafts: Drafting,
    *,
    at_once: bool = False,
    instead_of: tuple[ActKind, ...] = (),
) -> Script:
    return Script(
        entity=entity,
        kinds=kinds,
        writes=tuple(writes.split()),
        drafts=drafts,
        at_once=at_once,
        instead_of=instead_of,
    )


SCRIPTS = (
    _script(_P, (_A.COMPLETE,), "enrolments", _complete),
    _script(_P, (_A.DEVELOP,), "routes", _develop),
    _script(_P, (_A.SUPPORT,), "supports", _support),
    _script(_P, (_A.ATTACH,), "assignments", _attach),
    _script(_P, (_A.APPOINT,), "methodists", _appoint),
    _script(_P, (_A.DIAGNOSE,), "diagnostics", _diagnose),
    _script(_P, (_A.DIAGNOSE, _A.DEVELOP), "diagnostics routes", _diagnose_and_develop),
    _script(_P, (_A.ENROL, _A.COMPLETE), "enrolments", _enrol_by_diagnostic),
    _script(_P, (_A.ENROL, _A.COMPLETE), "enrolments", _enrol_by_route),
    _script(_P, (_A.ENROL, _A.COMPLETE), "enrolments", _enrol),
    _script(_P, (_A.DIAGNOSE, _A.ENROL, _A.COMPLETE), "diagnostics enrolments", _diagnose_and_enrol),
    _script(_P, (_A.BEGIN,), "enrolments", _begin_programme, instead_of=(_A.ENROL, _A.COMPLETE)),
    _script(_T, (_A.COMPLETE,), "team_trainings", _complete_training),
    _script(_T, (_A.TRAIN,), "team_trainings", _train),
    _script(_T, (_A.BEGIN,), "team_trainings", _begin_training),
    _script("organizations", (_A.TRAIN,), "team_trainings", _one_team_of(_train)),
    _script("organizations", (_A.TRAIN,) * 2, "team_trainings", _both_teams_of(_train), at_once=True),
    _script("organizations", (_A.BEGIN,), "team_trainings", _one_team_of(_begin_training)),
    _script(
        "organizations", (_A.BEGIN,) * 2, "team_trainings", _both_teams_of(_begin_training), at_once=True
    ),
    _script(_M, (_A.CREATE,), "models", _created(_model)),
    _script(_M, (_A.CREATE,), "associations", _created(_association)),
    _script(_M, (_A.CREATE,), "communities", _created(*_EACH_KIND)),
    _script(_M, (_A.ADOPT, _A.CREATE), "models", _created_by_act(_model)),
    _script(_M, (_A.ADOPT, _A.CREATE), "associations", _created_by_act(_association)),
    _script(_M, (_A.ADOPT, _A.CREATE), "communities", _created_by_act(*_EACH_KIND)),
    _script(_M, (_A.CREATE,) * 3, "communities", _created(_communities(*_THREE_KINDS))),
    _script(_M, (_A.ENTER,), "contest_entries", _enter(*((kind,) for kind in ContestKind))),
    _script(_M, (_A.ENTER,) * 2, "contest_entries", _enter(tuple(ContestKind))),
    _script(_M, (_A.CONCLUDE,), "agreements", _conclude_with),
    _script("agreements", (_A.CONCLUDE,), "agreements", _conclude),
    _script("region", (_A.ADOPT,), "adoptions", _adopt),
    _script("region", (_A.HOLD,), "monitoring_rounds", _hold),
    _script("region", (_A.ADOPT, _A.HOLD), "adoptions monitoring_rounds", _after_adopting(_hold)),
    _script("region", (_A.CARRY_OUT,), "measure_reports", _carry_out),
    _script("region", (_A.ADOPT, _A.CARRY_OUT), "adoptions measure_reports", _after_adopting(_carry_out)),
)
"""Every script; those of equal cost are tried in this order."""
