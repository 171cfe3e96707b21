"""What each reading makes of each indicator, side by side."""

from __future__ import annotations

from rnms._values import frozen
from rnms.results.judgement import Judgement
from rnms.results.result import Result
from rnms.showing import Shown, short


@frozen(kw_only=True)
class ReadingMatrix(Shown):
    """Readings by indicators; :meth:`rnms.Report.by_reading` makes it, and a notebook shows it as a table.

    >>> import rnms
    >>> table = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).by_reading()
    >>> table.at("by_act", "6").verdict, table.at("by_act", "1")
    (<Verdict.UNDETERMINED: 'undetermined'>, None)

    Attributes:
        readings: The names of the readings, ``"default"`` first.
        results: The results compared.
    """

    readings: tuple[str, ...]
    results: tuple[Result, ...]

    __repr__ = short("readings")

    def at(self, reading: str, code: str) -> Judgement | None:
        """Find what a reading makes of an indicator, of several periods the last; ``None`` without it."""
        judgements = [result.readings.get(reading) for result in self.results if result.code == code]
        return judgements[-1] if judgements else None

    def __str__(self) -> str:
        from rnms.render.matrix import reading_table

        return reading_table(self)
