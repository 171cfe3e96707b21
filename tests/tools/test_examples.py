"""What stands in examples/ runs, says something and checks itself; the notebook holds no outputs and runs."""

from __future__ import annotations

import ast
import importlib
import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import rnms

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


SKETCH = EXAMPLES.parent / "docs" / "_examples" / "fastapi_app.py"


def test_the_sketch_of_a_service_names_what_there_is() -> None:
    """It compiles, and each name that it takes from rnms is there."""
    tree = ast.parse(SKETCH.read_text(encoding="utf-8"))
    compile(tree, SKETCH.name, "exec")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rnms"):
            assert all(hasattr(importlib.import_module(node.module or ""), one.name) for one in node.names)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "rnms":
            assert hasattr(rnms, node.attr)


@pytest.mark.filterwarnings("ignore")
def test_the_sketch_of_a_service_answers() -> None:
    """Where FastAPI is installed, it judges, and refuses with every fault."""
    pytest.importorskip("fastapi", reason="FastAPI is not installed: its sketch was compiled, not run")
    from fastapi.testclient import TestClient

    client = TestClient(runpy.run_path(str(SKETCH))["app"])
    body = rnms.files.dumps(rnms.example("khabarovsk_2023")).encode()
    assert client.post("/evaluate?period=2023", content=body).json()["region"] == "khabarovsk"
    assert client.post("/evaluate?period=2023", content=b"{}").json()["issues"]
    assert client.post("/evaluate?period=soon", content=body).status_code == 422
