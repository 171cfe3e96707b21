"""The command ``rnms regions``: all regions, one of them, or all of them compared."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from rnms import regions
from rnms.cli import options
from rnms.cli.console import FINDINGS, FINE, show, tell
from rnms.cli.faults import fault_sentence
from rnms.cli.options import document_language
from rnms.cli.parser import CommandParser, argument
from rnms.cli.profile_text import profile_lines
from rnms.cli.screens import screen, show_folded
from rnms.cli.texts import TEXTS
from rnms.errors import RnmsError
from rnms.regions.profile import RegionProfile
from rnms.render.matrix import matrix_table, subject_table


def add_regions(parser: CommandParser) -> None:
    """Add what ``rnms regions`` takes."""
    parser.take(options.REGION.but(nargs="?"), options.KNOWN_ON)
    parser.take_one_of(argument("--matrix", action="store_true"), argument("--subjects", action="store_true"))
    parser.take(argument("--years", "YEAR", nargs="+", type=options.years))
    parser.set_defaults(run=_regions)


def _regions(arguments: argparse.Namespace) -> int:
    if arguments.region is not None:
        profile = regions.get(arguments.region)
        compared = _compared(arguments, [profile.key])
        if compared is not None:
            show(compared)
            return FINE
        edition = options.edition_of(profile, arguments)
        show_folded("\n".join(profile_lines(edition, TEXTS[document_language(arguments)])), arguments)
        return FINE
    usable = usable_profiles(arguments)
    compared = _compared(arguments, [profile.key for profile in usable])
    listed = "\n".join(f"{profile.key:<12} {profile.name}" for profile in usable)
    show(listed if compared is None else compared)
    return FINE if len(usable) == len(regions.available()) else FINDINGS


def usable_profiles(arguments: argparse.Namespace) -> tuple[RegionProfile, ...]:
    """Find the profiles of all regions; those that cannot be used are told of and left out."""
    usable = []
    for key in regions.available():
        try:
            usable.append(regions.get(key))
        except RnmsError as error:
            tell(f"rnms: {fault_sentence(error, arguments.texts)}")
    return tuple(usable)


def _compared(arguments: argparse.Namespace, keys: Sequence[str]) -> str | None:
    """Find the table of regions that was asked for, if one was."""
    lang = document_language(arguments)
    if arguments.matrix or arguments.years:
        asked_years = sorted({year for span in arguments.years or () for year in span}) or None
        return matrix_table(regions.matrix(keys), years=asked_years, lang=lang, screen=screen(arguments))
    if arguments.subjects:
        return subject_table(regions.subject_matrix(keys), lang=lang, screen=screen(arguments))
    return None
