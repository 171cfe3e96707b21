"""Attachments: every row of the table of examples, and what holds of each proposal."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.records import (
    Many,
    Piece,
    attached,
    collected,
    diagnostic,
    manager,
    methodist,
    org,
    person,
    teacher,
    towns,
)
from rnms import planning, regions, testing
from rnms.errors import FieldError, UsageError
from rnms.model import at_most
from rnms.planning.attaching import Attachments, Group, Surplus
from rnms.regions.profile import RegionProfile

ON = dt.date(2023, 9, 1)


def region(*pieces: Piece, key: str = "ugra") -> Any:
    places = ("m1", "m2")
    return collected(key, towns(*places), [org(f"school {place}", place=place) for place in places], *pieces)


def serving(name: str, place: str | None = None, **facts: Any) -> Piece:
    """A methodist of the region, who serves in one municipality where that is told."""
    return person(name), methodist(name, key=name, municipality=place, **facts)


def at(place: str, to: str = "") -> Callable[[str], Piece]:
    """A teacher there, diagnosed, and attached where so is told."""

    def build(name: str) -> Piece:
        return teacher(name, f"school {place}"), diagnostic(name), [attached(name, to)] if to else []

    return build


def planned(system: Any, **facts: Any) -> Attachments:
    about: dict[str, Any] = {"on": ON, "year": 2023}
    return planning.attachments(system, **about | facts)


# The table of beyond.md, §5.


def test_b5_1_those_who_come_are_shared_out_equally() -> None:
    proposal = planned(region(Many(600, at("m1")), [serving(name) for name in ("h1", "h2", "h3")]), year=2022)

    assert proposal.loads == {"h1": 200, "h2": 200, "h3": 200}
    assert (proposal.unattached, proposal.lacking, proposal.surplus) == ((), None, None)


def test_b5_2_who_has_no_seat_is_left_out_and_the_methodist_who_lacks_is_told() -> None:
    proposal = planned(region(Many(800, at("m1")), [serving(name) for name in ("h1", "h2", "h3")]))

    assert (len(proposal.assignments), len(proposal.unattached)) == (750, 50)
    lacking = proposal.lacking
    assert lacking is not None
    assert (lacking.people, lacking.seats, lacking.places, lacking.methodists) == (800, 750, 50, 1)


def test_b5_3_one_moves_where_the_limit_is_passed_by_one() -> None:
    system = region(
        Many(251, at("m1", to="h1")), Many(100, at("m1", to="h2"), first=252), serving("h1"), serving("h2")
    )
    proposal = planned(system)

    assert (len(proposal.moved), proposal.loads) == (1, {"h1": 250, "h2": 101})
    # Of equals those stay whose ids come first, as texts.
    assert proposal.moved == (max(f"p{number}" for number in range(1, 252)),)
    assert len(proposal.new) == 1


def test_b5_4_only_the_area_whose_seats_lack_is_named() -> None:
    system = region(Many(400, at("m1")), [serving(name) for name in ("f1", "a1", "a2")])
    areas = {f"p{number}": "физика" if number <= 300 else "математика" for number in range(1, 401)}
    proposal = planned(system, areas=areas | {"f1": "физика", "a1": "математика", "a2": "математика"})

    assert len(proposal.assignments) == 350
    lacking = proposal.lacking
    assert lacking is not None
    assert lacking.groups == (Group(municipalities=("m1",), areas=("физика",), people=300),)
    assert (lacking.full, lacking.places, lacking.methodists) == (("f1",), 50, 1)


@pytest.mark.parametrize(("teachers", "missing"), [(12_300, None), (12_301, (1, 1))])
def test_b5_5_the_mean_of_a_pool_is_a_limit_of_all_together(
    teachers: int, missing: tuple[int, int] | None
) -> None:
    pool = [(person(f"h{number}"), methodist(f"h{number}", key=f"h{number}")) for number in range(123)]
    system = region(Many(teachers, lambda name: teacher(name, "school m1")), pool, key="khabarovsk")
    proposal = planned(system, on=dt.date(2023, 5, 1))

    lacking = proposal.lacking
    assert (None if lacking is None else (lacking.places, lacking.methodists)) == missing
    assert len(proposal.assignments) == 12_300
    assert set(proposal.loads.values()) == {100}


def test_b5_6_who_serves_one_municipality_has_no_seats_for_another() -> None:
    system = region(
        Many(300, at("m1")), Many(100, at("m2"), first=301), serving("h1", "m1"), serving("h2", "m2")
    )
    proposal = planned(system)

    assert proposal.loads == {"h1": 250, "h2": 100}
    lacking = proposal.lacking
    assert lacking is not None
    assert (lacking.groups, lacking.full) == ((Group(municipalities=("m1",), areas=(), people=300),), ("h1",))
    assert (lacking.places, lacking.methodists) == (50, 1)
    assert planned(system, match=()).lacking is None


def test_b5_7_a_norm_that_too_few_teachers_cannot_keep_names_who_is_too_many() -> None:
    proposal = planned(region(Many(700, at("m1")), [serving(name) for name in ("h1", "h2", "h3")]))

    assert proposal.surplus == Surplus(people=50, methodists=("h3",))
    assert (proposal.unattached, sorted(proposal.loads.values())) == ((), [233, 233, 234])


def test_b5_8_without_methodists_nobody_is_attached() -> None:
    proposal = planned(region(Many(500, at("m1"))))

    assert (proposal.assignments, len(proposal.unattached)) == ((), 500)
    lacking = proposal.lacking
    assert lacking is not None
    assert (lacking.places, lacking.methodists, lacking.full) == (500, 2, ())


def test_b5_9_a_manager_who_does_not_teach_is_not_counted() -> None:
    proposal = planned(region(manager("p1", at="school m1"), at("m1")("p2"), serving("h1")))

    assert [record.person for record in proposal.assignments] == ["p2"]
    assert "p1" not in (*proposal.unattached, *proposal.unclear, *proposal.without_basis)


def test_b5_10_a_diagnostic_after_the_start_is_no_basis() -> None:
    late = (teacher("p1", "school m1"), diagnostic("p1", "2023-09-10"))
    same_day = (teacher("p2", "school m1"), diagnostic("p2", "2023-09-01"))
    proposal = planned(region(late, same_day, serving("h1")))

    assert proposal.without_basis == ("p1",)
    assert [(record.person, record.diagnostic) for record in proposal.assignments] == [
        ("p1", None),
        ("p2", "d-p2"),
    ]


@pytest.mark.parametrize(
    ("places", "match", "methodists"),
    [
        (("m1", "m2"), planning.attaching.MATCHES, 2),
        (("m1", "m1"), planning.attaching.MATCHES, 1),
        (("m1", "m2"), (), 1),
        (("m1", "m2"), "area", 1),
    ],
)
def test_a_methodist_who_lacks_is_of_one_municipality_and_serves_whoever_has_no_basis_too(
    places: tuple[str, str], match: Any, methodists: int
) -> None:
    first, second = places
    system = region(
        Many(3, at(first)),
        Many(3, lambda name: teacher(name, f"school {first}"), first=4),
        Many(3, lambda name: teacher(name, f"school {second}"), first=7),
    )
    lacking = planned(system, match=match).lacking

    assert lacking is not None
    assert (lacking.places, lacking.methodists, len(lacking.groups)) == (9, methodists, methodists)


# What else a proposal keeps to.


def test_who_has_no_basis_is_attached_last() -> None:
    system = region(
        Many(10, lambda name: teacher(name, "school m1")), Many(250, at("m1"), first=11), serving("h1")
    )
    proposal = planned(system)

    assert proposal.unattached == tuple(sorted(f"p{number}" for number in range(1, 11)))


def test_who_is_attached_keeps_the_seat_before_others_who_have_a_basis() -> None:
    attached_before = [(teacher(f"a{n}", "school m1"), attached(f"a{n}", "h1")) for n in range(250)]
    proposal = planned(region(attached_before, at("m1")("b"), serving("h1")))

    assert (proposal.unattached, proposal.new) == (("b",), ())
    assert len(proposal.without_basis) == 250


def test_several_attachments_stay_and_are_listed() -> None:
    system = region(at("m1", to="h1")("p1"), attached("p1", "h2"), serving("h1"), serving("h2"))
    proposal = planned(system)

    assert (proposal.doubles, proposal.loads, proposal.new) == (("p1",), {"h1": 1, "h2": 1}, ())


def test_nobody_guides_oneself() -> None:
    """Two methodists who teach, too: each has the other; and one alone has nobody."""
    system = region([(at("m1")(name), methodist(name, key=name)) for name in ("h1", "h2")])
    alone = planned(region(at("m1")("h1"), methodist("h1", key="h1")))

    assert {record.person: record.methodist for record in planned(system).assignments} == {
        "h1": "h2",
        "h2": "h1",
    }
    assert alone.unattached == ("h1",)
    assert alone.lacking is not None
    assert (alone.lacking.full, alone.lacking.places, alone.lacking.methodists) == ((), 1, 1)


def test_a_teacher_of_two_municipalities_has_one_seat() -> None:
    twice = (at("m1")("p1"), rnms.model.Employment(person="p1", organization="school m2",
             role=rnms.model.Role.PEDAGOGICAL, start=dt.date(2020, 9, 1)))  # fmt: skip
    proposal = planned(region(twice, serving("h2", "m2")))

    assert proposal.loads == {"h2": 1}
    assert proposal.municipality_by_person == {"p1": ("m1", "m2")}


def test_whoever_has_left_the_pool_has_no_seats() -> None:
    system = region(at("m1", to="h1")("p1"), serving("h1", end="2023-08-31"), serving("h2"))
    proposal = planned(system)

    assert [record.methodist for record in proposal.assignments] == ["h2"]


def test_of_whom_it_is_not_known_that_he_teaches_is_asked_for() -> None:
    unclear = (person("p1"), rnms.model.Employment(person="p1", organization="school m1",
               role=rnms.model.Role.PEDAGOGICAL))  # fmt: skip
    proposal = planned(region(unclear, serving("h1")))

    assert (proposal.unclear, proposal.assignments) == (("p1",), ())


def test_the_copy_is_judged_as_was_promised() -> None:
    system = region(
        Many(255, at("m1", to="h1")), Many(245, at("m2", to="h2"), first=256), serving("h1"), serving("h2")
    )
    before = rnms.evaluate(system, period=2023, only="6.3.1")["6.3.1"]
    after = rnms.evaluate(planned(system).system(), period=2023, only="6.3.1")["6.3.1"]

    assert (before.verdict, after.verdict) == (rnms.Verdict.NOT_MET, rnms.Verdict.MET)


def test_who_has_several_methodists_is_one_of_those_that_a_pool_may_have() -> None:
    """The order of Khabarovsk counts teachers, not attachments: 200 to two of the pool, ten of them twice."""
    twice = [[attached(f"p{number}", name) for name in ("h1", "h2")] for number in range(1, 11)]
    system = region(Many(200, at("m1")), twice, serving("h1"), serving("h2"), key="khabarovsk")
    proposal = planned(system, on=dt.date(2023, 5, 1))

    assert (proposal.unattached, proposal.lacking, len(proposal.doubles)) == ((), None, 10)
    one_more = planned(
        attrs.evolve(
            system,
            persons=(*system.persons, rnms.model.Person(id="z")),
            employments=(*system.employments, attrs.evolve(system.employments[0], person="z")),
        ),
        on=dt.date(2023, 5, 1),
    )
    lacking = one_more.lacking
    assert lacking is not None
    assert (lacking.people, lacking.seats, lacking.places, lacking.methodists) == (201, 200, 1, 1)


def test_what_begins_later_is_kept() -> None:
    """One of 251 moves on the day; what is recorded of them for the next year stays."""
    later = attached("p99", "h1", "2024-01-10")
    system = region(Many(251, at("m1", to="h1")), later, serving("h1"), serving("h2"))
    proposal = planned(system)

    assert (proposal.moved, [record.start for record in proposal.ended]) == (("p99",), [dt.date(2022, 3, 1)])
    assert later in (proposal.system().assignments or ())


@pytest.mark.parametrize("seed", range(4))
def test_records_full_of_faults_are_attached_too(seed: int) -> None:
    """Records under one id twice, ends that cannot be read, gaps: each record stays, and is told once."""
    system = testing.invented_region(staff=60, seed=seed, faults=0.3, partial_days=0.3, unreported=0.3)
    copy = planned(system).system()
    kept, before = (
        Counter((one.methodist, one.person, one.start) for one in records.assignments or ())
        for records in (copy, system)
    )

    assert before <= kept
    assert len(copy.assignments or ()) == len(system.assignments or ()) + (kept - before).total()


@pytest.mark.parametrize(
    ("begun", "last", "first"),
    [("2023-08-31", "2023-08-31", "2023-09-01"), ("2023-09-01", "2023-09-01", "2023-09-02")],
    ids=["§5 what began before ends the day before", "§5 what begins on the day itself ends on it"],
)
def test_what_was_recorded_is_in_the_copy(begun: str, last: str, first: str) -> None:
    """251 with one methodist, all since the same day: one moves, and was there until then."""
    teaching = Many(251, lambda name: (at("m1")(name), attached(name, "h1", begun)))
    system = region(teaching, serving("h1"), serving("h2"))
    proposal = planned(system)
    copy = proposal.system().assignments or ()

    [ended], [new] = proposal.ended, proposal.new
    assert [str(one.end) for one in copy if one.person == ended.person] == [last, "None"]
    assert (new.person, str(new.start)) == (ended.person, first)
    assert {(one.person, one.start) for one in system.assignments} <= {
        (one.person, one.start) for one in copy
    }


MEAN_OF_TWO = [("p1", "h1"), ("p1", "h2"), ("p2", "h1"), ("p2", "h2")]


@pytest.mark.parametrize(
    ("most", "mean", "attached_before", "teachers", "expected"),
    [
        (9, 2, MEAN_OF_TWO, 2, MEAN_OF_TWO),
        (9, 2, MEAN_OF_TWO, 3, [("p1", "h1"), ("p1", "h2"), ("p2", "h1"), ("p3", "h2")]),
        (9, 1, MEAN_OF_TWO, 2, [("p1", "h1"), ("p2", "h2")]),
        (9, 1, [*MEAN_OF_TWO[:2], ("p2", "h2")], 2, [("p1", "h1"), ("p2", "h2")]),
        (2, None, MEAN_OF_TWO, 4, [("p1", "h1"), ("p2", "h1"), ("p3", "h2"), ("p4", "h2")]),
    ],
    ids=[
        "§5 both stay while there are seats",
        "§5 one seat for each comes before two for one",
        "§5 above the mean of the pool second ones end",
        "§5 nobody loses the only one to whoever has two",
        "§5 the limit of each is no other",
    ],
)
def test_who_has_two_methodists_costs_nobody_a_seat(
    most: int,
    mean: int | None,
    attached_before: list[tuple[str, str]],
    teachers: int,
    expected: list[tuple[str, str]],
) -> None:
    pool = [serving("h1"), serving("h2")]
    standing = [attached(person, to) for person, to in attached_before]
    system = region(pool, Many(teachers, at("m1")), standing)
    proposal = planned(system, region=with_most(most, None if mean is None else Fraction(mean)))

    assert sorted((one.person, one.methodist) for one in proposal.assignments) == expected
    assert (proposal.unattached, proposal.lacking) == ((), None)


def test_nothing_recorded_is_lost_but_open_ends() -> None:
    system = region(
        Many(255, at("m1", to="h1")), Many(5, at("m2", to="h2"), first=256), serving("h1"), serving("h2")
    )
    copy = planned(system).system()
    ended = [record for record in copy.assignments or () if record.end == dt.date(2023, 8, 31)]

    assert len(ended) == 5
    assert Counter((one.methodist, one.person, one.start) for one in system.assignments or ()) <= Counter(
        (one.methodist, one.person, one.start) for one in copy.assignments or ()
    )


def test_a_minimum_of_each_is_kept_before_who_is_there_stays() -> None:
    system = region(
        Many(250, at("m1", to="h1")), Many(150, at("m1"), first=251), serving("h1"), serving("h2")
    )
    proposal = planned(system, year=2022, readings="each_minimum")

    assert (proposal.loads, len(proposal.moved)) == ({"h1": 200, "h2": 200}, 50)


def test_without_keeping_loads_are_equal() -> None:
    system = region(Many(100, at("m1", to="h1")), serving("h1"), serving("h2"))

    assert planned(system, keep=False).loads == {"h1": 50, "h2": 50}
    assert planned(system).loads == {"h1": 100, "h2": 0}


def test_the_order_of_records_decides_nothing() -> None:
    system = region(Many(300, at("m1")), serving("h1"), serving("h2"))
    turned = attrs.evolve(
        system,
        **{
            name: getattr(system, name)[::-1]
            for name in ("persons", "employments", "diagnostics", "methodists")
        },
    )

    assert planned(turned).assignments == planned(system).assignments


# What cannot be asked.


def test_an_order_without_such_a_norm_is_named() -> None:
    with pytest.raises(UsageError, match="kirov"):
        planned(region(key="kirov"))


def test_what_was_not_collected_is_named() -> None:
    with pytest.raises(UsageError, match="methodists"):
        planned(rnms.RegionalSystem(region="ugra", persons=(), employments=(), organizations=()))


def test_nothing_else_can_be_matched() -> None:
    with pytest.raises(FieldError, match="municipality or area"):
        planned(region(), match=("school",))


# Laws.

PLACES = st.sampled_from(["m1", "m2"])
AREAS = ["", "физика", "химия"]
SERVING = st.lists(st.one_of(st.none(), PLACES), max_size=3)
TEACHING = st.lists(
    st.tuples(PLACES, st.booleans(), st.lists(st.integers(0, 2), max_size=2, unique=True)), max_size=8
)


@examples(20)
@given(serving_in=SERVING, teaching=TEACHING, keep=st.booleans())
def test_a_proposal_keeps_the_norms_and_proposes_nothing_twice(
    *, serving_in: list[str | None], teaching: list[tuple[str, bool, list[int]]], keep: bool
) -> None:
    most = 3
    pool = [serving(f"h{number}", place) for number, place in enumerate(serving_in)]
    people = [
        (
            teacher(f"p{number}", f"school {place}"),
            diagnostic(f"p{number}") if diagnosed else [],
            [attached(f"p{number}", f"h{to}") for to in places if to < len(serving_in)],
        )
        for number, (place, diagnosed, places) in enumerate(teaching)
    ]
    system, order = region(pool, people), with_most(most)
    proposal = planned(system, region=order, keep=keep)

    loads = Counter(record.methodist for record in proposal.assignments)
    assert all(load <= most for load in loads.values())
    assert {**dict.fromkeys(proposal.loads, 0), **loads} == dict(proposal.loads)
    everybody = {f"p{number}" for number in range(len(teaching))}
    attached_now = {record.person for record in proposal.assignments}
    assert attached_now | {*proposal.unattached} == everybody
    assert not attached_now & {*proposal.unattached}
    assert (proposal.lacking is None) == (not proposal.unattached)
    if proposal.lacking is not None:
        assert proposal.lacking.people - proposal.lacking.seats == len(proposal.unattached)
    again = planned(proposal.system(), region=order)
    assert (again.new, again.moved, again.unattached) == ((), (), proposal.unattached)


Choice = tuple[str, bool, list[int], str]


@examples(30)
@given(
    serving_in=st.lists(st.tuples(st.one_of(st.none(), PLACES), st.sampled_from(AREAS)), max_size=3),
    teaching=st.lists(
        st.tuples(
            PLACES,
            st.booleans(),
            st.lists(st.integers(0, 2), max_size=2, unique=True),
            st.sampled_from(AREAS),
        ),
        max_size=4,
    ),
    most=st.integers(1, 3),
    together=st.one_of(st.none(), st.integers(0, 6)),
)
def test_no_proposal_is_better(
    serving_in: list[tuple[str | None, str]], teaching: list[Choice], most: int, together: int | None
) -> None:
    """Everybody to everybody, in every combination: few left, few moved, first with a basis, even loads.

    Whoever has two methodists keeps both where nobody else goes without a seat, or moves, for that.
    """
    here = range(len(serving_in))
    present = [[to for to in places if to in here] for *_, places, _ in teaching]
    system = region(
        [serving(f"h{number}", place) for number, (place, _) in enumerate(serving_in)],
        [
            (
                teacher(f"p{number}", f"school {place}"),
                diagnostic(f"p{number}") if diagnosed else [],
                [attached(f"p{number}", f"h{to}") for to in present[number]],
            )
            for number, (place, diagnosed, *_) in enumerate(teaching)
        ],
    )
    areas = {f"h{number}": area for number, (_, area) in enumerate(serving_in) if area}
    areas |= {f"p{number}": area for number, (*_, area) in enumerate(teaching) if area}
    mean = None if together is None else Fraction(together, max(len(serving_in), 1))
    proposal = planned(system, region=with_most(most, mean), areas=areas)

    def may_come(number: int, to: int) -> bool:
        place, *_, area = teaching[number]
        own_place, own_area = serving_in[to]
        is_near = own_place in {None, place} and (not area or not own_area or area == own_area)
        return is_near or to in present[number]

    def merit(chosen: Sequence[Sequence[int]]) -> tuple[int, ...] | None:
        loads = Counter(itertools.chain.from_iterable(chosen))
        is_over = together is not None and here and loads.total() > together
        if is_over or any(load > most for load in loads.values()):
            return None
        coming = sum(to not in there for own, there in zip(chosen, present, strict=True) for to in own)
        second = sum(bool(own) and not one[1] for own, one in zip(chosen, teaching, strict=True))
        further = sum(len(own) - 1 for own in chosen if own)
        return chosen.count(()), coming, second, -further, sum(load**2 for load in loads.values())

    def ways(number: int) -> list[tuple[int, ...]]:
        to_whom = [to for to in here if may_come(number, to)]
        kept = [tuple(sorted(present[number]))] if len(present[number]) > 1 else []
        return [(), *((to,) for to in to_whom), *kept]

    best = min(filter(None, map(merit, itertools.product(*map(ways, range(len(teaching)))))))
    own: dict[str, list[int]] = {}
    for record in proposal.assignments:
        own.setdefault(record.person, []).append(int(record.methodist[1:]))
    assert merit([tuple(own.get(f"p{number}", ())) for number in range(len(teaching))]) == best
    assert len(proposal.unattached) == best[0]


@examples(30)
@given(
    serving_in=st.lists(st.tuples(st.one_of(st.none(), PLACES), st.sampled_from(AREAS)), max_size=2),
    teaching=st.lists(
        st.tuples(
            st.lists(PLACES, min_size=1, max_size=2, unique=True), st.booleans(), st.sampled_from(AREAS)
        ),
        min_size=1,
        max_size=5,
    ),
    most=st.integers(1, 3),
    together=st.one_of(st.none(), st.integers(1, 4)),
    match=st.sampled_from([(), ("municipality",), ("area",), ("municipality", "area")]),
)
def test_no_fewer_methodists_would_do(
    serving_in: list[tuple[str | None, str]],
    teaching: list[tuple[list[str], bool, str]],
    most: int,
    together: int | None,
    match: tuple[str, ...],
) -> None:
    """With so many more, of some municipalities and areas, everybody is attached; with one less never."""
    people = [
        (
            [teacher(f"p{number}", f"school {place}") for place in places],
            diagnostic(f"p{number}") if diagnosed else [],
        )
        for number, (places, diagnosed, _) in enumerate(teaching)
    ]
    areas = {f"h{number}": area for number, (_, area) in enumerate(serving_in) if area}
    areas |= {f"p{number}": area for number, (*_, area) in enumerate(teaching) if area}
    mean = None if together is None else Fraction(together, 2)
    order = with_most(most, mean)

    def proposal_with(coming: Sequence[tuple[str, str]]) -> Attachments:
        pool = [*serving_in, *coming]
        of_pool = {f"h{number}": area for number, (_, area) in enumerate(pool) if area}
        system = region(people, [serving(f"h{number}", place) for number, (place, _) in enumerate(pool)])
        return planned(system, region=order, areas=areas | of_pool, match=match)

    lacking = proposal_with(()).lacking
    missing = 0 if lacking is None else lacking.methodists
    kinds = list(itertools.product(("m1", "m2"), AREAS[1:]))

    def may_do(number: int) -> bool:
        choices = itertools.combinations_with_replacement(kinds, number)
        return any(proposal_with(choice).lacking is None for choice in choices)

    assert may_do(missing)
    assert not missing or not may_do(missing - 1)


def with_most(most: int, mean: Fraction | None = None) -> RegionProfile:
    """Ugra, were the most that one methodist may have another number, and perhaps the most in the mean."""
    profile = regions.get("ugra")
    load = profile.indicator("6.3.1")
    norms = {"cap_part": at_most(most)} | ({} if mean is None else {"minimum_part": at_most(mean)})
    parts = [
        attrs.evolve(part, targets=[attrs.evolve(target, norm=norms[part.name]) for target in part.targets])
        for part in load.components
        if part.name in norms
    ]
    changed = attrs.evolve(load, components=parts, readings=())
    return attrs.evolve(
        profile, indicators=[changed if one.code == load.code else one for one in profile.indicators]
    )
