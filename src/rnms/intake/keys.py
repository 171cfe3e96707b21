"""Keys of people and records: digests that tell whether two are one, and never show what they are made of."""

from __future__ import annotations

import hashlib
import re

from rnms.errors import UsageError, visible
from rnms.issues import message
from rnms.model.spelling import as_seen

SHORTEST_SALT = 16
"""With fewer bytes whoever has the keys could try every salt."""
_NOT_DIGITS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_SNILS = re.compile(r"\d{3}[\s\-\u2010-\u2015]?\d{3}[\s\-\u2010-\u2015]?\d{3}[\s\-\u2010-\u2015]?\d{2}")


def snils_digits(text: str) -> str | None:
    """Read the eleven digits of a СНИЛС whose control number is right; ``None`` for anything else.

    >>> snils_digits("112-233-445 95"), snils_digits("112-233-445 94")
    ('11223344595', None)
    >>> snils_digits("087-654-303 00"), snils_digits("8765430300")
    ('08765430300', None)
    """
    digits = _NOT_DIGITS.sub("", visible(text))
    # Nothing but zeros stands where nobody knows the number, and would make all of these one person.
    if not re.fullmatch(r"[0-9]{11}", digits) or not int(digits):
        return None
    # The sum of the digits, the first weighed by nine, the ninth by one; 100 and 101 are written 00.
    total = sum(weight * int(digit) for weight, digit in zip(range(9, 0, -1), digits, strict=False))
    return digits if total % 101 % 100 == int(digits[9:]) else None


def shows_snils(text: str) -> bool:
    """Tell whether a text shows something that may be a СНИЛС, right or wrong."""
    return _SNILS.search(visible(text)) is not None


def telling_words(text: str) -> set[str]:
    """List the words of a text by which somebody may be known.

    Those of three letters and more, as they are seen.

    >>> sorted(telling_words("Вымыслов П. И."))
    ['вымыслов']
    """
    return set(re.findall(r"[^\W\d_]{3,}", as_seen(text)))


class Digests:
    """Makes keys with the salt of a region; neither its repr nor any error shows the salt.

    >>> digests = Digests(b"invented, of the tests")
    >>> digests, digests.key("a") == digests.key("a"), digests.key("a") == digests.key("b")
    (Digests(), True, False)

    Raises:
        ValueError: If the salt is too short.
    """

    __slots__ = ("_key",)

    def __init__(self, salt: bytes) -> None:
        if len(salt) < SHORTEST_SALT:
            raise UsageError(message("error.salt", least=SHORTEST_SALT))
        # A key of BLAKE2b has at most 64 bytes; of any salt there is one.
        self._key = hashlib.blake2b(salt, person=b"rnms-salt").digest()

    def __repr__(self) -> str:
        return "Digests()"

    def key(self, *parts: str) -> str:
        """Make the key of texts: the same for the same texts in the same order."""
        text = "".join(f"{len(part)}:{part}" for part in parts)
        return hashlib.blake2b(text.encode(errors="replace"), key=self._key, digest_size=16).hexdigest()

    def of_snils(self, digits: str) -> str:
        """Make the key of a person from the digits of a СНИЛС."""
        return f"p-{self.key('snils', digits)}"

    def of_texts(self, kind: str, texts: list[str]) -> str:
        """Make the key of a record from cells, compared as the eye sees them."""
        return f"{kind}-{self.key(kind, *map(as_seen, texts))}"
