"""A plan in words, tables and JSON: whom to ask, whom to send where, and what comes too late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rnms.indicators.tally import Reason
from rnms.judge.parts import OPEN
from rnms.model.spelling import on_one_line
from rnms.planning.acts import ActKind, PlannedAct
from rnms.planning.proposal import Plan, PlanStep
from rnms.render import words
from rnms.render.brief import asked_of
from rnms.render.compared import bounds_as_json, exact_as_json
from rnms.render.notes import reading_title
from rnms.render.sections import Cell, Code, Section, columns
from rnms.render.tabled import Tabled, Writer
from rnms.render.texts import TEXTS
from rnms.results.result import Result

VERSION = 1
Row = tuple[Cell, ...]


def act_sentence(act: PlannedAct, *, lang: str = "ru") -> str:
    """Say what is done.

    >>> import datetime as dt
    >>> day = dt.date(2023, 12, 31)
    >>> act = PlannedAct(kind=ActKind("diagnose"), about="cnppm", from_day=day, to_day=day)
    >>> act_sentence(act)
    'провести диагностику (в ЦНППМ)'
    """
    texts = TEXTS[lang].plan
    sentence = texts.acts[act.kind.value].format(texts.about.get(act.about, act.about))
    return texts.based.format(sentence, act.basis) if act.basis else sentence


def late_sentence(kinds: Iterable[ActKind], *, lang: str = "ru") -> str:
    """Say what would have had to be begun earlier.

    >>> late_sentence([ActKind("enrol"), ActKind("complete")], lang="en")
    'enrol, then complete a training'
    """
    texts = TEXTS[lang].plan
    return texts.chained.join(texts.late[kind.value] for kind in kinds)


def without_municipality(is_outside: bool, *, lang: str = "ru") -> str:  # noqa: FBT001  # what it is told of
    """Say where somebody is who has no municipality: surely outside, or unknown.

    >>> without_municipality(False, lang="en")
    'municipality unknown'
    """
    texts = TEXTS[lang].plan
    return texts.nowhere if is_outside else texts.no_place


def _section(key: str, lang: str, widths: Sequence[int], rows: Iterable[Row]) -> Iterator[Section]:
    """Make a table, if it has rows."""
    texts, cells = TEXTS[lang].plan, tuple(rows)
    if cells:
        wraps = tuple(max(12, width // 2) for width in widths)
        yield Section(
            key=key,
            title=texts.titles[key],
            columns=columns(texts.heads[key], widths, wraps),
            rows=cells,
        )


def plan_tables(plan: Plan, lang: str) -> Iterator[Section]:
    """Show whom to ask, whom to send by municipality, and what comes too late."""
    yield from _section("ask", lang, (50, 150), _asked(plan, lang))
    yield from _section("facts", lang, (60, 140), _facts(plan, lang))
    yield from _section(
        "send",
        lang,
        (60, 40, 100, 24, 24, 24),
        (_sent(step, lang) for step in sorted(plan.steps, key=_place)),
    )
    yield from _section(
        "late",
        lang,
        (120, 60),
        ((late_sentence(late.acts, lang=lang), late.latest) for late in plan.too_late),
    )


def _place(step: PlanStep) -> tuple[bool, str]:
    """Order steps by municipality, those outside last; of one municipality the cheapest stay first."""
    return not step.municipality, step.municipality


def _asked(plan: Plan, lang: str) -> Iterator[Row]:
    for request in plan.requests:
        judgement = (plan.before if plan.before.verdict in OPEN else plan.verified).judgement
        title = ""
        if request.part:
            judgement = judgement[request.part]
            title = words.part_title(judgement, lang=lang)
        for sentence in asked_of(request.ask, judgement, lang, None, None):
            yield title, sentence
            # The first row of several says what they are about.
            title = ""


def _facts(plan: Plan, lang: str) -> Iterator[Row]:
    """Say where which single facts are not known, each once: several parts may hang on one."""
    told = dict.fromkeys(
        (
            found.municipality.name.strip()
            or found.municipality.id
            or without_municipality(found.is_outside, lang=lang),
            not found.municipality.id,
            fact,
        )
        for request in plan.requests
        for found in request.ask.by_municipality
        for fact in found.facts
    )
    for place, _, fact in sorted(told, key=lambda row: (row[1], row[0])):
        yield place, words.reasons([fact], lang=lang)


def _sent(step: PlanStep, lang: str) -> Row:
    texts = TEXTS[lang].plan
    what = texts.chained.join(act_sentence(act, lang=lang) for act in step.acts)
    who: Cell = Code(step.member) if step.member else texts.region
    where = step.municipality or (without_municipality(step.is_outside, lang=lang) if step.member else "")
    return where, who, what, step.from_day, step.begin_by, step.to_day


def _judged(sentence: str, result: Result, lang: str) -> str:
    value = words.value(result.judgement, lang=lang)
    return sentence.format(", ".join(filter(None, (value, words.verdict_name(result.judgement, lang=lang)))))


def _sentences(plan: Plan, lang: str) -> Iterator[str]:
    texts = TEXTS[lang].plan
    reading = reading_title(plan.before.judgement, lang)
    yield texts.made.format(f"{plan.as_of:%d.%m.%Y}", reading)
    yield _judged(texts.before, plan.before, lang)
    if plan.steps:
        yield _judged(texts.after, plan.verified, lang)
        yield texts.steps.format(words.number(len(plan.steps), lang=lang))
        if plan.enough and not plan.is_least:
            yield texts.not_least
        if plan.robust:
            yield texts.robust
        for name, number in plan.under.items():
            if number is not None and not plan.robust:
                title = reading_title(plan.before.readings[name], lang)
                counts = (words.number(count, lang=lang) for count in (number, len(plan.steps)))
                yield texts.under.format(title, *counts)
    elif plan.enough:
        yield texts.nothing
    yield from (texts.why[code] for code in plan.why)
    yield texts.honest


def _tabled(plan: Plan, lang: str) -> Tabled:
    texts = TEXTS[lang].plan
    return Tabled(
        title=", ".join(
            filter(
                None,
                (
                    texts.title.format(f"{plan.code} {plan.title}", words.period(plan.period, lang=lang)),
                    on_one_line(plan.place),
                ),
            )
        ),
        day=plan.as_of,
        sentences=tuple(_sentences(plan, lang)),
        tables=tuple(plan_tables(plan, lang)),
    )


PLAN: Writer[Plan] = Writer(_tabled)


# JSON.


def as_json(plan: Plan) -> dict[str, Any]:
    """Write a plan as plain JSON values, with a version of their form: people by id, exact numbers."""
    return {
        "rnms-plan": VERSION,
        "region": plan.region,
        "code": plan.code,
        "title": plan.title,
        "period": str(plan.period),
        "as_of": plan.as_of.isoformat(),
        "reading": plan.reading,
        "place": plan.place,
        "robust": plan.robust,
        "before": _result_as_json(plan.before),
        "verified": _result_as_json(plan.verified),
        "enough": plan.enough,
        "is_least": plan.is_least,
        "why": list(plan.why),
        "shortfall": {part: bounds_as_json(bounds) for part, bounds in plan.shortfall.items()},
        "ask": [
            {
                "part": request.part,
                "headcounts": [
                    {"key": headcount.key, "places": [place.id for place in headcount.places]}
                    for headcount in request.ask.headcounts
                ],
                "to_meet": _ids(request.ask.to_meet),
                "to_fail": _ids(request.ask.to_fail),
                "silent": _ids(request.ask.silent),
                "facts": _facts_as_json(request.ask.facts),
                "by_municipality": [
                    {
                        "municipality": found.municipality.id,
                        "outside": found.is_outside,
                        "facts": _facts_as_json(found.facts),
                    }
                    for found in request.ask.by_municipality
                ],
            }
            for request in plan.requests
        ],
        "steps": [_step_as_json(step) for step in plan.steps],
        "under": dict(plan.under),
        "too_late": [
            {"part": late.part, "acts": [kind.value for kind in late.acts], "latest": late.latest.isoformat()}
            for late in plan.too_late
        ],
    }


def _facts_as_json(facts: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"code": fact.code, "about": list(fact.about)} for fact in facts]


def _ids(places: Iterable[Any] | None) -> list[str] | None:
    return None if places is None else [place.id for place in places]


def _result_as_json(result: Result) -> dict[str, Any]:
    return {"verdict": result.verdict.value, "value": bounds_as_json(result.value)}


def _step_as_json(step: PlanStep) -> dict[str, Any]:
    return {
        "member": step.member,
        "municipality": step.municipality,
        "outside": step.is_outside,
        "part": step.part,
        "cost": exact_as_json(step.cost),
        "begin_by": step.begin_by.isoformat(),
        "acts": [
            {
                "act": act.kind.value,
                "about": act.about,
                "basis": act.basis,
                "from": act.from_day.isoformat(),
                "to": act.to_day.isoformat(),
            }
            for act in step.acts
        ],
    }
