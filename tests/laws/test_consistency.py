"""The reader of reports finds what is there: each row plants one fault in a report that has none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

import rnms
from kit.consistency import contradictions
from kit.reports import by_year, demo, forty
from rnms import Bounds, RegionalSystem, Report, Verdict
from rnms.indicators.tally import Reason
from rnms.issues import Issue
from rnms.model import MeasureReport, MonitoringRound
from rnms.model.roadmap import Progress
from rnms.render import notes as _notes
from rnms.render import sections as _sections
from rnms.results import Result
from rnms.results.findings import Finding
from rnms.results.judgement import Judgement

UNDETERMINED = Verdict.UNDETERMINED


def _followed() -> Report:
    """A year of Ugra with both rounds held, and a measure done."""
    rounds = [
        MonitoringRound(id=key, end=end, analysed=True, recommended=True)
        for key, end in (("may", dt.date(2023, 5, 20)), ("november", dt.date(2023, 11, 20)))
    ]
    done = [MeasureReport(measure="6", date=dt.date(2023, 3, 1))]
    data = RegionalSystem(region="ugra", monitoring_rounds=rounds, measure_reports=done)
    return rnms.evaluate(data, period=2023)


def _first(report: Report, code: str, change: Callable[[Judgement], Judgement]) -> Report:
    """The same report with another judgement of an indicator."""

    def changed(result: Result) -> Result:
        if result.code != code:
            return result
        first, *others = result.judgements
        return attrs.evolve(result, judgements=(change(first), *others))

    return attrs.evolve(report, results=tuple(map(changed, report.results)))


def _duty(report: Report, code: str, **facts: Any) -> Report:
    """The same report with other facts of a duty."""
    duties = [attrs.evolve(one, **facts) if one.code == code else one for one in report.requirements]
    return attrs.evolve(report, requirements=tuple(duties))


def _judged(finding: Finding, **facts: Any) -> Judgement:
    return attrs.evolve(finding.judgement, **facts)


def _rule(report: Report, **facts: Any) -> Report:
    [rule, *rest] = report.monitoring
    return attrs.evolve(report, monitoring=(attrs.evolve(rule, **facts), *rest))


def _mute(part: Judgement) -> Judgement:
    return attrs.evolve(part, reasons=(), missing=())


def _a_component(judgement: Judgement, **facts: Any) -> Judgement:
    first, *rest = judgement.components
    return attrs.evolve(judgement, components=(attrs.evolve(first, **facts), *rest))


CONTRADICTION = Reason(code="contradiction", about=("pool", "актив"))
PLANTED: dict[str, tuple[Callable[[], Report], str]] = {
    "an open indicator without a reason": (lambda: _first(demo(), "3", _mute), "3 default default"),
    "an open component without a reason": (
        lambda: _first(
            demo(),
            "4",
            lambda one: _a_component(one, verdict=UNDETERMINED, reasons=(), value=Bounds(0, 1)),
        ),
        "4 default formed: UNDETERMINED without",
    ),
    "a reason that names nothing": (
        lambda: _first(
            demo(),
            "3",
            lambda one: attrs.evolve(_mute(one), reasons=(Reason(code="part", about=()),)),
        ),
        "without a reason",
    ),
    "an open duty without a reason": (
        lambda: _duty(
            demo(),
            "S-KHB-06",
            judgement=_judged(demo().requirement("S-KHB-06"), reasons=()),
        ),
        "S-KHB-06",
    ),
    "a round of which nobody knows why": (
        lambda: _rule(
            _followed(),
            rounds=tuple(
                attrs.evolve(one, progress=Progress.UNKNOWN, reasons=())
                for one in _followed().monitoring[0].rounds
            ),
        ),
        "UNKNOWN without a reason",
    ),
    "a reason that announces a list of nothing": (
        lambda: _rule(
            _followed(),
            rounds=tuple(
                attrs.evolve(one, progress=Progress.UNKNOWN, reasons=(Reason(code="day-unknown"),))
                for one in _followed().monitoring[0].rounds
            ),
        ),
        "day-unknown: nothing follows",
    ),
    "met below the norm": (
        lambda: _first(demo(), "3", lambda one: attrs.evolve(one, verdict=Verdict.MET)),
        "3 default default: MET, and",
    ),
    "not met within the norm": (
        lambda: _first(demo(), "1", lambda one: attrs.evolve(one, verdict=Verdict.NOT_MET)),
        "1 default default: NOT_MET, and",
    ),
    "a whole that is better than its part": (
        lambda: _first(demo(), "4", lambda one: attrs.evolve(one, verdict=Verdict.MET)),
        "4 default default: MET, and of its parts one is not",
    ),
    "a whole that is not broken by its part": (
        lambda: _first(demo(), "4", lambda one: _a_component(one, verdict=Verdict.NOT_MET, value=None)),
        "4 default default: UNDETERMINED, and a part is NOT_MET",
    ),
    "a contradiction that stays in the part": (
        lambda: _first(
            demo(),
            "4",
            lambda one: _a_component(one, verdict=UNDETERMINED, reasons=(CONTRADICTION,), value=Bounds(0, 1)),
        ),
        "a contradiction is named in a part",
    ),
    "a duty that differs from its indicator": (
        lambda: _duty(
            demo(), "S-KHB-01", judgement=_judged(demo().requirement("S-KHB-01"), verdict=Verdict.MET)
        ),
        "S-KHB-01: MET, and indicator 3: UNDETERMINED",
    ),
    "somebody who fails and is not decided": (
        lambda: _duty(demo(), "S-KHB-04", undecided=demo().requirement("S-KHB-04").failed),
        "fail and are not decided",
    ),
    "nothing known of all, and one named": (
        lambda: _duty(
            demo(),
            "S-KHB-01",
            judgement=_judged(demo().requirement("S-KHB-01"), verdict=Verdict.NO_DATA, value=None),
        ),
        "S-KHB-01: nobody told anything",
    ),
    "a duty that all keep, and one does not": (
        lambda: _duty(demo(), "S-KHB-03", failed=("Лесной район",)),
        "Лесной район does not keep it",
    ),
    "a rule kept with a round overdue": (
        lambda: _rule(
            _followed(),
            rounds=tuple(
                attrs.evolve(one, progress=Progress.OVERDUE) for one in _followed().monitoring[0].rounds
            ),
        ),
        "rule 7.3: MET, and a round is not held in time",
    ),
    "a rule broken with every round held": (
        lambda: _rule(_followed(), verdict=Verdict.NOT_MET),
        "rule 7.3: NOT_MET, and no round says why",
    ),
    "faults, and the data are consistent": (
        lambda: attrs.evolve(demo(), issues=(Issue(place="$", text="дважды", code="id.doubled"),)),
        "S-GEN-02: MET, and the faults are 1",
    ),
    "no faults, and the data are not consistent": (
        lambda: _duty(
            demo(),
            "S-GEN-02",
            judgement=attrs.evolve(demo().requirement("S-GEN-02").judgement, verdict=Verdict.NOT_MET),
        ),
        "S-GEN-02: NOT_MET, and the faults are 0",
    ),
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_fault_is_found(what: str) -> None:
    """Each kind of contradiction, and each kind of silence."""
    build, said = PLANTED[what]

    assert any(said in line for line in contradictions(build())), contradictions(build())


@pytest.mark.parametrize("build", [demo, forty, _followed])
def test_a_report_without_a_fault_has_none(build: Callable[[], Report]) -> None:
    assert contradictions(build()) == []


def test_years_side_by_side_have_none() -> None:
    assert [line for report in by_year() for line in contradictions(report)] == []


def test_a_reading_taken_later_is_taken_by_the_duty_too() -> None:
    """``under`` changes an indicator, and with it the duty that is the same."""
    taken = demo().under("respondents")

    assert taken["3"].verdict is taken.requirement("S-KHB-01").verdict is Verdict.MET
    assert contradictions(taken) == []


def test_a_table_that_shows_another_verdict_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _sections.duties

    def wrong(report: Report, lang: str) -> _sections.Section:
        section = shown(report, lang)
        return attrs.evolve(section, rows=section.rows[1:])

    monkeypatch.setattr(_sections, "duties", wrong)

    assert any("the table of duties" in line for line in contradictions(demo()))


def test_a_heading_that_miscounts_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_notes, "counts", lambda _: {Verdict.MET: 1})

    assert any("the heading counts 1 verdicts of 7" in line for line in contradictions(demo()))


def test_a_measure_that_differs_from_its_indicator_is_found() -> None:
    """A number that is the result of a measure is one fact in two places."""
    report = rnms.evaluate(RegionalSystem(region="kirov"), period=2024, only="1.1.3")
    whole = rnms.evaluate(RegionalSystem(region="kirov"), period=2024)
    done = tuple(
        attrs.evolve(one, progress=Progress.DONE_ON_TIME, reasons=())
        for one in whole.roadmap
        if one.code == "1.1.3"
    )
    mixed = _first(
        attrs.evolve(report, roadmap=done),
        "1.1.3",
        lambda one: attrs.evolve(one, verdict=Verdict.NOT_MET, value=Bounds(0, 4), reasons=()),
    )

    assert "measure 1.1.3: done, and its indicator is not met" in contradictions(mixed)
