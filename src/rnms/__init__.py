"""Regional systems of scientific-methodological support of teachers (РНМС): what is known, judged honestly.

>>> import rnms
>>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
>>> report["3"].verdict
<Verdict.UNDETERMINED: 'undetermined'>
"""

from rnms import forms as forms
from rnms import indicators, model, regions
from rnms import io as io
from rnms._version import __version__
from rnms.errors import DataError, RnmsError
from rnms.evaluation import deadlines, evaluate, evaluate_many, from_figures
from rnms.examples import example
from rnms.io import Tables, dump, load
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
from rnms.report import Report, Result

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
