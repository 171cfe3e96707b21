"""How long a nation takes: the frames engine beside polars, DuckDB's SQL and pandas written by hand.

``python benchmarks/nation.py`` invents 2.2 million teachers and 6 million events in 89 regions, makes sure that all
give the same counts, bounds included, for the nation and each municipality, and prints the median CPU times, of all
threads, for one indicator of each shape. The last line is JSON: our time to theirs on polars and DuckDB, our polars
to their pandas, our peak of memory to theirs on polars, how our time grows from a tenth of the staff to all of it,
and the time of a whole profile for each of the 89 regions to that for the same nation as one region. What is
loaded and checked beforehand is not timed; our engine is built anew each time. All take turns, back and forth:
whoever comes first after another library finds its memory cold. How our time grows is measured alone.

``--profile ugra`` judges a whole profile instead, by frames alone: DuckDB over Parquet files of its own. With
``--regions 5`` that many of the 89 regions are judged in one call of ``evaluate_many``, by the column ``region``.
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow.parquet as pq
from nation_by_hand import PANDAS, POLARS, Found, with_sql
from nation_data import REGIONS, nation

from rnms import Period, RegionalSystem, Tables, evaluate, evaluate_many
from rnms.indicators.tally import LoadTally, Tally
from rnms.indicators.vocabulary import (
    diagnostics,
    early_career,
    methodists,
    municipalities,
    people,
    programmes,
    teams,
)
from rnms.logic.question import Question
from rnms.tables.engine.engine import FramesEngine
from rnms.tables.integrity import Integrity

YEAR = Period.of(2023)
ASKED = {
    "share": Question(of=people.STAFF, term=diagnostics.DIAGNOSED),
    "chain": Question(of=people.TEACHERS, term=programmes.COMPLETED_REGISTER_PROGRAMME),
    "cohort": Question(of=early_career.EARLY_CAREER, term=early_career.SUPPORTED),
    "team": Question(of=teams.TEAMS, term=teams.TRAINED),
    "load": Question(of=methodists.REGIONAL_METHODISTS, term=methodists.ATTACHED, load=True),
    "municipal": Question(of=municipalities.MUNICIPALITIES, term=municipalities.WITH_ASSOCIATIONS),
}
"""One indicator of each shape."""


def with_rnms(tables: Tables, checked: Integrity, shape: str) -> Found:
    """By a new engine, over tables whose faults were counted before: a database would be counted anew."""
    engine = FramesEngine(tables)
    engine.catalog.integrity = checked
    answer = engine.answer(ASKED[shape], YEAR)
    places = {place: _numbers(tally) for place, tally in answer.municipalities.items()}
    return {"": _numbers(answer.tally), **places}


def _numbers(tally: Tally | LoadTally) -> tuple[int, ...]:
    if isinstance(tally, LoadTally):
        loads = [one.least for one in tally.members if one.sure and one.least == one.most]
        return sum(loads), max(loads), len(tally.members)
    doubtful = (tally.out_or_failed, tally.out_or_passed, tally.anything)
    return tally.passed, tally.failed, tally.failed_or_passed, *(number or 0 for number in doubtful)


def same(ours: Found, theirs: Found) -> bool:
    """Whether two give the same counts; a municipality where there is nobody may be left out."""
    shown = [{place: row for place, row in found.items() if any(row)} for found in (ours, theirs)]
    return shown[0] == shown[1]


def seconds(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """How long a call takes: of CPU, of all its threads, unless another clock is given."""
    gc.collect()
    start = clock()
    call()
    return clock() - start


class Nation:
    """A nation in every form, loaded and checked."""

    def __init__(self, staff: int) -> None:
        arrow = nation(staff)
        self.polars = {name: pl.DataFrame(pl.from_arrow(table)) for name, table in arrow.items()}
        self.lazy = {name: frame.lazy() for name, frame in self.polars.items()}
        self.tables = Tables(self.polars, system=RegionalSystem(region="ugra"))
        self.checked = seconds(lambda: self.tables.issues)
        self.arrow = arrow

    def with_rnms(self, shape: str) -> Found:
        """By a new engine over frames of polars."""
        return with_rnms(self.tables, self.tables.integrity, shape)

    def calls(self) -> dict[str, Callable[[str], Found]]:
        """Everybody who counts, by name."""
        connection = duckdb.connect()
        for name, table in self.arrow.items():
            connection.register(f"_{name}", table)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM _{name}")
        in_duckdb = Tables(
            {name: connection.table(name) for name in self.arrow}, system=RegionalSystem(region="ugra")
        )
        checked = in_duckdb.integrity
        _ = checked.issues
        in_pandas = {name: table.to_pandas(date_as_object=False) for name, table in self.arrow.items()}
        return {
            "rnms on polars": self.with_rnms,
            "polars": lambda shape: POLARS[shape](self.lazy),
            "rnms on DuckDB": functools.partial(with_rnms, in_duckdb, checked),
            "DuckDB": lambda shape: with_sql(connection, shape),
            "pandas": lambda shape: PANDAS[shape](in_pandas),
        }


def medians(calls: dict[str, Callable[[str], Found]], runs: int) -> dict[str, dict[str, float]]:
    """The median time of each, taken in turns, back and forth, so that a slow moment hits all alike."""
    found: dict[str, dict[str, float]] = {name: {} for name in calls}
    for shape in ASKED:
        times = [
            {name: seconds(functools.partial(calls[name], shape)) for name in list(calls)[:: (-1) ** run]}
            for run in range(runs)
        ]
        for name in calls:
            found[name][shape] = statistics.median(run[name] for run in times)
    return found


def peak(folder: str, who: str) -> float:
    """The most memory in MiB that all shapes take above what is loaded: the median of three processes."""
    command = [sys.executable, __file__, "--peak-of", who, "--folder", folder]
    runs = [subprocess.run(command, check=True, capture_output=True) for _ in range(3)]  # noqa: S603
    return statistics.median(float(run.stdout.split()[-1]) for run in runs)


def own_peak(folder: str, who: str) -> float:
    """The same, in this process: it reads files, so that no memory is left over from inventing them."""
    frames = {path.stem: pl.read_parquet(path) for path in Path(folder).iterdir()}
    tables = Tables(frames, system=RegionalSystem(region="ugra"))
    _ = tables.issues
    lazy = {name: frame.lazy() for name, frame in frames.items()}
    call = {
        "rnms": functools.partial(with_rnms, tables, tables.integrity),
        "polars": lambda shape: POLARS[shape](lazy),
    }[who]
    gc.collect()
    time.sleep(1)
    before, most, over = _resident(), 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not over.wait(0.002):
            most = max(most, _resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    for shape in ASKED:
        call(shape)
    over.set()
    watcher.join()
    return most - before


def whole_profile(staff: int, profile: str, regions: int | None) -> dict[str, Any]:
    """A nation, or some regions of it, judged by one profile from Parquet files; seconds by the clock, peak in GiB."""
    with tempfile.TemporaryDirectory() as folder:
        made = multiprocessing.get_context("spawn").Process(target=write, args=(staff, folder))
        made.start()
        made.join()
        tables = Tables.read(folder, system=RegionalSystem(region=profile))
        found: dict[str, Any] = {"profile": profile, "staff": staff}
        found["checked"] = round(seconds(lambda: tables.issues, time.perf_counter), 1)
        if regions:
            chosen = {str(number): profile for number in range(regions)}
            found["regions"] = regions
            took = seconds(lambda: evaluate_many(tables, period=2023, regions=chosen), time.perf_counter)
        else:
            took = seconds(lambda: print(evaluate(tables, region=profile, period=2023)), time.perf_counter)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return found | {"seconds": round(took, 1), "peak_gib": round(most, 1)}


def side_by_side(invented: Nation, profile: str = "ugra") -> dict[str, float]:
    """The seconds that a profile takes for all rows as one region, and for the regions that they are of.

    Each judges twice, and the second time counts: the first one checks the tables.
    """
    chosen = dict.fromkeys(map(str, range(REGIONS)), profile)
    calls: dict[str, Callable[[], object]] = {
        "one": lambda: evaluate(invented.tables, region=profile, period=2023),
        "many": lambda: evaluate_many(invented.tables, period=2023, regions=chosen),
    }
    return {name: [seconds(call) for _ in range(2)][-1] for name, call in calls.items()}


def write(staff: int, folder: str) -> None:
    """The tables of a nation as Parquet files."""
    for name, table in nation(staff).items():
        pq.write_table(table, Path(folder) / f"{name}.parquet")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--staff", type=int, default=2_200_000, help="people in the nation")
    parser.add_argument("--runs", type=int, default=6, help="runs of which the median is taken")
    parser.add_argument("--profile", help="judge a whole profile instead, by frames alone")
    parser.add_argument("--regions", type=int, help="judge so many regions by it, side by side")
    parser.add_argument("--peak-of", choices=["rnms", "polars"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak_of:
        print(own_peak(options.folder, options.peak_of))
        return
    if options.profile:
        print(json.dumps(whole_profile(options.staff, options.profile, options.regions)))
        return
    loaded = Nation(options.staff)
    calls = loaded.calls()
    for shape in ASKED:
        ours = calls["rnms on polars"](shape)
        for name, call in calls.items():
            if not same(ours, call(shape)):
                raise SystemExit(f"{shape}: {name} counts otherwise than rnms on polars")
    times = medians(calls, options.runs)
    rows = sum(table.num_rows for table in loaded.arrow.values())
    print(f"{options.staff} people, {rows} rows; read through and checked in {loaded.checked:.1f} s\n")
    print(f"{'seconds':16}" + "".join(f"{shape:>10}" for shape in ASKED) + f"{'all':>10}")
    for name, took in times.items():
        print(f"{name:16}" + "".join(f"{one:10.3f}" for one in [*took.values(), sum(took.values())]))
    total = {name: sum(took.values()) for name, took in times.items()}
    tenth = Nation(options.staff // 10)
    alone = [
        sum(medians({"": invented.with_rnms}, options.runs)[""].values()) for invented in (loaded, tenth)
    ]
    regions = side_by_side(loaded)
    print(
        f"\nugra: the nation as one region {regions['one']:.1f} s, its {REGIONS} regions {regions['many']:.1f} s"
    )
    with tempfile.TemporaryDirectory() as folder:
        write(options.staff, folder)
        most = {who: peak(folder, who) for who in ("rnms", "polars")}
    found: dict[str, Any] = {
        "polars": total["rnms on polars"] / total["polars"],
        "duckdb": total["rnms on DuckDB"] / total["DuckDB"],
        "pandas": total["rnms on polars"] / total["pandas"],
        "peak": most["rnms"] / most["polars"],
        "growth_x10": alone[0] / alone[1],
        "regions": regions["many"] / regions["one"],
    }
    print(json.dumps({name: round(ratio, 2) for name, ratio in found.items()}))


if __name__ == "__main__":
    main()
