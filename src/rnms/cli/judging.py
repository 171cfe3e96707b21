"""The commands that judge: ``rnms demo``, ``rnms brief`` and ``rnms evaluate``."""

from __future__ import annotations

import argparse
from pathlib import Path

from rnms import examples
from rnms.cli import options
from rnms.cli.console import FINDINGS, FINE, show, tell, write
from rnms.cli.options import document_language
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import screen, show_folded
from rnms.cli.tabled_output import form_of
from rnms.errors import UsageError
from rnms.issues import message
from rnms.judge.evaluation import evaluate
from rnms.model.norm import Verdict
from rnms.render.formats import FORMATS
from rnms.render.render import brief, text
from rnms.render.sections import audit_lines
from rnms.results.report import Report
from rnms.writing import write_new_file

_UNMET = {Verdict.NOT_MET}
FAIL_ON = {
    "never": set[Verdict](),
    "unmet": _UNMET,
    "undetermined": _UNMET | {Verdict.UNDETERMINED, Verdict.NO_DATA},
}
"""The verdicts with which ``rnms evaluate`` ends with code 1, by the word after ``--fail-on``."""


def add_demo(parser: CommandParser) -> None:
    """Add what ``rnms demo`` takes."""
    parser.take(argument("--write", "FOLDER", type=Path))
    parser.set_defaults(run=_demo)


_JUDGED = (
    options.DATA,
    options.PERIOD,
    options.REGION_OF_DATA,
    options.AS_OF,
    options.KNOWN_ON,
    options.READING,
    options.ONLY,
    options.MUNICIPALITY,
    options.ORGANIZATION,
)
"""What is judged, and how."""


def add_brief(parser: CommandParser) -> None:
    """Add what ``rnms brief`` takes."""
    parser.take(*_JUDGED, options.OUT)
    parser.set_defaults(run=_brief)


def add_evaluate(parser: CommandParser) -> None:
    """Add what ``rnms evaluate`` takes."""
    parser.take(
        *_JUDGED,
        argument("--to", says="to.report", choices=sorted(FORMATS)),
        argument("--template", "FILE", "blank", type=Path),
        options.OUT.but(says="out.report"),
        options.FAIL_ON.but(choices=list(FAIL_ON), default="never"),
    )
    parser.set_defaults(run=_evaluate)


def _demo(arguments: argparse.Namespace) -> int:
    name = "khabarovsk_2023"
    if arguments.write is not None:
        path = arguments.write / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new_file(path, examples.text(name))
        tell(arguments.texts.said["demo.written"].format(path=path))
        return FINE
    report = evaluate(examples.example(name), period=2023)
    lang = document_language(arguments)
    show(text(report, lang=lang, screen=screen(arguments)))
    for line in ("", *audit_lines(report.audit(), lang)):
        show_folded(line, arguments)
    return FINE


def _judged(arguments: argparse.Namespace) -> Report:
    return evaluate(
        options.data_of(arguments.file, arguments),
        period=arguments.period,
        region=arguments.region,
        as_of=arguments.as_of,
        known_on=arguments.known_on,
        readings=arguments.reading,
        only=arguments.only,
        municipality=arguments.municipality,
        organization=arguments.organization,
    )


def _brief(arguments: argparse.Namespace) -> int:
    report, lang = _judged(arguments), document_language(arguments)
    if arguments.out is None:
        show(brief(report, lang=lang, screen=screen(arguments)))
    else:
        write(brief(report, lang=lang), arguments.out)
    return FINE


def _evaluate(arguments: argparse.Namespace) -> int:
    form = form_of(arguments)
    if arguments.template is not None and form != "docx":
        raise UsageError(message("command.blank"))
    report = _judged(arguments)
    lang = document_language(arguments)
    if arguments.template is not None:
        write(report.to_docx(template=arguments.template, lang=lang), arguments.out)
    elif form == "text" and arguments.out is None:
        show(text(report, lang=lang, screen=screen(arguments)))
    else:
        write(FORMATS[form].write(report, lang), arguments.out)
    failing = FAIL_ON[arguments.fail_on]
    return FINDINGS if any(result.verdict in failing for result in report) else FINE
