"""The command ``rnms new-region``: a package to begin a region with."""

from __future__ import annotations

import argparse
from pathlib import Path

from rnms.cli import options
from rnms.cli.console import FINE, tell
from rnms.cli.parser import CommandParser, argument
from rnms.testing.starter import start_region


def add_new_region(parser: CommandParser) -> None:
    """Add what ``rnms new-region`` takes."""
    parser.take(
        argument("key", "KEY", says="new_key"),
        argument("--name", "TITLE", default=""),
        options.FOLDER.but(says="out.package", default=Path()),
    )
    parser.set_defaults(run=_new_region)


def _new_region(arguments: argparse.Namespace) -> int:
    folder = start_region(arguments.key, name=arguments.name, out=arguments.out)
    tell(arguments.texts.said["package.written"].format(folder=folder))
    return FINE
