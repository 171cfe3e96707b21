"""What a judgement says, as values: no engine, no text."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.results.report import Report as Report
    from rnms.results.result import Result as Result
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "report": ["Report"],
            "result": ["Result"],
        },
    )
