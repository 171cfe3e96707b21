"""What became of a report that was judged anew: in words, and as plain values."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import attrs

from rnms.issues import Message, message
from rnms.model.norm import Verdict
from rnms.model.roadmap import Progress
from rnms.model.spelling import on_one_line
from rnms.render.json import to_dict
from rnms.render.messages import message_sentence
from rnms.render.texts import TEXTS
from rnms.render.words import reasons, state
from rnms.results.judgement import DEFAULT
from rnms.results.report import Report
from rnms.results.verification import Difference, Differing, Verification

_IN_WORDS = ("reported_reasons", "reasons_now")
"""The fields of a difference that are there to be put in words: a program is told the codes of reasons."""


def verified_as_dict(verification: Verification) -> dict[str, Any]:
    """Write it as plain JSON values.

    >>> import rnms
    >>> from rnms.judge import verify
    >>> data = rnms.example("khabarovsk_2023")
    >>> verified_as_dict(verify(rnms.evaluate(data, period=2023), data))["differences"]
    []
    """
    fields = attrs.asdict(verification, recurse=False)
    differences = [
        {**attrs.asdict(one, filter=attrs.filters.exclude(*_IN_WORDS)), "what": one.what.value}
        for one in verification.differences
    ]
    return {
        "schema": "rnms-verification/1",
        "follows": verification.follows,
        "is_of_these_data": verification.is_of_these_data,
        **fields,
        "period": str(verification.period),
        "differences": differences,
    }


def with_brief(verification: Verification, text: bytes, report: Report) -> Verification:
    """Note, too, that the brief in the file of a report is not what the report says.

    Whoever reads the file finds the brief first; rnms itself makes it anew from the rest.
    """
    written = json.loads(text).get("brief")
    if written is None or written == to_dict(report)["brief"]:
        return verification
    brief = Difference(code="brief", what=Differing.OTHER)
    return attrs.evolve(verification, differences=(brief, *verification.differences))


def verified_lines(verification: Verification, *, lang: str = "ru") -> Iterator[str]:
    """Say line by line whether a report follows from the data, and where it does not.

    >>> import rnms
    >>> from rnms.judge import verify
    >>> data = rnms.example("khabarovsk_2023")
    >>> report = rnms.evaluate(data, period=2023)
    >>> list(verified_lines(verify(report, data), lang="en"))
    ['the report follows from the data']
    """
    for said in _said(verification, lang):
        yield on_one_line(message_sentence(said, lang=lang))


def _said(verification: Verification, lang: str) -> Iterator[Message]:
    if not verification.data_digest:
        yield message("verify.no-digest")
    elif not verification.is_of_these_data:
        digests = {"reported": verification.data_digest, "now": verification.data_digest_now}
        yield message("verify.data", **digests)
    if verification.version != verification.version_now:
        yield message("verify.version", reported=verification.version, now=verification.version_now)
    if verification.source != verification.source_now:
        yield message("verify.profile", reported=verification.source, now=verification.source_now)
    yield from (_difference(difference, lang) for difference in verification.differences)
    number = len(verification.differences)
    yield message("verify.follows") if verification.follows else message("verify.differs", number=number)


def _difference(difference: Difference, lang: str) -> Message:
    code = TEXTS[lang].notes.report_fields.get(difference.code, difference.code)
    places = (code, difference.period, _part(difference.part, lang))
    reported, now = _contents(difference, lang)
    place = " · ".join(filter(None, places))
    return message(f"verify/{difference.what}", place=place, reported=reported or "—", now=now or "—")


def _part(part: str, lang: str) -> str:
    """Name a judgement by its way there: a reading, where it is another than the default, and a component."""
    reading, _, rest = part.partition(" / ")
    first = TEXTS[lang].notes.by_default if reading == DEFAULT else reading
    return f"{first} / {rest}" if rest else first


def _contents(difference: Difference, lang: str) -> tuple[str, str]:
    """Put in words what a report says and what the data give."""
    match difference.what:
        case Differing.REASON:
            return reasons(difference.reported_reasons, lang=lang), reasons(difference.reasons_now, lang=lang)
        case Differing.VERDICT:
            names = TEXTS[lang].verdicts.verdicts
            return names[Verdict(difference.reported)], names[Verdict(difference.now)]
        case Differing.STATE:
            states = (
                (difference.reported, difference.reported_reasons),
                (difference.now, difference.reasons_now),
            )
            has_due = difference.period != ""
            reported, now = (state(Progress(word), why, has_due=has_due, lang=lang) for word, why in states)
            return reported, now
        case Differing.DAY:
            days = (difference.reported, difference.now)
            reported, now = (f"{dt.date.fromisoformat(day):%d.%m.%Y}" if day else "" for day in days)
            return reported, now
    return difference.reported, difference.now
