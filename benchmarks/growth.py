"""How a judgement of figures grows: with municipalities, figures and indicators.

``python benchmarks/growth.py`` judges invented regions of one size and of ten times that, each in an
interpreter of its own, and prints the CPU time of both, the most memory that the larger takes, and their
ratio. Beside the municipalities stands the same by hand: sums over a dictionary and a share of each. The last
line is JSON.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction

import attrs

import rnms
from rnms import Figure, Municipality, RegionalSystem, regions
from rnms.indicators import Share
from rnms.logic import Term
from rnms.regions import RegionProfile

ACADEMIC = "2022/2023"
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


SIZES: dict[str, tuple[Callable[[int], Work], int]] = {
    "municipalities": (judged_municipalities, 5_000),
    "municipalities by hand": (by_hand, 5_000),
    "silent municipalities": (judged_silent, 5_000),
    "one number repeated": (judged_repeats, 2_000),
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
    make, smallest = SIZES[name]
    make(min(smallest, 20))()
    work = make(size)
    begin = time.process_time()
    work()
    took = time.process_time() - begin
    print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--factor", type=int, default=10, help="how many times as large the larger is")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one, options.size)
        return
    found: dict[str, float] = {}
    print(f"{'':24} {'size':>8} {'s':>8} {'size':>8} {'s':>8} {'MiB':>8} {'ratio':>8}")
    for name, (_, size) in SIZES.items():
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
