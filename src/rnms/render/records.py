"""The report as flat records for a data frame: each column of one type, whatever the report holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rnms._values import frozen
from rnms.errors import extra
from rnms.model.norm import Exact
from rnms.render import words
from rnms.results.findings import Finding
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result

if TYPE_CHECKING:
    import pyarrow as pa

INDICATOR, DUTY = "indicator", "duty"
"""What a record is about."""
COLUMNS: Mapping[str, type] = {
    "kind": str, "region": str, "indicator": str, "component": str, "municipality": str,
    "municipality_name": str, "reading": str, "taken": bool, "period": str, "title": str, "level": str,
    "force": str, "verdict": str, "scale": str, "low": float, "high": float, "numerator_low": int,
    "numerator_high": int, "denominator_low": int, "denominator_high": int, "target_low": float,
    "target_high": float, "clause": str, "reasons": str, "why": str, "missing": str, "failed": str,
    "undecided": str,
}  # fmt: skip
"""The columns and what each holds. A text is empty where there is nothing to say, a number ``None``."""
_INFERRED = 100
"""So many rows polars looks at to find the type of a column."""


def records(report: Report) -> list[dict[str, Any]]:
    """Give a row for each indicator, component and duty, under each reading, and for each municipality.

    Those of the whole region come first. Where all the first rows had nothing in a column, the first that has
    something is put on top, so that whoever infers types from the first rows finds them.
    """
    rows = [*_of_region(report), *_of_places(report)]
    late = [
        first
        for column in COLUMNS
        for first in [next((at for at, row in enumerate(rows) if row[column] is not None), 0)]
        if first >= _INFERRED
    ]
    on_top = dict.fromkeys(late)
    return [*(rows[at] for at in on_top), *(row for at, row in enumerate(rows) if at not in on_top)]


def arrow(report: Report) -> pa.Table:
    """Make an Arrow table of the same rows, its types those of the columns even where a column is empty."""
    with extra("frames"):
        import pyarrow as pa

    types = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    return pa.Table.from_pylist(records(report), schema=schema)


@frozen
class _Judged:
    """A judgement, and of what: the result, the reading, and the part of it, if it is one."""

    result: Result
    reading: str
    judgement: Judgement
    component: str = ""


def _judged(report: Report) -> Iterator[_Judged]:
    for result in report.results:
        for judgement in result.judgements:
            yield _Judged(result, judgement.name, judgement)
            for part in judgement.components:
                yield _Judged(result, judgement.name, part, part.name)


def _of_region(report: Report) -> Iterator[dict[str, Any]]:
    for entry in _judged(report):
        yield _row(report, entry, entry.judgement)
    for finding in report.requirements:
        yield _duty(report, finding)


def _of_places(report: Report) -> Iterator[dict[str, Any]]:
    for entry in _judged(report):
        for place in entry.judgement.municipalities:
            yield {
                **_row(report, entry, place),
                "municipality": place.name,
                "municipality_name": place.title,
            }


def _row(report: Report, entry: _Judged, judgement: Judgement) -> dict[str, Any]:
    result = entry.result
    return {
        **_said(report, judgement),
        "kind": INDICATOR,
        "indicator": result.code,
        "component": entry.component,
        "reading": entry.reading,
        "taken": entry.reading == result.taken,
        "title": result.title,
        "level": result.level.key,
        "clause": str(judgement.target.clause if judgement.target else result.clause),
    }


def _duty(report: Report, finding: Finding) -> dict[str, Any]:
    return {
        **_said(report, finding.judgement),
        "kind": DUTY,
        "indicator": finding.code,
        "taken": True,
        "title": finding.title,
        "force": finding.force.value,
        "clause": str(finding.clause),
        "failed": ", ".join(finding.failed),
        "undecided": ", ".join(finding.undecided),
    }


def _said(report: Report, judgement: Judgement) -> dict[str, Any]:
    """Tell what a judgement says, in every column; those of whose it is are empty."""
    norm = judgement.target.known_norm if judgement.target else None
    passing, size = judgement.passing_of or (None, None)
    value = judgement.value
    return {
        **{column: "" if kind is str else None for column, kind in COLUMNS.items()},
        "region": report.region,
        "period": str(judgement.period),
        "verdict": judgement.verdict.value,
        "scale": judgement.scale.value,
        "low": _float(value.low if value else None),
        "high": _float(value.high if value else None),
        "numerator_low": passing.low if passing else None,
        "numerator_high": passing.high if passing else None,
        "denominator_low": size.low if size else None,
        "denominator_high": size.high if size else None,
        "target_low": _float(norm.low if norm else None),
        "target_high": _float(norm.high if norm else None),
        "reasons": ", ".join(dict.fromkeys(reason.code for reason in judgement.reasons)),
        "why": words.reason(judgement),
        "missing": ", ".join(place.name for place in judgement.missing),
    }


def _float(value: Exact | None) -> float | None:
    return None if value is None else float(value)
