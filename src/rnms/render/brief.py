"""The brief in words: what may be signed, what not and why, and whom to ask what. It is shown first.

The lines are made once, as notes, which every format shows in its manner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rnms.model.norm import Bounds, Verdict
from rnms.model.subjects import Municipality
from rnms.render import words
from rnms.render.notes import Note, reading_title
from rnms.render.printed import MOST_NAMES, Print
from rnms.render.sections import audit_lines, few
from rnms.render.texts import TEXTS
from rnms.results.brief import Ask, Headcount, OfResult, Otherwise, Refused, Request, Signable, Unproved
from rnms.results.judgement import Judgement
from rnms.results.report import Report


def brief_notes(
    report: Report,
    lang: str,
    *,
    most: int | None = MOST_NAMES,
    lines: int | None = None,
    page: Print | None = None,
) -> Iterator[Note]:
    """Say in a few lines what a report comes to.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> next(brief_notes(report, "ru")).text
    'Можно подписать: 1, 2, 5, 7; 6 (кроме прочтения «только закреплённые актом»).'

    Args:
        report: The report.
        lang: ``"ru"`` or ``"en"``.
        most: How many names of municipalities a line holds; ``None`` is all.
        lines: How many lines a list has; ``None`` is all.
        page: The document that is printed, where it is one: readings are named by their titles alone.
    """
    for note in _notes(report, lang, most, page):
        rest = 0 if lines is None else len(note.items) - lines
        more = (TEXTS[lang].brief.more.format(words.number(rest, lang=lang)),) if rest > 0 else ()
        yield Note(note.text, (*note.items[:lines], *more))


def _notes(report: Report, lang: str, most: int | None, page: Print | None) -> Iterator[Note]:
    if report.published is not None:
        yield from map(Note, audit_lines(report.published, lang, page))
        if not report.results:
            return
    texts, brief = TEXTS[lang].brief, report.brief
    if report.awaited:
        begun = (words.awaited_act(awaited, lang=lang) for awaited in report.awaited)
        yield Note(texts.awaited, tuple(begun))
    yield Note(texts.signable.format(_signable(report, brief.signable, lang) or texts.nothing))
    if brief.refused:
        yield Note(texts.refused, tuple(_all_refused(report, brief.refused, lang, page)))
    if brief.requests:
        yield Note(
            texts.requests, tuple(_request(report, request, lang, most, page) for request in brief.requests)
        )
    if brief.otherwise:
        yield Note(
            texts.otherwise,
            tuple(_otherwise(report, difference, lang) for difference in brief.otherwise),
        )
    if brief.unproved:
        yield Note(texts.unproved, tuple(_unproved(claim, lang) for claim in brief.unproved))
    if brief.not_judged:
        yield Note(texts.not_judged.format(", ".join(brief.not_judged)))
    if brief.unread:
        unread = (f"{gap.why} ({gap.clause})" if gap.clause else gap.why for gap in brief.unread)
        yield Note(texts.unread, tuple(unread))


def _code(report: Report, entry: OfResult, lang: str) -> str:
    """Write the code of an indicator, with the period where it is judged for several."""
    several = sum(result.code == entry.code for result in report.results) > 1
    return f"{entry.code} ({words.period(entry.period, lang=lang)})" if several else entry.code


def _signable(report: Report, signable: Sequence[Signable], lang: str) -> str:
    """List the codes, those last of which another reading judges otherwise, each with these readings."""
    free = [_code(report, entry, lang) for entry in signable if not entry.unless]
    bound = []
    for entry in signable:
        if entry.unless:
            readings = report.results[entry.at].readings
            titles = ", ".join(_title(readings[name], lang) for name in entry.unless)
            bound.append(TEXTS[lang].brief.unless.format(_code(report, entry, lang), titles))
    return "; ".join([*([", ".join(free)] if free else []), *bound])


def _title(judgement: Judgement, lang: str) -> str:
    return TEXTS[lang].reasons.quoted.format(reading_title(judgement, lang))


def _all_refused(report: Report, refused: Sequence[Refused], lang: str, page: Print | None) -> Iterator[str]:
    """Say why each may not be signed; those without any data together, since what to ask says the rest."""
    without_data = [refusal for refusal in refused if refusal.verdict is Verdict.NO_DATA]
    yield from (
        _refused(report, refusal, lang, page) for refusal in refused if refusal.verdict is not Verdict.NO_DATA
    )
    if without_data:
        codes = ", ".join(_code(report, refusal, lang) for refusal in without_data)
        yield f"{codes} — {TEXTS[lang].verdicts.verdicts[Verdict.NO_DATA]}"


def _refused(report: Report, refusal: Refused, lang: str, page: Print | None) -> str:
    judgement = report.results[refusal.at].judgement
    why = words.reason(judgement, lang=lang, brief=True, page=page)
    verdict = f"{_code(report, refusal, lang)} — {words.verdict_name(judgement, lang=lang)}"
    return f"{verdict}: {why}" if why else verdict


def _otherwise(report: Report, difference: Otherwise, lang: str) -> str:
    judgement = report.results[difference.at].readings[difference.reading]
    value = words.value(judgement, lang=lang)
    tail = f" ({value})" if value else ""
    title, verdict = _title(judgement, lang), words.verdict_name(judgement, lang=lang)
    return f"{_code(report, difference, lang)}: {title} — {verdict}{tail}"


def _unproved(claim: Unproved, lang: str) -> str:
    quote = claim.quote
    return TEXTS[lang].brief.claim.format(quote.text, quote.document, quote.line, ", ".join(claim.codes))


# What to ask.


def _request(report: Report, request: Request, lang: str, most: int | None, page: Print | None) -> str:
    judgement = report.results[request.at].judgement
    code = _code(report, request, lang)
    if request.part:
        judgement = judgement[request.part]
        title = words.part_title(judgement, lang=lang)
        code = f"{code} ({TEXTS[lang].reasons.quoted.format(title)})"
    return f"{code}: {'; '.join(asked_of(request.ask, judgement, lang, most, page))}"


_BEYOND_THE_SILENT = {"nothing-in-period", "open-in-period", "sum-of-places", "outside", "outside-too"}
"""What stays open when every municipality that is named has answered, and so must be asked for besides."""


def asked_of(
    ask: Ask, judgement: Judgement, lang: str, most: int | None, page: Print | None
) -> Iterator[str]:
    """Say what to ask: numbers, then municipalities, then whatever else the reasons of the verdict name.

    >>> import rnms
    >>> from rnms.judge.ask import ask
    >>> judgement = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)["3"].judgement
    >>> [*asked_of(ask(judgement), judgement, "ru", None, None)][-1].partition(":")[0]
    'для «не достигнуто» может хватить ответа'
    """
    for headcount in ask.headcounts:
        yield _headcount(headcount, judgement, lang, most)
    texts, verdicts = TEXTS[lang].brief, TEXTS[lang].verdicts.verdicts
    is_named = ask.silent or any(headcount.deciding for headcount in ask.headcounts)
    if is_named and ask.without_sets:
        beyond = [fact for fact in ask.facts if fact.code in _BEYOND_THE_SILENT]
        yield from filter(None, [words.reasons(beyond, lang=lang, brief=most is not None, page=page)])
    can_decide = ask.to_meet if ask.to_meet == ask.to_fail else None
    if ask.silent and ask.silent != can_decide:
        yield _names(ask.silent, most)
    if can_decide:
        decided = texts.can_decide if len(can_decide) == 1 else texts.can_decide_together
        yield decided.format(_names(can_decide, most))
    for places, verdict in ((ask.to_meet, Verdict.MET), (ask.to_fail, Verdict.NOT_MET)):
        if places and not can_decide:
            yield _proving(
                places, verdicts[verdict], is_all=len(places) == len(ask.silent) > 1, lang=lang, most=most
            )
    if ask.without_sets:
        yield texts.without_sets[ask.without_sets]
    if ask.facts and not is_named:
        yield words.reasons(ask.facts, lang=lang, brief=most is not None, page=page)


def _proving(
    places: Sequence[Municipality], verdict: str, *, is_all: bool, lang: str, most: int | None
) -> str:
    """Say whose answers can prove a verdict."""
    texts = TEXTS[lang].brief
    if is_all:
        return texts.only_all.format(verdict, words.number(len(places), lang=lang))
    proved = texts.can_prove if len(places) == 1 else texts.can_prove_together
    return proved.format(verdict, _names(places, most))


def _names(places: Sequence[Municipality], most: int | None) -> str:
    return few([place.name.strip() or place.id for place in places], most)


def _headcount(headcount: Headcount, judgement: Judgement, lang: str, most: int | None) -> str:
    texts = TEXTS[lang].brief
    of_whom = _names(headcount.places, most) if headcount.places else texts.region
    question = texts.headcount.format(TEXTS[lang].reasons.title.format(headcount.title), of_whom)
    verdicts = TEXTS[lang].verdicts.verdicts
    norms = () if judgement.target is None else judgement.target.norms
    alone = [
        texts.decides.format(
            _range(deciding.numbers, lang),
            verdicts[deciding.verdict],
            words.bounds(deciding.value, scale=judgement.scale, norms=norms, lang=lang),
        )
        for deciding in headcount.deciding
    ]
    return ": ".join([question, *filter(None, ["; ".join(alone)])])


def _range(numbers: Bounds, lang: str) -> str:
    """Write the numbers that decide: from the least possible up to one, or from one on."""
    texts = TEXTS[lang].brief
    if numbers.high is None:
        return texts.no_less.format(words.number(numbers.low, lang=lang))
    return texts.no_more.format(words.number(numbers.high, lang=lang))
