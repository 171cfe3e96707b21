"""Pages printed from the package's data before every build: regions, words, codes. None is committed."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from markdown import in_code, plain, table
from reference_pages import TEXTS as RUSSIAN
from reference_pages import reference_pages
from region_page import region_page
from speed_page import speed_page
from word_pages import word_pages
from word_places import word_places

import rnms
from rnms import glossary, regions
from rnms.cli.command_line import build_parser
from rnms.cli.texts import TEXTS as COMMAND_TEXTS
from rnms.intake.mapping import Condition, RecordMap, RegisterMap, SheetMap, Source, fields_of, tables
from rnms.issues import ISSUES
from rnms.model.limits import FIRST_YEAR, FORM_LIMITS, LARGEST_COUNT, LAST_YEAR, Limits
from rnms.render.texts import TEXTS
from rnms.testing import RULES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

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
        yield f"{lang}/reference/limits.md", "\n".join(_limits(lang))
        yield f"{lang}/reference/mapping.md", "\n".join(_mapping(lang))
        yield f"{lang}/reference/rnms.md", "\n".join(_names(lang))
        for key in regions.available():
            yield f"{lang}/regions/{key}.md", region_page(regions.get(key), lang)
    yield "ru/glossary.md", "\n".join(_glossary())
    yield "en/glossary.md", "\n".join(_words())
    yield "en/reference/rules.md", "\n".join(_rules())
    yield "en/internals/words.md", word_places()
    yield "en/internals/speed.md", speed_page()
    yield from word_pages()
    yield from reference_pages()


COMMANDS = {
    "en": "# Command line\n\nWhat every command takes. [At the command line](how-to/command-line.md)"
    " tells of language, screen, colours, names and completion, which are the same for all.\n",
    "ru": "# Командная строка\n\nЧто принимает каждая команда. Язык, экран, цвета, названия и подсказки"
    " у всех одинаковы: о них — [В командной строке](how-to/command-line.md).\n",
}
ARGUMENTS = {
    "en": ("Argument", "Meaning", "required", "by default"),
    "ru": ("Аргумент", "Что значит", "обязателен", "по умолчанию"),
}
OF_EVERY_COMMAND = {"lang", "color", "help"}


def _commands(lang: str) -> Iterator[str]:
    yield COMMANDS[lang]
    argument, meaning, required, default = ARGUMENTS[lang]
    parser = build_parser(COMMAND_TEXTS[lang])
    [commands] = [one for one in parser._actions if isinstance(one.choices, dict)]  # noqa: SLF001
    for name, command in commands.choices.items():
        said = command.description or ""
        yield from (f"## rnms {name}", "", f"{in_code(said[:1].upper() + said[1:])}.", "")
        rows = []
        for one in command._actions:  # noqa: SLF001
            if one.dest in OF_EVERY_COMMAND:
                continue
            parts = [": ".join(filter(None, (one.help, ", ".join(one.choices or ()))))]
            parts += [required] * (one.required and bool(one.option_strings))
            parts += [f"{default} {one.default}"] * bool(one.choices and one.default)
            shown = " ".join([*one.option_strings, one.metavar or ""]).strip()
            rows.append((f"`{shown}`", in_code("; ".join(filter(None, parts)))))
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
    " ({py:obj}`rnms.issues.Issue`). При ошибке (в файлах — `error`) что-то не учтено и неизвестно,"
    " при предупреждении (`warning`) учтено. Код никогда не меняет смысла.\n",
}
# Where codes that begin so are met, in the order in which a reader meets them.
PLACES_OF_CODES = (
    ("Forms", "Формы", {"form", "plan"}),
    ("Cells", "Ячейки", {"cell"}),
    ("Sheets and files", "Листы и файлы", {"table", "file", "template"}),
    ("Registers", "Реестры", {"intake"}),
    ("Figures", "Числа", {"figure", "figures", "claim", "unreported"}),
    ("Data files", "Файлы данных", {"json", "shape", "region", "id", "reference"}),
    (
        "Facts and words",
        "Факты и слова",
        {"amount", "attestations", "dates", "employment", "measure", "word"},
    ),
)
HEADS_OF_CODES = {
    "en": ("Code", "Severity", "What is wrong", "What to do"),
    "ru": ("Код", "Тяжесть", "Что не так", "Что делать"),
}


SEVERITIES = {
    "en": {"error": "error", "warning": "warning"},
    "ru": {"error": "ошибка", "warning": "предупреждение"},
}


def _codes(lang: str) -> Iterator[str]:
    yield CODES[lang]
    texts = TEXTS[lang].issues
    placed = set[str]().union(*(beginnings for *_, beginnings in PLACES_OF_CODES))
    if strange := {code.partition(".")[0] for code in texts} - placed:
        raise ValueError(f"codes begin with {strange}: say in PLACES_OF_CODES where they are met")
    for english, russian, beginnings in PLACES_OF_CODES:
        yield from (f"## {english if lang == 'en' else russian}", "")
        codes = sorted(code for code in texts if code.partition(".")[0] in beginnings)
        yield from table(HEADS_OF_CODES[lang], [_code(code, lang) for code in codes])


def _code(code: str, lang: str) -> tuple[str, str, str, str]:
    said = TEXTS[lang].issues[code]
    severity = SEVERITIES[lang][ISSUES[code].severity.value]
    return f"`{code}`", severity, in_code(said.meaning), in_code(said.hint)


MAPPINGS = {
    "en": "# The mapping of a register\n\nA TOML file of `rnms intake`: every table and key that it may have;"
    " an unknown one is an issue with the nearest word.\n",
    "ru": "# Соответствие столбцов записям\n\nФайл TOML для `rnms intake`: все его таблицы и ключи;"
    " незнакомый ключ — замечание с ближайшим словом.\n",
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
        said = RUSSIAN["mapping"][kind.__name__] if lang == "ru" else _said_of(kind)
        if name:
            yield from (f"## `{name}`", "", said["lead"], "")
        fields = [field.name for field in attrs.fields(kind) if field.name not in hidden]
        yield from table(heads, [(f"`{field}`", said[field]) for field in fields])
    yield from (f"## {title}", "")
    rows = [
        (f"`{name}`", ", ".join(f"`{field}`" for field in fields_of(collection)))
        for name, collection in tables().items()
    ]
    yield from table(of_records, rows)


LIMITS = {
    "en": """# Limits

How large files may be that a stranger may have made. What is met is counted before it is unpacked, unfolded
or made into records. A refusal says the number that was met and the limit to raise:
`read_table(…, limits=Limits(rows=200_000))`, likewise `rnms.intake.read` and `rnms.load`; at the command line
`rnms intake … --limit rows=200000`. Forms keep theirs. What Python makes, and tables, are limited by memory
alone.
""",
    "ru": """# Пределы

Какими могут быть файлы, которые мог сделать кто угодно. Встреченное считается раньше, чем оно распаковано,
развёрнуто или стало записями. Отказ называет встреченное число и предел, который можно поднять:
`read_table(…, limits=Limits(rows=200_000))`, так же `rnms.intake.read` и `rnms.load`; в командной строке —
`rnms intake … --limit rows=200000`. У форм пределы свои. То, что создано в Python, и таблицы ограничивает
только память.
""",
}
HEADS_OF_LIMITS = {
    "en": ("Limit", "What", "by default", "of a form"),
    "ru": ("Предел", "Чего", "по умолчанию", "у формы"),
}
FIXED = {
    "en": "For everybody a number of members is at most {count}, and years are {first} to {last}.",
    "ru": "Для всех число участников — не больше {count}, а годы — с {first} по {last}.",
}


def _limits(lang: str) -> Iterator[str]:
    """The limits of files and of what they hold."""
    said = RUSSIAN["limits"]["Limits"] if lang == "ru" else _said_of(Limits)
    yield LIMITS[lang]
    rows = []
    for field in attrs.fields(Limits):
        shown = [_number_shown(getattr(limits, field.name)) for limits in (Limits(), FORM_LIMITS)]
        rows.append((f"`{field.name}`", said[field.name], *shown))
    yield from table(HEADS_OF_LIMITS[lang], rows)
    numbers = {"count": _number_shown(LARGEST_COUNT), "first": FIRST_YEAR, "last": LAST_YEAR}
    yield from (FIXED[lang].format(**numbers), "")


def _number_shown(number: int) -> str:
    """A number with its thousands apart, a size in bytes as it is thought of."""
    for size, unit in ((2**30, "GiB"), (2**20, "MiB")):
        if number % size == 0:
            return f"{number // size} {unit}"
    return f"{number:_}".replace("_", "\u202f")


def _said_of(kind: type) -> dict[str, str]:
    """What a class of a mapping says of itself, under ``lead``, and of its fields."""
    doc = inspect.getdoc(kind) or ""
    fields = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", doc, re.MULTILINE)
    return {"lead": _prose(doc.partition("\n\n")[0]), **{name: _prose(said) for name, said in fields}}


def _prose(text: str) -> str:
    """A piece of a docstring as Markdown."""
    return in_code(re.sub(r":class:`~?([\w.]+)`|``(.+?)``", lambda found: f"`{found[1] or found[2]}`", text))


def _rules() -> Iterator[str]:
    yield from (
        "# What a region keeps",
        "",
        "`rnms.testing.check_region` holds a profile to each of these.",
        "",
    )
    rows = [(f"`{rule.__name__}`", plain(inspect.getdoc(rule))) for rule in RULES]
    yield from table(("Rule", "What it holds"), rows)


NAMES = {
    "en": ("The names that most programs need, in one place: `import rnms`.", ("Name", "What it is")),
    "ru": (
        "Имена, которых хватает большинству программ, в одном месте: `import rnms` (пояснения по-английски).",
        ("Имя", "Что это"),
    ),
}


def _names(lang: str) -> Iterator[str]:
    lead, heads = NAMES[lang]
    yield from ("# rnms", "", lead, "")
    rows = []
    for name in rnms.__all__:
        value = getattr(rnms, name)
        if not name.startswith("_") and callable(value):
            home = ".".join(part for part in value.__module__.split(".") if not part.startswith("_"))
            what = (value.__doc__ or "").strip().splitlines()[0]
            rows.append((f"{{py:obj}}`rnms.{name} <{home}.{name}>`", what))
    yield from table(heads, rows)
