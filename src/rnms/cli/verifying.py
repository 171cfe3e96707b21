"""The command that judges a report anew: ``rnms verify``."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from rnms import files, forms
from rnms.cli import options
from rnms.cli.console import FINDINGS, FINE
from rnms.cli.json_output import write_json
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import show_folded
from rnms.forms.form_plan import PLAN_FILE
from rnms.judge.verification import verify
from rnms.model.system import RegionalSystem
from rnms.render.verified import verified_as_dict, verified_lines, with_brief
from rnms.results.report import Report
from rnms.sheets.safety import file_name

if TYPE_CHECKING:
    from rnms.tables import Tables


def add_verify(parser: CommandParser) -> None:
    """Add what ``rnms verify`` takes."""
    parser.take(argument("report", "FILE", says="verify.report", type=Path), options.DATA, options.ISSUES_AS)
    parser.set_defaults(run=_verify)


def _data(path: Path) -> RegionalSystem | Tables:
    """Read what a report was made of: a file of data, a folder of forms with its plan, or one of tables."""
    if not path.is_dir():
        return files.load(path)
    if (path / PLAN_FILE).is_file():
        return forms.collect(path).system()
    # Imported here: it needs the frames extra, and JSON none.
    tables: Tables = import_module("rnms.tables").Tables.read(path)
    return tables


def _verify(arguments: argparse.Namespace) -> int:
    text = arguments.report.read_bytes()
    report = Report.from_json(text, source=file_name(arguments.report))
    verification = with_brief(verify(report, _data(arguments.file)), text, report)
    if arguments.to == "json":
        write_json(verified_as_dict(verification), None)
    else:
        for line in verified_lines(verification, lang=arguments.texts.lang):
            show_folded(line, arguments)
    return FINE if verification.follows else FINDINGS
