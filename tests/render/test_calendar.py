"""What falls due outside a report: tables, a calendar file, the command ``rnms roadmap``."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from icalendar import Calendar

import rnms
from rnms import cli, regions
from rnms.judge import roadmap
from rnms.model import MeasureReport, RegionalSystem
from rnms.render import schedule_ics, schedule_table, year_table

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2024, 12, 31)
GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("region", regions.available())
def test_a_calendar_holds_every_deadline_once(region: str) -> None:
    """An event of one day for each, under a name of its own; titles and clauses in full."""
    found = [one for one in rnms.deadlines(region, FIRST, LAST) if one.due is not None]
    events = Calendar.from_ical(schedule_ics(found, region=region)).walk("VEVENT")

    assert [event.decoded("DTSTART") for event in events] == [one.due for one in found]
    assert [str(event["SUMMARY"]) for event in events] == [f"{one.code} {one.title}" for one in found]
    assert all(str(one.clause) in str(event["DESCRIPTION"]) for one, event in zip(found, events, strict=True))
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_a_calendar_is_the_same_bytes_whenever_it_is_written() -> None:
    """Its stamps are days of acts; lines are folded by octets and end as the format demands."""
    found = rnms.deadlines("kirov", FIRST, LAST)
    once = schedule_ics(found, region="kirov")

    assert once == schedule_ics(found, region="kirov")
    assert b"DTSTAMP:20230531T000000Z" in once
    assert all(len(line) <= 75 for line in once.split(b"\r\n"))
    assert once.count(b"\n") == once.count(b"\r\n")


def test_what_has_no_day_is_in_no_calendar() -> None:
    found = roadmap("ugra", FIRST, LAST)

    assert any(one.due is None for one in found)
    assert schedule_ics(found, region="ugra").count(b"BEGIN:VEVENT") == len(
        {one.occurrence for one in found if one.due is not None}
    )


def test_a_year_at_a_glance() -> None:
    """A row a measure, the day in its month; a measure with two windows has two days in one row."""
    lines = year_table(rnms.deadlines("kirov", FIRST, LAST), 2024).splitlines()
    [round_] = [line for line in lines if line.startswith("1.3.2")]

    assert round_.split()[-2:] == ["31", "30"]
    assert sum(line.startswith("1.3.2") for line in lines) == 1
    assert "янв" in lines[0]
    assert "Jan" in year_table([], 2024, lang="en")


def test_the_plan_and_what_became_of_it() -> None:
    """Without judgement a list of days; judged, how far each has come and why."""
    data = RegionalSystem(
        region="kirov", measure_reports=[MeasureReport(measure="1.2.1", date=dt.date(2023, 7, 3))]
    )
    judged = schedule_table(roadmap("kirov", FIRST, LAST, data=data, as_of=dt.date(2023, 8, 1)))

    assert "Состояние" not in schedule_table(rnms.deadlines("kirov", FIRST, LAST))
    assert "✗ выполнено с опозданием" in judged
    assert "? срок неизвестен" in judged


def test_a_monitoring_that_is_a_measure_is_listed_once() -> None:
    found = roadmap("kirov", dt.date(2023, 5, 1), dt.date(2023, 5, 31))

    assert [one.code for one in found].count("1.3.2") == 1


@pytest.fixture
def reported(tmp_path: Path) -> Path:
    path = tmp_path / "kirov.json"
    data = RegionalSystem(
        region="kirov", measure_reports=[MeasureReport(measure="1.2.1", date=dt.date(2023, 6, 30))]
    )
    rnms.dump(data, path)
    return path


def test_the_command_lists_and_judges(reported: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The region alone gives its plan; a file or a day asks how far it has come."""
    assert cli.main(["roadmap", "kirov"]) == 0
    plan = capsysbinary.readouterr().out.decode()
    assert cli.main(["roadmap", "kirov", str(reported), "--as-of", "2023-07-01", "--to", "json"]) == 0
    said = json.loads(capsysbinary.readouterr().out)
    [row] = [one for one in said["items"] if one["code"] == "1.2.1"]

    assert "31.12.2024" in plan
    assert (said["rnms-roadmap"], said["since"], said["until"]) == (1, "2023-05-31", "2024-12-31")
    assert (row["progress"], row["due"], row["done"]) == ("done_on_time", "2023-06-30", "2023-06-30")


def test_the_command_writes_a_calendar(tmp_path: Path) -> None:
    path = tmp_path / "календарь.ics"

    assert cli.main(["roadmap", "ugra", "--to", "ics", "--out", str(path)]) == 0
    assert len(Calendar.from_ical(path.read_bytes()).walk("VEVENT")) == len(
        rnms.deadlines("ugra", dt.date(2023, 3, 31), LAST)
    )


def test_the_command_shows_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["roadmap", "khabarovsk", "--since", "2024-01-01", "--by-month"]) == 0
    assert "РУМО-4" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["roadmap", "atlantis"], "региона 'atlantis' нет"),
        (["roadmap", "kirov", "--since", "2024-01-01", "--until", "2023-01-01"], "не может кончиться"),
    ],
)
def test_the_command_refuses(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert said in capsys.readouterr().err
