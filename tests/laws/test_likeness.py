"""Words that are near are found among many as one by one, and soon."""

from __future__ import annotations

import json
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from rnms.engine.lexicon import slips
from rnms.intake.names import Named, Names
from rnms.logic.likeness import LONGEST, InCommon, NearWords
from rnms.model.spelling import is_near

LETTERS = st.text("абвг -", max_size=40)
PARTS = (
    "качество",
    "качеством",
    "образования",
    "образованием",
    "управления",
    "ФГОС",
    "мат.",
    "по",
    "речь",
    "—",
)
PHRASES = st.lists(st.sampled_from(PARTS), max_size=4).map(" ".join)


@st.composite
def misspelt(draw: st.DrawFn) -> str:
    """A phrase with a letter too many, too few or another."""
    text = draw(PHRASES)
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(["", "а", "и", " "])) + text[at + draw(st.integers(0, 2)) :]


WORDS = st.one_of(LETTERS, PHRASES, misspelt())


def common(first: str, second: str) -> int:
    """Count the letters in common one by one."""
    counts = [0] * (len(second) + 1)
    for letter in first:
        before = 0
        for at, other in enumerate(second, start=1):
            above = counts[at]
            counts[at] = before + 1 if letter == other else max(above, counts[at - 1])
            before = above
    return counts[-1]


@given(st.lists(st.text("абвг", max_size=70), max_size=8), st.text("абвгд", max_size=70))
@examples(200)
def test_letters_in_common_are_counted_for_many_as_for_one(texts: list[str], text: str) -> None:
    assert InCommon(texts).counts(text) == [common(text, other) for other in texts]


@pytest.mark.parametrize("length", [7, 8, 255, 256, LONGEST])
def test_letters_in_common_are_counted_at_every_length(length: int) -> None:
    drawn = random.Random(length)  # noqa: S311  # letters
    texts = ["".join(drawn.choices("абв", k=size)) for size in (length, length, 5)]

    assert InCommon(texts).counts(texts[0]) == [common(texts[0], other) for other in texts]


@given(st.lists(WORDS, max_size=12, unique=True), WORDS)
@examples(300)
def test_words_that_are_near_are_found_among_many_as_one_by_one(words: list[str], text: str) -> None:
    """In either direction: of a word that is the slip, and of one whose slip it is."""
    near_words = NearWords(words)

    assert list(near_words.near(text)) == [word for word in words if is_near(text, word)]
    assert {word for word in words if is_near(word, text)} <= set(near_words.candidates(text))


def invented(number: int, seed: int) -> list[str]:
    drawn = random.Random(seed)  # noqa: S311  # letters
    return ["".join(drawn.choices("эфективностьупраленя ", k=30)) for _ in range(number)]


def report_of(deficits: list[str], competences: list[str]) -> rnms.Report:
    raw = {
        "rnms": 1,
        "region": "ugra",
        "persons": [{"id": "a"}],
        "diagnostics": [{"id": "d", "person": "a", "deficits": deficits}],
        "programmes": [{"id": "p", "title": "t", "competences": competences}],
    }
    return rnms.evaluate(rnms.load(json.dumps(raw).encode()), period=2024)


def test_slips_among_a_thousand_words_are_soon_found() -> None:
    begun = time.process_time()
    words = invented(1000, 1)
    report = report_of([*words, "измерения"], [*invented(1000, 2), "измеренья"])

    assert time.process_time() - begun < 2
    assert [issue.code for issue in report.issues].count("word.unknown") >= 1


def test_that_not_all_slips_were_looked_for_is_said() -> None:
    """Where a thousand words are slips of each of a thousand, or a word is longer than any."""
    drawn = random.Random(3)  # noqa: S311  # letters
    [word] = invented(1, 4)
    variants = [
        "".join(drawn.choice("абв") if at in {3, 9} else letter for at, letter in enumerate(word))
        + f"{number}"
        for number in range(400)
    ]
    begun = time.process_time()
    found = slips(variants[:200], variants[200:])
    assert time.process_time() - begun < 4
    assert not found.is_whole
    assert found.pairs

    for deficits, is_said in ((["чтение"], False), (["ж" * (LONGEST + 1)], True)):
        codes = [issue.code for issue in report_of(deficits, ["речь"]).issues]
        assert ("word.not-compared" in codes) is is_said


def test_names_of_any_length_are_soon_compared() -> None:
    """A name is found by a slip of it; a text that is longer than any name is like none."""
    names = Names([Named(f"o{number}", name) for number, name in enumerate(invented(1000, 5))])
    begun = time.process_time()
    for name in invented(1000, 6):
        names.near(name)
    assert time.process_time() - begun < 2

    long = "озёрная гимназия " * 2000
    names = Names([Named("o1", "Озёрная гимназия"), Named("o2", long)])
    begun = time.process_time()
    assert names.near("Озерная гимнасия") == ("Озёрная гимназия",)
    assert names.near(f"{long} имени") == ()
    assert time.process_time() - begun < 2


def test_a_key_of_any_length_is_soon_found_to_be_none() -> None:
    figures = [{"key": "a" * 30_000 + str(number), "period": "2023", "count": 1} for number in range(30)]
    raw = {"rnms": 1, "region": "ugra", "figures": figures}
    begun = time.process_time()
    report = rnms.evaluate(rnms.load(json.dumps(raw).encode()), period=2023)

    assert time.process_time() - begun < 2
    assert [issue.code for issue in report.issues].count("figure.unknown-key") == 30
