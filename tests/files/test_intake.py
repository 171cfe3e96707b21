"""Registers by a mapping: what becomes a record, what stays unknown, what is asked, what is never shown."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

import rnms
from kit.effort import examples
from kit.registers import KNOWN, MAPPING, SALT, messy_rows, row, snils, write_mapping, write_register
from rnms import RegionalSystem, Unreported, cli, files, intake, regions
from rnms.errors import DataError, UsageError
from rnms.intake.days import read_day, read_service, worked_on
from rnms.intake.journal import Journal, JournalRow, compared, dump_with_journal, load_journal
from rnms.intake.keys import Digests, snils_digits
from rnms.intake.mapping import loads_mapping
from rnms.intake.names import Named, Names
from rnms.intake.reading import Intake
from rnms.intake.remarks import copy_with_remarks
from rnms.intake.suggestion import suggest
from rnms.intake.template import template_mapping, template_workbook
from rnms.logic.paths import refers_to
from rnms.logic.question import Question
from rnms.logic.walks import paths_of, walk
from rnms.model import Organization, OrganizationKind, Provider
from rnms.model.partial import PartialDay
from rnms.render.messages import issue_sentence, message_sentence
from rnms.sheets import Upload
from rnms.sheets.reading import CellError
from rnms.sheets.values import Cell

Take = Callable[..., Intake]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Read rows by the mapping of the kit, or by a changed one."""

    def taken(
        *rows: dict[str, Any], mapping: str = MAPPING, further: tuple[str, ...] = (), **how: Any
    ) -> Intake:
        register = write_register(tmp_path / "кадры.xlsx", rows, further)
        return intake.read(register, write_mapping(tmp_path, mapping), salt=SALT, **{"known": KNOWN, **how})

    return taken


def codes(took: Intake) -> list[str]:
    return [issue.code for issue in took.issues]


# Keys.


@pytest.mark.parametrize(
    ("told", "digits"),
    [
        ("112-233-445 95", "11223344595"),
        ("112 233 445 95", "11223344595"),
        ("112-233-445 94", None),
        ("087-654-303 00", "08765430300"),
        ("8765430300", None),
        ("", None),
        ("112-233-445 95 7", None),
        ("000-000-000 00", None),
    ],
)
def test_a_control_number_tells_a_snils(told: str, digits: str | None) -> None:
    """B7.1, B7.2: the sum of weighed digits; ten digits have lost a zero and are nobody's key."""
    assert snils_digits(told) == digits


@given(number=st.integers(1, 999_999_999), wrong=st.integers(1, 99))
@examples(100)
def test_one_control_number_of_a_hundred_is_right(number: int, wrong: int) -> None:
    """Whatever else stands there is refused."""
    right = snils(number)
    other = f"{right[:-2]}{(int(right[-2:]) + wrong) % 100:02}"

    assert snils_digits(right) is not None
    assert snils_digits(other) is None


def test_a_wrong_snils_is_an_issue_and_no_key(take: Take) -> None:
    """B7.1, B7.2: name and birth date are the key then; without them the row is lost, with its place."""
    nameless = {"Фамилия": None, "Имя": None, "Отчество": None, "Дата рождения": None}
    took = take(row(СНИЛС="112-233-445 94"), row(СНИЛС="8765430300", **nameless))

    assert [(issue.code, issue.place) for issue in took.issues] == [
        ("intake.snils", "кадры.xlsx[Кадры 2024!B5]"),
        ("intake.nobody", "кадры.xlsx[Кадры 2024!B6]"),
    ]
    assert (took.counts["persons"], dict(took.lost)) == (1, {"persons": 1, "employments": 1})


def test_a_salt_is_needed_and_never_shown() -> None:
    """A short one is refused without being shown; another makes all keys new."""
    with pytest.raises(ValueError, match="at least 16 bytes") as refused:
        Digests(b"geheim")

    assert "geheim" not in str(refused.value)
    assert Digests(SALT).of_snils("1") != Digests(SALT + b"!").of_snils("1")


def test_two_registers_of_one_name_are_not_read_together(tmp_path: Path) -> None:
    """Faults, and the copies with remarks, are told apart by it."""
    files = [tmp_path / folder / "кадры.xlsx" for folder in "ab"]
    for file in files:
        file.parent.mkdir()
        write_register(file, [row()])

    with pytest.raises(UsageError, match=r"кадры\.xlsx.*rename one"):
        intake.read(files, write_mapping(tmp_path), salt=SALT)


def test_registers_that_differ_in_their_ending_have_a_copy_each(tmp_path: Path) -> None:
    """The name of a copy is that of the register without its ending, where no other has it."""
    mapping = write_mapping(tmp_path)
    for ending in ("xlsx", "xlsm"):
        write_register(tmp_path / f"кадры.{ending}", [row(СНИЛС="1")])
    words = [
        *map(str, sorted(tmp_path.glob("кадры.*"))),
        "--map",
        str(mapping),
        "--issues",
        str(tmp_path / "з"),
    ]
    cli.main(["intake", *words])

    assert sorted(path.name for path in (tmp_path / "з").iterdir()) == [
        "кадры.xlsm.замечания.xlsx",
        "кадры.xlsx.замечания.xlsx",
    ]


# Heads, names, words.


def test_the_titles_of_several_rows_are_joined(take: Take) -> None:
    """B7.3: «ФИО» over three columns; the head is found by the titles."""
    [person] = take(row()).system.persons or ()

    assert person.birth_date == dt.date(1980, 5, 1)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ('МБОУ "Средняя общеобразовательная школа № 5"', "o5"),
        ("СОШ 5", "o5"),
        ("сош №5", "o5"),
        ("сош N 5", "o5"),
        ("СОШ No. 5", "o5"),
        ("МКОУ СОШ № 05", "o5"),
        ("СОШ № 5 Лесной р-н", "o5"),
        ("СОШ № 7", None),
        ("Школа", None),
        ("СОШ 15", None),
        ("детский сад № 5", None),
    ],
)
def test_a_school_is_found_by_its_skeleton(told: str, wanted: str | None) -> None:
    """B7.4, B7.5: exactly one after normalisation, or none."""
    schools = [Named(f"o{number}", f"МБОУ СОШ № {number}", "m1") for number in (1, 5, 6)]
    found = Names(schools, {"m1": "Лесной район"}).find(told, "m1")

    assert found == (() if wanted is None else (wanted,))


@pytest.mark.parametrize(("told", "near"), [("СОШ № 00", ("СОШ № 0",)), ("СОШ", ())])
def test_nought_is_a_number(told: str, near: tuple[str, ...]) -> None:
    """B7.5: blanks before a number tell nothing, a number that is nought does."""
    assert Names([Named("o", "СОШ № 0")]).near(told) == near


def test_no_other_number_is_suggested(take: Take) -> None:
    """B7.5: digits must be equal before letters are compared."""
    unknown = take(row(**{"Место работы": "СОШ № 7"}))
    misspelt = take(row(**{"Место работы": "СООШ № 6"}))

    assert [issue.text for issue in unknown.issues] == [
        "нет записи с названием «СОШ № 7»; исправьте название или допишите его в словарь"
    ]
    assert 'похоже на «МБОУ "Средняя общеобразовательная школа № 6"»;' in misspelt.issues[0].text
    assert unknown.system.unreported == (
        Unreported(entity="employments", municipality="m1", why="rows-unread", most=1),
    )


def test_two_schools_of_one_name_are_nobody(take: Take) -> None:
    """Nothing is guessed: both are named."""
    twins = [
        Organization(id=key, municipality="m1", name=name)
        for key, name in (("a", "МБОУ СОШ № 9"), ("b", "МКОУ СОШ № 9"))
    ]
    took = take(
        row(**{"Место работы": "СОШ 9"}),
        known=rnms.RegionalSystem(
            region="kirov", municipalities=KNOWN.municipalities, organizations=twins, programmes=[]
        ),
    )

    assert "подходят «МБОУ СОШ № 9», «МКОУ СОШ № 9»" in took.issues[0].text
    assert took.system.employments == ()


def test_a_school_is_sought_in_its_municipality(take: Take) -> None:
    """Number 5 of another town is another school."""
    took = take(row(Муниципалитет="Заречный"), row(Муниципалитет="г. Заречный", Должность="директор"))

    assert [job.organization for job in took.system.employments or ()] == ["o25"]
    assert [issue.text.partition(";")[0] for issue in took.issues] == ["нет записи с названием «Заречный»"]


def test_words_are_grouped_with_how_often_they_stand(take: Take) -> None:
    """«тренер» — 3 rows, one issue; case and blanks make no other word."""
    took = take(
        row(Должность="тренер"), row(Должность="Тренер"), row(Должность="тренер "), row(Должность="лаборант")
    )

    assert [(unknown.word, unknown.column, len(unknown.places)) for unknown in took.unknown] == [
        ("тренер", "Должность", 3)
    ]
    assert [issue.text for issue in took.issues] == [
        'слова «тренер» нет в словаре words.role; допишите его или "-" (строк: 3)'
    ]
    # Whoever is known and left out is nobody, and nothing is missing for them.
    assert took.lost == {"employments": 3}


def test_everything_else_can_be_nobody(take: Take) -> None:
    """A last pattern that fits all."""
    took = take(row(Должность="тренер"), mapping=MAPPING.replace('"лаборант" = "-"', '"*" = "-"'))

    assert (codes(took), took.system.employments, took.lost) == ([], (), {})


def test_lists_in_one_cell_are_parted(take: Take) -> None:
    """None found is known; a strange member leaves the list open."""
    told = ("предметные; методические\nпредметные", "не выявлены", "прочие", None)
    took = take(
        *(row(СНИЛС=snils(number), дата="01.03.2024", дефициты=text) for number, text in enumerate(told))
    )

    assert [found.deficits for found in took.system.diagnostics or ()] == [
        ("предметные", "методические"), (), None, None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("нет", ()),
        ("Не выявлены", ()),
        ("отсутствуют.", ()),
        ("нет; предметные", ("предметные",)),
        ("нет методических", ("нет методических",)),
        ("-", None),
    ],
)
def test_a_list_that_says_that_there_is_nothing_is_empty(
    told: str, expected: tuple[str, ...] | None, take: Take
) -> None:
    """Without a dictionary too: «нет» is the name of no deficit; a blank says nothing."""
    mapping = MAPPING.replace(', words = "deficit"', "")
    [diagnostic] = take(row(дата="01.03.2024", дефициты=told), mapping=mapping).system.diagnostics or ()

    assert diagnostic.deficits == expected


def test_faults_that_differ_in_digits_are_one(take: Take) -> None:
    """One way of writing days is one fault, with how many rows it has; another is another."""
    days = ["01.03.24", "02.03.24", "весной", "12.11.23"]
    took = take(*(row(СНИЛС=snils(number), дата=day) for number, day in enumerate(days, 1)))

    assert [issue.text.partition("получено")[2] for issue in took.issues if issue.code == "cell.date"] == [
        " «01.03.24» (строк: 3)", " «весной»"
    ]  # fmt: skip


def test_an_end_before_its_start_is_told_at_its_cell(take: Take) -> None:
    """It is told in the copy for whoever keeps the register, not only once it is judged."""
    mapping = MAPPING.replace('end = "Окончил"', 'start = "ИОМ"\nend = "Окончил"')
    took = take(row(ИОМ="02.05.2024", Программа="Смысловое чтение", Окончил="01.05.2024"), mapping=mapping)

    assert [(issue.place[-3:-1], issue.code) for issue in took.issues] == [("O5", "dates.end-before-start")]


def test_a_proposal_parts_lists_and_finds_the_start_of_a_course(tmp_path: Path) -> None:
    """Lines of a cell part members where some cell has several; «Дата начала» is that of the programme."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet.append(["СНИЛС", "Дата диагностики", "Дефициты", "Программа", "Дата начала", "Дата окончания"])
    sheet.append([snils(1), "01.03.2024", "предметные\nИКТ", "Чтение", "01.04.2024", "01.05.2024"])
    book.save(tmp_path / "кадры.xlsx")
    proposed = suggest(tmp_path / "кадры.xlsx")

    assert 'split = [";", ",", "\\n"]' in proposed
    assert 'start = "Дата начала"\nend = "Дата окончания"' in proposed


def test_a_proposal_has_a_place_for_each_record_that_a_row_tells() -> None:
    """A post, without the municipality that no column tells; a route by the diagnostic of its row."""
    rows = "112-233-445 95;СОШ № 5;учитель;01.03.2024;02.03.2024\n"
    proposed = suggest(f"СНИЛС;Место работы;Должность;Дата диагностики;ИОМ\n{rows}".encode())

    assert '[[sheet.employment]]\norganization = "Место работы"\n' in proposed
    assert '[[sheet.route]]\nstart = "ИОМ"\ndiagnostic = { same_row = true }\n' in proposed


def test_a_proposal_says_by_what_a_course_was_chosen(tmp_path: Path) -> None:
    """By the diagnostic and the route of its row, if there are any: else it would surely be by none."""
    register = tmp_path / "кадры.csv"
    titles = "СНИЛС;Школа;Должность;Дата диагностики;ИОМ;Программа;Дата начала"
    rows = (
        f"{snils(1)};СОШ 5;учитель;01.03.2024;02.03.2024;Чтение;01.04.2024\n"
        f"{snils(2)};СОШ 5;учитель;;;Чтение;01.04.2024\n"
    )
    register.write_text(f"{titles}\n{rows}", encoding="utf-8")
    proposed = suggest(register, region="kirov")
    took = intake.read(register, loads_mapping(proposed), salt=SALT)

    enrolments = took.system.enrolments or ()
    [route], [held] = took.system.routes or (), took.system.diagnostics or ()
    assert [(course.diagnostic, course.route) for course in enrolments] == [(held.id, route.id), (None, None)]
    assert route.diagnostic == held.id
    alone = suggest("СНИЛС;Программа;Дата начала\n1;Чтение;01.04.2024\n".encode())
    assert "same_row" not in alone


def test_a_caption_over_all_columns_is_no_part_of_the_head(tmp_path: Path) -> None:
    """Though it speaks of a district, no column is one; a sheet of diagnostics has their day in «Дата …»."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "Диагностика"
    sheet.append(["Педагоги Лесного района на 01.09.2024"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["№", "СНИЛС", "Дата прохождения", "Дефициты"])
    sheet.append([1, snils(1), "01.03.2024", "предметные"])
    book.save(tmp_path / "кадры.xlsx")
    proposed = suggest(tmp_path / "кадры.xlsx")

    assert "header = [3, 3]" in proposed
    assert "municipality" not in proposed
    assert "as_of = 2024-09-01" in proposed
    assert 'date = "Дата прохождения"' in proposed


@pytest.fixture
def grouped(tmp_path: Path) -> Path:
    """A register of 1 October 2024 whose districts stand in merged cells above their teachers."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    rows: list[list[Any]] = [
        ["Сведения о педагогах на 01.10.2024"],
        ["№", "ФИО", "СНИЛС", "Дата рожд.", "Организация", "Должность", "Стаж", "КПК"],
        [1, 2, 3, 4, 5, 6, 7, 8],
        ["Лесной район"],
        [1, "Вымыслов Пётр", "112-233-445 95", "01.05.1980", "СОШ № 5", "учитель", "14 лет", "Чтение"],
        ["Итого по району", None, 1],
        ["г. Заречный"],
        [2, "Выдумкина Анна", "нет", "02.05.1980", "Детский сад № 5", "воспитатель", 3, None],
        ["Исполнитель: отдел кадров"],
    ]
    for cells in rows:
        sheet.append(cells)
    for number in (4, 7):
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=8)
    book.save(tmp_path / "кадры.xlsx")
    return tmp_path / "кадры.xlsx"


def test_a_heading_above_rows_tells_their_municipality(grouped: Path) -> None:
    """A suggestion finds it, the day, the kinds of schools; of rows left out alone there are issues."""
    text = intake.suggest(grouped, region="kirov")
    took = intake.read(grouped, loads_mapping(text), salt=SALT)
    places = {place.id: place.name for place in took.system.municipalities or ()}
    schools = {
        school.name: (places[school.municipality or ""], school.kind)
        for school in took.system.organizations or ()
    }

    assert "as_of = 2024-10-01" in text
    assert schools == {
        "СОШ № 5": ("Лесной район", OrganizationKind.GENERAL),
        "Детский сад № 5": ("г. Заречный", OrganizationKind.PRESCHOOL),
    }
    assert took.counts == {
        "municipalities": 2, "organizations": 2, "persons": 2, "employments": 2, "programmes": 1,
        "enrolments": 1,
    }  # fmt: skip
    assert {issue.code for issue in took.issues} == {"table.no-record"}
    assert [issue.place for issue in took.issues] == [f"кадры.xlsx[Sheet!A{row}]" for row in (3, 6, 9)]
    assert took.lost == {}


def test_a_register_of_a_day_is_judged_on_that_day(grouped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of later days it knows nothing; of another year it is judged as any other data."""
    mapping = grouped.with_suffix(".toml")
    mapping.write_text(intake.suggest(grouped, region="kirov"), encoding="utf-8")
    command = ["intake", str(grouped), "--map", str(mapping), "--period"]
    cli.main([*command, "2024"])
    of_the_year = capsys.readouterr()
    cli.main([*command, "2023"])
    of_another = capsys.readouterr()

    assert "оценено на 01.10.2024" in of_the_year.err
    assert "на 01.10.2024" in of_the_year.out
    assert "оценено на" not in of_another.err


# Where nothing is found, nothing is known.

_OF_DIAGNOSTICS = """
rnms-intake = 1
region = "kirov"
[[sheet]]
[sheet.person]
key = ["СНИЛС"]
[sheet.diagnostic]
date = "Диагностика"
provider = { value = "cnppm" }
"""
_TWO_SHEETS = """
rnms-intake = 1
region = "kirov"
[[sheet]]
name = "Кадры"
file = "r*"
[sheet.person]
key = ["СНИЛС"]
[sheet.diagnostic]
date = "Диагностика"
provider = { value = "cnppm" }
[[sheet]]
name = "Курсы"
file = "курсы*"
[sheet.enrolment]
person = "СНИЛС"
programme = { value = "reading" }
end = "Окончил"
"""


@pytest.mark.parametrize(
    ("name", "content", "code", "unknown"),
    [
        ("r.csv", "", "table.no-sheet", {"persons", "diagnostics", "enrolments"}),
        ("r.csv", "\ufeff", "table.no-sheet", {"persons", "diagnostics", "enrolments"}),
        ("r.csv", "11223344595;01.03.2024\n", "table.no-columns", {"persons", "diagnostics", "enrolments"}),
        ("b.csv", "СНИЛС;Диагностика\n", "table.no-sheet", {"persons", "diagnostics", "enrolments"}),
        ("r.csv", "СНИЛС;Диагностика\n", "table.no-sheet", {"enrolments"}),
        ("r.csv", "СНИЛС\n11223344595\n", "table.no-column", {"diagnostics", "enrolments"}),
    ],
)
def test_what_was_not_found_is_unknown(name: str, content: str, code: str, unknown: set[str]) -> None:
    """A table that is not there, and a column that is not, never say that there is nobody."""
    took = intake.read(Upload(name, content.encode()), _TWO_SHEETS.encode(), salt=SALT)

    assert code in codes(took)
    assert {gap.entity for gap in took.system.unreported} == unknown


def test_a_row_that_was_not_parted_as_its_head_is_missing_from_every_collection() -> None:
    """Of whom it tells, and where, nobody can say: so many may be anybody's."""
    lines = ["СНИЛС;Диагностика", "11223344595;01.03.2024", "08765430300;01.03.2024;лишнее", "11223344595"]
    took = intake.read(Upload("r.csv", "\n".join(lines).encode()), _TWO_SHEETS.encode(), salt=SALT)
    gaps = {(gap.entity, gap.municipality): gap.most for gap in took.system.unreported}

    assert len(took.system.persons or ()) == 1
    assert codes(took).count("table.ragged") == 2
    assert (gaps["persons", None], gaps["diagnostics", None]) == (2, 2)


def test_a_column_that_is_not_there_is_missed_in_the_head() -> None:
    """Below what stands above the table, in its first column."""
    register = "Перечень\nна сентябрь\nСНИЛС\n112-233-445 95\n"
    took = intake.read(Upload("r.csv", register.encode()), _OF_DIAGNOSTICS.encode(), salt=SALT)

    assert [(issue.code, issue.place) for issue in took.issues] == [("table.no-column", "r.csv[A3]")]


_READABLE = " (читаются .xlsx, .xlsm, .xlsb, .xls, .ods и .csv)"


@pytest.mark.parametrize(
    ("name", "kind", "readable"),
    [("к.pdf", ".pdf", ""), ("к.txt", ".txt", _READABLE), ("к", "без расширения", _READABLE)],
)
def test_what_can_be_read_is_told_where_a_file_is_of_no_known_kind(
    name: str, kind: str, readable: str
) -> None:
    """Of a kind in which tables come one advice is enough."""
    took = intake.read(Upload(name, b"x"), _OF_DIAGNOSTICS.encode(), salt=SALT)

    assert [issue_sentence(issue) for issue in took.issues] == [
        f"{name}: файл {kind}: сохраните как .xlsx{readable}"
    ]


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("", 2),
        ("header = 1", 2),
        ("header = 3", 1),
        ('end = "112*"', 0),
        ('end = "087*"', 1),
        ('end = "всего*"', 2),
    ],
    ids=["nothing", "the first head", "the second head", "the first row", "the second row", "no row"],
)
def test_a_mapping_says_where_a_table_begins_and_ends(said: str, keys: int) -> None:
    """The head that it names counts, though another shows the same; the row of the end tells nothing."""
    head, one, other = "СНИЛС;Диагностика", "11223344595;01.03.2024", "08765430300;01.03.2024"
    mapping = _TWO_SHEETS.replace('file = "r*"', f'file = "r*"\n{said}')
    register = f"{head}\n{one}\n{head}\n{other}"
    took = intake.read(Upload("r.csv", register.encode()), mapping.encode(), salt=SALT)

    assert len(took.system.persons or ()) == keys


def test_an_empty_register_drops_nobody() -> None:
    """Saved empty by mistake, it has lost no row, and nobody goes."""
    full = "СНИЛС;Диагностика\n11223344595;01.03.2024\n"
    first = intake.read(Upload("r.csv", full.encode()), _TWO_SHEETS.encode(), salt=SALT)
    again = intake.read(
        Upload("r.csv", b""),
        _TWO_SHEETS.encode(),
        salt=SALT,
        known=first.system,
        journal=first.journal,
        drop_vanished=True,
    )

    assert again.system.persons == first.system.persons


# What a person confirms.


def confirm(data: bytes, *answers: str) -> bytes:
    """Answer in the column «Подтверждаю», row by row."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for number, answer in enumerate(answers, 2):
        book["Названия"].cell(number, 6).value = answer
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_confirmed_name_is_taken_by_the_next_reading(take: Take) -> None:
    """The nearest stand beside it, with an empty column; «да» makes it known, and stays in the next copy."""
    misspelt = row(**{"Место работы": "СООШ № 6"}), row(Муниципалитет="Лисной район")
    first = take(*misspelt)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(first.issues_workbook()))["Названия"]
    again = take(*misspelt, confirmed=confirm(first.issues_workbook(), "да", "ДА"))
    third = take(*misspelt, confirmed=again.issues_workbook())

    told = [[cells[number].value for number in (0, 1, 4, 5)] for cells in sheet.iter_rows()]
    assert told == [
        ["Столбец", "Название в реестре", "Похоже на", "Подтверждаю"],
        ["Место работы", "СООШ № 6", 'МБОУ "Средняя общеобразовательная школа № 6"', None],
        ["Муниципалитет", "Лисной район", "Лесной район", None],
    ]
    assert (first.system.employments, first.lost) == ((), {"employments": 2})
    for took in (again, third):
        assert [job.organization for job in took.system.employments or ()] == ["o16", "o15"]
        assert (codes(took), took.lost) == ([], {})


def test_only_a_yes_confirms(take: Take) -> None:
    """A no or nothing leaves the name unknown; any other word is an issue with its cell."""
    misspelt = row(**{"Место работы": "СООШ № 6"})
    copy = take(misspelt).issues_workbook()

    for answer in ("нет", "", "-"):
        assert codes(take(misspelt, confirmed=confirm(copy, answer))) == ["intake.name"]
    doubted = take(misspelt, confirmed=[confirm(copy, "наверное")])
    assert [(issue.code, issue.place) for issue in doubted.issues] == [
        ("cell.yes-no", "upload.xlsx[Названия!F2]"), ("intake.name", "кадры.xlsx[Кадры 2024!H5]"),
    ]  # fmt: skip


def test_the_copy_in_issues_is_read_by_the_next_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same command again takes what was confirmed in the workbook that it wrote."""
    register = write_register(tmp_path / "кадры.xlsx", [row(**{"Место работы": "СООШ № 6"})])
    mapping, copy = write_mapping(tmp_path), tmp_path / "замечания.xlsx"
    files.dump(KNOWN, tmp_path / "known.json")
    command = ["intake", str(register), "--map", str(mapping), "--known", str(tmp_path / "known.json")]
    first = cli.main([*command, "--issues", str(copy)])
    copy.write_bytes(confirm(copy.read_bytes(), "да"))
    second = cli.main([*command, "--issues", str(copy)])
    third = cli.main([*command, "--confirmed", str(copy)])

    assert (first, second, third) == (cli.FINDINGS, cli.FINE, cli.FINE)
    assert openpyxl.load_workbook(copy)["Названия"]["F2"].value == "да"
    capsys.readouterr()


def test_everything_may_come_as_bytes(tmp_path: Path) -> None:
    """Register, mapping, suggestion: what a portal has in memory says the same."""
    data = write_register(tmp_path / "кадры.xlsx", [row(), row(Должность="тренер")]).read_bytes()
    mapping = MAPPING.encode()
    by_path = intake.read(tmp_path / "кадры.xlsx", write_mapping(tmp_path), salt=SALT, known=KNOWN)
    by_bytes = intake.read(data, mapping, salt=SALT, known=KNOWN)
    named = intake.read([Upload("кадры.xlsx", data)], mapping, salt=SALT, known=KNOWN)

    assert named.system == by_path.system
    assert by_bytes.counts == by_path.counts
    assert [issue.place for issue in named.issues] == ["кадры.xlsx[Кадры 2024!I6]"]
    assert intake.suggest(data) == intake.suggest(tmp_path / "кадры.xlsx")
    assert named.issues_workbook()[:2] == b"PK"
    with pytest.raises(LookupError, match=r"кадры\.xlsx"):
        named.issues_workbook(register="другой.xlsx")


SPECIFIED = """
rnms-intake = 1
region = "kirov"
[words.role]
"учител*" = "pedagogical"
"лаборант" = "-"
[words.deficit]
"*" = "предметные"
[[sheet]]
name = "Кадры*"
header = [3, 4]
skip = ["итого*"]
ignore = ["№ п/п", "Примечание"]
[sheet.person]
key = ["СНИЛС"]
otherwise = ["ФИО / Фамилия", "ФИО / Имя", "ФИО / Отчество", "Дата рождения"]
birth_date = { column = "Дата рождения", dates = ["dd.mm.yyyy"] }
[[sheet.employment]]
organization = { column = "Место работы", within = "Муниципалитет" }
role = { column = "Должность", words = "role" }
start = { column = "Принят" }
[[sheet.diagnostic]]
date = { column = "Диагностика ЦНППМ / дата" }
provider = { value = "cnppm" }
deficits = { column = "Диагностика ЦНППМ / дефициты", split = [";", ",", "\\n"], words = "deficit" }
"""


def test_the_mapping_that_was_specified_is_read(take: Take) -> None:
    """Word for word, with the dictionary that it names."""
    took = take(row(дата="01.03.2024", дефициты="методика\nпредмет"), mapping=SPECIFIED)

    assert (took.counts, {issue.code for issue in took.issues}) == (
        {"persons": 1, "employments": 1, "diagnostics": 1}, {"intake.other-column"},
    )  # fmt: skip


def test_a_dictionary_may_tell_days(take: Take) -> None:
    """«выпуск весны» is a day, «прошлый год» a year, as the mapping says."""
    years = '[words.years]\n"выпуск весны" = "2024-05-31"\n"прошлый год" = "2023"\n[[sheet]]'
    mapping = MAPPING.replace("[[sheet]]", years, 1).replace(
        'end = "Окончил"', 'end = { column = "Окончил", words = "years" }'
    )
    course = {"Программа": "Смысловое чтение"}
    took = take(
        row(**course, Окончил="выпуск весны"),
        row(**course, Окончил="прошлый год", СНИЛС=snils(7)),
        mapping=mapping,
    )

    assert [one.end for one in took.system.enrolments or ()] == [dt.date(2024, 5, 31), PartialDay.of("2023")]


# Rows.


def test_one_row_makes_several_records(take: Take) -> None:
    """A route rests on the diagnostic of its row; blanks make nothing."""
    took = take(
        row(дата="01.03.2024", ИОМ="01.04.2024", Программа="Смысловое чтение", Окончил="01.05.2024"), row()
    )

    assert took.counts == {"persons": 1, "employments": 1, "diagnostics": 1, "routes": 1, "enrolments": 1}
    [route], [found] = took.system.routes or (), took.system.diagnostics or ()
    assert route.diagnostic == found.id
    assert took.system.issues == ()


def test_an_unread_end_is_no_open_one(take: Take) -> None:
    """B7.6: no record, one is missing; with «month» in the mapping it is known in part."""
    taken = row(Программа="Смысловое чтение", Окончил="май 2023")
    took = take(taken)
    in_part = take(taken, mapping=MAPPING.replace('"Окончил"', '{ column = "Окончил", dates = ["month"] }'))

    assert took.system.enrolments == ()
    assert took.system.unreported == (
        Unreported(entity="enrolments", municipality="m1", why="rows-unread", most=1),
    )
    assert [str(course.end) for course in in_part.system.enrolments or ()] == ["2023-05"]


def test_one_person_may_have_two_posts(take: Take) -> None:
    """B7.7: one СНИЛС, two schools."""
    took = take(row(), row(**{"Место работы": "СОШ 6"}))

    assert (len(took.system.persons or ()), len(took.system.employments or ())) == (1, 2)


def test_the_first_of_two_facts_counts(take: Take) -> None:
    """Of one СНИЛС, with an issue at the second."""
    took = take(row(), row(**{"Дата рождения": "02.05.1980"}))

    assert [person.birth_date for person in took.system.persons or ()] == [dt.date(1980, 5, 1)]
    assert [(issue.code, issue.place) for issue in took.issues] == [
        ("intake.differs", "кадры.xlsx[Кадры 2024!F6]")
    ]


def test_namesakes_of_one_birth_date_are_kept_apart(take: Take) -> None:
    """Two СНИЛС: one person or two? ё and е make no other name."""
    took = take(row(), row(СНИЛС=snils(7), Имя="Петр"))

    assert len(took.system.persons or ()) == 2
    assert codes(took) == ["intake.one-or-two"]


def test_people_of_whom_no_name_is_told_are_no_namesakes() -> None:
    """Their keys differ, and there is nothing else by which they could be one."""
    register = f"СНИЛС;Диагностика\n{snils(7)};01.03.2024\n{snils(8)};01.03.2024\n"
    took = intake.read(Upload("r.csv", register.encode()), _OF_DIAGNOSTICS.encode(), salt=SALT)

    assert (len(took.system.persons or ()), codes(took)) == (2, [])


def test_a_record_of_nobody_is_lost_and_named() -> None:
    """The register gives it a number, and tells not whose it is."""
    mapping = _OF_DIAGNOSTICS.replace('[sheet.person]\nkey = ["СНИЛС"]\n', "")
    mapping = mapping.replace("[sheet.diagnostic]", '[sheet.diagnostic]\nid = "Номер"')
    took = intake.read(
        Upload("r.csv", "Номер;Диагностика\n7;01.03.2024\n".encode()), mapping.encode(), salt=SALT
    )

    assert (took.lost, took.system.diagnostics) == ({"diagnostics": 1}, ())
    assert [(issue.code, issue.place) for issue in took.issues] == [("cell.value", "r.csv[A2]")]


def test_an_unknown_column_is_named_once(take: Take) -> None:
    """B7.10: `ignore` silences it."""
    took = take(row(Стаж="3 года"), row(Стаж="4 года"), further=("Стаж",))
    silent = take(row(), mapping=MAPPING.replace('["№ п/п"]', '["№ п/п", "стаж"]'), further=("Стаж",))

    assert [(issue.code, issue.place) for issue in took.issues] == [
        ("intake.other-column", "кадры.xlsx[Кадры 2024!P4]")
    ]
    assert codes(silent) == []


def test_a_second_column_of_a_title_has_a_number(tmp_path: Path) -> None:
    """«Дата [2]»."""
    path = tmp_path / "a.csv"
    path.write_text("Код;Дата;Дата\n7;01.09.2020;01.09.2021\n", encoding="utf-8")
    mapping = loads_mapping(
        'rnms-intake = 1\nregion = "kirov"\n[[sheet]]\n[sheet.person]\nkey_is = "code"\nkey = ["Код"]\n'
        'career_start = "Дата"\nspecialty_start = "Дата [2]"'
    )
    [person] = intake.read(path, mapping, salt=SALT).system.persons or ()

    assert (person.career_start, person.specialty_start) == (dt.date(2020, 9, 1), dt.date(2021, 9, 1))


def test_a_yes_in_a_column_can_make_a_record(take: Take) -> None:
    """`when`: of unknown date; any other answer makes none."""
    when = '[[sheet.diagnostic]]\nwhen = { column = "дата", words = ["да"] }\nprovider = { value = "self" }\n'
    begin, end = MAPPING.index("[[sheet.diagnostic]]"), MAPPING.index("[[sheet.route]]")
    mapping = MAPPING[:begin] + when.replace('"дата"', '"Диагностика ЦНППМ / дата"') + MAPPING[end:]
    took = take(
        *(row(СНИЛС=snils(place), дата=told) for place, told in enumerate(("да", "нет", None))),
        mapping=mapping,
    )

    assert [(found.date, found.provider) for found in took.system.diagnostics or ()] == [
        (None, Provider.SELF)
    ]


def test_a_head_of_two_rows_that_comes_again_is_no_record(take: Take, tmp_path: Path) -> None:
    """As on every page of a print, merged or not."""
    took = take(row(), row(СНИЛС=snils(7), Имя="Анна"))
    book = openpyxl.load_workbook(tmp_path / "кадры.xlsx")
    sheet: Any = book.worksheets[0]
    for number in (3, 4):
        sheet.append([cell.value for cell in sheet[number]])
    sheet.append([cell.value for cell in sheet[5]])
    book.save(tmp_path / "кадры.xlsx")
    again = intake.read(tmp_path / "кадры.xlsx", loads_mapping(MAPPING), salt=SALT, known=KNOWN)

    assert (again.rows, again.counts) == (3, took.counts)
    assert [(issue.code, issue.place) for issue in again.issues] == [
        ("table.no-record", f"кадры.xlsx[Кадры 2024!A{number}]") for number in (7, 8)
    ]


@pytest.mark.parametrize("error", ["#Н/Д", "#REF!", "#ЗНАЧ!"])
def test_an_error_of_a_formula_is_no_word(error: str, take: Take) -> None:
    """Nobody is asked to put it into a dictionary."""
    took = take(row(Должность=error))

    assert (codes(took), took.unknown) == (["cell.error"], ())


def test_rows_are_skipped_as_the_mapping_says(take: Take) -> None:
    """By their beginning, by a column, and from where the data end."""
    rows = (
        row(),
        row(СНИЛС=snils(8), Фамилия="Другой", Программа="уволен"),
        {"СНИЛС": "Конец"},
        row(СНИЛС=snils(9)),
    )
    ends = MAPPING.replace(
        'skip = ["всего*"]', 'end = "3"\nskip_if = [{ column = "Программа", words = ["уволен*"] }]'
    )
    took = take(*rows, mapping=ends)

    assert (took.rows, took.counts["persons"], codes(took)) == (1, 1, [])


def test_a_huge_sheet_is_refused(tmp_path: Path) -> None:
    """B7.11: A1 and XFD1048576; the process lives, and the rest is read."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet["A1"] = sheet["XFD1048576"] = 1
    book.save(tmp_path / "huge.xlsx")
    register = write_register(tmp_path / "кадры.xlsx", [row()])
    took = intake.read([tmp_path / "huge.xlsx", register], write_mapping(tmp_path), salt=SALT, known=KNOWN)

    assert codes(took) == ["file.too-large"]
    assert took.counts["employments"] == 1
    # What an unread file holds may be any number of records.
    assert {gap.most for gap in took.system.unreported} == {None}


# Days.


@pytest.mark.parametrize(
    ("told", "ways", "day"),
    [
        ("01.09.2022", (), "2022-09-01"),
        ("1.9.2022 г.", (), "2022-09-01"),
        ("2022-09-01", (), "2022-09-01"),
        (dt.date(2022, 9, 1), (), "2022-09-01"),
        ("01.02.03", (), None),
        ("01.02.03", ("dd.mm.yy",), "2003-02-01"),
        ("01.02.77", ("dd.mm.yy",), "1977-02-01"),
        ("2005 г.", (), None),
        ("2005 г.", ("year",), "2005"),
        ("март 2023", ("month",), "2023-03"),
        ("март 2023", ("year",), None),
        ("01.01.1900", (), "1900-01-01"),
        ("31.12.1899", (), None),
        ("1900", ("year",), "1900"),
        ("1899", ("year",), None),
        ("31.02.2022", (), None),
        ("01/09/2022", ("dd/mm/yyyy",), "2022-09-01"),
        ("44805", (), None),
        (44805, (), None),
        (dt.datetime(2022, 9, 1, 3), (), None),  # noqa: DTZ001  # a cell has no zone
    ],
)
def test_a_day_is_read_as_the_mapping_says(told: Any, ways: tuple[str, ...], day: str | None) -> None:
    """Anything else is unknown."""
    try:
        read_text = str(read_day(Cell(told), ways, dt.date(2024, 9, 1)))
    except CellError:
        read_text = ""

    assert read_text == (day or "")


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        ("14 лет", "2009-09-02/2010-09-01"),
        (14, "2009-09-02/2010-09-01"),
        ("2 года 3 мес.", "2022-05-02/2022-06-01"),
        ("3 месяца", "2024-05-02/2024-06-01"),
        ("менее года", "2023-09-02/2024-09-01"),
        ("3,5", None),
        ("много", None),
        ("200 лет", None),
    ],
)
def test_a_length_of_service_bounds_the_start(told: Any, bounds: str | None) -> None:
    """As of a day; with breaks, from above alone."""
    day = dt.date(2024, 9, 1)
    try:
        told_bounds = str(read_service(Cell(told), day, unbroken=True))
        assert (
            str(read_service(Cell(told), day, unbroken=False)).partition("/")[2]
            == told_bounds.partition("/")[2]
        )
    except CellError:
        told_bounds = ""

    assert told_bounds == (bounds or "")


@given(start=st.dates(dt.date(1970, 1, 1), dt.date(2024, 9, 1)))
@examples(100)
def test_whoever_began_on_a_day_began_within_the_bounds(start: dt.date) -> None:
    """Whole years as clerks count them: one more on every anniversary."""
    day = dt.date(2024, 9, 1)
    years = day.year - start.year - ((day.month, day.day) < (start.month, start.day))
    bounds = read_service(Cell(f"{years} лет"), day, unbroken=True)

    assert bounds.first <= start <= bounds.last


def test_no_service_began_before_the_first_day() -> None:
    """What began on it is read."""
    bounds = read_service(Cell("99 лет"), dt.date(1999, 1, 1), unbroken=True)

    assert str(bounds) == "1900-01-01/1900-01-01"
    with pytest.raises(CellError):
        read_service(Cell("99 лет"), dt.date(1998, 12, 31), unbroken=True)


@pytest.mark.parametrize(
    ("end", "start"),
    [
        (None, "1900-01-01/2023-09-01"),
        (dt.date(2023, 5, 1), "1900-01-01/2023-05-01"),
        (dt.date(2024, 5, 1), "1900-01-01/2023-09-01"),
        (dt.date(1850, 5, 1), "1850-05-01/1850-05-01"),
    ],
)
def test_a_post_on_a_day_began_by_that_day_and_by_its_end(end: dt.date | None, start: str) -> None:
    """Whichever comes first."""
    assert str(worked_on(None, end, dt.date(2023, 9, 1))[0]) == start


def test_a_register_of_a_day_knows_that_day(take: Take) -> None:
    """Whom it lists worked then, whenever hired; of later days it says nothing."""
    took = take(
        row(),
        row(СНИЛС=snils(7), Принят="01.02.03"),
        mapping=MAPPING.replace("skip =", "as_of = 2023-12-31\nskip ="),
    )

    assert {(str(job.start), str(job.end)) for job in took.system.employments or ()} == {
        ("1900-01-01/2023-12-31", "2023-12-31/9999-12-31")
    }


# Again.


def test_the_same_register_again_changes_nothing(take: Take) -> None:
    """B7.8: 0 added, 0 changed, 0 vanished, an equal system; through files too."""
    rows = messy_rows(60)
    first = take(*rows)
    again = take(*rows, known=files.loads(files.dumps(first.system)), journal=first.journal)

    assert (again.system, again.journal) == (first.system, first.journal)
    assert (again.changes.same, again.changes.added, again.changes.changed) == (first.rows, 0, 0)
    assert again.changes.vanished == ()


@given(seed=st.integers(0, 10**6), number=st.integers(0, 12), gone=st.integers(0, 11))
@examples(15)
def test_whatever_register_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, number: int, gone: int
) -> None:
    """However messy; and one without a row, read twice, neither."""
    folder = tmp_path_factory.mktemp("again")
    mapping, rows = write_mapping(folder), messy_rows(number, seed)
    register = write_register(folder / "кадры.xlsx", rows)
    first = intake.read(register, mapping, salt=SALT, known=KNOWN)
    again = intake.read(register, mapping, salt=SALT, known=first.system, journal=first.journal)
    shorter = write_register(folder / "кадры.xlsx", [*rows[:gone], *rows[gone + 1 :]])
    second = intake.read(shorter, mapping, salt=SALT, known=first.system, journal=first.journal)
    third = intake.read(shorter, mapping, salt=SALT, known=second.system, journal=second.journal)

    assert (again.system, again.journal) == (first.system, first.journal)
    assert (third.system, third.journal.records) == (second.system, second.journal.records)


def test_a_row_that_is_gone_is_asked_about(take: Take) -> None:
    """B7.9: one question with its last place; the person stays, until whoever asks says otherwise."""
    first = take(row(), row(СНИЛС=snils(7), Имя="Анна"))
    shorter = take(row(), known=first.system, journal=first.journal)
    dropped = take(row(), known=first.system, journal=first.journal, drop_vanished=True)

    assert [(issue.code, issue.place) for issue in shorter.issues] == [
        ("intake.vanished", "кадры.xlsx[Кадры 2024!A6]")
    ]
    assert {*(shorter.system.persons or ())} == {*(first.system.persons or ())}
    assert {*(shorter.system.employments or ())} == {*(first.system.employments or ())}
    assert (len(dropped.system.persons or ()), codes(dropped)) == (1, [])


def test_a_row_that_changed_replaces_what_it_brought(take: Take) -> None:
    """Another school is no second post."""
    first = take(row())
    second = take(row(**{"Место работы": "СОШ 6"}), known=first.system, journal=first.journal)

    assert (second.changes.changed, second.changes.added, second.changes.vanished) == (1, 0, ())
    assert [job.organization for job in second.system.employments or ()] == ["o16"]


def test_what_another_mapping_brought_stays(take: Take) -> None:
    """People are one by their key; what the others tell of them is kept."""
    first = take(row())
    diagnostics = MAPPING.replace('region = "kirov"', 'region = "kirov"\nname = "диагностика"')
    second = take(row(дата="01.03.2024"), mapping=diagnostics, known=first.system)
    third = take(known=second.system, journal=first.journal, drop_vanished=True)

    assert (len(second.system.persons or ()), second.journal.records) == (
        1, tuple(f"diagnostics:{found.id}" for found in second.system.diagnostics or ())
    )  # fmt: skip
    assert (third.system.employments, len(third.system.diagnostics or ())) == ((), 1)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("A2:a", "A2:a", (1, 0, 0, 0)),
        ("A2:a", "A3:a", (1, 0, 0, 0)),
        ("A2:a", "A2:b", (0, 0, 1, 0)),
        ("A2:a", "A3:b", (0, 1, 0, 1)),
        ("A2:a:p", "A3:b:p", (0, 0, 1, 0)),
        ("A2:a:p", "A2:b:q", (0, 1, 0, 1)),
        ("A2:a A3:a", "A2:a", (1, 0, 0, 1)),
        ("A2:a:p A3:b:p", "A2:c:p", (0, 0, 1, 1)),
        ("A2:a:p", "A2:b:p A3:c:p", (0, 1, 1, 0)),
    ],
)
def test_a_row_is_the_same_by_what_it_says_then_by_its_person_or_its_place(
    before: str, now: str, told: tuple[int, int, int, int]
) -> None:
    """Same, added, changed, vanished: wherever a person moved, and where a row of nobody stands."""

    def rows(text: str) -> list[JournalRow]:
        parts = [f"{cell}::".split(":") for cell in text.split()]
        return [JournalRow(place=place, digest=digest, person=person) for place, digest, person, *_ in parts]

    changes = compared(rows(now), rows(before))

    assert (changes.same, changes.added, changes.changed, len(changes.vanished)) == told


def test_another_salt_is_told(take: Take) -> None:
    """Everybody would be somebody new."""
    first = take(row())
    other = attrs_changed(first.journal, "0")
    told = take(row(), known=first.system, journal=other)

    assert "intake.salt" in codes(told)


def test_what_one_mapping_brought_is_kept_beside_what_others_did(tmp_path: Path) -> None:
    """Of each the last; and data that go out from others know what was brought to those."""
    data, next_data = tmp_path / "край.json", tmp_path / "край-2.json"
    system = RegionalSystem(region="ugra", persons=())
    journals = [Journal(mapping="школы"), Journal(mapping="сады"), Journal(mapping="школы", salt="1")]
    for journal in journals:
        dump_with_journal(system, journal, data)
    dump_with_journal(system, Journal(mapping="колледжи"), next_data, data)

    told = [load_journal(file, name) for file in (data, next_data) for name in ("школы", "сады", "колледжи")]
    assert told == [*journals[:0:-1], None, *journals[:0:-1], Journal(mapping="колледжи")]


def attrs_changed(journal: Any, salt: str) -> Any:
    import attrs

    return attrs.evolve(journal, salt=salt)


# What is never shown.


@pytest.mark.parametrize(
    ("birth", "code", "said"),
    [
        ("01.05.80", "cell.date", "ожидалась дата вида dd.mm.yyyy, получено «…»"),
        ("31.02.1980", "cell.date", "ожидалась дата вида dd.mm.yyyy, получено «…»"),
        (dt.date(2090, 5, 1), "dates.impossible-birth", "позже дня реестра"),
        (dt.date(1901, 5, 1), None, ""),
        (dt.date(1900, 1, 1), None, ""),
        (dt.date(2024, 9, 1), None, ""),
    ],
)
def test_a_day_of_birth_is_never_shown(take: Take, birth: Any, code: str | None, said: str) -> None:
    """It is part of the key of a person: an issue says where it stands and what is wrong with it."""
    mapping = MAPPING.replace("[[sheet]]", "[[sheet]]\nas_of = 2024-09-01", 1)
    took = take(row(**{"Дата рождения": birth}), mapping=mapping)

    assert codes(took) == ([] if code is None else [code])
    assert all(said in issue.text for issue in took.issues)
    assert not any(text in issue.text for issue in took.issues for text in ("80", "2090"))


def test_no_person_and_no_salt_is_shown_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """B7.12: not in data, journal, issues, words, repr, errors or on the screen; columns may be mixed up."""
    rows = [
        *messy_rows(40),
        row(СНИЛС="Вымыслов Пётр", Должность="Вымыслов П. И."),
        row(Принят="112-233-445 95", Муниципалитет="Вымыслов", Программа="11223344595"),
        row(СНИЛС="112-233-445 94", **{"Место работы": "112 233 445 94"}),
    ]
    register = write_register(tmp_path / "кадры.xlsx", rows)
    mapping = write_mapping(tmp_path)
    (tmp_path / "staff.salt").write_bytes(SALT)
    files.dump(KNOWN, tmp_path / "known.json")
    out = tmp_path / "край.json"
    command = ["intake", str(register), "--map", str(mapping), "--known", str(tmp_path / "known.json")]
    assert cli.main([*command, "--out", str(out), "--period", "2023"]) == cli.FINDINGS
    assert cli.main([*command, "--to", "json"]) == cli.FINDINGS
    assert cli.main(["intake", str(register), "--suggest"]) == cli.FINE
    took = intake.read(register, mapping, salt=SALT, known=KNOWN)
    told = [
        *capsys.readouterr(), caplog.text, out.read_text("utf-8"),
        out.with_suffix(".intake.json").read_text("utf-8"), repr(took), repr(took.journal), repr(took.issues),
        repr(took.faults), repr(took.unknown), repr(took.changes),
        *map(str, took.issues), repr(took.system),
    ]  # fmt: skip
    everything = "\n".join(told).casefold()

    assert len(everything) > 10_000
    assert [name for name in ("вымысл", "пётр", "ильич") if name in everything] == []
    assert SALT.decode() not in everything
    digits = [number for number in map(digits_of, rows) if number]
    assert [number for number in digits if number in "".join(everything.replace("-", "").split())] == []


def digits_of(cells: dict[str, Any]) -> str:
    """The first nine digits of a СНИЛС, which tell who it is."""
    number = "".join(filter(str.isdigit, str(cells.get("СНИЛС") or "")))
    return number[:9] if len(number) >= 9 else ""


# The mapping.


@pytest.mark.parametrize(
    ("before", "after", "place", "said"),
    [
        ("birth_date =", "birth_dat =", "sheet.person.birth_dat", "возможно, 'birth_date'"),
        ("[[sheet.route]]", "[[sheet.rout]]", "sheet.rout", "возможно, 'route'"),
        ('"pedagogical"', '"teacher"', "words.role['учитель*']", "pedagogical"),
        ('words = "role"', 'words = "roles"', "sheet.employment.role.words", "role"),
        ('dates = ["dd.mm.yyyy"]', 'dates = ["dd.mm"]', "sheet.person.birth_date.dates", "dd.mm.yyyy"),
        ('dates = ["dd.mm.yyyy"]', 'dates = ["dd.mm.yy"]', "sheet.person.birth_date", "as_of"),
        (
            'column = "Дата рождения", dates',
            'colum = "Дата рождения", dates',
            "sheet.person.birth_date.colum",
            "column",
        ),
        ('{ value = "cnppm" }', '{ value = "cnpm" }', "sheet.diagnostic.provider.value", "cnppm"),
        (
            '{ value = "cnppm" }',
            '{ value = "cnppm", column = "Кто" }',
            "sheet.diagnostic.provider",
            "одно из трёх",
        ),
        ('programme = "Программа"\n', "", "sheet.enrolment", "programme"),
        ('key = ["СНИЛС"]', 'key = "СНИЛС"', "sheet.person.key", "список"),
        ('start = "ИОМ"', "start = { same_row = true }", "sheet.route.start.same_row", "same_row"),
        ('name = "Кадры*"', 'name = "Кадры*"\nheader = [4, 3]', "sheet.header", "header"),
        ('name = "Кадры*"', 'nam = "Кадры*"', "sheet.nam", "name"),
        ("rnms-intake = 1", "rnms-intake = 2", "rnms-intake", "1"),
        ('region = "kirov"', 'regoin = "kirov"', "regoin", "region"),
        ("birth_date = {", 'name = "ФИО"\nbirth_date = {', "sheet.person.name", "неизвестный ключ"),
    ],
)
def test_a_mapping_is_read_strictly(before: str, after: str, place: str, said: str) -> None:
    """Each fault with its place and a way out."""
    assert before in MAPPING
    with pytest.raises(DataError) as refused:
        loads_mapping(MAPPING.replace(before, after), source="staff.toml")

    issue = next(issue for issue in refused.value.issues if issue.place == f"staff.toml[{place}]")
    assert said in issue.text


def test_all_faults_of_a_mapping_are_told_at_once() -> None:
    """In several sheets, each with its number."""
    broken = MAPPING.replace("birth_date =", "birth_dat =").replace('"pedagogical"', '"teacher"')
    with pytest.raises(DataError) as refused:
        loads_mapping(f'{broken}\n[[sheet]]\nfil = "b"')

    places = [issue.place for issue in refused.value.issues]
    assert places == [
        "mapping.toml[sheet[1].person.birth_dat]",
        "mapping.toml[words.role['учитель*']]",
        "mapping.toml[sheet[2].fil]",
    ]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("rnms-intake = = 1", "staff.toml (1:15)", "здесь нужно значение"),
        ("rnms-intake 1", "staff.toml (1:13)", "после ключа не хватает знака «=»"),
        ('учитель = "head"', "staff.toml (1:1)", "это не ключ и не [таблица]"),
        ("a = 1 b = 2", "staff.toml (1:7)", "после значения должна начаться новая строка"),
        ("[[sheet", "staff.toml", "скобка не закрыта"),
        ("a = [1, 2", "staff.toml", "скобка не закрыта"),
        ("[words]\n[words]\n", "staff.toml (2:7)", "то же самое дано дважды"),
        ('a = "учитель', "staff.toml", "кавычки не закрыты"),
        ('a = "C:\\q"', "staff.toml (1:10)", "после обратной косой черты"),
        ("a = 'x\ny'", "staff.toml (1:7)", "знак, которого здесь не бывает"),
    ],
)
def test_what_is_no_toml_is_told(text: str, place: str, said: str) -> None:
    """With the line and the letter, where the parser knows them, and in Russian."""
    with pytest.raises(DataError) as caught:
        loads_mapping(text, source="staff.toml")
    [issue] = caught.value.issues

    assert issue.place == place
    assert issue_sentence(issue, lang="ru").startswith(f"{place}: не TOML: {said}")


def test_several_files_and_sheets_in_one_mapping(tmp_path: Path) -> None:
    """Each by the pattern of its name; one of none is named."""
    (tmp_path / "школы.csv").write_text("Школа;Район\nСОШ 5;Лесной\nМБОУ «СОШ № 5»;Лесной", encoding="utf-8")
    (tmp_path / "кадры.csv").write_text("Код;Где\n7;СОШ № 5\n", encoding="utf-8")
    (tmp_path / "прочее.csv").write_text("Код;Где\n7;СОШ № 5\n", encoding="utf-8")
    mapping = loads_mapping("""
rnms-intake = 1
region = "kirov"
[[sheet]]
file = "школы*"
municipality.name = "Район"
organization.name = "Школа"
organization.municipality = "Район"
[[sheet]]
file = "кадры*"
[sheet.person]
key = ["Код"]
key_is = "code"
[sheet.employment]
organization = "Где"
role = { value = "pedagogical" }
""")
    took = intake.read(sorted(tmp_path.glob("*.csv")), mapping, salt=SALT)

    assert took.counts == {"municipalities": 1, "organizations": 1, "persons": 1, "employments": 1}
    assert codes(took) == ["intake.other-sheet", "table.no-sheet"]
    assert took.system.issues == ()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ('file = "a.csv"', "листа «a.csv» нет"),
        ('name = "Б"', "листа «Б» нет"),
        ('file = "a*"\nname = "Б"', "листа «a*», «Б» нет"),
    ],
)
def test_a_sheet_that_no_file_has_is_named_as_the_mapping_names_it(names: str, said: str) -> None:
    """By its file, by its own name or by both: never by the sign for any."""
    sheet = '\n[[sheet]]\n{}\n[sheet.person]\nkey = ["СНИЛС"]'
    found = sheet.format('file = "r*"')
    mapping = f'rnms-intake = 1\nregion = "kirov"{sheet.format(names)}{found}'
    data = write_sheet([["СНИЛС"], [snils(1)]])
    took = intake.read(Upload("r.xlsx", data), mapping.encode(), salt=SALT)

    [fault] = [issue for issue in took.issues if issue.code == "table.no-sheet"]
    assert fault.text.startswith(said)


def write_sheet(rows: list[list[Any]]) -> bytes:
    """Write a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    for cells in rows:
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# Copies, suggestions, the template, the command.


def test_a_copy_of_the_register_says_what_is_wrong(take: Take, tmp_path: Path) -> None:
    """A column beside the last, and the words with how often they stand; no name in any remark."""
    from rnms.intake.remarks import copy_with_remarks

    took = take(row(Должность="тренер"), row(Должность="тренер", Принят="01.02.03"))
    book = openpyxl.load_workbook(io.BytesIO(copy_with_remarks(tmp_path / "кадры.xlsx", took.faults)))
    sheet: Any = book["Кадры 2024"]

    assert [sheet.cell(number, 16).value for number in (4, 5, 6)] == [
        "Замечание",
        'Должность: слова «тренер» нет в словаре words.role; допишите его или "-"',
        (
            'Должность: слова «тренер» нет в словаре words.role; допишите его или "-"\n'
            "Принят: ожидалась дата вида dd.mm.yyyy, month, получено «01.02.03»"
        ),
    ]
    assert sheet["C5"].value == "Вымыслов"
    assert [book["Слова"].column_dimensions[letters].width for letters in "ABCD"] == [30, 50, 8, 40]
    assert [cell.value for cell in book["Слова"][2]] == [
        "Должность",
        "тренер",
        "2",
        "кадры.xlsx[Кадры 2024!I5]",
    ]


def test_a_suggestion_is_a_mapping_that_reads(tmp_path: Path) -> None:
    """Of the heads it knows; what it does not is named with «?»."""
    register = write_register(
        tmp_path / "кадры.xlsx", [row(Должность="тренер", Окончил="май 2023")], ("Стаж", "Хобби")
    )
    text = intake.suggest(register, region="kirov")
    took = intake.read(register, loads_mapping(text), salt=SALT)

    assert "header = [3, 4]" in text
    assert '# "тренер" = "?"  # строк: 1' in text
    assert '# ? "Хобби"' in text
    assert 'end = { column = "Окончил", dates = ["dd.mm.yyyy", "month"] }' in text
    assert 'organization = { column = "Место работы", within = "Муниципалитет" }' in text
    assert took.counts["persons"] == took.counts["organizations"] == 1


def test_a_proposal_is_this_text() -> None:
    """Word for word, tables parted by a blank line; who stands in a wrong column is not shown."""
    rows = "112-233-445 95;Вымыслов;СОШ 5;тренер\n087-654-303 00;Выдумкин;СОШ 5;Выдумкин\n"
    rows += f"087-654-303 00;Выдумкин;СОШ 5;{snils(7)}\n"
    proposed = suggest(f"СНИЛС;Фамилия;Школа;Должность\n{rows}".encode(), region="kirov")
    dictionaries, sheet = proposed.split("[[sheet]]\n")

    assert '\n# "тренер" = "?"  # строк: 1\n\n[words.kind]\n' in dictionaries
    assert "Выдумкин" not in proposed
    assert snils(7) not in proposed
    assert dictionaries.endswith('"*школа*" = "general"\n\n')
    assert (
        sheet
        == """header = [1, 1]
# as_of = 2024-09-01  # день, на который составлен реестр: кто назван, в этот день работал
ignore = []

[[sheet.organization]]
name = "Школа"
kind = { column = "Школа", words = "kind" }

[sheet.person]
key = ["СНИЛС"]

[[sheet.employment]]
organization = "Школа"
role = { column = "Должность", words = "role" }

"""
    )


@pytest.mark.parametrize(
    ("cells", "is_programme"), [(("май 2023", "12.05.2023", "да"), False), (("Чтение", "05.2023", ""), True)]
)
def test_days_are_no_titles_of_programmes(cells: tuple[str, ...], is_programme: bool) -> None:
    """«КПК» may hold what was studied, or when."""
    rows = "".join(f"112-233-445 95;{cell}\n" for cell in cells)
    text = intake.suggest(f"СНИЛС;КПК\n{rows}".encode())

    assert ("[[sheet.enrolment]]" in text) is is_programme
    assert ('# ? "КПК"' in text) is not is_programme


FILLED = {
    "СНИЛС": "112-233-445 95", "Фамилия": "Вымыслов", "Имя": "Пётр", "Отчество": "Ильич",
    "Дата рождения": "01.05.1980", "Педагог с": "2003", "Муниципалитет": "Лесной район",
    "Организация": "СОШ № 5", "Вид организации": "школа", "Низкие результаты: годы": "2023; 2024",
    "Должность": "учитель физики", "Принят": "сентябрь 2010", "Категория": "высшая",
    "Диагностика: дата": "01.03.2024", "Диагностика: кто провёл": "ЦНППМ",
    "Диагностика: дефициты": "не выявлены", "ИОМ: разработан": "01.04.2024", "Программа": "Чтение",
    "Программа: вид": "повышение квалификации", "Программа: темы": "чтение",
    "Программа: в Федеральном реестре с": "01.01.2022", "Обучение: выбрано": "10.04.2024",
    "Обучение: начало": "01.05.2024", "Обучение: окончание": "01.06.2024",
}  # fmt: skip
"""A row of the template, by the titles of its columns."""


def test_the_template_is_filled_and_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rnms register-template` and `rnms intake` fit each other, without an issue."""
    book_path = tmp_path / "реестр.xlsx"
    assert cli.main(["register-template", "--region", "kirov", "--out", str(book_path)]) == cli.FINE
    book = openpyxl.load_workbook(book_path)
    book["Педагоги"].append([FILLED.get(str(cell.value)) for cell in book["Педагоги"][3]])
    book.save(book_path)
    out = tmp_path / "край.json"
    command = ["intake", str(book_path), "--map", str(book_path.with_suffix(".toml")), "--out", str(out)]
    first = cli.main(command)
    text = out.read_text("utf-8")
    again = cli.main(command)
    said = capsys.readouterr()

    assert (first, again, said.out) == (cli.FINE, cli.FINE, "")
    assert out.read_text("utf-8") == text
    assert "новых 0, изменённых 0, прежних 1, исчезло 0" in said.err
    system = files.load(out)
    assert system.issues == ()
    assert [
        len(getattr(system, name)) for name in ("persons", "employments", "diagnostics", "enrolments")
    ] == [1] * 4
    assert [(one.kind, one.low_results_years) for one in system.organizations or ()] == [
        (OrganizationKind.GENERAL, (2023, 2024))
    ]
    [enrolment], [route], [diagnostic] = (
        getattr(system, name) for name in ("enrolments", "routes", "diagnostics")
    )
    assert (enrolment.route, enrolment.diagnostic) == (route.id, diagnostic.id)
    assert route.diagnostic == diagnostic.id
    assert cli.main(["register-template", "--out", str(book_path)]) == cli.CANNOT_RUN


@pytest.mark.parametrize("region", regions.available())
def test_the_template_asks_for_all_that_indicators_read_of_what_it_brings(region: str) -> None:
    """Whoever fills it gets a verdict, or is told of cells that he can fill; he misses no column."""
    [sheet] = loads_mapping(template_mapping(region)).sheet
    asked_for = {record.collection: {"id", "person", *record.fields} for record in sheet.records}
    read = {
        field
        for indicator in regions.get(region).indicators
        for question in indicator.questions
        for field in fields_read(question)
    }
    # Who runs a programme is said by those who do, not by the employers of teachers.
    lacking = (
        read - {("programmes", "provider")} - {(name, of) for name in asked_for for of in asked_for[name]}
    )

    assert {field for field in lacking if field[0] in asked_for} == set()


def fields_read(question: Question) -> Iterator[tuple[str, str]]:
    """The fields that a question reads of records, each with its collection."""
    whole = question.of.resolved()
    asked = [(whole.entity, whole.where), *((whole.entity, part.where) for part in question.of.having)]
    asked += [] if whole.through is None else [(whole.through.entity, whole.through.where)]
    asked += [] if question.term is None else [(whole.entity, question.term.where)]
    for entity, predicate in asked:
        for collection, fact in walk(entity, predicate) if entity else ():
            for path in paths_of(fact):
                at = collection
                for step in path.split("."):
                    yield at, step
                    at = refers_to(at, step) or at


def test_the_template_helps_whoever_fills_it() -> None:
    """Lists to choose from begin below the head, which stays in sight; every cell keeps its first zeros."""
    sheet: Any = openpyxl.load_workbook(io.BytesIO(template_workbook()))["Педагоги"]
    heads = {cell.value: cell.column_letter for cell in sheet[3]}

    chosen = {str(choice.sqref): choice.formula1 for choice in sheet.data_validations.dataValidation}
    kinds = chosen.pop(f"{heads['Вид организации']}4:{heads['Вид организации']}2003").strip('"').split(",")
    words = loads_mapping(template_mapping("kirov")).words["kind"]
    assert [words[kind.casefold()] for kind in kinds] == [kind.value for kind in OrganizationKind]
    assert chosen == {
        f"{heads['Категория']}4:{heads['Категория']}2003": '"высшая,первая,нет"',
        f"{heads['Программа: вид']}4:{heads['Программа: вид']}2003": (
            '"повышение квалификации,переподготовка"'
        ),
        f"{heads['Диагностика: кто провёл']}4:{heads['Диагностика: кто провёл']}2003": (
            '"ЦНППМ,организация,сам,иное"'
        ),
    }
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", f"A3:{heads['Обучение: окончание']}3")
    assert {sheet.column_dimensions[letters].number_format for letters in heads.values()} == {"@"}


def test_a_messy_register_becomes_a_judged_system_in_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read, written, judged; the copy with remarks beside it."""
    register = write_register(tmp_path / "кадры.xlsx", messy_rows(120))
    mapping = write_mapping(tmp_path)
    files.dump(KNOWN, tmp_path / "known.json")
    out, copy = tmp_path / "край.json", tmp_path / "замечания.xlsx"
    command = ["intake", str(register), "--map", str(mapping), "--known", str(tmp_path / "known.json")]
    command += ["--out", str(out), "--issues", str(copy), "--period", "2023"]
    code = cli.main(command)
    said = capsys.readouterr()

    assert code == cli.FINDINGS
    assert "сделан файл соли" in said.err
    assert "2023" in said.out
    assert "тренер" in said.err
    assert "Замечание" in {cell.value for cell in openpyxl.load_workbook(copy)["Кадры 2024"][4]}
    assert str(rnms.evaluate(files.load(out), period=2023)) in said.out


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what would be made; not even a salt is."""
    register = write_register(tmp_path / "кадры.xlsx", [row()])
    write_mapping(tmp_path)
    before = sorted(tmp_path.iterdir())
    cli.main(["intake", str(register), "--map", str(tmp_path / "staff.toml")])

    assert sorted(tmp_path.iterdir()) == before
    assert "ничего не записано" in capsys.readouterr().err


def test_progress_is_told_to_whoever_asks(take: Take) -> None:
    """To the end."""
    steps: list[tuple[int, int]] = []
    take(row(), progress=lambda done, whole: steps.append((done, whole)))

    assert steps[-1][0] == steps[-1][1] > 0


def test_reading_that_is_stopped_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written the last time stays as it is."""
    register = write_register(tmp_path / "кадры.xlsx", [row()])
    command = [
        "intake",
        str(register),
        "--map",
        str(write_mapping(tmp_path)),
        "--out",
        str(tmp_path / "a.json"),
    ]
    cli.main(command)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write_register(register, [row(), row(СНИЛС=snils(7))])

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rnms.cli.registers.show_progress", stop)
    code = cli.main(command)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert (code, "ничего не записано" in capsys.readouterr().err) == (cli.CANNOT_RUN, True)
    assert {name for name in before if before[name] != after[name]} == {"кадры.xlsx"}


def test_a_mapping_of_another_region_is_refused(tmp_path: Path) -> None:
    """Its orders are others."""
    register = write_register(tmp_path / "кадры.xlsx", [row()])
    with pytest.raises(ValueError, match="ugra"):
        intake.read(register, write_mapping(tmp_path), salt=SALT, known=RegionalSystem(region="ugra"))


def test_partial_days_are_kept_in_files(take: Take) -> None:
    """What a month says of a post survives."""
    took = take(row(Принят="март 2023"))
    [job] = files.loads(files.dumps(took.system)).employments or ()

    assert job.start == PartialDay(dt.date(2023, 3, 1), dt.date(2023, 3, 31))


# The ledger, and bytes.


def test_the_ledger_says_what_came_of_each_municipality(take: Take) -> None:
    """Of a row that made no record its cell, and the kind of fault: never what stands in it."""
    rows = [row(), row(Должность="тренер Кузнецов"), row(Должность="тренер Кузнецов")]
    took = take(*rows, came=dt.date(2024, 9, 2))
    lines = [line for line in took.system.deliveries if line.question == "employments"]

    assert took.lost["employments"] == 2
    assert [line.status.value for line in lines] == ["faulty"]
    assert (lines[0].code, lines[0].when, lines[0].file) == ("intake.word", dt.date(2024, 9, 2), "кадры.xlsx")
    assert lines[0].place.startswith("кадры.xlsx[")
    assert {line.status.value for line in took.system.deliveries if line.question == "persons"} == {"counted"}
    assert "Кузнецов" not in str(took.system.deliveries)

    mended = take(row(), known=took.system, journal=took.journal)
    assert {line.status.value for line in mended.system.deliveries} == {"counted"}
    assert len(mended.system.deliveries) == len(took.system.deliveries)


def test_a_register_that_cannot_be_opened_came_with_a_fault(tmp_path: Path) -> None:
    """Of each collection that it should have brought, nobody knows of whom."""
    (tmp_path / "кадры.xlsx").write_bytes(b"PK")
    took = intake.read(tmp_path / "кадры.xlsx", write_mapping(tmp_path, MAPPING), salt=SALT, known=KNOWN)

    assert {(line.municipality, line.status.value, line.place) for line in took.system.deliveries} == {
        (None, "faulty", "кадры.xlsx")
    }
    assert {line.question for line in took.system.deliveries} >= {"persons", "employments"}


def test_a_copy_with_remarks_takes_along_no_other_workbook(tmp_path: Path) -> None:
    """What a register refers to elsewhere, with the values that Excel keeps of it, stays with its owner."""
    path = write_register(tmp_path / "кадры.xlsx", [row(Должность="тренер")])
    book: Any = openpyxl.load_workbook(path)
    link = ExternalLink(externalBook=ExternalBook())
    link.file_link = Relationship(
        "rId1", type="externalLinkPath", Target="зарплата.xlsx", TargetMode="External"
    )
    book._external_links.append(link)
    book.save(path)
    took = intake.read(path, write_mapping(tmp_path, MAPPING), salt=SALT, known=KNOWN)
    with zipfile.ZipFile(io.BytesIO(took.issues_workbook())) as copy:
        assert not [name for name in copy.namelist() if "externalLink" in name]


def test_a_copy_of_a_register_without_a_fault_is_a_workbook_too() -> None:
    """Of a table of text nothing is copied then, and whoever asks for the copy can open it."""
    register = Upload("r.csv", f"СНИЛС;Диагностика\n{snils(7)};01.03.2024\n".encode())
    took = intake.read(register, _OF_DIAGNOSTICS.encode(), salt=SALT)
    [sheet] = openpyxl.load_workbook(io.BytesIO(took.issues_workbook())).worksheets

    assert (codes(took), [cell.value for row in sheet.iter_rows() for cell in row if cell.value]) == ([], [])


def test_of_another_kind_of_file_no_mapping_is_suggested() -> None:
    """It is refused by its name, as where it is read."""
    with pytest.raises(DataError) as caught:
        suggest(Upload("кадры.docx", b"PK"))
    [issue] = caught.value.issues
    assert (issue.place, issue.code) == ("кадры.docx", "file.kind")


def test_only_what_a_fault_quotes_may_show_somebody(take: Take) -> None:
    """A person may be called as a part of the message is within the library."""
    [fault] = take(row(Фамилия="Names", Программа="Смысловое чтени", Окончил="01.05.2024")).faults
    said = message_sentence(fault.message)

    assert all(name in said for name in ("«Смысловое чтени»", "«Смысловое чтение»"))


def test_registers_are_read_from_bytes_as_from_paths(tmp_path: Path) -> None:
    """The register, its mapping, a first mapping of it and its copy with remarks, as a portal gets them."""
    path = write_register(tmp_path / "кадры.xlsx", messy_rows(20))
    mapping = write_mapping(tmp_path, MAPPING)
    by_path = intake.read(path, mapping, salt=SALT, known=KNOWN)
    upload = Upload(path.name, path.read_bytes())
    by_bytes = intake.read(upload, Upload(mapping.name, mapping.read_bytes()), salt=SALT, known=KNOWN)

    assert by_bytes.system == by_path.system
    assert by_bytes.issues == by_path.issues
    assert intake.read(path.read_bytes(), mapping.read_bytes(), salt=SALT, known=KNOWN).rows == by_path.rows
    assert suggest(upload) == suggest(path)
    assert copy_with_remarks(upload, by_bytes.faults) == copy_with_remarks(path, by_path.faults)


@pytest.mark.parametrize("seed", ["1", "3"])
def test_collections_are_read_in_one_order(seed: str) -> None:
    """Whatever order sets have in a process: the same registers give the same data, line by line."""
    code = (
        "from rnms.intake.reading import _order; print(*_order(['employments', 'persons', 'organizations']))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)

    assert done.stdout.split() == [b"organizations", b"persons", b"employments"]
