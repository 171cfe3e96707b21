"""Words that an official can rely on: what is said is so, down to the day and the number of a noun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs
import pytest

import rnms
from kit.reports import demo
from rnms import Figure, Municipality, Period, RegionalSystem, Unreported, Verdict
from rnms.indicators.tally import Reason
from rnms.indicators.vocabulary import PAGES
from rnms.judge import roadmap
from rnms.logic import population
from rnms.logic.population import Unit
from rnms.model import Category, MeasureReport, Person
from rnms.model.roadmap import Progress
from rnms.render import (
    layout as _layout,
)
from rnms.render import (
    notes as _notes,
)
from rnms.render import (
    schedule_table,
)
from rnms.render import (
    words as _words,
)
from rnms.render.texts import TEXTS
from rnms.results.findings import ScheduleStatus

YEAR_2023 = (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
NBSP = "\u00a0"
PLACES = [Municipality(id=f"m{at}", name=f"Район {at}") for at in (1, 2, 3)]


def _models(*answers: dict[str, Any]) -> rnms.Report:
    figures = [Figure(key="municipalities.with_model", period="2022/2023", **one) for one in answers]
    data = RegionalSystem(region="khabarovsk", municipalities=PLACES, figures=figures)
    return rnms.evaluate(data, period=2023)


# Days.


def test_an_inclusive_day_is_said_as_one() -> None:
    """«До 31.12.2023» may leave the 31st out; the last day belongs to the deadline."""
    shown = rnms.evaluate(RegionalSystem(region="kirov"), period=2023).to_markdown()

    assert "(по 31.12.2023)" in shown
    assert "(до " not in shown
    assert _words.reasons([Reason(code="still-runs", about=("31.12.2023",))]).endswith(
        "по 31.12.2023 включительно"
    )
    assert "До" not in TEXTS["ru"].calendar.head


DUE = dt.date(2023, 6, 30)


def _of_measure_4(found: Iterable[ScheduleStatus], due: dt.date) -> list[Progress]:
    """How far measure 4 has come, of which nothing but a report of it tells."""
    return [one.progress for one in found if (one.code, one.due) == ("4", due)]


DAYS = [
    # day of judgement, expected
    (dt.date(2023, 6, 29), Progress.PENDING),
    (DUE, Progress.PENDING),
    (dt.date(2023, 7, 1), Progress.OVERDUE),
    (None, Progress.OVERDUE),
]


@pytest.mark.parametrize(("as_of", "expected"), DAYS)
def test_nothing_is_overdue_on_the_last_day_of_its_time(as_of: dt.date | None, expected: Progress) -> None:
    """001 m.4, half a year: the 30th of June is its last day. Without a day the whole time is over."""
    data = RegionalSystem(region="ugra", measure_reports=[], monitoring_rounds=[], adoptions=[])
    found = roadmap("ugra", *YEAR_2023, data=data, as_of=as_of)
    judged = rnms.evaluate(data, period=2023, as_of=as_of)

    assert _of_measure_4(found, DUE) == _of_measure_4(judged.roadmap, DUE) == [expected]


def test_the_last_day_of_a_list_is_not_over_where_it_is_named() -> None:
    data = RegionalSystem(region="ugra", measure_reports=[], monitoring_rounds=[], adoptions=[])
    named, unnamed = (
        _of_measure_4(roadmap("ugra", *YEAR_2023, data=data, as_of=as_of), YEAR_2023[1])
        for as_of in (YEAR_2023[1], None)
    )

    assert (named, unnamed) == ([Progress.PENDING], [Progress.OVERDUE])


def test_what_runs_since_another_year_is_not_said_to_be_not_begun() -> None:
    """A measure without an end that was reported last year, and not in this one."""
    next_year = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    silent = RegionalSystem(region="kirov", measure_reports=[])
    runs = next(
        one.code
        for one in roadmap("kirov", *next_year, data=silent)
        if one.due is None and one.progress is Progress.PENDING
    )
    last_year = MeasureReport(measure=runs, date=dt.date(2023, 9, 1))
    data = RegionalSystem(region="kirov", measure_reports=[last_year])
    table = schedule_table([one for one in roadmap("kirov", *next_year, data=data) if one.code == runs])

    assert "не начато" not in table
    assert "сведений нет" in table


@pytest.mark.parametrize("has_report", [False, True])
def test_a_standing_measure_is_said_to_be_untold_only_where_it_is(has_report: bool) -> None:
    """Where «нет» was told of its result, the state does not say that nobody said anything."""
    codes_of_all = [measure.code for measure in rnms.regions.get("kirov").roadmap.measures]
    reports = [MeasureReport(measure=code, date=dt.date(2023, 6, 15)) for code in codes_of_all]
    told_no = Figure(key="region.navigator", period=2023, holds=False)
    data = RegionalSystem(region="kirov", figures=[told_no], measure_reports=reports if has_report else [])
    missed = set()
    for status in rnms.evaluate(data, period=2023).roadmap:
        codes = {reason.code for reason in status.reasons}
        ru, en = (_words.progress(status, lang=lang) for lang in ("ru", "en"))
        assert (ru == "… сведений нет") is (codes == {"no-activity"}), status.code
        if status.due is None and "result-missed" in codes:
            missed.add(status.code)
            assert (ru, en) == ("… пока не выполняется", "… not carried out so far")

    assert {"3.1.1", "3.1.2"} <= missed


# Who did not report.


def test_who_answered_another_question_did_not_stay_silent() -> None:
    """Of its teams it told and not who was trained; who told of another year alone is silent in this one."""
    places = [rnms.Municipality(id=key, name=f"Район {key}") for key in "abc"]
    told = [("a", 2023, "teams", 10), ("b", 2022, "teams", 5), ("c", 2023, "teams", 5)]
    figures = [Figure(key=key, period=year, municipality=at, count=count) for at, year, key, count in told]
    trained = Figure(key="teams.trained", period=2023, municipality="c", count=2)
    data = RegionalSystem(region="ugra", municipalities=places, figures=[*figures, trained])
    report = rnms.evaluate(data, period=2023, only="6.2.2")
    said = [note.text for note in _notes.notes(report, "ru")]

    assert report.told_in_part == ("a",)
    assert "Сообщили не всё: Район a (показатель 6.2.2)." in said
    assert "Нет ответа: Район b (показатель 6.2.2)." in said
    assert rnms.Report.from_json(report.to_json()).to_text() == report.to_text()


def test_those_who_answered_in_part_did_not_stay_silent() -> None:
    """A municipality that sent its records but for one part is not named among those who sent nothing."""
    data = rnms.testing.invented_region(staff=200, municipalities=4, seed=2)
    gap = Unreported(entity="enrolments", municipality=(data.municipalities or ())[0].id)
    report = rnms.evaluate(attrs.evolve(data, unreported=[gap]), period=2023)
    said = [note.text for note in _notes.notes(report, "ru")]

    assert any(one.startswith("Сообщили не всё: ") for one in said)
    assert not any(one.startswith("Нет ответа: ") for one in said)
    assert "Нет ответа: " not in _layout.Layout(report=report, lang="ru").fragment()


def test_who_says_why_did_not_stay_silent() -> None:
    """A form that came, with a reason in place of the number: there is no answer, but a return."""
    places = [Municipality(id=f"m{n}", name=f"Район {n}") for n in (1, 2, 3)]
    told: dict[str, Any] = {"key": "municipalities.with_model", "period": "2022/2023"}
    figures = [
        Figure(**told, municipality="m1", holds=True),
        Figure(**told, municipality="m2", missing="карантин"),
    ]
    data = RegionalSystem(region="khabarovsk", municipalities=places, figures=figures)
    report = rnms.evaluate(data, period=2023, only="3")
    text = report.to_text() + report.to_html()

    assert "Нет ответа: Район 2, Район 3 (показатель 3)." in text
    assert not any(word in text for word in ("Не отчитались", "Нет отчёта"))
    assert "не отчитались: Район 3" in report["3"].reason


def test_one_indicator_is_not_several() -> None:
    """«(показатели 3)» speaks of many."""
    assert _notes.listed(["3"], "ru") == "показатель 3"
    assert _notes.listed(["3", "5"], "ru") == "показатели 3, 5"
    assert "(показатели 3, 5, 6, 7)" in demo().to_text()


@pytest.mark.parametrize(
    ("number", "said"), [(1, "человека"), (2, "человек"), (11, "человек"), (21, "человека")]
)
def test_numbers_take_the_right_noun(number: int, said: str) -> None:
    """У одного человека, у двух человек."""
    about = ("persons", "birth_date", str(number), "person", "человека", "человек")

    assert f"у{NBSP}{number}{NBSP}{said} " in _words.reasons([Reason(code="unknown-field", about=about)])


def test_numbers_take_the_noun_of_their_language() -> None:
    """English has its own nouns; records are named in both; a unit of a region's own keeps its nouns."""
    own = ("2", "cluster", "кластера", "кластеров")

    for counts, ru, en in (
        (("1", "person", "человека", "человек"), "1 человека", "for 1 person:"),
        (("21", "person", "человека", "человек"), "21 человека", "for 21 people:"),
        (("1", "record"), "1 записи", "for 1 record:"),
        (("12", "record"), "12 записей", "for 12 records:"),
        (own, "2 кластеров", "for 2 кластеров:"),
    ):
        reason = Reason(code="unknown-field", about=("persons", "birth_date", *counts))
        assert f"у {ru} не указано" in _words.reasons([reason]).replace(NBSP, " ")
        assert en in _words.reasons([reason], lang="en")


def test_every_unit_has_its_nouns_in_both_languages() -> None:
    """A unit of the vocabulary is named by the texts."""
    units = {
        value.key for page in (population, *PAGES) for value in vars(page).values() if isinstance(value, Unit)
    }

    for lang in ("ru", "en"):
        assert units - {"region"} | {"record"} == set(TEXTS[lang].reasons.units)


def test_the_silent_decide_alone_only_where_nobody_else_does() -> None:
    """A municipality that answered without a number decides as well."""
    alone = _models({"municipality": "m1", "holds": True})
    besides = _models({"municipality": "m1", "holds": True}, {"municipality": "m2", "missing": "собираем"})

    assert alone["3"].reason == "решат неотчитавшиеся: Район 2, Район 3"
    assert "решат" not in besides["3"].reason
    assert "сказано «собираем»: Район 2" in besides["3"].reason


# Duties.


def test_a_missed_majority_names_no_violators() -> None:
    """S-UGR-08, 001 l.273: «основу составляют»; whoever is no core member breaks nothing by that."""
    report = rnms.evaluate(rnms.testing.invented_region(staff=400, seed=3), period=2023)
    data = rnms.testing.invented_region(staff=400, seed=3)
    people = [attrs.evolve(one, category=Category.FIRST) for one in data.persons or ()]
    missed = rnms.evaluate(attrs.evolve(data, persons=people), period=2023).requirement("S-UGR-08")

    assert report.requirement("S-UGR-08").failed == ()
    assert (missed.verdict, missed.failed) == (Verdict.NOT_MET, ())
    assert "не хватает" in rnms.render.words.reason(missed.judgement)


def test_a_duty_is_not_said_to_be_of_another_time_where_one_place_is_judged() -> None:
    """Of one municipality alone nothing is demanded; that it was not demanded *then* would be wrong."""
    data = RegionalSystem(region="khabarovsk", municipalities=PLACES, persons=[Person(id="a")])
    report = rnms.evaluate(data, period=2023, municipality="m1")
    alone = [
        one for one in report.requirements if any(why.code == "no-target" for why in one.judgement.reasons)
    ]

    assert all("тогда не требовалось" not in _words.duty_verdict(one.judgement) for one in alone)


# Periods.

SPANS = [
    ("2022-09-01/2023-08-31", "2022/2023"),
    ("2023-01-01/2023-12-31", 2023),
    ("2023-07-01/2023-12-31", "2023-H2"),
    ("2023-04-01/2023-06-30", "2023-Q2"),
]


@pytest.mark.parametrize(("span", "period"), SPANS)
def test_a_period_written_by_its_days_is_that_period(span: str, period: str | int) -> None:
    """A figure for one answers a question for the other."""
    assert Period.of(span) == Period.of(period)
    assert str(Period.of(span)) == str(period)


def test_figures_of_an_academic_year_written_by_its_days_count() -> None:
    figures = [Figure(key="municipalities", period="2022-09-01/2023-08-31", count=3)]
    figures += [Figure(key="municipalities.with_model", period="2022-09-01/2023-08-31", count=3)]
    data = RegionalSystem(region="khabarovsk", municipalities=PLACES, figures=figures)

    assert rnms.evaluate(data, period=2023)["3"].verdict is Verdict.MET
