"""Regions side by side as a table."""

from __future__ import annotations

from collections.abc import Iterable

from rnms.regions.matrices import Cell, Matrix, Mention, SubjectMatrix
from rnms.render.texts import TEXTS
from rnms.render.words import target_sentence

YEARS = (2021, 2022, 2023, 2024)
MARKS = {
    Mention.WITH_FUNCTIONS: "+",
    Mention.ONLY_NAMED: "(+)",
    Mention.ABSENT: "–",
    Mention.LOST: "?",
}
"""Named with functions, only named, not named, the page is lost."""


def matrix_table(matrix: Matrix, *, years: Iterable[int] = YEARS, lang: str = "ru") -> str:
    """Print families by regions, with the targets of some years.

    >>> from rnms import regions
    >>> print(matrix_table(regions.matrix(["amur", "kirov"])).splitlines()[0].split())
    ['Семейство', 'Регион', 'Показатель', '2021', '2022', '2023', '2024']
    """
    from tabulate import tabulate

    columns = tuple(years)
    rows = [
        [family.title if lang == "ru" else family.key, region, cell.code, *_targets(cell, columns, lang)]
        for family in matrix.families
        for region in matrix.regions
        for cell in matrix.at(family, region)
    ]
    return tabulate(
        rows, headers=[*TEXTS[lang].matrix.indicators_head, *map(str, columns)], disable_numparse=True
    )


def _targets(cell: Cell, years: tuple[int, ...], lang: str) -> list[str]:
    targets = [cell.target(year) for year in years]
    scale = cell.part.measure.scale
    return ["–" if target is None else target_sentence(target, scale, lang=lang) for target in targets]


def subject_table(matrix: SubjectMatrix, *, lang: str = "ru") -> str:
    """Print kinds of subject by regions: + with functions, (+) only named, – not named, ? page lost.

    >>> from rnms import regions
    >>> print(subject_table(regions.subject_matrix(["amur", "kirov"])).splitlines()[0].split())
    ['Субъект', 'amur', 'kirov']
    """
    from tabulate import tabulate

    russian = lang == "ru"
    rows = []
    for kind in matrix.kinds:
        marks = [MARKS[matrix.at(kind, key).mention] for key in matrix.regions]
        rows.append([kind.title if russian else kind.key, *marks])
    return tabulate(rows, headers=[TEXTS[lang].matrix.subjects_head, *matrix.regions], disable_numparse=True)
