"""What a judgement says, as values: no engine, no text."""

from rnms.results.explanation import Explanation, Step
from rnms.results.findings import Finding, MonitoringFinding, ScheduleStatus
from rnms.results.judgement import DEFAULT, Judgement
from rnms.results.origin import MemberStatus, NoRecordsError
from rnms.results.report import Report
from rnms.results.result import Result

__all__ = [
    "DEFAULT",
    "Explanation",
    "Finding",
    "Judgement",
    "MemberStatus",
    "MonitoringFinding",
    "NoRecordsError",
    "Report",
    "Result",
    "ScheduleStatus",
    "Step",
]
