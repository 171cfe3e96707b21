"""The command ``rnms``: it reads the arguments, runs the command that they name, and gives an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Sequence

from rnms._version import __version__
from rnms.cli.console import CANNOT_RUN, FINE, prepare_streams
from rnms.cli.registry import COMMANDS
from rnms.errors import RnmsError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command ``rnms`` and return its exit code."""
    prepare_streams()
    words = sys.argv[1:] if argv is None else argv
    try:
        try:
            arguments = build_parser(words).parse_args(words)
            code = int(arguments.run(arguments))
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone, as `head` does; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        print("rnms: остановлено; что записано, осталось", file=sys.stderr)
        return CANNOT_RUN
    except (RnmsError, OSError, LookupError, ValueError) as error:
        print("rnms:", *str(error).splitlines(), file=sys.stderr)
        return CANNOT_RUN
    return code


def build_parser(words: Collection[str] | None = None) -> argparse.ArgumentParser:
    """Build the parser of the command line.

    Args:
        words: What was typed. Only the commands that are among these words get their arguments, because the
            module of a command is imported for them; by default all get theirs.
    """
    parser = argparse.ArgumentParser(
        prog="rnms", description="Честная оценка региональных систем научно-методического сопровождения."
    )
    parser.add_argument("--version", action="version", version=f"rnms {__version__}")
    commands = parser.add_subparsers(title="команды", required=True, metavar="КОМАНДА")
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.summary, description=command.summary)
        if words is None or command.name in words:
            command.add_arguments(added)
    return parser
