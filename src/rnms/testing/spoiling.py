"""What befalls invented data: returns that never came, faults, days known in part, a new map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from rnms.logic.paths import placing_path
from rnms.logic.plan import reads
from rnms.model.partial import PartialDay
from rnms.model.returns import Unreported
from rnms.model.schema import about
from rnms.model.subjects import Municipality
from rnms.model.system import RegionalSystem, record_classes
from rnms.regions.profile import RegionProfile
from rnms.testing.dice import YEARS, Dice
from rnms.testing.questions import foreign_questions

# Those that name others stand before those named.
_RETURNS = (
    "enrolments",
    "assignments",
    "routes",
    "diagnostics",
    "supports",
    "team_trainings",
    "models",
    "associations",
    "communities",
    "contest_entries",
)
_WHY = "вымышленное муниципальное образование не ответило"


def without_returns(system: RegionalSystem, share: float, dice: Dice) -> RegionalSystem:
    """Remove a share of the yearly returns from a system, and name them as unreported."""
    if not share:
        return system
    places = [place.id for place in system.municipalities or ()]
    returns = [(entity, place, year) for entity in _RETURNS for place in places for year in YEARS]
    missing = dict.fromkeys(key for key in returns if dice.chance(share))
    kept_records = _kept(system, missing)
    routes = {route.id for route in kept_records["routes"]}
    for entity in ("route_items", "route_developers"):
        kept_records[entity] = [record for record in getattr(system, entity) if record.route in routes]
    said = [
        Unreported(entity=entity, municipality=place, period=year, why=_WHY)
        for entity, place, year in missing
    ]
    return attrs.evolve(system, unreported=said, **kept_records)


def with_gaps(system: RegionalSystem, profile: RegionProfile, share: float, dice: Dice) -> RegionalSystem:
    """Name parts of a system as unreported in collections that no built-in region asks for."""
    if not share:
        return system
    asked = dict.fromkeys(name for question in foreign_questions(profile) for name in reads(question))
    entities = [name for name in asked if name in record_classes() and name not in _RETURNS]
    gaps = [
        Unreported(entity=entity, municipality=place.id, period=year, why=_WHY)
        for entity in entities
        if placing_path(entity)
        for place in system.municipalities or ()
        for year in YEARS
        if dice.chance(share)
    ]
    return attrs.evolve(system, unreported=[*system.unreported, *gaps])


def _kept(system: RegionalSystem, missing: Mapping[tuple[str, str, int], None]) -> dict[str, Any]:
    """Keep the records of the returns that came, and those that they name."""
    homes = _homes(system)
    kept_records: dict[str, Any] = {}
    names: set[str | None] = set()
    for entity in _RETURNS:
        kept_records[entity] = [
            record
            for record in getattr(system, entity)
            if (entity, _home(record, homes), _year(record)) not in missing
            or getattr(record, "id", None) in names
        ]
        for name in ("route", "diagnostic"):
            names |= {getattr(record, name, None) for record in kept_records[entity]} - {None}
    return kept_records


def _homes(system: RegionalSystem) -> dict[str, str | None]:
    """Find the municipality that reports on an organisation, a team or a person: that of the first post."""
    homes = {organization.id: organization.municipality for organization in system.organizations or ()}
    homes |= {team.id: homes.get(team.organization) for team in system.teams or ()}
    for post in reversed(system.employments or ()):
        homes[post.person] = homes.get(post.organization)
    return homes


def _home(record: Any, homes: Mapping[str, str | None]) -> str | None:
    for name in ("municipality", "organization", "team", "person"):
        municipality: str | None = getattr(record, name, None)
        if municipality is not None:
            return municipality if name == "municipality" else homes.get(municipality)
    return None


def _year(record: Any) -> int | None:
    day: dt.date | None = record.date if hasattr(record, "date") else record.start
    return None if day is None else day.year


def with_faults(system: RegionalSystem, share: float, dice: Dice) -> RegionalSystem:
    """Spoil a share of a system's records; municipalities stay as they are."""
    if not share:
        return system
    spoilt: dict[str, Any] = {
        name: [
            spoilt_record
            for record in getattr(system, name)
            for spoilt_record in (_spoilt(record, dice) if dice.chance(share) else [record])
        ]
        for name in record_classes()
        if name != "municipalities" and getattr(system, name) is not None
    }
    return attrs.evolve(system, **spoilt)


def _spoilt(record: Any, dice: Dice) -> list[Any]:
    """Spoil a record by one fault that it can have, or double it."""
    faults = list(_possible_faults(record))
    return dice.one_of(faults) if faults else [record]


def _possible_faults(record: Any) -> Iterator[list[Any]]:
    fields = attrs.fields_dict(type(record))
    if "id" in fields:
        yield [record, record]
    if "birth_date" in fields:
        yield [attrs.evolve(record, birth_date=None)]
    if "end" in fields and record.start is not None:
        yield [attrs.evolve(record, end=record.start - dt.timedelta(1))]
    for name, field in fields.items():
        if about(field).refers_to and getattr(record, name) is not None:
            yield [attrs.evolve(record, **{name: "nobody"})]


_OF_THE_MAP = {"municipalities", "placements", "territories"}


def with_partial_days(system: RegionalSystem, share: float, dice: Dice) -> RegionalSystem:
    """Leave of a share of the records the month, or the year, of their days; the map keeps its days."""
    if not share:
        return system
    in_part: dict[str, Any] = {
        name: [_in_part(record, dice) if dice.chance(share) else record for record in getattr(system, name)]
        for name in record_classes()
        if name not in _OF_THE_MAP and getattr(system, name) is not None
    }
    return attrs.evolve(system, **in_part)


def _in_part(record: Any, dice: Dice) -> Any:
    days = {name: getattr(record, name) for name in attrs.fields_dict(type(record))}
    known = {
        name: PartialDay.of(f"{day:{dice.one_of(('%Y', '%Y-%m'))}}")
        for name, day in days.items()
        if isinstance(day, dt.date)
    }
    return attrs.evolve(record, **known) if known else record


def with_merger(system: RegionalSystem) -> RegionalSystem:
    """Join the first two municipalities into a new one, in the middle of the last year but one."""
    first_two, unchanged = (system.municipalities or ())[:2], (system.municipalities or ())[2:]
    if len(first_two) < 2:
        return system
    last_day = dt.date(YEARS[-2], 6, 30)
    okrug = Municipality(
        id="-".join(place.id for place in first_two),
        name="Вымышленный муниципальный округ",
        start=last_day + dt.timedelta(1),
        territory=first_two[0].territory,
    )
    ended = [attrs.evolve(place, end=last_day, successors=(okrug.id,)) for place in first_two]
    return attrs.evolve(system, municipalities=[*ended, okrug, *unchanged])
