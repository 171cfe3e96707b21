"""How tests run: every report that ``evaluate`` makes is read, and may not contradict itself.

How Hypothesis runs here: no deadline, because a slow machine is no fault of the code.

Where CI says so the examples are the same every time, so that what was tried is what lands; how many there
are is said in ``kit.effort``.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from kit.consistency import contradictions
from kit.effort import draws
from kit.plugin import install, zarechye
from kit.sources import FOLDER
from rnms import Report
from rnms.judge import evaluation as _evaluate

__all__ = ["install", "zarechye"]
"""The fixtures that tests of several folders take."""

OF_EVERY_TABLE = {"test_frames_engine.py", "test_live_tables.py", "test_objects.py", "test_tables.py"}
"""The files whose subject is what can be a table."""

SLOW = Path(__file__).parent / "slow.txt"
"""The tests that took so long when they were measured last; ``-m "not slow"`` leaves them out."""
SLOW_SECONDS = 0.3
slow_here: set[str] = set()

# Ten thousand tests and their modules are no garbage: looking for it takes a fifth of the time of collecting.
gc.disable()
settings.register_profile(
    "rnms",
    deadline=None,
    max_examples=draws(100),
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
)
settings.load_profile("rnms")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what reads the official documents where they are not; ``test_sources`` says so, once.

    What is asked through Ibis, pandas or pyarrow is slow: it is DuckDB once more, behind another door. That
    the doors of what lies in memory open is held by the quick tests of what can be a table at all.
    """
    if FOLDER is None:
        items[:] = [item for item in items if not item.get_closest_marker("documents")]
    slow = set(SLOW.read_text(encoding="utf-8").splitlines())
    for item in items:
        if item.nodeid in slow:
            item.add_marker(pytest.mark.slow)
        parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
        doors = {"ibis"} if item.path.name in OF_EVERY_TABLE else {"ibis", "pandas", "pyarrow"}
        if any(isinstance(parameter, str) and parameter in doors for parameter in parameters):
            item.add_marker(pytest.mark.slow)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep which tests are slow, where somebody measures them: each as the machine runs it now."""
    if report.when == "call" and report.duration >= SLOW_SECONDS and report.nodeid.startswith("tests/"):
        slow_here.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write which tests are slow, where ``RNMS_WRITE_SLOW`` is set: on a quiet machine, of all tests."""
    if os.environ.get("RNMS_WRITE_SLOW") and not hasattr(session.config, "workerinput"):
        SLOW.write_text("".join(f"{nodeid}\n" for nodeid in sorted(slow_here)), encoding="utf-8")


def pytest_collection_finish() -> None:
    """Look for garbage again."""
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def _the_desk_of_a_developer_says_nothing() -> Iterator[None]:
    """Commands speak Russian to no terminal, whatever language and screen there are here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "C.UTF-8")
        for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def _reports_agree_with_themselves() -> Iterator[None]:
    """Read every report that is made: no two statements differ, no open verdict is without a reason."""

    def made(**facts: Any) -> Report:
        report = Report(**facts)
        found = contradictions(report)
        assert not found, "the report contradicts itself:\n" + "\n".join(found)
        return report

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_evaluate, "Report", made)
        yield
