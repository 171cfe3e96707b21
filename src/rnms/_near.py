"""Which known words a word was likely to be, so that an error can say what to write."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_LATIN, _CYRILLIC = "ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_ALIKE, _MANY = 0.75, 6
"""How much of two words is common where one is a slip of the other; the most codes that one may begin."""


def skeleton(said: str) -> str:
    """A word as the eye sees it: Latin letters that look Cyrillic are Cyrillic.

    >>> skeleton("C-1") == skeleton("С-1")
    True
    """
    return unicodedata.normalize("NFKC", said).translate(_TO_CYRILLIC).casefold()


def nearest(word: object, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that were likely meant: one as a rule, all codes that begin so, or none.

    Numbers are no slips of each other: of a code only case, zeros, letters of another alphabet, what is left
    out at its end, and in a code of several numbers a digit that is doubled.

    >>> nearest("S-UGR-2", ["S-UGR-01", "S-UGR-02"]), nearest("99", ["9", "19"])
    (('S-UGR-02',), ())
    >>> nearest("1.1", ["1.1.1", "1.1.2", "3.1.1"])
    ('1.1.1', '1.1.2')
    """
    asked, listed = str(word), list(dict.fromkeys(known))
    same = [one for one in listed if _unpadded(one) == _unpadded(asked)]
    begun = [one for one in listed if asked and re.match(rf"(?i){re.escape(asked)}[-._/ ]", one)]
    doubled = [one for one in listed if len(_numbers(one)) > 1 and _undoubled(asked) == one.casefold()]
    if same or doubled or 0 < len(begun) <= _MANY:
        return tuple(same or doubled or begun)
    by_letters: dict[str, list[str]] = {}
    for one in listed:
        if _numbers(asked) in ([], _numbers(one)):
            by_letters.setdefault(_letters(one), []).append(one)
    near = difflib.get_close_matches(_letters(asked), by_letters, 1, _ALIKE)
    found = by_letters[near[0]] if near else []
    return tuple(found) if len(found) <= _MANY else ()


def _unpadded(word: str) -> str:
    return re.sub(r"[0-9]+", lambda found: str(int(found[0])), skeleton(word))


def _undoubled(word: str) -> str:
    return re.sub(r"([0-9])\1+", r"\1", word.casefold())


def _numbers(word: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]+", word)]


def _letters(word: str) -> str:
    return re.sub(r"[0-9]+", "", word.casefold())
