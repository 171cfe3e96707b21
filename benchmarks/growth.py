"""How work on figures grows: with municipalities, figures, periods, readings, indicators, forms and names.

``python benchmarks/growth.py`` judges invented regions of one size and of ten times that, each in an
interpreter of its own, and prints the CPU time of both, the most memory that the larger takes, and their
ratio. Beside the municipalities stands the same by hand: sums over a dictionary and a share of each. The last
line is JSON. ``--only`` names one row.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import attrs

import rnms
from rnms import Figure, Municipality, Period, RegionalSystem, forms, regions
from rnms.indicators import Share
from rnms.judge.evaluation import faults_of_years
from rnms.logic import Term
from rnms.regions import RegionProfile

ACADEMIC = "2022/2023"
EVENTS = ("routes", "routes.after_diagnostic")
"""Keys of what is counted on one day, so that the numbers of spans add up."""
Work = Callable[[], object]


def told(index: int) -> Figure:
    """The one number that a municipality reports."""
    return Figure(
        key="staff.diagnosed",
        period=ACADEMIC,
        municipality=f"m{index}",
        count=index % 97,
        among=100 + index % 89,
    )


def municipalities(size: int, reporting: int) -> RegionalSystem:
    """A region of so many municipalities, of which some report one number."""
    return RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=f"m{index}", name=f"Муниципалитет {index}") for index in range(size)],
        figures=[told(index) for index in range(reporting)],
    )


def judged_municipalities(size: int) -> Work:
    """Judge a region in which every municipality reports one number."""
    system = municipalities(size, size)
    return lambda: rnms.evaluate(system, period=2023)


def judged_silent(size: int) -> Work:
    """Judge a region in which a hundredth of the municipalities report one number."""
    system = municipalities(size, size // 100)
    return lambda: rnms.evaluate(system, period=2023)


def by_hand(size: int) -> Work:
    """The same numbers added up, and the share of each municipality."""
    system = municipalities(size, size)

    def work() -> object:
        figures = {figure.municipality: figure for figure in system.figures}
        passed = sum(figure.count or 0 for figure in figures.values())
        asked = sum(figure.among or 0 for figure in figures.values())
        return Fraction(passed, asked), {
            place: Fraction(figure.count or 0, figure.among or 1) for place, figure in figures.items()
        }

    return work


def judged_repeats(size: int) -> Work:
    """Judge one number that was reported many times over."""
    figures = [Figure(key="staff.diagnosed", period=ACADEMIC, count=5, among=9)] * size
    system = RegionalSystem(region="khabarovsk", figures=figures)
    return lambda: rnms.evaluate(system, period=2023)


def of_many(size: int) -> RegionProfile:
    """A region with as many indicators as that."""
    base = regions.get("khabarovsk")
    pattern = base.indicator("1")
    assert isinstance(pattern.measure, Share)  # noqa: S101  # as the order counts it
    indicators = [
        attrs.evolve(
            pattern,
            code=f"x{index}",
            readings=(),
            measure=Share(pattern.measure.denominator, Term(key=f"t{index}", title=f"слово {index}")),
        )
        for index in range(size)
    ]
    return attrs.evolve(
        base,
        key="many",
        indicators=indicators,
        requirements=(),
        monitoring=(),
        meetings=(),
        roadmap=attrs.evolve(base.roadmap, measures=()),
    )


def from_figures(size: int) -> Work:
    """Make a system of a number for each of many indicators."""
    profile = of_many(size)
    numbers = {"staff": 100} | {f"staff.t{index}": 5 for index in range(size)}
    return lambda: rnms.from_figures(numbers, region=profile, period=2023)


def judged_values(size: int) -> Work:
    """Judge one number that was reported in as many ways as that."""
    figures = [
        Figure(key="staff.diagnosed", period=ACADEMIC, count=index, among=size) for index in range(size)
    ]
    system = RegionalSystem(region="khabarovsk", figures=figures)
    return lambda: rnms.evaluate(system, period=2023)


def judged_periods(size: int) -> Work:
    """Judge a year of which one number is told for so many spans of days, one after the other."""
    return _judged_spans(size, length=1, step=1)


def judged_overlapping(size: int) -> Work:
    """Judge events that were counted for so many spans of days, each of which overlaps with others."""
    return _judged_spans(size, length=5, step=1)


def _judged_spans(size: int, *, length: int, step: int) -> Work:
    """Judge years of which events are told for so many spans of days."""
    first = dt.date(2000, 1, 1)
    spans = [
        Period.between(
            first + dt.timedelta(days=step * index),
            first + dt.timedelta(days=step * index + length - 1),
        )
        for index in range(size)
    ]
    whole = Period.between(first, first + dt.timedelta(days=step * size + length))
    figures = [Figure(key=key, period=span, count=1) for span in spans for key in EVENTS]
    system = RegionalSystem(region="khabarovsk", figures=figures)
    return lambda: rnms.evaluate(system, period=whole)


def judged_readings(size: int) -> Work:
    """Judge an indicator of which every municipality tells, and which has so many readings."""
    base = regions.get("khabarovsk")
    pattern = base.indicator("1")
    readings = [
        attrs.evolve(pattern.readings[0], name=f"r{index}", redefine=(), among_known=True)
        for index in range(size)
    ]
    profile = attrs.evolve(
        base,
        key="many",
        indicators=[attrs.evolve(pattern, readings=readings)],
        requirements=(),
        monitoring=(),
        meetings=(),
        roadmap=attrs.evolve(base.roadmap, measures=()),
    )
    system = municipalities(50, 50)
    return lambda: rnms.evaluate(system, region=profile, period=2023)


def checked_years(size: int) -> Work:
    """Look for faults in figures of so many years, as ``rnms check`` does."""
    keys = ("staff", "staff.diagnosed")
    figures = [Figure(key=key, period=1951 + year, count=5) for year in range(size) for key in keys]
    system = RegionalSystem(region="khabarovsk", figures=figures)
    return lambda: faults_of_years(system)


def collected_csv(size: int) -> Work:
    """Collect so many forms that came back as CSV."""
    places = [Municipality(id=f"m{index}", name=f"Муниципалитет {index}") for index in range(size)]
    folder = Path(tempfile.mkdtemp())
    forms.write("khabarovsk", 2023, places, folder, to="csv")
    return lambda: forms.collect(folder)


def named_alike(size: int) -> Work:
    """Name the forms of so many municipalities that are called alike."""
    places = [Municipality(id=f"m{index}", name="Лесной район") for index in range(size)]
    plan = forms.plan("khabarovsk", 2023, places, only="1")
    return plan.file_stems


SIZES: dict[str, tuple[Callable[[int], Work], int]] = {
    "municipalities": (judged_municipalities, 5_000),
    "municipalities by hand": (by_hand, 5_000),
    "silent municipalities": (judged_silent, 5_000),
    "one number repeated": (judged_repeats, 2_000),
    "one number in many ways": (judged_values, 100),
    "periods in turn": (judged_periods, 100),
    "overlapping periods": (judged_overlapping, 100),
    "readings": (judged_readings, 10),
    "years of check": (checked_years, 10),
    "CSV forms": (collected_csv, 50),
    "forms of one name": (named_alike, 300),
    "from_figures": (from_figures, 40),
}
"""What grows, and the smaller of its sizes."""


def measured(name: str, size: int) -> tuple[float, float]:
    """The CPU time in seconds and the memory in MiB of one piece of work, in an interpreter of its own."""
    command = [sys.executable, __file__, "--one", name, "--size", str(size)]
    said = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603  # this file
    took, memory = json.loads(said.stdout)
    return took, memory


def one(name: str, size: int) -> None:
    """Do one piece of work, after a small one that loads what it needs, and print what it took."""
    make, _ = SIZES[name]
    make(2)()
    work = make(size)
    begin = time.process_time()
    work()
    took = time.process_time() - begin
    print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=SIZES, help="the one row to measure; by default all")
    parser.add_argument("--factor", type=int, default=10, help="how many times as large the larger is")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one, options.size)
        return
    found: dict[str, float] = {}
    print(f"{'':24} {'size':>8} {'s':>8} {'size':>8} {'s':>8} {'MiB':>8} {'ratio':>8}")
    for name in [options.only] if options.only else SIZES:
        _, size = SIZES[name]
        small, _ = measured(name, size)
        large, memory = measured(name, size * options.factor)
        ratio = large / small
        larger = size * options.factor
        print(f"{name:24} {size:8} {small:8.3f} {larger:8} {large:8.3f} {memory:8.0f} {ratio:8.2f}")
        found[name.replace(" ", "_")] = round(ratio, 2)
        if name == "municipalities":
            found |= {"municipalities_s": round(large, 1), "municipalities_mib": round(memory)}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
