"""A first mapping for a register, from the titles of its columns: a proposal that a person corrects."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rnms._values import cached_property, frozen
from rnms.intake.days import IN_PART, WHOLE, read_day
from rnms.intake.heads import is_of_record, is_record, is_title, possible_heads, without_values
from rnms.intake.keys import telling_words
from rnms.intake.mapping import VERSION, VERSION_KEY
from rnms.intake.names import Dictionary, fits_any
from rnms.intake.reading import HEADING, top_of
from rnms.intake.rows import placed_columns
from rnms.model.limits import Limits
from rnms.sheets.area import BETWEEN, Area
from rnms.sheets.calamine import Calamine
from rnms.sheets.csv import read_csv
from rnms.sheets.reading import CellError
from rnms.sheets.safety import Upload, source_of
from rnms.sheets.values import Cell, Sheet
from rnms.sheets.workbook import read_workbook

NOT_FOUND = "?"
"""Stands for the title of a column that nothing fits."""
_TITLES: Mapping[str, tuple[str, ...]] = {
    "snils": ("*снилс*",),
    "surname": (
        "*фамилия*",
        "фио",
        "фио педагог*",
        "фио учител*",
        "фио *работник*",
        "ф.и.о*",
        "*фамилия, имя*",
    ),
    "first_name": ("*/ имя", "имя", "*/ имя *"),
    "patronymic": ("*отчество*",),
    "birth": ("*дата рожд*", "*д.р*", "*рождения*"),
    "diagnosed": ("*диагност*дата*", "*дата*диагност*"),
    "deficits": ("*дефицит*",),
    "route_end": ("*иом*заверш*", "*иом*оконч*", "*маршрут*заверш*"),
    "route": ("*иом*", "*маршрут*"),
    "studied_from": (
        "*начал*обуч*",
        "*обучен*начал*",
        "*курс*начал*",
        "*кпк*начал*",
        "дата начала",
        "начало",
    ),
    "studied_to": ("*оконч*", "*заверш*"),
    "programme": ("*программ*", "*курс*наимен*", "*кпк*наимен*", "курс*", "кпк"),
    "hired": ("*принят*", "*дата прием*", "*дата назнач*", "*начал*работы*"),
    "left": ("*увол*",),
    "role": ("*должност*",),
    "category": ("*категори*",),
    "service": ("*стаж*",),
    "organization": ("*место работы*", "*школ*", "*организац*", "*учрежден*", "оо", "доо"),
    "municipality": ("*муниципал*", "*район*", "*округ*", "мсо"),
}
"""By what a column holds, patterns of its titles; the first that fits counts."""
_ROLES: Mapping[str, str] = {
    "зам*директор*": "deputy_head", "зам*завед*": "deputy_head", "зам*руковод*": "deputy_head",
    "директор*": "head", "заведующ*": "head", "руководитель*": "head",
    "методист*": "methodist", "ст*методист*": "methodist",
    "учител*": "pedagogical", "воспитател*": "pedagogical", "ст*воспитател*": "pedagogical",
    "педагог*": "pedagogical", "преподавател*": "pedagogical", "*логопед*": "pedagogical",
    "*психолог*": "pedagogical", "музыкальн*": "pedagogical", "инструктор*": "pedagogical",
    "тьютор*": "pedagogical", "социальн*": "pedagogical",
}  # fmt: skip
_CATEGORIES: Mapping[str, str] = {
    "высш*": "highest",
    "перв*": "first",
    "1*": "first",
    "нет*": "none",
    "без*": "none",
}
_KINDS: Mapping[str, str] = {
    "*доу*": "preschool", "*дет*сад*": "preschool", "*д/с*": "preschool", "*ясли*": "preschool",
    "*сош*": "general", "*оош*": "general", "*нош*": "general", "*школа-интернат*": "general",
    "*общеобразоват*": "general", "*лицей*": "general", "*гимназия*": "general",
    "*дополнит*": "supplementary", "*творчества*": "supplementary", "*спортивн*": "supplementary",
    "*колледж*": "vocational", "*техникум*": "vocational", "*школа*": "general",
}  # fmt: skip
_PLACES = ("*район*", "*округ*", "г.*", "город*", "*мо *")
"""How the headings of groups of rows are called that are municipalities."""
_AS_OF = re.compile(r"\bна\s+(\d\d)\.(\d\d)\.(\d{4})")
_OF_PEOPLE = ("snils", "surname", "first_name", "patronymic")
_OF_ROW = "# программа выбрана по {} той же строки; если нет — уберите"
_MOST_WORDS, _LONGEST = 40, 60
"""How many words are listed, and how long they may be."""


def suggest(
    register: str | Path | bytes | Upload, *, region: str = NOT_FOUND, limits: Limits | None = None
) -> str:
    r"""Write a first mapping for a register, as TOML; «?» stands where nothing fits.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "кадры.csv")
    >>> _ = path.write_text("СНИЛС;Школа;Должность\n112-233-445 95;СОШ 5;учитель", encoding="utf-8")
    >>> print(suggest(path, region="kirov").splitlines()[1])
    region = "kirov"

    Raises:
        DataError: If the register cannot be read.
        OSError: If the file cannot be read.
    """
    file, own_limits = source_of(register), limits or Limits()
    sheets = [sheet for sheet in _sheets(file, own_limits) if sheet.last_row and not sheet.hidden]
    found = [_Found.of(sheet) for sheet in sheets]
    lines = [f"{VERSION_KEY} = {VERSION}", f"region = {_quoted(region)}", ""]
    for table in found:
        lines += table.words()
    for table in found:
        lines += table.sheet()
    return "\n".join(lines) + "\n"


def _sheets(path: Path | Upload, limits: Limits) -> Sequence[Sheet]:
    ending = path.suffix.casefold()
    if ending == ".csv":
        words = {word.strip("*").capitalize() for words in _TITLES.values() for word in words}
        return (read_csv(path, limits, words),)
    with Calamine() as calamine:
        return read_workbook(path, limits, calamine)


@frozen(slots=False)
class _Found:
    """A table, and which of its columns holds what."""

    area: Area
    columns: Mapping[str, str]
    """By what a column holds, its title."""
    others: tuple[str, ...]
    has_head: bool = True

    @classmethod
    def of(cls, sheet: Sheet) -> _Found:
        top = top_of(sheet, 30)
        spans = list(possible_heads(top))
        # One text over all columns tells none of them apart: it is the caption of the table.
        cells = top.filled()
        is_caption = {row: len({str(cell) for cell in cells.row(row)} - {""}) < 2 for row, _ in spans}
        spans = [span for span in spans if not is_caption[span[0]]] or spans
        spans = [span for span in spans if not is_record(Area(sheet=top, head=span))] or spans
        best = max(spans, key=lambda span: _fitness(Area(sheet=top, head=span)))
        area = Area(sheet=sheet, head=best)
        if is_record(area):
            return cls(area, {}, (), has_head=False)
        columns, unknown_titles = _columns(area)
        days = [title for title in unknown_titles if fits_any(title, ("дата*",))]
        if "diagnosed" not in columns and len(days) == 1 and fits_any(sheet.name, ("*диагност*",)):
            columns["diagnosed"] = days[0]
            unknown_titles = tuple(title for title in unknown_titles if title not in days)
        return cls(area, columns, unknown_titles)

    @cached_property
    def municipality(self) -> str:
        """The title under which a municipality stands: of a column, or of the headings of groups of rows."""
        headings = self.area.headings.values()
        if "municipality" not in self.columns and any(fits_any(text, _PLACES) for text in headings):
            return HEADING
        return self.columns.get("municipality", "")

    def _as_of(self) -> str:
        """Word the day of which the register speaks, where what stands above its head says it."""
        above = range(1, self.area.head[0])
        told = " ".join(str(cell) for row in above for cell in self.area.sheet.row(row))
        match = _AS_OF.search(told)
        day = "# as_of = 2024-09-01" if match is None else f"as_of = {match[3]}-{match[2]}-{match[1]}"
        return f"{day}  # день, на который составлен реестр: кто назван, в этот день работал"

    def words(self) -> Iterator[str]:
        """List the dictionaries of roles and the like, with the words of the register that fit none."""
        for key, name, known in (
            ("role", "role", _ROLES), ("category", "category", _CATEGORIES), ("organization", "kind", _KINDS)
        ):  # fmt: skip
            if key in self.columns:
                yield f"[words.{name}]"
                yield from (f"{_quoted(word)} = {_quoted(meaning)}" for word, meaning in known.items())
                yield from (
                    f"# {_quoted(word)} = {_quoted(NOT_FOUND)}  # строк: {number}"
                    for word, number in self._strangers(self.columns[key], known)
                )
                yield ""

    def _strangers(self, title: str, known: Mapping[str, str]) -> Iterable[tuple[str, int]]:
        dictionary = Dictionary(known)
        columns = placed_columns(self.area)
        names = [columns[self.columns[key]] for key in _OF_PEOPLE if key in self.columns]
        strangers: Counter[str] = Counter()
        for row in self.area.rows:
            text = str(self.area.cells.at(row, columns[title]))
            people = " ".join(str(self.area.cells.at(row, column)) for column in names)
            # What stands in a wrong column may tell of whom the row is.
            is_safe = not is_of_record(text) and not telling_words(text) & telling_words(people)
            if text and dictionary.meaning(text) is None and is_safe and len(text) <= _LONGEST:
                strangers[text] += 1
        return strangers.most_common(_MOST_WORDS)

    def _cells(self, title: str) -> list[Cell]:
        column = placed_columns(self.area)[title]
        cells = [self.area.cells.at(row, column) for row in self.area.rows]
        return [cell for cell in cells if not cell.is_blank]

    def sheet(self) -> Iterator[str]:
        """List the table of the sheet, and those of what its rows make."""
        head, columns = self.area.head, self.columns
        yield "[[sheet]]"
        if self.area.sheet.name:
            yield f"name = {_quoted(self.area.sheet.name)}"
        yield f"header = [{head[0]}, {head[1]}]"
        yield self._as_of()
        numbers = [title for title in self.others if fits_any(title, ["№*", "n*"])]
        yield f"ignore = [{', '.join(map(_quoted, numbers))}]"
        titles = without_values(self.others)
        if not self.has_head or len(titles) < len(self.others):
            yield f"# {NOT_FOUND} строка {head[1]} похожа на запись о человеке, а не на заголовки"
        yield from (f"# {NOT_FOUND} {_quoted(title)}" for title in titles if title not in numbers)
        yield ""
        if self.municipality:
            yield from ("[[sheet.municipality]]", f"name = {_quoted(self.municipality)}", "")
        if "organization" in columns:
            yield from ("[[sheet.organization]]", f"name = {_quoted(columns['organization'])}")
            yield f'kind = {{ column = {_quoted(columns["organization"])}, words = "kind" }}'
            if self.municipality:
                yield f"municipality = {_quoted(self.municipality)}"
            yield ""
        yield from self._person()
        yield from self._records()

    def _person(self) -> Iterator[str]:
        columns = self.columns
        yield "[sheet.person]"
        yield f"key = [{_quoted(columns.get('snils', NOT_FOUND))}]"
        names = [columns[key] for key in ("surname", "first_name", "patronymic", "birth") if key in columns]
        if "surname" in columns and "birth" in columns:
            yield f"otherwise = [{', '.join(map(_quoted, names))}]"
        if "birth" in columns:
            yield f"birth_date = {self._dated('birth')}"
        if "category" in columns:
            yield f'category = {{ column = {_quoted(columns["category"])}, words = "category" }}'
        if "service" in columns:
            service = f'{{ column = {_quoted(columns["service"])}, service = "total" }}'
            is_dated = not self._as_of().startswith("#")
            yield f"career_start = {service}" if is_dated else f"# career_start = {service}  # нужен as_of"
        yield ""

    def _records(self) -> Iterator[str]:
        columns = self.columns
        is_diagnostic = not {"diagnosed", "deficits"}.isdisjoint(columns)
        organization = _quoted(columns.get("organization", NOT_FOUND))
        if self.municipality:
            organization = f"{{ column = {organization}, within = {_quoted(self.municipality)} }}"
        if {"organization", "role"} & columns.keys():
            yield "[[sheet.employment]]"
            yield f"organization = {organization}"
            yield f'role = {{ column = {_quoted(columns.get("role", NOT_FOUND))}, words = "role" }}'
            yield from (
                f"{field} = {self._dated(key)}"
                for field, key in (("start", "hired"), ("end", "left"))
                if key in columns
            )
            yield ""
        if is_diagnostic:
            yield "[[sheet.diagnostic]]"
            yield '# provider = { value = "cnppm" }  # кто провёл диагностику'
            if "diagnosed" in columns:
                yield f"date = {self._dated('diagnosed')}"
            if "deficits" in columns:
                listed = ", ".join(map(_quoted, self._separators("deficits")))
                yield f"deficits = {{ column = {_quoted(columns['deficits'])}, split = [{listed}] }}"
            yield ""
        if "route" in columns:
            yield from ("[[sheet.route]]", f"start = {self._dated('route')}")
            if is_diagnostic:
                yield "diagnostic = { same_row = true }"
            if "route_end" in columns:
                yield f"end = {self._dated('route_end')}"
            yield ""
        if "programme" in columns and self._holds_days("programme"):
            yield from (
                f"# {NOT_FOUND} {_quoted(columns['programme'])}  # в нём дни, а не названия программ",
                "",
            )
        elif "programme" in columns:
            yield from ("[[sheet.programme]]", f"title = {_quoted(columns['programme'])}", "")
            yield from ("[[sheet.enrolment]]", f"programme = {_quoted(columns['programme'])}")
            # Without them it would be of no route, and chosen by no diagnostic, and nobody would be asked.
            if is_diagnostic:
                yield f"diagnostic = {{ same_row = true }}  {_OF_ROW.format('диагностике')}"
            if "route" in columns:
                yield f"route = {{ same_row = true }}  {_OF_ROW.format('ИОМ')}"
            yield from (
                f"{field} = {self._dated(key)}"
                for field, key in (("start", "studied_from"), ("end", "studied_to"))
                if key in columns
            )
            yield ""

    def _separators(self, key: str) -> list[str]:
        """List what parts the members of lists in a column."""
        has_lines = any("\n" in str(cell) for cell in self._cells(self.columns[key]))
        return [";", ",", "\n"] if has_lines else [";", ","]

    def _holds_days(self, key: str) -> bool:
        """Tell whether most cells of a column are days or months, whatever its title says."""
        cells = self._cells(self.columns[key])
        return 2 * sum(_way(cell) != "" for cell in cells) > len(cells)

    def _dated(self, key: str) -> str:
        """Give a column of days, with the ways in which its cells write them."""
        title = self.columns[key]
        ways: dict[str, None] = {}
        for cell in self._cells(title):
            way = _way(cell)
            if way and not isinstance(cell.content, dt.date):
                ways[way] = None
        listed = [way for way in (*WHOLE, *IN_PART) if way in ways]
        if not set(listed) & set(IN_PART):
            return _quoted(title)
        whole = [way for way in listed if way in WHOLE] or [WHOLE[0]]
        partial = [way for way in listed if way in IN_PART]
        return f"{{ column = {_quoted(title)}, dates = [{', '.join(map(_quoted, [*whole, *partial]))}] }}"


def _way(cell: Cell) -> str:
    """Find the first way of writing days that reads a cell; empty where none does."""
    for way in (*WHOLE, *IN_PART):
        with contextlib.suppress(CellError):
            read_day(cell, (way,), None)
            return way
    return ""


def _columns(area: Area) -> tuple[dict[str, str], tuple[str, ...]]:
    """Tell by title what columns hold; one thing is held by the first column alone."""
    found: dict[str, str] = {}
    unknown_titles = []
    for title in placed_columns(area):
        short = title.rpartition(BETWEEN)[2]
        key = next(
            (
                key
                for key, patterns in _TITLES.items()
                if key not in found and (fits_any(title, patterns) or fits_any(short, patterns))
            ),
            None,
        )
        if key is None:
            unknown_titles.append(title)
        else:
            found[key] = title
    return found, tuple(unknown_titles)


def _fitness(area: Area) -> tuple[int, int, int]:
    """Tell how well a head fits: its columns known by titles proper, those known at all, how short it is."""
    titles = _columns(area)[0].values()
    proper = sum(is_title(title.rpartition(BETWEEN)[2]) for title in titles)
    return proper, len(titles), area.head[0] - area.head[1]


def _quoted(text: str) -> str:
    """Give a text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)
