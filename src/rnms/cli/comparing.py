"""The commands that compare: ``rnms compare``, ``rnms league`` and ``rnms trajectory``."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import attrs

from rnms.cli import options
from rnms.cli.console import FINE
from rnms.cli.parser import CommandParser, argument
from rnms.cli.tabled_output import SHOWN, form_of, write_tabled
from rnms.compare.changes import Comparison
from rnms.compare.comparison import compare
from rnms.compare.leagues import league
from rnms.compare.shown import Compared
from rnms.compare.trajectories import trajectory
from rnms.errors import UsageError
from rnms.issues import message
from rnms.judge.evaluation import evaluate
from rnms.render.compared import writer_of
from rnms.results.report import Report
from rnms.sheets.safety import file_name

_REPORT = re.compile(r'\s*\{\s*"rnms-report"')
"""How a file of a report begins, as ``Report.to_json`` writes it."""
_BEGINNING = 4096
"""So many bytes of a file are looked at for that."""


def add_compare(parser: CommandParser) -> None:
    """Add what ``rnms compare`` takes."""
    parser.take(
        argument("before", "FILE", says="compare.before", type=Path),
        argument("after", "FILE", says="compare.after", type=Path),
        options.PERIOD.but(says="compare.period", required=False),
        argument("--before-period", "PERIOD", says="compare.before_period"),
        options.REGION_OF_DATA,
        options.KNOWN_ON,
        options.KNOWN_ON_BEFORE,
        options.READING,
        options.READING_BEFORE,
        options.ONLY,
        *SHOWN,
    )
    parser.set_defaults(run=_compare)


def add_league(parser: CommandParser) -> None:
    """Add what ``rnms league`` takes."""
    parser.take(
        options.DATA,
        options.PERIOD,
        options.REGION_OF_DATA,
        options.KNOWN_ON,
        options.READING,
        argument("--only", "CODE", says="league.only", required=True),
        *SHOWN,
    )
    parser.set_defaults(run=_league)


def add_trajectory(parser: CommandParser) -> None:
    """Add what ``rnms trajectory`` takes."""
    parser.take(
        options.DATA,
        argument("--years", "YEAR", says="trajectory.years", type=options.years, required=True),
        options.REGION_OF_DATA,
        options.ONLY,
        *SHOWN,
    )
    parser.set_defaults(run=_trajectory)


def _compare(arguments: argparse.Namespace) -> int:
    form = form_of(arguments)
    _refuse_unheeded(arguments)
    before_period = arguments.before_period or arguments.period
    before = _report(
        arguments, arguments.before, before_period, arguments.known_on_before, arguments.reading_before
    )
    after = _report(arguments, arguments.after, arguments.period, arguments.known_on, arguments.reading)
    return _written(_chosen(compare(before, after), arguments.only), form, arguments)


def _refuse_unheeded(arguments: argparse.Namespace) -> None:
    """Refuse options that say how data are judged, where a report was judged before.

    Raises:
        UsageError: If one of them was typed for a report alone.
    """
    is_before_report, is_after_report = map(_is_report, (arguments.before, arguments.after))
    is_for_before = not is_before_report and arguments.before_period is None
    is_unheeded = {
        "--before-period": is_before_report,
        "--known-on-before": is_before_report,
        "--known-on": is_after_report,
        "--period": is_after_report and not is_for_before,
        "--region": is_before_report and is_after_report,
    }
    typed = tuple(
        option
        for option, unheeded in is_unheeded.items()
        if unheeded and getattr(arguments, option.strip("-").replace("-", "_")) is not None
    )
    if typed:
        raise UsageError(message("command.report-judged", options=typed))


def _is_report(path: Path) -> bool:
    """Tell by how a file begins whether it is a report: data may be large, and are read only once."""
    if path.suffix.casefold() != ".json":
        return False
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    return _REPORT.match(beginning.decode(json.detect_encoding(beginning), "replace")) is not None


def _chosen(comparison: Comparison, only: list[str] | None) -> Comparison:
    """Choose the indicators that were typed: a report that was written holds others, too."""
    if only is None:
        return comparison
    codes = {comparison[code].code for code in only}
    return attrs.evolve(comparison, changes=tuple(change for change in comparison if change.code in codes))


def _report(
    arguments: argparse.Namespace, path: Path, period: str | None, known_on: Any, readings: list[str]
) -> Report:
    """Read a report, or judge a file of data."""
    if _is_report(path):
        report = Report.from_json(path.read_bytes(), source=file_name(path))
        return report.under("+".join(readings)) if readings else report
    if period is None:
        raise UsageError(message("command.no-period"))
    return evaluate(
        options.data_of(path, arguments),
        period=period,
        region=arguments.region,
        known_on=known_on,
        readings=readings,
        only=arguments.only,
    )


def _league(arguments: argparse.Namespace) -> int:
    form, code = form_of(arguments), arguments.only
    report = evaluate(
        options.data_of(arguments.file, arguments),
        period=arguments.period,
        region=arguments.region,
        known_on=arguments.known_on,
        readings=arguments.reading,
    )
    codes = {result.code for result in report}
    whole, _, component = code.rpartition(".")
    # A code may have dots of its own: what is after the last is a component where there is no such code.
    is_part = code not in codes and whole in codes
    of_code = [result for result in report if result.code == (whole if is_part else code)]
    # Of several periods the last; where there is none, the report says which codes there are.
    result = of_code[-1] if of_code else report[code]
    return _written(league(result, component=component if is_part else None), form, arguments)


def _trajectory(arguments: argparse.Namespace) -> int:
    form, data = form_of(arguments), options.data_of(arguments.file, arguments)
    found = trajectory(data, arguments.years, arguments.region, only=arguments.only)
    return _written(found, form, arguments)


def _written(value: Compared, form: str, arguments: argparse.Namespace) -> int:
    write_tabled(value, writer_of(value), form, arguments)
    return FINE
