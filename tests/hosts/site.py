"""Check the built site in a browser: ``python tests/hosts/site.py AXE.JS``.

Code 1 where WCAG A or AA is broken. The main pages of both languages are opened in both themes; one that
is bad must be found bad.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from accessibility import violations

BUILT = Path(__file__).parent.parent.parent / "docs" / "_build"
PAGES = (
    "index", "en/index", "en/tutorial", "en/how-to/report", "en/how-to/records", "en/explanation/bounds",
    "en/explanation/spreadsheet", "en/internals/design", "en/internals/domain/indicators",
    "en/internals/domain/examples", "en/reference/model", "en/reference/codes", "en/regions/kirov",
    "ru/index", "ru/tutorial", "ru/how-to/report", "ru/how-to/forms", "ru/explanation/bounds", "ru/glossary",
    "ru/reference/codes", "ru/regions/khabarovsk", "ru/regions/ugra",
)  # fmt: skip
# Where the theme asks what the reader chose before.
CHOSEN = 'localStorage.getItem("mode") || ""'
BAD = '<article id="bad"><img src="data:,"></article>'


def main(path: str) -> int:
    """Check every page, opened among the files that it needs."""
    axe = Path(path).read_text(encoding="utf-8")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        site = Path(shutil.copytree(BUILT, Path(folder, "site")))
        for name in PAGES:
            page = (site / f"{name}.html").read_text(encoding="utf-8")
            if CHOSEN not in page:
                raise RuntimeError("the theme of a page cannot be chosen: look how its script reads it now")
            for theme in ("light", "dark"):
                themed = page.replace(CHOSEN, f'"{theme}"')
                wrong += _told(
                    f"{name}, {theme}", violations(themed, axe, (site / name).parent), wanted=False
                )
        bad = (site / "index.html").read_text(encoding="utf-8").replace("</article>", f"</article>{BAD}")
        wrong += _told("bad", violations(bad, axe, site), wanted=True)
    return min(wrong, 1)


def _told(name: str, found: list[object], *, wanted: bool) -> bool:
    fine = bool(found) is wanted
    sys.stdout.write(f"{'fine ' if fine else 'WRONG'} {name}: {len(found) if fine else found}\n")
    return not fine


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
