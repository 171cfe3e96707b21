"""Findings: what is said of duties, of what fell due, of monitoring."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import attrs

from rnms._values import frozen
from rnms.indicators.requirement import Force
from rnms.indicators.tally import Reason
from rnms.model.checked import RARE
from rnms.model.law import Clause
from rnms.model.norm import Verdict
from rnms.model.returns import EvidenceKind
from rnms.model.roadmap import Occurrence, Progress
from rnms.results.judgement import Judgement
from rnms.showing import Shown


@frozen(kw_only=True)
class ScheduleStatus:
    """One time that something falls due, and how far it has come.

    >>> import datetime as dt
    >>> from rnms.judge import roadmap
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
        from rnms.render.words import reasons

        return reasons(self.reasons)

    def __repr__(self) -> str:
        return f"ScheduleStatus({self.code!r}, due {self.due}, {self.progress.name})"


Due = TypeVar("Due", Occurrence, ScheduleStatus)


class Schedule(tuple[Due, ...], Shown):
    """What falls due, in the order of the days: a tuple that shows itself as a table.

    >>> import datetime as dt, rnms
    >>> june = rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> june
    Schedule(2 deadlines)
    >>> str(june).splitlines()[2].split()[0]
    '1.2.2'
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Schedule({len(self)} deadlines)"

    def __str__(self) -> str:
        from rnms.render.calendar import schedule_table

        return schedule_table(self)


@frozen(kw_only=True)
class Finding:
    """What is said of a structural duty.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> report.requirements[3].code, report.requirements[3].failed[0]
    ('S-KHB-04', 'Амурский район')

    Attributes:
        code: The requirement's code.
        title: What must be in place.
        force: How strongly the act demands it.
        clause: Where it does.
        judgement: What the data say.
        same_as: Code of the indicator that demands the same.
        falls_due: Codes of what falls due and judges it by its days.
        failed: Who does not keep it: municipalities and organisations by name, people by id.
        undecided: Of whom it is not known.
        members: The collection of those named; empty where its indicator says it.
        evidence_lacking: The kinds of document of which one should have been named and none was.
    """

    code: str
    title: str
    force: Force
    clause: Clause
    judgement: Judgement
    same_as: str = ""
    falls_due: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    members: str = ""
    evidence_lacking: tuple[EvidenceKind, ...] = attrs.field(default=(), metadata=RARE)

    @property
    def verdict(self) -> Verdict:
        """What the data say: kept, not kept, not decided."""
        return self.judgement.verdict

    @property
    def is_violation(self) -> bool:
        """Whether a duty is surely not kept."""
        return self.verdict is Verdict.NOT_MET and self.force is Force.DUTY

    @property
    def is_warning(self) -> bool:
        """Whether something that the act only implies, or practice knows, is surely not in place."""
        return self.verdict is Verdict.NOT_MET and self.force is not Force.DUTY

    def __repr__(self) -> str:
        return f"Finding({self.code!r}, {self.force.name}, {self.verdict.name})"


@frozen(kw_only=True)
class MonitoringFinding:
    """Whether a region monitored its system as often as it shall, and whether what must follow did.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.RegionalSystem(region="ugra", monitoring_rounds=[]), period=2023)
    >>> report.monitoring[0].verdict
    <Verdict.NOT_MET: 'not_met'>

    Attributes:
        code: Number of the rule.
        title: What it demands.
        clause: Where the act does.
        verdict: Whether every round that fell due was held in its time.
        rounds: One for each time that a round falls due.
        follow_up: What followed the rounds; ``None`` where the act demands nothing.
    """

    code: str
    title: str
    clause: Clause
    verdict: Verdict
    rounds: tuple[ScheduleStatus, ...]
    follow_up: Finding | None = None

    def __repr__(self) -> str:
        return f"MonitoringFinding({self.code!r}, {self.verdict.name})"
