"""The words of a region: what its acts count by, and every way in which data may write them.

What predicates look for is a :class:`~rnms.logic.predicates.Keyword`; a profile adds how its acts write
it, beside the clause. Duties, measures, levels, acts and figures bring their words themselves.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

from rnms._values import frozen
from rnms.indicators.tally import distinct
from rnms.logic.facts import facts_of_word, keywords_in
from rnms.logic.likeness import NearWords
from rnms.logic.predicates import Keyword, Predicate
from rnms.logic.walks import sets_compared
from rnms.model.law import Clause
from rnms.model.spelling import normal
from rnms.model.subjects import FEDERAL, INSTITUTIONAL, MUNICIPAL, REGIONAL, Level
from rnms.model.system import field_kinds, record_classes
from rnms.regions.declaration import Declaration, duties_of, levels_of, measures

DUTIES, MEASURES, PLANNED = "attestations.duty", "measure_reports.measure", "plan_items.measure"
ACTS, FIGURES, CLAIMS = "adoptions.act", "figures.key", "claims.indicator"
ASSOCIATIONS, EVENTS = "associations.level", "events.level"
LEVELS = (ASSOCIATIONS, EVENTS)
SUBJECTS = "attestations.subject"
CLOSED = (*LEVELS, ACTS)
"""Fields in which nothing else is written: a word that nobody reads may be any of them."""


@frozen(kw_only=True, cache_hash=True)
class Entry:
    """A word of a vocabulary.

    >>> from rnms import regions
    >>> entry = regions.get("ugra").vocabulary("programmes.topics").entries[0]
    >>> entry.text, entry.forms[0]
    ('методическая поддержка', 'методической поддержки педагогических работников')

    Attributes:
        text: The word.
        title: What it means, where it is a key.
        forms: What else is read as it.
        clauses: Where the acts have it.
    """

    text: str
    title: str = ""
    forms: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()

    @property
    def other_forms(self) -> tuple[str, ...]:
        """What else is read as it, beside its title: what a list shows."""
        return tuple(form for form in self.forms if form != self.title)

    @property
    def spellings(self) -> tuple[str, ...]:
        """The word and everything that is read as it."""
        return (self.text, *self.forms)


@frozen(kw_only=True, cache_hash=True)
class Vocabulary:
    """The words that a region knows in one field of the data.

    Case, ё and е, spaces, dashes, quotes and a final dot make no difference.

    >>> from rnms import regions
    >>> topics = regions.get("amur").vocabulary("programmes.topics")
    >>> [entry.text for entry in topics.meant("Эффективность управления  качеством образования.")]
    ['эффективность управления качеством образования']
    >>> len(topics.meant("эффективность управления")), len(topics.perhaps("эффективность управления"))
    (0, 1)

    Attributes:
        field: The collection and the field: ``"programmes.topics"``.
        entries: The words.
        compared: The fields whose words are looked for in this one: no act lists them.
    """

    field: str
    entries: tuple[Entry, ...]
    compared: tuple[str, ...] = ()

    def meant(self, written: str) -> tuple[Entry, ...]:
        """Find the words that a spelling surely stands for; a code of several duties stands for each."""
        return self._by_spelling.get(normal(written), ())

    @functools.cached_property
    def _by_spelling(self) -> dict[str, tuple[Entry, ...]]:
        entries_by_spelling: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            for spelling in distinct(map(normal, entry.spellings)):
                entries_by_spelling[spelling] = (*entries_by_spelling.get(spelling, ()), entry)
        return entries_by_spelling

    def perhaps(self, written: str) -> tuple[Entry, ...]:
        """Find the words of which a spelling may be a slip, if it surely stands for none."""
        if self.field == SUBJECTS or self.meant(written):
            # Ids of people and organisations stand there, too.
            return ()
        near = set(self._near_words.near(written))
        entries = tuple(entry for entry in self.entries if not near.isdisjoint(entry.spellings))
        return entries or (self.entries if self.field in CLOSED else ())

    @functools.cached_property
    def _near_words(self) -> NearWords:
        return NearWords(distinct(form for entry in self.entries for form in entry.spellings))


LISTED_ELSEWHERE = (FIGURES, CLAIMS, PLANNED, SUBJECTS)
"""Fields whose words are listed as something else, or are no list."""


def vocabularies_of(profile: Declaration, figure_keys: Iterable[str]) -> tuple[Vocabulary, ...]:
    """Make every vocabulary of a profile; one without words knows that there are none."""
    entries_by_field: dict[str, list[Entry]] = {
        field: [] for field in (DUTIES, ASSOCIATIONS, ACTS, FIGURES, CLAIMS)
    }
    for entry, field in (*_of_keywords(profile), *_of_profile(profile, figure_keys)):
        entries_by_field.setdefault(field, []).append(entry)
    pairs = tuple(_fields_compared(profile))
    for field in (field for pair in pairs for field in pair):
        entries_by_field.setdefault(field, [])
    return tuple(
        Vocabulary(
            field=field,
            entries=_merged(entries),
            compared=distinct(asked for asked, having in pairs if having == field),
        )
        for field, entries in entries_by_field.items()
    )


def _fields_compared(profile: Declaration) -> Iterator[tuple[str, str]]:
    """List the fields of sets whose words are looked for, each with the field in which they are."""
    compared = [[path.rpartition(".")[2] for path in sets_compared(fact) or ()] for fact in facts_of(profile)]
    owners = _owners_of_sets() if any(compared) else {}
    for names in compared:
        if names and all(name in owners for name in names):
            asked, having = (owners[name] for name in names)
            yield asked, having


def _owners_of_sets() -> Mapping[str, str]:
    """Map the fields of sets of words to their full names."""
    return {
        kind.name: f"{collection}.{kind.name}"
        for collection in record_classes()
        for kind in field_kinds(collection).values()
        if kind.sort == "texts"
    }


def _merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Join the entries of one word into one."""
    merged: dict[str, Entry] = {}
    for entry in entries:
        old_entry = merged.get(entry.text, entry)
        merged[entry.text] = Entry(
            text=entry.text,
            title=old_entry.title or entry.title,
            forms=distinct((*old_entry.forms, *entry.forms)),
            clauses=distinct((*old_entry.clauses, *entry.clauses)),
        )
    return tuple(merged.values())


def _of_keywords(profile: Declaration) -> Iterator[tuple[Entry, str]]:
    """List the words that predicates look for, and how the acts write them."""
    for keyword in keywords_of(profile):
        yield Entry(text=keyword.text, title=keyword.title), keyword.field
    for spelling in profile.spellings:
        entry = Entry(
            text=spelling.keyword.text,
            title=spelling.keyword.title,
            forms=spelling.forms,
            clauses=(spelling.clause,),
        )
        yield entry, spelling.keyword.field
    duties = [(duty.code, duty.clause, duty.measure.words) for duty in duties_of(profile) if duty.measure]
    for code, clause, words in (
        *duties,
        *((rule.code, rule.clause, (rule.term,)) for rule in profile.methodist_rules),
    ):
        facts = distinct(fact for word in words for fact in facts_of_word(word))
        for keyword in distinct(keyword for fact in facts for keyword in keywords_in(fact)):
            if keyword.field == DUTIES:
                yield Entry(text=keyword.text, forms=(code,), clauses=(clause,)), DUTIES


def _of_profile(profile: Declaration, figure_keys: Iterable[str]) -> Iterator[tuple[Entry, str]]:
    """List the words that a profile declares otherwise: measures, levels, acts, figures, indicators."""
    titles = [measure.title for measure in profile.roadmap]
    for measure in profile.roadmap:
        forms = [f"п. {measure.code}", f"мероприятие {measure.code}"]
        forms += [measure.title] * (titles.count(measure.title) == 1)
        entry = Entry(text=measure.code, title=measure.title, forms=tuple(forms), clauses=(measure.clause,))
        yield from ((entry, field) for field in (MEASURES, PLANNED))
    for level in distinct((*levels_of(profile), FEDERAL, REGIONAL, MUNICIPAL, INSTITUTIONAL)):
        yield _of_level(level), ASSOCIATIONS
        # Of events few orders speak.
        if any(keyword.field == EVENTS for keyword in keywords_of(profile)):
            yield _of_level(level), EVENTS
    for act in profile.acts:
        forms = [str(act), *([act.number, f"№ {act.number}"] if isinstance(act.number, str) else [])]
        yield Entry(text=act.key, title=str(act), forms=tuple(forms)), ACTS
    yield Entry(text="region", forms=("регион", profile.key, profile.name)), SUBJECTS
    for key in figure_keys:
        yield Entry(text=key), FIGURES
    for indicator in profile.indicators:
        forms = [f"показатель {indicator.code}", indicator.title]
        entry = Entry(
            text=indicator.code, title=indicator.title, forms=tuple(forms), clauses=(indicator.clause,)
        )
        yield entry, CLAIMS
        for code in indicator.names[1:]:
            yield Entry(text=code), CLAIMS


def _of_level(level: Level) -> Entry:
    return Entry(text=level.key, title=level.title, forms=(level.title, f"{level.title} уровень"))


def keywords_of(profile: Declaration) -> tuple[Keyword, ...]:
    """List every keyword that the predicates of a profile look for."""
    return distinct(word for fact in facts_of(profile) for word in keywords_in(fact))


def facts_of(profile: Declaration) -> tuple[Predicate, ...]:
    """List every single fact that a profile asks for: predicates without others inside."""
    words = distinct(word for _, measure in measures(profile) for word in measure.words)
    rules = (rule.term for rule in profile.methodist_rules)
    return distinct(fact for word in distinct((*words, *rules)) for fact in facts_of_word(word))
