"""Seats given to groups of people: whatever else could be done is no better, and a cut is a proof."""

from __future__ import annotations

import random
from itertools import product

import pytest

from rnms.planning.flow import Allotment, Seats, Supply, allot

Merit = tuple[int, int, int, int, int]
"""Without a seat, empty of those needed, not where they were, of second groups, the sum of squares."""


def drawn(seed: int) -> tuple[list[Supply], list[Seats], int | None]:
    rng = random.Random(seed)  # noqa: S311
    seats = [
        Seats(
            most=rng.choice([None, 0, 1, 2, 3, 4]),
            least=rng.choice([0, 0, 1, 2]),
            taken=rng.choice([0, 0, 1]),
        )
        for _ in range(rng.randint(1, 3))
    ]
    places = range(len(seats))
    groups = []
    for _ in range(rng.randint(1, 3)):
        people = rng.randint(0, 2)
        there = [rng.choice(places) for _ in range(rng.randint(0, people))]
        groups.append(
            Supply(
                people=people,
                allowed=tuple(place for place in places if rng.random() < 0.6),
                present={place: there.count(place) for place in set(there)},
                is_second=rng.random() < 0.4,
            )
        )
    return groups, seats, rng.choice([None, None, 2, 4])


def merit(seats: list[Seats], numbers: list[int], without: int, staying: int, second: int) -> Merit:
    needed = [own.least if own.most is None else min(own.least, own.most) for own in seats]
    empty = sum(max(least - number, 0) for least, number in zip(needed, numbers, strict=True))
    squares = sum((own.taken + number) ** 2 for own, number in zip(seats, numbers, strict=True))
    return without, empty, -staying, second, squares


def merit_of(groups: list[Supply], seats: list[Seats], allotment: Allotment) -> Merit:
    numbers = [0] * len(seats)
    second = 0
    for (group, place), count in (*allotment.staying.items(), *allotment.coming.items()):
        numbers[place] += count
        second += count * groups[group].is_second
    return merit(seats, numbers, sum(allotment.without), sum(allotment.staying.values()), second)


def best(groups: list[Supply], seats: list[Seats], most: int | None) -> Merit:
    """The best that can be done, by trying everything."""
    people: list[tuple[Supply, int | None]] = []
    for group in groups:
        there = [place for place, count in group.present.items() for _ in range(count)]
        people += [(group, place) for place in there]
        people += [(group, None)] * (group.people - len(there))
    choices = [sorted({*group.allowed, *([] if place is None else [place])}) for group, place in people]
    merits = []
    for chosen in product(*[[None, *own] for own in choices]):
        numbers = [chosen.count(place) for place in range(len(seats))]
        limits = [own.most for own in seats]
        if any(limit is not None and n > limit for n, limit in zip(numbers, limits, strict=True)):
            continue
        if most is not None and sum(numbers) > most:
            continue
        pairs = list(zip(chosen, people, strict=True))
        merits.append(
            merit(
                seats,
                numbers,
                chosen.count(None),
                sum(place is not None and place == there for place, (_, there) in pairs),
                sum(place is not None and group.is_second for place, (group, _) in pairs),
            )
        )
    return min(merits)


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_nothing_else_is_better(first: int) -> None:
    for seed in range(first, first + 50):
        groups, seats, most = drawn(seed)

        assert merit_of(groups, seats, allot(groups, seats, most)) == best(groups, seats, most), seed


def test_a_cut_is_a_proof() -> None:
    cuts = 0
    for seed in range(400):
        groups, seats, most = drawn(seed)
        allotment = allot(groups, seats, most)
        assert sum(cut.people - cut.seats for cut in allotment.short) in {0, sum(allotment.without)}, seed
        for cut in allotment.short:
            cuts += 1
            # Whom its groups may go to are those named, none of whom has more seats than it says.
            assert all(set(groups[number].allowed) <= {*cut.full} for number in cut.groups), seed
            assert cut.seats == sum(seats[place].most or 0 for place in cut.full), seed
            there = sum(
                count
                for number in cut.groups
                for place, count in groups[number].present.items()
                if place not in cut.full
            )
            assert cut.people >= sum(groups[number].people for number in cut.groups) - there, seed
    assert cuts > 50


def test_a_part_of_the_proof_that_has_nothing_to_do_with_another_stands_alone() -> None:
    here = Supply(people=3, allowed=(0,), present={})
    there = Supply(people=4, allowed=(1,), present={})
    cuts = allot([here, there], [Seats(most=1), Seats(most=1)]).short

    assert [(cut.groups, cut.full, cut.people, cut.seats) for cut in cuts] == [
        ((0,), (0,), 3, 1),
        ((1,), (1,), 4, 1),
    ]
