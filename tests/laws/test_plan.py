"""A plan is judged before it is proposed, and it is honest: seven rules, worked examples, brute force."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.records import (
    Many,
    Piece,
    adopted,
    agreement,
    carrying,
    collected,
    diagnostic,
    methodist,
    model,
    org,
    person,
    programme,
    rounds,
    route,
    support,
    takes,
    teacher,
    team,
    towns,
    works,
    young,
)
from kit.tabled import tabled
from rnms import RegionalSystem, Result, Unreported, Verdict, regions, testing
from rnms.errors import FieldError, NoRecordsError, UsageError
from rnms.indicators import yearly
from rnms.indicators.vocabulary import management
from rnms.model import AdoptionKind, Provider, TeamKind, at_least
from rnms.model.norm import Bounds
from rnms.model.roadmap import Roadmap
from rnms.model.system import record_classes
from rnms.planning import COSTS, DAYS, ActKind, Plan
from rnms.planning.acts import Calendar
from rnms.planning.recorded import Recorded
from rnms.planning.scripts import SCRIPTS, Draft, with_drafts
from rnms.regions.profile import RegionProfile

OCTOBER = dt.date(2023, 10, 1)
LAST = dt.date(2023, 12, 31)


def judged(system: RegionalSystem | rnms.Tables, code: str, period: Any = 2023, **how: Any) -> Result:
    report = rnms.evaluate(system, period=period, only=code, **how)
    return report.results[-1]


def acts_of(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    """Whom the plan names, and what is done."""
    return [(step.member, tuple(act.kind.value for act in step.acts)) for step in plan.steps]


# Worked examples.


def school(*pieces: Piece) -> RegionalSystem:
    """A school of Ugra with a course in the register, and what is said of its people."""
    return collected("ugra", towns("town"), org("school", place="town"), programme(), *pieces)


def test_what_is_open_is_completed_by_the_last_day() -> None:
    """B3.8: chosen by a diagnostic, begun on 1 October, open."""
    system = school(teacher("p1"), diagnostic("p1"), takes("p1", "2023-10-01", None, by="d-p1", key="e1"))

    plan = judged(system, "6.2.1").plan(as_of=dt.date(2023, 12, 1))

    [step] = plan.steps
    [act] = step.acts
    assert (step.member, step.municipality) == ("p1", "town")
    assert (act.kind, act.about) == (ActKind.COMPLETE, "e1")
    assert (act.from_day, act.to_day) == (dt.date(2023, 12, 1), LAST)
    assert plan.verdict is Verdict.MET
    assert plan.enough


@pytest.mark.parametrize(
    ("until", "to_day", "begin_by"),
    [
        (None, "2023-12-31", "2023-12-01"),
        ("2023-11-20", "2023-11-20", "2023-10-21"),
        ("2023-10-30", None, None),
    ],
)
def test_a_training_ends_before_its_programme_leaves_the_register(
    until: str | None, to_day: str | None, begin_by: str | None
) -> None:
    """Where the reading asks for the register throughout: as late as may be, and thirty days at the least."""
    course = programme(until=until)
    system = collected(
        "ugra", towns("town"), org("school", place="town"), course, teacher("p1"), diagnostic("p1")
    )
    plan = judged(system, "6.2.1", readings="register_throughout").plan(as_of=OCTOBER)

    days = [(str(step.to_day), str(step.begin_by)) for step in plan.steps]
    assert days == ([] if to_day is None else [(to_day, begin_by)])
    assert plan.enough is (to_day is not None)


def test_what_is_open_is_completed_before_its_programme_leaves_the_register() -> None:
    """To complete it by then costs less than to begin anew."""
    pieces = (teacher("p1"), diagnostic("p1"), takes("p1", "2023-09-01", None, by="d-p1", what="old"))
    system = school(programme("old", until="2023-11-15"), *pieces)
    plan = judged(system, "6.2.1", readings="register_throughout").plan(as_of=OCTOBER)

    assert acts_of(plan) == [("p1", ("complete",))]
    assert plan.steps[0].to_day == dt.date(2023, 11, 15)
    assert plan.enough


def khabarovsk(*pieces: Piece) -> RegionalSystem:
    return collected("khabarovsk", towns("town"), org("school", place="town"), *pieces)


def test_a_diagnostic_of_the_school_is_followed_by_one_of_the_centre() -> None:
    """B3.9: the old one is not touched."""
    old = diagnostic("p1", "2023-02-01", Provider.ORGANIZATION)
    plan = judged(khabarovsk(teacher("p1"), old), "1").plan(as_of=dt.date(2023, 5, 1))

    assert acts_of(plan) == [("p1", ("diagnose",))]
    kept, new = plan.system().diagnostics or ()
    assert kept == old
    assert (new.person, new.provider, new.date) == ("p1", Provider.CNPPM, dt.date(2023, 5, 1))
    assert plan.enough


def test_a_route_from_before_its_diagnostic_is_followed_by_a_new_one() -> None:
    """B3.10: no day is changed."""
    pieces = (teacher("p1"), diagnostic("p1", "2023-03-01"), route("p1", "2023-02-01"))
    plan = judged(khabarovsk(*pieces), "2").plan(as_of=dt.date(2023, 5, 1))

    assert acts_of(plan) == [("p1", ("develop",))]
    old, new = plan.system().routes or ()
    assert old == pieces[-1]
    assert (new.diagnostic, new.start) == ("d-p1", dt.date(2023, 5, 1))
    assert plan.enough


def test_after_the_period_only_asking_remains() -> None:
    """B3.11: of a person nobody knows where the diagnostic was held."""
    pieces = (teacher("p1"), diagnostic("p1", by=None), teacher("p2"))
    result = judged(khabarovsk(*pieces), "1")

    plan = result.plan(as_of=dt.date(2023, 9, 1))

    assert (plan.steps, plan.too_late) == ((), ())
    assert plan.why == ("period-over",)
    assert plan.ask.facts
    assert plan.system() == khabarovsk(*pieces)


@pytest.mark.parametrize(("number", "appointed"), [(12_301, 1), (12_300, 0)])
def test_of_a_pool_that_is_too_small_as_many_are_appointed_as_are_missing(
    number: int, appointed: int
) -> None:
    """B3.12: 12 301 school teachers, 123 methodists."""
    pool = [methodist(f"p{place}") for place in range(1, 124)]
    bank = adopted(AdoptionKind.METHODIST_POOL)
    plan = judged(khabarovsk(Many(number, teacher), pool, bank), "4").plan(as_of=dt.date(2023, 5, 1))

    assert [acts for _, acts in acts_of(plan)] == [("appoint",)] * appointed
    assert not {member for member, _ in acts_of(plan)} & {f"p{place}" for place in range(1, 124)}
    assert plan.enough


def test_without_a_headcount_nothing_else_is_promised() -> None:
    """B3.7: 2036 are diagnosed, and nobody says of how many."""
    figure = rnms.Figure(key="staff.diagnosed", period=2023, count=2036)
    system = RegionalSystem(region="kirov", figures=[figure])
    plan = judged(system, "2.1.1").plan(as_of=OCTOBER)

    assert plan.ask.headcounts[0].key == "staff"
    assert (plan.steps, plan.why) == ((), ("headcount",))


def answers(yes: int, no: int, silent: int) -> Result:
    """Municipalities that have a model, have none, and did not answer, in a region of Khabarovsk's order."""
    names = [f"m{number}" for number in range(yes + no + silent)]
    gaps = [Unreported(entity="models", municipality=name) for name in names[yes + no :]]
    system = collected("khabarovsk", towns(*names), [model(name) for name in names[:yes]], gaps)
    return judged(system, "3")


@pytest.mark.parametrize(
    ("yes", "no", "silent", "to_meet", "to_fail"),
    [(15, 0, 4, 4, 1), (12, 0, 7, 7, 1), (14, 1, 4, 4, 1)],
    ids=["B3.1", "all seven", "one creates it"],
)
def test_the_plan_asks_as_few_as_the_ask(
    yes: int, no: int, silent: int, to_meet: int | None, to_fail: int | None
) -> None:
    """The other rows of the ask, B3.2 to B3.6, are held by the tests of the ask itself."""
    ask = answers(yes, no, silent).plan(as_of=dt.date(2023, 5, 1)).ask

    assert (ask.to_meet and len(ask.to_meet), ask.to_fail and len(ask.to_fail)) == (to_meet, to_fail)


def test_what_steps_leave_open_is_asked_for() -> None:
    """Two of four have a model, one has none, one is silent: one creates it, the other is asked."""
    plan = answers(2, 1, 1).plan(as_of=dt.date(2023, 5, 1))

    assert (plan.before.verdict, plan.verdict) == (Verdict.NOT_MET, Verdict.UNDETERMINED)
    assert acts_of(plan) == [("m2", ("create",))]
    assert [place.id for place in plan.ask.to_meet or ()] == ["m3"]
    assert plan.why == ("exhausted", "ask")


def test_facts_that_are_not_known_are_counted_by_municipality_and_field() -> None:
    """In one town two birth dates, in the other a first day of work; of one nobody knows the town."""
    system = collected(
        "ugra",
        towns("a", "b"),
        org("school a", place="a"),
        org("school b", place="b"),
        org("school c"),
        [(person(name, None, "2022-09-01"), works(name, "school a")) for name in ("p1", "p2")],
        (person("p3", "1997-03-01", None), works("p3", "school b")),
        (person("p4", None, "2022-09-01"), works("p4", "school c")),
        [support(name) for name in ("p1", "p2", "p3", "p4")],
        young("p5"),
        org("school", place="a"),
    )
    asked = judged(system, "6.3.2").plan(as_of=dt.date(2024, 1, 15)).ask

    assert {reason.about[:3] for reason in asked.facts} == {
        ("persons", "birth_date", "3"),
        ("persons", "career_start", "1"),
    }
    assert [
        (one.municipality.id, [fact.about[:3] for fact in one.facts]) for one in asked.by_municipality
    ] == [
        ("a", [("persons", "birth_date", "2")]),
        ("b", [("persons", "career_start", "1")]),
        ("", [("persons", "birth_date", "1")]),
    ]


def test_municipalities_create_what_they_lack() -> None:
    system = collected("khabarovsk", towns("a", "b", "c"), model("a"))
    plan = judged(system, "3").plan(as_of=dt.date(2023, 5, 1))

    assert acts_of(plan) == [("b", ("create",)), ("c", ("create",))]
    assert plan.enough


@pytest.mark.parametrize(("code", "act"), [("3", "create"), ("5", "create"), ("6", "create"), ("7", "enter")])
def test_each_municipal_indicator_has_its_act(code: str, act: str) -> None:
    plan = judged(collected("khabarovsk", towns("a")), code).plan(as_of=dt.date(2023, 5, 1))

    assert acts_of(plan) == [("a", (act,))]
    assert plan.enough


@pytest.mark.parametrize("day", ["2023-10-01", "2023-12-20", "2023-12-31"])
def test_teams_begin_until_the_last_day_where_a_start_counts(day: str) -> None:
    """Ugra 6.2.2: «принявших участие» (001 l. 470); when the programme ends does not matter."""
    system = school(team("t1"), person("p1"))
    plan = judged(system, "6.2.2").plan(as_of=dt.date.fromisoformat(day))

    assert acts_of(plan) == [("t1", ("begin",))]
    assert (plan.steps[0].municipality, plan.steps[0].begin_by, plan.too_late) == ("town", LAST, ())
    assert plan.enough


@pytest.mark.parametrize("day", ["2023-12-01", "2023-12-31"])
def test_a_school_sends_both_its_teams_at_once(day: str) -> None:
    """Kirov 2.4.3: a listed school sends both a management and a pedagogical team (003 l. 191)."""
    system = collected(
        "kirov",
        towns("town"),
        org("school", place="town", listed=(2023,)),
        programme(),
        team("t1"),
        team("t2", kind=TeamKind.PEDAGOGICAL),
    )
    plan = judged(system, "2.4.3").plan(as_of=dt.date.fromisoformat(day))

    steps = {step.member: [act.kind.value for act in step.acts] for step in plan.steps if step.part == "a"}
    assert steps == {"school": ["begin", "begin"]}
    assert plan.verified.judgement["a"].verdict is Verdict.MET


ROUND_OF_MARCH = rounds("2023-03-20")
CRITERIA = adopted(AdoptionKind.MONITORING_CRITERIA)
OF_THE_REGION: list[tuple[str, Piece, list[tuple[str, ...]]]] = [
    ("6.1.2", (CRITERIA, ROUND_OF_MARCH), [("hold",)]),
    ("6.1.2", ROUND_OF_MARCH, [("adopt", "hold")]),
    ("6.1.2", CRITERIA, []),
    ("6.1.1", adopted(AdoptionKind.ROADMAP), [("carry_out",)]),
    ("6.1.1", (), [("adopt", "carry_out")]),
    ("6.1.1", ROUND_OF_MARCH, [("adopt",)]),
]


@pytest.mark.parametrize(("code", "pieces", "acts"), OF_THE_REGION)
def test_the_region_does_what_it_lacks(code: str, pieces: Piece, acts: list[tuple[str, ...]]) -> None:
    """A document, a round, a measure; a half-year that is over stays without its round (001 ll. 460, 462)."""
    plan = judged(collected("ugra", pieces), code).plan(as_of=dt.date(2023, 11, 1))

    assert acts_of(plan) == [("", kinds) for kinds in acts]
    assert plan.enough is bool(acts)


def test_a_teacher_is_attached_on_the_last_day_too() -> None:
    """Ugra 6.3.1: 249 of 250; only who leaves another methodist needs a day before."""
    system = school(carrying("m", 249), teacher("p1"))
    plan = judged(system, "6.3.1").plan(as_of=LAST)

    assert acts_of(plan) == [("p1", ("attach",))]
    assert (plan.too_late, plan.enough) == ((), True)


GIVEN_UP: list[tuple[str, RegionalSystem]] = [
    ("6.2.2", school(team("t1"), team("t2"))),
    ("6.2.1", school(teacher("p1"), diagnostic("p1"))),
    ("6.3.2", school(young("p1"))),
    *((code, collected("ugra", pieces)) for code, pieces, _ in OF_THE_REGION),
]


@pytest.mark.parametrize(("code", "system"), GIVEN_UP)
@pytest.mark.parametrize("as_of", ["2023-11-01", "2023-12-15", "2023-12-31"])
def test_no_act_helps_where_a_plan_knows_none(code: str, system: RegionalSystem, as_of: str) -> None:
    """Whatever it calls too late or unhelpful, no script begun on any day left changes the verdict."""
    first = dt.date.fromisoformat(as_of)
    plan = judged(system, code).plan(as_of=first)
    if plan.enough:
        return
    planned = plan.system()
    measures = [measure.code for measure in regions.get("ugra").roadmap.measures]
    recorded = Recorded(planned, LAST, mark=9, measures=measures)
    for day in {first, first + (LAST - first) // 2, LAST}:
        for script in SCRIPTS:
            # What is begun takes its time, be it beyond the period.
            calendar = Calendar(first=day, last=LAST, days=DAYS)
            if not calendar.has_room(script.lasting):
                calendar = Calendar(first=day, last=calendar.after(*script.lasting), days=DAYS)
            if not all(map(recorded.has, script.writes)):
                continue
            records = () if script.entity == "region" else getattr(planned, script.entity) or ()
            for member in [record.id for record in records] or ["region"]:
                for draft in script.ways(recorded, calendar, member):
                    verdict = judged(with_drafts(planned, [draft]), code).verdict
                    assert verdict is plan.verdict, (script.kinds, str(day), member)


def test_agreements_are_concluded() -> None:
    """One for each that is missing; each is a record of its own."""
    profile = regions.get("ugra")
    indicator = profile.indicator("6.2.1")
    family = management.AGREEMENTS_COUNT
    targets = yearly({2023: at_least(3)}, indicator.clause)
    counted = attrs.evolve(indicator, family=family, measure=family.measure, targets=targets, readings=())
    of_agreements = attrs.evolve(
        profile, indicators=[counted], requirements=(), monitoring=(), roadmap=Roadmap()
    )
    system = collected("ugra", towns("a"), agreement("2023-02-01"))
    plan = judged(system, "6.2.1", region=of_agreements).plan(as_of=OCTOBER)

    assert [acts for _, acts in acts_of(plan)] == [("conclude",)] * 2
    assert len({one.id for one in plan.system().agreements or ()}) == 3
    assert plan.enough


def test_what_cannot_be_done_in_time_is_told_with_the_day() -> None:
    """Thirty days for a programme, unless somebody says otherwise."""
    result = judged(school(teacher("p1"), diagnostic("p1")), "6.2.1")

    late = result.plan(as_of=dt.date(2023, 12, 2))
    assert (late.steps, late.why) == ((), ("too-late",))
    assert (late.too_late[0].acts, late.too_late[0].latest) == (
        (ActKind.ENROL, ActKind.COMPLETE),
        dt.date(2023, 12, 1),
    )
    assert result.plan(as_of=dt.date(2023, 12, 1)).enough
    assert result.plan(as_of=dt.date(2023, 12, 2), days={"enrol": 29}).enough
    assert not result.plan(as_of=dt.date(2023, 12, 1), days={"enrol": 45}).enough


def test_an_end_that_cannot_be_read_is_no_open_one() -> None:
    course = takes("p1", "2023-10-01", None, by="d-p1", key="e1")
    system = school(teacher("p1"), diagnostic("p1"), attrs.evolve(course, end="2023-11"))

    assert "complete" not in {acts[0] for _, acts in acts_of(judged(system, "6.2.1").plan(as_of=OCTOBER))}


def test_costs_decide_what_comes_first() -> None:
    pieces = (teacher("p1"), diagnostic("p1"), takes("p1", "2023-10-01", None, by="d-p1"))
    result = judged(school(*pieces), "6.2.1")

    assert acts_of(result.plan(as_of=OCTOBER))[0][1] == ("complete",)
    dear = result.plan(as_of=OCTOBER, costs={"complete": Fraction(0), "enrol": 0})
    assert dear.cost == 0


@pytest.mark.parametrize(
    "wrong",
    [{"days": {"enrol": -1}}, {"days": {"sleep": 1}}, {"costs": {"enrol": 0.5}}, {"days": {"enrol": True}}],
)
def test_what_is_no_act_or_number_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(FieldError, match="enrol"):
        judged(school(teacher("p1")), "6.2.1").plan(as_of=OCTOBER, **wrong)


def test_a_measure_that_counts_no_members_says_so() -> None:
    """Kirov 1.3.2: in how many of two months monitoring was held."""
    plan = judged(collected("kirov", towns("a")), "1.3.2").plan(as_of=OCTOBER)

    assert plan.why == ("measure",)
    assert not plan.steps


def test_tables_are_planned_for_as_records_are() -> None:
    system = school(teacher("p1"), teacher("p2"), diagnostic("p1"), diagnostic("p2"))
    by_records, by_tables = (
        judged(data, "6.2.1").plan(as_of=OCTOBER) for data in (system, tabled(system, pl.from_arrow))
    )

    assert by_tables.steps == by_records.steps != ()
    assert by_tables.verdict is Verdict.MET


def test_one_municipality_alone_has_a_plan_only_where_the_act_demands_something_of_it() -> None:
    """Else a plan of the region would be of something else."""
    system = school(teacher("p1"), diagnostic("p1"))

    with pytest.raises(UsageError, match="whole region"):
        judged(system, "6.2.1", municipality="town").plan(as_of=OCTOBER)


def test_a_report_from_a_file_is_given_its_data_again() -> None:
    """Without them nothing can be planned; with them the plan is the same."""
    system = school(teacher("p1"), diagnostic("p1"))
    report = rnms.evaluate(system, period=2023, only="6.2.1")
    read = rnms.Report.from_json(report.to_json())["6.2.1"]

    with pytest.raises(NoRecordsError, match="data=…"):
        read.plan(as_of=OCTOBER)
    assert read.plan(as_of=OCTOBER, data=system).steps == report["6.2.1"].plan(as_of=OCTOBER).steps != ()


# The invented region of Ugra.


@pytest.mark.parametrize("day", [dt.date(2023, 1, 1), OCTOBER, dt.date(2023, 11, 30)])
def test_a_region_that_is_short_ends_by_its_own_plan(day: dt.date) -> None:
    """Short of 6.2.1, and with the plan MET, as anybody can evaluate; without the last step it is not."""
    region = testing.invented_region(staff=400, seed=3)
    result = judged(region, "6.2.1")
    plan = result.plan(as_of=day)

    assert result.verdict is Verdict.NOT_MET
    assert judged(plan.system(), "6.2.1").verdict is plan.verdict is Verdict.MET
    assert result.shortfall == Bounds.exact(len(plan.steps))
    assert judged(without_last(plan, region), "6.2.1").verdict is Verdict.NOT_MET


def without_last(plan: Plan, before: RegionalSystem) -> RegionalSystem:
    """The same, but that the last member chosen keeps the enrolments that are recorded."""
    last = plan.steps[-1].member
    old = {one.id: one for one in before.enrolments or ()}
    enrolments = [
        one if one.person != last else old[one.id]
        for one in plan.system().enrolments or ()
        if one.person != last or one.id in old
    ]
    return attrs.evolve(plan.system(), enrolments=enrolments)


# Laws.

CODES = [
    (key, indicator.code)
    for key in ("ugra", "khabarovsk", "kirov", "amur")
    for indicator in regions.get(key).indicators
]
REGIONS = st.tuples(
    st.sampled_from(CODES),
    st.integers(0, 30),
    st.sampled_from([0.0, 0.1]),
    st.dates(dt.date(2022, 9, 1), dt.date(2024, 2, 1)),
    st.booleans(),
)


@example((("ugra", "6.2.1"), 3, 0.0, OCTOBER, True))
@example((("khabarovsk", "2"), 1, 0.1, dt.date(2023, 4, 1), False))
@example((("kirov", "1.3.2"), 2, 0.1, dt.date(2022, 9, 1), False))
@example((("kirov", "2.4.3"), 1, 0.1, dt.date(2022, 9, 1), True))
@example((("ugra", "6.3.1"), 1, 0.1, OCTOBER, False))
@given(REGIONS)
@examples(12, deadline=None)
def test_a_plan_is_honest(drawn: tuple[tuple[str, str], int, float, dt.date, bool]) -> None:
    """The seven rules, on regions that are whole or full of gaps and faults."""
    (key, code), seed, gaps, day, robust = drawn
    system = testing.invented_region(
        staff=30, seed=seed, region=key, municipalities=4, unreported=gaps, faults=gaps, partial_days=gaps
    )
    result = judged(system, code)
    plan = result.plan(as_of=day, robust=robust)
    after, last = plan.system(), result.period.end

    # 1. Nothing is dated before the day of the plan or after the period.
    assert all(day <= act.from_day <= act.to_day <= last for step in plan.steps for act in step.acts)
    assert all(day <= found <= last for found in new_days(system, after))
    # 2. Nothing recorded is changed: only an open end may close, in the future.
    for name in record_classes():
        before, now = getattr(system, name), getattr(after, name)
        assert (before is None) == (now is None)
        assert all(is_kept(old, new) for old, new in zip(before or (), now or (), strict=False))
        assert len(now or ()) >= len(before or ())
    assert (after.figures, after.unreported) == (system.figures, system.unreported)
    # 3. After the period only asking remains.
    assert day <= last or not plan.steps
    # 4. Nobody leaves the population, and no reading is chosen.
    for old, new in zip(plan.before.judgement.tallies, plan.verified.judgement.tallies, strict=True):
        assert new.size().low >= old.size().low
    assert plan.before.taken == plan.verified.taken == result.taken
    assert all(count is None or count <= len(plan.steps) for count in plan.under.values())
    assert not robust or {*plan.under.values()} <= {None, len(plan.steps)}
    # 5. What is missing is asked for: no fact that was unknown is filled in (rule 2), none is suggested.
    assert not any(found.deficits for found in (after.diagnostics or ())[len(system.diagnostics or ()) :])
    # 6. People are ids, of those who are recorded.
    known = {
        found.id
        for name in ("persons", "teams", "organizations", "municipalities")
        for found in getattr(system, name) or ()
    }
    assert {step.member for step in plan.steps} - {""} <= known | {a.id for a in after.agreements or ()}
    # 7. The verdict is evaluated; where it is not enough, the plan says why.
    assert judged(after, code, result.period).verdict is plan.verdict
    assert plan.enough is not bool(plan.why)


def new_days(before: RegionalSystem, after: RegionalSystem) -> Iterator[dt.date]:
    """Every day that a plan wrote."""
    for name in record_classes():
        old = getattr(before, name) or ()
        for place, record in enumerate(getattr(after, name) or ()):
            facts = attrs.asdict(record)
            told = attrs.asdict(old[place]) if place < len(old) else {}
            yield from (
                fact for field, fact in facts.items() if isinstance(fact, dt.date) and told.get(field) != fact
            )


def is_kept(old: Any, new: Any) -> bool:
    return old == new or (old.end is None and attrs.evolve(new, end=None) == old)


# Brute force.

STATES: dict[str, Any] = {
    "passed": lambda name: [diagnostic(name), takes(name, by=f"d-{name}")],
    "open": lambda name: [diagnostic(name), takes(name, "2023-09-01", None, by=f"d-{name}")],
    "open without any": lambda name: takes(name, "2023-09-01", None),
    "diagnosed": diagnostic,
    "routed": lambda name: [diagnostic(name), route(name)],
    "nothing": lambda _: (),
}


def of_two_thirds() -> RegionProfile:
    """Ugra, where two of three people must complete a programme, and nothing else is demanded."""
    profile = regions.get("ugra")
    indicator = profile.indicator("6.2.1")
    targets = yearly({2023: at_least(Fraction(2, 3))}, indicator.clause)
    changed = attrs.evolve(indicator, targets=targets, readings=())
    return attrs.evolve(profile, indicators=[changed], requirements=(), monitoring=(), roadmap=Roadmap())


@given(st.lists(st.sampled_from(sorted(STATES)), min_size=3, max_size=3), st.sampled_from([OCTOBER, LAST]))
@examples(4, deadline=None)
def test_no_plan_of_the_same_scripts_is_cheaper(states: Sequence[str], day: dt.date) -> None:
    """Each script for each member, in every combination, evaluated one by one."""
    names = [f"p{number}" for number in range(len(states))]
    people = [[teacher(name), STATES[state](name)] for name, state in zip(names, states, strict=True)]
    profile = of_two_thirds()
    system = school(people)
    plan = judged(system, "6.2.1", region=profile).plan(as_of=day)

    recorded, calendar = Recorded(system, LAST), Calendar(first=day, last=LAST, days=DAYS)
    options: list[list[tuple[int | Fraction, Draft | None]]] = [
        [(0, None)]
        + [
            (sum(COSTS[kind] for kind in script.kinds), draft)
            for script in SCRIPTS
            if script.entity == "persons" and calendar.has_room(script.kinds)
            for draft in script.ways(recorded, calendar, name)
            if "enrolments" in script.writes
        ]
        for name in names
    ]
    costs = [
        sum(cost for cost, _ in combination)
        for combination in itertools.product(*options)
        if judged(
            with_drafts(system, [draft for _, draft in combination if draft is not None]),
            "6.2.1",
            region=profile,
        ).verdict
        is Verdict.MET
    ]
    assert plan.enough is bool(costs)
    assert plan.is_least
    assert not costs or plan.cost == min(costs)
