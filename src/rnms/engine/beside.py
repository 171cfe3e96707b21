"""Figures beside records: what both leave open, and a region of which some parts sent figures alone."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence

import attrs

from rnms.engine.passing import told_apart
from rnms.indicators.tally import Answer, LoadTally, MemberLoad, Number, Tally
from rnms.logic.population import Population
from rnms.logic.predicates import And, Not, Predicate, any_of, equals
from rnms.logic.question import Question
from rnms.model.norm import Bounds, Exact


def elsewhere(of: Population, places: Iterable[str]) -> Population | None:
    """Make the population of the members that stand outside some municipalities, perhaps inside as well.

    ``None`` where records do not place them.

    >>> from rnms.indicators.vocabulary import teams
    >>> from rnms.render.sentences import sentence
    >>> sentence(elsewhere(teams.TEAMS, ["m4"]).where.parts[-1])
    'организация → муниципалитет — не «m4»'
    """
    whole = of.resolved()
    path = whole.place if whole.through is None else whole.through.place
    if not path:
        return None
    return _placed(whole, Not(any_of(*(equals(path, place) for place in places))))


def inside(of: Population, path: str, place: str | int) -> Population:
    """Make the population of the members that stand in one municipality or organisation.

    >>> from rnms.indicators.vocabulary import teams
    >>> from rnms.render.sentences import sentence
    >>> sentence(inside(teams.TEAMS, "organization.municipality", "m4").where.parts[-1])
    'организация → муниципалитет — «m4»'

    Args:
        of: The population.
        path: The path from the record that places a member to the place.
        place: The id of the place.
    """
    return _placed(of.resolved(), equals(path, place))


def _placed(whole: Population, where: Predicate) -> Population:
    """Make the population of those whom a record places that meets a condition."""
    own = attrs.evolve(whole, union=(), within=None)
    if whole.through is None:
        return attrs.evolve(own, where=And((whole.where, where)))
    return attrs.evolve(own, through=attrs.evolve(whole.through, where=And((whole.through.where, where))))


def both(ours: Tally, theirs: Tally, *, with_term: bool) -> Tally | None:
    """Narrow the tally of one source by that of another; ``None`` when they exclude each other.

    >>> records, form = Tally(passed=3, failed_or_passed=1), Tally(passed=4)
    >>> both(records, form, with_term=True).passed
    4
    """
    size, passing = ours.size().meet(theirs.size()), ours.passing().meet(theirs.passing())
    failing = max(ours.failed, theirs.failed)
    if size is None or passing is None:
        return None
    if size.high is not None:
        room = Bounds(0, size.high - failing) if failing <= size.high else None
        passing = None if room is None else passing.meet(room)
        if passing is None:
            return None
    if (size, passing, failing) == (ours.size(), ours.passing(), ours.failed) and theirs.stated is None:
        return ours
    tally = _told(size, passing, failing, [ours, theirs], with_term=with_term)
    return attrs.evolve(tally, stated=theirs.stated)


def united(parts: Sequence[Tally], *, disjoint: bool, with_term: bool) -> Tally:
    """Find the members of several parts together; where these may share members, each counts once.

    >>> united([Tally(passed=3), Tally(failed=1)], disjoint=True, with_term=True).share()
    Bounds(low=Fraction(3, 4), high=Fraction(3, 4))
    """
    if disjoint:
        return functools.reduce(_added, parts)
    sizes, passing = [part.size() for part in parts], [part.passing() for part in parts]
    failing = max(part.failed for part in parts)
    return _told(_union(sizes), _union(passing), failing, parts, with_term=with_term)


def united_as_shown(whole: Tally, parts: Sequence[Tally]) -> Tally | None:
    """Unite the members of several parts, where what the first lacks is only of members of the others.

    A member of the first part alone passes or not as shown there; ``None`` where that is excluded.

    >>> shown, form = Tally(passed=80, failed=920), Tally(passed=5, failed=95)
    >>> whole = united([Tally(passed=80, failed_or_passed=920), form], disjoint=False, with_term=True)
    >>> united_as_shown(whole, [shown, form]).passing()
    Bounds(low=80, high=85)
    """
    first, *rest = parts
    others_pass = _sum([_whole(part.passing().high) for part in rest])
    others_fail = _sum(
        [None if (high := part.size().high) is None else int(high) - part.passed for part in rest]
    )
    size = Bounds(0, _union([part.size() for part in parts]).high)
    passing = Bounds(
        0 if others_fail is None else max(first.passed - others_fail, 0),
        _union([part.passing() for part in parts]).high,
    )
    failing = 0 if others_pass is None else max(first.failed - others_pass, 0)
    return both(whole, told_apart(size, passing, failing), with_term=True)


def _whole(number: Exact | None) -> Number:
    return None if number is None else int(number)


def _told(size: Bounds, passing: Bounds, failing: int, sources: Sequence[Tally], *, with_term: bool) -> Tally:
    """Make the tally of what several sources together leave open."""
    if not with_term:
        low = int(size.low)
        return Tally(passed=low, out_or_passed=None if size.high is None else int(size.high) - low)
    number_open = _sum([_left_open(source) for source in sources])
    in_part = sum(source.in_part for source in sources)
    return attrs.evolve(told_apart(size, passing, failing), counted=number_open, in_part=in_part)


def _added(first: Tally, second: Tally) -> Tally:
    return Tally(
        passed=first.passed + second.passed,
        failed=first.failed + second.failed,
        failed_or_passed=first.failed_or_passed + second.failed_or_passed,
        out_or_failed=_sum([first.out_or_failed, second.out_or_failed]),
        out_or_passed=_sum([first.out_or_passed, second.out_or_passed]),
        anything=_sum([first.anything, second.anything]),
        counted=_sum([_left_open(first), _left_open(second)]),
        in_part=first.in_part + second.in_part,
    )


def _left_open(tally: Tally) -> Number:
    """Count the members that answered and left it open: no more than are open at all."""
    numbers = [tally.counted, _sum([tally.failed_or_passed, tally.anything])]
    return min((number for number in numbers if number is not None), default=None)


def _sum(numbers: Sequence[Number]) -> Number:
    addends = [number for number in numbers if number is not None]
    return sum(addends) if len(addends) == len(numbers) else None


def _union(numbers: Sequence[Bounds]) -> Bounds:
    highs = [bounds.high for bounds in numbers if bounds.high is not None]
    return Bounds(max(bounds.low for bounds in numbers), sum(highs) if len(highs) == len(numbers) else None)


# Loads.


def loads_united(parts: Sequence[LoadTally], *, disjoint: bool) -> LoadTally:
    """Find the loads of several parts together; where these may share members, none but the first's are sure.

    >>> form = LoadTally(others=Bounds.exact(1), largest_stated=Bounds.exact(250))
    >>> records = LoadTally(members=[MemberLoad(sure=True, least=200, most=200)])
    >>> loads_united([records, form], disjoint=True).largest()
    Bounds(low=250, high=250)
    """
    members: list[MemberLoad] = []
    rests: list[Bounds] = []
    for index, part in enumerate(parts):
        sure = disjoint or index == 0
        members += (attrs.evolve(member, sure=member.sure and sure) for member in part.members)
        rests.append(part.others if sure else Bounds(0, part.others.high))
    filled = [part for part in parts if part.size().high != 0]
    largest = [bounds for part in filled if (bounds := part.largest()) is not None]
    smallest = [bounds for part in filled if (bounds := part.smallest()) is not None]
    surely = [bounds for part in filled if part.size().low and (bounds := part.smallest()) is not None]
    totals = [total_load(part) for part in parts]
    return LoadTally(
        members=members,
        others=_added_up(rests),
        total=_added_up(totals) if disjoint else _union(totals),
        largest_stated=Bounds(
            max(
                (bounds.low for bounds, part in zip(largest, filled, strict=True) if part.has_members),
                default=0,
            ),
            _greatest([bounds.high for bounds in largest]),
        )
        if largest
        else None,
        smallest_stated=Bounds(
            min(bounds.low for bounds in smallest),
            min((bounds.high for bounds in surely if bounds.high is not None), default=None),
        )
        if smallest
        else None,
    )


def loads_met(ours: LoadTally, theirs: LoadTally) -> LoadTally | None:
    """Narrow the loads of one source by those of another; ``None`` when they exclude each other."""
    if ours.size().meet(theirs.size()) is None:
        return None
    bounds_by_name: dict[str, Bounds | None] = {}
    for name, own, opposite in (
        ("total", total_load(ours), theirs.total),
        ("largest_stated", ours.largest(), theirs.largest()),
        ("smallest_stated", ours.smallest(), theirs.smallest()),
    ):
        bounds = own if opposite is None else opposite if own is None else own.meet(opposite)
        if bounds is None and opposite is not None:
            return None
        bounds_by_name[name] = bounds
    return attrs.evolve(
        ours,
        total=bounds_by_name["total"],
        largest_stated=bounds_by_name["largest_stated"],
        smallest_stated=bounds_by_name["smallest_stated"],
    )


def total_load(part: LoadTally) -> Bounds:
    """Find what all members carry together, as reported or added up.

    >>> total_load(LoadTally(members=[MemberLoad(sure=True, least=80, most=120)]))
    Bounds(low=80, high=120)
    """
    if part.total is not None:
        return part.total
    sure = [member.least for member in part.members if member.sure]
    mosts = [member.most for member in part.members]
    open_ended = part.others.high != 0
    return Bounds(sum(sure), None if open_ended else _sum(mosts))


def _added_up(numbers: Sequence[Bounds]) -> Bounds:
    highs = [bounds.high for bounds in numbers if bounds.high is not None]
    return Bounds(sum(bounds.low for bounds in numbers), sum(highs) if len(highs) == len(numbers) else None)


def _greatest(highs: Sequence[Exact | None]) -> Exact | None:
    ends = [high for high in highs if high is not None]
    return max(ends, default=None) if len(ends) == len(highs) else None


def places_of_members(region: Tally, places: Mapping[str, Tally]) -> dict[str, Tally]:
    """List the municipalities, each a member, where the number of the region leaves them one choice.

    >>> silent = Tally(failed_or_passed=1)
    >>> places_of_members(Tally(passed=2), {"m1": Tally(passed=1), "m2": silent})["m2"].passed
    1
    """
    undecided = [place for place, tally in places.items() if tally.failed_or_passed]
    left = region.passed - sum(tally.passed for tally in places.values())
    if not undecided or region.failed_or_passed or left not in {0, len(undecided)}:
        return dict(places)
    decided = Tally(passed=1) if left else Tally(failed=1)
    return {**places, **dict.fromkeys(undecided, decided)}


def is_settled(question: Question, tally: Tally | LoadTally) -> bool:
    """Tell whether a tally leaves nothing open."""
    if isinstance(tally, LoadTally):
        return all(
            bounds is None or bounds.is_exact for bounds in (tally.mean(), tally.largest(), tally.smallest())
        )
    return tally.size().is_exact and (question.term is None or tally.passing().is_exact)


def is_sure(tally: Tally | LoadTally) -> bool:
    """Tell whether somebody is known to pass, to fail or to carry something, or that nobody is there.

    >>> is_sure(Tally(failed=1, anything=None)), is_sure(Tally(failed_or_passed=9))
    (True, False)
    """
    if isinstance(tally, LoadTally):
        return any(load.sure and load.least for load in tally.members)
    return bool(tally.passed or tally.failed) or tally.surely_empty


def within_headcount(answer: Answer, head: Bounds, *, with_term: bool) -> Answer:
    """Limit the members that no record shows, and those who are doubtful, to what a headcount leaves.

    Args:
        answer: The answer of records.
        head: The headcount.
        with_term: Whether anything is asked of members.
    """
    tally = answer.tally
    size = tally.size()
    common = size.meet(head)
    if common is None or common.high is None or common.high == size.high:
        return answer
    if size.high is not None:
        return attrs.evolve(answer, tally=_capped(tally, int(common.high)))
    if isinstance(tally, LoadTally):
        return attrs.evolve(answer, tally=attrs.evolve(tally, others=Bounds(0, common.high)), reasons=())
    return attrs.evolve(answer, tally=_limited(tally, common, with_term=with_term), reasons=())


def _limited(tally: Tally, size: Bounds, *, with_term: bool) -> Tally:
    """Make the unlimited part of a tally no larger than the headcount leaves, nor smaller than it demands."""
    certain = tally.surely_in
    finite = [tally.out_or_failed or 0, tally.out_or_passed or 0, tally.anything or 0]
    demanded = max(0, int(size.low) - certain - sum(finite))
    more: Number = max(0, int(size.high or 0) - certain)
    if with_term:
        return attrs.evolve(
            tally, failed_or_passed=tally.failed_or_passed + demanded, anything=_rest(more, demanded)
        )
    return attrs.evolve(tally, passed=tally.passed + demanded, out_or_passed=_rest(more, demanded))


def _capped(tally: Tally | LoadTally, size: int) -> Tally | LoadTally:
    """Give a tally of whose doubtful members of a kind no more belong to it than a headcount leaves."""
    if isinstance(tally, LoadTally):
        rest = tally.others
        return attrs.evolve(tally, others=attrs.evolve(rest, high=min(rest.high or 0, size)))
    left = size - tally.surely_in
    return attrs.evolve(
        tally,
        out_or_failed=min(tally.out_or_failed or 0, left),
        out_or_passed=min(tally.out_or_passed or 0, left),
        anything=min(tally.anything or 0, left),
    )


def _rest(more: Number, demanded: int) -> Number:
    return None if more is None else max(0, more - demanded)
