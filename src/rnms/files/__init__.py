"""JSON to values and back, with the place of every fault; profiles, the schema and fillable templates."""

from rnms.files.figures import from_figures
from rnms.files.json import as_dict, dump, dumps, load, loads
from rnms.files.json_schema import schema
from rnms.files.profile import dump_profile, load_profile
from rnms.files.templates import template

__all__ = [
    "as_dict",
    "dump",
    "dump_profile",
    "dumps",
    "from_figures",
    "load",
    "load_profile",
    "loads",
    "schema",
    "template",
]
