"""Rules of the kit that take a trial: the profile is kept, sent, read again, and judges invented regions."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Iterator, Mapping

import attrs

from rnms import files
from rnms.judge.evaluation import evaluate
from rnms.model.period import Period, PeriodKind
from rnms.model.returns import Figure
from rnms.model.roadmap import NO_ROADMAP
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile, RequiredFigure
from rnms.results.report import Report
from rnms.testing.invented import YEARS, invented_region

_STAFF, _MUNICIPALITIES = 60, 3
_WHOLE, _PART = 10, 4
"""How many members, and how many of them pass, where figures are made up."""


def it_is_a_value(profile: RegionProfile) -> Iterator[str]:
    """The profile hashes, pickles, and survives JSON and back."""
    for way, back in _WAYS.items():
        try:
            same = back(profile) == profile
            problem = "" if same else "it comes back as another"
        except Exception as error:  # noqa: BLE001  # whatever a declaration makes go wrong is told
            problem = f"{type(error).__name__}: {error}"
        if problem:
            yield f"{way} does not keep it ({problem}); declare with the words of rnms, and tuples of them"


_WAYS: Mapping[str, Callable[[RegionProfile], object]] = {
    "a dictionary": lambda profile: next(iter({profile: None})),
    "pickle": lambda profile: pickle.loads(pickle.dumps(profile)),  # noqa: S301  # our own bytes
    "JSON": lambda profile: files.load_profile(files.dump_profile(profile)),
}


def it_judges_an_empty_region(profile: RegionProfile) -> Iterator[str]:
    """Nothing was reported at all: every indicator and requirement says so."""
    yield from _tried(profile, RegionalSystem(region=profile.key), "an empty region")


def it_judges_a_full_region(profile: RegionProfile) -> Iterator[str]:
    """Every record is there: every indicator and requirement is judged."""
    yield from _tried(profile, _full(profile), "a full region")


def it_judges_reported_figures(profile: RegionProfile) -> Iterator[str]:
    """Every word was reported by a figure: every indicator and requirement is judged."""
    figures = [
        _figure(need, period)
        for need in profile.needs()
        for period in dict.fromkeys(asked_period for year in YEARS for asked_period in _periods(need, year))
    ]
    yield from _tried(profile, RegionalSystem(region=profile.key, figures=figures), "reported figures")


TRIALS = (it_is_a_value, it_judges_an_empty_region, it_judges_a_full_region, it_judges_reported_figures)
"""The rules of this module."""


@functools.lru_cache(maxsize=8)
def _full(profile: RegionProfile) -> RegionalSystem:
    return invented_region(staff=_STAFF, municipalities=_MUNICIPALITIES, region=profile)


def _periods(need: RequiredFigure, year: int) -> tuple[Period, ...]:
    periods = (need.period,) if isinstance(need.period, Period) else need.period.ending_in(year)
    return tuple(need.question.period_of(period) for period in periods)


def _figure(need: RequiredFigure, period: Period) -> Figure:
    if need.yes_no:
        return Figure(key=need.key, period=period, holds=True)
    return Figure(key=need.key, period=period, count=_PART if need.of else _WHOLE)


def _tried(profile: RegionProfile, system: RegionalSystem, subject: str) -> Iterator[str]:
    """What goes wrong when a system is judged and shown, by indicator where one alone goes wrong."""
    for year in (YEARS[0], YEARS[-1]):
        problem = _problem(profile, system, year)
        if problem:
            alone = [(name, _problem(part, system, year)) for name, part in _one_by_one(profile)]
            guilty = [f"{name} cannot be judged on {subject}: {fault}" for name, fault in alone if fault]
            yield from guilty or [f"{subject} cannot be judged: {problem}"]
            return


def _one_by_one(profile: RegionProfile) -> Iterator[tuple[str, RegionProfile]]:
    """The profile with one indicator alone, then with one duty alone that has a measure of its own."""
    bare = attrs.evolve(
        profile, indicators=(), requirements=(), roadmap=NO_ROADMAP, monitoring=(), meetings=()
    )
    for indicator in profile.indicators:
        yield f"indicator {indicator.code}", attrs.evolve(bare, indicators=[indicator])
    for duty in profile.requirements:
        if not duty.same_as and not duty.falls_due:
            yield f"requirement {duty.code}", attrs.evolve(bare, requirements=[duty])


def _problem(profile: RegionProfile, system: RegionalSystem, year: int) -> str:
    try:
        report = evaluate(system, region=profile, period=PeriodKind.CALENDAR.ending_in(year)[0])
        str(report)
        for result in report:
            str(result.explain())
        if Report.from_json(report.to_json()) != report:
            return "its report is not the same when written and read; declare with the words of rnms only"
    except Exception as error:  # noqa: BLE001  # whatever a declaration makes go wrong is told
        return f"{type(error).__name__}: {error}; mend the word that it asks"
    return ""
