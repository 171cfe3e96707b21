"""The words in which tests tell records: who there is, where they work, what they took, what was adopted.

Each function makes one record, or a few that belong together; days are written as texts, and what a test does
not name is filled with what is usual. Any further field goes by its name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias, overload

import attrs

from rnms import Municipality, RegionalSystem, Unreported
from rnms.model import (
    Adoption,
    AdoptionKind,
    Affiliation,
    Agreement,
    Assignment,
    Association,
    Attestation,
    Community,
    CommunityKind,
    ContestEntry,
    ContestKind,
    Diagnostic,
    Employment,
    Enrolment,
    MethodicalModel,
    Methodist,
    MonitoringRound,
    Organization,
    OrganizationKind,
    Person,
    PoolLevel,
    Programme,
    ProgrammeKind,
    Provider,
    Role,
    Route,
    Support,
    Team,
    TeamKind,
    TeamMember,
    TeamTraining,
)
from rnms.model.system import record_classes

Piece: TypeAlias = "attrs.AttrsInstance | Iterable[Piece]"
"""A record, or pieces in any depth."""

IN_REGION, IN_TOWN = PoolLevel.REGIONAL, PoolLevel.MUNICIPAL


@overload
def day(text: str) -> dt.date: ...
@overload
def day(text: str | None) -> dt.date | None: ...
def day(text: str | None) -> dt.date | None:
    """A day by its text, or none."""
    return None if text is None else dt.date.fromisoformat(text)


def made(cls: type[Any], **facts: Any) -> Any:
    """A record, its days written as texts."""
    return cls(**{name: day_or_fact(fact) for name, fact in facts.items()})


def day_or_fact(fact: Any) -> Any:
    """The day that a text writes; any other fact as it is."""
    if isinstance(fact, str) and len(fact) == 10 and fact[4] == fact[7] == "-":
        return day(fact)
    return fact


# Systems.


def flat(pieces: Piece) -> Iterator[Any]:
    """The records of pieces, whatever their depth."""
    if isinstance(pieces, Iterable):
        for piece in pieces:
            yield from flat(piece)
    else:
        yield pieces


def collected(region: str, *pieces: Piece, **others: Any) -> RegionalSystem:
    """A system in which everything was collected: what is not named does not exist."""
    records = list(flat(pieces))
    collections: dict[str, Any] = {
        name: [record for record in records if type(record) is kind]
        for name, kind in record_classes().items()
    }
    collections["unreported"] = [record for record in records if isinstance(record, Unreported)]
    return RegionalSystem(region=region, **collections | others)


@attrs.frozen
class Many:
    """The same for p1, p2, p3 and so on; expanded only when asked."""

    number: int
    build: Callable[[str], Piece]
    first: int = 1

    def __iter__(self) -> Iterator[Piece]:
        return (self.build(f"p{number}") for number in range(self.first, self.first + self.number))


# Who and where.


def org(
    name: str,
    kind: OrganizationKind | None = OrganizationKind.GENERAL,
    place: str | None = None,
    *,
    listed: tuple[int, ...] = (),
    **facts: Any,
) -> Any:
    about = {"id": name, "kind": kind, "municipality": place, "name": name, "low_results_years": listed}
    return made(Organization, **about | facts)


def towns(*keys: str) -> Piece:
    return tuple(Municipality(id=key, name=key) for key in keys)


def person(name: str, born: str | None = "1975-06-15", since: str | None = "2000-09-01", **facts: Any) -> Any:
    return made(Person, id=name, birth_date=born, career_start=since, **facts)


def works(
    name: str,
    at: str = "school",
    role: Role = Role.PEDAGOGICAL,
    start: str | None = "2010-09-01",
    end: str | None = None,
    **facts: Any,
) -> Any:
    return made(Employment, person=name, organization=at, role=role, start=start, end=end, **facts)


def teacher(name: str, at: str = "school", end: str | None = None) -> Piece:
    return person(name), works(name, at, end=end)


def manager(name: str, role: Role = Role.DEPUTY_HEAD, at: str = "school") -> Piece:
    return person(name), works(name, at, role)


def young(name: str, born: str | None = "1997-03-01", since: str | None = "2022-09-01") -> Piece:
    return person(name, born, since), works(name, start="2022-09-01")


# What they took.


def diagnostic(
    name: str,
    date: str | None = "2023-02-01",
    by: Provider | None = Provider.CNPPM,
    *,
    key: str = "",
    **facts: Any,
) -> Any:
    return made(Diagnostic, id=key or f"d-{name}", person=name, date=date, provider=by, **facts)


def route(
    name: str, date: str | None = "2023-03-01", on: str | None = "", *, key: str = "", **facts: Any
) -> Any:
    base = f"d-{name}" if on == "" else on
    return made(Route, id=key or f"r-{name}", person=name, diagnostic=base, start=date, **facts)


def diagnosed_with_route(name: str) -> Piece:
    return diagnostic(name), route(name)


def programme(
    key: str = "course",
    register: str | None = "2021-01-01",
    until: str | None = None,
    kind: ProgrammeKind | None = ProgrammeKind.ADVANCED_TRAINING,
    *,
    run_by: str = "institute",
    **facts: Any,
) -> Any:
    about = {"id": key, "kind": kind, "provider": run_by, "register_start": register, "register_end": until}
    return made(Programme, **about | facts)


def takes(
    name: str,
    start: str | None = "2023-04-01",
    end: str | None = "2023-04-30",
    *,
    by: str | None = None,
    along: str | None = None,
    what: str = "course",
    key: str = "",
    **facts: Any,
) -> Any:
    about = {"id": key or f"{name}-{what}-{start}", "person": name, "programme": what}
    return made(Enrolment, **about, start=start, end=end, diagnostic=by, route=along, **facts)


def completer(year: int) -> Callable[[str], Piece]:
    """A person who in a year completes the course, chosen by a diagnostic of that year."""

    def build(name: str) -> Piece:
        course = takes(name, f"{year}-04-01", f"{year}-04-30", by=f"d-{name}")
        return diagnostic(name, f"{year}-02-01"), course

    return build


def support(name: str, start: str | None = "2023-02-01", end: str | None = "2023-05-31", **facts: Any) -> Any:
    return made(Support, person=name, start=start, end=end, **facts)


# Teams and methodists.


def team(name: str, at: str = "school", kind: TeamKind = TeamKind.MANAGEMENT, **facts: Any) -> Any:
    return made(Team, id=name, organization=at, kind=kind, **facts)


def member(name: str, of: str = "t", *, head: bool | None = False, **facts: Any) -> Any:
    return made(TeamMember, team=of, person=name, is_head=head, **facts)


def sent(
    name: str, start: str = "2023-04-01", end: str | None = "2023-04-30", what: str = "course", **facts: Any
) -> Any:
    return made(TeamTraining, team=name, programme=what, start=start, end=end, **facts)


def methodist(name: str, place: str | None = None, *, key: str = "", **facts: Any) -> Any:
    """A member of the pool of the region, or of a municipality's where a place is named."""
    about = {
        "id": key or f"m-{name}",
        "level": IN_REGION if place is None else IN_TOWN,
        "municipality": place,
        "affiliation": Affiliation.CIVIL_CONTRACT,
        "start": "2021-01-01",
    }
    return made(Methodist, person=name, **about | facts)


def attached(name: str, to: str, start: str = "2022-03-01", end: str | None = None, **facts: Any) -> Any:
    return made(Assignment, methodist=to, person=name, start=start, end=end, **facts)


def carrying(name: str, number: int) -> Piece:
    """A regional methodist with so many teachers attached."""
    people = [f"{name}-{place}" for place in range(number)]
    return methodist(name), person(name), [[teacher(one), attached(one, f"m-{name}")] for one in people]


# What a region adopts and holds, and what there is in its municipalities.


def adopted(
    kind: AdoptionKind, start: str | None = "2022-03-01", end: str | None = None, **facts: Any
) -> Any:
    return made(Adoption, kind=kind, start=start, end=end, **facts)


def said(duty: str, of: str = "region", **facts: Any) -> Any:
    return made(Attestation, **{"subject": of, "duty": duty, "state": True} | facts)


def monitoring(end: str, **facts: Any) -> Any:
    return made(MonitoringRound, id=f"until {end}", end=end, **facts)


def rounds(*ends: str, recommended: bool | None = True) -> list[MonitoringRound]:
    """Rounds of monitoring that were analysed, and whether they were followed by recommendations."""
    return [monitoring(end, analysed=True, recommended=recommended) for end in ends]


def agreement(date: str | None, key: str = "", **facts: Any) -> Any:
    return made(Agreement, id=key or f"of {date}", date=date, **facts)


def model(place: str, start: str | None = None, *, functioning: bool | None = True) -> Any:
    return made(MethodicalModel, municipality=place, functioning=functioning, act="Положение", start=start)


def association(
    place: str | None, act: str | None = "Приказ", *, at: str | None = None, start: str | None = None
) -> Any:
    return made(Association, municipality=place, organization=at, functioning=True, act=act, start=start)


def community(
    place: str | None,
    kind: CommunityKind = CommunityKind.YOUNG,
    act: str | None = "Приказ",
    start: str | None = None,
) -> Any:
    return made(Community, municipality=place, kind=kind, functioning=True, act=act, start=start)


def contest(place: str, kind: ContestKind = ContestKind.KRAI, date: str = "2023-03-01") -> Any:
    return made(ContestEntry, municipality=place, kind=kind, date=date)
