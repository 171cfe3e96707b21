"""Write forms for nineteen invented municipalities, let fifteen answer, collect, judge what is certain."""

import pathlib
import tempfile
from fractions import Fraction

import openpyxl

import rnms

PLACES = [rnms.Municipality(id=f"m{number}", name=f"Округ № {number}") for number in range(1, 20)]
WRONG = {"Округ № 2": "=1+1", "Округ № 5": "создана", "Округ № 9": "10,5 %"}


def answer(form: pathlib.Path) -> None:
    """Fill a form as a clerk does: yes everywhere; some clerks get one cell wrong."""
    book = openpyxl.load_workbook(form)
    sheet = book["Форма"]
    for row in range(5, sheet.max_row + 1):
        sheet.cell(row, 4).value = "да" if sheet.cell(row, 3).value == "да / нет" else 100
    sheet["D8"] = WRONG.get(form.stem, sheet["D8"].value)
    book.save(form)


with tempfile.TemporaryDirectory() as folder:
    forms = rnms.forms.write("khabarovsk", 2023, PLACES, f"{folder}/формы")
    for form in forms[:15]:
        answer(form)
    for form in forms[15:]:
        form.unlink()  # four never come back
    collected = rnms.forms.collect(f"{folder}/формы", remarks=f"{folder}/замечания")
    print(*collected.issues, *[f"копия с замечаниями: {copy.name}" for copy in collected.copies], sep="\n")

report = rnms.evaluate(collected.system(), period=2023, only=["3", "5"])
print(report)
with tempfile.TemporaryDirectory() as folder:
    report.to_html(f"{folder}/отчёт.html", full_page=True)
    report.to_docx(f"{folder}/приложение.docx")
    report.to_xlsx(f"{folder}/отчёт.xlsx")
    report.to_csv(f"{folder}/отчёт.csv")
    print(*sorted(path.name for path in pathlib.Path(folder).iterdir()))

assert report["3"].value == rnms.Bounds(Fraction(12, 19), 1)  # noqa: S101
assert report["3"].verdict is rnms.Verdict.UNDETERMINED  # noqa: S101
assert report["5"].verdict is rnms.Verdict.MET  # noqa: S101
