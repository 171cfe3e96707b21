"""The commands about words: ``rnms glossary`` explains the field's, ``rnms words`` those of the orders."""

from __future__ import annotations

import argparse

from rnms import glossary, regions
from rnms.cli import options
from rnms.cli.console import FINE
from rnms.cli.options import document_language
from rnms.cli.parser import CommandParser, argument
from rnms.cli.regions import usable_profiles
from rnms.cli.screens import show_folded
from rnms.errors import NameNotFoundError
from rnms.issues import Either, message
from rnms.regions.language import language
from rnms.regions.wordbook import owners_of, wordbook
from rnms.render.wordbook import found_text, language_list, word_list


def add_glossary(parser: CommandParser) -> None:
    """Add what ``rnms glossary`` takes."""
    parser.take(argument("term", "WORD", nargs="?"))
    parser.set_defaults(run=_glossary)


def add_words(parser: CommandParser) -> None:
    """Add what ``rnms words`` takes."""
    parser.take(
        argument("key", "WORD", says="word", nargs="?"),
        options.region("--region", says="region.own_words"),
    )
    parser.set_defaults(run=_words)


def _glossary(arguments: argparse.Namespace) -> int:
    if arguments.term is None:
        listed = "\n".join(f"{entry.term} ({entry.identifier})" for entry in glossary.ENTRIES)
        show_folded(listed, arguments)
        return FINE
    said = arguments.texts.said
    entry = glossary.lookup(arguments.term)
    lines = [f"{entry.term} ({entry.identifier})", entry.definition]
    if entry.differences:
        lines.append(said["glossary.differences"].format(differences=entry.differences))
    places = [
        said["glossary.place"].format(region=key, document=document, line=line)
        for key, document, line in entry.where
    ]
    lines.append(said["glossary.where"].format(places="; ".join(places)))
    show_folded("\n".join(lines), arguments)
    return FINE


def _words(arguments: argparse.Namespace) -> int:
    lang = document_language(arguments)
    profile = None if arguments.region is None else regions.get(arguments.region)
    if arguments.key is None:
        lists = word_list(wordbook(profile), lang=lang), language_list(language(), lang=lang)
        show_folded("\n\n".join(lists), arguments)
        return FINE
    # Whoever is writing a region asks while it cannot be used yet.
    profiles = usable_profiles(arguments)
    users = profiles if profile is None else (profile,)
    try:
        text = found_text(arguments.key, wordbook(profile, users=users), language(users), lang=lang)
    except LookupError as error:
        owners = owners_of(arguments.key, profiles)
        if not owners:
            raise
        ways_out = Either(tuple(f"rnms words {arguments.key} --region {owner}" for owner in owners))
        raise NameNotFoundError(
            message("command.word-of-others", word=repr(arguments.key), regions=tuple(owners), ways=ways_out)
        ) from error
    show_folded(text, arguments)
    return FINE
