"""Regional systems of scientific-methodological support of teachers (РНМС): what is known, judged honestly.

>>> import rnms
>>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
>>> report["3"].verdict
<Verdict.UNDETERMINED: 'undetermined'>
"""

import importlib as _importlib
import typing as _typing

from rnms import indicators, model, regions
from rnms._version import __version__
from rnms.errors import DataError, RnmsError
from rnms.examples import example
from rnms.files import dump, from_figures, load
from rnms.judge import deadlines, evaluate, evaluate_many
from rnms.model import (
    Bounds,
    Figure,
    Municipality,
    Norm,
    Period,
    RegionalSystem,
    Unknown,
    Unreported,
    Verdict,
)
from rnms.results import Report, Result

if _typing.TYPE_CHECKING:
    from rnms import files as files
    from rnms import forms as forms
    from rnms import judge as judge
    from rnms import render as render
    from rnms import results as results
    from rnms import sheets as sheets
    from rnms import tables as tables
    from rnms.tables import Tables

__all__ = [
    "Bounds",
    "DataError",
    "Figure",
    "Municipality",
    "Norm",
    "Period",
    "RegionalSystem",
    "Report",
    "Result",
    "RnmsError",
    "Tables",
    "Unknown",
    "Unreported",
    "Verdict",
    "__version__",
    "deadlines",
    "dump",
    "evaluate",
    "evaluate_many",
    "example",
    "from_figures",
    "indicators",
    "load",
    "model",
    "regions",
]


_WINGS = ("files", "forms", "judge", "render", "results", "sheets", "tables")
"""The packages that are imported when somebody asks for them."""


def __getattr__(name: str) -> _typing.Any:
    if name == "Tables":
        return __getattr__("tables").Tables
    if name in _WINGS:
        return _importlib.import_module(f"rnms.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
