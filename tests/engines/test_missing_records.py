"""Records that are missing: how many members they can change, and of which days they can be.

The same from records and from tables. ``RNMS_THOROUGH=1`` looks much longer.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

import rnms
from kit.effort import draws
from kit.oracle import answers_contain
from kit.tabled import KINDS, tabled
from kit.worlds import COMPLETE, Scarcity, completed, system, thrown
from rnms import files, sheets
from rnms.engine.engine import Engine
from rnms.engine.records import RecordsEngine
from rnms.errors import DataError
from rnms.indicators import Load
from rnms.indicators.loads import Statistic
from rnms.indicators.tally import LoadTally, Tally
from rnms.indicators.vocabulary import methodists, people
from rnms.logic import Membership, Population, Term, predicates
from rnms.logic.certainty import Certainty
from rnms.logic.plan import reads
from rnms.logic.predicates import (
    OPERATORS,
    Compare,
    Not,
    Op,
    Predicate,
    all_of,
    any_of,
    exists,
    within,
)
from rnms.logic.predicates import Path as Field
from rnms.logic.question import Question
from rnms.logic.unreported import days_missing, evaluate_unreported
from rnms.logic.window import Window
from rnms.model import (
    Assignment,
    Bounds,
    Diagnostic,
    Employment,
    Figure,
    Methodist,
    Municipality,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PoolLevel,
    Provider,
    RegionalSystem,
    Role,
    Unreported,
)
from rnms.model.system import record_classes
from rnms.sheets.rows import Table
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)
DAY = dt.date(2023, 3, 1)
SOURCES: dict[str, Callable[[RegionalSystem], Any]] = {
    "records": RecordsEngine,
    "polars": lambda data: FramesEngine(tabled(data, KINDS["polars"])),
    "duckdb": lambda data: FramesEngine(tabled(data, KINDS["duckdb"])),
}
from_every_source = pytest.mark.parametrize("source", SOURCES)

STAFF = Population(
    key="s",
    title="s",
    entity="persons",
    through=Membership(
        entity="employments", member="person", where=predicates.active(), place="organization.municipality"
    ),
)
DIAGNOSED = Term(key="d", title="d", where=exists("diagnostics", "person", within("date")))


def _region(number: int, passed: int, *gaps: Unreported) -> RegionalSystem:
    """A region of so many teachers, half of them in m1, of whom so many passed, the last of m2 first."""
    people = [Person(id=f"p{at}") for at in range(number)]
    return RegionalSystem(
        region="x",
        municipalities=[Municipality(id=f"m{at}", name="") for at in (1, 2)],
        organizations=[
            Organization(
                id=f"o{at}", kind=OrganizationKind.GENERAL, municipality=f"m{at}", low_results_years=()
            )
            for at in (1, 2)
        ],
        persons=people,
        employments=[
            Employment(
                person=one.id,
                organization="o1" if at < number // 2 else "o2",
                role=Role.PEDAGOGICAL,
                start=DAY,
            )
            for at, one in enumerate(people)
        ],
        diagnostics=[
            Diagnostic(id=f"d{at}", person=one.id, date=DAY, provider=Provider.CNPPM)
            for at, one in enumerate(people[number - passed :])
        ],
        methodists=[Methodist(id="k", person="p0", level=PoolLevel.REGIONAL, start=DAY)],
        assignments=[Assignment(methodist="k", person="p1", start=DAY)],
        unreported=gaps,
    )


def _gap(entity: str, most: int | None, municipality: str | None = None, **more: Any) -> Unreported:
    return Unreported(entity=entity, municipality=municipality, most=most, **more)


OF_EIGHT: dict[str, tuple[Sequence[Unreported], tuple[int, int, int, int], dict[str, tuple[int, ...]]]] = {
    # In the region and in each municipality: the least and the most who pass, and how many there are.
    "nothing: 3 of 8": ((), (3, 3, 8, 8), {"m1": (0, 0, 4, 4), "m2": (3, 3, 4, 4)}),
    "no diagnostic at most: 3 of 8": (
        [_gap("diagnostics", 0)], (3, 3, 8, 8), {"m1": (0, 0, 4, 4), "m2": (3, 3, 4, 4)},
    ),
    "one diagnostic: 3 or 4 of 8": (
        [_gap("diagnostics", 1)], (3, 4, 8, 8), {"m1": (0, 1, 4, 4), "m2": (3, 4, 4, 4)},
    ),
    "two of m1: 3 to 5 of 8, none of m2": (
        [_gap("diagnostics", 2, "m1")], (3, 5, 8, 8), {"m1": (0, 2, 4, 4), "m2": (3, 3, 4, 4)},
    ),
    "two of m1 and one of m2: 3 to 6 of 8, each its own": (
        [_gap("diagnostics", 2, "m1"), _gap("diagnostics", 1, "m2")],
        (3, 6, 8, 8), {"m1": (0, 2, 4, 4), "m2": (3, 4, 4, 4)},
    ),
    "one said twice adds up: 3 to 5 of 8": (
        [_gap("diagnostics", 1, "m1"), _gap("diagnostics", 1, "m1")],
        (3, 5, 8, 8), {"m1": (0, 2, 4, 4), "m2": (3, 3, 4, 4)},
    ),
    "nine where but five are left: 3 to 8 of 8": (
        [_gap("diagnostics", 9)], (3, 8, 8, 8), {"m1": (0, 4, 4, 4), "m2": (3, 4, 4, 4)},
    ),
    "one of another year: 3 of 8": (
        [_gap("diagnostics", 1, period=2022)], (3, 3, 8, 8), {"m1": (0, 0, 4, 4), "m2": (3, 3, 4, 4)},
    ),
    "one post: 3 or 4, of 8 or 9": (
        [_gap("employments", 1)], (3, 4, 8, 9), {"m1": (0, 1, 4, 5), "m2": (3, 4, 4, 5)},
    ),
    "one post of m2: one more there": (
        [_gap("employments", 1, "m2")], (3, 4, 8, 9), {"m1": (0, 0, 4, 4), "m2": (3, 4, 4, 5)},
    ),
    "one person: 3 or 4, of 8 or 9": (
        [_gap("persons", 1)], (3, 4, 8, 9), {"m1": (0, 1, 4, 5), "m2": (3, 4, 4, 5)},
    ),
    "a post and two diagnostics: 3 to 6, of 8 or 9": (
        [_gap("employments", 1), _gap("diagnostics", 2)],
        (3, 6, 8, 9), {"m1": (0, 3, 4, 5), "m2": (3, 5, 4, 5)},
    ),
    "a diagnostic, and a list of unknown length: anybody of m2": (
        [_gap("diagnostics", 1), _gap("diagnostics", None, "m2")],
        (3, 5, 8, 8), {"m1": (0, 1, 4, 4), "m2": (3, 4, 4, 4)},
    ),
}  # fmt: skip


@from_every_source
@pytest.mark.parametrize("row", OF_EIGHT)
def test_no_more_members_are_open_than_records_are_missing(row: str, source: str) -> None:
    """In the region and in each municipality."""
    gaps, region, places = OF_EIGHT[row]
    answer = SOURCES[source](_region(8, 3, *gaps)).answer(Question(of=STAFF, term=DIAGNOSED), YEAR)
    told = {place: _told(tally) for place, tally in answer.municipalities.items()}
    assert (_told(answer.tally), told) == (region, places)


def _told(tally: Tally | LoadTally) -> tuple[Any, ...]:
    assert isinstance(tally, Tally)
    passing, size = tally.passing(), tally.size()
    return passing.low, passing.high, size.low, size.high


@pytest.mark.parametrize("entity", ["employments", "persons"])
def test_one_unreadable_row_is_not_the_whole_range(entity: str) -> None:
    """137 of 813 were counted: with one row that cannot be read it is 137/814 … 138/814."""
    question = Question(of=STAFF, term=DIAGNOSED)
    for source in ("records", "polars"):
        tally = SOURCES[source](_region(813, 137, _gap(entity, 1))).answer(question, YEAR).tally
        assert isinstance(tally, Tally)
        assert tally.share() == Bounds(Fraction(137, 814), Fraction(138, 814))
    unread = RecordsEngine(_region(813, 137, _gap("diagnostics", 1))).answer(question, YEAR).tally
    assert isinstance(unread, Tally)
    assert unread.share() == Bounds(Fraction(137, 813), Fraction(138, 813))


def test_a_headcount_may_leave_fewer_than_are_missing() -> None:
    """Five posts are missing at most, but there are nine teachers in all: one more."""
    question = Question(of=STAFF, term=DIAGNOSED)
    for headcount, expected in ((9, 9), (20, 13), (None, 13)):
        figures = [Figure(key="s", period=2023, count=headcount)] if headcount else []
        data = attrs.evolve(_region(8, 3, _gap("employments", 5)), figures=figures)
        tally = Engine(data).answer(question, YEAR).tally
        assert isinstance(tally, Tally)
        assert tally.size() == Bounds(8, expected)


def test_a_table_says_how_many_rows_it_lost(tmp_path: Path) -> None:
    """A row without a person opens one person."""
    path = tmp_path / "a.csv"
    path.write_text("код;кто;день\nd1;p0;01.03.2023\nd2;;01.03.2023\n", encoding="utf-8")
    table = sheets.read_table(path, "diagnostics", columns={"код": "id", "кто": "person", "день": "date"})
    data = table.into(attrs.evolve(_region(8, 3), diagnostics=None))
    assert [part.most for part in data.unreported] == [1]
    tally = RecordsEngine(data).answer(Question(of=STAFF, term=DIAGNOSED), YEAR).tally
    assert _told(tally) == (1, 2, 8, 8)


@from_every_source
def test_no_load_is_larger_by_more_than_the_records_that_are_missing(source: str) -> None:
    """One attachment is known, two may be missing."""
    carrying = Term(key="c", title="c", where=exists("assignments", "methodist", of="person"))
    pool = Population(key="k", title="k", entity="methodists")
    for most, expected in ((2, Bounds(1, 3)), (0, Bounds.exact(1)), (None, Bounds(1, None))):
        loads = SOURCES[source](_region(4, 0, _gap("assignments", most))).answer(
            Question(of=pool, term=carrying, load=True), YEAR
        )
        for statistic in Statistic:
            assert Load(pool, carrying, statistic).estimate([loads.tally]).bounds == expected


def test_the_mean_of_two_takes_the_missing_records_once() -> None:
    """Two methodists with one each, two more attachments: from 1 to 2 on the average, not to 3."""
    carrying = Term(key="c", title="c", where=exists("assignments", "methodist", of="person"))
    pool = Population(key="k", title="k", entity="methodists")
    data = _region(4, 0, _gap("assignments", 2))
    two = attrs.evolve(
        data,
        methodists=[
            *(data.methodists or ()),
            Methodist(id="l", person="p2", level=PoolLevel.REGIONAL, start=DAY),
        ],
        assignments=[Assignment(methodist=one, person="p1", start=DAY) for one in ("k", "l")],
    )
    loads = RecordsEngine(two).answer(Question(of=pool, term=carrying, load=True), YEAR).tally
    assert Load(pool, carrying, Statistic.MEAN).estimate([loads]).bounds == Bounds(1, 2)
    assert Load(pool, carrying, Statistic.LARGEST).estimate([loads]).bounds == Bounds(1, 3)


def test_a_record_that_many_share_limits_nothing() -> None:
    """One missing school may be that of everybody: each of four may pass, all of them too."""
    posts = Population(key="e", title="e", entity="employments")
    at_a_school = Term(key="o", title="o", where=exists("organizations", (("id", "organization"),)))
    nowhere = [attrs.evolve(post, organization="o9") for post in _region(4, 0).employments or ()]
    data = attrs.evolve(_region(4, 0, _gap("organizations", 1)), employments=nowhere)
    for source in ("records", "polars"):
        tally = SOURCES[source](data).answer(Question(of=posts, term=at_a_school), YEAR).tally
        assert isinstance(tally, Tally)
        assert tally.passing() == Bounds(0, 4)


def test_who_is_named_by_a_missing_record_may_be_anybody() -> None:
    """Each of those who may be the one is told as unknown, and why."""
    data = attrs.evolve(
        _region(8, 3, _gap("diagnostics", 1, "m1", why="не прочитана строка 17")), region="khabarovsk"
    )
    result = rnms.evaluate(data, period=2023, only="1")["1"]
    assert result.value == Bounds(Fraction(3, 8), Fraction(4, 8))
    assert [one.id for one in result.who("unknown")] == ["p0", "p1", "p2", "p3"]
    assert "диагностика: сообщено не всё, записей не больше 1 (не прочитана строка 17)" in str(
        result.explain("p0")
    )


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ru", "диагностика: сообщено не всё, записей не больше 1 (не прочитано строк таблицы: 1)"),
        ("en", "not all was reported, at most 1 record (rows of the table that could not be read: 1)"),
    ],
)
def test_rows_that_a_table_lost_are_told_in_each_language(lang: str, expected: str) -> None:
    """Why they are missing is a code, which the explanation words."""
    table = Table(entity="diagnostics", records=(), lost=1)
    data = table.into(attrs.evolve(_region(8, 3), region="khabarovsk"))

    result = rnms.evaluate(data, period=2023, only="1")["1"]

    assert expected in result.explain("p3").to_text(lang=lang)


def test_a_file_keeps_how_many_are_missing() -> None:
    """It is written, read and checked."""
    data = _region(2, 0, _gap("diagnostics", 3, "m1"))
    assert files.loads(files.dumps(data)) == data
    assert '"most": 3' in files.dumps(data)
    with pytest.raises(ValueError, match="most is -1: a number of members cannot be negative"):
        _gap("diagnostics", -1)
    with pytest.raises(DataError, match="most"):
        files.loads(files.dumps(data).replace('"most": 3', '"most": -3'))


# Of which days.

HIRED = dt.date(2010, 9, 1)
LISTS: dict[str, tuple[str, int, int, bool]] = {
    "the staff list of 2023 holds those who were hired before": ("employments", 2023, 2023, True),
    "the staff list of 2022 holds those who still work in 2023": ("employments", 2022, 2023, True),
    "the staff list of 2023 holds those who worked in 2022 already": ("employments", 2023, 2022, True),
    "the diagnostics of 2022 are not those of 2023": ("diagnostics", 2022, 2023, False),
    "the diagnostics of 2023 are": ("diagnostics", 2023, 2023, True),
    "the routes of 2022 may go on in 2023": ("routes", 2022, 2023, True),
}


@pytest.mark.parametrize("row", LISTS)
def test_what_lasts_is_on_the_list_of_every_period_in_which_it_lasted(row: str) -> None:
    """However long before it began."""
    entity, missing, asked, opened = LISTS[row]
    where = within("date") if entity == "diagnostics" else predicates.active()
    term = Term(key="t", title="t", where=exists(entity, "person", where))
    data = attrs.evolve(_region(2, 0, _gap(entity, None, period=missing)), diagnostics=(), routes=())
    people = Population(key="p", title="p", entity="persons")
    data = attrs.evolve(data, employments=()) if entity == "employments" else data
    for source in ("records", "polars"):
        tally = SOURCES[source](data).answer(Question(of=people, term=term), Period.of(asked)).tally
        assert isinstance(tally, Tally)
        assert tally.passing() == Bounds(0, (tally.size().high or 2) if opened else 0)


@pytest.mark.parametrize("op", Op)
@pytest.mark.parametrize("period", ["2023-02", "2023-02-01/2023-02-01"])
def test_of_the_day_of_a_missing_record_is_certain_what_holds_on_every_day(period: str, op: Op) -> None:
    """Of the list of a month it is one of the month: that no single day is certain, save in a list of one."""
    missing = Period.of(period)
    gap = _gap("diagnostics", None, period=missing)
    days = [missing.start + dt.timedelta(days=n) for n in range((missing.end - missing.start).days + 1)]
    for border in (missing.start, missing.end):
        for day in (border - dt.timedelta(days=1), border, border + dt.timedelta(days=1)):
            answers = {OPERATORS[op](one, day) for one in days}
            certainty = evaluate_unreported(Compare(Field("date"), op, day), gap)

            assert certainty is Certainty.of(certain=all(answers), possible=any(answers))


def test_a_day_that_a_missing_record_may_lack_is_never_certain() -> None:
    """A training of the list of 2023 ends after 2022 if it was completed at all."""
    after_last_year = Compare(Field("end"), Op.GT, dt.date(2022, 12, 31))
    begun_this_year = Compare(Field("start"), Op.LT, dt.date(2024, 1, 1))
    gap = _gap("enrolments", None, period=2023)

    assert evaluate_unreported(after_last_year, gap) is Certainty.MAYBE
    assert evaluate_unreported(begun_this_year, gap) is Certainty.YES
    assert evaluate_unreported(after_last_year, _gap("employments", None, period=2023)) is Certainty.YES


def test_who_left_before_the_period_is_not_on_its_list() -> None:
    """A post that ended in 2022 cannot be missing from the list of 2023."""
    left = all_of(predicates.before("end", predicates.START))
    term = Term(key="t", title="t", where=exists("employments", "person", left))
    people = Population(key="p", title="p", entity="persons")
    data = _region(2, 0, _gap("employments", None, period=2023))
    tally = RecordsEngine(data).answer(Question(of=people, term=term), YEAR).tally
    assert isinstance(tally, Tally)
    assert (tally.failed, tally.passing()) == (2, Bounds.exact(0))


def test_the_docs_say_of_every_collection_what_a_missing_period_can_hold() -> None:
    """A row for what happens on a day, what lasts, what belongs to its last day, and what has none."""
    page = Path(__file__).parents[2] / "docs" / "en" / "how-to" / "records.md"
    rows = re.findall(r"^\| what [^|]*\| ([a-z_, ]+) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    said = [set(row.split(", ")) for row in rows]
    lasting = (dt.date.min, YEAR.end), (YEAR.start, dt.date.max)
    ending = lasting[0], (YEAR.start, YEAR.end)
    kinds: list[list[Any]] = [[(lasting[1][0], YEAR.end)], [*lasting], [*ending], []]
    days = {name: [*days_missing(name, YEAR).values()] for name in record_classes()}
    assert said == [{name for name in days if days[name] == kind} for kind in kinds]


def test_who_is_on_no_list_while_people_are_missing_may_be_a_teacher() -> None:
    """Nobody has a post that is known; somebody who is not listed may have one."""
    teacher = exists("employments", (("person", "person"),))
    attached = Term(key="a", title="a", where=exists("assignments", "methodist", teacher, of="person"))
    pool = Population(key="k", title="k", entity="methodists")
    data = attrs.evolve(
        _region(2, 0), employments=(), assignments=[Assignment(methodist="k", person="x", start=DAY)]
    )
    question = Question(of=pool, term=attached, load=True)
    missing = [attrs.evolve(data, unreported=[_gap("persons", most)]) for most in (None, 1)]
    uncollected = attrs.evolve(data, persons=None)
    for told, expected in ((data, 0), *((one, 1) for one in (*missing, uncollected))):
        for source in ("records", "polars"):
            loads = SOURCES[source](told).answer(question, YEAR).tally
            assert isinstance(loads, LoadTally)
            assert loads.largest() == Bounds(0, expected)


@from_every_source
@pytest.mark.parametrize("people_listed", ["in part", "not at all"])
def test_nobody_answered_where_neither_the_posts_nor_the_people_were_reported(
    source: str, people_listed: str
) -> None:
    """A post that may be on no list is a record that nobody reported, and left open by nobody."""
    employed = Term(key="t", title="t", where=exists("employments", (("person", "person"),)))
    pool = [Methodist(id="k", person="x", level=PoolLevel.REGIONAL, start=DAY)]
    gaps = [_gap(name, None) for name in ("employments", "persons")]
    data = attrs.evolve(_region(2, 0), employments=(), methodists=pool, unreported=gaps)
    if people_listed == "not at all":
        data = attrs.evolve(data, persons=None)
    question = Question(of=Population(key="k", title="k", entity="methodists"), term=employed)

    assert SOURCES[source](data).answer(question, YEAR).tally == Tally(failed_or_passed=1)


@from_every_source
def test_who_is_on_no_list_is_no_methodist_where_all_methodists_are_reported(source: str) -> None:
    """A methodist is made by a record of its own, and these are all there; a person's posts may not be."""
    of = methodists.REGIONAL_METHODISTS
    data = _region(4, 0, _gap("persons", None))
    told = SOURCES[source](data).answer(Question(of=of, term=methodists.ATTACHED, load=True), YEAR).tally
    assert isinstance(told, LoadTally)
    assert (told.size(), told.largest()) == (Bounds.exact(1), Bounds.exact(1))
    nobody = attrs.evolve(
        data, methodists=[Methodist(id="k", person="x", level=PoolLevel.REGIONAL, start=DAY)]
    )
    # It may be of any of the four, and of one more.
    assert SOURCES[source](nobody).answer(Question(of=of), YEAR).tally.size() == Bounds(0, 5)
    silent = attrs.evolve(data, unreported=[_gap("persons", None), _gap("methodists", None)])
    assert SOURCES[source](silent).answer(Question(of=of), YEAR).tally.size() == Bounds(1, None)
    assert SOURCES[source](data).answer(Question(of=people.STAFF), YEAR).tally.size() == Bounds(4, None)


# Whatever is missing.

NAMES = ("diagnostics", "routes", "enrolments", "supports", "team_members", "assignments", "methodists")


def _asked(dice: random.Random, depth: int = 2) -> Predicate:
    kind = dice.random()
    if depth and kind < 2 / 3:
        parts = [_asked(dice, depth - 1) for _ in range(2)]
        said: list[Predicate] = [Not(parts[0]), all_of(*parts), any_of(*parts)]
        return dice.choice(said)
    if kind < 3 / 4:
        return exists("routes", "person", exists("route_items", "route"))
    return exists(dice.choice(NAMES), "person", at_least=dice.choice([1, 1, 1, 2]))


def _eager(dice: random.Random) -> Any:
    """Chance, but as many records as can be missing mostly are."""

    def pick(options: Sequence[Any], /) -> Any:
        return options[-1] if isinstance(options, range) and dice.random() < 4 / 5 else dice.choice(options)

    return pick


@pytest.mark.parametrize("seed", range(draws(120, thorough=5000)))
def test_the_bounds_hold_however_many_of_the_missing_records_there_are(seed: int) -> None:
    """Never too narrow, in the region and in each municipality; tables say the same."""
    dice = random.Random(f"missing {seed}")  # noqa: S311  # nothing is kept secret here
    window = Window.of(YEAR)
    through = None if dice.random() < 1 / 5 else STAFF.through
    where = predicates.ALWAYS if dice.random() < 1 / 2 else _asked(dice, 1)
    of = Population(key="p", title="p", entity="persons", where=where, through=through)
    question = Question(of=of, term=Term(key="q", title="q", where=_asked(dice)))
    entities = sorted(reads(question) | {"employments"})
    scarcity: Scarcity = attrs.evolve(COMPLETE, nobody=dice.choice([0, 0, 6]))
    sizes = {"persons": (3, 4), **dict.fromkeys(NAMES, (1, 2))}
    data = system(thrown(dice), entities, window, scarcity, sizes)
    gaps = [
        _gap(dice.choice(entities), dice.choice([1, 2, 1, 2, None]), dice.choice([None, "mu0", "mu1"]))
        for _ in range(dice.choice([1, 1, 2, 3]))
    ]
    data = attrs.evolve(data, unreported=gaps)
    answer = RecordsEngine(data).answer(question, YEAR)
    if seed % 6 == 0:
        theirs = SOURCES["polars"](data).answer(question, YEAR)
        assert (answer.tally, dict(answer.municipalities)) == (theirs.tally, dict(theirs.municipalities))
    for _ in range(20):
        answers_contain([question], [answer], completed(data, window, _eager(dice)), window)
