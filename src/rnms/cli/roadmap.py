"""The command ``rnms roadmap``: what must be done by which day, and what of it is done."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence

from rnms import regions
from rnms.cli import options
from rnms.cli.console import FINE, show, tell, write
from rnms.cli.options import document_language
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import screen
from rnms.files.json import write_json
from rnms.judge.schedule import deadlines, roadmap
from rnms.model.roadmap import Occurrence
from rnms.render.calendar import schedule_ics, schedule_records, schedule_table, year_table
from rnms.render.plain import WIDE, Screen
from rnms.results.findings import ScheduleStatus

ENDINGS = {"ics": (".ics",), "json": (".json",), "text": (".txt",)}
"""How the names of files end, by format."""


def add_roadmap(parser: CommandParser) -> None:
    """Add what ``rnms roadmap`` takes."""
    parser.take(
        options.REGION,
        options.DATA.but(says="plan", nargs="?"),
        options.SINCE,
        options.UNTIL,
        options.AS_OF,
        options.KNOWN_ON,
        argument("--by-month", action="store_true"),
        argument("--to", says="to.roadmap", choices=list(ENDINGS)),
        options.OUT,
    )
    parser.set_defaults(run=_roadmap)


def _roadmap(arguments: argparse.Namespace) -> int:
    form = options.format_of(arguments.to, arguments.out, ENDINGS)
    profile = options.edition_of(regions.get(arguments.region), arguments)
    data = None if arguments.file is None else options.data_of(arguments.file, arguments)
    since = arguments.since or profile.edition.existed_by(profile.acts[0])
    ends = [task.until for task in profile.scheduled if task.until is not None]
    until = arguments.until or max([*ends, dt.date(since.year, 12, 31)])
    occurrences: Sequence[Occurrence | ScheduleStatus]
    if data is None and arguments.as_of is None:
        occurrences = deadlines(profile, since, until)
    else:
        occurrences = roadmap(profile, since, until, data=data, as_of=arguments.as_of)
    if not occurrences:
        note = arguments.texts.said["roadmap.none"]
        tell(f"rnms: {note.format(since=f'{since:%d.%m.%Y}', until=f'{until:%d.%m.%Y}')}")
    lang = document_language(arguments)
    if form == "ics":
        write(schedule_ics(occurrences, region=arguments.region, lang=lang), arguments.out)
    elif form == "json":
        head = {"rnms-roadmap": 1, "region": arguments.region, "since": str(since), "until": str(until)}
        items = {**head, "items": schedule_records(occurrences)}
        write(write_json(items, None).encode(), arguments.out)
    elif arguments.out is None:
        show(_as_text(arguments, occurrences, since, until, screen(arguments)))
    else:
        write(_as_text(arguments, occurrences, since, until, WIDE), arguments.out)
    return FINE


def _as_text(
    arguments: argparse.Namespace,
    occurrences: Sequence[Occurrence | ScheduleStatus],
    since: dt.date,
    until: dt.date,
    shown_on: Screen,
) -> str:
    lang = document_language(arguments)
    if not arguments.by_month:
        return schedule_table(occurrences, lang=lang, screen=shown_on)
    due = [
        occurrence.occurrence if isinstance(occurrence, ScheduleStatus) else occurrence
        for occurrence in occurrences
    ]
    return "\n\n".join(
        year_table(due, year, lang=lang, screen=shown_on) for year in range(since.year, until.year + 1)
    )
