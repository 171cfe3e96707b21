"""What is shown of attachments: sentences, workbooks, drafts, and the command that writes them."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import rnms
from kit.records import Many, attached, collected, diagnostic, methodist, org, person, teacher, towns, works
from rnms import files, planning
from rnms.cli import CANNOT_RUN, FINDINGS, main
from rnms.planning.attaching import Attachments
from rnms.render import attachments as pages
from rnms.render.sections import Code

ON = dt.date(2023, 9, 1)


def short_of_one() -> rnms.RegionalSystem:
    """Physics has 640 teachers in three municipalities, and two methodists of 250."""
    schools = [org(f"school {place}", place=place) for place in ("m1", "m2", "m3")]
    people = [
        (teacher(f"p{number:03}", f"school m{number % 3 + 1}"), diagnostic(f"p{number:03}"))
        for number in range(640)
    ]
    system: rnms.RegionalSystem = collected(
        "ugra",
        towns("m1", "m2", "m3"),
        schools,
        people,
        [(person(name), methodist(name, key=name)) for name in ("h1", "h2")],
    )
    return system


def proposed(system: rnms.RegionalSystem) -> Attachments:
    everybody = [one.id for one in system.persons or ()]
    return planning.attachments(system, on=ON, year=2023, areas=dict.fromkeys(everybody, "физика"))


def named(system: rnms.RegionalSystem) -> rnms.RegionalSystem:
    people = [attrs.evolve(one, name=f"Вымышленный {one.id}") for one in system.persons or ()]
    return attrs.evolve(system, persons=people)


IN_WORDS = {
    "ru": "Физика, в 3 муниципалитетах: 640 человек, мест у методистов 500: не хватает"
    " 140 мест, 1 методиста.",
    "en": "Физика, in 3 municipalities: 640 people, seats with methodists 500: 140 seats and"
    " 1 methodist are missing.",
}


@pytest.mark.parametrize("lang", IN_WORDS)
def test_the_cut_is_said_in_words(lang: str) -> None:
    assert next(iter(pages.cut_sentences(proposed(short_of_one()), lang=lang))) == IN_WORDS[lang]


def test_the_workbook_lists_everybody_by_methodist_and_by_municipality() -> None:
    proposal = proposed(short_of_one())
    book = openpyxl.load_workbook(io.BytesIO(pages.workbook(proposal)))

    front, by_methodist, by_municipality, loads, left = book.worksheets
    assert [sheet.title for sheet in book.worksheets[1:]] == [
        "Закрепить",
        "По муниципалитетам",
        "Нагрузка",
        "Не закреплены",
    ]
    pairs = {(record.methodist, record.person) for record in proposal.assignments}
    rows = [*by_methodist.iter_rows(min_row=2, values_only=True)]
    assert {(row[0], row[1]) for row in rows} == pairs
    assert {(row[2], row[1]) for row in by_municipality.iter_rows(min_row=2, values_only=True)} == pairs
    assert {(row[0], row[1]) for row in loads.iter_rows(min_row=2, values_only=True)} == {
        ("h1", 250),
        ("h2", 250),
    }
    assert [row[1] for row in left.iter_rows(min_row=2, values_only=True)] == [
        key for _, key in sorted((proposal.municipality_by_person[key], key) for key in proposal.unattached)
    ]
    assert front["A1"].value == pages.title(proposal)


def test_whom_one_must_ask_about_has_a_sheet() -> None:
    """Everybody, where a sentence names twelve: of twenty nobody knows since when they teach."""
    unclear = [
        (person(f"u{number:02}"), works(f"u{number:02}", "school m1", start=None)) for number in range(20)
    ]
    twice = (teacher("p1", "school m1"), attached("p1", "h1"), attached("p1", "h2"))
    pool = [(person(name), methodist(name, key=name)) for name in ("h1", "h2")]
    system = collected("ugra", towns("m1"), org("school m1", place="m1"), unclear, twice, pool)
    proposal = planning.attachments(system, on=ON, year=2023)
    rows = [*openpyxl.load_workbook(io.BytesIO(pages.workbook(proposal)))["Спросить"].values][1:]

    assert {str(row[1]) for row in rows} == {"p1", *(f"u{number:02}" for number in range(20))}
    assert {row[2] for row in rows if row[1] == "p1"} == {"за несколькими методистами"}


def test_who_keeps_one_of_two_methodists_is_told_which_one_goes() -> None:
    """251 have the first, one of them the second, too: who has both stays with the second alone."""
    teaching = Many(251, lambda name: (teacher(name, "school m1"), attached(name, "h1")))
    pool = [(person(name), methodist(name, key=name)) for name in ("h1", "h2")]
    schools = [towns("m1"), org("school m1", place="m1")]
    system = collected("ugra", schools, teaching, attached("p7", "h2"), pool)
    proposal = planning.attachments(system, on=ON, year=2023)
    table = pages.tables(proposal)[0]

    assert proposal.moved == ()
    assert [row[-1] for row in table.rows if row[1] == Code("p7")] == ["остаётся, но уже не за h1"]


def test_names_stand_only_where_they_are_asked_for() -> None:
    proposal = proposed(named(short_of_one()))

    def words(**choice: Any) -> str:
        book = openpyxl.load_workbook(io.BytesIO(pages.workbook(proposal, **choice)))
        return str([[*sheet.iter_rows(values_only=True)] for sheet in book.worksheets])

    assert "Вымышленный" not in words() + repr(proposal) + pages.text(proposal)
    assert "p000 Вымышленный p000" in words(names=True)


def test_who_moves_is_told_from_whom() -> None:
    system = collected(
        "ugra",
        towns("m1"),
        org("school", place="m1"),
        Many(251, lambda name: (teacher(name), diagnostic(name), attached(name, "h1"))),
        [(person(name), methodist(name, key=name)) for name in ("h1", "h2")],
    )
    tables = pages.tables(planning.attachments(system, on=ON, year=2023))
    states = [str(row[-1]) for row in tables[0].rows]

    assert (states.count("остаётся"), states.count("от h1")) == (250, 1)


def test_the_draft_of_an_annex_is_a_document() -> None:
    docx = pytest.importorskip("docx")
    proposal = proposed(short_of_one())
    document = docx.Document(io.BytesIO(pages.draft(proposal)))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]

    people = {key for row in rows for key in row[-1].split(", ")}
    assert {record.person for record in proposal.assignments} <= people
    assert "Приложение к приказу (проект)" in [paragraph.text for paragraph in document.paragraphs]


def test_the_command_writes_data_that_are_judged_as_promised(tmp_path: Path) -> None:
    data, out = tmp_path / "data.json", tmp_path / "out.json"
    system = collected(
        "ugra",
        towns("m1"),
        org("school", place="m1"),
        Many(500, lambda name: (teacher(name), diagnostic(name))),
        [(person(name), methodist(name, key=name)) for name in ("h1", "h2")],
    )
    files.dump(system, data)
    code = main(["attach", str(data), "--on", "01.09.2023", "--period", "2023", "--out", str(out)])

    assert code == 0
    assert rnms.evaluate(files.load(out), period=2023, only="6.3.1")["6.3.1"].verdict is rnms.Verdict.MET


def test_the_command_says_what_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data.json"
    files.dump(short_of_one(), data)
    code = main(["attach", str(data), "--on", "01.09.2023", "--period", "2023", "--lang", "en"])

    assert code == 1
    assert "140 seats and 1 methodist are missing" in " ".join(capsys.readouterr().out.split())


def test_the_command_reads_areas_from_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """B5.4: only physics lacks a methodist, and only physics is named."""
    places = [org("school", place="m1")]
    people = [(teacher(f"p{number:03}"), diagnostic(f"p{number:03}")) for number in range(400)]
    pool = [(person(name), methodist(name, key=name)) for name in ("f1", "a1", "a2")]
    data, areas = tmp_path / "data.json", tmp_path / "areas.csv"
    files.dump(collected("ugra", towns("m1"), places, people, pool), data)
    rows = [f"p{number:03};{'физика' if number < 300 else 'математика'}" for number in range(400)]
    areas.write_text(
        "\n".join(["человек;предмет", "f1;физика", "a1;математика", "a2;математика", *rows]), "utf-8"
    )
    typed = ["attach", str(data), "--on", "01.09.2023", "--period", "2023", "--areas", str(areas)]

    assert main(typed) == FINDINGS
    told = capsys.readouterr()
    shown = " ".join(told.out.split())
    assert not told.err
    assert "Физика, m1: 300 человек, мест у методистов 250: не хватает 50 мест, 1 методиста." in shown
    areas.write_text(f"{areas.read_text('utf-8')}\nP001;физика\n", "utf-8")
    assert main(typed) == FINDINGS
    assert capsys.readouterr().err.strip() == (
        "предметы даны тем, кого в данных нет: P001; проверьте коды людей"
    )
    areas.write_text("человек;предмет\nf1;\n", "utf-8")
    assert main(typed) == CANNOT_RUN
    assert "areas.csv[B2]" in capsys.readouterr().err
