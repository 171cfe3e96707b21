"""Faults of the data are told by key and facts, and worded in both languages."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import rnms
from rnms.issues import ISSUES, Issue, message
from rnms.model import Figure, RegionalSystem
from rnms.render.issues import issues_as_dict
from rnms.render.messages import issue_hint, issue_sentence
from rnms.render.texts import TEXTS

RU, EN = TEXTS["ru"].messages, TEXTS["en"].messages


def keys_used() -> Iterator[str]:
    """The key of every message that the library makes, where it stands as a plain text."""
    for path in Path(rnms.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "message" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    yield str(key.value)


def test_every_message_has_a_sentence() -> None:
    """No key leads nowhere."""
    assert len({*keys_used()}) > 100
    assert {*keys_used()} <= set(RU)


@pytest.mark.parametrize("key", RU)
def test_a_sentence_speaks_of_the_same_facts_in_both_languages(key: str) -> None:
    """What one language tells, the other does."""
    ru, en = ({part[1] or "" for part in string.Formatter().parse(texts[key])} | {""} for texts in (RU, EN))

    assert ru == en


@pytest.mark.parametrize("lang", TEXTS)
def test_every_code_is_explained_in_each_language(lang: str) -> None:
    """A new code needs its meaning and its way out among the texts of both languages."""
    issues = TEXTS[lang].issues

    assert [code for code in ISSUES if code not in issues] == []
    assert [code for code in issues if code not in ISSUES] == []
    assert [code for code, texts in issues.items() if not (texts.meaning and texts.hint)] == []


def test_a_hint_speaks_the_language_that_is_asked_for() -> None:
    """Russian by default; a code of somebody else has none."""
    issue = Issue(place="$", text=message("json.doubled-key"), code="json.doubled-key")
    [row] = issues_as_dict([issue], lang="en")["issues"]

    assert issue.hint == issue_hint(issue) == "оставьте один"
    assert issue_hint(issue, lang="en") == "keep one"
    assert (row["message"], row["hint"]) == ("the key is given twice; keep one", "keep one")
    assert issue_hint(Issue(place="$", text="", code="own.code"), lang="en") == ""


def test_most_codes_are_the_keys_of_sentences() -> None:
    """A sentence stands under the code of its issue."""
    of_codes = {code for code in ISSUES if any(key.partition("/")[0] == code for key in RU)}

    assert set(ISSUES) - of_codes == set()


def test_an_issue_is_worded_when_it_is_read() -> None:
    """The same fault in two languages, with the same facts."""
    figure = Figure(key="staff", period=2023, count=16, among=15)
    [issue] = RegionalSystem(region="ugra", figures=[figure]).issues

    assert issue.facts["key"] == "staff"
    assert str(issue) == "$.figures[0]: staff: насчитано 16, а опрошено только 15: проверьте оба числа"
    assert issue_sentence(issue, lang="en") == (
        "$.figures[0]: staff: 16 counted, and only 15 asked: check both numbers"
    )


def test_issues_that_say_the_same_are_equal() -> None:
    """A report that was read from a file has the words alone."""
    told = Issue(place="$", text=message("json.number", value="NaN"), code="json.number")
    read = Issue(place="$", text="NaN — не число; уберите значение", code="json.number")

    assert (told, hash(told)) == (read, hash(read))
    assert read.facts == {}
    assert issue_sentence(read, lang="en") == str(read)
    assert told != Issue(place="$", text=message("json.number", value="Infinity"), code="json.number")
    assert told != "json.number"
