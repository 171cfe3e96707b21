"""Published claims beside the data: under which reading each is true, and whether it can be true at all."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from rnms._values import frozen
from rnms.audit.attainable import Admitted, standing_of
from rnms.audit.claimed import impossible, is_whole, number_text, verdict_of_numbers
from rnms.audit.consistency import contradictions
from rnms.audit.printed import Printed, sizes_behind
from rnms.audit.subjects import EVERYTHING, Subject, Subjects, about
from rnms.engine.engine import Engine
from rnms.errors import NoRecordsError, ReadingConflictError, UsageError
from rnms.indicators.counts import Count, Ratio, Scale, Share, Times
from rnms.indicators.definition import Component, Reading
from rnms.indicators.tally import LoadTally, Reason, Tally, distinct
from rnms.issues import message
from rnms.judge.assessment import Assessment
from rnms.judge.cases import Case, judge_case, name_of, periods_of
from rnms.judge.evaluation import evaluate
from rnms.judge.verdict import DECIDED
from rnms.logic.population import MUNICIPALITY, Population
from rnms.logic.question import asking
from rnms.model.norm import Bounds, Norm, Verdict
from rnms.model.period import Period
from rnms.model.returns import Claim, ClaimPart
from rnms.model.subjects import names_by_id
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import profile_of
from rnms.results.audit import WORST_FIRST, Audit, Checked, Contradiction, Rounding, Standing
from rnms.results.judgement import Judgement
from rnms.results.report import Report

if TYPE_CHECKING:
    from rnms.tables.tables import Tables

_OF_TARGETS = {"verdict-against-its-number"}
"""The laws that numbers may break and still be true."""
_OPEN = {Verdict.UNDETERMINED, Verdict.PENDING}


def check(
    claims: Iterable[Claim] | None = None,
    *,
    data: RegionalSystem | Tables | None = None,
    region: RegionProfile | str | None = None,
    period: Period | int | str,
    source: str = "",
) -> Audit:
    """Audit published claims: beside data, or the publication alone.

    >>> from rnms import audit
    >>> printed = {"1": "2036 (10,5 %)", "5": "14 (95 %)"}
    >>> claims = audit.published("khabarovsk", 2023, printed)
    >>> [checked.standing.name for checked in audit.check(claims, region="khabarovsk", period=2023)]
    ['NOT_CHECKABLE', 'IMPOSSIBLE']

    Args:
        claims: The claims; by default those that the data hold.
        data: The data; without any the publication is held against itself alone.
        region: A key or a profile; by default the one that the data name.
        period: The reporting year, or a period.
        source: What the claims were read from.

    Raises:
        ValueError: If there are neither data nor a region.
        PeriodError: If ``period`` names no period.
        RegionNotFoundError: If no region has this key.
    """
    if data is None:
        if region is None:
            raise UsageError(message("error.nothing-to-audit-by"))
        data = RegionalSystem(region=region if isinstance(region, str) else region.key)
    report = evaluate(data, period=period, region=region)
    profile = region if isinstance(region, RegionProfile) else None
    return audit_of(report, claims, data=data, profile=profile, source=source)


def audit_of(
    report: Report,
    claims: Iterable[Claim] | None = None,
    *,
    data: RegionalSystem | Tables | None = None,
    profile: RegionProfile | None = None,
    source: str = "",
) -> Audit:
    """Audit claims beside the data of a report.

    Args:
        report: The report.
        claims: The claims; by default those of the data about the period of the report.
        data: The data, for a report that was read from a file.
        profile: The region, where it is not a registered one.
        source: What the claims were read from.

    Raises:
        NoRecordsError: If the report was read from a file, and no data are given.
    """
    assessment = _assessment(report, report.data if data is None else data, profile)
    subjects = Subjects(assessment.profile)
    auditor = _Auditor(assessment=assessment, subjects=subjects, asked_period=report.period)
    own = tuple(assessment.data.claims if claims is None else claims)
    of_period = own if claims is not None else tuple(claim for claim in own if auditor.is_about(claim))
    against_itself = contradictions(own, subjects, report.period, auditor.size_of)
    checked = tuple(_beside(auditor.checked(claim), against_itself) for claim in of_period)
    return Audit(claims=checked, within=against_itself, source=source, period=report.period, judged=report)


def _assessment(
    report: Report, data: RegionalSystem | Tables | None, profile: RegionProfile | None
) -> Assessment:
    """Open the data of a report as they were judged."""
    origins = (result.origin for result in report.results)
    engine = next((getattr(origin, "engine", None) for origin in origins if origin is not None), None)
    if data is None and engine is None:
        raise NoRecordsError("this report was read from a file; give the data again: data=…")
    whole_profile = profile_of(profile or report.region)
    today = report.as_of or report.period.end
    if engine is None:
        assert data is not None  # noqa: S101  # looked at above
        engine = Engine.of_region(data, whole_profile, today)
    alone = (("municipality", report.municipality), ("organization", report.organization))
    return Assessment(
        data=engine.gathered(("measure_reports", "plan_items")),
        engine=engine,
        as_of=today,
        profile=whole_profile if report.known_on is None else whole_profile.as_known(report.known_on),
        judged_alone=next(((kind, key) for kind, key in alone if key is not None), None),
        day_is_over=today == report.period.end,
    )


def _beside(checked: Checked, contradictions_found: Iterable[Contradiction]) -> Checked:
    """Say of a claim that it is impossible beside another one, unless the data reproduce it."""
    # Where no data prefer a reading to what the words mean, both claims speak of the same.
    is_unread = checked.standing is Standing.NOT_CHECKABLE
    against = [
        contradiction
        for contradiction in contradictions_found
        if not contradiction.remark
        and (contradiction.certain or (is_unread and contradiction.kind not in _OF_TARGETS))
        and any(claim is checked.claim for claim in contradiction.claims)
    ]
    if not against or checked.standing in {Standing.REPRODUCED, Standing.IMPOSSIBLE}:
        return checked
    reasons = distinct((*(contradiction.reason for contradiction in against), *checked.reasons))
    return attrs.evolve(checked, standing=Standing.IMPOSSIBLE, reasons=reasons)


@frozen(kw_only=True)
class _Variant:
    """What the data say of a subject under some readings.

    Attributes:
        name: The names of the readings.
        size: How many readings these are.
        case: The indicator as they understand it, for its period.
        component: The part that is meant; ``None`` of a whole with several.
        tallies: The answers to its questions.
        value: The value, as far as it is known.
    """

    name: str
    size: int
    case: Case
    component: Component | None
    tallies: tuple[Tally | LoadTally, ...] = ()
    value: Bounds | None = None


@frozen(kw_only=True, eq=False)
class _Auditor:
    """Checks claims one by one.

    Attributes:
        assessment: The data and the acts.
        subjects: What codes and words stand for.
        asked_period: The period of the report.
    """

    assessment: Assessment
    subjects: Subjects
    asked_period: Period

    def is_about(self, claim: Claim) -> bool:
        """Tell whether a claim speaks of the period of the report, or of one that it means."""
        if claim.period == self.asked_period:
            return True
        indicators = self.assessment.profile.indicators
        subject = self.subjects.find(about(claim))
        meant = indicators if subject is None else [subject.indicator]
        return any(claim.period in periods_of(indicator, self.asked_period) for indicator in meant)

    def size_of(self, population: Population, period: Period) -> Bounds:
        """Find how many members a population has by the data."""
        return self.assessment.answer(asking(population), period).tally.size()

    def checked(self, claim: Claim) -> Checked:
        """Check a claim, and each of its parts, and name the municipality of which it speaks."""
        checked = self._checked_everywhere(claim) if about(claim) == EVERYTHING else self._with_parts(claim)
        [place, *others] = self._places(claim) or [""]
        return checked if others else attrs.evolve(checked, place=place and self._names[place])

    def _with_parts(self, claim: Claim) -> Checked:
        parts = tuple(
            self.checked(part)
            for part in map(functools.partial(_claim_of_part, claim), claim.parts)
            if self.subjects.find(about(part)) is not None
        )
        subject = self.subjects.find(about(claim))
        says_of_parts_alone = claim.parts and not _says_something(claim)
        if says_of_parts_alone and (not parts or subject is None or subject.measure is None):
            title = "" if subject is None else _title(subject)
            own = Checked(claim=claim, about=about(claim), title=title, standing=Standing.REPRODUCED)
        else:
            own = self._checked_itself(claim)
        return _with_parts(own, parts)

    def _checked_everywhere(self, claim: Claim) -> Checked:
        """Check a claim of all indicators: one for each, which stands for itself."""
        parts = tuple(
            self._checked_itself(attrs.evolve(claim, indicator=indicator.code))
            for indicator in self.assessment.profile.indicators
        )
        if claim.verdict is Verdict.NOT_MET:
            # «Не достигнуты» is true where one is not.
            best = max(parts, key=lambda part: WORST_FIRST.index(part.standing))
            return _decided_by(Checked(claim=claim, about=EVERYTHING, standing=best.standing), parts, best)
        return _with_parts(Checked(claim=claim, about=EVERYTHING, standing=Standing.REPRODUCED), parts)

    def _checked_itself(self, claim: Claim) -> Checked:
        name = about(claim)
        subject = self.subjects.find(name)
        if (fault := impossible(claim, subject)) is not None:
            title = "" if subject is None else _title(subject)
            return Checked(
                claim=claim, about=name, title=title, standing=Standing.IMPOSSIBLE, reasons=(fault,)
            )

        title = "" if subject is None else _title(subject)

        def open_still(code: str, *facts: str) -> Checked:
            return Checked(
                claim=claim,
                about=name,
                title=title,
                standing=Standing.NOT_CHECKABLE,
                reasons=(Reason(code=code, about=facts),),
            )

        if subject is None:
            return open_still("audit-unknown-word", name)
        if claim.holds is not None and subject.measure is None:
            yes_no = [part.name for part in subject.indicator.parts() if part.measure.scale is Scale.YES_NO]
            subject = attrs.evolve(subject, part=yes_no[0]) if len(yes_no) == 1 else subject
        if (code := _unfit(_counted(claim, subject), subject)) is not None:
            parts = ", ".join(subject.indicator.names[1:])
            return open_still(code, name, parts)
        periods = subject.periods(claim, self.asked_period)
        if len(periods) != 1:
            return open_still("audit-several-periods", ", ".join(map(str, periods)))
        if claim.municipality is None:
            return self.compared(claim, subject, periods[0])
        ids = self._places(claim)
        if len(ids) != 1:
            return open_still("audit-unknown-place", claim.municipality)
        checked = self._alone(ids[0]).compared(_counted(claim, subject), subject, periods[0])
        return attrs.evolve(checked, claim=claim)

    @functools.cached_property
    def _names(self) -> Mapping[str, str]:
        return names_by_id(self.assessment.municipalities)

    def _places(self, claim: Claim) -> list[str]:
        """List the ids of the municipalities that a claim may mean by an id or a name."""
        return [place for place, name in self._names.items() if claim.municipality in {place, name}]

    def _alone(self, municipality: str) -> _Auditor:
        alone = attrs.evolve(self.assessment, judged_alone=("municipality", municipality))
        return attrs.evolve(self, assessment=alone)

    def compared(self, claim: Claim, subject: Subject, period: Period) -> Checked:
        """Hold a claim that fits what it speaks of against what the data say under every reading."""
        variants = _Variants(self, subject, period, claim)
        together = tuple(self._together(claim))
        default = variants.of(())
        unrated = Checked(
            claim=claim,
            about=about(claim),
            title=_title(subject),
            standing=Standing.NOT_CHECKABLE,
            ours=None if default is None else _ours(default, claim),
            scale=_scale_shown(claim, subject),
        )
        if claim.verdict is not None and _is_of_parts(subject):
            unrated = attrs.evolve(unrated, parts=tuple(self._parts_judged(claim, subject)))
        standing = Standing.NOT_CHECKABLE
        roundings = _roundings((claim, subject), *((part.claim, part.subject) for part in together))
        for rounding in roundings:
            standing, reached = self._best((variants, *together), rounding)
            if standing not in {Standing.CONTRADICTED, Standing.NOT_CHECKABLE}:
                is_told = rounding is not Rounding.HALF_UP
                return attrs.evolve(
                    unrated,
                    standing=standing,
                    readings=tuple(variant.name for variant in reached),
                    reading_titles=tuple(variant.case.title for variant in reached),
                    there=_ours(reached[0], claim),
                    rounding=rounding if is_told else None,
                    reasons=self._open_reasons(reached[0].case, subject)
                    if standing is Standing.WITHIN
                    else (),
                )
        if standing is Standing.NOT_CHECKABLE:
            reasons = self._open_reasons(variants.case(()), subject)
            reasons = self._without_verdict(variants) or reasons or (Reason(code="audit-no-data", about=()),)
            return attrs.evolve(unrated, reasons=reasons)
        return attrs.evolve(
            unrated,
            standing=standing,
            decisive=self._is_decisive(claim, subject, variants.case(())),
            reasons=tuple(self._reasons_against(variants, together, roundings)),
        )

    def _together(self, claim: Claim) -> Iterator[_Variants]:
        """Walk over the parts that stand in the sentence of a claim: they are counted as it is."""
        for part in claim.parts:
            of_part = _claim_of_part(claim, part)
            subject = self.subjects.find(about(of_part))
            if of_part.quote != claim.quote or subject is None or _unfit(of_part, subject) is not None:
                continue
            periods = subject.periods(of_part, self.asked_period)
            if len(periods) == 1:
                yield _Variants(self, subject, periods[0], of_part)

    def _reasons_against(
        self, variants: _Variants, together: Iterable[_Variants], roundings: Iterable[Rounding]
    ) -> Iterator[Reason]:
        """Say of a claim that the data contradict what of it fails, and what is notable about that."""
        said = [variants.saying(piece) for piece in _said_apart(variants.claim)]
        pieces = [piece for piece in (*said, *together) if _says_something(piece.claim)]
        failing = [
            piece
            for piece in pieces
            if all(self._best((piece,), rounding)[0] is Standing.CONTRADICTED for rounding in roundings)
        ]
        failing_numbers = [piece for piece in failing if piece in said and piece.claim.verdict is None]
        if failing_numbers and _lies_between(variants.of(()), variants.claim):
            yield Reason(code="audit-between")
        elif failing_numbers and len(said) > 1:
            yield Reason(code="audit-number-fails")
        if len(said) > 1 and said[-1] in failing:
            yield Reason(code="audit-verdict-fails")
        yield from self._without_verdict(variants)
        if len(pieces) > 1 and not failing:
            yield Reason(code="audit-not-together")

    def _without_verdict(self, variants: _Variants) -> tuple[Reason, ...]:
        """Say why there is no verdict that could be held against that of a claim; nothing where there is."""
        claim, subject, case = variants.claim, variants.subject, variants.case(())
        if claim.verdict is None or variants.of(()) is None:
            return ()
        if subject.is_word:
            return (Reason(code="audit-no-target"),)
        judgement = self._judgement(case, subject.component(case.indicator))
        if judgement.verdict in {*DECIDED, *_OPEN}:
            return ()
        return (Reason(code="audit-no-verdict"), *judgement.reasons)

    def _parts_judged(self, claim: Claim, subject: Subject) -> Iterator[Checked]:
        """Check the verdict of each part of an indicator that has several."""
        for code in subject.indicator.names[1:]:
            yield self._checked_itself(_only_verdict(claim, code))

    def _best(self, said: Sequence[_Variants], rounding: Rounding) -> tuple[Standing, tuple[_Variant, ...]]:
        """Find the best standing, and the smallest sets of readings that give it."""
        variants, *together = said
        best, reached = Standing.NOT_CHECKABLE, list[_Variant]()
        for size in range(3):
            if best is Standing.REPRODUCED:
                break
            for variant in variants.of_size(size):
                standing = self._standing(variant, variants.claim, together, rounding)
                if not reached or _rank(standing) > _rank(best):
                    best, reached = standing, [variant]
                elif standing is best and reached[0].size == size:
                    reached.append(variant)
        return best, tuple(reached)

    def _standing(
        self, variant: _Variant, claim: Claim, together: Iterable[_Variants], rounding: Rounding
    ) -> Standing:
        """Tell how everything that a claim and its parts say stands under the same readings."""
        beside = [(part.alike(variant.case.readings), part.claim) for part in together]
        # Of what the data are silent, it is said of the part itself.
        standings = [
            self._standing(of_part, said, (), rounding) for of_part, said in beside if of_part is not None
        ]
        if _says_numbers(claim):
            standings.append(_standing_of_numbers(variant, claim, rounding))
        if claim.holds is not None:
            standings.append(
                _standing_of_norm(variant.value, Norm(low=int(claim.holds), high=int(claim.holds)))
            )
        if claim.verdict is not None:
            standings.append(
                _standing_of_verdict(self._judgement(variant.case, variant.component).verdict, claim.verdict)
            )
        return min(standings, key=_rank, default=Standing.NOT_CHECKABLE)

    def _judgement(self, case: Case, component: Component | None) -> Judgement:
        judgement = judge_case(self.assessment, case)
        is_of_part = component is not None and case.indicator.measure is None
        return judgement[component.name] if component is not None and is_of_part else judgement

    def _is_decisive(self, claim: Claim, subject: Subject, case: Case) -> bool:
        """Tell whether the verdict by a claim that the data contradict is another one than theirs."""
        if subject.is_word:
            return False
        judgement = judge_case(self.assessment, case)
        judgement = judgement[subject.part] if subject.part else judgement
        norm = None if judgement.target is None else judgement.target.known_norm
        claimed = claim.verdict or verdict_of_numbers(claim, norm, subject)
        return claimed in DECIDED and judgement.verdict in DECIDED and claimed is not judgement.verdict

    def _open_reasons(self, case: Case, subject: Subject) -> tuple[Reason, ...]:
        """List what would have to be known."""
        component, period = subject.component(case.indicator), case.period
        parts = case.indicator.parts() if component is None else (component,)
        questions = [question for part in parts for question in part.measure.questions]
        answers = [self.assessment.answer(question, period) for question in questions]
        return self.assessment.reasons_left_open(questions, answers, period)


class _Variants:
    """What the data say of a subject under its readings: under none, each alone, and each two of them."""

    def __init__(self, auditor: _Auditor, subject: Subject, period: Period, claim: Claim) -> None:
        self.claim, self.subject = claim, subject
        self._auditor, self._period = auditor, period
        whole = auditor.asked_period
        row = periods_of(subject.indicator, whole)
        # A reading may count by another kind of period: then periods are paired from the last one backwards.
        self._asked, self._number = (
            (whole, row.index(period) - len(row)) if period in row else (claim.period, -1)
        )
        self._known: dict[tuple[str, ...], _Variant | None] = {}

    def saying(self, claim: Claim) -> _Variants:
        """Make the same of another claim about this."""
        other = copy.copy(self)
        other.claim = claim
        return other

    def of_size(self, size: int) -> Iterator[_Variant]:
        """Walk over those under so many readings that have data."""
        for readings in combinations(self.subject.indicator.readings, size):
            variant = self.of(readings)
            if variant is not None:
                yield variant

    def alike(self, readings: Iterable[Reading]) -> _Variant | None:
        """Find what the data say under those of some readings that bear on this, by name."""
        names = {reading.name for reading in readings}
        return self.of([reading for reading in self.subject.indicator.readings if reading.name in names])

    def of(self, readings: Sequence[Reading]) -> _Variant | None:
        """Find what the data say under some readings; ``None`` where they are silent, or these conflict."""
        key = tuple(reading.name for reading in readings)
        if key not in self._known:
            try:
                self._known[key] = self._variant(readings)
            except ReadingConflictError:
                self._known[key] = None
        return self._known[key]

    def case(self, readings: Sequence[Reading]) -> Case:
        """Make the case under some readings, for the period of the claim or the one that they count by."""
        changed = self.subject.indicator.under(readings) if readings else self.subject.indicator
        row = periods_of(changed, self._asked) if changed.period != self.subject.indicator.period else ()
        period = row[max(self._number, -len(row))] if row else self._period
        return Case(indicator=changed, readings=tuple(readings), period=period)

    def _variant(self, readings: Sequence[Reading]) -> _Variant | None:
        case = self.case(readings)
        component = self.subject.component(case.indicator)
        name, assessment = name_of(readings), self._auditor.assessment
        parts = case.indicator.parts() if component is None else (component,)
        answers = [
            assessment.answer(question, case.period) for part in parts for question in part.measure.questions
        ]
        if not any(answer.reported for answer in answers):
            return None
        if component is None:
            return _Variant(name=name, size=len(readings), case=case, component=None)
        tallies = tuple(answer.tally for answer in answers)
        value = component.measure.estimate(tallies).bounds
        return _Variant(
            name=name, size=len(readings), case=case, component=component, tallies=tallies, value=value
        )


def _title(subject: Subject) -> str:
    """Name what a claim speaks of in the words of the order."""
    parts = subject.indicator.components
    part = next((part for part in parts if part.name == subject.part), None) if subject.part else None
    return subject.indicator.title if part is None else part.title


def _rank(standing: Standing) -> int:
    """Order standings from the worst to the best; a claim stands as the best reading says."""
    return WORST_FIRST.index(standing)


def _with_parts(checked: Checked, parts: tuple[Checked, ...]) -> Checked:
    """Let a claim stand as the worst of what it says."""
    if not parts:
        return checked
    worst = min((checked, *parts), key=lambda part: WORST_FIRST.index(part.standing))
    decisive = checked.decisive or any(part.decisive for part in parts)
    if worst is checked:
        return attrs.evolve(checked, parts=(*checked.parts, *parts), decisive=decisive)
    return attrs.evolve(_decided_by(checked, parts, worst), decisive=decisive, readings=())


def _decided_by(checked: Checked, parts: tuple[Checked, ...], deciding: Checked) -> Checked:
    """Let a claim stand as one of its parts, and name those that stand so."""
    codes = tuple(part.about for part in parts if part.standing is deciding.standing)
    reasons = (Reason(code="audit-parts", about=(", ".join(codes),)), *checked.reasons)
    return attrs.evolve(checked, standing=deciding.standing, parts=(*checked.parts, *parts), reasons=reasons)


def _claim_of_part(claim: Claim, part: ClaimPart) -> Claim:
    """Make the claim of a part, for itself."""
    return Claim(
        period=claim.period,
        quote=part.quote or claim.quote,
        key=part.key,
        municipality=claim.municipality,
        count=part.count,
        share=part.share,
    )


def _only_verdict(claim: Claim, code: str) -> Claim:
    return attrs.evolve(claim, indicator=code, count=None, among=None, share=None, holds=None, parts=())


def _said_apart(claim: Claim) -> tuple[Claim, ...]:
    """Take the numbers of a claim and its verdict apart, where it says both."""
    if claim.verdict is None or not (_says_numbers(claim) or claim.holds is not None):
        return (claim,)
    return (
        attrs.evolve(claim, verdict=None),
        attrs.evolve(claim, count=None, among=None, share=None, holds=None),
    )


def _says_numbers(claim: Claim) -> bool:
    return claim.count is not None or claim.among is not None or claim.share is not None


def _says_something(claim: Claim) -> bool:
    return _says_numbers(claim) or claim.holds is not None or claim.verdict is not None


def _is_of_parts(subject: Subject) -> bool:
    return subject.measure is None and not subject.part


def _counted(claim: Claim, subject: Subject) -> Claim:
    """Make of the «да» of one municipality that one of one passes, where municipalities are counted."""
    measure = subject.measure
    is_of_itself = isinstance(measure, Share) and measure.denominator.unit == MUNICIPALITY
    if claim.holds is None or claim.municipality is None or not is_of_itself or _says_numbers(claim):
        return claim
    return attrs.evolve(claim, count=int(claim.holds), among=1, holds=None)


def _unfit(claim: Claim, subject: Subject) -> str | None:
    """Name why what a claim says cannot be asked of what it speaks of."""
    measure = subject.measure
    if measure is None:
        return "audit-say-part" if _says_numbers(claim) or claim.holds is not None else None
    is_yes_no = measure.scale is Scale.YES_NO
    if claim.holds is not None and not is_yes_no:
        return "audit-no-yes-no"
    if _says_numbers(claim) and is_yes_no:
        return "audit-yes-no"
    if claim.verdict is not None and subject.is_word and not _says_numbers(claim):
        return "audit-no-target"
    is_counted = isinstance(measure, Share)
    if (claim.among is not None or (claim.count is not None and claim.share is not None)) and not is_counted:
        return "audit-no-share"
    if isinstance(measure, Count | Times) and claim.share is not None:
        return "audit-no-share"
    return None


def _roundings(*said: tuple[Claim, Subject]) -> tuple[Rounding, ...]:
    """List the ways in which the numbers of one sentence may have been rounded, all alike."""
    texts = [number_text(claim, subject) for claim, subject in said]
    is_rounded = any(text is not None and not Printed.of(text).word for text in texts)
    return tuple(Rounding) if is_rounded else (Rounding.HALF_UP,)


def _standing_of_numbers(variant: _Variant, claim: Claim, rounding: Rounding) -> Standing:
    measure = None if variant.component is None else variant.component.measure
    if isinstance(measure, Share):
        [tally] = variant.tallies
        assert isinstance(tally, Tally)  # noqa: S101  # engines answer a question by its kind
        decided = tally if measure.missing is None else tally.decided(measure.missing)
        share = None if claim.share is None else Printed.of(claim.share).norm(rounding)
        return standing_of(decided, Admitted(count=claim.count, among=claim.among, share=share))
    if isinstance(measure, Ratio) and measure.scale is Scale.PERCENT:
        return _standing_of_ratio(variant, claim, rounding)
    if is_whole(measure) and claim.count is not None:
        return _standing_of_norm(variant.value, Norm(low=claim.count, high=claim.count))
    text = str(claim.count) if claim.share is None else claim.share
    is_share = measure is not None and measure.scale is Scale.PERCENT
    return _standing_of_norm(variant.value, Printed.of(text, is_share=is_share).norm(rounding))


def _standing_of_ratio(variant: _Variant, claim: Claim, rounding: Rounding) -> Standing:
    """Hold a claim against a share whose numerator is no part of its denominator: both are counted apart."""
    above, below = (tally.size() for tally in variant.tallies)
    standings = []
    for number, bounds in ((claim.count, above), (claim.among, below)):
        if number is not None:
            standings.append(_standing_of_norm(bounds, Norm(low=number, high=number)))
    if claim.share is not None:
        norm = Printed.of(claim.share).norm(rounding)
        standings.append(_standing_of_norm(variant.value, norm))
        sizes = sizes_behind(claim.count, claim.among, norm, is_part=False)
        is_possible = sizes is not None and sizes.meet(below) is not None
        standings += [] if is_possible else [Standing.CONTRADICTED]
    return min(standings, key=_rank)


_OF_VERDICT = {
    Verdict.MET: Standing.REPRODUCED,
    Verdict.NOT_MET: Standing.CONTRADICTED,
    Verdict.UNDETERMINED: Standing.WITHIN,
}


def _standing_of_norm(value: Bounds | None, norm: Norm) -> Standing:
    return Standing.NOT_CHECKABLE if value is None else _OF_VERDICT[norm.verdict(value)]


def _standing_of_verdict(ours: Verdict, claimed: Verdict) -> Standing:
    """Hold a verdict against ours: what is open may become either."""
    if ours is claimed:
        return Standing.REPRODUCED
    if claimed in DECIDED and ours in DECIDED:
        return Standing.CONTRADICTED
    return Standing.WITHIN if claimed in DECIDED and ours in _OPEN else Standing.NOT_CHECKABLE


def _lies_between(default: _Variant | None, claim: Claim) -> bool:
    """Tell whether a share lies within the bounds, and no whole numbers there give it."""
    if default is None or claim.share is None or claim.count is not None or default.value is None:
        return False
    norm = Printed.of(claim.share).norm(Rounding.HALF_UP)
    return isinstance(default.tallies[0], Tally) and norm.verdict(default.value) is not Verdict.NOT_MET


def _ours(variant: _Variant, claim: Claim) -> Bounds | None:
    """Find what the data say of the same: of a printed count the count, else the value."""
    measure = None if variant.component is None else variant.component.measure
    if claim.share is not None or claim.count is None or not variant.tallies:
        return variant.value
    tally = variant.tallies[0]
    if isinstance(measure, Share) and isinstance(tally, Tally):
        return (tally if measure.missing is None else tally.decided(measure.missing)).passing()
    is_percent = isinstance(measure, Ratio) and measure.scale is Scale.PERCENT
    return tally.size() if is_percent else variant.value


def _scale_shown(claim: Claim, subject: Subject) -> Scale:
    """Tell how what the data say is written beside a claim."""
    measure = subject.measure
    is_counted = isinstance(measure, Share) and claim.share is None and claim.count is not None
    return Scale.NUMBER if measure is None or is_counted else measure.scale
