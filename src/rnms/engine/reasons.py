"""Why an answer leaves something open: gaps in what is known, and the reasons that tell of them.

Records (:mod:`rnms.engine.mask_reasons`), tables and figures each find their own; they are told alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rnms.indicators.tally import Reason, distinct
from rnms.logic.paths import REGION
from rnms.logic.population import Unit
from rnms.logic.question import Question
from rnms.model.returns import Unreported
from rnms.model.subjects import names_by_id
from rnms.model.system import RegionalSystem

Gap = tuple[str, ...]
"""What is not known: a code of a reason, and what it speaks of."""
OF_COLLECTIONS = frozenset({"unreported", "not-collected"})
"""The gaps of whole collections, which hang on no field of a record."""


IN_PART = "known-in-part"
"""The gap of days of which the month, the year or a span alone is known: a collection, a field, the days."""
FEW_DAYS = 3
"""So many different days that are known in part are written out; of more it is said that there are some."""


def days_said(days: Sequence[str]) -> str:
    """Write the days of a field that are known in part; nothing of more than a few."""
    return ", ".join(sorted(days)) if "" not in days and len(days) <= FEW_DAYS else ""


def names_of(system: RegionalSystem) -> dict[str, str]:
    """List the names of municipalities by id; of one without a name the id."""
    return names_by_id(system.municipalities or ())


def reason_of(gap: Gap, number: int, unit: Unit | None, question: Question) -> Reason:
    """Make a reason of a gap: what it speaks of, and how many members hang on it where they are counted."""
    code, *about = gap
    if code in OF_COLLECTIONS:
        return Reason(code=code, about=tuple(about))
    if code == "unsaid":
        [unsaid] = about
        about = [question.key, f"{question.of.title}: {unsaid}" if unsaid else question.title]
    if unit is not None and unit.key == REGION:
        return Reason(code=code, about=tuple(about))
    nouns = ("record",) if unit is None else (unit.key, *unit.forms[1:])
    return Reason(code=code, about=(*about, str(number), *nouns))


def silence(part: Unreported) -> Gap:
    """Name the gap that a part which was not reported leaves."""
    return ("unreported", part.entity, str(part.period or ""), part.municipality or "")


def grouped(reasons: Iterable[Reason], system: RegionalSystem) -> tuple[Reason, ...]:
    """List the same with what was not reported of a collection together: the municipalities, and when."""
    names = names_of(system)
    places_by_key: dict[tuple[str, ...], list[str]] = {}
    for reason in reasons:
        key = (reason.code, *reason.about)
        if reason.code != "unreported":
            places_by_key.setdefault(key, [])
            continue
        collection, period, place = reason.about
        where = ", ".join(filter(None, (names.get(place, place), period)))
        places = places_by_key.setdefault((reason.code, collection), [])
        places += [where] if where else []
    return tuple(
        Reason(code=code, about=(*about, *distinct(places)))
        for (code, *about), places in places_by_key.items()
    )
