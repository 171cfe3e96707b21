"""Issues as plain JSON, in one envelope for every command."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rnms.issues import Issue
from rnms.render.messages import issue_hint, message_sentence

_CELL = re.compile(r"(?P<file>.*)\[(?:(?P<sheet>.*)!)?(?P<cell>[A-Z]+[0-9]+)\]", re.DOTALL)
_SHEET = re.compile(r"(?P<file>.*)\[(?P<sheet>[^\]]*)\]", re.DOTALL)


def issues_as_dict(issues: Iterable[Issue], file: str = "", *, lang: str = "ru") -> dict[str, Any]:
    """Put issues in the envelope ``rnms-issues/1``; ``file`` is where a path such as ``$.region`` leads.

    >>> issue = Issue(place="Лесной район.xlsx[Форма!D5]", text="пусто", code="form.blank")
    >>> row = issues_as_dict([issue])["issues"][0]
    >>> row["file"], row["sheet"], row["cell"], row["severity"]
    ('Лесной район.xlsx', 'Форма', 'D5', 'warning')
    >>> issues_as_dict([issue], lang="en")["issues"][0]["hint"]
    'answer or choose a reason'
    """
    return {"schema": "rnms-issues/1", "issues": [_row(issue, file, lang) for issue in issues]}


def _row(issue: Issue, file: str, lang: str) -> dict[str, str | None]:
    path = issue.place if issue.place.startswith("$") else None
    match = None if path else _CELL.fullmatch(issue.place) or _SHEET.fullmatch(issue.place)
    parts = match.groupdict() if match else {"file": file if path else issue.place}
    return {
        "file": parts["file"],
        "sheet": parts.get("sheet"),
        "cell": parts.get("cell"),
        "path": path,
        "place": issue.place,
        "code": issue.code,
        "severity": issue.severity.value,
        "message": message_sentence(issue.message, lang=lang),
        "hint": issue_hint(issue, lang=lang),
    }
