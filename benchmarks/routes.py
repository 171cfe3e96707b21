"""How long routes for a whole region take, and how much worse a choice person by person is.

``python benchmarks/routes.py``. Everything is invented: people with one to three deficits among ten or
thirty competences, 120 programmes of two to four, each with one group. The last line is JSON.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import time
from collections.abc import Sequence

from rnms import RegionalSystem
from rnms.model import (
    Diagnostic,
    Employment,
    Organization,
    OrganizationKind,
    Person,
    Programme,
    Provider,
    Role,
)
from rnms.planning import Offer, routes

ON = dt.date(2023, 9, 1)
PROGRAMMES = 120


def region(people: int, competences: int, seed: int = 1) -> RegionalSystem:
    """Invent people who were diagnosed, and programmes of the register."""
    dice = random.Random(seed)  # noqa: S311  # invented data
    names = [f"p{number:06}" for number in range(people)]
    weights = [1 / (rank + 2) for rank in range(competences)]

    def words(least: int, most: int) -> tuple[str, ...]:
        drawn = dice.choices(range(competences), weights, k=dice.randint(least, most))
        return tuple(f"c{number}" for number in sorted(set(drawn)))

    return RegionalSystem(
        region="ugra",
        municipalities=(),
        organizations=[Organization(id="school", kind=OrganizationKind.GENERAL)],
        persons=[Person(id=name) for name in names],
        employments=[
            Employment(person=name, organization="school", role=Role.PEDAGOGICAL, start=dt.date(2020, 9, 1))
            for name in names
        ],
        diagnostics=[
            Diagnostic(
                id=f"d-{name}",
                person=name,
                date=dt.date(2023, 3, 1),
                provider=Provider.CNPPM,
                deficits=words(1, 3),
            )
            for name in names
        ],
        programmes=[
            Programme(id=f"g{number:03}", register_start=dt.date(2021, 1, 1), competences=words(2, 4))
            for number in range(PROGRAMMES)
        ],
        routes=(),
        route_items=(),
        enrolments=(),
    )


def offered(system: RegionalSystem, seats: int, seed: int = 2) -> list[Offer]:
    """Invent a group of each programme: the more competences, the longer."""
    dice = random.Random(seed)  # noqa: S311  # invented data
    return [
        Offer(
            programme=programme.id,
            start=dt.date(2023, 10, 2),
            end=dt.date(2023, 11, 20),
            hours=12 * len(programme.competences or ()) + dice.choice((4, 8, 12, 20)),
            seats=seats // PROGRAMMES,
        )
        for programme in system.programmes or ()
    ]


def greedy(system: RegionalSystem, offers: Sequence[Offer]) -> tuple[int, int]:
    """Choose person by person what covers most in an hour; tell how many stay uncovered, and the hours."""
    competences = {programme.id: {*(programme.competences or ())} for programme in system.programmes or ()}
    seats = {offer: offer.seats for offer in offers}
    uncovered = hours = 0
    for diagnostic in system.diagnostics or ():
        left = {*(diagnostic.deficits or ())}
        while left:
            useful = [offer for offer in offers if seats[offer] and competences[offer.programme] & left]
            if not useful:
                break
            offer = max(useful, key=lambda one: len(competences[one.programme] & left) / one.hours)
            seats[offer] -= 1
            hours += offer.hours
            left -= competences[offer.programme]
        uncovered += len(left)
    return uncovered, hours


def main() -> None:
    """Print a line for each case, and below it the choice person by person; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    people = parser.parse_args().people
    figures: dict[str, dict[str, float]] = {}
    for competences, seats in ((10, 60_000), (10, 24_000), (10, 12_000), (30, 60_000)):
        system = region(people, competences)
        offers = offered(system, seats * people // 20_000)
        begun = time.process_time()
        proposed = routes(system, offers, on=ON, period=2023, reading="selection_strict")
        seconds = time.process_time() - begun
        reached, gap = proposed.bound.reached, proposed.bound.gap
        uncovered, hours = greedy(system, offers)
        print(f"{people} people, {competences} competences, {seats * people // 20_000} seats")
        print(
            f"  routes()          {seconds:5.1f} s; uncovered {reached.deficits} (gap {gap.deficits}),"
            f" hours {reached.hours} (gap {gap.hours})"
        )
        print(f"  person by person         uncovered {uncovered}, hours {hours}", flush=True)
        figures[f"{competences} competences, {seats} seats"] = {
            "seconds": round(seconds, 1),
            "uncovered": reached.deficits,
            "hours": reached.hours,
            "gap of hours": gap.hours,
            "greedy uncovered": uncovered,
            "greedy hours": hours,
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
