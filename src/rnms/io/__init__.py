"""Files to values and back, with the place of every fault."""

from rnms.io._converter import TRANSIENT, citing, plain, structured
from rnms.io._fields import FieldKind, field_kinds
from rnms.io._files import as_dict, dump, dumps, load, loads, parsed, write_json
from rnms.io._integrity import is_misdated, is_strange
from rnms.io._native import collected, shared
from rnms.io._schema import schema
from rnms.io._tables import Tables, as_arrow
from rnms.io._types import ROW

__all__ = [
    "ROW",
    "TRANSIENT",
    "FieldKind",
    "Tables",
    "as_arrow",
    "as_dict",
    "citing",
    "collected",
    "dump",
    "dumps",
    "field_kinds",
    "is_misdated",
    "is_strange",
    "load",
    "loads",
    "parsed",
    "plain",
    "schema",
    "shared",
    "structured",
    "write_json",
]
