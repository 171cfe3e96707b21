"""What measures of several periods make of their values, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from rnms.indicators.over_periods import Growth, OverPeriods
from rnms.model.partial import PartialDay
from rnms.model.period import PeriodKind
from rnms.model.shifts import Shift
from rnms.render.texts import TEXTS


def measure_sentence(measure: Growth | OverPeriods, *, lang: str = "ru") -> str:
    """Say what a measure makes of the values of several periods.

    >>> from rnms.indicators import Growth, Share
    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> measure_sentence(Growth(Share(people.STAFF, diagnostics.DIAGNOSED)))
    'рост: из значения за период вычитается значение за такой же период 1 г. назад'
    """
    texts = TEXTS[lang].periods
    if isinstance(measure, Growth):
        sentence = texts.relative_growth if measure.relative else texts.growth
        return sentence.format(shift_phrase(measure.against, lang))
    phrases = (texts.own if other is None else shift_phrase(other, lang) for other in measure.periods)
    return texts.statistics[measure.statistic].format(", ".join(phrases))


def days_in_part(days: Iterable[str], *, lang: str = "ru") -> str:
    """Say what is known of days that are known in part; without any, that it is a month or a year.

    >>> days_in_part(["2023-03"]), days_in_part(["2023"], lang="en")
    ('известен только месяц: март 2023', 'only the year is known: 2023')
    """
    texts = TEXTS[lang].periods
    phrases_by_kind: dict[str, list[str]] = {}
    for day in map(PartialDay.of, days):
        kind = _kind_in_part(day)
        phrases_by_kind.setdefault(kind, []).append(
            texts.in_part[kind].format(
                month=texts.month_names[day.first.month - 1],
                year=day.first.year,
                first=f"{day.first:%d.%m.%Y}",
                last=f"{day.last:%d.%m.%Y}",
            )
        )
    if not phrases_by_kind:
        return texts.only["any"]
    return ", ".join(texts.only[kind].format(", ".join(phrases)) for kind, phrases in phrases_by_kind.items())


def _kind_in_part(day: PartialDay) -> str:
    """Tell whether it is a year, a month, or some span."""
    sign_count = len(str(day))
    if sign_count in {len("2023"), len("2023-03")}:
        return "year" if sign_count == len("2023") else "month"
    return "since" if day.last == dt.date.max else "span"


def shift_phrase(shift: Shift, lang: str) -> str:
    """Say what another period than the one that is judged is called."""
    facts = [getattr(shift, field.name) for field in attrs.fields(type(shift))]
    phrases = TEXTS[lang].periods.shifts
    # A quarter is called otherwise than another part of a period.
    phrase = next((phrases[fact] for fact in facts if isinstance(fact, PeriodKind) and fact in phrases), None)
    return (phrase or phrases[type(shift)]).format(*facts)
