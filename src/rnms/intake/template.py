"""A register to fill in, and its mapping: what a new region can begin with."""

from __future__ import annotations

from rnms.errors import extra
from rnms.sheets.cells import put_text
from rnms.sheets.values import letters_of
from rnms.sheets.workbook import packed

SHEET = "Педагоги"
_TITLE = "Реестр педагогических и руководящих работников"
_ADVICE = (
    "Одна строка — одна должность. Даты — 01.09.2022; если известен только месяц — «сентябрь 2022»."
    " В строке ИОМ построен по её диагностике, а обучение выбрано по её ИОМ; иначе — другой строкой."
    " Чего не знаете, оставьте пустым. Заголовки не меняйте."
)
HEAD = 3
_COLUMNS = {
    "СНИЛС": 16, "Фамилия": 18, "Имя": 14, "Отчество": 18, "Дата рождения": 14, "Педагог с": 14,
    "Муниципалитет": 24, "Организация": 36, "Вид организации": 24, "Низкие результаты: годы": 18,
    "Должность": 24, "Принят": 14, "Уволен": 14, "Категория": 14,
    "Диагностика: дата": 14, "Диагностика: кто провёл": 18, "Диагностика: дефициты": 30,
    "ИОМ: разработан": 14, "ИОМ: завершён": 14,
    "Программа": 36, "Программа: вид": 18, "Программа: темы": 24, "Программа: в Федеральном реестре с": 18,
    "Программа: в Федеральном реестре по": 18, "Обучение: выбрано": 14, "Обучение: начало": 14,
    "Обучение: окончание": 14,
}  # fmt: skip
"""Titles of the columns and their widths in letters."""
_CHOICES = {
    "Вид организации": (
        "школа,детский сад,дополнительное образование,колледж,вуз,институт развития образования,ЦНППМ,"
        "методическая служба,федеральная,иная"
    ),
    "Программа: вид": "повышение квалификации,переподготовка",
    "Категория": "высшая,первая,нет",
    "Диагностика: кто провёл": "ЦНППМ,организация,сам,иное",
}
_ROWS = 2000

_MAPPING = """rnms-intake = 1
region = "{region}"

# Слова реестра: подходит первое; "-" — известно и пропущено, "*" — всё остальное.
[words.role]
"зам*" = "deputy_head"
"директор*" = "head"
"заведующ*" = "head"
"методист*" = "methodist"
"учител*" = "pedagogical"
"воспитател*" = "pedagogical"
"педагог*" = "pedagogical"
"преподавател*" = "pedagogical"

[words.kind]
"школа" = "general"
"детский сад" = "preschool"
"дополнительное образование" = "supplementary"
"колледж" = "vocational"
"вуз" = "higher"
"институт развития образования" = "professional_development"
"цнппм" = "cnppm"
"методическая служба" = "methodical_service"
"федеральная" = "federal"
"иная" = "other"

[words.programme]
"повышение квалификации" = "advanced_training"
"переподготовка" = "retraining"

[words.category]
"высшая" = "highest"
"первая" = "first"
"нет" = "none"

[words.provider]
"цнппм" = "cnppm"
"организация" = "organization"
"сам" = "self"
"иное" = "other"

[words.deficit]
"нет" = "-"
"не выявлены" = "-"
"*предмет*" = "предметные"
"*метод*" = "методические"
"*психол*" = "психолого-педагогические"
"*коммуник*" = "коммуникативные"

[[sheet]]
name = "Педагоги"
header = 3
# as_of = 2024-09-01  # день, на который составлен реестр: кто назван, в этот день работал

[[sheet.municipality]]
name = "Муниципалитет"

[[sheet.organization]]
name = "Организация"
municipality = "Муниципалитет"
kind = {{ column = "Вид организации", words = "kind" }}
low_results_years = {{ column = "Низкие результаты: годы", split = [";", ","] }}

[sheet.person]
key = ["СНИЛС"]
otherwise = ["Фамилия", "Имя", "Отчество", "Дата рождения"]
birth_date = "Дата рождения"
career_start = {{ column = "Педагог с", dates = ["dd.mm.yyyy", "month", "year"] }}
category = {{ column = "Категория", words = "category" }}

[[sheet.employment]]
organization = {{ column = "Организация", within = "Муниципалитет" }}
role = {{ column = "Должность", words = "role" }}
start = {{ column = "Принят", dates = ["dd.mm.yyyy", "month", "year"] }}
end = {{ column = "Уволен", dates = ["dd.mm.yyyy", "month"] }}

[[sheet.diagnostic]]
date = {{ column = "Диагностика: дата", dates = ["dd.mm.yyyy", "month"] }}
provider = {{ column = "Диагностика: кто провёл", words = "provider" }}
deficits = {{ column = "Диагностика: дефициты", split = [";", ","], words = "deficit" }}

[[sheet.route]]
diagnostic = {{ same_row = true }}
start = {{ column = "ИОМ: разработан", dates = ["dd.mm.yyyy", "month"] }}
end = {{ column = "ИОМ: завершён", dates = ["dd.mm.yyyy", "month"] }}

[[sheet.programme]]
title = "Программа"
kind = {{ column = "Программа: вид", words = "programme" }}
topics = {{ column = "Программа: темы", split = [";", ","] }}
register_start = "Программа: в Федеральном реестре с"
register_end = "Программа: в Федеральном реестре по"

[[sheet.enrolment]]
programme = "Программа"
diagnostic = {{ same_row = true }}
route = {{ same_row = true }}
selected_on = {{ column = "Обучение: выбрано", dates = ["dd.mm.yyyy", "month"] }}
start = {{ column = "Обучение: начало", dates = ["dd.mm.yyyy", "month"] }}
end = {{ column = "Обучение: окончание", dates = ["dd.mm.yyyy", "month"] }}
"""


def template_mapping(region: str) -> str:
    """Write the mapping of :func:`template_workbook`.

    >>> from rnms.intake.mapping import loads_mapping
    >>> loads_mapping(template_mapping("kirov")).sheet[0].name
    'Педагоги'
    """
    return _MAPPING.format(region=region)


def template_workbook() -> bytes:
    """Write a register to fill in: the same bytes each time.

    >>> template_workbook() == template_workbook()
    True

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    with extra("xlsx"):
        import openpyxl
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.worksheet.datavalidation import DataValidation
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    put_text(sheet["A1"], _TITLE)
    put_text(sheet["A2"], _ADVICE)
    sheet["A1"].font = Font(bold=True, size=14)
    for column, (title, width) in enumerate(_COLUMNS.items(), 1):
        head = sheet.cell(HEAD, column)
        put_text(head, title)  # type: ignore[arg-type]
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        letters = letters_of(column)
        sheet.column_dimensions[letters].width = width
        # As text a СНИЛС keeps its first zeros.
        sheet.column_dimensions[letters].number_format = "@"
        if title in _CHOICES:
            choice = DataValidation(type="list", formula1=f'"{_CHOICES[title]}"', allow_blank=True)
            choice.add(f"{letters}{HEAD + 1}:{letters}{HEAD + _ROWS}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = f"B{HEAD + 1}"
    sheet.auto_filter.ref = f"A{HEAD}:{letters_of(len(_COLUMNS))}{HEAD}"
    return packed(book)
