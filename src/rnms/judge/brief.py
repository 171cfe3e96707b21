"""The brief of a report, from its judgements alone: a report that was read from a file has the same."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.judge.ask import ask
from rnms.judge.parts import OPEN
from rnms.model.law import Quote
from rnms.model.norm import Verdict
from rnms.results.brief import Brief, Otherwise, Refused, Request, Signable, Unproved
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result

_NOT_JUDGED = {Verdict.NO_TARGET, Verdict.NOT_APPLICABLE}


def brief_of(report: Report) -> Brief:
    """Sum up what of a report may be signed, what not, and whom to ask.

    >>> import rnms
    >>> brief = brief_of(rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023))
    >>> [(one.code, one.part) for one in brief.requests]
    [('4', 'load'), ('3', '')]
    """
    signable, refused, not_judged = [], [], []
    for at, result in enumerate(report.results):
        code, period, verdict = result.code, result.period, result.verdict
        if verdict is Verdict.MET:
            unless = tuple(judgement.name for judgement in result.differing)
            signable.append(Signable(at=at, code=code, period=period, unless=unless))
        elif verdict in _NOT_JUDGED or not _is_demanded(result.judgement):
            not_judged.append(code)
        else:
            refused.append(Refused(at=at, code=code, period=period, verdict=verdict))
    requests = [request for at, result in enumerate(report.results) for request in _requests(at, result)]
    return Brief(
        signable=tuple(signable),
        refused=tuple(refused),
        not_judged=tuple(dict.fromkeys(not_judged)),
        # Those of equal cost keep the order of the act.
        requests=tuple(sorted(requests, key=lambda request: request.ask.cost)),
        otherwise=tuple(_otherwise(report)),
        unproved=tuple(_unproved(report)),
        unread=report.unknown,
    )


def _is_demanded(judgement: Judgement) -> bool:
    """Tell whether the act sets it a target, or a part of it: else there is nothing to sign as reached."""
    return judgement.target is not None or any(map(_is_demanded, judgement.components))


def _requests(at: int, result: Result) -> Iterator[Request]:
    """List what to ask for an indicator, part by part where only its parts have values."""
    if result.verdict not in OPEN:
        return
    for part in open_parts(result.judgement):
        name = "" if part is result.judgement else part.name
        yield Request(at=at, code=result.code, period=result.period, part=name, ask=ask(part))


def open_parts(judgement: Judgement) -> tuple[Judgement, ...]:
    """List the parts that leave an open judgement open; itself where it is judged as a whole.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> [part.name for part in open_parts(report["4"].judgement)]
    ['load']
    """
    # An index and a sum of points have tallies of their own: no part of theirs has a target.
    parts = () if judgement.tallies else judgement.components
    return tuple(part for part in parts if part.verdict in OPEN) or (judgement,)


def _otherwise(report: Report) -> Iterator[Otherwise]:
    for at, result in enumerate(report.results):
        for judgement in result.differing:
            yield Otherwise(
                at=at,
                code=result.code,
                period=result.period,
                reading=judgement.name,
                verdict=judgement.verdict,
            )


def _unproved(report: Report) -> Iterator[Unproved]:
    """List the published words that the data do not bear out, each once with all its indicators."""
    codes: dict[Quote, dict[str, None]] = {}
    for result in report.results:
        for claim in result.disputed:
            codes.setdefault(claim.quote, {})[result.code] = None
    for quote, of_quote in codes.items():
        yield Unproved(quote=quote, codes=tuple(of_quote))
