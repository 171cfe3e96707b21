"""The command ``rnms attach``: which teacher to which methodist, or what is missing."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path

from rnms import files
from rnms.cli import options
from rnms.cli.console import FINDINGS, FINE, MOST_STRANGERS, show, tell, write
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import screen
from rnms.cli.texts import CommandTexts
from rnms.model.system import RegionalSystem
from rnms.planning.areas import read_areas
from rnms.planning.attaching import MATCHES, attachments
from rnms.render.attachments import draft, text, workbook

ENDINGS = {"text": (".txt",), "json": (".json",), "xlsx": (".xlsx",), "docx": (".docx",)}
"""How the names of files end, by format."""


def add_attach(parser: CommandParser) -> None:
    """Add what ``rnms attach`` takes."""
    parser.take(
        options.DATA,
        options.ON,
        options.PERIOD,
        options.REGION_OF_DATA,
        options.READING,
        argument("--match", choices=["any", *MATCHES], action="append"),
        argument("--areas", "FILE", type=Path),
        argument("--anew", action="store_true"),
        argument("--names", action="store_true"),
        argument("--to", says="to.attachments", choices=sorted(ENDINGS)),
        options.OUT.but(says="out.attachments"),
    )
    parser.set_defaults(run=_attach)


def _attach(arguments: argparse.Namespace) -> int:
    form = options.format_of(arguments.to, arguments.out, ENDINGS)
    options.look_at_screen(form, arguments.out, is_file=form != "text")
    data = options.data_of(arguments.file, arguments)
    areas = None if arguments.areas is None else read_areas(arguments.areas)
    _tell_strangers(areas or {}, data, arguments.texts)
    proposal = attachments(
        data,
        on=arguments.on,
        period=arguments.period,
        region=arguments.region,
        readings=arguments.reading,
        match=MATCHES if arguments.match is None else [one for one in arguments.match if one in MATCHES],
        keep=not arguments.anew,
        areas=areas,
    )
    lang = options.document_language(arguments)
    if form == "json":
        files.dump(proposal.system(), arguments.out)
    elif form == "xlsx":
        write(workbook(proposal, names=arguments.names, lang=lang), arguments.out)
    elif form == "docx":
        write(draft(proposal, names=arguments.names, lang=lang), arguments.out)
    elif arguments.out is None:
        show(text(proposal, names=arguments.names, lang=lang, screen=screen(arguments)))
    else:
        write(text(proposal, names=arguments.names, lang=lang), arguments.out)
    return FINE if proposal.lacking is None and proposal.surplus is None else FINDINGS


def _tell_strangers(areas: Collection[str], data: RegionalSystem, texts: CommandTexts) -> None:
    """Name those whose areas were given and whom the data do not list: a misspelt id leaves its area out."""
    if data.persons is None:
        return
    listed = {person.id for person in data.persons}
    strangers = [person for person in areas if person not in listed]
    if strangers:
        more = ["…"] * (len(strangers) > MOST_STRANGERS)
        tell(texts.said["attach.strangers"].format(ids=", ".join([*strangers[:MOST_STRANGERS], *more])))
