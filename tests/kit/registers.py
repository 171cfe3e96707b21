"""Invented registers: rows as clerks write them, with every fault that they make, and no person in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from rnms import RegionalSystem
from rnms.model import Municipality, Organization, OrganizationKind, Programme

SALT = b"invented for tests, no secret"
KNOWN = RegionalSystem(
    region="kirov",
    municipalities=[Municipality(id="m1", name="Лесной район"), Municipality(id="m2", name="г. Заречный")],
    organizations=[
        Organization(
            id=f"o{place}{number}",
            municipality=f"m{place}",
            kind=OrganizationKind.GENERAL,
            name=f'МБОУ "Средняя общеобразовательная школа № {number}"',
        )
        for place in (1, 2)
        for number in (1, 5, 6)
    ],
    programmes=[Programme(id="reading", title="Смысловое чтение")],
)
HEAD: tuple[tuple[str | None, ...], ...] = (
    (
        "№ п/п", "СНИЛС", "ФИО", None, None, "Дата рождения", "Муниципалитет", "Место работы", "Должность",
        "Принят", "Диагностика ЦНППМ", None, "ИОМ", "Программа", "Окончил",
    ),
    (None, None, "Фамилия", "Имя", "Отчество", *(None,) * 5, "дата", "дефициты", None, None, None),
)  # fmt: skip
MAPPING = """
rnms-intake = 1
region = "kirov"
[words.role]
"учитель*" = "pedagogical"
"директор" = "head"
"лаборант" = "-"
[words.deficit]
"не выявлены" = "-"
"предмет*" = "предметные"
"метод*" = "методические"
[[sheet]]
name = "Кадры*"
skip = ["всего*"]
ignore = ["№ п/п"]
[sheet.person]
key = ["СНИЛС"]
otherwise = ["ФИО / Фамилия", "ФИО / Имя", "ФИО / Отчество", "Дата рождения"]
birth_date = { column = "Дата рождения", dates = ["dd.mm.yyyy"] }
[[sheet.employment]]
organization = { column = "Место работы", within = "Муниципалитет" }
role = { column = "Должность", words = "role" }
start = { column = "Принят", dates = ["dd.mm.yyyy", "month"] }
[[sheet.diagnostic]]
date = "Диагностика ЦНППМ / дата"
provider = { value = "cnppm" }
deficits = { column = "Диагностика ЦНППМ / дефициты", split = [";", ",", "\\n"], words = "deficit" }
[[sheet.route]]
diagnostic = { same_row = true }
start = "ИОМ"
[[sheet.enrolment]]
programme = "Программа"
end = "Окончил"
"""


def snils(number: int) -> str:
    """Write a СНИЛС with its control number."""
    digits = f"{number:09}"
    control = (
        sum(weight * int(digit) for weight, digit in zip(range(9, 0, -1), digits, strict=True)) % 101 % 100
    )
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]} {control:02}"


def row(**cells: Any) -> dict[str, Any]:
    """Tell a row by the titles of its columns, the rest as usual."""
    usual = {
        "СНИЛС": "112-233-445 95", "Фамилия": "Вымыслов", "Имя": "Пётр", "Отчество": "Ильич",
        "Дата рождения": "01.05.1980", "Муниципалитет": "Лесной р-н", "Место работы": "СОШ 5",
        "Должность": "учитель физики",
    }  # fmt: skip
    return {**usual, **cells}


TITLES = (
    "№ п/п", "СНИЛС", "Фамилия", "Имя", "Отчество", "Дата рождения", "Муниципалитет", "Место работы",
    "Должность", "Принят", "дата", "дефициты", "ИОМ", "Программа", "Окончил",
)  # fmt: skip


def write_register(path: Path, rows: Sequence[dict[str, Any]], further: Sequence[str] = ()) -> Path:
    """Write a register of these rows under a head of two rows, with further columns."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "Кадры 2024"
    sheet.append(["Реестр педагогических работников"])
    sheet.append([])
    sheet.append([*HEAD[0], *further])
    sheet.append(HEAD[1])
    sheet.merge_cells("C3:E3")
    sheet.merge_cells("K3:L3")
    for number, cells in enumerate(rows, 1):
        sheet.append([number, *(cells.get(title) for title in (*TITLES[1:], *further))])
    book.save(path)
    return path


def write_mapping(folder: Path, text: str = MAPPING) -> Path:
    """Write a mapping beside a register."""
    path = folder / "staff.toml"
    path.write_text(text, encoding="utf-8")
    return path


def messy_rows(number: int, seed: int = 7) -> list[dict[str, Any]]:
    """Invent rows with every fault: dates of four kinds, schools of four spellings, wrong СНИЛС."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    schools = ("СОШ 5", 'МБОУ "СОШ № 5"', "Средняя школа №1", "МБОУ СОШ № 6", "СОШ № 7", "школа")
    places = ("Лесной р-н", "Лесной район", "Заречный", "г. Заречный", "Дальний район")
    roles = ("учитель", "Учитель  физики", "директор", "лаборант", "тренер", None)
    days = ("01.09.2022", "2022-09-01", "март 2023", "01.02.03", "2005 г.", None, "н/д")
    rows = []
    for place in range(number):
        own = dice.randrange(number)
        key = snils(100_000_000 + own)
        rows.append(
            row(
                **{
                    "СНИЛС": dice.choice((key, key, key, key.replace("-", ""), key[:-1] + "x", None)),
                    "Фамилия": f"Вымыслов{'абвгде'[own % 6]}{'жзикл'[own % 5]}",
                    "Имя": dice.choice(("Пётр", "Петр")),
                    "Дата рождения": dice.choice(("01.05.1980", "05.1980", "03.04.90", None)),
                    "Муниципалитет": dice.choice(places),
                    "Место работы": dice.choice(schools),
                    "Должность": dice.choice(roles),
                    "Принят": dice.choice(days),
                    "дата": dice.choice(days),
                    "дефициты": dice.choice(("предметные; методические", "не выявлены", "прочие", None)),
                    "ИОМ": dice.choice(days),
                    "Программа": dice.choice(("Смысловое чтение", "смысловое  чтение.", "Письмо", None)),
                    "Окончил": dice.choice(days),
                    "№ п/п": place,
                }
            )
        )
    return rows
