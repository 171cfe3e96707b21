"""What clerks send: CSV and workbooks as cells, read safely, and rows read as records."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.sheets.safety import Upload as Upload
    from rnms.sheets.table import read_table as read_table
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "safety": ["Upload"],
            "table": ["read_table"],
        },
    )
