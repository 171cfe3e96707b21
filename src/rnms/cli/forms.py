"""The commands about forms of municipalities: ``rnms forms`` writes them, ``rnms collect`` reads them."""

from __future__ import annotations

import argparse
import functools
from collections.abc import Sequence
from pathlib import Path

from rnms import files, forms, regions, sheets
from rnms.cli import options
from rnms.cli.console import CANNOT_RUN, FINDINGS, FINE, show_progress, tell
from rnms.cli.issue_lines import counted, graded_issue
from rnms.cli.json_output import write_json
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import show_folded
from rnms.cli.texts import CommandTexts
from rnms.errors import DataError, StoppedError
from rnms.issues import Severity
from rnms.model.subjects import Municipality
from rnms.render.issues import issues_as_dict
from rnms.render.ledger import ledger_sentence

FAIL_ON = {
    "never": set[Severity](),
    "error": {Severity.ERROR},
    "warning": {Severity.ERROR, Severity.WARNING},
}
"""The faults with which ``rnms collect`` ends with code 1, by the word after ``--fail-on``."""
_SELECTION = (options.ONLY, options.READING.but(says="reading.questions"), options.DUTIES)


def add_forms(parser: CommandParser) -> None:
    """Add what ``rnms forms`` takes."""
    parser.take(
        options.REGION,
        options.PERIOD,
        options.KNOWN_ON,
        options.MUNICIPALITIES.but(required=True),
        options.FOLDER.but(says="out.forms", required=True),
        argument("--to", says="to.forms", choices=["csv", "xlsx"], default="xlsx"),
        argument("--basis", "ACT", default=""),
        options.DUE,
        argument("--send-to", "WHOM", default=""),
        argument("--contact", "PHONE", default=""),
        *_SELECTION,
    )
    parser.set_defaults(run=_forms)


def add_collect(parser: CommandParser) -> None:
    """Add what ``rnms collect`` takes."""
    parser.take(
        argument("folder", "FOLDER", type=Path),
        options.region("--region", says="region.of_plan"),
        options.PERIOD.but(says="period.of_plan", required=False),
        options.MUNICIPALITIES,
        *_SELECTION,
        argument("--base", "FILE", is_continued=True, type=Path),
        options.OUT.but(says="out.collected"),
        argument("--remarks", "FOLDER", type=Path),
        options.CAME,
        options.ISSUES_AS,
        options.FAIL_ON.but(choices=list(FAIL_ON), default="error"),
    )
    parser.set_defaults(run=_collect)


def _forms(arguments: argparse.Namespace) -> int:
    profile = regions.get(arguments.region)
    paths = forms.write(
        profile if arguments.known_on is None else profile.as_known(arguments.known_on),
        arguments.period,
        _municipalities(arguments.municipalities, arguments.texts),
        arguments.out,
        only=arguments.only,
        readings=arguments.reading,
        duties=arguments.duties,
        to=arguments.to,
        basis=arguments.basis,
        due=arguments.due,
        send_to=arguments.send_to,
        contact=arguments.contact,
        progress=functools.partial(show_progress, texts=arguments.texts),
    )
    tell(arguments.texts.said["forms.written"].format(folder=arguments.out, number=len(paths)))
    return FINE


def _collect(arguments: argparse.Namespace) -> int:
    municipalities = None
    if arguments.municipalities is not None:
        municipalities = _municipalities(arguments.municipalities, arguments.texts)
    if (arguments.region is None) is not (arguments.period is None) or (
        arguments.region and municipalities is None
    ):
        raise ValueError("--region, --period and --municipalities are needed together, or none of them")
    texts, is_stopped = arguments.texts, False
    try:
        collected = forms.collect(
            arguments.folder,
            arguments.region,
            arguments.period,
            municipalities,
            only=arguments.only,
            readings=arguments.reading,
            duties=arguments.duties,
            remarks=arguments.remarks,
            came=arguments.came,
            progress=functools.partial(show_progress, texts=texts),
        )
    except StoppedError as stopped:
        collected, is_stopped = stopped.done, True
    base = None if arguments.base is None else files.load(arguments.base)
    system = collected.system(base)
    issues = collected.issues if base is None else collected.open_issues(base)
    if arguments.out is not None:
        files.dump(system, arguments.out)
    if arguments.to == "json":
        write_json(issues_as_dict(issues, lang=texts.lang), None)
    for issue in issues if arguments.to == "text" else ():
        show_folded(graded_issue(issue, texts), arguments)
    errors, warnings = counted(issues)
    tell(
        texts.said["collected"].format(
            number=collected.forms, all=len(collected.municipalities), errors=errors, warnings=warnings
        )
    )
    tell(ledger_sentence(collected.ledger(system), lang=texts.lang))
    if is_stopped:
        return CANNOT_RUN
    failing = FAIL_ON[arguments.fail_on]
    return FINDINGS if any(issue.severity in failing for issue in issues) else FINE


def _municipalities(path: Path, texts: CommandTexts) -> tuple[Municipality, ...]:
    """List the municipalities of a data file, or of a table that names them."""
    if path.suffix.casefold() == ".json":
        municipalities: Sequence[Municipality] | None = files.load(path).municipalities
    else:
        table = sheets.read_table(path, "municipalities", columns={"id": "id", "name": "name"})
        if any(issue.severity is Severity.ERROR for issue in table.issues):
            raise DataError(path.name, table.issues)
        for issue in table.issues:
            tell(graded_issue(issue, texts))
        municipalities = table.records
    if not municipalities:
        raise ValueError(f"{path.name}: no municipality is named")
    return tuple(municipalities)
