"""All benchmarks, one after another: what each prints, and what the page of the documentation shows of it.

``python benchmarks/all.py`` runs every benchmark in a process of its own, with as many runs as let all of
them end within a quarter of an hour on two cores, and keeps what they printed in
``docs/_examples/speed.json``, from which the page is made. With names it runs these alone and keeps the
others as they are; with ``--dry`` it keeps nothing. The last line is JSON: how many seconds each took.
"""

from __future__ import annotations

import argparse
import ast
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KEPT = HERE.parent / "docs" / "_examples" / "speed.json"
OPTIONS = {
    "import": ("--runs", "5"),
    "figures": (),
    "audit": ("--runs", "3"),
    "plan": (),
    "attachments": (),
    "routes": (),
    "load": ("--runs", "4"),
    "region": ("--runs", "7"),
    "growth": (),
    "office": (),
    "nation": ("--runs", "2"),
}
"""The benchmarks, the quick ones first, with what they are told when all are run."""
PEERS = (
    "attrs",
    "cattrs",
    "duckdb",
    "highspy",
    "narwhals",
    "openpyxl",
    "orjson",
    "pandas",
    "polars",
    "pyarrow",
)
"""Whose versions a figure depends on."""


def measured(name: str) -> dict[str, Any] | None:
    """What one benchmark prints, shown while it does; nothing if it fails."""
    path, options = HERE / f"{name}.py", OPTIONS[name]
    command = [sys.executable, "-u", str(path), *options]
    print(f"\n{' '.join(['benchmarks/' + path.name, *options])}\n", flush=True)
    began, lines = time.perf_counter(), []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # ours
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip())
    if process.returncode:
        return None
    return {
        "about": ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))),
        "options": " ".join(options),
        "seconds": round(time.perf_counter() - began),
        "table": lines[:-1],
        "found": json.loads(lines[-1]),
    }


def machine() -> dict[str, Any]:
    """What a figure depends on besides the code: the machine, Python and the versions of others."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(pages / 2**30),
        "system": platform.system(),
        "python": platform.python_version(),
        "rnms": importlib.metadata.version("rnms"),
        "versions": {name: version for name in PEERS if (version := _version(name))},
    }


def _processor() -> str:
    """The name of the processor; Python tells it on few systems."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def main() -> None:
    """Run, keep and sum up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(OPTIONS)}; by default all")
    parser.add_argument("--dry", action="store_true", help="keep nothing")
    options = parser.parse_args()
    if strange := set(options.names) - set(OPTIONS):
        parser.error(f"no benchmark {', '.join(sorted(strange))}; there are {', '.join(OPTIONS)}")
    names = [name for name in OPTIONS if not options.names or name in options.names]
    runs = {name: measured(name) for name in names}
    done = {name: run for name, run in runs.items() if run is not None}
    if not options.dry:
        kept = json.loads(KEPT.read_text(encoding="utf-8"))["runs"] if KEPT.exists() else {}
        every = {name: {**kept, **done}[name] for name in OPTIONS if name in kept or name in done}
        text = json.dumps({"machine": machine(), "runs": every}, ensure_ascii=False, indent=1)
        KEPT.write_text(f"{text}\n", encoding="utf-8")
    took = {name: run["seconds"] for name, run in done.items()}
    print(f"\n{'':12} {'seconds':>8}")
    for name in names:
        print(f"{name:12} {took.get(name, 'failed'):>8}")
    print(json.dumps({**took, "all": sum(took.values())}))
    if len(done) < len(names):
        sys.exit(1)


if __name__ == "__main__":
    main()
