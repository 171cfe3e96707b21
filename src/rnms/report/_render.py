"""The report as a table: for a terminal, for Markdown, for a notebook. One set of rows, three manners."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.engine import DIFFERENCE
from rnms.indicators import distinct
from rnms.model import Verdict
from rnms.report import _words as words
from rnms.report._report import DEFAULT, Finding, Judgement, Report, Result

TEXTS = {
    "ru": {
        "head": "№|Показатель|Значение|Цель|Вывод|Почему",
        "as_of": "на {0}",
        "taken": "Прочтение: {0}.",
        "missing": "Не отчитались: {0} (показатели {1}).",
        "readings": "Другие прочтения дают другой вывод:",
        "claims": "Опубликовано «{0}» (документ {1}, строка {2}); данные этого не доказывают: {3}.",
        "evidence": "Не назван подтверждающий документ ({0}): {1}.",
        "issues": "Замечания к данным:",
        "foot": "rnms {0}; профиль региона: {1}.",
        "more": "… и ещё {0}, все в report.issues",
        "none": "Показателей нет.",
        "duties": "Обязанности",
        "duties_head": "Код|Что должно быть|Сила|Вывод|Кто не выполняет|О ком неизвестно",
    },
    "en": {
        "head": "No|Indicator|Value|Target|Verdict|Why",
        "as_of": "as of {0}",
        "taken": "Reading: {0}.",
        "missing": "No return from: {0} (indicators {1}).",
        "readings": "Other readings come to another verdict:",
        "claims": "Published: «{0}» (document {1}, line {2}); the data do not prove it for: {3}.",
        "evidence": "No supporting document named ({0}): {1}.",
        "issues": "Faults of the data:",
        "foot": "rnms {0}; region profile: {1}.",
        "more": "… and {0} more, all in report.issues",
        "none": "No indicators.",
        "duties": "Duties",
        "duties_head": "Code|What must be in place|Force|Verdict|Who does not keep it|Who is not known",
    },
}
MOST_NAMES = 6
MOST_ISSUES = 20
_WIDTHS = [None, 46, None, None, None, 30]


def text(report: Report, *, lang: str = "ru") -> str:
    """The report for a terminal."""
    # Imported here: importing rnms stays cheap.
    from tabulate import tabulate

    table = tabulate(
        list(_rows(report, lang)),
        headers=TEXTS[lang]["head"].split("|"),
        tablefmt="simple",
        disable_numparse=True,
        maxcolwidths=_WIDTHS,
        preserve_whitespace=True,
    )
    notes = [f"- {line}" if bulleted else line for line, bulleted in _notes(report, lang)]
    head = [_heading(report, lang), _summary(report, lang), *_differences(report)]
    return "\n".join([*head, "", table, "", *notes, *_duties(report, "simple", lang)])


def markdown(report: Report, *, lang: str = "ru") -> str:
    """The report in Markdown."""
    from tabulate import tabulate

    rows = [[_escaped(cell) for cell in row] for row in _rows(report, lang)]
    table = tabulate(rows, headers=TEXTS[lang]["head"].split("|"), tablefmt="pipe", disable_numparse=True)
    notes = [
        f"- {_escaped(line)}" if bulleted else f"\n{_escaped(line)}"
        for line, bulleted in _notes(report, lang)
    ]
    heading = f"### {_escaped(_heading(report, lang))}"
    differences = [f"\n{_escaped(line)}" for line in _differences(report)]
    duties = _duties(report, "pipe", lang)
    return "\n".join([heading, "", _summary(report, lang), *differences, "", table, *notes, *duties])


def html(report: Report, *, lang: str = "ru") -> str:
    """The report as an escaped HTML table."""
    from html import escape

    from tabulate import tabulate

    table = tabulate(
        list(_rows(report, lang)),
        headers=TEXTS[lang]["head"].split("|"),
        tablefmt="html",
        disable_numparse=True,
    )
    duties = "".join(_duties(report, "html", lang))
    notes = "".join(f"<p>{escape(line)}</p>" for line, _ in _notes(report, lang))
    heading = escape(_heading(report, lang))
    summary = escape(_summary(report, lang))
    summary += "".join(f"</p><p>{escape(line)}" for line in _differences(report))
    return f'<div class="rnms" lang="{lang}"><h3>{heading}</h3><p>{summary}</p>{table}{notes}{duties}</div>'


def _escaped(cell: str) -> str:
    for mark in ("\\", "|", "*", "_", "<", "[", "`", "&", "~"):
        cell = cell.replace(mark, f"\\{mark}")
    return " ".join(cell.splitlines())


def _heading(report: Report, lang: str) -> str:
    periods = distinct(words.period(result.period, lang=lang) for result in report.results)
    parts = [report.name, ", ".join(periods) or words.period(report.period, lang=lang)]
    if report.acts:
        parts.append(str(report.acts[0]))
    parts += [place for place in (report.municipality, report.organization) if place is not None]
    if report.as_of is not None:
        parts.append(TEXTS[lang]["as_of"].format(f"{report.as_of:%d.%m.%Y}"))
    return " · ".join(parts)


def _summary(report: Report, lang: str) -> str:
    verdicts = [result.verdict for result in report.results]
    counts = [
        f"{words.VERDICTS[lang][verdict]} — {verdicts.count(verdict)}"
        for verdict in Verdict
        if verdict in verdicts
    ]
    return ", ".join(counts) or TEXTS[lang]["none"]


def _rows(report: Report, lang: str) -> Iterator[list[str]]:
    for result in report.results:
        yield _row(result.code, result.title, result.judgement, lang)
        for part in result.components:
            yield _row(f"{result.code}.{part.name}", f"– {part.title}", part, lang)


def _row(code: str, title: str, judgement: Judgement, lang: str) -> list[str]:
    return [
        code,
        title,
        words.value(judgement, lang=lang),
        words.norm(judgement, lang=lang),
        words.verdict(judgement, lang=lang),
        words.reason(judgement, lang=lang),
    ]


def _notes(report: Report, lang: str) -> Iterator[tuple[str, bool]]:
    """The lines under the table, and whether each is one of a list."""
    texts = TEXTS[lang]
    if report.readings:
        titles = distinct(r.judgement.title for r in report.results if r.taken != DEFAULT)
        yield texts["taken"].format("; ".join(titles)), False
    yield from _silent(report, lang)
    contested = [line for result in report.results for line in _other_verdicts(result, lang)]
    if contested:
        yield texts["readings"], False
        yield from ((line, True) for line in contested)
    yield from _claims(report, lang)
    for result in report.results:
        if result.evidence_lacking:
            kinds = ", ".join(words.EVIDENCE[lang][kind] for kind in result.evidence_lacking)
            yield texts["evidence"].format(kinds, result.code), False
    issues = [issue for issue in report.issues if issue.code != DIFFERENCE]
    if issues:
        yield texts["issues"], False
        yield from ((str(issue), True) for issue in issues[:MOST_ISSUES])
        if len(issues) > MOST_ISSUES:
            yield texts["more"].format(len(issues) - MOST_ISSUES), True
    yield texts["foot"].format(report.version, report.source), False


def _duties(report: Report, style: str, lang: str) -> list[str]:
    """The table of structural duties, in the manner of the rest."""
    from tabulate import tabulate

    if not report.requirements:
        return []
    rows = [_duty_row(finding, lang) for finding in report.requirements]
    if style == "pipe":
        rows = [[_escaped(cell) for cell in row] for row in rows]
    table = tabulate(
        rows,
        headers=TEXTS[lang]["duties_head"].split("|"),
        tablefmt=style,
        disable_numparse=True,
        maxcolwidths=[None, 46, None, None, 30, 30] if style == "simple" else None,
        preserve_whitespace=True,
    )
    title = TEXTS[lang]["duties"]
    return [f"<h4>{title}</h4>", table] if style == "html" else ["", title, "", table]


def _duty_row(finding: Finding, lang: str) -> list[str]:
    same = f" (= {finding.same_as})" if finding.same_as else ""
    return [
        finding.code,
        finding.title + same,
        words.FORCES[lang][finding.force],
        words.duty_verdict(finding.judgement, lang=lang),
        _some(finding.failed),
        _some(finding.undecided),
    ]


def _some(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(names[:MOST_NAMES])
    return shown if len(names) <= MOST_NAMES else f"{shown}, … (+{len(names) - MOST_NAMES})"


def _differences(report: Report) -> list[str]:
    """Where records and figures exclude each other: it stands at the head, before any verdict."""
    return [f"! {issue.text}" for issue in report.issues if issue.code == DIFFERENCE]


def _silent(report: Report, lang: str) -> Iterator[tuple[str, bool]]:
    """Who did not report, those missing for the same indicators together."""
    by_names: dict[tuple[str, ...], list[str]] = {}
    for result in report.results:
        if result.missing:
            by_names.setdefault(tuple(place.name for place in result.missing), []).append(result.code)
    for names, codes in by_names.items():
        yield TEXTS[lang]["missing"].format(", ".join(names), ", ".join(distinct(codes))), False


def _other_verdicts(result: Result, lang: str) -> Iterator[str]:
    for judgement in result.judgements:
        if judgement.is_informed and judgement.verdict is not result.verdict:
            value = words.value(judgement, lang=lang)
            title = f"{judgement.title or words.BY_DEFAULT[lang]} ({judgement.name})"
            tail = f" ({value})" if value else ""
            yield f"{result.code}: {title} — {words.VERDICTS[lang][judgement.verdict]}{tail}"


def _claims(report: Report, lang: str) -> Iterator[tuple[str, bool]]:
    disputed: dict[tuple[str, str, int], list[str]] = {}
    for result in report.results:
        for claim in result.disputed:
            at = (claim.quote.text, claim.quote.document, claim.quote.line)
            disputed.setdefault(at, []).append(result.code)
    for (said, document, line), codes in disputed.items():
        yield TEXTS[lang]["claims"].format(said, document, line, ", ".join(distinct(codes))), False
