"""The page of the last run of all benchmarks, from what ``benchmarks/all.py`` keeps of it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markdown import plain, table

KEPT = Path(__file__).parents[1] / "_examples" / "speed.json"
LEAD = (
    "What `python benchmarks/all.py` printed the last time that it was run for these pages, in about"
    " {minutes} minutes. Seconds are of that machine; ratios hold longer: both sides were measured together."
)


def speed_page() -> str:
    """The page: the machine, then what each benchmark printed."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    return "\n".join(_lines(kept["machine"], kept["runs"]))


def _lines(machine: Mapping[str, Any], runs: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    minutes = round(sum(run["seconds"] for run in runs.values()) / 60)
    yield from ("# How fast it is", "", LEAD.format(minutes=minutes), "")
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    about = {
        "Processor": f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB",
        "System": f"{machine['system']}, Python {machine['python']}, rnms {machine['rnms']}",
        "Beside": versions,
    }
    yield from table(("Machine", ""), [(name, plain(text)) for name, text in about.items()])
    for name, run in runs.items():
        yield from (f"## {name}", "", *_prose(run["about"]), "")
        command = " ".join(filter(None, (f"python benchmarks/{name}.py", run["options"])))
        yield from (f"`{command}`, {run['seconds']} s:", "")
        yield from ("<pre>", html.escape("\n".join(run["table"]).strip("\n"), quote=False), "</pre>", "")
        yield from table(
            ("Figure", "Value"), [(f"`{key}`", plain(value)) for key, value in _flat(run["found"])]
        )


def _prose(about: str) -> Iterator[str]:
    """What a benchmark says of itself, without the commands shown in it."""
    for paragraph in about.split("\n\n"):
        if not paragraph.startswith(" "):
            yield from (re.sub("`+", "`", " ".join(paragraph.split())), "")


def _flat(found: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """The figures by name; one inside another by both names."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}: ")
        else:
            yield f"{above}{name}", value
