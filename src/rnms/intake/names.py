"""Municipalities, schools and programmes found by their names: exactly after normalisation, or not at all."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from rnms._values import cached_property, frozen
from rnms.logic.likeness import InCommon
from rnms.model.spelling import as_seen, normal

_PHRASES = (
    (r"\bno?\.?\s?(?=\d)", " "),
    (r"средняя (общеобразовательная )?школа|\bсш\b", "сош"),
    (r"основная (общеобразовательная )?школа", "оош"),
    (r"начальная (общеобразовательная )?школа", "нош"),
    (r"детский сад|д/с|д\.с\.?", "детсад"),
    (r"городской округ|гор\.? ?округ|г\.\s?о\.?", "го"),
    (r"муниципальный район|м\.\s?р-н|м\.\s?р\.", "район"),
    (r"муниципальный округ|муниципальное образование|м\.\s?о\.?", "мо"),
    (r"\bр-он\b|\bр-н\b", "район"),
    (r"\bгород\b|\bгор\.|\bг\.(?=\s?\w)", "город "),
    (r"\bпоселок\b|\bпос\.|\bп\.(?=\s?\w)", "поселок "),
    (r"\bсело\b|\bс\.(?=\s?\w)", "село "),
)
_REPLACED = tuple((re.compile(phrase), word) for phrase, word in _PHRASES)
_FORMS = re.compile(
    r"(м|г|н|ч|кг|ог|ког)?о?[бка]?[дн]?о?[бка]?у"
    r"|муниципальн\w+|государственн\w+|областн\w+|краев\w+|бюджетн\w+|казенн\w+|автономн\w+|общеобразовательн\w+"
    r"|дошкольн\w+|образовательн\w+|учреждени\w+|организаци\w+"
)
"""Legal forms, in letters and in words."""
_PART = re.compile(r"[^\W\d_]+|\d+")
_NUMBERS = re.compile(r"\d+")
_ALIKE = Fraction(3, 5)
"""How much of two skeletons is common where one is suggested for the other."""
_LONGEST = 150
"""No skeleton of a name has more letters; longer texts are not compared for likeness."""


@functools.lru_cache(maxsize=65536)
def skeleton_of(name: str, place: str = "") -> str:
    """Write a name without what its spellings differ in: №, legal forms, abbreviations, order of words.

    >>> skeleton_of('МБОУ "Средняя общеобразовательная школа № 5"') == skeleton_of("СОШ 5")
    True
    >>> skeleton_of("Лесной р-н") == skeleton_of("Лесной муниципальный район")
    True

    Args:
        name: The name of a municipality or an organisation.
        place: The municipality in which it stands; its words do not tell organisations in it apart.
    """
    words = _words(name)
    of_place = set(_words(place)) if place else set()
    rest = [word for word in words if word not in of_place or word.isdecimal()]
    # A name of nothing but its municipality stays what it is.
    return " ".join(sorted(rest or words))


def _words(name: str) -> list[str]:
    # Of «№» normalisation makes «No», which is a word.
    plain = normal(name.replace("№", " "))
    for phrase, word in _REPLACED:
        plain = phrase.sub(word, plain)
    words = [as_seen(word) for word in _PART.findall(plain)]
    telling_parts = [
        word.lstrip("0") or "0" if word.isdecimal() else word for word in words if not _FORMS.fullmatch(word)
    ]
    return telling_parts or words


@frozen
class Named:
    """A record with a name.

    Attributes:
        id: Its id.
        name: Its name.
        municipality: Where it stands, of an organisation.
    """

    id: str
    name: str
    municipality: str | None = None


class Names:
    """Finds the records of a collection by their names.

    >>> names = Names([Named("o1", "МБОУ СОШ № 1"), Named("o6", "МБОУ СОШ № 6")])
    >>> names.find("школа № 1"), names.find("СОШ 1"), names.near("СОШ № 7")
    ((), ('o1',), ())
    """

    def __init__(self, records: Iterable[Named], municipalities: Mapping[str, str] | None = None) -> None:
        self._names = {record.id: record for record in records}
        self._places: dict[str | None, str] = dict((municipalities or {}).items())
        self._by_name: dict[str, list[str]] = {}
        self._by_skeleton: dict[str, list[str]] = {}
        for record in self._names.values():
            self._by_name.setdefault(as_seen(record.name), []).append(record.id)
            self._by_skeleton.setdefault(self._skeleton(record), []).append(record.id)

    def _skeleton(self, record: Named) -> str:
        return skeleton_of(record.name, self._places.get(record.municipality, ""))

    def name(self, key: str) -> str:
        """Give the name of a record; empty where there is none of this id."""
        return self._names[key].name if key in self._names else ""

    def find(self, text: str, within: str | None = None) -> tuple[str, ...]:
        """List the ids that a text may mean; one is an answer, several are not.

        Args:
            text: An id or a name.
            within: The municipality that it must stand in; by default any.
        """
        if text in self._names:
            return (text,)
        exact = self._inside(self._by_name.get(as_seen(text), ()), within)
        if len(exact) == 1:
            return exact
        place = self._places.get(within, "")
        return exact or self._inside(self._by_skeleton.get(skeleton_of(text, place), ()), within)

    def _inside(self, ids: Collection[str], within: str | None) -> tuple[str, ...]:
        return tuple(key for key in ids if within is None or self._names[key].municipality == within)

    def near(self, text: str, within: str | None = None) -> tuple[str, ...]:
        """Name those that a text may be a slip of; their numbers are the same, or nothing is said.

        Texts longer than any name are like none.
        """
        sought_skeleton = skeleton_of(text, self._places.get(within, ""))
        alike = self._alike.get((within, _numbers(sought_skeleton)))
        if alike is None or len(sought_skeleton) > _LONGEST:
            return ()
        names, skeletons = alike
        scores = (
            (-(200 * common // (len(sought_skeleton) + len(skeletons.texts[place]))), names[place])
            for place, common in skeletons.alike(sought_skeleton, _ALIKE)
        )
        return tuple(name for _, name in sorted(scores)[:3])

    @cached_property
    def _alike(self) -> Mapping[tuple[str | None, tuple[str, ...]], tuple[Sequence[str], InCommon]]:
        """The names and skeletons of one municipality, or of all, in which the same numbers stand."""
        skeletons: dict[tuple[str | None, tuple[str, ...]], dict[str, str]] = {}
        for record in self._names.values():
            skeleton = self._skeleton(record)
            if 0 < len(skeleton) <= _LONGEST:
                for within in {None, record.municipality}:
                    skeletons.setdefault((within, _numbers(skeleton)), {})[record.name] = skeleton
        return {
            key: (tuple(by_name), InCommon(tuple(by_name.values()))) for key, by_name in skeletons.items()
        }


def _numbers(skeleton: str) -> tuple[str, ...]:
    """List the numbers of a skeleton; its words are sorted, and its numbers with them."""
    return tuple(_NUMBERS.findall(skeleton))


class Dictionary:
    """Words of a mapping: patterns, of which the first that fits counts.

    >>> roles = Dictionary({"учител*": "pedagogical", "*": "-"})
    >>> roles.meaning("Учитель физики"), roles.meaning("лаборант"), Dictionary({}).meaning("лаборант")
    ('pedagogical', '-', None)
    """

    def __init__(self, words: Mapping[str, object]) -> None:
        self._patterns = [(pattern(word), value) for word, value in words.items()]
        self._known: dict[str, object] = {}

    def meaning(self, text: str) -> object:
        """Find what a text means; ``None`` where no pattern fits."""
        seen_text = as_seen(text)
        if seen_text not in self._known:
            self._known[seen_text] = next(
                (value for fits, value in self._patterns if fits.fullmatch(seen_text)), None
            )
        return self._known[seen_text]


@functools.lru_cache(maxsize=4096)
def pattern(word: str) -> re.Pattern[str]:
    """Read a pattern, in which ``*`` stands for anything, as texts are compared.

    >>> pattern("Итог*").fullmatch("итого по школе") is not None
    True
    """
    return re.compile(".*".join(re.escape(_seen_part(part)) for part in word.split("*")), re.DOTALL)


def _seen_part(part: str) -> str:
    """Write a piece of a pattern as texts are compared; blanks at its ends count."""
    seen = as_seen(part)
    if not seen:
        return " " if part.isspace() else ""
    return f"{' ' * part[0].isspace()}{seen}{' ' * part[-1].isspace()}"


def fits_any(text: str, patterns: Sequence[str]) -> bool:
    """Tell whether a text fits one of several patterns.

    >>> fits_any("Итого", ["итог*"]), fits_any("", [""])
    (True, True)
    """
    seen_text = as_seen(text)
    return any(pattern(word).fullmatch(seen_text) for word in patterns)
