"""When two spellings are one word, and when one may be a slip of the other."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from rnms.errors import skeleton, visible

_DASHES = re.compile(r" ?[-\u2010-\u2015\u2212] ?")
_QUOTES = re.compile(r"[«»„“”‟\"'`’‘]")
_PARTS = re.compile(r"[\w.]+")
ALIKE = Fraction(4, 5)
"""How much of two spellings is common where one is a slip of the other: of ten letters eight."""
STEM, _ENDING = 4, 3
"""The least letters of a stem, and the most of an ending."""
_ROOT = 3
"""The least letters of a beginning."""


_ENDS = re.compile("[\t-\r\x85\u2028\u2029]+")
TURNS = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""What no page may hold, as a part of a pattern: late control signs, ends of lines, marks of direction."""
_UNSAID = re.compile(f"[\x00-\x1f{TURNS}\ud800-\udfff]")
"""What steers a terminal or turns a line about."""


def on_one_line(text: str) -> str:
    r"""Write a text of a stranger as one line that steers nothing: a sign stands for what would.

    An end of a line, and a tabulator, is a blank.

    >>> on_one_line("\x1b[2Jда\u202eтен\r\nстрока")
    '�[2Jда�тен строка'
    """
    return _UNSAID.sub("\ufffd", _ENDS.sub(" ", text))


def each_on_one_line(texts: Iterable[str]) -> tuple[str, ...]:
    r"""Write texts of strangers as one line each, as :func:`on_one_line` does.

    >>> each_on_one_line(["да\nнет"])
    ('да нет',)
    """
    return tuple(map(on_one_line, texts))


@functools.lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """Strip a word of what spellings of one word may differ in.

    That is case, ё for е, spaces of any kind and number, dashes, quotes, signs nobody sees, a final dot.

    >>> normal("  Психолого\u2013педагогические\u00a0 «Тёплые» встречи.")
    'психолого-педагогические теплые встречи'
    """
    folded = visible(unicodedata.normalize("NFKC", text)).casefold().replace("ё", "е")
    # Of many blanks one is left first: a pattern would run over the rest of them from each.
    plain = " ".join(_QUOTES.sub("", folded).split())
    return _DASHES.sub("-", plain).strip(" .,;:")


@functools.lru_cache(maxsize=65536)
def as_seen(text: str) -> str:
    """Write a word as the eye reads it: normal, with Latin letters that look Cyrillic made Cyrillic.

    Texts that are equal so are one: whoever joins by names joins by this, and by nothing less.

    >>> as_seen("HET") == as_seen("нет\u200b."), as_seen("СОШ № 5") == as_seen("СОШ № 6")
    (True, False)
    """
    return skeleton(normal(text))


@functools.lru_cache(maxsize=65536)
def is_near(text: str, word: str) -> bool:
    """Tell whether a spelling may be a slip of a word, or the word in another form.

    >>> [is_near(text, "методическая поддержка") for text in ("методическую подержку", "Чтение")]
    [True, False]
    >>> is_near("качество образования", "эффективность управления качеством образования")
    True
    """
    first, second = normal(text), normal(word)
    if _is_slip(first, second):
        return True
    few, many = sorted((parts_of(first), parts_of(second)), key=len)
    # Half of the words of one are enough, or all would be near that name the field.
    return 2 * len(few) >= len(many) and all(any(_is_akin(part, piece) for piece in many) for part in few)


@functools.lru_cache(maxsize=65536)
def words_in_common(text: str, asked: str, *, by_beginning: bool = False) -> int:
    """Count the wanted words that stand in a text, in whatever form or with a slip.

    >>> words_in_common("рост, прирост к другому периоду", "роста за год"), words_in_common("доля", "роста")
    (1, 0)
    >>> words_in_common("сетевая форма", "сеть"), words_in_common("сетевая форма", "сеть", by_beginning=True)
    (0, 1)

    Args:
        text: Where they are looked for.
        asked: The words.
        by_beginning: Whether it is enough that a word of the text begins as one of them without its ending.
    """
    words = _PARTS.findall(normal(text))
    # "В", "на" and "по" stand in every title.
    asked_words = [part for part in _PARTS.findall(normal(asked)) if len(part) > 2]
    is_found = _begins_as if by_beginning else _is_akin
    return sum(any(is_found(part, word) for word in words) for part in asked_words)


def parts_of(text: str) -> list[str]:
    """List the words of a normal text.

    >>> parts_of("мат. грамотность")
    ['мат.', 'грамотность']
    """
    return _PARTS.findall(text)


def _is_slip(first: str, second: str) -> bool:
    # Few ask for it, and it takes a while to load.
    import difflib

    return difflib.SequenceMatcher(None, first, second).ratio() >= ALIKE


def _begins_as(asked: str, word: str) -> bool:
    """Tell whether a word begins as another, a Russian one without its last two letters, its ending."""
    return word.startswith(asked if asked.isascii() else asked[: max(_ROOT, len(asked) - 2)])


def _is_akin(first: str, second: str) -> bool:
    """Tell whether two words seem to have the same stem, or one is a slip of the other."""
    return has_same_stem(first, second) or _is_slip(first, second)


def has_same_stem(first: str, second: str) -> bool:
    """Tell whether two words begin with the same letters, but for an ending.

    >>> has_same_stem("качество", "качеством"), has_same_stem("речь", "рост")
    (True, False)
    """
    stem = max(STEM, min(len(first), len(second)) - _ENDING)
    return len(first) >= stem and first[:stem] == second[:stem]
