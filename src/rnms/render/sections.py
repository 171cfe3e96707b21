"""The tables of a report, described once: title, columns, rows. Every format shows them in its manner.

A further table is one function from a report to a :class:`Section`, named in :func:`sections`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from rnms._values import frozen
from rnms.indicators.counts import Scale
from rnms.indicators.tally import LoadTally, Reason, Tally, distinct
from rnms.model.law import Quote
from rnms.model.norm import Bounds, Exact, Verdict
from rnms.model.returns import Claim, DeliveryStatus
from rnms.model.roadmap import Progress
from rnms.model.spelling import on_one_line
from rnms.render import words
from rnms.render.ledger import fault_words, what_was_asked
from rnms.render.notes import cited, listed
from rnms.render.printed import Print, code_in_print, part_code, typeset
from rnms.render.texts import TEXTS
from rnms.results.audit import Audit, Checked, Contradiction, Rounding, Standing
from rnms.results.findings import Finding, ScheduleStatus
from rnms.results.judgement import DEFAULT, Judgement
from rnms.results.ledger import LedgerEntry
from rnms.results.report import Report
from rnms.results.result import Result


@frozen
class Amount:
    """A number in a cell, exact, and how it is written: where a program rounds it, with so many decimals."""

    value: Exact
    scale: Scale = Scale.NUMBER
    digits: int = 1


@frozen
class Code:
    """A designation in a cell: ``1.10`` is no number and ``6.2.1`` no date."""

    text: str


@frozen
class Mark:
    """A verdict in a cell: its words, and the value of the ``Verdict`` that it amounts to: ``"met"``.

    Attributes:
        text: The glyph and the words.
        state: The value.
        why: The reason, where it has no column of its own.
    """

    text: str
    state: str
    why: str = ""

    @property
    def words(self) -> str:
        """What it says without the glyph, which papers that are signed do not have."""
        return self.text.partition(" ")[2]


Cell = str | Amount | Code | Mark | dt.date


@frozen
class Column:
    """A column.

    Attributes:
        title: Its heading.
        width: In millimetres of a landscape page, whose columns share its width in these proportions.
        wrap: After how many letters a terminal breaks its lines; ``None`` is never.
        is_printed: Whether it is for readers; what only programs look up is not printed.
    """

    title: str
    width: int
    wrap: int | None = None
    is_printed: bool = True


@frozen(kw_only=True)
class Section:
    """A table of a report; the first two columns say what each row is about.

    Attributes:
        key: A short name, unique among the tables.
        title: Its heading, and the name of its sheet.
        columns: Its columns.
        rows: Its rows, as many cells each as there are columns.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


_NONE = "\N{EM DASH}"
_PLACES = {"", "municipalities", "organizations"}


def columns(
    heads: Sequence[str], widths: Sequence[int], wraps: Sequence[int | None] = ()
) -> tuple[Column, ...]:
    """List the columns of a table from its headings: as many of them as there are widths."""
    padded = [*wraps, *(None for _ in widths[len(wraps) :])]
    return tuple(map(Column, heads[: len(widths)], widths, padded))


def written(cell: Cell, lang: str) -> str:
    """Write a cell as text."""
    match cell:
        case Amount(value=value, scale=scale):
            return words.amount(value, scale, lang=lang)
        case Code(text=text) | Mark(text=text):
            return on_one_line(text)
        case dt.date():
            return f"{cell:%d.%m.%Y}"
    return on_one_line(cell)


def sections(
    report: Report, lang: str, *, most: int | None = None, page: Print | None = None
) -> Iterator[Section]:
    """Show the tables after that of the indicators, those that have rows; people are counted, places named.

    Args:
        report: The report.
        lang: ``"ru"`` or ``"en"``.
        most: How many names a cell holds, and then people by their ids too; by default every place.
        page: The print on which they are shown, if it is print.
    """
    for section in (
        ledger(report, lang),
        duties(report, lang, most=most) if page is None else printed_duties(report, lang, page),
        roadmap(report, lang, page),
        monitoring(report, lang, page),
        meetings(report, lang, page),
        *(() if report.published is None else published(report.published, lang, page)),
    ):
        if section.rows:
            yield section


def indicators(report: Report, lang: str) -> Section:
    """Show the verdicts."""
    rows = tuple(_row(judgement, code, title, lang) for code, title, judgement, _ in _judged(report, lang))
    return Section(
        key="indicators",
        title=TEXTS[lang].sections.indicators,
        columns=columns(
            TEXTS[lang].sections.indicators_head, (20, 84, 30, 24, 36, 68), (None, 46, None, None, None, 30)
        ),
        rows=rows,
    )


def printed_indicators(report: Report, lang: str, page: Print) -> Section:
    """Show the verdicts for print, with the numbers of which values are made and the reasons aside."""
    rows: list[tuple[Cell, ...]] = []
    for code, title, judgement, clause in _judged(report, lang, page):
        why = words.reason(judgement, lang=lang, page=page)
        verdict = Mark(words.verdict(judgement, lang=lang), judgement.verdict.value, why)
        value, norm = words.value(judgement, lang=lang), words.norm(judgement, lang=lang)
        numbers = (written(cell, lang) or _NONE for cell in numerator_and_denominator(judgement, lang))
        rows.append((Code(code), title, *numbers, value or _NONE, norm or _NONE, verdict, typeset(clause)))
    return Section(
        key="indicators",
        title=TEXTS[lang].sections.indicators,
        columns=columns(TEXTS[lang].annex.head, (26, 76, 27, 32, 29, 22, 36, 30)),
        rows=tuple(rows),
    )


def _judged(
    report: Report, lang: str, page: Print | None = None
) -> Iterator[tuple[str, str, Judgement, str]]:
    """List every result and component: code, title, judgement, clause."""
    for result in report.results:
        clause = cited(report, result.clause)
        yield result.code, result_title(report, result, lang), result.judgement, clause
        for part in result.components:
            code = code_of_part(result.code, part, result.components, page)
            yield code, f"– {words.part_title(part, lang=lang)}", part, clause


def code_of_part(code: str, part: Judgement, parts: Sequence[Judgement], page: Print | None) -> str:
    """Write the code of a part: ``4.load`` as commands take it, ``4 (педагогов)`` in print."""
    return f"{code}.{part.name}" if page is None else part_code(code, part, parts)


def numerator_and_denominator(judgement: Judgement, lang: str) -> tuple[Cell, Cell]:
    """Tell what is divided by what: those that pass by all, members by others, a sum by a sum or by members.

    Empty where the value is no quotient, or one of other periods too.
    """
    is_share = judgement.scale is Scale.PERCENT
    match () if judgement.compared else judgement.counts:
        case (Tally() as tally,) if is_share:
            above, below = tally.passing(), tally.size()
        case (LoadTally() as load,) if judgement.value == load.mean():
            above, below = load.sum(), load.size()
        case (Tally() as one, Tally() as other):
            above, below = one.size(), other.size()
        case (LoadTally() as one, LoadTally() as other) if is_share:
            above, below = one.sum(), other.sum()
        case _:
            return "", ""
    return _number(above, lang), _number(below, lang)


def _number(bounds: Bounds, lang: str) -> Cell:
    return Amount(bounds.low) if bounds.is_exact else words.bounds(bounds, lang=lang)


def result_title(report: Report, result: Result, lang: str) -> str:
    """Write the title of an indicator, with the period where it is judged for several."""
    several = sum(sibling.code == result.code for sibling in report.results) > 1
    return f"{result.title}, {words.period(result.period, lang=lang)}" if several else result.title


def _row(judgement: Judgement, code: str, title: str, lang: str) -> tuple[Cell, ...]:
    return (
        Code(code),
        title,
        words.value(judgement, lang=lang),
        words.norm(judgement, lang=lang),
        Mark(words.verdict(judgement, lang=lang), judgement.verdict.value),
        words.reason(judgement, lang=lang),
    )


def duties(report: Report, lang: str, *, most: int | None = None) -> Section:
    """Show the structural duties, and who does not keep them."""
    return Section(
        key="duties",
        title=TEXTS[lang].sections.duties,
        columns=columns(
            TEXTS[lang].sections.duties_head, (22, 70, 32, 34, 44, 32, 32), (None, 46, None, None, 30, 30, 30)
        ),
        rows=tuple(_duty(finding, lang, most) for finding in report.requirements),
    )


def _duty(finding: Finding, lang: str, most: int | None) -> tuple[Cell, ...]:
    return (
        Code(finding.code),
        duty_title(finding),
        TEXTS[lang].forces[finding.force],
        Mark(words.duty_verdict(finding.judgement, lang=lang), finding.verdict.value),
        duty_reason(finding, lang),
        duty_members(finding, finding.failed, lang, most),
        duty_members(finding, finding.undecided, lang, most),
    )


def duty_title(finding: Finding, names: Mapping[str, str] | None = None) -> str:
    """Write the title of a duty, and the indicator that demands the same, by its name where it has one."""
    same_as = (names or {}).get(finding.same_as, finding.same_as)
    return f"{finding.title} (= {same_as})" if same_as else finding.title


def duty_reason(finding: Finding, lang: str, page: Print | None = None) -> str:
    """Tell why a duty is judged so, where neither the verdict nor those who do not keep it say it all."""
    is_named = finding.verdict is Verdict.NOT_MET and finding.failed
    is_absent = finding.verdict is Verdict.NO_TARGET and not finding.judgement.is_target_lost
    is_evident = is_named or is_absent or finding.verdict is Verdict.MET
    return "" if is_evident else words.reason(finding.judgement, lang=lang, brief=True, page=page)


def duty_members(finding: Finding, names: tuple[str, ...], lang: str, most: int | None) -> str:
    """Write the first names, and how many more there are.

    Of people only how many, where all are asked for.
    """
    if most is None and names and finding.members not in _PLACES:
        return TEXTS[lang].sections.people.format(words.number(len(names), lang=lang))
    return few(names, most)


def printed_duties(report: Report, lang: str, page: Print) -> Section:
    """Show the structural duties for print: by number, with the clause of each."""
    return Section(
        key="duties",
        title=TEXTS[lang].sections.duties,
        columns=columns(TEXTS[lang].annex.duties_head, (12, 70, 34, 30, 42, 36, 36, 30)),
        rows=tuple(
            _printed_duty(number, finding, report, lang, page)
            for number, finding in enumerate(report.requirements, start=1)
        ),
    )


def _printed_duty(number: int, finding: Finding, report: Report, lang: str, page: Print) -> tuple[Cell, ...]:
    title = finding.title
    if finding.same_as:
        title = TEXTS[lang].annex.same_as.format(title, page.named(finding.same_as))
    is_of_people = finding.members not in _PLACES
    people = TEXTS[lang].sections.people
    failed, undecided = (
        people.format(words.number(len(names), lang=lang)) if names and is_of_people else page.listed(names)
        for names in (finding.failed, finding.undecided)
    )
    return (
        Code(str(number)),
        title,
        TEXTS[lang].forces[finding.force],
        Mark(words.duty_verdict(finding.judgement, lang=lang), finding.verdict.value),
        duty_reason(finding, lang, page),
        failed,
        undecided,
        typeset(cited(report, finding.clause)),
    )


def few(names: Sequence[str], most: int | None) -> str:
    """Write the first names, and how many more there are."""
    rest = 0 if most is None else len(names) - most
    return f"{', '.join(names[:most])}, … (+{rest})" if rest > 0 else ", ".join(names)


def ledger(report: Report, lang: str) -> Section:
    """Show what was not answered so that it counts; what is one thing for several questions is one row."""
    questions: dict[tuple[str, ...], list[LedgerEntry]] = {}
    for entry in report.ledger:
        line = entry.delivery
        if line.status is not DeliveryStatus.COUNTED:
            when = "" if line.when is None else f"{line.when:%d.%m.%Y}"
            status = TEXTS[lang].ledger.statuses[line.status]
            words_told = fault_words(line, lang=lang)
            name = entry.name or TEXTS[lang].ledger.unplaced
            key = (name, status, words_told, line.place or line.file, when)
            questions.setdefault(key, []).append(entry)
    return Section(
        key="ledger",
        title=TEXTS[lang].ledger.title,
        columns=columns(TEXTS[lang].ledger.head, (44, 78, 36, 44, 46, 18), (26, 40, 20, 26, 30)),
        rows=tuple((name, _asked(of_line, lang), *rest) for (name, *rest), of_line in questions.items()),
    )


def _asked(entries: Sequence[LedgerEntry], lang: str) -> str:
    """Name what was asked; of many questions the indicators that ask them."""
    titles = distinct(what_was_asked(entry, lang=lang) for entry in entries)
    codes = distinct(code for entry in entries for code in entry.indicators)
    return listed(codes, lang) if len(titles) > 1 and codes else "; ".join(titles)


def roadmap(report: Report, lang: str, page: Print | None = None) -> Section:
    """Show the measures that fall due in the period, or last into it."""
    return _scheduled(
        "roadmap",
        TEXTS[lang].sections.roadmap,
        [_fulfilled(fulfilment, lang, page) for fulfilment in report.roadmap],
        lang,
    )


def meetings(report: Report, lang: str, page: Print | None = None) -> Section:
    """Show the meetings that a plan names."""
    return _scheduled(
        "meetings",
        TEXTS[lang].sections.meetings,
        [_fulfilled(fulfilment, lang, page) for fulfilment in report.meetings],
        lang,
    )


def monitoring(report: Report, lang: str, page: Print | None = None) -> Section:
    """Show the rounds of monitoring that fall due, and what shall follow them."""
    rows = []
    for rule in report.monitoring:
        rows += [_fulfilled(fulfilment, lang, page) for fulfilment in rule.rounds]
        rows += [] if rule.follow_up is None else [_followed(rule.follow_up, lang, page)]
    return _scheduled("monitoring", TEXTS[lang].sections.monitoring, rows, lang)


def _scheduled(key: str, title: str, rows: Sequence[tuple[Cell, ...]], lang: str) -> Section:
    return Section(
        key=key,
        title=title,
        columns=columns(
            TEXTS[lang].sections.scheduled_head,
            (16, 80, 58, 24, 38, 36, 36),
            (None, 46, 22, None, None, 26, 24),
        ),
        rows=tuple(rows),
    )


_LIKE = {
    Progress.DONE_ON_TIME: Verdict.MET,
    Progress.DONE_LATE: Verdict.NOT_MET,
    Progress.IN_PROGRESS: Verdict.MET,
    Progress.PENDING: Verdict.PENDING,
    Progress.OVERDUE: Verdict.NOT_MET,
    Progress.NOT_REQUIRED: Verdict.NO_TARGET,
    Progress.UNKNOWN_DEADLINE: Verdict.UNDETERMINED,
    Progress.UNKNOWN: Verdict.UNDETERMINED,
}
"""How far something has come is coloured like the verdict that comes nearest."""


def _fulfilled(fulfilment: ScheduleStatus, lang: str, page: Print | None) -> tuple[Cell, ...]:
    return (
        Code(fulfilment.code),
        fulfilment.occurrence.title,
        _deadline(fulfilment, lang),
        "" if fulfilment.done is None else fulfilment.done,
        Mark(words.progress(fulfilment, lang=lang), _LIKE[fulfilment.progress].value),
        words.reasons(fulfilment.reasons, lang=lang, page=page),
        fulfilment.occurrence.responsible,
    )


def _deadline(fulfilment: ScheduleStatus, lang: str) -> str:
    """Write the deadline as the act prints it, and the day that it means here."""
    text, due = fulfilment.occurrence.deadline_text, fulfilment.due
    return text if due is None else f"{text} ({TEXTS[lang].sections.by.format(f'{due:%d.%m.%Y}')})"


def _followed(finding: Finding, lang: str, page: Print | None) -> tuple[Cell, ...]:
    verdict = Mark(words.duty_verdict(finding.judgement, lang=lang), finding.verdict.value)
    title = f"\N{EN DASH} {finding.title}"
    failed = ", ".join(finding.failed) if page is None else page.listed(finding.failed)
    why = "; ".join(filter(None, (words.reason(finding.judgement, lang=lang, page=page), failed)))
    # Its code is that of its rule, which stands above it, with a word for files.
    return Code(finding.code if page is None else ""), title, "", "", verdict, why, ""


_STANDS_LIKE = {
    Standing.REPRODUCED: Verdict.MET,
    Standing.WITHIN: Verdict.UNDETERMINED,
    Standing.CONTRADICTED: Verdict.NOT_MET,
    Standing.IMPOSSIBLE: Verdict.NOT_MET,
    Standing.NOT_CHECKABLE: Verdict.NO_DATA,
}
"""How a claim stands is coloured like the verdict that comes nearest."""


def published(audit: Audit, lang: str, page: Print | None = None) -> tuple[Section, Section]:
    """Show each published claim beside the data, and what the publication says against itself."""
    texts = TEXTS[lang].audit
    names = {} if page is None else dict(_names_in_print(audit.claims, page))
    rows = [row for checked in audit for row in _checked_rows(checked, lang, page, names)]
    claims = Section(
        key="published",
        title=texts.title,
        columns=columns(
            texts.head,
            (18, 64, 40, 34, 42, 40, 34, 46),
            (None, 40, 26, 20, None, 24, 20, 30),
        ),
        rows=tuple(rows),
    )
    within = Section(
        key="against-itself",
        title=texts.within,
        columns=columns(texts.within_head, (14, 110, 90, 34), (None, 60, 50, None)),
        rows=tuple(
            _contradiction_row(number, found, lang, names)
            for number, found in enumerate(audit.within, start=1)
        ),
    )
    return claims, within


def _checked_rows(
    checked: Checked,
    lang: str,
    page: Print | None,
    names: Mapping[str, str],
    level: int = 0,
    above: Quote | None = None,
) -> Iterator[tuple[Cell, ...]]:
    """Write a claim, and below it its parts."""
    texts = TEXTS[lang].audit
    quote = checked.claim.quote
    title = checked.title or (texts.everything if checked.about == "*" else "")
    is_word = checked.claim.key is not None
    title = f"{title} ({checked.about})" if is_word and page is None else title
    if checked.claim.municipality is not None and not level:
        title = f"{title}: {checked.place or checked.claim.municipality}"
    about = f"{'–' * level} {title}" if level else title
    standing = checked.standing
    like = _STANDS_LIKE[standing]
    yield (
        Code("" if is_word else _code(checked.about, page)),
        about,
        "" if level and quote == above else quote.text,
        "" if level and quote == above else _where(checked.claim, lang),
        Mark(f"{words.GLYPHS[like]} {texts.standings[standing]}", like.value),
        _readings(checked, lang, page),
        _by_data(checked, lang),
        _why(checked, lang, page, names),
    )
    for part in checked.parts:
        yield from _checked_rows(part, lang, page, names, level + 1, quote)


def _code(code: str, page: Print | None) -> str:
    return code if page is None else page.names.get(code) or code_in_print(code)


def _names_in_print(claims: Iterable[Checked], page: Print) -> Iterator[tuple[str, str]]:
    """Walk over what is printed instead of the codes and the words of an audit."""
    for checked in claims:
        is_word = checked.claim.key is not None and checked.title
        yield checked.about, f"«{checked.title}»" if is_word else _code(checked.about, page)
        yield from _names_in_print(checked.parts, page)


def _with_names(reason: Reason, names: Mapping[str, str]) -> Reason:
    facts = (", ".join(names.get(name, name) for name in fact.split(", ")) for fact in reason.about)
    return attrs.evolve(reason, about=tuple(facts)) if names else reason


def _where(claim: Claim, lang: str) -> str:
    with_line, alone = TEXTS[lang].audit.where
    document, line = claim.quote.document, claim.quote.line
    if not document:
        return ""
    return with_line.format(document, line) if line else alone.format(document)


def _readings(checked: Checked, lang: str, page: Print | None) -> str:
    """Name the readings under which a claim stands as it does; in print by their titles alone."""
    names = []
    for name, title in zip(checked.readings, checked.reading_titles, strict=True):
        told = title or TEXTS[lang].notes.by_default
        names.append(told if page is not None or not title else f"{told} ({name})")
    return "; ".join(names)


def _by_data(checked: Checked, lang: str) -> str:
    """Write what the data say by default, and under the reading named where that is something else."""

    def of(value: Bounds | None) -> str:
        if value is None:
            return ""
        if checked.scale is Scale.YES_NO:
            return words.yes_no(value, lang=lang)
        return words.bounds(value, scale=checked.scale, lang=lang)

    by_default, there = of(checked.ours), of(checked.there)
    if not by_default or not there or by_default == there:
        return by_default or there
    return TEXTS[lang].audit.there.format(by_default, there)


def _why(checked: Checked, lang: str, page: Print | None, names: Mapping[str, str]) -> str:
    texts = TEXTS[lang].audit
    told = [_with_names(reason, names) for reason in checked.reasons if reason.code in texts.reasons]
    sentences = [audit_reason(reason, lang) for reason in told]
    others = [reason for reason in checked.reasons if reason.code not in texts.reasons]
    sentences += [words.reasons(others, lang=lang, brief=True, page=page)] if others else []
    if checked.rounding not in {None, Rounding.HALF_UP}:
        sentences.append(texts.roundings[checked.rounding or Rounding.HALF_UP])
    sentences += [texts.decisive] if checked.decisive else []
    return "; ".join(filter(None, sentences))


def audit_reason(reason: Reason, lang: str) -> str:
    """Put in words why a claim stands so, or which law claims break."""
    return TEXTS[lang].audit.reasons[reason.code].format(*reason.about)


def _contradiction_row(
    number: int, found: Contradiction, lang: str, names: Mapping[str, str]
) -> tuple[Cell, ...]:
    texts = TEXTS[lang].audit
    like = Verdict.PENDING if found.remark else Verdict.NOT_MET
    name = texts.remark if found.remark else texts.contradiction
    claims = "; ".join(
        " ".join(
            filter(None, (f"«{claim.quote.text}»", f"({where})" if (where := _where(claim, lang)) else ""))
        )
        for claim in found.claims
    )
    return (
        Code(str(number)),
        audit_reason(_with_names(found.reason, names), lang),
        claims,
        Mark(f"{words.GLYPHS[like]} {name}", like.value),
    )


def audit_lines(audit: Audit, lang: str, page: Print | None = None) -> tuple[str, str, str]:
    """Say in three lines how claims stand, which are not proved, and whether they exclude each other."""
    texts = TEXTS[lang].audit
    counts = []
    for standing in Standing:
        claims = audit.standing(standing)
        by_reading = sum(1 for one in claims if one.readings and DEFAULT not in one.readings)
        manner = texts.by_reading if by_reading else texts.counted
        counts += [manner.format(texts.standings[standing], len(claims), by_reading)] if claims else []
    open_claims = [one for one in audit if one.standing is not Standing.REPRODUCED]
    named = ", ".join(_named(one, lang, page) for one in open_claims)
    remarks = sum(found.remark for found in audit.within)
    wrong = len(audit.within) - remarks
    return (
        texts.counts.format(len(audit), ", ".join(counts)),
        texts.not_reproduced.format(named) if named else texts.all_reproduced,
        texts.inconsistent.format(wrong, remarks) if wrong else texts.consistent.format(remarks),
    )


def _named(checked: Checked, lang: str, page: Print | None) -> str:
    """Name a claim by what is printed and what it speaks of."""
    about = _code(checked.about, page) if checked.claim.key is None else checked.title or checked.about
    about = TEXTS[lang].audit.everything if about == "*" else about
    return f"{about} «{checked.claim.quote.text}»"
