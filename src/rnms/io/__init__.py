"""Files to values and back, with the place of every fault."""

from rnms.io._converter import TRANSIENT, citing, perhaps, plain, structured
from rnms.io._files import as_dict, dump, dumps, load, loads, parsed, write_json
from rnms.io._schema import schema

__all__ = [
    "TRANSIENT",
    "as_dict",
    "citing",
    "dump",
    "dumps",
    "load",
    "loads",
    "parsed",
    "perhaps",
    "plain",
    "schema",
    "structured",
    "write_json",
]
