"""The parser of one language: help, usage and faults are said in it."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import attrs

from rnms._values import frozen
from rnms.cli.console import CANNOT_RUN, refuse_to_replace
from rnms.cli.faults import fault_sentence
from rnms.cli.texts import TEXTS, CommandTexts
from rnms.errors import RnmsError, nearest


@frozen
class Argument:
    """What a command takes, by place or by name.

    Attributes:
        name: ``"file"``, or ``"--period"``.
        metavar: What stands for its value in help, in English; empty where it has none.
        says: The key of what it means among the texts; by default its name.
        complete: Lists what a shell may offer in its place.
        is_written: Whether it names a file that is written, so that it may be none of those that are read.
        is_continued: Whether it names a file that is read, whose place what is written may take.
        settings: What argparse is told further.
    """

    name: str
    metavar: str = ""
    says: str = ""
    complete: Callable[[], Iterable[str]] | None = None
    is_written: bool = False
    is_continued: bool = False
    settings: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def key(self) -> str:
        """The key of what it means."""
        return self.says or self.name.removeprefix("--").replace("-", "_")

    def but(self, says: str = "", **settings: Any) -> Argument:
        """Make the same argument, with another meaning or other settings."""
        return attrs.evolve(self, says=says or self.says, settings={**self.settings, **settings})


def argument(
    name: str,
    metavar: str = "",
    says: str = "",
    complete: Callable[[], Iterable[str]] | None = None,
    *,
    is_written: bool = False,
    is_continued: bool = False,
    **settings: Any,
) -> Argument:
    """Make an argument."""
    return Argument(name, metavar, says, complete, is_written, is_continued, settings)


LANG = argument("--lang", choices=list(TEXTS), default=argparse.SUPPRESS)
COLOR = argument("--color", choices=["auto", "always", "never"], default=argparse.SUPPRESS)


class CommandParser(argparse.ArgumentParser):
    """Parses what was typed after ``rnms`` or after a command; speaks one language.

    Attributes:
        texts: What it says.
    """

    def __init__(self, *, texts: CommandTexts, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=_formatter(texts), **settings)
        self.texts = texts
        self._written: list[str] = []
        self._continued: list[str] = []
        self.set_defaults(written=self._written, continued=self._continued)
        self._by_place = self.add_argument_group(texts.arguments)
        self._by_name = self.add_argument_group(texts.options)

    def take(self, *arguments: Argument) -> None:
        """Take these arguments."""
        for one_argument in arguments:
            is_by_name = one_argument.name.startswith("--")
            self._add(self._by_name if is_by_name else self._by_place, one_argument)

    def take_one_of(self, *arguments: Argument) -> None:
        """Take one of these arguments, or none."""
        group = self._by_name.add_mutually_exclusive_group()
        for one_argument in arguments:
            self._add(group, one_argument)

    def take_common(self) -> None:
        """Take what every command does: its language, colours, help."""
        self.take(LANG, COLOR)
        self._by_name.add_argument("-h", "--help", action="help", help=self.texts.helps["help"])

    def _add(self, group: argparse._ActionsContainer, declared: Argument) -> None:
        settings = dict(declared.settings)
        if declared.metavar:
            settings["metavar"] = self.texts.metavars[declared.metavar]
        action = group.add_argument(declared.name, help=self.texts.helps[declared.key], **settings)
        if declared.is_written:
            self._written.append(action.dest)
        if declared.is_continued:
            self._continued.append(action.dest)
        if declared.complete is not None:
            # This is where argcomplete looks.
            action.completer = _completer(declared.complete)  # type: ignore[attr-defined]

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # Python names what there is; what was likely meant is what one looks for there.
        if action.choices is not None and value not in action.choices:
            choices = list(map(str, action.choices))
            near = " / ".join(map(repr, nearest(value, choices)))
            sentence = self.texts.no_choice.format(given=repr(value), known=", ".join(choices))
            raise argparse.ArgumentError(
                action, sentence + (self.texts.near_choice.format(near=near) if near else "")
            )

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        # Python calls a value that is none of its kind invalid; what we raise says what to write.
        try:
            return super()._get_value(action, arg_string)
        except argparse.ArgumentError as error:
            if isinstance(error.__context__, RnmsError):
                sentence = fault_sentence(error.__context__, self.texts)
                raise argparse.ArgumentError(action, sentence) from error.__context__
            raise

    def refuse(self, strangers: Sequence[str]) -> NoReturn:
        """Say which arguments it does not take."""
        self.error(self.texts.no_argument.format(names=" ".join(strangers)))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with what was typed, and where to look; end with code 2."""
        way_out = self.texts.see_help.format(command=self.prog)
        self.exit(CANNOT_RUN, f"{self.prog}: {' '.join(message.splitlines())}; {way_out}\n")


@contextlib.contextmanager
def speaking(texts: CommandTexts) -> Iterator[None]:
    """Let Python's parser say its own sentences in a language: it asks a catalogue for each of them."""
    catalogue = argparse._  # type: ignore[attr-defined]
    argparse._ = lambda sentence: texts.of_argparse.get(sentence, sentence)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        argparse._ = catalogue  # type: ignore[attr-defined]


def refuse_inputs_as_outputs(arguments: argparse.Namespace) -> None:
    """Refuse to write a file in the place of one that is read, unless the command is there to continue it.

    Args:
        arguments: What was typed.

    Raises:
        UsageError: If a file would be lost.
    """
    by_name = {name: _paths(value) for name, value in vars(arguments).items()}
    outputs = [path for name in arguments.written for path in by_name[name]]
    spared = {*arguments.written, *arguments.continued}
    inputs = [path for name, paths in by_name.items() if name not in spared for path in paths]
    continued = [path for name in arguments.continued for path in by_name[name]]
    refuse_to_replace(inputs, outputs, continued)


def _paths(value: object) -> list[Path]:
    values = value if isinstance(value, list) else [value]
    return [path for path in values if isinstance(path, Path)]


def _formatter(texts: CommandTexts) -> type[argparse.HelpFormatter]:
    """Make the class that writes help and calls usage by its name in this language."""

    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage, actions, groups, texts.usage if prefix is None else prefix)

    return Formatter


def _completer(complete: Callable[[], Iterable[str]]) -> Callable[..., list[str]]:
    def offered(**_: object) -> list[str]:
        return list(complete())

    return offered


def language_typed(words: Sequence[str]) -> str | None:
    """Find the language that was typed, before anything else is read: help is said in it.

    >>> language_typed(["evaluate", "--lang", "en"]), language_typed(["--lang=ru"]), language_typed(["demo"])
    ('en', 'ru', None)
    """
    for place, word in enumerate(words):
        option, _, value = word.partition("=")
        language = value or "".join(words[place + 1 : place + 2])
        if option == LANG.name and language in TEXTS:
            return language
    return None


def language_of_system(environment: Mapping[str, str], of_process: str | None = None) -> str:
    """Find the language of the system: Russian, unless its locale is of another language.

    >>> language_of_system({"LANG": "en_US.UTF-8"}), language_of_system({"LANG": "C.UTF-8"})
    ('en', 'ru')
    >>> language_of_system({}, "English_United States"), language_of_system({})
    ('en', 'ru')

    Args:
        environment: The variables of the environment, among them ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``.
        of_process: What Python knows of the locale where no variable names it.
    """
    variables = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, variables), of_process or "")
    language = locale.partition(".")[0].casefold()
    return "ru" if language in {"", "c", "posix"} or language.startswith("ru") else "en"
