"""Words and numbers for people. Only here does a number become a rounded text.

Rounding is half up, once, and never hides on which side of a norm a value lies: it takes more digits then.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from rnms.indicators.definition import Force
from rnms.indicators.measures import Scale
from rnms.indicators.tally import Reason, Tally
from rnms.model.norm import Bounds, Exact, Norm, Verdict
from rnms.model.period import Period, PeriodKind
from rnms.model.returns import EvidenceKind
from rnms.model.roadmap import Progress
from rnms.regions.overlay import Change
from rnms.render.sentences import ENTITIES, FIELDS
from rnms.results.findings import Fulfilment
from rnms.results.judgement import Judgement

NBSP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"

GLYPHS = {
    Verdict.MET: "✓",
    Verdict.NOT_MET: "✗",
    Verdict.UNDETERMINED: "?",
    Verdict.PENDING: "…",
    Verdict.NO_TARGET: "·",
    Verdict.NOT_APPLICABLE: "·",
    Verdict.NO_DATA: "—",
}
VERDICTS = {
    "ru": {
        Verdict.MET: "достигнуто",
        Verdict.NOT_MET: "не достигнуто",
        Verdict.UNDETERMINED: "не определено",
        Verdict.PENDING: "срок не истёк",
        Verdict.NO_TARGET: "цель не установлена",
        Verdict.NOT_APPLICABLE: "неприменимо",
        Verdict.NO_DATA: "нет данных",
    },
    "en": {
        Verdict.MET: "met",
        Verdict.NOT_MET: "not met",
        Verdict.UNDETERMINED: "undetermined",
        Verdict.PENDING: "pending",
        Verdict.NO_TARGET: "no target",
        Verdict.NOT_APPLICABLE: "not applicable",
        Verdict.NO_DATA: "no data",
    },
}
OF_DUTIES = {
    "ru": {
        Verdict.MET: "выполнено",
        Verdict.NOT_MET: "не выполнено",
        Verdict.NO_TARGET: "тогда не требовалось",
    },
    "en": {Verdict.MET: "kept", Verdict.NOT_MET: "not kept", Verdict.NO_TARGET: "not required then"},
}
"""The words of structural duties, where they differ from those of indicators."""

NOT_ALONE = {"ru": "по отдельности не судят", "en": "not judged alone"}

PROGRESS = {
    "ru": {
        Progress.DONE_ON_TIME: "✓ выполнено в срок",
        Progress.DONE_LATE: "✗ выполнено с опозданием",
        Progress.IN_PROGRESS: "✓ выполняется",
        Progress.PENDING: "… срок не истёк",
        Progress.OVERDUE: "✗ просрочено",
        Progress.NOT_REQUIRED: "· не требовалось",
        Progress.UNKNOWN_DEADLINE: "? срок неизвестен",
        Progress.UNKNOWN: "? неизвестно",
    },
    "en": {
        Progress.DONE_ON_TIME: "✓ done on time",
        Progress.DONE_LATE: "✗ done late",
        Progress.IN_PROGRESS: "✓ in progress",
        Progress.PENDING: "… pending",
        Progress.OVERDUE: "✗ overdue",
        Progress.NOT_REQUIRED: "· not required",
        Progress.UNKNOWN_DEADLINE: "? unknown deadline",
        Progress.UNKNOWN: "? unknown",
    },
}
NOTHING_TOLD = {"ru": "… сведений нет", "en": "… nothing told"}
"""Of what has no end and was not reported in the period: it may run since another."""
EVIDENCE = {
    "ru": {
        EvidenceKind.ACT: "нормативный акт",
        EvidenceKind.PROTOCOL: "протокол",
        EvidenceKind.WORK_PLAN: "план работы",
        EvidenceKind.REPORT: "отчёт",
        EvidenceKind.SITE: "раздел сайта",
    },
    "en": {kind: kind.value.replace("_", " ") for kind in EvidenceKind},
}
UNKNOWN = {"ru": "неизвестно", "en": "unknown"}
BY_DEFAULT = {"ru": "по умолчанию", "en": "by default"}
FORCES = {
    "ru": {
        Force.DUTY: "обязанность",
        Force.IMPLIED: "подразумевается",
        Force.PRACTICE: "практика",
        Force.OPTIONAL: "по усмотрению",
    },
    "en": {force: force.value for force in Force},
}
OF = {"ru": f"{{0}} из{NBSP}{{1}}", "en": f"{{0}} of{NBSP}{{1}}"}
OR = {"ru": " или ", "en": " or "}
YES_NO = {"ru": ("нет", "да"), "en": ("no", "yes")}

REASONS = {
    "ru": {
        "any-way": "при любых недостающих данных",
        "silent": "решат неотчитавшиеся: {0}",
        "silent-too": "не отчитались: {0}",
        "unreported": "не сообщено: {0}",
        "unknown-field": "{1}не указано: {0}",
        "faulty-field": "{1}указано с ошибкой: {0}",
        "doubled": "{1}повторяется обозначение: {0}",
        "unsaid": "{1}в записях не сказано: {0}",
        "headcount-unknown": "неизвестна численность: {1} ({0})",
        "outside": "по муниципалитетам не сложить, могут быть и вне них: {1}; дайте число по региону ({0})"
        " или «{2}.outside_municipalities»: 0",
        "outside-too": "вне муниципалитетов кто-то есть, сколько там, не сказано: {1}; дайте число по региону"
        " ({0})",
        "headcount-of": "нужна численность ({0}): {1}",
        "not-reported": "не сообщено: {1} ({0})",
        "not-collected": "записей мало: не собрано {0}",
        "not-by-place": "одному муниципалитету или организации не насчитано: {1} ({0})",
        "explained": "не сообщено: {1} ({0}), сказано почему: {2}",
        "unread-word": "слово не из актов, может быть опиской: {0}",
        "explained-by": "нет ответа ({0}), сказано «{1}»: {2}",
        "other-period": "не сообщено за этот период: {1} ({0}); есть за {2}",
        "contradiction": "данные противоречат друг другу: {1} ({0})",
        "open-answers": "ответы не обо всех или неточны ({0}): {1}",
        "not-all-asked": "число по региону — лишь о {2} опрошенных: {1} ({0})",
        "sum-of-places": (
            "сумма муниципалитетов не решает: можно работать и в двух, и вне их; хватит чисел по региону: {0}"
        ),
        "number-between": "известно лишь, что от {2} до {3}: {1} ({0})",
        "short-by": "не хватает {0}",
        "too-much-by": "больше предела на {0}",
        "at-least-short-by": "не хватает самое меньшее {0}",
        "at-least-too-much-by": "больше предела самое меньшее на {0}",
        "nobody": "некого считать",
        "no-target-then": "акт не устанавливает цели на этот период",
        "no-target": "акт не устанавливает цели",
        "still-runs": "период длится по {0} включительно",
        "part": "решает: {0}",
        "uncheckable": "проверить нельзя: {0}",
        "over-whole": "больше целого: так считать нельзя",
        "perhaps-over-whole": "может быть больше целого: тогда так считать нельзя",
        "some-fail": "точно не выполняют: {0}",
        "some-pass": "точно выполняют: {0}",
        "out-of-reach": "предел не достижим при любых недостающих данных",
        "before-act": "срок истёк не позже утверждения акта {0}",
        "act-void": "акт утратил силу {0}",
        "result-missed": "результат не достигнут: {0}",
        "result-open": "не известно, достигнут ли результат: {0}",
        "result-runs": "результат ещё не подведён: {0}",
        "time-passed": "не сделано в срок: {0}",
        "set-elsewhere": "срок устанавливает не акт: {0}; решит пункт плана (plan_items)",
        "no-report": "о выполнении не сообщено",
        "not-shown": "отчёт о выполнении есть, а записи его не подтверждают: {0}",
        "no-activity": "о работе за этот период не сообщено",
        "nobody-said": "отчёты не поступили: {0}",
        "day-unknown": "когда выполнено, не известно: {0}",
        "no-prior-event": "в этом году нет того, что должно предшествовать: {0}",
        "before-prerequisite": "выполнено раньше того, что должно предшествовать: {0}",
        "not-counted": "некого считать в части: {0}",
        "faults": "противоречий в данных: {0}; они названы в замечаниях",
        "nothing-given": "проверять нечего: данных нет",
    },
    "en": {
        "any-way": "whatever the missing data are",
        "silent": "those who have not reported decide: {0}",
        "silent-too": "have not reported: {0}",
        "unreported": "not reported: {0}",
        "unknown-field": "not given{1}: {0}",
        "faulty-field": "given wrongly{1}: {0}",
        "doubled": "ids repeat{1}: {0}",
        "unsaid": "records do not say{1}: {0}",
        "headcount-unknown": "headcount unknown: {0}",
        "outside": "municipalities may not be all of it: {0}; give the number of the region,"
        " or {2}.outside_municipalities: 0",
        "outside-too": "some are outside municipalities, how many is not told: {0}; give the number of the"
        " region",
        "headcount-of": "wanted is the headcount ({0}) of: {1}",
        "not-reported": "not reported: {0}",
        "not-collected": "too few records: {0} not collected",
        "not-by-place": "not counted for one municipality or organisation: {0}",
        "explained": "not reported ({0}), and it was said why: {2}",
        "unread-word": "a word that no act has may be misspelt: {0}",
        "explained-by": "no answer ({0}), and it was said «{1}»: {2}",
        "other-period": "{0}: not reported for this period, but for {2}",
        "contradiction": "the data contradict each other: {0}",
        "open-answers": "answers not of all, or not exact ({0}): {1}",
        "not-all-asked": "the number of the region is of {2} who were asked: {0}",
        "sum-of-places": (
            "the sum of municipalities decides nothing: people may work in two, and outside them; numbers of"
            " the region would do: {0}"
        ),
        "number-between": "known only to be {2} to {3}: {0}",
        "short-by": "short by {0}",
        "too-much-by": "over the limit by {0}",
        "at-least-short-by": "short by {0} at the least",
        "at-least-too-much-by": "over the limit by {0} at the least",
        "nobody": "there is nobody to count",
        "no-target-then": "the act sets no target for this period",
        "no-target": "the act sets no target",
        "still-runs": "the period runs through {0}",
        "part": "decided by: {0}",
        "uncheckable": "cannot be checked: {0}",
        "over-whole": "more than the whole: it cannot be counted so",
        "perhaps-over-whole": "perhaps more than the whole: then it cannot be counted so",
        "some-fail": "surely failing: {0}",
        "some-pass": "surely passing: {0}",
        "out-of-reach": "whatever is missing, the limit is not reached",
        "before-act": "due not after the act was approved on {0}",
        "act-void": "the act became void on {0}",
        "result-missed": "the result was not reached: {0}",
        "result-open": "nobody knows whether the result was reached: {0}",
        "result-runs": "the result is still to come: {0}",
        "time-passed": "not done in its time: {0}",
        "set-elsewhere": "its days are set elsewhere: {0}; an item of plan_items would do",
        "no-report": "not reported as carried out",
        "not-shown": "reported as carried out, and not shown by the records: {0}",
        "no-activity": "no activity reported in this period",
        "nobody-said": "no returns: {0}",
        "day-unknown": "nobody knows when it was carried out: {0}",
        "no-prior-event": "what must precede it is missing in this year: {0}",
        "before-prerequisite": "carried out before what must precede it: {0}",
        "not-counted": "there is nobody to count in: {0}",
        "faults": "contradictions of the data: {0}; they are among the faults",
        "nothing-given": "there is nothing to check: no data",
    },
}


_PARTS = {Scale.PERCENT: 100, Scale.NUMBER: 1, Scale.YES_NO: 1}
_MOST_DIGITS = 6


def rounded(value: Exact, digits: int) -> Fraction:
    """Round half up, away from nothing: 0.25 gives 0.3 with one digit."""
    power = 10**digits
    return Fraction(math.floor(Fraction(value) * power + Fraction(1, 2)), power)


def number(value: Exact, digits: int = 1, *, lang: str = "ru") -> str:
    """Write a number: ``1 234,5``; whole numbers without decimals.

    >>> number(Fraction(12345, 10)).replace(NBSP, " ")
    '1 234,5'
    """
    return _decimal(rounded(value, digits), 0 if Fraction(value).denominator == 1 else digits, lang)


def amount(value: Exact, scale: Scale, *, lang: str = "ru") -> str:
    """Write a number with its unit: ``78,9 %``."""
    return number(Fraction(value) * _PARTS[scale], lang=lang) + _unit(scale, lang)


def _decimal(shown: Exact, digits: int, lang: str) -> str:
    """Write a number that has no more decimals than these."""
    whole, rest = divmod(int(abs(shown) * 10**digits), 10**digits)
    group, point = (NBSP, ",") if lang == "ru" else (",", ".")
    text = f"{whole:,}".replace(",", group)
    if digits:
        text += f"{point}{rest:0{digits}}"
    return f"{MINUS}{text}" if shown < 0 else text


def _in_full(value: Exact, lang: str) -> str:
    """Write a number without rounding; one that has no end as a decimal, as a fraction."""
    for digits in range(_MOST_DIGITS + 1):
        if rounded(value, digits) == value:
            return _decimal(value, digits, lang)
    return str(value)


def value(judgement: Judgement, *, lang: str = "ru") -> str:
    """Write the value of a judgement: ``78,9–100 %``."""
    bounds = judgement.value
    if bounds is None:
        return "" if judgement.components else "—"
    if judgement.scale is Scale.YES_NO:
        no, yes = YES_NO[lang]
        return f"{no} / {yes}" if not bounds.is_exact else yes if bounds.low == 1 else no
    norms = [band.norm for band in judgement.bands]
    norms += [] if judgement.target is None else [judgement.target.norm]
    return _bounds(bounds, norms, judgement.scale, lang=lang)


def counted(judgement: Judgement, *, lang: str = "ru") -> str:
    """How many of how many are behind a share: ``15–19 из 19``; empty where nothing is counted."""
    if len(judgement.tallies) != 1 or judgement.scale is not Scale.PERCENT:
        return ""
    [tally] = judgement.tallies
    if not isinstance(tally, Tally) or tally.size().high is None:
        return ""
    return OF[lang].format(bounds(tally.passing(), lang=lang), bounds(tally.size(), lang=lang))


def bounds(of: Bounds, *, lang: str = "ru") -> str:
    """Write a number as far as it is known: ``15–19``."""
    return _bounds(of, (), Scale.NUMBER, lang=lang)


def _bounds(bounds: Bounds, norms: Sequence[Norm], scale: Scale, *, lang: str) -> str:
    if bounds.low == 0 and bounds.high is None:
        return UNKNOWN[lang]
    unit = _unit(scale, lang)
    # That an end is not reached is said where a norm makes it matter.
    edges = {edge for norm in norms for edge in (norm.low, norm.high)}
    above = ">" if bounds.low_open and bounds.low in edges else ""
    low = _end(bounds.low, norms, scale, lang)
    if bounds.high is None:
        return f"{above or '≥'}{NBSP}{low}{unit}"
    below = "<" if bounds.high_open and bounds.high in edges else ""
    high = _end(bounds.high, norms, scale, lang)
    return f"{low}{unit}" if low == high else f"{above}{low}{DASH}{below}{high}{unit}"


def _end(end: Exact, norms: Sequence[Norm], scale: Scale, lang: str) -> str:
    """As few digits as tell truly on which side of every norm the value lies."""
    part = _PARTS[scale]
    shown = Fraction(end) * part
    if not norms or shown.denominator == 1:
        return number(shown, lang=lang)
    least = Fraction(math.floor(shown * 10**_MOST_DIGITS), 10**_MOST_DIGITS)
    candidates = [(rounded(shown, digits), digits) for digits in range(1, _MOST_DIGITS + 1)]
    candidates += [(least, _MOST_DIGITS), (least + Fraction(1, 10**_MOST_DIGITS), _MOST_DIGITS)]
    for candidate, digits in candidates:
        if all(_side(candidate / part, norm) == _side(end, norm) for norm in norms):
            return _decimal(candidate, digits, lang)
    return _in_full(shown, lang)


def decimals(end: Exact, norm: Norm | None, scale: Scale) -> int:
    """How many decimals tell truly on which side of a norm a number lies; one at the least."""
    return max(1, len(_end(end, () if norm is None else (norm,), scale, "en").partition(".")[2]))


def _side(value: Exact, norm: Norm) -> int:
    """-1 below the norm, 0 within it, 1 above."""
    if norm.admits(value):
        return 0
    return -1 if norm.low is not None and value <= norm.low else 1


def _unit(scale: Scale, lang: str) -> str:
    return {"ru": f"{NBSP}%", "en": "%"}[lang] if scale is Scale.PERCENT else ""


def norm(judgement: Judgement, *, lang: str = "ru") -> str:
    """Write what the act demands of a judgement: ``≥ 10 %``."""
    if judgement.target is None:
        return "" if judgement.components else "—"
    return target_words(judgement.target.norm, judgement.scale, lang=lang)


def target_words(demanded: Norm, scale: Scale, *, lang: str = "ru") -> str:
    """Write a norm as exactly as the act does: ``≥ 10 %``, ``= 250``, ``да``.

    >>> from rnms.indicators import Scale
    >>> from rnms.model import at_least, percent
    >>> target_words(at_least(percent(10)), Scale.PERCENT).split()
    ['≥', '10', '%']
    """
    if scale is Scale.YES_NO:
        return YES_NO[lang][1]

    def write(end: Exact) -> str:
        return _in_full(Fraction(end) * _PARTS[scale], lang) + _unit(scale, lang)

    if demanded.low is not None and demanded.low == demanded.high:
        return f"={NBSP}{write(demanded.low)}"
    parts = []
    if demanded.low is not None:
        parts.append(f"{'>' if demanded.low_open else '≥'}{NBSP}{write(demanded.low)}")
    if demanded.high is not None:
        parts.append(f"{'<' if demanded.high_open else '≤'}{NBSP}{write(demanded.high)}")
    return ", ".join(parts)


CHANGED = {
    "ru": ("изменено: показатель {0}, {1}: {2}", "изменено: показатель {0} не рассматривается"),
    "en": ("changed: indicator {0}, {1}: {2}", "changed: indicator {0} is left out"),
}


def change(one: Change, *, lang: str = "ru") -> str:
    """Write what is supposed against the acts: ``изменено: показатель 1, 2025: ≥ 50 % (план)``."""
    as_written, left_out = CHANGED[lang]
    targets = [
        as_written.format(one.indicator, target.period, target_words(target.norm, one.scale, lang=lang))
        for target in one.targets
    ]
    why = f" ({one.why})" if one.why else ""
    return "; ".join(targets or [left_out.format(one.indicator)]) + why


def duty_verdict(judgement: Judgement, *, lang: str = "ru") -> str:
    """Write the verdict on a structural duty: ``✓ выполнено``."""
    words = {**VERDICTS[lang], **OF_DUTIES[lang]}
    if any(one.code == "no-target" for one in judgement.reasons):
        # Of one place alone nothing is demanded, whatever the region must do.
        words[Verdict.NO_TARGET] = NOT_ALONE[lang]
    return f"{GLYPHS[judgement.verdict]} {words[judgement.verdict]}"


def verdict(judgement: Judgement, *, lang: str = "ru") -> str:
    """Write the verdict, and the names that the act gives to the value: ``✓ достигнуто; средний уровень``."""
    said = f"{GLYPHS[judgement.verdict]} {VERDICTS[lang][judgement.verdict]}"
    labels = OR[lang].join(band.label for band in judgement.bands)
    return f"{said}; {labels}" if labels else said


def period(of: Period, *, lang: str = "ru") -> str:
    """Write a period: ``2022/2023 учебный год``.

    >>> period(Period.of("2022/2023"), lang="en")
    'academic year 2022/2023'
    """
    names = {
        "ru": {
            PeriodKind.CALENDAR: f"{of.year} год",
            PeriodKind.ACADEMIC: f"{of} учебный год",
            PeriodKind.HALF_YEAR: f"{of} полугодие {of.year} года",
            PeriodKind.QUARTER: f"{of} квартал {of.year} года",
            PeriodKind.INTERVAL: f"{of.start:%d.%m.%Y} {DASH} {of.end:%d.%m.%Y}",
        },
        "en": {PeriodKind.ACADEMIC: f"academic year {of}"},
    }[lang]
    if lang == "ru" and of.kind in {PeriodKind.HALF_YEAR, PeriodKind.QUARTER}:
        ordinal = ("I", "II", "III", "IV")[int(str(of)[-1]) - 1]
        return names[of.kind].replace(str(of), ordinal)
    return names.get(of.kind, str(of))


def progress(one: Fulfilment, *, lang: str = "ru") -> str:
    """Write how far something has come: ``✓ выполнено в срок``."""
    if one.progress is Progress.PENDING and one.due is None:
        return NOTHING_TOLD[lang]
    return PROGRESS[lang][one.progress]


def reason(judgement: Judgement, *, lang: str = "ru", brief: bool = False) -> str:
    """Why a verdict is so, in words that an official can quote; in brief, the silent are only counted.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> reason(report["1"].judgement, lang="en")
    'whatever the missing data are'
    """
    return reasons((*judgement.reasons, *_derived(judgement, lang)), lang=lang, brief=brief)


def reasons(codes: Iterable[Reason], *, lang: str = "ru", brief: bool = False) -> str:
    """Put reasons in words, each once."""
    return "; ".join(dict.fromkeys(_sentence(one, lang, brief=brief) for one in codes))


_LISTS = {
    "unread-word",
    "part",
    "not-counted",
    "set-elsewhere",
    "sum-of-places",
    "result-missed",
    "result-open",
    "result-runs",
    "time-passed",
}
"""The codes of reasons that speak of any number of things."""


def _sentence(one: Reason, lang: str, *, brief: bool) -> str:
    return REASONS[lang][one.code].format(*_facts(one, lang, brief=brief))


_OF_MEMBERS = {"unknown-field", "faulty-field", "doubled", "unsaid"}
_OF_RECORDS = _OF_MEMBERS | {"unreported"}


def _facts(one: Reason, lang: str, *, brief: bool) -> tuple[str, ...]:
    """What a reason speaks of, as its sentence takes it."""
    about = one.about
    match one.code:
        case "silent" | "silent-too":
            return (_names(about, lang, brief=brief),)
        case "headcount-of" | "open-answers":
            return about[0], _names(about[2:], lang, brief=brief)
        case "explained-by":
            return *about[:2], _names(about[2:], lang, brief=brief)
        case "contradiction":
            return about[0], ", ".join(about[1:])
        case "not-collected":
            return (", ".join(f"{key} ({ENTITIES[key]})" if lang == "ru" else key for key in about),)
        case "nobody-said" | "day-unknown" | "not-shown":
            return (", ".join(_collection(key, lang) for key in about),)
        case "unreported":
            collection, *places = about
            where = f" — {_names(places, lang, brief=brief)}" if places else ""
            return (f"{_collection(collection, lang)}{where}",)
        case "other-period":
            return (*about[:2], ", ".join(about[2:]))
    if one.code in _LISTS:
        return (", ".join(about),)
    if one.code in _OF_MEMBERS:
        return _of_members(one, lang)
    return about


def _names(names: Sequence[str], lang: str, *, brief: bool) -> str:
    return number(len(names), lang=lang) if brief else ", ".join(names)


def _of_members(one: Reason, lang: str) -> tuple[str, str]:
    """What is not known, and of how many members."""
    said = 1 if one.code == "doubled" else 2
    what, counted = one.about[:said], one.about[said:]
    if one.code == "unsaid":
        text = f"{what[1]} ({what[0]})" if lang == "ru" else what[0]
    elif one.code == "doubled":
        text = _collection(what[0], lang)
    else:
        text = f"{FIELDS.get(what[1], what[1])} ({ENTITIES[what[0]]})" if lang == "ru" else ".".join(what)
    if not counted:
        return text, ""
    times, *nouns = counted
    if lang != "ru":
        return text, f" for {times}"
    return text, f"у{NBSP}{times}{NBSP}{nouns[0] if _is_one(int(times)) else nouns[1]} "


def _is_one(times: int) -> bool:
    """Whether a number takes the singular: 1, 21, 101, and not 11."""
    return times % 10 == 1 and times % 100 != 11


def _collection(key: str, lang: str) -> str:
    return f"{ENTITIES.get(key, key)} ({key})" if lang == "ru" else key


def _derived(judgement: Judgement, lang: str) -> list[Reason]:
    """The reasons that the numbers themselves give."""
    bounds, target = judgement.value, judgement.target
    found: list[Reason] = []
    if judgement.verdict is Verdict.UNDETERMINED and judgement.missing:
        found += _silence(judgement)
    elif judgement.verdict is Verdict.MET and bounds is not None and not bounds.is_exact:
        found.append(Reason(code="any-way"))
    elif judgement.verdict is Verdict.NOT_MET and bounds is not None and target is not None:
        found.extend(_distance(bounds, target.norm, judgement.scale, lang) or _out_of_reach(judgement, lang))
    return found


def _silence(judgement: Judgement) -> list[Reason]:
    """Who did not report: alone they decide, or with what else is open; of records every gap is named."""
    if any(one.code in _OF_RECORDS for one in judgement.reasons):
        return []
    told = {name for one in judgement.reasons if one.code == "explained-by" for name in one.about[2:]}
    names = (place.name.strip() or place.id for place in judgement.missing)
    silent = tuple(name for name in names if name not in told)
    return [Reason(code="silent-too" if judgement.reasons else "silent", about=silent)] if silent else []


def _distance(bounds: Bounds, demanded: Norm, scale: Scale, lang: str) -> list[Reason]:
    if scale is Scale.YES_NO:
        return []
    prefix = "" if bounds.is_exact else "at-least-"
    if demanded.low is not None and bounds.high is not None and bounds.high < demanded.low:
        return [Reason(code=f"{prefix}short-by", about=(_gap(demanded.low - bounds.high, scale, lang),))]
    if demanded.high is not None and bounds.low > demanded.high:
        return [Reason(code=f"{prefix}too-much-by", about=(_gap(bounds.low - demanded.high, scale, lang),))]
    return []


def _out_of_reach(judgement: Judgement, lang: str) -> list[Reason]:
    """Who keeps a value from the end that its bounds come near to."""
    bounds = judgement.value
    if bounds is None or not (bounds.low_open or bounds.high_open):
        return []
    if judgement.scale is Scale.PERCENT and len(judgement.tallies) == 1:
        [tally] = judgement.tallies
        assert isinstance(tally, Tally)  # noqa: S101  # a share is of members that are counted
        if bounds.high_open and tally.failed:
            return [Reason(code="some-fail", about=(number(tally.failed, lang=lang),))]
        if bounds.low_open and tally.passed:
            return [Reason(code="some-pass", about=(number(tally.passed, lang=lang),))]
    return [Reason(code="out-of-reach")]


def _gap(distance: Exact, scale: Scale, lang: str) -> str:
    """Write how much is missing; never as nothing."""
    shown = Fraction(distance) * _PARTS[scale]
    points = {"ru": f"{NBSP}п.{NBSP}п.", "en": " p.p."}[lang] if scale is Scale.PERCENT else ""
    for digits in range(1, _MOST_DIGITS + 1):
        if shown * 10**digits >= 1:
            return number(shown, digits, lang=lang) + points
    return _decimal(Fraction(1, 10**_MOST_DIGITS), _MOST_DIGITS, lang) + points
