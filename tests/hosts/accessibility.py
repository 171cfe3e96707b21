"""Check the pages in a browser: ``python tests/hosts/accessibility.py AXE.JS``.

Code 1 where WCAG A or AA is broken.

Chromium opens each page with axe-core inside and prints what that found. One page that is bad must be
found bad, so that a check that does not run is no success.
"""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "examples" / "portal"))

from portal import create_app

from kit.reports import by_year, demo, forty
from rnms.render import over_years, small_multiples

RUN = """
axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then(found => {
  const said = found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))]);
  document.body.textContent = "AXE" + btoa(JSON.stringify(said).replace(/[^ -~]/g, "?")) + "AXE";
});
"""
BAD = "bad"


def pages() -> dict[str, str]:
    """The pages, each in both themes, and one whose picture says nothing."""
    shown = {
        "demo": demo().to_html(full_page=True),
        "demo in English, open": demo().to_html(full_page=True, lang="en", expand=True),
        "forty, open": forty().to_html(full_page=True, expand=True),
        "years": over_years(by_year(), "6.3.1").to_html(),
        "municipalities": small_multiples(by_year(), "6.2.1").to_html(),
    }
    themed = {
        f"{name}, {theme}": page.replace("<html ", f'<html theme="{theme}" ', 1)
        for name, page in shown.items()
        for theme in ("light", "dark")
    }
    return {**themed, **of_portal(), BAD: "<!doctype html><html><body><img></body></html>"}


def of_portal() -> dict[str, str]:
    """The pages of the portal: before an upload, after a good one, after a bad one."""
    client = create_app().test_client()
    example = client.get("/example.json").data

    def after(upload: bytes) -> str:
        return client.post("/", data={"files": (io.BytesIO(upload), "a.json"), "period": "2023"}).text

    return {
        "portal": client.get("/").text,
        "portal, a report": after(example),
        "portal, faults": after(example.replace(b'"id"', b'"key"')),
    }


def dumped(address: str, folder: Path) -> str:
    """A page as the browser has it once its scripts have run."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"]
    command = [browser, *options, f"--user-data-dir={folder / 'profile'}", address]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()


def violations(page: str, axe: str, folder: Path) -> list[Any]:
    """What axe-core finds in a page."""
    path = folder / "page.html"
    scripts = f"<script>{axe}</script><script>{RUN}</script></body>"
    path.write_text(page.replace("</body>", scripts), encoding="utf-8")
    found = re.search("AXE([A-Za-z0-9+/=]*)AXE", dumped(path.as_uri(), folder))
    if found is None:
        raise RuntimeError("axe-core did not run in the browser")
    answer: list[Any] = json.loads(base64.b64decode(found[1]))
    return answer


def main(path: str) -> int:
    """Check every page."""
    axe = Path(path).read_text(encoding="utf-8")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, page in pages().items():
            found = violations(page, axe, Path(folder))
            fine = bool(found) if name == BAD else not found
            sys.stdout.write(f"{'fine ' if fine else 'WRONG'} {name}: {found if not fine else len(found)}\n")
            wrong += not fine
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
