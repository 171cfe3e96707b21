"""Routes that are proposed, as people look at them: the approved text, a workbook by municipality, a file."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import attrs
import docx
import openpyxl
import pytest

from kit.goldens import approved
from kit.records import Piece, collected, diagnostic, org, programme, route, takes, teacher, towns
from rnms import RegionalSystem, Unreported, files
from rnms.cli import CANNOT_RUN, FINE, main
from rnms.model import Person, Provider
from rnms.planning import Offer, routes
from rnms.planning.proposed_routes import Proposal

OFFERS = """программа;начало;окончание;часов;мест
P1;02.10.2023;20.11.2023;16;9
P2;02.10.2023;20.11.2023;16;1
P3;02.10.2023;20.11.2023;24;1
"""


def region() -> RegionalSystem:
    """Two municipalities in which there is somebody of every kind."""
    teachers = {"лесной": ("p1", "p2", "p3", "p4"), "речной": ("p5", "p6", "p7")}
    deficits = {"p1": ("A", "B"), "p2": ("A", "B"), "p3": None, "p4": (), "p5": ("B", "C"), "p6": ("A", "B")}
    return collected(
        "amur",
        towns(*teachers),
        [(org(town, place=town), [teacher(one, town) for one in own]) for town, own in teachers.items()],
        [diagnostic(name, deficits=words) for name, words in deficits.items()],
        diagnostic("p7", by=Provider.SELF, deficits=("A",)),
        route("p6"),
        takes("p6", along="r-p6", what="P1"),
        [
            programme(key, competences=tuple(words))
            for key, words in {"P1": "A", "P2": "B", "P3": "AB"}.items()
        ],
        title="Вымышленная область",
    )


def offer(key: str, hours: int, seats: int) -> Offer:
    begun, completed = dt.date(2023, 10, 2), dt.date(2023, 11, 20)
    return Offer(programme=key, start=begun, end=completed, hours=hours, seats=seats)


def proposal() -> Proposal:
    offers = [offer("P1", 16, 9), offer("P2", 16, 1), offer("P3", 24, 1)]
    return routes(region(), offers, on=dt.date(2023, 9, 1), period=2023)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_texts_are_as_approved(lang: str) -> None:
    text = proposal().to_text(lang=lang)

    assert text == approved(f"proposed.{lang}.txt", text)


def test_a_region_without_a_title_is_called_by_its_name() -> None:
    text = routes(attrs.evolve(region(), title=" "), [], on=dt.date(2023, 9, 1), period=2023).to_text()

    assert text.startswith("Амурская область: предложение маршрутов")


def test_a_workbook_is_by_municipality() -> None:
    book = openpyxl.load_workbook(io.BytesIO(proposal().to_xlsx()))
    rows = [row for row in book["Направить"].values if row[0] != "Муниципалитет"]

    assert [row[0] for row in rows] == sorted(str(row[0]) for row in rows)
    assert {"По муниципалитетам", "Направить", "Не покрыто", "Спросить", "Группы"} <= {*book.sheetnames}


@pytest.mark.parametrize(
    ("at", "places", "said"),
    [
        ("institute", towns("лесной"), "вне муниципалитетов"),
        ("institute", (), "муниципалитет неизвестен"),
        ("not listed", towns("лесной"), "муниципалитет неизвестен"),
    ],
)
def test_who_works_for_the_region_is_outside_of_municipalities(at: str, places: Piece, said: str) -> None:
    """As plans say it; where nobody lists municipalities or the organisation, nobody knows that either."""
    pieces = (org("institute", place=None), teacher("p1", at), diagnostic("p1", deficits=("A",)))
    system = collected("amur", places, pieces, programme("P1", competences=("A",)))
    proposed = routes(system, [offer("P1", 16, 9)], on=dt.date(2023, 9, 1), period=2023)

    is_outside = said == "вне муниципалитетов"
    assert ("вне муниципалитетов" in proposed.to_text(), said in proposed.to_text()) == (is_outside, True)


@pytest.mark.parametrize("at", ["school", "not listed"])
def test_where_somebody_perhaps_works_too_is_not_named(at: str) -> None:
    """Of posts that are missing nobody knows where they are; of the one that is listed it is known."""
    pieces = (org("school", place="лесной"), teacher("p1", at), diagnostic("p1", deficits=("A",)))
    system = collected("amur", towns("лесной", "озёрный"), pieces, programme("P1", competences=("A",)))
    system = attrs.evolve(system, unreported=[Unreported(entity="employments")])
    proposed = routes(system, [offer("P1", 16, 9)], on=dt.date(2023, 9, 1), period=2023)

    assert proposed.places == {"p1": ("лесной",) if at == "school" else ()}
    assert "озёрный" not in proposed.to_text()


def test_people_are_ids() -> None:
    named = [Person(id=one.id, name="Вымыслова А.") for one in region().persons or ()]
    system = collected("amur", region().diagnostics or (), named)

    assert "Вымыслова" not in routes(system, [], on=dt.date(2023, 9, 1), period=2023).to_text()


def test_the_command_writes_records_that_are_read(tmp_path: Path) -> None:
    data, offers, out = (tmp_path / name for name in ("data.json", "offers.csv", "routes.json"))
    files.dump(region(), data)
    offers.write_text(OFFERS, "utf-8")
    arguments = ["routes", str(data), "--offers", str(offers), "--on", "01.09.2023", "--period", "2023"]

    assert main([*arguments, "--out", str(out)]) == FINE
    assert files.load(out) == proposal().records()
    then = tmp_path / "then.json"
    assert main([*arguments, "--executed", str(then), "--out", str(out)]) == FINE
    assert files.load(then) == proposal().executed()


def test_the_command_shows_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, offers = tmp_path / "data.json", tmp_path / "offers.csv"
    files.dump(region(), data)
    offers.write_text(OFFERS, "utf-8")
    arguments = ["routes", str(data), "--offers", str(offers), "--on", "01.09.2023", "--period", "2023"]

    assert main(arguments) == FINE
    assert capsys.readouterr().out.rstrip("\n") == proposal().to_text()


def test_the_draft_of_an_annex_lists_each_group(tmp_path: Path) -> None:
    """A row for each group; people by id, and by name only where that is asked for."""
    named = [attrs.evolve(one, name=f"Вымыслова {one.id}") for one in region().persons or ()]
    data, offers, out = (tmp_path / name for name in ("data.json", "offers.csv", "annex.docx"))
    files.dump(attrs.evolve(region(), persons=named), data)
    offers.write_text(OFFERS, "utf-8")
    arguments = ["routes", str(data), "--offers", str(offers), "--on", "01.09.2023", "--period", "2023"]

    assert main([*arguments, "--out", str(out)]) == FINE
    [table] = docx.Document(str(out)).tables
    rows = [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in table.rows][2:]
    people: dict[str, set[str]] = {}
    for enrolment in proposal().enrolments:
        people.setdefault(enrolment.programme, set()).add(enrolment.person)
    assert {row[0]: {*row[5].split(", ")} for row in rows} == people
    assert [int(row[4]) for row in rows] == [len(row[5].split(", ")) for row in rows]
    assert main([*arguments, "--names", "--out", str(out)]) == FINE
    assert "Вымыслова" in docx.Document(str(out)).tables[0].rows[2].cells[5].text


def test_names_stand_in_a_workbook_only_where_they_are_asked_for() -> None:
    named = [attrs.evolve(one, name=f"Вымыслова {one.id}") for one in region().persons or ()]
    offers = [offer("P1", 16, 9), offer("P2", 16, 1)]
    system = attrs.evolve(region(), persons=named)
    made = routes(system, offers, on=dt.date(2023, 9, 1), period=2023)

    def cells(book: bytes) -> str:
        sheets = openpyxl.load_workbook(io.BytesIO(book)).worksheets
        return str([row for sheet in sheets for row in sheet.values])

    assert "Вымыслова" not in cells(made.to_xlsx())
    assert "Вымыслова" in cells(made.to_xlsx(names=True))


def test_the_command_names_the_faults_of_offers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, offers = tmp_path / "data.json", tmp_path / "offers.csv"
    files.dump(region(), data)
    offers.write_text(OFFERS.replace(";16;1", ";?;1"), "utf-8")
    arguments = ["routes", str(data), "--offers", str(offers), "--on", "01.09.2023", "--period", "2023"]

    assert main(arguments) == CANNOT_RUN
    assert "offers.csv[D3]" in capsys.readouterr().err
