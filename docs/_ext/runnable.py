"""Buttons that run the examples of a page in the reader's browser, with the folder that ``rnms app`` wrote.

Where ``RNMS_APP`` names that folder, the site takes its assets, and pages whose examples need nothing but
rnms get the buttons. Elsewhere the site is as it was.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from run_pages import is_runnable
from sphinx.application import Sphinx

HERE = Path(__file__).parent


def add_buttons(
    app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page its buttons."""
    if doctree is None or not os.environ.get("RNMS_APP"):
        return
    blocks = ((block.get("language", ""), block.astext()) for block in doctree.findall(nodes.literal_block))
    if is_runnable(blocks):
        app.add_js_file("run.js", loading_method="defer")


def take_assets(app: Sphinx, error: Exception | None) -> None:
    """Put the assets of the folder beside the pages."""
    folder = os.environ.get("RNMS_APP")
    if not folder or error is not None:
        return
    run = Path(app.outdir) / "_static" / "run"
    shutil.copytree(Path(folder) / "assets", run / "assets", dirs_exist_ok=True)
    for name in ("manifest.js", "worker.js"):
        shutil.copy(Path(folder) / name, run / name)
    console = (HERE / "console.py").read_text(encoding="utf-8")
    (run / "console.js").write_text(f"const rnmsConsole = {json.dumps(console)};\n", encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to the building of pages."""
    app.connect("html-page-context", add_buttons)
    app.connect("build-finished", take_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
