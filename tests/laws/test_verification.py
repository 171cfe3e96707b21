"""Whether a report follows from data: what was changed in it is named, and nothing else."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pytest

import rnms
from kit.tabled import KINDS, tabled
from rnms import Municipality, Report, cli, forms, testing
from rnms.errors import UsageError
from rnms.indicators.tally import Reason
from rnms.judge import verify
from rnms.model import Verdict
from rnms.model.norm import Bounds
from rnms.model.roadmap import Progress
from rnms.render.formats import FORMATS
from rnms.render.texts import TEXTS
from rnms.render.verified import verified_as_dict, verified_lines, with_brief
from rnms.results.verification import Differing

DATA = rnms.example("khabarovsk_2023")
REPORT = rnms.evaluate(DATA, period=2023)


def changed(report: Report, code: str, **judgement: Any) -> Report:
    """The same report, the first judgement of an indicator changed."""
    result = report[code]
    first, *rest = result.judgements
    forged = attrs.evolve(result, judgements=(attrs.evolve(first, **judgement), *rest))
    return attrs.evolve(report, results=tuple(forged if one is result else one for one in report))


@pytest.mark.parametrize(
    ("system", "how"),
    [
        (DATA, {}),
        (DATA, {"readings": "respondents"}),
        (DATA, {"only": ["3", "6"]}),
        (rnms.example("ugra_invented"), {}),
        (testing.invented_region(staff=60, seed=1), {}),
        (testing.invented_region(staff=60, seed=1), {"municipality": "m1"}),
    ],
)
def test_a_report_follows_from_its_data(system: rnms.RegionalSystem, how: dict[str, Any]) -> None:
    """At hand and read from its file, whole and in part."""
    report = rnms.evaluate(system, period=2023, **how)
    for one in (report, Report.from_json(report.to_json())):
        verification = verify(one, system)
        assert verification.differences == ()
        assert verification.follows


@pytest.mark.parametrize(
    ("change", "what", "reported", "now"),
    [
        ({"verdict": Verdict.MET}, Differing.VERDICT, "met", "undetermined"),
        ({"value": Bounds.exact(1)}, Differing.VALUE, "1", "15/19…1"),
        ({"reasons": (Reason(code="pool"),)}, Differing.REASON, "pool", ""),
        ({"title": "иначе"}, Differing.OTHER, "", ""),
    ],
)
def test_what_was_changed_in_a_report_is_named(
    change: dict[str, Any], what: Differing, reported: str, now: str
) -> None:
    """By its indicator, period and part, with what it says and what the data say."""
    [difference] = verify(changed(REPORT, "3", **change), DATA).differences
    assert (difference.code, difference.period) == ("3", str(REPORT["3"].period))
    assert (difference.part, difference.what, difference.reported) == ("default", what, reported)
    assert difference.now == now


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            {"progress": Progress.DONE_ON_TIME, "reasons": ()},
            (
                "состояние в отчёте ✓ выполнено в срок, сейчас ✗ просрочено",
                "причина в отчёте —, сейчас о выполнении не сообщено",
            ),
        ),
        ({"done": dt.date(2023, 6, 1)}, ("день в отчёте 01.06.2023, сейчас —",)),
        ({"reasons": ()}, ("причина в отчёте —, сейчас о выполнении не сообщено",)),
    ],
)
def test_of_what_fell_due_both_states_are_shown(change: dict[str, Any], lines: tuple[str, ...]) -> None:
    """Of a row of the roadmap, as of verdicts and values: state, day and reason."""
    data = rnms.RegionalSystem(region="kirov", measure_reports=[])
    report = rnms.evaluate(data, period=2023)
    number, status = next(
        (number, one) for number, one in enumerate(report.roadmap) if one.progress is Progress.OVERDUE
    )
    rows = [*report.roadmap]
    rows[number] = attrs.evolve(status, **change)
    verification = verify(attrs.evolve(report, roadmap=tuple(rows)), data)

    place = f"{status.code} · {status.due}"
    assert [*verified_lines(verification)][:-1] == [f"{place}: {line}" for line in lines]
    assert "other" not in {one["what"] for one in verified_as_dict(verification)["differences"]}


def test_a_round_of_monitoring_is_told_by_its_state() -> None:
    """And the rule by its verdict; not as something else in it."""
    data = rnms.RegionalSystem(region="ugra", monitoring_rounds=[])
    report = rnms.evaluate(data, period=2023)
    rule = report.monitoring[0]
    held = attrs.evolve(rule.rounds[0], progress=Progress.DONE_ON_TIME)
    forged = attrs.evolve(rule, verdict=Verdict.MET, rounds=(held, *rule.rounds[1:]))
    differences = verify(attrs.evolve(report, monitoring=(forged, *report.monitoring[1:])), data).differences

    assert [one.what for one in differences] == [Differing.VERDICT, Differing.STATE]
    assert differences[1].period == str(rule.rounds[0].due)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_fields_of_a_report_are_named_in_words(lang: str) -> None:
    """In the language of the reader, each of those compared, and the brief of a file."""
    names = TEXTS[lang].notes.report_fields
    fields: dict[str, Any] = {
        "name": "иначе", "place": "иначе", "title": "иначе", "principal": "иначе",
        "acts": (), "unknown": REPORT.unknown[1:],
    }  # fmt: skip
    lines = [*verified_lines(verify(attrs.evolve(REPORT, **fields), DATA), lang=lang)]

    assert {*names} == {*fields, "awaited", "changes", "ledger", "brief"}
    for field, forged in fields.items():
        if getattr(REPORT, field) != forged:
            assert any(line.startswith(f"{names[field]}: ") for line in lines), field
            assert not any(line.startswith(f"{field}: ") and names[field] != field for line in lines)
    text = REPORT.to_json().replace('"brief": {', '"brief": {"x": 1, ', 1).encode()
    [line, *_] = verified_lines(with_brief(verify(REPORT, DATA), text, REPORT), lang=lang)
    assert line.startswith(f"{names['brief']}: ")


def test_what_is_left_out_or_added_is_named() -> None:
    """A result that is gone is missed; one that the data do not give stands in the report alone."""
    without = attrs.evolve(REPORT, results=tuple(one for one in REPORT if one.code != "3"))
    strange = attrs.evolve(REPORT["3"], code="99")
    [absent] = verify(without, DATA).differences
    [added] = verify(attrs.evolve(REPORT, results=(*REPORT, strange)), DATA).differences

    assert (absent.code, absent.what) == ("3", Differing.ABSENT)
    assert (added.code, added.what) == ("99", Differing.ADDED)


def test_a_report_of_other_data_does_not_follow() -> None:
    """One more figure is other data, though no result hangs on it; a report without a digest is of none."""
    more = attrs.evolve(DATA, title="другие")
    assert not verify(REPORT, more).follows
    lost = attrs.evolve(REPORT, data=None, data_digest="")
    assert not verify(lost, DATA).is_of_these_data

    nothing = verify(REPORT, attrs.evolve(DATA, figures=())).differences
    assert {one.code for one in nothing if one.what is Differing.VERDICT} >= {"1", "6"}


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_a_report_of_tables_follows_from_them_and_from_their_records(kind: str) -> None:
    """Tables in memory have the digest of the records that their rows make; one changed row has another."""
    records = testing.invented_region(staff=60, seed=1)
    # Tables hold no names of people.
    unnamed = [attrs.evolve(person, name=None) for person in records.persons or ()]
    system = attrs.evolve(records, persons=unnamed)
    tables = tabled(system, KINDS[kind])
    of_tables, of_records = (rnms.evaluate(data, period=2023) for data in (tables, system))

    assert of_tables.digest == of_records.digest
    for report in (of_tables, Report.from_json(of_tables.to_json())):
        assert verify(report, tables).follows
        assert verify(report, system).is_of_these_data
    assert verify(of_records, tables).is_of_these_data
    changed_rows = tabled(attrs.evolve(system, persons=unnamed[1:]), KINDS[kind])
    assert not verify(of_tables, changed_rows).is_of_these_data


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_rows_that_tell_nothing_are_data_as_well(kind: str) -> None:
    """Two people of whom nothing is known are other data than three, or than none."""
    system = rnms.RegionalSystem(region="ugra")
    nothing = [pa.table({"нечто": ["x"] * number}) for number in (0, 2, 3)] + [pa.table({})]
    digests = [rnms.Tables({"persons": KINDS[kind](table)}, system=system).digest for table in nothing]

    assert len(set(digests)) == 3
    assert digests[0] == digests[3]


def test_a_report_of_a_database_has_no_digest_and_is_of_no_data_for_sure() -> None:
    """Its rows may be others tomorrow; what it says is compared all the same."""
    tables = tabled(testing.invented_region(staff=20, seed=1), KINDS["duckdb"])
    verification = verify(rnms.evaluate(tables, period=2023), tables)

    assert verification.differences == ()
    assert not verification.is_of_these_data
    assert not verification.follows


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_carries_the_digest_the_version_and_the_profile(name: str, lang: str) -> None:
    """Whoever holds a print can ask for the data, and know them again."""
    content = FORMATS[name].write(REPORT, lang)
    if isinstance(content, bytes) and content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        said = "".join(archive.read(part).decode(errors="replace") for part in archive.namelist())
    else:
        said = content if isinstance(content, str) else content.decode("utf-8-sig")

    assert REPORT.digest in said
    assert f"rnms {rnms.__version__}" in said or name == "json"
    package, _, _ = REPORT.source.partition(" (")
    assert (package if content is not said and name in {"docx", "xlsx"} else REPORT.source) in said


def test_a_report_of_another_version_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the library and of the profile; where all else follows, it follows."""
    old = attrs.evolve(REPORT, version="0.0.9", source="rnms-khabarovsk 0.3")
    (tmp_path / "report.json").write_text(old.to_json(), encoding="utf-8")
    rnms.dump(DATA, tmp_path / "data.json")
    verification = verify(old, DATA)

    assert (verification.version, verification.version_now) == ("0.0.9", rnms.__version__)
    assert verification.follows
    assert cli.main(["verify", str(tmp_path / "report.json"), str(tmp_path / "data.json")]) == 0
    said = capsys.readouterr().out
    assert "0.0.9" in said
    assert "rnms-khabarovsk 0.3" in said


def test_the_command_takes_a_folder_of_forms_or_of_tables(tmp_path: Path) -> None:
    """What was returned, with its plan; Parquet and CSV files."""
    returned, tables = tmp_path / "формы", tmp_path / "таблицы"
    forms.write("khabarovsk", 2023, [Municipality(id="m1", name="Лесной район")], returned, only="3")
    tables.mkdir()
    (tables / "persons.csv").write_text("id,birth_date\np1,1990-05-01\n", encoding="utf-8")
    rnms.dump(rnms.RegionalSystem(region="ugra"), tables / "system.json")
    report = tmp_path / "report.json"
    for folder, data in ((returned, forms.collect(returned).system()), (tables, rnms.Tables.read(tables))):
        rnms.evaluate(data, period=2023).to_json(report)
        assert cli.main(["verify", str(report), str(folder)]) == 0
    (tables / "persons.csv").write_text("id,birth_date\np1,1990-05-02\n", encoding="utf-8")
    assert cli.main(["verify", str(report), str(tables)]) == 1


def test_data_of_another_region_are_refused() -> None:
    """The error says both."""
    with pytest.raises(UsageError, match=r"'khabarovsk'.*'ugra'"):
        verify(REPORT, rnms.example("ugra_invented"))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_command_says_where_a_report_differs(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit codes 0, 1 and 2; lines and JSON; a brief that was changed alone is noticed, too."""
    data, report = tmp_path / "data.json", tmp_path / "report.json"
    data.write_text(rnms.files.dumps(DATA), encoding="utf-8")

    def run(text: str, *arguments: str) -> tuple[int, str]:
        report.write_text(text, encoding="utf-8")
        code = cli.main(["--lang", lang, "verify", str(report), str(data), *arguments])
        return code, capsys.readouterr().out

    assert run(REPORT.to_json())[0] == 0
    code, said = run(changed(REPORT, "3", verdict=Verdict.MET).to_json())
    assert code == 1
    first, verdict = {
        "ru": ("по умолчанию", "не определено"), "en": ("by default", "undetermined")
    }[lang]  # fmt: skip
    assert f"3 · {REPORT['3'].period} · {first}: " in said
    assert verdict in said
    said = run(changed(REPORT, "3", reasons=(Reason(code="part", about=("4.load",)),)).to_json())[1]
    assert "4.load" in said
    assert lang == "en" or not re.search("part|met|default", said)
    raw = json.loads(REPORT.to_json())
    raw["brief"] = {}
    code, said = run(json.dumps(raw), "--to", "json")
    assert (code, [one["code"] for one in json.loads(said)["differences"]]) == (1, ["brief"])
    assert run("{}")[0] == 2
