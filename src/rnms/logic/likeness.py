"""Which of many texts may be like another: letters in common counted for all of them at once.

To compare each text with each by itself takes minutes for a thousand of either; most have too little in
common, and that is told for all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rnms.model.spelling import ALIKE, STEM, has_same_stem, is_near, normal, parts_of

LONGEST = 1023
"""Longer texts are no names and no words: they are not compared letter by letter."""
_LEAST_WIDTH = 8
"""So many bits a text has at the least: they are counted byte by byte."""


class InCommon:
    """Counts the letters that a text has in common with each of many, in their order.

    That is the longest common subsequence, found bit by bit (Hyyrö, Bit-parallel LCS-length computation
    revisited, 2004), with all texts side by side in one number.

    >>> InCommon(["школа", "шкала", "лес"]).counts("школы")
    [4, 3, 1]

    Args:
        texts: Each of at most ``LONGEST`` letters.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(texts)
        places_by_width: dict[int, list[int]] = {}
        for place, text in enumerate(self.texts):
            # One bit more than letters, into which a sum may run over.
            width = max(_LEAST_WIDTH, 1 << len(text).bit_length())
            places_by_width.setdefault(width, []).append(place)
        self._rows = [
            (places, _Row([self.texts[place] for place in places], width))
            for width, places in places_by_width.items()
        ]

    def counts(self, text: str) -> list[int]:
        """Count for each text, in their order."""
        counts = [0] * len(self.texts)
        for places, row in self._rows:
            for place, count in zip(places, row.counts(text), strict=True):
                counts[place] = count
        return counts

    def alike(self, text: str, least: Fraction) -> Iterator[tuple[int, int]]:
        """List the texts that have so much in common with another: the place of each, and how many letters.

        >>> list(InCommon(["школа", "шкала", "лес"]).alike("школы", Fraction(4, 5)))
        [(0, 4)]

        Args:
            text: The other text.
            least: What part of the letters of both texts together must be common.
        """
        over, under = least.numerator, 2 * least.denominator
        for places, row in self._rows:
            counts = row.counts(text)
            if under * max(counts) < over * (len(text) + row.shortest):
                continue
            for place, count in zip(places, counts, strict=True):
                if under * count >= over * (len(text) + len(self.texts[place])):
                    yield place, count


class _Row:
    """Texts side by side, each in as many bits."""

    def __init__(self, texts: Sequence[str], width: int) -> None:
        self.shortest = min(map(len, texts))
        self._width = width
        self._number = len(texts)
        bits: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for bit, letter in enumerate(text, start=place * width):
                bits.setdefault(letter, []).append(bit)
        self._by_letter = {letter: self._with(places) for letter, places in bits.items()}
        self._all = self._with([bit for places in bits.values() for bit in places])
        size = width * self._number
        self._halves = []
        half = 1
        while half < width:
            mask = (1 << half) - 1
            self._halves.append((half, _repeated(mask, 2 * half, size // (2 * half))))
            half *= 2

    def _with(self, bits: Sequence[int]) -> int:
        """Make the number that has these bits."""
        packed = bytearray(self._width * self._number // 8)
        for bit in bits:
            packed[bit >> 3] |= 1 << (bit & 7)
        return int.from_bytes(packed, "little")

    def counts(self, text: str) -> Sequence[int]:
        """Count the letters in common with each text: the bits that some letter has matched."""
        unmatched = self._all
        for letter in text:
            places = self._by_letter.get(letter)
            if places is not None:
                matches = unmatched & places
                unmatched = ((unmatched + matches) | (unmatched - matches)) & self._all
        common = self._all ^ unmatched
        # Bits are added in pairs, then the sums in pairs.
        for half, mask in self._halves:
            common = (common & mask) + (common >> half & mask)
        packed = common.to_bytes(self._width * self._number // 8, "little")
        if self._width <= 256:
            return packed[:: self._width // 8]
        return memoryview(packed).cast("H").tolist()[:: self._width // 16]


def _repeated(mask: int, width: int, times: int) -> int:
    """Repeat bits of such a width."""
    repeated, number = 0, 1
    while times:
        if times & 1:
            repeated = repeated << number * width | mask
        mask, number, times = mask | mask << number * width, number * 2, times >> 1
    return repeated


class NearWords:
    """Finds among many words those of which a spelling may be a slip, or that may be slips of it.

    >>> words = NearWords(["методическая поддержка", "чтение"])
    >>> list(words.near("методическую подержку")), list(words.near("речь"))
    (['методическая поддержка'], [])

    Args:
        words: Of those with more than ``LONGEST`` letters none is found.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(word for word in words if len(normal(word)) <= LONGEST)
        forms = [normal(word) for word in self._words]
        self._parts = [parts_of(form) for form in forms]
        self._wholes = InCommon(forms)
        self._having: dict[str, set[int]] = {}
        for place, parts in enumerate(self._parts):
            for part in parts:
                self._having.setdefault(part, set()).add(place)
        self._pieces = InCommon(tuple(self._having))
        self._by_beginning: dict[str, list[str]] = {}
        for part in self._having:
            self._by_beginning.setdefault(part[:STEM], []).append(part)
        self._akin_by_part: dict[str, frozenset[str]] = {}

    def near(self, text: str) -> Iterator[str]:
        """List the words that a spelling is near to, as :func:`is_near` tells."""
        return (word for word in self.candidates(text) if is_near(text, word))

    def candidates(self, text: str) -> Iterator[str]:
        """List the words that may be near, in their order; the rest is not near, whichever is the slip."""
        form = normal(text)
        if len(form) > LONGEST:
            return iter(())
        places = {place for place, _ in self._wholes.alike(form, ALIKE)}
        places.update(self._of_kin(parts_of(form)))
        return (self._words[place] for place in sorted(places))

    def _of_kin(self, parts: Sequence[str]) -> Iterator[int]:
        """List the words whose parts may all be akin to these, or these to theirs."""
        if not parts:
            yield from (place for place, pieces in enumerate(self._parts) if not pieces)
            return
        akin = {part: self._akin(part) for part in parts}
        places = [set().union(*(self._having[piece] for piece in pieces)) for pieces in akin.values()]
        akin_to_each = set.intersection(*places)
        akin_to_any = frozenset().union(*akin.values())
        for place in set().union(*places):
            pieces = self._parts[place]
            if (place in akin_to_each and len(parts) <= len(pieces) <= 2 * len(parts)) or (
                len(pieces) <= len(parts) <= 2 * len(pieces) and akin_to_any.issuperset(pieces)
            ):
                yield place

    def _akin(self, part: str) -> frozenset[str]:
        """List the parts of words that may be akin to a part."""
        if part not in self._akin_by_part:
            pieces = (self._pieces.texts[place] for place, _ in self._pieces.alike(part, ALIKE))
            beginning = self._by_beginning.get(part[:STEM], ())
            same_stem = (piece for piece in beginning if has_same_stem(part, piece))
            self._akin_by_part[part] = frozenset((*pieces, *same_stem))
        return self._akin_by_part[part]
