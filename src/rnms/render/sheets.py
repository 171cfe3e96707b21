"""The tables of a workbook: every number in a cell of its own, every judgement a row."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.errors import NoRecordsError
from rnms.indicators.counts import Scale
from rnms.indicators.tally import MemberState, distinct
from rnms.model.norm import Bounds, Exact
from rnms.model.returns import DeliveryStatus
from rnms.render import words
from rnms.render.ledger import status_words
from rnms.render.messages import message_sentence
from rnms.render.notes import other_readings, reading_title
from rnms.render.sections import Amount, Cell, Code, Mark, Section, columns, sections
from rnms.render.texts import TEXTS
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result

Row = tuple[Cell, ...]


def sheets(report: Report, lang: str, *, who: bool) -> Iterator[Section]:
    """Show every table of a workbook; who stands between a value and its target by id, only where asked."""
    yield values(report, lang)
    yield places(report, lang)
    yield _silent(report, lang)
    if who:
        yield _section("who", lang, (30, 40, 34, 120), list(_who(report, lang)))
    yield from sections(report, lang)
    yield _section("sources", lang, (32, 40, 60, 130), list(_sources(report, lang)))


def _section(key: str, lang: str, widths: tuple[int, ...], rows: list[Row]) -> Section:
    texts = TEXTS[lang].sheets
    return Section(
        key=key, title=texts.titles[key], columns=columns(texts.heads[key], widths), rows=tuple(rows)
    )


def values(report: Report, lang: str) -> Section:
    """Show the region's value of every indicator and component, and under readings that judge otherwise."""
    rows = [
        _value(code, title, part, reading, result, lang)
        for result in report.results
        for judgement in (result.judgement, *other_readings(result))
        for reading in [reading_title(judgement, lang)]
        for code, title, part in _parts(result, judgement, lang)
    ]
    return _section("values", lang, (20, 90, 34, 40, 24, 24, 24, 32, 60, 60), rows)


def _parts(result: Result, judgement: Judgement, lang: str) -> Iterator[tuple[str, str, Judgement]]:
    """Give a judgement and its components: code, title, judgement."""
    yield result.code, result.title, judgement
    for part in judgement.components:
        yield f"{result.code}.{part.name}", words.part_title(part, lang=lang), part


def _value(code: str, title: str, part: Judgement, reading: str, result: Result, lang: str) -> Row:
    return (
        Code(code),
        title,
        words.period(part.period, lang=lang),
        reading,
        *_ends(part, lang),
        words.norm(part, lang=lang),
        Mark(words.verdict(part, lang=lang), part.verdict.value),
        words.reason(part, lang=lang),
        str(part.target.clause if part.target else result.clause),
    )


def _ends(judgement: Judgement, lang: str) -> tuple[Cell, Cell]:
    """Find the least and the greatest value; a yes or no in words."""
    value, scale = judgement.value, judgement.scale
    if value is None:
        return "", ""
    norm = judgement.target.known_norm if judgement.target else None
    if scale is Scale.YES_NO:
        numbers = TEXTS[lang].numbers
        low = numbers.yes if value.low == 1 else numbers.no
        return low, numbers.no if value.high == 0 else numbers.yes

    def amount(end: Exact) -> Amount:
        return Amount(end, scale, words.decimals(end, norm, scale))

    return amount(value.low), TEXTS[lang].sheets.no_limit if value.high is None else amount(value.high)


def places(report: Report, lang: str) -> Section:
    """Show what each municipality reported, and that it did not."""
    rows = [
        row
        for result in report.results
        for code, _, part in _parts(result, result.judgement, lang)
        for row in _of_places(code, part, lang)
    ]
    return _section("places", lang, (20, 34, 40, 70, 24, 24, 24, 24, 24, 80), rows)


def _of_places(code: str, part: Judgement, lang: str) -> Iterator[Row]:
    texts = TEXTS[lang].sheets
    period = words.period(part.period, lang=lang)
    silent = {place.id: place.name for place in part.missing}
    became = part.became
    for judgement in part.municipalities:
        came = texts.in_part if judgement.name in silent else texts.returned
        came = status_words(became.get(judgement.name), came, lang=lang)
        if judgement.target is not None:
            came = f"{came}; {words.verdict(judgement, lang=lang)}"
        numbers = (*_counted(judgement, lang), *_ends(judgement, lang))
        yield (
            Code(code),
            period,
            Code(judgement.name),
            judgement.title,
            came,
            *numbers,
            "; ".join(judgement.sources),
        )
    names = {judgement.name for judgement in part.municipalities}
    for key, name in silent.items():
        if key not in names and not part.components:
            came = status_words(became.get(key), texts.not_returned, lang=lang)
            yield Code(code), period, Code(key), name, came, "", "", "", "", ""


def _counted(judgement: Judgement, lang: str) -> tuple[Cell, Cell]:
    """Tell how many pass and how many there are, where a share is taken of them."""
    if judgement.passing_of is None:
        return "", ""
    passing, size = judgement.passing_of
    return _number(passing, lang), _number(size, lang)


def _number(bounds: Bounds, lang: str) -> Cell:
    return Amount(bounds.low) if bounds.is_exact else words.bounds(bounds, lang=lang)


def _silent(report: Report, lang: str) -> Section:
    """Show the municipalities whose return is missing, and for which indicators.

    Whoever answered with a fault or gave a reason was not silent, and stands in the ledger.
    """
    codes: dict[tuple[str, str], list[str]] = {}
    for result in report.results:
        became = result.judgement.became
        for place in result.missing:
            if became.get(place.id) in {DeliveryStatus.FAULTY, DeliveryStatus.EXPLAINED}:
                continue
            codes.setdefault((place.id, place.name), []).append(result.code)
    rows: list[Row] = [
        (Code(key), name, Code(", ".join(distinct(codes_of_place))))
        for (key, name), codes_of_place in codes.items()
    ]
    return _section("silent", lang, (50, 90, 60), rows)


def _who(report: Report, lang: str) -> Iterator[Row]:
    """Show who fails and of whom it is not known, wherever members were judged one by one."""
    for result in report.results:
        for code, _, part in _parts(result, result.judgement, lang):
            for state in (MemberState.FAILED, MemberState.UNKNOWN):
                try:
                    members = result.who(state, component=part.name if result.components else None)
                except NoRecordsError:
                    continue
                for member in members:
                    limit = (
                        "" if member.at_most is None else TEXTS[lang].sheets.at_most.format(member.at_most)
                    )
                    why = ", ".join(filter(None, (*member.reasons, limit)))
                    yield Code(code), Code(member.id), TEXTS[lang].sheets.states[state], why


def _sources(report: Report, lang: str) -> Iterator[Row]:
    """The acts, the clauses, the documents, what was published, the faults of the data, the calculation."""
    texts = TEXTS[lang].sheets
    for act in report.acts:
        yield texts.act, "", str(act), "; ".join(filter(None, (act.title, act.issuer)))
    for result in report.results:
        code = Code(result.code)
        yield texts.clause, code, str(result.clause), result.title
        for document in result.evidence:
            yield texts.document, code, document.ref, TEXTS[lang].evidence[document.kind]
        for status in result.statuses:
            yield texts.status, code, "", TEXTS[lang].statuses[status]
        for quote in result.quotes:
            yield texts.quote, code, texts.line.format(quote.document, quote.line), quote.text
        for claim in result.claims:
            line = texts.line.format(claim.quote.document, claim.quote.line)
            yield texts.claim, code, line, claim.quote.text
    for issue in report.issues:
        sentence = message_sentence(issue.message, lang=lang)
        yield texts.issue, Code(issue.code), issue.place, sentence
    yield texts.version, "", f"rnms {report.version}", report.source
