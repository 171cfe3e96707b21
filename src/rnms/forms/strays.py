"""What stands in a form outside the places for answers: its own texts, and what a clerk wrote there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from rnms._values import frozen
from rnms.forms.form_plan import Plan
from rnms.forms.wording import (
    DEMANDED,
    EXECUTOR,
    EXECUTOR_CODE,
    MUST,
    REMARK,
    head_text,
    heading,
    must_text,
    question_text,
    request_lines,
    row_titles,
)
from rnms.forms.workbook import COLUMNS, SHEET
from rnms.model.subjects import Municipality
from rnms.sheets.values import Sheet, address


@frozen
class Stray:
    """A cell that says something.

    Attributes:
        sheet: The name of its sheet.
        row: Its row.
        column: Its column.
        text: What it says.
    """

    sheet: str
    row: int
    column: int
    text: str

    @property
    def address(self) -> str:
        """Where it is on its sheet, as spreadsheets write it."""
        return address(self.row, self.column)


def strays(sheet: Sheet) -> Iterator[Stray]:
    """List the cells of a sheet that say anything.

    >>> [stray.text for stray in strays(Sheet(file="a.xlsx", name="Мои", rows=[[None, "приписка"], [" "]]))]
    ['приписка']
    """
    for row, column in product(range(1, sheet.last_row + 1), range(1, sheet.last_column + 1)):
        if text := str(sheet.at(row, column)).strip():
            yield Stray(sheet.name, row, column, text)


def own_texts(form_plan: Plan, place: Municipality) -> Iterator[str]:
    """List what a form holds before anybody has filled it, and what we add to a copy.

    >>> from rnms.forms import plan
    >>> forest = Municipality(id="m1", name="Лесной район")
    >>> {"Код", "Лесной район", "П3.1"} <= {*own_texts(plan("khabarovsk", 2023, [forest], only="3"), forest)}
    True
    """
    titles = row_titles(form_plan)
    yield from (SHEET, heading(form_plan), place.name, EXECUTOR, EXECUTOR_CODE, *COLUMNS, DEMANDED, REMARK)
    # So the last column of CSV was called in forms that were sent before.
    yield MUST
    yield from (head_text(form_plan, is_copy=is_copy) for is_copy in (False, True))
    yield from request_lines(form_plan)
    for question in form_plan.questions:
        title = titles[question.code]
        yield from (question.code, question.unit, title.text, question_text(question, title, form_plan))
        yield must_text(question, form_plan)
