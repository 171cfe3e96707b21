"""A target for each municipality or organisation: the verdict over all of them, and who breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from rnms._values import frozen
from rnms.engine.engine import UNANSWERED, untold_of
from rnms.indicators.counts import Count, Share
from rnms.indicators.definition import Component
from rnms.indicators.measures import simple_measures
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import LEFT_OUT_FIGURES, Answer, Estimate, LoadTally, Reason, Tally, distinct
from rnms.indicators.target import Target
from rnms.judge.assessment import COLLECTIONS, Assessment, redrawn
from rnms.judge.verdict import DECIDED, judged
from rnms.logic.population import MUNICIPALITY
from rnms.logic.question import Question
from rnms.model.norm import Norm, Verdict
from rnms.model.period import Period
from rnms.model.subjects import names_by_id

OF_THE_WHOLE = {"sum-of-places", "not-all-asked", "number-between", "outside", "outside-too"}
"""The codes of what leaves only the value of the whole region open, and nothing of each place in it."""
_NAMES_FROM = {
    "headcount-of": 2,
    "open-answers": 2,
    "explained-by": 2,
    **dict.fromkeys(LEFT_OUT_FIGURES, 2),
    "unreported": 1,
    "unread": 1,
}
"""From which fact on a reason names municipalities, by its code; one that names none speaks of any."""


def _own_reasons(region: Sequence[Reason], name: str) -> Iterator[Reason]:
    """List what of the reasons of a region is one of a place, of which it is named; else what may be."""
    codes = {reason.code for reason in region}
    reasons_of_place: list[Reason] = []
    general_reasons: list[Reason] = []
    for reason in region:
        first = _NAMES_FROM.get(reason.code, len(reason.about))
        # Of what was not reported the period stands behind the name.
        own = tuple(entry for entry in reason.about[first:] if entry == name or entry.startswith(f"{name}, "))
        if own:
            reasons_of_place.append(attrs.evolve(reason, about=(*reason.about[:first], *own)))
        elif not reason.about[first:] and reason.code not in OF_THE_WHOLE:
            general_reasons.append(reason)
    if "headcount-of" in codes:
        # Then some have told theirs, and who has not is named.
        general_reasons = [reason for reason in general_reasons if reason.code != "headcount-unknown"]
    yield from reasons_of_place or general_reasons


def is_silence_read(measure: Measure) -> bool:
    """Tell whether what nobody told of is read as not there."""
    return any(isinstance(one, Share | Count) and one.missing_as_none for one in simple_measures(measure))


def is_silence_left_out(measure: Measure) -> bool:
    """Tell whether those of whom nobody told anything are left out: «среди представивших данные»."""
    return any(isinstance(one, Share) and one.among_known for one in simple_measures(measure))


def _is_silent(tallies: Iterable[Tally | LoadTally]) -> bool:
    """Tell whether of all those who are asked about nothing is known, though there may be some."""
    return all(
        isinstance(tally, Tally) and tally.among_known().surely_empty and not tally.surely_empty
        for tally in tallies
    )


def _left_open(assessment: Assessment, question: Question, period: Period) -> Mapping[str, Tally | LoadTally]:
    """Tell of each silent municipality what is known of it all the same."""
    if question.change is not None:
        return {}
    return assessment.engine.left_open_by_silent(question.plain, question.period_of(period))


def with_silence_read(assessment: Assessment, question: Question, answer: Answer, period: Period) -> Answer:
    """Add to an answer the municipalities that told nothing where others did: they have nothing.

    Of one that is judged alone the answer is the same as among all.
    """
    if assessment.judged_alone is None:
        # Of what members carry municipalities are told apart only where it is demanded of each.
        is_told_apart = answer.reported and (bool(answer.municipalities) or not question.load)
        known_by_place = _left_open(assessment, question, period) if is_told_apart else {}
        return attrs.evolve(answer, municipalities={**known_by_place, **answer.municipalities})
    kind, key = assessment.judged_alone
    is_told = assessment.engine.answer(question, period).reported
    if answer.reported or kind != MUNICIPALITY.key or not is_told:
        return answer
    known_by_place = _left_open(assessment, question, period)
    if key not in known_by_place:
        return answer
    return attrs.evolve(answer, tally=known_by_place[key], reported=True)


@frozen(kw_only=True)
class EachPlace:
    """A municipality or organisation with its value; ``None`` where nothing was reported of it.

    Attributes:
        id: Its id.
        name: Its name.
        estimate: Its value.
        left_out: Whether a reading leaves it out where its value is not decided: it did not tell all of it.
    """

    id: str
    name: str
    estimate: Estimate | None
    left_out: bool = False


@frozen(kw_only=True)
class EachJudge:
    """The values of all the places of which a target is demanded, to be held against its norms.

    Attributes:
        unit: The key of the unit.
        places: All that are known.
        is_complete: Whether there surely are no others.
        is_running: Whether the period was not over on the day of judgement.
        accrues: Whether what is reached stays reached.
        redrawn: The ids of those that had other borders in another period that is asked for, and that period.
        without_map: Why nobody knows which there are; ``None`` where the map is known.
        perhaps_in: The ids of those to which what is told of others may belong, with the names of the others.
        leaves_out: Whether a reading leaves out who told nothing.
    """

    unit: str
    places: tuple[EachPlace, ...]
    is_complete: bool
    is_running: bool
    accrues: bool
    redrawn: Mapping[str, Period] = attrs.field(factory=dict)
    without_map: Reason | None = None
    perhaps_in: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    leaves_out: bool = False

    @classmethod
    def of(
        cls,
        assessment: Assessment,
        part: Component,
        target: Target,
        answers: Sequence[Answer],
        period: Period,
        *,
        is_running: bool,
        accrues: bool,
    ) -> EachJudge:
        """Gather the value of each place from the data."""
        unit = "" if target.each is None else target.each.key
        collection = COLLECTIONS[unit]
        # The places of a period are those on its map: a municipality merged by then counts in its successor.
        records = assessment.engine.on(period).records
        questions = part.measure.questions
        tallies: list[Mapping[str, Tally | LoadTally]] = [answer.municipalities for answer in answers]
        if unit != MUNICIPALITY.key:
            tallies = [assessment.engine.by_organization(question, period) for question in questions]
        names = {key: key for of_question in tallies for key in of_question}
        names |= names_by_id(records.places(collection))
        # Changes of state between periods are counted for the region only.
        tallies = [
            of_question if question.change is None else dict.fromkeys(names, UNANSWERED.tally)
            for question, of_question in zip(questions, tallies, strict=True)
        ]
        of_municipalities = unit == MUNICIPALITY.key
        moved = assessment.redrawn(questions, period) if of_municipalities else {}
        leaves_out = is_silence_left_out(part.measure)
        places = []
        is_of_places = [question.change is None for question in questions]
        for key, name in names.items():
            own = [
                of_question.get(key, untold_of(question))
                for question, of_question in zip(questions, tallies, strict=True)
            ]
            # A part of what was asked may decide; of one that another map knows, its value is another's.
            answered = [
                key in of_question
                for of_question, is_asked in zip(tallies, is_of_places, strict=True)
                if is_asked
            ]
            is_answered = all(answered) if key in moved else any(answered)
            estimate = part.measure.estimate(own) if is_answered else None
            is_left_out = leaves_out and (not all(answered) or _is_silent(own))
            places.append(EachPlace(id=key, name=name, estimate=estimate, left_out=is_left_out))
        is_missing = any(gap.entity == collection for gap in assessment.engine.system.unreported)
        return cls(
            unit=unit,
            places=tuple(places),
            is_complete=records.has(collection) and not is_missing,
            is_running=is_running,
            accrues=accrues,
            redrawn=moved,
            without_map=assessment.engine.without_map(period) if of_municipalities else None,
            perhaps_in=assessment.engine.perhaps_in(period) if of_municipalities else {},
            leaves_out=leaves_out,
        )

    def verdict_of(self, place: EachPlace, norm: Norm | None) -> Verdict:
        """Judge one place."""
        if place.estimate is None:
            return Verdict.PENDING if self.is_running else Verdict.NO_DATA
        return judged(
            place.estimate,
            norm,
            reported=True,
            has_targets=True,
            running=self.is_running,
            accrues=self.accrues,
        )

    def reasons_of(
        self, place: EachPlace, verdict: Verdict, region: tuple[Reason, ...]
    ) -> tuple[Reason, ...]:
        """List what decides the open verdict of a place: its borders, and what decides the region's of it.

        Args:
            place: The municipality or organisation.
            verdict: The verdict on it.
            region: What leaves the region open.
        """
        if verdict not in {Verdict.UNDETERMINED, Verdict.NO_DATA}:
            return ()
        former_names = self._others_of(place)
        own = [
            *([redrawn(self.redrawn[place.id], place.name)] if place.id in self.redrawn else ()),
            *([Reason(code="borders-changed", about=("", *former_names))] if former_names else ()),
            *_own_reasons(region, place.name),
        ]
        return tuple(own) or (Reason(code="each-open", about=(place.name,)),)

    def verdict(self, norm: Norm | None, *, reported: bool) -> Verdict:
        """Judge all: not met as soon as one surely fails, met only where all surely pass.

        Where nobody is counted nothing is demanded. Where a reading leaves out who told nothing, the others
        decide, as in a share of municipalities; if nobody told anything, nobody decides.
        """
        if norm is None:
            return Verdict.NO_TARGET
        verdicts = [self.verdict_of(place, norm) for place in self._counted(norm)]
        if Verdict.NOT_MET in verdicts:
            return Verdict.NOT_MET
        is_told = bool(verdicts) or not any(place.left_out for place in self.places)
        is_complete = self.is_complete or self.leaves_out
        if is_complete and is_told and all(verdict is Verdict.MET for verdict in verdicts):
            return Verdict.MET if verdicts else Verdict.NOT_APPLICABLE
        if self.is_running:
            return Verdict.PENDING
        return Verdict.UNDETERMINED if reported else Verdict.NO_DATA

    def reasons(self, verdict: Verdict, norm: Norm | None) -> Iterator[Reason]:
        """List which places fail, which are open and which were left out."""
        if norm is None or verdict is Verdict.NO_DATA:
            return
        if verdict is Verdict.NOT_APPLICABLE:
            yield Reason(code="nobody")
        places_counted = self._counted(norm)
        names: dict[Verdict, list[str]] = {}
        for place in places_counted:
            names.setdefault(self.verdict_of(place, norm), []).append(place.name)
        failed = names.pop(Verdict.NOT_MET, [])
        names.pop(Verdict.MET, None)
        if failed:
            yield Reason(code="each-failed", about=(str(len(failed)), str(len(places_counted)), *failed))
        open_names = tuple(name for place_names in names.values() for name in place_names)
        if open_names and verdict is not Verdict.PENDING:
            yield Reason(code="each-open", about=open_names)
            moved = {
                place.name: self.redrawn[place.id] for place in places_counted if place.id in self.redrawn
            }
            for period in distinct(moved.values()):
                names_moved = [name for name in open_names if moved.get(name) == period]
                yield from [redrawn(period, *names_moved)] if names_moved else ()
            former_names = {
                name
                for place in places_counted
                if place.name in open_names
                for name in self._others_of(place)
            }
            yield from (
                [Reason(code="borders-changed", about=("", *sorted(former_names)))] if former_names else ()
            )
        if not self.is_complete and not self.leaves_out and verdict is not Verdict.NOT_MET:
            yield self.without_map or Reason(code="each-unlisted", about=(COLLECTIONS[self.unit],))
        counted_ids = {place.id for place in places_counted}
        uncounted = [place for place in self.places if place.id not in counted_ids]
        without_members = tuple(place.name for place in uncounted if not place.left_out)
        if without_members and places_counted:
            yield Reason(code="each-left-out", about=without_members)
        silent = tuple(place.name for place in uncounted if place.left_out)
        if silent:
            yield Reason(code="each-silent", about=silent)

    def _others_of(self, place: EachPlace) -> tuple[str, ...]:
        """Name the municipalities of which what is told may belong to a place, if anything is told of it."""
        return () if place.estimate is None else self.perhaps_in.get(place.id, ())

    @property
    def silent(self) -> tuple[str, ...]:
        """The ids of those of whom nothing was reported."""
        return tuple(place.id for place in self.places if place.estimate is None)

    def _counted(self, norm: Norm) -> list[EachPlace]:
        """Keep the places that may have members, but for those left out of which nothing is decided."""
        return [
            place
            for place in self.places
            if (place.estimate is None or not place.estimate.empty)
            and (not place.left_out or self.verdict_of(place, norm) in DECIDED)
        ]
