"""How Hypothesis runs here: no deadline, because a slow machine is no fault of the code.

Where CI says so the examples are the same every time, so that what was tried is what lands.
``pytest --hypothesis-profile=thorough`` looks longer.
"""

import os

from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow]
SAME = os.environ.get("CI") == "true"

settings.register_profile(
    "rnms", deadline=None, max_examples=100, suppress_health_check=SLOW, derandomize=SAME
)
settings.register_profile("thorough", deadline=None, max_examples=5000, suppress_health_check=SLOW)
settings.load_profile("rnms")
