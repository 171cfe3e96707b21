"""What a field of a record declares about itself: what its absence means, and whom it refers to.

Files, forms and engines read these declarations; nothing about a field is written twice.
"""

from __future__ import annotations

import enum
from typing import Any

import attrs


class Absence(enum.Enum):
    """What it means that an optional field is not given.

    >>> [absence.value for absence in Absence]
    ['unknown', 'none', 'open']
    """

    UNKNOWN = "unknown"
    NONE = "none"
    OPEN = "open"


_KEY = "rnms"


@attrs.frozen(kw_only=True)
class About:
    """What a field declares.

    >>> import attrs
    >>> from rnms.model import Person
    >>> about(attrs.fields(Person).birth_date).absence
    <Absence.UNKNOWN: 'unknown'>

    Attributes:
        absence: What its absence means: unknown (a birth date), none (no route: a comparison with it is
            false) or open (an end: not ended).
        refers_to: The collection in which the record that it names is found; empty when it names none.
    """

    absence: Absence = Absence.UNKNOWN
    refers_to: str = ""


def optional(absence: Absence, *, refers_to: str = "", repr: bool = True) -> Any:  # noqa: A002  # attrs' own name
    """An optional field and what its absence means."""
    about = About(absence=absence, refers_to=refers_to)
    return attrs.field(default=None, metadata={_KEY: about}, repr=repr)


def reference(collection: str) -> Any:
    """A field that must name a record of a collection."""
    return attrs.field(metadata={_KEY: About(refers_to=collection)})


def about(field: attrs.Attribute[Any]) -> About:
    """What a field declares; a field without a word declares that it is always known.

    >>> import attrs
    >>> from rnms.model import Employment
    >>> about(attrs.fields(Employment).person).refers_to
    'persons'
    """
    declared = field.metadata.get(_KEY)
    return declared if isinstance(declared, About) else About()
