"""How commands write reports and tables: in the format typed, or that the file is named by."""

from __future__ import annotations

import argparse
from typing import Any, Protocol, TypeVar

from rnms.cli import options
from rnms.cli.console import show, write
from rnms.cli.json_output import write_json
from rnms.cli.options import document_language
from rnms.cli.parser import argument
from rnms.cli.screens import screen
from rnms.render.formats import FORMATS
from rnms.render.tabled import Writer


class _Writable(Protocol):
    def to_dict(self) -> dict[str, Any]: ...


T = TypeVar("T", bound=_Writable)

SHOWN = (
    argument("--to", says="to.report", choices=sorted(FORMATS)),
    options.OUT.but(says="out.report"),
)
"""How it is shown."""


def form_of(arguments: argparse.Namespace) -> str:
    """Find the format that was typed, or that the name of the file says: before any work is done for it.

    Raises:
        UsageError: If the name says nothing or another one, or what is for a program would stand on a screen.
    """
    endings = {name: render.endings for name, render in FORMATS.items()}
    form = options.format_of(arguments.to, arguments.out, endings)
    options.look_at_screen(form, arguments.out, is_file=FORMATS[form].is_file)
    return form


def write_tabled(value: T, writer: Writer[T], form: str, arguments: argparse.Namespace) -> None:
    """Write a value in a format."""
    lang = document_language(arguments)
    if form == "json":
        write_json(value.to_dict(), arguments.out)
    elif form == "text" and arguments.out is None:
        show(writer.text(value, lang, screen(arguments)))
    else:
        write(writer.by_format[form](value, lang), arguments.out)
