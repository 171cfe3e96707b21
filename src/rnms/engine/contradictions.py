"""The figures that are not believed, and what is said of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rnms._values import frozen
from rnms.engine.number_facts import NO_FIGURES, Figures, Reconciliation
from rnms.engine.recall import Recall
from rnms.engine.related import Pair
from rnms.issues import Fact, Issue, Message, message
from rnms.logic.population import OUTSIDE_MUNICIPALITIES
from rnms.model.period import Period
from rnms.model.returns import Figure

At = tuple[str, Period, str | None]
"""The address of a number: a key, a period and a municipality, or the region."""
_NAMED = 6
"""How many figures one issue names at most."""


@frozen(kw_only=True)
class Excess:
    """A part that exceeds its whole.

    Attributes:
        contradiction: What exceeds what.
        named: The figures of both sides.
        behind: Those on which the sides that are not believed rest.
        refused: Those of them that are not believed.
        inferred: The numbers without figures of their own that are not believed.
        standing: The headcounts of the whole that are counted all the same.
        place: The municipality; ``None`` is the region.
    """

    contradiction: Message
    named: Figures
    behind: Figures
    refused: Figures
    inferred: frozenset[At] = frozenset()
    standing: Figures = NO_FIGURES
    place: str | None


def excess_message(pair: Pair) -> Message:
    """Say what exceeds what; the key is that of the wrong number, where a single number is wrong."""
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


def _figure_message(figure: Figure) -> Message:
    """Name a figure: key, value, municipality, period, and where it was read."""
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
    """Say why a figure cannot answer the question of its key; ``None`` where it can."""
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


class Contradictions:
    """The figures that exclude each other, so that none of them is believed.

    Args:
        figures: The figures of a system.
        recall: Notes what is read of them.

    Attributes:
        refused: The figures that are not believed, whatever is asked.
        unjoined: The numbers of which the parts are not believed together, with the figures that exclude
            each other there.
        standing: The headcounts that a part, or what is carried, exceeds: each is counted as its own number.
        muted: The figures that tell nothing of other words: those headcounts, and what is not believed of
            its own number.
        of_words: What is said of those that exclude each other whatever is asked, with all their figures.
        while_answering: What is said of those met on the way to an answer, likewise.
    """

    def __init__(self, figures: Sequence[Figure], recall: Recall) -> None:
        self.figures = figures
        self._recall = recall
        self.refused: set[int] = set()
        self.unjoined: dict[At, Figures] = {}
        self.standing: set[int] = set()
        self.muted: set[int] = set()
        self.of_words: dict[Issue, Figures] = {}
        self.while_answering: dict[Issue, Figures] = {}

    def excluded(self) -> Hashable:
        """Tell what is not believed, and of what, so that two who do not believe the same are told apart."""
        return frozenset(self.refused), frozenset(self.unjoined.items()), frozenset(self.muted)

    def extent(self) -> tuple[int, ...]:
        """Count what is not believed: it only ever grows."""
        unjoined = sum(map(len, self.unjoined.values()))
        return len(self.refused), unjoined, len(self.unjoined), len(self.muted)

    def note_issue(self, issues: dict[Issue, Figures], issue: Issue, figures: Figures) -> None:
        """Note an issue, and the figures of which it speaks."""
        self._recall.note_unrepeatable()
        issues[issue] = figures

    def of_municipalities(self, figures: Figures) -> Figures:
        """Find those of some figures that tell of a municipality."""
        return frozenset(index for index in figures if self.figures[index].municipality is not None)

    def told_at(self, figures: Figures, period: Period, place: str | None) -> Figures:
        """Find those of some figures that tell of a period and a place."""
        return frozenset(
            index
            for index in figures
            if (self.figures[index].period, self.figures[index].municipality) == (period, place)
        )

    def headcounts(self, figures: Figures) -> Figures:
        """Find those of some figures that tell how many there are of a population: their keys have no dot."""
        return frozenset(
            index
            for index in figures
            if self.figures[index].count is not None and "." not in self.figures[index].key
        )

    def stand(self, headcounts: Figures) -> None:
        """Count some headcounts as their own numbers alone."""
        self.standing |= headcounts
        self.muted |= headcounts

    def refuse(self, figures: Figures) -> None:
        """Believe some figures no more, and keep what was said of them on the way to an answer."""
        self.refused |= figures
        self.of_words |= {issue: sides for issue, sides in self.while_answering.items() if sides & figures}

    def report(
        self,
        key: str,
        period: Period,
        place: str | None,
        reconciled: Reconciliation,
        limit: Message | None = None,
    ) -> None:
        """Note that facts about one number contradict each other."""
        if reconciled.refused:
            contradiction = message("figures.contradiction/each-other", key=key)
            stands = limit if reconciled.is_against_given else None
            self.note(
                self.while_answering,
                contradiction,
                reconciled.named,
                reconciled.figures | self.told_at(reconciled.named, period, place),
                place,
                stands,
                period,
                behind=reconciled.behind_refused,
            )

    def note(
        self,
        issues: dict[Issue, Figures],
        contradiction: Message,
        figures: Figures,
        refused: Figures,
        place: str | None,
        limit: Message | None = None,
        period: Period | None = None,
        *,
        behind: Figures,
    ) -> None:
        """Name every side of a contradiction, and what is counted instead: of a period, of that alone.

        What a municipality tells counts for the region where nothing that is not believed rests on it.
        """
        sides = sorted(figures | refused)
        side_messages: list[Fact] = [
            message("figures.contradiction/side", index=index, figure=_figure_message(self.figures[index]))
            for index in sides[:_NAMED]
        ]
        if len(sides) > _NAMED:
            side_messages.append(message("more", number=len(sides) - _NAMED))
        # Without figures of its own it was inferred from those of its parts.
        side_messages = side_messages or [message("figures.contradiction/parts-and-whole")]
        believed = [index for index in sides if index not in refused and index not in self.refused]
        regional = [index for index in believed if place is None or self.figures[index].municipality]
        if place is None:
            regional = [
                index for index in believed if index not in behind or self.figures[index].municipality is None
            ]
        of_period = [index for index in regional if period in {None, self.figures[index].period}]
        stands: list[Fact] = [_figure_message(self.figures[index]) for index in of_period[:_NAMED]]
        stands += [] if limit is None else [limit]
        if stands:
            outcome = message("figures.contradiction/counted", figures=tuple(stands))
        elif regional:
            outcome = message("figures.contradiction/none-of-period", period=str(period))
        elif believed:
            outcome = message("figures.contradiction/none-of-region")
        else:
            outcome = message("figures.contradiction/none")
        own = sorted(refused)
        where = f"$.figures[{own[0]}]" if own else "$.figures"
        fault = message(
            "figures.contradiction",
            contradiction=contradiction,
            sides=tuple(side_messages),
            outcome=outcome,
            key=contradiction.facts.get("key", ""),
            indices=tuple(sides[:_NAMED]),
            counted=tuple(of_period),
        )
        issue = Issue(place=where, text=fault, code="figures.contradiction")
        self.note_issue(issues, issue, figures | refused)
