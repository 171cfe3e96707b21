"""What changed between reports, leagues and years: in words, tables, pictures and JSON."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rnms.compare.changes import Change, Comparison, Fact, Kind, Part, Sign, pieces
from rnms.compare.leagues import League, Place
from rnms.compare.trajectories import Course, Trajectory, TrajectoryStep
from rnms.indicators.counts import Scale
from rnms.indicators.tally import distinct
from rnms.indicators.target import Target
from rnms.logic.population import Unit
from rnms.model.norm import Bounds, Exact
from rnms.render import words
from rnms.render.html import Raw, h, joined
from rnms.render.pictures import over_periods
from rnms.render.printed import MOST_NAMES
from rnms.render.sections import Cell, Code, Mark, Section, columns
from rnms.render.svg import Line, lines
from rnms.render.tabled import Tabled, Writer
from rnms.render.texts import TEXTS
from rnms.render.texts.texts import ComparedTexts
from rnms.results.judgement import DEFAULT, Judgement

VERSION = 1
MOST_LINES = 60
"""How many municipalities the picture of a league has; the table below has all."""
_DASH = "\N{EM DASH}"
Row = tuple[Cell, ...]


# Sentences.


def part_sentence(part: Part, *, lang: str = "ru") -> str:
    """Say what a cause makes of a change, or why that cannot be told.

    >>> from rnms.compare.changes import Part
    >>> part_sentence(Part(name="definition", value=None, why="no-data"), lang="en")
    'definition: not separable: the earlier data are not at hand'
    """
    texts = TEXTS[lang].compared
    if part.value is None:
        return f"{texts.parts[part.name]}: {texts.no_part[part.why]}"
    return f"{texts.parts[part.name]}: {words.signed(part.value, part.scale, lang=lang)}"


def why(change: Change, *, lang: str = "ru") -> str:
    """Say why a value changed: what each cause makes of it, or where something else was reported."""
    texts = TEXTS[lang].compared
    causes = [part for part in change.parts if not _is_nothing(part)]
    sentences = [part_sentence(part, lang=lang) for part in causes] if _is_split(change) else []
    if change.moved:
        names = [place.name for place in change.moved]
        sentences.append(texts.moved.format(_listed(names, texts)))
    return "; ".join(sentences)


def _listed(names: Sequence[str], texts: ComparedTexts) -> str:
    """Name a few, and say how many more there are."""
    first = ", ".join(names[:MOST_NAMES])
    return first if len(names) <= MOST_NAMES else texts.more.format(first, len(names) - MOST_NAMES)


def _is_nothing(part: Part) -> bool:
    return part.value == Bounds.exact(0)


def _is_split(change: Change) -> bool:
    """Tell whether a change is made by anything else than the data."""
    return any(part.name != "data" and not _is_nothing(part) for part in change.parts)


def _conclusion(change: Change, lang: str) -> str:
    texts = TEXTS[lang].compared
    if _is_redefined(change) or (change.kind is Kind.SAME and any(map(_is_redefined, change.components))):
        return texts.kinds["redefined"]
    if change.kind.value in texts.kinds:
        return texts.kinds[change.kind.value]
    if change.change is None:
        return _DASH
    if change.certain is None:
        return texts.certain[""]
    is_changed_answer = _is_yes_or_no(change) and change.certain is not Sign.SAME
    answer = "yes" if change.certain is Sign.ROSE else "no"
    return texts.certain[answer if is_changed_answer else change.certain.value]


def _is_redefined(change: Change) -> bool:
    """Tell whether one period was counted otherwise."""
    definition = change.parts[0] if change.is_of_one_period and change.parts else None
    return definition is not None and definition.value is not None and not _is_nothing(definition)


def _is_yes_or_no(change: Change) -> bool:
    return change.after is not None and change.after.scale is Scale.YES_NO


# Tables.


def _section(key: str, lang: str, widths: Sequence[int], rows: Iterable[Row]) -> Iterator[Section]:
    """Make a table, if it has rows."""
    texts, cells = TEXTS[lang].compared, tuple(rows)
    if cells:
        wraps = (14, 44, *(24 for _ in widths[2:]))
        yield Section(
            key=key,
            title=texts.titles[key],
            columns=columns(texts.heads[key], widths, wraps),
            rows=cells,
        )


def _value(judgement: Judgement | None, lang: str) -> str:
    return _DASH if judgement is None else words.value(judgement, lang=lang) or _DASH


def _about(change: Change) -> tuple[Code, str]:
    return Code(f"{change.code}.{change.name}" if change.name else change.code), change.title


def _changes(comparison: Comparison) -> Iterator[Change]:
    for change in comparison:
        yield from pieces(change)


def comparison_tables(comparison: Comparison, lang: str) -> Iterator[Section]:
    """Show what changed, what makes it, the targets, the facts, and what two regions understand by it."""
    changes = [*_changes(comparison)]
    yield from _section(
        "changes", lang, (18, 80, 26, 26, 34, 34, 60), (_changed(change, lang) for change in changes)
    )
    yield from _section(
        "parts",
        lang,
        (18, 70, 60, 40, 34, 34),
        (row for change in changes for row in _of_parts(change, lang)),
    )
    yield from _section(
        "targets",
        lang,
        (18, 60, 24, 44, 30, 24, 44, 30),
        (row for change in changes for row in _of_targets(change, lang)),
    )
    yield from _section(
        "facts",
        lang,
        (18, 60, 40, 30, 40, 34, 30, 30),
        (row for change in changes for row in _of_facts(change, lang)),
    )
    of_regions = (change for change in comparison if change.kind is Kind.OTHER_REGION)
    yield from _section(
        "definitions",
        lang,
        (18, 90, 30, 30, 34, 70),
        (row for change in of_regions for row in _of_regions(change, lang)),
    )


def _changed(change: Change, lang: str) -> Row:
    has_size = change.change is not None and not _is_yes_or_no(change)
    grown = (
        _DASH
        if change.change is None or not has_size
        else words.signed(change.change, change.scale, lang=lang)
    )
    before, after = (_value(judgement, lang) for judgement in (change.before, change.after))
    return (*_about(change), before, after, grown, _conclusion(change, lang), why(change, lang=lang))


def _of_parts(change: Change, lang: str) -> Iterator[Row]:
    texts = TEXTS[lang].compared
    if not _is_split(change) and not change.by_place:
        return
    code, title = _about(change)
    for part in (*change.parts, *change.by_place):
        amount = texts.no_part.get(part.why, "")
        if part.value is not None:
            amount = words.signed(part.value, part.scale, lang=lang)
        ends = (
            "" if end is None else words.signed(Bounds.exact(end), part.scale, lang=lang)
            for end in (part.at_low, part.at_high)
        )
        yield (code, title, texts.parts[part.name], amount, *ends)
        # The first row of several says what they are about.
        title = ""


def _of_targets(change: Change, lang: str) -> Iterator[Row]:
    """Show both targets of what has any, with their clauses and verdicts; of two regions none is compared."""
    if change.kind is Kind.OTHER_REGION or change.before is None or change.after is None:
        return
    if change.before.target is None and change.after.target is None:
        return
    cells = [
        cell
        for judgement in (change.before, change.after)
        for cell in (
            words.norm(judgement, lang=lang),
            _clause(judgement.target),
            Mark(words.verdict(judgement, lang=lang), judgement.verdict.value),
        )
    ]
    yield (*_about(change), *cells)


def _clause(target: Target | None) -> str:
    return _DASH if target is None else str(target.clause)


def _of_facts(change: Change, lang: str) -> Iterator[Row]:
    texts, names = TEXTS[lang].compared, _place_names(change)
    for fact in change.facts:
        where = texts.records.get(fact.collection) or TEXTS[lang].records.collections.get(
            fact.collection, fact.collection
        )
        field = TEXTS[lang].records.fields.get(fact.field, fact.field)
        before, after = (_told(answer, lang) for answer in (fact.before, fact.after))
        before = before or (texts.facts[fact.change] if not after else "")
        place = names.get(fact.municipality, fact.municipality)
        yield (*_about(change), where, fact.title or Code(fact.id), field, place, before, after)


def _told(answers: str, lang: str) -> str:
    """Write what figures say in words: of ``"count=14, among=15"`` «14 из 15»."""
    return "; ".join(_told_by_figure(answer, lang) for answer in answers.split("; ") if answer)


def _told_by_figure(answer: str, lang: str) -> str:
    values = dict(value.partition("=")[::2] for value in re.split(r", (?=[a-z]+=)", answer))
    texts = TEXTS[lang]
    if holds := values.pop("holds", ""):
        values["holds"] = words.yes_no(Bounds.exact(int(holds == "True")), lang=lang)
    if among := values.pop("among", ""):
        values["count"] = values.get("count", "") + texts.messages["figure/among"].format(among=among)
    if (share := values.get("share")) and "count" in values:
        values["share"] = f"({share})"
    return " ".join(value for _, value in sorted(values.items()))


def _place_names(change: Change) -> Mapping[str, str]:
    judgements = [judgement for judgement in (change.before, change.after) if judgement is not None]
    names = {place.name: place.title for judgement in judgements for place in judgement.municipalities}
    return names | {place.id: place.name for judgement in judgements for place in judgement.missing}


def _of_regions(change: Change, lang: str) -> Iterator[Row]:
    for defined in change.definitions:
        reading = "" if defined.reading == DEFAULT else defined.reading
        period = words.period(defined.period, lang=lang)
        yield (
            Code(defined.code),
            defined.title,
            Code(defined.region),
            period,
            Code(reading),
            str(defined.clause),
        )


# Pictures.


def waterfall(change: Change, *, lang: str = "ru") -> Raw:
    """Draw the earlier value, what each cause adds to it or takes away, and the later value.

    A bar begins where the one above it ended. What is known in bounds alone is drawn at their middle, with
    whiskers over them.
    """
    texts = TEXTS[lang].compared
    if change.before is None or change.after is None:
        return Raw("")
    rows, start = [_ends_of(change.before, lang)], _middle(change.before.value)
    for part in change.parts:
        if part.value is None or _is_nothing(part):
            continue
        size = _middle(part.value)
        low, high = float(part.value.low), _high(part.value)
        rows.append(
            Line(
                name=texts.parts[part.name],
                said=words.signed(part.value, part.scale, lang=lang),
                bar=(start, start + size),
                whisker=(start + low, start + high),
                is_exact=part.value.is_exact,
            )
        )
        start += size
    rows.append(_ends_of(change.after, lang))
    return lines(rows, f"{change.code}. {_description(rows)}")


def _description(rows: Sequence[Line]) -> str:
    return "; ".join(f"{row.name}: {row.said}" for row in rows)


def _ends_of(judgement: Judgement, lang: str) -> Line:
    value = judgement.value or Bounds.exact(0)
    return Line(
        name=words.period(judgement.period, lang=lang),
        said=_value(judgement, lang),
        bar=(0.0, _middle(value)),
        whisker=(float(value.low), _high(value)),
        is_exact=value.is_exact,
    )


def _high(value: Bounds) -> float:
    return float(value.low if value.high is None else value.high)


def _middle(value: Bounds | None) -> float:
    return 0.0 if value is None else (float(value.low) + _high(value)) / 2


def league_picture(league: League, *, lang: str = "ru") -> Raw:
    """Draw the municipalities of a league to one scale: a dot for a known value, else a line over all."""
    texts = TEXTS[lang].compared
    placed = [row for row in league.rows if row.value is not None][:MOST_LINES]
    highs = [_high(row.value) for row in placed if row.value is not None]
    top = max(highs, default=1.0)
    rows = [_league_line(row, league, top, lang) for row in placed]
    legend = [texts.league_legend]
    if league.norm is not None:
        legend.append(texts.league_target.format(words.target_words(league.norm, league.scale, lang=lang)))
    rest = len([row for row in league.rows if row.value is not None]) - len(placed)
    kids = [
        h("small", f"{', '.join(legend)}."),
        lines(rows, _description(rows), norm=league.norm, scale=league.scale),
    ]
    return joined(*kids, *([h("small", texts.rest.format(rest))] if rest else []))


def _league_line(row: Place, league: League, top: float, lang: str) -> Line:
    value = row.value or Bounds.exact(0)
    high = top if value.high is None else float(value.high)
    return Line(
        name=f"{_places(row, lang)}. {row.name}",
        said=words.bounds(value, scale=league.scale, lang=lang),
        whisker=(float(value.low), max(high, float(value.low))),
        is_exact=value.is_exact,
    )


# Comparisons.


def _compared(comparison: Comparison, lang: str) -> Tabled:
    texts = TEXTS[lang].compared
    periods = distinct(words.period(period, lang=lang) for period in (comparison.before, comparison.after))
    sentences = [texts.warnings[warning.code].format(*warning.about) for warning in comparison.warnings]
    tables = tuple(comparison_tables(comparison, lang))
    if any(section.key == "parts" for section in tables):
        sentences.append(texts.parts_note)
    return Tabled(
        title=texts.title.format(comparison.name, " → ".join(periods)),
        day=comparison.after.end,
        sentences=tuple(sentences),
        tables=tables,
        pictures=tuple(_pictures_of(comparison, lang)),
    )


def _pictures_of(comparison: Comparison, lang: str) -> Iterator[tuple[str, Raw]]:
    """Draw each change that several causes make."""
    texts = TEXTS[lang].compared
    for change in _changes(comparison):
        if change.change is not None and _is_split(change):
            code, title = _about(change)
            yield f"{code.text} {title}", joined(h("small", f"{texts.legend}."), waterfall(change, lang=lang))


COMPARED: Writer[Comparison] = Writer(_compared)


# Leagues.


def _places(row: Place, lang: str) -> str:
    from_to, single = TEXTS[lang].compared.places
    if row.best is None:
        return _DASH
    return single.format(row.best) if row.best == row.worst else from_to.format(row.best, row.worst)


def _league(league: League, lang: str) -> Tabled:
    texts = TEXTS[lang].compared
    period = words.period(league.period, lang=lang)
    return Tabled(
        title=texts.league.format(f"{league.code} {league.title}", period),
        day=league.period.end,
        sentences=tuple(_surely(league, lang)),
        tables=tuple(
            _section("league", lang, (24, 70, 34, 40, 60), (_league_row(row, league, lang) for row in league))
        ),
        pictures=((texts.titles["league"], league_picture(league, lang=lang)),),
    )


def _surely(league: League, lang: str) -> Iterator[str]:
    texts = TEXTS[lang].compared
    names = {row.id: row.name for row in league}
    groups = (league.certainly_first, league.certainly_last, league.certainly_above_target)
    for sentence, keys in zip(texts.surely, groups if league.norm else groups[:2], strict=False):
        yield sentence.format(_listed([names[key] for key in keys], texts) or texts.none)
    if league.unnamed is None:
        yield texts.unlisted
    elif league.unnamed:
        yield texts.unnamed.format(words.number(league.unnamed, lang=lang))


def _league_row(row: Place, league: League, lang: str) -> Row:
    texts = TEXTS[lang].compared
    value = _DASH if row.value is None else words.bounds(row.value, scale=league.scale, lang=lang)
    size = _DASH if row.size is None else words.bounds(row.size, lang=lang)
    remark = texts.nobody if row.value is None else texts.silent if row.is_silent else ""
    return Code(_places(row, lang)), row.name, value, size, remark


LEAGUE: Writer[League] = Writer(_league)


# Years.


def _trajectory(trajectory: Trajectory, lang: str) -> Tabled:
    texts = TEXTS[lang].compared
    first, last = trajectory.reports[0].period, trajectory.reports[-1].period
    return Tabled(
        title=texts.years.format(trajectory.name, first, last),
        day=last.end,
        tables=tuple(
            _section(
                "years",
                lang,
                (18, 70, 26, 26, 26, 34, 70),
                (row for course in trajectory for row in _course_rows(course, lang)),
            )
        ),
        pictures=tuple(_courses_drawn(trajectory, lang)),
    )


def _course_rows(course: Course, lang: str) -> Iterator[Row]:
    code = f"{course.code}.{course.name}" if course.name else course.code
    last = course.steps[-1].judgement
    for step in course.steps:
        judgement = step.judgement
        yield (
            Code(code),
            course.title,
            words.period(step.period, lang=lang),
            _value(judgement, lang),
            words.norm(judgement, lang=lang),
            Mark(words.verdict(judgement, lang=lang), judgement.verdict.value),
            "; ".join(_besides(step, last, course.unit, lang)),
        )


def _besides(step: TrajectoryStep, last: Judgement, unit: Unit | None, lang: str) -> Iterator[str]:
    texts = TEXTS[lang].compared
    if unit is not None and step.needed is not None and step.needed.high != 0:
        per_year = words.bounds(step.needed, lang=lang)
        noun = TEXTS[lang].reasons.units.get(unit.key, unit.forms)[-1]
        yield texts.needed.format(words.norm(last, lang=lang), per_year, noun)
    if step.fall is not None:
        yield texts.fell.format(
            why(step.fall, lang=lang) or words.signed(_change(step.fall), step.fall.scale, lang=lang)
        )


def _change(change: Change) -> Bounds:
    return change.change or Bounds.exact(0)


def _courses_drawn(trajectory: Trajectory, lang: str) -> Iterator[tuple[str, Raw]]:
    for code in dict.fromkeys(course.code for course in trajectory):
        results = [[result for result in report if result.code == code][-1] for report in trajectory.reports]
        pictures = over_periods(results, trajectory.name, lang)
        yield f"{code} {results[-1].title}", joined(*pictures)


TRAJECTORY: Writer[Trajectory] = Writer(_trajectory)
_WRITERS: Mapping[type, Writer[Any]] = {Comparison: COMPARED, League: LEAGUE, Trajectory: TRAJECTORY}


def writer_of(value: object) -> Writer[Any]:
    """Find what writes a comparison, a league or a trajectory.

    >>> from rnms.model import Period
    >>> writer_of(League(code="1", title="Доля", period=Period.of(2023), scale=Scale.PERCENT)) is LEAGUE
    True
    """
    return _WRITERS[type(value)]


# JSON.


@functools.singledispatch
def as_json(value: Any) -> dict[str, Any]:
    """Write a comparison, a league or a trajectory as plain JSON values, with the version of its form.

    Raises:
        TypeError: If it is none of them.
    """
    raise TypeError(f"no JSON is written of {type(value).__name__}")


@as_json.register
def _(comparison: Comparison) -> dict[str, Any]:
    return {
        "rnms-comparison": VERSION,
        "region": comparison.region,
        "name": comparison.name,
        "before": str(comparison.before),
        "after": str(comparison.after),
        "version": comparison.version,
        "warnings": [{"code": warning.code, "about": list(warning.about)} for warning in comparison.warnings],
        "changes": [_change_as_json(change) for change in comparison],
    }


@as_json.register
def _(league: League) -> dict[str, Any]:
    return {
        "rnms-league": VERSION,
        "code": league.code,
        "title": league.title,
        "period": str(league.period),
        "is_less_better": league.is_less_better,
        "unnamed": league.unnamed,
        "certainly_first": list(league.certainly_first),
        "certainly_last": list(league.certainly_last),
        "certainly_above_target": list(league.certainly_above_target),
        "rows": [
            {
                "id": row.id,
                "name": row.name,
                "value": bounds_as_json(row.value),
                "size": bounds_as_json(row.size),
                "best": row.best,
                "worst": row.worst,
                "is_silent": row.is_silent,
            }
            for row in league
        ],
    }


@as_json.register
def _(trajectory: Trajectory) -> dict[str, Any]:
    return {
        "rnms-trajectory": VERSION,
        "region": trajectory.region,
        "name": trajectory.name,
        "courses": [
            {
                "code": course.code,
                "name": course.name,
                "title": course.title,
                "accrues": course.accrues,
                "unit": "" if course.unit is None else course.unit.key,
                "steps": [
                    {
                        **_judgement_as_json(step.judgement),
                        "needed": bounds_as_json(step.needed),
                        "fall": None if step.fall is None else _change_as_json(step.fall),
                    }
                    for step in course.steps
                ],
            }
            for course in trajectory
        ],
    }


def _change_as_json(change: Change) -> dict[str, Any]:
    return {
        "code": change.code,
        "name": change.name,
        "title": change.title,
        "kind": change.kind.value,
        "certain": None if change.certain is None else change.certain.value,
        "change": bounds_as_json(change.change),
        "scale": change.scale.value,
        "before": None if change.before is None else _judgement_as_json(change.before),
        "after": None if change.after is None else _judgement_as_json(change.after),
        "parts": [_part_as_json(part) for part in change.parts],
        "by_place": [_part_as_json(part) for part in change.by_place],
        "moved": [place.id for place in change.moved],
        "facts": [_fact_as_json(fact) for fact in change.facts],
        "definitions": [
            {
                "region": defined.region,
                "code": defined.code,
                "title": defined.title,
                "clause": str(defined.clause),
                "reading": defined.reading,
                "period": str(defined.period),
            }
            for defined in change.definitions
        ],
        "components": [_change_as_json(component) for component in change.components],
    }


def _judgement_as_json(judgement: Judgement) -> dict[str, Any]:
    target = judgement.target
    norm = None if target is None else target.norm_of_whole
    return {
        "period": str(judgement.period),
        "reading": judgement.name,
        "value": bounds_as_json(judgement.value),
        "verdict": judgement.verdict.value,
        "target": None
        if target is None
        else {
            "low": None if norm is None or norm.low is None else exact_as_json(norm.low),
            "high": None if norm is None or norm.high is None else exact_as_json(norm.high),
            "clause": str(target.clause),
        },
    }


def _part_as_json(part: Part) -> dict[str, Any]:
    ends = {
        name: None if end is None else exact_as_json(end)
        for name, end in (("at_low", part.at_low), ("at_high", part.at_high))
    }
    return {"name": part.name, "value": bounds_as_json(part.value), **ends, "why": part.why}


def _fact_as_json(fact: Fact) -> dict[str, Any]:
    return {
        "collection": fact.collection,
        "id": fact.id,
        "title": fact.title,
        "field": fact.field,
        "municipality": fact.municipality,
        "period": fact.period,
        "before": fact.before,
        "after": fact.after,
        "change": fact.change,
    }


def bounds_as_json(bounds: Bounds | None) -> dict[str, Any] | None:
    """Write bounds as plain values, exactly; nothing where there are none.

    >>> bounds_as_json(Bounds(15, None))
    {'low': 15, 'high': None, 'low_open': False, 'high_open': False}
    """
    if bounds is None:
        return None
    return {
        "low": exact_as_json(bounds.low),
        "high": None if bounds.high is None else exact_as_json(bounds.high),
        "low_open": bounds.low_open,
        "high_open": bounds.high_open,
    }


def exact_as_json(value: Exact) -> int | str:
    """Write a whole number as one, any other as a fraction.

    >>> from fractions import Fraction
    >>> exact_as_json(Fraction(15, 19)), exact_as_json(Fraction(2))
    ('15/19', 2)
    """
    return value.numerator if value.denominator == 1 else str(value)
