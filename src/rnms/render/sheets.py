"""The tables of a workbook: every number in a cell of its own, every judgement a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from rnms.errors import NoRecordsError
from rnms.indicators.counts import Scale
from rnms.indicators.tally import MemberState, distinct
from rnms.model.law import Clause
from rnms.model.norm import Exact
from rnms.model.returns import DeliveryStatus
from rnms.render import words
from rnms.render.brief import brief_notes
from rnms.render.ledger import status_words
from rnms.render.notes import (
    days_judged,
    differences,
    digest_sentence,
    faults_by_meaning,
    notes,
    place_judged,
    reading_title,
    shows_results,
    summary,
)
from rnms.render.printed import Print, cited_act, cited_title, typeset
from rnms.render.sections import (
    Amount,
    Cell,
    Code,
    Mark,
    Section,
    code_of_part,
    columns,
    numerator_and_denominator,
    sections,
)
from rnms.render.texts import TEXTS
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result

Row = tuple[Cell, ...]


def sheets(report: Report, page: Print, *, who: bool) -> Iterator[Section]:
    """Show every table of a workbook; who stands between a value and its target by id, only where asked."""
    lang = page.lang
    if shows_results(report):
        yield values(report, lang, page)
        yield places(report, lang, page)
        yield _silent(report, lang)
    if who:
        yield _section("who", lang, (30, 40, 34, 120), list(_who(report, lang, page)))
    yield from sections(report, lang, page=page)
    yield _section("sources", lang, (32, 40, 60, 130), list(_sources(report, lang)))


def lists(page: Print) -> Section:
    """Show the lists that the pages of print cite by number, each name a row of its own."""
    texts = TEXTS[page.lang].annex
    rows = [
        (Amount(number) if first else "", Amount(len(names)) if first else "", name)
        for names, number in page.lists.items()
        for first, name in ((index == 0, name) for index, name in enumerate(names))
    ]
    return Section(
        key="lists", title=texts.lists, columns=columns(texts.lists_head, (20, 24, 120)), rows=tuple(rows)
    )


def front(report: Report, page: Print) -> tuple[str, Sequence[str]]:
    """Write the first sheet: its title, and what one must know before any table, a paragraph each."""
    lang = page.lang
    texts = TEXTS[lang].annex
    first, second = texts.titles
    first = first if shows_results(report) else TEXTS[lang].audit.title
    periods = ", ".join(distinct(words.period(result.period, lang=lang) for result in report.results))
    period = periods or words.period(report.period, lang=lang)
    title = f"{first}: {second.format(place=place_judged(report), period=period)}"
    lines = ["" if report.act is None else texts.basis.format(cited_act(report.act))]
    lines += [
        days_judged(report, lang),
        texts.total.format(summary(report, lang)),
        *differences(report, lang, page),
    ]
    for note in (*brief_notes(report, lang, page=page), *notes(report, lang, page=page)):
        lines += [note.text, *(f"{words.DASH} {item}" for item in note.items)]
    lines.append(digest_sentence(report, lang))
    return typeset(title), [typeset(line) for line in lines if line]


def _section(
    key: str, lang: str, widths: tuple[int, ...], rows: list[Row], *, with_id: bool = False
) -> Section:
    """Make a table; its last column may hold ids, which programs look up and nobody reads in print."""
    texts = TEXTS[lang].sheets
    shown = columns(texts.heads[key], widths)
    if with_id:
        shown = (*shown[:-1], attrs.evolve(shown[-1], is_printed=False))
    return Section(key=key, title=texts.titles[key], columns=shown, rows=tuple(rows))


def values(report: Report, lang: str, page: Print | None = None) -> Section:
    """Show the region's value of every indicator and component, and under readings that judge otherwise."""
    rows = [
        _value(code, title, part, reading, result, lang, page)
        for result in report.results
        for judgement in (result.judgement, *result.differing)
        for reading in [reading_title(judgement, lang)]
        for code, title, part in _parts(result, judgement, lang, page)
    ]
    return _section("values", lang, (24, 90, 34, 40, 24, 24, 24, 24, 24, 32, 60, 60), rows)


def _parts(
    result: Result, judgement: Judgement, lang: str, page: Print | None
) -> Iterator[tuple[str, str, Judgement]]:
    """Give a judgement and its components: code, title, judgement."""
    yield result.code, result.title, judgement
    for part in judgement.components:
        code = code_of_part(result.code, part, judgement.components, page)
        yield code, words.part_title(part, lang=lang), part


def _value(
    code: str, title: str, part: Judgement, reading: str, result: Result, lang: str, page: Print | None
) -> Row:
    return (
        Code(code),
        title,
        words.period(part.period, lang=lang),
        reading,
        *numerator_and_denominator(part, lang),
        *_ends(part, lang),
        words.norm(part, lang=lang),
        Mark(words.verdict(part, lang=lang), part.verdict.value),
        words.reason(part, lang=lang, page=page),
        _clause(part.target.clause if part.target else result.clause, page),
    )


def _clause(clause: Clause, page: Print | None) -> str:
    return str(clause) if page is None else typeset(str(clause))


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


def places(report: Report, lang: str, page: Print | None = None) -> Section:
    """Show what each municipality reported, and that it did not."""
    rows = [
        row
        for result in report.results
        for code, _, part in _parts(result, result.judgement, lang, page)
        for row in _of_places(code, part, lang)
    ]
    return _section("places", lang, (24, 34, 70, 30, 24, 24, 24, 24, 80, 40), rows, with_id=True)


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
        numbers = (*numerator_and_denominator(judgement, lang), *_ends(judgement, lang))
        sources = "; ".join(judgement.sources)
        yield Code(code), period, judgement.title, came, *numbers, sources, Code(judgement.name)
    names = {judgement.name for judgement in part.municipalities}
    for key, name in silent.items():
        if key not in names and not part.components:
            came = status_words(became.get(key), texts.not_returned, lang=lang)
            yield Code(code), period, name, came, "", "", "", "", "", Code(key)


def _silent(report: Report, lang: str) -> Section:
    """Show the municipalities whose return is missing, and for which indicators.

    Whoever answered with a fault, left a blank or gave a reason was not silent, and stands in the ledger.
    """
    codes: dict[tuple[str, str], list[str]] = {}
    for result in report.results:
        became = result.judgement.became
        for place in result.missing:
            if became.get(place.id, DeliveryStatus.NOT_SENT) is not DeliveryStatus.NOT_SENT:
                continue
            codes.setdefault((place.id, place.name), []).append(result.code)
    rows: list[Row] = [
        (name, Code(", ".join(distinct(codes_of_place))), Code(key))
        for (key, name), codes_of_place in codes.items()
    ]
    return _section("silent", lang, (90, 60, 50), rows, with_id=True)


def _who(report: Report, lang: str, page: Print) -> Iterator[Row]:
    """Show who fails and of whom it is not known, wherever members were judged one by one."""
    for result in report.results:
        for code, _, part in _parts(result, result.judgement, lang, page):
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
        yield texts.act, "", typeset(str(act)), "; ".join(filter(None, (cited_title(act), act.issuer)))
    for result in report.results:
        code = Code(result.code)
        yield texts.clause, code, typeset(str(result.clause)), result.title
        for document in result.evidence:
            yield texts.document, code, document.ref, TEXTS[lang].evidence[document.kind]
        for status in result.statuses:
            yield texts.status, code, "", TEXTS[lang].statuses[status]
        for quote in result.quotes:
            yield texts.quote, code, texts.line.format(quote.document, quote.line), quote.text
        for claim in result.claims:
            line = texts.line.format(claim.quote.document, claim.quote.line)
            yield texts.claim, code, line, claim.quote.text
    for meaning, number in faults_by_meaning(report, lang).items():
        yield texts.issue, "", "", f"{meaning} \N{EM DASH} {number}"
    yield texts.version, "", f"rnms {report.version}", digest_sentence(report, lang)
