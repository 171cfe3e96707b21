"""Municipalities in a league: the best and the worst place that each can have, whatever is unknown."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rnms._values import frozen
from rnms.compare.shown import Compared
from rnms.errors import NameNotFoundError
from rnms.indicators.counts import Scale, Share
from rnms.indicators.definition import Direction, is_less_better
from rnms.indicators.tally import Tally
from rnms.indicators.target import Target
from rnms.indicators.vocabulary.municipalities import MUNICIPALITIES
from rnms.issues import message
from rnms.judge.origin import ResultOrigin
from rnms.judge.strata import measure_of_part
from rnms.logic.population import MUNICIPALITY
from rnms.logic.question import Question
from rnms.model.norm import Bounds, Exact, Norm, Verdict
from rnms.model.period import Period
from rnms.model.subjects import Municipality
from rnms.results.judgement import Judgement
from rnms.results.result import Result
from rnms.showing import short


@frozen(kw_only=True)
class Place:
    """A municipality in a league.

    >>> Place(id="m1", name="Лесной район", value=Bounds(0, 1), best=1, worst=3)
    Place('m1', 1, 3)

    Attributes:
        id: Its id.
        name: Its name.
        value: The value as far as it is known; ``None`` where nobody is there to be counted.
        size: How many members are behind it; ``None`` where that is not told.
        best: The best place that it can have; ``None`` where it has none.
        worst: The worst.
        is_silent: Whether its return is missing, wholly or in part.
    """

    id: str
    name: str
    value: Bounds | None
    size: Bounds | None = None
    best: int | None = None
    worst: int | None = None
    is_silent: bool = False

    __repr__ = short("id", "best", "worst")


@frozen(kw_only=True)
class League(Compared):
    """The municipalities of an indicator, from the best place down; nobody is put before an equal.

    >>> import rnms
    >>> from rnms import testing
    >>> system = testing.invented_region(staff=100, municipalities=3, seed=1)
    >>> result = rnms.evaluate(system, period=2023, only="6.2.1")["6.2.1"]
    >>> [(place.best, place.worst) for place in league(result)]
    [(1, 1), (2, 2), (3, 3)]

    Attributes:
        code: The indicator's code.
        title: What it is.
        period: The period judged.
        scale: How values are written.
        norm: The target of the region, as the line from which ``certainly_above_target`` is told.
        is_less_better: Whether the first place is that of the least value.
        rows: The municipalities.
        certainly_first: Those before whom nobody can be.
        certainly_last: Those behind whom nobody can be.
        certainly_above_target: Those that surely are where the target of the region is.
        unnamed: How many more municipalities there may be, by the numbers of the region, that nobody names;
            places are counted with them. ``None`` where the list has gaps and nothing limits how many: then
            the places are those among the named.
    """

    code: str
    title: str
    period: Period
    scale: Scale
    norm: Norm | None = None
    is_less_better: bool = False
    rows: tuple[Place, ...] = ()
    certainly_first: tuple[str, ...] = ()
    certainly_last: tuple[str, ...] = ()
    certainly_above_target: tuple[str, ...] = ()
    unnamed: int | None = 0

    __repr__ = short("code", "period")

    def __iter__(self) -> Iterator[Place]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: str) -> Place:
        """Find a municipality by its id.

        Raises:
            NameNotFoundError: If the league has none of this id.
        """
        for row in self.rows:
            if row.id == place:
                return row
        raise NameNotFoundError(message("error.no-place", place=repr(place), code=self.code))


def league(result: Result, *, component: str | None = None) -> League:
    """Put the municipalities of a result in a league, each with its best and its worst place.

    Equal values share a place. A municipality that is silent may be anywhere; one in which nobody is counted
    has no place. How many members each has stands beside: a share of few says little. Where the region counts
    more municipalities than are named, the others have their places, too.

    >>> import rnms
    >>> result = rnms.evaluate(rnms.example("ugra_invented"), period=2023, only="6.2.1")["6.2.1"]
    >>> sorted({(place.best, place.worst) for place in league(result)})
    [(1, 6)]

    Args:
        result: The result of one indicator.
        component: The part that is meant, where there are several.

    Raises:
        NameNotFoundError: If there is no such part, or which one is not said.
    """
    if component is None and result.components:
        names = tuple(part.name for part in result.components)
        raise NameNotFoundError(message("error.which-part", code=result.code, known=names))
    judgement = result.judgement if component is None else result.judgement[component]
    reporting = _reported(result, judgement, component)
    places = {**reporting, **dict(_silent(result, judgement, reporting))}
    norm = None if judgement.target is None else _norm(judgement.target)
    direction = Direction.INCREASE
    if isinstance(result.origin, ResultOrigin):
        direction = result.origin.indicator.direction
    reverse = is_less_better(norm, direction)
    named = [place.value for place in places.values() if place.value is not None]
    unnamed = _unnamed(result, judgement, component, [*places.values()])
    standing = Standings.of([*named, *(unnamed or ())], is_less_better=reverse)
    among_all = standing
    if unnamed is None:
        # One that nobody names may be before or behind any that is named.
        among_all = Standings.of([*named, _anything(_scale(judgement))], is_less_better=reverse)
    rows = [
        Place(
            id=place.id,
            name=place.name,
            value=place.value,
            size=place.size,
            best=None if place.value is None else standing.best(place.value),
            worst=None if place.value is None else standing.worst(place.value),
            is_silent=place.is_silent,
        )
        for place in places.values()
    ]
    last = len(places) + 1
    rows.sort(key=lambda row: (row.best or last, row.worst or last, row.name))
    placed = [(row.id, row.value) for row in rows if row.value is not None]
    return League(
        code=result.code if component is None else f"{result.code}.{component}",
        title=result.title if component is None else judgement.title,
        period=judgement.period,
        scale=_scale(judgement),
        norm=norm,
        is_less_better=reverse,
        rows=tuple(rows),
        certainly_first=tuple(key for key, value in placed if among_all.worst(value) == 1),
        certainly_last=tuple(key for key, value in placed if among_all.is_last(value)),
        certainly_above_target=tuple(
            key for key, value in placed if norm is not None and norm.verdict(value) is Verdict.MET
        ),
        unnamed=None if unnamed is None else len(unnamed),
    )


def _norm(target: Target) -> Norm | None:
    return target.norm_of_whole or target.known_norm


def _scale(judgement: Judgement) -> Scale:
    """Tell how values of municipalities are written; what is a share of them is a yes or no of each."""
    scales = {place.scale for place in judgement.municipalities}
    return scales.pop() if len(scales) == 1 else judgement.scale


def _reported(result: Result, judgement: Judgement, component: str | None) -> dict[str, Place]:
    """List the municipalities that reported; records are asked where the judgement does not tell them."""
    missing = {place.id for place in judgement.missing}
    judgements: Mapping[str, Judgement] = {place.name: place for place in judgement.municipalities}
    if not judgements and component is None and result.origin is not None:
        judgements = result.by("municipality")
    return {key: _place(key, place, is_silent=key in missing) for key, place in judgements.items()}


def _place(key: str, judgement: Judgement, *, is_silent: bool) -> Place:
    is_nobody = judgement.verdict is Verdict.NOT_APPLICABLE
    value = judgement.value
    if value is None and not is_nobody:
        value = _anything(judgement.scale)
    sizes = [tally.size() for tally in judgement.counts[:1]]
    return Place(
        id=key,
        name=judgement.title,
        value=None if is_nobody else value,
        size=sizes[0] if sizes else None,
        is_silent=is_silent,
    )


def _silent(
    result: Result, judgement: Judgement, reported: Mapping[str, Place]
) -> Iterator[tuple[str, Place]]:
    """List the municipalities of which nothing came, or nothing of their own: each may be anywhere."""
    sizes = {
        place: tally.size()
        for unanswered in judgement.unanswered[:1]
        for place, tally in zip(unanswered.places, unanswered.tallies, strict=True)
        if isinstance(tally, Tally)
    }
    any_value = _anything(_scale(judgement))
    municipalities: list[Municipality] = [*judgement.missing]
    if isinstance(result.origin, ResultOrigin):
        records = result.origin.engine.on(judgement.period).records
        municipalities += [place for place in records.places("municipalities") if place.id not in reported]
    for place in municipalities:
        if place.id not in reported:
            yield (
                place.id,
                Place(
                    id=place.id, name=place.name, value=any_value, size=sizes.get(place.id), is_silent=True
                ),
            )


_MOST_UNNAMED = 10_000
"""No region has so many municipalities; a number above is a slip, and each of them would take memory."""


def _unnamed(
    result: Result, judgement: Judgement, component: str | None, named: Sequence[Place]
) -> Sequence[Bounds] | None:
    """List what is known of each municipality that the region counts and nobody names.

    Nothing where nobody tells how many these are, or they are too many to be those of a region.
    """
    tally = _of_municipalities(result, judgement, component)
    number = tally.size().high if tally else _number_of_municipalities(result, judgement, len(named))
    if number is None:
        return None
    rest = max(0, int(number) - len(named))
    if rest > _MOST_UNNAMED:
        return None
    if tally is None:
        return [_anything(_scale(judgement))] * rest
    values: list[Bounds] = []
    for members, share in ((tally.passed, Bounds.exact(1)), (tally.failed, Bounds.exact(0))):
        beyond_named = members - sum(place.value == share for place in named)
        values += [share] * max(0, min(rest - len(values), beyond_named))
    return values + [Bounds(0, 1)] * (rest - len(values))


def _of_municipalities(result: Result, judgement: Judgement, component: str | None) -> Tally | None:
    """Find how municipalities stand where these are the members of a share."""
    if isinstance(result.origin, ResultOrigin):
        measure = measure_of_part(result.origin, judgement, component)
        is_of_them = isinstance(measure, Share) and measure.denominator.unit == MUNICIPALITY
    else:
        is_of_them = any(unanswered.key == MUNICIPALITIES.key for unanswered in judgement.unanswered)
    tallies = [tally for tally in judgement.tallies if isinstance(tally, Tally)]
    return tallies[0] if is_of_them and len(tallies) == 1 else None


def _number_of_municipalities(result: Result, judgement: Judgement, named: int) -> Exact | None:
    """Tell how many municipalities the region may have; as many as are named where no data are at hand."""
    if not isinstance(result.origin, ResultOrigin):
        return named
    return result.origin.answer(Question(of=MUNICIPALITIES), judgement.period).tally.size().high


def _anything(scale: Scale) -> Bounds:
    return Bounds(0, 1) if scale in {Scale.PERCENT, Scale.YES_NO} else Bounds(0, None)


End = tuple[bool, Fraction, int]
"""An end of a value that can be compared: whether there is none, where it is, and that it is not reached."""


@frozen(kw_only=True)
class Standings:
    """The ends of all values in a league, sorted: a place is found by looking up how many lie beyond.

    >>> standings = Standings.of([Bounds.exact(1), Bounds(0, 1), Bounds(0, 0)])
    >>> standings.best(Bounds(0, 0)), standings.worst(Bounds(0, 0))
    (2, 3)

    Attributes:
        lows: The least of each, from the least up.
        highs: The greatest of each, likewise.
        is_less_better: Whether the first place is that of the least value.
    """

    lows: Sequence[End]
    highs: Sequence[End]
    is_less_better: bool = False

    @classmethod
    def of(cls, values: Sequence[Bounds], *, is_less_better: bool = False) -> Standings:
        """Sort the ends of values."""
        return cls(
            lows=sorted(map(_low, values)), highs=sorted(map(_high, values)), is_less_better=is_less_better
        )

    def best(self, value: Bounds) -> int:
        """Count who surely stands before it, and itself."""
        return 1 + (self._surely_below(value) if self.is_less_better else self._surely_above(value))

    def worst(self, value: Bounds) -> int:
        """Count who may stand before it, and itself."""
        return 1 + (self._perhaps_below(value) if self.is_less_better else self._perhaps_above(value))

    def is_last(self, value: Bounds) -> bool:
        """Tell whether nobody can stand behind it."""
        return (self._perhaps_above(value) if self.is_less_better else self._perhaps_below(value)) == 0

    def _surely_above(self, value: Bounds) -> int:
        return len(self.lows) - bisect.bisect_right(self.lows, _high(value))

    def _surely_below(self, value: Bounds) -> int:
        return bisect.bisect_left(self.highs, _low(value))

    def _perhaps_above(self, value: Bounds) -> int:
        # Between two ends that are not equal there is a value, whether they are reached or not.
        beyond = len(self.highs) - bisect.bisect_right(self.highs, (False, Fraction(value.low), 1))
        return beyond - (not value.is_exact)

    def _perhaps_below(self, value: Bounds) -> int:
        is_unlimited = value.high is None
        beyond = bisect.bisect_left(self.lows, (is_unlimited, Fraction(value.high or 0), -1))
        return beyond - (not value.is_exact)


def _low(value: Bounds) -> End:
    return (False, Fraction(value.low), int(value.low_open))


def _high(value: Bounds) -> End:
    return (value.high is None, Fraction(value.high or 0), -int(value.high_open))
