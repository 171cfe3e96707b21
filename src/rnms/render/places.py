"""The municipalities of a judgement, from the least value up: each a line of a picture that opens.

A line shows the name, a dot or an interval on one scale with the target, the value, and how many of how many
are behind it; what opens says who passes, what is missing and why, and where the figures stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from rnms._values import frozen
from rnms.indicators.counts import Scale
from rnms.indicators.tally import Tally, distinct
from rnms.model.norm import Bounds, Exact, Norm
from rnms.model.returns import Delivery, DeliveryStatus
from rnms.render import words
from rnms.render.html import Raw, h, joined
from rnms.render.ledger import fault_words, status_words
from rnms.render.svg import ends, upper_end
from rnms.render.texts import TEXTS
from rnms.results.judgement import Judgement


@frozen
class PlaceShown:
    """What a municipality reported of a part.

    Attributes:
        name: Its name.
        judgement: What it reported; ``None`` where that is nothing.
        is_missing: Whether a return of it is missing.
        became: What became of that return, as far as a ledger says.
        deliveries: What became of each question to it, as far as a ledger says.
    """

    name: str
    judgement: Judgement | None
    is_missing: bool
    became: DeliveryStatus | None = None
    deliveries: tuple[Delivery, ...] = ()


def places_of(part: Judgement) -> list[PlaceShown]:
    """List the municipalities that reported, from the least value up, then those of whom nothing came."""
    silent, became = {place.id: place.name for place in part.missing}, part.became
    of_place: dict[str | None, list[Delivery]] = {}
    for line in part.deliveries:
        if line.status is not DeliveryStatus.COUNTED:
            of_place.setdefault(line.municipality, []).append(line)

    def shown(key: str, name: str, judgement: Judgement | None) -> PlaceShown:
        return PlaceShown(name, judgement, key in silent, became.get(key), tuple(of_place.get(key, ())))

    reported = sorted(part.municipalities, key=_standing)
    names = {judgement.name for judgement in reported}
    return [
        *(shown(judgement.name, judgement.title, judgement) for judgement in reported),
        *(shown(key, name, None) for key, name in silent.items() if key not in names),
    ]


def _standing(judgement: Judgement) -> tuple[float, float]:
    """Find where a municipality stands among others: by what it has at the least, then at the most."""
    bounds = judgement.value
    if bounds is None:
        return float("inf"), 0.0
    return float(bounds.low), float("inf") if bounds.high is None else float(bounds.high)


@frozen(kw_only=True)
class PlaceLines:
    """Writes the municipalities of one part in one language.

    Attributes:
        part: The judgement of the whole.
        lang: The language.
        expand: Whether every line is open.
        pictures: Whether values are drawn.
    """

    part: Judgement
    lang: str
    expand: bool = False
    pictures: bool = True

    def block(self, places: Sequence[PlaceShown], rest: str = "") -> Raw:
        """Lay out the lines of these municipalities under what their picture means, and what is left out."""
        judgements = [place.judgement for place in places if place.judgement is not None]
        values = [judgement.value for judgement in judgements if judgement.value is not None]
        # What is a share of municipalities is a yes or no of each of them, which a word says.
        is_drawn = (
            self.pictures and values and {judgement.scale for judgement in judgements} == {self.part.scale}
        )
        targets = [self.part.target, *(judgement.target for judgement in judgements[:1])]
        norm = next((target.norm_of_whole for target in targets if target and target.norm_of_whole), None)
        top = _upper_end(values, norm, self.part.scale) if is_drawn else None
        limits = Raw("") if top is None else joined(*(_at(end, top, "l") for end in ends(norm)))
        lines = [self._line(place, top, limits) for place in places]
        lines += [h("div", rest, class_="r")] if rest else []
        if top is None:
            return h("div", *lines, class_="n")
        return joined(self._legend(norm), h("div", *lines, class_="n m"))

    def _legend(self, norm: Norm | None) -> Raw:
        """Say what the picture means."""
        texts = TEXTS[self.lang].pictures
        demanded = (
            [texts.line.format(words.target_words(norm, self.part.scale, lang=self.lang))] if norm else []
        )
        return h("small", ", ".join([texts.dots, *demanded]) + ".")

    def _line(self, place: PlaceShown, top: float | None, limits: Raw) -> Raw:
        """Lay out one municipality; it opens where there is more to say of it."""
        texts, judgement = TEXTS[self.lang].page, place.judgement
        if judgement is None:
            status = status_words(place.became, texts.no_return, lang=self.lang)
            cells = [h("span", place.name), h("span", status, class_="q")]
        else:
            value = words.value(judgement, lang=self.lang)
            if judgement.target is not None:
                value = f"{value} · {words.verdict(judgement, lang=self.lang)}"
            tally = words.counted(judgement, lang=self.lang)
            cells = [h("span", place.name), h("b", value), h("span", tally, class_="q")]
            if top is not None:
                cells.insert(1, h("span", limits, _mark(judgement.value, top), class_="x"))
        more = self._more(place)
        # A host that drops our style leaves the blanks between the cells.
        line = [part for cell in cells for part in (Raw(" "), cell)][1:]
        if not more:
            return h("div", *line, class_="r")
        is_open = "open" if self.expand else None
        return h("details", h("summary", *line, class_="r"), h("div", " ".join(more)), open=is_open)

    def _more(self, place: PlaceShown) -> list[str]:
        """Say of a municipality who passes, what is missing and why, and where its figures stand."""
        texts, judgement = TEXTS[self.lang].page, place.judgement
        sentences = []
        if judgement is not None:
            tallies = judgement.counts if judgement.scale is Scale.PERCENT else ()
            sentences += [_standings(tally, self.lang) for tally in tallies[:1] if isinstance(tally, Tally)]
            # Of whom nothing is demanded, numbers alone give no reason.
            has_reason = judgement.reasons or judgement.target is not None
            why = words.reason(judgement, lang=self.lang) if has_reason else ""
            sentences += [texts.why.format(why)] if why else []
        if judgement is not None and place.is_missing:
            sentences.append(f"{_capital(status_words(place.became, texts.in_part, lang=self.lang))}.")
        faults = distinct(
            " ".join(filter(None, (fault_words(line, lang=self.lang), f"({line.place})" * bool(line.place))))
            for line in place.deliveries
        )
        sentences += [texts.why.format("; ".join(filter(None, faults)))] if any(faults) else []
        if judgement is not None and judgement.sources:
            sentences.append(texts.source.format("; ".join(judgement.sources)))
        return sentences


def _standings(tally: Tally, lang: str) -> str:
    """Say how many pass, how many do not, of how many it is not known."""
    texts, most = TEXTS[lang].page, tally.size().high
    numbers = (words.number(count, lang=lang) for count in (tally.passed, tally.failed))
    if most is None:
        return texts.standings_of_some.format(*numbers)
    return texts.standings.format(*numbers, words.number(most - tally.passed - tally.failed, lang=lang))


def _upper_end(values: Sequence[Bounds], norm: Norm | None, scale: Scale) -> float:
    """Find the upper end of the scale: of shares the whole, so that all indicators look alike."""
    return 1.0 if scale is Scale.PERCENT else upper_end(values, [norm], scale)


def _mark(value: Bounds | None, top: float) -> Raw:
    """Draw a value: a dot where it is known, else a strip over all that it may be."""
    if value is None:
        return Raw("")
    if value.is_exact:
        return _at(value.low, top)
    rest = "0%" if value.high is None else _percent(top - float(value.high), top)
    return h("i", style=f"left:{_percent(value.low, top)};right:{rest}", class_="s")


def _at(number: Exact, top: float, kind: str | None = None) -> Raw:
    """Draw a mark at a number of the scale."""
    return h("i", style=f"left:{_percent(number, top)}", class_=kind)


def _percent(number: Exact | float, top: float) -> str:
    """Write how far along the scale a number stands."""
    return f"{min(100.0, max(0.0, float(number) / top * 100)):.4g}%"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
