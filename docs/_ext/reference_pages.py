"""The Russian pages of the reference: what a package is for, and links to what is told of its names."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from markdown import table

from rnms.testing import RULES

ENGLISH = Path(__file__).parent.parent / "en" / "reference"
TEXTS = tomllib.loads(Path(__file__).with_name("reference_ru.toml").read_text(encoding="utf-8"))
LEAD = "Описания — по-английски, с примерами, проверенными запуском: [{title}](../../en/reference/{page}.md)."
INDEX = "Что как называется в Python, какие бывают замечания и каким должен быть профиль региона."
RULES_LEAD = (
    "Это проверяет `rnms.testing.check_region` у каждого профиля. Имя правила стоит в начале его замечания."
)


def reference_pages() -> Iterator[tuple[str, str]]:
    """The pages by their names: one for each that shows a package, the list of them, and the rules."""
    for page in sorted(ENGLISH.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        modules = re.findall(r"^\.\. automodule:: (\S+)$", text, re.MULTILINE)
        if modules:
            shown = re.findall(r"^\.\. autoclass:: (\S+)$", text, re.MULTILINE)
            yield f"ru/reference/{page.name}", "\n".join(_page(page.stem, text, modules, shown))
    english = (ENGLISH / "index.md").read_text(encoding="utf-8")
    yield "ru/reference/index.md", "\n".join(_index(english))
    yield "ru/reference/rules.md", "\n".join(_rules())


def _page(name: str, text: str, modules: list[str], shown: list[str]) -> Iterator[str]:
    title = text.partition("\n")[0].removeprefix("# ")
    yield from (f"# {title}", "", TEXTS["pages"][name], "", LEAD.format(title=title, page=name), "")
    names = [f"{module}.{own}" for module in modules for own in _names_of(module)]
    yield from (f"- {{py:obj}}`{full}`" for full in [*names, *shown])
    yield ""


def _names_of(module: str) -> list[str]:
    """What a module gives to its users."""
    found = importlib.import_module(module)
    own = [name for name, value in vars(found).items() if getattr(value, "__module__", "") == module]
    return [name for name in getattr(found, "__all__", own) if not name.startswith("_")]


def _index(english: str) -> Iterator[str]:
    """The list of the pages, in the order of the English one."""
    yield from ("# Справочник", "", INDEX, "", f"```{{toctree}}{english.partition('```{toctree}')[2]}")


def _rules() -> Iterator[str]:
    yield from ("# Каким должен быть профиль региона", "", RULES_LEAD, "")
    rows = [(f"`{rule.__name__}`", TEXTS["rules"][rule.__name__]) for rule in RULES]
    yield from table(("Правило", "Что оно значит"), rows)
