"""Pictures of several reports: an indicator over the years, and its municipalities beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from rnms._values import frozen
from rnms.errors import IndicatorNotFoundError
from rnms.indicators.counts import Scale
from rnms.indicators.tally import distinct
from rnms.model.norm import Bounds, Norm
from rnms.model.period import Period
from rnms.render import svg as _svg
from rnms.render import words
from rnms.render.html import BR, Raw, fragment, h, headings, page, scrolled, stacked
from rnms.render.notes import parts_of
from rnms.render.places import PlaceLines, places_of
from rnms.render.svg import years
from rnms.render.texts import TEXTS
from rnms.results.judgement import DEFAULT, Judgement
from rnms.results.report import Report
from rnms.results.result import Result
from rnms.writing import write_file


@frozen(kw_only=True)
class Picture:
    """A picture with the same facts in words beside it; a notebook shows it.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("ugra_invented"), period=2024)
    >>> small_multiples(report, "6.2.1").lang
    'ru'

    Attributes:
        title: What it shows.
        html: The picture and its table, as a fragment of HTML.
        lang: Its language.
    """

    title: str
    html: str = attrs.field(repr=False)
    lang: str = "ru"

    def _repr_html_(self) -> str:
        return self.html

    def to_html(self, path: str | Path | None = None) -> str:
        """Write the picture as a page of its own; also written to ``path``."""
        text = str(page(Raw(self.html), self.title, lang=self.lang))
        if path is not None:
            write_file(path, text)
        return text


@frozen(kw_only=True)
class _Dated:
    """A judgement of one of several reports; none where a municipality was silent."""

    period: Period
    judgement: Judgement | None

    @property
    def value(self) -> Bounds | None:
        return None if self.judgement is None else self.judgement.value

    @property
    def norm(self) -> Norm | None:
        target = None if self.judgement is None else self.judgement.target
        return None if target is None else target.norm_of_whole


def over_years(reports: Iterable[Report], code: str, *, lang: str = "ru") -> Picture:
    """Draw the values and targets of an indicator over the periods of several reports.

    A dot is a known value, a dashed box what the missing data leave possible, a line the target, hatched
    below where that is a greatest value; the table below says the same. Each component has a picture of its
    own.

    >>> import rnms
    >>> system = rnms.example("ugra_invented")
    >>> reports = [rnms.evaluate(system, period=year) for year in (2021, 2022, 2023, 2024)]
    >>> over_years(reports, "6.2.1").title
    'Ханты-Мансийский автономный округ – Югра · 6.2.1'

    Raises:
        ValueError: If there are no reports, or of several regions.
        IndicatorNotFoundError: If none of them has the indicator.
    """
    name, results = _results(reports, code)
    title = f"{name} · {code}"
    kids = [h("h3", title), h("p", results[-1].title), *over_periods(results, name, lang)]
    return Picture(title=title, html=fragment(*kids, lang=lang), lang=lang)


def over_periods(results: Sequence[Result], name: str, lang: str) -> Iterator[Raw]:
    """Draw the results of one indicator over their periods: each component with its legend and its table."""
    for key, dated in _series(results).items():
        heading = _heading(dated)
        if key:
            yield h("p", h("strong", heading))
        points = _points(dated, lang)
        subject = " ".join(filter(None, (results[-1].code, heading if key else "")))
        yield h("div", _drawn(points, dated, subject, name, lang), class_="y")
        yield _legend(points, lang)
        yield _table(dated, lang)


def small_multiples(reports: Report | Iterable[Report], code: str, *, lang: str = "ru") -> Picture:
    """Draw every municipality's values of an indicator beside each other and to one scale.

    Of one report each is a line, from the least value up, with the target across all of them: a dot is a
    known value, a strip what the missing data leave possible. A line opens: how many pass, what is missing
    and why, and where the figures stand. Of several reports each is a small picture over their periods. The
    values stand in words beside each; of whom nothing came, that is said.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("ugra_invented"), period=2024)
    >>> "Район А (вымышленный)" in small_multiples(report, "6.2.1").html
    True

    Args:
        reports: One report, or several of one region.
        code: Code of the indicator.
        lang: ``"ru"`` or ``"en"``.

    Raises:
        ValueError: If there are no reports, or of several regions.
        IndicatorNotFoundError: If none of them has the indicator.
    """
    is_alone = isinstance(reports, Report)
    name, results = _results([reports] if isinstance(reports, Report) else reports, code)
    title = f"{name} · {code}, {TEXTS[lang].pictures.places}"
    kids = [h("h3", title), h("p", results[-1].title)]
    for heading, drawn in _lines(results, lang) if is_alone else _multiples(results, lang):
        kids += [*([h("h4", heading)] if heading else []), drawn]
    if len(kids) == 2:
        kids.append(h("p", TEXTS[lang].pictures.none))
    return Picture(title=title, html=fragment(*kids, lang=lang), lang=lang)


def _lines(results: Sequence[Result], lang: str) -> Iterator[tuple[str, Raw]]:
    """Give the municipalities of each part in lines, under its heading."""
    for part in (part for result in results for part in parts_of(result)):
        places = places_of(part)
        if places:
            heading = "" if part.name == DEFAULT else part.title
            yield heading, PlaceLines(part=part, lang=lang).block(places)


def _multiples(results: Sequence[Result], lang: str) -> Iterator[tuple[str, Raw]]:
    """Give the small pictures of each component, under its heading."""
    for key, dated in _series(results).items():
        panels = _panels(dated, lang)
        if panels:
            yield _heading(dated) if key else "", h("div", *panels, class_="g")


def _results(reports: Iterable[Report], code: str) -> tuple[str, list[Result]]:
    """Find the name of the region, and the results of an indicator in the order of their periods."""
    region_reports = list(reports)
    regions = distinct(report.region for report in region_reports)
    if len(regions) != 1:
        raise ValueError(f"reports of one region are needed, not of {', '.join(regions) or 'none'}")
    results = [result for report in region_reports for result in report if result.code == code]
    if not results:
        raise IndicatorNotFoundError(
            code, regions[0], distinct(result.code for report in region_reports for result in report)
        )
    return region_reports[0].name, sorted(
        results, key=lambda result: (result.period.start, result.period.end)
    )


def _series(results: Sequence[Result]) -> Mapping[str, list[_Dated]]:
    """List the judgements of each component over the periods; those of the whole by an empty name."""
    names = distinct(part.name for result in results for part in result.components) or ("",)
    return {
        name: [_Dated(period=result.period, judgement=_part(result, name)) for result in results]
        for name in names
    }


def _part(result: Result, name: str) -> Judgement | None:
    if not name:
        return result.judgement
    return next((part for part in result.components if part.name == name), None)


def _heading(dated: Sequence[_Dated]) -> str:
    return next(entry.judgement.title for entry in dated if entry.judgement is not None)


def _said(entry: _Dated, lang: str) -> str:
    return (
        TEXTS[lang].pictures.no_return if entry.judgement is None else words.value(entry.judgement, lang=lang)
    )


def _points(dated: Sequence[_Dated], lang: str) -> list[_svg.Point]:
    return [
        _svg.Point(label=str(entry.period), said=_said(entry, lang), value=entry.value, norm=entry.norm)
        for entry in dated
    ]


def _drawn(points: Sequence[_svg.Point], dated: Sequence[_Dated], subject: str, name: str, lang: str) -> Raw:
    facts = "; ".join(f"{point.label}: {point.said}" for point in points)
    description = TEXTS[lang].pictures.years.format(name, subject, facts)
    return _svg.years(points, _svg.greatest(points, _scale(dated)), description)


def _legend(points: Sequence[_svg.Point], lang: str) -> Raw:
    """Say what the signs of a picture mean."""
    signs = [(kind, *TEXTS[lang].pictures.legend[kind]) for kind in _svg.signs(points)]
    return h(
        "p", *(h("span", _svg.sign(kind, look), " ", said, " ") for kind, look, said in signs), class_="l"
    )


def _scale(dated: Sequence[_Dated]) -> Scale:
    return next((entry.judgement.scale for entry in dated if entry.judgement is not None), Scale.NUMBER)


def _table(dated: Sequence[_Dated], lang: str) -> Raw:
    rows = []
    for entry in dated:
        cells = [h("th", words.period(entry.period, lang=lang), scope="row"), h("td", _said(entry, lang))]
        if entry.judgement is not None:
            verdict = words.verdict(entry.judgement, lang=lang)
            cells.append(h("td", words.norm(entry.judgement, lang=lang)))
            cells.append(h("td", h("b", verdict), class_=f"s {entry.judgement.verdict.value}"))
        rows.append(h("tr", *cells))
    heads = TEXTS[lang].pictures.head
    table = h("table", headings(heads), h("tbody", *rows), class_="k", style=stacked(heads))
    return scrolled(TEXTS[lang].pictures.table, table)


def _panels(dated: Sequence[_Dated], lang: str) -> list[Raw]:
    """Give a small picture of each municipality, all to one scale."""
    scale = _scale(dated)
    points_by_title = {
        title: [
            _svg.Point(label=str(entry.period), said=_said(entry, lang), value=entry.value, norm=None)
            for entry in entries
        ]
        for title, entries in _by_place(dated).items()
    }
    top = _svg.greatest([point for points in points_by_title.values() for point in points], scale)
    return [_panel(title, points, top) for title, points in points_by_title.items()]


def _by_place(dated: Sequence[_Dated]) -> Mapping[str, list[_Dated]]:
    """Find what each municipality reported over the periods, by its name."""
    names = {
        key: title
        for entry in dated
        if entry.judgement is not None
        for key, title in (
            *((place.name, place.title) for place in entry.judgement.municipalities),
            *((place.id, place.name) for place in entry.judgement.missing),
        )
    }
    titles = list(names.values())
    return {
        title if titles.count(title) == 1 else f"{title} ({key})": [
            _Dated(period=entry.period, judgement=_of_place(entry.judgement, key)) for entry in dated
        ]
        for key, title in names.items()
    }


def _of_place(judgement: Judgement | None, key: str) -> Judgement | None:
    places = () if judgement is None else judgement.municipalities
    return next((place for place in places if place.name == key), None)


def _panel(title: str, points: Sequence[_svg.Point], top: float) -> Raw:
    facts = [f"{point.label}: {point.said}" for point in points]
    lines = [part for fact in facts for part in (BR, fact)]
    drawing = years(points, top, f"{title}. {'; '.join(facts)}", width=160, height=70)
    return h("div", h("b", title), *lines, drawing, class_="p")
