"""What measures of several periods make of their values, in words."""

from __future__ import annotations

import attrs

from rnms.indicators.over_periods import Growth, OverPeriods
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


def shift_phrase(shift: Shift, lang: str) -> str:
    """Say what another period than the one that is judged is called."""
    facts = [getattr(shift, field.name) for field in attrs.fields(type(shift))]
    phrases = TEXTS[lang].periods.shifts
    # A quarter is called otherwise than another part of a period.
    phrase = next((phrases[fact] for fact in facts if isinstance(fact, PeriodKind) and fact in phrases), None)
    return (phrase or phrases[type(shift)]).format(*facts)
