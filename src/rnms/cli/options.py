"""What several commands take, in the same words: each stands here once."""

from __future__ import annotations

import argparse
import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from rnms import regions
from rnms.cli.parser import argument
from rnms.regions.registry import key_of

_DAYS = ("%d.%m.%Y", "%Y-%m-%d")


def day(said: str) -> dt.date:
    """Read a day.

    >>> day("31.12.2023") == day("2023-12-31") == dt.date(2023, 12, 31)
    True

    Raises:
        ArgumentTypeError: If it is none.
    """
    for pattern in _DAYS:
        try:
            return dt.datetime.strptime(said.strip(), pattern).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"{said!r} is no day: write 31.12.2023 or 2023-12-31")


def document_language(arguments: argparse.Namespace) -> str:
    """Find the language of a document: Russian, as the acts are, unless another was asked for.

    Args:
        arguments: What was typed; the language of the system says nothing of documents.
    """
    return arguments.lang or "ru"


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
        ValueError: If the name says nothing, or something else than was typed.
    """
    ending = "" if file is None else file.suffix.casefold()
    by_name = next((name for name, own in endings.items() if ending in own), None)
    if typed is not None:
        if by_name not in {None, typed}:
            raise ValueError(
                f"--to {typed} would fill {file}, which is named as {by_name}: change one of them"
            )
        return typed
    if by_name is None and ending:
        known = ", ".join(ending for own in endings.values() for ending in own)
        raise ValueError(f"the name {file} does not say what to write: take one of {known}, or --to")
    return by_name or "text"


region = functools.partial(argument, metavar="REGION", type=key_of, complete=regions.available)
REGION = region("region")
REGION_OF_DATA = region("--region", says="region.of_data")

DATA = argument("file", "FILE", says="data", type=Path)
PERIOD = argument("--period", "PERIOD", required=True)
_DAY = functools.partial(argument, metavar="DAY", type=day)
AS_OF = _DAY("--as-of")
KNOWN_ON = _DAY("--known-on")
SINCE = _DAY("--since")
UNTIL = _DAY("--until")
DUE = _DAY("--due")
CAME = _DAY("--came")
MUNICIPALITY = argument("--municipality", "ID")
ORGANIZATION = argument("--organization", "ID")
READING = argument("--reading", "NAME", action="append", default=[])
ONLY = argument("--only", "CODE", action="append")
DUTIES = argument("--duties", action="store_true")
OUT = argument("--out", "FILE", is_written=True, type=Path)
FOLDER = argument("--out", "FOLDER", type=Path)
ISSUES_AS = argument("--to", says="to.issues", choices=["json", "text"], default="text")
MUNICIPALITIES = argument("--municipalities", "FILE", type=Path)
FAIL_ON = argument("--fail-on")
