"""Forms as a clerk fills them."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

NUMBERS = (100, 60, 40, 80, 8)
"""How many people a clerk counts, in the order of the questions of Khabarovsk Krai."""


def filled_form(book: bytes, *, number: str | None = None) -> bytes:
    """Answer every question of a form: yes, or a number; or something else in the place of numbers.

    Args:
        book: The form.
        number: What is written where a number belongs; by default numbers that fit each other.
    """
    workbook = openpyxl.load_workbook(io.BytesIO(book))
    sheet: Any = workbook["Форма"]
    numbers = iter(NUMBERS)
    for row in range(5, sheet.max_row + 1):
        unit = sheet.cell(row, 3).value
        if unit == "да / нет":
            sheet.cell(row, 4).value = "да"
            sheet.cell(row, 6).value = "приказ № 5 от 01.02.2023"
        elif unit:
            sheet.cell(row, 4).value = next(numbers) if number is None else number
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
