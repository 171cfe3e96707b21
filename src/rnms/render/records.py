"""The report as flat records, one row for each judgement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rnms.model.norm import Exact
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result


def records(report: Report) -> list[dict[str, Any]]:
    """Give one row for each indicator, component and municipality under each reading."""
    return [
        row
        for result in report.results
        for judgement in result.judgements
        for row in _rows(report, result, judgement)
    ]


def _rows(report: Report, result: Result, judgement: Judgement) -> Iterator[dict[str, Any]]:
    yield _row(report, result, judgement.name, judgement)
    for place in judgement.municipalities:
        yield _row(report, result, judgement.name, place, municipality=place.name)
    for part in judgement.components:
        yield _row(report, result, judgement.name, part, component=part.name)
        for place in part.municipalities:
            yield _row(report, result, judgement.name, place, component=part.name, municipality=place.name)


def _row(
    report: Report,
    result: Result,
    reading: str,
    judgement: Judgement,
    *,
    component: str = "",
    municipality: str = "",
) -> dict[str, Any]:
    low, high = (None, None) if judgement.value is None else (judgement.value.low, judgement.value.high)
    norm = judgement.target.known_norm if judgement.target else None
    return {
        "region": report.region,
        "indicator": result.code,
        "component": component,
        "municipality": municipality,
        "reading": reading,
        "taken": reading == result.taken,
        "period": str(judgement.period),
        "title": result.title,
        "level": result.level.key,
        "verdict": judgement.verdict.value,
        "scale": judgement.scale.value,
        "low": _float(low),
        "high": _float(high),
        "target_low": _float(norm.low if norm else None),
        "target_high": _float(norm.high if norm else None),
        "clause": str(judgement.target.clause if judgement.target else result.clause),
        "missing": ", ".join(place.name for place in judgement.missing),
    }


def _float(value: Exact | None) -> float | None:
    return None if value is None else float(value)
