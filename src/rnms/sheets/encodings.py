"""In which encoding a Russian text is: told by marks and by its letters, or not at all.

What reads as strict UTF-8 is UTF-8. Of the encodings of one byte (cp1251, cp866, KOI8-R, MacCyrillic) every
one reads every file, so the letters decide: words of Russian are of Russian letters, small ones after the
first, and о, е, а are the most frequent. Where no reading is clearly the best, there is none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection

SINGLE_BYTE = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
"""So many bytes tell how the rest is to be read."""


def decoded(data: bytes, titles: Collection[str] = ()) -> str | None:
    """Read the text of a file; ``None`` if its encoding cannot be told.

    Texts that stand in it, such as the titles of its columns, tell its encoding where there are few letters.

    >>> decoded("Район".encode("koi8-r")), decoded("Лесной район".encode("cp866"))
    ('Район', 'Лесной район')
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return _read(data, marked)
    if b"\0" in data:
        return _without_mark(data)
    text = _read(data, "utf-8")
    if text is not None:
        return text
    encoding = _told_by_words(data, titles) or _told_by_letters(data)
    return None if encoding is None else _read(data, encoding)


def _read(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _without_mark(data: bytes) -> str | None:
    """Read UTF-16 without its mark: of ASCII, as delimiters are, every second byte is zero."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    return None if even == odd else _read(data, "utf-16-le" if odd > even else "utf-16-be")


def _told_by_words(data: bytes, titles: Collection[str]) -> str | None:
    """Find the only reading in which texts stand that are known to."""
    words = [word for word in titles if not word.isascii()]
    readings = {encoding: data[:_SAMPLE].decode(encoding, errors="replace") for encoding in SINGLE_BYTE}
    numbers = {encoding: sum(word in text for word in words) for encoding, text in readings.items()}
    best = max(numbers.values())
    having = {readings[encoding]: encoding for encoding, number in numbers.items() if number == best}
    return next(iter(having.values())) if best and len(having) == 1 else None


def _told_by_letters(data: bytes) -> str | None:
    # Only lines with letters of theirs tell anything, in whatever part of the file they stand.
    lines = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:_SAMPLE]
    readings: dict[str, str] = {}
    for encoding in SINGLE_BYTE:
        text = lines.decode(encoding, errors="replace")
        readings.setdefault(text, encoding)
    ranked = sorted(((_strangeness(text), encoding) for text, encoding in readings.items()))
    least, best = ranked[0]
    if least > _STRANGE * sum(byte > 127 for byte in lines):
        return None
    return best if len(ranked) == 1 or ranked[1][0] > least + _CLEARLY else None


_FREQUENT = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
"""Letters of Russian, the most frequent first."""
_COST = {letter: place / len(_FREQUENT) for place, letter in enumerate(_FREQUENT)}
_USUAL = set("«»№—–…„“”’ \u00a0")
_WORD = re.compile(r"[^\W\d_]+")
_ASKEW = re.compile(r"[»”’](?=[^\W\d_])|(?<=[^\W\d_])[«„]|[«„](?![^\W\d_])")
"""Quotes that close before a word, or open after one."""
_STRANGE = 0.9
"""How much a sign of Russian may cost, in the mean."""
_CLEARLY = 0.9
"""How much less than the next reading the best one costs, in all."""


def _strangeness(text: str) -> float:
    """Tell how unlike Russian a text is: the cost of its signs beyond ASCII."""
    cost = 3.0 * len(_ASKEW.findall(text))
    for word in _WORD.findall(text):
        cost += sum(map(_cost, word.lower()))
        # Inside a word letters are small, unless all are large.
        capitals = sum(map(str.isupper, word[1:]))
        cost += (0.05 if word.isupper() else 2) * capitals
    signs = [sign for sign in text if not sign.isascii() and not sign.isalpha()]
    return cost + sum(0.6 if sign in _USUAL else 3 for sign in signs)


def _cost(letter: str) -> float:
    return 0 if letter.isascii() else _COST.get(letter, 3)
