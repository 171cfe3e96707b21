"""What several commands take, in the same words: each stands here once."""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import attrs

from rnms import files, regions
from rnms.cli.console import tell
from rnms.cli.parser import argument
from rnms.errors import UsageError
from rnms.issues import message
from rnms.model.limits import Limits
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import key_of

_YEARS = re.compile(r"(?P<first>[0-9]{4})(?:[-–](?P<last>[0-9]{4}))?")
_DAYS = ("%d.%m.%Y", "%Y-%m-%d")


def day(said: str) -> dt.date:
    """Read a day.

    >>> day("31.12.2023") == day("2023-12-31") == dt.date(2023, 12, 31)
    True

    Raises:
        UsageError: If it is none.
    """
    for pattern in _DAYS:
        try:
            return dt.datetime.strptime(said.strip(), pattern).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise UsageError(message("command.no-day", given=repr(said)))


def years(said: str) -> tuple[int, ...]:
    """Read a year, or the first and the last of several.

    >>> years("2024"), years("2022-2024")
    ((2024,), (2022, 2023, 2024))

    Raises:
        UsageError: If they are none.
    """
    match = _YEARS.fullmatch(said.strip())
    span = range(int(match["first"]), int(match["last"] or match["first"]) + 1) if match else ()
    if not span:
        raise UsageError(message("command.no-years", given=repr(said)))
    return tuple(span)


def limit(said: str) -> tuple[str, int]:
    """Read a limit and what it is raised to.

    >>> limit("rows=200000")
    ('rows', 200000)

    Raises:
        UsageError: If there is no such limit, or it is no number.
    """
    name, _, number = said.partition("=")
    known = tuple(field.name for field in attrs.fields(Limits))
    if name not in known or not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise UsageError(message("command.no-limit", given=repr(said), known=known))
    return name, int(number)


def data_of(path: Path, arguments: argparse.Namespace) -> RegionalSystem:
    """Read a file of data; where it is of another region than was typed, tell it.

    Raises:
        DataError: If it is none.
        OSError: If it cannot be read.
    """
    system = files.load(path)
    if arguments.region not in {None, system.region}:
        note = arguments.texts.said["other_region"]
        tell(f"rnms: {note.format(file=path.name, own=system.region, region=arguments.region)}")
    return system


def document_language(arguments: argparse.Namespace) -> str:
    """Find the language of a document: Russian, as the acts are, unless another was asked for.

    Args:
        arguments: What was typed; the language of the system says nothing of documents.
    """
    return arguments.lang or "ru"


def edition_of(profile: RegionProfile, arguments: argparse.Namespace) -> RegionProfile:
    """Make a profile as its acts stood on the day typed; before the first of them, tell when each begins."""
    if arguments.known_on is None:
        return profile
    if awaited := profile.awaited(arguments.known_on):
        # Imported here: help needs no words of reports.
        awaited_act = import_module("rnms.render.words").awaited_act
        acts = "; ".join(awaited_act(one, lang=arguments.texts.lang) for one in awaited)
        sentence = arguments.texts.said["awaited"].format(day=f"{arguments.known_on:%d.%m.%Y}", acts=acts)
        tell(f"rnms: {sentence}")
    return profile.as_known(arguments.known_on)


def format_of(typed: str | None, file: Path | None, endings: Mapping[str, Sequence[str]]) -> str:
    """Find the format in which a command writes: the one that was typed, or that the name of a file says.

    >>> endings = {"text": (".txt",), "docx": (".docx",)}
    >>> format_of(None, Path("отчёт.docx"), endings), format_of(None, None, endings)
    ('docx', 'text')

    Args:
        typed: What was typed after ``--to``; ``None`` is nothing.
        file: The file that is written; ``None`` is the screen.
        endings: The endings of files by format, ``"text"`` among them: it is written where nothing is said.

    Raises:
        UsageError: If the name says nothing, or something else than was typed.
    """
    ending = "" if file is None else file.suffix.casefold()
    by_name = next((name for name, own in endings.items() if ending in own), None)
    if typed is not None:
        if by_name not in {None, typed}:
            raise UsageError(
                message("command.other-format", format=typed, file=str(file), other=by_name or "")
            )
        return typed
    if by_name is None and ending:
        known = tuple(ending for own in endings.values() for ending in own)
        raise UsageError(message("command.unknown-format", file=str(file), known=known))
    return by_name or "text"


def expect_workbook(file: Path) -> None:
    """Refuse to write a workbook under a name by which nobody would read it again.

    Raises:
        UsageError: If the name is none of a workbook.
    """
    if file.suffix.casefold() != ".xlsx":
        raise UsageError(message("command.workbook", file=str(file)))


def look_at_screen(form: str, out: Path | None, *, is_file: bool) -> None:
    """Refuse to show on a screen what is for a program.

    >>> look_at_screen("docx", Path("отчёт.docx"), is_file=True)

    Raises:
        UsageError: If it would stand on the screen.
    """
    if is_file and out is None:
        raise UsageError(message("command.no-file", format=form))


region = functools.partial(argument, metavar="REGION", type=key_of, complete=regions.available)
REGION = region("region")
REGION_OF_DATA = region("--region", says="region.of_data")

DATA = argument("file", "FILE", says="data", type=Path)
PERIOD = argument("--period", "PERIOD", required=True)
_DAY = functools.partial(argument, metavar="DAY", type=day)
AS_OF = _DAY("--as-of")
KNOWN_ON = _DAY("--known-on")
KNOWN_ON_BEFORE = _DAY("--known-on-before")
SINCE = _DAY("--since")
UNTIL = _DAY("--until")
DUE = _DAY("--due")
CAME = _DAY("--came")
LIMIT = argument("--limit", "NAME=NUMBER", action="append", default=[], type=limit)
ON = _DAY("--on", required=True)
MUNICIPALITY = argument("--municipality", "ID")
ORGANIZATION = argument("--organization", "ID")
READING = argument("--reading", "NAME", action="append", default=[])
READING_BEFORE = argument("--reading-before", "NAME", action="append", default=[])
ONLY = argument("--only", "CODE", action="append")
DUTIES = argument("--duties", action="store_true")
EXECUTED = argument("--executed", "FILE", is_written=True, type=Path)
"""Where data are written as they would be if all was done that is proposed."""
OUT = argument("--out", "FILE", is_written=True, type=Path)
FOLDER = argument("--out", "FOLDER", type=Path)
ISSUES_AS = argument("--to", says="to.issues", choices=["json", "text"], default="text")
MUNICIPALITIES = argument("--municipalities", "FILE", type=Path)
FAIL_ON = argument("--fail-on")
