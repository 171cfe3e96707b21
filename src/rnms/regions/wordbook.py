"""The words that orders count with, as a book: where each is declared, who uses it, what it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rnms._values import frozen
from rnms.errors import NameNotFoundError, did_you_mean, nearest
from rnms.indicators.definition import Family
from rnms.indicators.tally import distinct
from rnms.indicators.vocabulary import PAGES, shared
from rnms.issues import message
from rnms.logic.facts import keywords_in
from rnms.logic.population import Population, Term, Word
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.logic.walks import is_existence, is_term, paths_of, walk
from rnms.model.schema import FieldKind
from rnms.model.system import field_kinds, record_classes
from rnms.regions.declaration import all_words, measures
from rnms.regions.profile import RegionProfile

OWN = "own"
"""The topic of the words that a region declares for itself."""


@frozen(kw_only=True)
class FieldRead:
    """A field that a word reads, and what may stand in it.

    >>> [entry] = find_words("early_career", wordbook())
    >>> entry.fields[0].name, entry.fields[0].into
    ('employments.person', 'persons')

    Attributes:
        name: The collection and the path to the field: ``"employments.organization.kind"``.
        through: The collections to which the references on the way lead.
        into: The collection to which the field itself refers; empty where it holds a value.
        sort: What it holds: ``"date"``, ``"bool"``, ``"text"`` …
        values: The only values that it may hold, or the words looked for where people write freely.
    """

    name: str
    through: tuple[str, ...] = ()
    into: str = ""
    sort: str = ""
    values: tuple[str, ...] = ()

    @property
    def own_name(self) -> str:
        """Name the collection in which it stands, and the field: ``"organizations.kind"``."""
        collection, *_, name = self.name.split(".")
        return f"{self.through[-1] if self.through else collection}.{name}"


@frozen(kw_only=True)
class WordEntry:
    """A population or a term, with all that an author wants to know of it.

    >>> [entry] = find_words("under_35", wordbook())
    >>> entry.topic, entry.entity, [field.name for field in entry.fields]
    ('early_career', 'persons', ['persons.birth_date'])

    Attributes:
        word: The word itself.
        topic: The page of the vocabulary that declares it; ``"own"`` of a region's own.
        name: Its name in code, after the page: ``"people.STAFF"``; empty where it has none there.
        families: The names in code of the families that count with it.
        entity: The collection of whose records it speaks; empty where only figures tell.
        users: Keys of regions, each with the codes of the indicators and duties that count with it.
        fields: The fields that it reads.
    """

    word: Word
    topic: str
    name: str = ""
    families: tuple[str, ...] = ()
    entity: str = ""
    users: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fields: tuple[FieldRead, ...] = ()

    @property
    def key(self) -> str:
        """Its name in figures."""
        return self.word.key

    @property
    def is_population(self) -> bool:
        """Whether it is a set, and no property of the members of one."""
        return isinstance(self.word, Population)


def wordbook(
    profile: RegionProfile | None = None, *, users: Iterable[RegionProfile] = ()
) -> tuple[WordEntry, ...]:
    """List the words of the vocabulary by topic, then those that a region declares for itself.

    >>> [entry.key for entry in wordbook() if entry.topic == "people"][:2]
    ['staff', 'teachers']

    Args:
        profile: The region whose own words are listed, too.
        users: The regions of which it is said which words they use.
    """
    profiles = distinct([*users, *([] if profile is None else [profile])])
    codes_by_word: dict[Word, dict[str, list[str]]] = {}
    families = [family.measure for family in shared(Family) if family.measure is not None]
    questions = [question for measure in families for question in measure.questions]
    for using in profiles:
        questions += [question for _, measure in measures(using) for question in measure.questions]
        for code, word in _used(using):
            codes = codes_by_word.setdefault(word, {}).setdefault(using.key, [])
            codes += [] if code in codes else [code]
    entities = _entities(distinct(questions))
    names = {id(word): name for name, word in _declared(Population, Term)}
    families_by_word: dict[Word, list[str]] = {}
    for name, family in _declared(Family):
        for word in () if family.measure is None else family.measure.words:
            families_by_word.setdefault(word, []).append(name)
    return tuple(
        WordEntry(
            word=word,
            topic=topic,
            name=names.get(id(word), ""),
            families=tuple(families_by_word.get(word, ())),
            entity=entities.get(word, ""),
            users=tuple((key, tuple(codes)) for key, codes in codes_by_word.get(word, {}).items()),
            fields=distinct(_fields(word, entities.get(word, ""))),
        )
        for word, topic in _topics(profile).items()
    )


def find_words(key: str, entries: Iterable[WordEntry]) -> tuple[WordEntry, ...]:
    """Find the words of a key; of a figure's key, as ``"staff.diagnosed"``, each word in it.

    Raises:
        LookupError: If there is none.
    """
    listed = tuple(entries)
    keys = [entry.key for entry in listed]
    names = [key] if key in keys else key.split(".")
    for name in names:
        if name not in keys:
            near = did_you_mean(nearest(name, keys))
            raise NameNotFoundError(message("error.no-word", word=repr(name), near=near))
    return tuple(entry for name in names for entry in listed if entry.key == name)


def fields_with_values(entries: Iterable[WordEntry]) -> tuple[FieldRead, ...]:
    """List the fields that hold one of a few values, and those in which a word looks for what people write.

    >>> [field.values[:2] for field in fields_with_values(()) if field.name == "programmes.form"]
    [('full_time', 'part_time')]
    """
    values: dict[str, list[str]] = {}
    sorts: dict[str, str] = {}
    for collection in record_classes():
        for kind in field_kinds(collection).values():
            if kind.words:
                sorts[f"{collection}.{kind.name}"] = kind.sort
                values[f"{collection}.{kind.name}"] = [*kind.words]
    for field in (field for entry in entries for field in entry.fields if field.values):
        sorts.setdefault(field.own_name, field.sort)
        values.setdefault(field.own_name, []).extend(field.values)
    return tuple(
        FieldRead(name=name, sort=sorts[name], values=distinct(words)) for name, words in values.items()
    )


def owners_of(key: str, profiles: Iterable[RegionProfile]) -> tuple[str, ...]:
    """List the regions that declare a word for themselves.

    >>> from rnms import regions
    >>> owners_of("portal_account", map(regions.get, regions.available()))
    ('ugra',)
    """
    return tuple(
        profile.key
        for profile in profiles
        if any(word.key == key and topic == OWN for word, topic in _topics(profile).items())
    )


def _declared(*kinds: type[Any]) -> Iterator[tuple[str, Any]]:
    """Collect what the pages declare of some kinds, each value by its first name: ``"people.STAFF"``."""
    seen: set[int] = set()
    for page in PAGES:
        for name, value in vars(page).items():
            if isinstance(value, kinds) and id(value) not in seen:
                seen.add(id(value))
                yield f"{page.__name__.rpartition('.')[2]}.{name}", value


def _topics(profile: RegionProfile | None) -> Mapping[Word, str]:
    """Find the page that declares each word: the first, as others only take it."""
    topics: dict[Word, str] = {}
    for page in PAGES:
        name = page.__name__.rpartition(".")[2]
        values = vars(page).values()
        declared = [value for value in values if isinstance(value, Population | Term)]
        families = [value.measure for value in values if isinstance(value, Family) and value.measure]
        declared += [word for measure in families for word in measure.words]
        for word in declared:
            for inner in all_words(word):
                topics.setdefault(inner, name)
    if profile is not None:
        for _, measure in measures(profile):
            for word in measure.words:
                for inner in all_words(word):
                    # What readings put together of other words is no further word.
                    if "@" not in inner.key:
                        topics.setdefault(inner, OWN)
    return topics


def _used(profile: RegionProfile) -> Iterator[tuple[str, Word]]:
    """Find every word that a region counts with, and the codes of what counts with it."""
    used = [(name.rpartition(" ")[2], word) for name, measure in measures(profile) for word in measure.words]
    used += [(rule.code, rule.term) for rule in profile.methodist_rules]
    used += [
        (indicator.code, shown)
        for indicator in profile.indicators
        for _, shown in indicator.where_carried_out
    ]
    yield from ((code, inner) for code, word in used for inner in all_words(word))


def _entities(questions: Iterable[Question]) -> Mapping[Word, str]:
    """Find the collection whose records each word is about."""
    entities: dict[Word, str] = {}
    for question in questions:
        populations = [word for word in all_words(question.of) if isinstance(word, Population)]
        for population in (*populations, *question.times):
            entity = population.resolved().entity
            entities.setdefault(population, entity)
            parts = [part for term in population.having for part in walk(entity, term)]
            for inner_entity, part in (*walk(entity, population.where), *parts):
                if is_term(part):
                    entities.setdefault(part, inner_entity)
        if question.term is not None:
            for inner_entity, part in walk(question.of.resolved().entity, question.term):
                if is_term(part):
                    entities.setdefault(part, inner_entity)
    return entities


def _fields(word: Word, entity: str) -> Iterator[FieldRead]:
    """List every field that a word reads, each once."""
    if isinstance(word, Term):
        yield from _read(entity, word)
        return
    whole = word.resolved()
    if not whole.entity:
        for part in word.union:
            yield from _fields(part, part.resolved().entity)
        return
    if whole.through is not None:
        yield from _read_path(whole.through.entity, whole.through.member)
        yield from _read(whole.through.entity, whole.through.where)
        yield from _read_path(whole.through.entity, whole.through.place)
    yield from _read(whole.entity, whole.where)
    yield from _read_path(whole.entity, whole.place)


def _read(entity: str, predicate: Predicate) -> Iterator[FieldRead]:
    for inner_entity, part in walk(entity, predicate):
        if is_existence(part):
            for their_path, our_path in part.on:
                yield from _read_path(part.entity, their_path)
                yield from _read_path(inner_entity, our_path)
            yield from _read_path(part.entity, part.of)
        else:
            keywords = tuple(keyword.text for keyword in keywords_in(part))
            for path in paths_of(part):
                yield from _read_path(inner_entity, path, keywords)


def _read_path(entity: str, path: str, keywords: tuple[str, ...] = ()) -> Iterator[FieldRead]:
    """Find a field at the end of a path; ``None`` for its own id, for no field, and without a record."""
    if not path or path == "id" or entity not in record_classes():
        return
    kinds = [*_kinds_along(entity, path)]
    if len(kinds) == path.count(".") + 1:
        last = kinds[-1]
        yield FieldRead(
            name=f"{entity}.{path}",
            through=tuple(kind.into for kind in kinds[:-1]),
            into=last.into,
            sort=last.sort,
            values=last.words or keywords,
        )


def _kinds_along(entity: str, path: str) -> Iterator[FieldKind]:
    for name in path.split("."):
        kind = field_kinds(entity).get(name) if entity in record_classes() else None
        if kind is None:
            return
        yield kind
        entity = kind.into
