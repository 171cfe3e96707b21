"""``verify``: whether a report follows from data, and where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from rnms.errors import UsageError
from rnms.issues import message
from rnms.judge.evaluation import evaluate
from rnms.model.norm import Bounds
from rnms.model.system import RegionalSystem
from rnms.results.findings import Finding, MonitoringFinding, ScheduleStatus
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result
from rnms.results.verification import Difference, Differing, Verification

if TYPE_CHECKING:
    from rnms.tables.tables import Tables

_ITSELF = ("name", "title", "principal", "acts", "awaited", "unknown", "changes", "ledger")
"""What a report says of itself and what follows from data."""
Said = Result | Finding | MonitoringFinding | ScheduleStatus


def verify(report: Report, data: RegionalSystem | Tables) -> Verification:
    """Judge data anew as a report says that it was judged, and tell where the two differ.

    The issues of a report are not compared: those of forms and registers are told by files that data do not
    hold. Nor is what was published, which :meth:`rnms.Report.audit` holds against data.

    >>> import rnms
    >>> data = rnms.example("khabarovsk_2023")
    >>> report = rnms.evaluate(data, period=2023)
    >>> verify(report, data).follows
    True

    Args:
        report: The report, at hand or read from a file.
        data: The data of which it is said to be: a system, or tables. Tables in memory or in files have the
            digest of the records that their rows make, so that a report of one is verified by the other.

    Raises:
        UsageError: If the data are of another region.
        RnmsError: If the report names a region, indicator, reading or place that there is not.
    """
    system = data if isinstance(data, RegionalSystem) else data.judged
    if system.region != report.region:
        regions = {"region": repr(report.region), "other": repr(system.region)}
        raise UsageError(message("error.other-region/report", **regions))
    now = evaluate(
        data,
        period=report.period,
        as_of=report.as_of,
        known_on=report.known_on,
        readings=report.readings,
        only=_only(report),
        municipality=report.municipality,
        organization=report.organization,
    )
    return Verification(
        region=report.region,
        period=report.period,
        data_digest=report.digest,
        data_digest_now=now.digest,
        version=report.version,
        version_now=now.version,
        source=report.source,
        source_now=now.source,
        differences=tuple(_differences(report, now)),
    )


def _only(report: Report) -> tuple[str, ...] | None:
    """List the codes that a report in part was asked for; ``None`` of a whole one."""
    if report.requirements or report.monitoring or report.roadmap or report.meetings:
        return None
    return tuple(dict.fromkeys(result.code for result in report)) or None


def _differences(report: Report, now: Report) -> Iterator[Difference]:
    for name in _ITSELF:
        if getattr(report, name) != getattr(now, name):
            yield Difference(code=name, what=Differing.OTHER)
    for collection in ("results", "requirements", "monitoring", "roadmap", "meetings"):
        reported, current = (_by_place(getattr(source, collection)) for source in (report, now))
        for code, period in {**reported, **current}:
            place = (code, period)
            yield from _of_place(code, period, reported.get(place), current.get(place))


def _by_place(entries: Iterable[Said]) -> Mapping[tuple[str, str], Said]:
    """Key what is said by code and period; of a measure, by the day on which it falls due."""
    by_place: dict[tuple[str, str], Said] = {}
    for entry in entries:
        key = code, period = _place_of(entry)
        number = 1
        while key in by_place:  # a measure may fall due twice on a day
            number += 1
            key = code, f"{period} ({number})"
        by_place[key] = entry
    return by_place


def _place_of(entry: Said) -> tuple[str, str]:
    match entry:
        case Result():
            return entry.code, str(entry.period)
        case Finding():
            return entry.code, str(entry.judgement.period)
        case MonitoringFinding():
            return entry.code, ""
    return entry.code, str(entry.occurrence.due or "")


def _of_place(code: str, period: str, reported: Said | None, now: Said | None) -> Iterator[Difference]:
    if reported is None or now is None:
        kind = Differing.ABSENT if reported is None else Differing.ADDED
        yield Difference(code=code, period=period, what=kind)
        return
    if reported == now:
        return
    before, after = (dict(_judgements(entry)) for entry in (reported, now))
    is_told = False
    for part in {**before, **after}:
        for difference in _of_part(before.get(part), after.get(part)):
            is_told = True
            yield attrs.evolve(difference, code=code, period=period, part=part)
    if not is_told:
        yield Difference(code=code, period=period, what=Differing.OTHER)


def _judgements(entry: Said) -> Iterator[tuple[str, Judgement]]:
    """List every judgement of what is said by its way there: reading, component, municipality."""
    if isinstance(entry, Result):
        for judgement in entry.judgements:
            yield from _with_parts(judgement, judgement.name)
    elif isinstance(entry, Finding):
        yield from _with_parts(entry.judgement, entry.judgement.name)


def _with_parts(judgement: Judgement, way: str) -> Iterator[tuple[str, Judgement]]:
    yield way, judgement
    for part in (*judgement.components, *judgement.municipalities):
        yield from _with_parts(part, f"{way} / {part.name}")


def _of_part(reported: Judgement | None, now: Judgement | None) -> Iterator[Difference]:
    if reported is None or now is None:
        yield Difference(code="", what=Differing.ABSENT if reported is None else Differing.ADDED)
        return
    pairs = {
        Differing.VERDICT: (reported.verdict.value, now.verdict.value),
        Differing.VALUE: (_value(reported.value), _value(now.value)),
        Differing.REASON: (_reasons(reported), _reasons(now)),
    }
    differing = [(kind, pair) for kind, pair in pairs.items() if pair[0] != pair[1]]
    for kind, (before, after) in differing:
        difference = Difference(code="", what=kind, reported=before, now=after)
        if kind is Differing.REASON:
            difference = attrs.evolve(difference, reported_reasons=reported.reasons, reasons_now=now.reasons)
        yield difference
    if not differing and _alone(reported) != _alone(now):
        yield Difference(code="", what=Differing.OTHER)


def _alone(judgement: Judgement) -> Judgement:
    """Give a judgement without those inside it, which are told for themselves."""
    return attrs.evolve(judgement, components=(), municipalities=())


def _value(bounds: Bounds | None) -> str:
    """Write a value exactly, so that none is hidden by rounding."""
    if bounds is None:
        return ""
    if bounds.is_exact:
        return str(bounds.low)
    return f"{bounds.low}…{'' if bounds.high is None else bounds.high}"


def _reasons(judgement: Judgement) -> str:
    return ", ".join(reason.code for reason in judgement.reasons)
