"""A column of few values as one byte a record, so that a table of 256 says for each byte what holds."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from rnms._values import frozen


@frozen
class Codes:
    """The words of an enumeration that records hold.

    ``bytes.translate`` looks each byte up in a table: twenty thousand words are compared in the time of two
    thousand comparisons one by one.

    Attributes:
        codes: A byte for each record.
        words: What each byte stands for; none but words stand here.
    """

    codes: bytes
    words: Sequence[object]

    @classmethod
    def of(cls, values: Iterable[Any], words: type[enum.Enum]) -> Codes | None:
        """Write each value as a byte; nothing where one is no word, or there are too many.

        >>> from rnms.model import Role
        >>> found = Codes.of([Role.HEAD, None, Role.HEAD], Role)
        >>> found.equal(Role.HEAD) == 0x01_00_01
        True
        """
        known = [*words, None]
        # By identity, since the hash of a member of an enumeration is computed in Python.
        code_by_identity = {id(word): code for code, word in enumerate(known)}
        try:
            return cls(bytes(map(code_by_identity.__getitem__, map(id, values))), known)
        except (KeyError, ValueError):
            return None

    def gathered(self, gather: Callable[[Sequence[Any]], Iterable[int]]) -> Codes:
        """Find the words of those whom records refer to; anything where they refer to nobody."""
        return attrs.evolve(self, codes=bytes(gather(self.codes + b"\0\0")))

    def equal(self, word: object) -> int:
        """Find the mask of the records that hold a word."""
        table = bytes(known == word for known in self.words).ljust(256, b"\0")
        return int.from_bytes(self.codes.translate(table), "little")
