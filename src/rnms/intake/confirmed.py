"""Names of a register that a person has confirmed to be those of records.

The sheet «Названия» of the workbook with remarks lists each name that is nobody's with the nearest names
there are, and an empty column «Подтверждаю». The next reading takes those that somebody has confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rnms._values import frozen
from rnms.issues import Issue
from rnms.model.limits import Limits
from rnms.model.spelling import as_seen
from rnms.sheets.calamine import Calamine
from rnms.sheets.reading import CellError, yes_no
from rnms.sheets.safety import Upload
from rnms.sheets.values import Sheet
from rnms.sheets.workbook import read_workbook

NAMES = "Названия"
"""The sheet of names that are nobody's."""
COLUMN, WORD, NUMBER, PLACE, NEAR, CONFIRMED = (
    "Столбец", "Название в реестре", "Строк", "Где впервые", "Похоже на", "Подтверждаю"
)  # fmt: skip
HEADS = (COLUMN, WORD, NUMBER, PLACE, NEAR, CONFIRMED)


@frozen(kw_only=True)
class Confirmation:
    """That a name of a register is the name of a record.

    >>> Confirmation(column="Место работы", word="СОШ Лесная", name="МБОУ СОШ № 5").key
    ('место работы', 'сош лесная')

    Attributes:
        column: The title of the column in which it stands.
        word: The name as the register has it.
        name: The name of the record.
    """

    column: str
    word: str
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """By what it is found: the column and the name as they are seen."""
        return as_seen(self.column), as_seen(self.word)


def confirmations(
    workbooks: Iterable[Path | Upload], limits: Limits
) -> tuple[Mapping[tuple[str, str], Confirmation], tuple[Issue, ...]]:
    """Read what was confirmed in workbooks with remarks; the first of a name counts.

    >>> confirmations([], Limits())
    ({}, ())

    Raises:
        DataError: If one is no workbook that can be read.
        OSError: If a file cannot be read.
    """
    read: dict[tuple[str, str], Confirmation] = {}
    issues: list[Issue] = []
    with Calamine() as calamine:
        for workbook in workbooks:
            for sheet in read_workbook(workbook, limits, calamine):
                for confirmation in _confirmed(sheet, issues) if sheet.name == NAMES else ():
                    read.setdefault(confirmation.key, confirmation)
    return read, tuple(issues)


def _confirmed(sheet: Sheet, issues: list[Issue]) -> Iterator[Confirmation]:
    titles = {as_seen(str(cell)): column for column, cell in enumerate(sheet.row(1), 1)}
    places = [titles.get(as_seen(title), 0) for title in (COLUMN, WORD, NEAR, CONFIRMED)]
    if not all(places):
        return
    for row in range(2, sheet.last_row + 1):
        column, word, near, answer = (sheet.at(row, place) for place in places)
        try:
            is_confirmed = not answer.is_blank and yes_no(answer)
        except CellError as error:
            issues.append(Issue(place=sheet.place(row, places[-1]), text=error.message, code=error.code))
            continue
        if is_confirmed and not near.is_blank:
            yield Confirmation(column=str(column), word=str(word), name=str(near))
