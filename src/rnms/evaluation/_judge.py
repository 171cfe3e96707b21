"""The judge: from answers of an engine to judgements, results and findings, as of one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from rnms.engine import Engine
from rnms.evaluation._progress import frequency, progress
from rnms.evaluation._verdict import judged, of_parts
from rnms.indicators import (
    EVERY,
    MUNICIPALITY,
    REGION,
    Answer,
    Component,
    Indicator,
    MonitoringRule,
    Question,
    Reading,
    Reason,
    Requirement,
    Share,
    Target,
    Weighted,
    bands_at,
    distinct,
)
from rnms.model import Claim, Issue, Municipality, Period, PeriodKind, RegionalSystem, Verdict, periods_asked
from rnms.regions import Edition
from rnms.report import DEFAULT, Finding, Judgement, MonitoringFinding, Origin, Result

OPEN = (Verdict.UNDETERMINED, Verdict.NO_DATA)
"""The verdicts that never stand without what decides them."""


@attrs.frozen(kw_only=True)
class Judge:
    """Judges the indicators of one region from one system, as of one day."""

    data: RegionalSystem
    engine: Engine
    as_of: dt.date
    region: str
    edition: Edition
    place: tuple[str, str] | None

    def questions(
        self,
        indicators: Iterable[Indicator],
        duties: Iterable[Requirement],
        asked: Period,
        names: Sequence[str],
    ) -> Iterator[tuple[Question, Period]]:
        """Everything that will be asked."""
        for indicator in indicators:
            for _, _, variant in _variants(indicator, names):
                for period in periods_asked(variant.period, asked):
                    yield from ((question, period) for question in variant.questions)
        for duty in duties:
            if duty.measure is not None and not duty.same_as:
                period = periods_asked(duty.period or asked.kind, asked)[-1]
                yield from ((question, period) for question in duty.measure.questions)

    def results(self, indicator: Indicator, asked: Period, names: Sequence[str]) -> Iterator[Result]:
        """One result for each period of the indicator's kind."""
        variants = _variants(indicator, names)
        chosen = "+".join(one.name for one in indicator.readings if one.name in names) or DEFAULT
        for number, period in enumerate(periods_asked(indicator.period, asked)):
            yield self._result(indicator, variants, asked, number, period, chosen)

    def finding(self, duty: Requirement, asked: Period, results: Mapping[str, Result]) -> Finding:
        """What is said of a structural duty: by its own measure, or by the indicator that is the same."""
        failed: tuple[str, ...] = ()
        undecided: tuple[str, ...] = ()
        if duty.same_as:
            judgement = _of_indicator(duty.same_as, results)
            undecided = tuple(place.name for place in judgement.missing)
        elif duty.measure is None:
            why = "" if duty.unknown is None else duty.unknown.why
            judgement = Judgement(
                name=duty.code,
                title=duty.title,
                period=asked,
                verdict=Verdict.UNDETERMINED,
                reasons=(Reason(code="uncheckable", about=(why,)),),
            )
        else:
            kind = asked.kind if duty.period is None else duty.period
            # A duty is judged once: of several periods the last counts.
            period = periods_asked(kind, asked)[-1]
            part = Component(
                name=duty.code, title=duty.title, measure=duty.measure, targets=[duty.target(kind)]
            )
            judgement = self._part(part, part.targets, period, kind, accrues=False)
            if isinstance(duty.measure, Share):
                failed, undecided = self._named(duty.measure, judgement)
                # Where a part is enough, those outside it break nothing by themselves.
                if duty.norm != EVERY:
                    failed = ()
        return Finding(
            code=duty.code,
            title=duty.title,
            force=duty.force,
            clause=duty.clause,
            judgement=judgement,
            same_as=duty.same_as,
            failed=failed,
            undecided=undecided,
            members=duty.measure.of.resolved().entity if isinstance(duty.measure, Share) else "",
        )

    def monitored(self, rule: MonitoringRule, asked: Period) -> MonitoringFinding:
        """Whether rounds were held as often as they shall be, and what followed them."""
        rounds = progress([rule], self.data, asked, self.as_of)
        return MonitoringFinding(
            code=rule.code,
            title=rule.title,
            clause=rule.clause,
            verdict=frequency(rounds),
            rounds=rounds,
            follow_up=None if rule.follow_up is None else self.finding(rule.follow_up, asked, {}),
        )

    def _named(self, measure: Share, judgement: Judgement) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who fails and who is not decided: municipalities and organisations by name, people by id."""
        [question] = measure.questions
        records = self.engine.records
        if question.of.unit == REGION:
            return (), ()
        if not records.knows(question):
            return _by_figures(judgement) if question.of.unit == MUNICIPALITY else ((), ())

        def names(state: str) -> tuple[str, ...]:
            return tuple(name or key for key, name in records.standing(question, judgement.period, state))

        return names("failed"), names("unknown")

    def _result(
        self,
        indicator: Indicator,
        variants: Sequence[tuple[str, str, Indicator]],
        asked: Period,
        number: int,
        period: Period,
        chosen: str,
    ) -> Result:
        judgements = []
        for name, title, variant in variants:
            periods = periods_asked(variant.period, asked)
            # A reading may ask for another kind of period: one for one, or else the last of them.
            at = period if variant.period is indicator.period else periods[min(number, len(periods) - 1)]
            judgements.append(self._judgement(variant, name, title, at))
        used = [figure for answer in self._answers(indicator, period) for figure in answer.figures]
        evidence = distinct(one for figure in used for one in figure.evidence)
        shown = any(one.kind in indicator.evidence for one in evidence)
        return Result(
            code=indicator.code,
            title=indicator.title,
            level=indicator.level,
            clause=indicator.clause,
            judgements=tuple(judgements),
            taken=chosen,
            evidence=evidence,
            evidence_lacking=() if shown or not used else indicator.evidence,
            claims=tuple(claim for claim in self.data.claims if _is_about(claim, indicator, period)),
            quotes=distinct(quote for figure in used for quote in figure.quotes),
            region=self.region,
            as_of=self.as_of,
            origin=Origin(self.engine, indicator),
        )

    def _answers(self, indicator: Indicator, period: Period) -> list[Answer]:
        return [self._answer(question, period) for question in indicator.questions]

    def _answer(self, question: Question, period: Period) -> Answer:
        """The answer for the region, or for the one place that is judged."""
        answer = self.engine.answer(question, period)
        if self.place is None:
            return answer
        kind, key = self.place
        slices = (
            answer.municipalities if kind == "municipality" else self.engine.by_organization(question, period)
        )
        if key not in slices:
            code = "not-by-place" if self.engine.records.knows(question) else "not-reported"
            why = Reason(code=code, about=(question.key, question.title))
            return attrs.evolve(answer, municipalities={}, reported=False, silent=(), reasons=(why,))
        silent = tuple(place for place in answer.silent if place == key)
        return attrs.evolve(answer, tally=slices[key], municipalities={}, reported=True, silent=silent)

    def _judgement(self, indicator: Indicator, name: str, title: str, period: Period) -> Judgement:
        parts = [
            self._part(part, part.targets, period, indicator.period, accrues=indicator.accrues)
            for part in indicator.parts()
        ]
        if indicator.measure is not None:
            return attrs.evolve(parts[0], name=name, title=title)
        verdict = of_parts([part.verdict for part in parts])
        deciding = [part.title for part in parts if of_parts([part.verdict]) is verdict]
        decided_by_some = 0 < len(deciding) < len(parts) and verdict is not Verdict.MET
        if not deciding and verdict is Verdict.UNDETERMINED:
            deciding = [part.title for part in parts if part.verdict is Verdict.NO_DATA]
            decided_by_some = True
        why = [Reason(code="part", about=tuple(deciding))] if decided_by_some else []
        # What is said of all parts, and that data exclude each other, is said of the whole.
        open_parts = [part for part in parts if part.verdict in OPEN] if verdict in OPEN else []
        why += [
            reason
            for part in open_parts
            for reason in part.reasons
            if not decided_by_some or reason.code == "contradiction"
        ]
        return Judgement(
            name=name,
            title=title,
            period=period,
            verdict=verdict,
            reasons=distinct(why),
            missing=distinct(place for part in parts for place in part.missing),
            components=tuple(parts),
        )

    def _part(
        self,
        part: Component,
        targets: Sequence[Target],
        period: Period,
        kind: PeriodKind | Period,
        *,
        accrues: bool,
    ) -> Judgement:
        answers = [self._answer(question, period) for question in part.measure.questions]
        estimate = part.measure.estimate([answer.tally for answer in answers])
        targets = () if self.place else targets
        target = self.edition.target(targets, period, kind)
        reported = any(answer.reported for answer in answers)
        verdict = judged(
            estimate,
            None if target is None else target.norm,
            reported=reported,
            has_targets=bool(targets),
            running=self.as_of < period.end,
            accrues=accrues,
        )
        silent = distinct(place for answer in answers for place in answer.silent)
        value = estimate.bounds if reported else None
        weighed = (
            tuple(self._weighed(part.measure, answers, period)) if isinstance(part.measure, Weighted) else ()
        )
        return Judgement(
            name=part.name,
            title=part.title,
            period=period,
            verdict=verdict,
            value=value,
            scale=part.measure.scale,
            target=target,
            bands=bands_at(part.bands, value),
            reasons=distinct(
                (
                    *_reasons(verdict, period, has_targets=bool(targets)),
                    *(self._left_open(part.measure.questions, answers, period) if verdict in OPEN else ()),
                    *_not_counted(weighed, verdict),
                )
            ),
            components=weighed,
            tallies=tuple(answer.tally for answer in answers),
            missing=tuple(place for place in self._municipalities() if place.id in silent),
            municipalities=tuple(self._places(part, answers, period)),
        )

    def _weighed(self, index: Weighted, answers: Sequence[Answer], period: Period) -> Iterator[Judgement]:
        """The parts of an index, each with its share; the act sets them no targets."""
        for part, answer in zip(index.parts, answers, strict=True):
            estimate = part.measure.estimate([answer.tally])
            verdict = Verdict.NO_TARGET if answer.reported else Verdict.NO_DATA
            verdict = Verdict.NOT_APPLICABLE if estimate.empty else verdict
            left_open = verdict in OPEN
            yield Judgement(
                name=part.name,
                title=part.said,
                period=period,
                verdict=verdict,
                value=estimate.bounds if answer.reported else None,
                scale=part.measure.scale,
                reasons=self._left_open(part.measure.questions, [answer], period) if left_open else (),
                tallies=(answer.tally,),
            )

    def _left_open(
        self, questions: Iterable[Question], answers: Iterable[Answer], period: Period
    ) -> tuple[Reason, ...]:
        """What decides where a verdict is open; of a place judged alone what its own answers say."""
        if self.place is not None:
            return distinct(reason for answer in answers for reason in answer.reasons)
        return distinct(reason for one in questions for reason in self.engine.reasons(one, period))

    def _places(self, part: Component, answers: Sequence[Answer], period: Period) -> Iterator[Judgement]:
        """The municipalities of which every question was answered; the acts set them no targets."""
        for place in self._municipalities():
            if all(place.id in answer.municipalities for answer in answers):
                tallies = [answer.municipalities[place.id] for answer in answers]
                estimate = part.measure.estimate(tallies)
                yield Judgement(
                    name=place.id,
                    title=place.name,
                    period=period,
                    verdict=Verdict.NOT_APPLICABLE if estimate.empty else Verdict.NO_TARGET,
                    value=estimate.bounds,
                    scale=part.measure.scale,
                    tallies=tuple(tallies),
                    sources=_sources(answers, place),
                )

    def _municipalities(self) -> tuple[Municipality, ...]:
        return self.data.municipalities or ()


def finding_of_faults(
    duty: Requirement, asked: Period, faults: Iterable[Issue], *, is_empty: bool
) -> Finding:
    """What is said of a duty that reading the data decides, and answering from them.

    Args:
        duty: The duty.
        asked: The period.
        faults: All faults of the data.
        is_empty: Whether there are no data that could be at fault.
    """
    number = sum(issue.code in duty.broken_by for issue in faults)
    verdict = Verdict.NOT_MET if number else Verdict.NOT_APPLICABLE if is_empty else Verdict.MET
    said = {
        Verdict.NOT_MET: Reason(code="faults", about=(str(number),)),
        Verdict.NOT_APPLICABLE: Reason(code="nothing-given"),
    }
    return Finding(
        code=duty.code,
        title=duty.title,
        force=duty.force,
        clause=duty.clause,
        judgement=Judgement(
            name=duty.code,
            title=duty.title,
            period=asked,
            verdict=verdict,
            reasons=(said[verdict],) if verdict in said else (),
        ),
    )


def _sources(answers: Sequence[Answer], place: Municipality) -> tuple[str, ...]:
    """Where the figures of a municipality stand."""
    figures = [one for answer in answers for one in answer.figures if one.municipality == place.id]
    said = [(one.place, *(document.ref for document in one.evidence)) for one in figures]
    return distinct(text for texts in said for text in texts if text)


def _of_indicator(code: str, results: Mapping[str, Result]) -> Judgement:
    """The judgement of an indicator, or of one part of it as the act declares it."""
    if code in results:
        return results[code].judgement
    whole, _, part = code.rpartition(".")
    # A reading may have no such part, or another number in it than the duty names.
    return results[whole].readings[DEFAULT][part]


def _by_figures(judgement: Judgement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The municipalities that fail and those not decided, as each reported or was reported of."""
    values = [(one.title, one.value) for one in judgement.municipalities if one.value is not None]
    failed = tuple(name for name, value in values if value.high == 0)
    open_ones = tuple(name for name, value in values if not value.is_exact)
    return failed, (*open_ones, *(place.name for place in judgement.missing))


def _variants(indicator: Indicator, names: Sequence[str]) -> list[tuple[str, str, Indicator]]:
    """An indicator without readings, under each alone, and under those taken together; named and titled."""
    variants = [(DEFAULT, "", indicator)]
    variants += [(one.name, one.title, indicator.under([one])) for one in indicator.readings]
    taken = [one for one in indicator.readings if one.name in names]
    return [*variants, *([_together(indicator, taken)] if len(taken) > 1 else [])]


def _together(indicator: Indicator, readings: Sequence[Reading]) -> tuple[str, str, Indicator]:
    names = "+".join(reading.name for reading in readings)
    return names, ", ".join(reading.title for reading in readings), indicator.under(readings)


def _is_about(claim: Claim, indicator: Indicator, period: Period) -> bool:
    return claim.indicator in {None, indicator.code} and claim.period == period


def _reasons(verdict: Verdict, period: Period, *, has_targets: bool) -> Iterator[Reason]:
    match verdict:
        case Verdict.NO_TARGET:
            yield Reason(code="no-target-then" if has_targets else "no-target")
        case Verdict.NOT_APPLICABLE:
            yield Reason(code="nobody")
        case Verdict.PENDING:
            yield Reason(code="still-runs", about=(f"{period.end:%d.%m.%Y}",))


def _not_counted(weighed: Sequence[Judgement], verdict: Verdict) -> Iterator[Reason]:
    """The parts of an index that do not apply, where it has a value without them."""
    titles = tuple(part.title for part in weighed if part.verdict is Verdict.NOT_APPLICABLE)
    if titles and verdict is not Verdict.NOT_APPLICABLE:
        yield Reason(code="not-counted", about=titles)
