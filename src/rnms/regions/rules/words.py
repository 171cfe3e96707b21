"""Rules of words: keys of figures, fields of records, free text, and what a share asks twice."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.errors import nearest
from rnms.indicators.counts import Share
from rnms.indicators.measures import simple_measures
from rnms.indicators.over_periods import Growth, OverPeriods
from rnms.indicators.tally import distinct
from rnms.indicators.vocabulary import people
from rnms.logic.population import Population, Word
from rnms.logic.predicates import AnyKeyword, Keyword, Predicate
from rnms.logic.question import Question
from rnms.logic.walks import conjuncts, is_term, is_unsaid, paths_of, sought_by, walk
from rnms.regions.declaration import Declaration, all_words, falling_due, keys_asked, measures, words_of
from rnms.regions.rules.misfits import free_field, misfits, of_trace
from rnms.regions.vocabulary import LEVELS


def words_mean_one_thing(profile: Declaration) -> Iterator[str]:
    """No two words share a key: a figure could not tell which it reports."""
    word_by_key: dict[tuple[type, str], Word] = {}
    for name, measure in measures(profile):
        for word in distinct(inner for outer in measure.words for inner in all_words(outer)):
            if word_by_key.setdefault((type(word), word.key), word) != word:
                yield f"{word.key!r} means two things in {name}; rename one"


def figure_keys_are_plain(profile: Declaration) -> Iterator[str]:
    """Figures are reported as ``population.term``: keys are lower-case identifiers."""
    statistics = {"total", "largest", "smallest"}
    for word in words_of(profile):
        # A reading that puts another word inside makes the key of the two with "@".
        plain = all(part.isidentifier() and part == part.lower() for part in word.key.split("@"))
        if not plain or not word.key.isascii():
            yield f"word {word.key!r} is no lower-case identifier; figures are reported under it"
        if word.key in statistics:
            yield f"word {word.key!r} is what the parts of a load are called; choose another"


def relations_write_keys_as_they_are_asked_for(profile: Declaration) -> Iterator[str]:
    """A relation writes the key of a figure as indicators ask for it, or titles another line of its form."""
    asked = keys_asked(profile)
    for relation in profile.relations:
        titled = {key for key, _ in relation.titles}
        for key in relation.keys:
            near = [word for word in nearest(key, asked) if word not in relation.keys]
            if key not in asked and key not in titled and near:
                meant = " or ".join(map(repr, near))
                yield (
                    f"relation {relation.code} names {key!r}, which nothing asks for; did you mean {meant}?"
                    " Another line of the form has its title among the titles of the relation"
                )


def words_speak_of_records(profile: Declaration) -> Iterator[str]:
    """A word asks for fields that records have, and for values that these hold."""
    questions = [question for _, measure in measures(profile) for question in measure.questions]
    # Who may be a methodist is asked of people.
    questions += [Question(of=people.ALL_PERSONS, term=rule.term) for rule in profile.methodist_rules]
    yield from distinct(breach for question in questions for breach in misfits(question))
    for kind, scheduled in falling_due(profile):
        for due in scheduled:
            breaches = distinct(breach for trace in due.traces for breach in of_trace(trace))
            yield from (f"{kind} {due.code} is seen in {breach}" for breach in breaches)


def populations_say_whose_records_they_are(profile: Declaration) -> Iterator[str]:
    """A population that asks something of records has some: its own, or those of one of the same unit."""
    for word in words_of(profile):
        if not isinstance(word, Population) or word.within is None or word.union or word.resolved().entity:
            continue
        if any(paths_of(fact) for _, fact in walk("", word.where)):
            yield (
                f"population {word.key!r} asks something of records and has none: one member is"
                f" {word.unit.forms[0]!r}, one of {word.within.key!r} is {word.within.unit.forms[0]!r};"
                " give it the unit of that, or an entity"
            )


def free_text_is_read_by_keywords(profile: Declaration) -> Iterator[str]:
    """What a word looks for in free text is a keyword of that field, spelt as the act does."""
    spelled = {(spelling.keyword.field, spelling.keyword.text) for spelling in profile.spellings}
    for name, field, word in distinct(_looked_for(profile)):
        if word.field != field:
            yield f"{name} looks in {field} for a keyword of {word.field}; give it the field {field!r}"
        elif isinstance(word, Keyword) and field not in _SELF_TOLD and (field, word.text) not in spelled:
            yield (
                f"{name} looks for {word.text!r} in {field}; say under spellings how the act writes it, and"
                " in which clause"
            )
    for spelling in profile.spellings:
        if not any(form.strip() for form in spelling.forms):
            yield f"the spelling of {spelling.keyword.text!r} has no forms; write what the act writes"


def terms_repeat_no_condition(profile: Declaration) -> Iterator[str]:
    """Who passes is not asked again what made a member: that would widen the bounds."""
    for name, declared in measures(profile):
        measure = declared.of if isinstance(declared, Growth | OverPeriods) else declared
        for share in simple_measures(measure):
            if isinstance(share, Share):
                conditions = set(_conditions(share.denominator.resolved().where))
                for repeated in distinct(fact for fact in _conditions(share.numerator) if fact in conditions):
                    yield (
                        f"{name}: {share.numerator.key!r} repeats a condition of {share.denominator.key!r};"
                        f" take it out of one of them ({repeated})"
                    )


# What is looked for in free text.

_SELF_TOLD = ("attestations.duty", "attestations.subject", *LEVELS, "adoptions.act")
"""Fields whose words bring their clause: the duty, the level, the act itself."""


def _looked_for(profile: Declaration) -> Iterator[tuple[str, str, Keyword | AnyKeyword]]:
    """List the keywords looked for in fields of free text: the name of the word, the field, the keyword."""
    for word in words_of(profile):
        if isinstance(word, Population):
            whole = word.resolved()
            of_text = [*_free(whole.where, whole.entity)]
            if whole.through is not None:
                of_text += _free(whole.through.where, whole.through.entity)
            yield from ((f"word {word.key!r}", field, value) for field, value in of_text)
    for _, measure in measures(profile):
        for question in measure.questions:
            if question.term is not None and question.of.resolved().entity:
                of_text = [*_free(question.term, question.of.resolved().entity)]
                yield from ((f"word {question.term.key!r}", field, value) for field, value in of_text)
    for rule in profile.methodist_rules:
        yield from ((f"rule {rule.code}", field, value) for field, value in _free(rule.term, "persons"))


def _free(predicate: Predicate, entity: str) -> Iterator[tuple[str, Keyword | AnyKeyword]]:
    """List the fields of free text that a predicate compares with a keyword, and the keyword."""
    for collection, fact in walk(entity, predicate):
        word = sought_by(fact)
        if isinstance(word, Keyword | AnyKeyword):
            field = free_field(collection, paths_of(fact)[0])
            if field:
                yield field, word


def _conditions(predicate: Predicate) -> Iterator[Predicate]:
    """List the conditions that a predicate joins, one by one."""
    for part in conjuncts(predicate):
        if is_term(part):
            yield from _conditions(part.where)
        elif not is_unsaid(part):
            yield part
