"""What no data can tell: numbers and years beyond all that there is are refused early, with their place."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest

import rnms
from kit.goldens import approved
from kit.records import collected, person
from kit.tabled import KINDS, tabled
from rnms import DataError, Figure, Period, RegionalSystem, Unreported, Verdict, files
from rnms.audit.printed import read_printed
from rnms.cli.planning import planned_days
from rnms.engine.columns import numbered
from rnms.engine.records import RecordsEngine
from rnms.errors import PeriodError, UsageError
from rnms.indicators import Load, Statistic
from rnms.indicators.tally import LoadTally, MemberLoad
from rnms.issues import Message
from rnms.logic import Population, Term
from rnms.logic.predicates import exists
from rnms.model import Claim, Organization, Programme, Quote, Route, RouteItem
from rnms.model.limits import FIRST_YEAR, FORM_LIMITS, LARGEST_COUNT, LAST_YEAR, Limits, plain_number
from rnms.model.misread import shown
from rnms.model.norm import Bounds
from rnms.model.partial import PartialDay
from rnms.tables.engine.engine import FramesEngine

MANY = 10**15
"""More members than any computer can keep one by one."""


def test_the_limits_are_those_that_were_approved() -> None:
    """Another is a promise changed: what was read yesterday may be refused tomorrow."""
    lines = [f"a year: {FIRST_YEAR} to {LAST_YEAR}", f"a number of members: {LARGEST_COUNT}", ""]
    for about, limits in (("a file", Limits()), ("a form", FORM_LIMITS)):
        lines += (f"{about}, {name}: {number}" for name, number in attrs.asdict(limits).items())
    text = "\n".join(lines) + "\n"
    assert text == approved("limits.txt", text)


# Members that are alike are a number.


def test_members_that_are_alike_are_counted_not_made() -> None:
    """Of however many nothing is known but how many they are, a load is found at once."""
    known = [MemberLoad(sure=True, least=load, most=load) for load in (80, 100, 120)]
    sure = LoadTally(members=known, others=Bounds.exact(MANY))
    doubtful = LoadTally(members=known, others=Bounds(0, MANY))

    assert sure.mean() == Bounds(Fraction(300, MANY + 3), None)
    assert sure.median() == Bounds(0, None)
    assert sure.smallest() == Bounds(0, 80)
    assert doubtful.mean() == Bounds(Fraction(300, MANY + 3), None)
    assert doubtful.median() == Bounds(0, None)
    assert doubtful.largest() == Bounds(120, None)


@pytest.mark.parametrize("number", [2, LARGEST_COUNT // 5])
def test_a_pool_of_any_size_is_judged(number: int) -> None:
    """«100 на одного» is judged of a pool of which only the size and the sum are known."""
    numbers = {"pool": number, "pool.attached.total": 5 * number}
    system = rnms.from_figures(numbers, region="khabarovsk", period=2023)
    value = rnms.evaluate(system, period=2023)["4"]["load"].value

    assert value is not None
    assert 5 in value


# Counts.


def _text(**figure: Any) -> str:
    figure = {"key": "pool", "period": "2022/2023", **figure}
    return json.dumps({"rnms": 1, "region": "khabarovsk", "figures": [figure]})


@pytest.mark.parametrize("number", [LARGEST_COUNT + 1, 10**19, 10**400], ids=["10^9+1", "10^19", "10^400"])
@pytest.mark.parametrize("name", ["count", "among"])
def test_a_count_above_all_that_there_is_is_refused_in_a_file(name: str, number: int) -> None:
    """The fault has its place, the number that was met, and how large one may be."""
    with pytest.raises(DataError) as caught:
        files.loads(_text(**{"count": 1, name: number}))

    [issue] = caught.value.issues
    assert (issue.place, issue.code) == (f"$.figures[0].{name}", "shape.value")
    assert str(LARGEST_COUNT) in issue.text
    # How large it is, is told in signs: no word of English.
    assert (str(number) if number < 10**30 else "дано ≥ 10^400") in issue.text
    assert "or more" not in issue.text


def test_the_largest_count_is_taken() -> None:
    """The limit itself is a number."""
    [figure] = files.loads(_text(count=LARGEST_COUNT)).figures
    assert figure.count == LARGEST_COUNT


@pytest.mark.parametrize("number", [LARGEST_COUNT + 1, 10**19, 10**5000], ids=["10^9+1", "10^19", "10^5000"])
@pytest.mark.parametrize(
    "made",
    [
        lambda number: Figure(key="pool", period=2023, count=number),
        lambda number: Figure(key="pool.attached", period=2023, count=1, among=number),
        lambda number: Unreported(entity="persons", most=number),
    ],
)
def test_a_count_above_all_that_there_is_is_refused_by_hand(
    made: Callable[[int], object], number: int
) -> None:
    """Of one with thousands of digits, which Python does not write, it is said how many there are."""
    with pytest.raises(ValueError, match=f"no number of members is above {LARGEST_COUNT}"):
        made(number)


@pytest.mark.parametrize("number", [LARGEST_COUNT + 1, 10**19, 10**5000], ids=["10^9+1", "10^19", "10^5000"])
def test_a_number_of_a_record_that_is_too_large_is_not_known(number: int) -> None:
    """It is a fault with a place, and the rest is judged."""
    system = RegionalSystem(
        region="ugra",
        organizations=[Organization(id="o1", pupils=number), Organization(id="o2", pupils=300)],
        programmes=[Programme(id="p1", hours=number)],
    )
    places = [issue.place for issue in system.issues if issue.code == "shape.value"]

    assert places == ["$.organizations[0].pupils", "$.programmes[0].hours"]
    assert all(str(LARGEST_COUNT) in issue.text for issue in system.issues if issue.code == "shape.value")
    rnms.evaluate(system, period=2024)


@pytest.mark.parametrize("number", [-1, -(10**5000)], ids=["-1", "-10^5000"])
def test_a_number_of_a_record_below_zero_is_not_known(number: int) -> None:
    """Nobody takes minus one hour, and a sum in which he did would be too small."""
    system = RegionalSystem(region="ugra", programmes=[Programme(id="p1", hours=number)])
    told = [issue for issue in system.issues if issue.place == "$.programmes[0].hours"]

    assert [issue.code for issue in told] == ["shape.value"]
    assert "не меньше 0" in told[0].text
    rnms.evaluate(system, period=2024)


@pytest.mark.parametrize("kind", [None, "polars", "duckdb"])
@pytest.mark.parametrize("number", [-1, LARGEST_COUNT + 1])
def test_such_a_number_adds_as_one_that_nobody_knows(number: int, kind: str | None) -> None:
    """In tables as in records; of a record about people the fault shows no value."""

    def told(hours: int | None) -> tuple[Any, list[str]]:
        items = [
            RouteItem(route="r1", content=str(at), hours=of_item) for at, of_item in enumerate((hours, 36))
        ]
        system = collected("ugra", Route(id="r1", person="p1"), *items, person("p1"))
        data = system if kind is None else tabled(system, KINDS[kind])
        engine: Any = RecordsEngine(system) if kind is None else FramesEngine(tabled(system, KINDS[kind]))
        carried = Term(key="hours", title="часы", where=exists("route_items", "route", adding="hours"))
        load = Load(Population(key="r", title="r", entity="routes"), carried, Statistic.TOTAL)
        tallies = [engine.answer(question, Period.of(2023)).tally for question in load.questions]
        return tallies, [issue.text for issue in data.issues if "hours" in issue.place]

    of_number, faults = told(number)
    assert of_number == told(None)[0]
    assert [str(number) in fault for fault in faults] == [False]


# What is read as a number.


@pytest.mark.parametrize(
    ("year", "is_known"), [(LARGEST_COUNT, True), (LARGEST_COUNT + 1, False), (0, True), (-1, False)]
)
def test_a_number_in_a_set_of_a_record_has_the_same_limit(year: int, *, is_known: bool) -> None:
    """The place of the fault is that of the word in the set."""
    school = Organization(id="o", low_results_years=(2023, year))
    issues = RegionalSystem(region="ugra", organizations=[school]).issues

    assert [issue.place for issue in issues] == ["$.organizations[0].low_results_years[1]"] * (not is_known)


@pytest.mark.parametrize(("length", "seen"), [(58, f'"{"а" * 58}"'), (59, f'"{"а" * 56}…')])
def test_a_long_value_is_shown_by_its_beginning(length: int, seen: str) -> None:
    """With its quotes it is whole in sixty signs."""
    assert shown("а" * length) == seen


@pytest.mark.parametrize(
    "digits",
    ["١٢", "１２", "²", "1_2", " 12", "+12", "", "9" * 19, "9" * 5000],
    ids=lambda digits: digits[:9],
)
def test_digits_are_those_of_the_clerks(digits: str) -> None:
    """Python reads more as a number than any clerk writes, and fails at thousands of digits."""
    assert plain_number(digits) is None
    assert numbered("associations", f"associations[{digits}]") is None
    with pytest.raises(UsageError):
        planned_days(f"enrol={digits}")


@pytest.mark.parametrize("text", ["２０２３", "٢٠٢٣", "٠٣.٢٠٢٣", "２０２３-03", "март ２０２３"])
def test_a_day_known_in_part_has_digits_of_the_clerks(text: str) -> None:
    """As a whole one has."""
    with pytest.raises(ValueError, match="is no year or month"):
        PartialDay.of(text)


@pytest.mark.parametrize(
    "text",
    ["9" * 19, "9" * 5000, f"14 из {'9' * 5000}", f"{'9' * 5000} %", f"1,{'9' * 5000}", "1000000001"],
    ids=lambda text: text[:12],
)
def test_a_printed_number_of_many_digits_is_a_fault_of_its_line(text: str) -> None:
    """It costs no other line."""
    fault = read_printed(text)

    assert isinstance(fault, Message)
    assert (fault.key, len(str(fault.facts["given"])) < 70) == ("cell.too-large", True)


@pytest.mark.parametrize("text", ["١٢", "１２ из ١٥", "٩٣ %"])
def test_a_printed_number_has_digits_of_the_clerks(text: str) -> None:
    """What is not read is told, not left out."""
    assert isinstance(read_printed(text), Message)


@pytest.mark.parametrize("word", ["9" * 5000, "x" * 10**5], ids=["digits", "letters"])
def test_a_long_word_is_named_by_its_beginning(word: str) -> None:
    """In the fault of a region, a figure, an indicator; and what is near is still looked for."""
    figure = Figure(key=word, period=2023, count=1)
    report = rnms.evaluate(RegionalSystem(region="khabarovsk", figures=[figure]), period=2023)
    with pytest.raises(LookupError) as no_region:
        rnms.evaluate(RegionalSystem(region=word), period=2023)
    with pytest.raises(LookupError) as no_indicator:
        report[word]

    said = [issue.text for issue in report.issues if word[:9] in issue.text]
    assert said
    assert all(len(text) < 1000 for text in (*said, str(no_region.value), str(no_indicator.value)))


@pytest.mark.parametrize(
    "value", [10**5000, -(10**5000), [10**5000]], ids=["a number", "one below zero", "a list"]
)
def test_what_cannot_be_written_is_named_by_its_kind(value: Any) -> None:
    """Python writes no number of thousands of digits, and says nothing of what was wrong with it."""
    with pytest.raises(PeriodError):
        Period.of(value)
    with pytest.raises((TypeError, LookupError)):
        rnms.evaluate(RegionalSystem(region="ugra"), period=2023, only=value)


# Years.


@pytest.mark.parametrize("period", ["0001", "1949", "1949/1950", "2101", "9999", "2023-01-01/2101-01-01"])
@pytest.mark.parametrize("name", ["figures", "unreported", "claims"])
def test_a_period_of_other_years_is_refused_in_a_file(name: str, period: str) -> None:
    """The fault has its place, the period that was met, and the years that there are."""
    items: dict[str, dict[str, Any]] = {
        "figures": {"key": "pool", "count": 1},
        "unreported": {"entity": "persons"},
        "claims": {"verdict": "met", "quote": {"document": "004", "line": 1, "text": "…"}},
    }
    item = {**items[name], "period": period}
    with pytest.raises(DataError) as caught:
        files.loads(json.dumps({"rnms": 1, "region": "khabarovsk", name: [item]}))

    [issue] = caught.value.issues
    assert (issue.place, issue.code) == (f"$.{name}[0].period", "shape.value")
    assert f'"{period}"' in issue.text
    assert f"{FIRST_YEAR}–{LAST_YEAR}" in issue.text


@pytest.mark.parametrize("period", ["0001", "9999"])
@pytest.mark.parametrize(
    "made",
    [
        lambda period: Figure(key="pool", period=period, count=1),
        lambda period: Unreported(entity="persons", period=period),
        lambda period: Claim(
            verdict=Verdict.MET, period=period, quote=Quote(document="004", line=1, text="…")
        ),
        lambda period: rnms.evaluate(RegionalSystem(region="amur"), period=period),
        lambda period: rnms.from_figures({"staff": 1}, region="khabarovsk", period=period),
    ],
)
def test_a_period_of_other_years_is_refused_by_hand(made: Callable[[str], object], period: str) -> None:
    """Nothing is reported of them, and nothing is judged."""
    with pytest.raises(PeriodError, match=f"outside the years {FIRST_YEAR} to {LAST_YEAR}"):
        made(period)


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
@pytest.mark.parametrize("region", ["khabarovsk", "kirov", "ugra", "amur"])
def test_the_first_and_the_last_year_are_judged(region: str, year: int) -> None:
    """The limits themselves are years."""
    assert rnms.evaluate(RegionalSystem(region=region), period=year).period == Period.of(year)
