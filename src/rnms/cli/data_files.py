"""The commands about data files: ``rnms check``, ``rnms template`` and ``rnms schema``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from rnms import files, regions
from rnms.cli.console import FINDINGS, FINE
from rnms.cli.json_output import write_json
from rnms.cli.options import KEY, OUT, PERIOD
from rnms.errors import DataError, RegionNotFoundError
from rnms.files.templates import template
from rnms.issues import Issue, message
from rnms.judge.evaluation import faults_of_years
from rnms.model.system import RegionalSystem
from rnms.render.issues import issues_as_dict
from rnms.render.json import report_schema
from rnms.sheets.safety import file_name


def add_check(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms check`` takes."""
    parser.add_argument("file", metavar="ФАЙЛ", type=Path, help="файл данных")
    parser.add_argument("--to", choices=["json", "text"], default="text", help="вид замечаний")
    parser.set_defaults(run=_check)


def add_template(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms template`` takes."""
    parser.add_argument("region", metavar="РЕГИОН", help=KEY)
    parser.add_argument("--period", metavar="ПЕРИОД", required=True, help=PERIOD)
    parser.add_argument("--out", metavar="ФАЙЛ", type=Path, help=OUT)
    parser.set_defaults(run=_template)


def add_schema(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms schema`` takes: the schema of which file."""
    parser.add_argument("--report", action="store_true", help="дать схему отчёта, а не файла данных")
    parser.set_defaults(run=_schema)


def _check(arguments: argparse.Namespace) -> int:
    try:
        issues = tuple(dict.fromkeys(_issues(files.load(arguments.file))))
    except DataError as error:
        issues = error.issues
    # Where the locale cannot spell the name, its bytes are read as UTF-8.
    name = file_name(arguments.file)
    if arguments.to == "json":
        write_json(issues_as_dict(issues, name), None)
    for issue in issues if arguments.to == "text" else ():
        print(f"{name}:", *str(issue).splitlines())
    if not issues:
        print(f"{name}: замечаний нет", file=sys.stderr)
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
    write_json(template(regions.get(arguments.region), period=arguments.period), arguments.out)
    return FINE


def _schema(arguments: argparse.Namespace) -> int:
    write_json(report_schema() if arguments.report else files.schema(), None)
    return FINE
