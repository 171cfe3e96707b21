"""What the page is told: the same as Python and the command line say, for the same files."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import attrs
import pytest

import rnms
from kit.filled import filled_form
from rnms.app.desk import Clerk, Desk, Reply, answer
from rnms.app.opening import opened
from rnms.errors import UsageError
from rnms.model.returns import FigureStatus
from rnms.sheets import Upload

PLACES = "Лесной район\nЗаречный район\nПридумск"


def asked(desk: Desk, do: str, *uploads: Upload, **request: Any) -> tuple[Desk, Reply]:
    """Ask the desk something, in Russian; what it refuses fails the test."""
    desk, reply = answer(desk, {"do": do, "lang": "ru", **request}, uploads)
    assert "fault" not in reply.said, reply.said["fault"]
    return desk, reply


def refused(desk: Desk, do: str, *uploads: Upload, **request: Any) -> str:
    """Say why the desk refuses something."""
    after, reply = answer(desk, {"do": do, "lang": "ru", **request}, uploads)
    assert after is desk, "a fault changed the desk"
    return str(reply.said["fault"])


@pytest.fixture(name="judged")
def _judged() -> Desk:
    """The example, judged."""
    desk, _ = asked(Desk(), "example")
    return asked(desk, "judge", period="2023")[0]


# Opening and judging.


def test_the_example_is_judged_as_in_python(judged: Desk) -> None:
    """B6.2: what is saved as JSON is what ``rnms.evaluate`` gives, letter for letter."""
    _, reply = asked(judged, "save", what="report", to="json")
    [file] = reply.files

    assert file.data.decode() == rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).to_json()
    assert file.name == "отчёт-khabarovsk-2023.json"


def test_a_reading_may_change_a_verdict(judged: Desk) -> None:
    """B6.3: among those who answered, indicator 3 is met."""
    before = {result.code: result.verdict.value for result in judged.judged}
    _, reply = asked(judged, "judge", period="2023", readings=["respondents"])
    after = {result["code"]: result["state"] for result in reply.said["results"]}

    assert (before["3"], after["3"]) == ("undetermined", "met")


def test_what_was_typed_reaches_the_judgement(judged: Desk) -> None:
    """The region, the day and the acts of the page are those of ``evaluate``."""
    _, reply = asked(judged, "judge", period="2023", region="khabarovsk", as_of="2023-05-01", only=["1"])

    assert [result["code"] for result in reply.said["results"]] == ["1"]
    assert "nobody" in refused(judged, "judge", period="2023", region="nobody")
    assert refused(judged, "judge", period="2023", as_of="завтра") == (
        "'завтра' — не день: пишите 31.12.2023 или 2023-12-31"
    )


def test_nothing_is_judged_before_something_is_open() -> None:
    """The way out is said."""
    assert refused(Desk(), "judge", period="2023") == "ничего не открыто; выберите файл или откройте пример"
    assert refused(Desk(), "save", what="report", to="html").startswith("ничего не открыто")


def test_a_file_with_faults_is_told_as_on_the_command_line() -> None:
    """Each fault has its place, and what was open before stays."""
    broken = Upload("край.json", b'{"rnms": 1, "region": "kirov", "figurs": []}')
    desk, _ = asked(Desk(), "example")

    said = refused(desk, "open", broken)
    assert said == "край.json: $.figurs: неизвестный ключ 'figurs'; возможно, 'figures'"


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["форма.xlsx"], "plan.json"),
        (["а.json", "б.json"], "не относятся к одному делу"),
        (["plan.json", "кадры.toml"], "не относятся к одному делу"),
        (["кадры.toml"], "реестра нет"),
        (["фото.png"], "нет ни данных"),
        ([], "нет ни данных"),
    ],
)
def test_files_that_do_not_belong_together_are_refused(names: list[str], why: str) -> None:
    """Which of the three they are is told by the files themselves."""
    with pytest.raises(UsageError) as caught:
        opened([Upload(name, b"") for name in names])
    _, reply = answer(Desk(), {"do": "open", "lang": "ru"}, [Upload(name, b"") for name in names])

    assert caught.value.message.key.startswith("app.")
    assert why in reply.said["fault"]


def test_a_path_before_a_name_is_left_out() -> None:
    """A browser may tell the folder of a file: it never reaches what is said."""
    data = rnms.files.dumps(rnms.example("ugra_invented")).encode()
    _, reply = asked(Desk(), "open", Upload("C:\\Иванов\\югра.json", data))

    assert reply.said["name"] == "югра.json"
    assert "Иванов" not in json.dumps(reply.said, ensure_ascii=False)


def test_every_region_tells_its_readings() -> None:
    """The page lists them by their titles."""
    _, reply = asked(Desk(), "regions")
    keys = [region["key"] for region in reply.said["regions"]]
    named = {key: asked(Desk(), "region", region=key)[1].said["readings"] for key in keys}

    assert sorted(keys) == sorted(rnms.regions.available())
    for key, readings in named.items():
        assert [reading["name"] for reading in readings] == list(
            dict.fromkeys(rnms.regions.get(key).readings)
        )
        assert all(reading["title"] for reading in readings)


def test_the_page_speaks_english_too() -> None:
    """The words of verdicts and faults are those of the language that was asked for."""
    desk, _ = answer(Desk(), {"do": "example", "lang": "en"})
    _, reply = answer(desk, {"do": "judge", "lang": "en", "period": "2023"})

    assert reply.said["summary"].startswith("met")
    assert answer(Desk(), {"do": "judge", "lang": "en"})[1].said["fault"].startswith("nothing is open")


# Explaining, auditing, planning, saving.


def test_an_indicator_is_explained(judged: Desk) -> None:
    """As ``Result.explain`` does."""
    _, reply = asked(judged, "explain", code="3")

    assert "15" in reply.said["text"]


def test_what_was_published_is_audited(judged: Desk) -> None:
    """As ``Report.audit`` does; data without claims say so."""
    desk, reply = asked(judged, "audit")
    plain, _ = asked(Desk(), "empty", region="ugra", period="2023")
    plain, _ = asked(plain, "judge", period="2023")

    assert "14 МСО (93" in reply.said["html"].replace("\u00a0", " ")
    assert asked(desk, "save", what="audit", to="xlsx")[1].files[0].name == "сверка-khabarovsk-2023.xlsx"
    assert "claims" in refused(plain, "audit")


def test_a_plan_says_whom_to_ask(judged: Desk) -> None:
    """As ``Result.plan`` does."""
    desk, reply = asked(judged, "plan", code="3", on="2023-08-01")

    assert "Амурский район" in reply.said["html"]
    assert json.loads(asked(desk, "save", what="plan", to="json")[1].files[0].data)
    assert "не день" in refused(judged, "plan", code="3", on="")


@pytest.mark.parametrize("to", ["html", "xlsx", "csv", "json", "text", "markdown"])
def test_a_report_is_saved_as_the_command_line_writes_it(judged: Desk, to: str) -> None:
    """B6.7: the same bytes."""
    from rnms.render.formats import FORMATS

    [file] = asked(judged, "save", what="report", to=to)[1].files
    written = FORMATS[to].write(rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023), "ru")

    assert file.data == (written.encode() if isinstance(written, str) else written)


def test_deadlines_and_the_brief_are_saved(judged: Desk) -> None:
    """A calendar, and a text to put into a letter."""
    [calendar] = asked(judged, "save", what="calendar")[1].files
    [brief] = asked(judged, "save", what="brief")[1].files

    assert calendar.data.startswith(b"BEGIN:VCALENDAR")
    assert (calendar.suffix, brief.suffix) == (".ics", ".txt")
    assert "Можно подписать" in brief.data.decode()


def test_data_are_saved_as_they_were(judged: Desk) -> None:
    """What is open can be opened again."""
    [file] = asked(judged, "save", what="data")[1].files

    assert rnms.files.loads(file.data) == rnms.example("khabarovsk_2023")


# Figures.


def row_of(desk: Desk, key: str) -> tuple[int, dict[str, Any]]:
    """Find the line of a figure."""
    rows = asked(desk, "figures", period="2023")[1].said["rows"]
    return next((number, row) for number, row in enumerate(rows) if row["key"] == key)


def test_every_figure_has_a_title(judged: Desk) -> None:
    """Those of duties too: nobody is asked to know a key."""
    rows = asked(judged, "figures", period="2023")[1].said["rows"]

    assert len(rows) > len(rnms.example("khabarovsk_2023").figures)
    assert [row["key"] for row in rows if row["title"] == row["key"]] == []


def test_a_figure_is_corrected_in_place(judged: Desk) -> None:
    """The verdict is another, the data say so, and the figure bears it."""
    number, row = row_of(judged, "municipalities.with_model")
    change = {"row": number, "count": "19", "among": "19"}
    desk, reply = asked(judged, "correct", period="2023", changes=[change])
    figures = {figure.key: figure for figure in desk.files.system.figures}

    assert (row["count"], row["among"]) == ("15", "15")
    assert next(result["state"] for result in reply.said["results"] if result["code"] == "3") == "met"
    assert figures["municipalities.with_model"].status is FigureStatus.CORRECTED
    assert figures["municipalities.with_model"].share is None
    assert any("исправлено чисел: 1" in fact for fact in reply.said["facts"])


def test_what_is_supposed_is_no_fact(judged: Desk) -> None:
    """The data stay, and what was supposed is marked wherever it is shown."""
    number, _ = row_of(judged, "municipalities.with_model")
    change = {"row": number, "count": "19", "among": "19"}
    desk, reply = asked(judged, "suppose", period="2023", changes=[change])
    [saved] = asked(desk, "save", what="supposed", to="json")[1].files

    assert next(result["state"] for result in reply.said["results"] if result["code"] == "3") == "met"
    assert desk.files.system == judged.files.system
    assert desk.report is judged.report
    assert "ПРЕДПОЛОЖЕНИЕ" in reply.said["html"]
    assert saved.name.startswith("предположение-")
    assert '"estimate"' in saved.data.decode()


def test_what_records_count_can_be_supposed_otherwise() -> None:
    """Where people were counted, their numbers are the beginning: what is supposed is no person."""
    from rnms import testing

    region = testing.invented_region(staff=60, seed=1)
    desk, _ = asked(Desk(), "open", Upload("а.json", rnms.files.dumps(region).encode()))
    desk, _ = asked(desk, "judge", period="2023", region="ugra")
    rows = asked(desk, "figures", period="2023", region="ugra")[1].said["rows"]
    number, row = next(
        (n, row)
        for n, row in enumerate(rows)
        if row["key"].endswith(".programme_done") or row["count"] not in {"", "0"}
    )
    changes = [{"row": number, "count": "0"}]
    after, _ = asked(desk, "suppose", period="2023", region="ugra", changes=changes)

    assert int(row["count"]) > 0
    assert after.shown["supposed"].data.persons is None
    assert after.files.system == region


def test_what_was_not_reported_yet_is_no_correction() -> None:
    """Whoever types the figures of an order begins with none, and only what he typed is in the data."""
    desk, _ = asked(Desk(), "empty", region="ugra", period="2023")
    desk, _ = asked(desk, "judge", period="2023")
    rows = asked(desk, "figures", period="2023")[1].said["rows"]
    desk, _ = asked(desk, "correct", period="2023", changes=[{"row": 0, "count": "20 200"}])
    [figure] = desk.files.system.figures

    assert len(rows) > 5
    assert (figure.key, figure.count, figure.status) == (rows[0]["key"], 20200, None)


def test_a_figure_that_is_told_twice_stays_so() -> None:
    """Correcting another loses neither: which of the two is right is for people to say."""
    example = rnms.example("khabarovsk_2023")
    first, second, *_ = example.figures
    twice = attrs.evolve(example, figures=[first, attrs.evolve(first, count=2037), second])
    desk, _ = asked(Desk(), "open", Upload("а.json", rnms.files.dumps(twice).encode()))
    desk, _ = asked(desk, "correct", period="2023", changes=[{"row": 2, "count": "5"}])

    assert [figure.count for figure in desk.files.system.figures] == [2036, 2037, 5]


@pytest.mark.parametrize("typed", ["x", "1,5", "-3", "²"])
def test_what_is_no_number_is_refused(judged: Desk, typed: str) -> None:
    """Nothing is changed, and the figure is named."""
    said = refused(judged, "correct", period="2023", changes=[{"row": 0, "count": typed}])

    assert f"{typed!r} — не целое число" in said
    assert "прошли диагностику" in said


def test_a_share_is_typed_as_it_is_printed(judged: Desk) -> None:
    """«10,5 %» is one, «много» is none."""
    desk, _ = asked(judged, "correct", period="2023", changes=[{"row": 0, "share": "9,9 %"}])

    assert str(desk.files.system.figures[0].share) == "9,9 %"
    assert "не доля" in refused(judged, "correct", period="2023", changes=[{"row": 0, "share": "много"}])


# The circle of forms.


@pytest.fixture(name="forms")
def _forms() -> dict[str, bytes]:
    """The files of an archive of forms, by name."""
    request = {"region": "khabarovsk", "period": "2023", "municipalities": PLACES, "due": "2023-12-01"}
    _, reply = asked(Desk(), "forms", **request)
    with zipfile.ZipFile(io.BytesIO(reply.files[0].data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_forms_go_out_and_come_back(forms: dict[str, bytes]) -> None:
    """B6.5: what came is collected, who sent nothing is named, who erred gets remarks."""
    sent = [
        Upload("plan.json", forms["plan.json"]),
        Upload("Лесной район.xlsx", filled_form(forms["Лесной район.xlsx"])),
        Upload("Заречный район.xlsx", filled_form(forms["Заречный район.xlsx"], number="много")),
    ]
    desk, reply = asked(Desk(), "open", *sent)
    _, remarks = asked(desk, "remarks")
    judged, _ = asked(desk, "judge", period=reply.said["period"])

    assert reply.said["kind"] == "forms"
    assert any("прочитано форм: 2 из 3" in fact for fact in reply.said["facts"])
    assert any("Придумск" in issue["place"] for issue in reply.said["issues"])
    assert any(issue["cell"] for issue in reply.said["issues"])
    assert remarks.said["names"] == ["Заречный район.xlsx"]
    assert judged.judged.region == "khabarovsk"


def test_forms_without_faults_need_no_remarks() -> None:
    """Then there is nothing to hand back, and it is said."""
    desk, _ = asked(Desk(), "example")

    assert refused(desk, "remarks") == "ни одной форме не нужны замечания; возвращать нечего"


def test_a_broken_workbook_costs_itself_alone(forms: dict[str, bytes]) -> None:
    """B6.6: it is named, and the others are read."""
    sent = [
        Upload("plan.json", forms["plan.json"]),
        Upload("Лесной район.xlsx", filled_form(forms["Лесной район.xlsx"])),
        Upload("Придумск.xlsx", b"PK broken"),
    ]
    _, reply = asked(Desk(), "open", *sent)

    assert any(issue["file"] == "Придумск.xlsx" for issue in reply.said["issues"])
    assert any("прочитано форм: 1 из 3" in fact for fact in reply.said["facts"])


def test_municipalities_come_from_a_table_or_from_the_data(judged: Desk) -> None:
    """A table with ids and names, or what is open; nobody is nobody."""
    table = Upload("мо.csv", "id;name\nm1;Лесной район\n".encode())
    request = {"region": "khabarovsk", "period": "2023"}

    assert asked(Desk(), "forms", table, **request)[1].said["places"] == 1
    assert asked(judged, "forms", **request)[1].said["places"] == 4
    assert "муниципалитеты не названы" in refused(Desk(), "forms", **request)


# Registers.

MAPPING = """
rnms-intake = 1
region = "kirov"
[words.role]
"учител*" = "pedagogical"
[[sheet]]
[sheet.organization]
name = "Школа"
[sheet.person]
key = ["СНИЛС"]
[sheet.employment]
organization = "Школа"
role = { column = "Должность", words = "role" }
"""
REGISTER = Upload("кадры.csv", "СНИЛС;Школа;Должность\n112-233-445 95;СОШ 5;учитель".encode())


def test_a_register_is_read_by_its_mapping() -> None:
    """The secret that was made can be saved; with it the codes of people stay the same."""
    desk, reply = asked(Desk(), "open", REGISTER, Upload("кадры.toml", MAPPING.encode()))
    [salt] = asked(desk, "save", what="salt")[1].files
    again, told = asked(Desk(), "open", REGISTER, Upload("кадры.toml", MAPPING.encode()), salt)

    assert (reply.said["kind"], reply.said["salt"], told.said["salt"]) == ("register", True, False)
    assert any("прочитано строк: 1" in fact for fact in reply.said["facts"])
    assert again.files.system == desk.files.system
    assert "112-233" not in json.dumps(reply.said, ensure_ascii=False)


def test_a_mapping_is_suggested() -> None:
    """A first one to look over, as a file."""
    _, reply = asked(Desk(), "suggest", REGISTER, region="kirov")

    assert reply.files[0].name == "соответствие-кадры.toml"
    assert 'region = "kirov"' in reply.files[0].data.decode()


# The worker.


def test_the_clerk_speaks_json() -> None:
    """What the worker calls takes JSON and pairs of names and bytes, and keeps the desk between."""
    clerk = Clerk()
    data = rnms.files.dumps(rnms.example("ugra_invented")).encode()
    told = json.loads(clerk.answer('{"do": "open", "lang": "ru"}', [("югра.json", data)]).said)
    report = json.loads(clerk.answer('{"do": "judge", "period": "2023"}', []).said)

    assert told["region"] == "ugra"
    assert report["results"]
