"""Who makes up a regional system: levels and municipalities."""

from __future__ import annotations

import attrs


@attrs.frozen(order=True)
class Level:
    """A level of a regional system; levels are ordered from the federation down to a school.

    Not a closed list: an order may know a level of its own, and its profile then makes one.

    Attributes:
        rank: The smaller, the higher; leave room between two ranks.
        key: A short identifier.
        title: What the acts call it, in Russian.
    """

    rank: int
    key: str = attrs.field(order=False)
    title: str = attrs.field(order=False)


FEDERAL = Level(10, "federal", "федеральный")
REGIONAL = Level(20, "regional", "региональный")
MUNICIPAL = Level(40, "municipal", "муниципальный")
INSTITUTIONAL = Level(50, "institutional", "институциональный")


@attrs.frozen(kw_only=True)
class Municipality:
    """A municipal education system (МСО), the unit that municipal indicators count.

    Attributes:
        id: Identifier, unique in the system.
        name: Its name as officials write it.
    """

    id: str
    name: str
