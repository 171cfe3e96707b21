"""Where a result came from, so that it can be asked again: who failed, why, and how it looks by school.

A report holds it in memory only. One that was read from a file is given the data anew.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from rnms.engine.engine import Engine
from rnms.indicators.definition import Indicator
from rnms.indicators.measures import Measure, Share, Weighted
from rnms.judge.explain import explain, explain_number, slices
from rnms.logic.question import Question
from rnms.model.system import RegionalSystem
from rnms.regions.registry import get
from rnms.results.explanation import Explanation
from rnms.results.judgement import Judgement
from rnms.results.origin import NoRecordsError, Standing

if TYPE_CHECKING:
    from rnms.tables.tables import Tables


@attrs.frozen(eq=False)
class ResultOrigin:
    """The data of a result and the indicator as its region declares it.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> report["3"].origin.indicator.code
    '3'

    Attributes:
        engine: The engine over the data.
        indicator: The indicator, before any reading.
    """

    engine: Engine
    indicator: Indicator

    @classmethod
    def of(cls, data: RegionalSystem | Tables, region: str, code: str, as_of: dt.date) -> ResultOrigin:
        """Find it again for a report that was read from a file."""
        profile = get(region)
        return cls(Engine(data, as_of, profile.questions, profile.vocabularies), profile.indicator(code))

    def under(self, name: str) -> Indicator:
        """The indicator as the readings of a judgement understand it."""
        by_name = {reading.name: reading for reading in self.indicator.readings}
        return self.indicator.under([by_name[one] for one in name.split("+") if one in by_name])

    def question(self, name: str, component: str | None) -> Question:
        """The question whose members a judgement is about: that of a share.

        Raises:
            NoRecordsError: If it is about no share, or its members are no records.
        """
        parts = dict(_measures(self.under(name)))
        chosen = [measure for part, measure in parts.items() if component in {None, part}]
        shares = [measure for measure in chosen if isinstance(measure, Share)]
        if len(shares) != 1:
            names = ", ".join(parts)
            raise NoRecordsError(f"say which part of {self.indicator.code} is meant, a share: {names}")
        [question] = shares[0].questions
        if not self.engine.records.knows(question):
            read = "persons" if not question.of.entity else question.of.entity
            raise NoRecordsError(
                f"{question.key} was judged without records of single members; collect {read} and the rest"
            )
        return question

    def members(self, judgement: Judgement, component: str | None, state: str) -> tuple[Standing, ...]:
        """The members in a state."""
        question, period = self.question(judgement.name, component), judgement.period
        reasons = functools.partial(explain, self, question, period)
        return tuple(
            Standing(id=member, state=state, explain=reasons)
            for member, _ in self.engine.standing(question, period, state)
        )

    def explain_member(self, judgement: Judgement, component: str | None, member: str) -> Explanation:
        """Say term by term why a member stands where it stands."""
        return explain(self, self.question(judgement.name, component), judgement.period, member)

    def explain_number(self, judgement: Judgement, title: str) -> Explanation:
        """Say how a number came."""
        return explain_number(self, judgement, title)

    def by_organization(self, judgement: Judgement) -> Mapping[str, Judgement]:
        """The value of each organisation, by id."""
        return slices(self, judgement)


def _measures(indicator: Indicator) -> Iterator[tuple[str, Measure]]:
    """The measures of an indicator by the names of its parts; of an index, those that it weighs."""
    for part in indicator.parts():
        if isinstance(part.measure, Weighted):
            yield from ((weighed.name, weighed.measure) for weighed in part.measure.parts)
        else:
            yield part.name, part.measure
