"""Check the pages in a browser: ``python tests/hosts/accessibility.py AXE.JS``.

Code 1 where WCAG A or AA is broken, a word is broken inside, or something has no room.

Chromium opens each page at the widths of a telephone, a notebook and a screen, with axe-core inside, and
says what that found. Pages that are bad must be found bad, so that a check that does not run is no success.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "examples" / "portal"))

from browser import chromium, found
from portal import create_app

from kit.reports import by_year, demo, forty
from rnms.render import over_years, small_multiples

RUN = """
answer = axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then(found =>
  found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))]));
"""
WORDS = """
answer = (async looked => {
  const broken = [], range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (["SCRIPT", "STYLE"].includes(texts.currentNode.parentElement.tagName)) continue;
    for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      if (/^[0-9a-f]{64}$/.test(word[0])) continue; // a digest is compared and copied, not read as a word
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].filter(one => one.width).map(one => one.top)).size > 1)
        broken.push(["broken-word", word[0]]);
    }
  }
  for (const cell of document.querySelectorAll("th, td, li, p, small, summary, .r > :not(.x)"))
    if (cell.scrollWidth > cell.clientWidth + 1 && getComputedStyle(cell).display !== "inline")
      broken.push(["no-room", cell.outerHTML.slice(0, 200)]);
  if (document.documentElement.scrollWidth > innerWidth + 1) broken.push(["wider-than-the-page", innerWidth]);
  return [...await looked, ...broken];
})(answer);
"""
BAD = {"no words for a picture": {"image-alt"}, "no room for a word": {"broken-word"}}
"""What must be found in pages that are bad."""


def pages() -> dict[str, str]:
    """The pages, each in both themes, and those that are bad."""
    shown = {
        "demo": demo().to_html(full_page=True),
        "demo in English, open": demo().to_html(full_page=True, lang="en", expand=True),
        "Ugra, open": by_year()[-1].to_html(full_page=True, expand=True),
        "forty, open": forty().to_html(full_page=True, expand=True),
        "years": over_years(by_year(), "6.3.1").to_html(),
        "municipalities": small_multiples(by_year(), "6.2.1").to_html(),
        "municipalities of one report": small_multiples(forty(), "6.2.2").to_html(),
    }
    themed = {
        f"{name}, {theme}": page.replace("<html ", f'<html theme="{theme}" ', 1)
        for name, page in shown.items()
        for theme in ("light", "dark")
    }
    narrow = '<p style="overflow-wrap:anywhere;width:3em">общеобразовательных</p>'
    bodies = dict(zip(BAD, ("<img>", narrow), strict=True))
    head = '<!doctype html><html lang="ru"><title>-</title><body>'
    bad = {name: f"{head}{body}</body></html>" for name, body in bodies.items()}
    return {**themed, **of_portal(), **bad}


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


def violations(page: str, axe: str, folder: Path) -> list[Any]:
    """What axe-core finds in a page of a theme that is not ours, on a screen."""
    return _listed(found(page, [axe, RUN], folder, widths=(800,)))


def _listed(by_width: dict[int, list[Any]]) -> list[Any]:
    return [[width, *fault] for width, faults in by_width.items() for fault in faults]


def main(path: str) -> int:
    """Check every page."""
    if chromium() is None and os.environ.get("CI") != "true":
        sys.stdout.write("NOT TESTED: there is no Chromium here\n")
        return 0
    axe = Path(path).read_text(encoding="utf-8")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, page in pages().items():
            faults = _listed(found(page, [axe, RUN, WORDS], Path(folder)))
            kinds = {kind for _, kind, *_ in faults}
            fine = kinds == BAD.get(name, set())
            sys.stdout.write(
                f"{'fine ' if fine else 'WRONG'} {name}: {faults if not fine else len(faults)}\n"
            )
            wrong += not fine
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
