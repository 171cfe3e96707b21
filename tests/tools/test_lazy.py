"""Packages that load their names on first use are packages like any other."""

from __future__ import annotations

import inspect
import pickle
import pydoc
import subprocess
import sys
import typing

import pytest

import rnms
from rnms import model
from rnms.logic import predicates


def said_by(code: str) -> str:
    """What a new interpreter prints."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    ).stdout.strip()


AT_ONCE = """
import rnms, threading
found = []
asking = [threading.Thread(target=lambda: found.append(rnms.evaluate)) for _ in range(8)]
[thread.start() for thread in asking]
[thread.join() for thread in asking]
print(len(found), len(set(map(id, found))))
"""


WITHOUT_EXTRAS = """
import sys
for name in ("narwhals", "duckdb", "pyarrow", "python_calamine", "rapidfuzz"):
    sys.modules[name] = None
from rnms import cli
print(cli.main(["demo"]))
"""


def test_the_first_command_of_the_readme_needs_no_more_than_it_installs() -> None:
    """``rnms demo`` ends well, with the published figures held against the data, without data frames."""
    *report, last = said_by(WITHOUT_EXTRAS).splitlines()

    assert last == "0"
    assert any(line.startswith("Опубликовано утверждений: 16") for line in report)


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("from rnms import Period; print(Period.of(2023))", "2023"),
        ("from rnms import model; print(model.Period.of(2023))", "2023"),
        ("import rnms; print(rnms.model.Period.of(2023))", "2023"),
        ("import rnms.testing; print(len(rnms.testing.RULES) > 9)", "True"),
        ("from rnms.model import *; print(Period.of(2023), at_least(1).low)", "2023 1"),
        ("import rnms; print('evaluate' in dir(rnms), 'forms' in dir(rnms))", "True True"),
        ("import rnms; print(rnms.Tables.__name__)", "Tables"),
        (AT_ONCE, "8 1"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_asked_for(code: str, printed: str) -> None:
    """By either import, as an attribute, by a star, by several threads at once."""
    assert said_by(code) == printed


def test_a_field_looks_at_what_it_is_given_whatever_is_loaded() -> None:
    """A type that a module beside its own defines is found when the first value is made."""
    code = (
        "from rnms.logic.predicates import And\n"
        "try:\n    And('x')\nexcept TypeError as error:\n    print(type(error).__name__)"
    )

    assert said_by(code) == "FieldError"


def test_values_are_pickled_and_their_types_read() -> None:
    """Classes stand where they say, and their types are found."""
    period = rnms.Period.of(2023)

    assert pickle.loads(pickle.dumps(period)) == period  # noqa: S301
    assert hash(pickle.loads(pickle.dumps(period))) == hash(period)  # noqa: S301
    assert typing.get_type_hints(model.Bounds)["low_open"] is bool
    assert inspect.getmodule(predicates.And) is predicates


@pytest.mark.xfail(
    sys.version_info >= (3, 13), raises=TypeError, strict=False, reason="pydoc asks methods for a module"
)
def test_help_tells_of_every_name() -> None:
    """``help(rnms)`` shows what ``rnms`` offers."""
    shown = pydoc.plain(pydoc.render_doc(rnms))

    assert "evaluate(" in shown
    assert "class Report" in shown
