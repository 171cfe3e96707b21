"""How Hypothesis runs here: no deadline, because a slow machine is no fault of the code.

``pytest --hypothesis-profile=thorough`` looks longer.
"""

from hypothesis import settings

settings.register_profile("rnms", deadline=None, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=5000)
settings.load_profile("rnms")
