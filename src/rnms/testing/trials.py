"""Rules of the kit that take a trial: the profile is kept, sent, read again, and judges invented regions."""

from __future__ import annotations

import datetime as dt
import functools
import pickle
from collections.abc import Callable, Iterator, Mapping

import attrs

from rnms import files
from rnms.engine.engine import Engine
from rnms.indicators.tally import LoadTally, Tally
from rnms.judge.evaluation import evaluate
from rnms.logic.plan import reads
from rnms.logic.question import Question
from rnms.model.period import Period, PeriodKind
from rnms.model.returns import Figure, FigureStatus, Unreported
from rnms.model.roadmap import NO_ROADMAP
from rnms.model.system import RegionalSystem, record_classes
from rnms.regions.profile import RegionProfile, RequiredFigure
from rnms.results.report import Report
from rnms.testing.dice import YEARS
from rnms.testing.invented import invented_region, tried_region
from rnms.testing.questions import asked_of_records
from rnms.testing.witnesses import FAILED, MET, UNKNOWN, can_be_invented

_STAFF, _MUNICIPALITIES = 60, 3
_FEW, _SEEDS = 6, 12
_LAST_DAY = dt.date(YEARS[-1], 12, 31)
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


def it_judges_a_changing_region(profile: RegionProfile) -> Iterator[str]:
    """Days are known in part, two municipalities merge in mid-year: every indicator is judged even so."""
    changing = invented_region(
        staff=_STAFF, municipalities=_MUNICIPALITIES, region=profile, partial_days=0.2, merger=True
    )
    yield from _tried(profile, changing, "a changing region")


def it_judges_reported_figures(profile: RegionProfile) -> Iterator[str]:
    """Every word was reported by a figure: every indicator and requirement is judged."""
    figures = [
        _figure(need, period)
        for need in profile.needs()
        for period in dict.fromkeys(asked_period for year in YEARS for asked_period in _periods(need, year))
    ]
    yield from _tried(profile, RegionalSystem(region=profile.key, figures=figures), "reported figures")


def words_can_be_met_failed_and_unknown(profile: RegionProfile) -> Iterator[str]:
    """Each word that records tell is met, failed and left unknown in some invented region."""
    questions = [question for question in asked_of_records(profile) if question.term is not None]
    states: dict[Question, set[str]] = {question: set() for question in questions}
    for seed in range(_SEEDS):
        open_questions = [question for question in questions if len(states[question]) < len(_WANTED)]
        if not open_questions:
            return
        system = tried_region(profile, seed, staff=_FEW, municipalities=2)
        names = dict.fromkeys(name for question in open_questions for name in reads(question))
        gaps = [
            Unreported(entity=name, why="вымышленный пробел") for name in names if name in record_classes()
        ]
        for data in (system, attrs.evolve(system, unreported=gaps)):
            engine = Engine.of_region(data, profile, _LAST_DAY)
            for question in open_questions:
                for year in YEARS:
                    states[question] |= _states(engine.answer(question, Period.of(year)).tally)
    for question in questions:
        for state, complaint in _WANTED.items():
            if state not in states[question] and not _only_figures_tell(question):
                yield (
                    f"word {question.key!r} {complaint} in any of {_SEEDS} invented regions;"
                    f" look at what it asks with `rnms words {question.key} --region {profile.key}`:"
                    f" {_WAYS_OUT[state]}"
                )


_WANTED = {MET: "is met by nobody", FAILED: "is failed by nobody", UNKNOWN: "is left unknown of nobody"}
_WAYS_OUT = {
    MET: "mend what contradicts itself, or what records cannot hold",
    FAILED: "say what it demands besides what every member is",
    UNKNOWN: "ask for something that records may leave out",
}
"""What a word shall be in some region, and what to do where it never is."""


def _states(tally: Tally | LoadTally) -> set[str]:
    """Find where members stand under a word; under a load, whether anybody carries something."""
    if isinstance(tally, LoadTally):
        carried = [load for load in tally.members if load.least]
        return {MET, FAILED, UNKNOWN} if carried else set()
    undecided = (tally.failed_or_passed, tally.out_or_failed, tally.out_or_passed, tally.anything)
    counts = {MET: tally.passed, FAILED: tally.failed, UNKNOWN: any(number != 0 for number in undecided)}
    return {state for state, number in counts.items() if number}


def _only_figures_tell(question: Question) -> bool:
    """Tell whether no record can decide a word: a figure does, or a trial cannot invent such records."""
    return question.term is not None and not can_be_invented(question.term)


TRIALS = (
    it_is_a_value,
    it_judges_an_empty_region,
    it_judges_a_full_region,
    it_judges_a_changing_region,
    it_judges_reported_figures,
    words_can_be_met_failed_and_unknown,
)
"""The rules of this module."""


@functools.lru_cache(maxsize=8)
def _full(profile: RegionProfile) -> RegionalSystem:
    return invented_region(staff=_STAFF, municipalities=_MUNICIPALITIES, region=profile)


def _periods(need: RequiredFigure, year: int) -> tuple[Period, ...]:
    periods = (need.period,) if isinstance(need.period, Period) else need.period.ending_in(year)
    return tuple(need.question.period_of(period) for period in periods)


def _figure(need: RequiredFigure, period: Period) -> Figure:
    # How firm the numbers are changes from year to year, as in reports.
    status = (None, *FigureStatus)[period.year % (1 + len(FigureStatus))]
    if need.yes_no:
        return Figure(key=need.key, period=period, holds=True, status=status)
    return Figure(key=need.key, period=period, count=_PART if need.of else _WHOLE, status=status)


def _tried(profile: RegionProfile, system: RegionalSystem, subject: str) -> Iterator[str]:
    """List what goes wrong when a system is judged and shown, by indicator where one alone goes wrong."""
    for year in (YEARS[0], YEARS[-1]):
        problem = _problem(profile, system, year)
        if problem:
            alone = [(name, _problem(part, system, year)) for name, part in _one_by_one(profile)]
            guilty = [f"{name} cannot be judged on {subject}: {fault}" for name, fault in alone if fault]
            yield from guilty or [f"{subject} cannot be judged: {problem}"]
            return


def _one_by_one(profile: RegionProfile) -> Iterator[tuple[str, RegionProfile]]:
    """Make the profile with each indicator alone, then with each duty alone that has its own measure."""
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
