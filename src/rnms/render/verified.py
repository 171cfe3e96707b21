"""What became of a report that was judged anew: in words, and as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import attrs

from rnms.issues import Message, message
from rnms.model.spelling import on_one_line
from rnms.render.json import to_dict
from rnms.render.messages import message_sentence
from rnms.results.report import Report
from rnms.results.verification import Difference, Differing, Verification


def verified_as_dict(verification: Verification) -> dict[str, Any]:
    """Write it as plain JSON values.

    >>> import rnms
    >>> from rnms.judge import verify
    >>> data = rnms.example("khabarovsk_2023")
    >>> verified_as_dict(verify(rnms.evaluate(data, period=2023), data))["differences"]
    []
    """
    fields = attrs.asdict(verification, recurse=False)
    differences = [{**attrs.asdict(one), "what": one.what.value} for one in verification.differences]
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
    for said in _said(verification):
        yield on_one_line(message_sentence(said, lang=lang))


def _said(verification: Verification) -> Iterator[Message]:
    if not verification.data_digest:
        yield message("verify.no-digest")
    elif not verification.is_of_these_data:
        digests = {"reported": verification.data_digest, "now": verification.data_digest_now}
        yield message("verify.data", **digests)
    if verification.version != verification.version_now:
        yield message("verify.version", reported=verification.version, now=verification.version_now)
    if verification.source != verification.source_now:
        yield message("verify.profile", reported=verification.source, now=verification.source_now)
    yield from map(_difference, verification.differences)
    number = len(verification.differences)
    yield message("verify.follows") if verification.follows else message("verify.differs", number=number)


def _difference(difference: Difference) -> Message:
    places = (difference.code, difference.period, difference.part)
    said = {"place": " · ".join(filter(None, places)), "reported": difference.reported or "—"}
    return message(f"verify/{difference.what}", **said, now=difference.now or "—")
