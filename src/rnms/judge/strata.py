"""Strata: the value of an indicator for each kind of school, age group or whatever else sorts its members.

A stratum is a population within the one that is counted. Engines answer for it as for any other, so each has
bounds of its own: a member that only may belong to it is undecided in it. A member of several strata counts
in each, so strata are no parts that add up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from rnms._values import frozen
from rnms.engine.beside import is_sure
from rnms.errors import NoRecordsError
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import distinct
from rnms.logic.paths import kind_at
from rnms.logic.population import STRATA, Population, Term, Word
from rnms.logic.predicates import ALWAYS, And, Given, Has, Not, Or, Path, Predicate, equals, known
from rnms.logic.question import Question
from rnms.model.checked import shown
from rnms.model.norm import Verdict
from rnms.model.schema import Absence, FieldKind
from rnms.model.subjects import names_by_id
from rnms.model.system import field_kinds, record_classes

if TYPE_CHECKING:
    from rnms.judge.origin import ResultOrigin
    from rnms.results.judgement import Judgement

UNKNOWN, NONE, OTHERS = "unknown", "none", "others"
"""The keys of three strata: value not known, no value, and no term holds."""


@frozen(kw_only=True)
class Stratum:
    """The members of a population with a common property.

    >>> Stratum(key="general", title="general", where=equals("kind", "general")).is_named
    True

    Attributes:
        key: Its name, after that of the population in figures: ``"staff.under_35"``.
        title: What it is, in Russian where somebody said it.
        where: What it asks of a member, or of the record that makes one.
        is_named: Whether whoever asked for strata named it: it is told though nobody may be in it.
    """

    key: str
    title: str
    where: Predicate
    is_named: bool = True


def find_strata(
    origin: ResultOrigin, judgement: Judgement, component: str | None, by: Sequence[str | Term]
) -> Mapping[str, Judgement]:
    """Judge each stratum of an indicator, by key; an act sets them no targets.

    Raises:
        NoRecordsError: If members have no such field, or nothing tells of strata.
        LookupError: If strata are asked for by nothing, or by several fields.
    """
    measure = measure_of_part(origin, judgement, component)
    populations = distinct(word for word in measure.words if isinstance(word, Population))
    origin = origin.as_they_are(measure.questions[0], judgement.period)
    terms = [entry for entry in by if isinstance(entry, Term)]
    if terms and len(terms) == len(by):
        strata = tuple(_by_terms(terms))
        measures = {stratum: _of_members(measure, populations, stratum) for stratum in strata}
    else:
        names = [entry for entry in by if isinstance(entry, str)]
        if len(names) != 1 or terms:
            asked = ", ".join(map(shown, by)) or "nothing"
            raise LookupError(f"no strata by {asked}; name one field, or one term or more")
        measures = dict(_by_field(origin, measure, populations, names[0]))
    return dict(_judged(origin, judgement, measures))


def find_places(origin: ResultOrigin, judgement: Judgement, collection: str) -> Mapping[str, Judgement]:
    """Judge each municipality or organisation, by id: the members that records place there are a stratum.

    Args:
        origin: What the judgement was made from.
        judgement: The judgement.
        collection: The places: ``"municipalities"`` or ``"organizations"``.

    Raises:
        NoRecordsError: If the indicator is judged by parts, or what it counts stands in no such place.
    """
    measure = measure_of_part(origin, judgement, None)
    origin = origin.as_they_are(measure.questions[0], judgement.period)
    words = distinct(word for word in measure.words if isinstance(word, Population))
    paths = {population: _path_to_place(origin, judgement, population, collection) for population in words}
    records = origin.engine.on(judgement.period).records
    values = {str(value): value for value in records.values(collection, "id")}
    names = names_by_id(records.places(collection))
    measures = {}
    for key in records.ids(collection):
        by_path = {
            path: Stratum(key=key, title=names.get(key, key), where=equals(path, values[key]))
            for path in paths.values()
        }
        populations: dict[Word, Word] = {
            population: _in_stratum(population, by_path[path], _owner(population, path, ())[0])
            for population, path in paths.items()
        }
        measures[next(iter(by_path.values()))] = measure.rewritten(populations, missing=None)
    return dict(_judged(origin, judgement, measures))


def _path_to_place(
    origin: ResultOrigin, judgement: Judgement, population: Population, collection: str
) -> str:
    """Name the path from the record that places a member to its municipality or organisation."""
    plan = origin.engine.records.plan(Question(of=population), judgement.period)
    path = plan.of.place_path(collection)
    if not path:
        place = {"municipalities": "municipality", "organizations": "organisation"}[collection]
        raise NoRecordsError(
            f"{origin.indicator.code} counts {population.key}, which stand in no {place};"
            " ask by a field, or by Terms"
        )
    return path


def measure_of_part(origin: ResultOrigin, judgement: Judgement, component: str | None) -> Measure:
    """Find the measure of the whole, or of the part that is meant.

    Raises:
        NoRecordsError: If there is no such part, or several and none is named.
    """
    parts = {part.name: part.measure for part in origin.under(judgement.name).parts()}
    if component is None and len(parts) == 1:
        component = next(iter(parts))
    if component not in parts:
        code, named = origin.indicator.code, "" if component is None else f"no part {shown(component)}; "
        raise NoRecordsError(f"{named}say which part of {code} is meant, component=…: {', '.join(parts)}")
    return parts[component]


def _judged(
    origin: ResultOrigin, judgement: Judgement, measures: Mapping[Stratum, Measure]
) -> Iterator[tuple[str, Judgement]]:
    is_reported = False
    found: list[tuple[str, Judgement]] = []
    for stratum, measure in measures.items():
        answers = [origin.answer(question, judgement.period) for question in measure.questions]
        tallies = [answer.tally for answer in answers]
        # Only records tell who changed between periods, so a missing figure of it is no gap.
        reported = all(
            answer.reported
            for question, answer in zip(measure.questions, answers, strict=True)
            if question.change is None
        )
        # What decides the whole though not all was collected tells of its strata, too.
        reported = reported or (judgement.value is not None and any(map(is_sure, tallies)))
        is_reported = is_reported or reported
        estimate = measure.estimate(tallies)
        if not stratum.is_named and all(tally.size().high == 0 for tally in tallies):
            continue
        verdict = Verdict.NOT_APPLICABLE if estimate.empty else Verdict.NO_TARGET
        found.append(
            (
                stratum.key,
                attrs.evolve(
                    judgement,
                    name=stratum.key,
                    title=stratum.title,
                    verdict=verdict if reported else Verdict.NO_DATA,
                    by_minimum=None,
                    value=estimate.bounds if reported else None,
                    scale=measure.scale,
                    target=None,
                    bands=(),
                    reasons=distinct(reason for answer in answers for reason in answer.reasons),
                    tallies=tuple(tallies),
                    missing=(),
                    deliveries=(),
                    components=(),
                    municipalities=(),
                ),
            )
        )
    if not is_reported:
        keys = ", ".join(distinct(key for measure in measures.values() for key in _figure_keys(measure)))
        raise NoRecordsError(f"nothing tells of strata: collect records, or figures under {keys}")
    yield from found


def _figure_keys(measure: Measure) -> Iterator[str]:
    for question in measure.questions:
        yield from (question.of.key, *question.keys)


# By terms.


def _by_terms(terms: Sequence[Term]) -> Iterator[Stratum]:
    for term in terms:
        yield Stratum(key=term.key, title=term.title, where=term)
    yield Stratum(key=OTHERS, title=STRATA[OTHERS], where=Not(Or(tuple(terms))))
    known_of_all = And(tuple(known(term) for term in terms))
    yield Stratum(key=UNKNOWN, title=STRATA[UNKNOWN], where=Not(known_of_all), is_named=False)


def _of_members(measure: Measure, populations: Sequence[Population], stratum: Stratum) -> Measure:
    """Make the measure of only those members that meet a condition."""
    return measure.rewritten(
        {population: _within(population, stratum) for population in populations}, missing=None
    )


def _within(population: Population, stratum: Stratum) -> Population:
    """Make the population of only those members that meet a condition."""
    where = stratum.where
    term = where if isinstance(where, Term) else Term(key=stratum.key, title=stratum.title, where=where)
    return attrs.evolve(
        _named(population, stratum),
        entity="",
        where=ALWAYS,
        through=None,
        place="",
        union=tuple(_within(part, stratum) for part in population.union),
        within=population,
        having=(term,),
    )


def _named(population: Population, stratum: Stratum) -> Population:
    title = f"{population.title}: {stratum.title}"
    return attrs.evolve(population, key=f"{population.key}.{stratum.key}", title=title)


# By a field.


def _by_field(
    origin: ResultOrigin, measure: Measure, populations: Sequence[Population], path: str
) -> Iterator[tuple[Stratum, Measure]]:
    """List the strata of a field of members, or of the records that make one a member."""
    places = ("municipality", "organization", *origin.levels)
    owners = {population: _owner(population, path, places) for population in populations}
    entity, kind = next(iter(owners.values()))
    may_lack = _may_lack(entity, path)
    strata = list(_of_values(path, kind, origin.values(entity, path), may_lack=may_lack))
    for stratum in strata:
        words: dict[Word, Word] = {
            population: _in_stratum(population, stratum, owner) for population, (owner, _) in owners.items()
        }
        yield stratum, measure.rewritten(words, missing=None)


def _owner(population: Population, path: str, places: Sequence[str]) -> tuple[str, FieldKind]:
    """Find the collection that a field belongs to, and what the field holds."""
    whole = population.resolved()
    through = () if whole.through is None else (whole.through.entity,)
    entities = [name for name in (whole.entity, *through) if name in record_classes()]
    for entity in entities:
        kind = kind_at(entity, path)
        if kind is not None:
            return entity, kind
    fields = distinct(name for entity in entities for name in field_kinds(entity))
    nearer = [
        f"{ref}.{path}"
        for entity in entities
        for ref, kind in field_kinds(entity).items()
        if ref != "id" and kind.into and path in field_kinds(kind.into)
    ]
    known_fields = f"known: {', '.join((*places, *fields))}"
    if nearer:
        known_fields = f"did you mean {' or '.join(map(repr, nearer))}?"
    raise NoRecordsError(
        f"{population.key} has no field {path!r} to sort its members by; {known_fields}; or give Terms"
    )


def _in_stratum(population: Population, stratum: Stratum, owner: str) -> Population:
    """Make the population of members that meet a condition, or that records meeting it make members."""
    is_own = owner == population.resolved().entity
    return _within(population, stratum) if is_own else _made_by(population, stratum)


def _made_by(population: Population, stratum: Stratum) -> Population:
    """Make the population of members that records meeting a condition make; one may be in several strata."""
    whole = population.resolved()
    assert whole.through is not None  # noqa: S101  # its field is one of such records
    through = attrs.evolve(whole.through, where=And((whole.through.where, stratum.where)))
    return attrs.evolve(
        _named(whole, stratum),
        through=through,
        within=population,
        union=tuple(_made_by(part, stratum) for part in population.union),
    )


def _may_lack(entity: str, path: str) -> bool:
    """Tell whether a member may have no value at the end of a path, and not only one that nobody told."""
    name, _, rest = path.partition(".")
    kind = field_kinds(entity)[name]
    may_lack = not kind.required and (kind.absence is not Absence.UNKNOWN or kind.default is not None)
    return may_lack or bool(rest and _may_lack(kind.into, rest))


def _of_values(path: str, kind: FieldKind, values: Sequence[object], *, may_lack: bool) -> Iterator[Stratum]:
    """List a stratum for each value of a field, one for members without a value, and one for the unknown.

    Where the absence of a value says that nobody told it, nobody is without one. Where «none» is a value of
    the field, too, those who lack one are in its stratum.
    """
    field = Path(path)
    if kind.sort == "date":
        raise NoRecordsError(f"{path} is a day, which sorts members into no few strata; give Terms for spans")
    is_set = kind.sort in {"texts", "ints"}
    options: Sequence[object] = kind.words or ((True, False) if kind.sort == "bool" else values)
    has: list[Predicate] = []
    for value in options:
        word = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        assert isinstance(value, str | int)  # noqa: S101  # fields hold nothing else
        where: Predicate = Has(field, value) if is_set else equals(path, value)
        has.append(where)
        if word == NONE and may_lack:
            where = Or((where, Not(Given(field))))
        yield Stratum(key=word, title=word, where=where, is_named=False)
    lacks: Predicate = Not(Given(field))
    if is_set:
        empty = And((Given(field), *(Not(part) for part in has)))
        lacks = Or((lacks, empty)) if may_lack else empty
    if (is_set or may_lack) and NONE not in options:
        yield Stratum(key=NONE, title=STRATA[NONE], where=lacks, is_named=False)
    yield Stratum(key=UNKNOWN, title=STRATA[UNKNOWN], where=Not(known(path)), is_named=False)
