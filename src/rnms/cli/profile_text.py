"""A region in words, as ``rnms regions КЛЮЧ`` shows it: acts, subjects, indicators, duties, words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rnms.indicators.definition import Direction, Indicator
from rnms.indicators.over_periods import Growth, OverPeriods
from rnms.indicators.tally import distinct
from rnms.indicators.target import Target
from rnms.logic.predicates import Op
from rnms.model.law import Act, Unknown
from rnms.model.statute import Subject
from rnms.regions.profile import RegionProfile
from rnms.regions.vocabulary import Entry
from rnms.render.periods import measure_sentence
from rnms.render.sentences import field_words
from rnms.render.texts import TEXTS
from rnms.render.words import part_sentences, period, target_sentence, target_words

_SIGNS = {Op.EQ: "=", Op.LE: "≤", Op.GE: "≥"}


def profile_lines(profile: RegionProfile) -> Iterator[str]:
    """Tell what a profile declares, a line each."""
    yield f"{profile.name} ({profile.key}, {profile.iso})"
    yield profile.system_name
    if profile.parent is not None:
        parent = profile.parent if isinstance(profile.parent, str) else profile.parent.key
        yield f"Над ним — {parent}: его цели не мягче"
    yield "\nАкты"
    for act in profile.acts:
        yield f"  {act}{''.join(_of_act(profile, act))}"
    for level in profile.levels:
        yield f"\nСубъекты: {level.title} уровень"
        for subject in profile.subjects_at(level):
            yield from _subject(subject)
    yield "\nПоказатели"
    for indicator in profile.indicators:
        yield from _indicator(indicator)
        yield from _origin(profile, indicator.code)
    if profile.requirements:
        yield "\nОбязанности"
    for duty in profile.requirements:
        same = f" (= показатель {duty.same_as})" if duty.same_as else ""
        same = f" (по срокам: {', '.join(duty.falls_due)})" if duty.falls_due else same
        yield f"  {duty.code}. {duty.title}{same}"
        yield f"     {TEXTS['ru'].forces[duty.force]} — {duty.clause}"
    yield "\nЧто должно быть в данных (rnms template даёт файл)"
    needs = [need for need in profile.needs() if not need.readings and not need.is_optional]
    # What is asked for another period, too, has one key.
    titles = {need.key: need.title for need in needs}
    for key, title in titles.items():
        indicators = distinct(code for need in needs if need.key == key for code in need.indicators)
        yield f"  {key}: {title} [{', '.join(indicators)}]"
    if profile.relations:
        yield "\nСоотношения показателей формы"
    for relation in profile.relations:
        sides = (" + ".join(relation.left), _SIGNS[relation.op], " + ".join(relation.right))
        yield f"  {relation.code}. {relation.title or 'соотношение'}: {' '.join(sides)} — {relation.clause}"
    yield "\nСлова (как их писать в данных; регистр, ё и е, кавычки, тире и точка не важны)"
    for vocabulary in profile.words_to_write:
        yield f"  {vocabulary.field}: {field_words(vocabulary.field)}"
        yield from (f"     {_word(entry)}" for entry in vocabulary.entries)
    yield "\nЧего источники не говорят"
    for unknown in profile.unknown:
        yield f"  {unknown.why} ({unknown.clause})"


def _word(entry: Entry) -> str:
    """Give a word, what it means, how else it may be written, and where the act has it."""
    title = f" — {entry.title}" if entry.title else ""
    forms = f"; так же читается: {'; '.join(entry.other_forms)}" if entry.other_forms else ""
    clauses = f" ({'; '.join(map(str, entry.clauses))})" if entry.clauses else ""
    return f"{entry.text}{title}{forms}{clauses}"


def _subject(subject: Subject) -> Iterator[str]:
    yield f"  {subject.title} — {subject.clause}"
    if isinstance(subject.functions, Unknown):
        yield f"     функции неизвестны: {subject.functions.why}"
    else:
        yield from (f"     {function.text} — {function.clause}" for function in subject.functions)
    if subject.note:
        yield f"     ({subject.note})"


def _of_act(profile: RegionProfile, act: Act) -> Iterator[str]:
    """Find what is told of an act beside its name: other dates, and what it changes."""
    yield from (
        f"; в документе {other_date.document} — от {other_date.date:%d.%m.%Y}" for other_date in act.attested
    )
    yield from (f"; {unknown.why}" for _, unknown in act.unknowns)
    if act.effective not in {act.date, dt.date.max}:
        yield f"; действует с {act.effective:%d.%m.%Y}"
    for verb, keys in (("изменяет", act.amends), ("отменяет", act.repeals)):
        if keys:
            yield f"; {verb}: {', '.join(str(profile.act(key)) for key in keys)}"


def _indicator(indicator: Indicator) -> Iterator[str]:
    yield f"  {indicator.code}. {indicator.title}"
    if indicator.direction is Direction.DECREASE:
        yield "     лучше, когда меньше"
    for part in indicator.parts():
        if isinstance(part.measure, Growth | OverPeriods):
            yield f"     {measure_sentence(part.measure)}"
        else:
            yield from (f"     {line}" for line in part_sentences(part.measure))
        for band in part.bands:
            yield f"     {band.label}: {target_words(band.norm, part.measure.scale)} — {band.clause}"
        for target in part.targets:
            name = f"{part.title}: " if len(indicator.parts()) > 1 else ""
            norm = target_sentence(target, part.measure.scale)
            yield f"     {name}{period(target.period)}: {norm} — {target.clause}{''.join(_beside(target))}"
    for reading in indicator.readings:
        yield f"     прочтение {reading.name}: {reading.title} — {reading.why}"


def _origin(profile: RegionProfile, code: str) -> Iterator[str]:
    """Where a part comes from, if another profile declares it."""
    origin = profile.origin_of(code)
    if origin.profile != profile.key or origin.amended_by:
        amended = "".join(f"; изменено: {clause}" for clause in origin.amended_by)
        yield f"     из профиля {origin.profile}: {origin.clause}{amended}"


def _beside(target: Target) -> Iterator[str]:
    """Find what is told of a target beside its norm: why that is not known, and what else it must respect."""
    if isinstance(target.norm, Unknown):
        yield f" ({target.norm.why})"
    if target.minimum is not None:
        yield f"; минимум — {target.minimum.clause}"
