"""What each person still needs: the last diagnostic that counts, and what routes on it leave uncovered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from rnms._values import frozen
from rnms.indicators.tally import MemberState
from rnms.model.development import Diagnostic, Enrolment, Route
from rnms.model.spelling import normal
from rnms.model.system import RegionalSystem
from rnms.planning.admission import Admission, by_municipality
from rnms.planning.proposed_routes import Asked
from rnms.planning.recorded import Recorded


@frozen(kw_only=True)
class Need:
    """What a person still needs.

    Attributes:
        person: Who.
        basis: The diagnostic that found it.
        kept: The route that is continued; ``None`` where a new one begins.
        begin: The first day on which a programme may begin: that of the route, none before the planning day.
        deficits: By the plain form of each competence that is not covered, how the diagnostic writes it.
    """

    person: str
    basis: Diagnostic
    kept: Route | None
    begin: dt.date
    deficits: Mapping[str, str]


@frozen(kw_only=True)
class Needs:
    """What all people still need, and whose needs are not known.

    Attributes:
        needs: The needs, by person in the order of ids.
        asked: The facts that are not known.
        no_route_needed: The people who need nothing.
        without_basis: By person the last diagnostic, where the reading admits none.
        outside: The people who were diagnosed and surely do not work on the planning day.
        places: By person the municipalities where they perhaps work.
        known_places: Those of them where they surely work, or where an organisation of theirs is.
    """

    needs: tuple[Need, ...]
    asked: tuple[Asked, ...]
    no_route_needed: tuple[str, ...]
    without_basis: Mapping[str, str]
    outside: tuple[str, ...]
    places: Mapping[str, tuple[str, ...]]
    known_places: Mapping[str, tuple[str, ...]]


def find_needs(admission: Admission) -> Needs:
    """Find what everybody needs who was diagnosed until the planning day and may work on it."""
    system = admission.system
    diagnostics_by_person: dict[str, list[Diagnostic]] = {person.id: [] for person in system.persons or ()}
    for diagnostic in system.diagnostics or ():
        is_past = diagnostic.date is None or diagnostic.date <= admission.on
        if is_past and diagnostic.person in diagnostics_by_person:
            diagnostics_by_person[diagnostic.person].append(diagnostic)
    candidates = [
        diagnostic for person in sorted(diagnostics_by_person) for diagnostic in diagnostics_by_person[person]
    ]
    states = dict(zip(map(id, candidates), admission.bases(candidates), strict=True))
    working, engine = admission.working()
    covered, routes = _covered(system), _routes(system, admission.on)
    undated, undescribed = _undated(system), _undescribed(system)
    needs: list[Need] = []
    questions: list[Asked] = []
    no_route_needed, outside, without_basis = [], [], {}
    for person in sorted(filter(diagnostics_by_person.get, diagnostics_by_person)):
        if person not in working:
            outside.append(person)
            continue
        basis, undecided = _basis(diagnostics_by_person[person], states)
        questions += [
            # One that may be no basis does not replace one that surely is: it is asked about.
            Asked(collection="diagnostics", id=diagnostic.id, field=name, person=person)
            for diagnostic in undecided
            for name in ("date", "provider")
            if getattr(diagnostic, name) is None
        ]
        if basis is None:
            if not undecided:
                without_basis[person] = _latest_first(diagnostics_by_person[person])[0].id
        elif basis.deficits is None:
            questions.append(Asked(collection="diagnostics", id=basis.id, field="deficits", person=person))
        else:
            deficits = {
                normal(word): word
                for word in sorted(basis.deficits)
                if normal(word) not in covered.get(basis.id, ())
            }
            if deficits and basis.id in undated and basis.id not in routes:
                questions.append(
                    Asked(collection="routes", id=undated[basis.id], field="start", person=person)
                )
            elif deficits:
                questions += [
                    Asked(collection="programmes", id=programme, field="competences")
                    for programme in sorted(undescribed.get(basis.id, ()))
                ]
                kept = routes.get(basis.id)
                begin = admission.on if kept is None or kept.start is None else max(admission.on, kept.start)
                needs.append(Need(person=person, basis=basis, kept=kept, begin=begin, deficits=deficits))
            else:
                no_route_needed.append(person)
    looked_at = {*(need.person for need in needs), *no_route_needed, *without_basis}
    looked_at |= {fact.person for fact in questions}
    places = by_municipality(engine, admission.staff, admission.period, sorted(looked_at))
    return Needs(
        needs=tuple(needs),
        asked=tuple(questions),
        no_route_needed=tuple(no_route_needed),
        without_basis=without_basis,
        outside=tuple(outside),
        places={person: tuple(own) for person, own in places.items()},
        known_places=_known_places(admission, places),
    )


def _known_places(
    admission: Admission, places: Mapping[str, Mapping[str, bool]]
) -> Mapping[str, tuple[str, ...]]:
    """Leave out the municipalities where people only may work, as nobody knows where a post of theirs is."""
    recorded = Recorded(admission.system, admission.on)
    return {
        person: tuple(
            place
            for place, is_sure in own_places.items()
            if is_sure or place in recorded.municipality_ids("persons", person)
        )
        for person, own_places in places.items()
    }


def _latest_first(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    return sorted(
        diagnostics, key=lambda diagnostic: (diagnostic.date or dt.date.min, diagnostic.id), reverse=True
    )


def _basis(
    diagnostics: Sequence[Diagnostic], states: Mapping[int, MemberState]
) -> tuple[Diagnostic | None, list[Diagnostic]]:
    """Find the last that surely is admitted, and those that perhaps come after it."""
    undecided: list[Diagnostic] = []
    for diagnostic in _latest_first(diagnostics):
        state = states[id(diagnostic)]
        if state is MemberState.PASSED:
            return diagnostic, undecided
        if state is MemberState.UNKNOWN:
            undecided.append(diagnostic)
    return None, undecided


def _valid_routes(system: RegionalSystem) -> Iterator[Route]:
    """List the routes that rest on a diagnostic of the same person."""
    diagnostics = {diagnostic.id: diagnostic for diagnostic in system.diagnostics or ()}
    for route in system.routes or ():
        if route.diagnostic is not None and not any(route.violations(diagnostics.get(route.diagnostic))):
            yield route


def _routes(system: RegionalSystem, on: dt.date) -> dict[str, Route]:
    """Map diagnostics to the route on them that is continued: one that is completed gets nothing more.

    Of several it is the last that has begun; where none has, the first that will.
    """
    by_start = sorted(
        (route.start, route.id, route)
        for route in _valid_routes(system)
        if route.end is None and route.start is not None
    )
    begun = [route for start, _, route in by_start if start <= on]
    to_begin = [route for start, _, route in by_start if start > on]
    return {
        route.diagnostic: route for route in (*reversed(to_begin), *begun) if route.diagnostic is not None
    }


def _undated(system: RegionalSystem) -> dict[str, str]:
    """Map diagnostics to an open route on them of which the first day is not known."""
    return {
        route.diagnostic: route.id
        for route in sorted(_valid_routes(system), key=lambda route: route.id, reverse=True)
        if route.end is None and route.start is None and route.diagnostic is not None
    }


def _covered(system: RegionalSystem) -> dict[str, set[str]]:
    """Map diagnostics to what their people take already, on them or after them, in plain form."""
    words = {
        programme.id: {normal(word) for word in programme.competences or ()}
        for programme in system.programmes or ()
    }
    covered: dict[str, set[str]] = {}
    for basis, programme in _taken(system):
        covered.setdefault(basis, set()).update(words.get(programme, ()))
    return covered


def _undescribed(system: RegionalSystem) -> dict[str, set[str]]:
    """Map diagnostics to programmes of their people of which nobody knows what they cover."""
    described = {programme.id for programme in system.programmes or () if programme.competences is not None}
    undescribed: dict[str, set[str]] = {}
    for basis, programme in _taken(system):
        if programme not in described:
            undescribed.setdefault(basis, set()).add(programme)
    return undescribed


def _taken(system: RegionalSystem) -> Iterator[tuple[str, str]]:
    """List the programmes of the routes on each diagnostic, and those that its person takes or took after it.

    Who takes a programme takes it, whatever it was chosen by: it is not offered once more.
    """
    basis_of_route = {route.id: route.diagnostic for route in _valid_routes(system)}
    diagnostics_by_person: dict[str, list[Diagnostic]] = {}
    for diagnostic in system.diagnostics or ():
        diagnostics_by_person.setdefault(diagnostic.person, []).append(diagnostic)
    programme_by_basis = [
        (basis_of_route.get(item.route), item.programme) for item in system.route_items or ()
    ]
    for enrolment in system.enrolments or ():
        programme_by_basis.append((enrolment.diagnostic, enrolment.programme))
        programme_by_basis.append((basis_of_route.get(enrolment.route or ""), enrolment.programme))
        programme_by_basis += [
            (diagnostic.id, enrolment.programme)
            for diagnostic in diagnostics_by_person.get(enrolment.person, ())
            if not _is_over(enrolment, diagnostic)
        ]
    for basis, programme in programme_by_basis:
        if basis is not None and programme is not None:
            yield basis, programme


def _is_over(enrolment: Enrolment, diagnostic: Diagnostic) -> bool:
    """Tell whether a programme was completed before a diagnostic found what is lacking all the same."""
    return enrolment.end is not None and (diagnostic.date is None or enrolment.end <= diagnostic.date)
