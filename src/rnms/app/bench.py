"""The table of figures: what is reported, corrected in place, or supposed to see what would follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from rnms._values import frozen
from rnms.app.texts import TEXTS
from rnms.engine.engine import Engine
from rnms.errors import UsageError
from rnms.indicators.tally import Tally
from rnms.issues import message
from rnms.model.limits import reported_period
from rnms.model.period import Period, periods_meant
from rnms.model.returns import Figure, FigureStatus, PrintedShare
from rnms.model.subjects import MUNICIPAL
from rnms.model.system import RegionalSystem, record_classes
from rnms.regions.profile import RegionProfile, RequiredFigure

NUMBERS = ("count", "among", "share")
_OF_THE_MAP = {"municipalities", "territories"}
_ANSWERS = {"": None, "yes": True, "no": False}


@frozen(kw_only=True)
class Row:
    """A line of the table.

    Attributes:
        figure: The figure, as it stands in the data or as it would be added.
        title: What is counted.
        takes: What may be typed: ``"count"``, ``"among"``, ``"share"``, ``"holds"``.
        is_new: Whether the data do not have it yet.
    """

    figure: Figure
    title: str
    takes: tuple[str, ...]
    is_new: bool = False

    def told(self, names: Mapping[str, str]) -> dict[str, Any]:
        """Say what stands in the line, for the page."""
        figure = self.figure
        holds = next(typed for typed, answer in _ANSWERS.items() if answer is figure.holds)
        return {
            "title": self.title,
            "key": figure.key,
            "period": str(figure.period),
            "municipality": names.get(figure.municipality or "", figure.municipality or ""),
            "takes": self.takes,
            "count": "" if figure.count is None else str(figure.count),
            "among": "" if figure.among is None else str(figure.among),
            "holds": holds,
            "share": str(figure.share or ""),
            "missing": figure.missing or "",
            "place": figure.place,
            "status": "" if figure.status is None else figure.status.value,
        }


def rows(
    system: RegionalSystem, profile: RegionProfile, period: str, readings: Iterable[str] = ()
) -> tuple[Row, ...]:
    """List the figures of data, then those that the region asks for and the data do not have.

    >>> import rnms
    >>> listed = rows(rnms.example("khabarovsk_2023"), rnms.regions.get("khabarovsk"), "2023")
    >>> listed[0].figure.count, listed[0].takes
    (2036, ('count', 'among', 'share'))

    Args:
        system: The data.
        profile: The region.
        period: The period that is judged.
        readings: The readings whose figures are asked for, too.
    """
    needs = {need.key: need for need in profile.needs()}
    titles = {key: question.title for question in profile.questions for key in question.keys}
    titles |= {key: need.title for key, need in needs.items()}
    present = [
        Row(figure=figure, title=titles.get(figure.key, figure.key), takes=_takes(figure, needs))
        for figure in system.figures
    ]
    present_keys = {(figure.key, figure.period) for figure in system.figures if figure.municipality is None}
    names = set(profile.select_readings(tuple(readings)))
    needs_to_fill = [
        (need, period_meant)
        for need in profile.needs()
        if need.decides and (not need.readings or names.intersection(need.readings))
        for period_meant in dict.fromkeys(
            map(need.question.period_of, periods_meant(need.period, reported_period(period)))
        )
        if (need.key, period_meant) not in present_keys
    ]
    counts = _counted(system, profile, reported_period(period)) if _has_records(system) else {}
    return (
        *present,
        *(
            Row(
                figure=Figure(key=need.key, period=period_meant, count=counts.get((need.key, period_meant))),
                title=need.title,
                takes=_asked_of(need),
                is_new=True,
            )
            for need, period_meant in needs_to_fill
        ),
    )


def corrected(
    system: RegionalSystem, table: Sequence[Row], typed: Iterable[Mapping[str, Any]]
) -> RegionalSystem:
    """Put what was typed into the data; in the place of what was reported it says that it was corrected.

    Raises:
        UsageError: If what was typed is no number.
    """
    figures: list[Figure | None] = [None if row.is_new else row.figure for row in table]
    for number, figure in _typed_figures(table, typed):
        status = None if table[number].is_new else FigureStatus.CORRECTED
        figures[number] = attrs.evolve(figure, status=status)
    return attrs.evolve(system, figures=[figure for figure in figures if figure is not None])


def supposed(
    system: RegionalSystem, table: Sequence[Row], typed: Iterable[Mapping[str, Any]], lang: str
) -> RegionalSystem:
    """Make the system as it would be; what is supposed is an estimate, and the title says it.

    Where records were counted, their numbers stand in their place: what is supposed is no record.

    Raises:
        UsageError: If what was typed is no number.
    """
    base = system
    if _has_records(system):
        base = RegionalSystem(
            region=system.region, municipalities=system.municipalities, territories=system.territories
        )
    figures: list[Figure | None] = [
        row.figure if row.figure.is_given or not row.is_new else None for row in table
    ]
    for number, figure in _typed_figures(table, typed):
        figures[number] = attrs.evolve(figure, status=FigureStatus.ESTIMATE)
    title = f"{TEXTS[lang].supposed}: {system.title}"
    return attrs.evolve(base, title=title, figures=[figure for figure in figures if figure is not None])


def _typed_figures(table: Sequence[Row], typed: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, Figure]]:
    """Read what was typed: the number of each line, and its figure as it is then."""
    for line in typed:
        number = int(line["row"])
        row = table[number]
        answer: dict[str, Any] = {
            name: _number(line[name], row.title) for name in ("count", "among") if name in line
        }
        if "holds" in line:
            answer["holds"] = _ANSWERS[line["holds"]]
        # A share that was printed beside another number, and a reason why there was none, hold no longer.
        answer["share"] = _share(line.get("share", ""), row.title)
        yield number, attrs.evolve(row.figure, **answer, missing=None)


def _number(typed: str, title: str) -> int | None:
    digits = "".join(typed.split())
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal()):
        raise UsageError(message("app.no-number", given=repr(typed), title=title))
    return int(digits)


def _share(typed: str, title: str) -> PrintedShare | None:
    if not typed.strip():
        return None
    try:
        return PrintedShare(typed)
    except ValueError:
        raise UsageError(message("app.no-share", given=repr(typed), title=title)) from None


def _takes(figure: Figure, needs: Mapping[str, RequiredFigure]) -> tuple[str, ...]:
    if figure.holds is not None or (figure.municipality and not figure.is_given and figure.key not in needs):
        return ("holds",)
    need = needs.get(figure.key)
    if need is not None and need.yes_no and figure.count is None:
        return ("holds",)
    return NUMBERS if need is None or need.of or figure.among is not None else ("count",)


def _asked_of(need: RequiredFigure) -> tuple[str, ...]:
    if need.yes_no:
        return ("holds",)
    return NUMBERS if need.of and need.level == MUNICIPAL else ("count",)


def _has_records(system: RegionalSystem) -> bool:
    return any(getattr(system, name) is not None for name in record_classes().keys() - _OF_THE_MAP)


def _counted(system: RegionalSystem, profile: RegionProfile, period: Period) -> dict[tuple[str, Period], int]:
    """Count what records surely say of each figure that is asked for."""
    engine = Engine.of_region(system, profile, period.end)
    counts: dict[tuple[str, Period], int] = {}
    for need in profile.needs():
        if need.yes_no or not need.decides:
            continue
        for period_meant in periods_meant(need.period, period):
            tally = engine.answer(need.question, period_meant).tally
            if isinstance(tally, Tally):
                number = tally.passing() if need.of else tally.size()
                if number.low == number.high and isinstance(number.low, int):
                    counts[need.key, need.question.period_of(period_meant)] = number.low
    return counts
