"""Registers of institutes: one with every fault becomes a judged system; a large one is read and mapped.

Both are invented. Figures are seconds of CPU with those of child processes, the least of several runs;
``wall`` is by the clock. The same run reads the large register with openpyxl, and with calamine alone in this
process.

    python benchmarks/intake.py [--messy 2000] [--rows 20000] [--columns 20]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import openpyxl
import python_calamine

import rnms
from rnms import intake
from rnms.model.limits import Limits
from rnms.sheets.workbook import read_workbook

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "tests")]

from office import least, register  # the same measure and the same large register

from kit.registers import KNOWN, SALT, messy_rows, write_mapping, write_register

LARGE = """
rnms-intake = 1
region = "kirov"
[[sheet]]
ignore = ["столбец*"]
[sheet.person]
key = ["столбец 0"]
key_is = "code"
birth_date = "столбец 3"
"""


def main() -> None:
    """Measure, and print a table and a line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messy", type=int, default=2_000)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--columns", type=int, default=20)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    messy = write_register(folder / "кадры.xlsx", messy_rows(arguments.messy))
    mapping = intake.load_mapping(write_mapping(folder))
    large = folder / "много.xlsx"
    register(large, arguments.rows, arguments.columns)
    large_mapping = intake.load_mapping(LARGE.encode())
    took = intake.read(messy, mapping, salt=SALT, known=KNOWN)
    measured = {
        "messy rows read": least(lambda: intake.read(messy, mapping, salt=SALT, known=KNOWN)),
        "and judged": least(lambda: rnms.evaluate(took.system, period=2023)),
        "copy with remarks": least(took.issues_workbook, 1),
        "large, cells by rnms": least(lambda: read_workbook(large, Limits())),
        "large, cells by openpyxl": least(lambda: openpyxl.load_workbook(large, data_only=True), 1),
        "large, cells by calamine": least(
            lambda: [
                sheet.to_python()
                for book in [python_calamine.CalamineWorkbook.from_path(str(large))]
                for sheet in map(book.get_sheet_by_name, book.sheet_names)
            ]
        ),
        "large, mapped by rnms": least(lambda: intake.read(large, large_mapping, salt=SALT), 1),
    }
    for name, (used, clock) in measured.items():
        print(f"{name:28} {used:8.2f} s CPU {clock:8.2f} s wall")
    by_rnms, by_openpyxl = measured["large, cells by rnms"], measured["large, cells by openpyxl"]
    ratios = {
        "cells": round(by_rnms[0] / by_openpyxl[0], 3),
        "cells_wall": round(by_rnms[1] / by_openpyxl[1], 3),
        "messy": {"rows": took.rows, "records": sum(took.counts.values()), "issues": len(took.issues)},
        "seconds": {name: round(used, 2) for name, (used, _) in measured.items()},
    }
    print(json.dumps(ratios, ensure_ascii=False))


if __name__ == "__main__":
    main()
