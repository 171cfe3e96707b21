"""Files to values and back, with the place of every fault."""

from rnms.io._cells import csv_text, put_text, readable, text_of_csv
from rnms.io._converter import TRANSIENT, citing, perhaps, plain, structured
from rnms.io._files import as_dict, dump, dumps, load, loads, parsed, write_json
from rnms.io._schema import schema

__all__ = [
    "TRANSIENT",
    "as_dict",
    "citing",
    "csv_text",
    "dump",
    "dumps",
    "load",
    "loads",
    "parsed",
    "perhaps",
    "plain",
    "put_text",
    "readable",
    "schema",
    "structured",
    "text_of_csv",
    "write_json",
]
