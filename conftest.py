"""Docstrings and the README are tests: what they show is what happens."""

from sybil import Sybil
from sybil.parsers.doctest import DocTestParser

pytest_collect_file = Sybil(
    parsers=[DocTestParser()], patterns=["src/rnms/*.py", "src/rnms/**/*.py", "README.md"]
).pytest()
