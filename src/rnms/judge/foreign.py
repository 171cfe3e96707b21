"""Words in the data that the region's acts do not know: none of them is ignored in silence.

What may be a slip of a word leaves the fact unknown. What is surely another word counts as that: people learn
what no act names.
"""

from __future__ import annotations

from collections.abc import Iterator

from rnms.engine.engine import Engine
from rnms.engine.lexicon import slips
from rnms.files.converter import perhaps
from rnms.issues import Issue
from rnms.judge.completion import is_set_elsewhere
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.regions.vocabulary import COMPARED, Vocabulary

_FEW = 5
"""How many other words are shown."""
_NO_MEASURE = ("measure.unknown", "такого мероприятия в дорожной карте нет", "profile.roadmap")
_OF_KEYS = {
    "figures.key": ("figure.unknown-key", "не слово приказа", "profile.needs()"),
    "measure_reports.measure": _NO_MEASURE,
    "plan_items.measure": _NO_MEASURE,
    "claims.indicator": ("claim.unknown-indicator", "такого показателя нет", "profile.indicators"),
}
"""What is looked up by key, record by record: the code, what is wrong, and where to look."""
_OTHERS = ("attestations.subject", *COMPARED)
"""What no act closes: ids, and competences that programmes name."""
_DUTIES = "attestations.duty"


def foreign_words(engine: Engine, system: RegionalSystem, profile: RegionProfile) -> Iterator[Issue]:
    """What the data write where acts have words of their own, and what is none of these.

    Args:
        engine: The engine over the records, which read their words.
        system: What is small of the data, its keys as the region has them.
        profile: The region.
    """
    for vocabulary in profile.vocabularies:
        if vocabulary.field in _OF_KEYS:
            yield from _of_keys(system, vocabulary, profile)
        elif vocabulary.field not in _OTHERS:
            yield from _of_words(engine, vocabulary, profile)
    words = [sorted(engine.records.written.get(field, {})) for field in COMPARED]
    for word, lookalike in slips(words[1], words[0]):
        text = f"{word!r} нет среди компетенций программ, но похоже на {lookalike!r}; считается неизвестным"
        yield _issue(engine, COMPARED[1], word, text, "word.unknown")
    yield from _set_by_the_act(system, profile)


def _of_keys(system: RegionalSystem, vocabulary: Vocabulary, profile: RegionProfile) -> Iterator[Issue]:
    collection, _, name = vocabulary.field.partition(".")
    code, wrong, look = _OF_KEYS[vocabulary.field]
    keys = [entry.text for entry in vocabulary.entries]
    for index, record in enumerate(getattr(system, collection) or ()):
        key = getattr(record, name)
        if key is not None and not vocabulary.meant(key):
            text = f"{key!r} — {wrong} ({profile.key}){perhaps(key, keys)}; см. {look}"
            yield Issue(place=f"$.{collection}[{index}].{name}", text=text, code=code)


def _of_words(engine: Engine, vocabulary: Vocabulary, profile: RegionProfile) -> Iterator[Issue]:
    field, other_words = vocabulary.field, []
    judged_by_records = {duty.code: duty.title for duty in profile.requirements}
    for word in sorted(engine.records.written.get(field, ())):
        if vocabulary.meant(word):
            continue
        near = [repr(entry.text) for entry in vocabulary.perhaps(word)]
        if field == _DUTIES and word in judged_by_records:
            text = f"{word} ({judged_by_records[word]}) — по записям, а не по сведениям; сведения не учтены"
            yield _issue(engine, field, word, text, "word.unknown")
        elif near:
            text = (
                f"{word!r} — не слово актов ({profile.key}); возможно, {' или '.join(near[:_FEW])}; пока не"
                " исправлено, считается неизвестным; см. profile.vocabularies"
            )
            yield _issue(engine, field, word, text, "word.unknown")
        elif field == _DUTIES:
            text = f"обязанности {word!r} нет ({profile.key}); сведения не учтены; см. profile.vocabularies"
            yield _issue(engine, field, word, text, "word.unknown")
        else:
            other_words.append(word)
    if other_words:
        rest = len(other_words) - _FEW
        sample = ", ".join(map(repr, other_words[:_FEW])) + (f" и ещё {rest}" if rest > 0 else "")
        entry_texts = ", ".join(repr(entry.text) for entry in vocabulary.entries)
        text = (
            f"акты ({profile.key}) не называют: {sample}; считаются иным, чем {entry_texts}; см."
            " profile.vocabularies"
        )
        yield _issue(engine, field, other_words[0], text, "word.other")


def _issue(engine: Engine, field: str, word: str, text: str, code: str) -> Issue:
    number = engine.records.written[field][word]
    many = f" (записей: {number})" if number > 1 else ""
    return Issue(place=engine.place_of(field, word), text=text + many, code=code)


def _set_by_the_act(system: RegionalSystem, profile: RegionProfile) -> Iterator[Issue]:
    measures = {measure.code: measure for measure in profile.roadmap}
    for index, item in enumerate(system.plan_items or ()):
        code = item.measure
        if code in measures and not is_set_elsewhere(measures[code]):
            text = f"срок мероприятия {code} устанавливает сам акт; строка плана не учтена, уберите её"
            place = f"$.plan_items[{index}].measure"
            yield Issue(place=place, text=text, code="plan.set-by-the-act")
