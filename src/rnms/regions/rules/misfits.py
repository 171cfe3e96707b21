"""What words ask of records, held against what records have: their fields, and the values that these hold.

A predicate that asks for a field that is not there, or compares one with what it never holds, is true of
nobody: it would give a firm 0 %.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from rnms.errors import suggestion
from rnms.logic import predicates
from rnms.logic.population import Population
from rnms.logic.predicates import AnyKeyword, Fact, Keyword, Op, Path, Predicate
from rnms.logic.question import Question
from rnms.logic.walks import (
    compared_with,
    gathered_by,
    inside,
    is_existence,
    is_fact,
    op_of,
    paths_of,
    sought_by,
)
from rnms.model.roadmap import CompletionSource
from rnms.model.schema import FieldKind
from rnms.model.system import field_kinds, record_classes
from rnms.regions.declaration import all_words

REGION = "region"
_SETS = {"texts": str, "ints": int}
_ORDERED = {"date", "int"}
_FREE = {"text", "texts"}
_SORTS = {
    "key": "an id",
    "date": "a day",
    "bool": "yes or no",
    "int": "a whole number",
    "text": "text",
    "texts": "a set of texts",
    "ints": "a set of whole numbers",
}
_WRITE = {
    "key": "write an id as text",
    "date": "write a day of the period, END, or datetime.date(2024, 9, 1)",
    "bool": "write True or False",
    "int": "write a whole number",
    "text": "write a text",
}
_MEANT = {
    "school": "general",
    "школа": "general",
    "lyceum": "general",
    "gymnasium": "general",
    "kindergarten": "preschool",
    "детский сад": "preschool",
    "university": "higher",
    "вуз": "higher",
    "college": "vocational",
    "колледж": "vocational",
    "teacher": "pedagogical",
    "учитель": "pedagogical",
    "педагог": "pedagogical",
    "director": "head",
    "principal": "head",
    "директор": "head",
    "руководитель": "head",
    "deputy": "deputy_head",
    "заместитель": "deputy_head",
    "цнппм": "cnppm",
    "center": "cnppm",
    "centre": "cnppm",
}
"""What people write for words of enumerations that are spelt otherwise."""


def misfits(question: Question) -> tuple[str, ...]:
    """List what a question asks of records that these cannot tell, with the word that asks it.

    It is not kept: to Python a question for 1 equals the same for ``True``.

    >>> from rnms.indicators.vocabulary import people
    >>> from rnms.logic.predicates import equals
    >>> teachers = Term(key="t", title="учителя", where=equals("category", "second"))
    >>> misfits(Question(of=people.ALL_PERSONS, term=teachers))
    ("word 't' asks for persons.category 'second', which it never is; known: highest, first, none",)
    """
    of, term = question.of, question.term
    populations = [word for word in all_words(of) if isinstance(word, Population)]
    breaches = [
        f"word {population.key!r} asks for {breach}"
        for population in populations
        for breach in of_population(population)
    ]
    entity = of.resolved().entity
    if term is not None and entity:
        if term.where == predicates.ALWAYS:
            breaches.append(
                f"word {term.key!r} asks for nothing, so everybody passes; say in where what it demands, or"
                " leave where out if only figures tell"
            )
        breaches += [f"word {term.key!r} asks for {breach}" for breach in of_predicate(term, entity)]
    return tuple(dict.fromkeys(breaches))


def of_population(population: Population) -> Iterator[str]:
    """List what a population asks of records that these cannot tell."""
    whole = population.resolved()
    if not whole.entity:
        return
    if not _exists(whole.entity):
        yield _no_entity(whole.entity)
        return
    yield from of_predicate(whole.where, whole.entity)
    through = whole.through
    if through is None:
        yield from _leading(whole.entity, whole.place, "municipalities", "place")
    elif through.entity not in record_classes():
        yield _no_entity(through.entity)
    else:
        yield from _leading(through.entity, through.member, whole.entity, "member")
        yield from _leading(through.entity, through.place, "municipalities", "place")
        yield from of_predicate(through.where, through.entity)


def of_trace(trace: CompletionSource) -> Iterator[str]:
    """List what a trace asks of records that these cannot tell."""
    if trace.collection not in record_classes():
        yield _no_entity(trace.collection)
        return
    for name in (trace.day, *trace.period):
        yield from _unknown_path(trace.collection, name)
        kind = kind_at(trace.collection, name)
        if kind is not None and kind.sort != "date":
            yield f"{trace.collection}.{name}, which is {_SORTS[kind.sort]}; name a field that holds a day"
    for name, value in trace.where:
        yield from _unknown_path(trace.collection, name)
        kind = kind_at(trace.collection, name)
        if kind is not None:
            yield from _unlike(f"{trace.collection}.{name}", kind, value)


def of_predicate(predicate: Predicate, entity: str) -> Iterator[str]:
    """List what a predicate asks of the records of a collection that these cannot tell."""
    if is_existence(predicate):
        yield from _of_others(predicate, entity)
    elif not is_fact(predicate):
        if (gathered := gathered_by(predicate)) is not None:
            yield from _of_gathered(entity, paths_of(predicate)[0], *gathered)
        for part in inside(predicate):
            yield from of_predicate(part, entity)
    elif entity == REGION:
        yield "a field of the region, which has none; look for records: exists('adoptions', (), …)"
    else:
        yield from _of_fact(predicate, entity)


def _of_fact(fact: Fact, entity: str) -> Iterator[str]:
    """List what a fact asks of the fields of a record that these cannot tell."""
    paths, compared = paths_of(fact), compared_with(fact)
    if len(paths) > 1:
        left, right = paths
        how = type(fact).__name__
        yield from _of_two(entity, Path(left), Path(right), op_of(fact) or Op.EQ, how)
        return
    [path] = paths
    yield from _unknown_path(entity, path)
    kind, constant = kind_at(entity, path), sought_by(fact)
    if kind is None or constant is None:
        return
    yield from _of_another_field(entity, path, constant)
    yield from _of_one_spelling(entity, path, constant)
    if compared is None:
        yield from _unheld(f"{entity}.{path}", kind, constant)
    else:
        yield from _of_comparison(kind, f"{entity}.{path}", *compared)


# Comparisons.


def _of_comparison(kind: FieldKind, name: str, path: str, op: Op, value: object) -> Iterator[str]:
    if kind.sort in _SETS:
        yield f"{name}, a set, as one value; write Has(Path({path!r}), {value!r})"
    elif op is not Op.EQ and kind.sort not in _ORDERED:
        yield f"{name} {op.value} {value!r}, but it has no order; write equals({path!r}, …)"
    else:
        yield from _unlike(name, kind, value)


def _of_two(entity: str, left: Path, right: Path, op: Op, how: str) -> Iterator[str]:
    """Tell why two fields of a record do not fit beside each other."""
    for path in (left, right):
        yield from _unknown_path(entity, path.name)
    first, second = kind_at(entity, left.name), kind_at(entity, right.name)
    if first is None or second is None:
        return
    names = f"{entity}.{left.name} beside {entity}.{right.name}"
    if how != "Compare" and not {first.sort, second.sort} <= _SETS.keys():
        yield f"{names}, not both of them sets; write same({left.name!r}, {right.name!r})"
    elif how == "Compare" and (first.sort in _SETS or second.sort in _SETS):
        yield f"{names}, sets; write Shares(Path({left.name!r}), Path({right.name!r}))"
    elif (difference := _apart(first, second)) or (op is not Op.EQ and first.sort not in _ORDERED):
        yield f"{names}: {difference or 'they have no order'}; compare days with days, ids of one collection"


def _of_others(existence: predicates.Exists, entity: str) -> Iterator[str]:
    if existence.entity not in record_classes():
        yield _no_entity(existence.entity)
        return
    for theirs, ours in existence.on:
        yield from (*_unknown_path(existence.entity, theirs), *_unknown_path(entity, ours))
        key_kind, own_kind = kind_at(existence.entity, theirs), kind_at(entity, ours)
        # A plain name, such as the subject of an attestation, is compared as it is written.
        plain = len(existence.on) == 1 and key_kind is not None and key_kind.sort == "text"
        if (
            key_kind is not None
            and own_kind is not None
            and not plain
            and (difference := _apart(key_kind, own_kind))
        ):
            names = f"{existence.entity} whose {theirs} is {entity}.{ours}"
            yield f"{names}: {difference}; name fields that lead to one collection"
    yield from _unknown_path(existence.entity, existence.of)
    if existence.adding is not None:
        path = existence.adding.field
        yield from _unknown_path(existence.entity, path)
        kind = kind_at(existence.entity, path)
        if kind is not None and kind.sort != "int":
            yield f"the sum of {existence.entity}.{path}, which is {_SORTS[kind.sort]}; name a whole number"
    if existence.compare is not None:
        order = existence.compare
        yield from (*_unknown_path(existence.entity, order.their), *_unknown_path(entity, order.ours))
        kinds = kind_at(existence.entity, order.their), kind_at(entity, order.ours)
        if {kind.sort for kind in kinds if kind is not None} > {"date"} or order.op is Op.EQ:
            yield (
                f"{existence.entity} whose {order.their} {order.op.value} {entity}.{order.ours};"
                " compare two days, by <=, <, >= or >"
            )
    yield from of_predicate(existence.where, existence.entity)


def _of_gathered(entity: str, words: str, records: predicates.Exists, field: str) -> Iterator[str]:
    """Report the fields without a set where words are looked for in the sets of other records."""
    yield from _unknown_path(entity, words)
    kinds = [(entity, words, kind_at(entity, words))]
    if records.entity in record_classes():
        kinds.append((records.entity, field, kind_at(records.entity, field)))
    for owner, path, kind in kinds:
        if kind is not None and kind.sort not in _SETS:
            yield f"the words of {owner}.{path}, which is {_SORTS[kind.sort]}; name a field that holds a set"


def _apart(first: FieldKind, second: FieldKind) -> str:
    """Tell why two fields are never equal."""
    if first.sort != second.sort:
        return f"{_SORTS[first.sort]} is no {_SORTS[second.sort].removeprefix('a ').removeprefix('an ')}"
    if first.into != second.into:
        return f"one leads to {first.into}, the other to {second.into}"
    if first.words != second.words:
        return "their words are not the same"
    return ""


def _plain(value: object) -> object:
    """Write what stands in the data where a keyword is looked for: a text."""
    if isinstance(value, Keyword):
        return value.text
    return value.field if isinstance(value, AnyKeyword) else value


def _unlike(name: str, kind: FieldKind, sought: object) -> Iterator[str]:
    """Tell that a field never is a value."""
    value = _plain(sought)
    if kind.words and isinstance(value, str):
        if value not in kind.words:
            yield f"{name} {value!r}, which it never is{_near(value, kind.words)}"
        return
    if kind.sort in _SETS:
        yield f"{name}, a set, as one value; name a field that holds one"
        return
    fits = {
        "date": _is_day(value),
        "bool": isinstance(value, bool),
        "int": _is_number(value),
    }.get(kind.sort, isinstance(value, str))
    if not fits:
        words = f"write one of {', '.join(kind.words)}" if kind.words else _WRITE[kind.sort]
        yield f"{name} {_told(value)}, but it is {_SORTS[kind.sort]}; {words}"


def _of_another_field(entity: str, path: str, value: object) -> Iterator[str]:
    """Tell that a keyword is looked for where it never stands: its spellings are those of another field."""
    if not isinstance(value, Keyword | AnyKeyword):
        return
    *way, name = path.split(".")
    leads = kind_at(entity, ".".join(way)) if way else None
    owner = entity if leads is None else leads.into
    if value.field != f"{owner}.{name}":
        yield f"{entity}.{path} a keyword of {value.field!r}; write Keyword(field='{owner}.{name}', …)"


def free_field(entity: str, path: str) -> str:
    """Find the collection and the field at the end of a path if it holds free text; else it is empty."""
    *way, name = path.split(".")
    leads = kind_at(entity, ".".join(way)) if way else None
    owner, kind = entity if leads is None else leads.into, kind_at(entity, path)
    return f"{owner}.{name}" if kind is not None and kind.sort in _FREE and not kind.words else ""


def _of_one_spelling(entity: str, path: str, value: object) -> Iterator[str]:
    """Tell that a plain text is looked for in free text: whatever is spelt otherwise would fail."""
    field = free_field(entity, path)
    if field and isinstance(value, str):
        yield (
            f"{value!r} in {field}, where people write freely, so another spelling fails in silence;"
            f" write Keyword(field={field!r}, text={value!r}) and its spellings"
        )


def _unheld(name: str, kind: FieldKind, value: object) -> Iterator[str]:
    """Tell that a set never has a word."""
    word = _plain(value)
    if kind.sort not in _SETS:
        yield f"a word in {name}, which is no set; write equals({name.partition('.')[2]!r}, {word!r})"
    elif not (isinstance(word, str) if kind.sort == "texts" else _is_number(word)):
        yield f"{_told(word)} in {name}, but that is {_SORTS[kind.sort]}; write one of these"


def _is_day(value: object) -> bool:
    if isinstance(value, predicates.Moment):
        return True
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_number(value: object) -> bool:
    return isinstance(value, predicates.TheYear) or (isinstance(value, int) and not isinstance(value, bool))


def _told(value: object) -> str:
    match value:
        case predicates.Moment():
            return "a day of the period"
        case predicates.TheYear():
            return "the reporting year"
    return repr(value)


def _near(word: str, words: Iterable[str]) -> str:
    """Name the word that was meant, and all that there are."""
    listed = list(words)
    meant = _MEANT.get(word.casefold())
    near = f"; did you mean {meant!r}?" if meant in listed else suggestion(word.casefold(), listed)
    return f"{near}{' ' if near else '; '}known: {', '.join(listed)}"


# Paths.


def kind_at(entity: str, path: str) -> FieldKind | None:
    """Find what the field at the end of a path holds; nothing where there is none."""
    kind = None
    for name in path.split(".") if path else ():
        kinds: Mapping[str, FieldKind] = field_kinds(entity) if entity in record_classes() else {}
        kind = kinds.get(name)
        entity = "" if kind is None or name == "id" else kind.into
    return kind


def _unknown_path(entity: str, path: str) -> Iterator[str]:
    """Name the first field along a path that a record does not have."""
    for name in path.split(".") if path else ():
        if entity == REGION:
            yield f"{path!r} of the region, which has no fields; leave the keys out: exists(…, ())"
            return
        if entity not in record_classes():
            yield f"{path!r}, but its fields refer to no record on the way to {name!r}"
            return
        fields = field_kinds(entity)
        if name not in fields:
            hint = suggestion(name, fields) or f"; known: {', '.join(fields)}"
            yield f"{entity}.{name}, which records do not have{hint}"
            return
        entity = "" if name == "id" else fields[name].into


def _leading(entity: str, path: str, into: str, what: str) -> Iterator[str]:
    """Tell of a path that does not lead where it shall."""
    if not path or entity == REGION:
        return
    yield from _unknown_path(entity, path)
    kind = kind_at(entity, path)
    if kind is not None and kind.into != into:
        yield f"{entity}.{path} as its {what}, which is none of {into}; name a field that leads there"


def _exists(entity: str) -> bool:
    return entity == REGION or entity in record_classes()


def _no_entity(entity: str) -> str:
    hint = suggestion(entity, record_classes()) or f"; known: {', '.join(record_classes())}"
    return f"records of {entity!r}, which do not exist{hint}"
