"""The documentation is whole: pairs agree, every name is explained, every link leads somewhere.

That its examples are true is tested where they stand (``conftest.py``).
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import attrs
import pytest

import rnms
from rnms import glossary, regions
from rnms.issues import ISSUES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BUILT = DOCS / "_build"

sys.path.insert(0, str(DOCS / "_ext"))
region_page = importlib.import_module("region_page").region_page

PAGES = sorted({path for lang in ("en", "ru") for path in (DOCS / lang).rglob("*.md")})
PAIRS = [
    path
    for path in PAGES
    if path.is_relative_to(DOCS / "ru")
    and path.name != "index.md"
    and "regions" not in path.parts
    and (DOCS / "en" / path.relative_to(DOCS / "ru")).exists()
]
# What a reader could copy and nobody ran would be a promise without proof.
RUN = {"python", "sh", "text", "json", "csv"}
BLOCK = re.compile(r"^```(?P<head>[^\n`]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(path: Path) -> list[tuple[str, str]]:
    """The code blocks of a page: language and text."""
    found = [(one["head"].strip(), one["body"]) for one in BLOCK.finditer(path.read_text(encoding="utf-8"))]
    code = [(re.sub(r"^\{code-(block|cell)\} ", "", head), body) for head, body in found]
    return [(head, body) for head, body in code if not head.startswith("{")]


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: str(path.relative_to(DOCS)))
def test_pages_of_a_pair_show_the_same_code(path: Path) -> None:
    """A Russian page and its English twin differ in words alone."""
    assert blocks(DOCS / "en" / path.relative_to(DOCS / "ru")) == blocks(path)


def test_the_guide_for_officials_has_its_pairs() -> None:
    """The pages that both readers need are there in both languages."""
    names = {str(path.relative_to(DOCS / "ru")) for path in PAIRS}

    assert {"tutorial.md", "how-to/report.md", "how-to/forms.md", "explanation/bounds.md"} <= names


@pytest.mark.parametrize(
    "path", [*PAGES, ROOT / "README.md", ROOT / "README.ru.md"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_block_of_code_is_run(path: Path) -> None:
    """No block is in a language that nothing runs or compares."""
    assert {head for head, _ in blocks(path)} <= RUN


def public_packages() -> Iterator[str]:
    """The packages and pages that users import from: those that have a page of the reference."""
    yield "rnms"
    for page in sorted((DOCS / "en" / "reference").glob("*.md")):
        yield from re.findall(r"^\.\. automodule:: (\S+)$", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_package_has_its_page() -> None:
    """What a package gives to users is shown on a page of the reference, and is at most 180 names."""
    packages = {found.name for found in pkgutil.walk_packages(rnms.__path__, "rnms.") if found.ispkg}
    giving = {name for name in packages if hasattr(importlib.import_module(name), "__all__")}
    names = {name for package in giving for name in importlib.import_module(package).__all__}

    assert giving - {f"rnms.regions.{key}" for key in regions.available()} <= set(public_packages())
    assert len(names | set(rnms.__all__)) <= 180


def public_names() -> dict[str, object]:
    """Every public class and function, by the name under which a user imports it."""
    names: dict[str, object] = {}
    for package in public_packages():
        module = importlib.import_module(package)
        own = [name for name, value in vars(module).items() if getattr(value, "__module__", "") == package]
        for name in getattr(module, "__all__", own):
            value = getattr(module, name)
            if not name.startswith("_") and (inspect.isclass(value) or inspect.isfunction(value)):
                names[f"{package}.{name}"] = value
    return names


NAMES = public_names()
# The command line explains itself: `rnms --help`.
EXPLAINED_ELSEWHERE = {"rnms.cli.main"}


@pytest.mark.parametrize("name", sorted(set(NAMES) - EXPLAINED_ELSEWHERE))
def test_every_public_name_has_a_running_example(name: str) -> None:
    """Its docstring says what it means and shows it once."""
    said = NAMES[name].__doc__ or ""

    assert ">>> " in said
    assert said.split(">>>")[0].strip()


@pytest.mark.parametrize("name", [name for name, value in NAMES.items() if attrs.has(value)])  # type: ignore[arg-type]
def test_every_field_is_explained(name: str) -> None:
    """A public value says of each of its fields what it holds."""
    fields = [one.name for one in attrs.fields(NAMES[name]) if not one.name.startswith("_")]  # type: ignore[arg-type]
    ancestors = inspect.getmro(NAMES[name])  # type: ignore[arg-type]
    said = "\n".join(one.__doc__ or "" for one in ancestors if one.__module__.startswith("rnms"))

    assert [field for field in fields if not re.search(rf"^\s+{field}: \S", said, re.MULTILINE)] == []


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("key", regions.available())
def test_the_page_of_a_region_leaves_nothing_out(key: str, lang: str) -> None:
    """Indicators, readings, clauses, duties, subjects and what is unknown: all of the profile is printed."""
    profile = regions.get(key)
    said = re.sub(r"\\(.)", r"\1", region_page(profile, lang))
    wanted = [one.title for one in profile.indicators] + [one.title for one in profile.requirements]
    wanted += [one.title for one in profile.subjects]
    wanted += [one.why for indicator in profile.indicators for one in indicator.readings]
    wanted += [str(one.clause) for one in profile.indicators]
    wanted += [one.why for one in profile.unknown] + [one.title for one in profile.scheduled]

    assert [text for text in wanted if " ".join(text.split()) not in said] == []


def test_generated_pages_hold_the_glossary_and_the_codes(tmp_path: Path) -> None:
    """Every word of the orders and every code of an issue stands on a page."""
    pytest.importorskip("sphinx", reason="the documentation tools are not installed: .ci/run has them")
    importlib.import_module("generated_pages").write(tmp_path)
    words = re.sub(r"\\(.)", r"\1", (tmp_path / "ru/glossary.md").read_text(encoding="utf-8"))
    codes = (tmp_path / "en/reference/codes.md").read_text(encoding="utf-8")

    assert [entry.term for entry in glossary.ENTRIES if f"\n{entry.term}\n" not in words] == []
    assert [code for code in ISSUES if f"| `{code}` |" not in codes] == []


LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("name", ["README.md", "README.ru.md", "CONTRIBUTING.md"])
def test_links_of_the_first_pages_lead_to_files(name: str) -> None:
    """What a newcomer clicks on is there."""
    linked = LINK.findall((ROOT / name).read_text(encoding="utf-8"))

    assert [target for target in linked if not (ROOT / target).exists()] == []


class Links(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, text: str) -> None:
        """Read them."""
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's call
        """Note what an element refers to and what can be referred to."""
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.targets.append(value)
            if name in {"id", "name"} and value:
                self.anchors.add(value)


@functools.cache
def links(path: Path) -> Links:
    """What a built page links to."""
    return Links(path.read_text(encoding="utf-8"))


def dead(page: Path) -> Iterator[str]:
    """The links of a built page that lead nowhere."""
    for link in links(page).targets:
        if re.match(r"[a-z]+:|//", link):
            continue
        path, anchor = urldefrag(unquote(link))
        # A page may be addressed with a query, as files that change are.
        target = (page.parent / path.partition("?")[0]).resolve() if path else page
        if not target.exists() or (anchor and anchor not in links(target).anchors):
            yield link


@pytest.mark.skipif(not BUILT.exists(), reason="the site is not built: .ci/run builds it, then runs this")
def test_no_link_of_the_site_is_dead() -> None:
    """Every page, picture, style and heading that a page refers to is there."""
    pages = [path for path in BUILT.rglob("*.html") if "_static" not in path.parts]

    assert len(pages) > 30
    assert {str(page.relative_to(BUILT)): found for page in pages if (found := list(dead(page)))} == {}
