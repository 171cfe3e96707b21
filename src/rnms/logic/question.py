"""What a measure asks of an engine."""

from __future__ import annotations

import attrs

from rnms.logic.population import Population, Term


@attrs.frozen(kw_only=True)
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
    """

    of: Population
    term: Term | None = None
    load: bool = False
    times: tuple[Population, ...] = ()

    @property
    def key(self) -> str:
        """The name under which figures answer it."""
        return self.of.key if self.term is None else f"{self.of.key}.{self.term.key}"

    @property
    def title(self) -> str:
        """What is asked, in Russian."""
        return self.of.title if self.term is None else f"{self.of.title}: {self.term.title}"

    @property
    def keys(self) -> tuple[str, ...]:
        """All names under which figures answer it: of loads, their sum, the largest and the smallest."""
        if not self.load:
            return (self.key,)
        return tuple(f"{self.key}.{statistic}" for statistic in ("total", "largest", "smallest"))
