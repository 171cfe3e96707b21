"""JSON to values and back, with the place of every fault; profiles, the schema and fillable templates."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.files.figures import from_figures as from_figures
    from rnms.files.json import dump as dump, dumps as dumps, load as load, loads as loads
    from rnms.files.json_schema import schema as schema
    from rnms.files.profile import dump_profile as dump_profile, load_profile as load_profile
    from rnms.files.templates import template as template
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "figures": ["from_figures"],
            "json": ["dump", "dumps", "load", "loads"],
            "json_schema": ["schema"],
            "profile": ["dump_profile", "load_profile"],
            "templates": ["template"],
        },
    )
