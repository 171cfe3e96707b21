"""How commands write what shows itself as tables: in the format typed, or that the file is named by."""

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


def write_tabled(value: T, writer: Writer[T], arguments: argparse.Namespace) -> None:
    """Write a value in the format that was typed, or that the name of the file says."""
    endings = {name: render.endings for name, render in FORMATS.items()}
    form = options.format_of(arguments.to, arguments.out, endings)
    options.look_at_screen(form, arguments.out, is_file=FORMATS[form].is_file)
    lang = document_language(arguments)
    if form == "json":
        write_json(value.to_dict(), arguments.out)
    elif form == "text" and arguments.out is None:
        show(writer.text(value, lang, screen(arguments)))
    else:
        write(writer.by_format[form](value, lang), arguments.out)
