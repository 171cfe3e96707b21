"""How long it takes to attach the teachers of a region to its methodists, with a greedy answer beside.

``python benchmarks/attachments.py`` invents a region of 100 municipalities, in which three of four teachers
have a methodist already, and attaches them: first the flow alone, then all of ``planning.attachments``.
The greedy answer keeps whom it may, then gives each of the others to whoever has the fewest people.
The last line is JSON.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import time
from collections import Counter

import rnms
from rnms import planning
from rnms.model import (
    Assignment,
    Employment,
    Methodist,
    Municipality,
    Organization,
    OrganizationKind,
    Person,
    PoolLevel,
    Role,
)
from rnms.planning.flow import Seats, Supply, allot

ON = dt.date(2023, 9, 1)
MOST = 250
TOWNS = 100


def invented(teachers: int, methodists: int, seed: int = 1) -> rnms.RegionalSystem:
    """A region in which one methodist of three serves everywhere, the others a municipality each."""
    draw = random.Random(seed)  # noqa: S311
    towns = [f"m{number}" for number in range(TOWNS)]
    people = [f"p{number:06}" for number in range(teachers)]
    serving = [f"h{number:03}" for number in range(methodists)]
    return rnms.RegionalSystem(
        region="ugra",
        municipalities=[Municipality(id=town, name=town) for town in towns],
        organizations=[
            Organization(id=f"o-{town}", kind=OrganizationKind.GENERAL, municipality=town) for town in towns
        ],
        persons=[Person(id=key) for key in (*people, *serving)],
        employments=[
            Employment(
                person=key,
                organization=f"o-{draw.choice(towns)}",
                role=Role.PEDAGOGICAL,
                start=dt.date(2020, 9, 1),
            )
            for key in people
        ],
        methodists=[
            Methodist(
                id=key,
                person=key,
                level=PoolLevel.REGIONAL,
                municipality=draw.choice(towns) if number % 3 else None,
                start=dt.date(2021, 1, 1),
            )
            for number, key in enumerate(serving)
        ],
        assignments=[
            Assignment(methodist=draw.choice(serving), person=key, start=dt.date(2022, 9, 1))
            for key in people[: teachers * 3 // 4]
        ],
    )


def supplies(system: rnms.RegionalSystem) -> tuple[list[Supply], list[Seats]]:
    """The groups of teachers and the seats, as the flow is given them."""
    places = {one.id: number for number, one in enumerate(system.methodists or ())}
    town_by_person = {one.person: one.organization.removeprefix("o-") for one in system.employments or ()}
    sizes = Counter(town_by_person.values())
    present: dict[str, Counter[int]] = {town: Counter() for town in sizes}
    for record in system.assignments or ():
        present[town_by_person[record.person]][places[record.methodist]] += 1
    allowed = {
        town: tuple(places[one.id] for one in system.methodists or () if one.municipality in {None, town})
        for town in sizes
    }
    groups = [
        Supply(people=size, allowed=allowed[town], present=present[town]) for town, size in sizes.items()
    ]
    return groups, [Seats(most=MOST) for _ in places]


def greedy(groups: list[Supply], seats: list[Seats]) -> int:
    """How many are left without a seat if each takes the emptiest there is."""
    numbers, left = [0] * len(seats), 0
    waiting: list[Supply] = []
    for group in groups:
        for place, count in group.present.items():
            staying = min(count, MOST - numbers[place])
            numbers[place] += staying
            waiting += [group] * (count - staying)
        waiting += [group] * (group.people - sum(group.present.values()))
    for group in waiting:
        place = min(group.allowed, key=lambda one: numbers[one], default=None)
        if place is None or numbers[place] >= MOST:
            left += 1
        else:
            numbers[place] += 1
    return left


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teachers", type=int, default=20_000)
    parser.add_argument("--methodists", type=int, default=80)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    system = invented(chosen.teachers, chosen.methodists)
    groups, seats = supplies(system)
    flow, whole = [], []
    for _ in range(chosen.runs):
        begun = time.process_time()
        allotment = allot(groups, seats)
        flow.append(time.process_time() - begun)
    for _ in range(chosen.runs):
        begun = time.process_time()
        proposal = planning.attachments(system, on=ON, year=2023)
        whole.append(time.process_time() - begun)
    figures = {
        "teachers": chosen.teachers,
        "methodists": chosen.methodists,
        "flow": round(min(flow), 3),
        "whole": round(min(whole), 3),
        "unattached": sum(allotment.without),
        "greedy": greedy(groups, seats),
    }
    print(f"{chosen.teachers} teachers, {chosen.methodists} methodists, the best of {chosen.runs} runs")
    print(f"  flow alone            {figures['flow']:.3f} s, {figures['unattached']} left without a seat")
    print(f"  all of attachments()  {figures['whole']:.3f} s, {len(proposal.unattached)} left")
    print(f"  greedy beside         {figures['greedy']} left")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
