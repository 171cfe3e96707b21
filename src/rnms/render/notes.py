"""What stands above and below the tables of a report: its head, and what a reader must know besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs

from rnms._values import frozen
from rnms.engine.differences import DIFFERENCE
from rnms.indicators.tally import distinct
from rnms.issues import Message
from rnms.model.law import Clause
from rnms.model.norm import Verdict
from rnms.model.spelling import each_on_one_line, on_one_line
from rnms.render import words
from rnms.render.ledger import MOST_FAULTS, ledger_sentence
from rnms.render.messages import issue_sentence, message_sentence
from rnms.render.printed import Print
from rnms.render.texts import TEXTS
from rnms.results.judgement import DEFAULT, Judgement
from rnms.results.report import Report
from rnms.results.result import Result

MOST_ISSUES = 20


@frozen
class Note:
    """A sentence below the tables, and the list that it may open.

    Each stands on one line, whatever a name or a reason in it holds: no stranger writes a line of ours.
    """

    text: str = attrs.field(converter=on_one_line)
    items: tuple[str, ...] = attrs.field(default=(), converter=each_on_one_line)


def day_of(report: Report) -> dt.datetime:
    """Find the date of an office document: the day of judgement."""
    return dt.datetime.combine(report.as_of or report.period.end, dt.time())  # a day has no zone


def shows_results(report: Report) -> bool:
    """Tell whether a report has a table of indicators; one that shows an audit alone has none."""
    return bool(report.results) or report.published is None


def heading(report: Report, lang: str) -> str:
    """Say what was judged, for when, and by which act."""
    return " · ".join([report.name, *particulars(report, lang)])


def particulars(report: Report, lang: str) -> Iterator[str]:
    """List the period, the act on which the method rests, the place judged alone, the day."""
    periods = distinct(words.period(result.period, lang=lang) for result in report.results)
    yield ", ".join(periods) or words.period(report.period, lang=lang)
    if report.act is not None:
        yield str(report.act)
    if place := _place_alone(report):
        yield place
    if report.as_of is not None:
        yield TEXTS[lang].notes.as_of.format(f"{report.as_of:%d.%m.%Y}")
    if report.known_on is not None:
        yield TEXTS[lang].notes.known_on.format(f"{report.known_on:%d.%m.%Y}")


def counts(report: Report) -> dict[Verdict, int]:
    """Tell how often each verdict was given."""
    verdicts = [result.verdict for result in report.results]
    return {verdict: verdicts.count(verdict) for verdict in Verdict if verdict in verdicts}


def named_counts(report: Report, lang: str) -> Iterator[tuple[Verdict, str, int]]:
    """Tell how often each verdict was given, under each name that it has in words."""
    judgements = [result.judgement for result in report.results]
    for verdict in counts(report):
        names = [
            words.verdict_name(judgement, lang=lang)
            for judgement in judgements
            if judgement.verdict is verdict
        ]
        yield from ((verdict, name, names.count(name)) for name in distinct(names))


def summary(report: Report, lang: str) -> str:
    """Tell how often each verdict was given, in words."""
    if not shows_results(report):
        return TEXTS[lang].audit.title
    lines = [f"{name} — {number}" for _, name, number in named_counts(report, lang)]
    return ", ".join(lines) or TEXTS[lang].notes.none


def differences(report: Report, lang: str, page: Print | None = None) -> list[str]:
    """Tell where records and figures exclude each other: it stands at the head, before any verdict."""
    messages = [issue.message for issue in report.issues if issue.code == DIFFERENCE]
    if page is not None:
        messages = [_titled(message) for message in messages]
    return [f"! {message_sentence(message, lang=lang)}" for message in messages]


def _titled(message: Message | str) -> Message | str:
    """Make a message name what it speaks of by its title; one that was read from a file stays as it is."""
    if isinstance(message, str) or "title" not in message.facts:
        return message
    return Message(message.key, {**message.facts, "key": message.facts["title"]})


def cited(report: Report, clause: Clause) -> str:
    """Write a clause without its act where that is the act of the report."""
    return clause.number if clause.act == report.act else str(clause)


def notes(report: Report, lang: str, *, page: Print | None = None) -> Iterator[Note]:
    """Find what a reader must know besides the tables and the brief."""
    texts = TEXTS[lang].notes
    yield from (Note(words.change(change, lang=lang)) for change in report.changes)
    yield from _editions(report, lang)
    if report.readings:
        titles = distinct(r.judgement.title for r in report.results if r.taken != DEFAULT)
        yield Note(texts.taken.format("; ".join(titles)))
    yield from _silent(report, lang, page)
    for result in report.results:
        if result.evidence_lacking:
            kinds = ", ".join(TEXTS[lang].evidence[kind] for kind in result.evidence_lacking)
            yield Note(texts.evidence.format(kinds, result.code))
        if result.statuses:
            firmness = ", ".join(TEXTS[lang].statuses[status] for status in result.statuses)
            yield Note(texts.status.format(result.code, firmness))
    for finding in report.requirements:
        if finding.evidence_lacking:
            kinds = ", ".join(TEXTS[lang].evidence[kind] for kind in finding.evidence_lacking)
            yield Note(texts.evidence.format(kinds, finding.code))
    if page is not None:
        yield from _printed_end(report, lang)
        return
    issues = tuple(issue_sentence(issue, lang=lang) for issue in report.issues if issue.code != DIFFERENCE)
    if len(issues) > MOST_ISSUES:
        issues = (*issues[:MOST_ISSUES], texts.more.format(len(issues) - MOST_ISSUES))
    if issues:
        yield Note(texts.issues, issues)
    yield Note(texts.foot.format(report.version, report.source))
    yield Note(digest_sentence(report, lang))


def _printed_end(report: Report, lang: str) -> Iterator[Note]:
    """Tell of the faults of the data what they mean and how many there are: print has no places of a file."""
    texts = TEXTS[lang]
    if faults := faults_by_meaning(report, lang):
        items = tuple(f"{meaning} \N{EM DASH} {number}" for meaning, number in faults.items())
        yield Note(texts.annex.issues.format(sum(faults.values())), items)
    # Of where the profile comes from the package and its version: print has no names of modules.
    package, _, _ = report.source.partition(" (")
    yield Note(texts.annex.foot.format(report.version, package))


def faults_by_meaning(report: Report, lang: str) -> dict[str, int]:
    """Count the faults of the data by what they mean, without the contradictions that stand at the head."""
    numbers: dict[str, int] = {}
    for issue in report.issues:
        if issue.code != DIFFERENCE:
            texts = TEXTS[lang].issues.get(issue.code)
            meaning = message_sentence(issue.message, lang=lang) if texts is None else texts.meaning
            numbers[meaning] = numbers.get(meaning, 0) + 1
    return numbers


def digest_sentence(report: Report, lang: str) -> str:
    """Say by which digest the data of a report are known; of what lies in a database none is worked out."""
    texts = TEXTS[lang].annex
    return texts.digest.format(report.digest) if report.digest else texts.no_digest


def days_judged(report: Report, lang: str) -> str:
    """Say as of which day was judged, by default the last of each period, and by the acts of which day."""
    texts = TEXTS[lang].annex
    if report.as_of is not None:
        sentence = texts.day.format(f"{report.as_of:%d.%m.%Y}")
    else:
        ends = distinct(result.period.end for result in report.results) or (report.period.end,)
        sentence = texts.end_of_period.format(", ".join(f"{day:%d.%m.%Y}" for day in sorted(ends)))
    if report.known_on is None:
        return sentence
    return f"{sentence} {texts.known_on.format(f'{report.known_on:%d.%m.%Y}')}"


def place_judged(report: Report) -> str:
    """Name what was judged: the region, or a place of it."""
    return ", ".join(filter(None, (report.name, _place_alone(report))))


def _place_alone(report: Report) -> str:
    """Name the place judged alone: by its id where a report that was written earlier tells nothing else."""
    return report.place or report.organization or report.municipality or ""


def _silent(report: Report, lang: str, page: Print | None) -> Iterator[Note]:
    """Find who did not answer, as the ledger says why: each once, those of the same indicators together."""
    texts = TEXTS[lang].notes
    if sentence := ledger_sentence(report.ledger, lang=lang, most=MOST_FAULTS, page=page):
        yield Note(sentence)
    by_place: dict[tuple[str, str], list[str]] = {}
    parts = [part for result in report.results for part in parts_of(result)]
    answered = {place.name for part in parts for place in part.municipalities} | {*report.told_in_part}
    for result in report.results:
        became = result.judgement.became
        for place in result.missing:
            sentence = texts.in_part if place.id in answered else texts.missing
            if place.id in became:
                sentence = TEXTS[lang].ledger.notes[became[place.id]]
            by_place.setdefault((sentence, place.name), []).append(result.code)
    by_codes: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (sentence, name), codes in by_place.items():
        by_codes.setdefault((sentence, distinct(codes)), []).append(name)
    for (sentence, result_codes), names in by_codes.items():
        places = ", ".join(names) if page is None else page.listed(names)
        yield Note(sentence.format(places, listed(result_codes, lang)))


def parts_of(result: Result) -> tuple[Judgement, ...]:
    """List the components of a result; one without any is its own only part."""
    return result.components or (result.judgement,)


def listed(codes: Sequence[str], lang: str) -> str:
    """Indicators by their codes: ``показатель 3``, ``показатели 3, 5``."""
    texts = TEXTS[lang].notes
    return (texts.one_code if len(codes) == 1 else texts.codes).format(", ".join(codes))


def _editions(report: Report, lang: str) -> Iterator[Note]:
    """List the targets of an act that changes another."""
    by_act: dict[str, list[str]] = {}
    for result in report.results:
        for judgement in (result.judgement, *result.components):
            act = None if judgement.target is None else judgement.target.clause.act
            if act is not None and act.amends:
                by_act.setdefault(str(act), []).append(result.code)
    for name, codes in by_act.items():
        yield Note(TEXTS[lang].notes.edition.format(name, listed(distinct(codes), lang)))


def reading_title(judgement: Judgement, lang: str) -> str:
    """Write the title of a reading."""
    return judgement.title or TEXTS[lang].notes.by_default
