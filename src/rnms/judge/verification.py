"""``verify``: whether a report follows from data, and where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from rnms.errors import UsageError
from rnms.indicators.tally import Reason
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

_ITSELF = ("name", "place", "title", "principal", "acts", "awaited", "unknown", "changes", "ledger")
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
        yield from _of_entries(getattr(report, collection), getattr(now, collection))


def _of_entries(reported: Iterable[Said], now: Iterable[Said]) -> Iterator[Difference]:
    before, after = _by_place(reported), _by_place(now)
    for code, period in {**before, **after}:
        place = (code, period)
        yield from _of_place(code, period, before.get(place), after.get(place))


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
    differences = tuple(_of_entry(reported, now)) or (Difference(code="", what=Differing.OTHER),)
    for difference in differences:
        own_period = difference.period if difference.code else period
        yield attrs.evolve(difference, code=difference.code or code, period=own_period)


def _of_entry(reported: Said, now: Said) -> Iterator[Difference]:
    """Tell the differences within what is said of one place; those without a code are of that place."""
    match reported, now:
        case ScheduleStatus(), ScheduleStatus():
            yield from _of_status(reported, now)
        case MonitoringFinding(), MonitoringFinding():
            verdicts = (reported.verdict.value, now.verdict.value)
            yield from _of_pairs({Differing.VERDICT: verdicts}, ((), ()))
            yield from _of_entries(reported.rounds, now.rounds)
            follow_ups = ([one.follow_up] if one.follow_up else [] for one in (reported, now))
            yield from _of_entries(*follow_ups)
        case _:
            before, after = (dict(_judgements(entry)) for entry in (reported, now))
            for part in {**before, **after}:
                for difference in _of_part(before.get(part), after.get(part)):
                    yield attrs.evolve(difference, part=part)


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
        Differing.REASON: (_codes(reported.reasons), _codes(now.reasons)),
    }
    differences = tuple(_of_pairs(pairs, (reported.reasons, now.reasons)))
    yield from differences
    if not differences and _alone(reported) != _alone(now):
        yield Difference(code="", what=Differing.OTHER)


def _of_status(reported: ScheduleStatus, now: ScheduleStatus) -> Iterator[Difference]:
    pairs = {
        Differing.STATE: (reported.progress.value, now.progress.value),
        Differing.DAY: (str(reported.done or ""), str(now.done or "")),
        Differing.REASON: (_codes(reported.reasons), _codes(now.reasons)),
    }
    yield from _of_pairs(pairs, (reported.reasons, now.reasons))


def _of_pairs(
    pairs: Mapping[Differing, tuple[str, str]], reasons: tuple[Sequence[Reason], Sequence[Reason]]
) -> Iterator[Difference]:
    """Make a difference of each pair that differs, with the reasons where these are needed to word it."""
    for kind, (before, after) in pairs.items():
        is_worded = kind in {Differing.REASON, Differing.STATE}
        if before != after:
            own, current = map(tuple, reasons) if is_worded else ((), ())
            yield Difference(
                code="", what=kind, reported=before, now=after, reported_reasons=own, reasons_now=current
            )


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


def _codes(reasons: Iterable[Reason]) -> str:
    return ", ".join(reason.code for reason in reasons)
