"""The buttons of the site: what runs in a reader's browser prints what the page shows."""

from __future__ import annotations

import doctest
import importlib
import json
import re
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
FENCED = re.compile(r"^(`{3,}|:{3,})\{?([\w-]*)\}? ?(\w*)[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

HEAD = re.compile(r"Traceback \(most recent call last\):\n(\s+\.\.\.\n)?")


def blocks(page: Path) -> list[tuple[str, str]]:
    """List the blocks of a page: the language of each, and its text."""
    fenced = FENCED.findall(page.read_text(encoding="utf-8"))
    return [(written if kind == "code-block" else kind, text) for _, kind, written, text in fenced]


sys.path.insert(0, str(DOCS / "_ext"))
is_runnable = importlib.import_module("run_pages").is_runnable
PAGES = sorted(
    page for page in DOCS.rglob("*.md") if "_build" not in page.parts and is_runnable(blocks(page))
)


def test_many_pages_have_buttons() -> None:
    """Both languages; none of those that need files, commands or other packages."""
    names = {page.relative_to(DOCS).as_posix() for page in PAGES}

    assert len(names) > 20
    assert {"en/how-to/figures.md", "ru/how-to/figures.md"} <= names
    assert not names & {"en/how-to/forms.md", "en/how-to/database.md", "en/tutorial.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_a_button_prints_what_the_page_shows(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Block after block, as the reader presses them, with nothing but rnms at hand."""
    monkeypatch.chdir(tmp_path)
    source = (DOCS / "_ext" / "console.py").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    exec(compile(source, "console.py", "exec"), names)  # noqa: S102  # as the worker does
    console = names["Console"]()  # type: ignore[operator]
    checker, flags = doctest.OutputChecker(), doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    before = set(sys.modules)

    for _, text in blocks(page):
        if ">>> " in text:
            printed = json.loads(console.answer(json.dumps({"block": text}), ()).said)["printed"]
            wanted = "".join(example.want for example in doctest.DocTestParser().get_examples(text))
            shown, told = (HEAD.sub("", text.replace("\xa0", " ")) for text in (wanted, printed))
            assert checker.check_output(shown, told, flags), f"shown:\n{shown}\nprinted:\n{told}"
    assert not {"pandas", "polars", "duckdb", "docx"} & (set(sys.modules) - before)
