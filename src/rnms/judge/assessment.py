"""One assessment: the data, the acts, the day, and what was chosen of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain

import attrs

from rnms._values import frozen
from rnms.engine.beside import is_settled
from rnms.engine.engine import UNANSWERED, Engine, untold_of
from rnms.indicators.definition import Indicator
from rnms.indicators.tally import LEFT_OUT_FIGURES, Answer, Reason, distinct
from rnms.judge.completion import Outcome, OutcomeFinder, no_outcome, progress
from rnms.logic.population import Term
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.logic.walks import conjuncts, disjuncts, is_term
from rnms.model.period import Period
from rnms.model.roadmap import Scheduled
from rnms.model.subjects import Municipality
from rnms.model.system import RegionalSystem
from rnms.regions.editions import Edition
from rnms.regions.profile import RegionProfile
from rnms.results.findings import ScheduleStatus

COLLECTIONS = {"municipality": "municipalities", "organization": "organizations"}
"""The collection that lists the places judged one by one, by the key of their unit."""


def redrawn(period: Period, *names: str) -> Reason:
    """Say that municipalities had other borders in another period, so that its values are not theirs."""
    return Reason(code="redrawn", about=(str(period), *names))


@frozen(kw_only=True)
class Assessment:
    """The data and the acts by which everything in one report is judged, as of one day.

    What several clauses demand is judged once, and the others say the same: a duty says what the indicator or
    the days say that it names, a measure what judges its result, a rule of monitoring what counts its rounds.

    Attributes:
        data: What is small of the data: municipalities, claims, reports of measures, lines of plans.
        engine: The engine over all of the data.
        as_of: The day of judgement.
        profile: The region, with the acts that were known.
        readings: Names of the readings taken together.
        judged_alone: ``"municipality"`` or ``"organization"`` and the id of the one that is judged alone.
        day_is_over: Whether the day of judgement is over; by default where a period ends with it.
        outcomes: The outcomes found so far, by code and period: many measures ask for the same one.
    """

    data: RegionalSystem
    engine: Engine
    as_of: dt.date
    profile: RegionProfile
    readings: tuple[str, ...] = ()
    judged_alone: tuple[str, str] | None = None
    day_is_over: bool | None = None
    outcomes: dict[tuple[str, Period], Outcome] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    @property
    def edition(self) -> Edition:
        """The acts that are in force."""
        return self.profile.edition

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        """The municipalities of the region, as far as they were collected."""
        return self.data.municipalities or ()

    def is_over(self, day: dt.date, asked_period: Period) -> bool:
        """Tell whether a day is over; that of judgement is by default once a period is."""
        is_today_over = self.as_of >= asked_period.end if self.day_is_over is None else self.day_is_over
        return day < self.as_of or (day == self.as_of and is_today_over)

    def find_indicator(self, code: str) -> tuple[Indicator, str]:
        """Find the indicator of a code and the name of the part that the code means; a whole has no part."""
        by_code = {indicator.code: indicator for indicator in self.profile.indicators}
        if code in by_code:
            return by_code[code], ""
        whole, _, part = code.rpartition(".")
        return by_code[whole], part

    def has_indicator(self, code: str) -> bool:
        """Tell whether a code is that of an indicator or of a part of one."""
        return any(code in indicator.names for indicator in self.profile.indicators)

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer for the region, or for the municipality or organisation that is judged alone."""
        if self.judged_alone is not None and question.change is not None:
            # A member that moved between places changed its state in neither: only the region can be asked.
            return UNANSWERED
        if self.judged_alone is None:
            return self.engine.answer(question, period)
        kind, key = self.judged_alone
        answer = self.engine.answer_with_loads(question, period)
        slices = (
            answer.municipalities if kind == "municipality" else self.engine.by_organization(question, period)
        )
        if key not in slices:
            code = "not-by-place" if self.engine.records.knows(question) else "not-reported"
            reason = Reason(code=code, about=(question.key, question.title))
            elsewhere = self.engine.counted_in(key, question.period_of(period))
            if key in self.engine.redrawn(question, period):
                reason = redrawn(question.period_of(period), self.name_alone())
            elif elsewhere is not None:
                code = "off-map" if elsewhere else "off-map-nowhere"
                about = (str(question.period_of(period)), self.name_alone(), *elsewhere)
                reason = Reason(code=code, about=about)
            # A figure of the region says nothing of a single place in it.
            return attrs.evolve(
                answer,
                tally=untold_of(question),
                municipalities={},
                reported=False,
                silent=(),
                reasons=(reason,),
            )
        silent = tuple(municipality for municipality in answer.silent if municipality == key)
        is_reported = (
            self.engine.tells_of(key, question, period)
            if kind == "municipality"
            else self.engine.records.knows(question)
        ) or is_settled(question, slices[key])
        return attrs.evolve(answer, tally=slices[key], municipalities={}, reported=is_reported, silent=silent)

    def broken_terms(self, question: Question, period: Period) -> tuple[Term, ...]:
        """Find the narrowest words that break the word of a question; itself where none inside is known to.

        Args:
            question: A yes or no, to which the answer is surely no.
            period: The period.
        """
        word = question.term
        if word is None:
            return ()

        def inside(predicate: Predicate) -> tuple[Term, ...]:
            if is_term(predicate):
                # A narrower word accumulates since the year of the wider one.
                term = attrs.evolve(predicate, since=predicate.since or word.since)
                narrower = attrs.evolve(question, term=term)
                is_broken = self.answer(narrower, period).has_failed
                return self.broken_terms(narrower, period) if is_broken else ()
            joined, alternatives = tuple(conjuncts(predicate)), tuple(disjuncts(predicate))
            if joined != (predicate,):
                return tuple(chain.from_iterable(map(inside, joined)))
            broken = [inside(part) for part in alternatives if part != predicate]
            return tuple(chain.from_iterable(broken)) if all(broken) else ()

        return distinct(inside(word.where)) or (word,)

    def reasons_left_open(
        self, questions: Iterable[Question], answers: Iterable[Answer], period: Period
    ) -> tuple[Reason, ...]:
        """List what decides an open verdict; for a place judged alone, what its own answers leave open."""
        by_region = distinct(
            reason for question in questions for reason in self.engine.reasons(question, period)
        )
        if self.judged_alone is None:
            return by_region
        own = distinct(reason for answer in answers for reason in answer.reasons)
        # Contradictions are not counted for a place alone either; questions about other places do not matter.
        name = self.name_alone()
        # That nothing says what it became is said of the place itself, not of each of its figures.
        is_nowhere = any(reason.code == "off-map-nowhere" for reason in own)
        codes = LEFT_OUT_FIGURES - {"without-successor"} if is_nowhere else LEFT_OUT_FIGURES
        excluded = (one for one in by_region if one.code in codes and one.about[2:] in {(), (name,)})
        reasons = distinct((*own, *excluded))
        return reasons or distinct(
            Reason(code="open-answers", about=(question.key, question.title, name)) for question in questions
        )

    def name_alone(self) -> str:
        """Name the place that is judged alone, which need not be on the map of the day; empty without one."""
        kind, key = self.judged_alone or ("", "")
        places = self.engine.records.places(COLLECTIONS[kind]) if kind else ()
        return next((place.name.strip() for place in places if place.id == key), "") or key

    def redrawn(self, questions: Iterable[Question], period: Period) -> Mapping[str, Period]:
        """The municipalities that had other borders in another period of the question, and that period."""
        return {
            key: question.period_of(period)
            for question in questions
            for key in self.engine.redrawn(question, period)
        }

    def progress(
        self,
        scheduled: Sequence[Scheduled],
        asked_period: Period,
        *,
        find_outcome: OutcomeFinder = no_outcome,
        only: Container[str] | None = None,
    ) -> tuple[ScheduleStatus, ...]:
        """Judge how far what falls due in a period has come.

        Args:
            scheduled: What an act makes fall due.
            asked_period: The period.
            find_outcome: Finds what the indicators and duties say that judge the same; by default none.
            only: The codes wanted; by default all.
        """
        return progress(
            scheduled,
            self.data,
            asked_period,
            self.as_of,
            edition=self.edition,
            source=self.engine.records,
            find_outcome=find_outcome,
            day_is_over=self.day_is_over,
            only=only,
            beside=self.profile.scheduled,
        )
