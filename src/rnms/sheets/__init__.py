"""What clerks send: CSV and workbooks as cells, read safely, and rows read as records.

:func:`read_table` reads one table into records. Whoever maps a table otherwise takes the same steps:
:func:`read_workbook` and :func:`read_csv` give sheets, an :class:`Area` says where in a sheet a table stands,
which rows of it are records and what is to be said of the rest, and the functions of
:mod:`rnms.sheets.reading` read a cell as what it must be.
"""

from rnms.sheets.area import Area, head_of
from rnms.sheets.calamine import Calamine
from rnms.sheets.csv import read_csv
from rnms.sheets.rows import Table
from rnms.sheets.safety import Limits
from rnms.sheets.table import read_table
from rnms.sheets.values import Cell, Sheet
from rnms.sheets.workbook import read_workbook

__all__ = [
    "Area",
    "Calamine",
    "Cell",
    "Limits",
    "Sheet",
    "Table",
    "head_of",
    "read_csv",
    "read_table",
    "read_workbook",
]
