"""The audit as people see it: the table of Khabarovsk in every format, and the command."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import rnms
from kit.goldens import approved
from kit.reports import HOSTILE
from rnms import audit, files
from rnms.cli import main
from rnms.cli.console import CANNOT_RUN, FINDINGS, FINE
from rnms.model import Claim, Quote
from rnms.results.audit import Audit, Standing


def khabarovsk() -> Audit:
    """What documents 000 and 004 print, beside their own figures."""
    return rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).audit()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_audit_of_khabarovsk_is_the_one_that_was_read(lang: str) -> None:
    """Line by line beside documents 000 and 004."""
    text = khabarovsk().report.to_text(lang=lang).replace(rnms.__version__, "VERSION") + "\n"

    assert text == approved(f"audit.{lang}.txt", text)


def test_every_claim_of_the_documents_stands_at_its_line() -> None:
    """Seven rows and the conclusion of 004, seven rows of 000, and the routes of 004, line 47."""
    places = [
        (one.claim.quote.document, one.claim.quote.line, one.about, one.standing.value, one.readings)
        for one in khabarovsk()
    ]

    respondents, default = ("respondents",), ("default",)
    assert places == [
        ("000", 70, "1", "reproduced", default),
        ("000", 71, "2", "reproduced", default),
        ("000", 72, "3", "reproduced", respondents),
        ("000", 73, "4.formed", "reproduced", default),
        ("000", 74, "5", "reproduced", ("respondents+by_act",)),
        ("000", 75, "6", "reproduced", respondents),
        ("000", 76, "7", "reproduced", respondents),
        ("004", 47, "routes", "not_checkable", ()),
        ("004", 62, "3", "reproduced", respondents),
        ("004", 63, "5", "reproduced", respondents),
        ("004", 66, "6", "reproduced", respondents),
        ("004", 67, "7", "reproduced", respondents),
        ("004", 72, "1", "reproduced", default),
        ("004", 73, "2", "reproduced", default),
        ("004", 74, "4.formed", "reproduced", default),
        ("004", 76, "*", "within", ()),
    ]


def test_every_format_shows_every_claim() -> None:
    """HTML, Markdown, CSV, Word and Excel are made from the same tables."""
    report = khabarovsk().report
    texts = [report.to_html(), report.to_markdown(), report.to_csv(), report.to_text(lang="en")]

    assert all(text.count("В 14 МСО (93 %)") >= 1 for text in texts)
    assert report.to_docx()[:2] == report.to_xlsx()[:2] == b"PK"


def test_the_audit_survives_a_file() -> None:
    """A report with its audit is equal to what is read from its JSON."""
    report = khabarovsk().report
    again = rnms.Report.from_json(report.to_json())

    assert again == report
    assert again.to_text() == report.to_text()


def test_a_hostile_claim_is_shown_as_it_is() -> None:
    """In HTML nothing of it is an element."""
    claim = Claim(
        period=2023, quote=Quote(document=HOSTILE, line=1, text=HOSTILE), indicator="3", share="93 %"
    )
    report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)

    assert "<script>alert" not in report.audit([claim]).report.to_html(full_page=True)


def test_a_template_is_filled_and_read(tmp_path: Path) -> None:
    """What is typed into the workbook is what is audited."""
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "напечатано.xlsx"
    command = ["audit", "khabarovsk", "--period", "2023", "--template", str(path)]
    assert main(command) == FINE
    # What was typed is not written over.
    assert main(command) == CANNOT_RUN
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(4, sheet.max_row + 1)}
    assert set(rows) >= {"1", "2", "3", "4", "4.formed", "4.load", "5", "6", "7", "*"}
    sheet.cell(rows["5"], 3).value, sheet.cell(rows["5"], 4).value = (
        "14\N{NO-BREAK SPACE}(93\N{NO-BREAK SPACE}%)",
        "000",
    )
    sheet.cell(rows["5"], 5).value = 74
    sheet.cell(rows["3"], 3).value = 1
    sheet.cell(rows["3"], 3).number_format = "0%"
    book.save(path)

    first, second = audit.read_claims(path, region="khabarovsk", period=2023)
    assert (first.indicator, first.share) == ("3", "100 %")
    assert (second.count, second.share, second.quote.document, second.quote.line) == (14, "93 %", "000", 74)


def test_the_command_ends_as_it_shall(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With 1 where something is contradicted or impossible, if that was asked."""
    data, typed = tmp_path / "данные.json", tmp_path / "напечатано.csv"
    files.dump(rnms.example("khabarovsk_2023"), data)
    asked = ["audit", str(data), "--period", "2023"]

    assert main(asked) == main([*asked, "--fail-on", "contradicted"]) == FINE
    typed.write_text("Код;Напечатано\n6;92 %\n", encoding="utf-8")
    with_claims = [*asked, "--claims", str(typed)]
    assert main([*with_claims, "--fail-on", "impossible"]) == FINE
    assert main([*with_claims, "--fail-on", "contradicted"]) == FINDINGS
    typed.write_text("Код;Напечатано\n5;14 (95 %)\n", encoding="utf-8")
    assert main([*with_claims, "--fail-on", "impossible", "--out", str(tmp_path / "a.html")]) == FINDINGS
    assert main(["audit", "khabarovsk", "--period", "2023", "--claims", str(typed)]) == FINE
    capsys.readouterr()
    typed.write_text("Код;Напечатано\n5;около 14\n55;1\n", encoding="utf-8")
    assert main([*with_claims]) == CANNOT_RUN
    fault = capsys.readouterr().err
    assert "[B2]" in fault
    assert "«около»" in fault
    assert "«55»" in fault


def test_without_claims_the_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """One line, with a way out."""
    assert main(["audit", "khabarovsk", "--period", "2023"]) == CANNOT_RUN
    assert "--claims" in capsys.readouterr().err


def test_what_is_impossible_is_said_in_both_languages() -> None:
    """Each reason has a sentence, filled whole."""
    report = rnms.evaluate(attrs.evolve(rnms.example("khabarovsk_2023"), claims=()), period=2023)
    printed = {"5": "14 (95 %)", "1": "0 (5 %)", "staff.diagnosed": "3 (150 %)", "4": "5", "6": "92 %"}
    audited = report.audit(audit.published("khabarovsk", 2023, printed))

    for lang in ("ru", "en"):
        text = audited.report.to_text(lang=lang)
        assert "{" not in text
        assert "audit-" not in text
    assert audited.standing(Standing.IMPOSSIBLE)
