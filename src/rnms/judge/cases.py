"""The judge: from answers of an engine to judgements, results and findings, as of one day."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Container, Iterable, Iterator, Sequence

import attrs

from rnms.engine.engine import Engine
from rnms.indicators.definition import EVERY, Component, Indicator, Reading, Requirement, Target, bands_at
from rnms.indicators.measures import Scale, Share, Weighted
from rnms.indicators.schedule import MonitoringRule
from rnms.indicators.tally import Answer, Estimate, Reason, distinct
from rnms.indicators.vocabulary.completion import DOCUMENTS
from rnms.issues import Issue
from rnms.judge.completion import (
    ONE_DAY,
    Said,
    Saying,
    frequency,
    is_missed,
    is_one_of_too_many,
    nothing_said,
    progress,
    recurs,
    windows_of,
)
from rnms.judge.origin import ResultOrigin
from rnms.judge.verdict import judged, of_parts
from rnms.logic.population import MUNICIPALITY, REGION
from rnms.logic.question import Question
from rnms.model.deadlines import Window, counted_by
from rnms.model.norm import Bounds, Verdict
from rnms.model.period import Period, PeriodKind, periods_meant
from rnms.model.returns import Claim
from rnms.model.roadmap import Progress, Scheduled
from rnms.model.subjects import Municipality
from rnms.model.system import RegionalSystem
from rnms.regions.editions import Edition
from rnms.regions.profile import RegionProfile
from rnms.results.findings import Finding, Fulfilment, MonitoringFinding
from rnms.results.judgement import DEFAULT, Judgement
from rnms.results.result import Result

OPEN = (Verdict.UNDETERMINED, Verdict.NO_DATA)
"""The verdicts that never stand without what decides them."""


@attrs.frozen(kw_only=True)
class Judge:
    """Judges what a region's acts demand, from one system, as of one day.

    What several clauses demand is judged once, and the others say the same: a duty what its indicator or the
    days say that it names; a measure what judges its result; a rule of monitoring what counts its rounds.
    """

    data: RegionalSystem
    engine: Engine
    as_of: dt.date
    profile: RegionProfile
    names: tuple[str, ...] = ()
    place: tuple[str, str] | None = None
    day_is_over: bool | None = None
    _said: dict[tuple[str, Period], Said] = attrs.field(factory=dict, init=False, eq=False)

    @property
    def edition(self) -> Edition:
        """The acts that are in force."""
        return self.profile.edition

    def questions(
        self,
        indicators: Iterable[Indicator],
        duties: Iterable[Requirement],
        rules: Iterable[MonitoringRule],
        asked: Period,
    ) -> Iterator[tuple[Question, Period]]:
        """Everything that will be asked."""
        for indicator in indicators:
            for _, _, variant in _variants(indicator, self.names):
                for period in _meant(variant, asked):
                    yield from ((question, period) for question in variant.questions)
        due = [(duty, period) for duty in duties for period in duty.asked(asked)]
        due += [(rule.follow_up, self._span(rule, asked)) for rule in rules if rule.follow_up is not None]
        for duty, period in due:
            if duty.measure is not None:
                bound = self._in_force_of(duty, period)
                yield from ((question, bound) for question in duty.measure.questions)

    def results(self, indicator: Indicator, asked: Period) -> Iterator[Result]:
        """One result for each period of the indicator's kind that the question means."""
        variants = _variants(indicator, self.names)
        periods = _meant(indicator, asked)
        for number, period in enumerate(periods, start=-len(periods)):
            shown, why = self._shown_by_roadmap(indicator, period)
            taken = variants if shown is indicator else _variants(shown, self.names)
            result = self._result(shown, taken, asked, number, period)
            yield _open_by(why, result) if why else result

    def _shown_by_roadmap(self, indicator: Indicator, period: Period) -> tuple[Indicator, tuple[Reason, ...]]:
        """An indicator as the roadmap shows that it is carried out, surely or perhaps, and why only perhaps.

        That the map was approved shows nothing of it.
        """
        if not indicator.where_carried_out or self.place is not None:
            return indicator, ()
        # What is done after the period shows nothing of it.
        is_over = self.as_of >= period.end or self.day_is_over
        judge = attrs.evolve(self, as_of=min(self.as_of, period.end), day_is_over=is_over)
        measures = self.profile.roadmap.measures
        codes = [one.code for one in measures if DOCUMENTS not in one.seen_in]
        seen = judge._progress(measures, period, nothing_said, codes)  # noqa: SLF001 - another day's judge
        found = (*seen, *judge.fulfilments(measures, period, codes))
        if any(_is_done_in(one, period) for one in found):
            return indicator.carried_out(), ()
        open_ones = [one for one in found if one.progress is Progress.UNKNOWN]
        if not open_ones:
            return indicator, ()
        return indicator.carried_out(surely=False), distinct(why for one in open_ones for why in one.reasons)

    # Duties.

    def finding(self, duty: Requirement, asked: Period) -> Finding:
        """What is said of a structural duty: by its own measure, or by what demands the same."""
        # Of several periods the worst counts.
        judged = [self._of_duty(duty, period) for period in duty.asked(asked)]
        judgement = _worst([*judged, *self._over_all(duty, judged)]) or _not_demanded(duty, asked)
        failed: tuple[str, ...] = ()
        undecided: tuple[str, ...] = ()
        if duty.same_as:
            undecided = tuple(place.name for place in judgement.missing)
        elif isinstance(duty.measure, Share) and judgement.verdict is not Verdict.NO_TARGET:
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
            falls_due=duty.falls_due,
            failed=failed,
            undecided=undecided,
            members=duty.measure.of.resolved().entity if isinstance(duty.measure, Share) else "",
        )

    def _over_all(self, duty: Requirement, judged: Sequence[Judgement]) -> Iterator[Judgement]:
        """What several periods break together, where nobody knows which of them does."""
        if duty.falls_due and len(judged) > 1 and all(one.verdict is not Verdict.NOT_MET for one in judged):
            together = self._of_duty(duty, Period.between(judged[0].period.start, judged[-1].period.end))
            if together.verdict is Verdict.NOT_MET:
                yield together

    def _of_duty(self, duty: Requirement, period: Period) -> Judgement:
        """What is said of a duty in one period."""
        if duty.same_as:
            return self._of_indicator(duty, period)
        # The acts demand nothing of one municipality or organisation alone that the region shall do.
        if self.place is not None and _is_of_region(duty):
            return _not_demanded(duty, period)
        # Days know themselves whether their act was in force.
        if duty.falls_due:
            return self._of_days(duty, period)
        period = self._in_force_of(duty, period)
        if not self._binds(duty, period):
            return _not_demanded(duty, period)
        if duty.measure is None:
            return _unchecked(duty, period)
        part = Component(
            name=duty.code,
            title=duty.title,
            measure=duty.measure,
            targets=[Target(period, duty.norm, duty.clause)],
        )
        # What falls due within a period and is done stays done.
        judgement = self._part(part, period, part.targets[0], accrues=True, standing=duty.is_standing)
        return self._until_due(duty, judgement)

    def _until_due(self, duty: Requirement, judgement: Judgement) -> Judgement:
        """The same, pending where it is not kept yet and need not be: some first day is still to come."""
        named = [one for one in self.profile.roadmap if one.code in duty.first_due]
        days = [windows_of(one, judgement.period, self.as_of, ())[0].due for one in named]
        due = max((day for day in days if day is not None), default=None)
        over = self.as_of >= judgement.period.end if self.day_is_over is None else self.day_is_over
        passed = due is None or due < self.as_of or (due == self.as_of and over)
        if due is None or passed or judgement.verdict in {Verdict.MET, Verdict.NO_TARGET}:
            return judgement
        parts = self._progress(self.profile.roadmap.measures, judgement.period, nothing_said, duty.first_due)
        # What was made late is there all the same.
        if any(one.progress is Progress.OVERDUE for one in parts):
            return judgement
        why = Reason(code="still-runs", about=(f"{due:%d.%m.%Y}",))
        return attrs.evolve(judgement, verdict=Verdict.PENDING, reasons=(why,))

    def _in_force_of(self, duty: Requirement, period: Period) -> Period:
        """The part of a period in which its act was in force, of a duty whose members are recorded events.

        What somebody counted over the whole period nobody can cut.
        """
        act, measure = duty.clause.act, duty.measure
        if not isinstance(measure, Share) or not measure.of.unit.on_one_day:
            return period
        if not all(map(self.engine.records.knows, measure.questions)):
            return period
        since, void = duty.since or act.speaks_from, self.edition.void_since(act)
        first = since if since in period else period.start
        last = period.end if void is None or void not in period else void - ONE_DAY
        return Period.between(first, last) if first <= last else period

    def _binds(self, duty: Requirement, period: Period) -> bool:
        """Whether a duty must be kept on the day of judgement, or falls due with a period."""
        act, day = duty.clause.act, min(self.as_of, period.end) if duty.is_standing else period.end
        if duty.since is not None:
            return duty.since <= day and self.edition.outlasts(act, day) and day <= (duty.until or day)
        return self.edition.in_force(act, day, duty.until)

    def _of_days(self, duty: Requirement, period: Period) -> Judgement:
        """Whether all that a duty names was done in its time, and what must follow it did."""
        rules = {rule.code: rule for rule in self.profile.monitoring}
        found: list[Fulfilment] = []
        followed: list[Judgement] = []
        for code in duty.falls_due:
            if code in rules:
                judged = self.monitored(rules[code], period)
                found += judged.rounds
                followed += [] if judged.follow_up is None else [judged.follow_up.judgement]
            else:
                for scheduled in (self.profile.roadmap.measures, self.profile.meetings):
                    found += self.fulfilments(scheduled, period, only=(code,))
        verdict = of_parts([frequency(found), *(one.verdict for one in followed)])
        if verdict is Verdict.UNDETERMINED and not self._is_told(duty.falls_due):
            verdict = Verdict.NO_DATA
        return _by_days(duty, period, verdict, tuple(_why(verdict, found, followed)))

    def _is_told(self, codes: Sequence[str]) -> bool:
        """Whether any records were collected that could show what falls due under these codes."""
        named = [one for one in self.profile.scheduled if one.code in codes]
        return any(self.engine.records.has(trace.collection) for one in named for trace in one.traces)

    def _of_indicator(self, duty: Requirement, asked: Period) -> Judgement:
        """The judgement of the indicator that is the same, or of one part of it as the act declares it."""
        indicator, part = self._indicator(duty.same_as)
        variant, name, title = self._taken(indicator, declared=bool(part))
        periods = _meant(variant, asked)
        # As of a day nothing can be said of a time that has not begun.
        begun = [period for period in periods if period.start <= self.as_of] if duty.is_standing else []
        judgements = []
        for period in begun or periods:
            if duty.is_standing and not self._binds(duty, period):
                judgements.append(_not_demanded(duty, period))
            else:
                judgement = self._judgement(variant, name, title, period, standing=bool(begun))
                judgements.append(judgement[part] if part else judgement)
        return _worst(judgements) or _not_demanded(duty, asked)

    def _indicator(self, code: str) -> tuple[Indicator, str]:
        """The indicator of a code, and the part of it that is named; a whole has no part."""
        known = {indicator.code: indicator for indicator in self.profile.indicators}
        if code in known:
            return known[code], ""
        whole, _, part = code.rpartition(".")
        return known[whole], part

    def _taken(self, indicator: Indicator, *, declared: bool) -> tuple[Indicator, str, str]:
        """An indicator under the readings taken, or as the act declares it; its name and title there."""
        variants = {name: (variant, name, title) for name, title, variant in _variants(indicator, self.names)}
        # A reading may have no such part, or another number in it than a duty names.
        return variants[DEFAULT if declared else _chosen(indicator, self.names)]

    # What falls due.

    def fulfilments(
        self, scheduled: Sequence[Scheduled], asked: Period, only: Container[str] | None = None
    ) -> tuple[Fulfilment, ...]:
        """How far what falls due has come, as the indicators and duties say that judge it."""
        return self._progress(scheduled, asked, functools.partial(self._said_of, asked), only)

    def _progress(
        self, scheduled: Sequence[Scheduled], asked: Period, said: Saying, only: Container[str] | None
    ) -> tuple[Fulfilment, ...]:
        return progress(
            scheduled,
            self.data,
            asked,
            self.as_of,
            edition=self.edition,
            source=self.engine.records,
            said=said,
            over=self.day_is_over,
            only=only,
        )

    def monitored(self, rule: MonitoringRule, asked: Period) -> MonitoringFinding:
        """Whether rounds were held as often as they shall be, and what followed them."""
        # A rule that is a measure of the roadmap, too, is told once: reports of the measure show it as well.
        measures = self.profile.roadmap.measures
        is_measure = any(measure.code == rule.code for measure in measures)
        span = self._span(rule, asked)
        said = functools.partial(self._said_of, span)
        rounds = self._progress(measures if is_measure else [rule], span, said, [rule.code])
        verdict = self._frequency(rule, rounds, asked)
        if verdict is Verdict.NOT_MET and frequency(rounds) is not verdict:
            rounds = _broken_by(rule.same_as, rounds)
        return MonitoringFinding(
            code=rule.code,
            title=rule.title,
            clause=rule.clause,
            verdict=verdict,
            rounds=rounds,
            follow_up=None if rule.follow_up is None else self.finding(rule.follow_up, span),
        )

    def _span(self, rule: MonitoringRule, asked: Period) -> Period:
        """The days of all periods that a question means, by which a rule counts, or its indicator."""
        counts_itself = not self._is_indicator(rule.same_as)
        kind = counted_by(rule.deadline) if counts_itself else self._indicator(rule.same_as)[0].period
        meant = () if kind is None else periods_meant(kind, asked)
        return Period.between(meant[0].start, meant[-1].end) if meant else asked

    def _frequency(self, rule: MonitoringRule, rounds: Sequence[Fulfilment], asked: Period) -> Verdict:
        """Whether every round was held; as its indicator says where records do not, or a reading does."""
        seen = frequency(rounds)
        if not self._is_indicator(rule.same_as):
            return seen
        indicator, _ = self._indicator(rule.same_as)
        variant, name, title = self._taken(indicator, declared=False)
        told = of_parts(
            [self._judgement(variant, name, title, period).verdict for period in _meant(variant, asked)]
        )
        is_decided = told in {Verdict.MET, Verdict.NOT_MET}
        return told if is_decided and (seen is Verdict.UNDETERMINED or name != DEFAULT) else seen

    def _said_of(self, asked: Period, code: str, window: Window) -> Said | None:
        """What the indicator or duty of a code says of the time in which a window ends."""
        duty = self._own_duty(code)
        if duty is not None:
            kind = duty.period
        elif self._is_indicator(code):
            kind = self._indicator(code)[0].period
        else:
            return None
        # No calendar reaches further.
        day = min(window.due or min(self.as_of, asked.end), dt.date(dt.MAXYEAR - 1, 12, 31))
        period = asked if kind is None else _holding(kind, day)
        if (code, period) not in self._said:
            said = self._of_code(code, period) if duty is None else self._of_own(duty, period)
            self._said[code, period] = said
        return self._said[code, period]

    def _is_indicator(self, code: str) -> bool:
        return any(code in indicator.names for indicator in self.profile.indicators)

    def _own_duty(self, code: str) -> Requirement | None:
        """A duty that is judged for itself, not by what it names."""
        duties = (duty for duty in self.profile.requirements if duty.measure is not None)
        return next((duty for duty in duties if duty.code == code), None)

    def _of_own(self, duty: Requirement, period: Period) -> Said:
        verdict = self.finding(duty, period).verdict
        return Said(verdict, verdict, None if duty.is_standing else period)

    def _of_code(self, code: str, period: Period) -> Said:
        """What an indicator or a part of one says, under the readings taken and without any."""
        indicator, part = self._indicator(code)
        variant, name, title = self._taken(indicator, declared=bool(part))
        taken = self._judgement(variant, name, title, period)
        declared = taken if name == DEFAULT else self._judgement(indicator, DEFAULT, "", period)
        if part:
            taken, declared = taken[part], declared[part]
        return Said(taken.verdict, declared.verdict, period)

    def _missed(self, code: str, period: Period) -> tuple[str, ...]:
        """What an indicator demands among other things and was not done in its time."""
        found: list[Fulfilment] = []
        for scheduled in (self.profile.roadmap.measures, self.profile.monitoring):
            demanded = [one.code for one in scheduled if code in one.demanded_by and recurs(one)]
            found += self._progress(scheduled, period, nothing_said, demanded) if demanded else ()
        inside = [one for one in found if _falls_in(one, period)]
        # Of several times too many, the one that passed in vain may lie without.
        whole = {one.code for one in found} - {one.code for one in found if one not in inside}
        return distinct(
            one.code for one in inside if is_missed(one) or (one.code in whole and is_one_of_too_many(one))
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
            found = self.engine.standing(question, judgement.period, state)
            return tuple(name or key for key, name in found)

        return names("failed"), names("unknown")

    def _result(
        self,
        indicator: Indicator,
        variants: Sequence[tuple[str, str, Indicator]],
        asked: Period,
        number: int,
        period: Period,
    ) -> Result:
        judgements = []
        for name, title, variant in variants:
            periods = _meant(variant, asked)
            # A reading may ask for another kind of period: one for one from the last, or else the first.
            at = period if variant.period is indicator.period else periods[max(number, -len(periods))]
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
            taken=_chosen(indicator, self.names),
            evidence=evidence,
            evidence_lacking=() if shown or not used else indicator.evidence,
            claims=tuple(claim for claim in self.data.claims if _is_about(claim, indicator, period)),
            quotes=distinct(quote for figure in used for quote in figure.quotes),
            region=self.profile.key,
            as_of=self.as_of,
            origin=ResultOrigin(self.engine, indicator),
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

    def _judgement(
        self, indicator: Indicator, name: str, title: str, period: Period, *, standing: bool = False
    ) -> Judgement:
        # What must always be kept is demanded while its act is in force, however the period ends.
        day = min(self.as_of, period.end) if standing else period.end
        parts = [
            self._part(
                part,
                period,
                self.edition.target(part.targets, period, indicator.period, day),
                accrues=indicator.accrues,
                standing=standing,
            )
            for part in indicator.parts()
        ]
        if indicator.measure is not None:
            judgement = attrs.evolve(parts[0], name=name, title=title)
            return self._without_what_was_missed(indicator, judgement)
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

    def _without_what_was_missed(self, indicator: Indicator, judgement: Judgement) -> Judgement:
        """Not met where something that it demands was not done in its time, whatever else is open."""
        target = judgement.target or self._target_before_repeal(indicator, judgement)
        open_ones = {Verdict.PENDING, Verdict.UNDETERMINED, Verdict.NO_DATA, Verdict.NO_TARGET}
        if judgement.name != DEFAULT or judgement.verdict not in open_ones or target is None:
            return judgement
        missed = self._missed(indicator.code, judgement.period)
        if not missed:
            return judgement
        return attrs.evolve(
            judgement,
            verdict=Verdict.NOT_MET,
            target=target,
            value=_short_of(target, judgement),
            reasons=(Reason(code="time-passed", about=missed),),
        )

    def _target_before_repeal(self, indicator: Indicator, judgement: Judgement) -> Target | None:
        """The target of rounds that a rule counts, too, while its act was in force: some fell due before."""
        counts_rounds = any(rule.same_as == indicator.code for rule in self.profile.monitoring)
        void = self.edition.void_since(indicator.clause.act)
        period = judgement.period
        if not counts_rounds or void is None or void not in period or self.place is not None:
            return None
        return self.edition.target(indicator.targets, period, indicator.period, void - ONE_DAY)

    def _part(
        self,
        part: Component,
        period: Period,
        target: Target | None,
        *,
        accrues: bool,
        standing: bool = False,
    ) -> Judgement:
        answers = [self._answer(question, period) for question in part.measure.questions]
        estimate = part.measure.estimate([answer.tally for answer in answers])
        target, has_targets = (None, False) if self.place else (target, bool(part.targets))
        reported = any(answer.reported for answer in answers)
        verdict = judged(
            estimate,
            None if target is None else target.norm,
            reported=reported,
            has_targets=has_targets,
            running=self.as_of < period.end and not standing,
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
                    *_reasons(verdict, estimate, period, has_targets=has_targets),
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
                    verdict=Verdict.NOT_APPLICABLE
                    if estimate.empty or estimate.over_whole
                    else Verdict.NO_TARGET,
                    value=estimate.bounds,
                    scale=part.measure.scale,
                    reasons=(Reason(code="over-whole"),) if estimate.over_whole else (),
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


def _short_of(target: Target, judgement: Judgement) -> Bounds | None:
    """The value of what is certainly not met: of whole numbers the next below what is demanded at most."""
    value, least = judgement.value, target.norm.low
    if judgement.scale is Scale.YES_NO:
        return Bounds.exact(0)
    if value is None or least is None or judgement.scale is not Scale.NUMBER:
        return value
    most = least if target.norm.low_open else least - 1
    is_whole = isinstance(most, int) and isinstance(value.low, int)
    is_wide = value.high is None or value.high > most
    return Bounds(value.low, most) if is_whole and is_wide and value.low <= most else value


def _broken_by(code: str, rounds: Sequence[Fulfilment]) -> tuple[Fulfilment, ...]:
    """The rounds of a rule that no day breaks but its indicator, which those say that were not held."""
    why = Reason(code="result-missed", about=(code,))
    held = {one for one in rounds if one.progress is Progress.DONE_ON_TIME}
    return tuple(
        one if one in held and len(held) < len(rounds) else attrs.evolve(one, reasons=(*one.reasons, why))
        for one in rounds
    )


def _meant(indicator: Indicator, asked: Period) -> tuple[Period, ...]:
    """The periods that a question means of an indicator; what is asked where its only one is another."""
    return periods_meant(indicator.period, asked) or (asked,)


def _sources(answers: Sequence[Answer], place: Municipality) -> tuple[str, ...]:
    """Where the figures of a municipality stand."""
    figures = [one for answer in answers for one in answer.figures if one.municipality == place.id]
    said = [(one.place, *(document.ref for document in one.evidence)) for one in figures]
    return distinct(text for texts in said for text in texts if text)


def _is_of_region(duty: Requirement) -> bool:
    """Whether the region as a whole shall do it: by some day, or as what can be said of nobody else."""
    measure = duty.measure
    return bool(duty.falls_due) or (isinstance(measure, Share) and measure.of.unit == REGION)


def _not_demanded(duty: Requirement, period: Period) -> Judgement:
    """Of a duty that does not bind then."""
    return _without_value(duty, period, Verdict.NO_TARGET, Reason(code="no-target-then"))


def _unchecked(duty: Requirement, period: Period) -> Judgement:
    """Of a duty that nobody can check."""
    why = "" if duty.unknown is None else duty.unknown.why
    return _without_value(duty, period, Verdict.UNDETERMINED, Reason(code="uncheckable", about=(why,)))


def _without_value(duty: Requirement, period: Period, verdict: Verdict, reason: Reason) -> Judgement:
    return Judgement(name=duty.code, title=duty.title, period=period, verdict=verdict, reasons=(reason,))


def _why(verdict: Verdict, found: Sequence[Fulfilment], followed: Sequence[Judgement]) -> Iterator[Reason]:
    """Why what falls due is not judged, or not yet."""
    match verdict:
        case Verdict.NOT_MET if not any(map(is_missed, found)):
            together = [one for one in found if is_one_of_too_many(one)]
            yield from distinct(reason for one in together for reason in one.reasons)
        case Verdict.NO_TARGET:
            yield Reason(code="no-target-then")
        case Verdict.PENDING:
            pending = (one.due for one in found if one.progress is Progress.PENDING)
            days = [due for due in pending if due is not None]
            yield from (Reason(code="still-runs", about=(f"{max(days):%d.%m.%Y}",)) for _ in days[:1])
        case Verdict.UNDETERMINED | Verdict.NO_DATA:
            open_states = {Progress.UNKNOWN, Progress.UNKNOWN_DEADLINE}
            reasons = [one.reasons for one in found if one.progress in open_states]
            reasons += [one.reasons for one in followed if one.verdict is not Verdict.MET]
            yield from distinct(reason for part in reasons for reason in part)


def _by_days(duty: Requirement, period: Period, verdict: Verdict, reasons: tuple[Reason, ...]) -> Judgement:
    """The judgement of a duty that days judge: a yes or no."""
    held = {Verdict.MET: Bounds.exact(1), Verdict.NOT_MET: Bounds.exact(0)}
    open_ones = {Verdict.UNDETERMINED, Verdict.PENDING}
    bound = verdict not in {Verdict.NO_TARGET, Verdict.NOT_APPLICABLE}
    return Judgement(
        name=duty.code,
        title=duty.title,
        period=period,
        verdict=verdict,
        value=Bounds(0, 1) if verdict in open_ones else held.get(verdict),
        scale=Scale.YES_NO,
        target=Target(period, duty.norm, duty.clause) if bound else None,
        reasons=reasons,
    )


_RANKS = (
    Verdict.NOT_MET,
    Verdict.UNDETERMINED,
    Verdict.NO_DATA,
    Verdict.PENDING,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
    Verdict.NO_TARGET,
)
"""Which of several periods speaks for all."""


def _worst(judgements: Sequence[Judgement]) -> Judgement | None:
    """The judgement that speaks for several periods; nothing of none."""
    if not judgements:
        return None
    worst, *others = sorted(judgements, key=lambda one: _RANKS.index(one.verdict))
    return attrs.evolve(worst, verdict=of_parts([worst.verdict, *(one.verdict for one in others)]))


def _holding(kind: PeriodKind | Period, day: dt.date) -> Period:
    """The period of a kind to which a day belongs."""
    if isinstance(kind, Period):
        return kind
    return next(one for year in (day.year, day.year + 1) for one in kind.ending_in(year) if day in one)


def _is_done_in(one: Fulfilment, period: Period) -> bool:
    """Whether something was carried out in a period, on a day that is known or not."""
    if one.done is not None:
        return one.done in period
    return one.progress is Progress.IN_PROGRESS or (
        one.progress is Progress.DONE_ON_TIME and _falls_in(one, period)
    )


def _open_by(why: tuple[Reason, ...], result: Result) -> Result:
    """A result whose open judgements tell, too, what else leaves them open."""
    told = [
        attrs.evolve(one, reasons=distinct((*one.reasons, *why))) if one.verdict in OPEN else one
        for one in result.judgements
    ]
    return attrs.evolve(result, judgements=tuple(told))


def _falls_in(one: Fulfilment, period: Period) -> bool:
    """Whether the whole time of something lies in a period."""
    start, due = one.occurrence.start, one.due
    return due is not None and due in period and (start is None or start in period)


def _chosen(indicator: Indicator, names: Sequence[str]) -> str:
    """The name of the judgement that counts."""
    return "+".join(one.name for one in indicator.readings if one.name in names) or DEFAULT


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


def _reasons(verdict: Verdict, estimate: Estimate, period: Period, *, has_targets: bool) -> Iterator[Reason]:
    if estimate.over_whole is not False and verdict in {Verdict.NOT_APPLICABLE, Verdict.UNDETERMINED}:
        yield Reason(code="over-whole" if estimate.over_whole else "perhaps-over-whole")
    if estimate.unlimited and verdict in {Verdict.MET, Verdict.NOT_MET}:
        yield Reason(code="unlimited")
    match verdict:
        case Verdict.NO_TARGET:
            yield Reason(code="no-target-then" if has_targets else "no-target")
        case Verdict.NOT_APPLICABLE if estimate.empty:
            yield Reason(code="nobody")
        case Verdict.PENDING:
            yield Reason(code="still-runs", about=(f"{period.end:%d.%m.%Y}",))


def _not_counted(weighed: Sequence[Judgement], verdict: Verdict) -> Iterator[Reason]:
    """The parts of an index that do not apply, where it has a value without them."""
    titles = tuple(part.title for part in weighed if part.verdict is Verdict.NOT_APPLICABLE)
    if titles and verdict is not Verdict.NOT_APPLICABLE:
        yield Reason(code="not-counted", about=titles)
