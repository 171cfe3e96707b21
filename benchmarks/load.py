"""How long a file takes: ours beside what Python's own ``json`` takes for the same text.

``python benchmarks/load.py`` invents a region of 20 000 people and the figures of 3 000 municipalities, makes
sure that all ways give equal systems and equal texts, and prints the least CPU time of each and its ratio to
``json.loads`` or ``json.dumps`` in the same run. The last line is JSON. ``orjson`` is looked at where it is
installed (the extra ``fast``).
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib.util
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from rnms import Figure, Municipality, RegionalSystem
from rnms.files import dumps
from rnms.files.columnar_reader import fastest, of_python, quickly
from rnms.files.json import HEAD, as_dict, read_strictly, write_json
from rnms.testing import invented_region

Calls = Mapping[str, Callable[[], object]]


def of_figures(municipalities: int) -> RegionalSystem:
    """Invent ten figures of each municipality."""
    places = [
        Municipality(id=f"m{number}", name=f"Вымышленный район {number}") for number in range(municipalities)
    ]
    figures = [
        Figure(key=f"staff.term{number}", period=2023, count=number, among=40, municipality=place.id)
        for place in places
        for number in range(10)
    ]
    return RegionalSystem(region="ugra", municipalities=places, figures=figures)


def readers(text: str) -> Calls:
    """Every way to read a text, that of Python first."""
    content = text.encode()
    read = functools.partial(quickly, content, RegionalSystem, head=HEAD)
    calls: dict[str, Callable[[], object]] = {
        "json.loads": lambda: json.loads(text),
        "by columns": functools.partial(read, parse=of_python),
        "value by value": lambda: read_strictly(text, "text"),
    }
    if importlib.util.find_spec("orjson"):
        calls["orjson.loads"] = functools.partial(fastest(), content)
        calls["by columns, orjson"] = functools.partial(read, parse=fastest())
    return calls


def writers(system: RegionalSystem) -> Calls:
    """Every way to write a system, that of Python first."""
    raw = as_dict(system)
    return {
        "json.dumps": lambda: json.dumps(raw, ensure_ascii=False, indent=2, allow_nan=False) + "\n",
        "by columns": lambda: dumps(system),
        "value by value": lambda: write_json(as_dict(system), None),
        "json.dumps, one line": lambda: json.dumps(raw, ensure_ascii=False),
    }


def same(values: list[object]) -> bool:
    """Whether what was made is the same everywhere, plain values of JSON and one line left out."""
    whole = [value for value in values if isinstance(value, RegionalSystem) or str(value).endswith("\n")]
    return len(whole) >= 2 and all(value == whole[0] for value in whole)


def seconds(call: Callable[[], object]) -> float:
    """How much time of a processor a call takes."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


def least(calls: Calls, runs: int) -> dict[str, float]:
    """The least time of each, taken in turns so that a slow moment of the machine hits all alike."""
    times = [{name: seconds(call) for name, call in calls.items()} for _ in range(runs)]
    return {name: min(run[name] for run in times) for name in calls}


def table(title: str, calls: Calls, runs: int) -> dict[str, float]:
    """Measure, print, and return the ratio of each to the first."""
    if not same([call() for call in calls.values()]):
        raise SystemExit(f"{title}: one way gives something else than another")
    times = least(calls, runs)
    base, *_ = times.values()
    print(f"\n{title:32} {'ms':>8} {'ratio':>8}")
    for name, took in times.items():
        print(f"{name:32} {1000 * took:8.1f} {took / base:8.2f}")
    return {name: round(took / base, 2) for name, took in times.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--staff", type=int, default=20_000, help="people in the region")
    parser.add_argument("--municipalities", type=int, default=3_000, help="municipalities with figures")
    parser.add_argument("--runs", type=int, default=7, help="runs of which the least is taken")
    options = parser.parse_args()
    found: dict[str, Any] = {}
    for name, make in (
        ("records", lambda: invented_region(staff=options.staff)),
        ("figures", lambda: of_figures(options.municipalities)),
    ):
        text = dumps(make())
        # Nothing else is in memory while a text is read, so that no search for cycles passes through it.
        found[f"load_{name}"] = table(
            f"{name}: {len(text.encode()) / 2**20:.1f} MiB read", readers(text), options.runs
        )
        found[f"dump_{name}"] = table(f"{name} written", writers(make()), options.runs)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
