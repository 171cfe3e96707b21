"""The command that audits what was published: ``rnms audit``."""

from __future__ import annotations

import argparse
from pathlib import Path

from rnms.audit import Audit, Standing, check, read_claims, template
from rnms.cli import options
from rnms.cli.console import FINDINGS, FINE, show, tell, write
from rnms.cli.options import document_language
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import screen
from rnms.cli.tabled_output import SHOWN, form_of
from rnms.errors import UsageError
from rnms.issues import message
from rnms.model.system import RegionalSystem
from rnms.regions.registry import key_of
from rnms.render.formats import FORMATS
from rnms.render.render import text
from rnms.writing import write_new_file

_FAIL_ON = {
    "never": frozenset[Standing](),
    "impossible": frozenset({Standing.IMPOSSIBLE}),
    "contradicted": frozenset({Standing.IMPOSSIBLE, Standing.CONTRADICTED}),
}
"""The standings with which ``rnms audit`` ends with code 1, by the word after ``--fail-on``."""


def add_audit(parser: CommandParser) -> None:
    """Add what ``rnms audit`` takes."""
    parser.take(
        argument("data", "FILE", says="audited", type=Path),
        options.PERIOD,
        options.REGION_OF_DATA,
    )
    parser.take_one_of(
        argument("--claims", "FILE", type=Path),
        argument("--template", "FILE", says="template.claims", is_written=True, type=Path),
    )
    parser.take(
        *SHOWN,
        options.FAIL_ON.but(says="fail_on.audit", choices=list(_FAIL_ON), default="never"),
    )
    parser.set_defaults(run=_audit)


def _audit(arguments: argparse.Namespace) -> int:
    # No region is called like a file, whose absence is told as such.
    path = arguments.data
    system = options.data_of(path, arguments) if path.suffix or path.is_file() else None
    region = arguments.region or (key_of(str(path)) if system is None else system.region)
    if arguments.template is not None:
        options.expect_workbook(arguments.template)
        # What was typed into the one that is there would be lost.
        write_new_file(arguments.template, template(region, arguments.period))
        said = arguments.texts.said["audit.written"]
        tell(said.format(path=arguments.template, period=arguments.period))
        return FINE
    form = form_of(arguments)
    audited = _audited(arguments, system, region)
    _show(arguments, form, audited)
    failing = _FAIL_ON[arguments.fail_on]
    # What a publication says against itself is impossible, too, whichever of its claims is the wrong one.
    against_itself = bool(failing) and any(found.certain and not found.remark for found in audited.within)
    return FINDINGS if against_itself or any(claim.standing in failing for claim in audited) else FINE


def _audited(arguments: argparse.Namespace, system: RegionalSystem | None, region: str) -> Audit:
    if arguments.claims is None:
        if system is None or not system.claims:
            raise UsageError(message("command.no-claims"))
        return check(data=system, region=region, period=arguments.period, source=str(arguments.data))
    claims = read_claims(arguments.claims, region=region, period=arguments.period)
    if not claims:
        raise UsageError(message("command.no-claims/in-file", file=arguments.claims.name))
    return check(claims, data=system, region=region, period=arguments.period, source=arguments.claims.name)


def _show(arguments: argparse.Namespace, form: str, audited: Audit) -> None:
    lang = document_language(arguments)
    if form == "text" and arguments.out is None:
        show(text(audited.report, lang=lang, screen=screen(arguments)))
    else:
        write(FORMATS[form].write(audited.report, lang), arguments.out)
