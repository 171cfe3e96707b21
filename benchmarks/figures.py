"""How long a judgement of reported figures takes: the first, a second, and one after a figure was changed.

``python benchmarks/figures.py`` judges the example that ships. Beside it are its shares by hand, as plain
fractions without bounds, readings or contradictions. A portal judges on every keystroke, so one row changes a
figure each time, and one makes all figures anew by ``from_figures``. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import count

import attrs

import rnms
from rnms import RegionalSystem

PERIOD = 2023
CHANGED = "municipalities.with_communities_by_act"
SHARES = {
    "1": ("staff.diagnosed", None), "2": ("staff.with_route", None),
    "3": ("municipalities.with_model", "municipalities"),
    "5": ("municipalities.with_associations_by_act", "municipalities"),
    "6": ("municipalities.with_communities_by_act", "municipalities"),
    "7": ("municipalities.in_contests", "municipalities"),
}  # fmt: skip


def by_hand(system: RegionalSystem) -> dict[str, Fraction | None]:
    """The shares as one works them out in a notebook."""
    counts = {figure.key: figure.count for figure in system.figures if figure.municipality is None}
    shares: dict[str, Fraction | None] = {}
    for code, (part, whole) in SHARES.items():
        above, below = counts.get(part), counts.get(whole) if whole else None
        shares[code] = Fraction(above, below) if above is not None and below else None
    return shares


def with_one_changed(system: RegionalSystem, number: int) -> RegionalSystem:
    """The system as it is after a keystroke."""
    figures = [
        attrs.evolve(figure, count=number) if figure.key == CHANGED else figure for figure in system.figures
    ]
    return attrs.evolve(system, figures=figures)


def typed(system: RegionalSystem, number: int) -> RegionalSystem:
    """The same numbers as a portal has them: by key, all made anew."""
    told = ("count", "among", "share", "holds", "quotes", "evidence")
    figures = {
        figure.key: {name: getattr(figure, name) for name in told}
        for figure in system.figures
        if figure.municipality is None
    }
    figures[CHANGED] = {"count": number}
    made = rnms.from_figures(
        figures, region=system.region, period=PERIOD, municipalities=system.municipalities
    )
    return attrs.evolve(made, unreported=system.unreported, claims=system.claims)


def seconds(call: Callable[[], object]) -> float:
    """How much CPU time a call takes."""
    begin = time.process_time()
    call()
    return time.process_time() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40, help="runs of which the median is taken")
    options = parser.parse_args()
    system = rnms.example("khabarovsk_2023")
    first = seconds(lambda: rnms.evaluate(system, period=PERIOD))
    keystrokes = count(1)
    changed = (with_one_changed(system, 8 + next(keystrokes) % 7) for _ in count())
    calls: dict[str, Callable[[], object]] = {
        "by hand": lambda: by_hand(system),
        "again": lambda: rnms.evaluate(system, period=PERIOD),
        "one figure changed": lambda: rnms.evaluate(next(changed), period=PERIOD),
        "typed in a portal": lambda: rnms.evaluate(typed(system, 8 + next(keystrokes) % 7), period=PERIOD),
        "one indicator": lambda: rnms.evaluate(system, period=PERIOD, only="3"),
    }
    runs = [{name: seconds(call) for name, call in calls.items()} for _ in range(options.runs)]
    times = {"first": first} | {name: statistics.median(run[name] for run in runs) for name in calls}
    print(f"{system!r}\n\n{'':20} {'ms':>8}")
    for name, took in times.items():
        print(f"{name:20} {1000 * took:8.2f}")
    print(json.dumps({f"{name.replace(' ', '_')}_ms": round(1000 * took, 2) for name, took in times.items()}))


if __name__ == "__main__":
    main()
