"""Routes that are proposed: the worked examples, and that no choice is better, full, late or broken."""

from __future__ import annotations

import datetime as dt
import itertools
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.records import (
    collected,
    day,
    diagnostic,
    manager,
    org,
    programme,
    route,
    takes,
    teacher,
    towns,
)
from kit.rows import by_source
from rnms import RegionalSystem, files
from rnms.errors import MissingExtraError, UsageError
from rnms.model import Programme, Provider, RouteItem, Unreported
from rnms.model.development import RouteState
from rnms.planning import Offer, routes
from rnms.planning.covering import SCALE, Course, Group, Pricing, Task, Weights
from rnms.planning.offers import read_offers
from rnms.planning.proposed_routes import Asked, Proposal, Why

ON = day("2023-09-01")
COMPETENCES = {"P1": ("A",), "P2": ("B",), "P3": ("A", "B")}
UGRA, STRICT = "6.2.1", "selection_strict"


def offer(
    course: str, hours: int, seats: int = 99, start: str = "2023-10-01", end: str = "2023-11-20", **facts: Any
) -> Offer:
    return Offer(programme=course, start=day(start), end=day(end), hours=hours, seats=seats, **facts)


def diagnosed(
    deficits: Mapping[str, Sequence[str] | None],
    *records: Any,
    region: str = "ugra",
    by: Provider | None = Provider.CNPPM,
    **programmes: Any,
) -> RegionalSystem:
    """Teachers in whom a diagnostic found deficits, and the three programmes, with facts of each by id."""
    return collected(
        region,
        org("school"),
        [(teacher(name), diagnostic(name, by=by, deficits=found)) for name, found in deficits.items()],
        [
            programme(key, **{"competences": words} | programmes.get(key, {}))
            for key, words in COMPETENCES.items()
        ],
        *records,
    )


def proposed(
    system: RegionalSystem, *offers: Offer, on: dt.date = ON, reading: str | None = None
) -> Proposal:
    return routes(system, offers, on=on, period=2023, reading=reading)


def chosen(proposal: Proposal) -> dict[str, list[str]]:
    """The programmes of each person, in order."""
    by_person: dict[str, list[str]] = {}
    for enrolment in proposal.enrolments:
        by_person.setdefault(enrolment.person, []).append(enrolment.programme)
    return {person: sorted(courses) for person, courses in by_person.items()}


ONE = {"p1": ("A", "B")}
SHORT = (offer("P1", 16), offer("P2", 16))


@pytest.mark.parametrize(
    ("system", "offers", "courses", "hours", "source"),
    by_source(
        [
            (diagnosed(ONE), (*SHORT, offer("P3", 24)), {"p1": ["P3"]}, 24, "B4.1 one for both is shorter"),
            (diagnosed(ONE), (*SHORT, offer("P3", 36)), {"p1": ["P1", "P2"]}, 32, "B4.2 one is longer"),
            (
                diagnosed({"p1": ("A", "B"), "p2": ("A", "B")}),
                (*SHORT, offer("P3", 24, seats=1)),
                {"p1": ["P3"], "p2": ["P1", "P2"]},
                56,
                "B4.3 one seat goes to the first by id",
            ),
            (
                diagnosed({"p1": ("A", "B", "C")}),
                (*SHORT, offer("P3", 24)),
                {"p1": ["P3"]},
                24,
                "B4.4 nothing covers C",
            ),
            (
                diagnosed({"p1": ("A",), "p2": ("A", "B"), "p3": ("B",)}),
                (offer("P1", 20, seats=1), offer("P2", 20, seats=1), offer("P3", 30, seats=1)),
                {"p1": ["P1"], "p2": ["P3"], "p3": ["P2"]},
                70,
                "B4.5 one seat each",
            ),
            (
                diagnosed({"p1": None, "p2": ()}),
                (*SHORT, offer("P3", 24)),
                {},
                0,
                "B4.6 deficits unknown, or none",
            ),
            (
                diagnosed(ONE, route("p1"), RouteItem(route="r-p1", programme="P1")),
                (*SHORT, offer("P3", 24)),
                {"p1": ["P2"]},
                16,
                "B4.8 a route covers A already",
            ),
            (
                diagnosed(ONE, route("p1", "2023-10-15"), RouteItem(route="r-p1", programme="P1")),
                (offer("P2", 8), offer("P2", 16, start="2023-10-15"), offer("P3", 4)),
                {"p1": ["P2"]},
                16,
                "§4 a route that is to begin is kept, and no group begins before it",
            ),
            (
                diagnosed(ONE, takes("p1", "2023-08-01", None, what="P1")),
                (*SHORT, offer("P3", 24)),
                {"p1": ["P2"]},
                16,
                "§4 what somebody takes, chosen by nothing, is not offered again",
            ),
            (
                diagnosed(ONE, diagnostic("p1", "2022-02-01", key="old"),
                          takes("p1", "2023-01-01", "2023-03-01", by="old", what="P1")),
                (*SHORT, offer("P3", 24)),
                {"p1": ["P2"]},
                16,
                "§4 nor what was chosen by an earlier diagnostic and ended after the last",
            ),
            (
                diagnosed(ONE, takes("p1", "2023-01-01", "2023-02-01", what="P1")),
                (*SHORT, offer("P3", 24)),
                {"p1": ["P3"]},
                24,
                "§4 what was completed when the deficit was found does not cover it",
            ),
            (
                diagnosed(ONE),
                (offer("P3", 24, start="2023-08-31"), *SHORT),
                {"p1": ["P1", "P2"]},
                32,
                "B4.10 what begins before the planning day is not used",
            ),
            (
                diagnosed(ONE),
                (offer("P3", 24, end="2024-01-10"), *SHORT),
                {"p1": ["P1", "P2"]},
                32,
                "§4 completion is within the period",
            ),
            (
                diagnosed({"p1": ("a ", "В"), "p2": ("A", "B")}, P1={"competences": ("A",)}),
                SHORT,
                {"p1": ["P1"], "p2": ["P1", "P2"]},
                48,
                "§0 words are one by what the engine holds for one: case, not alphabets",
            ),
            (
                diagnosed(ONE, P3={"competences": None}),
                (*SHORT, offer("P3", 24)),
                {"p1": ["P1", "P2"]},
                32,
                "§4 a programme counts with known competences only",
            ),
            (
                diagnosed(ONE),
                (*SHORT, offer("P3", 24, seats=0)),
                {"p1": ["P1", "P2"]},
                32,
                "§4 seats suffice",
            ),
            (
                diagnosed({"p1": ("A",)}, diagnostic("p1", "2023-08-01", deficits=("B",), key="later")),
                SHORT,
                {"p1": ["P2"]},
                16,
                "§4 the last diagnostic counts",
            ),
            (
                diagnosed({"p1": ("A",)}, diagnostic("p1", "2023-09-02", deficits=("B",), key="later")),
                SHORT,
                {"p1": ["P1"]},
                16,
                "§4 not after the planning day",
            ),
            (
                diagnosed({"p1": ("A",)}, programme("P0", competences=("A",))),
                (offer("P1", 16), offer("P0", 16)),
                {"p1": ["P0"]},
                16,
                "§4 of equals the first by id",
            ),
            (
                diagnosed({"p1": ("A", "B")}),
                (offer("P1", 12), offer("P2", 12), offer("P3", 24)),
                {"p1": ["P3"]},
                24,
                "§4 of as many hours the fewest programmes",
            ),
        ]
    ),
)  # fmt: skip
def test_who_takes_what(
    system: RegionalSystem, offers: Sequence[Offer], courses: dict[str, list[str]], hours: int, source: str
) -> None:
    proposal = proposed(system, *offers)

    assert chosen(proposal) == courses, source
    assert proposal.hours == hours
    assert proposal.bound.is_proved


def test_what_nothing_covers_is_named() -> None:
    """B4.4, and each reason."""
    system = diagnosed(
        {"p1": ("A", "B", "C", "D", "E", "F")},
        towns("t1"),
        programme("P4", register="2020-01-01", until="2023-01-31", competences=("D",)),
        programme("P5", competences=("E",)),
        programme("P6", competences=("F",)),
    )
    offers = (
        offer("P1", 16, seats=0),
        offer("P2", 16),
        offer("P4", 16),
        offer("P5", 16, start="2023-08-01"),
        offer("P6", 16, municipality="t1"),
    )

    reasons = {one.competence: one.why for one in proposed(system, *offers).uncovered}

    assert reasons == {
        "A": Why.NO_SEAT,
        "C": Why.NO_PROGRAMME,
        "D": Why.NOT_IN_REGISTER,
        "E": Why.NOT_IN_TIME,
        "F": Why.ELSEWHERE,
    }


def test_who_is_asked_and_who_needs_nothing() -> None:
    """B4.6: unknown is no deficit and no lack of one; neither gets a route."""
    proposal = proposed(diagnosed({"p1": None, "p2": (), "p3": ("A",)}), *SHORT)

    assert proposal.asked == (Asked(collection="diagnostics", id="d-p1", field="deficits", person="p1"),)
    assert proposal.no_route_needed == ("p2",)
    assert [one.person for one in proposal.routes] == ["p3"]


def test_a_programme_that_leaves_the_register() -> None:
    """B4.7: any day is enough by default; by ``register_throughout`` it is not."""
    system = diagnosed(ONE, P3={"until": "2023-10-31"})
    offers = (*SHORT, offer("P3", 24))

    assert chosen(proposed(system, *offers)) == {"p1": ["P3"]}
    assert chosen(proposed(system, *offers, reading="register_throughout")) == {"p1": ["P1", "P2"]}


def test_a_route_that_is_there_is_kept() -> None:
    """B4.8: it gets the further programme, and no other route begins."""
    system = diagnosed(ONE, route("p1"), RouteItem(route="r-p1", programme="P1"))
    proposal = proposed(system, *SHORT)

    assert (proposal.routes, proposal.kept) == ((), {"p1": "r-p1"})
    assert [(item.route, item.programme) for item in proposal.items] == [("r-p1", "P2")]
    assert (system.routes or ())[0] in (proposal.executed().routes or ())


def test_a_route_that_is_completed_gets_nothing_more() -> None:
    done = route("p1", end="2023-06-01")
    proposal = proposed(diagnosed(ONE, done, RouteItem(route="r-p1", programme="P1")), *SHORT)

    assert chosen(proposal) == {"p1": ["P2"]}
    assert [one.progress(ON) for one in proposal.routes] == [RouteState.IN_PROGRESS]
    assert proposal.routes[0].id != "r-p1"


def test_what_somebody_takes_already_is_not_proposed_again() -> None:
    taken = takes("p1", "2023-05-01", None, by="d-p1", what="P1")

    assert chosen(proposed(diagnosed(ONE, taken), *SHORT)) == {"p1": ["P2"]}


@pytest.mark.parametrize(
    ("region", "is_basis", "source"),
    by_source(
        [
            ("amur", False, "002 l. 332: in the centre"),
            ("khabarovsk", False, "000 row 2: in the centre"),
            ("kirov", False, "003 2.1.2: in the centre"),
            ("ugra", True, "001 l. 468: wherever"),
        ]
    ),
)
def test_a_diagnostic_of_the_school(region: str, source: str, *, is_basis: bool) -> None:
    """B4.9: where the order speaks of the centre it is no basis, and is named."""
    system = diagnosed({"p1": ("A",)}, region=region, by=Provider.SELF)
    taught = offer("P1", 16, start="2023-04-01", end="2023-05-01")
    proposal = proposed(system, taught, on=day("2023-03-01"))

    assert bool(proposal.routes) is is_basis, source
    assert proposal.without_basis == ({} if is_basis else {"p1": "d-p1"})


def test_an_earlier_diagnostic_that_counts_is_the_basis() -> None:
    """Amur: the later one was held by the school."""
    later = diagnostic("p1", "2023-08-01", Provider.SELF, deficits=("B",), key="later")
    proposal = proposed(diagnosed({"p1": ("A",)}, later, region="amur"), *SHORT)

    assert {one.diagnostic for one in proposal.routes} == {"d-p1"}


@pytest.mark.parametrize(("field", "facts"), [("date", {"date": None}), ("provider", {"by": None})])
def test_a_diagnostic_that_may_be_no_basis_is_asked_about(field: str, facts: dict[str, Any]) -> None:
    unsure = diagnostic("p1", deficits=("A",), key="unsure", **facts)
    proposal = proposed(diagnosed({}, teacher("p1"), unsure, region="amur"), *SHORT)

    assert proposal.asked == (Asked(collection="diagnostics", id="unsure", field=field, person="p1"),)
    assert not proposal.routes


def test_who_has_left_gets_no_seat() -> None:
    left = (teacher("p1", end="2023-08-31"), diagnostic("p1", deficits=("A",)))
    proposal = proposed(diagnosed({}, left), *SHORT)

    assert (proposal.outside, proposal.enrolments) == (("p1",), ())


@pytest.mark.parametrize(
    ("end", "courses"), [("2023-11-20", {"p1": ["P3"]}), ("2023-11-19", {"p1": ["P1"]}), ("2023-10-30", {})]
)
def test_who_leaves_before_a_group_ends_gets_no_seat_of_it(end: str, courses: dict[str, list[str]]) -> None:
    """The last day at work counts; what nothing else covers is named with the reason."""
    system = diagnosed({}, teacher("p1", end=end), diagnostic("p1", deficits=("A", "B")))
    proposal = proposed(system, offer("P3", 24), offer("P1", 16, end="2023-10-31"))

    assert chosen(proposal) == courses
    covered = {word for words in courses.values() for course in words for word in COMPETENCES[course]}
    whys = {one.competence: one.why for one in proposal.uncovered}
    assert whys == dict.fromkeys({"A", "B"} - covered, Why.LEAVES)


def test_a_route_that_is_to_begin_is_kept() -> None:
    """Nobody gets a second one; what only an earlier group covers is named; what is proposed is counted."""
    system = diagnosed({"p1": ("A", "B"), "p2": ("A",)}, route("p1", "2023-10-15"))
    proposal = proposed(system, offer("P1", 16), offer("P2", 16, start="2023-10-15"))

    assert ([one.person for one in proposal.routes], proposal.kept) == (["p2"], {"p1": "r-p1"})
    assert [(one.person, one.competence, one.why) for one in proposal.uncovered] == [
        ("p1", "A", Why.BEFORE_ROUTE)
    ]
    for reading in (None, STRICT):
        again = proposed(system, offer("P1", 16), offer("P2", 16, start="2023-10-15"), reading=reading)
        readings = () if reading is None else (reading,)
        after = passed(again.executed(), UGRA, *readings)
        assert after - passed(system, UGRA, *readings) == {*again.promised[UGRA]} == {"p1", "p2"}


def test_of_several_routes_the_one_that_has_begun_is_continued() -> None:
    routes_of_one = [route("p1", day_, key=key) for key, day_ in (("r1", "2023-10-15"), ("r2", "2023-03-01"))]

    assert proposed(diagnosed(ONE, routes_of_one), *SHORT).kept == {"p1": "r2"}


def test_groups_that_are_alike_are_told_apart() -> None:
    """Two groups of one seat: each has one taken, not both two."""
    proposal = proposed(diagnosed({"p1": ("A",), "p2": ("A",)}), offer("P1", 16, 1), offer("P1", 16, 1))

    assert [taken for _, taken in proposal.offers] == [1, 1]


def test_a_programme_that_is_no_record_is_told_from_one_that_is_not_described() -> None:
    system = attrs.evolve(diagnosed(ONE), programmes=[Programme(id="P1")])
    proposal = proposed(system, offer("P1", 16), offer("P9", 16))

    assert proposal.asked == (
        Asked(collection="programmes", id="P1", field="competences"),
        Asked(collection="programmes", id="P9", field="id"),
    )
    assert "такой записи в данных нет" in str(proposal)


@pytest.mark.parametrize("missing", [("persons",), ("diagnostics", "programmes")], ids=str)
def test_nothing_is_proposed_of_what_was_not_collected(missing: tuple[str, ...]) -> None:
    """No route for nobody is no answer; all that lacks is named at once."""
    nothing: dict[str, Any] = dict.fromkeys(missing)
    system = attrs.evolve(diagnosed(ONE), **nothing)

    with pytest.raises(UsageError, match=f"^{', '.join(missing)} were not collected"):
        proposed(system, *SHORT)


def test_a_route_of_an_unknown_day_is_asked_about() -> None:
    """No second route begins beside one that is there."""
    system = diagnosed(ONE, route("p1", None), RouteItem(route="r-p1", programme="P1"))
    proposal = proposed(system, *SHORT)

    assert proposal.asked == (Asked(collection="routes", id="r-p1", field="start", person="p1"),)
    assert (proposal.routes, proposal.items) == ((), ())


def test_what_a_route_covers_that_nobody_knows_is_asked_about() -> None:
    system = diagnosed(ONE, programme("P9"), route("p1"), RouteItem(route="r-p1", programme="P9"))
    proposal = proposed(system, *SHORT)

    assert proposal.asked == (Asked(collection="programmes", id="P9", field="competences"),)
    assert chosen(proposal) == {"p1": ["P1", "P2"]}


def test_of_what_is_equally_good_the_first_by_id_is_taken() -> None:
    """P1 with P4, or P2 with P3: as many hours, as many programmes."""
    words = {"P1": ("A", "B"), "P2": ("A", "C"), "P3": ("B", "D"), "P4": ("C", "D")}
    system = diagnosed(
        {"p1": ("A", "B", "C", "D")},
        programme("P4", competences=words["P4"]),
        P1={"competences": words["P1"]},
        P2={"competences": words["P2"]},
        P3={"competences": words["P3"]},
    )

    assert chosen(proposed(system, *(offer(key, 16) for key in words))) == {"p1": ["P1", "P4"]}


def test_a_group_of_a_municipality_takes_its_people() -> None:
    places = [(org(town, place=town), teacher(f"of-{town}", town)) for town in ("t1", "t2")]
    diagnostics = [diagnostic(f"of-{town}", deficits=("A",)) for town in ("t1", "t2")]
    system = diagnosed({}, towns("t1", "t2"), places, diagnostics)
    proposal = proposed(system, offer("P1", 8, municipality="t2"), offer("P3", 24))

    assert chosen(proposal) == {"of-t1": ["P3"], "of-t2": ["P1"]}
    assert proposal.places == {"of-t1": ("t1",), "of-t2": ("t2",)}


def passed(system: RegionalSystem, code: str, *readings: str) -> set[str]:
    result = rnms.evaluate(system, period=2023, readings=readings)[code]
    return {member.id for member in result.who("passed", data=system)}


@pytest.mark.parametrize("reading", [None, STRICT])
def test_executed_is_promised(reading: str | None) -> None:
    """B4.11: exactly those pass afterwards who passed before or are promised."""
    system = diagnosed(
        {"p1": ("A", "B"), "p2": ("A",), "p3": ("C",), "p4": ("B",)},
        manager("boss"),
        diagnostic("boss", deficits=("A",)),
        takes("p4", by="d-p4", what="P2"),
        takes("p2", by="d-p2", what="P2"),
    )
    proposal = proposed(system, *SHORT, reading=reading)
    readings = () if reading is None else (reading,)
    before, after = (passed(one, UGRA, *readings) for one in (system, proposal.executed()))

    assert after - before == {*proposal.promised[UGRA]} == ({"p1"} if reading is None else {"p1", "p2"})
    assert before < after


@pytest.mark.parametrize("region", ["amur", "khabarovsk", "kirov"])
def test_executed_is_promised_of_routes(region: str) -> None:
    system = diagnosed({"p1": ("A", "B"), "p2": ("C",)}, region=region)
    on = day("2023-03-01")
    proposal = proposed(system, offer("P3", 24, start="2023-04-01", end="2023-05-01"), on=on)

    for code, people in proposal.promised.items():
        assert passed(proposal.executed(), code) - passed(system, code) == {*people} == {"p1"}


def test_nothing_recorded_is_changed() -> None:
    system = diagnosed(ONE)
    executed = proposed(system, *SHORT).executed()

    assert attrs.evolve(executed, routes=(), route_items=(), enrolments=()) == system


def test_what_was_not_collected_stays_incomplete() -> None:
    system = attrs.evolve(diagnosed(ONE), enrolments=None)
    executed = proposed(system, *SHORT).executed()

    assert executed.unreported == (Unreported(entity="enrolments"),)


def test_ids_are_marked_and_free() -> None:
    system = diagnosed(ONE, route("p1", on=None, key="~r1"))

    assert [one.id for one in proposed(system, *SHORT).routes] == ["~~r1"]


def test_a_proposal_is_read_as_records() -> None:
    proposal = proposed(diagnosed(ONE), *SHORT)

    assert files.loads(files.dumps(proposal.records())) == proposal.records()


def test_too_many_deficits_of_one_person_are_named() -> None:
    words = tuple(f"c{number}" for number in range(11))
    system = diagnosed({"p1": words, "p2": ("c0",)}, programme("long", competences=words))
    proposal = proposed(system, offer("long", 16))

    assert chosen(proposal) == {"p2": ["long"]}
    assert {one.why for one in proposal.uncovered} == {Why.TOO_MANY}
    assert proposal.bound.gap.deficits == len(words)


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)

    with pytest.raises(MissingExtraError, match=r"rnms\[plan\]"):
        proposed(diagnosed(ONE), *SHORT)


def test_an_offer_is_possible() -> None:
    with pytest.raises(UsageError, match="P1"):
        offer("P1", 16, start="2023-11-21")


def test_offers_are_read_from_a_table(tmp_path: Any) -> None:
    path = tmp_path / "offers.csv"
    path.write_text(
        "программа;начало;окончание;часов;мест;муниципалитет\nP1;01.10.2023;20.11.2023;16;3;t1\n", "utf-8"
    )

    assert read_offers(path) == (offer("P1", 16, 3, municipality="t1"),)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("программа;начало;окончание;часов;мест;муницпалитет", "table.no-column"),
        ("программа;начало;окончание;часов;мест;seats", "table.doubled-column"),
        ("программа;начало;окончание;часов;мест;примечание", None),
    ],
)
def test_no_column_of_offers_is_lost(head: str, code: str | None, tmp_path: Any) -> None:
    """An offer to one municipality is none to anybody because of a slip; a note of a clerk is nobody's."""
    path = tmp_path / "offers.csv"
    path.write_text(f"{head}\nP1;01.10.2023;20.11.2023;16;3;3\n", "utf-8")

    if code is None:
        assert read_offers(path) == (offer("P1", 16, 3),)
    else:
        with pytest.raises(rnms.DataError) as caught:
            read_offers(path)
        assert [(issue.place, issue.code) for issue in caught.value.issues] == [("offers.csv[A1]", code)]


def test_every_fault_of_a_table_is_told(tmp_path: Any) -> None:
    path = tmp_path / "offers.csv"
    path.write_text("programme,start,end,hours,seats\nP1,01.10.2023,2,16,3\nP2,,20.11.2023,x,3\n", "utf-8")

    with pytest.raises(rnms.DataError) as caught:
        read_offers(path)

    assert [issue.place for issue in caught.value.issues] == [
        "offers.csv[C2]",
        "offers.csv[B3]",
        "offers.csv[D3]",
    ]


# Laws.

WORDS = "ABC"
word_sets = st.sets(st.sampled_from(WORDS), max_size=3).map(lambda words: tuple(sorted(words)))
OFFERED = st.tuples(word_sets, st.integers(0, 4), st.integers(0, 2), st.booleans())


def world(found: Sequence[Sequence[str]], offered: Iterable[tuple[Any, ...]]) -> tuple[Any, list[Offer]]:
    """People with deficits, and an offer of a programme of its own for each set of competences."""
    drawn = list(offered)
    system = collected(
        "ugra",
        org("school"),
        [
            (teacher(f"p{place}"), diagnostic(f"p{place}", deficits=words))
            for place, words in enumerate(found)
        ],
        [programme(f"g{place}", competences=words) for place, (words, *_) in enumerate(drawn)],
    )
    offers = [
        offer(f"g{place}", hours, seats, "2023-10-01" if in_time else "2023-08-01")
        for place, (_, hours, seats, in_time) in enumerate(drawn)
    ]
    return system, offers


def every_choice(
    found: Sequence[Sequence[str]], offered: Sequence[tuple[Any, ...]]
) -> Iterator[tuple[int, int, int]]:
    """What every possible choice comes to: each person takes some offers, none more than its seats."""
    usable = [place for place, (*_, in_time) in enumerate(offered) if in_time]
    sets = [taken for size in range(len(usable) + 1) for taken in itertools.combinations(usable, size)]
    for choice in itertools.product(sets, repeat=len(found)):
        seats = Counter(place for taken in choice for place in taken)
        if any(number > offered[place][2] for place, number in seats.items()):
            continue
        uncovered = sum(
            len({*words} - {word for place in taken for word in offered[place][0]})
            for words, taken in zip(found, choice, strict=True)
        )
        hours = sum(offered[place][1] * number for place, number in seats.items())
        yield uncovered, hours, seats.total()


@examples(40)
@given(st.lists(word_sets, min_size=1, max_size=3), st.lists(OFFERED, max_size=4))
def test_no_choice_is_better(found: list[tuple[str, ...]], offered: list[tuple[Any, ...]]) -> None:
    system, offers = world(found, offered)
    bound = proposed(system, *offers).bound

    assert bound.reached.in_order == min(every_choice(found, offered))
    assert bound.least.in_order <= bound.reached.in_order
    assert min(attrs.astuple(bound.gap)) >= 0


@examples(15)
@given(
    st.lists(word_sets, min_size=1, max_size=6),
    st.lists(OFFERED, max_size=6),
    st.sampled_from([None, STRICT]),
)
def test_what_is_proposed_holds(
    found: list[tuple[str, ...]], offered: list[tuple[Any, ...]], reading: str | None
) -> None:
    """Seats suffice, days are in order, everything is named, and what is promised comes true."""
    system, offers = world(found, offered)
    proposal = proposed(system, *offers, reading=reading)
    taken = Counter(enrolment.programme for enrolment in proposal.enrolments)
    words = {one.id: {*(one.competences or ())} for one in system.programmes or ()}
    basis = {one.id: one for one in system.diagnostics or ()}

    assert all(taken[one.programme] <= one.seats for one in offers)
    for one in proposal.enrolments:
        dates = (basis[one.diagnostic or ""].date, ON, one.selected_on, one.start, one.end)
        assert None not in dates
        assert dates[0] <= dates[1] == dates[2] <= dates[3] <= dates[4] <= day("2023-12-31")  # type: ignore[operator]
    for one in basis.values():
        covered = {
            word
            for taken_one in proposal.enrolments
            if taken_one.person == one.person
            for word in words[taken_one.programme]
        }
        named = {left.competence for left in proposal.uncovered if left.person == one.person}
        assert named == {*(one.deficits or ())} - covered
    readings = () if reading is None else (reading,)
    executed = proposal.executed()
    assert executed.issues == system.issues
    assert passed(executed, UGRA, *readings) - passed(system, UGRA, *readings) == {*proposal.promised[UGRA]}


@examples(15)
@given(st.lists(word_sets, min_size=1, max_size=5), st.lists(OFFERED, max_size=5), st.randoms())
def test_the_order_of_what_is_given_makes_no_difference(
    found: list[tuple[str, ...]], offered: list[tuple[Any, ...]], dice: Any
) -> None:
    system, offers = world(found, offered)
    shuffled = {
        name: dice.sample(getattr(system, name), len(getattr(system, name)))
        for name in ("persons", "diagnostics", "programmes")
    }
    again = proposed(attrs.evolve(system, **shuffled), *dice.sample(offers, len(offers)))

    assert attrs.evolve(again, system=system) == proposed(system, *offers)


@given(
    st.lists(st.tuples(st.integers(1, 3), st.lists(st.integers(0, 7), max_size=4)), min_size=1, max_size=3),
    st.lists(st.integers(0, 3 * SCALE), min_size=4, max_size=4),
    st.lists(st.integers(0, 2), min_size=4, max_size=4),
)
def test_any_price_of_a_seat_gives_a_bound(
    drawn: list[tuple[int, list[int]]], prices: list[int], seats: list[int]
) -> None:
    """What the bound says is true of every choice, whatever the prices are."""
    groups = [
        Group(
            number=number,
            deficits=3,
            masks=tuple((course, mask) for course, mask in enumerate(masks) if mask),
        )
        for number, masks in drawn
    ]
    task = Task(groups=tuple(groups), courses=tuple(Course(hours=2, seats=number) for number in seats))
    weights = Weights(deficit=5, hour=1, programme=1)
    bundles = task.bundles(10_000)
    assert bundles is not None
    people = [index for index, group in enumerate(groups) for _ in range(group.number)]
    costs = []
    for choice in itertools.islice(
        itertools.product(*([one for one in bundles if one.group == index] for index in people)), 3000
    ):
        taken = Counter(course for bundle in choice for course in bundle.courses)
        if all(number <= seats[course] for course, number in taken.items()):
            costs.append(sum(bundle.cost(weights) for bundle in choice))

    assert Pricing(task).bound(weights, prices) <= Fraction(min(costs))
