"""How tests run: every report that ``evaluate`` makes is read, and may not contradict itself.

How Hypothesis runs here: no deadline, because a slow machine is no fault of the code.

Where CI says so the examples are the same every time, so that what was tried is what lands.
``pytest --hypothesis-profile=thorough`` looks longer.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from kit.consistency import contradictions
from kit.plugin import install, zarechye
from rnms import Report
from rnms.judge import evaluation as _evaluate

__all__ = ["install", "zarechye"]
"""The fixtures that tests of several folders take."""

SLOW = [HealthCheck.too_slow]
SAME = os.environ.get("CI") == "true"

settings.register_profile(
    "rnms", deadline=None, max_examples=100, suppress_health_check=SLOW, derandomize=SAME
)
settings.register_profile("thorough", deadline=None, max_examples=5000, suppress_health_check=SLOW)
settings.load_profile("rnms")


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
