"""What a judgement says, as values: no engine, no text."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.results.explanation import Explanation as Explanation, Step as Step
    from rnms.results.findings import (
        Finding as Finding,
        MonitoringFinding as MonitoringFinding,
        ScheduleStatus as ScheduleStatus,
    )
    from rnms.results.judgement import DEFAULT as DEFAULT, Judgement as Judgement
    from rnms.results.ledger import LedgerEntry as LedgerEntry
    from rnms.results.origin import MemberStatus as MemberStatus, NoRecordsError as NoRecordsError
    from rnms.results.report import Report as Report
    from rnms.results.result import Result as Result
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "explanation": ["Explanation", "Step"],
            "findings": ["Finding", "MonitoringFinding", "ScheduleStatus"],
            "judgement": ["DEFAULT", "Judgement"],
            "ledger": ["LedgerEntry"],
            "origin": ["MemberStatus", "NoRecordsError"],
            "report": ["Report"],
            "result": ["Result"],
        },
    )
