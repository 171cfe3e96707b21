"""Regions side by side as a table."""

from __future__ import annotations

from collections.abc import Iterable

from rnms.regions.matrices import Cell, Matrix, Mention, SubjectMatrix
from rnms.render.plain import WIDE, PlainColumn, Screen, plain_table
from rnms.render.texts import TEXTS
from rnms.render.words import target_sentence

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
    columns = matrix.years if years is None else tuple(years)
    rows = [
        [family.title if lang == "ru" else family.key, region, cell.code, *_targets(cell, columns, lang)]
        for family in matrix.families
        for region in matrix.regions
        for cell in matrix.at(family, region)
    ]
    heads = [*TEXTS[lang].matrix.indicators_head, *map(str, columns)]
    return plain_table([PlainColumn(head) for head in heads], rows, screen, leading=3)


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
    rows = [
        [
            kind.title if lang == "ru" else kind.key,
            *(MARKS[matrix.at(kind, key).mention] for key in matrix.regions),
        ]
        for kind in matrix.kinds
    ]
    heads = [TEXTS[lang].matrix.subjects_head, *matrix.regions]
    return plain_table([PlainColumn(head) for head in heads], rows, screen, leading=1)
