"""The report and how it is shown. Only here are numbers rounded and verdicts put in words."""

from collections.abc import Callable, Mapping

from rnms.report._explain import Explanation, Step
from rnms.report._matrix import MARKS, matrix_table, subject_table
from rnms.report._origin import NoRecordsError, Origin
from rnms.report._report import DEFAULT, Finding, Judgement, Report, Result, Standing
from rnms.report._sentences import population_sentence, question_sentence, sentence
from rnms.report._words import FORCES, reason, target_words

FORMATS: Mapping[str, Callable[[Report, str], str]] = {
    "text": lambda report, lang: report.to_text(lang=lang),
    "markdown": lambda report, lang: report.to_markdown(lang=lang),
    "json": lambda report, _: report.to_json(),
}
"""The formats of the command line: each writes a report, in a language where it has words."""

__all__ = [
    "DEFAULT",
    "FORCES",
    "FORMATS",
    "MARKS",
    "Explanation",
    "Finding",
    "Judgement",
    "NoRecordsError",
    "Origin",
    "Report",
    "Result",
    "Standing",
    "Step",
    "matrix_table",
    "population_sentence",
    "question_sentence",
    "reason",
    "sentence",
    "subject_table",
    "target_words",
]
