"""What stands in examples/ runs, says something and checks itself; the notebook holds no outputs and runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


def name_of(path: Path) -> str:
    return path.name


def cells(notebook: Path) -> list[dict[str, Any]]:
    """The cells of code."""
    found = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def test_there_are_examples() -> None:
    """The folder is found, so that the tests below are of something."""
    assert len(SCRIPTS) >= 5
    assert NOTEBOOKS


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_a_script_runs_anywhere(script: Path, tmp_path: Path) -> None:
    """Copied away, run from an empty folder, it says something and leaves nothing there."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", script], cwd=tmp_path, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.strip()
    assert not done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_a_script_is_read_at_one_sight(script: Path) -> None:
    """It fits on a screen, says first what it shows, and checks what it says."""
    text = script.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 60
    assert text.startswith('"""')
    assert "\nassert " in text


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=name_of)
def test_a_notebook_is_kept_without_outputs(notebook: Path) -> None:
    """What is committed is what was written: no outputs, no counters, nothing of whoever ran it last."""
    assert cells(notebook)
    assert not [cell for cell in cells(notebook) if cell["outputs"] or cell["execution_count"]]


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=name_of)
def test_a_notebook_runs_in_jupyter(notebook: Path, tmp_path: Path) -> None:
    """Every cell runs without a warning and shows something; the report shows itself as HTML."""
    pytest.importorskip("nbclient", reason="nbclient is of the dev extra")
    pytest.importorskip("ipykernel", reason="ipykernel is of the dev extra")
    command = ["-m", "jupyter", "execute", "--output", str(tmp_path / "run.ipynb"), str(notebook)]
    done = subprocess.run([sys.executable, *command], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
    outputs = [cell["outputs"] for cell in cells(tmp_path / "run.ipynb")]
    assert all(outputs)
    assert not [one for shown in outputs for one in shown if one.get("name") == "stderr"]
    assert 'class="rnms"' in "".join(outputs[0][0]["data"]["text/html"])
