"""Files of offices: a register read by rnms and by openpyxl, a round of forms, a large report written.

The register is read twice, as openpyxl writes texts, into their cells, and as Excel does, apart from them.

Every figure is seconds of CPU with those of child processes, the least of several runs; ``wall`` is by the
clock. The same run makes every form with openpyxl alone, as was done before a round had a template. The
report is of 40 indicators of 400 municipalities; its growth is against one of a tenth of the municipalities.

    python benchmarks/office.py [--rows 20000] [--columns 20] [--forms 500] [--municipalities 400]
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import resource
import tempfile
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import openpyxl
from growth import ACADEMIC, of_many

from rnms import Figure, Municipality, RegionalSystem, evaluate, forms
from rnms.forms.workbook import workbook
from rnms.model.limits import Limits
from rnms.render.formats import FORMATS
from rnms.results.report import Report
from rnms.sheets.archive import archived
from rnms.sheets.archive import parts as archived_parts
from rnms.sheets.workbook import read_workbook

RUNS = 3
INDICATORS = 40
WRITTEN = ("html", "docx", "xlsx")
"""The formats in which a large report is written."""


def cpu() -> float:
    """Seconds of CPU of this process and of the children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def least(run: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """The least CPU and the least time by the clock of several runs."""
    taken = []
    for _ in range(runs):
        begun, clock = cpu(), time.perf_counter()
        run()
        taken.append((cpu() - begun, time.perf_counter() - clock))
    return min(used for used, _ in taken), min(clock for _, clock in taken)


def register(path: Path, rows: int, columns: int) -> None:
    """Write an invented register of texts, numbers and days."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Кадры")
    sheet.append([f"столбец {number}" for number in range(columns)])
    for row in range(rows):
        cells = [f"p{row}", "учитель", row, dt.date(2020, 1, 1 + row % 28), row / 2]
        sheet.append((cells * (columns // len(cells) + 1))[:columns])
    book.save(path)


def as_excel(path: Path, copy: Path) -> None:
    """Write a copy whose texts are shared, as Excel keeps them."""
    numbers: dict[str, int] = {}

    def shared(cell: re.Match[str]) -> str:
        return f't="s"><v>{numbers.setdefault(cell[1], len(numbers))}</v>'

    parts = archived_parts(path.read_bytes())
    sheet = re.sub(r't="inlineStr"><is><t>(.*?)</t></is>', shared, parts["xl/worksheets/sheet1.xml"].decode())
    strings = "".join(f"<si><t>{unescape(text)}</t></si>" for text in numbers)
    kinds, links = "application/vnd.openxmlformats-officedocument", "http://schemas.openxmlformats.org"
    shared_kind = (
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.spreadsheetml.sharedStrings+xml"/>'
    )
    link_kind = f"{links}/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="s" Type="{link_kind}" Target="sharedStrings.xml"/>'
    types, rels = parts["[Content_Types].xml"].decode(), parts["xl/_rels/workbook.xml.rels"].decode()
    changed = {
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{links}/spreadsheetml/2006/main">{strings}</sst>',
        "[Content_Types].xml": types.replace("</Types>", f"{shared_kind}</Types>"),
        "xl/_rels/workbook.xml.rels": rels.replace("</Relationships>", f"{link}</Relationships>"),
    }
    copy.write_bytes(archived(parts | {name: part.encode() for name, part in changed.items()}))


def report_of(municipalities: int) -> Report:
    """A report of many indicators, with a number of each municipality for each of them."""
    places = [Municipality(id=f"m{number}", name=f"Район {number}") for number in range(municipalities)]
    figures = [
        Figure(key=f"staff.t{index}", period=ACADEMIC, municipality=place.id, count=index, among=INDICATORS)
        for index in range(INDICATORS)
        for place in places
    ]
    system = RegionalSystem(region="khabarovsk", municipalities=places, figures=figures)
    return evaluate(system, region=of_many(INDICATORS), period=2023)


def written(report: Report) -> dict[str, float]:
    """The CPU time that each format takes."""
    return {name: least(lambda name=name: FORMATS[name].write(report, "ru"))[0] for name in WRITTEN}


def main() -> None:
    """Measure, and print a table and a line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--forms", type=int, default=500)
    parser.add_argument("--municipalities", type=int, default=400)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    path, shared = folder / "кадры.xlsx", folder / "кадры из Excel.xlsx"
    register(path, arguments.rows, arguments.columns)
    as_excel(path, shared)
    places = [Municipality(id=f"m{number}", name=f"Район {number}") for number in range(arguments.forms)]
    plan = forms.plan("khabarovsk", 2023, places)
    rounds = iter(range(RUNS))
    measured = {
        "register, rnms": least(lambda: read_workbook(path, Limits())),
        "register, openpyxl": least(lambda: openpyxl.load_workbook(path, data_only=True)),
        "register of Excel, rnms": least(lambda: read_workbook(shared, Limits())),
        "register of Excel, openpyxl": least(lambda: openpyxl.load_workbook(shared, data_only=True)),
        "forms written": least(lambda: forms.write("khabarovsk", 2023, places, folder / str(next(rounds)))),
        "forms written one by one": least(lambda: [workbook(plan, place) for place in places], 1),
        "forms collected": least(lambda: forms.collect(folder / "0")),
    }
    for name, (used, clock) in measured.items():
        print(f"{name:28} {used:8.2f} s CPU {clock:8.2f} s wall")
    sizes = (arguments.municipalities // 10, arguments.municipalities)
    small, large = (written(report_of(size)) for size in sizes)
    print(f"\n{INDICATORS} indicators of municipalities {sizes[0]:6} {sizes[1]:8} {'ratio':>8}")
    for name in WRITTEN:
        print(f"{name:31} {small[name]:8.2f} {large[name]:8.2f} {large[name] / small[name]:8.2f}")
    by_rnms, by_openpyxl = measured["register, rnms"], measured["register, openpyxl"]
    excel_by_rnms, excel_by_openpyxl = (
        measured["register of Excel, rnms"],
        measured["register of Excel, openpyxl"],
    )
    ratios = {
        "register": round(by_rnms[0] / by_openpyxl[0], 3),
        "register_of_excel": round(excel_by_rnms[0] / excel_by_openpyxl[0], 3),
        "register_wall": round(by_rnms[1] / by_openpyxl[1], 3),
        "forms_written": round(measured["forms written"][0] / measured["forms written one by one"][0], 3),
        "seconds": {name: round(used, 2) for name, (used, _) in measured.items()},
        "report_seconds": {name: round(large[name], 2) for name in WRITTEN},
        "report_growth_x10": {name: round(large[name] / small[name], 2) for name in WRITTEN},
    }
    print(json.dumps(ratios, ensure_ascii=False))


if __name__ == "__main__":
    main()
