"""Pictures as inline SVG: a bar beside a value, values over the years.

They take the colour of the text around them, and hold no id, no pattern, no gradient: those collide between
the outputs of a notebook. Every fact in them stands in words beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from rnms._values import frozen
from rnms.indicators.counts import Scale
from rnms.model.norm import Bounds, Exact, Norm
from rnms.render.html import Raw, h

_INK = "currentColor"
_HATCHES = (-0.3, -0.1, 0.1, 0.3)
"""Where the strokes below a greatest value stand, as parts of its room."""
_Height = Callable[[Exact], float]


@frozen(kw_only=True)
class Point:
    """What is drawn for one period: a value as far as it is known, and what is demanded."""

    label: str
    said: str
    value: Bounds | None
    norm: Norm | None


def _drawing(width: int, height: int, description: str, *kids: str) -> Raw:
    box = f"0 0 {width} {height}"
    ink = {"fill": _INK, "stroke": _INK}
    return h("svg", *kids, width=width, height=height, viewBox=box, role="img", aria_label=description, **ink)


def _rect(x: float, y: float, width: float, height: float, *, possible: bool) -> Raw:
    """Make a bar: full where the value is certain, a dashed hollow box where it is only possible."""
    attributes: dict[str, str | int | None] = {
        name: _number(value) for name, value in (("x", x), ("y", y), ("width", width), ("height", height))
    }
    if possible:
        return h("rect", **attributes, fill="none", stroke_dasharray="3 2")
    return h("rect", **attributes, stroke="none", opacity=".7")


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _line(path: str, **attributes: str) -> Raw:
    return h("path", d=path, **attributes)


def bar(value: Bounds | None, norm: Norm | None, scale: Scale, said: str) -> Raw:
    """Make a bar: what is certain, what is possible, what is demanded; nothing for a yes or no."""
    if value is None or scale is Scale.YES_NO:
        return Raw("")
    top = 1.0 if scale is Scale.PERCENT else 1.4 * _greatest([value], [norm])

    def at(number: Exact) -> float:
        return 6 + 208 * min(1.0, max(0.0, float(number) / top))

    low, high = at(value.low), 214 if value.high is None else at(value.high)
    kids = [_line(f"M{_number(high)} 15H214", stroke_width="2", opacity=".3")]
    if low > 6:
        kids.append(_rect(6, 11, low - 6, 8, possible=False))
    if high > low:
        kids.append(_rect(low, 11, high - low, 8, possible=True))
    elif low == 6:
        kids.append(_rect(5, 11, 2, 8, possible=False))
    kids += [_line(f"M{_number(at(end))} {_MARKS[side]}") for side, end in _sided_ends(norm)]
    return _drawing(220, 22, said, *kids)


_MARKS = {"low": "9l-4-7h8zv12", "high": "9l-8-3.5 8-3.5v19"}
"""At a least value a plumb line, at a greatest one a flag that flies to the good side of it."""


def _sided_ends(norm: Norm | None) -> list[tuple[str, Exact]]:
    """List the ends of a norm, each once, by the side from which it limits."""
    ends = () if norm is None else (("low", norm.low), ("high", norm.high))
    side_by_end = {end: side for side, end in reversed(ends) if end is not None}
    return [(side, end) for side, end in ends if end is not None and side_by_end[end] == side]


def ends(norm: Norm | None) -> list[Exact]:
    """List the numbers at which a norm has an end, each once."""
    return [end for _, end in _sided_ends(norm)]


def _greatest(values: Sequence[Bounds | None], norms: Sequence[Norm | None]) -> float:
    """Find the greatest number that is drawn, never nothing.

    What is only possible shrinks nothing below half.
    """
    bounds = [value for value in values if value is not None]
    certain = max(
        [*(value.low for value in bounds), *(end for norm in norms for end in ends(norm))], default=0
    )
    possible = max((value.high for value in bounds if value.high is not None), default=0)
    return float(max(certain, min(possible, 2 * certain) if certain > 0 else possible)) or 1.0


def greatest(points: Sequence[Point], scale: Scale) -> float:
    """Find the upper end of a common scale.

    Some room above all that is drawn; a share has none above 100 %.
    """
    return upper_end([point.value for point in points], [point.norm for point in points], scale)


def upper_end(values: Sequence[Bounds | None], norms: Sequence[Norm | None], scale: Scale) -> float:
    """Find the upper end of a scale on which these are drawn."""
    room = 1.15 * _greatest(values, norms)
    return min(room, 1.0) if scale is Scale.PERCENT else room


def years(
    points: Sequence[Point], top: float, said: str, *, width: int | None = None, height: int = 190
) -> Raw:
    """Draw values over periods: a dot where one is known, else a dashed box; lines are targets.

    By default as wide as its labels need, so that few periods fit a telephone.
    """
    width = min(560, max(160, 80 * len(points))) if width is None else width
    slot = width / max(1, len(points))
    floor = height - 18
    large = slot >= 60

    def y(number: Exact) -> float:
        return floor - (floor - 18) * min(1.0, max(0.0, float(number) / top))

    centres = [slot * (index + 0.5) for index in range(len(points))]
    kids = [_line(f"M0 {floor}h{width}", opacity=".4"), *_links(points, centres, y)]
    for point, centre in zip(points, centres, strict=True):
        kids += _drawn(point, centre, y, min(slot, 90))
        if large:
            kids += _labels(point, centre, y, height)
    if not large and points:
        kids += [_text(points[0].label, 0, height - 4, "start")]
        kids += [_text(points[-1].label, width, height - 4, "end")] if len(points) > 1 else []
    return _drawing(width, height, said, *kids)


def sign(kind: str, said: str) -> Raw:
    """Draw a sign of the picture over periods, for its legend: a known value, a possible one, a target."""
    norm = {"low": Norm(low=1), "high": Norm(high=1)}.get(kind)
    value = {"known": Bounds.exact(1), "possible": Bounds(0, 2)}.get(kind)
    point = Point(label="", said="", value=value, norm=norm)
    return _drawing(20, 14, said, *_drawn(point, 10, lambda number: 12 - 5 * float(number), 24))


def signs(points: Sequence[Point]) -> list[str]:
    """List the kinds of signs in a picture over periods."""
    values = [point.value for point in points if point.value is not None]
    sides = {side for point in points for side, _ in _sided_ends(point.norm)}
    shown = {"known": any(value.is_exact for value in values)}
    shown["possible"] = not all(value.is_exact for value in values)
    return [kind for kind in ("known", "possible", "low", "high") if shown.get(kind) or kind in sides]


def _links(points: Sequence[Point], centres: Sequence[float], y: _Height) -> Iterator[Raw]:
    """Lines between neighbours that are both known."""
    for (point, x1), (neighbour, x2) in pairwise(zip(points, centres, strict=True)):
        if (
            point.value is not None
            and neighbour.value is not None
            and point.value.is_exact
            and neighbour.value.is_exact
        ):
            ends = (x1, y(point.value.low), x2, y(neighbour.value.low))
            yield _line("M{} {}L{} {}".format(*map(_number, ends)), opacity=".5")


def _drawn(point: Point, centre: float, y: _Height, room: float) -> Iterator[Raw]:
    for side, end in _sided_ends(point.norm):
        start = _number(centre - room * 0.4)
        yield _line(f"M{start} {_number(y(end))}h{_number(room * 0.8)}", stroke_width="2")
        if side == "high":
            # Hatched to its good side.
            yield _line(
                "".join(f"M{_number(centre + room * part)} {_number(y(end))}l-4 6" for part in _HATCHES)
            )
    if point.value is None:
        return
    low = y(point.value.low)
    if point.value.is_exact:
        yield h("circle", cx=_number(centre), cy=_number(low), r="4")
    else:
        high = 18 if point.value.high is None else y(point.value.high)
        yield _rect(centre - 6, high, 12, low - high, possible=True)


def _labels(point: Point, centre: float, y: _Height, height: int) -> Iterator[Raw]:
    yield _text(point.label, centre, height - 4)
    if point.value is None:
        yield _text(point.said, centre, height - 26)
        return
    top = 18 if point.value.high is None else y(point.value.high)
    near = [y(end) for end in ends(point.norm)]
    above = top - 8
    # A label gives way to the tick of a target.
    if any(above - 12 < tick < above + 3 for tick in near):
        above = min(tick for tick in near if above - 12 < tick < above + 3) - 5
    yield _text(point.said, centre, max(11.0, above))


@frozen(kw_only=True)
class Line:
    """A line of a picture that is read from top to bottom: a name, what is said, and what is drawn below it.

    Attributes:
        name: What it is about.
        said: The value in words.
        bar: From where to where a bar goes; ``None`` without one.
        whisker: From where to where it may go; ``None`` where nothing is known.
        is_exact: Whether the whisker is a single value.
    """

    name: str
    said: str
    bar: tuple[float, float] | None = None
    whisker: tuple[float, float] | None = None
    is_exact: bool = True


_WIDTH, _ROW, _LABEL = 340, 34, 34
"""How wide a picture of lines is, so that a telephone holds it; how tall each; how long a name may be."""


def lines(rows: Sequence[Line], said: str, *, norm: Norm | None = None, scale: Scale = Scale.NUMBER) -> Raw:
    """Draw lines below each other to one scale: bars with whiskers, or dots and intervals.

    Where less than nothing is drawn, or there are bars, a thin line stands at nothing.
    """
    limits = [end for row in rows for pair in (row.bar, row.whisker) if pair is not None for end in pair]
    marks = [float(end) for end in ends(norm)]
    least, most = min([0.0, *limits]), max([0.0, *limits, *marks])
    if scale is Scale.PERCENT:
        most = max(1.0, most)
    span = (most - least) or 1.0

    def x(number: float) -> float:
        return 4 + (_WIDTH - 8) * (number - least) / span

    height = _ROW * len(rows) + 4
    kids = [_line(f"M{_number(x(0))} 0v{height}", opacity=".3")]
    for index, row in enumerate(rows):
        # No line of a target crosses a name.
        kids += [
            _line(f"M{_number(x(end))} {index * _ROW + 16}v16", stroke_width="2", opacity=".55")
            for end in marks
        ]
        kids += _row(row, index * _ROW, x)
    return _drawing(_WIDTH, height, said, *kids)


def _row(row: Line, top: int, x: Callable[[float], float]) -> Iterator[Raw]:
    name = row.name if len(row.name) <= _LABEL else f"{row.name[: _LABEL - 1]}…"
    yield _text(name, 4, top + 13, "start")
    yield _text(row.said, _WIDTH - 4, top + 13, "end")
    middle = top + 24
    if row.bar is not None:
        left, right = sorted(map(x, row.bar))
        yield _rect(left, middle - 5, max(right - left, 1.5), 10, possible=False)
    if row.whisker is None:
        return
    low, high = map(x, row.whisker)
    if row.is_exact and row.bar is None:
        yield h("circle", cx=_number(low), cy=_number(middle), r="4")
    elif not row.is_exact:
        # Whiskers stand out of the bar, whose colour they have.
        ticks = f"M{_number(low)} {middle - 7}v14M{_number(high)} {middle - 7}v14"
        yield _line(f"M{_number(low)} {middle}H{_number(high)}{ticks}", stroke_width="1.5")


def _text(text: str, x: float, y: float, anchor: str = "middle") -> Raw:
    return h("text", text, x=_number(x), y=_number(y), stroke="none", font_size="11", text_anchor=anchor)
