"""The command ``rnms regions``: all regions, one of them, or all of them compared."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from rnms import regions
from rnms.cli.console import FINDINGS, FINE
from rnms.cli.options import KEY
from rnms.cli.profile_text import profile_lines
from rnms.errors import RnmsError
from rnms.render.matrix import matrix_table, subject_table


def add_regions(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms regions`` takes."""
    parser.add_argument("region", metavar="РЕГИОН", nargs="?", help=KEY)
    compared = parser.add_mutually_exclusive_group()
    compared.add_argument("--matrix", action="store_true", help="сравнить показатели и цели всех регионов")
    compared.add_argument("--subjects", action="store_true", help="сравнить субъекты всех регионов")
    parser.set_defaults(run=_regions)


def _regions(arguments: argparse.Namespace) -> int:
    if arguments.region is not None:
        profile = regions.get(arguments.region)
        compared = _compared(arguments, [profile.key])
        print("\n".join(profile_lines(profile)) if compared is None else compared)
        return FINE
    usable, code = [], FINE
    for key in regions.available():
        try:
            usable.append(regions.get(key))
        except RnmsError as error:
            print(f"rnms: {error}", file=sys.stderr)
            code = FINDINGS
    compared = _compared(arguments, [profile.key for profile in usable])
    listed = "\n".join(f"{profile.key:<12} {profile.name}" for profile in usable)
    print(listed if compared is None else compared)
    return code


def _compared(arguments: argparse.Namespace, keys: Sequence[str]) -> str | None:
    """Find the table of regions that was asked for, if one was."""
    if arguments.matrix:
        return matrix_table(regions.matrix(keys))
    return subject_table(regions.subject_matrix(keys)) if arguments.subjects else None
