"""How commands tell issues: a line for each, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable

from rnms.cli.texts import CommandTexts
from rnms.issues import Issue, Severity
from rnms.render.messages import message_sentence


def graded_issue(issue: Issue, texts: CommandTexts) -> str:
    """Write an issue with its place and its gravity, in one line."""
    sentence = message_sentence(issue.message, lang=texts.lang)
    return f"{issue.place}: {texts.severities[issue.severity.value]} {' '.join(sentence.splitlines())}"


def counted(issues: Iterable[Issue]) -> tuple[int, int]:
    """Tell how many errors there are, and how many warnings."""
    severities = [issue.severity for issue in issues]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)
