"""References go where a name is public: ``rnms.model.norm.Bounds`` is ``rnms.model.Bounds``.

What other packages define is printed without a link, for a build needs no network; it must exist
all the same.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.ext.napoleon.docstring import GoogleDocstring
from sphinx.util.nodes import make_refnode

# Names as they are written where a module is imported for types alone.
SHORT = {
    "dt": "datetime",
    "attr": "attrs",
    "nw": "narwhals.stable.v2",
    "pa": "pyarrow",
    "Workbook": "openpyxl.Workbook",
}


def setup(app: Sphinx) -> dict[str, bool]:
    """Add it to a build."""
    app.connect("missing-reference", _resolve)
    # A colon in the first line of a property's docstring is a colon: our types stand in the code.
    GoogleDocstring._parse_attribute_docstring = lambda self: self._consume_to_end()  # noqa: SLF001  # no option does it
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.TextElement
) -> nodes.Node | None:
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"]
    name = target.rpartition(".")[2]
    documented = {
        full: entry
        for full, entry in env.domains.python_domain.objects.items()
        if full.rpartition(".")[2] == name and not entry.aliased
    }
    same = [full for full in documented if _named(full) is not None and _named(full) is _named(target)]
    if len(same) >= 1:
        entry = documented[same[0]]
        return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, [text])
    return text if _named(target) is not None else None


def _named(target: str) -> Any:
    """What a dotted name means; a bare one is looked for in our public modules."""
    first, _, rest = target.partition(".")
    dotted = f"{SHORT.get(first, first)}.{rest}" if rest else SHORT.get(first, first)
    if "." not in dotted:
        ours = [module for name, module in sys.modules.items() if name.split(".")[0] == "rnms"]
        return next((vars(module)[dotted] for module in ours if dotted in vars(module)), None)
    parts = dotted.split(".")
    for at in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:at]))
        except ImportError:
            continue
        for part in parts[at:]:
            found = getattr(found, part, None)
        return found
    return None
