"""Where a result came from, so that it can be asked again: who failed, why, and how it looks by school.

A report holds it in memory only. One that was read from a file is given the data anew.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from rnms._values import frozen
from rnms.engine.engine import Engine
from rnms.errors import NoRecordsError, TablesChangedError
from rnms.indicators.counts import Share
from rnms.indicators.definition import Indicator, is_less_better
from rnms.indicators.measures import Scaled, Score, WeightedIndex
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import Answer, LoadTally, MemberState, Tally, distinct
from rnms.judge.assessment import COLLECTIONS
from rnms.logic.population import REGION, Term
from rnms.logic.question import Question
from rnms.model.checked import shown
from rnms.model.period import Period
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import get
from rnms.results.judgement import Judgement
from rnms.results.origin import NO_MEMBERS, MemberStatus

if TYPE_CHECKING:
    from rnms.results.explanation import Explanation
    from rnms.tables.tables import Tables


@frozen(eq=False)
class ResultOrigin:
    """The data of a result and the indicator as its region declares it.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> report["3"].origin.indicator.code
    '3'

    Attributes:
        engine: The engine over the data.
        indicator: The indicator, before any reading.
        profile: The region, with the acts that were known.
        is_now: Whether the engine is over the data as they are now, and not as they were judged.
        alone: ``"municipality"`` or ``"organization"`` and the id of the one that was judged alone.
    """

    engine: Engine
    indicator: Indicator
    profile: RegionProfile
    is_now: bool = False
    alone: tuple[str, str] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # Tables lie in a database or a frame, which do not travel; there the data are given anew.
        if self.engine.is_of_tables:
            return _no_origin, ()
        return ResultOrigin, (self.engine, self.indicator, self.profile, self.is_now, self.alone)

    @classmethod
    def of(cls, data: RegionalSystem | Tables, region: str, code: str, as_of: dt.date) -> ResultOrigin:
        """Find the origin of a result whose report was read from a file."""
        profile = get(region)
        return cls(Engine.of_region(data, profile, as_of), profile.indicator(code), profile, is_now=True)

    def as_they_are(self, question: Question, period: Period) -> ResultOrigin:
        """Renew this over the data as they are now, which must still answer a question as it was judged.

        Raises:
            TablesChangedError: If the data answer otherwise now, or cannot be read any more.
        """
        if self.is_now:
            return self
        with self.engine.reading():
            engine = self.engine.again()
            before, after = (source.answer(question, period) for source in (self.engine, engine))
        if (before.tally, before.municipalities) != (after.tally, after.municipalities):
            raise TablesChangedError(question.key, "the data say something else than this report")
        return attrs.evolve(self, engine=engine, is_now=True)

    def under(self, name: str) -> Indicator:
        """Declare the indicator as the readings of a judgement understand it."""
        by_name = {reading.name: reading for reading in self.indicator.readings}
        return self.indicator.under(
            [by_name[reading_name] for reading_name in name.split("+") if reading_name in by_name]
        )

    def question(self, name: str, component: str | None) -> Question:
        """Find the question whose members a judgement is about: that of a share.

        Raises:
            NoRecordsError: If it is about no share, or its members are no records.
        """
        return self._share_of(name, component)[1]

    def _share_of(self, name: str, component: str | None) -> tuple[str, Question]:
        """Find the part of a judgement that is a share, and its question."""
        code, parts = self.indicator.code, dict(_measures(self.under(name)))
        names = [part for part in parts if component in {None, part}]
        # The name of a criterion stands for its only share, too, where it has several measures.
        names = names or [part for part in parts if part.rpartition(".")[0] == component]
        if not names:
            raise NoRecordsError(f"{code} has no part {shown(component)}; known: {', '.join(parts)}")
        shares = {part: parts[part] for part in names if isinstance(parts[part], Share)}
        if not shares:
            raise NoRecordsError(f"{component or code} is no share, and {NO_MEMBERS}")
        with_members = {part: share for part, share in shares.items() if share.questions[0].of.unit != REGION}
        if len(with_members) == 1:
            shares = with_members
        if len(shares) > 1:
            raise NoRecordsError(f"say which part of {code} is meant, component=…: {', '.join(shares)}")
        [(part, share)] = shares.items()
        [question] = share.questions
        if not self.engine.records.lists_members(question):
            collection = "persons" if not question.of.entity else question.of.entity
            raise NoRecordsError(
                f"{question.key} was judged without records of single members;"
                f" collect {collection} and the rest"
            )
        return part, question

    def _counts_against(self, judgement: Judgement, component: str | None) -> bool:
        """Tell whether a member for whom the term of a share holds stands against its target.

        Parts of an index have no target, and the index says how it takes each: for them the term alone
        decides.
        """
        part, _ = self._share_of(judgement.name, component)
        if part not in {component_.name for component_ in self.under(judgement.name).parts()}:
            return False
        judged = next((judged for judged in judgement.components if judged.name == part), judgement)
        norm = None if judged.target is None else judged.target.known_norm
        return is_less_better(norm, self.indicator.direction)

    def members(
        self, judgement: Judgement, component: str | None, state: MemberState
    ) -> tuple[MemberStatus, ...]:
        """List the members in a state; where less is better, the members fail for which the term holds."""
        from rnms.judge.explain import AGAINST, explain

        question, period = self.question(judgement.name, component), judgement.period
        if question.of.unit == REGION:
            raise NoRecordsError(f"{question.key} is a yes or no of the region, and {NO_MEMBERS}")
        origin = self.as_they_are(question, period)
        counts_against = self._counts_against(judgement, component)
        reasons = functools.partial(explain, origin, question, period, counts_against=counts_against)
        of_term = AGAINST[state] if counts_against else state
        own_question = origin.question_alone(question, period)
        members = list(origin.standing(own_question, period, of_term))
        at_most = origin.at_most(own_question, period) if state is MemberState.UNKNOWN else None
        if at_most is not None and at_most >= len(members):
            at_most = None
        return tuple(
            MemberStatus(id=member, state=state, at_most=at_most, explain=reasons) for member in members
        )

    def question_alone(self, question: Question, period: Period) -> Question:
        """Ask of the members in the one municipality or organisation that was judged alone, if one was.

        Raises:
            NoRecordsError: If no record says in which one members are.
        """
        if self.alone is None:
            return question
        kind, place = self.alone
        own = self.engine.in_place(question, period, COLLECTIONS[kind], place)
        if own is None:
            raise NoRecordsError(
                f"no record says to which {kind} {question.key} belong; judge the whole region"
            )
        return own

    def explain_member(self, judgement: Judgement, component: str | None, member: str) -> Explanation:
        """Say term by term why a member stands where it stands."""
        from rnms.judge.explain import explain

        question, counts_against = (
            self.question(judgement.name, component),
            self._counts_against(judgement, component),
        )
        return explain(self, question, judgement.period, member, counts_against=counts_against)

    def explain_number(self, judgement: Judgement, title: str) -> Explanation:
        """Say how a number came."""
        from rnms.judge.explain import explain_number

        return explain_number(self, judgement, title)

    def by_strata(
        self, judgement: Judgement, component: str | None, by: Sequence[str | Term]
    ) -> Mapping[str, Judgement]:
        """Judge each stratum, by key."""
        from rnms.judge.strata import find_strata

        return find_strata(self, judgement, component, by)

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for the region."""
        with self.engine.reading():
            return self.engine.answer(question, period)

    def values(self, entity: str, path: str) -> tuple[str | int, ...]:
        """List what a field holds in the records that were collected."""
        with self.engine.reading():
            return self.engine.records.values(entity, path) if self.engine.records.has(entity) else ()

    def by_municipality(self, judgement: Judgement) -> Mapping[str, Judgement]:
        """Judge each municipality, by id, as records alone place those who carry something."""
        from rnms.judge.strata import find_places

        return find_places(self, judgement, "municipalities")

    def by_organization(self, judgement: Judgement) -> Mapping[str, Judgement]:
        """Judge each organisation, by id."""
        from rnms.judge.explain import slices

        return slices(self, judgement)

    @property
    def levels(self) -> tuple[str, ...]:
        """Name the levels of the territories that the data name."""
        territories = self.engine.gathered(("territories",)).territories or ()
        return distinct(territory.level for territory in territories)

    def by_level(self, judgement: Judgement, level: str, component: str | None) -> Mapping[str, Judgement]:
        """Judge each territory of a level, by id."""
        from rnms.judge.explain import by_territory

        return by_territory(self, judgement, level, component)

    def tallies(self, question: Question, period: Period) -> Mapping[str, Tally | LoadTally]:
        """Count for every organisation."""
        with self.engine.reading():
            return self.engine.by_organization(question, period)

    def standing(self, question: Question, period: Period, state: MemberState) -> tuple[str, ...]:
        """List the ids of the members in a state."""
        with self.engine.reading():
            return tuple(key for key, _ in self.engine.standing(question, period, state))

    def at_most(self, question: Question, period: Period) -> int | None:
        """Bound for how many of the unknown the term can hold: no more records are missing than gaps say."""
        tally = self.engine.answer(question, period).tally
        high = tally.passing().high if isinstance(tally, Tally) else None
        passed = len(self.standing(question, period, MemberState.PASSED))
        return None if high is None else max(int(high) - passed, 0)


def _no_origin() -> None:
    """Stand in for an origin that was left behind when its report was taken elsewhere."""


def _measures(indicator: Indicator) -> Iterator[tuple[str, Measure]]:
    """List the measures of an indicator by the names of its parts; of an index, those that it weighs."""
    for part in indicator.parts():
        yield from _named_measures(part.name, part.measure)


def _named_measures(name: str, measure: Measure | Scaled) -> Iterator[tuple[str, Measure]]:
    """List the measures inside a measure by the names of the innermost parts that they belong to."""
    if isinstance(measure, Scaled):
        yield from _named_measures(name, measure.measure)
    elif isinstance(measure, WeightedIndex):
        for part in measure.parts:
            yield from _named_measures(part.name, part.measure)
    elif isinstance(measure, Score):
        for row in measure.criteria:
            for number, inner in enumerate(row.measures, start=1):
                label = row.name if len(row.measures) == 1 else f"{row.name}.{number}"
                yield from _named_measures(label, inner)
    else:
        yield name, measure
