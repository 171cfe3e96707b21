"""What a claim speaks of: an indicator, a part of one, a word of the order, or everything."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rnms._values import frozen
from rnms.indicators.counts import Count, Scale, Share
from rnms.indicators.definition import Component, Indicator, Reading
from rnms.indicators.over_periods import Measure
from rnms.judge.cases import periods_of
from rnms.logic.question import Question
from rnms.model.period import Period
from rnms.model.returns import Claim
from rnms.regions.profile import RegionProfile, RequiredFigure

EVERYTHING = "*"
"""What a claim is about that speaks of all indicators."""


def about(claim: Claim) -> str:
    """Name what a claim speaks of: the code of an indicator, a word of the order, or everything.

    >>> import rnms
    >>> [about(claim) for claim in rnms.example("khabarovsk_2023").claims][-1]
    '*'
    """
    return claim.indicator or claim.key or EVERYTHING


@frozen(kw_only=True)
class Subject:
    """What is measured of what a claim speaks of.

    Attributes:
        indicator: The indicator; for a word of the order one that counts by it.
        part: The name of the part of the indicator that is meant; empty is the whole.
        is_word: Whether it is a word of the order, which has no target.
    """

    indicator: Indicator
    part: str = ""
    is_word: bool = False

    def component(self, indicator: Indicator) -> Component | None:
        """Find the part that is meant as a reading understands the indicator; ``None`` of several."""
        parts = indicator.parts()
        if self.part:
            return next((part for part in parts if part.name == self.part), None)
        return parts[0] if indicator.measure is not None else None

    @property
    def measure(self) -> Measure | None:
        """What is measured by default; ``None`` of what is composed of parts."""
        component = self.component(self.indicator)
        return None if component is None else component.measure

    @property
    def question(self) -> Question | None:
        """The one question that is asked, where members are counted by one."""
        measure = self.measure
        return measure.questions[0] if isinstance(measure, Share | Count) else None

    def periods(self, claim: Claim, asked_period: Period) -> tuple[Period, ...]:
        """List the periods of its kind of which a claim may speak."""
        periods = periods_of(self.indicator, asked_period)
        if claim.period in periods:
            return (claim.period,)
        return periods if claim.period == asked_period else periods_of(self.indicator, claim.period)


class Subjects:
    """What codes and words stand for in one region, each looked up once.

    >>> from rnms import regions
    >>> subjects = Subjects(regions.get("khabarovsk"))
    >>> subjects.find("4.load").part, subjects.find("staff.diagnosed").is_word
    ('load', True)

    Args:
        profile: The region.
    """

    def __init__(self, profile: RegionProfile) -> None:
        self.profile = profile
        self._found: dict[str, Subject | None] = {}

    def find(self, code: str) -> Subject | None:
        """Find what a code or a word of the order stands for; ``None`` where it stands for nothing."""
        if code not in self._found:
            self._found[code] = self._look_up(code)
        return self._found[code]

    def _look_up(self, code: str) -> Subject | None:
        for indicator in self.profile.indicators:
            if code == indicator.code:
                return Subject(indicator=indicator)
            if code in indicator.names:
                return Subject(indicator=indicator, part=code.removeprefix(f"{indicator.code}."))
        meanings = self.profile.vocabulary("claims.indicator").meant(code)
        if len(meanings) == 1 and meanings[0].text != code:
            return self.find(meanings[0].text)
        return self._word(code)

    def _word(self, key: str) -> Subject | None:
        """Make of a word an indicator that counts by it, with the readings that change what it means."""
        profile = self.profile
        question = next((question for question in profile.questions if key == question.key), None)
        if question is None or question.load or question.times or question.shift is not None:
            return None
        measure = Count(question.of) if question.term is None else Share(question.of, question.term)
        need = next((need for need in profile.needs() if need.key == key), None)
        host = profile.indicators[0] if need is None else self._host(need)
        word = attrs.evolve(
            host,
            code=key,
            title=question.title,
            measure=measure,
            components=(),
            targets=(),
            readings=tuple(self._readings_about(measure)),
            period=host.period if need is None or isinstance(need.period, Period) else need.period,
        )
        return Subject(indicator=word, is_word=True)

    def _host(self, need: RequiredFigure) -> Indicator:
        """Find an indicator that needs a figure; of what a duty alone needs, any."""
        codes = {indicator.code: indicator for indicator in self.profile.indicators}
        return next((codes[code] for code in need.indicators if code in codes), self.profile.indicators[0])

    def _readings_about(self, measure: Share | Count) -> Iterator[Reading]:
        """Walk over the readings of the region that make something else of a measure, each once."""
        population = measure.questions[0].of
        names = set()
        for indicator in self.profile.indicators:
            # Who counts among those who answered does so of whom the indicator counts.
            if all(question.of != population for question in indicator.questions):
                continue
            for reading in indicator.readings:
                is_of_words = (
                    reading.measure is None and reading.components is None and reading.period is None
                )
                if reading.name in names or not is_of_words:
                    continue
                names.add(reading.name)
                changed = measure.rewritten(dict(reading.redefine), missing=reading.missing)
                if changed != measure:
                    yield attrs.evolve(reading, targets=None)


def scale_of(subject: Subject | None) -> Scale:
    """Tell how the value is written of what a claim speaks of; a share where that is not known."""
    measure = None if subject is None else subject.measure
    return Scale.PERCENT if measure is None else measure.scale
