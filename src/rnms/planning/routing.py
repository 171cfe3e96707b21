"""Routes (ИОМ) from deficits, the register and what is offered: who takes which group."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from rnms._values import frozen
from rnms.engine.engine import Engine
from rnms.engine.source import expect_collected
from rnms.indicators.tally import distinct
from rnms.model.checked import expect_day
from rnms.model.development import Diagnostic, Enrolment, Route, RouteItem
from rnms.model.limits import reported_period
from rnms.model.period import Period
from rnms.model.spelling import normal
from rnms.model.system import RegionalSystem, as_read
from rnms.planning.admission import MARK, Admission, certain_members, passing
from rnms.planning.covering import MOST_DEFICITS, Bundle, Course, Group, Task
from rnms.planning.needs import Need, Needs, find_needs
from rnms.planning.offers import Offer
from rnms.planning.proposed_routes import (
    MADE,
    NO_RECORD,
    Asked,
    Bound,
    Proposal,
    RouteTotals,
    Uncovered,
    Why,
)
from rnms.planning.solving import choose
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import profile_of

_CLOSEST = (
    Why.NO_PROGRAMME,
    Why.ELSEWHERE,
    Why.LEAVES,
    Why.BEFORE_ROUTE,
    Why.NOT_IN_TIME,
    Why.NOT_COUNTED,
    Why.NOT_IN_REGISTER,
    Why.TOO_MANY,
    Why.NO_SEAT,
)
"""The reasons why nothing covers a deficit, from the furthest to the one that came closest."""


@frozen(kw_only=True)
class _Taught:
    """An offer beside what decides about it.

    Attributes:
        offer: The offer.
        competences: What it develops, in plain form.
        refusal: Why it is not used; ``None`` is that it is.
    """

    offer: Offer
    competences: frozenset[str]
    refusal: Why | None

    def takes(self, places: Sequence[str]) -> bool:
        """Tell whether it takes people who work in some municipalities."""
        return _takes(self.offer.municipality, places)


@frozen(kw_only=True)
class _Like:
    """What offers have in common that give the same to the same people.

    Attributes:
        competences: What they develop of what is needed.
        hours: How long they are.
        municipality: Whose people they take.
        start: The first day, where somebody's route begins after it.
        end: The day of completion, where somebody has left by then.
    """

    competences: frozenset[str]
    hours: int
    municipality: str | None
    start: dt.date | None
    end: dt.date | None

    def takes(self, places: Sequence[str], begin: dt.date, gone: Collection[dt.date]) -> bool:
        """Tell whether they take people of some municipalities, who begin on a day and are gone on others."""
        has_begun = self.start is not None and self.start < begin
        return _takes(self.municipality, places) and not has_begun and self.end not in gone


def _takes(municipality: str | None, places: Sequence[str]) -> bool:
    return municipality is None or municipality in places


def _first(bundle: Bundle) -> tuple[int, int, int, tuple[int, ...]]:
    """Order the bundles of a group: the first by id gets what covers most in the fewest hours."""
    return (bundle.uncovered, bundle.hours, len(bundle.courses), bundle.courses)


_Assignment = tuple[Need, tuple[Offer, ...]]
_Likeness = tuple[tuple[str, ...], tuple[str, ...], dt.date, tuple[dt.date, ...]]
"""What needs have in common that can be met in the same ways: what, where, from which day on, until which."""


def routes(
    system: RegionalSystem,
    offers: Iterable[Offer],
    *,
    on: dt.date,
    period: Period | int | str,
    region: RegionProfile | str | None = None,
    reading: str | None = None,
) -> Proposal:
    """Propose for everybody with a deficit a route and the groups that cover it, within the seats.

    Of each person the last diagnostic counts that the reading of the region admits and that is not after the
    planning day. A route on it that is there already is kept. As few deficits as possible stay uncovered,
    then the hours are least, then the number of programmes; of what is equally good the first by id. A
    proposal is no event: it becomes records when somebody executes it.

    >>> from rnms import testing
    >>> system = testing.invented_region(staff=60, seed=1)
    >>> routes(system, [], on=dt.date(2023, 9, 1), period=2023, region="ugra").routes
    ()

    Args:
        system: The system.
        offers: The groups of programmes with their seats.
        on: The planning day: every route begins on it, no group before it.
        period: The period by whose end everything is completed; a year means that of the indicator.
        region: A key or a profile; by default the one that the data name.
        reading: The reading by which diagnostics and programmes are admitted; by default the declaration.

    Raises:
        MissingExtraError: If highspy is not installed, and there is anything to choose.
        ReadingNotFoundError: If no indicator has a reading of this name.
        RegionNotFoundError: If no region has this key.
        PeriodError: If ``period`` names no period.
        FieldError: If ``on`` is no day.
        UsageError: If people, diagnostics or the programmes that are offered were not collected.
    """
    expect_day(on, owner="routes", field="on")
    offers = tuple(offers)
    expect_collected(system, "persons", "diagnostics", *(["programmes"] if offers else []))
    key = system.region if region is None else region
    profile = profile_of(key)
    admission = Admission.of(as_read(system).system, profile, on, reported_period(period), reading)
    needs = find_needs(admission)
    taught, unknown = _taught(admission, offers, needs.needs)
    gone = _gone(admission, needs.needs, taught)
    assignments, uncovered, bound = _choose(needs, taught, gone)
    new_routes, items, enrolments = _records(admission, assignments)
    return Proposal(
        system=system,
        region=system.title.strip() or profile.name,
        on=on,
        period=admission.period,
        reading=reading,
        routes=new_routes,
        items=items,
        enrolments=enrolments,
        kept={need.person: need.kept.id for need, _ in assignments if need.kept is not None},
        uncovered=uncovered,
        asked=distinct((*needs.asked, *unknown)),
        no_route_needed=needs.no_route_needed,
        without_basis=needs.without_basis,
        outside=needs.outside,
        offers=tuple(_with_seats_taken(taught, assignments)),
        bound=bound,
        promised=_promised(admission, new_routes, enrolments, needs.needs),
        places=needs.known_places,
    )


# Offers.


def _taught(
    admission: Admission, offers: Iterable[Offer], needs: Sequence[Need]
) -> tuple[list[_Taught], list[Asked]]:
    """Look at each offer, and list the programmes of which it is not known what they develop."""
    competences = {programme.id: programme.competences for programme in admission.system.programmes or ()}
    # Several groups of one programme are told apart by nothing but their order.
    ordered = sorted(
        offers,
        key=lambda offer: (
            offer.programme,
            offer.start,
            offer.end,
            offer.municipality or "",
            offer.hours,
            offer.seats,
        ),
    )
    unknown = sorted({offer.programme for offer in ordered if competences.get(offer.programme) is None})
    described = [offer for offer in ordered if offer.programme not in unknown]
    in_time = [
        offer for offer in described if admission.on <= offer.start and offer.end <= admission.period.end
    ]
    # Where nobody has a basis nothing is chosen, and no offer need be looked at.
    refusals = admission.refusals(in_time, needs[0].basis) if needs else [None] * len(in_time)
    refusal_by_offer = dict(zip(in_time, refusals, strict=True))
    taught = [
        _Taught(
            offer=offer,
            competences=frozenset(map(normal, competences[offer.programme] or ())),
            refusal=refusal_by_offer.get(offer, Why.NOT_IN_TIME),
        )
        for offer in described
    ]
    questions = [
        Asked(
            collection="programmes",
            id=programme,
            field="competences" if programme in competences else NO_RECORD,
        )
        for programme in unknown
    ]
    return taught, questions


def _gone(
    admission: Admission, needs: Sequence[Need], taught: Sequence[_Taught]
) -> Mapping[str, frozenset[dt.date]]:
    """Tell by person on which days of completion they surely work no more: so long they cannot stay."""
    ends = {teaching.offer.end for teaching in taught if teaching.refusal is None}
    gone = admission.gone({need.person for need in needs}, ends)
    return {need.person: frozenset(day for day in ends if need.person in gone[day]) for need in needs}


def _with_seats_taken(
    taught: Sequence[_Taught], assignments: Sequence[_Assignment]
) -> Iterator[tuple[Offer, int]]:
    """Tell how many seats of each offer are taken; of groups that are alike the first fill first."""
    taken = Counter(offer for _, own in assignments for offer in own)
    for teaching in taught:
        number = min(teaching.offer.seats, taken[teaching.offer])
        taken[teaching.offer] -= number
        yield teaching.offer, number


# The choice.


def _choose(
    needs: Needs, taught: Sequence[_Taught], gone: Mapping[str, frozenset[dt.date]]
) -> tuple[list[_Assignment], tuple[Uncovered, ...], Bound]:
    """Choose the groups of everybody, and tell what stays uncovered and what cannot be bettered."""
    seats: dict[_Like, list[Offer]] = {}
    needed_words = {word for need in needs.needs for word in need.deficits}
    somebody_gone = frozenset[dt.date]().union(*gone.values())
    last_begin = max((need.begin for need in needs.needs), default=dt.date.min)
    for teaching in taught:
        if teaching.refusal is None and teaching.competences & needed_words:
            like = _Like(
                competences=teaching.competences & needed_words,
                hours=teaching.offer.hours,
                municipality=teaching.offer.municipality,
                start=teaching.offer.start if teaching.offer.start < last_begin else None,
                end=teaching.offer.end if teaching.offer.end in somebody_gone else None,
            )
            seats.setdefault(like, []).extend([teaching.offer] * teaching.offer.seats)
    # Offers come by the ids of their programmes, and so do the courses that they are.
    likes = [*seats]
    local = {like.municipality for like in likes if like.municipality is not None}
    members: dict[_Likeness, list[Need]] = {}
    too_many: list[Need] = []
    lacking = 0
    for need in needs.needs:
        places = tuple(place for place in needs.places[need.person] if place in local)
        days = gone[need.person]
        coverable = {
            word
            for like in likes
            if like.takes(places, need.begin, days)
            for word in like.competences & need.deficits.keys()
        }
        lacking += len(need.deficits) - len(coverable)
        if len(coverable) > MOST_DEFICITS:
            too_many.append(need)
        elif coverable:
            likeness = (tuple(sorted(coverable)), places, need.begin, tuple(sorted(days)))
            members.setdefault(likeness, []).append(need)
    keys = sorted(members)
    groups = [
        Group.of(
            len(members[words, places, begin, days]),
            words,
            {
                course: like.competences
                for course, like in enumerate(likes)
                if like.takes(places, begin, days)
            },
        )
        for words, places, begin, days in keys
    ]
    task = Task(
        groups=tuple(groups),
        courses=tuple(Course(hours=like.hours, seats=len(seats[like])) for like in likes),
    )
    if groups:
        choice = choose(task)
        bound, bundles_taken = choice.bound, choice.taken
    else:
        no_amount = RouteTotals(deficits=0, hours=0, programmes=0)
        bound, bundles_taken = Bound(least=no_amount, reached=no_amount), ()
    assignments = list(
        _seated([members[key] for key in keys], bundles_taken, [seats[like] for like in likes])
    )
    uncovered = tuple(_uncovered(needs, taught, assignments, too_many, gone))
    # What no offer covers stays uncovered whatever is chosen.
    least = attrs.evolve(bound.least, deficits=bound.least.deficits + lacking)
    reached = attrs.evolve(bound.reached, deficits=len(uncovered))
    return assignments, uncovered, Bound(least=least, reached=reached)


def _seated(
    members: Sequence[Sequence[Need]],
    numbers: Iterable[tuple[Bundle, int]],
    seats: Sequence[Sequence[Offer]],
) -> Iterator[_Assignment]:
    """Give everybody, in the order of ids, a bundle of their group and a seat of each of its courses."""
    bundles: dict[int, list[Bundle]] = {}
    for bundle, number in numbers:
        bundles.setdefault(bundle.group, []).extend([bundle] * number)
    pairs: list[tuple[Need, Bundle]] = []
    for group, own in bundles.items():
        best_first = sorted(own, key=_first)
        pairs += zip(members[group], best_first, strict=True)
    free = [iter(own) for own in seats]
    for need, bundle in sorted(pairs, key=lambda pair: pair[0].person):
        if bundle.courses:
            offers = [next(free[course]) for course in bundle.courses]
            yield need, tuple(sorted(offers, key=lambda offer: (offer.start, offer.programme)))


def _uncovered(
    needs: Needs,
    taught: Sequence[_Taught],
    assignments: Sequence[_Assignment],
    too_many: Sequence[Need],
    gone: Mapping[str, frozenset[dt.date]],
) -> Iterator[Uncovered]:
    """Name what stays uncovered, with the reason that came closest."""
    competences = {teaching.offer: teaching.competences for teaching in taught}
    by_person = {need.person: offers for need, offers in assignments}
    developing: dict[str, list[_Taught]] = {}
    for teaching in taught:
        for word in teaching.competences:
            developing.setdefault(word, []).append(teaching)
    crowded = {need.person for need in too_many}
    for need in needs.needs:
        places = needs.places[need.person]
        covered = {word for offer in by_person.get(need.person, ()) for word in competences[offer]}
        for word, as_written in need.deficits.items():
            if word in covered:
                continue
            full = Why.TOO_MANY if need.person in crowded else Why.NO_SEAT
            whys = {Why.NO_PROGRAMME}
            for teaching in developing.get(word, ()):
                if not teaching.takes(places):
                    whys.add(Why.ELSEWHERE)
                elif teaching.refusal is None and teaching.offer.end in gone[need.person]:
                    whys.add(Why.LEAVES)
                elif teaching.refusal is None and teaching.offer.start < need.begin:
                    whys.add(Why.BEFORE_ROUTE)
                else:
                    whys.add(teaching.refusal or full)
            yield Uncovered(person=need.person, competence=as_written, why=max(whys, key=_CLOSEST.index))


# What is proposed.


def _records(
    admission: Admission, assignments: Sequence[_Assignment]
) -> tuple[tuple[Route, ...], tuple[RouteItem, ...], tuple[Enrolment, ...]]:
    """Make the records of what is chosen; their ids are marked and nobody else's."""
    mark = _mark(admission.system)
    new_routes: list[Route] = []
    items: list[RouteItem] = []
    enrolments: list[Enrolment] = []
    for need, offers in assignments:
        route = need.kept
        if route is None:
            route = Route(
                id=f"{mark}r{len(new_routes) + 1}",
                person=need.person,
                diagnostic=need.basis.id,
                start=admission.on,
            )
            new_routes.append(route)
        for offer in offers:
            items.append(RouteItem(route=route.id, programme=offer.programme, hours=offer.hours))
            enrolments.append(
                Enrolment(
                    id=f"{mark}e{len(enrolments) + 1}",
                    person=need.person,
                    programme=offer.programme,
                    selected_on=admission.on,
                    start=offer.start,
                    end=offer.end,
                    diagnostic=need.basis.id,
                    route=route.id,
                )
            )
    return tuple(new_routes), tuple(items), tuple(enrolments)


def _mark(system: RegionalSystem) -> str:
    """Find what no id of a route or an enrolment begins with."""
    ids = [record.id for name in MADE if name != "route_items" for record in getattr(system, name) or ()]
    mark = MARK
    while any(identifier.startswith(mark) for identifier in ids):
        mark += MARK
    return mark


def _promised(
    admission: Admission,
    new_routes: Sequence[Route],
    enrolments: Sequence[Enrolment],
    needs: Sequence[Need],
) -> dict[str, tuple[str, ...]]:
    """Tell by indicator who passes it once everything is completed, and surely does not yet."""
    learners = {enrolment.person for enrolment in enrolments}
    routed = {route.person for route in new_routes}
    basis: Diagnostic | None = needs[0].basis if needs else None
    promised: dict[str, tuple[str, ...]] = {}
    for asker in (*admission.of_programmes, *admission.of_routes):
        is_of_route = asker in admission.of_routes
        if is_of_route and (basis is None or not admission.counts_route(basis, asker)):
            promised[asker.code] = ()
            continue
        engine = Engine.of_region(admission.system, admission.profile, asker.period.end)
        people = (routed if is_of_route else learners) & certain_members(engine, asker)
        promised[asker.code] = tuple(sorted(people - passing(engine, asker)))
    return promised
