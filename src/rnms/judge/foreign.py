"""Words in the data that the region's acts do not know: none of them is ignored in silence.

What may be a slip of a word leaves the fact unknown. What is surely another word counts as that: people learn
what no act names.
"""

from __future__ import annotations

from collections.abc import Iterator

from rnms.engine.engine import Engine
from rnms.engine.lexicon import slips
from rnms.files.converter import perhaps
from rnms.issues import Either, Fact, Issue, message
from rnms.judge.completion import is_set_elsewhere
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.regions.vocabulary import Vocabulary

_FEW = 5
"""How many other words are shown."""
_OF_KEYS = {
    "figures.key": "figure.unknown-key",
    "measure_reports.measure": "measure.unknown",
    "plan_items.measure": "measure.unknown",
    "claims.indicator": "claim.unknown-indicator",
}
"""The code of the fault for each field whose words are looked up by key, record by record."""
_OTHERS = ("attestations.subject",)
"""The fields whose words no act lists: ids."""
_DUTIES = "attestations.duty"


def foreign_words(engine: Engine, system: RegionalSystem, profile: RegionProfile) -> Iterator[Issue]:
    """List the words of the data that are none of those that the acts have for a field.

    Args:
        engine: The engine over the records, which read their words.
        system: What is small of the data, its keys as the region has them.
        profile: The region.
    """
    pairs = [
        (asked_field, vocabulary.field)
        for vocabulary in profile.vocabularies
        for asked_field in vocabulary.compared
    ]
    compared = {field for pair in pairs for field in pair}
    for vocabulary in profile.vocabularies:
        if vocabulary.field in _OF_KEYS:
            yield from _of_keys(system, vocabulary, profile)
        elif vocabulary.field not in _OTHERS and (vocabulary.entries or vocabulary.field not in compared):
            yield from _of_words(engine, vocabulary, profile)
    written_words = engine.records.written
    for asked_field, having in pairs:
        words = sorted(written_words.get(asked_field, {}))
        found_slips = slips(words, written_words.get(having, {}))
        for word, lookalike in found_slips.pairs:
            yield _issue(engine, asked_field, word, "word.unknown", "competence", other=repr(lookalike))
        if not found_slips.is_whole:
            sentence = message("word.not-compared", words=asked_field, others=having)
            yield Issue(place=engine.place_of(asked_field, words[0]), text=sentence, code="word.not-compared")
    yield from _set_by_the_act(system, profile)


def _of_keys(system: RegionalSystem, vocabulary: Vocabulary, profile: RegionProfile) -> Iterator[Issue]:
    collection, _, name = vocabulary.field.partition(".")
    code = _OF_KEYS[vocabulary.field]
    keys = [entry.text for entry in vocabulary.entries]
    for index, record in enumerate(getattr(system, collection) or ()):
        key = getattr(record, name)
        # Another value than a text, as records built by hand may hold, is told where they are read.
        if isinstance(key, str) and not vocabulary.meant(key):
            sentence = message(code, key=repr(key), region=profile.key, near=perhaps(key, keys))
            yield Issue(place=f"$.{collection}[{index}].{name}", text=sentence, code=code)


def _of_words(engine: Engine, vocabulary: Vocabulary, profile: RegionProfile) -> Iterator[Issue]:
    field, other_words = vocabulary.field, []
    judged_by_records = {duty.code: duty.title for duty in profile.requirements}
    for word in sorted(engine.records.written.get(field, ())):
        if vocabulary.meant(word):
            continue
        near = [repr(entry.text) for entry in vocabulary.perhaps(word)]
        if field == _DUTIES and word in judged_by_records:
            title = judged_by_records[word]
            yield _issue(engine, field, word, "word.unknown", "by-records", duty=word, title=title)
        elif near:
            suggestion = message("perhaps", words=Either(tuple(near[:_FEW])))
            yield _issue(engine, field, word, "word.unknown", "near", region=profile.key, near=suggestion)
        elif field == _DUTIES:
            yield _issue(engine, field, word, "word.unknown", "no-duty", region=profile.key)
        else:
            other_words.append(word)
    if other_words:
        rest = len(other_words) - _FEW
        yield _issue(
            engine,
            field,
            other_words[0],
            "word.other",
            region=profile.key,
            others=tuple(map(repr, other_words[:_FEW])),
            more=message("word.other/more", number=rest) if rest > 0 else "",
            known=tuple(repr(entry.text) for entry in vocabulary.entries),
        )


def _issue(engine: Engine, field: str, word: str, code: str, variant: str = "", /, **facts: Fact) -> Issue:
    """Make an issue of a word, with the number of records where there are several."""
    number = engine.records.written[field][word]
    sentence = message(
        f"{code}/{variant}" if variant else code,
        word=repr(word),
        many=message("word.unknown/records", number=number) if number > 1 else "",
        **facts,
    )
    return Issue(place=engine.place_of(field, word), text=sentence, code=code)


def _set_by_the_act(system: RegionalSystem, profile: RegionProfile) -> Iterator[Issue]:
    measures = {measure.code: measure for measure in profile.roadmap}
    for index, item in enumerate(system.plan_items or ()):
        code: object = item.measure
        if isinstance(code, str) and code in measures and not is_set_elsewhere(measures[code]):
            place = f"$.plan_items[{index}].measure"
            sentence = message("plan.set-by-the-act", measure=code)
            yield Issue(place=place, text=sentence, code="plan.set-by-the-act")
