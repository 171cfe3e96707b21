"""A plugin of pytest that counts what was tried: each example that a test drew, and each test by itself."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

COUNTS = "RNMS_TRIED"
"""Names the file in which the counts are written."""
_TOLD = "tried"
_NUMBERS = re.compile(r"(?P<passing>[0-9]+) passing( examples)?, (?P<failing>[0-9]+) failing")


class Tried:
    """Counts inputs and faults as the reports of tests arrive, from whichever process."""

    def __init__(self) -> None:
        self.inputs = self.faults = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Note beside the report of a test how many examples Hypothesis drew for it."""
        report = yield
        if report.when == "teardown":
            told = str(getattr(item, "hypothesis_statistics", ""))
            drawn = sum(int(match["passing"]) + int(match["failing"]) for match in _NUMBERS.finditer(told))
            report.user_properties.append((_TOLD, drawn))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test when it has run; one that draws no examples is one itself."""
        self.faults += report.failed
        if report.when == "teardown":
            drawn = [int(str(number)) for name, number in report.user_properties if name == _TOLD]
            self.inputs += max(1, sum(drawn))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the counts, once."""
        if not hasattr(session.config, "workerinput"):
            counts = {"inputs": self.inputs, "faults": self.faults}
            Path(os.environ[COUNTS]).write_text(json.dumps(counts), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Count where somebody asked."""
    if COUNTS in os.environ:
        config.pluginmanager.register(Tried(), "rnms-tried")
