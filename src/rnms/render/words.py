"""Words and numbers for people. Only here does a number become a rounded text.

Rounding is half up, once, and never hides on which side of a norm a value lies: it takes more digits then.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.indicators.counts import Scale
from rnms.indicators.measures import (
    Criterion,
    Grade,
    Graded,
    IndexPart,
    OfOnePeriod,
    Scaled,
    Score,
    WeightedIndex,
)
from rnms.indicators.over_periods import Growth, OverPeriods
from rnms.indicators.tally import LEFT_OUT_FIGURES, Reason, Tally
from rnms.indicators.target import Target, Years
from rnms.model.law import AwaitedAct, Unknown
from rnms.model.norm import Bounds, Exact, Norm, Verdict, at_most
from rnms.model.period import Period, PeriodKind
from rnms.model.roadmap import Progress
from rnms.regions.overlay import SupposedChange
from rnms.render.periods import days_in_part, measure_sentence
from rnms.render.printed import NBSP, Print
from rnms.render.texts import TEXTS
from rnms.render.texts.texts import ReasonTexts
from rnms.results.findings import ScheduleStatus
from rnms.results.judgement import Judgement
from rnms.results.ledger import NOT_COUNTED

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

_PARTS = {
    Scale.PERCENT: 100,
    Scale.PERCENTAGE_POINTS: 100,
    Scale.NUMBER: 1,
    Scale.YES_NO: 1,
    Scale.POINTS: 1,
}
_MOST_DIGITS = 6


def rounded(value: Exact, digits: int) -> Fraction:
    """Round half up, away from nothing: 0.25 gives 0.3 with one digit."""
    power, whole = 10**digits, 2 * value.denominator
    return Fraction((2 * value.numerator * power + value.denominator) // whole, power)


def number(value: Exact, digits: int = 1, *, lang: str = "ru") -> str:
    """Write a number: ``1 234,5``; whole numbers without decimals.

    >>> number(Fraction(12345, 10)).replace(NBSP, " ")
    '1 234,5'
    """
    if value.denominator == 1:
        # Most numbers of a page are small counts.
        return str(value) if 0 <= value < 1000 else _decimal(value, 0, lang)
    return _decimal(rounded(value, digits), digits, lang)


def amount(value: Exact, scale: Scale, *, lang: str = "ru") -> str:
    """Write a number with its unit: ``78,9 %``."""
    return number(Fraction(value) * _PARTS[scale], lang=lang) + _unit(scale, value, lang)


def signed(of: Bounds, scale: Scale, *, lang: str = "ru") -> str:
    """Write a change with its sign, and with as many decimals as tell it from none: ``+5,2 п.п.``.

    >>> signed(Bounds(Fraction(-27, 1615), Fraction(143, 1615)), Scale.PERCENTAGE_POINTS).replace(NBSP, " ")
    'от −1,7 до +8,9 п. п.'
    """
    unit = _unit(scale, of.low if of.high is None else of.high, lang)
    low = _signed(of.low, scale, lang)
    if of.high is None:
        return f"≥{NBSP}{low}{unit}"
    high = _signed(of.high, scale, lang)
    return f"{low}{unit}" if of.is_exact else TEXTS[lang].compared.between.format(low, f"{high}{unit}")


def _signed(value: Exact, scale: Scale, lang: str) -> str:
    size = abs(Fraction(value)) * _PARTS[scale]
    digits = next((digits for digits in range(1, _MOST_DIGITS) if rounded(size, digits)), _MOST_DIGITS)
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{number(size, digits, lang=lang)}"


def noun_form(times: int, forms: Sequence[str], *, lang: str = "ru") -> str:
    """Choose the form of a noun that a number takes: after 1, after 2, after 5.

    >>> [noun_form(times, ("year", "years"), lang="en") for times in (1, 2, 21)]
    ['year', 'years', 'years']
    >>> [noun_form(times, ("год", "года", "лет")) for times in (1, 2, 5, 11, 21)]
    ['год', 'года', 'лет', 'лет', 'год']
    """
    return forms[min(TEXTS[lang].numbers.form(times), len(forms) - 1)]


def _decimal(value: Exact, digits: int, lang: str) -> str:
    """Write a number that has no more decimals than these."""
    whole, rest = divmod(abs(value.numerator) * 10**digits // value.denominator, 10**digits)
    numbers = TEXTS[lang].numbers
    text = f"{whole:,}".replace(",", numbers.group)
    if digits:
        text += f"{numbers.point}{rest:0{digits}}"
    return f"{MINUS}{text}" if value < 0 else text


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
        # What is judged by its parts alone has no value that could be missing.
        return "" if judgement.components and not judgement.tallies else "—"
    if judgement.scale is Scale.YES_NO:
        return yes_no(bounds, lang=lang)
    norms = [band.norm for band in judgement.bands]
    norms += () if judgement.target is None or judgement.target.each else judgement.target.norms
    if judgement.compared and bounds.high is None:
        # What grew by nothing at the least is known to have grown, unlike a number that may be any.
        return _unlimited(bounds, norms, judgement.scale, lang=lang)
    return _bounds(bounds, norms, judgement.scale, lang=lang)


def yes_no(answer: Bounds, *, lang: str = "ru") -> str:
    """Write a yes, a no, or that it may be either."""
    numbers = TEXTS[lang].numbers
    if not answer.is_exact:
        return f"{numbers.no} / {numbers.yes}"
    return numbers.yes if answer.low == 1 else numbers.no


def part_title(part: Judgement | IndexPart | Criterion, *, lang: str = "ru") -> str:
    """Write what a component is; of a part of an index, with its weight."""
    if part.weight is None:
        return part.title
    texts = TEXTS[lang].sections
    return (texts.inverted if part.inverted else texts.weight).format(part.title, part.weight)


def counted(judgement: Judgement, *, lang: str = "ru") -> str:
    """Tell how many of how many are behind a share: ``15–19 из 19``; empty where nothing is counted."""
    if len(judgement.tallies) != 1 or judgement.scale is not Scale.PERCENT:
        return ""
    [tally] = judgement.counts
    size = tally.size()
    if not isinstance(tally, Tally) or size.high is None:
        return ""
    return TEXTS[lang].numbers.of.format(bounds(tally.passing(), lang=lang), bounds(size, lang=lang))


def bounds(of: Bounds, *, scale: Scale = Scale.NUMBER, norms: Sequence[Norm] = (), lang: str = "ru") -> str:
    """Write a number or a share as far as it is known: ``15–19``, so that it tells its side of norms."""
    if of.is_exact and scale is Scale.NUMBER and not norms:
        return number(of.low, lang=lang)
    return _bounds(of, norms, scale, lang=lang)


def bounds_alone(of: Bounds, *, lang: str = "ru") -> str:
    """Write bounds of which no norm is known: a share in per cent, else a number to its third decimal.

    Whether an end is reached is always said, for nobody knows here whether it matters.
    """
    part = _PARTS[Scale.PERCENT] if of.is_share else 1
    digits = max(1 if of.is_share else 3, _digits_apart(of, part))
    unit = TEXTS[lang].numbers.percent if of.is_share else ""
    return _from_to(of, lambda end: number(end * part, digits, lang=lang), unit=unit)


def _digits_apart(of: Bounds, part: int) -> int:
    """Count the decimals by which rounding moves neither end by more than a quarter of their distance."""
    if of.is_exact or of.high is None:
        return 1
    distance = Fraction(of.high - of.low) * part
    enough = (digits for digits in range(1, _MOST_DIGITS) if Fraction(2, 10**digits) <= distance)
    return next(enough, _MOST_DIGITS)


def bounds_formatted(of: Bounds, spec: str) -> str:
    """Write each end of bounds by a format of Python, what both end in once: ``78.9–100.0%``."""
    unit = "%" if spec.endswith("%") else ""
    # A Fraction has no formats before Python 3.12.
    return _from_to(
        of,
        lambda end: format(end if isinstance(end, int) else float(end), spec).removesuffix(unit),
        unit=unit,
    )


def _from_to(of: Bounds, write: Callable[[Exact], str], *, unit: str = "") -> str:
    low = write(of.low)
    if of.high is None:
        return f"{'>' if of.low_open else '≥'}{NBSP}{low}{unit}"
    high = write(of.high)
    if of.is_exact:
        return f"{low}{unit}"
    return f"{'>' if of.low_open else ''}{low}{DASH}{'<' if of.high_open else ''}{high}{unit}"


def _bounds(bounds: Bounds, norms: Sequence[Norm], scale: Scale, *, lang: str) -> str:
    if bounds.low == 0 and bounds.high is None:
        return TEXTS[lang].numbers.unknown
    if bounds.high is None:
        return _unlimited(bounds, norms, scale, lang=lang)
    unit = _unit(scale, bounds.high, lang)
    # That an end is not reached is said where a norm makes it matter.
    edges = {edge for norm in norms for edge in (norm.low, norm.high)}
    above = ">" if bounds.low_open and bounds.low in edges else ""
    low = _end(bounds.low, norms, scale, lang)
    below = "<" if bounds.high_open and bounds.high in edges else ""
    high = low if bounds.is_exact else _end(bounds.high, norms, scale, lang)
    return f"{low}{unit}" if low == high else f"{above}{low}{DASH}{below}{high}{unit}"


def _unlimited(bounds: Bounds, norms: Sequence[Norm], scale: Scale, *, lang: str) -> str:
    """Write a number that has no upper end."""
    edges = {edge for norm in norms for edge in (norm.low, norm.high)}
    above = ">" if bounds.low_open and bounds.low in edges else "≥"
    return f"{above}{NBSP}{_end(bounds.low, norms, scale, lang)}{_unit(scale, bounds.low, lang)}"


def _end(end: Exact, norms: Sequence[Norm], scale: Scale, lang: str) -> str:
    """As few digits as tell truly on which side of every norm the value lies."""
    part = _PARTS[scale]
    scaled = Fraction(end) * part
    if not norms or scaled.denominator == 1:
        return number(scaled, lang=lang)
    least = Fraction(math.floor(scaled * 10**_MOST_DIGITS), 10**_MOST_DIGITS)
    candidates = [(rounded(scaled, digits), digits) for digits in range(1, _MOST_DIGITS + 1)]
    candidates += [(least, _MOST_DIGITS), (least + Fraction(1, 10**_MOST_DIGITS), _MOST_DIGITS)]
    for candidate, digits in candidates:
        if all(_side(candidate / part, norm) == _side(end, norm) for norm in norms):
            return _decimal(candidate, digits, lang)
    return _in_full(scaled, lang)


def decimals(end: Exact, norm: Norm | None, scale: Scale) -> int:
    """Count how many decimals tell truly on which side of a norm a number lies; one at the least."""
    return max(1, len(_end(end, () if norm is None else (norm,), scale, "en").partition(".")[2]))


def _side(value: Exact, norm: Norm) -> int:
    """-1 below the norm, 0 within it, 1 above."""
    if norm.admits(value):
        return 0
    return -1 if norm.low is not None and value <= norm.low else 1


def _unit(scale: Scale, value: Exact, lang: str, *, is_lacking: bool = False) -> str:
    """Write the unit after a number, in the form that the number takes: ``1 балл``, ``1,5 балла``."""
    texts = TEXTS[lang].numbers
    if scale is not Scale.POINTS:
        return {Scale.PERCENT: texts.percent, Scale.PERCENTAGE_POINTS: texts.points}.get(scale, "")
    *of_whole, of_fraction = texts.score_lacking if is_lacking else texts.score
    if Fraction(value).denominator != 1:
        return NBSP + of_fraction
    return NBSP + noun_form(abs(int(value)), of_whole, lang=lang)


def norm(judgement: Judgement, *, lang: str = "ru") -> str:
    """Write what the act demands of a judgement: ``≥ 10 %``."""
    if judgement.target is None:
        return "" if judgement.components else "—"
    return target_sentence(judgement.target, judgement.scale, lang=lang)


def target_sentence(target: Target, scale: Scale, *, lang: str = "ru") -> str:
    """Write all that a target demands: ``≥ 20 % (минимум ≥ 10 %)``.

    >>> from rnms import regions
    >>> from rnms.indicators import Minimum
    >>> from rnms.model import Unknown, at_least
    >>> clause = regions.get("amur").indicator("1").clause
    >>> two = Target(2024, at_least(3), clause, minimum=Minimum(at_least(2), clause))
    >>> target_sentence(two, Scale.NUMBER, lang="en").replace(NBSP, " ")
    '≥ 3 (minimum ≥ 2)'
    >>> target_sentence(Target(2024, Unknown("страница утрачена"), clause), Scale.NUMBER)
    'утрачено'
    """
    texts = TEXTS[lang].verdicts
    written = target_words(target.norm, scale, lang=lang)
    if target.each is not None:
        written = texts.each[target.each.key].format(written)
    if target.minimum is None:
        return written
    return texts.minimum.format(written, target_words(target.minimum.norm, scale, lang=lang))


def target_words(demanded: Norm | Unknown, scale: Scale, *, lang: str = "ru") -> str:
    """Write a norm as exactly as the act does: ``≥ 10 %``, ``= 250``, ``да``.

    >>> from rnms.indicators import Scale
    >>> from rnms.model import at_least, percent
    >>> target_words(at_least(percent(10)), Scale.PERCENT).split()
    ['≥', '10', '%']
    """
    if isinstance(demanded, Unknown):
        return TEXTS[lang].verdicts.norm_lost
    if scale is Scale.YES_NO:
        return TEXTS[lang].numbers.yes

    def write(end: Exact) -> str:
        return _in_full(Fraction(end) * _PARTS[scale], lang) + _unit(scale, end, lang)

    if demanded.low is not None and demanded.low == demanded.high:
        return f"={NBSP}{write(demanded.low)}"
    parts = []
    if demanded.low is not None:
        parts.append(f"{'>' if demanded.low_open else '≥'}{NBSP}{write(demanded.low)}")
    if demanded.high is not None:
        parts.append(f"{'<' if demanded.high_open else '≤'}{NBSP}{write(demanded.high)}")
    return ", ".join(parts)


def grade_sentence(grade: Grade, *, lang: str = "ru") -> str:
    """Write what gives so many points: ``2 балла за: положение опубликовано``."""
    points = amount(grade.points, Scale.POINTS, lang=lang)
    *populations, last = [word.title for word in grade.measure.words]
    if grade.measure.scale is not Scale.YES_NO:
        norm = target_words(grade.norm, grade.measure.scale, lang=lang)
        if isinstance(grade.measure, Growth | OverPeriods):
            norm = f"{measure_sentence(grade.measure, lang=lang)}; {norm}"
        last = f"{', '.join((*populations, last))} ({norm})"
    title = grade.title or last
    return TEXTS[lang].explanations.graded.format(points, title)


def part_sentences(measure: OfOnePeriod, *, lang: str = "ru") -> Iterator[str]:
    """Write what an index or a sum of points is made of, a line for each part and grade."""
    for part in measure.parts if isinstance(measure, WeightedIndex | Score) else ():
        yield from _part_sentences(part, lang)
    if isinstance(measure, Score) and measure.most is not None:
        limit = target_words(at_most(measure.most), Scale.POINTS, lang=lang)
        yield TEXTS[lang].explanations.in_all.format(limit)


def _part_sentences(part: IndexPart | Criterion, lang: str) -> Iterator[str]:
    yield part_title(part, lang=lang)
    if isinstance(part, Criterion):
        yield from (f"  {grade_sentence(grade, lang=lang)}" for grade in part.grades)
        if part.measure is not None and not part.inner:
            yield f"  {_points_of_units(part, part.measure, lang)}"
    for inner in part.inner:
        yield from (f"  {line}" for line in _part_sentences(inner, lang))


def _points_of_units(row: Criterion, measure: Graded, lang: str) -> str:
    """Write how many points a row gives for each unit: ``события: 1 балл за 1; ≤ 3 балла``."""
    texts = TEXTS[lang].explanations
    title, points = ", ".join(word.title for word in measure.words), amount(row.per, Scale.POINTS, lang=lang)
    compared = measure.measure if isinstance(measure, Scaled) else measure
    if isinstance(compared, Growth | OverPeriods):
        title = f"{title}, {measure_sentence(compared, lang=lang)}"
    if isinstance(measure, Scaled):
        full, none = (amount(end, measure.measure.scale, lang=lang) for end in (measure.full, measure.none))
        sentence = texts.scaled.format(title, points, full, none)
    else:
        sentence = texts.per_unit.format(title, points, amount(1, measure.scale, lang=lang))
    most = row.most_points
    return sentence if most is None else f"{sentence}; {target_words(at_most(most), Scale.POINTS, lang=lang)}"


def change(one: SupposedChange, *, lang: str = "ru") -> str:
    """Write what is supposed against the acts: ``изменено: показатель 1, 2025: ≥ 50 % (план)``."""
    texts = TEXTS[lang].notes
    targets = [
        texts.changed.format(
            one.indicator, period(target.period, lang=lang), target_sentence(target, one.scale, lang=lang)
        )
        for target in one.targets
    ]
    why = f" ({one.why})" if one.why else ""
    return "; ".join(targets or [texts.left_out.format(one.indicator)]) + why


def duty_verdict(judgement: Judgement, *, lang: str = "ru") -> str:
    """Write the verdict on a structural duty: ``✓ выполнено``."""
    texts = TEXTS[lang].verdicts
    words = {**texts.verdicts, **texts.of_duties}
    if any(reason.code in {"no-target", "target-of-region"} for reason in judgement.reasons):
        # Of one place alone nothing is demanded, whatever the region must do.
        words[Verdict.NO_TARGET] = texts.not_alone
    if judgement.is_target_lost:
        words[Verdict.NO_TARGET] = texts.target_lost
    return _beside_minimum(f"{GLYPHS[judgement.verdict]} {words[judgement.verdict]}", judgement, words, lang)


def _beside_minimum(sentence: str, judgement: Judgement, words: Mapping[Verdict, str], lang: str) -> str:
    """The verdict, and that on the norm set elsewhere, if there is one."""
    minimum = None if judgement.target is None else judgement.target.minimum
    if judgement.by_minimum is None or minimum is None:
        return sentence
    texts = TEXTS[lang].verdicts
    norm = target_words(minimum.norm, judgement.scale, lang=lang)
    said = texts.target_lost if minimum.known_norm is None else words[judgement.by_minimum]
    return texts.by_minimum.format(sentence, norm, said)


def verdict_name(judgement: Judgement, *, lang: str = "ru") -> str:
    """Name the verdict: that a target was lost is another thing than that there is none."""
    texts = TEXTS[lang].verdicts
    is_lost = judgement.verdict is Verdict.NO_TARGET and judgement.is_target_lost
    return texts.target_lost if is_lost else texts.verdicts[judgement.verdict]


def verdict(judgement: Judgement, *, lang: str = "ru") -> str:
    """Write the verdict, and the names that the act gives to the value: ``✓ достигнуто; средний уровень``."""
    texts = TEXTS[lang].verdicts
    sentence = f"{GLYPHS[judgement.verdict]} {verdict_name(judgement, lang=lang)}"
    sentence = _beside_minimum(sentence, judgement, texts.verdicts, lang)
    labels = TEXTS[lang].numbers.either.join(band.label for band in judgement.bands)
    return f"{sentence}; {labels}" if labels else sentence


def period(of: Period | Years, *, lang: str = "ru") -> str:
    """Write a period, or the years of a target: ``2022/2023 учебный год``, ``с 2022``.

    >>> from rnms.indicators import since
    >>> period(Period.of("2022/2023"), lang="en"), period(since(2022), lang="en")
    ('academic year 2022/2023', 'since 2022')
    >>> period(Period.of("2024-01-01/2024-01-01"))
    '01.01.2024'
    """
    texts = TEXTS[lang].periods
    if isinstance(of, Years):
        return texts.open_years.format(of.first) if of.last is None else str(of)
    if of.start == of.end:
        return texts.one_day.format(day=of.start, date=f"{of.start:%d.%m.%Y}")
    numbered = of.kind in {PeriodKind.HALF_YEAR, PeriodKind.QUARTER}
    return texts.kinds[of.kind].format(
        key=of,
        year=of.year,
        start=f"{of.start:%d.%m.%Y}",
        end=f"{of.end:%d.%m.%Y}",
        # The key of a half-year or quarter ends with its number: 2023-H1.
        ordinal=texts.ordinals[int(str(of)[-1]) - 1] if numbered else "",
    )


def progress(one: ScheduleStatus, *, lang: str = "ru") -> str:
    """Write how far something has come: ``✓ выполнено в срок``."""
    return state(one.progress, one.reasons, has_due=one.due is not None, lang=lang)


def state(progress: Progress, reasons: Iterable[Reason], *, has_due: bool, lang: str = "ru") -> str:
    """Write a state of what falls due, which without a last day depends on its reasons."""
    texts, codes = TEXTS[lang].verdicts, {reason.code for reason in reasons}
    is_awaiting = not codes.isdisjoint({"awaits-event", "event-day-unknown"})
    if progress is Progress.PENDING and not has_due and not is_awaiting:
        # Without a last day nothing is overdue, though it was told that its result is not there.
        return texts.not_so_far if "result-missed" in codes else texts.nothing_told
    return texts.progress[progress]


def reason(judgement: Judgement, *, lang: str = "ru", brief: bool = False, page: Print | None = None) -> str:
    """Tell why a verdict is so, in words that an official can quote; in brief, the silent are only counted.

    No keys stand beside the words; on a page of print many names are a list at its end.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> reason(report["1"].judgement, lang="en")
    'whatever the missing data are'
    """
    whole = (*judgement.reasons, *_derived(judgement, lang))
    return reasons(whole, lang=lang, brief=brief, page=page)


def _of_one_kind(codes: Iterable[Reason]) -> list[Reason]:
    """Put together the municipalities, and the collections, of which the same is said."""
    joined: dict[object, Reason] = {}
    for one in codes:
        key: object = one.code if one.code in {*_OF_PLACES, *_OF_COLLECTIONS} else one
        before = joined[key].about if key in joined else ()
        joined[key] = attrs.evolve(one, about=tuple(dict.fromkeys((*before, *one.about)))) if before else one
    return [*joined.values()]


def reasons(
    codes: Iterable[Reason], *, lang: str = "ru", brief: bool = False, page: Print | None = None
) -> str:
    """Put reasons in words, each once."""
    manner = _Manner(lang=lang, brief=brief, page=page)
    listed = _of_one_kind(codes)
    # Whose number is missing says that it is.
    named = {reason.about[:2] for reason in listed if reason.code == "headcount-of"}
    told = (
        reason for reason in listed if reason.code != "headcount-unknown" or reason.about[:2] not in named
    )
    return "; ".join(dict.fromkeys(manner.sentence(reason) for reason in told))


def awaited_act(awaited: AwaitedAct, *, lang: str = "ru") -> str:
    """Say from which day on an act counts."""
    return TEXTS[lang].notes.awaited.format(awaited.act, f"{awaited.day:%d.%m.%Y}")


_LISTS = {
    "unread-word",
    "each-open",
    "each-left-out",
    "each-silent",
    "part",
    "not-counted",
    "set-elsewhere",
    "result-missed",
    "result-open",
    "result-runs",
    "time-passed",
    "by-reports",
}
"""The codes of reasons that speak of any number of things."""
_OF_PARTS = {"part", "not-counted"}
"""Those that speak of parts by their titles."""


_OF_PLACES = {f"{code}{too}" for code in ("silent", *NOT_COUNTED.values()) for too in ("", "-too")}
_UNITS = {"municipalities": "municipality", "organizations": "organization"}
"""The unit of those that must keep a target each, by the collection that lists them."""
_OF_COLLECTIONS = {"not-collected", "nobody-said", "day-unknown", "not-shown"}
_LENGTHS = {"unknown-field": 2, "faulty-field": 2, "known-in-part": 3, "doubled": 1, "unsaid": 2}
"""How many facts name what is not known, by the code; those behind count the members."""
_OF_RECORDS = {*_LENGTHS} | {"unreported", "unread"}


@frozen(kw_only=True)
class _Manner:
    """How reasons are told: to whom fills files, in brief, or on a page of print."""

    lang: str
    brief: bool
    page: Print | None

    @property
    def texts(self) -> ReasonTexts:
        return TEXTS[self.lang].reasons

    def sentence(self, reason: Reason) -> str:
        sentence = self.texts.sentences[reason.code]
        if self.brief and reason.code == "each-failed":
            # How many they are is said before their names.
            sentence = sentence.removesuffix(": {2}")
        return sentence.format(*self.facts(reason))

    def facts(self, reason: Reason) -> tuple[str, ...]:
        """Find what a reason speaks of, as its sentence takes it."""
        about = reason.about
        match reason.code:
            case _ if reason.code in _OF_PLACES:
                return (self.names(about),)
            case "redrawn":
                return period(Period.of(about[0]), lang=self.lang), self.names(about[1:])
            case "off-map" | "off-map-nowhere":
                return period(Period.of(about[0]), lang=self.lang), about[1], ", ".join(about[2:])
            case "map-unknown":
                return about[0], self.names(about[1:])
            case "each-failed":
                return (*about[:2], self.names(about[2:]))
            case "each-unlisted":
                return (self.texts.units[_UNITS[about[0]]][-1],)
            case "headcount-of" | "open-answers":
                return about[1], self.names(about[2:])
            case "explained-by":
                return *about[:2], self.names(about[2:])
            case "sum-of-places":
                return (", ".join(map(self.texts.quoted.format, about[1::2])),)
            case _ if reason.code in LEFT_OUT_FIGURES:
                return about[0], ", ".join(about[1:])
            case "not-in-time":
                code, *days = about
                return code if self.page is None else self.page.named(code), ", ".join(days)
            case "borders-changed":
                collection, *places = about
                told = f"{self.collection(collection)} — " if collection else ""
                return (f"{told}{self.names(places)}",)
            case "unreported" | "unread":
                collection, *places = about
                where = f" — {self.names(places)}" if places else ""
                return (f"{self.collection(collection)}{where}",)
            case "open-in-period" | "nothing-in-period" | "nobody-in-period" | "from-nothing":
                return period(Period.of(about[0]), lang=self.lang), *about[1:]
            case "other-period":
                return (*about[:2], ", ".join(about[2:]))
        if reason.code in _OF_COLLECTIONS:
            return (", ".join(self.collection(key) for key in about),)
        if reason.code in _OF_PARTS:
            about = tuple(map(self.texts.quoted.format, about))
        if reason.code in _LISTS:
            page = self.page
            return (", ".join(about) if page is None else page.listed([*map(page.named, about)]),)
        if reason.code in _LENGTHS:
            return self.of_members(reason)
        return about

    def names(self, names: Sequence[str]) -> str:
        if self.brief:
            return self.texts.many.format(number(len(names), lang=self.lang))
        return ", ".join(names) if self.page is None else self.page.listed(names)

    def of_members(self, reason: Reason) -> tuple[str, str]:
        """Find what is not known, and of how many members."""
        length = _LENGTHS[reason.code]
        subject, counts = reason.about[:length], reason.about[length:]
        texts = TEXTS[self.lang]
        if reason.code == "unsaid":
            text = self.texts.title.format(subject[1])
        elif reason.code == "doubled":
            text = self.collection(subject[0])
        else:
            collection, field, *days = subject
            text = texts.reasons.field.format(
                field=texts.records.fields.get(field, field),
                collection=texts.records.collections[collection],
            )
            if reason.code == "known-in-part":
                days_known = filter(None, days[0].split(", "))
                text = f"{text}, {days_in_part(days_known, lang=self.lang)}"
        if not counts:
            return text, ""
        times, unit, *declared = counts
        noun = noun_form(int(times), texts.reasons.units.get(unit, declared), lang=self.lang)
        return text, texts.reasons.of_members.format(times=times, noun=noun)

    def collection(self, key: str) -> str:
        return TEXTS[self.lang].records.collections.get(key, key)


def _derived(judgement: Judgement, lang: str) -> list[Reason]:
    """List the reasons that the numbers themselves give."""
    bounds, norm = judgement.value, None if judgement.target is None else judgement.target.norm_of_whole
    reasons_found: list[Reason] = []
    if judgement.target is not None and judgement.target.each is not None:
        # Who of each does not keep it, or is open, was said by name.
        return reasons_found
    if judgement.verdict is Verdict.UNDETERMINED and judgement.missing:
        reasons_found += _silence(judgement)
    elif judgement.verdict is Verdict.MET and bounds is not None and not bounds.is_exact:
        reasons_found.append(Reason(code="any-way"))
    elif judgement.verdict is Verdict.NOT_MET and bounds is not None and norm is not None:
        reasons_found.extend(_distance(bounds, norm, judgement.scale, lang) or _out_of_reach(judgement, lang))
    return reasons_found


def _silence(judgement: Judgement) -> list[Reason]:
    """Find who did not report.

    Alone they decide, or with what else is open; of records every gap is named.
    """
    if any(reason.code in _OF_RECORDS for reason in judgement.reasons):
        return []
    explained = {
        name for reason in judgement.reasons if reason.code == "explained-by" for name in reason.about[2:]
    }
    became = judgement.became
    by_code: dict[str, list[str]] = {}
    for place in judgement.missing:
        name = place.name.strip() or place.id
        status = became.get(place.id)
        if name not in explained:
            by_code.setdefault("silent" if status is None else NOT_COUNTED[status], []).append(name)
    alone = len(by_code) == 1 and not judgement.reasons
    return [
        Reason(code=code if alone else f"{code}-too", about=tuple(names)) for code, names in by_code.items()
    ]


def _distance(bounds: Bounds, demanded: Norm, scale: Scale, lang: str) -> list[Reason]:
    if scale is Scale.YES_NO:
        return []
    prefix = "" if bounds.is_exact else "at-least-"
    if demanded.low is not None and bounds.high is not None and bounds.high < demanded.low:
        return [
            Reason(
                code=f"{prefix}short-by",
                about=(_gap(demanded.low - bounds.high, scale, lang, is_lacking=True),),
            )
        ]
    if demanded.high is not None and bounds.low > demanded.high:
        return [Reason(code=f"{prefix}too-much-by", about=(_gap(bounds.low - demanded.high, scale, lang),))]
    # At an end that the norm leaves out nothing is to be measured.
    if demanded.low_open and bounds.high == demanded.low and not bounds.high_open:
        return [Reason(code="not-above")]
    if demanded.high_open and bounds.low == demanded.high and not bounds.low_open:
        return [Reason(code="not-below")]
    return []


def _out_of_reach(judgement: Judgement, lang: str) -> list[Reason]:
    """Find who keeps a value from the end that its bounds come near to."""
    bounds = judgement.value
    if bounds is None or not (bounds.low_open or bounds.high_open):
        return []
    if judgement.scale is Scale.PERCENT and len(judgement.tallies) == 1:
        [tally] = judgement.counts
        # What an index scales may be a load, of which nobody passes or fails.
        if not isinstance(tally, Tally):
            return [Reason(code="out-of-reach")]
        if bounds.high_open and tally.failed:
            return [Reason(code="some-fail", about=(number(tally.failed, lang=lang),))]
        if bounds.low_open and tally.passed:
            return [Reason(code="some-pass", about=(number(tally.passed, lang=lang),))]
    return [Reason(code="out-of-reach")]


def _gap(distance: Exact, scale: Scale, lang: str, *, is_lacking: bool = False) -> str:
    """Write how much is missing; never as nothing."""
    scaled = Fraction(distance) * _PARTS[scale]
    points = (
        TEXTS[lang].numbers.points
        if scale in {Scale.PERCENT, Scale.PERCENTAGE_POINTS}
        else _unit(scale, distance, lang, is_lacking=is_lacking)
    )
    for digits in range(1, _MOST_DIGITS + 1):
        if scaled * 10**digits >= 1:
            return number(scaled, digits, lang=lang) + points
    return _decimal(Fraction(1, 10**_MOST_DIGITS), _MOST_DIGITS, lang) + points
