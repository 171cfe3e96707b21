"""What clerks send: CSV and workbooks as cells, read safely, and rows read as records.

A file goes through ``safety.py``, which knows how large it may be, and ``csv.py`` or ``workbook.py``. Before
a reader opens a workbook its XML is looked at: ``package.py`` (Excel) and ``opendocument.py`` (LibreOffice),
tag by tag with ``marks.py``. What comes out is a ``Sheet`` of ``values.py``: ``area.py`` finds the table in
it, ``rows.py`` reads its rows as records, and each cell is read by ``reading.py``.
"""

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
