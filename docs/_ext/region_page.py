"""The page of a region, printed from its profile."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

from markdown import listed, plain, table

import rnms
from rnms.indicators import Component, Growth, Indicator, OverPeriods, Target
from rnms.logic.plan import reads
from rnms.model import Level, Unknown
from rnms.model.statute import Subject
from rnms.regions import RegionProfile, source
from rnms.render.calendar import schedule_records
from rnms.render.periods import measure_sentence
from rnms.render.sentences import field_words, question_sentence
from rnms.render.texts import TEXTS as REPORT_TEXTS
from rnms.render.words import part_sentences, target_sentence
from rnms.render.words import period as period_words

TEXTS = {
    "ru": {
        "foot": "Страница напечатана из профиля региона ({source}); акты прочитаны {day}.",
        "keys": "Ключ региона — `{key}`, код ISO — {iso}. Система называется: {system}.",
        "acts": "Акты",
        "dated": "в документе {document} — от {day}",
        "indicators": "Показатели",
        "clause": "Пункт",
        "targets": "Период|Цель|Основание",
        "no_targets": "Целей акт не устанавливает: вывод — «цель не установлена».",
        "counted": "Как считается по записям",
        "collections": "Какие записи нужны: {names}.",
        "evidence": "Подтверждают: {kinds}.",
        "origin": "Из профиля {profile}: {clause}.",
        "readings": "Прочтения",
        "reading": "Имя|Решение|Почему так можно",
        "duties": "Обязанности",
        "duty": "Код|Что должно быть|Сила|Основание",
        "same_as": "= показатель {code}",
        "falls_due": "по срокам: {codes}",
        "calendar": "Что и к какому сроку",
        "due": "До|№|Что|Ответственный|Срок в акте",
        "no_day": "Без дня в акте",
        "item": "№|Что|Срок в акте|Основание",
        "subjects": "Субъекты",
        "functions": "функции неизвестны: {why}",
        "needs": "Какие числа нужны",
        "need": "Ключ|Что это|Показатели",
        "need_text": "Файл с этими ключами даёт `rnms template {key} --period 2023`.",
        "words": "Какими словами писать",
        "word": "Слово|Что значит|Так же читается|Основание",
        "word_text": (
            "Регистр, ё и е, пробелы, кавычки, тире и точка в конце не важны. Что похоже на слово, но им не"
            " является, остаётся неизвестным и названо в замечаниях."
        ),
        "unknown": "Чего источники не говорят",
    },
    "en": {
        "foot": "This page is printed from the region's profile ({source}); the acts were read on {day}.",
        "keys": "The region's key is `{key}`, its ISO code {iso}. The system is called: {system}.",
        "acts": "Acts",
        "dated": "document {document} dates it {day}",
        "indicators": "Indicators",
        "clause": "Clause",
        "targets": "Period|Target|Clause",
        "no_targets": "The act sets no targets: the verdict is “no target”.",
        "counted": "How it is counted from records",
        "collections": "Collections it reads: {names}.",
        "evidence": "Evidence: {kinds}.",
        "origin": "Taken over from {profile}: {clause}.",
        "readings": "Readings",
        "reading": "Name|Decision|Why one may decide so",
        "duties": "Duties",
        "duty": "Code|What must be in place|Force|Clause",
        "same_as": "= indicator {code}",
        "falls_due": "by the days of {codes}",
        "calendar": "What falls due",
        "due": "By|No|What|Responsible|Deadline in the act",
        "no_day": "Without a day in the act",
        "item": "No|What|Deadline in the act|Clause",
        "subjects": "Subjects",
        "functions": "functions unknown: {why}",
        "needs": "Which figures are needed",
        "need": "Key|What it is|Indicators",
        "need_text": "`rnms template {key} --period 2023` writes a file with these keys.",
        "words": "Which words to write",
        "word": "Word|What it means|Read as the same|Clause",
        "word_text": (
            "Case, ё and е, spaces, quotes, dashes and a final dot make no difference. What is like a"
            " word and is none stays unknown, and an issue names it."
        ),
        "unknown": "What the sources do not say",
    },
}


def region_page(profile: RegionProfile, lang: str) -> str:
    """The whole page in Markdown."""
    said = TEXTS[lang]
    lines = [
        f"# {plain(profile.name)}",
        "",
        said["keys"].format(key=profile.key, iso=profile.iso, system=plain(profile.system_name)),
        *_acts(profile, said),
        f"## {said['indicators']}",
        "",
    ]
    for indicator in profile.indicators:
        lines += _indicator(indicator, said, lang)
        origin = profile.origin_of(indicator.code)
        if origin.profile != profile.key or origin.amended_by:
            amended = "".join(f"; {clause}" for clause in origin.amended_by)
            told = said["origin"].format(profile=origin.profile, clause=f"{origin.clause}{amended}")
            lines += [plain(told), ""]
    lines += [*_needs(profile, said), *_duties(profile, said, lang), *_calendar(profile, said)]
    lines += [*_words(profile, said), *_subjects(profile, said), *_unknown(profile, said)]
    where = plain(source(profile.key))
    lines += ["---", "", said["foot"].format(source=where, day=_day(profile.read_on))]
    return "\n".join(lines) + "\n"


def _acts(profile: RegionProfile, said: dict[str, str]) -> Iterator[str]:
    yield from ("", f"## {said['acts']}", "")
    for act in profile.acts:
        other = [said["dated"].format(document=one.document, day=_day(one.date)) for one in act.attested]
        other += [unknown.why for _, unknown in act.unknowns]
        yield f"- {plain('; '.join([f'{act} — {act.title}' if act.title else str(act), *other]))}"
    yield ""


def _indicator(indicator: Indicator, said: dict[str, str], lang: str) -> Iterator[str]:
    yield from (
        f"### {plain(indicator.code)}. {plain(indicator.family.title)}",
        "",
        f"**{plain(indicator.title)}**",
        "",
    )
    yield from (f"{said['clause']}: {plain(indicator.clause)}.", "")
    for part in indicator.parts():
        if len(indicator.parts()) > 1:
            yield from (f"`{indicator.code}.{part.name}` — {plain(part.title)}", "")
        yield from _part(part, said, lang)
    read = {name for question in indicator.questions for name in reads(question)} - {"", "region"}
    yield from (said["collections"].format(names=", ".join(f"`{name}`" for name in sorted(read))), "")
    if indicator.evidence:
        kinds = ", ".join(EVIDENCE[lang].get(kind.value, kind.value) for kind in indicator.evidence)
        yield from (said["evidence"].format(kinds=kinds), "")
    if indicator.readings:
        yield from (f"{said['readings']}:", "")
        rows = [(f"`{one.name}`", plain(one.title), plain(one.why)) for one in indicator.readings]
        yield from table(said["reading"].split("|"), rows)


EVIDENCE = {
    "ru": {"act": "акт", "protocol": "протокол", "work_plan": "план работы"},
    "en": {"act": "an act", "protocol": "minutes", "work_plan": "a work plan"},
}


def _part(part: Component, said: dict[str, str], lang: str) -> Iterator[str]:
    if part.targets:
        yield from table(said["targets"].split("|"), [_target(one, part, lang) for one in part.targets])
    else:
        yield from (said["no_targets"], "")
    yield from listed(plain(line) for line in part_sentences(part.measure, lang=lang))
    yield from (f"{said['counted']}:", "")
    sentences = [question_sentence(one, lang=lang) for one in part.measure.questions if one.change is None]
    if isinstance(part.measure, Growth | OverPeriods):
        sentences.append(measure_sentence(part.measure, lang=lang))
    yield from listed(map(plain, sentences))


def _target(target: Target, part: Component, lang: str) -> tuple[str, str, str]:
    norm = target_sentence(target, part.measure.scale, lang=lang)
    when = period_words(target.period, lang=lang)
    lost = f" ({target.norm.why})" if isinstance(target.norm, Unknown) else ""
    beside = "" if target.minimum is None else f"; {target.minimum.clause}"
    return plain(when), plain(norm + lost), plain(f"{target.clause}{beside}")


def _needs(profile: RegionProfile, said: dict[str, str]) -> Iterator[str]:
    yield from (f"## {said['needs']}", "", said["need_text"].format(key=profile.key), "")
    rows = [
        (f"`{need.key}`", plain(need.title), plain(", ".join(need.indicators)))
        for need in profile.needs()
        if not need.readings and not need.is_optional
    ]
    yield from table(said["need"].split("|"), rows)


def _duties(profile: RegionProfile, said: dict[str, str], lang: str) -> Iterator[str]:
    if not profile.requirements:
        return
    yield from (f"## {said['duties']}", "")
    rows = []
    for duty in profile.requirements:
        same = f" ({said['same_as'].format(code=duty.same_as)})" if duty.same_as else ""
        if duty.falls_due:
            same = f" ({said['falls_due'].format(codes=', '.join(duty.falls_due))})"
        rows.append(
            (
                plain(duty.code),
                plain(duty.title + same),
                plain(REPORT_TEXTS[lang].forces[duty.force]),
                plain(duty.clause),
            )
        )
    yield from table(said["duty"].split("|"), rows)


def _calendar(profile: RegionProfile, said: dict[str, str]) -> Iterator[str]:
    if not profile.scheduled:
        return
    yield from (f"## {said['calendar']}", "")
    first = min(profile.edition.existed_by(one.clause.act).year for one in profile.scheduled)
    last = max([one.until.year for one in profile.scheduled if one.until], default=first + 1)
    found = rnms.deadlines(profile, dt.date(first, 1, 1), dt.date(last, 12, 31))
    for year, rows in itertools.groupby(schedule_records(found), lambda row: row["due"][:4]):
        yield from (f"### {year}", "")
        yield from table(
            said["due"].split("|"),
            [
                (
                    _day(dt.date.fromisoformat(row["due"])),
                    *(plain(row[key]) for key in ("code", "title", "responsible", "deadline")),
                )
                for row in rows
            ],
        )
    dated = {one.code for one in found}
    others = [one for one in profile.scheduled if one.code not in dated]
    if others:
        yield from (f"### {said['no_day']}", "")
        yield from table(
            said["item"].split("|"),
            [tuple(plain(one) for one in (at.code, at.title, at.deadline_text, at.clause)) for at in others],
        )


def _words(profile: RegionProfile, said: dict[str, str]) -> Iterator[str]:
    yield from (f"## {said['words']}", "", said["word_text"], "")
    for vocabulary in profile.words_to_write:
        yield from (f"### `{vocabulary.field}`", "", f"{plain(field_words(vocabulary.field))}", "")
        rows = [
            (
                f"`{entry.text}`",
                plain(entry.title),
                plain("; ".join(entry.other_forms)),
                plain("; ".join(map(str, entry.clauses))),
            )
            for entry in vocabulary.entries
        ]
        yield from table(said["word"].split("|"), rows)


def _subjects(profile: RegionProfile, said: dict[str, str]) -> Iterator[str]:
    if not profile.subjects:
        return
    yield from (f"## {said['subjects']}", "")
    for level in profile.levels:
        yield from (f"### {_level(level)}", "")
        for subject in profile.subjects_at(level):
            yield from _subject(subject, said)
        yield ""


def _level(level: Level) -> str:
    return f"{level.title.capitalize()} уровень"


def _subject(subject: Subject, said: dict[str, str]) -> Iterator[str]:
    note = f" ({subject.note})" if subject.note else ""
    yield f"- **{plain(subject.title)}**{plain(note)} — {plain(subject.clause)}"
    if isinstance(subject.functions, Unknown):
        yield f"  - {plain(said['functions'].format(why=subject.functions.why))}"
    else:
        yield from (f"  - {plain(one.text)} — {plain(one.clause)}" for one in subject.functions)


def _unknown(profile: RegionProfile, said: dict[str, str]) -> Iterator[str]:
    if profile.unknown:
        yield from (f"## {said['unknown']}", "")
        yield from listed(f"{plain(one.why)} ({plain(one.clause)})" for one in profile.unknown)


def _day(day: dt.date) -> str:
    return f"{day:%d.%m.%Y}"
