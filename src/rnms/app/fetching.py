"""How the parts are fetched when a folder is built: by npm and pip, never by the page."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rnms.app.parts import Parts
from rnms.errors import UsageError
from rnms.issues import message
from rnms.writing import write_file


def fetch(parts: Parts, folder: Path) -> None:
    """Fetch the parts into a folder, under the names by which they are pinned.

    Raises:
        UsageError: If npm or pip is not there, or could not fetch them.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise UsageError(message("app.no-npm"))
    _run([npm, "pack", f"pyodide@{parts.version}", "--silent", "--pack-destination", str(folder)], folder)
    requirements = folder / "requirements.txt"
    write_file(requirements, parts.requirements())
    _run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
            *("--only-binary=:all:", "--require-hashes", "--dest", str(folder), "--implementation", "cp"),
            *("--python-version", parts.python, "--abi", f"cp{parts.python.replace('.', '')}"),
            *("--platform", parts.platform, "--requirement", str(requirements)),
        ],
        folder,
    )


def _run(command: Sequence[str], folder: Path) -> None:
    process = subprocess.run(command, capture_output=True, check=False, cwd=folder)  # noqa: S603  # of ours alone
    if process.returncode:
        lines = process.stderr.decode(errors="replace").strip().splitlines()
        program = "npm" if command[1] == "pack" else "pip"
        raise UsageError(message("app.not-fetched", program=program, why=lines[-1] if lines else ""))
