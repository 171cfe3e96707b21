"""The map of a region on a day: municipalities that merge, split, are renamed; territories above them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import indicator, profile
from kit.effort import examples
from kit.records import collected, day, diagnostic, made, org, person, towns, works
from kit.tabled import KINDS, tabled
from rnms import Municipality, RegionalSystem, Verdict, files, forms
from rnms.engine.engine import Engine
from rnms.errors import NoRecordsError
from rnms.files.json import as_dict
from rnms.indicators import Component, Growth, Share
from rnms.indicators.tally import LEFT_OUT_FIGURES, Tally
from rnms.indicators.vocabulary import diagnostics, municipalities, people
from rnms.indicators.vocabulary.municipalities import MUNICIPALITIES, WITH_MODEL
from rnms.logic import Population, Term
from rnms.logic.question import Question
from rnms.model import (
    Bounds,
    ContestEntry,
    ContestKind,
    Figure,
    MethodicalModel,
    Period,
    Placement,
    Territory,
    Unreported,
    percent,
)
from rnms.model.geography import ANYWHERE, is_there, map_days, map_on, seats_on
from rnms.model.partial import PartialDay

YEARS = Period.of(2022), Period.of(2023)
JUNE, JULY = "2023-06-30", "2023-07-01"


def town(key: str, start: str | None = None, end: str | None = None, *into: str, **facts: Any) -> Any:
    return Municipality(id=key, name=key, start=day(start), end=day(end), successors=into, **facts)


MERGED = (town("a", None, JUNE, "ab"), town("b", None, JUNE, "ab"), town("ab", JULY), town("x"))
SPLIT = (town("d", None, JUNE, "d1", "d2"), town("d1", JULY), town("d2", JULY), town("x"))
RENAMED = (town("a", None, JUNE, "okrug"), town("okrug", JULY), town("x"))


def teacher(name: str, place: str) -> Any:
    return org(f"school of {name}", place=place), person(name), works(name, at=f"school of {name}")


def sizes(system: Any, of: Population, term: Term | None = None) -> list[dict[str, Bounds]]:
    """How many there are in the region (``""``) and in each municipality, at the end of 2022 and of 2023."""
    question = Question(of=of, term=term)
    engine = Engine(system, words=[question])
    answers = [engine.answer(question, year) for year in YEARS]
    return [
        {"": tally_of(answer.tally).passing()}
        | {place: tally_of(tally).passing() for place, tally in answer.municipalities.items()}
        for answer in answers
    ]


def tally_of(tally: Any) -> Tally:
    assert isinstance(tally, Tally)
    return tally


def exactly(**numbers: int) -> dict[str, Bounds]:
    return {place: Bounds.exact(number) for place, number in numbers.items()}


# Records.


def test_records_of_merged_districts_count_in_what_they_became_and_before_where_they_were() -> None:
    system = collected("ugra", MERGED, teacher("p", "a"), teacher("q", "b"), teacher("r", "x"))

    before, after = sizes(system, people.STAFF)

    assert before == {"": Bounds.exact(3), **exactly(a=1, b=1, x=1)}
    assert after == {"": Bounds.exact(3), **exactly(ab=2, x=1)}


def test_a_renamed_municipality_is_one_member_on_each_day() -> None:
    model = MethodicalModel(municipality="a", functioning=True)
    system = collected("ugra", RENAMED, model)

    before, after = sizes(system, municipalities.MUNICIPALITIES, municipalities.WITH_MODEL)

    assert before == {"": Bounds.exact(1), **exactly(a=1, x=0)}
    assert after == {"": Bounds.exact(1), **exactly(okrug=1, x=0)}
    assert [of_year[""] for of_year in sizes(system, municipalities.MUNICIPALITIES)] == [Bounds.exact(2)] * 2


def test_what_is_told_on_the_map_of_today_counts_where_it_came_from_in_earlier_years() -> None:
    system = collected("ugra", RENAMED, teacher("p", "okrug"))

    before, _ = sizes(system, people.STAFF)

    assert before == {"": Bounds.exact(1), **exactly(a=1, x=0)}


def test_people_of_a_split_district_are_in_one_of_its_successors_and_nowhere_else() -> None:
    system = collected("ugra", SPLIT, teacher("p", "d"), teacher("q", "d1"))

    _, after = sizes(system, people.STAFF)

    assert after == {"": Bounds.exact(2), "d1": Bounds(1, 2), "d2": Bounds(0, 1), "x": Bounds.exact(0)}


def test_a_placement_tells_which_successor_an_organisation_fell_to() -> None:
    moves = made(Placement, organization="school of p", municipality="d2", start=JULY)
    system = collected("ugra", SPLIT, teacher("p", "d"), moves)

    before, after = sizes(system, people.STAFF)

    assert before == {"": Bounds.exact(1), **exactly(d=1, x=0)}
    assert after == {"": Bounds.exact(1), **exactly(d1=0, d2=1, x=0)}


def test_two_placements_that_contradict_each_other_leave_the_place_unknown() -> None:
    moves = [made(Placement, organization="school of p", municipality=place) for place in ("m1", "m2")]
    system = collected("ugra", towns("m1", "m2"), teacher("p", "m1"), moves)

    _, after = sizes(system, people.STAFF)

    assert after == {"": Bounds.exact(1), "m1": Bounds(0, 1), "m2": Bounds(0, 1)}


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (MERGED, {"": Bounds.exact(1), **exactly(ab=1, x=0)}),
        (SPLIT, {"": Bounds(0, 2), "d1": Bounds(0, 1), "d2": Bounds(0, 1), **exactly(x=0)}),
    ],
    ids=["merged", "split"],
)
def test_an_event_of_a_district_that_is_gone_is_one_of_its_successors(places: Any, expected: Any) -> None:
    entry = made(ContestEntry, municipality=places[0].id, kind=ContestKind.KRAI, date="2023-03-01")
    system = collected("ugra", places, entry)

    _, after = sizes(system, municipalities.MUNICIPALITIES, municipalities.IN_CONTESTS)

    assert after == expected


@pytest.mark.parametrize(
    ("places", "open_places"), [(MERGED, {"ab"}), (SPLIT, {"d1", "d2"})], ids=["merged", "split"]
)
def test_what_a_vanished_district_did_not_report_leaves_its_successors_open_and_none_else(
    places: Any, open_places: set[str]
) -> None:
    system = collected("ugra", places, Unreported(entity="models", municipality=places[0].id))

    _, after = sizes(system, municipalities.MUNICIPALITIES, municipalities.WITH_MODEL)

    assert {place for place, bounds in after.items() if place and not bounds.is_exact} == open_places


# Figures.


def of_staff(count: int, place: str | None, key: str = "staff") -> Figure:
    return Figure(key=key, period=2023, count=count, municipality=place)


def test_figures_of_merged_districts_tell_what_they_became() -> None:
    """Who worked in both was counted in each, and nobody else is there."""
    figures = [of_staff(4, "a"), of_staff(6, "b"), of_staff(1, "x"), of_staff(0, None, OUTSIDE)]
    system = RegionalSystem(region="ugra", municipalities=MERGED, figures=figures)

    _, after = sizes(system, people.STAFF)

    assert after == {"": Bounds(6, 11), "ab": Bounds(6, 10), "x": Bounds.exact(1)}


OUTSIDE = "staff.outside_municipalities"


def test_the_return_of_a_successor_comes_before_those_of_what_it_was_made_of() -> None:
    figures = [of_staff(4, "a"), of_staff(6, "b"), of_staff(20, "ab")]
    system = RegionalSystem(region="ugra", municipalities=MERGED, figures=figures)
    question = Question(of=people.STAFF)
    engine = Engine(system, words=[question])

    answer = engine.answer(question, YEARS[1])

    assert tally_of(answer.municipalities["ab"]).size() == Bounds.exact(20)
    assert [(issue.place, issue.code) for issue in engine.issues] == [
        (f"$.figures[{index}].municipality", "figure.superseded") for index in (0, 1)
    ]


NAMED = (
    Municipality(id="a", name="Первый район", end=day(JUNE), successors=("c",)),
    Municipality(id="b", name="Второй район", end=day(JUNE), successors=("c",)),
    Municipality(id="c", name="Новый округ", start=day(JULY)),
    Municipality(id="d", name="Третий район"),
    Municipality(id="x", name="Ушедший", end=day(JUNE)),
)


def of_teams(place: str, count: int, trained: int | None = None) -> list[Figure]:
    numbers = [("teams", count), ("teams.trained", trained)]
    return [of_staff(number, place, key) for key, number in numbers if number is not None]


@pytest.mark.parametrize(
    ("figures", "left_out", "words"),
    [
        pytest.param(
            [*of_teams("a", 10, 4), *of_teams("b", 5, 1), *of_teams("c", 15)],
            [],
            ["teams за 2023 от «Первый район» не учтено: об этом сообщил сам преемник: Новый округ; ",
             "teams.trained за 2023 от «Второй район» не учтено: преемник сам отчитался о teams, но не об"],
            id="the successor told of the teams alone, and agrees",
        ),
        pytest.param(
            of_teams("x", 7, 2),
            [("without-successor", "Ушедший"), ("without-successor", "Ушедший")],
            ["teams за 2023 от «Ушедший» не учтено: на конец периода такого муниципалитета нет"],
            id="nobody says what it became",
        ),
        pytest.param(
            of_teams("a", 10, 12),
            [("contradiction", "Первый район"), ("contradiction", "Первый район")],
            ["teams.trained — часть teams, а больше её"],
            id="a part above its whole",
        ),
    ],
)  # fmt: skip
def test_a_figure_of_a_district_that_is_gone_is_left_out_for_its_own_reason_and_by_its_name(
    figures: list[Figure], left_out: list[tuple[str, str]], words: list[str]
) -> None:
    system = RegionalSystem(region="ugra", municipalities=NAMED, figures=[*figures, *of_teams("d", 5, 2)])
    report = rnms.evaluate(system, period=2023, only="6.2.2")
    reasons = report["6.2.2"].judgement.reasons
    named = [reason for reason in reasons if reason.code in LEFT_OUT_FIGURES]
    texts = " | ".join(issue.text for issue in report.issues)

    assert [(reason.code, *reason.about[2:]) for reason in named] == left_out
    assert [text for text in words if text not in texts] == []
    assert [place.name for place in report["6.2.2"].missing] == ["Новый округ"]


def test_a_district_that_joined_an_older_one_tells_only_how_many_there_are_at_least() -> None:
    places = town("a", None, JUNE, "x"), town("x")
    system = RegionalSystem(region="ugra", municipalities=places, figures=[of_staff(4, "a")])

    _, after = sizes(system, people.STAFF)

    assert after["x"] == Bounds(4, None)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=2))
def test_a_share_of_merged_districts_is_that_of_who_may_work_in_both(
    pairs: list[tuple[int, int]],
) -> None:
    """Whoever works in both passed in both or in neither: so few fail as failed in one, so many as in all."""
    figures = [
        of_staff(count, key, number)
        for key, (passed, failed) in zip("ab", pairs, strict=True)
        for number, count in (("staff", passed + failed), ("staff.diagnosed", passed))
    ]
    passing, failing = (sorted(of_one) for of_one in zip(*pairs, strict=True))
    worlds = [
        Fraction(passed, passed + failed)
        for passed in range(passing[1], sum(passing) + 1)
        for failed in range(failing[1], sum(failing) + 1)
        if passed + failed
    ]
    question = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
    engine = Engine(RegionalSystem(region="ugra", municipalities=MERGED, figures=figures), words=[question])
    share = tally_of(engine.answer(question, YEARS[1]).municipalities["ab"]).share()

    assert share == (Bounds(min(worlds), max(worlds)) if worlds else None)


def test_a_part_of_a_split_district_has_no_more_than_the_whole_had() -> None:
    figures = [of_staff(4, "d"), of_staff(3, "d", "staff.diagnosed"), of_staff(3, "d1")]
    system = RegionalSystem(region="ugra", municipalities=SPLIT, figures=figures)
    question = Question(of=people.STAFF)
    engine = Engine(system, words=[question])

    by_place = engine.answer(question, YEARS[1]).municipalities

    assert tally_of(by_place["d1"]).size() == Bounds.exact(3)
    assert engine.issues == ()


def test_the_figures_of_a_split_district_still_count_in_the_region() -> None:
    figures = [of_staff(4, "d"), of_staff(3, "d", "staff.diagnosed"), of_staff(1, "x")]
    figures += [of_staff(1, "x", "staff.diagnosed"), of_staff(0, None, OUTSIDE)]
    system = RegionalSystem(region="ugra", municipalities=SPLIT, figures=figures)
    question = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)

    answer = Engine(system, words=[question]).answer(question, YEARS[1])

    assert tally_of(answer.tally).size() == Bounds(4, 5)
    assert tally_of(answer.tally).passing() == Bounds(3, 4)
    assert len(answer.figures) == 2


OLDER = (town("a", None, JUNE, "x"), town("x"))
YES_NO: list[tuple[tuple[Any, ...], dict[str, bool], Verdict, list[str], str]] = [
    (RENAMED, {"a": True, "x": True}, Verdict.MET, [], "000 l.72: the same district by another name"),
    (RENAMED, {"a": False, "x": True}, Verdict.NOT_MET, [], "a known breach stays one"),
    (MERGED, {"a": True, "b": True, "x": True}, Verdict.MET, [], "both had it"),
    (MERGED, {"a": False, "b": False, "x": True}, Verdict.NOT_MET, [], "neither had"),
    (MERGED, {"a": True, "b": False, "x": True}, Verdict.UNDETERMINED, ["ab"], "perhaps of one half"),
    (MERGED, {"a": True, "x": True}, Verdict.UNDETERMINED, ["ab"], "of the other half nobody told"),
    (MERGED, {"a": False, "x": True}, Verdict.UNDETERMINED, ["ab"], "that half may have had it"),
    (MERGED, {"a": False, "b": False, "ab": True, "x": True}, Verdict.MET, [], "it answered itself"),
    (SPLIT, {"d": True, "x": True}, Verdict.UNDETERMINED, ["d1", "d2"], "either part may have kept it"),
    (SPLIT, {"d": False, "x": True}, Verdict.NOT_MET, [], "a part of what nobody had"),
    (SPLIT, {"d": False, "d1": True, "d2": True, "x": True}, Verdict.MET, [], "both answered themselves"),
    (SPLIT, {"d": True}, Verdict.UNDETERMINED, ["d1", "d2", "x"], "told of this very period"),
    (OLDER, {"a": True}, Verdict.UNDETERMINED, ["x"], "of the older one nobody told"),
]  # fmt: skip


@pytest.mark.parametrize(("places", "answers", "verdict", "silent", "why"), YES_NO)
def test_what_a_district_answered_is_true_of_what_became_of_it(
    places: tuple[Any, ...], answers: dict[str, bool], verdict: Verdict, silent: list[str], why: str
) -> None:
    """A yes or no of a district that is gone is never taken for silence, nor told of another period."""
    figures = [
        Figure(key="municipalities.with_model", period="2022/2023", municipality=place, holds=holds)
        for place, holds in answers.items()
    ]
    system = RegionalSystem(region="khabarovsk", municipalities=places, figures=figures)
    result = rnms.evaluate(system, period=2023, only="3")["3"]

    assert (result.verdict, [place.id for place in result.missing]) == (verdict, silent), why
    assert [reason.code for reason in result.judgement.reasons] == []


def test_returns_are_expected_of_those_alone_that_are_there() -> None:
    """Of two districts that merged none is silent, and before them not the one that they became."""
    figures = [Figure(key="staff", period=year, count=1, municipality="x") for year in YEARS]
    system = RegionalSystem(region="ugra", municipalities=MERGED, figures=figures)
    engine = Engine(system, words=[Question(of=people.STAFF)])

    silent = [engine.answer(Question(of=people.STAFF), year).silent for year in YEARS]

    assert silent == [("a", "b"), ("ab",)]


def test_a_form_is_sent_to_those_alone_that_are_there() -> None:
    asked = [forms.plan("khabarovsk", year.year, MERGED).municipalities for year in YEARS]

    assert [[place.id for place in places] for places in asked] == [["a", "b", "x"], ["ab", "x"]]


# Territories.

WEST, EAST = (Territory(id=key, name=key, level="okrug", parent="whole") for key in ("west", "east"))
WHOLE = Territory(id="whole", name="whole", level="zone")
OKRUGS = (
    WEST,
    EAST,
    WHOLE,
    *(town(key, territory=okrug) for key, okrug in (("m1", "west"), ("m2", "west"), ("m3", "east"))),
)


def result_of(system: Any, code: str = "3") -> Any:
    return rnms.evaluate(system, region="khabarovsk", period=2023, only=[code])[code]


def test_numbers_of_okrugs_are_those_of_their_municipalities() -> None:
    models = [MethodicalModel(municipality=key, functioning=True) for key in ("m1", "m3")]
    system = collected("khabarovsk", OKRUGS, models, Unreported(entity="models", municipality="m2"))

    result = result_of(system)
    okrugs, zones = result.by("okrug"), result.by("zone")

    assert {key: judged.value for key, judged in okrugs.items()} == {
        "west": Bounds(percent("50"), 1),
        "east": Bounds(1, 1),
    }
    assert [place.id for place in okrugs["west"].missing] == ["m2"]
    assert [place.name for place in okrugs["west"].municipalities] == ["m1", "m2"]
    assert zones["whole"].value == result.value
    assert okrugs["east"].missing == ()


def test_an_okrug_of_which_nobody_told_anything_has_no_data() -> None:
    """A missing return is neither nought nor a place that is not there; without municipalities is none."""
    empty = Territory(id="north", name="north", level="okrug")
    period = Period.of("2022/2023")
    figures = [
        Figure(key=key, period=period, count=count, municipality="m1")
        for key, count in (("staff", 4), ("staff.diagnosed", 2))
    ]
    system = RegionalSystem(
        region="khabarovsk", municipalities=OKRUGS[3:], territories=(*OKRUGS[:3], empty), figures=figures
    )
    result = result_of(system, "1")
    okrugs = result.by("okrug")

    assert [*okrugs] == ["west", "east"]
    assert okrugs["west"].value is not None
    east = okrugs["east"]
    assert (east.verdict, east.value, [place.id for place in east.missing]) == (Verdict.NO_DATA, None, ["m3"])
    assert [reason.code for reason in east.reasons] == ["not-reported"]
    assert [*result.by("zone")] == ["whole"]


def test_how_a_share_grew_is_told_of_each_okrug() -> None:
    """Who changed between the years is counted for the region alone; the shares of both suffice."""
    system = collected(
        "nowhere",
        OKRUGS,
        (org("o1", place="m1"), org("o3", place="m3")),
        ((person(name), works(name, at)) for name, at in (("a", "o1"), ("b", "o1"), ("c", "o3"))),
        (diagnostic("a", "2022-03-01", key="before"), diagnostic("a"), diagnostic("b")),
        diagnostic("c", "2022-03-01"),
    )
    order = profile(indicator(measure=Growth(Share(people.STAFF, diagnostics.DIAGNOSED))))
    okrugs = rnms.evaluate(system, region=order, period=2023)["1"].by("okrug")

    assert {key: part.value for key, part in okrugs.items()} == {
        "west": Bounds.exact(Fraction(1, 2)),
        "east": Bounds.exact(-1),
    }


def test_an_okrug_of_silent_municipalities_has_no_data_where_they_are_counted() -> None:
    """Of three municipalities one said that its model works."""
    told = Figure(key="municipalities.with_model", period="2022/2023", holds=True, municipality="m1")
    system = RegionalSystem(
        region="khabarovsk", municipalities=OKRUGS[3:], territories=OKRUGS[:3], figures=[told]
    )
    by = result_of(system).by("okrug")

    assert {key: (part.verdict, part.value) for key, part in by.items()} == {
        "west": (Verdict.NO_TARGET, Bounds(percent("50"), 1)),
        "east": (Verdict.NO_DATA, None),
    }


def test_a_part_of_an_indicator_has_a_value_in_each_okrug() -> None:
    """The part that is meant is named, as it is of municipalities."""
    models = [MethodicalModel(municipality=key, functioning=True) for key in ("m1", "m3")]
    system = collected("nowhere", OKRUGS, models, person("p"), works("p"), diagnostics=[])
    parts = [
        Component(name="models", title="модели", measure=Share(MUNICIPALITIES, WITH_MODEL)),
        Component(name="diagnosed", title="диагностика", measure=Share(people.STAFF, diagnostics.DIAGNOSED)),
    ]
    order = profile(indicator(components=parts))
    result = rnms.evaluate(system, region=order, period=2023)["1"]

    assert {key: judged.value for key, judged in result.by("okrug", component="models").items()} == {
        "west": Bounds.exact(percent(50)),
        "east": Bounds.exact(1),
    }
    with pytest.raises(NoRecordsError, match="say which part of 1 is meant, component=…: models, diagnosed"):
        result.by("okrug")
    with pytest.raises(NoRecordsError, match="no part 'other'"):
        result.by("okrug", component="other")


def test_who_works_in_two_municipalities_of_an_okrug_is_one_there() -> None:
    posts = works("p", at="school of p"), works("p", at="other")
    system = collected(
        "khabarovsk", OKRUGS, org("school of p", place="m1"), org("other", place="m2"), person("p"), posts
    )
    question = Question(of=people.STAFF)

    answer = Engine(system).at_level("okrug", YEARS[1]).answer(question, YEARS[1])

    assert {key: tally_of(tally).size() for key, tally in answer.municipalities.items()} == {
        "west": Bounds.exact(1),
        "east": Bounds.exact(0),
    }


def test_figures_of_municipalities_tell_their_okrug() -> None:
    figures = [of_staff(4, "m1"), of_staff(5, "m2")]
    places = OKRUGS[3:]
    system = RegionalSystem(region="ugra", municipalities=places, territories=OKRUGS[:3], figures=figures)
    question = Question(of=people.STAFF)

    answer = Engine(system, words=[question]).at_level("okrug", YEARS[1]).answer(question, YEARS[1])

    assert tally_of(answer.municipalities["west"]).size() == Bounds(5, 9)


def test_what_is_no_level_is_refused_by_name() -> None:
    system = collected("khabarovsk", OKRUGS)

    with pytest.raises(LookupError, match="known: municipality, organization, okrug, zone"):
        result_of(system).by("district")


# Tables and files.


PLACED = (towns("m1", "m2"), org("o", place="m1"), made(Placement, organization="o", municipality="m2"))


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
@pytest.mark.parametrize(
    "places", [MERGED, SPLIT, RENAMED, PLACED], ids=["merged", "split", "renamed", "moved"]
)
def test_tables_whose_map_changes_are_told_on_the_map_of_each_period(kind: str, places: Any) -> None:
    first = next(place.id for place in collected("ugra", places).municipalities or ())
    model = MethodicalModel(municipality=first, functioning=True)
    system = collected("ugra", places, teacher("p", first), model)
    tables = tabled(system, KINDS[kind])

    assert sizes(tables, people.STAFF) == sizes(system, people.STAFF)
    ours, theirs = (
        rnms.evaluate(data, region="khabarovsk", period=2023, only=["1", "3"]) for data in (tables, system)
    )
    assert [result.judgements for result in ours] == [result.judgements for result in theirs]
    assert [one.id for one in ours["3"].who("passed")] == [one.id for one in theirs["3"].who("passed")]


def test_ids_of_municipalities_that_are_numbers_are_told_on_the_map_too() -> None:
    numbered = [town("1", None, JUNE, "2", "3"), town("2", JULY), town("3", JULY)]
    system = collected("ugra", numbered, teacher("p", "1"), teacher("q", "2"))
    tables = tabled(system, lambda table: as_numbers(KINDS["polars"](table)))

    assert sizes(tables, people.STAFF) == sizes(system, people.STAFF)


def as_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """The same frame with the ids of municipalities as integers."""
    names = [name for name in ("id", "municipality") if name in frame.columns]
    if "id" in names and not frame["id"].str.contains(r"^\d*$").all():
        names.remove("id")
    frame = frame.with_columns(pl.col(name).cast(pl.Int64) for name in names)
    lists = [name for name in ("successors",) if name in frame.columns]
    return frame.with_columns(pl.col(name).cast(pl.List(pl.String)) for name in lists)


def test_what_is_known_in_part_or_misread_is_so_on_every_map() -> None:
    """A post that began in some month of the year that is judged is no post that was always there."""
    post = attrs.evolve(works("p", at="school of p"), start=PartialDay.of("2023"))
    pieces = (org("school of p", place="a"), person("p"), post)

    on_map = sizes(collected("ugra", RENAMED, pieces), people.STAFF)
    whole = sizes(collected("ugra", (town("a"), town("okrug"), town("x")), pieces), people.STAFF)

    assert [year[""] for year in on_map] == [year[""] for year in whole] == [Bounds.exact(0), Bounds.exact(1)]


def test_okrugs_of_tables_are_told_as_those_of_records() -> None:
    models = [MethodicalModel(municipality=key, functioning=True) for key in ("m1", "m3")]
    system = collected("khabarovsk", OKRUGS, models, teacher("p", "m1"))
    tables = tabled(system, KINDS["polars"])

    for code in ("3", "1"):
        by_records, by_tables = (result_of(data, code).by("okrug") for data in (system, tables))
        assert by_records == by_tables


@pytest.mark.parametrize("kind", [None, "polars"])
@pytest.mark.parametrize("order", [*itertools.permutations(range(3))], ids=str)
def test_of_two_lines_of_one_municipality_none_decides_because_it_stands_first(
    order: tuple[int, ...], kind: str | None
) -> None:
    """It is gone by one of them and stays by the other: which municipality has the model nobody knows."""
    new, stays = Municipality(id="b", name="Округ", start=day(JULY)), Municipality(id="a", name="Район")
    gone = attrs.evolve(stays, end=day(JUNE), successors=("b",))
    lines = [(gone, stays, new)[place] for place in order]
    model = MethodicalModel(municipality="a", functioning=True)
    data = RegionalSystem(region="ugra", municipalities=lines, models=[model])
    question = Question(of=MUNICIPALITIES, term=WITH_MODEL)
    answer = Engine(data if kind is None else tabled(data, KINDS[kind]), words=[question]).answer(
        question, YEARS[1]
    )

    assert not map_on(data, dt.date(2023, 12, 31)).is_known
    assert map_on(data, dt.date(2023, 6, 1)).is_known
    assert isinstance(answer.tally, Tally)
    assert answer.tally.passing() == Bounds(0, None)
    assert [reason.code for reason in answer.reasons]


def test_what_follows_a_municipality_begins_no_later_than_it_may() -> None:
    """One ended in 2023, nobody knows when, and the next began in March: its end was before, too."""
    in_2023: Any = PartialDay.of("2023")
    in_march: Any = PartialDay.of("2023-03")
    data = RegionalSystem(
        region="ugra",
        municipalities=[
            Municipality(id="a", name="А", end=in_2023, successors=("b",)),
            Municipality(id="b", name="Б", start=in_march),
        ],
    )

    assert [str(day) for day in map_days(data)] == ["2023-01-02", "2023-03-01", "2023-03-31"]


def test_a_map_comes_back_from_a_file_and_one_without_days_is_written_as_before() -> None:
    moves = made(Placement, organization="school of p", municipality="d2", start=JULY)
    system = collected("ugra", SPLIT, OKRUGS, teacher("p", "d"), moves)
    plain = RegionalSystem(region="ugra", municipalities=[town("m1")])

    assert files.loads(files.dumps(system)) == system
    assert as_dict(plain)["municipalities"] == [{"id": "m1", "name": "m1"}]


def test_a_successor_that_nobody_knows_is_told() -> None:
    system = RegionalSystem(region="ugra", municipalities=[town("a", None, JUNE, "b")])

    assert [issue.place for issue in system.issues] == ["$.municipalities[0].successors"]
    assert sizes(attrs.evolve(system, persons=[], employments=[], organizations=[]), people.STAFF)[1] == {
        "": Bounds.exact(0)
    }


# Every way in which it may be.


def records_of(draw: Callable[..., Any], keys: list[str]) -> list[Any]:
    """Schools, people who work in one or two of them, and models, told of any municipality on the list."""
    place = st.sampled_from(keys)
    schools = [org(f"o{number}", place=draw(place)) for number in range(draw(st.integers(1, 3)))]
    posts = st.lists(st.sampled_from([school.id for school in schools]), min_size=1, max_size=2)
    staff = [
        (person(f"p{number}"), [works(f"p{number}", at=at) for at in draw(posts)])
        for number in range(draw(st.integers(0, 3)))
    ]
    models = [MethodicalModel(municipality=draw(place), functioning=draw(st.booleans()))]
    return [schools, staff, models * draw(st.integers(0, 1))]


def settled(pieces: Any, places: Any, choice: dict[str, str]) -> Any:
    """The same records, each told of the municipality that a choice says."""
    if isinstance(pieces, list | tuple):
        return [settled(piece, places, choice) for piece in pieces]
    told = getattr(pieces, "municipality", None)
    key = f"{type(pieces).__name__} {getattr(pieces, 'id', '')}"
    return pieces if told is None else attrs.evolve(pieces, municipality=choice.get(key, told))


def told_of(pieces: Any) -> list[Any]:
    if isinstance(pieces, list | tuple):
        return [record for piece in pieces for record in told_of(piece)]
    return [pieces] if getattr(pieces, "municipality", None) is not None else []


@given(data=st.data())
@examples(100, deadline=None)
def test_whatever_a_split_or_merged_district_became_the_truth_lies_between_the_bounds(
    data: st.DataObject,
) -> None:
    places = data.draw(st.sampled_from([MERGED, SPLIT, RENAMED]))
    pieces = records_of(data.draw, [place.id for place in places])
    year = data.draw(st.sampled_from(YEARS))
    dated = Engine(collected("ugra", places, pieces))
    drawn = map_on(collected("ugra", places), year.end)
    records = told_of(pieces)
    options = [drawn.targets.get(record.municipality, (record.municipality,)) for record in records]
    names = [f"{type(record).__name__} {getattr(record, 'id', '')}" for record in records]

    for chosen in itertools.product(*options):
        choice = dict(zip(names, chosen, strict=True))
        there = [Municipality(id=place.id, name=place.name) for place in drawn.municipalities]
        truth = Engine(collected("ugra", there, settled(pieces, places, choice)))
        for question in (
            Question(of=people.STAFF),
            Question(of=municipalities.MUNICIPALITIES, term=municipalities.WITH_MODEL),
        ):
            bounds, exact = (engine.answer(question, year) for engine in (dated, truth))
            assert bounds.municipalities.keys() == exact.municipalities.keys()
            pairs = [(bounds.tally, exact.tally)]
            pairs += [
                (bounds.municipalities[place], exact.municipalities[place]) for place in bounds.municipalities
            ]
            for open_tally, tally in pairs:
                known = tally_of(tally).passing()
                assert known.is_exact
                assert known.meet(tally_of(open_tally).passing()) == known


@given(data=st.data())
@examples(150, deadline=None)
def test_figures_of_districts_that_are_gone_leave_the_truth_between_the_bounds(data: st.DataObject) -> None:
    """People work in one or two districts; what these tell is true of what became of them."""
    places = data.draw(st.sampled_from([MERGED, SPLIT, RENAMED]))
    drawn = map_on(collected("ugra", places), YEARS[1].end)
    old = [place.id for place in places if place.start is None]
    homes = data.draw(st.lists(st.sets(st.sampled_from(old), min_size=1), max_size=5))
    passing = [data.draw(st.booleans()) for _ in homes]
    there = [
        {
            place
            for home in before
            for place in data.draw(
                st.sets(st.sampled_from(drawn.targets.get(home, (home,))), min_size=1), label="became"
            )
        }
        for before in homes
    ]
    figures = [of_staff(0, None, OUTSIDE)]
    for place in [*old, *(place.id for place in drawn.municipalities if place.id not in old)]:
        if data.draw(st.booleans()):
            where = homes if place in old else there
            members = [number for number, home in enumerate(where) if place in home]
            figures.append(of_staff(len(members), place))
            if data.draw(st.booleans()):
                passed = sum(passing[number] for number in members)
                figures.append(of_staff(passed, place, "staff.diagnosed"))
    system = RegionalSystem(region="ugra", municipalities=places, figures=figures)
    questions = Question(of=people.STAFF), Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
    engine = Engine(system, words=questions)

    for question in questions:
        answer = engine.answer(question, YEARS[1])
        counted = [number for number in range(len(homes)) if question.term is None or passing[number]]
        truths = {"": len(counted)}
        truths |= {
            place.id: sum(place.id in there[number] for number in counted) for place in drawn.municipalities
        }
        for key, tally in {"": answer.tally, **answer.municipalities}.items():
            bounds = tally_of(tally).passing()
            assert bounds.meet(Bounds.exact(truths[key])) is not None, (key, bounds, truths)
    # That a successor told the same itself is no contradiction.
    assert {issue.code for issue in engine.issues} <= {"figure.superseded"}


# Days known in part.


def part(text: str) -> Any:
    return PartialDay.of(text)


def told_day(text: str | None) -> Any:
    return day(text) if text is None or len(text) > len("2023-01") else part(text)


MARCH, LAST_DAY = day("2024-03-01"), day("2024-12-31")
AS_IT_WAS, AS_IT_IS = ("a", "b", "x"), ("ab", "x")


@pytest.mark.parametrize(
    ("end", "start", "on", "expected"),
    [
        # Whoever begins in 2024 is there by its end, and what it came from is not.
        ("2024", "2024", "2024-12-31", AS_IT_IS),
        ("2024", "2024", "2024-03-01", None),
        ("2024", "2024", "2023-12-31", AS_IT_WAS),
        ("2024", "2024", "2025-01-01", AS_IT_IS),
        ("июнь 2024", "июль 2024", "2024-03-01", AS_IT_WAS),
        ("июнь 2024", "июль 2024", "2024-06-15", None),
        ("июнь 2024", "июль 2024", "2024-07-31", AS_IT_IS),
        # A day that is known limits the other.
        ("2024", "2024-04-01/2024-04-01", "2024-04-01", AS_IT_IS),
        ("2024", "2024-04-01/2024-04-01", "2024-01-01", AS_IT_WAS),
        ("2023", None, "2024-03-01", AS_IT_IS),
    ],
)
def test_a_map_is_known_where_every_day_that_may_be_gives_the_same(
    end: str, start: str | None, on: str, expected: tuple[str, ...] | None
) -> None:
    """«2023», «март 2023»: between which days a municipality ended is known, and no more."""
    old = [attrs.evolve(town(key, None, None, "ab"), end=part(end)) for key in ("a", "b")]
    new = attrs.evolve(town("ab"), start=start and part(start))
    system = RegionalSystem(region="ugra", municipalities=[*old, new, town("x")])

    drawn = map_on(system, day(on))

    assert drawn.is_known is (expected is not None)
    assert tuple(place.id for place in drawn.municipalities) == (expected or ())


@pytest.mark.parametrize(
    ("start", "end", "on", "expected"),
    [
        ("2023", None, "2022-12-31", False),
        ("2023", None, "2023-01-01", True),
        (None, "2023", "2023-12-31", True),
        (None, "2023", "2024-01-01", False),
        # It may have begun before it ended, were it on the same day.
        ("2023", JUNE, JULY, False),
        (JULY, "2023", "2024-01-01", False),
        (JUNE, JUNE, JULY, False),
        # Days that contradict each other tell nothing.
        (JULY, JUNE, "2024-01-01", True),
        ("2024", "2023", "2025-01-01", True),
    ],
)
def test_where_a_municipality_may_be_there(
    start: str | None, end: str | None, on: str, *, expected: bool
) -> None:
    place = attrs.evolve(town("a"), start=told_day(start), end=told_day(end))

    assert is_there(place, day(on)) is expected


@pytest.mark.parametrize(
    ("start", "end", "on", "expected"),
    [
        ("2023", None, "2022-12-31", {}),
        ("2023", None, JUNE, {"o": ANYWHERE}),
        ("2023", None, "2023-12-31", {"o": "m1"}),
        (None, "2023", "2023-01-01", {"o": "m1"}),
        (None, "2023", JUNE, {"o": ANYWHERE}),
        (None, "2023", "2024-01-01", {}),
    ],
)
def test_a_placement_that_may_not_hold_yet_leaves_the_place_unknown(
    start: str | None, end: str | None, on: str, expected: dict[str, str]
) -> None:
    move = made(Placement, organization="o", municipality="m1")
    move = attrs.evolve(move, start=told_day(start), end=told_day(end))

    assert seats_on([move], day(on)) == expected


@pytest.mark.parametrize("kind", [None, "polars"])
@pytest.mark.parametrize(("as_of", "expected"), [(MARCH, None), (LAST_DAY, Bounds.exact(2))])
def test_who_may_be_there_is_counted_nowhere(kind: str | None, as_of: Any, expected: Bounds | None) -> None:
    """In March 2024 there are three municipalities or two: none of both numbers is said."""
    old = [attrs.evolve(town(key, None, None, "ab"), end=part("2024")) for key in ("a", "b")]
    new = attrs.evolve(town("ab"), start=part("2024"))
    system = RegionalSystem(region="ugra", municipalities=[*old, new, town("x")])
    question = Question(of=municipalities.MUNICIPALITIES)
    engine = Engine(system if kind is None else tabled(system, KINDS[kind]), as_of, words=[question])

    size = tally_of(engine.answer(question, Period.of(2024)).tally).size()

    assert size == (expected or Bounds(0, None))


@given(
    ends=st.tuples(st.integers(0, 60), st.integers(0, 30)),
    gap=st.tuples(st.integers(1, 40), st.integers(0, 30)),
    on=st.integers(0, 140),
)
@examples(200)
def test_a_map_of_days_in_part_is_that_of_all_days_that_they_may_be(
    ends: tuple[int, int], gap: tuple[int, int], on: int
) -> None:
    """Brute force: known exactly where the maps of all these days are one."""

    def nth(number: int) -> Any:
        return day("2024-01-01") + dt.timedelta(number)

    (end, length), (after, width) = ends, gap
    start = end + after

    def map_of(ended: Any, began: Any) -> Any:
        places = [attrs.evolve(town("a", None, None, "b"), end=ended), attrs.evolve(town("b"), start=began)]
        return map_on(RegionalSystem(region="ugra", municipalities=[*places, town("x")]), nth(on))

    told = map_of(PartialDay(nth(end), nth(end + length)), PartialDay(nth(start), nth(start + width)))
    # What follows begins after the end of what was before.
    pairs = itertools.product(range(end, end + length + 1), range(start, start + width + 1))
    each = {
        tuple(place.id for place in map_of(nth(ended), nth(began)).municipalities)
        for ended, began in pairs
        if ended < began
    }

    assert told.is_known is (len(each) == 1)
    assert not told.is_known or {tuple(place.id for place in told.municipalities)} == each
