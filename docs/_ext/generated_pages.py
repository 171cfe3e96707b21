"""Pages printed from the package's data before every build: regions, words, codes. None is committed."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
from markdown import plain, table
from region_page import region_page
from speed_page import speed_page
from sphinx.application import Sphinx
from word_pages import word_pages
from word_places import word_places

import rnms
from rnms import glossary, regions
from rnms.cli.command_line import build_parser
from rnms.intake.mapping import Condition, RecordMap, RegisterMap, SheetMap, Source, fields_of, tables
from rnms.issues import ISSUES
from rnms.render.texts import TEXTS
from rnms.testing import RULES

GLOSSARY = "Слова приказов: что значат, где стоят, чем отличаются регионы. В терминале: `rnms glossary`."
WORDS = (
    "Every word of the orders beside its name in code; definitions stand in the"
    " [Russian glossary](../ru/glossary.md). In a terminal: `rnms glossary`."
)


def setup(app: Sphinx) -> dict[str, bool]:
    """Add it to a build."""
    app.connect("builder-inited", lambda app: write(Path(app.srcdir)))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(folder: Path) -> None:
    """Write each page that differs from what is there; take away those of regions that are gone."""
    pages = {folder / name: text for name, text in generated()}
    for path in folder.glob("*/regions/*.md"):
        if path not in pages and path.name != "index.md":
            path.unlink()
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def generated() -> Iterator[tuple[str, str]]:
    """The pages by their names."""
    for lang in ("en", "ru"):
        yield f"{lang}/command-line.md", "\n".join(_commands(lang))
        yield f"{lang}/reference/codes.md", "\n".join(_codes(lang))
        yield f"{lang}/reference/mapping.md", "\n".join(_mapping(lang))
        for key in regions.available():
            yield f"{lang}/regions/{key}.md", region_page(regions.get(key), lang)
    yield "ru/glossary.md", "\n".join(_glossary())
    yield "en/glossary.md", "\n".join(_words())
    yield "en/reference/rules.md", "\n".join(_rules())
    yield "en/reference/rnms.md", "\n".join(_names())
    yield "en/internals/words.md", word_places()
    yield "en/internals/speed.md", speed_page()
    yield from word_pages()


COMMANDS = {
    "en": "# Command line\n\nThe command `rnms` speaks Russian. It exits with 0, with 1 when it finds a fault"
    " or what `--fail-on` names, with 2 when it was called wrongly.\n",
    "ru": "# Командная строка\n\nКод возврата команды `rnms`: 0; 1, если нашлась ошибка или то, что названо в"
    " `--fail-on`; 2, если команда вызвана неверно.\n",
}
ARGUMENTS = {
    "en": ("Argument", "Meaning", "required", "by default"),
    "ru": ("Аргумент", "Что значит", "обязателен", "по умолчанию"),
}


def _commands(lang: str) -> Iterator[str]:
    yield COMMANDS[lang]
    argument, meaning, required, default = ARGUMENTS[lang]
    [commands] = [one for one in build_parser()._actions if isinstance(one.choices, dict)]  # noqa: SLF001
    for name, command in commands.choices.items():
        said = command.description or ""
        yield from (f"## rnms {name}", "", f"{plain(said[:1].upper() + said[1:])}.", "")
        rows = []
        for one in command._actions[1:]:  # noqa: SLF001  # after --help
            parts = [": ".join(filter(None, (one.help, ", ".join(one.choices or ()))))]
            parts += [required] * (one.required and bool(one.option_strings))
            parts += [f"{default} {one.default}"] * bool(one.choices)
            shown = " ".join([*one.option_strings, one.metavar or ""]).strip()
            rows.append((f"`{shown}`", plain("; ".join(filter(None, parts)))))
        if rows:
            yield from table((argument, meaning), rows)


def _glossary() -> Iterator[str]:
    yield from ("# Словарь", "", GLOSSARY, "", "```{glossary}")
    for entry in sorted(glossary.ENTRIES, key=lambda one: one.term.casefold().strip("«")):
        places = "; ".join(
            f"{region}, документ {document}, строка {line}" for region, document, line in entry.where
        )
        yield from (plain(entry.term), f"  {plain(entry.definition)}.", "")
        if entry.differences:
            yield from (f"  *Различия:* {plain(entry.differences)}.", "")
        yield from (f"  В коде: `{entry.identifier}`. {plain(places)}.", "")
    yield from ("```", "")


def _words() -> Iterator[str]:
    yield from ("# Glossary", "", WORDS, "")
    rows = sorted((f"`{entry.identifier}`", f"{{term}}`{entry.term}`") for entry in glossary.ENTRIES)
    yield from table(("In code", "In the orders"), rows)


CODES = {
    "en": "# Codes of issues\n\nEvery fault in what was reported is a {py:obj}`rnms.issues.Issue`: its place,"
    " a text for the clerk, and a code for tools. With an error something is not taken and counts as unknown;"
    " with a warning it is taken. A code never changes its meaning.\n",
    "ru": "# Коды замечаний\n\nКаждое замечание к данным называет место, что не так и код для программ"
    " ({py:obj}`rnms.issues.Issue`). При ошибке (`error`) что-то не учтено и считается неизвестным, при"
    " предупреждении (`warning`) учтено. Код никогда не меняет смысла.\n",
}
HEADS_OF_CODES = {
    "en": ("Code", "Severity", "What is wrong", "What to do"),
    "ru": ("Код", "Тяжесть", "Что не так", "Что делать"),
}


def _codes(lang: str) -> Iterator[str]:
    yield CODES[lang]
    rows = [
        (f"`{code}`", ISSUES[code].severity.value, plain(texts.meaning), plain(texts.hint))
        for code, texts in sorted(TEXTS[lang].issues.items())
    ]
    yield from table(HEADS_OF_CODES[lang], rows)


MAPPINGS = {
    "en": "# The mapping of a register\n\nA TOML file of `rnms intake`: every table and key that it may have;"
    " an unknown one is an issue with the nearest word.\n",
    "ru": "# Соответствие столбцов записям\n\nФайл TOML для `rnms intake`: все его таблицы и ключи"
    " (пояснения по-английски, из самих классов); незнакомый ключ — замечание с ближайшим словом.\n",
}
TABLES_OF_MAPPING = (
    (RegisterMap, "", ()),
    (SheetMap, "[[sheet]]", ("records",)),
    (RecordMap, "[sheet.person], [[sheet.employment]], …", ("collection", "fields")),
    (Source, 'field = { column = "…" }', ()),
    (Condition, 'when = { column = "…", words = ["…"] }', ()),
)
HEADS_OF_MAPPING = {
    "en": (("Key", "Meaning"), ("Table", "Fields"), "What a row can make"),
    "ru": (("Ключ", "Что значит"), ("Таблица", "Поля"), "Что может дать строка"),
}


def _mapping(lang: str) -> Iterator[str]:
    """The classes of a mapping with their fields, and the tables that make records."""
    yield MAPPINGS[lang]
    heads, of_records, title = HEADS_OF_MAPPING[lang]
    for kind, name, hidden in TABLES_OF_MAPPING:
        doc = inspect.getdoc(kind) or ""
        if name:
            yield from (f"## `{name}`", "", _prose(doc.partition("\n\n")[0]), "")
        rows = []
        for field in attrs.fields(kind):
            said = re.search(rf"^    {field.name}: (.+(?:\n {{8}}.+)*)", doc, re.MULTILINE)
            if field.name not in hidden and said is not None:
                rows.append((f"`{field.name}`", _prose(said[1])))
        yield from table(heads, rows)
    yield from (f"## {title}", "")
    rows = [
        (f"`{name}`", ", ".join(f"`{field}`" for field in fields_of(collection)))
        for name, collection in tables().items()
    ]
    yield from table(of_records, rows)


def _prose(text: str) -> str:
    """A piece of a docstring as Markdown: what stands between doubled backquotes is code."""
    parts = re.sub(r":class:`~?([\w.]+)`", r"``\1``", text).split("``")
    return " ".join(
        "".join(f"`{part}`" if place % 2 else _plain(part) for place, part in enumerate(parts)).split()
    )


def _plain(part: str) -> str:
    """Plain text, with the blanks at its ends."""
    return f"{' ' * part[:1].isspace()}{plain(part)}{' ' * part[-1:].isspace()}"


def _rules() -> Iterator[str]:
    yield from (
        "# What a region keeps",
        "",
        "`rnms.testing.check_region` holds a profile to each of these.",
        "",
    )
    rows = [(f"`{rule.__name__}`", plain(inspect.getdoc(rule))) for rule in RULES]
    yield from table(("Rule", "What it holds"), rows)


def _names() -> Iterator[str]:
    yield from ("# rnms", "", "The names that most programs need, in one place: `import rnms`.", "")
    rows = []
    for name in rnms.__all__:
        value = getattr(rnms, name)
        if not name.startswith("_") and callable(value):
            home = ".".join(part for part in value.__module__.split(".") if not part.startswith("_"))
            what = (value.__doc__ or "").strip().splitlines()[0]
            rows.append((f"{{py:obj}}`rnms.{name} <{home}.{name}>`", what))
    yield from table(("Name", "What it is"), rows)
