"""Which rows of a table are records: at the borders of what makes them none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rnms.model.limits import Limits
from rnms.sheets.area import Area, hidden_issues
from rnms.sheets.csv import read_csv
from rnms.sheets.values import Sheet


def area(*rows: str, is_text: bool = False) -> Area:
    """A table of some rows, the first of them its head."""
    return Area(sheet=Sheet(file="a.csv", rows=[row.split(";") for row in rows], is_text=is_text))


@pytest.mark.parametrize(
    ("rows", "records"),
    [
        (("a;b", "1;x;", "2;y;", "3;z"), (2, 3, 4)),
        (("a;b", "1;x;", "2;y", "3;z"), (3, 4)),
        (("a;b", "1;x;", "2;y"), (3,)),
        (("a;b", "1;x;", "2;y;", "3;z;4"), (2, 3)),
        (("a;b", "1;x;", "2;y;5", "3;z;4"), ()),
        (("a;b", "1", "2;y"), (3,)),
        (("a;b", "1;x;;7", "2;y"), (3,)),
    ],
    ids=["most end so", "one ends so", "half end so", "a surplus cell", "one ends so and others have more",
         "a cell less", "the last cell far out"],
)  # fmt: skip
def test_a_row_of_text_is_as_wide_as_its_head(rows: tuple[str, ...], records: tuple[int, ...]) -> None:
    """Delimiters behind the last cell part nothing where most rows have them, and nothing stands there."""
    found = area(*rows, is_text=True)

    assert found.rows == records
    assert found.lost == len(rows) - 1 - len(records)


@pytest.mark.parametrize(
    ("rows", "records"),
    [
        (("Код", "7", "Код", "8"), (2, 4)),
        (("Код", "1", "школа"), (2, 3)),
        (("Имя;Число", "А;1", "школа;5"), (3,)),
        (("Имя;Число", "школа;5", "А;1", "лицей;6"), (2, 3, 4)),
        (("Имя;Число", "школа;5", "Имя;Число", "лицей;6"), (2, 4)),
        (("Имя;Число", "школа;5", "Имя;", "лицей;6"), (2, 3, 4)),
        (("a;b;c;d;e;f;g;h;i;j;k;l", "I;II;III;IV;V;VI;VII;VIII;IX;X;XI;XII", "школа;б;в"), (3,)),
        (("a;b;c;d", "I;II;III;VI", "школа;б;в"), (2, 3)),
    ],
    ids=["a head of one column again", "one column has no numbers", "letters and numbers", "letters below",
         "the head again", "a word of the head", "Roman numbers", "Roman numbers that do not follow"],
)  # fmt: skip
def test_a_row_that_repeats_the_head_or_numbers_it_is_none(
    rows: tuple[str, ...], records: tuple[int, ...]
) -> None:
    """One word or one number may be what somebody is called."""
    assert area(*rows).rows == records


@pytest.mark.parametrize(
    ("merged", "rows", "headings"),
    [
        ((), (2, 3, 4, 6), {}),
        (((2, 1, 3, 1),), (2, 3, 4, 6), {}),
        (((2, 1, 2, 2),), (3, 4, 6), {2: "Лесной"}),
        (((5, 1, 6, 1),), (2, 3, 4), {}),
        (((1, 1, 2, 2),), (3, 4, 6), {}),
    ],
    ids=["nothing", "over two rows", "over two columns", "a total over two rows", "from the head down"],
)
def test_a_cell_over_all_columns_is_a_heading(
    merged: tuple[tuple[int, int, int, int], ...], rows: tuple[int, ...], headings: dict[int, str]
) -> None:
    """One that goes down is told of each of its rows."""
    cells: list[list[Any]] = [["Район", "Школа"], ["Лесной", None], [None, "№ 1"], ["Озёрный", "№ 2"]]
    cells += [["Итого", "2"], [None, "2"]]
    found = Area(sheet=Sheet(file="a.xlsx", rows=cells, merged=merged))

    assert (found.rows, found.headings) == (rows, headings)


def test_a_cell_of_several_lines_is_no_fault_in_a_table_of_one_column(tmp_path: Path) -> None:
    """There are no delimiters by which it could have swallowed a row."""
    path = tmp_path / "a.csv"
    path.write_text('name\n"два\nряда"\nодин\n', encoding="utf-8")

    sheet = read_csv(path, Limits(), ["name"])

    assert [str(sheet.at(row, 1)) for row in (1, 2, 3)] == ["name", "два\nряда", "один"]


@pytest.mark.parametrize(("number", "is_cut"), [(10, False), (11, True)])
def test_ten_hidden_rows_are_listed(number: int, is_cut: bool) -> None:
    """Of more it is said that there are more."""
    sheet = Sheet(file="a.xlsx", rows=[])
    [issue] = hidden_issues(sheet, [2 * row for row in range(1, number + 1)], {}, 1)

    assert ("…" in issue.text) is is_cut
