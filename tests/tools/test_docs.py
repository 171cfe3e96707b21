"""The documentation is whole: pairs agree, every name is explained, every link leads somewhere.

That its examples are true is tested where they stand (``conftest.py``).
"""

from __future__ import annotations

import functools
import importlib
import inspect
import io
import pkgutil
import re
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import attrs
import openpyxl
import pytest

import rnms
from rnms import forms, glossary, regions, sheets, testing
from rnms.issues import ISSUES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BUILT = DOCS / "_build"

sys.path.insert(0, str(DOCS / "_ext"))
region_page = importlib.import_module("region_page").region_page
generated_pages = importlib.import_module("generated_pages")

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
RUN = {"python", "sh", "text", "json", "csv", "toml"}
BLOCK = re.compile(r"^```(?P<head>[^\n`]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(path: Path) -> list[tuple[str, str]]:
    """The code blocks of a page: language and text."""
    found = [(one["head"].strip(), one["body"]) for one in BLOCK.finditer(path.read_text(encoding="utf-8"))]
    code = [(re.sub(r"^\{code-(block|cell)\} ", "", head), body) for head, body in found]
    return [(head, body) for head, body in code if not head.startswith("{")]


def test_pages_of_a_pair_show_the_same_code() -> None:
    """A Russian page and its English twin differ in words alone."""
    twins = {path: DOCS / "en" / path.relative_to(DOCS / "ru") for path in PAIRS}

    assert [str(path.relative_to(DOCS)) for path in PAIRS if blocks(path) != blocks(twins[path])] == []


@functools.cache
def printed() -> dict[str, str]:
    """The pages that a build prints from data, by their names."""
    return dict(generated_pages.generated())


# Read beside the code, which is English too; the Russian page above them says so.
ENGLISH_ALONE = "internals/"


def test_every_page_has_its_twin() -> None:
    """Whatever is said in one language, the site says in the other under the same name."""
    written = [str(path.relative_to(DOCS)) for path in PAGES]
    names: dict[str, set[str]] = {"en": set(), "ru": set()}
    for name in [*written, *printed()]:
        lang, _, rest = name.partition("/")
        if not rest.startswith(ENGLISH_ALONE) or rest == f"{ENGLISH_ALONE}index.md":
            names[lang].add(rest)

    assert len(names["en"]) > 60
    assert names["en"] ^ names["ru"] == set()
    assert "по-английски" in (DOCS / "ru" / ENGLISH_ALONE / "index.md").read_text(encoding="utf-8")


DOORS = ("fill", "sign", "count")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_first_pages_have_three_doors_and_a_picture(lang: str) -> None:
    """Whoever fills in, signs or counts finds a door; the picture tells the rest what it is about."""
    first, own = (path.read_text(encoding="utf-8") for path in (DOCS / "index.md", DOCS / lang / "index.md"))

    assert re.findall(r"^:link: (\w+)$", own, re.MULTILINE)[:3] == list(DOORS)
    assert re.findall(rf"^:link: {lang}/(\w+)$", first, re.MULTILINE) == list(DOORS)
    assert "_static/report.png" in first
    assert "_static/report.png" in own


OF_NO_PROGRAMMER = ("fill.md", "sign.md", "how-to/report.md", "explanation/terms.md")


@pytest.mark.parametrize("name", [f"{lang}/{name}" for lang in ("en", "ru") for name in OF_NO_PROGRAMMER])
def test_pages_of_clerks_and_officials_show_no_code(name: str) -> None:
    """Where code draws a picture, the picture alone is shown; no word is set as code."""
    page = (DOCS / name).read_text(encoding="utf-8")
    cells = [body for _, body in blocks(DOCS / name)]
    prose = BLOCK.sub("", page)

    assert all(re.match(r":tags: \[remove-(input|cell)\]\n", body) for body in cells)
    assert "`" not in prose.replace("`rnms`", "") or name.endswith("terms.md")
    assert not re.search(r"rnms [a-z]|--[a-z]|\.py\b|\bimport\b", prose)


LESNOY = [rnms.Municipality(id="m1", name="Лесной район")]


@functools.cache
def form() -> bytes:
    """A form of Khabarovsk as it is sent out."""
    with tempfile.TemporaryDirectory() as folder:
        written = forms.write("khabarovsk", 2023, LESNOY, folder, only=["1", "3"])
        return next(path for path in written if path.suffix == ".xlsx").read_bytes()


@functools.cache
def remark(cell: str, value: str) -> str:
    """What a form says first of a value in one of its cells, all others being right."""
    book = openpyxl.load_workbook(io.BytesIO(form()))
    sheet = book["Форма"]
    sheet["D5"], sheet["D6"], sheet["D7"], sheet["F7"] = 100, 10, "да", "приказ № 15 от 12.05.2023"
    sheet[cell] = value or None
    filled = io.BytesIO()
    book.save(filled)
    plan = forms.plan("khabarovsk", 2023, LESNOY, only=["1", "3"])
    checked = forms.check(sheets.Upload("Лесной район.xlsx", filled.getvalue()), plan)
    return checked.issues[0].text if checked.issues else ""


def reasons() -> list[str]:
    """What a form lets a clerk choose where there is no number."""
    sheet = openpyxl.load_workbook(io.BytesIO(form()))["Форма"]
    lists = {str(one.sqref): str(one.formula1).strip('"') for one in sheet.data_validations.dataValidation}
    [chosen] = [words for cells, words in lists.items() if cells.startswith("E5")]
    return chosen.split(",")


CELLS = {"П1.1": "D5", "П1.2": "D6", "П1.2, G": "G6", "П3.1": "D7", "П3.1, подтверждение": "F7"}


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_page_of_the_clerk_quotes_what_forms_say(lang: str) -> None:
    """Each row of the remarks is what a form says of what was written; the example of its top is right."""
    page = (DOCS / lang / "fill.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line[:1] == "|"]
    shown = [row for row in rows if len(row) == 4 and row[0] in CELLS]

    assert len(shown) == 10
    assert remark("D5", "100") == ""
    assert all(f"«{reason}»" in page for reason in reasons())
    for code, written, said, _ in shown:
        assert remark(CELLS[code], written).removeprefix(f"{code.partition(',')[0]}: ") == said


NO_PROSE = re.compile(rf"\A---\n.*?\n---\n|{BLOCK.pattern}|`[^`]*`|<[^>]+>|^:.*$", re.MULTILINE | re.DOTALL)


def russian_prose() -> Iterator[tuple[str, str]]:
    """The lines of Russian pages that somebody wrote, code and markup apart."""
    for page in PAGES:
        name = str(page.relative_to(DOCS))
        if name.startswith("ru/") and name not in printed():
            prose = NO_PROSE.sub("", page.read_text(encoding="utf-8"))
            yield from ((name, line) for line in prose.splitlines())


def test_russian_prose_is_set_as_russian() -> None:
    """Quotes are «such», a dash is no hyphen, an ellipsis is one sign."""
    lines = list(russian_prose())

    assert len(lines) > 1000
    assert [line for line in lines if re.search(r"[\"“”]| - | -- |\w\.\.\.", line[1])] == []


def test_lines_of_russian_pages_break_between_words_that_part() -> None:
    """A dash stays at its word, a number at its sign, a preposition at its noun."""
    pytest.importorskip("sphinx", reason="the documentation tools are not installed: .ci/run has them")
    typography = importlib.import_module("typography")

    for text, wanted in (
        ("приказ № 15 — в силе", "приказ №~15~— в~силе"),
        ("доля 10 % и в крае", "доля 10~% и~в~крае"),
        ("п. 6.2 приказа", "п.~6.2 приказа"),
        ("как-то по-русски", "как-то по-русски"),
    ):
        assert typography.tied(text).replace(typography.NO_BREAK, "~") == wanted


def test_words_are_found_in_their_forms() -> None:
    """A search asks for stems: Russian words lose Russian endings, English words English ones."""
    pytest.importorskip("sphinx", reason="the documentation tools are not installed: .ci/run has them")
    search = importlib.import_module("both_searched").SearchBoth({})

    assert len({search.stem(word) for word in ("показатель", "показателями", "Показатели")}) == 1
    assert search.stem("отчёт") == search.stem("отчетами")
    assert search.stem("readings") == search.stem("reading")
    assert search.stem("приказ") != search.stem("показ")


def test_the_way_of_an_author_is_whole_in_russian() -> None:
    """The Russian page names every point in which regions differ, as CONTRIBUTING does."""
    pages = (ROOT / "CONTRIBUTING.md", DOCS / "ru" / "how-to" / "add-a-region.md")
    points = [re.findall(r"^\| (V\d+) \|", page.read_text(encoding="utf-8"), re.MULTILINE) for page in pages]

    assert len(points[0]) > 30
    assert points[0] == points[1]


def test_what_the_reference_says_in_russian_is_there() -> None:
    """Each rule of a region and each page of the reference is told, and nothing that is gone."""
    said = importlib.import_module("reference_pages").TEXTS
    pages = {
        path.stem
        for path in (DOCS / "en" / "reference").glob("*.md")
        if ".. automodule" in path.read_text("utf-8")
    }

    assert set(said["rules"]) == {rule.__name__ for rule in testing.RULES}
    assert set(said["pages"]) == pages


def test_every_block_of_code_is_run() -> None:
    """No block is in a language that nothing runs or compares."""
    pages = [*PAGES, ROOT / "README.md", ROOT / "README.ru.md"]
    languages = [(str(path.relative_to(ROOT)), head) for path in pages for head, _ in blocks(path)]

    assert {head for _, head in languages} == RUN, [row for row in languages if row[1] not in RUN]


def public_packages() -> Iterator[str]:
    """The packages and pages that users import from: those that have a page of the reference."""
    yield "rnms"
    for page in sorted((DOCS / "en" / "reference").glob("*.md")):
        yield from re.findall(r"^\.\. automodule:: (\S+)$", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_package_has_its_page() -> None:
    """What a package gives to users is shown on a page of the reference, and is at most 205 names."""
    packages = {found.name for found in pkgutil.walk_packages(rnms.__path__, "rnms.") if found.ispkg}
    giving = {name for name in packages if hasattr(importlib.import_module(name), "__all__")}
    names = {name for package in giving for name in importlib.import_module(package).__all__}

    assert giving - {f"rnms.regions.{key}" for key in regions.available()} <= set(public_packages())
    assert len(names | set(rnms.__all__)) <= 205


LAW = [ROOT / "CONTRIBUTING.md", *(DOCS / "en" / "internals").glob("*.md")]


@pytest.mark.parametrize("page", LAW, ids=lambda page: page.name)
def test_the_law_names_files_that_are_there(page: Path) -> None:
    """A path on the inside is one of the project, of the package, of a package to begin with, or to come."""
    law = page.read_text(encoding="utf-8").partition("### What is still to come")
    text = law[0] + law[2].partition("\n## ")[2]
    named = set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:/|\.py))`", text))
    code = (ROOT / "src", ROOT / "examples")

    assert {
        name
        for name in named
        if not (ROOT / name).exists() and not any(any(home.rglob(name)) for home in code)
    } == set()


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
    return names | returned_classes()


def returned_classes() -> dict[str, object]:
    """The classes that users are given and never name: a page shows each where it is defined."""
    pages = (page.read_text(encoding="utf-8") for page in (DOCS / "en" / "reference").glob("*.md"))
    shown = [full for text in pages for full in re.findall(r"^\.\. autoclass:: (\S+)$", text, re.MULTILINE)]
    homes = {full: full.rpartition(".") for full in shown}
    return {full: getattr(importlib.import_module(home), name) for full, (home, _, name) in homes.items()}


NAMES = public_names()
# The command line explains itself: `rnms --help`.
EXPLAINED_ELSEWHERE = {"rnms.cli.main"}


def test_every_public_name_has_a_running_example() -> None:
    """Its docstring says what it means and shows it once."""
    docstrings = {name: NAMES[name].__doc__ or "" for name in sorted(set(NAMES) - EXPLAINED_ELSEWHERE)}

    assert len(docstrings) > 100
    assert [name for name, text in docstrings.items() if ">>> " not in text] == []
    assert [name for name, text in docstrings.items() if not text.split(">>>")[0].strip()] == []


def unexplained_fields(kind: type[Any]) -> list[str]:
    """The public fields of a value of which neither it nor what it inherits from says what they hold."""
    ancestors = [parent for parent in inspect.getmro(kind) if parent.__module__.startswith("rnms")]
    text = "\n".join(parent.__doc__ or "" for parent in ancestors)
    fields = [field.name for field in attrs.fields(kind) if not field.name.startswith("_")]
    return [field for field in fields if not re.search(rf"^\s+{field}: \S", text, re.MULTILINE)]


def test_every_field_is_explained() -> None:
    """A public value says of each of its fields what it holds."""
    values = {name: kind for name, kind in NAMES.items() if inspect.isclass(kind) and attrs.has(kind)}

    assert len(values) > 80
    assert {name: fields for name, kind in values.items() if (fields := unexplained_fields(kind))} == {}


def left_out(profile: regions.RegionProfile, lang: str) -> list[str]:
    """What a profile declares and its page does not print."""
    said = re.sub(r"\\(.)", r"\1", region_page(profile, lang))
    wanted = [one.title for one in profile.indicators] + [one.title for one in profile.requirements]
    wanted += [one.title for one in profile.subjects]
    wanted += [one.why for indicator in profile.indicators for one in indicator.readings]
    wanted += [str(one.clause) for one in profile.indicators]
    wanted += [one.why for one in profile.unknown] + [one.title for one in profile.scheduled]
    return [text for text in wanted if " ".join(text.split()) not in said]


def test_the_page_of_a_region_leaves_nothing_out() -> None:
    """Indicators, readings, clauses, duties, subjects and what is unknown: all of the profile is printed."""
    pages = [(key, lang) for key in regions.available() for lang in ("en", "ru")]

    assert {page: missing for page in pages if (missing := left_out(regions.get(page[0]), page[1]))} == {}


def test_generated_pages_hold_the_glossary_and_the_codes(tmp_path: Path) -> None:
    """Every word of the orders and every code of an issue stands on a page."""
    generated_pages.write(tmp_path)
    words = re.sub(r"\\(.)", r"\1", (tmp_path / "ru/glossary.md").read_text(encoding="utf-8"))
    assert [entry.term for entry in glossary.ENTRIES if f"\n{entry.term}\n" not in words] == []
    for lang, hint in (("en", "mend the dates"), ("ru", "исправьте даты")):
        codes = (tmp_path / f"{lang}/reference/codes.md").read_text(encoding="utf-8")
        assert [code for code in ISSUES if f"| `{code}` |" not in codes] == []
        assert hint in codes


LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def test_links_of_the_first_pages_lead_to_files() -> None:
    """What a newcomer clicks on is there."""
    pages = ("README.md", "README.ru.md", "CONTRIBUTING.md")
    linked = [
        (name, target) for name in pages for target in LINK.findall((ROOT / name).read_text(encoding="utf-8"))
    ]

    assert {name for name, _ in linked} == set(pages)
    assert [(name, target) for name, target in linked if not (ROOT / target).exists()] == []


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
