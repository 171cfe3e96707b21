"""Types hold outside: a user's file passes the checkers, and its misuses are refused."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import rnms

ROOT = Path(__file__).parents[2]
USER = ROOT / "tests" / "typing" / "user.py"


def run(*command: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, command)], capture_output=True, check=False, cwd=ROOT
    )
    return done.returncode, (done.stdout + done.stderr).decode()


def test_the_user_uses_every_public_name() -> None:
    """No name is public without a line that says what type it has."""
    tree = ast.parse(USER.read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }

    assert set(rnms.__all__) <= used | imported


def test_mypy_accepts_the_user_and_refuses_misuse() -> None:
    """Under --strict every line has its type, and every misuse is an error, or else its mark is unused."""
    pytest.importorskip("mypy", reason="mypy is of the dev extra")
    code, said = run("mypy", "--strict", USER)

    assert (code, said) == (0, "Success: no issues found in 1 source file\n")


@pytest.mark.slow
def test_pyright_accepts_the_user_and_refuses_misuse(tmp_path: Path) -> None:
    """The same under the other checker, in its standard mode."""
    pytest.importorskip("basedpyright", reason="basedpyright is of the dev extra")
    config = tmp_path / "pyrightconfig.json"
    config.write_text(
        json.dumps(
            {
                "include": [str(USER)],
                "typeCheckingMode": "standard",
                "reportUnnecessaryTypeIgnoreComment": "error",
            }
        ),
        encoding="utf-8",
    )
    code, said = run("basedpyright", "--project", config, "--pythonpath", sys.executable)

    assert code == 0, said
    assert "0 errors, 0 warnings" in said
