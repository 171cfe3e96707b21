"""The commands about data files: ``rnms check``, ``rnms template`` and ``rnms schema``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rnms import files, regions
from rnms.cli import options
from rnms.cli.console import FINDINGS, FINE, tell
from rnms.cli.json_output import write_json
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import show_folded
from rnms.errors import DataError, RegionNotFoundError
from rnms.files.templates import template
from rnms.issues import Issue, message
from rnms.judge.evaluation import faults_of_years
from rnms.model.system import RegionalSystem
from rnms.render.issues import issues_as_dict
from rnms.render.json import report_schema
from rnms.render.messages import issue_sentence
from rnms.sheets.safety import file_name


def add_check(parser: CommandParser) -> None:
    """Add what ``rnms check`` takes."""
    parser.take(options.DATA, options.ISSUES_AS)
    parser.set_defaults(run=_check)


def add_template(parser: CommandParser) -> None:
    """Add what ``rnms template`` takes."""
    parser.take(
        options.REGION,
        options.PERIOD,
        options.KNOWN_ON,
        options.READING.but(says="reading.figures"),
        options.OUT,
    )
    parser.set_defaults(run=_template)


def add_schema(parser: CommandParser) -> None:
    """Add what ``rnms schema`` takes: the schema of which file."""
    parser.take(argument("--report", says="schema.report", action="store_true"))
    parser.set_defaults(run=_schema)


def _check(arguments: argparse.Namespace) -> int:
    try:
        issues = tuple(dict.fromkeys(_issues(files.load(arguments.file))))
    except DataError as error:
        issues = error.issues
    # Where the locale cannot spell the name, its bytes are read as UTF-8.
    name = file_name(arguments.file)
    if arguments.to == "json":
        write_json(issues_as_dict(issues, name, lang=arguments.texts.lang), None)
    for issue in issues if arguments.to == "text" else ():
        sentence = issue_sentence(issue, lang=arguments.texts.lang)
        show_folded(f"{name}: {' '.join(sentence.splitlines())}", arguments)
    if not issues:
        tell(arguments.texts.said["check.fine"].format(file=name))
    return FINDINGS if issues else FINE


def _issues(system: RegionalSystem) -> Iterator[Issue]:
    """List the faults of a file for every year that its figures speak of."""
    yield from system.issues
    try:
        regions.get(system.region)
    except RegionNotFoundError as error:
        said = message("region.unknown", key=repr(error.key), known=tuple(error.known))
        yield Issue(place="$.region", text=said, code="region.unknown")
        return
    yield from faults_of_years(system)


def _template(arguments: argparse.Namespace) -> int:
    edition = options.edition_of(regions.get(arguments.region), arguments)
    write_json(template(edition, period=arguments.period, readings=arguments.reading), arguments.out)
    return FINE


def _schema(arguments: argparse.Namespace) -> int:
    write_json(report_schema() if arguments.report else files.schema(), None)
    return FINE
