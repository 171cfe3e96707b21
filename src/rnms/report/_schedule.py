"""What became of something that fell due, as a report holds it."""

from __future__ import annotations

import datetime as dt

import attrs

from rnms.indicators import Reason
from rnms.model import Occurrence, Progress


@attrs.frozen(kw_only=True)
class Fulfilment:
    """One time that something falls due, and how far it has come.

    >>> import datetime as dt
    >>> from rnms.evaluation import roadmap
    >>> june = roadmap("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> june[0].progress
    <Progress.PENDING: 'pending'>

    Attributes:
        occurrence: What falls due, and when.
        progress: How far it has come on the day of judgement.
        done: The day on which it was surely carried out, or begun where it never ends; ``None`` where no
            such day is known.
        reasons: Why it is so, as codes.
    """

    occurrence: Occurrence
    progress: Progress
    done: dt.date | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def code(self) -> str:
        """The number of what falls due."""
        return self.occurrence.code

    @property
    def due(self) -> dt.date | None:
        """The last day; ``None`` where there is none, or nobody knows it."""
        return self.occurrence.due

    @property
    def reason(self) -> str:
        """Why it is so, in Russian words."""
        from rnms.report._words import reasons

        return reasons(self.reasons)

    def __repr__(self) -> str:
        return f"Fulfilment({self.code!r}, due {self.due}, {self.progress.name})"
