"""The screen that a command speaks to: how wide it is, whether it has colours."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Mapping

from rnms.cli.console import show
from rnms.render.plain import Screen


def screen(arguments: argparse.Namespace) -> Screen:
    """Find out how text is shown on standard output: as wide as the terminal is, and in colours there alone.

    The width is that of the terminal, or what ``COLUMNS`` says; a file or a pipe has none. ``NO_COLOR`` and
    ``FORCE_COLOR`` count as everywhere, what was typed counts more.

    Args:
        arguments: What was typed, ``--color`` among it.
    """
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_terminal or os.environ.get("COLUMNS") else None
    return Screen(width, has_colours(arguments.color, os.environ, is_terminal=is_terminal))


def has_colours(color: str, environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Tell whether verdicts get colours.

    >>> has_colours("auto", {}, is_terminal=True), has_colours("auto", {"NO_COLOR": "1"}, is_terminal=True)
    (True, False)
    >>> has_colours("always", {"NO_COLOR": "1"}, is_terminal=False)
    True
    """
    if color != "auto":
        return color == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    # An old console of Windows would print the codes of colours.
    knows_colours = os.name == "posix" or "WT_SESSION" in environment
    return is_terminal and knows_colours and environment.get("TERM") != "dumb"


def show_folded(text: str, arguments: argparse.Namespace) -> None:
    """Print a text on standard output, its long lines broken where the screen ends."""
    show(screen(arguments).folded(text))
