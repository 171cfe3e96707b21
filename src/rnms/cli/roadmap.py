"""The command ``rnms roadmap``: what must be done by which day, and what of it is done."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from rnms import files, regions
from rnms.cli.console import FINE, write
from rnms.cli.options import KEY, OUT
from rnms.files.json import write_json
from rnms.judge.schedule import deadlines, roadmap
from rnms.model.roadmap import Occurrence
from rnms.render.calendar import schedule_ics, schedule_records, schedule_table, year_table
from rnms.results.findings import ScheduleStatus


def add_roadmap(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms roadmap`` takes."""
    parser.add_argument("region", metavar="РЕГИОН", help=KEY)
    parser.add_argument(
        "file", metavar="ФАЙЛ", nargs="?", type=Path, help="данные: что уже сделано, что по плану"
    )
    parser.add_argument(
        "--since", metavar="ДАТА", type=dt.date.fromisoformat, help="по умолчанию — день акта"
    )
    parser.add_argument(
        "--until", metavar="ДАТА", type=dt.date.fromisoformat, help="по умолчанию — конец карты"
    )
    parser.add_argument("--as-of", metavar="ДАТА", type=dt.date.fromisoformat, help="на какой день судить")
    parser.add_argument("--by-month", action="store_true", help="год на одном листе: сроки по месяцам")
    parser.add_argument("--to", choices=["ics", "json", "text"], default="text", help="вид")
    parser.add_argument("--out", metavar="ФАЙЛ", type=Path, help=OUT)
    parser.set_defaults(run=_roadmap)


def _roadmap(arguments: argparse.Namespace) -> int:
    profile = regions.get(arguments.region)
    data = None if arguments.file is None else files.load(arguments.file)
    since = arguments.since or profile.edition.existed_by(profile.acts[0])
    ends = [task.until for task in profile.scheduled if task.until is not None]
    until = arguments.until or max([*ends, dt.date(since.year, 12, 31)])
    occurrences: Sequence[Occurrence | ScheduleStatus]
    if data is None and arguments.as_of is None:
        occurrences = deadlines(profile, since, until)
    else:
        occurrences = roadmap(profile, since, until, data=data, as_of=arguments.as_of)
    write(_scheduled(arguments, occurrences, since, until), arguments.out)
    return FINE


def _scheduled(
    arguments: argparse.Namespace,
    occurrences: Sequence[Occurrence | ScheduleStatus],
    since: dt.date,
    until: dt.date,
) -> str | bytes:
    if arguments.to == "ics":
        return schedule_ics(occurrences, region=arguments.region)
    if arguments.to == "json":
        head = {"rnms-roadmap": 1, "region": arguments.region, "since": str(since), "until": str(until)}
        return write_json({**head, "items": schedule_records(occurrences)}, None).encode()
    if not arguments.by_month:
        return schedule_table(occurrences)
    due = [
        occurrence.occurrence if isinstance(occurrence, ScheduleStatus) else occurrence
        for occurrence in occurrences
    ]
    return "\n\n".join(year_table(due, year) for year in range(since.year, until.year + 1))
