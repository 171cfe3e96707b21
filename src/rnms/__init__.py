"""Regional systems of scientific-methodological support of teachers (РНМС): what is known, judged honestly.

>>> import rnms
>>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
>>> report["3"].verdict
<Verdict.UNDETERMINED: 'undetermined'>
"""

from typing import TYPE_CHECKING as _TYPE_CHECKING

from rnms._lazy import attach as _attach
from rnms._version import __version__ as __version__

if _TYPE_CHECKING:
    from rnms import (
        errors as errors,
        examples as examples,
        files as files,
        forms as forms,
        indicators as indicators,
        issues as issues,
        judge as judge,
        model as model,
        regions as regions,
        render as render,
        results as results,
        sheets as sheets,
        tables as tables,
    )
    from rnms.errors import DataError as DataError, RnmsError as RnmsError
    from rnms.examples import example as example
    from rnms.files import dump as dump, from_figures as from_figures, load as load
    from rnms.judge import deadlines as deadlines, evaluate as evaluate, evaluate_many as evaluate_many
    from rnms.model import (
        Bounds as Bounds,
        Figure as Figure,
        Municipality as Municipality,
        Norm as Norm,
        Period as Period,
        RegionalSystem as RegionalSystem,
        Unknown as Unknown,
        Unreported as Unreported,
        Verdict as Verdict,
    )
    from rnms.results import Report as Report, Result as Result
    from rnms.tables import Tables as Tables
else:
    __getattr__, __dir__, __all__ = _attach(
        __name__,
        {
            "": ["indicators", "model", "regions"],
            "_version": ["__version__"],
            "errors": ["DataError", "RnmsError"],
            "examples": ["example"],
            "files": ["dump", "from_figures", "load"],
            "judge": ["deadlines", "evaluate", "evaluate_many"],
            "model": [
                "Bounds",
                "Figure",
                "Municipality",
                "Norm",
                "Period",
                "RegionalSystem",
                "Unknown",
                "Unreported",
                "Verdict",
            ],
            "results": ["Report", "Result"],
            "tables": ["Tables"],
        },
        ["errors", "examples", "files", "forms", "issues", "judge", "render", "results", "sheets", "tables"],
    )
