"""Where in a sheet a table stands: its head, its columns by title, and the rows that are records."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Collection, Iterator, Mapping

from rnms._values import frozen
from rnms.errors import visible
from rnms.issues import Issue, Message, message
from rnms.model.spelling import as_seen, normal
from rnms.sheets.values import LONGEST, Broken, Cell, Sheet

BETWEEN = " / "
"""Stands between the titles of a head of several rows."""
_HEAD_WITHIN = 50
"""The head of a table stands in one of the first rows."""
_TOTAL = re.compile(
    r"(итог|итого|всего|total|sum)\b.*|(.* )?(подытог|итог|subtotal|total)"
    r"|сумма|среднее( значение)?|количество|максимум|минимум|σ"
)
"""What the first cell of a total says: at its beginning, or at its end, as spreadsheets name subtotals."""
_SPACED = re.compile(r"(?<=\b\w) (?=\w\b)")
"""Blanks that set the letters of a word apart."""
_BETWEEN_ROWS = re.compile(
    r"(в том числе|в т\.? ?ч|из них|\*|примечани|исполнитель|составил|дата составления)"
)
"""How a row of one cell begins that parts the others or speaks of them."""
_ROMAN = {
    as_seen(tens + ones): 10 * ten + one
    for ten, tens in enumerate(("", "X", "XX"))
    for one, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
}
"""Numbers of columns as old forms write them."""
_ORDINAL = re.compile(r"\(?([0-9]+|[абвгд])[.)]{0,2}")


def title_of(heading: str) -> str:
    """Write a title as it is compared: without signs nobody sees, blanks and line breaks are one."""
    return " ".join(visible(heading).split())


def head_of(sheet: Sheet, titles: Collection[str]) -> int:
    """Find the row that shows most of the titles; the first where none shows any.

    >>> head_of(Sheet(file="a.xlsx", rows=[["Перечень"], ["ID", "Name"]]), ["id", "name"])
    2
    """
    names = {as_seen(title) for title in titles}
    numbers = range(1, min(sheet.last_row, _HEAD_WITHIN) + 1)
    return max(
        numbers, key=lambda row: len(names & {as_seen(str(cell)) for cell in sheet.row(row)}), default=1
    )


@frozen(kw_only=True)
class Area:
    """A table within a sheet.

    >>> sheet = Sheet(file="a.xlsx", rows=[["код", "имя"], ["m1", "Лесной"], ["Итого", 1]])
    >>> area = Area(sheet=sheet)
    >>> area.titles, list(area.rows), [issue.place for issue in area.issues]
    ({1: 'код', 2: 'имя'}, [2], ['a.xlsx[A3]'])

    Attributes:
        sheet: The sheet, its merged cells not yet filled.
        head: The first and the last row of the head.
        end: The last row of the table; by default the last that holds anything.
        added: How many of the last columns are ours, and tell nothing of what a row is.
    """

    sheet: Sheet
    head: tuple[int, int] = (1, 1)
    end: int | None = None
    added: int = 0

    @functools.cached_property
    def cells(self) -> Sheet:
        """The sheet with merged cells filled from the first of them."""
        return self.sheet.filled()

    @functools.cached_property
    def titles(self) -> Mapping[int, str]:
        """The title of each column that has one; of several rows joined, a merged one named once."""
        first, last = self.head
        titles = {}
        for column in range(1, self.cells.last_column + 1):
            texts = [title_of(str(self.cells.at(row, column))) for row in range(first, last + 1)]
            if joined := BETWEEN.join(dict.fromkeys(part for part in texts if part)):
                titles[column] = joined
        return titles

    def columns(self, title: str) -> list[int]:
        """List the columns of a title: those that say it, else those that look the same."""
        name = title_of(title)
        exact = [column for column, heading in self.titles.items() if heading == name]
        return exact or [
            column for column, heading in self.titles.items() if as_seen(heading) == as_seen(name)
        ]

    @functools.cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that are records."""
        return tuple(row for row in self._filled if row not in self._no_records and row not in self._broken)

    @property
    def lost(self) -> int:
        """How many rows are records that cannot be read at all."""
        return len(self._broken)

    @property
    def issues(self) -> Iterator[Issue]:
        """What is to be said of rows: those left out, those that cannot be trusted, those that are hidden."""
        for row, description in self._no_records.items():
            yield Issue(place=self.sheet.place(row, 1), text=description, code="table.no-record")
        for row, (code, fault) in self._broken.items():
            yield Issue(place=self.sheet.place(row, 1), text=fault, code=code)
        columns = {column: self.titles[column] for column in self.sheet.hidden_columns & self.titles.keys()}
        yield from hidden_issues(
            self.sheet, self.sheet.hidden_rows.intersection(self.rows), columns, self.head[1]
        )

    @functools.cached_property
    def _filled(self) -> tuple[int, ...]:
        """The rows below the head in which anything stands."""
        last = self.sheet.last_row if self.end is None else min(self.end, self.sheet.last_row)
        rows = range(self.head[1] + 1, last + 1)
        return tuple(row for row in rows if not all(cell.is_blank for cell in self._row(row)))

    def _row(self, row: int) -> Iterator[Cell]:
        return (self.cells.at(row, column) for column in range(1, self.cells.last_column + 1))

    @functools.cached_property
    def _no_records(self) -> dict[int, Message]:
        """The rows that are no records, and what they are."""
        descriptions = {
            row: self._heading(row) or self._total(row) or self._repeated(row) or self._numbering(row)
            for row in self._filled
        }
        return {row: description for row, description in descriptions.items() if description is not None}

    @functools.cached_property
    def _own_titles(self) -> Mapping[int, str]:
        last = self.cells.last_column - self.added
        return {column: title for column, title in self.titles.items() if column <= last}

    def _heading(self, row: int) -> Message | None:
        """Tell a row that is one merged cell, or a phrase that parts others, and nothing else."""
        # Whether it is one cell is told by the first two.
        holding = (column for column in self._own_titles if not self.sheet.at(row, column).is_blank)
        filled = set(itertools.islice(holding, 2))
        if len(filled) == 1:
            [column] = filled
            cell = self.sheet.at(row, column)
            if column == min(self._own_titles) and _BETWEEN_ROWS.match(str(cell).strip().casefold()):
                return message("table.no-record/heading", text=_shown(cell))
        for top, left in self._wide_by_row.get(row, ()):
            if filled <= {left}:
                return message("table.no-record/heading", text=_shown(self.sheet.at(top, left)))
        return None

    @functools.cached_property
    def headings(self) -> Mapping[int, str]:
        """The rows that are one merged cell over those below, and what stands in it."""
        tops = {top: str(self.sheet.at(top, left)) for top, left, _, _ in self._wide}
        return {row: tops[row] for row in self._no_records if row in tops}

    @functools.cached_property
    def _wide(self) -> list[tuple[int, int, int, int]]:
        """The merged cells below the head that are wider than a column."""
        return [area for area in self.sheet.merged if area[3] > area[1] and area[0] > self.head[1]]

    @functools.cached_property
    def _wide_by_row(self) -> Mapping[int, list[tuple[int, int]]]:
        """The first row and the first column of these, by each row over which they stretch."""
        by_row: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, _ in self._wide:
            for row in range(top, min(bottom, self.sheet.last_row) + 1):
                by_row.setdefault(row, []).append((top, left))
        return by_row

    def _total(self, row: int) -> Message | None:
        first = next((cell for cell in self._row(row) if not cell.is_blank), Cell())
        if not isinstance(first.content, str):
            return None
        # Latin letters that look Cyrillic are those of a slip, or of an English word.
        words = (_SPACED.sub("", form(first.content)) for form in (as_seen, normal))
        return (
            message("table.no-record/total", text=_shown(first))
            if any(map(_TOTAL.fullmatch, words))
            else None
        )

    def _repeated(self, row: int) -> Message | None:
        """Tell a row in which nothing stands but what stands in the head above it."""
        filled = 0
        for column in self._own_titles:
            cell = self.cells.at(row, column)
            if not cell.is_blank:
                if as_seen(str(cell)) not in self._heads[column]:
                    return None
                filled += 1
        return message("table.no-record/head") if filled >= min(2, len(self._own_titles)) else None

    @functools.cached_property
    def _heads(self) -> Mapping[int, Collection[str]]:
        """What stands in the head, by column."""
        first, last = self.head
        return {
            column: {as_seen(str(self.cells.at(row, column))) for row in range(first, last + 1)}
            for column in self._own_titles
        }

    def _numbering(self, row: int) -> Message | None:
        """Tell a row that numbers the columns, where the rows below do not hold numbers alone."""
        ordinals = []
        for column in self._own_titles:
            ordinal = self._ordinal(row, column)
            if ordinal is None:
                return None
            ordinals.append(ordinal)
        if len(ordinals) < 2:
            return None
        # Forms of statistics begin with letters, for the columns of names: «А», «Б», 1, 2.
        letters = [ordinal for ordinal in ordinals if isinstance(ordinal, str)]
        numbers = [*range(1, len(ordinals) - len(letters) + 1)]
        if ordinals != [*"абвгд"[: len(letters)], *numbers] or (letters and row != self._filled[0]):
            return None
        neighbours = [neighbour for neighbour in self._filled if neighbour != row][:1]
        if any(self._ordinal(near, column) is None for near in neighbours for column in self._own_titles):
            return message("table.no-record/numbers")
        return None

    def _ordinal(self, row: int, column: int) -> int | str | None:
        """Read the number of a column, or its letter: 1, «(1)», «1.», «IV», «А»."""
        content = self.cells.at(row, column).content
        if isinstance(content, str):
            if number := _ROMAN.get(as_seen(content)):
                return number
            match = _ORDINAL.fullmatch(as_seen(content))
            if match is None:
                return None
            if not match[1].isdecimal():
                return match[1]
            # No column has so long a number, and Python makes none of thousands of digits.
            return int(match[1]) if len(match[1]) < 16 else LONGEST
        return content if type(content) is int else None

    @functools.cached_property
    def _ends_in_delimiters(self) -> bool:
        """Tell whether most rows of a text end with delimiters that part nothing, as some programs write.

        Else a row with one more was parted by a delimiter of its own, and what stands behind it moved by a
        column.
        """
        width = max(self._own_titles, default=0)
        rows = [row for row in self._filled if row not in self._no_records]
        ending = sum(len(self.sheet.rows[row - 1]) > width >= self.sheet.width(row) for row in rows)
        return 2 * ending > len(rows)

    @functools.cached_property
    def _broken(self) -> dict[int, tuple[str, Message]]:
        """The rows of a text that were not parted as their head was."""
        if not self.sheet.is_text:
            return {}
        broken = {}
        width = max(self._own_titles, default=0)
        for row in self._filled:
            first = self.sheet.at(row, 1).content
            number = self.sheet.width(row)
            cells = len(self.sheet.rows[row - 1])
            if isinstance(first, Broken):
                broken[row] = (first.code, first.message)
            elif number > width or (cells > width and not self._ends_in_delimiters):
                fault = message("table.ragged/wide", number=cells, wanted=width)
                broken[row] = ("table.ragged", fault)
            elif cells < width:
                fault = message("table.ragged/narrow", number=cells, wanted=width)
                broken[row] = ("table.ragged", fault)
        return {row: pair for row, pair in broken.items() if row not in self._no_records}


def hidden_issues(
    sheet: Sheet, rows: Collection[int], columns: Mapping[int, str], head: int
) -> Iterator[Issue]:
    """Say which rows and columns were read that people do not see.

    Args:
        sheet: The sheet.
        rows: The hidden rows that were read.
        columns: The titles of the hidden columns that were read.
        head: The row of the titles.
    """
    if rows:
        note = message("table.hidden", number=len(rows), rows=_spans(sorted(rows)))
        yield Issue(place=sheet.place(min(rows), 1), text=note, code="table.hidden")
    if columns:
        titles = tuple(f"«{columns[column]}»" for column in sorted(columns))
        note = message("table.hidden/columns", titles=titles)
        yield Issue(place=sheet.place(head, min(columns)), text=note, code="table.hidden")


def _shown(cell: Cell) -> str:
    text = " ".join(str(cell).split())
    return f"«{text[:40]}…»" if len(text) > 40 else f"«{text}»"


def _spans(numbers: list[int]) -> str:
    """Write numbers in order, runs of them as their ends: 3–5, 9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    parts = [f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    return ", ".join(parts[:10]) + ("…" if len(parts) > 10 else "")
