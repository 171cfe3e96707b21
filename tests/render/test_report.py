"""The report: what it answers, how it shows itself, and that showing never decides."""

from __future__ import annotations

import ast
import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.goldens import approved
from kit.reports import FLAT, HOSTILE, SILENT, approvable, demo, named
from kit.shown import given_figures, judged, readings_of_khabarovsk
from kit.strategies import exact_numbers, norms
from rnms import (
    Bounds,
    DataError,
    Figure,
    Municipality,
    Norm,
    Period,
    RegionalSystem,
    Report,
    Result,
    Unreported,
    Verdict,
)
from rnms.errors import IndicatorNotFoundError, ReadingNotFoundError
from rnms.indicators import Scale, Target
from rnms.indicators.tally import Reason
from rnms.model import (
    Act,
    Claim,
    Evidence,
    EvidenceKind,
    PeriodKind,
    Quote,
    at_least,
    at_most,
    between,
    less_than,
    more_than,
    percent,
)
from rnms.model.roadmap import Progress
from rnms.render import (
    words as _words,
)
from rnms.render.records import COLUMNS
from rnms.render.render import brief
from rnms.render.texts import TEXTS
from rnms.render.words import target_words
from rnms.results.judgement import DEFAULT, Judgement

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
CLAUSE = Act(key="order", kind="приказ", date=dt.date(2022, 1, 1), issuer="").clause("п. 1")


# What it answers.


def test_a_report_is_asked_by_code() -> None:
    """An indicator is found by its code, with its period where it has several."""
    report = demo()

    assert report["3"].code == "3"
    assert report["3", "2022/2023"] is report["3"] is report["3", Period.of("2022/2023")]
    with pytest.raises(IndicatorNotFoundError, match=r"no indicator '8' in khabarovsk; known: 1, 2, 3"):
        report["8"]
    with pytest.raises(LookupError, match=r"'3' has the periods 2022/2023; ask"):
        report["3", 2019]


def test_a_report_is_a_sequence_of_results() -> None:
    """Iterated, a report gives one result for each indicator, in the order of the act."""
    report = demo()

    assert [result.code for result in report] == ["1", "2", "3", "4", "5", "6", "7"]
    assert len(report) == 7
    assert report.verdicts == {result.code: result.verdict for result in report}


def test_a_reading_is_taken_wherever_an_indicator_has_it() -> None:
    """Under a reading the results change that have it; the others keep their default."""
    report = demo()
    taken = report.under("respondents")

    assert taken.readings == ("respondents",)
    assert {result.code: result.taken for result in taken} == {
        "1": DEFAULT, "2": DEFAULT, "3": "respondents", "4": DEFAULT,
        "5": "respondents", "6": "respondents", "7": "respondents",
    }  # fmt: skip
    assert [code for code in report.verdicts if report.verdicts[code] is not taken.verdicts[code]] == ["3"]
    assert report == taken.under(DEFAULT)
    with pytest.raises(ReadingNotFoundError, match=r"'respondent'; known: .*; did you mean 'respondents'\?"):
        report.under("respondent")


def test_readings_taken_together_are_one_more_judgement() -> None:
    """Two readings taken together count, and stand beside the default and each alone."""
    report = rnms.evaluate(
        rnms.example("khabarovsk_2023"), period=2023, readings=["by_act", "respondents"], only=["1", "5"]
    )

    assert list(report["5"].readings) == [
        DEFAULT,
        "respondents",
        "by_act",
        "calendar_year",
        "respondents+by_act",
    ]
    assert report["5"].taken == "respondents+by_act"
    assert report["5"].value == Bounds.exact(Fraction(14, 15))
    assert report["1"].taken == DEFAULT


def test_an_indicator_is_contested_when_readings_disagree() -> None:
    """Readings that come to another verdict contest it; those without data do not."""
    contested = {result.code: result.contested for result in demo()}

    assert contested == dict.fromkeys("12457", False) | {"3": True, "6": True}


def test_a_claim_is_disputed_where_the_data_do_not_prove_it() -> None:
    """The krai published «достигнуты» of all; beside two of them the data say otherwise."""
    report = demo()

    assert all(result.claims for result in report)
    assert [result.code for result in report if result.disputed] == ["3", "4"]
    assert report["3"].disputed[0].verdict is MET
    assert not report.under("respondents")["3"].disputed


def test_missing_returns_have_names() -> None:
    """Whoever did not report is named, in every result that it might have changed."""
    report = demo()

    assert [place.name for place in report["3"].missing] == SILENT
    assert not report["1"].missing
    for name in SILENT:
        assert name in str(report)
        assert name in report.to_markdown()
        assert name in report._repr_html_()


def test_evidence_that_is_lacking_is_named_and_decides_nothing() -> None:
    """Where the act wants a document and none is named, the report says so; the verdict stands."""
    among = {"municipalities": 19, "municipalities.with_model": {"count": 19, "among": 19}}
    bare = judged(among)["3"]
    supported = judged(
        {**among, "municipalities.with_model": {
            "count": 19, "evidence": [Evidence(kind=EvidenceKind.ACT, ref="приказ № 1")]}}
    )["3"]  # fmt: skip

    assert (bare.evidence_lacking, supported.evidence_lacking) == ((EvidenceKind.ACT,), ())
    assert bare.verdict is supported.verdict is MET
    assert "Не назван подтверждающий документ (нормативный акт): 3." in str(judged(among))
    assert not judged({})["3"].evidence_lacking


def test_a_component_is_asked_by_name() -> None:
    """A part of an indicator is found by its name; a wrong one lists those there are."""
    result = demo()["4"]

    assert (result["formed"].verdict, result["load"].verdict) == (MET, UNDETERMINED)
    assert result.value is None
    with pytest.raises(LookupError, match=r"no component 'size'; known: formed, load"):
        result["size"]


def test_every_verdict_has_its_reason() -> None:
    """Where a verdict is not plain from value and target, the report says why, in words."""
    report = judged({"staff": 20_000, "staff.diagnosed": 1999, "staff.with_route": None})

    assert report["1"].reason == "не хватает 0,005\u00a0п.\u00a0п."
    assert demo()["3"].reason == f"решат неотчитавшиеся: {', '.join(SILENT)}"
    assert demo()["1"].reason == "при любых недостающих данных"
    parts = [part for result in report for part in result.components or [result.judgement]]
    assert all(_words.reason(part) for part in parts if part.verdict is not MET)


def test_collections_of_which_the_same_is_said_are_named_together() -> None:
    """Eight tasks of a roadmap lack reports, each of other collections: this is said once."""
    reasons = [
        Reason(code="nobody-said", about=("measure_reports", name)) for name in ("meetings", "diagnostics")
    ]

    assert _words.reasons([*reasons, Reason(code="nobody"), reasons[0]]) == (
        "отчёты не поступили: исполнение мероприятия, заседание, диагностика; некого считать"
    )


@pytest.mark.parametrize(
    ("figures", "norm_met", "expected"),
    [
        ({"pool": 1, "school_teachers": 100}, True, ""),
        ({"pool": 2, "school_teachers": 201}, False, "больше предела на 0,5"),
        (
            {"pool": {"count": 1}, "school_teachers": 1_234_567},
            False,
            "больше предела на 1\u00a0234\u00a0467",
        ),
        ({"pool": 3, "school_teachers": 301}, False, "больше предела на 0,3"),
        ({"pool": 1000, "school_teachers": 100_001}, False, "больше предела на 0,001"),
    ],
)
def test_a_distance_is_never_shown_as_nothing(figures: dict[str, Any], norm_met: bool, expected: str) -> None:
    """What is short or too much is shown with as many digits as it needs."""
    part = judged({"region.pool_formed": True, **figures})["4"]["load"]

    assert (part.verdict is MET) is norm_met
    assert expected == _words.reason(part)


def test_a_report_repeats_itself_in_one_line() -> None:
    """The repr is one line without addresses; the text and the notebook show the table."""
    report = demo()

    assert repr(report) == "Report('khabarovsk', '2023', 7 results: 5 met, 2 undetermined)"
    assert repr(report["3"]) == (
        "Result('3', UNDETERMINED, value=Bounds(low=Fraction(15, 19), high=Fraction(1, 1)))"
    )
    assert (
        repr(report["4"]["formed"])
        == "Judgement('formed', MET, value=Bounds(low=Fraction(1, 1), high=Fraction(1, 1)))"
    )
    assert repr(attrs.evolve(report, results=())) == "Report('khabarovsk', '2023', 0 results)"
    assert str(report) == report.to_text()


def test_a_report_about_nothing_shows_itself() -> None:
    """A report without results is shown all the same, and goes through JSON."""
    report = attrs.evolve(demo(), results=(), requirements=(), acts=(), unknown=())

    assert "Показателей нет." in str(report)
    assert "Показателей нет." in report.to_markdown()
    assert "Показателей нет." in report._repr_html_()
    assert report == Report.from_json(report.to_json())


# Records and JSON.


def test_records_are_flat() -> None:
    """Each judgement and duty is a row of the same columns, each of one type: a data frame takes them."""
    report = demo()
    rows = report.to_records()
    judged = [row for row in rows if row["kind"] == "indicator"]

    assert all(list(row) == list(COLUMNS) for row in rows)
    assert sum(row["taken"] and not row["component"] for row in judged) == len(report)
    assert [row["indicator"] for row in rows if row["kind"] == "duty"] == [
        duty.code for duty in report.requirements
    ]
    [row] = [row for row in rows if (row["indicator"], row["reading"]) == ("3", DEFAULT)]
    assert (row["low"], row["high"], row["target_low"], row["target_high"]) == (15 / 19, 1.0, 1.0, None)
    assert (row["verdict"], row["missing"]) == ("undetermined", ", ".join(SILENT))
    assert row["clause"] == "распоряжение от 22.06.2022 № 759, показатель 3"
    assert (row["numerator_low"], row["numerator_high"], row["denominator_high"]) == (15, 19, 19)
    assert row["why"] == report["3"].reason


def test_records_tell_parts_and_places() -> None:
    """Components and municipalities have rows of their own; the act sets a municipality no norm."""
    system = RegionalSystem(
        region="khabarovsk",
        municipalities=[
            Municipality(id="a", name="Амурский район"),
            Municipality(id="b", name="Бикинский район"),
        ],
        figures=[
            Figure(key="municipalities.with_model", period="2022/2023", holds=True, municipality="a"),
            Figure(key="municipalities.with_model", period="2022/2023", holds=False, municipality="b"),
        ],
    )
    report = rnms.evaluate(system, period=2023)
    rows = [row for row in report.to_records() if row["indicator"] == "3" and row["reading"] == DEFAULT]

    assert [(row["municipality_name"], row["low"], row["verdict"]) for row in rows] == [
        ("", 0.5, "not_met"), ("Амурский район", 1.0, "no_target"), ("Бикинский район", 0.0, "no_target"),
    ]  # fmt: skip
    assert {row["component"] for row in report.to_records() if row["indicator"] == "4"} == {
        "",
        "formed",
        "load",
    }


def test_json_loses_nothing(tmp_path: Path) -> None:
    """A report read back from its JSON is equal, and shows the same; Cyrillic is readable in it."""
    report = demo()
    path = tmp_path / "report.json"
    text = report.to_json(path)
    again = Report.from_json(text)

    assert again == report
    assert again.to_markdown() == report.to_markdown()
    assert path.read_text(encoding="utf-8") == text
    assert json.loads(text) == report.to_dict()
    assert '"low": "15/19"' in text
    assert "Амурский район" in text


@pytest.mark.slow
@given(given_figures(), st.none() | st.dates(dt.date(2022, 1, 1), dt.date(2024, 12, 31)))
@examples(20)
def test_json_loses_nothing_whatever_is_reported(figures: dict[str, Any], as_of: dt.date | None) -> None:
    """Whatever is reported, and whenever it is judged, the report read back is equal to the one written."""
    report = judged(figures, as_of=as_of)

    assert report == Report.from_json(report.to_json())


@pytest.mark.slow
@given(given_figures(), st.sampled_from(["ru", "en"]), readings_of_khabarovsk)
@examples(20)
def test_whatever_is_reported_can_be_shown(figures: dict[str, Any], lang: str, reading: str) -> None:
    """Every report has a text and a table in Markdown, in both languages, under every reading."""
    report = judged(figures).under(reading)
    rows = [row for result in report for row in (result.judgement, *result.components)]

    assert len(table(report.to_markdown(lang=lang))) == 2 + len(rows) + 2 + len(report.requirements)
    assert all(result.title.split()[0] in report.to_text(lang=lang) for result in report)


JUDGED = "$.results[2].judgements[0]"


def judgement_of(raw: Any) -> Any:
    return raw["results"][2]["judgements"][0]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda raw: raw.update({"rnms-report": 2}), "$.rnms-report"),
        (lambda raw: raw.update(results={}), "$.results"),
        (lambda raw: raw.update(period="2023-13"), "$.period"),
        (lambda raw: raw["acts"].clear(), "$.results[0].clause"),
        (lambda raw: raw["acts"][0].pop("date"), "$.acts[0].date"),
        (lambda raw: raw["results"][2].update(taken="nobody's"), "$.results[2]"),
        (lambda raw: raw["results"][2].update(note=""), "$.results[2].note"),
        (lambda raw: judgement_of(raw).update(verdict="да"), JUDGED + ".verdict"),
        (lambda raw: judgement_of(raw)["value"].update(low=0.78), JUDGED + ".value.low"),
        (lambda raw: judgement_of(raw)["value"].update(low="0.78"), JUDGED + ".value.low"),
        (lambda raw: judgement_of(raw)["value"].update(low="2"), JUDGED + ".value"),
        (lambda raw: judgement_of(raw).update(tallies=[5]), JUDGED + ".tallies[0]"),
        (lambda raw: judgement_of(raw)["target"].update(norm={}), JUDGED + ".target.norm"),
    ],
)  # fmt: skip
def test_a_broken_report_is_refused_at_its_place(change: Any, place: str) -> None:
    """A JSON that is no report of ours is refused, with the path of the fault."""
    raw = demo().to_dict()
    change(raw)
    with pytest.raises(DataError) as caught:
        Report.from_json(json.dumps(raw))

    assert place in [issue.place for issue in caught.value.issues]


@given(st.data())
@examples(40)
def test_a_report_with_a_wrong_value_is_read_or_refused(data: st.DataObject) -> None:
    """Put anything anywhere into a report: it is read, or refused with places, and nothing else."""
    raw = attrs.evolve(demo(), results=demo().results[2:4]).to_dict()
    holder, key = data.draw(st.sampled_from(list(_holders(raw))))
    holder[key] = data.draw(
        st.sampled_from([None, True, -1, 1.5, "", "x", "2023", [], [[]], {}, {"members": 1}])
    )
    try:
        report = Report.from_json(json.dumps(raw))
    except DataError as error:
        fine = all(issue.place.startswith("$") and issue.text for issue in error.issues)
    else:
        fine = report == Report.from_json(report.to_json())

    assert fine


def _holders(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    for key, inner in pairs:
        yield value, key
        yield from _holders(inner)


# Hostile names stay names.

SHOWN = 8
"""How often: as one who is silent, twice, twice asked, in two duties, as a quotation and its document."""


def table(markdown: str) -> list[list[str]]:
    """The cells of the tables, told apart as Markdown does: by bars that are not escaped."""
    rows = [line for line in markdown.split("\n") if line.startswith("|")]
    return [re.split(r"(?<!\\)(?:\\\\)*\|", row)[1:-1] for row in rows]


def read(markdown: str) -> str:
    """The text of Markdown: a mark after a backslash is that mark."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def test_markdown_escapes_every_name() -> None:
    """Whatever a name holds, it adds no cell, no line and no mark to the page."""
    plain, said = demo().to_markdown(), named(HOSTILE).to_markdown()
    marks = set(re.sub(r"\\[!-/:-@\[-`{-~]", "", said))

    assert [len(row) for row in table(said)] == [len(row) for row in table(plain)]
    assert not marks & set("*_[`~&<\\")
    assert " ".join(read(said).split()).count(FLAT) == SHOWN
    assert [line for line in said.splitlines() if line.startswith(("#", "- з"))] == [
        line for line in plain.splitlines() if line.startswith("#")
    ]


# How it looks.


@pytest.mark.parametrize(
    ("name", "written"),
    [("demo.txt", Report.to_text), ("demo.md", Report.to_markdown)],
)
def test_the_demo_looks_as_it_did(name: str, written: Any) -> None:
    """The demo is compared letter by letter; RNMS_UPDATE_GOLDEN=1 writes it anew, for a person to read."""
    shown = written(approvable()) + "\n"

    assert approved(name, shown) == shown


def a_faulty_report() -> Report:
    """A report on data that contradict themselves, of which a part is silent."""
    system = RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id="amursky", name="Амурский район")],
        figures=[
            Figure(key="staff", period=2023, count=5),
            Figure(key="staff.diagnosed", period="2022/2023", count=5),
            Figure(key="municipalities.with_model", period="2022/2023", count=2, among=2),
            Figure(key="municipalities.with_model", period="2022/2023", count=3, among=3),
            Figure(key="municipalities", period="2022/2023", count=19),
        ],
        unreported=[Unreported(entity="figures", municipality="amursky")],
        claims=[Claim(verdict=MET, period="2022/2023", quote=Quote(document="004", line=76, text="да"))],
    )
    return rnms.evaluate(system, period=2023)


SHORT = {"staff": 10_000, "staff.diagnosed": 999, "pool": 1, "school_teachers": 101}
REPORTS: dict[str, Callable[[], Report]] = {
    "the demo": demo,
    "under a reading": lambda: demo().under("respondents"),
    "faults": a_faulty_report,
    "nothing reported": lambda: judged({}),
    "nobody to count": lambda: judged({"staff": 0}),
    "short, and too much": lambda: judged(SHORT),
    "no target then": lambda: judged(SHORT, period=2019),
    "still running": lambda: judged(SHORT, as_of=dt.date(2023, 1, 1)),
    "a part of the year": lambda: judged(SHORT, period="2023-Q1"),
    "an interval": lambda: judged(SHORT, period="2023-01-01/2024-12-31"),
    "another region": lambda: rnms.evaluate(rnms.example("ugra_invented"), period=2023),
}


@pytest.mark.parametrize("name", REPORTS)
def test_english_is_english(name: str) -> None:
    """In English no Cyrillic is left but names, titles and quotations from the profile and the data."""
    report = REPORTS[name]()
    left = read(report.to_markdown(lang="en"))
    given_texts = {*_texts(report.to_dict()), *map(str, report.acts)}
    for text in sorted(given_texts, key=len, reverse=True):
        if re.search("[А-Яа-яЁё]", text):
            left = left.replace(" ".join(text.splitlines()), "")

    assert not re.findall(r"[А-Яа-яЁё]+", left)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _texts(inner))


@pytest.mark.usefixtures("zarechye")
@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ru", {"прошли диагностику (вес 2/5)", "новые педагоги, которые ушли (вес 3/10, обратный)"}),
        ("en", {"прошли диагностику (weight 2/5)", "новые педагоги, которые ушли (weight 3/10, inverted)"}),
    ],
)
def test_parts_of_an_index_are_shown_with_their_weights(lang: str, expected: set[str]) -> None:
    """The title is that of the act; the weight is worded in the language of the report."""
    report = rnms.evaluate(RegionalSystem(region="zarechye"), period=2024)

    for text in (report.to_markdown(lang=lang), report.to_html(lang=lang), report.to_csv(lang=lang)):
        assert {words for words in expected if words not in text} == set()
    assert rnms.Report.from_json(report.to_json()) == report


def test_both_languages_say_the_same_things() -> None:
    """Every verdict, reason, note, heading and field has words in both languages."""
    ru, en = (set(_keys_of(TEXTS[lang])) for lang in ("ru", "en"))

    assert ru == en
    for lang in ("ru", "en"):
        assert set(TEXTS[lang].verdicts.verdicts) == set(Verdict)
        assert set(TEXTS[lang].verdicts.progress) == set(Progress)
        assert set(TEXTS[lang].evidence) == set(EvidenceKind)
        assert set(TEXTS[lang].periods.kinds) == set(PeriodKind)
    # What a clerk shall write in a Russian cell is quoted.
    assert not CYRILLIC.search(re.sub("«[^»]*»", "", str(TEXTS["en"])))


CYRILLIC = re.compile("[А-Яа-яЁё]")
SOURCES = Path(rnms.__file__).parent


def _keys_of(texts: Any, path: str = "") -> Iterator[str]:
    """Where a text stands among those of a language: by fields, keys and places."""
    if attrs.has(type(texts)):
        parts = attrs.asdict(texts, recurse=False)
    elif isinstance(texts, tuple):
        parts = {str(place): part for place, part in enumerate(texts)}
    elif isinstance(texts, dict):
        parts = texts
    else:
        yield path
        return
    for key, part in parts.items():
        yield from _keys_of(part, f"{path}/{key}")


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in ("render", "judge", "results")
        for path in sorted((SOURCES / folder).rglob("*.py"))
        if path.parent.name != "texts"
    ],
    ids=lambda path: str(path.relative_to(SOURCES)),
)
def test_words_stand_among_the_texts(path: Path) -> None:
    """Whoever shows or judges holds no words of its own: a further language is one more page of texts."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    documented = [node for node in nodes if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    docstrings = {ast.get_docstring(node, clean=False) for node in documented}
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    # An error in English may show a call with a Russian file name.
    spoken = [re.sub("'[^']*'", "", text) for text in texts - docstrings]

    assert not [text for text in spoken if CYRILLIC.search(text)]
    assert not [node for node in nodes if isinstance(node, ast.Dict) and _is_by_language(node)]


def _is_by_language(node: ast.Dict) -> bool:
    return {"ru", "en"} <= {key.value for key in node.keys if isinstance(key, ast.Constant)}


# Numbers for people.


@pytest.mark.parametrize(
    ("value", "ru", "en"),
    [
        (Fraction(1, 8), "0,1", "0.1"),
        (Fraction(25, 100), "0,3", "0.3"),
        (Fraction(2449, 10_000), "0,2", "0.2"),
        (Fraction(-25, 100), "\u22120,2", "\u22120.2"),
        (Fraction(99_95, 100), "100,0", "100.0"),
        (7, "7", "7"),
        (Fraction(14, 2), "7", "7"),
        (0, "0", "0"),
        (1234, "1\u00a0234", "1,234"),
        (Fraction(1_234_567_89, 100), "1\u00a0234\u00a0567,9", "1,234,567.9"),
    ],
)
def test_numbers_are_rounded_half_up(value: int | Fraction, ru: str, en: str) -> None:
    """One decimal, halves up, in Russian typography by default; whole numbers stay whole."""
    assert (ru, en) == (_words.number(value), _words.number(value, lang="en"))


@given(exact_numbers)
def test_rounding_is_half_up_everywhere(value: int | Fraction) -> None:
    """The number shown is the nearest with one decimal; of two nearest, the greater."""
    shown = _read(_words.number(value))

    assert -Fraction(1, 20) <= value - shown < Fraction(1, 20)


@pytest.mark.parametrize(
    ("norm", "scale", "expected"),
    [
        (at_least(percent(10)), Scale.PERCENT, "≥ 10 %"),
        (at_least(percent("37,5")), Scale.PERCENT, "≥ 37,5 %"),
        (at_least(percent("12,25")), Scale.PERCENT, "≥ 12,25 %"),
        (more_than(percent(10)), Scale.PERCENT, "> 10 %"),
        (less_than(percent("0.05")), Scale.PERCENT, "< 0,05 %"),
        (at_most(100), Scale.NUMBER, "≤ 100"),
        (at_most(12_000), Scale.NUMBER, "≤ 12 000"),
        (between(150, 250), Scale.NUMBER, "≥ 150, ≤ 250"),
        (between(250, 250), Scale.NUMBER, "= 250"),
        (at_least(Fraction(1, 3)), Scale.NUMBER, "≥ 1/3"),
        (at_least(1), Scale.YES_NO, "да"),
    ],
)
def test_a_norm_is_shown_as_the_act_says_it(norm: Norm, scale: Scale, expected: str) -> None:
    """A norm is never rounded."""
    assert expected == target_words(norm, scale).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("passed", "of", "expected", "verdict"),
    [
        (2036, 19_400, "10,5 %", MET),
        (2000, 20_000, "10 %", MET),
        (1999, 20_000, "9,995 %", NOT_MET),
        (2001, 20_000, "10,0 %", MET),
        (99_999, 1_000_000, "9,9999 %", NOT_MET),
        (99_999_999, 1_000_000_000, "9,999999 %", NOT_MET),
        (995, 10_000, "9,95 %", NOT_MET),
        (994, 10_000, "9,9 %", NOT_MET),
        (1, 3, "33,3 %", MET),
        (0, 20_000, "0 %", NOT_MET),
    ],
)
def test_a_value_near_a_norm_is_shown_with_more_digits(
    passed: int, of: int, expected: str, verdict: Verdict
) -> None:
    """9.995 % of a norm of 10 % is not shown as 10,0 %: the table would contradict its verdict."""
    result = judged({"staff": of, "staff.diagnosed": passed})["1"]

    assert expected == _words.value(result.judgement).replace("\u00a0", " ")
    assert verdict is result.verdict


@st.composite
def _values_beside_norms(draw: st.DrawFn) -> tuple[Norm, Bounds]:
    """A norm and a value near one of its ends, as near as anything counted can be."""
    norm = draw(norms)
    ends = [end for end in (norm.low, norm.high) if end is not None]
    near = st.builds(
        lambda end, step, power: end + Fraction(step, 10**power),
        st.sampled_from(ends),
        st.integers(-20, 20),
        st.integers(0, 12),
    )
    low, high = sorted((draw(near | exact_numbers), draw(near | exact_numbers)))
    return norm, Bounds(low, draw(st.sampled_from([low, high, high, None])))


A_NARROW_BAND = between(Fraction(24996, 100), Fraction(24999, 100))


@given(_values_beside_norms(), st.sampled_from([Scale.PERCENT, Scale.NUMBER]))
@example((A_NARROW_BAND, Bounds.exact(Fraction(249_955, 1000))), Scale.NUMBER).via("250,0 leaps over it")
@examples(200)
def test_what_is_shown_lies_where_the_value_lies(pair: tuple[Norm, Bounds], scale: Scale) -> None:
    """A number shown never lies on another side of the norm than the true value: not rounded, not cut."""
    norm, value = pair
    judgement = Judgement(
        name="x", title="", period=Period.of(2023), verdict=norm.verdict(value), value=value, scale=scale,
        target=Target(2023, norm, CLAUSE),
    )  # fmt: skip
    shown = _words.value(judgement)
    if shown == "неизвестно":
        assert value == Bounds(0, None)
        return
    whole = 100 if scale is Scale.PERCENT else 1
    ends = [_read(part) / whole for part in re.sub(r"[≥%\s]", "", shown).split("\u2013")]

    assert _side(ends[0], norm) == _side(value.low, norm)
    if value.high is not None:
        assert _side(ends[-1], norm) == _side(value.high, norm)


def _read(shown: str) -> Fraction:
    return Fraction(re.sub(r"\s", "", shown).replace("\u2212", "-").replace(",", "."))


def _side(value: int | Fraction, norm: Norm) -> str:
    if norm.low is not None and (value < norm.low or (norm.low_open and value == norm.low)):
        return "below"
    if norm.high is not None and (value > norm.high or (norm.high_open and value == norm.high)):
        return "above"
    return "within"


@given(st.integers(1, 10**9), st.data())
@examples(20)
def test_a_verdict_never_depends_on_what_is_shown(of: int, data: st.DataObject) -> None:
    """Ten percent of the staff is ten percent exactly, however it would be rounded."""
    near = st.integers(-3, 3).map(lambda step: math.ceil(Fraction(of, 10)) + step)
    passed = data.draw((near | st.integers(0, of)).filter(lambda number: 0 <= number <= of))
    report = judged({"staff": of, "staff.diagnosed": passed}, only="1")
    before = report.to_json()
    shown = [report.to_text(), report.to_markdown(lang="en"), report._repr_html_(), report.to_records()]

    assert report["1"].verdict is (MET if passed * 10 >= of else NOT_MET)
    assert report["1"].value == Bounds.exact(Fraction(passed, of))
    assert all(shown)
    assert report.to_json() == before


def test_a_result_takes_a_judgement_that_it_has() -> None:
    """A result cannot take a reading of which it holds no judgement."""
    result = demo()["3"]

    with pytest.raises(ValueError, match=r"indicator 3 has no judgement 'x'; known: default, respondents"):
        attrs.evolve(result, taken="x")
    assert isinstance(attrs.evolve(result, taken="respondents"), Result)


def test_a_no_says_what_was_asked() -> None:
    """A yes or no has no distance to tell, so that the word itself is told."""
    result = rnms.evaluate(rnms.example("ugra_invented"), period=2024, only="6.1.2")["6.1.2"]
    once_a_year = result.readings["once_a_year"]

    assert result.verdict is Verdict.NOT_MET
    assert result.reason == "неверно, что критерии мониторинга утверждены, он проведён в каждом полугодии"
    assert once_a_year.verdict is Verdict.MET
    assert not once_a_year.reasons


# The brief.


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_brief_stands_before_any_table(lang: str) -> None:
    """Text, Markdown and a page say first what may be signed, what not, and whom to ask."""
    report, texts = demo(), TEXTS[lang].brief
    shown = [report.to_text(lang=lang), report.to_markdown(lang=lang), report.to_html(lang=lang)]
    first_words = (texts.signable.partition("{")[0], texts.refused, texts.requests, texts.unread)

    for text in shown:
        places = [text.index(words) for words in first_words]
        assert places == sorted(places)
        assert places[-1] < text.index(report["1"].title[:25])


def test_what_can_be_asked_is_said_in_words() -> None:
    """A number that decides alone comes first, then who did not answer and how many it takes."""
    said = brief(demo())

    assert "если не больше 12\u00a0300, то достигнуто без других ответов (значение 0–100)" in said
    assert "«достигнуто» докажут лишь ответы всех 4" in said
    assert "для «не достигнуто» может хватить ответа: Амурский район" in said
    assert said.index("12\u00a0300") < said.index("всех 4")


def test_readings_that_judge_otherwise_stand_beside_what_may_be_signed() -> None:
    """Indicator 6 may be signed, but not without naming the reading by the act alone."""
    assert "6 (кроме прочтения «только закреплённые актом»)" in brief(demo())
