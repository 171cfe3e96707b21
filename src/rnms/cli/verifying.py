"""The command that judges a report anew: ``rnms verify``."""

from __future__ import annotations

import argparse
from pathlib import Path

from rnms import files
from rnms.cli import options
from rnms.cli.console import FINDINGS, FINE
from rnms.cli.json_output import write_json
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import show_folded
from rnms.judge.verification import verify
from rnms.render.verified import verified_as_dict, verified_lines, with_brief
from rnms.results.report import Report


def add_verify(parser: CommandParser) -> None:
    """Add what ``rnms verify`` takes."""
    parser.take(argument("report", "FILE", says="verify.report", type=Path), options.DATA, options.ISSUES_AS)
    parser.set_defaults(run=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    text = arguments.report.read_bytes()
    report = Report.from_json(text)
    verification = with_brief(verify(report, files.load(arguments.file)), text, report)
    if arguments.to == "json":
        write_json(verified_as_dict(verification), None)
    else:
        for line in verified_lines(verification, lang=arguments.texts.lang):
            show_folded(line, arguments)
    return FINE if verification.follows else FINDINGS
