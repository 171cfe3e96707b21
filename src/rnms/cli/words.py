"""The commands about words: ``rnms glossary`` explains the field's, ``rnms words`` those of the orders."""

from __future__ import annotations

import argparse

from rnms import glossary, regions
from rnms.cli.console import FINE
from rnms.regions.language import language
from rnms.regions.wordbook import owners_of, wordbook
from rnms.render.wordbook import found_text, language_list, word_list


def add_glossary(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms glossary`` takes."""
    parser.add_argument("term", metavar="СЛОВО", nargs="?", help="слово приказов или имя в коде")
    parser.set_defaults(run=_glossary)


def add_words(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms words`` takes."""
    parser.add_argument(
        "key",
        metavar="СЛОВО",
        nargs="?",
        help="ключ (staff.diagnosed), имя в коде (Growth, each) или слово из названия (рост, баллы)",
    )
    parser.add_argument("--region", metavar="КЛЮЧ", help="и собственные слова этого региона")
    parser.set_defaults(run=_words)


def _glossary(arguments: argparse.Namespace) -> int:
    if arguments.term is None:
        print("\n".join(f"{entry.term} ({entry.identifier})" for entry in glossary.ENTRIES))
        return FINE
    entry = glossary.lookup(arguments.term)
    print(f"{entry.term} ({entry.identifier})")
    print(entry.definition)
    if entry.differences:
        print(f"По регионам: {entry.differences}")
    print(
        "Где стоит:", "; ".join(f"{key}, документ {file}, строка {line}" for key, file, line in entry.where)
    )
    return FINE


def _words(arguments: argparse.Namespace) -> int:
    profile = None if arguments.region is None else regions.get(arguments.region)
    if arguments.key is None:
        print(f"{word_list(wordbook(profile))}\n\n{language_list(language())}")
        return FINE
    known = [regions.get(key) for key in regions.available()]
    users = known if profile is None else [profile]
    try:
        print(found_text(arguments.key, wordbook(profile, users=users), language(users)))
    except LookupError as error:
        owners = owners_of(arguments.key, known)
        if not owners:
            raise
        ways_out = " or ".join(f"rnms words {arguments.key} --region {owner}" for owner in owners)
        told = f"{arguments.key!r} is a word of {', '.join(owners)} alone; ask {ways_out}"
        raise LookupError(told) from error
    return FINE
