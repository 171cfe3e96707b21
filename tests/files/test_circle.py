"""The circle of a round: a form goes out, comes back with faults, goes back with remarks, and is counted."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import rnms
from kit.goldens import approved
from kit.office import SOFFICE, Save, by_library, by_libreoffice
from rnms import Municipality, RegionalSystem, Report, forms
from rnms.forms.collection import Collected
from rnms.model import DeliveryStatus
from rnms.render.ledger import fault_words, ledger_sentence

NAMES = ("Лесной район", "Озёрный район", "Речной район", "Горный район", "Южный район", "город Вымышленск")
PLACES = tuple(Municipality(id=f"m{number}", name=name) for number, name in enumerate(NAMES, 1))
CLERK = "Иванова А. А., 00-00-00"
ONLY = ("1", "3", "5")


def fill(path: Path, **cells: Any) -> Path:
    """Fill cells of a form, and sign it."""
    book = openpyxl.load_workbook(path)
    sheet = book["Форма"]
    for address, value in {**cells, "D10": CLERK}.items():
        sheet[address] = value
    book.save(path)
    return path


def shown(collected: Collected, system: RegionalSystem) -> str:
    """The ledger as the file keeps it, and as it is told in both languages."""
    names = {place.id: place.name for place in PLACES}
    lines = [
        " | ".join(
            (
                names[line.municipality or ""],
                line.question,
                line.status.value,
                line.place or line.file,
                fault_words(line),
                "" if line.when is None else str(line.when),
            )
        ).rstrip()
        for line in system.deliveries
    ]
    told = [ledger_sentence(collected.ledger(system), lang=lang) for lang in ("ru", "en")]
    report = rnms.evaluate(system, period=2023, only=ONLY)
    reasons = [f"{result.code}: {result.verdict.value}; {result.reason}" for result in report]
    return "\n".join([*lines, "", *told, "", *reasons, "", *_told_below(report)]) + "\n"


def _told_below(report: Report) -> Iterable[str]:
    text = report.to_text()
    return [
        line
        for line in text.splitlines()
        if line.startswith(("Не прислали", "Прислали", "Назвали", "Оставили", "Нет"))
    ]


def everywhere(report: Report, folder: Path) -> dict[str, str]:
    """A report in each format, as text."""
    report.to_docx(folder / "отчёт.docx")
    report.to_xlsx(folder / "отчёт.xlsx")
    document = docx.Document(str(folder / "отчёт.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    book = openpyxl.load_workbook(folder / "отчёт.xlsx")
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return {
        "text": report.to_text(),
        "markdown": report.to_markdown().replace("\\", ""),
        "html": report.to_html(),
        "docx": "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]),
        "xlsx": "\n".join(str(value) for row in rows for value in row),
        "csv": report.to_csv(),
        "json": report.to_json(),
    }


OFFICES = [
    by_library,
    pytest.param(
        by_libreoffice,
        marks=[
            pytest.mark.slow,
            pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
        ],
    ),
]


@pytest.mark.parametrize("save", OFFICES)
def test_a_round_runs_from_faults_to_numbers(save: Save, tmp_path: Path) -> None:
    """Six are asked: one answers, two wrongly, one gives a reason, one sends a scan, one nothing.

    Two rounds of remarks later all is counted; the ledger of each step was read and approved.
    """
    inbox = tmp_path / "формы"
    paths = forms.write("khabarovsk", 2023, PLACES, inbox, only=ONLY)
    fill(paths[0], D5=10, D6=5, D7="да", D8="да")
    fill(paths[1], D5="много", D6=5, D7="создана", D8="да")
    fill(paths[2], D5=7, D6=3, E7="не собирали", D8="да")
    fill(paths[3], D5=4, D6=9, D7="да", D8="да")
    paths[4].rename(paths[4].with_suffix(".pdf"))
    paths[5].rename(tmp_path / paths[5].name)
    save(paths[:4])
    first = forms.collect(inbox, remarks=tmp_path / "замечания", came=dt.date(2024, 1, 15))
    system = first.system()
    assert approved("ledger.1.faults.txt", shown(first, system)) == shown(first, system)
    assert [copy.stem.partition(" — ")[0] for copy in first.copies] == ["Озёрный район", "Горный район"]

    # The copies come back, one of them with a cell that is still wrong; and the scan is filled as a form.
    returned = [Path(shutil.copy(copy, inbox)) for copy in first.copies]
    fill(returned[0], D5=12, D7="вроде да")
    fill(returned[1], D6=2)
    (inbox / "Южный район.pdf").unlink()
    fill(Path(shutil.copy(tmp_path / paths[5].name, inbox)), E5="собираем", E6="собираем", D7="да", D8="да")
    save([*returned, inbox / paths[5].name])
    rnms.dump(system, tmp_path / "край.json")
    second = forms.collect(inbox, remarks=tmp_path / "ещё", came=dt.date(2024, 1, 22))
    system = second.system(rnms.load(tmp_path / "край.json"))
    assert approved("ledger.2.remarks.txt", shown(second, system)) == shown(second, system)

    last = [Path(shutil.copy(copy, inbox / "последняя.xlsx")) for copy in second.copies]
    fill(last[0], D7="да")
    fill(inbox / paths[2].name, D7="да", E7=None)
    fill(inbox / paths[5].name, D5=3, D6=1, E5=None, E6=None)
    [again] = forms.write("khabarovsk", 2023, [PLACES[4]], tmp_path / "повторно", only=ONLY)
    fill(Path(shutil.copy(again, inbox)), D5=8, D6=8, D7="да", D8="да")
    save([*last, *(inbox / paths[number].name for number in (2, 4, 5))])
    rnms.dump(system, tmp_path / "край.json")
    third = forms.collect(inbox, came=dt.date(2024, 1, 29))
    system = third.system(rnms.load(tmp_path / "край.json"))
    assert approved("ledger.3.counted.txt", shown(third, system)) == shown(third, system)

    assert not third.issues
    assert {line.status for line in system.deliveries} == {DeliveryStatus.COUNTED}
    assert len(system.deliveries) == len(PLACES) * 4
    assert rnms.evaluate(system, period=2023)["3"].value == rnms.Bounds(1, 1)


def test_the_ledger_is_in_every_output(tmp_path: Path) -> None:
    """Faults survive the file; nobody who answered badly is silent anywhere, and no clerk is named.

    Whoever left a blank has made no fault, and a reason is told as it was given: nobody says for him that he
    did not collect.
    """
    paths = forms.write("khabarovsk", 2023, PLACES[:5], tmp_path, only=ONLY)
    fill(paths[0], D5=10, D6=5, D7="да", D8="да")
    fill(paths[1], D5=f"много, спросите: {CLERK}", D6=5, D7="создана", D8="да")
    fill(paths[2], D5=7, D6=3, E7="не применимо", D8="да")
    paths[3].unlink()
    fill(paths[4], D5=7, D6=3, D8="да")
    collected = forms.collect(tmp_path)
    rnms.dump(collected.system(), tmp_path / "край.json")
    report = rnms.evaluate(rnms.load(tmp_path / "край.json"), period=2023, only=ONLY)

    for name, text in everywhere(report, tmp_path).items():
        statuses = [line.delivery.status for line in report.ledger]
        words = ["not_sent", "faulty", "blank", "explained"] if name == "json" else [
            "не прислали", "прислали с ошибкой", "оставили без ответа", "назвали причину, почему данных нет"
        ]  # fmt: skip
        assert set(statuses) == set(DeliveryStatus)
        assert all(word in text for word in words), name
        assert "не применимо" in text, name
        assert "не собирали" not in text, name
        assert "Озёрный район.xlsx[Форма!D5]" in "".join(text.split("\n")), name
        assert "Иванова" not in text, name
        assert "Иванова" not in (tmp_path / "край.json").read_text("utf-8").partition('"deliveries"')[2]
    assert "Нет ответа: " not in report.to_text()
    assert Report.from_json(report.to_json()) == report
