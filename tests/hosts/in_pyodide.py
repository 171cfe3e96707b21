"""Run the desk's tests on the Python of the folder for browsers: ``python tests/hosts/in_pyodide.py FOLDER``.

The parts of the folder are fetched into ``FOLDER``, and beside them what tests need; Node runs Pyodide.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from rnms.app.fetching import fetch
from rnms.app.parts import Parts

CLONE = Path(__file__).parents[2]
NEEDED = ("pytest", "pluggy", "iniconfig", "packaging", "pygments", "hypothesis", "sortedcontainers", "sybil")
TESTS = ("tests/app/test_desk.py", "tests/laws/test_norm.py", "tests/laws/test_verdict.py")


def main(name: str) -> int:
    """Fetch what is needed, and run the tests."""
    folder, parts = Path(name), Parts.pinned()
    folder.mkdir(parents=True, exist_ok=True)
    fetch(parts, folder)
    tools = folder / "tests"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"),
            *("--implementation", "cp", "--python-version", parts.python, "--dest", str(tools)),
            *("--abi", f"cp{parts.python.replace('.', '')}", "--platform", parts.platform, *NEEDED),
        ],
        check=True,
    )
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise RuntimeError("there is no Node; install it")
    installed = [npm, "install", "--silent", "--no-save", "--prefix", str(tools), f"pyodide@{parts.version}"]
    subprocess.run(installed, check=True)
    wheels = [*(folder / wheel for wheel in parts.wheels), *sorted(tools.glob("*.whl"))]
    script = Path(__file__).with_suffix(".mjs")
    pyodide = tools / "node_modules" / "pyodide" / "pyodide.mjs"
    command = [node, str(script), str(pyodide), str(CLONE), *map(str, wheels), "--", *TESTS]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
