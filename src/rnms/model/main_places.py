"""Main places of work: nobody has two at a time, so that one that is known tells of other posts.

Work for another employer beside the main one is done as an external part-timer (ТК РФ, ст. 60.1, 282).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import Any

from rnms._values import frozen
from rnms.model.partial import PartialDay

BEFORE_ALL, AFTER_ALL = 0, 10**9
"""Days that stand for an open start and an open end."""


@frozen
class Post:
    """A post, as far as it tells where somebody mainly works.

    Attributes:
        at: The place of its record.
        person: Who.
        organization: Where.
        main: Whether it is the main place of work; ``None`` where that is not known.
        latest_start: By which day it surely began, as a number.
        earliest_end: Until which day it surely lasted.
    """

    at: int
    person: str
    organization: str
    main: bool | None
    latest_start: int
    earliest_end: int

    def is_elsewhere_beside(self, post: Post) -> bool:
        """Tell whether it surely is a post at another place on some day of another post."""
        return self.organization != post.organization and max(self.latest_start, post.latest_start) <= min(
            self.earliest_end, post.earliest_end
        )


@frozen
class MainPlaces:
    """What main places of work tell of other posts.

    Attributes:
        elsewhere: The places of the records that cannot be of the main place: another one is known to be.
        contrary: Those of which others say at the same time that they are of the main place.
    """

    elsewhere: frozenset[int] = frozenset()
    contrary: frozenset[int] = frozenset()

    @classmethod
    def of(cls, posts: Iterable[Post]) -> MainPlaces:
        """Compare the posts of each person.

        >>> main, other = Post(0, "p", "o1", True, 1, 9), Post(1, "p", "o2", None, 5, 20)
        >>> MainPlaces.of([main, other]).elsewhere
        frozenset({1})
        """
        by_person: dict[str, list[Post]] = defaultdict(list)
        for post in posts:
            if post.main is not False:
                by_person[post.person].append(post)
        elsewhere: set[int] = set()
        contrary: set[int] = set()
        for posts_of_one in by_person.values():
            mains = [post for post in posts_of_one if post.main]
            wrong = {post.at for post in mains if any(map(post.is_elsewhere_beside, mains))}
            # Of posts that exclude each other none tells anything of others.
            witnesses = [post for post in mains if post.at not in wrong]
            elsewhere |= {
                post.at
                for post in posts_of_one
                if not post.main and any(map(post.is_elsewhere_beside, witnesses))
            }
            contrary |= wrong
        return cls(frozenset(elsewhere), frozenset(contrary))


def main_places(records: Sequence[Any], unusable: Container[int] = ()) -> MainPlaces:
    """Compare employments as they were read, but those of which something was lost, by their places.

    >>> from rnms.model import Employment, Role
    >>> jobs = [Employment(person="p", organization=o, role=Role.OTHER, main=True) for o in ("o1", "o2")]
    >>> main_places(jobs).contrary
    frozenset({0, 1})
    """
    posts = (
        Post(
            at=index,
            person=record.person,
            organization=record.organization,
            main=record.main,
            latest_start=AFTER_ALL if record.start is None else _ends(record.start)[1],
            earliest_end=AFTER_ALL if record.end is None else _ends(record.end)[0],
        )
        for index, record in enumerate(records)
        if record.main is not False and index not in unusable
    )
    return MainPlaces.of(posts)


def _ends(day: dt.date | PartialDay) -> tuple[int, int]:
    if isinstance(day, PartialDay):
        return day.first.toordinal(), day.last.toordinal()
    return day.toordinal(), day.toordinal()
