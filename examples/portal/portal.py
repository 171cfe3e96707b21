"""A small portal: upload data or forms, read the verdicts, see what is wrong and who is missing.

    pip install "rnms[all]" flask
    python examples/portal/portal.py            # http://127.0.0.1:5000
    gunicorn --timeout 30 "portal:create_app()" # in earnest, from this folder: no request takes longer

Nothing is kept. An upload lives in a temporary folder for one request, and the page itself carries the report
for its downloads: a report holds no names of people. No session, no cookie, and no request changes anything,
so there is nothing that a forged one could do. No script: the policy in the headers forbids any.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path, PureWindowsPath
from typing import NoReturn

import attrs
from api import api, issues_of
from flask import Flask, Response, render_template, request, send_file
from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException

import rnms
from rnms.errors import DataError, RnmsError
from rnms.forms.checking import Checked
from rnms.forms.form_plan import plan_of
from rnms.issues import Issue
from rnms.render import FORMATS
from rnms.sheets import Upload

MOST_BYTES = 4 * 2**20
"""Whatever a request holds, all together: a region's figures and forms are a hundred times smaller."""
MOST_SHOWN = 200
FILES = {"docx": "Word", "xlsx": "Excel", "csv": "CSV", "html": "HTML", "json": "JSON"}
REFUSED = {
    400: "Запрос не понят.",
    404: "Такой страницы нет.",
    405: "Начните с выбора файла.",
    413: f"Слишком много данных: вместе не больше {MOST_BYTES // 2**20}\u00a0МБ.",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def create_app() -> Flask:
    """The application; every call gives one of its own."""
    app = Flask(__name__)
    app.register_blueprint(api)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES)

    @app.get("/")
    def start() -> str:
        return page("Проверить данные региона")

    @app.get("/example.json")
    def example() -> Response:
        return Response(rnms.files.dumps(rnms.example("khabarovsk_2023")), mimetype="application/json")

    @app.post("/")
    def judge() -> str:
        with tempfile.TemporaryDirectory() as folder:
            files = [saved(file, Path(folder)) for file in request.files.getlist("files") if file.filename]
            report = judged(files, request.form.get("period", "").strip())
        return page(f"{report.name}, {report.period}", report=report, issues=report.issues)

    @app.post("/download")
    def download() -> Response:
        """The report that a page carries, as a file."""
        report = rnms.Report.from_json(request.form["report"])
        ending = request.form["to"] if request.form["to"] in FILES else "json"
        written = FORMATS[ending].write(report, "ru")
        content = io.BytesIO(written.encode() if isinstance(written, str) else written)
        name = re.sub(r"\W", "-", f"отчёт-{report.region}-{report.period}")
        return send_file(content, as_attachment=True, download_name=f"{name}.{ending}")

    @app.post("/check")
    def check() -> str | Response:
        """One form against its plan, while the clerk waits: its faults, or its copy with remarks."""
        checked = checked_form([file for file in request.files.getlist("files") if file.filename])
        if request.form.get("take") == "remarks" and checked.remarks:
            book = io.BytesIO(checked.remarks)
            return send_file(book, as_attachment=True, download_name="замечания.xlsx")
        name = "" if checked.municipality is None else f": {checked.municipality.name}"
        said = "" if checked.issues else "Замечаний нет: эту форму можно отправлять."
        return page(f"Форма{name}", said=said, issues=checked.issues)

    @app.errorhandler(RnmsError)
    def fault(error: RnmsError) -> tuple[str, int]:
        period = request.form.get("period", "")
        return page("Данные не приняты", issues=issues_of(error), period=period), 422

    @app.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> tuple[str, int]:
        code = error.code or 500
        return page("Не получилось", said=REFUSED.get(code, "Ошибка на нашей стороне.")), code

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    return app


def checked_form(files: list[FileStorage]) -> Checked:
    """Check a form in memory: nothing of it is written anywhere."""
    uploads = [Upload(file.filename or "", file.read()) for file in files]
    plans = [upload for upload in uploads if upload.name == "plan.json"]
    sent = [upload for upload in uploads if upload.name != "plan.json"]
    if len(plans) != 1 or len(sent) != 1:
        refuse_file("файлы", "выберите одну форму и plan.json из папки, где её создали")
    return rnms.forms.check(sent[0], plan_of(plans[0].data))


def saved(file: FileStorage, folder: Path) -> Path:
    """Put an upload into the folder, under the last part of its name, which then leads nowhere else."""
    name = re.sub(r'[<>:"|?*\x00-\x1f\x7f]', "_", PureWindowsPath(file.filename or "").name)
    path = folder / (name.encode(errors="replace")[:200].decode(errors="ignore").strip(". ") or "_")
    if path.exists():
        refuse_file(path.name, "второй файл с этим именем: оставьте один")
    file.save(path)
    return path


def judged(files: list[Path], period: str) -> rnms.Report:
    """Judge one file of data, or the forms that lie beside the plan by which they were handed out."""
    plan = next((file for file in files if file.name == "plan.json"), None)
    if plan is not None:
        collected = rnms.forms.collect(plan.parent)
        report = rnms.evaluate(collected.system(), period=period or collected.period)
        return attrs.evolve(report, issues=(*collected.issues, *report.issues))
    if len(files) != 1 or files[0].suffix.casefold() in {".xlsx", ".csv"}:
        refuse_file("файлы", "выберите один файл JSON, или формы вместе с plan.json из их папки")
    if not period:
        refuse_file("период", "укажите период, за который оценить данные")
    return rnms.evaluate(rnms.load(files[0]), period=period)


def refuse_file(place: str, text: str) -> NoReturn:
    """Say why an upload is not taken."""
    raise DataError(place, (Issue(place=place, text=text, code="portal.upload"),))


def page(
    title: str,
    *,
    said: str = "",
    report: rnms.Report | None = None,
    issues: tuple[Issue, ...] = (),
    period: str = "",
) -> str:
    """Fill the one page there is; Jinja escapes all but the report's own HTML, which is escaped already."""
    silent: dict[str, list[str]] = {}
    for result in report or ():
        for place in result.missing:
            silent.setdefault(place.name, []).append(result.code)
    return render_template(
        "page.html",
        title=title,
        said=said,
        period=period,
        issues=issues,
        most=MOST_SHOWN,
        limit=MOST_BYTES // 2**20,
        silent=silent,
        files=FILES if report else {},
        report=Markup(attrs.evolve(report, issues=()).to_html()) if report else "",  # noqa: S704
        carried=report.to_json() if report else "",
    )


if __name__ == "__main__":
    create_app().run(port=int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
