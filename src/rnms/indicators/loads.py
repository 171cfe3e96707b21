"""The measures of what members carry: one load for all, and the share of one sum in another."""

from __future__ import annotations

import enum
import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.indicators.counts import Scale, is_over_whole, quotient
from rnms.indicators.tally import (
    ZERO,
    Estimate,
    LoadTally,
    MemberLoad,
    MissingAs,
    Tally,
    distinct,
)
from rnms.logic.population import Population, Term, Word, Words
from rnms.logic.predicates import And, Not, Predicate
from rnms.logic.question import Question
from rnms.logic.walks import conjuncts, is_existence, is_term, is_unsaid
from rnms.model.checked import checked
from rnms.model.norm import Bounds
from rnms.model.schema import about
from rnms.model.system import record_classes
from rnms.showing import short


class Statistic(enum.Enum):
    """Which load stands for all.

    ``TOTAL`` is what all carry together, ``MEDIAN`` the middle load, of an even number the mean of the two.

    >>> [statistic.value for statistic in Statistic]
    ['mean', 'largest', 'smallest', 'total', 'median']
    """

    MEAN = "mean"
    LARGEST = "largest"
    SMALLEST = "smallest"
    TOTAL = "total"
    MEDIAN = "median"


@frozen(field_transformer=checked)
class Load:
    """How much one member of a population carries, or all of them do: a number of records, or a sum.

    >>> from rnms.indicators.vocabulary import methodists
    >>> Load(methodists.POOL, methodists.ATTACHED, Statistic.LARGEST).questions[0].key
    'pool.attached'
    >>> from rnms import regions
    >>> part = regions.get("ugra").indicator("6.3.1").parts()[0]
    >>> part.measure.statistic, part.measure.questions[0].keys[0]
    (<Statistic.MEAN: 'mean'>, 'regional_methodists.attached.total')

    Attributes:
        of: Those who carry.
        carrying: What they carry: records that name the member, counted by distinct values of a field, or a
            number on them that is added up; the record itself, named by its id, among them.
        statistic: Which load stands for all.

    Raises:
        ValueError: If such records cannot be counted.
    """

    of: Population
    carrying: Term
    statistic: Statistic

    __repr__ = short("of", "carrying")

    def __attrs_post_init__(self) -> None:
        problem = _not_carried(self.carrying.where, self.of.resolved().entity)
        if problem:
            raise ValueError(f"no load of {self.carrying.key!r}: {problem}")

    @property
    def scale(self) -> Scale:
        """A number."""
        return Scale.NUMBER

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.of, self.carrying)

    @functools.cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.of, term=self.carrying, load=True),)

    @property
    def keys_asked(self) -> tuple[str, ...]:
        """The figures that decide its value: of a mean or a total the sum, of a median both ends.

        >>> from rnms.indicators.vocabulary import methodists
        >>> Load(methodists.POOL, methodists.ATTACHED, Statistic.MEAN).keys_asked
        ('pool.attached.total',)
        """
        [question] = self.questions
        total, largest, smallest = question.keys
        return {
            Statistic.LARGEST: (largest,),
            Statistic.SMALLEST: (smallest,),
            Statistic.MEDIAN: (largest, smallest),
        }.get(self.statistic, (total,))

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value from the answers."""
        [loads] = answers
        assert isinstance(loads, LoadTally)  # noqa: S101  # engines answer a question by its kind
        bounds = {
            Statistic.MEAN: loads.mean,
            Statistic.LARGEST: loads.largest,
            Statistic.SMALLEST: loads.smallest,
            Statistic.TOTAL: loads.sum,
            Statistic.MEDIAN: loads.median,
        }[self.statistic]()
        if self.statistic is Statistic.TOTAL:
            # What nobody carries is a value too, 0.
            return Estimate(bounds=bounds, nonempty=True, empty=False)
        size = loads.size()
        return Estimate(bounds=bounds, nonempty=loads.has_members, empty=size.high == 0)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> Load:  # noqa: ARG002  # one call for all measures
        """Put the same measure in the words of a reading."""
        return Load(self.of.rewritten(words), self.carrying.rewritten(words), self.statistic)


def _not_carried(where: Predicate, entity: str) -> str:
    """Say why what a term says of records cannot be counted member by member; empty where it can."""
    while is_term(where):
        where = where.where
    if is_unsaid(where) and where.by_figure:
        return ""
    if not is_existence(where):
        return "it asks for more than that records exist; write exists(…, of=…), and the rest inside"
    if [our_field for _, our_field in where.on] != ["id"]:
        return "its records do not name the member by one key; write exists(…, 'the field that names it', …)"
    [(their_field, _)] = where.on
    if their_field == "id" and where.entity == entity:
        return "" if where.adding is not None else "a record has itself once; add adding='a number on it'"
    if entity and _leads_to(where.entity, their_field) not in {None, entity}:
        return f"{where.entity}.{their_field} names none of {entity}; name the field that does"
    if not where.of and where.adding is None:
        return (
            "it does not say what is counted; add of='the field whose distinct values weigh', or"
            " adding='the number that is added up'"
        )
    if where.at_least > 1 or where.compare is not None:
        return "all such records are counted; leave out at_least and compare"
    return ""


def _leads_to(collection: str, path: str) -> str | None:
    """Find the collection that a path leads to: empty where to none, ``None`` where there is no field."""
    for name in path.split("."):
        fields = attrs.fields_dict(record_classes()[collection]) if collection in record_classes() else {}
        if name not in fields:
            return None
        collection = about(fields[name]).refers_to
    return collection


@frozen(field_transformer=checked)
class SumShare:
    """The share that one sum is of another: the hours in programmes of the register of all hours.

    Where the same, or some of it, is added up of a part as of its whole, a fact that nobody knows is the same
    in both sums: the bounds are as narrow as records allow where it is known who is in the part, or where the
    part is some of what all carry. Of other sums each is taken by itself, so that the share may come out too
    wide.

    >>> from rnms.logic.predicates import equals, exists
    >>> from rnms.logic import Population
    >>> schools = Population(key="schools", title="организации", entity="organizations")
    >>> pupils = Term(key="pupils", title="обучающиеся", where=exists("organizations", "id", adding="pupils"))
    >>> rural = Population(key="rural", title="сельские", within=schools, where=equals("municipality", "m1"))
    >>> SumShare(rural, schools, pupils).questions[0].keys[0]
    'rural.pupils.total'

    Attributes:
        part: Those whose sum is divided.
        whole: Those whose sum divides.
        carrying: What is added up of each of them, or of those in the whole where ``of_part`` says another.
        of_part: What is added up of those in the part, where it is something else.

    Raises:
        ValueError: If it cannot be added up.
    """

    part: Population
    whole: Population
    carrying: Term
    of_part: Term | None = None

    def __attrs_post_init__(self) -> None:
        for load in self.loads:
            assert load is not None  # noqa: S101  # made to be looked at

    @property
    def _adds_up_part(self) -> bool:
        """Whether what is added up of a member of the part is some of what is added up of it in the whole."""
        return self.of_part is None or is_part_of_sum(self.of_part, self.carrying)

    @property
    def is_within_whole(self) -> bool:
        """Whether the one sum is some of the other, and so no more than it."""
        return self._adds_up_part and self.whole in (self.part, *self.part.bases)

    @property
    def loads(self) -> tuple[Load, Load]:
        """The sums that are divided: of the part, of the whole."""
        return (
            Load(self.part, self.of_part or self.carrying, Statistic.TOTAL),
            Load(self.whole, self.carrying, Statistic.TOTAL),
        )

    @property
    def scale(self) -> Scale:
        """Percent."""
        return Scale.PERCENT

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return distinct(word for load in self.loads for word in load.words)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine; of the part also what else its members carry."""
        of_part, of_whole = (question for load in self.loads for question in load.questions)
        beside = None if self.of_part is None else _rest_of_sum(self.of_part, self.carrying)
        return (attrs.evolve(of_part, beside=beside if self.is_within_whole else None), of_whole)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value from the answers, in the order of the questions."""
        sums = [
            load.estimate([answer]).bounds or ZERO for load, answer in zip(self.loads, answers, strict=True)
        ]
        part, whole = sums
        if whole.high == 0:
            return Estimate(bounds=None, nonempty=False, empty=True)
        bounds = quotient(part, whole)
        if self.is_within_whole:
            # A part is no more than its whole, whatever is open of both.
            bounds = bounds.meet(Bounds(0, 1)) or bounds
            of_each = None
            if self.of_part in {None, self.carrying}:
                of_each = _share_beside_the_rest(*answers)
            elif self.questions[0].beside is not None:
                of_each = _share_of_some(*answers, is_of_all=self.part == self.whole)
            bounds = bounds if of_each is None else bounds.meet(of_each) or bounds
        return Estimate(bounds=bounds, nonempty=whole.low > 0, empty=False, over_whole=is_over_whole(bounds))

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> SumShare:  # noqa: ARG002  # one call for all measures
        """Put the same measure in the words of a reading."""
        return SumShare(
            self.part.rewritten(words),
            self.whole.rewritten(words),
            self.carrying.rewritten(words),
            self.of_part and self.of_part.rewritten(words),
        )


def is_part_of_sum(part: Term, whole: Term) -> bool:
    """Tell whether what is added up of a member under one term is some of what is under another.

    >>> from rnms.logic.predicates import equals, exists
    >>> hours = Term(key="hours", title="часы", where=exists("route_items", "route", adding="hours"))
    >>> online = exists("route_items", "route", equals("programme.form", "distance"), adding="hours")
    >>> is_part_of_sum(Term(key="online", title="дистанционно", where=online), hours)
    True
    """
    if part == whole:
        return True
    narrow, wide = part.where, whole.where
    if not is_existence(narrow) or not is_existence(wide) or part.since != whole.since:
        return False
    asks_the_same = attrs.evolve(narrow, where=wide.where, code=wide.code) == wide
    return asks_the_same and {*conjuncts(wide.where)} <= {*conjuncts(narrow.where)}


def _rest_of_sum(part: Term, whole: Term) -> Term | None:
    """Make the term of what a sum has beside a part of it; ``None`` where the two are not told apart so.

    What is counted by distinct values may be in both, and a number that is added up is in one of them.
    """
    narrow, wide = part.where, whole.where
    if part == whole or not is_part_of_sum(part, whole):
        return None
    if not is_existence(narrow) or not is_existence(wide) or wide.adding is None or wide.of:
        return None
    asked = {*conjuncts(wide.where)}
    more = And(tuple(fact for fact in conjuncts(narrow.where) if fact not in asked))
    return attrs.evolve(whole, where=attrs.evolve(wide, where=And((wide.where, Not(more)))))


def _share_of_some(part: Tally | LoadTally, whole: Tally | LoadTally, *, is_of_all: bool) -> Bounds | None:
    """Bound the share of some of what members carry in all that these and others carry, member by member.

    It grows with what each carries of the part and falls with what it carries besides. Whoever may be no
    member is one where that moves the share on.
    """
    assert isinstance(part, LoadTally)  # noqa: S101  # engines answer a question by its kind
    assert isinstance(whole, LoadTally)  # noqa: S101  # likewise
    members, sure = part.members, [member for member in part.members if member.sure]
    outside = ZERO
    if not is_of_all or part.others.high != 0:
        # Of all the others it is known what is left of the whole sum.
        least = sum(member.least + member.beside_least for member in sure)
        mosts = [_plus(member.most, member.beside_most) for member in members]
        limits = [most for most in mosts if most is not None]
        is_limited = len(limits) == len(mosts) and part.others.high == 0
        in_whole = sum(member.least for member in whole.members if member.sure)
        outside = Bounds(
            max(in_whole - sum(limits), 0) if is_limited else 0,
            _minus(_most(whole, whole.members), least),
        )
    unknown = 0 if part.others.high == 0 else None
    inside = [(member.sure, member.most, member.beside_least) for member in members]
    beside = [(member.sure, member.beside_most, member.least) for member in members]
    high, high_open = _greatest_share(inside, unknown, int(outside.low))
    rest = None if unknown is None or outside.high is None else int(outside.high)
    of_rest, low_open = _greatest_share(beside, rest, 0)
    if high == of_rest == 0:
        # Nobody carries anything.
        return None
    return Bounds(1 - of_rest, high, low_open=low_open, high_open=high_open)


def _greatest_share(
    members: Iterable[tuple[bool, int | None, int]], more: int | None, others: int
) -> tuple[Fraction, bool]:
    """Find the greatest share of one sum in itself and another, and if it is only come near.

    Args:
        members: Whether each is surely a member, the most of the one sum and the least of the other.
        more: How much may be added to the one sum; ``None`` without a limit.
        others: How much is surely added to the other.
    """
    listed = [*members]
    theirs = others + sum(least for is_sure, _, least in listed if is_sure)
    if more is None or any(most is None for _, most, _ in listed):
        # All of it is what is carried by those alone who need carry nothing of the other.
        is_reached = more != 0 or any(most != 0 and least == 0 for _, most, least in listed)
        return Fraction(1), theirs > 0 or not is_reached
    mine = more + sum(most or 0 for is_sure, most, _ in listed if is_sure)
    doubtful = [(most or 0, least) for is_sure, most, least in listed if not is_sure and (most or least)]
    for most, least in sorted(doubtful, key=lambda pair: Fraction(pair[0], sum(pair)), reverse=True):
        if mine + theirs and most * (mine + theirs) <= mine * (most + least):
            break
        mine, theirs = mine + most, theirs + least
    return (Fraction(mine, mine + theirs) if mine + theirs else Fraction(0)), False


def _share_beside_the_rest(part: Tally | LoadTally, whole: Tally | LoadTally) -> Bounds | None:
    """Bound the share of a sum in itself and the rest, member by member; ``None`` without members.

    It grows with what each in the part carries and falls with what any of the rest does, so that both ends
    are reached where it is known who is in the part. Where nobody carries anything it has no value.
    """
    assert isinstance(part, LoadTally)  # noqa: S101  # engines answer a question by its kind
    assert isinstance(whole, LoadTally)  # noqa: S101  # likewise
    sure = [member for member in part.members if member.sure]
    # Whoever may be in the part may be in the rest as well, but for those who surely are in it.
    least_of_rest = sum(member.least for member in whole.members if member.sure)
    least_of_rest -= sum(member.least for member in part.members)
    if part.others.high != 0:
        # Any of the whole may be one of those in the part who are not known one by one.
        least_of_rest = 0
    rest = Bounds(max(least_of_rest, 0), _most(whole, _without(whole.members, sure)))
    inside = Bounds(sum(member.least for member in sure), _most(part, part.members))
    if rest.high == 0 and inside.high == 0:
        return None
    low, high = Fraction(int(rest.high == 0)), Fraction(int(inside.high != 0))
    if rest.high and inside.low:
        low = Fraction(inside.low) / (inside.low + rest.high)
    if inside.high and rest.low:
        high = Fraction(inside.high) / (inside.high + rest.low)
    is_open = (rest.high is None and inside.low > 0, inside.high is None and rest.low > 0)
    return Bounds(low, high, low_open=is_open[0], high_open=is_open[1])


def _without(members: Iterable[MemberLoad], some: Iterable[MemberLoad]) -> list[MemberLoad]:
    """Leave out some of the members of a whole, who are told of there as in their part."""
    numbers = Counter(some)
    rest = []
    for member in members:
        if numbers[member] > 0:
            numbers[member] -= 1
        else:
            rest.append(member)
    return rest


def _most(tally: LoadTally, members: Iterable[MemberLoad]) -> int | None:
    """Add up the most that some members, and unknown others, carry together; ``None`` without a limit."""
    mosts = [member.most for member in members]
    limits = [most for most in mosts if most is not None]
    return sum(limits) if len(limits) == len(mosts) and tally.others.high == 0 else None


def _plus(high: int | None, more: int | None) -> int | None:
    return None if high is None or more is None else high + more


def _minus(high: int | None, less: int | None) -> int | None:
    return None if high is None or less is None else high - less
