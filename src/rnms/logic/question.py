"""What a measure asks of an engine."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterator

import attrs

from rnms._values import frozen
from rnms.logic.population import REGION, Population, Term
from rnms.model.period import Period
from rnms.model.shifts import Shift
from rnms.showing import short


class Change(enum.Enum):
    """Which members are counted that stand otherwise in two periods.

    * ``GAINED``: who passes in the period that is judged and did not in the other.
    * ``LOST``: who passed in the other and does not in the one that is judged.

    >>> Change("gained")
    <Change.GAINED: 'gained'>
    """

    GAINED = "gained"
    LOST = "lost"


@frozen(kw_only=True, cache_hash=True)
class Question:
    """What a measure asks of an engine.

    >>> from rnms.indicators.vocabulary import people
    >>> Question(of=people.STAFF).title
    'педагогические работники и управленческие кадры'

    Attributes:
        of: The population.
        term: Who of it passes; ``None`` asks for its size.
        load: Whether to ask how much each member carries under that term.
        times: The records that show it, time by time, where each time counts once however many there are.
        shift: The other period that is asked for, told by the one that is judged; ``None`` is that itself.
        change: Who is counted of those that stand otherwise in both periods; ``None`` asks for one period.
        beside: What each member carries besides, told with its load: the rest of a sum of which it is a part.
    """

    of: Population
    term: Term | None = None
    load: bool = False
    times: tuple[Population, ...] = ()
    shift: Shift | None = None
    change: Change | None = None
    beside: Term | None = None

    __repr__ = short("of", "term")

    @property
    def plain(self) -> Question:
        """The same of the period that is judged."""
        if self.shift is None and self.change is None:
            return self
        return attrs.evolve(self, shift=None, change=None)

    def period_of(self, period: Period) -> Period:
        """Find the period that is asked for where one is judged.

        >>> from rnms.indicators.vocabulary import people
        >>> from rnms.model.shifts import YearsBefore
        >>> Question(of=people.STAFF, shift=YearsBefore(1)).period_of(Period.of(2023))
        Period('2022')
        """
        return period if self.shift is None else self.shift.of(period)

    @property
    def of_beside(self) -> Question:
        """The same of what each member carries besides."""
        return attrs.evolve(self, term=self.beside, beside=None)

    @functools.cached_property
    def key(self) -> str:
        """The name under which figures answer it."""
        return self.of.key if self.term is None else f"{self.of.key}.{self.term.key}"

    @property
    def title(self) -> str:
        """What is asked, in Russian."""
        return self.of.title if self.term is None else f"{self.of.title}: {self.term.title}"

    @functools.cached_property
    def keys(self) -> tuple[str, ...]:
        """All names under which figures answer it: of loads, their sum, the largest and the smallest."""
        if not self.load:
            return (self.key,)
        return tuple(f"{self.key}.{statistic}" for statistic in ("total", "largest", "smallest"))


@functools.lru_cache(maxsize=4096)
def asking(population: Population, term: Term | None = None) -> Question:
    """Find the question for a population or for who passes of it: one and the same whoever asks.

    >>> from rnms.indicators.vocabulary import people
    >>> asking(people.STAFF) is asking(people.STAFF)
    True
    """
    return Question(of=population, term=term)


def with_populations(question: Question) -> Iterator[Question]:
    """List a question, and before it the sizes of the populations that it rests on.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> [inner.key for inner in with_populations(asking(people.STAFF, diagnostics.DIAGNOSED))]
    ['staff', 'staff.diagnosed']
    """
    if question.term is not None and question.of.unit != REGION:
        yield from with_populations(Question(of=question.of, shift=question.shift))
    for part in question.of.union:
        yield Question(of=part, shift=question.shift)
    yield question
