"""What clerks send: CSV and workbooks as cells, read safely, and rows read as records."""

from rnms.sheets.rows import Table
from rnms.sheets.table import read_table

__all__ = [
    "Table",
    "read_table",
]
