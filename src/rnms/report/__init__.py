"""The report and how it is shown. Only here are numbers rounded and verdicts put in words."""

from rnms.report._calendar import schedule_ics, schedule_records, schedule_table, year_table
from rnms.report._explain import Explanation, Step
from rnms.report._findings import Finding, Fulfilment, MonitoringFinding
from rnms.report._formats import FORMATS, Format
from rnms.report._judgement import DEFAULT, Judgement
from rnms.report._matrix import MARKS, matrix_table, subject_table
from rnms.report._origin import NoRecordsError, Origin
from rnms.report._pictures import Picture, over_years, small_multiples
from rnms.report._report import Report
from rnms.report._result import Result, Standing
from rnms.report._sentences import field_words, population_sentence, question_sentence, sentence
from rnms.report._words import EVIDENCE, FORCES, reason, target_words
from rnms.report._words import period as period_words

__all__ = [
    "DEFAULT",
    "EVIDENCE",
    "FORCES",
    "FORMATS",
    "MARKS",
    "Explanation",
    "Finding",
    "Format",
    "Fulfilment",
    "Judgement",
    "MonitoringFinding",
    "NoRecordsError",
    "Origin",
    "Picture",
    "Report",
    "Result",
    "Standing",
    "Step",
    "field_words",
    "matrix_table",
    "over_years",
    "period_words",
    "population_sentence",
    "question_sentence",
    "reason",
    "schedule_ics",
    "schedule_records",
    "schedule_table",
    "sentence",
    "small_multiples",
    "subject_table",
    "target_words",
    "year_table",
]
