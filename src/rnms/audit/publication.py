"""What was published, typed in five minutes: a mapping of texts, a template to fill, a data file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rnms._values import frozen
from rnms.audit.printed import PrintedText, as_text, read_printed
from rnms.audit.subjects import EVERYTHING, Subject, Subjects
from rnms.errors import DataError, extra
from rnms.files import json
from rnms.files.converter import perhaps
from rnms.issues import Issue, Message, message
from rnms.judge.cases import periods_of
from rnms.model.law import Quote
from rnms.model.limits import Limits, plain_number, reported_period
from rnms.model.period import Period
from rnms.model.returns import Claim
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import profile_of
from rnms.sheets.area import Area, head_of
from rnms.sheets.cells import put_text
from rnms.sheets.csv import read_csv
from rnms.sheets.safety import file_name, source_of
from rnms.sheets.values import Sheet, letters_of
from rnms.sheets.workbook import packed, read_workbook
from rnms.writing import write_file

SHEET, WORDS = "Напечатано", "Слова"
CODE, TITLE, PRINTED = "Код", "Показатель", "Напечатано"
DOCUMENT, LINE, PLACE = "Документ", "Строка", "МСО"
_WIDTHS = {CODE: 14, TITLE: 76, PRINTED: 34, DOCUMENT: 14, LINE: 10, PLACE: 24}
_ALL = "Вывод отчёта обо всех показателях («достигнуты»)"
_ADVICE = (
    "Перепишите из отчёта так, как напечатано: «2036 – 10,5 %», «14 (93 %)», «14 из 15», «достигнут»."
    " Чего в отчёте нет, оставьте пустым. Ниже можно дописать строки: код части или слово с листа «Слова»."
    " Если сказано об одном муниципалитете, назовите его в последнем столбце."
)
_HEAD, _FREE_ROWS = 3, 12


def published(
    region: RegionProfile | str,
    period: Period | int | str,
    printed: Mapping[str, str | int],
    *,
    document: str = "",
) -> tuple[Claim, ...]:
    """Read a publication from its printed texts; every letter of them is read.

    >>> printed = {"1": "2036 – 10,5%", "5": "14 (93 %)", "*": "достигнуты"}
    >>> for claim in published("khabarovsk", 2023, printed, document="000"):
    ...     print(claim)
    Claim('1', '2022/2023', count=2036, share='10,5%')
    Claim('5', '2022/2023', count=14, share='93 %')
    Claim('*', '2023', verdict=<Verdict.MET: 'met'>)

    Args:
        region: A key or a profile.
        period: The reporting year, or a period.
        printed: The texts, by the code of an indicator, of a part of one, a word of the order, or ``"*"``,
            which is all indicators. A number is a count.
        document: Key of the document in which they stand.

    Raises:
        DataError: If a text says something that is not understood, or of what the order does not know.
        PeriodError: If ``period`` names no period.
        RegionNotFoundError: If no region has this key.
    """
    lines = [
        _Line(code=code, text=str(text), document=document, place=code, code_place=code)
        for code, text in printed.items()
    ]
    return _claims(lines, profile_of(region), reported_period(period), document or "printed")


def read_claims(
    path: str | Path, *, region: RegionProfile | str, period: Period | int | str
) -> tuple[Claim, ...]:
    r"""Read a publication from a filled template (a workbook or CSV), or from the claims of a data file.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "напечатано.csv")
    ...     _ = file.write_text("Код;Напечатано;Документ;Строка\n5;14 (93 %);000;74\n", encoding="utf-8")
    ...     [claim] = read_claims(file, region="khabarovsk", period=2023)
    >>> claim.count, claim.quote.line
    (14, 74)

    Raises:
        DataError: If the file cannot be read, or a text says something that is not understood.
        OSError: If there is no such file.
        MissingExtraError: If what reads such a file is not installed.
    """
    file = source_of(path)
    if file.suffix.casefold() == ".json":
        return json.load(path).claims
    sheet = _sheet_of(path)
    lines = tuple(_lines(sheet))
    return _claims(lines, profile_of(region), reported_period(period), file_name(file))


def template(
    region: RegionProfile | str, period: Period | int | str, path: str | Path | None = None
) -> bytes:
    """Write a workbook with a row for each indicator and part, in which to copy what a report prints.

    >>> len(template("khabarovsk", 2023)) == len(template("khabarovsk", 2023))
    True

    Args:
        region: A key or a profile.
        period: The reporting year, or a period.
        path: Where to write it, too.

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    with extra("xlsx"):
        import openpyxl
        from openpyxl.styles import Alignment, Font, PatternFill
    profile, asked_period = profile_of(region), reported_period(period)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    put_text(sheet["A1"], f"{profile.name}: что напечатано об итогах, {asked_period}")
    sheet["A1"].font = Font(bold=True, size=14)
    put_text(sheet["A2"], _ADVICE)
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(_WIDTHS))
    sheet.row_dimensions[2].height = 34
    for column, (title, width) in enumerate(_WIDTHS.items(), 1):
        head = sheet.cell(_HEAD, column)
        put_text(head, title)  # type: ignore[arg-type]
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        sheet.column_dimensions[letters_of(column)].width = width
    rows = [*_template_rows(profile), *[("", "")] * _FREE_ROWS]
    for row, cells in enumerate(rows, _HEAD + 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(row, column)
            put_text(cell, text)  # type: ignore[arg-type]
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        for column in range(1, len(_WIDTHS) + 1):
            # Of «6.2» a program would make a date, of «10,5%» a number without its zeros.
            sheet.cell(row, column).number_format = "@"
    sheet.freeze_panes = f"A{_HEAD + 1}"
    words = book.create_sheet(WORDS)
    for row, cells in enumerate(((CODE, TITLE), *_word_rows(profile)), 1):
        for column, text in enumerate(cells, 1):
            put_text(words.cell(row, column), text)
    words.column_dimensions["A"].width, words.column_dimensions["B"].width = 44, 90
    content = packed(book)
    if path is not None:
        write_file(path, content)
    return content


def _template_rows(profile: RegionProfile) -> Iterator[tuple[str, str]]:
    for indicator in profile.indicators:
        yield indicator.code, indicator.title
        for code, part in zip(indicator.names[1:], indicator.components, strict=True):
            yield code, f"\N{EN DASH} {part.title}"
    yield EVERYTHING, _ALL


def _word_rows(profile: RegionProfile) -> Iterator[tuple[str, str]]:
    subjects = Subjects(profile)
    for question in profile.questions:
        subject = subjects.find(question.key)
        if subject is not None and subject.is_word:
            yield question.key, question.title


@frozen(kw_only=True)
class _Line:
    """A printed text, and where it stands.

    Attributes:
        code: What it speaks of.
        text: What is printed.
        document: In which document.
        line: At which of its lines; 0 where that is not said.
        unread_line: What stands where a line is named, and is no number.
        municipality: The id or the name of the one that it speaks of; empty is the region.
        place: Where it was typed.
        code_place: Where its code was.
        line_place: Where the line of the document was.
    """

    code: str
    text: str
    document: str = ""
    line: int = 0
    unread_line: str = ""
    municipality: str = ""
    place: str = ""
    code_place: str = ""
    line_place: str = ""


def _claims(
    lines: tuple[_Line, ...] | list[_Line], profile: RegionProfile, asked_period: Period, source: str
) -> tuple[Claim, ...]:
    """Make the claims of printed texts; all faults are told at once."""
    claims, issues = [], []
    units = [form for question in profile.questions for form in question.of.unit.forms]
    subjects = Subjects(profile)
    for line in lines:
        if line.unread_line:
            fault = message("claim.unread/line", given=f"«{line.unread_line}»")
            issues.append(Issue(place=line.line_place, text=fault, code="claim.unread"))
        subject = None if line.code == EVERYTHING else subjects.find(line.code)
        if subject is None and line.code != EVERYTHING:
            issues.append(_unknown(line, subjects))
        printed = read_printed(line.text, units)
        if isinstance(printed, Message):
            code = printed.key.partition("/")[0]
            issues.append(Issue(place=line.place, text=printed, code=code))
        elif subject is not None or line.code == EVERYTHING:
            claims.append(_claim(line, printed, subject, asked_period))
    if issues:
        raise DataError(source, tuple(issues))
    return tuple(claims)


def _unknown(line: _Line, subjects: Subjects) -> Issue:
    """Say what to write for a code that stands for nothing printed, be it that data alone know it."""
    profile, key = subjects.profile, f"«{line.code}»"
    names = [name for indicator in profile.indicators for name in indicator.names]
    if line.code in profile.figure_keys:
        codes = ", ".join(_codes_by(line.code, profile))
        fault = (
            message("claim.unknown-word/by-code", key=key, region=profile.key, codes=codes)
            if codes
            else message("claim.unknown-word/of-data", key=key, region=profile.key)
        )
    else:
        words = [word for word in profile.figure_keys if subjects.find(word) is not None]
        near = perhaps(line.code, names + words)
        fault = message("claim.unknown-word", key=key, region=profile.key, near=near)
    return Issue(place=line.code_place, text=fault, code="claim.unknown-word")


def _codes_by(key: str, profile: RegionProfile) -> Iterator[str]:
    """List the codes of the indicators that ask for a figure, of one with parts those of its parts."""
    asking = {code for need in profile.needs() if need.key == key for code in need.indicators}
    for indicator in profile.indicators:
        if indicator.code in asking:
            yield from indicator.names[1:] or indicator.names


def _claim(line: _Line, printed: PrintedText, subject: Subject | None, asked_period: Period) -> Claim:
    """Make a claim, of the one period of its kind that the reporting year means."""
    periods = (asked_period,) if subject is None else periods_of(subject.indicator, asked_period)
    quote = Quote(document=line.document, line=line.line, text=line.text)
    name = {} if subject is None else {"key" if subject.is_word else "indicator": _code_of(subject)}
    period = periods[0] if len(periods) == 1 else asked_period
    place = line.municipality or None
    return Claim(period=period, quote=quote, municipality=place, **name, **as_text(printed))  # type: ignore[arg-type]


def _code_of(subject: Subject) -> str:
    code = subject.indicator.code
    return f"{code}.{subject.part}" if subject.part else code


def _sheet_of(path: str | Path) -> Sheet:
    """Find the sheet of a filled template: the one with its headings."""
    file = source_of(path)
    if file.suffix.casefold() == ".csv":
        return read_csv(file, Limits(), _NEEDED)
    sheets = read_workbook(file, Limits())
    return next((sheet for sheet in sheets if _columns(_area(sheet)).keys() >= _NEEDED), sheets[0])


_NEEDED = {CODE, PRINTED}


def _area(sheet: Sheet) -> Area:
    head = head_of(sheet, _WIDTHS)
    return Area(sheet=sheet, head=(head, head))


def _columns(area: Area) -> dict[str, int]:
    """Find the column of each heading of the template."""
    return {title: columns[0] for title in _WIDTHS if (columns := area.columns(title))}


def _missing(area: Area, columns: Mapping[str, int]) -> Iterator[Issue]:
    """Name the headings without which nothing can be read, and those under which one of two would be lost."""
    for title in _WIDTHS:
        if len(doubled := area.columns(title)) > 1:
            place = area.sheet.place(area.head[0], doubled[1])
            fault = message("table.doubled-column", title=title)
            yield Issue(place=place, text=fault, code="table.doubled-column")
        if title in _NEEDED and title not in columns:
            fault = message("table.no-column", title=title, near=perhaps(title, area.titles.values()))
            yield Issue(place=area.sheet.place(area.head[0], 1), text=fault, code="table.no-column")


def _lines(sheet: Sheet) -> Iterator[_Line]:
    area = _area(sheet)
    columns = _columns(area)
    if missing := tuple(_missing(area, columns)):
        raise DataError(sheet.file, missing)
    for row in range(area.head[1] + 1, sheet.last_row + 1):
        cells = {title: sheet.at(row, column) for title, column in columns.items()}
        printed = cells[PRINTED]
        if printed.is_blank:
            continue
        line = str(cells[LINE]).strip() if LINE in cells else ""
        yield _Line(
            code=str(cells[CODE]).strip(),
            text=str(printed),
            document=str(cells[DOCUMENT]).strip() if DOCUMENT in cells else "",
            line=plain_number(line) or 0,
            unread_line="" if plain_number(line) is not None else line,
            municipality=str(cells[PLACE]).strip() if PLACE in cells else "",
            place=sheet.place(row, columns[PRINTED]),
            code_place=sheet.place(row, columns[CODE]),
            line_place=sheet.place(row, columns[LINE]) if LINE in columns else "",
        )
