"""Files to values and back, with the place of every fault."""

from rnms.errors import skeleton
from rnms.io._archive import without_clock
from rnms.io._cells import csv_text, put_text, readable, text_of_csv
from rnms.io._converter import TRANSIENT, citing, perhaps, plain, structured
from rnms.io._csv import read_csv, write_csv
from rnms.io._files import WORDS, as_dict, dump, dumps, load, loads, parsed, write_json
from rnms.io._integrity import is_misdated, is_strange
from rnms.io._issues import issues_as_dict
from rnms.io._native import as_arrow, collected, joined, once, shared, with_few
from rnms.io._profile import dump_profile, load_profile
from rnms.io._reading import CellError, is_percent, share, whole_number, yes_no
from rnms.io._rows import Table
from rnms.io._safety import OTHER_KINDS, Limits, file_name
from rnms.io._schema import schema
from rnms.io._table import read_table
from rnms.io._tables import Tables
from rnms.io._types import ROW
from rnms.io._values import Cell, Sheet, quoted
from rnms.io._xlsx import packed, read_xlsx
from rnms.model import field_kinds

__all__ = [
    "OTHER_KINDS",
    "ROW",
    "TRANSIENT",
    "WORDS",
    "Cell",
    "CellError",
    "Limits",
    "Sheet",
    "Table",
    "Tables",
    "as_arrow",
    "as_dict",
    "citing",
    "collected",
    "csv_text",
    "dump",
    "dump_profile",
    "dumps",
    "field_kinds",
    "file_name",
    "is_misdated",
    "is_percent",
    "is_strange",
    "issues_as_dict",
    "joined",
    "load",
    "load_profile",
    "loads",
    "once",
    "packed",
    "parsed",
    "perhaps",
    "plain",
    "put_text",
    "quoted",
    "read_csv",
    "read_table",
    "read_xlsx",
    "readable",
    "schema",
    "share",
    "shared",
    "skeleton",
    "structured",
    "text_of_csv",
    "whole_number",
    "with_few",
    "without_clock",
    "write_csv",
    "write_json",
    "yes_no",
]
