"""The command that proposes routes: ``rnms routes``."""

from __future__ import annotations

import argparse
from pathlib import Path

from rnms import files
from rnms.cli import options
from rnms.cli.console import FINE, show, write
from rnms.cli.options import document_language
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import screen
from rnms.cli.tabled_output import form_of
from rnms.planning.offers import read_offers
from rnms.planning.routing import routes
from rnms.render.formats import FORMATS
from rnms.render.proposed import NAMING, WRITER, draft


def add_routes(parser: CommandParser) -> None:
    """Add what ``rnms routes`` takes."""
    parser.take(
        options.DATA,
        argument("--offers", "FILE", says="routes.offers", type=Path, required=True),
        argument("--on", "DAY", says="routes.on", type=options.day, required=True),
        options.PERIOD.but(says="routes.period"),
        options.REGION_OF_DATA,
        argument("--reading", "NAME", says="routes.reading"),
        argument("--names", action="store_true"),
        options.EXECUTED,
        argument("--to", says="to.routes", choices=sorted(FORMATS)),
        options.OUT.but(says="out.routes"),
    )
    parser.set_defaults(run=_routes)


def _routes(arguments: argparse.Namespace) -> int:
    form = form_of(arguments)
    proposal = routes(
        options.data_of(arguments.file, arguments),
        read_offers(arguments.offers),
        on=arguments.on,
        period=arguments.period,
        region=arguments.region,
        reading=arguments.reading,
    )
    lang, writer = document_language(arguments), NAMING if arguments.names else WRITER
    if arguments.executed is not None:
        files.dump(proposal.executed(), arguments.executed)
    if form == "json" and arguments.out is not None:
        # What is written is read as records.
        files.dump(proposal.records(), arguments.out)
    elif form == "json":
        show(files.dumps(proposal.records()))
    elif form == "docx":
        write(draft(proposal, names=arguments.names, lang=lang), arguments.out)
    elif form == "text" and arguments.out is None:
        show(writer.text(proposal, lang, screen(arguments)))
    else:
        write(writer.by_format[form](proposal, lang), arguments.out)
    return FINE
