"""Text that goes through a spreadsheet comes back as itself and is never computed."""

from __future__ import annotations

import io
from itertools import product

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.cell import Cell

from rnms.errors import MissingExtraError, extra
from rnms.sheets.cells import csv_text, put_text, text_of_csv

COMPUTED = "=+-@\t\r\n"


@given(st.text())
@example("'=1")
@example("''")
def test_text_survives_csv_and_is_never_a_formula(text: str) -> None:
    """What is written begins with no sign that a spreadsheet computes, and reads back as it was."""
    written = csv_text(text)

    assert not written.startswith(tuple(COMPUTED))
    assert text_of_csv(written) == text


def test_text_that_nobody_marked_keeps_its_apostrophe() -> None:
    """Only an apostrophe before a computed sign is ours."""
    assert text_of_csv("'tis") == "'tis"


def test_text_in_a_workbook_is_text() -> None:
    """Whatever a name begins with, the saved cell is no formula and holds the same text."""
    names = ["".join(parts) for parts in product(COMPUTED[:4], ["1+1 район", "SUM(A1)", ""])]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, name in enumerate(names, start=1):
        cell = sheet.cell(row, 1)
        assert isinstance(cell, Cell)
        put_text(cell, name)
    file = io.BytesIO()
    book.save(file)
    read = openpyxl.load_workbook(file).worksheets[0]

    assert [cell.value for (cell,) in read.iter_rows()] == names
    assert {cell.data_type for (cell,) in read.iter_rows()} == {"s"}


def test_a_missing_extra_names_its_pip_command() -> None:
    """Whoever lacks a package reads what to type."""
    with pytest.raises(MissingExtraError) as caught, extra("xlsx"):
        import no_such_package.inside  # type: ignore[import-not-found]  # noqa: F401

    assert str(caught.value) == 'package no_such_package is needed: pip install "rnms[xlsx]"'
