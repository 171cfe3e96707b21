"""Run what throws dice, and say by part how many inputs were tried and how many faults were found.

python -m fuzz                       # every part, fifty times the examples
python -m fuzz "hostile files"       # one of them
python -m fuzz --usual               # as many examples as on every change
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fuzz.parts import PARTS
from fuzz.tried import COUNTS

ROOT = Path(__file__).parents[2]


def main(words: list[str]) -> int:
    """Run the parts that are named, all by default."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--usual", action="store_true", help="as many examples as on every change")
    arguments = parser.parse_args(words)
    if unknown := [part for part in arguments.parts if part not in PARTS]:
        parser.error(f"no part {unknown[0]!r}; there are: {', '.join(PARTS)}")
    found = 0
    for part in arguments.parts or PARTS:
        begin = time.monotonic()
        inputs, faults, code = tried(part, is_thorough=not arguments.usual)
        said = f"{part:<28} {inputs:>9} inputs {faults:>4} faults {time.monotonic() - begin:>7.0f} s"
        print(said, flush=True)  # noqa: T201
        found += faults or code
    return int(found > 0)


def tried(part: str, *, is_thorough: bool) -> tuple[int, int, int]:
    """Run a part; return how many inputs were tried, how many tests failed, and what pytest ended with."""
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder, "counts.json")
        path = os.pathsep.join(filter(None, [str(ROOT / "tests"), os.environ.get("PYTHONPATH")]))
        environment = {
            **os.environ,
            "PYTHONPATH": path,
            COUNTS: str(counts),
            **({"RNMS_THOROUGH": "1"} if is_thorough else {}),
        }
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "load", "-p", "fuzz.tried"]
        done = subprocess.run(
            [*command, *PARTS[part]], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(done.stdout[-20_000:], done.stderr[-5_000:], sep="\n")  # noqa: T201
        numbers = (
            json.loads(counts.read_text(encoding="utf-8")) if counts.exists() else {"inputs": 0, "faults": 0}
        )
        return numbers["inputs"], numbers["faults"], done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
