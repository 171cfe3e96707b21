"""What single values show of themselves in a notebook: a table or a sentence for each kind of value."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from rnms.indicators.definition import Indicator
from rnms.indicators.over_periods import Growth, Measure, OverPeriods
from rnms.model.norm import Bounds
from rnms.model.system import RegionalSystem, record_classes
from rnms.regions.matrices import Matrix, SubjectMatrix
from rnms.regions.profile import RegionProfile
from rnms.render import words
from rnms.render.calendar import schedule_rows
from rnms.render.explanations import explanation_text
from rnms.render.html import BR, Raw, fragment, h
from rnms.render.layout import Layout
from rnms.render.matrix import matrix_rows, reading_rows, subject_rows
from rnms.render.messages import issue_sentence
from rnms.render.page import MOST_ROWS
from rnms.render.periods import measure_sentence
from rnms.render.texts import TEXTS
from rnms.results.explanation import Explanation
from rnms.results.findings import Schedule
from rnms.results.judgement import Judgement
from rnms.results.readings import ReadingMatrix
from rnms.results.report import Report
from rnms.results.result import Result

_MOST_ISSUES = 10


@functools.singledispatch
def card(value: object, *, lang: str = "ru") -> Raw:  # noqa: ARG001  # those below ask for it
    """Show a value as a fragment of HTML, without scripts, readable where styles are stripped.

    >>> from rnms.model import Bounds
    >>> card(Bounds(15, 19)).endswith("<p>15–19</p></div>")
    True

    Args:
        value: What a notebook shows: a result, an explanation, bounds, a system, a profile and the rest.
        lang: ``"ru"``, as a notebook shows it, or ``"en"``.

    Raises:
        TypeError: If a notebook does not show it.
    """
    raise TypeError(f"a notebook shows no {type(value).__name__}")


@card.register
def _of_bounds(bounds: Bounds, *, lang: str = "ru") -> Raw:
    return fragment(h("p", words.bounds_alone(bounds, lang=lang)), lang=lang)


@card.register
def _of_result(result: Result, *, lang: str = "ru") -> Raw:
    report = Report(region=result.region, name="", period=result.period, results=(result,))
    return fragment(*Layout(report=report, lang=lang, rows=MOST_ROWS).indicators(), lang=lang)


@card.register
def _of_judgement(judgement: Judgement, *, lang: str = "ru") -> Raw:
    layout = Layout(report=Report(region="", name="", period=judgement.period), lang=lang)
    parts = (judgement, *judgement.components)
    rows = [layout.row(layout.titled(words.part_title(part, lang=lang)), part) for part in parts]
    texts = TEXTS[lang].page
    return fragment(layout.table(judgement.title, texts.head, [h("tbody", *rows)]), lang=lang)


@card.register
def _of_explanation(explanation: Explanation, *, lang: str = "ru") -> Raw:
    text = explanation_text(explanation, lang=lang)
    return fragment(h("pre", text, style="white-space:pre-wrap"), lang=lang)


@card.register
def _of_system(system: RegionalSystem, *, lang: str = "ru") -> Raw:
    texts = TEXTS[lang]
    issues = [h("li", issue_sentence(issue, lang=lang)) for issue in system.issues[:_MOST_ISSUES]]
    if len(system.issues) > len(issues):
        rest = words.number(len(system.issues) - len(issues), lang=lang)
        issues.append(h("li", texts.cards.more_issues.format(rest)))
    amounts = (system.municipalities or (), system.figures, system.unreported, system.issues)
    collections = [
        (texts.records.collections[name], words.number(len(records), lang=lang))
        for name in record_classes()
        if name != "municipalities" and (records := getattr(system, name)) is not None
    ]
    return fragment(
        h("h3", system.title or system.region),
        _facts(texts.cards.system, [words.number(len(values), lang=lang) for values in amounts]),
        *([_grid(texts.cards.collections_head, collections)] if collections else []),
        *([h("ul", *issues)] if issues else []),
        lang=lang,
    )


@card.register
def _of_indicator(indicator: Indicator, *, lang: str = "ru") -> Raw:
    texts = TEXTS[lang].cards
    tallies = [sentence for part in indicator.parts() for sentence in _counting(part.measure, lang)]
    targets = [
        (
            part.title,
            words.period(target.period, lang=lang),
            words.target_sentence(target, part.measure.scale, lang=lang),
            str(target.clause),
        )
        for part in indicator.parts()
        for target in part.targets
    ]
    readings = [(reading.title, reading.why) for reading in indicator.readings]
    level = indicator.level.title if lang == "ru" else indicator.level.key
    return fragment(
        h("h3", f"{indicator.code}. {indicator.title}"),
        _facts(texts.indicator, [level, "; ".join(tallies), str(indicator.clause)]),
        *([_grid(texts.targets_head, targets)] if targets else []),
        *([_grid(texts.readings_head, readings)] if readings else []),
        lang=lang,
    )


def _counting(measure: Measure, lang: str) -> Iterator[str]:
    if isinstance(measure, Growth | OverPeriods):
        yield measure_sentence(measure, lang=lang)
    else:
        yield from words.part_sentences(measure, lang=lang)


@card.register
def _of_profile(profile: RegionProfile, *, lang: str = "ru") -> Raw:
    texts = TEXTS[lang].cards
    rows = [(indicator.code, indicator.title, _targets(indicator, lang)) for indicator in profile.indicators]
    facts = [
        profile.system_name,
        "; ".join(map(str, profile.acts)),
        words.number(len(profile.requirements), lang=lang),
        words.number(len(profile.roadmap), lang=lang),
        "; ".join(unknown.why for unknown in profile.unknown),
    ]
    return fragment(
        h("h3", profile.name), _facts(texts.profile, facts), _grid(texts.profile_head, rows), lang=lang
    )


def _targets(indicator: Indicator, lang: str) -> str:
    """List the targets of an indicator, one after another, each with its period."""
    several = len(indicator.parts()) > 1
    return "\n".join(
        f"{f'{part.title}, ' if several else ''}{words.period(target.period, lang=lang)}: "
        f"{words.target_sentence(target, part.measure.scale, lang=lang)}"
        for part in indicator.parts()
        for target in part.targets
    )


@card.register
def _of_matrix(matrix: Matrix, *, lang: str = "ru") -> Raw:
    return fragment(_grid(*matrix_rows(matrix, lang=lang)), lang=lang)


@card.register
def _of_subject_matrix(matrix: SubjectMatrix, *, lang: str = "ru") -> Raw:
    return fragment(_grid(*subject_rows(matrix, lang=lang)), lang=lang)


@card.register
def _of_reading_matrix(matrix: ReadingMatrix, *, lang: str = "ru") -> Raw:
    return fragment(h("h3", TEXTS[lang].cards.readings), _grid(*reading_rows(matrix, lang=lang)), lang=lang)


@card.register
def _of_schedule(
    schedule: Schedule,  # type: ignore[type-arg]  # a dispatch reads plain classes
    *,
    lang: str = "ru",
) -> Raw:
    return fragment(_grid(*schedule_rows(schedule, lang=lang)), lang=lang)


def _facts(titles: Sequence[str], facts: Iterable[str]) -> Raw:
    """Make a table of two columns: what is told, and what there is to tell."""
    rows = [
        h("tr", h("th", title, scope="row"), h("td", fact))
        for title, fact in zip(titles, facts, strict=True)
        if fact
    ]
    return h("table", h("tbody", *rows))


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Raw:
    """Make a table under headings; the first cell of a row says what it is about."""
    head = h("tr", *(h("th", title, scope="col") for title in heads))
    body = [
        h("tr", h("th", *_lines(first), scope="row"), *(h("td", *_lines(cell)) for cell in rest))
        for first, *rest in rows
    ]
    table = h("table", h("thead", head), h("tbody", *body))
    return h("div", table, class_="w", role="region", aria_label=heads[0], tabindex=0)


def _lines(text: str) -> list[str]:
    return [kid for line in text.split("\n") for kid in (BR, line)][1:]
