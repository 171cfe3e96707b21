"""What hangs on a profile alone is found once: a second judgement finds nothing of it anew."""

from __future__ import annotations

import collections
from collections.abc import Callable
from typing import Any

import pytest

import rnms
from rnms import regions
from rnms.indicators.definition import Indicator
from rnms.judge import evaluation
from rnms.regions.profile import RegionProfile
from rnms.regions.rules.misfits import misfits


def counting(calls: collections.Counter[str], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        calls[name] += 1
        return function(*args, **kwargs)

    return call


def test_a_second_judgement_reads_no_word_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what a reading makes of the words, nor whether records can tell them; with other data, too."""
    rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    calls: collections.Counter[str] = collections.Counter()
    monkeypatch.setattr(Indicator, "_understood", counting(calls, "understood", Indicator._understood))
    monkeypatch.setattr(evaluation, "misfits", counting(calls, "misfits", misfits))
    rnms.evaluate(rnms.RegionalSystem(region="khabarovsk"), period=2023)
    rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)

    assert calls == {}


def test_a_reading_of_another_indicator_is_not_taken_for_an_own() -> None:
    """An indicator keeps what its own readings mean; one that equals none of them is read anew."""
    indicator = regions.get("khabarovsk").indicator("5")
    first, second, *_ = indicator.readings

    assert indicator.under([first]) is indicator.under([first])
    assert indicator.under([first]) == indicator._understood([first])
    assert indicator.under([first]) != indicator.under([second])


def test_needs_are_listed_once_for_all_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many figures are given, a profile says once what it needs."""
    keys = regions.get("kirov").figure_keys
    calls: collections.Counter[str] = collections.Counter()
    monkeypatch.setattr(RegionProfile, "needs", counting(calls, "needs", RegionProfile.needs))
    for number in (1, 40):
        rnms.from_figures(dict.fromkeys(keys[:number], None), region="kirov", period="2023/2024")

    assert calls["needs"] == 2
