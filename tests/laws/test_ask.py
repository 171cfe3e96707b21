"""The ask is exact: no fewer answers can prove a verdict, and a number that decides alone does."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import rnms
from kit.consistency import contradictions
from kit.effort import examples
from kit.reports import demo
from rnms import Figure, RegionalSystem, Report, Verdict, regions, testing
from rnms.indicators import Scale, Target
from rnms.indicators.tally import LoadTally, Reason, Tally
from rnms.judge.ask import ask, estimate
from rnms.judge.verdict import judged
from rnms.logic.population import MUNICIPALITY, ORGANIZATION
from rnms.model import (
    Bounds,
    Municipality,
    Norm,
    Period,
    at_least,
    at_most,
    less_than,
    more_than,
    percent,
)
from rnms.render.brief import asked_of
from rnms.render.texts import TEXTS
from rnms.results.judgement import Judgement, Unanswered

YEAR = Period.of(2023)
CLAUSE = regions.get("khabarovsk").indicator("3").clause
Tallies = tuple[Tally, ...]


def judgement(
    whole: Tallies, norm: Norm, places: Mapping[str, Tallies], scale: Scale = Scale.PERCENT
) -> Judgement:
    """A judgement of a value, of which the municipalities named did not answer."""
    value = estimate(whole, scale)
    silent = tuple(Municipality(id=key, name=f"{key} район") for key in places)
    keys = ("staff", "pool")[: len(whole)]
    return Judgement(
        name="default",
        title="",
        period=YEAR,
        verdict=judged(value, norm, reported=True, has_targets=True, running=False, accrues=False),
        value=value.bounds,
        scale=scale,
        target=Target(2023, norm, CLAUSE),
        tallies=whole,
        missing=silent,
        unanswered=tuple(
            Unanswered(
                key=key,
                title=key,
                places=tuple(places),
                tallies=tuple(tallies[index] for tallies in places.values()),
            )
            for index, key in enumerate(keys)
        ),
    )


ONE = (Tally(failed_or_passed=1),)
RATIO = (Tally(passed=2), Tally(out_or_passed=4))
FOUR = dict.fromkeys("abcd", ONE)
SEVEN = dict.fromkeys("abcdefg", ONE)


def hiding(**numbers: int) -> dict[str, Tallies]:
    return {key: (Tally(failed_or_passed=number),) for key, number in numbers.items()}


def perhaps_in(**numbers: int) -> dict[str, Tallies]:
    return {key: (Tally(out_or_failed=number),) for key, number in numbers.items()}


TABLE = {
    "B3.1": (Tally(passed=15, failed_or_passed=4), 100, FOUR, "abcd", "a"),
    "B3.2": (Tally(passed=15, failed_or_passed=4), 65, FOUR, None, None),
    "B3.3": (Tally(passed=12, failed_or_passed=7), 65, SEVEN, "a", "abcdefg"),
    "B3.4": (Tally(passed=14, failed=1, failed_or_passed=4), 90, FOUR, "abcd", "a"),
    "B3.5": (
        Tally(passed=900, failed=8000, failed_or_passed=1100),
        15,
        hiding(b=250, a=700, c=150),
        "a",
        "a",
    ),
    "B3.6": (Tally(passed=50, failed=30, out_or_failed=20), 55, perhaps_in(a=12, b=8), "a", "a"),
    "§3 nobody is surely counted: who passes, if counted at all, decides": (
        Tally(out_or_passed=1),
        100,
        {"a": (Tally(),), "b": (Tally(out_or_passed=1),)},
        "b",
        None,
    ),
    "§3 nobody is surely counted: one of those asked must tell of somebody": (
        Tally(out_or_failed=4, out_or_passed=1),
        50,
        perhaps_in(a=3, b=1) | {"c": (Tally(out_or_passed=1),)},
        "ac",
        "a",
    ),
    "§3 at least nothing: whoever is there at all decides": (
        Tally(out_or_failed=1),
        0,
        {"a": (Tally(),), "b": (Tally(out_or_failed=1),)},
        "b",
        None,
    ),
}


@pytest.mark.parametrize(("whole", "target", "places", "to_meet", "to_fail"), TABLE.values(), ids=TABLE)
def test_the_fewest_municipalities_that_can_prove_a_verdict(
    whole: Tally, target: int, places: Mapping[str, Tallies], to_meet: str | None, to_fail: str | None
) -> None:
    found = ask(judgement((whole,), at_least(percent(target)), places))

    assert keys(found.to_meet) == to_meet
    assert keys(found.to_fail) == to_fail


def keys(places: Sequence[Municipality] | None) -> str | None:
    return None if places is None else "".join(place.id for place in places)


def test_without_a_headcount_it_is_asked_for_first_and_no_answer_is_promised() -> None:
    """B3.7: 2036 are diagnosed, and nobody says of how many."""
    figure = Figure(key="staff.diagnosed", period=2023, count=2036)
    report = rnms.evaluate(RegionalSystem(region="kirov", figures=[figure]), period=2023)

    request = report.brief.requests[0]

    assert (request.code, request.ask.headcounts[0].key) == ("2.1.1", "staff")
    assert (request.ask.to_meet, request.ask.to_fail) == (None, None)


def test_where_the_region_leaves_more_open_than_municipalities_do_its_own_number_is_asked() -> None:
    """Five of whom no municipality tells may be counted: how many the silent one has does not decide."""
    whole = Tally(passed=170, failed=730, anything=None, out_or_failed=5)
    data = judgement((whole,), at_least(percent(10)), {"a": (Tally(anything=None),)})
    [silent] = data.unanswered
    data = attrs.evolve(data, unanswered=(attrs.evolve(silent, is_everybody_placed=True),))

    [headcount] = ask(data).headcounts

    assert headcount.places == ()


def test_the_number_of_school_teachers_alone_decides_how_many_are_to_one_of_the_pool() -> None:
    """The pool has 123 members at the least: 12 300 teachers are 100 to one, 12 301 may be more."""
    teachers, pool = demo().brief.requests[0].ask.headcounts

    assert (teachers.key, teachers.deciding[0].verdict, teachers.deciding[0].numbers.high) == (
        "school_teachers",
        Verdict.MET,
        12_300,
    )
    assert (pool.key, pool.deciding[0].numbers.low) == ("pool", 195)


def sentences(judged_value: Judgement) -> list[str]:
    """What is said of whom to ask, in words."""
    return [*asked_of(ask(judged_value), judged_value, "ru", None, None)]


def test_two_answers_that_decide_only_together_are_said_so() -> None:
    """Of six two have it and one has not; the target is 65 %: either verdict takes two of the silent."""
    whole = Tally(passed=2, failed=1, failed_or_passed=3)

    assert sentences(judgement((whole,), at_least(percent(65)), dict.fromkeys("def", ONE))) == [
        "d район, e район, f район",
        "решить могут ответы, взятые вместе: d район, e район",
    ]


@given(
    st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=6),
    st.sampled_from([at_least, at_most, more_than, less_than]),
    st.integers(0, 100),
)
def test_one_answer_is_said_to_decide_where_one_can(
    answers: list[bool | None], sort: Callable[[Fraction], Norm], end: int
) -> None:
    """Yes or no of each municipality, from figures: each number of answers, and each other, is tried."""
    norm = sort(percent(end))
    profile = regions.get("khabarovsk").with_targets({"5": {2023: norm}})
    places = [Municipality(id=f"m{at}", name=f"Район {at}") for at in range(len(answers))]
    figures = [
        Figure(key="municipalities.with_associations", period="2022/2023", municipality=place.id, holds=holds)
        for place, holds in zip(places, answers, strict=True)
        if holds is not None
    ]
    data = RegionalSystem(region="khabarovsk", municipalities=places, figures=figures)
    result = rnms.evaluate(data, region=profile, period=2023, only="5")["5"]
    assume(result.verdict is Verdict.UNDETERMINED)
    have, silent = answers.count(True), answers.count(None)

    def proving(verdict: Verdict) -> int | None:
        """How many answers it takes to prove a verdict, whatever those say who were not asked."""
        for number in range(1, silent + 1):
            for told in range(number + 1):
                possible = [Fraction(have + told + rest, len(answers)) for rest in range(silent - number + 1)]
                if all(norm.admits(share) is (verdict is Verdict.MET) for share in possible):
                    return number
        return None

    wanted, said = {proving(Verdict.MET), proving(Verdict.NOT_MET)}, "; ".join(sentences(result.judgement))
    assert ("решить может уже ответ: " in said) is (wanted == {1})
    assert ("решить могут ответы, взятые вместе: " in said) is (len(wanted) == 1 and wanted != {1})
    assert ("может хватить ответа: " in said) is (1 in wanted and len(wanted) == 2)


def test_what_no_answer_of_the_silent_can_tell_is_asked_for_before_them() -> None:
    """Nobody told anything of the year before: whatever the silent district says, growth stays open."""
    growth = judgement((Tally(passed=10, failed=90, anything=None),), at_least(percent(5)), {"b": ONE})
    reasons = [
        Reason(code="nothing-in-period", about=("2022", "staff", "педагоги")),
        Reason(code="headcount-of", about=("staff", "педагоги", "b район")),
        Reason(code="sum-of-places", about=("staff", "педагоги")),
    ]

    said = sentences(attrs.evolve(growth, compared=(Period.of(2022), YEAR), reasons=tuple(reasons)))

    assert "за 2022 год не сообщено: педагоги" in said[0]
    assert "нужны числа по региону: «педагоги»" in said[0]
    assert said[1:] == ["b район", TEXTS["ru"].brief.without_sets["over-periods"]]


# Each must keep it; values of which no set can be told.


@pytest.mark.parametrize(
    ("is_listed", "to_meet"), [(True, ("a район", "c район")), (False, None)], ids=["listed", "perhaps more"]
)
def test_where_each_must_keep_it_one_can_fail_it_and_all_can_meet_it(
    is_listed: bool, to_meet: tuple[str, ...] | None
) -> None:
    """Every open one must answer for «met», the first can do for «not met»; not where others may be there."""
    reasons = [Reason(code="each-open", about=("a район", "c район"))]
    reasons += [] if is_listed else [Reason(code="each-unlisted", about=("municipalities",))]
    silent = tuple(Municipality(id=key, name=f"{key} район") for key in "ac")
    found = ask(
        attrs.evolve(
            judgement((Tally(passed=1, failed_or_passed=2),), at_least(percent(100)), {"a": ONE, "c": ONE}),
            target=Target(2023, at_least(percent(50)), CLAUSE, each=MUNICIPALITY),
            reasons=tuple(reasons),
            missing=silent,
        )
    )

    assert (None if found.to_meet is None else tuple(one.name for one in found.to_meet)) == to_meet
    assert found.to_fail == silent[:1]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"tallies": (Tally(passed=1),) * 3}, "index"),
        ({"components": (judgement(ONE, at_least(percent(50)), {}),)}, "index"),
        ({"compared": (Period.of(2022), YEAR)}, "over-periods"),
        ({"compared": (Period.of(2022), YEAR), "tallies": (Tally(passed=1),) * 6}, "over-periods"),
        ({"tallies": (LoadTally(),)}, "load"),
        ({"target": Target(2023, at_least(percent(50)), CLAUSE, each=ORGANIZATION)}, "each-organization"),
        ({"tallies": (Tally(passed=2, failed=4, stated=Bounds(0, 1)),)}, "stated"),
        ({"value": Bounds(0, 1)}, "reading"),
        (
            {"tallies": RATIO, "scale": Scale.NUMBER, "value": estimate(RATIO, Scale.NUMBER).bounds},
            "perhaps-nobody",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_where_no_set_is_told_it_is_said_why(changes: Mapping[str, Any], code: str) -> None:
    """A reason in both languages, for every value that is open and has nobody to ask alone."""
    open_value = judgement((Tally(failed=1, failed_or_passed=2),), at_least(percent(50)), FOUR)
    reasons = (Reason(code="each-open", about=("школа 1",)),)
    found = ask(attrs.evolve(open_value, **{"reasons": reasons, **changes}))

    assert (found.to_meet, found.to_fail, found.without_sets) == (None, None, code)
    assert all(texts.brief.without_sets[code] for texts in TEXTS.values())


# Against every completion.


def completions(tally: Tally) -> set[tuple[int, int]]:
    """Every number of those who pass and of those who fail that a tally leaves open."""
    either, failing, passing, any_way = (
        tally.failed_or_passed,
        tally.out_or_failed or 0,
        tally.out_or_passed or 0,
        tally.anything or 0,
    )
    return {
        (tally.passed + more + plus + in_passing, tally.failed + either - more + minus + in_failing)
        for more in range(either + 1)
        for minus in range(failing + 1)
        for plus in range(passing + 1)
        for in_passing in range(any_way + 1)
        for in_failing in range(any_way - in_passing + 1)
    }


def outcome(numbers: Sequence[tuple[int, int]], norm: Norm, scale: Scale) -> Verdict | None:
    """The verdict of a world of which everything is known; ``None`` where there is no value."""
    if len(numbers) == 2:
        count, per = (passed + failed for passed, failed in numbers)
        if per == 0:
            # Somebody to nobody is above every number.
            above = Verdict.MET if norm.high is None else Verdict.NOT_MET
            return above if count else None
        value = Fraction(count, per)
    else:
        [(passed, failed)] = numbers
        if scale is not Scale.NUMBER and passed + failed == 0:
            return None
        value = Fraction(passed + failed) if scale is Scale.NUMBER else Fraction(passed, passed + failed)
    return Verdict.MET if norm.admits(value) else Verdict.NOT_MET


Answer = tuple[tuple[int, int], ...]


def answers(places: Sequence[Tallies]) -> Iterator[Answer]:
    """Everything that municipalities may turn out to be together, question by question."""
    single = [itertools.product(*map(completions, tallies)) for tallies in places]
    seen: set[Answer] = set()
    for world in itertools.product(*single):
        total = tuple(
            (sum(part[0] for part in column), sum(part[1] for part in column))
            for column in zip(*world, strict=True)
        )
        if total not in seen:
            seen.add(total)
            yield total


def can_prove(
    chosen: Sequence[Tallies], others: Sequence[Tallies], wanted: Verdict, norm: Norm, scale: Scale
) -> bool:
    """Whether some answer of the chosen leaves no other verdict, whatever the others are."""
    rest = [*answers(others)] if others else [tuple((0, 0) for _ in chosen[0])]
    return any(
        all(
            outcome(
                [
                    (ours[0] + theirs[0], ours[1] + theirs[1])
                    for ours, theirs in zip(answer, open_, strict=True)
                ],
                norm,
                scale,
            )
            is wanted
            for open_ in rest
        )
        for answer in answers(chosen)
    )


few = st.integers(0, 2)
tallies = st.builds(
    Tally,
    passed=few,
    failed=few,
    failed_or_passed=few,
    out_or_failed=few,
    out_or_passed=few,
    anything=st.integers(0, 1),
)
counts = st.builds(Tally, passed=few, out_or_passed=st.integers(0, 3))
ends = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(3, 5), Fraction(1)])
several = st.integers(0, 6)
sorts = st.sampled_from([at_least, at_most, more_than, less_than])


@st.composite
def open_values(draw: st.DrawFn) -> tuple[list[Tallies], Norm, Scale]:
    """A share, a number or a ratio, in two to three municipalities, and a norm with one end."""
    kind = draw(st.sampled_from(["share", "number", "ratio"]))
    one = {"share": st.tuples(tallies), "number": st.tuples(counts), "ratio": st.tuples(counts, counts)}[kind]
    places = draw(st.lists(one, min_size=2, max_size=3))
    end: Fraction | int = draw(ends) if kind == "share" else draw(several)
    norm = draw(sorts)(end)
    return places, norm, Scale.PERCENT if kind == "share" else Scale.NUMBER


@given(open_values())
def test_no_fewer_answers_can_prove_a_verdict(value: tuple[list[Tallies], Norm, Scale]) -> None:
    """Every set of municipalities, every answer of it and everything that the others may be is tried."""
    places, norm, scale = value
    by_key = dict(zip("abc", places, strict=False))
    whole = tuple(
        Tally(**{field.name: sum(getattr(tally, field.name) for tally in column) for field in KINDS})
        for column in zip(*places, strict=True)
    )
    judged_value = judgement(whole, norm, by_key, scale)
    assume(judged_value.verdict is Verdict.UNDETERMINED and judged_value.value is not None)
    # Where nobody may be there by whom to divide, their number is asked, and no set is offered.
    assume(len(whole) == 1 or whole[1].surely_in > 0)

    found = ask(judged_value)
    said = "; ".join(sentences(judged_value))

    # One answer is said to be enough for a verdict exactly where it is.
    alone = [places_found for places_found in (found.to_meet, found.to_fail) if len(places_found or ()) == 1]
    assert ("решить может уже ответ: " in said or "может хватить ответа: " in said) is bool(alone)
    for places_found, wanted in ((found.to_meet, Verdict.MET), (found.to_fail, Verdict.NOT_MET)):
        proving = [
            chosen
            for number in range(1, len(by_key) + 1)
            for chosen in itertools.combinations(by_key, number)
            if can_prove(
                [by_key[key] for key in chosen],
                [by_key[key] for key in by_key if key not in chosen],
                wanted,
                norm,
                scale,
            )
        ]
        if places_found is None:
            assert proving == []
        else:
            assert len(places_found) == len(proving[0])
            assert tuple(sorted(place.id for place in places_found)) in proving


@st.composite
def values_between(draw: st.DrawFn) -> tuple[list[Tallies], Norm, Scale]:
    """A share of one whole, or a number, in two to three municipalities, and a norm with two ends."""
    is_share = draw(st.booleans())
    shares = st.builds(Tally, passed=few, failed=few, failed_or_passed=few)
    one: st.SearchStrategy[Tallies] = st.tuples(shares if is_share else counts)
    places = draw(st.lists(one, min_size=2, max_size=3))
    limits: st.SearchStrategy[Fraction] = ends if is_share else several.map(Fraction)
    low, high = sorted(draw(st.lists(limits, min_size=2, max_size=2)))
    sides = draw(st.tuples(st.booleans(), st.booleans())) if low < high else (False, False)
    norm = Norm(low=low, high=high, low_open=sides[0], high_open=sides[1])
    return places, norm, Scale.PERCENT if is_share else Scale.NUMBER


@given(values_between())
def test_no_fewer_answers_hold_a_value_between_two_ends(value: tuple[list[Tallies], Norm, Scale]) -> None:
    """Every set and every answer of it is tried: what then is known is judged as any value is."""
    places, norm, scale = value
    by_key = dict(zip("abc", places, strict=False))
    whole = added(place[0] for place in places)
    judged_value = judgement((whole,), norm, by_key, scale)
    assume(judged_value.verdict is Verdict.UNDETERMINED)

    found = ask(judged_value)

    for places_found, wanted in ((found.to_meet, Verdict.MET), (found.to_fail, Verdict.NOT_MET)):
        proving = [
            chosen
            for number in range(1, len(by_key) + 1)
            for chosen in itertools.combinations(by_key, number)
            if any(
                judgement(
                    (added([Tally(passed=passed, failed=failed), *(by_key[key][0] for key in rest)]),),
                    norm,
                    {},
                    scale,
                ).verdict
                is wanted
                for rest in [[key for key in by_key if key not in chosen]]
                for [(passed, failed)] in answers([by_key[key] for key in chosen])
            )
        ]
        if places_found is None:
            assert proving == []
        else:
            assert len(places_found) == len(proving[0])
            assert tuple(sorted(place.id for place in places_found)) in proving


def added(parts: Iterable[Tally]) -> Tally:
    """The tally of several municipalities that share nobody."""
    listed = [*parts]
    return Tally(**{field.name: sum(getattr(tally, field.name) for tally in listed) for field in KINDS})


KINDS = [field for field in attrs.fields(Tally) if field.name not in {"counted", "stated"}]


# A number alone, put into the data.


def with_a_silent_district(
    passing: Sequence[int], failing: Sequence[int], key: str, **further: int
) -> RegionalSystem:
    """Two municipalities that told all, one that told nothing; further figures of the region or of it."""
    figures = []
    for place, passed, failed in zip("ab", passing, failing, strict=True):
        figures += [
            Figure(key=key, period=YEAR, municipality=place, count=passed + failed),
            Figure(key=f"{key}.diagnosed", period=YEAR, municipality=place, count=passed),
        ]
    figures += [
        Figure(key=f"{key}.outside_municipalities" if name == "outside" else key, period=YEAR, count=number,
               municipality="c" if name == "c" else None)
        for name, number in further.items()
    ]  # fmt: skip
    places = [Municipality(id=place, name=f"{place} район") for place in "abc"]
    return RegionalSystem(region="kirov", municipalities=places, figures=figures)


def judged_with(passing: Sequence[int], failing: Sequence[int], **further: int) -> Report:
    return rnms.evaluate(
        with_a_silent_district(passing, failing, "staff", **further), period=2023, only="2.1.1"
    )


some = st.lists(st.integers(0, 60), min_size=2, max_size=2)


@examples(10)
@pytest.mark.parametrize("outside", [None, 0])
@given(passing=some, failing=some)
def test_a_headcount_that_decides_alone_does(
    outside: int | None, passing: list[int], failing: list[int]
) -> None:
    """With the last number that decides the verdict is that which was promised; with one more it is open.

    Where nobody is outside municipalities it is the number of the silent one, else that of the region.
    """
    known = {} if outside is None else {"outside": outside}
    [result] = judged_with(passing, failing, **known)
    assume(result.verdict is Verdict.UNDETERMINED)

    [headcount] = ask(result.judgement).headcounts

    name = "c" if headcount.places else "region"
    assert bool(headcount.places) is (outside is not None)
    assert headcount.key == "staff"
    for deciding in headcount.deciding:
        least, most = int(deciding.numbers.low), deciding.numbers.high
        assert most is not None
        for number in {least, (least + int(most)) // 2, int(most)} - {0}:
            [then] = judged_with(passing, failing, **known, **{name: number})
            assert then.verdict is deciding.verdict, number
            assert then.value is not None
            assert then.value in deciding.value
        [beyond] = judged_with(passing, failing, **known, **{name: int(most) + 1})
        assert beyond.verdict is not deciding.verdict


def test_a_headcount_of_a_silent_district_alone_can_decide() -> None:
    """Of 900 known people 170 pass: 0 to 100 % becomes 10 % or more if the silent one has 80 at the most."""
    [result] = judged_with([90, 80], [410, 320], outside=0)
    [headcount] = ask(result.judgement).headcounts
    [deciding] = headcount.deciding

    assert [place.name for place in headcount.places] == ["c район"]
    assert (deciding.verdict, deciding.numbers.high, deciding.value.low) == (Verdict.MET, 80, Fraction(1, 10))


def test_of_two_silent_districts_the_number_of_the_region_is_asked() -> None:
    """Who works in both is one: how many there are hangs on how many each of them has."""
    data = with_a_silent_district([90, 80], [410, 320], "staff", outside=0)
    more = Municipality(id="d", name="d район")
    [result] = rnms.evaluate(
        attrs.evolve(data, municipalities=(*(data.municipalities or ()), more)), period=2023, only="2.1.1"
    )

    [headcount] = ask(result.judgement).headcounts

    assert (headcount.key, headcount.places) == ("staff", ())


# The brief.


@pytest.mark.parametrize("region", ["ugra", "kirov", "amur", "khabarovsk"])
def test_the_brief_says_what_the_report_says(region: str) -> None:
    """Of records with holes too, and after a file."""
    system = testing.invented_region(staff=60, municipalities=5, seed=3, unreported=0.3)
    report = rnms.evaluate(system, region=region, period=2023)

    assert contradictions(report) == []
    assert Report.from_json(report.to_json()).brief == report.brief


def test_one_code_judged_twice_for_a_period_is_told_twice() -> None:
    """Two academic years meet the half-year; by calendar years both are 2024, and each keeps its own line."""
    system = RegionalSystem(region="khabarovsk", municipalities=[Municipality(id="m", name="Лесной район")])
    report = rnms.evaluate(system, period="2024-H2", readings="calendar_year", only="1")
    refused = report.brief.refused

    assert [(result.code, str(result.period)) for result in report] == [("1", "2024")] * 2
    assert [(one.at, one.code) for one in refused] == [(0, "1"), (1, "1")]
    assert "1 (2024 год), 1 (2024 год) — нет данных" in report.to_text()


@pytest.mark.parametrize("figures", [{}, {"staff": 100, "staff.diagnosed": 10}])
def test_what_no_act_sets_a_target_is_not_refused_as_not_reached(figures: Mapping[str, int]) -> None:
    """The order of Amur names six indicators and no values: without data they are asked for all the same."""
    data = rnms.from_figures({"teams": None, **figures}, region="amur", period=2023)
    brief = rnms.evaluate(data, period=2023).brief

    assert brief.refused == ()
    assert set(brief.not_judged) == set("123456")
    assert {request.code for request in brief.requests} == set("123456") - ({"1"} if figures else set())


def test_nothing_is_signable_without_the_readings_that_judge_otherwise() -> None:
    brief = demo().brief

    assert {one.code: one.unless for one in brief.signable} == {
        "1": (),
        "2": (),
        "5": (),
        "6": ("by_act",),
        "7": (),
    }
    assert [one.code for one in brief.refused] == ["3", "4"]


def test_what_the_sources_lost_is_said() -> None:
    """The profile of Khabarovsk breaks off in the middle of its Model."""
    assert "обрывается" in demo().brief.unread[0].why
