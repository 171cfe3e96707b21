"""Check the built site in a browser: ``python tests/hosts/site.py AXE.JS``.

Code 1 where WCAG A or AA is broken, or where a search does not find. The main pages of both languages are
opened in both themes; one that is bad must be found bad.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from accessibility import violations
from browser import dumped
from devtools import Chromium

BUILT = Path(__file__).parent.parent.parent / "docs" / "_build"
PAGES = (
    "index", "search", "search-ru", "en/index", "en/sign", "en/tutorial", "en/how-to/report",
    "en/how-to/records", "en/explanation/bounds", "en/explanation/spreadsheet", "en/internals/design",
    "en/internals/domain/indicators", "en/internals/domain/examples", "en/reference/model",
    "en/reference/codes", "en/regions/kirov", "ru/index", "ru/fill", "ru/sign", "ru/count", "ru/tutorial",
    "ru/how-to/report", "ru/how-to/forms", "ru/explanation/bounds", "ru/glossary", "ru/reference/codes",
    "ru/regions/khabarovsk", "ru/regions/ugra",
)  # fmt: skip
# Where the theme asks what the reader chose before.
CHOSEN = 'localStorage.getItem("mode") || ""'
# Where a reader searches, for words in another form than a page has, and that page.
SEARCHES = (
    ("search-ru", "прочтением спорными", "ru/explanation/readings.html"),
    ("search", "reading plainly", "en/explanation/readings.html"),
)
RUNNABLE = "ru/how-to/figures"
"""A page whose examples can be run, where the site was built with the folder of ``rnms app``."""
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
        for search, query, wanted in SEARCHES:
            wrong += _told(f"{search}: {query}", astray(site, search, query, wanted), wanted=False)
        if (site / "_static" / "run").is_dir():
            wrong += _told(f"{RUNNABLE}, run", not_run(site), wanted=False)
        else:
            sys.stdout.write("NOT TESTED: the site was built without RNMS_APP, it has no buttons\n")
    return min(wrong, 1)


def not_run(site: Path) -> list[str]:
    """What is wrong with the examples of a page when its buttons are pressed, from the last to the first."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own, Chromium(Path(own)) as page:
        page.open((site / f"{RUNNABLE}.html").as_uri())
        page.wait("document.querySelectorAll('.rnms-run').length > 2")
        page.run("[...document.querySelectorAll('.rnms-run')].at(-1).click()")
        words = ("Загружается", "Выполняется")
        shown = "[...document.querySelectorAll('.rnms-printed')].at(-1).textContent"
        page.wait(f"{shown} && !{list(words)}.some(word => {shown}.startsWith(word))")
        printed = str(page.run(shown))
        strange = [
            asked for asked in page.asked if not asked.startswith(("file:", "blob:", "data:", "about:"))
        ]
    return [*strange, *([printed] if "Error" in printed or not printed else [])]


def astray(site: Path, search: str, query: str, wanted: str) -> list[str]:
    """What a search finds in the other language, and the page that it should have found and did not."""
    address = f"{(site / search).as_uri()}.html?q={quote(query)}"
    results = dumped(address, site).partition('id="search-results"')[2]
    pages = set(re.findall(r'<a href="([^"#]+)', results))
    foreign = {page for page in pages if page.startswith("ru/") != (search == "search-ru")}
    return sorted(foreign | ({wanted} - pages))


def _told(name: str, found: Sequence[object], *, wanted: bool) -> bool:
    fine = bool(found) is wanted
    sys.stdout.write(f"{'fine ' if fine else 'WRONG'} {name}: {len(found) if fine else found}\n")
    return not fine


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
