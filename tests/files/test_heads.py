"""Which rows of a register are its head: no cell of a row below it is told by a suggested mapping."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from rnms.intake import suggest
from rnms.sheets import Upload

Rows = Sequence[Sequence[str]]
ONE_ROW = ["№ п/п", "ФИО педагога", "Дата рожд.", "Школа", "МО", "Должность", "Категория"]
GROUPS = ["№", "ФИО", "", "Работа", "", "Диагностика", ""]
BELOW = ["", "Фамилия", "Имя", "Муниципальный район", "Школа", "Дата", "Дефициты"]
PERSON = ["1", "Вымыслов Пётр", "01.05.1990", "СОШ 5", "Лесной район", "учитель", "высшая"]
OF_GROUPS = ["1", "Вымыслов", "Пётр", "Лесной район", "СОШ 5", "01.03.2024", "предметные"]


def suggested(rows: Rows, merged: Sequence[str] = ()) -> str:
    """The mapping of a workbook of these rows."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    for row in rows:
        sheet.append([cell or None for cell in row])
    for cells in merged:
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return suggest(Upload("кадры.xlsx", file.getvalue()))


def in_text(rows: Rows) -> str:
    """The mapping of a text of these rows."""
    return suggest(Upload("кадры.csv", "\n".join(map(";".join, rows)).encode()))


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ([ONE_ROW, PERSON], (1, 1)),
        # The name of a place says «район», as titles do; so may a school, and a post.
        ([["ФИО", "Место", "Школа"], ["Вымыслов Пётр", "Лесной район", "Школа № 5"]], (1, 1)),
        ([["Педагог", "Работа", "Кем"], ["Вымыслов", "Лесная школа", "учитель школы района"]], (1, 1)),
        ([["Педагог", "Где", "С"], ["Вымыслов Пётр", "Городской округ", "Принят 01.02.2020"]], (1, 1)),
        ([["Кадры", "Школа", "Где"], ["Вымыслов П. И.", "СОШ 5", "Муниципальный район"]], (1, 1)),
        ([["Педагог", "Работа", "Где"], ["Вымыслов", "Школа", "Лесной район"]], (1, 1)),
        ([["Сведения о педагогах", "", ""], ["ФИО", "Школа", "Район"], PERSON[1:4]], (2, 2)),
        ([GROUPS, BELOW, OF_GROUPS], (1, 2)),
        # Groups without titles below them are a head of one row.
        ([GROUPS, OF_GROUPS], (1, 1)),
        ([["Реестр", "", ""], GROUPS, BELOW, OF_GROUPS], (2, 3)),
    ],
)
def test_a_head_is_made_of_titles(rows: Rows, head: tuple[int, int]) -> None:
    """In a text and in a workbook: of a row of people whose cells look like titles there is none in it."""
    for mapping in (in_text(rows), suggested(rows)):
        assert f"header = [{head[0]}, {head[1]}]" in mapping
        assert "Вымыслов" not in mapping


def test_a_head_of_merged_groups_has_two_rows() -> None:
    """Titles over several columns stand above those of each; what has one title is merged downwards."""
    merged = ("A1:A2", "B1:C1", "D1:E1", "F1:G1")
    mapping = suggested([GROUPS, BELOW, OF_GROUPS], merged)

    assert "header = [1, 2]" in mapping
    assert 'name = "Работа / Муниципальный район"' in mapping
    assert 'date = "Диагностика / Дата"' in mapping
    assert "header = [1, 1]" in suggested([GROUPS, OF_GROUPS], ("B1:C1", "D1:E1", "F1:G1"))


@pytest.mark.parametrize(
    "row",
    [
        PERSON[1:],
        ["Вымыслов Пётр", "Лесной район", "СОШ 5", "учитель"],
        ["Вымыслов", "учитель", "Лесной район"],
    ],
)
def test_a_register_without_a_head_tells_nobody(row: Sequence[str]) -> None:
    """Its first row is a record: no cell of it is shown."""
    mapping = in_text([row, ["Выдумкина Анна", *row[1:]]])

    assert "похожа на запись о человеке" in mapping
    assert not [cell for cell in row if f'{cell}"' in mapping.partition("[[sheet]]")[2]]


@pytest.mark.parametrize("seed", range(20))
def test_no_cell_below_the_head_is_told(seed: int) -> None:
    """But the words of posts, categories and kinds of schools, which a person is asked to translate."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    columns = {
        "ФИО педагога": ["Вымыслов Пётр", "Выдумкина-Лесная Анна Ильинична", "Сказкин П. И.", "П. Небылов"],
        "Фамилия": ["Вымыслов", "Школа", "Районов"], "Имя": ["Пётр", "Анна"],
        "Дата рожд.": ["01.05.1990", "1990-05-01", "май 1990"], "СНИЛС": ["112-233-445 95", "11223344595"],
        "МО": ["Лесной район", "г. Заречный"], "Муниципальное образование": ["Озёрный округ", "Заречье"],
        "Хобби": ["районные лыжи", "чтение"], "Стаж": ["14 лет", "7"],
        "Наставник": ["Сказкина Вера", "Школин Лев"], "Телефон": ["8 912 000-00-00"],
    }  # fmt: skip
    titles = chance.sample(list(columns), chance.randint(3, len(columns)))
    caption = [["Список", *[""] * (len(titles) - 1)]] if chance.random() < 0.3 else []
    people = [[chance.choice(columns[title]) for title in titles] for _ in range(4)]
    rows = [*caption, titles, *people]

    for mapping in (in_text(rows), suggested(rows)):
        sheet = mapping.partition("[[sheet]]")[2]
        assert f"header = [{len(caption) + 1}, {len(caption) + 1}]" in sheet
        for cell in {cell for person in people for cell in person} - {"7", "Школа"}:
            assert cell not in mapping, cell
