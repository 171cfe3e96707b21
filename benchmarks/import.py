"""How long one waits for rnms: its import, a first judgement, and the command, beside attrs and cattrs.

``python benchmarks/import.py`` starts new interpreters, in turns, and takes the least CPU time of each: what
others do to the machine only adds to it. Modules are compiled once, as an installed package has them, even
where the environment forbids Python to keep that. The peers are ``import attrs, cattrs``, which rnms rests
on, and the same sum by hand: the example read with ``json`` and one share of it worked out. The last line is
JSON: by how many times what attrs and cattrs take rnms takes more.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

PEERS = "import attrs, cattrs"
EXAMPLE = "rnms.example('khabarovsk_2023')"
BY_HAND = """
import json, importlib.util, pathlib
folder = pathlib.Path(importlib.util.find_spec("rnms").origin).parent / "examples"
data = json.loads((folder / "khabarovsk_2023.json").read_text(encoding="utf-8"))
numbers = {figure["key"]: figure for figure in data["figures"] if "municipality" not in figure}
numbers["municipalities.with_model"]["count"] / numbers["municipalities"]["count"]
"""
WAITS = {
    "attrs and cattrs": PEERS,
    "the example by hand": BY_HAND,
    "import rnms": f"{PEERS}; import rnms",
    "an example read": f"{PEERS}; import rnms; {EXAMPLE}",
    "a first judgement": f"{PEERS}; import rnms; rnms.evaluate({EXAMPLE}, period=2023)",
    "rnms --help": "import sys, rnms.cli; sys.argv[1:] = ['--help']; rnms.cli.main()",
    "rnms demo": "import sys, rnms.cli; sys.argv[1:] = ['demo']; rnms.cli.main()",
}
MEASURED = """
import time, sys, io
begin = time.process_time()
out, sys.stdout = sys.stdout, io.StringIO()
try:
    exec({code!r})
except SystemExit:
    pass
took = time.process_time() - begin
print(took, sum(name.partition(".")[0] == "rnms" for name in sys.modules), file=out)
"""


def waited(code: str) -> tuple[float, int]:
    """The CPU time of some code in a new interpreter, in seconds, and how many modules of rnms it loads."""
    command = [sys.executable, "-c", MEASURED.format(code=code)]
    keeping = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    said = subprocess.run(command, capture_output=True, check=True, text=True, env=keeping)  # noqa: S603
    took, modules = said.stdout.split()
    return float(took), int(modules)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="runs of which the least is taken")
    options = parser.parse_args()
    runs = [{name: waited(code) for name, code in WAITS.items()} for _ in range(options.runs + 1)][1:]
    least = {name: min(run[name] for run in runs) for name in WAITS}
    base = least["attrs and cattrs"][0]
    print(f"{'':20} {'ms':>8} {'beyond':>8} {'ratio':>8} {'modules':>8}")
    for name, (took, modules) in least.items():
        beyond = took - base
        print(f"{name:20} {1000 * took:8.1f} {1000 * beyond:8.1f} {beyond / base:8.2f} {modules:8}")
    found = {"attrs_cattrs_ms": round(1000 * base, 1)}
    for name in ("import rnms", "a first judgement", "rnms --help", "rnms demo"):
        found[name.removeprefix("a ").replace(" ", "_")] = round((least[name][0] - base) / base, 2)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
