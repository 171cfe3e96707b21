"""The annex that is signed: what it says, in whose words, and where it goes in a region's own blank."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import openpyxl.utils
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

import rnms
from kit.office import SOFFICE, text_of_word
from kit.reports import demo, forty
from rnms import Report, testing
from rnms.files.json import as_dict
from rnms.render.printed import MOST_NAMES, NBSP, Print, part_code, quoted, typeset
from rnms.render.texts import TEXTS
from rnms.render.words import reason

OURS = {"rnms", "SHA"}
"""The name of what calculated, and of the sum by which the data are known again."""
PDFTOTEXT = shutil.which("pdftotext")
LATIN = re.compile("[A-Za-z]{2,}")


@functools.cache
def reported(region: str, unreported: float) -> Report:
    system = testing.invented_region(
        staff=60, municipalities=9, unreported=unreported, faults=unreported / 3, region=region
    )
    return rnms.evaluate(system, region=region, period=2023)


def printed_cells(content: bytes) -> list[str]:
    """What a workbook prints."""
    said = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        area = (sheet.print_area or sheet.dimensions).split("!")[-1].replace("$", "")
        cells = [cell for row in sheet[area] for cell in row] if ":" in area else [sheet[area]]
        said += [cell.value for cell in cells if isinstance(cell.value, str)]
    return said


# Whose words.


@pytest.mark.parametrize("unreported", [0.0, 0.3])
@pytest.mark.parametrize("region", rnms.regions.available())
def test_no_word_of_a_file_is_printed(region: str, unreported: float) -> None:
    """No key, no code of a part, no name of a reading or module is in Word, nor in what Excel prints."""
    report = reported(region, unreported)
    said = [*text_of_word(report.to_docx()).splitlines(), *printed_cells(report.to_xlsx())]
    foreign = {
        word
        for line in said
        if report.digest not in line
        for word in LATIN.findall(re.sub("{[A-Z]*}", "", line))
    }

    assert foreign <= OURS


def test_no_key_stands_among_reasons_on_a_screen_or_in_print() -> None:
    """Whoever reads is told words; the keys of files are in JSON."""
    judgement = demo()["4"]["load"]
    screen, page = reason(judgement), reason(judgement, page=Print("ru"))

    assert page == screen
    assert "педагогические работники общеобразовательных организаций, сказано почему" in screen
    assert "[('school_teachers'" in str([one.about for one in judgement.reasons])


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_no_sentence_of_a_reason_names_a_key(lang: str) -> None:
    """Where a reason has a key and its title, the sentence takes the title."""
    texts = TEXTS[lang].reasons
    key_first = {
        "headcount-unknown", "outside", "outside-too", "not-reported", "not-by-place", "explained",
        "explained-by", "other-period", "contradiction", "not-all-asked", "number-between",
    }  # fmt: skip
    for code, sentence in texts.sentences.items():
        assert not re.search("[a-z]_[a-z]", sentence), code
        if code in key_first:
            assert "{0}" not in sentence, code
    assert key_first <= set(texts.sentences)


@pytest.mark.parametrize(
    ("titles", "codes"),
    [
        (["банк сформирован", "педагогов на одного"], ["4 (банк)", "4 (педагогов)"]),
        (["в среднем", "из прошедших — те"], ["4 (в среднем)", "4 (из прошедших)"]),
        (["доля школ города", "доля школ села"], ["4 (доля школ города)", "4 (доля школ села)"]),
        (["доля", "доля школ"], ["4 (доля)", "4 (доля школ)"]),
    ],
)
def test_a_part_is_named_by_words_that_tell_it_from_the_others(titles: list[str], codes: list[str]) -> None:
    """As few words as do, and never a preposition alone; one that begins another is whole."""
    part = demo()["4"]["load"]
    parts = [attrs.evolve(part, name=title, title=title) for title in titles]

    assert [part_code("4", one, parts) for one in parts] == codes


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("приказ от 22.06.2022 № 759", "приказ от 22.06.2022 №~759"),
        ("с 2023 г. по 2024 год", "с 2023~г. по 2024~год"),
        ("10 % и 5 годовых колец", "10~% и 5 годовых колец"),
        ("п. 6.2, строка 1; пп. 2 и 3", "п.~6.2, строка~1; пп.~2 и 3"),
        ("рост -3, пара 10-15, до -1,5", "рост −3, пара 10-15, до −1,5"),
        ("достигнуто — 5", "достигнуто~— 5"),
        ("indicator 4 of No. 7", "indicator~4 of No.~7"),
    ],
)
def test_lines_break_where_they_may(text: str, printed: str) -> None:
    """A number stays with its unit and with its sign; a minus is a minus, a hyphen a hyphen."""
    assert typeset(text).replace(NBSP, "~") == printed


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("О порядке", "«О порядке»"),
        ('О проекте "Школа"', "«О проекте „Школа“»"),
        ("О проекте «Школа»", "«О проекте „Школа“»"),
    ],
)
def test_a_title_is_quoted_as_print_quotes(title: str, expected: str) -> None:
    """A title in «ёлочки», what it quotes itself in „лапки“."""
    assert quoted(title) == expected


# What is signed.


def test_the_heading_says_what_was_judged_by_what_and_when() -> None:
    """The act with its title, the last day of the period, how often each verdict, the digest of the data."""
    said = text_of_word(demo().to_docx()).replace(NBSP, " ")

    assert "Основание: распоряжение от 22.06.2022 № 759 «О создании" in said
    assert "День расчёта: последний день периода, 31.08.2023." in said
    assert "Итог: достигнуто — 5, не определено — 2." in said
    assert f"(SHA-256): {demo().digest}." in said


def test_the_day_of_calculation_is_said() -> None:
    """Judged as of a day, by the acts of a day, both days are there."""
    system, day = rnms.example("khabarovsk_2023"), dt.date(2024, 1, 15)
    report = rnms.evaluate(system, period=2023, as_of=day, known_on=day)

    assert "День расчёта: 15.01.2024. Учтены акты, известные на 15.01.2024." in text_of_word(report.to_docx())


def test_a_share_stands_beside_its_numerator_and_denominator() -> None:
    """2 036 of 19 299 to 19 483; what is no quotient has neither."""
    rows = [[cell.text for cell in row.cells] for row in tables(demo())[0].rows]
    by_code = {row[0]: [cell.replace(NBSP, " ") for cell in row[2:5]] for row in rows[2:]}

    assert by_code["1"] == ["2 036", "19 299–19 483", "10,5 %"]
    assert by_code["3"] == ["15–19", "19", "78,9–100 %"]
    assert by_code["4 (банк)"] == ["—", "—", "да"]
    assert by_code["4 (педагогов)"] == ["0–19 483", "≥ 123", "0–158,4"]


def test_every_reason_is_a_footnote_of_its_verdict() -> None:
    """In the order of the table, numbered from one, each on the page of its row."""
    said = text_of_word(demo().to_docx())
    marks = [int(number) for number in re.findall(r"\[(\d+)\]", said)]
    judged = [one for result in demo() for one in (result.judgement, *result.components)]
    reasons = [why for one in judged if (why := typeset(reason(one, page=Print("ru"))))]

    assert marks == [*range(1, len(reasons) + 1)]
    assert [line.strip() for line in said.splitlines() if line.strip() in reasons] == reasons


def test_the_table_stands_apart_from_the_brief() -> None:
    """Between the last line above it and its head there is room."""
    body = docx.Document(io.BytesIO(demo().to_docx()))
    [*_, last] = (line for line in body.paragraphs if line.text.startswith("– первый и последний день"))

    assert (last.paragraph_format.space_after or 0) > 0


def test_pages_are_numbered_and_signed() -> None:
    """Page of pages at the foot; two lines to sign, which no page holds alone."""
    made = docx.Document(io.BytesIO(demo().to_docx()))
    said = text_of_word(demo().to_docx())
    last: Any = made.tables[-1]
    before = [one.paragraph_format.keep_with_next for one in made.paragraphs[-2:]]

    assert "Страница {PAGE} из {NUMPAGES}" in said
    assert [row.cells[0].text for row in last.rows] == ["Исполнитель", "", "Руководитель", ""]
    assert before == [True, True]


def test_long_lists_stand_at_the_end() -> None:
    """A cell holds six names at the most; more are counted, and the list has them, each list once."""
    report = forty()
    *_, listed = tables(report)
    rows = [[cell.text for cell in row.cells] for row in listed.rows[2:]]
    said = text_of_word(report.to_docx()).replace(NBSP, " ")
    cited = {int(number) for number in re.findall(r"\(список (\d+)\)", said)}
    longest = max(said.partition("\nСписки\n")[0].splitlines(), key=lambda line: line.count("район № "))

    assert [int(row[0]) for row in rows] == [*range(1, len(rows) + 1)]
    assert cited == {int(row[0]) for row in rows}
    assert all(int(row[1]) == len(row[2].split("; ")) > MOST_NAMES for row in rows)
    assert len({row[2] for row in rows}) == len(rows)
    assert longest.count("район № ") <= 2 * MOST_NAMES  # who fails, and of whom it is unknown


def tables(report: Report) -> Any:
    return docx.Document(io.BytesIO(report.to_docx())).tables


# A region's own blank.


def bookmarked(blank: Document) -> None:
    paragraph = blank.add_paragraph()._p
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), "7")
        paragraph.append(mark)
    paragraph[0].set(qn("w:name"), "rnms")


def controlled(blank: Document) -> None:
    control, properties, tag, content = map(OxmlElement, ("w:sdt", "w:sdtPr", "w:tag", "w:sdtContent"))
    tag.set(qn("w:val"), "rnms")
    properties.append(tag)
    paragraph = blank.add_paragraph("Сюда таблицу")._p
    paragraph.addprevious(control)
    content.append(paragraph)
    control.extend((properties, content))


def within_a_line(blank: Document) -> None:
    blank.add_paragraph("Таблица прилагается: ")
    bookmarked(blank)
    [mark] = blank.element.body.iter(qn("w:bookmarkStart"))
    blank.paragraphs[-2]._p.append(mark)


@pytest.mark.parametrize("place", [bookmarked, controlled, within_a_line])
def test_the_tables_go_where_a_blank_has_a_place(place: Callable[[Document], None], tmp_path: Path) -> None:
    """Between what stands above and below; heading and signatures are the blank's own, its page too."""
    blank = docx.Document()
    blank.add_paragraph("Министерство образования")
    place(blank)
    blank.add_paragraph("Министр ____________")
    blank.save(str(tmp_path / "бланк.docx"))
    content = demo().to_docx(template=tmp_path / "бланк.docx")
    made = docx.Document(io.BytesIO(content))
    lines = text_of_word(content).splitlines()
    first, last = lines.index("Министерство образования"), lines.index("Министр ____________")
    sizes = [(one.page_width or 0) > (one.page_height or 0) for one in made.sections]

    assert first < lines.index(next(line for line in lines if line.startswith("№ | Показатель"))) < last
    assert not {"Приложение", "Исполнитель | | "} & {line.partition("\n")[0] for line in lines}
    assert "Сюда таблицу" not in lines
    assert sizes == [False, True, False]
    assert [line for line in lines if line.startswith("Таблица")] == (
        ["Таблица прилагается: "] if place is within_a_line else []
    )


@pytest.mark.parametrize(
    ("above", "below", "sizes"),
    [
        ("Министерство", "", [False, True]),
        ("", "Министр", [True, False]),
        ("", "", [True]),
    ],
)
def test_a_place_gets_pages_across(above: str, below: str, sizes: list[bool], tmp_path: Path) -> None:
    """Eight columns need them; no page is left empty where nothing stands above or below."""
    blank = docx.Document()
    if above:
        blank.add_paragraph(above)
    bookmarked(blank)
    if below:
        blank.add_paragraph(below)
    blank.save(str(tmp_path / "бланк.docx"))
    made = docx.Document(io.BytesIO(demo().to_docx(template=tmp_path / "бланк.docx")))
    width = sum(column.width or 0 for column in made.tables[0].columns)

    assert [(one.page_width or 0) > (one.page_height or 0) for one in made.sections] == sizes
    assert Mm(180) < width < Mm(297)


def test_a_blank_keeps_its_foot_and_its_footnotes(tmp_path: Path) -> None:
    """What a blank has at the foot of its pages stays; ours come behind its footnotes."""
    blank = docx.Document()
    blank.sections[0].footer.paragraphs[0].text = "Исп. Отдел мониторинга"
    blank.save(str(tmp_path / "бланк.docx"))
    once = demo().to_docx(template=tmp_path / "бланк.docx")
    twice = demo().to_docx(template=once)
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", text_of_word(twice))]

    assert "Исп. Отдел мониторинга" in text_of_word(once)
    assert "{PAGE}" not in text_of_word(once)
    assert numbers == [*range(1, len(numbers) + 1)]
    assert len(numbers) == 2 * len(re.findall(r"\[\d+\]", text_of_word(once)))
    with zipfile.ZipFile(io.BytesIO(twice)) as archive:
        assert len([name for name in archive.namelist() if name.startswith("word/footnotes")]) == 1


# Files and bytes.


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_what_is_written_is_what_is_given_back(form: str, tmp_path: Path) -> None:
    """Without a path the bytes, with one the same bytes in a file too."""
    write = getattr(demo(), f"to_{form}")

    assert write(tmp_path / "файл") == (tmp_path / "файл").read_bytes() == write()


def test_the_digest_is_that_of_the_data() -> None:
    """The SHA-256 of the data as JSON with sorted keys; any other fact gives another."""
    system = rnms.example("khabarovsk_2023")
    report = rnms.evaluate(system, period=2023)
    written = json.dumps(as_dict(system), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    other = rnms.evaluate(rnms.RegionalSystem(region="khabarovsk"), period=2023)

    assert report.digest == hashlib.sha256(written.encode()).hexdigest()
    assert other.digest != report.digest


def test_a_report_of_a_file_keeps_its_digest() -> None:
    """Written and read, and written again, it is the digest of the data that were judged."""
    again = Report.from_json(demo().to_json())

    assert again == demo()
    assert again.digest == demo().digest == demo().to_dict()["data_digest"]
    assert again.to_json() == demo().to_json()
    assert again.to_docx() == demo().to_docx()


# Through an office program.


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_an_office_program_prints_every_page(form: str, tmp_path: Path) -> None:
    """Each page has its number and how many there are; every word of the file is on paper."""
    path = tmp_path / f"отчёт.{form}"
    content = getattr(demo(), f"to_{form}")(path)
    command = [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shown = subprocess.run(
        [str(PDFTOTEXT), "-layout", path.with_suffix(".pdf"), "-"],
        check=True,
        capture_output=True,
        timeout=60,
    ).stdout.decode()
    *pages, _ = shown.split("\f")
    text = text_of_word(content) if form == "docx" else "\n".join(printed_cells(content))
    words = set(re.findall("[А-Яа-яЁё]{4,}", re.sub("[-–—]", " ", text)))
    on_paper = set(re.findall("[А-Яа-яЁё]{4,}", re.sub("[-–—]", " ", shown)))

    for number, page in enumerate(pages, start=1):
        foot = f"Страница {number} из {len(pages)}" if form == "docx" else f"{number}/{len(pages)}"
        # How wide a blank is, and so whether one is read, is a matter of the fonts.
        assert foot.replace(" ", "") in "".join(page.split())
    assert words <= on_paper
