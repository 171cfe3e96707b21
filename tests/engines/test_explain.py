"""Who stands behind a number, why, and how many more are needed."""

from __future__ import annotations

import datetime as dt
import random
import re
from fractions import Fraction
from typing import Any

import attrs
import pytest

import rnms
from kit.declared import indicator, profile
from kit.rows import by_source
from kit.worlds import Row, completed, holds, members
from rnms import Verdict, testing
from rnms.errors import NoRecordsError, RnmsError
from rnms.indicators import Scale, Share
from rnms.indicators.tally import LoadTally, MemberState, Tally
from rnms.judge.origin import ResultOrigin
from rnms.logic import Population, Term, predicates
from rnms.logic.predicates import covers, exists
from rnms.model import (
    Diagnostic,
    Enrolment,
    Figure,
    Municipality,
    Person,
    Programme,
    Provider,
    RegionalSystem,
    Route,
    RouteItem,
    Unreported,
    at_least,
    at_most,
    more_than,
    percent,
)
from rnms.model.system import field_kinds, record_classes
from rnms.render.sentences import question_sentence
from rnms.render.texts import TEXTS
from rnms.results.shortfall import shortfall

SYSTEM = testing.invented_region(staff=300, seed=7)
REPORT = rnms.evaluate(SYSTEM, region="ugra", period=2023)
PROGRAMMES = REPORT["6.2.1"]


@pytest.mark.parametrize(
    ("region", "code"),
    [("ugra", "6.2.1"), ("ugra", "6.2.2"), ("ugra", "6.3.2"), ("khabarovsk", "1"), ("khabarovsk", "2"),
     ("amur", "3"), ("kirov", "2.4.1")],
)  # fmt: skip
def test_twenty_explanations_agree_with_a_plain_reading_of_the_family(region: str, code: str) -> None:
    """A state told by `explain` is that of an interpreter written apart from the engine."""
    result = rnms.evaluate(SYSTEM, region=region, period=2023, only=code)[code]
    assert isinstance(result.origin, ResultOrigin)
    question = result.origin.question("default", None)
    window = result.origin.engine.records.window(result.period)
    world = completed(SYSTEM, window, lambda options: next(iter(options)))
    inside = members(question.of, world, window)
    rows: list[Row] = world[question.of.resolved().entity]
    chosen = random.Random(code).sample(rows, min(20, len(rows)))  # noqa: S311  # no secret

    for row in chosen:
        passes = question.term is not None and holds(question.term, row, world, window)
        expected = "out" if not any(row is one for one in inside) else "passed" if passes else "failed"
        told = result.explain(row.key)
        assert (row.key, expected) == (told.member, told.state), str(told)
        assert bool(told.reasons) == (expected != "passed"), str(told)


def test_a_state_is_asked_by_its_name_or_its_word() -> None:
    """Whoever is out is no member, so that nobody can be listed there."""
    for state in (MemberState.PASSED, MemberState.FAILED, MemberState.UNKNOWN):
        assert PROGRAMMES.who(state) == PROGRAMMES.who(state.value)
        assert {member.state for member in PROGRAMMES.who(state.value)} <= {state}
    for word in (MemberState.OUT, "out", "Failed"):
        with pytest.raises(LookupError, match=r"^no state .*; known: passed, failed, unknown$"):
            PROGRAMMES.who(word)


def test_who_passed_failed_and_is_unknown_makes_up_the_population() -> None:
    """Nobody stands twice, and the counts are those of the tally."""
    ids = {state: {one.id for one in PROGRAMMES.who(state)} for state in ("passed", "failed", "unknown")}
    [tally] = PROGRAMMES.judgement.tallies
    assert isinstance(tally, Tally)

    assert (tally.passed, tally.failed, 0) == tuple(map(len, ids.values()))
    assert not ids["passed"] & ids["failed"]


def test_a_missing_return_leaves_people_unknown_and_says_so() -> None:
    """Those of a silent municipality without a diagnostic are neither passed nor failed."""
    place = SYSTEM.municipalities[0].id if SYSTEM.municipalities else ""
    silent = Unreported(entity="diagnostics", municipality=place, period="2022/2023")
    system = attrs.evolve(SYSTEM, unreported=[silent])
    result = rnms.evaluate(system, region="khabarovsk", period=2023, only="1")["1"]

    assert result.who("unknown")
    assert [place] == [one.id for one in result.missing]


def test_of_many_unknown_no_more_pass_than_records_are_missing() -> None:
    """One diagnostic is missing, and whoever has none may have it: at most one of them."""
    place = SYSTEM.municipalities[0].id if SYSTEM.municipalities else ""
    for most, expected in ((1, 1), (None, None)):
        silent = Unreported(entity="diagnostics", municipality=place, period="2022/2023", most=most)
        system = attrs.evolve(SYSTEM, unreported=[silent])
        unknown = rnms.evaluate(system, region="khabarovsk", period=2023, only="1")["1"].who("unknown")
        assert len(unknown) > 1
        assert {one.at_most for one in unknown} == {expected}


def test_organisations_are_slices_that_count_everybody_once_each() -> None:
    """Each organisation has a value of its own; the region is not their sum."""
    slices = PROGRAMMES.by("organization")
    schools = [one for one in SYSTEM.organizations or () if one.kind and one.kind.value == "general"]

    assert {one.id for one in schools} <= set(slices)
    for school in schools[:5]:
        alone = rnms.evaluate(SYSTEM, region="ugra", period=2023, only="6.2.1", organization=school.id)
        assert slices[school.id].value == alone["6.2.1"].value


def test_one_municipality_alone_has_a_value_and_no_target() -> None:
    """An act sets its targets for the region."""
    for key, slice_ in list(PROGRAMMES.by("municipality").items())[:5]:
        alone = rnms.evaluate(SYSTEM, region="ugra", period=2023, only="6.2.1", municipality=key)["6.2.1"]
        assert alone.target is None
        assert alone.value == slice_.value
        assert alone.verdict in {Verdict.NO_TARGET, Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("tallies", "norm", "scale", "expected", "source"),
    by_source(
        [
            (
                [Tally(passed=15, failed_or_passed=4)],
                at_least(percent(100)),
                Scale.PERCENT,
                (0, 4),
                "15 of 19",
            ),
            ([Tally(passed=9, failed=91)], at_least(percent(10)), Scale.PERCENT, (1, 1), "9 of 100"),
            ([Tally(passed=10, failed=90)], at_least(percent(10)), Scale.PERCENT, (0, 0), "reached"),
            ([Tally(passed=10, failed=90)], more_than(percent(10)), Scale.PERCENT, (1, 1), "«более»"),
            (
                [Tally(passed=5, out_or_failed=None)],
                at_least(percent(10)),
                Scale.PERCENT,
                (0, None),
                "unlimited",
            ),
            ([Tally(passed=3, out_or_passed=1)], at_least(5), Scale.NUMBER, (1, 2), "agreements"),
            ([Tally(passed=301), Tally(passed=2)], at_most(100), Scale.NUMBER, (2, 2), "301 need four"),
            (
                [Tally(passed=300), Tally(passed=2, out_or_passed=1)],
                at_most(100),
                Scale.NUMBER,
                (0, 1),
                "E26",
            ),
        ]
    ),
)
def test_a_shortfall_is_counted_in_members(
    tallies: list[Tally | LoadTally],
    norm: rnms.Norm,
    scale: Scale,
    expected: tuple[int, int | None],
    source: str,
) -> None:
    """How many more, at best and at worst."""
    assert shortfall(tallies, norm, scale) == rnms.Bounds(*expected), source


def test_as_many_more_as_the_shortfall_says_reach_the_target_and_not_one_less() -> None:
    """The number is exact."""
    [tally] = PROGRAMMES.judgement.tallies
    assert isinstance(tally, Tally)
    assert PROGRAMMES.shortfall is not None
    assert PROGRAMMES.target is not None
    assert PROGRAMMES.target.known_norm is not None
    more = int(PROGRAMMES.shortfall.low)

    assert PROGRAMMES.target.known_norm.admits(Fraction(tally.passed + more, tally.surely_in))
    assert not PROGRAMMES.target.known_norm.admits(Fraction(tally.passed + more - 1, tally.surely_in))


def test_a_report_from_a_file_asks_for_the_data_again() -> None:
    """It holds no people; given the data, it answers as before."""
    read = rnms.Report.from_json(REPORT.to_json())["6.2.1"]

    with pytest.raises(NoRecordsError, match="data="):
        read.who("failed")
    assert read.who("failed", data=SYSTEM) == PROGRAMMES.who("failed")
    assert str(read.explain("p1", data=SYSTEM)) == str(PROGRAMMES.explain("p1"))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: PROGRAMMES.who("late"), "known: passed, failed, unknown"),
        (lambda: PROGRAMMES.by("region"), "has no field 'region' to sort its members by; known: "),
        (lambda: PROGRAMMES.explain("nobody"), "no record 'nobody' in persons"),
        (
            lambda: REPORT["6.3.1"].who("failed"),
            "6.3.1 is no share, and no single members stand behind it; ask explain",
        ),
        (
            lambda: REPORT["6.3.1"].who("failed", component="cap_part"),
            "cap_part is no share, and no single",
        ),
        (lambda: REPORT["6.3.1"].who("failed", component="cap"), "no part 'cap'; known: minimum_part, cap"),
        (
            lambda: REPORT["6.1.1"].who("failed"),
            "is a yes or no of the region, and no single members",
        ),
        (lambda: rnms.evaluate(SYSTEM, period=2023, municipality="x"), "no municipality 'x'"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(ask: object, message: str) -> None:
    """A fact, a rule, a way out."""
    assert callable(ask)
    with pytest.raises((RnmsError, LookupError), match=message):
        ask()


def test_names_never_show() -> None:
    """People are ids in explanations and lists."""
    people = [rnms.model.Person(id=one.id, name="Тайное Имя") for one in SYSTEM.persons or ()]
    report = rnms.evaluate(attrs.evolve(SYSTEM, persons=people), region="ugra", period=2023)
    said = [str(report), report.to_json(), str(report["6.2.1"].explain("p1")), repr(people[0])]
    said.append(repr(report["6.2.1"].who("failed")))

    assert not [text for text in said if "Тайное" in text]


def test_every_population_reads_as_a_sentence() -> None:
    """What is looked for can be printed for every question of every region."""
    for key in rnms.regions.available():
        for one in rnms.regions.get(key).indicators:
            for question in one.questions:
                said = question_sentence(question)
                assert question.of.title in said
                assert "predicates." not in said


def test_an_explained_number_cites_its_clause() -> None:
    """Without a member the number itself is explained."""
    explained = PROGRAMMES.explain()
    told = str(explained)

    assert (explained.state, explained.verdict) == (None, PROGRAMMES.verdict)
    assert "приказ от 31.03.2023 № 10-П-777" in told
    assert predicates.Exists.__name__ not in told


def test_a_step_holds_what_was_asked_and_is_worded_in_both_languages() -> None:
    """Nothing is said in words before somebody reads it; titles stay as the act prints them."""
    told = PROGRAMMES.explain(PROGRAMMES.who("failed")[0].id)
    looked_for = next(step for step in told.steps if isinstance(step.asked, predicates.Exists))

    assert looked_for.text.startswith("есть запись о работе (действует на последний день")
    assert told.to_text() == str(told)
    assert "there is a record: employment (lasting on the last day" in told.to_text(lang="en")
    assert "20% (приказ от 31.03.2023" in PROGRAMMES.explain().to_text(lang="en")


def test_people_read_of_records_in_their_language() -> None:
    """Every collection, field and word of an enumeration has a name in both, and nothing else has one."""
    kinds = {name: field_kinds(name) for name in record_classes()}
    words = {word for fields in kinds.values() for kind in fields.values() for word in kind.words or ()}
    for lang, foreign in (("ru", "[a-zA-Z]"), ("en", "[а-яёА-ЯЁ]")):
        records = TEXTS[lang].records
        assert set(kinds) | {"region"} == set(records.collections) == set(records.no_such)
        assert {field for fields in kinds.values() for field in fields} <= set(records.fields)
        assert words == set(records.words)
        shown = [*records.collections.values(), *records.fields.values(), *records.words.values()]
        assert not re.findall(foreign, " ".join(shown))


COVERED = Term(
    key="covered", title="темы покрывают дефициты", where=covers("programme.topics", "diagnostic.deficits")
)
GATHERED = Term(
    key="gathered",
    title="темы маршрута покрывают дефициты",
    where=covers("programme.topics", "diagnostic.deficits", records=exists("route_items", "route")),
)
TOPICS = ("чтение", "оценивание", "безопасность")
EVERY_ROUTE = Population(key="all_routes", title="ИОМ", entity="routes")
EVERY_ENROLMENT = Population(key="all_enrolments", title="обучения", entity="enrolments")


def taught(*topics: tuple[str, ...] | None) -> RegionalSystem:
    """One route on a diagnostic that found all deficits, with a programme for each set of topics."""
    return RegionalSystem(
        region="nowhere",
        municipalities=[Municipality(id="m1", name="Лесной")],
        persons=[Person(id="p1")],
        diagnostics=[
            Diagnostic(
                id="d1", person="p1", date=dt.date(2023, 2, 1), provider=Provider.CNPPM, deficits=TOPICS
            )
        ],
        routes=[Route(id="r1", person="p1", diagnostic="d1", start=dt.date(2023, 2, 1))],
        route_items=[RouteItem(route="r1", programme=f"t{rank}") for rank, _ in enumerate(topics)],
        programmes=[
            Programme(id=f"t{rank}", title=f"Программа {rank}", topics=words)
            for rank, words in enumerate(topics)
        ],
        enrolments=[
            Enrolment(id=f"e{rank}", person="p1", programme=f"t{rank}", diagnostic="d1")
            for rank, _ in enumerate(topics)
        ],
    )


@pytest.mark.parametrize(
    ("of", "term", "member", "topics", "told"),
    [
        (EVERY_ENROLMENT, COVERED, "e0", [("чтение",)], ["✗ не хватает: безопасность, оценивание"]),
        (EVERY_ENROLMENT, COVERED, "e0", [TOPICS], []),
        (EVERY_ENROLMENT, COVERED, "e0", [None], ["? не хватает: безопасность, оценивание, чтение"]),
        (EVERY_ROUTE, GATHERED, "r1", [("чтение",), ("оценивание",)], ["✗ не хватает: безопасность"]),
        (EVERY_ROUTE, GATHERED, "r1", [("чтение",), None], ["? не хватает: безопасность, оценивание"]),
        (EVERY_ROUTE, GATHERED, "r1", [("чтение", "оценивание"), ("безопасность",)], []),
    ],
)
def test_the_words_that_a_set_lacks_are_named(
    of: Population, term: Term, member: str, topics: Any, told: list[str]
) -> None:
    """Whoever shall mend a route must know which deficits it leaves out."""
    order = profile(indicator(measure=Share(of, term)))
    result = rnms.evaluate(taught(*topics), region=order, period=2023)["1"]
    lines = [line.strip() for line in str(result.explain(member)).splitlines()]

    assert [line for line in lines if "не хватает" in line] == told
    assert ("lacking: " in result.explain(member).to_text(lang="en")) is bool(told)


def test_nobody_is_not_what_lists_that_were_not_collected_answer() -> None:
    """Of people on no list nobody knows who passes, though the diagnostics are said to be none."""
    figures = [
        Figure(key=key, period="2022/2023", count=count)
        for key, count in (("staff", 10), ("staff.diagnosed", 4))
    ]
    data = RegionalSystem(region="khabarovsk", figures=figures, diagnostics=[])
    result = rnms.evaluate(data, period=2023)["1"]

    assert result.verdict is Verdict.MET
    with pytest.raises(NoRecordsError, match="collect persons"):
        result.who("passed")
