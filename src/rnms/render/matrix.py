"""Regions side by side as a table."""

from __future__ import annotations

from collections.abc import Iterable

from rnms.regions.matrices import Cell, Matrix, Mention, SubjectMatrix
from rnms.render.plain import WIDE, PlainColumn, Screen, plain_table
from rnms.render.texts import TEXTS
from rnms.render.words import target_sentence, value, verdict
from rnms.results.judgement import Judgement
from rnms.results.readings import ReadingMatrix

Rows = tuple[list[str], list[list[str]]]
"""The headings of a table, and its rows."""

MARKS = {
    Mention.WITH_FUNCTIONS: "+",
    Mention.ONLY_NAMED: "(+)",
    Mention.ABSENT: "–",
    Mention.LOST: "?",
}
"""Named with functions, only named, not named, the page is lost."""


def matrix_table(
    matrix: Matrix, *, years: Iterable[int] | None = None, lang: str = "ru", screen: Screen = WIDE
) -> str:
    """Print families by regions, with the targets of some years; by default of those that the regions name.

    >>> from rnms import regions
    >>> print(matrix_table(regions.matrix(["amur", "kirov"])).splitlines()[0].split())
    ['Семейство', 'Регион', 'Показатель', '2023', '2024']
    """
    return _table(matrix_rows(matrix, years=years, lang=lang), screen, leading=3)


def matrix_rows(matrix: Matrix, *, years: Iterable[int] | None = None, lang: str = "ru") -> Rows:
    """List families by regions: the headings, and a row for each indicator."""
    columns = matrix.years if years is None else tuple(years)
    rows = [
        [family.title if lang == "ru" else family.key, region, cell.code, *_targets(cell, columns, lang)]
        for family in matrix.families
        for region in matrix.regions
        for cell in matrix.at(family, region)
    ]
    return [*TEXTS[lang].matrix.indicators_head, *map(str, columns)], rows


def _targets(cell: Cell, years: tuple[int, ...], lang: str) -> list[str]:
    targets = [cell.target(year) for year in years]
    scale = cell.part.measure.scale
    return ["–" if target is None else target_sentence(target, scale, lang=lang) for target in targets]


def subject_table(matrix: SubjectMatrix, *, lang: str = "ru", screen: Screen = WIDE) -> str:
    """Print kinds of subject by regions: + with functions, (+) only named, – not named, ? page lost.

    >>> from rnms import regions
    >>> print(subject_table(regions.subject_matrix(["amur", "kirov"])).splitlines()[0].split())
    ['Субъект', 'amur', 'kirov']
    """
    return _table(subject_rows(matrix, lang=lang), screen, leading=1)


def subject_rows(matrix: SubjectMatrix, *, lang: str = "ru") -> Rows:
    """List kinds of subject by regions: the headings, and a row for each kind."""
    russian = lang == "ru"
    rows = []
    for kind in matrix.kinds:
        marks = [MARKS[matrix.at(kind, key).mention] for key in matrix.regions]
        rows.append([kind.title if russian else kind.key, *marks])
    return [TEXTS[lang].matrix.subjects_head, *matrix.regions], rows


def reading_table(matrix: ReadingMatrix, *, lang: str = "ru", screen: Screen = WIDE) -> str:
    """Print what each reading makes of each indicator: the value and the sign of the verdict."""
    return _table(reading_rows(matrix, lang=lang), screen, leading=1)


def reading_rows(matrix: ReadingMatrix, *, lang: str = "ru") -> Rows:
    """List indicators by readings: the headings, and a row for each result."""
    rows = []
    for result in matrix.results:
        judgements = (result.readings.get(name) for name in matrix.readings)
        rows.append(
            [
                result.code,
                *("" if judgement is None else _judged(judgement, lang) for judgement in judgements),
            ]
        )
    return [TEXTS[lang].matrix.indicators_head[2], *matrix.readings], rows


def _judged(judgement: Judgement, lang: str) -> str:
    return f"{value(judgement, lang=lang)}\n{verdict(judgement, lang=lang)}".strip()


def _table(table: Rows, screen: Screen, *, leading: int) -> str:
    heads, rows = table
    return plain_table([PlainColumn(head) for head in heads], rows, screen, leading=leading)
