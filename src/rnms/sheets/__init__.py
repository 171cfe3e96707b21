"""What clerks send: CSV and workbooks as cells, read safely, and rows read as records.

:func:`read_table` reads one table into records. Whoever maps a table otherwise takes the same steps:
:func:`read_workbook` and :func:`read_csv` give sheets, an :class:`Area` says where in a sheet a table stands,
which rows of it are records and what is to be said of the rest, and the functions of
:mod:`rnms.sheets.reading` read a cell as what it must be.
"""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.sheets.area import Area as Area, head_of as head_of
    from rnms.sheets.calamine import Calamine as Calamine
    from rnms.sheets.csv import read_csv as read_csv
    from rnms.sheets.rows import Table as Table
    from rnms.sheets.safety import Limits as Limits
    from rnms.sheets.table import read_table as read_table
    from rnms.sheets.values import Cell as Cell, Sheet as Sheet
    from rnms.sheets.workbook import read_workbook as read_workbook
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "area": ["Area", "head_of"],
            "calamine": ["Calamine"],
            "csv": ["read_csv"],
            "rows": ["Table"],
            "safety": ["Limits"],
            "table": ["read_table"],
            "values": ["Cell", "Sheet"],
            "workbook": ["read_workbook"],
        },
    )
