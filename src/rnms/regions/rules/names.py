"""Rules of names: keys, codes and titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rnms.indicators.definition import Component
from rnms.indicators.tally import distinct
from rnms.regions.declaration import Declaration, falling_due, measures, words_of


def key_names_a_module(profile: Declaration) -> Iterator[str]:
    """The key is a lower-case identifier, as the module of the region."""
    if not is_key(profile.key):
        yield f"key {profile.key!r} is no lower-case identifier; name it as its module"


def is_key(key: str) -> bool:
    """Tell whether a region can be called so: its module and its package will be, too.

    >>> is_key("altai"), is_key("Алтай")
    (True, False)
    """
    return key.isidentifier() and key.isascii() and key == key.lower() and not key.startswith("_")


def names_are_given_once(profile: Declaration) -> Iterator[str]:
    """Acts, indicators, their parts and readings, subjects, duties and measures have names of their own."""
    yield from doubled("act", (act.key for act in profile.acts))
    yield from doubled("indicator", (indicator.code for indicator in profile.indicators))
    for name, parts in _variants(profile):
        yield from doubled(f"{name}: component", (part.name for part in parts))
    for indicator in profile.indicators:
        yield from doubled(
            f"indicator {indicator.code}: reading", (reading.name for reading in indicator.readings)
        )
    yield from doubled("subject", (subject.key for subject in profile.subjects))
    yield from doubled("relation", (relation.code for relation in profile.relations))
    yield from doubled("requirement", (duty.code for duty in profile.requirements))
    for kind, scheduled in falling_due(profile):
        yield from doubled(kind, (due.code for due in scheduled))


def titles_are_said(profile: Declaration) -> Iterator[str]:
    """Whatever a report names has a title in Russian."""
    titles = [("name", profile.name), ("system_name", profile.system_name)]
    titles += [(f"indicator {indicator.code}", indicator.title) for indicator in profile.indicators]
    for indicator in profile.indicators:
        whole = f"indicator {indicator.code}"
        titles += [(f"reading {reading.name} of {whole}", reading.title) for reading in indicator.readings]
        for variant in indicator.variants():
            titles += [(f"{whole}, component {part.name}", part.title) for part in variant.parts()]
    titles += [(f"requirement {duty.code}", duty.title) for duty in profile.requirements]
    for kind, scheduled in falling_due(profile):
        for due in scheduled:
            titles += [(f"{kind} {due.code}", due.title), (f"{kind} {due.code}, deadline", due.deadline_text)]
    titles += [(f"word {word.key!r}", word.title) for word in words_of(profile)]
    titles += _figures_of_relations(profile)
    for name, title in distinct(titles):
        if not title.strip():
            yield f"{name} has no title; write what the act calls it"


def _figures_of_relations(profile: Declaration) -> Iterator[tuple[str, str]]:
    """Map the figures that only a relation uses to what it calls them."""
    questions = [question for _, measure in measures(profile) for question in measure.questions]
    keys = {key for question in questions for key in (*question.keys, question.of.key)}
    for relation in profile.relations:
        titles = dict(relation.titles)
        for key in relation.keys:
            if key not in keys:
                yield f"figure {key!r} among the titles of relation {relation.code}", titles.get(key, "")


def _variants(profile: Declaration) -> Iterator[tuple[str, Sequence[Component]]]:
    """List the parts of every indicator, as the act declares them and as a reading does."""
    for indicator in profile.indicators:
        yield f"indicator {indicator.code}", indicator.parts()
        for reading in indicator.readings:
            yield f"reading {reading.name} of indicator {indicator.code}", reading.components or ()


def doubled(what: str, names: Iterable[str]) -> Iterator[str]:
    """List every name that is given more than once."""
    listed = list(names)
    for name in distinct(listed):
        if listed.count(name) > 1:
            yield f"{what} {name} is declared {listed.count(name)} times; keep one"
