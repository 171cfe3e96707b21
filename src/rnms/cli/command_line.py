"""The command ``rnms``: it reads the arguments, runs the command that they name, and gives an exit code."""

from __future__ import annotations

import contextlib
import locale
import os
import sys
from collections.abc import Collection, Sequence
from importlib import import_module

from rnms._version import __version__
from rnms.cli.console import CANNOT_RUN, FINE, prepare_streams, tell
from rnms.cli.faults import fault_sentence
from rnms.cli.parser import (
    CommandParser,
    argument,
    language_of_system,
    language_typed,
    refuse_inputs_as_outputs,
)
from rnms.cli.registry import COMMANDS
from rnms.cli.texts import TEXTS, CommandTexts
from rnms.errors import RnmsError

COMPLETING = "_ARGCOMPLETE"
"""The variable with which a shell asks what it may offer."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command ``rnms`` and return its exit code."""
    prepare_streams()
    words = sys.argv[1:] if argv is None else argv
    # Elsewhere than on Windows the environment says it all, and Python calls the C locale English.
    of_process = locale.getlocale()[0] if os.name == "nt" else None
    texts = TEXTS[language_typed(words) or language_of_system(os.environ, of_process)]
    try:
        try:
            code = _run(words, texts)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone, as `head` does.
        _forget_output()
        return FINE
    except KeyboardInterrupt:
        tell(f"rnms: {texts.said['stopped']}")
        return CANNOT_RUN
    except (RnmsError, OSError, LookupError, ValueError) as error:
        tell(f"rnms: {' '.join(fault_sentence(error, texts).splitlines())}")
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            return CANNOT_RUN
        _forget_output()
        return CANNOT_RUN
    return code


def _run(words: Sequence[str], texts: CommandTexts) -> int:
    is_completing = COMPLETING in os.environ
    parser = build_parser(texts, None if is_completing else words)
    if is_completing:
        import_module("argcomplete").autocomplete(parser)
    arguments = parser.parse_args(words)
    if "run" not in arguments:
        parser.print_help()
        return FINE
    refuse_inputs_as_outputs(arguments)
    return int(arguments.run(arguments))


def _forget_output() -> None:
    """Drop what is still buffered: it has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def build_parser(texts: CommandTexts, words: Collection[str] | None = None) -> CommandParser:
    """Build the parser of the command line.

    Args:
        texts: What it says.
        words: What was typed. Only the commands that are among these words get their arguments, because the
            module of a command is imported for them; by default all get theirs.
    """
    parser = CommandParser(prog="rnms", description=texts.about, texts=texts)
    parser.set_defaults(texts=texts, lang=None, color="auto")
    parser.take(argument("--version", action="version", version=f"rnms {__version__}"))
    parser.take_common()
    commands = parser.add_subparsers(title=texts.commands, metavar=texts.metavars["COMMAND"])
    for command in COMMANDS:
        summary = texts.summaries[command.name]
        added = commands.add_parser(command.name, help=summary, description=summary, texts=texts)
        if words is None or command.name in words:
            command.add_arguments(added)
        added.take_common()
    return parser
