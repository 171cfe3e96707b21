"""The jobs of CI are there by name, and what a newcomer is told of them is true."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".ci" / "run"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/bash", str(SCRIPT), *arguments], capture_output=True, encoding="utf-8", check=False
    )


def test_every_job_is_listed_and_can_be_run_alone() -> None:
    """What is listed is a function of the script; everything runs it, or it is there on demand."""
    text = SCRIPT.read_text(encoding="utf-8")
    listed = [line.split()[0] for line in run("--list").stdout.splitlines()]
    everything, on_demand = (
        re.findall(rf'^{name}="(.+)"$', text, re.MULTILINE)[0].split() for name in ("everything", "on_demand")
    )

    assert sorted(listed) == sorted(re.findall(r"^job_([\w.-]+)\(\)", text, re.MULTILINE))
    assert listed == [*everything, *on_demand]
    assert not set(everything) & set(on_demand)


def test_the_other_pythons_look_quickly() -> None:
    """What all tests on one Python take is not spent again on each of the others."""
    [job] = re.findall(r"^job_pythons\(\) \{.*?^\}$", SCRIPT.read_text("utf-8"), re.MULTILINE | re.DOTALL)

    assert "RNMS_QUICK=1" in job
    assert '-m "not slow"' in job


def test_a_job_that_is_not_there_is_named_before_anything_runs() -> None:
    """A misspelt job is no success, and nothing was made."""
    done = run("types", "sight")

    assert (done.returncode, done.stdout) == (2, "")
    assert "sight" in done.stderr


def test_the_jobs_that_are_recommended_are_there() -> None:
    """Pages that name a job name one that is listed."""
    listed = {line.split()[0] for line in run("--list").stdout.splitlines()}
    pages = [ROOT / "CONTRIBUTING.md", *(ROOT / "docs" / "en").rglob("*.md")]
    named = re.findall(
        r"\.ci/run ((?:[a-z][\w.-]* ?)+)`", "\n".join(page.read_text("utf-8") for page in pages)
    )

    assert named
    assert {job for line in named for job in line.split()} <= listed


def test_a_commit_is_held_to_tools_of_the_project_alone() -> None:
    """No hook is fetched from elsewhere: they work offline, in the versions that the project has."""
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")

    assert re.findall(r"repo: (\S+)", text) == ["local"]
    assert set(re.findall(r"language: (\S+)", text)) == {"system"}
    assert {entry.split()[0] for entry in re.findall(r"entry: (.+)", text)} == {
        ".venv/bin/ruff",
        ".venv/bin/mypy",
    }
