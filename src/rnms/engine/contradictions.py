"""What is said of figures that exclude each other, or that answer nothing."""

from __future__ import annotations

import attrs

from rnms.engine.number_facts import NO_FIGURES, Figures
from rnms.engine.related import Pair
from rnms.issues import Issue, Message, message
from rnms.logic.population import OUTSIDE_MUNICIPALITIES
from rnms.model.period import Period
from rnms.model.returns import Figure

At = tuple[str, Period, str | None]
"""Which number is meant: a key, a period and a municipality, or the region."""


@attrs.frozen(kw_only=True)
class Excess:
    """A part that exceeds its whole.

    Attributes:
        contradiction: What exceeds what.
        named: The figures of both sides.
        refused: Those of them that are not believed.
        inferred: The numbers without figures of their own that are not believed.
        alone: Those that stand for their own number and tell nothing of others.
        place: The municipality; ``None`` is the region.
    """

    contradiction: Message
    named: Figures
    refused: Figures
    inferred: frozenset[At] = frozenset()
    alone: Figures = NO_FIGURES
    place: str | None


def excess_message(pair: Pair) -> Message:
    """What exceeds what; the key is that of the number that is said to be wrong, where it is one."""
    narrow, wide = pair.narrow.key, pair.wide.key
    if pair.failing:
        return message("figures.contradiction/failures-above", narrow=narrow, wide=wide)
    if not pair.somebody and pair.narrow.of.unit != pair.wide.of.unit:
        return message("figures.contradiction/fewer-records", key=narrow, wide=wide)
    if pair.period != pair.later and narrow == wide:
        falls = "figures.contradiction/falls"
        return message(falls, key=narrow, period=str(pair.period), later=str(pair.later))
    if pair.somebody:
        return message("figures.contradiction/nobody", key=narrow, wide=wide)
    return part_above_whole(pair)


def part_above_whole(pair: Pair) -> Message:
    """Say that a part exceeds its whole."""
    return message("figures.contradiction/part-above-whole", narrow=pair.narrow.key, wide=pair.wide.key)


def figure_message(figure: Figure) -> Message:
    """A figure as one names it: key, value, municipality, period, and where it was read."""
    where = (figure.municipality, str(figure.period), figure.place)
    return message(
        "figure",
        key=figure.key,
        holds="" if figure.holds is None else message("figure/yes" if figure.holds else "figure/no"),
        count="" if figure.count is None else f" {figure.count}",
        among="" if figure.among is None else message("figure/among", among=figure.among),
        share="" if figure.share is None else f" {figure.share}",
        where=tuple(part for part in where if part),
    )


def unheard_issue(figure: Figure, index: int) -> Issue | None:
    """What is wrong with a figure that answers nothing of what its key asks; ``None`` where it may."""
    word = figure.key.partition(".")[2]
    is_outside = word == OUTSIDE_MUNICIPALITIES.key
    place = f"$.figures[{index}]"
    if is_outside and figure.municipality is not None:
        fault = message("figure.unheard/outside", key=figure.key)
        return Issue(place=f"{place}.municipality", text=fault, code="figure.unheard")
    # A headcount has no dot, what one carries has two ("pool.attached.total").
    if figure.count is not None or not (is_outside or not word or "." in word):
        return None
    if figure.share is not None:
        fault = message("figure.unheard/share", key=figure.key, share=str(figure.share))
        return Issue(place=f"{place}.share", text=fault, code="figure.unheard")
    if figure.holds is not None and not is_outside:
        return Issue(
            place=f"{place}.holds", text=message("figure.yes-no", key=figure.key), code="figure.yes-no"
        )
    return None
