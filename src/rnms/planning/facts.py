"""Which single facts must be asked for where: the reasons of a region, municipality by municipality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rnms.engine.mask_reasons import members_by_gap
from rnms.engine.reasons import IN_PART, reason_of
from rnms.engine.records import RecordsEngine
from rnms.indicators.tally import Reason, distinct
from rnms.logic.paths import fields_of
from rnms.logic.question import Question
from rnms.model.period import Period
from rnms.model.subjects import Municipality
from rnms.model.system import record_classes
from rnms.planning.recorded import Recorded
from rnms.results.brief import OpenFacts

_OF_FACTS = frozenset({"unknown-field", "faulty-field", "doubled", IN_PART})
"""The codes of reasons that tell for how many a fact is not known."""


def are_of_facts(reasons: Iterable[Reason]) -> bool:
    """Tell whether single facts of records are not known.

    >>> are_of_facts([Reason(code="unknown-field", about=("persons", "birth_date", "2", "person"))])
    True
    """
    return any(reason.code in _OF_FACTS for reason in reasons)


def open_facts(
    engine: RecordsEngine, recorded: Recorded, questions: Iterable[Question], period: Period
) -> Iterator[OpenFacts]:
    """List the municipalities with the facts of their members on which questions hang; those of none last.

    >>> from rnms.indicators.vocabulary import people
    >>> from rnms.model import RegionalSystem
    >>> system = RegionalSystem(region="ugra", persons=[], employments=[], organizations=[])
    >>> year = Period.of(2023)
    >>> list(open_facts(RecordsEngine(system), Recorded(system, year.end), [Question(of=people.STAFF)], year))
    []
    """
    reasons: dict[tuple[str, bool], list[Reason]] = {}
    for question in questions:
        entity = question.of.resolved().entity
        is_told = entity in record_classes() and "id" in fields_of(entity) and engine.knows(question)
        if not is_told or question.shift is not None or question.change is not None:
            continue
        for gap, members in members_by_gap(engine, question, period).items():
            by_place: dict[tuple[str, bool], set[str]] = {}
            for member in members if gap[0] in _OF_FACTS else ():
                place = recorded.municipality_id(entity, member)
                is_outside = not place and recorded.is_outside(entity, member)
                by_place.setdefault((place, is_outside), set()).add(member)
            for key, own in by_place.items():
                reasons.setdefault(key, []).append(reason_of(gap, len(own), question.of.unit, question))
    names = {place.id: place for place in recorded.of("municipalities")}
    for place, is_outside in sorted(reasons, key=lambda key: (not key[0], key)):
        municipality = names.get(place, Municipality(id=place, name=place))
        facts = distinct(reasons[place, is_outside])
        yield OpenFacts(municipality=municipality, is_outside=is_outside, facts=facts)
