"""The command that says what can still be done: ``rnms plan``."""

from __future__ import annotations

import argparse

from rnms import files
from rnms.cli import options
from rnms.cli.console import FINE
from rnms.cli.parser import CommandParser, argument
from rnms.cli.tabled_output import SHOWN, form_of, write_tabled
from rnms.errors import UsageError
from rnms.issues import message
from rnms.judge.evaluation import evaluate
from rnms.model.limits import plain_number
from rnms.planning.acts import MOST_DAYS, ActKind
from rnms.render.planned import PLAN


def add_plan(parser: CommandParser) -> None:
    """Add what ``rnms plan`` takes."""
    parser.take(
        options.DATA,
        options.PERIOD,
        argument("--only", "CODE", says="plan.only", required=True),
        options.AS_OF.but(says="plan.as_of", required=True),
        options.REGION_OF_DATA,
        options.KNOWN_ON,
        options.READING,
        options.MUNICIPALITY,
        options.ORGANIZATION,
        argument("--days", "DAYS", says="plan.days", type=planned_days, action="append", default=[]),
        argument("--robust", says="plan.robust", action="store_true"),
        options.EXECUTED,
        *SHOWN,
    )
    parser.set_defaults(run=_plan)


def planned_days(typed: str) -> tuple[str, int]:
    """Read how many days an act takes.

    >>> planned_days("enrol=45")
    ('enrol', 45)

    Raises:
        UsageError: If that is not said.
    """
    name, _, number = typed.partition("=")
    days = plain_number(number)
    if name.strip() not in {*ActKind} or days is None or days > MOST_DAYS:
        acts = tuple(map(str, ActKind))
        raise UsageError(message("command.no-days", given=repr(typed), most=MOST_DAYS, known=acts))
    return name.strip(), days


def _plan(arguments: argparse.Namespace) -> int:
    form = form_of(arguments)
    report = evaluate(
        options.data_of(arguments.file, arguments),
        period=arguments.period,
        region=arguments.region,
        known_on=arguments.known_on,
        readings=arguments.reading,
        only=arguments.only,
        municipality=arguments.municipality,
        organization=arguments.organization,
    )
    # Of several periods the last.
    plan = report.results[-1].plan(as_of=arguments.as_of, days=dict(arguments.days), robust=arguments.robust)
    if arguments.executed is not None:
        files.dump(plan.system(), arguments.executed)
    write_tabled(plan, PLAN, form, arguments)
    return FINE
