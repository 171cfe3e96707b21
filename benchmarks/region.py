"""How long a region takes: the records engine beside pandas, polars and plain Python written by hand.

``python benchmarks/region.py`` invents a region of 20 000 people, makes sure that all four give the same
counts for the region and for each municipality, and prints ratios of median CPU times, ours to theirs. What
is loaded beforehand, the system or the frames, is not timed. Our engine is timed over records that it has
never seen, and again over the same, of which it keeps the columns. So is ``evaluate``, beside what the faults
of the records take alone. The last line is JSON.
"""

from __future__ import annotations

import argparse
import copy
import datetime as dt
import functools
import gc
import json
import statistics
import time
import tracemalloc
from collections.abc import Callable, Mapping
from typing import Any

import attrs
from by_hand import Counts, numbered, pandas_frames, polars_frames, with_pandas, with_polars, with_python

from rnms import Period, RegionalSystem, evaluate, regions
from rnms.engine.engine import Engine
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import LoadTally, Tally
from rnms.regions import RegionProfile
from rnms.testing import invented_region

AS_OF = dt.date(2023, 12, 31)
ASKED = {
    "khabarovsk": (Period.of("2022/2023"), ("1", "2", "3", "4.load", "5", "6", "7")),
    "ugra": (Period.of(2023), ("6.2.1", "6.2.2", "6.3.1", "6.3.2")),
}
"""The indicators of both regions that need records: their default readings, of 4 the second component."""


def measures() -> dict[str, tuple[Measure, Period]]:
    """What is asked, by code."""
    found = {}
    for key, (period, codes) in ASKED.items():
        for code in codes:
            indicator, _, component = code.rpartition(".") if code == "4.load" else (code, "", "")
            parts = regions.get(key).indicator(indicator).parts()
            part = next((one for one in parts if one.name == component), parts[-1])
            found[code] = (part.measure, period)
    return found


def with_rnms(system: RegionalSystem, asked: Mapping[str, tuple[Measure, Period]]) -> Counts:
    """By a new engine."""
    engine = Engine(system, AS_OF)
    counts: Counts = {}
    for code, (measure, period) in asked.items():
        answers = [engine.answer(question, period) for question in measure.questions]
        counts[code] = {"": _numbers([answer.tally for answer in answers])}
        for place in answers[0].municipalities:
            counts[code][place] = _numbers([answer.municipalities[place] for answer in answers])
    return counts


def _numbers(tallies: list[Tally | LoadTally]) -> tuple[int, ...]:
    """The numbers behind a value: who passes and all; both sizes; of loads the sum, the largest, how many."""
    first = tallies[0]
    if isinstance(first, LoadTally):
        loads = [one.least for one in first.members if one.sure and one.least == one.most]
        return sum(loads), max(loads), len(first.members)
    if len(tallies) > 1:
        return tuple(int(tally.size().low) for tally in tallies if tally.size().is_exact)
    return first.passed, first.passed + first.failed


def same(ours: Counts, theirs: Counts) -> bool:
    """Whether two give the same counts; a municipality where there is nobody may be left out."""

    def shown(counts: Counts) -> Counts:
        return {
            code: {place: numbers for place, numbers in by_place.items() if any(numbers)}
            for code, by_place in counts.items()
        }

    return shown(ours) == shown(theirs)


def seconds(call: Callable[[], object]) -> float:
    """How much CPU time a call takes, of all its threads."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


def unseen(system: RegionalSystem) -> RegionalSystem:
    """The same records, of which nothing was found yet."""
    return copy.copy(system)


def medians(calls: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median time of each, taken in turns so that a slow moment of the machine hits all alike."""
    times = [{name: seconds(call) for name, call in calls.items()} for _ in range(runs + 1)]
    return {name: statistics.median(run[name] for run in times[1:]) for name in calls}


def peak(call: Callable[[], object]) -> float:
    """The most memory that a call takes at once, in MiB, above what is there before."""
    gc.collect()
    tracemalloc.start()
    call()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 2**20


def by_default_alone(profile: RegionProfile) -> RegionProfile:
    """A profile whose indicators have no readings."""
    return attrs.evolve(profile, indicators=[attrs.evolve(one, readings=()) for one in profile.indicators])


def evaluation_times(system: RegionalSystem, runs: int) -> dict[str, float]:
    """How long ``evaluate`` takes for both regions: unseen records, the same again, their faults alone."""
    profiles = [regions.get(key) for key in ASKED]

    def judge(key: RegionProfile, data: RegionalSystem) -> object:
        return evaluate(data, region=key, period=2023)

    for profile in profiles:
        judge(profile, unseen(system))
    took: dict[str, list[float]] = {"evaluate": [], "evaluate, again": [], "integrity": []}
    for _ in range(runs):
        first = again = 0.0
        for profile in profiles:
            data = unseen(system)
            first += seconds(functools.partial(judge, profile, data))
            again += seconds(functools.partial(judge, profile, data))
        fresh = unseen(system)
        # Each of the regions looks for them once.
        faults = len(profiles) * seconds(lambda data=fresh: data.issues)
        for name, time_taken in zip(took, (first, again, faults), strict=True):
            took[name].append(time_taken)
    return {name: statistics.median(times) for name, times in took.items()}


def readings_ratio(system: RegionalSystem, runs: int) -> float:
    """What it costs to judge every reading besides the default."""
    everything = [regions.get(key) for key in ASKED]
    default = [by_default_alone(profile) for profile in everything]

    def judge(profiles: list[RegionProfile]) -> object:
        return [evaluate(unseen(system), region=profile, period=2023) for profile in profiles]

    times = medians({"all": lambda: judge(everything), "default": lambda: judge(default)}, runs)
    return times["all"] / times["default"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--staff", type=int, default=20_000, help="people in the region")
    parser.add_argument("--runs", type=int, default=15, help="runs of which the median is taken")
    options = parser.parse_args()
    asked = measures()
    system = invented_region(staff=options.staff)
    in_pandas, in_polars = pandas_frames(system), polars_frames(system)
    in_numbers = numbered(in_pandas)
    calls: dict[str, Callable[[], Counts]] = {
        "rnms": lambda: with_rnms(unseen(system), asked),
        "rnms, again": lambda: with_rnms(system, asked),
        "pandas": lambda: with_pandas(in_pandas),
        "pandas, numbered": lambda: with_pandas(in_numbers),
        "polars": lambda: with_polars(in_polars),
        "python": lambda: with_python(system),
    }
    ours = calls["rnms"]()
    for name, call in calls.items():
        if not same(ours, call()):
            raise SystemExit(f"{name} counts otherwise than rnms")
    times = medians(calls, options.runs)
    print(f"{system!r}\n\n{'':16} {'ms':>8} {'ratio':>8}")
    for name, took in times.items():
        print(f"{name:16} {1000 * took:8.1f} {times['rnms'] / took:8.2f}")
    peers = {
        "pandas": "pandas",
        "pandas_numbered": "pandas, numbered",
        "polars": "polars",
        "python": "python",
    }
    found: dict[str, Any] = {key: round(times["rnms"] / times[name], 2) for key, name in peers.items()}
    found["again_to_first"] = round(times["rnms, again"] / times["rnms"], 2)
    judged = evaluation_times(system, max(3, options.runs // 3))
    print(f"\n{'':16} {'ms':>8} {'ratio':>8}")
    for name, took in judged.items():
        print(f"{name:16} {1000 * took:8.1f} {took / judged['evaluate']:8.2f}")
    found["evaluate_again"] = round(judged["evaluate, again"] / judged["evaluate"], 2)
    found["integrity"] = round(judged["integrity"] / judged["evaluate"], 2)
    found["all_readings"] = round(readings_ratio(system, max(3, options.runs // 3)), 2)
    found["peak_mib"] = round(peak(calls["rnms"]), 1)
    larger = invented_region(staff=5 * options.staff)
    grown = medians(
        {"small": calls["rnms"], "large": lambda: with_rnms(unseen(larger), asked)}, max(5, options.runs // 2)
    )
    found["growth_x5"] = round(grown["large"] / grown["small"], 2)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
