"""The measures: how an indicator turns tallies into a value."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from rnms.indicators.tally import ZERO, Estimate, LoadTally, Tally, distinct
from rnms.logic.population import REGION, Population, Term, Word, Words
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.logic.walks import is_existence, is_term, is_unsaid
from rnms.model.checked import checked
from rnms.model.norm import Bounds, Exact, Verdict, at_most, exact
from rnms.model.schema import about
from rnms.model.system import record_classes


class Scale(enum.Enum):
    """How a value is written.

    >>> Scale("percent")
    <Scale.PERCENT: 'percent'>
    """

    PERCENT = "percent"
    YES_NO = "yes_no"
    NUMBER = "number"


@attrs.frozen(field_transformer=checked)
class Share:
    """The share of a population for whom a term holds; of the region alone, a yes or no.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> [question.key for question in Share(people.STAFF, diagnostics.DIAGNOSED).questions]
    ['staff.diagnosed']

    Attributes:
        denominator: The population, the denominator.
        numerator: The term, which makes the numerator.
        among_known: Whether those of whom it is not known are left out (a reading's choice).
    """

    denominator: Population
    numerator: Term
    among_known: bool = attrs.field(default=False, kw_only=True)

    @property
    def scale(self) -> Scale:
        """Percent, or yes and no when the population is the region itself."""
        return Scale.YES_NO if self.denominator.unit == REGION else Scale.PERCENT

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.denominator, self.numerator)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.denominator, term=self.numerator),)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Its value from the answers, in the order of the questions."""
        [tally] = answers
        assert isinstance(tally, Tally)  # noqa: S101  # engines answer a question by its kind
        judged = tally.among_known() if self.among_known else tally
        # That nobody answered does not make nobody eligible: «empty» is of the population itself.
        bounds = None if tally.surely_empty else judged.share() or Bounds(0, 1)
        return Estimate(bounds=bounds, nonempty=judged.surely_in > 0, empty=tally.surely_empty)

    def rewritten(self, words: Words, *, among_known: bool) -> Share:
        """The same measure in the words of a reading."""
        return Share(
            self.denominator.rewritten(words),
            self.numerator.rewritten(words),
            among_known=self.among_known or among_known,
        )


@attrs.frozen(field_transformer=checked)
class Count:
    """The number of members of a population.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> Count(people.STAFF).estimate([Tally(passed=5)]).bounds
    Bounds(low=5, high=5)

    Attributes:
        of: The population.
    """

    of: Population

    @property
    def scale(self) -> Scale:
        """A number."""
        return Scale.NUMBER

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.of,)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.of),)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Its value from the answers; nobody is a value too, 0."""
        [tally] = answers
        return Estimate(bounds=tally.size(), nonempty=True, empty=False)

    def rewritten(self, words: Words, *, among_known: bool) -> Count:  # noqa: ARG002  # one call for all measures
        """The same measure in the words of a reading."""
        return Count(self.of.rewritten(words))


@attrs.frozen(field_transformer=checked)
class Times:
    """In how many of several times of a period something was seen: in each at most once.

    Two monitorings in November are one of «май, ноябрь», not both.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> Times(management.MONITORING_ROUNDS, management.MAY_AND_NOVEMBER).questions[0].key
    'monitoring_rounds'

    Attributes:
        of: What is counted, as figures report it: how many of the times.
        times: The records that show it in each of them, of one collection.
    """

    of: Population
    times: tuple[Population, ...] = attrs.field(converter=tuple[Population, ...])

    @property
    def scale(self) -> Scale:
        """A number."""
        return Scale.NUMBER

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.of, *self.times)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.of, times=self.times),)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Its value from the answers; never is a value too, 0."""
        [tally] = answers
        return Estimate(bounds=tally.size(), nonempty=True, empty=False)

    def rewritten(self, words: Words, *, among_known: bool) -> Times:  # noqa: ARG002  # one call for all measures
        """The same measure in the words of a reading."""
        return Times(self.of.rewritten(words), tuple(part.rewritten(words) for part in self.times))


@attrs.frozen(field_transformer=checked)
class Ratio:
    """How many members of one population there are to one member of another.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> Ratio(people.SCHOOL_TEACHERS, methodists.POOL).estimate([Tally(passed=300), Tally(passed=2)]).bounds
    Bounds(low=Fraction(150, 1), high=Fraction(150, 1))

    Attributes:
        numerator: The population that is divided.
        denominator: The population that divides.
        scale: A number, or a percentage where the first is meant as a part of the second.
    """

    numerator: Population
    denominator: Population
    scale: Scale = attrs.field(default=Scale.NUMBER, kw_only=True)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.numerator, self.denominator)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.numerator), Question(of=self.denominator))

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Its value from the answers, in the order of the questions."""
        count, per = (answer.size() for answer in answers)
        if per.high == 0:
            return self._by_nobody(count)
        low = Fraction(0) if per.high is None else Fraction(count.low) / per.high
        high = None if count.high is None or per.low == 0 else Fraction(count.high) / per.low
        bounds = Bounds(low, high, low_open=per.high is None and count.low > 0)
        over_whole = _over_whole(bounds) if self.scale is Scale.PERCENT else False
        # Somebody to nobody is above every number, and so within what has no upper end.
        defined = per.low > 0 or (count.low > 0 and self.scale is Scale.NUMBER)
        return Estimate(bounds=bounds, nonempty=defined, empty=False, over_whole=over_whole)

    def _by_nobody(self, count: Bounds) -> Estimate:
        """Its value where nobody divides: nobody to nobody, or part of nobody, has none; others no limit."""
        if count.high == 0 or self.scale is Scale.PERCENT:
            return Estimate(bounds=None, nonempty=False, empty=True)
        return Estimate(
            bounds=Bounds(count.low, None), nonempty=count.low > 0, empty=False, unlimited=count.low > 0
        )

    def rewritten(self, words: Words, *, among_known: bool) -> Ratio:  # noqa: ARG002  # one call for all measures
        """The same measure in the words of a reading."""
        return Ratio(self.numerator.rewritten(words), self.denominator.rewritten(words), scale=self.scale)


def _over_whole(share: Bounds) -> bool | None:
    """Whether a share is more than the whole; ``None`` where that is not decided."""
    verdict = at_most(1).verdict(share)
    return None if verdict is Verdict.UNDETERMINED else verdict is Verdict.NOT_MET


class Statistic(enum.Enum):
    """Which load stands for all.

    >>> [statistic.value for statistic in Statistic]
    ['mean', 'largest', 'smallest']
    """

    MEAN = "mean"
    LARGEST = "largest"
    SMALLEST = "smallest"


@attrs.frozen(field_transformer=checked)
class Load:
    """How much one member of a population carries: the mean, the largest or the smallest load.

    >>> from rnms.indicators.vocabulary import methodists
    >>> Load(methodists.POOL, methodists.ATTACHED, Statistic.LARGEST).questions[0].key
    'pool.attached'
    >>> from rnms import regions
    >>> part = regions.get("ugra").indicator("6.3.1").parts()[0]
    >>> part.measure.statistic, part.measure.questions[0].keys[0]
    (<Statistic.MEAN: 'mean'>, 'regional_methodists.attached.total')

    Attributes:
        of: Those who carry.
        carrying: What they carry: records that name the member, counted by distinct values of a field.
        statistic: Which load stands for all.

    Raises:
        ValueError: If such records cannot be counted.
    """

    of: Population
    carrying: Term
    statistic: Statistic

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

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.of, term=self.carrying, load=True),)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Its value from the answers."""
        [loads] = answers
        assert isinstance(loads, LoadTally)  # noqa: S101  # engines answer a question by its kind
        bounds = {
            Statistic.MEAN: loads.mean,
            Statistic.LARGEST: loads.largest,
            Statistic.SMALLEST: loads.smallest,
        }[self.statistic]()
        size = loads.size()
        return Estimate(bounds=bounds, nonempty=loads.has_members, empty=size.high == 0)

    def rewritten(self, words: Words, *, among_known: bool) -> Load:  # noqa: ARG002  # one call for all measures
        """The same measure in the words of a reading."""
        return Load(self.of.rewritten(words), self.carrying.rewritten(words), self.statistic)


def _not_carried(where: Predicate, entity: str) -> str:
    """Why what a term says of records cannot be counted member by member; empty where it can."""
    while is_term(where):
        where = where.where
    if is_unsaid(where) and where.by_figure:
        return ""
    if not is_existence(where):
        return "it asks for more than that records exist; write exists(…, of=…), and the rest inside"
    if [our_field for _, our_field in where.on] != ["id"]:
        return "its records do not name the member by one key; write exists(…, 'the field that names it', …)"
    [(their_field, _)] = where.on
    if entity and _leads_to(where.entity, their_field) not in {None, entity}:
        return f"{where.entity}.{their_field} names none of {entity}; name the field that does"
    if not where.of:
        return "it does not say what is counted; add of='the field whose distinct values weigh'"
    if where.at_least > 1 or where.compare is not None:
        return "all such records are counted; leave out at_least and compare"
    return ""


def _leads_to(collection: str, path: str) -> str | None:
    """The collection that a path leads to; empty where it leads to none, nothing where there is no field."""
    for name in path.split("."):
        fields = attrs.fields_dict(record_classes()[collection]) if collection in record_classes() else {}
        if name not in fields:
            return None
        collection = about(fields[name]).refers_to
    return collection


class EmptyPart(enum.Enum):
    """What becomes of an index when one of its parts does not apply, because nobody is there to be counted.

    * ``LEFT_OUT``: the part is left out, and the others share its weight.
    * ``NOTHING``: the part adds nothing and keeps its weight.
    * ``NO_VALUE``: there is no index then.

    >>> EmptyPart("left_out")
    <EmptyPart.LEFT_OUT: 'left_out'>
    """

    LEFT_OUT = "left_out"
    NOTHING = "nothing"
    NO_VALUE = "no_value"


@attrs.frozen(kw_only=True, field_transformer=checked)
class IndexPart:
    """A share that an index weighs.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> share = Share(people.STAFF, diagnostics.DIAGNOSED)
    >>> IndexPart(name="diagnosed", title="прошли диагностику", measure=share, weight=2).weight
    2

    Attributes:
        name: A short identifier.
        title: What it is, in Russian.
        measure: The share.
        weight: Its weight; only the relation of weights matters.
        inverted: Whether the index counts those who do not pass: of 30 % it takes 70 %.

    Raises:
        TypeError: If the measure is no share, or the weight not exact.
        ValueError: If the weight is not more than 0.
    """

    name: str
    title: str
    measure: Share
    weight: Exact = attrs.field(converter=exact)
    inverted: bool = False

    def __attrs_post_init__(self) -> None:
        if self.weight <= 0:
            raise ValueError(
                f"{self.name}: weight {self.weight} weighs nothing; give more than 0, or leave it out"
            )

    def estimate(self, tally: Tally | LoadTally) -> Estimate:
        """Its value as the index takes it."""
        estimate = self.measure.estimate([tally])
        if estimate.bounds is None or not self.inverted:
            return estimate
        share = estimate.bounds
        assert share.high is not None  # noqa: S101  # a share is at most 1
        rest = Bounds(1 - share.high, 1 - share.low, low_open=share.high_open, high_open=share.low_open)
        return attrs.evolve(estimate, bounds=rest)


@attrs.frozen(kw_only=True, field_transformer=checked)
class WeightedIndex:
    """An index: the weighted mean of several shares.

    Its bounds are the sums of the bounds of its parts, exactly. Facts that two parts share may widen them.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> diagnosed = Share(people.STAFF, diagnostics.DIAGNOSED)
    >>> supported = Share(early_career.EARLY_CAREER, early_career.SUPPORTED)
    >>> index = WeightedIndex(
    ...     parts=[
    ...         IndexPart(name="diagnosed", title="прошли диагностику", measure=diagnosed, weight=3),
    ...         IndexPart(name="alone", title="без поддержки", measure=supported, weight=1, inverted=True),
    ...     ],
    ...     without=EmptyPart.LEFT_OUT,
    ... )
    >>> index.estimate([Tally(passed=1, failed=1), Tally(passed=1, failed_or_passed=1)]).bounds
    Bounds(low=Fraction(3, 8), high=Fraction(1, 2))

    Attributes:
        parts: What it weighs.
        without: What becomes of it when a part does not apply; the order, or else the profile, must choose.

    Raises:
        ValueError: If it has no parts, or two of one name.
    """

    parts: tuple[IndexPart, ...] = attrs.field(converter=tuple[IndexPart, ...])
    without: EmptyPart

    def __attrs_post_init__(self) -> None:
        names = [part.name for part in self.parts]
        if not names or len(distinct(names)) < len(names):
            raise ValueError(
                f"an index has parts, each with a name of its own, not {', '.join(names) or 'none'}"
            )

    @property
    def scale(self) -> Scale:
        """Percent, as its parts."""
        return Scale.PERCENT

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return distinct(word for part in self.parts for word in part.measure.words)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine, one for each part."""
        return tuple(question for part in self.parts for question in part.measure.questions)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Its value from the answers, in the order of the questions."""
        estimates = [
            (part.weight, part.estimate(tally)) for part, tally in zip(self.parts, answers, strict=True)
        ]
        needs_every_part = self.without is EmptyPart.NO_VALUE
        empty = (any if needs_every_part else all)(estimate.empty for _, estimate in estimates)
        return Estimate(
            bounds=None if empty else self._bounds(estimates),
            nonempty=(all if needs_every_part else any)(estimate.nonempty for _, estimate in estimates),
            empty=empty,
        )

    def _bounds(self, estimates: Sequence[tuple[Exact, Estimate]]) -> Bounds:
        if self.without is EmptyPart.NOTHING:
            estimates = [(weight, _or_nothing(estimate)) for weight, estimate in estimates]
        sure = [
            (weight, estimate.bounds)
            for weight, estimate in estimates
            if estimate.bounds and estimate.nonempty
        ]
        doubtful = [
            (weight, estimate.bounds)
            for weight, estimate in estimates
            if estimate.bounds and not estimate.nonempty
        ]
        if self.without is not EmptyPart.LEFT_OUT:
            sure, doubtful = [*sure, *doubtful], []
        low, low_open = _extreme_mean(sure, doubtful, lower=True)
        high, high_open = _extreme_mean(sure, doubtful, lower=False)
        return Bounds(low, high, low_open=low_open, high_open=high_open)

    def rewritten(self, words: Words, *, among_known: bool) -> WeightedIndex:
        """The same measure in the words of a reading."""
        parts: Iterable[IndexPart] = (
            attrs.evolve(part, measure=part.measure.rewritten(words, among_known=among_known))
            for part in self.parts
        )
        return WeightedIndex(parts=parts, without=self.without)


def _or_nothing(estimate: Estimate) -> Estimate:
    """A part as an index takes it in which nobody adds nothing."""
    if estimate.nonempty:
        return estimate
    if estimate.bounds is None:
        return attrs.evolve(estimate, bounds=ZERO)
    return attrs.evolve(estimate, bounds=attrs.evolve(estimate.bounds, low=0, low_open=False))


def _extreme_mean(
    sure: Iterable[tuple[Exact, Bounds]], doubtful: Iterable[tuple[Exact, Bounds]], *, lower: bool
) -> tuple[Fraction, bool]:
    """The least or greatest weighted mean when doubtful parts may be left out; whether it is not reached."""

    def end(share: Bounds) -> tuple[Exact, bool]:
        return (share.low, share.low_open) if lower else (share.high or 0, share.high_open)

    total, weights, is_open = Fraction(0), Fraction(0), False
    for weight, share in sure:
        value, unreached = end(share)
        total, weights, is_open = total + Fraction(weight) * value, weights + weight, is_open or unreached
    # The best come first; of equal ones that which is reached, since then the other need not be taken.
    ranked = sorted(
        ((*end(share), weight) for weight, share in doubtful),
        key=lambda part: (part[0] if lower else -part[0], part[1]),
    )
    for value, unreached, weight in ranked:
        if weights and (value * weights >= total if lower else value * weights <= total):
            break
        total, weights, is_open = total + Fraction(weight) * value, weights + weight, is_open or unreached
    return total / weights, is_open


Measure = Share | Count | Times | Ratio | Load | WeightedIndex
