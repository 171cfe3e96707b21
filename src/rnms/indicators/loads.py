"""The measures of what members carry: one load for all, and the share of one sum in another."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.indicators.counts import Scale, is_over_whole
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
from rnms.logic.predicates import Predicate
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

    Where the same is added up of a part as of its whole, a fact that nobody knows is the same in both sums:
    the bounds are as narrow as records allow where it is known who is in the part. Of other sums each is
    taken by itself, so that the share may come out too wide.

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
        """What it asks of an engine."""
        return tuple(question for load in self.loads for question in load.questions)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value from the answers, in the order of the questions."""
        sums = [
            load.estimate([answer]).bounds or ZERO for load, answer in zip(self.loads, answers, strict=True)
        ]
        part, whole = sums
        if whole.high == 0:
            return Estimate(bounds=None, nonempty=False, empty=True)
        low = Fraction(0) if whole.high is None else Fraction(part.low) / Fraction(whole.high)
        high = None if part.high is None or whole.low == 0 else Fraction(part.high) / Fraction(whole.low)
        bounds = Bounds(low, high, low_open=whole.high is None and part.low > 0)
        if self.is_within_whole:
            # A part is no more than its whole, whatever is open of both.
            bounds = bounds.meet(Bounds(0, 1)) or bounds
            if self.of_part in {None, self.carrying}:
                beside = _share_beside_the_rest(*answers)
                bounds = bounds if beside is None else bounds.meet(beside) or bounds
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
    rest = Bounds(max(least_of_rest, 0), _minus(_most(whole, whole.members), _most(whole, sure)))
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


def _most(tally: LoadTally, members: Iterable[MemberLoad]) -> int | None:
    """Add up the most that some members, and unknown others, carry together; ``None`` without a limit."""
    mosts = [member.most for member in members]
    limits = [most for most in mosts if most is not None]
    return sum(limits) if len(limits) == len(mosts) and tally.others.high == 0 else None


def _minus(high: int | None, less: int | None) -> int | None:
    return None if high is None or less is None else high - less
