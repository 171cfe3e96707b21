"""The portal as its users and its enemies meet it: through HTTP."""

from __future__ import annotations

import functools
import html
import io
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from portal import HEADERS, MOST_BYTES, create_app
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

import rnms
from rnms import testing

EXAMPLE = rnms.files.dumps(rnms.example("khabarovsk_2023")).encode()
SCRIPT = "<script>alert(1)</script>"
Upload = tuple[bytes, str]


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    with create_app().test_client() as client:
        yield client


def post(client: FlaskClient, *files: Upload, period: str = "2023") -> TestResponse:
    uploads = [(io.BytesIO(content), name) for content, name in files]
    return client.post("/", data={"files": uploads, "period": period})


def data(**more: object) -> bytes:
    return json.dumps({"rnms": 1, "region": "khabarovsk", **more}).encode()


def carried(page: str) -> str:
    """The report that a page carries for its downloads."""
    found = re.search(r'name="report" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


@functools.cache
def bomb() -> bytes:
    """A workbook of a hundred megabytes in a hundred kilobytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    return file.getvalue()


def test_a_visitor_uploads_a_file_and_reads_the_verdicts(client: FlaskClient) -> None:
    """The page shows the report, and above it who has not reported."""
    response = post(client, (EXAMPLE, "край.json"))

    assert response.status_code == 200
    assert "не определено — 2" in response.text
    assert "Советско-Гаванский район (показатели 3, 5, 6, 7)" in response.text


@pytest.fixture
def returned(tmp_path: Path) -> list[Upload]:
    """Three forms and their plan: one answered, one with a number that is none, one left empty."""
    places = [rnms.Municipality(id=f"m{number}", name=f"Округ № {number}") for number in (1, 2, 3)]
    for form, answer in zip(
        rnms.forms.write("khabarovsk", 2023, places, tmp_path, only="3"), ("да", "создана", None), strict=True
    ):
        book = openpyxl.load_workbook(form)
        found = next(cell for row in book["Форма"].iter_rows() for cell in row if cell.value == "да / нет")
        book["Форма"].cell(found.row, found.column + 1).value = answer
        book.save(form)
    return [(path.read_bytes(), path.name) for path in sorted(tmp_path.iterdir())]


def test_a_clerk_uploads_the_forms_of_municipalities(client: FlaskClient, returned: list[Upload]) -> None:
    """Forms and their plan give a report, the cell of each fault, and who has returned nothing."""
    response = post(client, *returned, period="")
    report = rnms.Report.from_json(carried(response.text))

    assert report["3"].value == rnms.Bounds(Fraction(1, 3), 1)
    assert re.search(r"<td>Округ № 2\.xlsx\[Форма![A-Z]+[0-9]+\]</td>", response.text)
    assert "<li>Округ № 3 (показатели 3" in response.text


def test_a_bomb_among_forms_spoils_itself_alone(client: FlaskClient, returned: list[Upload]) -> None:
    """A workbook that unpacks to a hundred megabytes is named; the other forms are judged."""
    forms = [(bomb() if name == "Округ № 3.xlsx" else content, name) for content, name in returned]
    response = post(client, *forms)

    assert response.status_code == 200
    assert "<td>Округ № 3.xlsx</td>" in response.text
    assert rnms.Report.from_json(carried(response.text))["3"].value == rnms.Bounds(Fraction(1, 3), 1)


def test_forms_without_their_plan_are_refused(client: FlaskClient, returned: list[Upload]) -> None:
    """Who was asked for what is not guessed; neither is a plan that is none, or which of two files counts."""
    plan = (b'{"rnms_forms": 1, "region": "ugra"}', "plan.json")
    forms = [one for one in returned if one[1] != "plan.json"]

    assert "plan.json из их папки" in post(client, *forms).text
    assert "$.municipalities" in post(client, plan, *forms).text
    assert "второй файл с этим именем" in post(client, *forms, *forms).text


def test_the_example_on_offer_is_one_that_the_portal_takes(client: FlaskClient) -> None:
    """Who has no file of his own downloads one, and gets its report."""
    assert 'href="/example.json"' in client.get("/").text
    assert post(client, (client.get("/example.json").data, "пример.json")).status_code == 200


def test_every_fault_is_shown_with_its_place(client: FlaskClient) -> None:
    """Faults of integrity stand above the report; a file of another shape gets none, only its faults."""
    judged = post(client, (data(figures=[{"key": "stuff", "period": "2022/2023", "count": 1}]), "a.json"))
    refused = post(client, (data(figurs=[], title=5), "a.json"))

    assert (judged.status_code, refused.status_code) == (200, 422)
    assert "<td>$.figures[0].key</td>" in judged.text
    assert {"$.figurs", "$.title"} <= set(re.findall(r"<td>(\$[^<]*)</td>", refused.text))


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{"), ("html", b"<!doctype"), ("csv", b"\xef\xbb\xbf")],
)
def test_the_report_is_taken_away_as_a_file(client: FlaskClient, ending: str, begins: bytes) -> None:
    """Each button sends back the report that the page carries, and gets it as a file with its name."""
    report = carried(post(client, (EXAMPLE, "край.json")).text)
    response = client.post("/download", data={"report": report, "to": ending})

    assert response.data.startswith(begins)
    assert f"-khabarovsk-2023.{ending}" in response.headers["Content-Disposition"]
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_report_carried_is_the_one_that_rnms_gives(client: FlaskClient) -> None:
    """The portal adds nothing and loses nothing."""
    report = carried(post(client, (EXAMPLE, "край.json")).text)

    assert rnms.Report.from_json(report) == rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)


def test_names_of_people_leave_no_trace_in_the_page(client: FlaskClient) -> None:
    """A file may hold names; the page, and the report it carries, hold none."""
    region = testing.invented_region(staff=30, municipalities=2, faults=0.2)
    names = {person.name for person in region.persons or () if person.name}
    response = post(client, (rnms.files.dumps(region).encode(), "a.json"))

    assert names
    assert response.status_code == 200
    assert not [name for name in names if name in html.unescape(response.text)]


@pytest.mark.parametrize(
    ("upload", "period", "said"),
    [
        ((b"not json", "a.json"), "2023", "это не JSON"),
        ((b"\xff\xfe\x00", "a.json"), "2023", "UTF-8"),
        ((b"[" * 100_000, "a.json"), "2023", "вложенность"),
        ((b"", "a.json"), "2023", "это не JSON"),
        ((data(region="../../etc"), "a.json"), "2023", "региона «../../etc» нет"),
        ((EXAMPLE, "a.json"), "прошлый год", "не период"),
        ((EXAMPLE, "a.json"), "", "укажите период"),
        ((b"", ""), "2023", "выберите"),
        ((bomb(), "форма.xlsx"), "2023", "plan.json из их папки"),
        ((bomb(), "форма.json"), "2023", "книга или архив"),
        ((b"{", "../../../etc/passwd"), "2023", "это не JSON"),
        ((b"{", "..\\..\\windows\\system.ini"), "2023", "это не JSON"),
        ((b"{", ".."), "2023", "это не JSON"),
        ((b"{", "a\0b/c.json"), "2023", "это не JSON"),
        ((b"{", "a\r\nb.json"), "2023", "выберите"),
        ((b"{", f"{'я' * 5000}.json"), "2023", "это не JSON"),
    ],
)
def test_a_hostile_upload_gets_a_sentence(
    client: FlaskClient,
    upload: Upload,
    period: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is sent, the answer is a page that says what is wrong, and nothing stays behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    response = post(client, upload, period=period)

    assert response.status_code == 422
    assert said in html.unescape(response.text)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["/", "/download"])
def test_more_than_the_cap_is_refused(client: FlaskClient, address: str) -> None:
    """Fifty megabytes are not even read, whatever they are."""
    large = b"0" * 50 * 2**20
    response = client.post(address, data=large, content_type="multipart/form-data; boundary=x")

    assert response.status_code == 413
    assert f"не больше {MOST_BYTES // 2**20}\u00a0МБ" in response.text


def test_an_error_of_ours_says_nothing_of_our_insides(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What should never happen gets a page of its own too, without a trace or a path."""
    monkeypatch.setattr("rnms.evaluate", lambda *_, **__: 1 / 0)
    response = post(client, (EXAMPLE, "a.json"))

    assert response.status_code == 500
    assert "Ошибка на нашей стороне." in response.text
    assert "division" not in response.text


def test_what_a_visitor_writes_is_text(client: FlaskClient) -> None:
    """Names of files and of municipalities, periods and faults never become HTML."""
    places = [{"id": "m1", "name": SCRIPT}]
    figures = [{"key": SCRIPT, "period": "2022/2023", "municipality": "m1", "holds": True}]
    file = data(title=SCRIPT, municipalities=places, figures=figures)

    for response in (
        post(client, (file, f"{SCRIPT}.json")),
        post(client, (EXAMPLE, "a.json"), period=SCRIPT),
        post(client, (data(**{SCRIPT: SCRIPT}), f"{SCRIPT}.json")),
    ):
        assert "<script" not in response.text
        assert "alert(1)" in response.text


def test_a_forged_report_is_refused(client: FlaskClient) -> None:
    """What comes back for a download is read as strictly as any file."""
    report = json.loads(carried(post(client, (EXAMPLE, "край.json")).text))

    assert client.post("/download", data={"to": "json"}).status_code == 400
    for forged in ("{}", "<b>", json.dumps(report | {"forged": True})):
        assert client.post("/download", data={"report": forged, "to": "docx"}).status_code == 422


def test_every_answer_forbids_scripts_and_frames(client: FlaskClient) -> None:
    """The policy stands on pages, downloads and errors alike; no answer sets a cookie."""
    for response in (client.get("/"), client.get("/nothing"), client.get("/download"), client.post("/")):
        assert HEADERS.items() <= dict(response.headers).items()
        assert "Set-Cookie" not in response.headers
        assert "<script" not in response.text


def test_a_field_has_a_label_and_a_page_its_language(client: FlaskClient) -> None:
    """What a screen reader needs is there: a language, one h1, a label for each field that one sees."""
    page = client.get("/").text
    fields = re.findall(r'<input id="([^"]*)"', page)

    assert '<html lang="ru">' in page
    assert page.count("<h1>") == 1
    assert fields == re.findall(r'<label for="([^"]*)"', page) == ["files", "period"]


def test_two_applications_know_nothing_of_each_other(client: FlaskClient) -> None:
    """Nothing is kept between requests: another application answers a download of this one's report."""
    report = carried(post(client, (EXAMPLE, "край.json")).text)
    other = create_app().test_client().post("/download", data={"report": report, "to": "json"})

    assert other.text == report


@contextmanager
def server() -> Iterator[str]:
    """The address of the script, run as its first lines say."""
    command = [sys.executable, "-u", str(Path(__file__).with_name("portal.py")), "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            yield next(found[0] for line in process.stderr if (found := re.search(r"http://127\S+", line)))
        finally:
            process.terminate()


def sent(address: str, content: bytes) -> tuple[int, str]:
    """What a server answers to an upload."""
    file = FileStorage(io.BytesIO(content), filename="край.json")
    boundary, body = encode_multipart({"files": file, "period": "2023"})
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, kind), timeout=30) as response:  # noqa: S310
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_it_runs_as_a_server() -> None:
    """The script listens on 127.0.0.1, judges what is posted, and outlives what is too large."""
    with server() as address:
        assert sent(address, b"0" * 50 * 2**20)[0] == 413
        code, page = sent(address, EXAMPLE)

    assert code == 200
    assert "не определено — 2" in page


def check(client: FlaskClient, *files: Upload, **more: str) -> TestResponse:
    uploads = [(io.BytesIO(content), name) for content, name in files]
    return client.post("/check", data={"files": uploads, **more})


def test_a_clerk_checks_one_form(client: FlaskClient, returned: list[Upload]) -> None:
    """A good one may be sent; of a faulty one the faults are shown, and the copy with remarks is there."""
    plan = next(upload for upload in returned if upload[1] == "plan.json")
    good, faulty, *_ = [upload for upload in returned if upload[1].endswith(".xlsx")]

    assert "Замечаний нет" in check(client, good, plan).text
    assert "«создана»" in check(client, faulty, plan).text
    taken = check(client, faulty, plan, take="remarks")
    titles = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(taken.data))["Форма"][4]]
    assert titles[-1] == "Замечание"
    assert check(client, good, plan, take="remarks").mimetype == "text/html"
    for files in ([good], [plan], [good, faulty, plan]):
        assert check(client, *files).status_code == 422
    assert "не книга Excel" in check(client, (b"?", "форма.xlsx"), plan).text


CORPUS = Path(__file__).parents[2] / "tests" / "files" / "corpus"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")), ids=lambda path: path.name)
def test_a_file_that_once_broke_rnms_is_answered(
    client: FlaskClient, returned: list[Upload], path: Path
) -> None:
    """Among forms, alone as a form, as data and as a plan: a page each time, and no error of ours."""
    plan = next(one for one in returned if one[1] == "plan.json")
    file = (path.read_bytes(), path.name)
    answers = [
        post(client, plan, file, period=""),
        post(client, (file[0], "край.json")),
        post(client, (file[0], "plan.json"), returned[0]),
        client.post(
            "/check", data={"files": [(io.BytesIO(content), name) for content, name in (plan, file)]}
        ),
    ]

    assert {answer.status_code for answer in answers} <= {200, 422}


@pytest.mark.parametrize(
    "raw", [[{"id": "p1", "name": "Иванова"}], {"rnms": 1, "region": "ugra", "Иванова": {"id": "p1"}}]
)
def test_a_list_of_people_is_refused_without_their_names(client: FlaskClient, raw: object) -> None:
    """What somebody exported from elsewhere is no file of rnms."""
    response = post(client, (json.dumps(raw, ensure_ascii=False).encode(), "кадры.json"))

    assert response.status_code == 422
    assert "Иванова" not in html.unescape(response.text)
