"""Seats given to groups of people: whatever else could be done is no better, and a cut is a proof."""

from __future__ import annotations

import random
from itertools import combinations, product

import pytest

from rnms.planning.flow import Allotment, Seats, Supply, allot

Merit = tuple[int, int, int, int, int, int]
"""Without a seat, empty of those needed, elsewhere than before, of second groups, less the further seats that
are kept, the sum of squares."""


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
        present = {place: there.count(place) for place in set(there)}
        have_several = rng.random() < 0.3
        if have_several:
            present = dict.fromkeys(rng.sample(places, rng.randint(1, len(seats))), people)
        groups.append(
            Supply(
                people=people,
                allowed=tuple(
                    place
                    for place in places
                    if rng.random() < 0.6 and not (have_several and place in present)
                ),
                present=present,
                is_second=rng.random() < 0.4,
                further=people * (len(present) - 1) if have_several else 0,
            )
        )
    return groups, seats, rng.choice([None, None, 2, 4])


def merit(
    seats: list[Seats], numbers: list[int], without: int, coming: int, second: int, further: int
) -> Merit:
    needed = [own.least if own.most is None else min(own.least, own.most) for own in seats]
    empty = sum(max(least - number, 0) for least, number in zip(needed, numbers, strict=True))
    squares = sum((own.taken + number) ** 2 for own, number in zip(seats, numbers, strict=True))
    return without, empty, coming, second, -further, squares


def merit_of(groups: list[Supply], seats: list[Seats], allotment: Allotment) -> Merit:
    numbers = [0] * len(seats)
    for (_, place), count in (*allotment.staying.items(), *allotment.coming.items()):
        numbers[place] += count
    people = [group.people - without for group, without in zip(groups, allotment.without, strict=True)]
    second = sum(count for group, count in zip(groups, people, strict=True) if group.is_second)
    coming = sum(allotment.coming.values())
    return merit(seats, numbers, sum(allotment.without), coming, second, sum(numbers) - sum(people))


def best(groups: list[Supply], seats: list[Seats], most: int | None) -> Merit:
    """The best that can be done, by trying everything."""
    people: list[tuple[Supply, tuple[int, ...]]] = []
    for group in groups:
        if group.further:
            people += [(group, tuple(group.present))] * group.people
        else:
            there = [place for place, count in group.present.items() for _ in range(count)]
            people += [(group, (place,)) for place in there]
            people += [(group, ())] * (group.people - len(there))
    merits = []
    for chosen in product(*(ways(group, there) for group, there in people)):
        numbers = [sum(place in own for own in chosen) for place in range(len(seats))]
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
                chosen.count(()),
                sum(place not in there for own, (_, there) in pairs for place in own),
                sum(bool(own) and group.is_second for own, (group, _) in pairs),
                sum(len(own) - 1 for own in chosen if own),
            )
        )
    return min(merits)


def ways(group: Supply, there: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Without a seat, or with as many of those to whom they may go as they are with now, or fewer."""
    places = sorted({*group.allowed, *there})
    return [own for number in range(max(len(there), 1) + 1) for own in combinations(places, number)]


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
