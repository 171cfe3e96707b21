"""Words in the data that the region's acts do not know: none of them is ignored in silence."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.evaluation._progress import is_set_elsewhere
from rnms.io import perhaps
from rnms.model import Issue, RegionalSystem
from rnms.regions import RegionProfile


def foreign_words(data: RegionalSystem, profile: RegionProfile) -> Iterator[Issue]:
    """The figures, reports of measures and plans that name nothing of the region's acts."""
    yield from _figures(data, profile)
    if profile.roadmap:
        yield from _measures(data, profile, "measure_reports")
        yield from _measures(data, profile, "plan_items")


def _figures(data: RegionalSystem, profile: RegionProfile) -> Iterator[Issue]:
    known = profile.words
    for index, figure in enumerate(data.figures):
        if figure.key not in known:
            near = perhaps(figure.key, known)
            text = f"{figure.key!r} — не слово приказа ({profile.key}){near}; см. profile.needs()"
            yield Issue(place=f"$.figures[{index}].key", text=text, code="figure.unknown-key")


def _measures(data: RegionalSystem, profile: RegionProfile, collection: str) -> Iterator[Issue]:
    measures = {measure.code: measure for measure in profile.roadmap}
    for index, record in enumerate(getattr(data, collection) or ()):
        code, place = record.measure, f"$.{collection}[{index}].measure"
        if code not in measures:
            text = f"мероприятия {code!r} нет в дорожной карте{perhaps(code, measures)}; см. profile.roadmap"
            yield Issue(place=place, text=text, code="measure.unknown")
        elif collection == "plan_items" and not is_set_elsewhere(measures[code]):
            text = f"срок мероприятия {code} устанавливает сам акт; строка плана не учтена, уберите её"
            yield Issue(place=place, text=text, code="plan.set-by-the-act")
