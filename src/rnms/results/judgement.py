"""A judgement: one value held against one target."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rnms._values import frozen
from rnms.errors import NameNotFoundError
from rnms.indicators.counts import Scale
from rnms.indicators.tally import LoadTally, MissingAs, Reason, Tally
from rnms.indicators.target import Band, Target
from rnms.issues import message
from rnms.model.checked import RARE
from rnms.model.norm import Bounds, Exact, Verdict
from rnms.model.period import Period
from rnms.model.returns import Delivery, DeliveryStatus
from rnms.model.subjects import Municipality
from rnms.results.ledger import worst_by_place
from rnms.results.shortfall import shortfall
from rnms.showing import Shown, short

DEFAULT = "default"
"""The name of the judgement that no reading changed."""
TARGET_LOST = "target-lost"
"""The code of the reason that a target is known to exist, but not its value."""


@frozen(kw_only=True)
class Unanswered:
    """What those who are missing leave open of one question.

    >>> Unanswered(key="staff", title="педагоги", places=("m1",), tallies=(Tally(failed_or_passed=700),)).key
    'staff'

    Attributes:
        key: The key of the figure that tells how many are asked about.
        title: Who these are, in the words of the act.
        places: The ids of the municipalities whose return is missing.
        tallies: What is known of each of them, in the same order.
        is_everybody_placed: Whether nobody who is asked about can be outside the municipalities.
    """

    key: str
    title: str
    places: tuple[str, ...] = ()
    tallies: tuple[Tally | LoadTally, ...] = ()
    is_everybody_placed: bool = False

    __repr__ = short("key", "places")


@frozen(kw_only=True)
class Judgement(Shown):
    """One judgement: of an indicator under one reading, of a component, or of a municipality.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> report["3"].readings["respondents"]
    Judgement('respondents', MET, value=Bounds(low=Fraction(1, 1), high=Fraction(1, 1)))

    Attributes:
        name: The reading (``"default"`` for none), the component, or the municipality's id.
        title: The same for readers, in Russian.
        period: The period that was judged.
        verdict: What the data say.
        value: The value as far as the facts allow; ``None`` where there is none, or only in components.
        scale: How the value is written.
        target: What the act demands, with its clause; ``None`` where it demands nothing.
        by_minimum: What the data say of the norm set elsewhere that the target must respect, if it has one.
        bands: The named ranges in which the value may lie, where the act names any.
        reasons: Why it is so, as codes; :func:`rnms.render.words.reason` puts them in words.
        tallies: What is known, in the order in which the measure asks; the value is of :attr:`counts`.
        missing_as: What those are taken for of whom nothing is known (a reading's choice); ``None`` where
            they leave the value open.
        missing: The municipalities of which something was not reported.
        unanswered: What they leave open, for each question, where the verdict is open.
        deliveries: What became of the questions to them, as far as a ledger says.
        components: The judgements of its parts; those of an index have no targets.
        municipalities: The judgements of the municipalities that reported.
        sources: Where a municipality's figures stand: cells, and the documents that support them.
        compared: The periods that the value compares or joins; empty where it is of the period alone.
        weight: The weight of a part of an index; ``None`` of anything else.
        inverted: Whether the index counts those who do not pass.
    """

    name: str
    title: str
    period: Period
    verdict: Verdict
    value: Bounds | None = None
    scale: Scale = Scale.NUMBER
    target: Target | None = None
    by_minimum: Verdict | None = attrs.field(default=None, metadata=RARE)
    bands: tuple[Band, ...] = ()
    reasons: tuple[Reason, ...] = ()
    tallies: tuple[Tally | LoadTally, ...] = ()
    missing_as: MissingAs | None = attrs.field(default=None, metadata=RARE)
    missing: tuple[Municipality, ...] = ()
    unanswered: tuple[Unanswered, ...] = attrs.field(default=(), metadata=RARE)
    deliveries: tuple[Delivery, ...] = attrs.field(default=(), metadata=RARE)
    components: tuple[Judgement, ...] = ()
    municipalities: tuple[Judgement, ...] = ()
    sources: tuple[str, ...] = ()
    compared: tuple[Period, ...] = ()
    weight: Exact | None = None
    inverted: bool = False

    def __attrs_post_init__(self) -> None:
        # What it is a value of is known here alone; how it reads must not hang on who prints it.
        if self.value is not None and self.scale is Scale.PERCENT and not self.value.is_share:
            object.__setattr__(self, "value", attrs.evolve(self.value, is_share=True))

    @property
    def shortfall(self) -> Bounds | None:
        """How many more members must pass for the target to be reached, or how many fewer: best and worst."""
        if self.target is not None and self.target.each is not None and not self.compared:
            return self._shortfall_of_each()
        norm = None if self.target is None else self.target.known_norm
        if norm is None or self.components or self.compared:
            return None
        return shortfall(self.counts, norm, self.scale)

    def _shortfall_of_each(self) -> Bounds | None:
        """Tell how many are missing in all municipalities together.

        One who passes may help several of them.
        """
        lacking = [
            part.shortfall for part in self.municipalities if part.verdict is not Verdict.NOT_APPLICABLE
        ]
        shortfalls = [bounds for bounds in lacking if bounds is not None]
        if not shortfalls or len(shortfalls) < len(lacking):
            return None
        highs = [bounds.high for bounds in shortfalls if bounds.high is not None]
        is_limited = len(highs) == len(shortfalls) and not self.missing
        return Bounds(max(bounds.low for bounds in shortfalls), sum(highs) if is_limited else None)

    @property
    def counts(self) -> tuple[Tally | LoadTally, ...]:
        """The counts behind the value: of a reading among those who answered, only these.

        >>> Judgement(
        ...     name="respondents",
        ...     title="среди ответивших",
        ...     period=Period.of(2023),
        ...     verdict=Verdict.MET,
        ...     tallies=(Tally(passed=15, failed_or_passed=4),),
        ...     missing_as=MissingAs.LEFT_OUT,
        ... ).counts[0].share()
        Bounds(low=Fraction(1, 1), high=Fraction(1, 1))
        """
        missing = self.missing_as
        if missing is None:
            return self.tallies
        return tuple(_decided(tally, missing) for tally in self.tallies)

    @property
    def passing_of(self) -> tuple[Bounds, Bounds] | None:
        """How many members pass, and how many there are; ``None`` where no single question counts them."""
        match self.counts:
            case (Tally() as tally,):
                return tally.passing(), tally.size()
        return None

    @property
    def became(self) -> Mapping[str, DeliveryStatus]:
        """What became of the questions to those who are missing, by id: silence, a fault, or a reason."""
        return worst_by_place(line for line in self.deliveries if line.status is not DeliveryStatus.COUNTED)

    @property
    def is_target_lost(self) -> bool:
        """Whether a target is known to exist of which nobody knows the value."""
        return any(reason.code == TARGET_LOST for reason in self.reasons)

    @property
    def is_informed(self) -> bool:
        """Whether anything is known that bears on the verdict."""
        if self.components:
            return any(component.is_informed for component in self.components)
        is_any_number = self.value == Bounds(0, None) and not self.compared
        open_value = self.verdict is Verdict.UNDETERMINED and is_any_number
        no_value = any(reason.code == "over-whole" for reason in self.reasons)
        return self.verdict is not Verdict.NO_DATA and not open_value and not no_value

    def __getitem__(self, name: str) -> Judgement:
        """Find a component by its name.

        Raises:
            NameNotFoundError: If it has none of this name.
        """
        for component in self.components:
            if component.name == name:
                return component
        if not self.components:
            raise NameNotFoundError(message("error.no-component/none", name=repr(name)))
        names = tuple(component.name for component in self.components)
        raise NameNotFoundError(message("error.no-component", name=repr(name), known=names))

    def _ipython_key_completions_(self) -> list[str]:
        return [component.name for component in self.components]

    def __repr__(self) -> str:
        return f"Judgement({self.name!r}, {self.verdict.name}, value={self.value!r})"


def _decided(tally: Tally | LoadTally, missing: MissingAs) -> Tally | LoadTally:
    """Take those of whom nothing is known as a reading does; where nobody would be left, they stay open."""
    if not isinstance(tally, Tally):
        return tally
    decided = tally.decided(missing)
    return tally if decided.surely_empty and not tally.surely_empty else decided
