"""A publication against itself: what its claims say together, without any data of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product

import attrs

from rnms._values import frozen
from rnms.audit.claimed import impossible, number_text, printed_share, verdict_of_numbers
from rnms.audit.printed import Printed, sizes_behind
from rnms.audit.subjects import EVERYTHING, Subject, Subjects, about
from rnms.errors import PeriodError
from rnms.indicators.counts import Ratio, Scale, Share
from rnms.indicators.loads import Load, Statistic
from rnms.indicators.tally import Reason
from rnms.judge.verdict import DECIDED
from rnms.logic.binding import bound
from rnms.logic.implication import implies, included
from rnms.logic.population import Population
from rnms.logic.question import Question, asking
from rnms.logic.window import Window
from rnms.model.norm import Bounds, Norm, Verdict
from rnms.model.period import Period
from rnms.model.returns import Claim, ClaimPart
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import profile_of
from rnms.results.audit import Contradiction

SizeOf = Callable[[Population, Period], Bounds]
"""Tells how many members a population has by what is known besides the publication."""
NOTABLE = 100
"""From so many on one number for two different things is no coincidence: 15 is the number of many things."""


def within(
    claims: Iterable[Claim], *, region: RegionProfile | str, period: Period | int | str
) -> tuple[Contradiction, ...]:
    """List what a publication says against itself, without any data.

    >>> from rnms import audit
    >>> claims = audit.published("khabarovsk", 2023, {"3": "93 %, достигнут"})
    >>> [found.kind for found in audit.within(claims, region="khabarovsk", period=2023)]
    ['verdict-against-its-number']

    Args:
        claims: What it says.
        region: A key or a profile.
        period: The reporting year, or a period.

    Raises:
        RegionNotFoundError: If no region has this key.
        PeriodError: If ``period`` names no period.
    """
    profile = profile_of(region)
    return contradictions(tuple(claims), Subjects(profile), Period.of(period), lambda *_: Bounds(0, None))


def contradictions(
    claims: Sequence[Claim], subjects: Subjects, asked_period: Period, size_of: SizeOf
) -> tuple[Contradiction, ...]:
    """List what the claims of each document say against each other, and the verdicts of all of them.

    Args:
        claims: The claims.
        subjects: What codes and words stand for.
        asked_period: The period that is audited.
        size_of: Tells how many there are of a population, as far as that is known.
    """
    contradictions_found: list[Contradiction] = []
    for document in dict.fromkeys(claim.quote.document for claim in claims):
        own = [claim for claim in claims if claim.quote.document == document]
        statements = [line for claim in own for line in _statements(claim, subjects, asked_period)]
        for law in (_granularity, _bases, _parts, _unions, _sums, _falls, _one_number, _means, _loads):
            contradictions_found += law(statements, size_of)
        contradictions_found += _verdicts(own, statements, subjects.profile)
    # Whatever else each document counts, one of two opposite verdicts is wrong.
    opposite = [*_opposite_verdicts(claims, subjects, asked_period)]
    missed = _missed_by_none(claims, subjects, asked_period)
    return (*_with_numbers(contradictions_found, opposite), *missed)


@frozen(kw_only=True)
class _Statement:
    """A claim, or a part of one, about one thing.

    Attributes:
        claim: The claim that makes it.
        said: What it says, as a claim of its own.
        subject: What it speaks of.
        period: The period.
    """

    claim: Claim
    said: Claim
    subject: Subject
    period: Period

    @property
    def question(self) -> Question | None:
        """What was counted, where it is one thing."""
        return self.subject.question

    @property
    def window(self) -> Window:
        """The days that it speaks of."""
        return Window.of(self.period)

    @property
    def is_certain(self) -> bool:
        """Whether nobody can understand what was counted in another way."""
        return not self.subject.indicator.readings

    @property
    def population(self) -> Population | None:
        """Of whom it gives a share."""
        measure = self.subject.measure
        return measure.denominator if isinstance(measure, Share) else None

    def is_beside(self, other: _Statement) -> bool:
        """Tell whether two speak of one period and one place."""
        return (self.period, self.said.municipality) == (other.period, other.said.municipality)

    def values(self) -> tuple[Norm, ...]:
        """Find the values that its printed number may have been rounded from, under each rounding."""
        text = number_text(self.said, self.subject)
        measure = self.subject.measure
        is_share = measure is not None and measure.scale is Scale.PERCENT
        return () if text is None else tuple(norm for _, norm in Printed.of(text, is_share=is_share).norms())

    def sizes(self) -> tuple[Bounds, ...]:
        """Find of how many its share can be, under each rounding."""
        share = printed_share(self.said, self.subject)
        norms = [None] if share is None else [norm for _, norm in share[0].norms()]
        sizes = (sizes_behind(self.said.count, self.said.among, norm) for norm in norms)
        return tuple(size for size in sizes if size is not None)


def _statements(claim: Claim, subjects: Subjects, asked_period: Period) -> Iterator[_Statement]:
    """Walk over what a claim says, and its parts that are words of the order."""
    parts = [_of_part(claim, part) for part in claim.parts]
    for own in (claim, *parts):
        subject = None if about(own) == EVERYTHING else subjects.find(about(own))
        if subject is not None:
            periods = subject.periods(own, asked_period)
            period = periods[0] if len(periods) == 1 else own.period
            yield _Statement(claim=claim, said=own, subject=subject, period=period)


def _of_part(claim: Claim, part: ClaimPart) -> Claim:
    return attrs.evolve(
        claim, indicator=None, key=part.key, count=part.count, share=part.share, among=None,
        holds=None, verdict=None, parts=(),
    )  # fmt: skip


def _claims(*statements: _Statement) -> tuple[Claim, ...]:
    return tuple({id(statement.claim): statement.claim for statement in statements}.values())


def _texts(*numbers: object) -> tuple[str, ...]:
    return tuple(map(str, numbers))


def _headcounts(
    population: Population, beside: _Statement, statements: Iterable[_Statement]
) -> Iterator[tuple[_Statement, int]]:
    """List what was printed of how many members a population has, in the period and the place of a claim."""
    for statement in statements:
        count = statement.said.count
        if statement.question == asking(population) and count is not None and statement.is_beside(beside):
            yield statement, count


def _granularity(statements: Iterable[_Statement], _: SizeOf) -> Iterator[Contradiction]:
    """Find numbers that no whole numbers make."""
    for statement in statements:
        reason = impossible(statement.said, statement.subject)
        if reason is not None:
            yield Contradiction(kind="granularity", claims=_claims(statement), reason=reason, certain=True)


def _bases(statements: Sequence[_Statement], size_of: SizeOf) -> Iterator[Contradiction]:
    """Hold shares of one population against each other: all are of the same number of members."""
    groups: dict[tuple[str, Period, str | None], list[_Statement]] = {}
    for statement in statements:
        of_share = statement.said.share is not None or statement.said.among is not None
        if statement.population is not None and of_share and statement.sizes():
            groups.setdefault(
                (statement.population.key, statement.period, statement.said.municipality), []
            ).append(statement)
    for group in groups.values():
        hulls = [_hull(statement.sizes()) for statement in group]
        apart = False
        for (first, of_first), (second, of_second) in combinations(zip(group, hulls, strict=True), 2):
            if first.claim is not second.claim and of_first.meet(of_second) is None:
                apart = True
                numbers = (first.subject.indicator.code, _range(of_first), second.subject.indicator.code)
                yield Contradiction(
                    kind="different-bases",
                    claims=_claims(first, second),
                    reason=Reason(code="audit-different-bases", about=(*numbers, _range(of_second))),
                    certain=first.is_certain and second.is_certain,
                )
        if not apart:
            yield from _base(group, hulls, statements, size_of)


def _base(
    group: Sequence[_Statement], hulls: Sequence[Bounds], statements: Sequence[_Statement], size_of: SizeOf
) -> Iterator[Contradiction]:
    """Tell the size of which all shares are, where another one is printed, or known.

    Where nobody knows how many there are, the one size that all shares have.
    """
    common: Bounds | None = hulls[0]
    for hull in hulls[1:]:
        common = common and common.meet(hull)
    population = group[0].population
    if common is None or population is None:
        return

    def remark(of: Sequence[_Statement], *numbers: Bounds) -> Contradiction:
        code = "audit-base-instead" if len(numbers) > 1 else "audit-base"
        about_it = (population.title, *map(_range, numbers))
        return Contradiction(
            kind="base", claims=_claims(*of), reason=Reason(code=code, about=about_it), remark=True
        )

    printed = [*_headcounts(population, group[0], statements)]
    others = [(statement, Bounds.exact(count)) for statement, count in printed if count not in common]
    if others:
        yield from (remark((*group, statement), common, size) for statement, size in others)
    elif common.is_exact and group[0].said.municipality is None:
        size = size_of(population, group[0].period)
        is_known = size != Bounds(0, None)
        if common.low not in size or not (size.is_exact or printed):
            yield remark(group, common, *([size] if is_known else []))


def _hull(sizes: Sequence[Bounds]) -> Bounds:
    highs = [bounds.high for bounds in sizes]
    limited = [high for high in highs if high is not None]
    return Bounds(min(bounds.low for bounds in sizes), max(limited) if len(limited) == len(highs) else None)


def _range(bounds: Bounds) -> str:
    """Write a number of members, or the least and the greatest of them."""
    if bounds.is_exact:
        return str(bounds.low)
    return f"{bounds.low}\N{EN DASH}{'' if bounds.high is None else bounds.high}"


def _parts(statements: Sequence[_Statement], _: SizeOf) -> Iterator[Contradiction]:
    """Hold the number of a part against that of its whole: whoever is counted there is counted here."""
    for part, whole in permutations(statements, 2):
        narrow, wide, numbers = part.question, whole.question, (part.said.count, whole.said.count)
        if narrow is None or wide is None or narrow == wide or None in numbers:
            continue
        few, many = part.said.count or 0, whole.said.count or 0
        if few <= many or part.period != whole.period or part.said.municipality != whole.said.municipality:
            continue
        ever = attrs.evolve(whole.window, start=dt.date.min, since=dt.date.min)
        names = (about(part.said), str(few), about(whole.said), str(many))
        if included(narrow, part.window, wide, whole.window):
            yield Contradiction(
                kind="part-exceeds-whole",
                claims=_claims(part, whole),
                reason=Reason(code="audit-part-exceeds-whole", about=names),
                certain=part.is_certain and whole.is_certain,
            )
        elif included(narrow, part.window, wide, ever):
            yield Contradiction(
                kind="before-the-period",
                claims=_claims(part, whole),
                reason=Reason(code="audit-before-the-period", about=(*names, str(few - many))),
                remark=True,
            )


def _unions(statements: Sequence[_Statement], _: SizeOf) -> Iterator[Contradiction]:
    """Hold the number of a union against those of what it joins: it is at most their sum."""
    sizes = {
        (statement.question.of.key, statement.period, statement.said.municipality): statement
        for statement in statements
        if statement.question is not None
        and statement.question.term is None
        and statement.said.count is not None
    }
    for (_key, period, place), whole in sizes.items():
        union = () if whole.question is None else whole.question.of.union
        parts = [sizes.get((part.key, period, place)) for part in union]
        claimed = [part for part in parts if part is not None]
        total, count = sum(part.said.count or 0 for part in claimed), whole.said.count or 0
        if union and len(claimed) == len(union) and count > total:
            yield Contradiction(
                kind="union",
                claims=_claims(whole, *claimed),
                reason=Reason(code="audit-union", about=_texts(about(whole.said), count, total)),
                certain=whole.is_certain,
            )


def _sums(statements: Sequence[_Statement], _: SizeOf) -> Iterator[Contradiction]:
    """Hold parts against their total: they add up only where nobody is in two of them."""
    for statement in statements:
        if (
            statement.said is statement.claim
            and statement.question is not None
            and statement.said.count is not None
        ):
            yield from _sum_of_parts(statement, statement.question, statement.said.count)
            yield from _sum_of_places(statement, statement.question, statement.said.count, statements)


def _sum_of_parts(whole: _Statement, question: Question, count: int) -> Iterator[Contradiction]:
    """Add up the parts of which none is a word of the order: municipalities, or shorter periods."""
    parts = whole.claim.parts
    numbers = [part.count for part in parts if part.count is not None]
    if not parts or len(numbers) < len(parts) or any(_is_word(part.key, whole) for part in parts):
        return
    of_periods = all(_is_period(part.key) for part in parts)
    adds_up = question.of.unit.on_one_day if of_periods else question.of.in_one_place
    is_right = sum(numbers) == count if adds_up else max(numbers) <= count <= sum(numbers)
    if not is_right:
        code = "audit-sum" if adds_up else "audit-sum-at-least"
        about_it = _texts(about(whole.said), count, sum(numbers), max(numbers))
        yield Contradiction(
            kind="sum", claims=_claims(whole), reason=Reason(code=code, about=about_it), certain=True
        )


def _sum_of_places(
    whole: _Statement, question: Question, count: int, statements: Sequence[_Statement]
) -> Iterator[Contradiction]:
    """Add up what was told of municipalities, which may not be all of them."""
    if whole.said.municipality is not None:
        return
    places = [
        statement
        for statement in statements
        if statement.said.municipality is not None
        and statement.question == question
        and statement.period == whole.period
        and statement.said.count is not None
    ]
    numbers = [statement.said.count or 0 for statement in places]
    reached = sum(numbers) if question.of.in_one_place else max(numbers, default=0)
    if reached > count:
        yield Contradiction(
            kind="sum",
            claims=_claims(whole, *places),
            reason=Reason(code="audit-sum-of-places", about=_texts(about(whole.said), count, reached)),
            certain=whole.is_certain,
        )


def _is_word(key: str, whole: _Statement) -> bool:
    """Tell whether a part is a word of the order, and so a statement of its own."""
    return "." in key or key == whole.subject.indicator.code


def _is_period(key: str) -> bool:
    try:
        Period.of(key)
    except (PeriodError, ValueError):
        return False
    return True


def _falls(statements: Sequence[_Statement], _: SizeOf) -> Iterator[Contradiction]:
    """Find counts of what stays reached that fall from one period to a later statement."""
    for earlier, later in permutations(statements, 2):
        question, counts = earlier.question, (earlier.said.count, later.said.count)
        if question is None or later.question != question or None in counts:
            continue
        before, after = counts[0] or 0, counts[1] or 0
        is_later = earlier.period.end < later.period.end
        if not is_later or before <= after or earlier.said.municipality != later.said.municipality:
            continue
        term = question.term
        if term is None or term.since is None:
            continue
        since = (earlier.window.counting_from(term.since), later.window.counting_from(term.since))
        stays = included(question, since[0], question, since[1])
        if stays or implies(bound(term, since[0]), bound(term, since[1])):
            code = "audit-falls" if stays else "audit-left"
            about_it = _texts(about(later.said), earlier.period, before, later.period, after, before - after)
            yield Contradiction(
                kind="falls",
                claims=_claims(earlier, later),
                reason=Reason(code=code, about=about_it),
                remark=not stays,
                certain=stays and earlier.is_certain,
            )


def _verdicts(
    claims: Sequence[Claim], statements: Sequence[_Statement], profile: RegionProfile
) -> Iterator[Contradiction]:
    """Hold verdicts against the numbers that are printed beside them, by the target of the order."""
    for claim in claims:
        if claim.verdict not in DECIDED or claim.municipality is not None:
            continue
        for statement in statements:
            is_meant = about(claim) == EVERYTHING or statement.subject.indicator.code == about(claim)
            is_meant = is_meant or about(statement.said) == about(claim)
            is_then = statement.period in {claim.period, *statement.subject.periods(claim, claim.period)}
            if (
                not is_meant
                or not is_then
                or statement.subject.is_word
                or statement.said.municipality is not None
            ):
                continue
            norm = _norm(statement, profile)
            by_number = verdict_of_numbers(statement.said, norm, statement.subject)
            if by_number in DECIDED and by_number is not claim.verdict:
                # One number that fails denies «достигнуты»; one that passes does not deny «не достигнуты».
                if about(claim) != about(statement.said) and by_number is Verdict.MET:
                    continue
                code = "audit-verdict-against-its-number"
                if statement.said.holds is not None:
                    code = "audit-verdict-against-its-answer"
                yield Contradiction(
                    kind="verdict-against-its-number",
                    claims=tuple({id(statement.claim): statement.claim, id(claim): claim}.values()),
                    reason=Reason(code=code, about=(about(statement.said),)),
                    decisive=True,
                )


def _opposite_verdicts(
    claims: Sequence[Claim], subjects: Subjects, asked_period: Period
) -> Iterator[Contradiction]:
    """Hold verdicts against each other: what is reached cannot be missed, nor hold what is missed."""
    by_place: dict[str | None, dict[Verdict, list[Claim]]] = {}
    for claim in claims:
        if claim.verdict is not None:
            by_place.setdefault(claim.municipality, {}).setdefault(claim.verdict, []).append(claim)
    apart = (
        pair
        for by_verdict in by_place.values()
        for pair in product(by_verdict.get(Verdict.MET, ()), by_verdict.get(Verdict.NOT_MET, ()))
    )
    for reached, missed in apart:
        if _holds(about(reached), about(missed), subjects) and _are_of_one_period(
            reached, missed, subjects, asked_period
        ):
            code = "audit-opposite-verdicts"
            names = () if about(missed) == EVERYTHING else (about(missed),)
            yield Contradiction(
                kind="opposite-verdicts",
                claims=(reached, missed),
                reason=Reason(code=code if names else f"{code}-of-all", about=names),
                certain=True,
                decisive=True,
            )


def _missed_by_none(
    claims: Sequence[Claim], subjects: Subjects, asked_period: Period
) -> Iterator[Contradiction]:
    """Find verdicts that something was missed, where each of its parts was reached."""
    for missed in claims:
        codes = _parts_of(about(missed), subjects) if missed.verdict is Verdict.NOT_MET else ()
        of_parts = [
            [
                claim
                for claim in claims
                if about(claim) == code
                and claim.verdict is not None
                and claim.municipality == missed.municipality
                and _are_of_one_period(missed, claim, subjects, asked_period)
            ]
            for code in codes
        ]
        if codes and all({claim.verdict for claim in part} == {Verdict.MET} for part in of_parts):
            subject = subjects.find(about(missed))
            code = "audit-missed-by-none" if subject is None else "audit-missed-by-no-part"
            names = () if subject is None else (about(missed),)
            yield Contradiction(
                kind="opposite-verdicts",
                claims=(*(part[0] for part in of_parts), missed),
                reason=Reason(code=code, about=names),
                certain=subject is None or not subject.indicator.readings,
                decisive=True,
            )


def _parts_of(whole: str, subjects: Subjects) -> tuple[str, ...]:
    """List what a verdict on a whole is about: the indicators that have a target, or the parts of one."""
    if whole == EVERYTHING:
        return tuple(
            indicator.code
            for indicator in subjects.profile.indicators
            if any(part.targets for part in indicator.parts())
        )
    subject = subjects.find(whole)
    return () if subject is None or subject.is_word or subject.part else subject.indicator.names[1:]


def _with_numbers(
    contradictions_found: Sequence[Contradiction], opposite: Sequence[Contradiction]
) -> Iterator[Contradiction]:
    """Tell of opposite verdicts what the number beside them says, and not once more that it denies one."""
    told: set[int] = set()
    completed = []
    for contradiction in opposite:
        own = {id(claim) for claim in contradiction.claims}
        by_number = [
            other
            for other in contradictions_found
            if other.kind == "verdict-against-its-number"
            and other.reason.about == contradiction.reason.about
            and {id(claim) for claim in other.claims} <= own
        ]
        denied = {other.claims[-1].verdict for other in by_number}
        if len(denied) != 1:
            # No number stands beside them, or of two each denies another.
            completed.append(contradiction)
            continue
        told |= {id(other) for other in by_number}
        code = f"audit-opposite-verdicts-{'missed' if Verdict.MET in denied else 'reached'}"
        completed.append(attrs.evolve(contradiction, reason=attrs.evolve(contradiction.reason, code=code)))
    yield from (other for other in contradictions_found if id(other) not in told)
    yield from completed


def _holds(whole: str, part: str, subjects: Subjects) -> bool:
    """Tell whether a verdict on a whole is one on a part, too; one thing is a part of itself."""
    if whole in {EVERYTHING, part}:
        return True
    subject = subjects.find(part)
    return subject is not None and not subject.is_word and subject.indicator.code == whole


def _are_of_one_period(first: Claim, second: Claim, subjects: Subjects, asked_period: Period) -> bool:
    """Tell whether two claims speak of one period, or of a year and of the period that it means."""
    subject = subjects.find(about(second))
    if subject is None:
        return first.period == second.period
    meant = [{claim.period, *subject.periods(claim, asked_period)} for claim in (first, second)]
    return not meant[0].isdisjoint(meant[1])


def _norm(statement: _Statement, profile: RegionProfile) -> Norm | None:
    component = statement.subject.component(statement.subject.indicator)
    if component is None:
        return None
    target = profile.edition.target(component.targets, statement.period, statement.subject.indicator.period)
    return None if target is None or target.each is not None else target.known_norm


def _one_number(statements: Sequence[_Statement], _: SizeOf) -> Iterator[Contradiction]:
    """Find one number for two kinds of things: 1980 people and 1980 routes."""
    coincidences: set[tuple[int, str]] = set()
    for first, second in combinations(statements, 2):
        if first.question is None or second.question is None or first.said.count != second.said.count:
            continue
        count, units = first.said.count, {first.question.of.unit.key, second.question.of.unit.key}
        if count is None or count < NOTABLE or len(units) < 2:
            continue
        key = (count, "/".join(sorted(units)))
        if key not in coincidences:
            coincidences.add(key)
            forms = (first.question.of.unit.forms[2], second.question.of.unit.forms[2])
            yield Contradiction(
                kind="one-number-two-units",
                claims=_claims(first, second),
                reason=Reason(code="audit-one-number-two-units", about=(str(count), *forms)),
                remark=True,
            )


def _means(statements: Sequence[_Statement], _: SizeOf) -> Iterator[Contradiction]:
    """Hold printed means against how many carry, and are carried: some whole number must give them."""
    for mean in statements:
        measure, norms = mean.subject.measure, mean.values()
        if not norms or mean.said.among is not None:
            continue
        if isinstance(measure, Ratio):
            of_carried = [*_headcounts(measure.numerator, mean, statements)]
            carrying = measure.denominator
        elif isinstance(measure, Load) and measure.statistic is Statistic.MEAN:
            of_carried, carrying = [], measure.of
        else:
            continue
        text = number_text(mean.said, mean.subject)
        for size, among in _headcounts(carrying, mean, statements):
            if not among:
                continue
            if all(sizes_behind(None, among, norm, is_part=False) is None for norm in norms):
                yield _of_mean(mean, [size], "audit-mean", text, among)
                continue
            for carried, count in of_carried:
                if not any(norm.admits(Fraction(count, among)) for norm in norms):
                    yield _of_mean(mean, [carried, size], "audit-mean-of-both", text, count, among)


def _loads(statements: Sequence[_Statement], _: SizeOf) -> Iterator[Contradiction]:
    """Hold a mean load against the largest and the smallest: it lies between them."""
    sides = {Statistic.LARGEST: "audit-mean-above-largest", Statistic.SMALLEST: "audit-mean-below-smallest"}
    for mean, extreme in permutations(statements, 2):
        load, other, count = mean.subject.measure, extreme.subject.measure, extreme.said.count
        if not isinstance(load, Load) or not isinstance(other, Load) or count is None:
            continue
        is_of_same = load.questions == other.questions and mean.is_beside(extreme)
        norms = mean.values()
        if (
            load.statistic is not Statistic.MEAN
            or other.statistic not in sides
            or not is_of_same
            or not norms
        ):
            continue
        allowed = Bounds(0, count) if other.statistic is Statistic.LARGEST else Bounds(count, None)
        if all(norm.verdict(allowed) is Verdict.NOT_MET for norm in norms):
            text = number_text(mean.said, mean.subject)
            yield _of_mean(mean, [extreme], sides[other.statistic], text, count)


def _of_mean(
    mean: _Statement, others: Sequence[_Statement], code: str, *numbers: str | int | None
) -> Contradiction:
    return Contradiction(
        kind="mean",
        claims=_claims(mean, *others),
        reason=Reason(code=code, about=_texts(*numbers)),
        certain=mean.is_certain,
    )
