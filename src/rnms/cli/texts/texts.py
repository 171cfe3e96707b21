"""The parts that the words of the command line consist of."""

from __future__ import annotations

from collections.abc import Mapping

from rnms._values import frozen


@frozen(kw_only=True)
class CommandTexts:
    """Every word that the command line says of itself in one language.

    A text with places in braces is filled by whoever says it.

    Attributes:
        lang: The name of the language.
        about: What ``rnms`` is.
        usage: What stands before the way a command is written.
        commands: The heading of the commands.
        arguments: The heading of what a command is given by place.
        options: The heading of what it is given by name.
        see_help: Where all that a command takes is told.
        summaries: What each command does.
        metavars: What stands for a value, by the English word.
        helps: What each argument means, by its key.
        said: What commands tell, by a key.
        severities: What issues are called by their gravity.
        profile: What stands around the parts of a profile, by a key.
        no_argument: What is said of arguments that a command does not take.
        no_choice: What is said of a word that is none of those that may be typed.
        near_choice: Which of them was likely meant, as the end of that.
        of_argparse: What Python's parser says, by the names under which it asks its catalogue.
        of_files: Why a file cannot be read or written, by the name of Python's exception.
    """

    lang: str
    about: str
    usage: str
    commands: str
    arguments: str
    options: str
    see_help: str
    summaries: Mapping[str, str]
    metavars: Mapping[str, str]
    helps: Mapping[str, str]
    said: Mapping[str, str]
    severities: Mapping[str, str]
    profile: Mapping[str, str]
    no_argument: str
    no_choice: str
    near_choice: str
    of_argparse: Mapping[str, str]
    of_files: Mapping[str, str]
