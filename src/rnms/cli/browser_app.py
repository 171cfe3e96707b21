"""The command that writes the folder which opens in a browser: ``rnms app``."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from rnms.app.fetching import fetch
from rnms.app.folder import write_app
from rnms.app.parts import Parts
from rnms.cli.console import FINE, tell
from rnms.cli.parser import CommandParser, argument


def add_app(parser: CommandParser) -> None:
    """Add what ``rnms app`` takes."""
    parser.take(
        argument("--write", "FOLDER", says="app.write", type=Path, required=True),
        argument("--assets", "FOLDER", says="app.assets", type=Path),
    )
    parser.set_defaults(run=_app)


def _app(arguments: argparse.Namespace) -> int:
    parts = Parts.pinned()
    if arguments.assets is None:
        with tempfile.TemporaryDirectory() as folder:
            tell(arguments.texts.said["app.fetching"])
            fetch(parts, Path(folder))
            contents = parts.read(Path(folder))
    else:
        contents = parts.read(arguments.assets)
    names = write_app(arguments.write, contents, parts)
    tell(arguments.texts.said["app.written"].format(folder=arguments.write, number=len(names)))
    return FINE
