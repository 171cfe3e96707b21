"""Tables of plain text: as wide as they are, or as a screen is; on a narrow one a block for each row."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from rnms._values import frozen

NARROW = 100
"""Below so many columns of a screen a table that does not fit as it is becomes blocks."""
_GAP = "  "
_COLOURS = {"met": "32", "not_met": "31", "undetermined": "35", "no_data": "33", "pending": "36"}
_BOLD = "1"


@frozen
class Screen:
    r"""Where text is shown.

    >>> Screen(width=30).folded("  Доля педагогов, прошедших диагностику")
    '  Доля педагогов, прошедших\n    диагностику'

    Attributes:
        width: How many letters a line holds; ``None`` is any number.
        is_coloured: Whether verdicts have colours and headings stand out.
    """

    width: int | None = None
    is_coloured: bool = False

    def painted(self, text: str, state: str = "") -> str:
        r"""Give each line the colour of a verdict, by the value of the ``Verdict``.

        >>> Screen(is_coloured=True).painted("да", "met"), Screen().painted("да", "met")
        ('\x1b[32mда\x1b[0m', 'да')
        """
        colour = _COLOURS.get(state)
        return text if colour is None or not self.is_coloured else _in_colour(text, colour)

    def emphasized(self, text: str) -> str:
        """Let a heading stand out."""
        return _in_colour(text, _BOLD) if self.is_coloured else text

    def folded(self, text: str) -> str:
        """Break the lines that are too long; what goes on is indented below its line."""
        if self.width is None:
            return text
        return "\n".join(_folded_line(line, self.width) for line in text.split("\n"))


WIDE = Screen()
"""Files and pipes: lines as long as they are, no colours."""


@frozen
class PlainColumn:
    """A column of a table.

    Attributes:
        title: Its heading.
        wrap: After how many letters its lines break; ``None`` is never, unless a screen is too narrow.
    """

    title: str
    wrap: int | None = None


@frozen
class PlainCell:
    """What stands in a cell, and the value of the ``Verdict`` that colours it."""

    text: str
    state: str = ""


def plain_table(
    columns: Sequence[PlainColumn],
    rows: Sequence[Sequence[PlainCell | str]],
    screen: Screen = WIDE,
    *,
    leading: int = 2,
) -> str:
    """Write a table: columns side by side where the screen has room for them, else a block for each row.

    >>> print(plain_table([PlainColumn("№"), PlainColumn("Вывод")], [["1", "достигнуто"]]))
    №    Вывод
    ---  ----------
    1    достигнуто
    >>> columns = [PlainColumn("№"), PlainColumn("Показатель"), PlainColumn("Вывод")]
    >>> print(plain_table(columns, [["1", "Доля прошедших", "достигнуто"]], Screen(width=24)))
    1  Доля прошедших
       Вывод: достигнуто

    Args:
        columns: Its columns.
        rows: Its rows, as many cells each as there are columns.
        screen: Where it is shown.
        leading: How many cells say what a row is about: they head its block.
    """
    cells = [[_cell(cell) for cell in row] for row in rows]
    widths = _widths(columns, cells, screen.width)
    if widths is None:
        return _blocks(columns, cells, screen, leading)
    return _grid(columns, cells, widths, screen)


def _cell(cell: PlainCell | str) -> PlainCell:
    return cell if isinstance(cell, PlainCell) else PlainCell(cell)


def _widths(
    columns: Sequence[PlainColumn], rows: Sequence[Sequence[PlainCell]], width: int | None
) -> list[int] | None:
    """Find how wide each column is; ``None`` where a block for each row reads better."""
    texts = [[column.title, *(row[index].text for row in rows)] for index, column in enumerate(columns)]
    widths = [
        max(
            # A column is a little wider than its heading, unless a screen leaves no room.
            len(column.title) + len(_GAP) * (width is None),
            *(len(line) for text in column_texts for line in _lines(text, column.wrap)),
        )
        for column, column_texts in zip(columns, texts, strict=True)
    ]
    if width is None:
        return widths
    room = width - len(_GAP) * (len(columns) - 1)
    if sum(widths) > room and width < NARROW:
        return None
    least = [max(map(len, re.split(r"[ \n]", " ".join(column_texts)))) for column_texts in texts]
    while sum(widths) > room:
        # The column with the most room to lose gives a letter.
        spare = [had - needed for had, needed in zip(widths, least, strict=True)]
        if max(spare) <= 0:
            return None
        widths[spare.index(max(spare))] -= 1
    return widths


def _grid(
    columns: Sequence[PlainColumn],
    rows: Sequence[Sequence[PlainCell]],
    widths: Sequence[int],
    screen: Screen,
) -> str:
    """Write columns side by side."""
    heads = _grid_lines([PlainCell(column.title) for column in columns], widths, screen)
    lines = [*map(screen.emphasized, heads), _GAP.join("-" * width for width in widths)]
    for row in rows:
        lines += _grid_lines(row, widths, screen)
    return "\n".join(lines)


def _grid_lines(row: Sequence[PlainCell], widths: Sequence[int], screen: Screen) -> list[str]:
    cells = [_lines(cell.text, width) for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, cells), default=0)
    lines = []
    for index in range(height):
        parts = [lines_of_cell[index] if index < len(lines_of_cell) else "" for lines_of_cell in cells]
        last = max((place for place, part in enumerate(parts) if part), default=0)
        lines.append(
            _GAP.join(
                # Colours come after the widths are measured, and the end of a line is not padded.
                screen.painted(part, cell.state) + " " * ((width - len(part)) * (place < last))
                for place, (part, cell, width) in enumerate(zip(parts, row, widths, strict=True))
                if place <= last
            )
        )
    return lines


def _blocks(
    columns: Sequence[PlainColumn], rows: Sequence[Sequence[PlainCell]], screen: Screen, leading: int
) -> str:
    """Write a block for each row: what it is about, and below it what is said, each with its heading."""
    blocks = []
    for row in rows:
        head = _GAP.join(cell.text for cell in row[:leading] if cell.text)
        lines = [screen.emphasized(screen.folded(head))]
        for column, cell in zip(columns[leading:], row[leading:], strict=True):
            if cell.text:
                text = " ".join(cell.text.split("\n"))
                first, *rest = screen.folded(f"   {column.title}: {text}").split("\n")
                label = f"   {column.title}: "
                lines.append(label + screen.painted(first.removeprefix(label), cell.state))
                lines += [screen.painted(line, cell.state) for line in rest]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) if blocks else _GAP.join(column.title for column in columns)


def _lines(text: str, width: int | None) -> list[str]:
    """Break a text into lines; a word that is longer than a line stays whole."""
    if width is None:
        return text.split("\n")
    return [piece for line in text.split("\n") for piece in _broken(line, width)]


def _broken(line: str, width: int, further: str = "") -> list[str]:
    return textwrap.wrap(line, width, subsequent_indent=further, break_long_words=False) or [""]


def _folded_line(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    margin = " " * (len(line) - len(line.lstrip(" ")) + 2)
    return "\n".join(_broken(line, width, margin))


def _in_colour(text: str, colour: str) -> str:
    return "\n".join(f"\x1b[{colour}m{line}\x1b[0m" if line else "" for line in text.split("\n"))
