"""What a user writes: read by type checkers only, never run.

Every public name is here with the type that it must have. A line marked ``type: ignore`` is a misuse that the
checker must refuse; should it pass, the checker complains of the mark.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_type

import rnms
from rnms import indicators, issues, model, regions
from rnms.model.roadmap import Occurrence, Progress, RoadmapMeasure
from rnms.regions.profile import RequiredFigure
from rnms.results.findings import Schedule

# A report in five lines.

system = rnms.example("khabarovsk_2023")
report = rnms.evaluate(system, period=2023)
assert_type(system, rnms.RegionalSystem)
assert_type(report, rnms.Report)
assert_type(rnms.load("system.json"), rnms.RegionalSystem)
assert_type(rnms.load(Path("system.json")), rnms.RegionalSystem)
rnms.dump(system, "copy.json")
assert_type(rnms.__version__, str)

rnms.evaluate(
    system,
    period=rnms.Period.of("2022/2023"),
    region=regions.get("khabarovsk"),
    as_of=dt.date(2023, 8, 31),
    readings=["respondents", "by_act"],
    only="3",
)
rnms.evaluate(system, period="2023-H1", region="khabarovsk", readings="respondents", only=("1", "2"))

# What a report answers.

result = report["3"]
assert_type(result, rnms.Result)
assert_type(report["3", "2022/2023"], rnms.Result)
assert_type(report.under("respondents"), rnms.Report)
assert_type([one.code for one in report], list[str])
assert_type(report.verdicts, Mapping[str, rnms.Verdict])
assert_type(report.issues, tuple[issues.Issue, ...])
assert_type(result.verdict, rnms.Verdict)
assert_type(result.value, rnms.Bounds | None)
assert_type(result.target, indicators.Target | None)
assert_type(result.missing, tuple[rnms.Municipality, ...])
assert_type(result.claims, tuple[model.Claim, ...])
assert_type(result.disputed, tuple[model.Claim, ...])
assert_type(result.evidence, tuple[model.Evidence, ...])
assert_type(result.contested, bool)
assert_type(result.reason, str)
assert_type(result.clause.act, model.Act)
if result.target is not None:
    assert_type(result.target.norm, rnms.Norm | rnms.Unknown)
    assert_type(result.target.known_norm, rnms.Norm | None)
    assert_type(result.target.clause, model.Clause)
if result.value is not None:
    assert_type(result.value.low, int | Fraction)
    assert_type(result.value.high, int | Fraction | None)
assert_type(report.to_text(lang="en"), str)
assert_type(report.to_markdown(), str)
assert_type(report.to_json("report.json"), str)
assert_type(report.to_records(), list[dict[str, Any]])
assert_type(rnms.Report.from_json("{}"), rnms.Report)

assert_type(report.roadmap[0].due, dt.date | None)
assert_type(report.roadmap[0].progress, Progress)
assert_type(report.monitoring[0].verdict, rnms.Verdict)
assert_type(rnms.deadlines("kirov", dt.date(2023, 1, 1), dt.date(2023, 12, 31)), Schedule[Occurrence])
assert_type(list(regions.get("kirov").roadmap), list[RoadmapMeasure])

# Data of one's own.

mine = rnms.from_figures(
    {"staff": 19_400, "staff.diagnosed": {"count": 2036, "share": "10,5 %"}, "region.pool_formed": True},
    region="khabarovsk",
    period=2023,
)
assert_type(mine, rnms.RegionalSystem)
written = rnms.RegionalSystem(
    region="khabarovsk",
    municipalities=[rnms.Municipality(id="amursky", name="Амурский район")],
    figures=[
        rnms.Figure(
            key="staff.diagnosed",
            period="2022/2023",
            count=2036,
            share="10,5 %",
            evidence=(model.Evidence(kind=model.EvidenceKind.REPORT, ref="отчёт"),),
        )
    ],
    unreported=[rnms.Unreported(entity="figures", municipality="amursky", period=2023)],
    claims=[
        model.Claim(
            verdict=rnms.Verdict.MET,
            period=2023,
            quote=model.Quote(document="004", line=76, text="достигнуты"),
        )
    ],
)
assert_type(written.figures, tuple[rnms.Figure, ...])
assert_type(written.municipalities, tuple[rnms.Municipality, ...] | None)
assert_type(written.figures[0].count, int | None)
assert_type(written.figures[0].period, rnms.Period)
assert_type(written.issues, tuple[issues.Issue, ...])

try:
    rnms.load("system.json")
except rnms.DataError as error:
    assert_type(error.issues, tuple[issues.Issue, ...])
    assert_type(error.issues[0].place, str)
except rnms.RnmsError as error:
    assert_type(str(error), str)

# Norms, bounds, and what is not known.

norm = model.at_least(model.percent(60))
assert_type(norm, rnms.Norm)
assert_type(norm.verdict(rnms.Bounds(model.percent(58), model.percent("64,5"))), rnms.Verdict)
assert_type(rnms.Bounds.exact(5).meet(rnms.Bounds(0, None)), rnms.Bounds | None)
assert_type(rnms.Unknown("the annex was a picture").why, str)

# Regions.

profile = regions.get("ugra")
assert_type(profile, regions.RegionProfile)
assert_type(regions.available(), tuple[str, ...])
assert_type(profile.indicator("6.2.1"), indicators.Indicator)
assert_type(profile.needs(), tuple[RequiredFigure, ...])
assert_type(indicators.Target(2023, norm, profile.acts[0].clause("п. 1")).known_norm, rnms.Norm | None)

# Forms and tables.

paths = rnms.forms.write("khabarovsk", 2023, [rnms.Municipality(id="m1", name="Лесной район")], "forms")
collected = rnms.forms.collect("forms", remarks=Path("remarks"))
table = rnms.sheets.read_table("schools.xlsx", "organizations", columns={"Код": "id"})
assert_type(paths, tuple[Path, ...])
assert_type(collected.system(), rnms.RegionalSystem)
assert_type(collected.issues, tuple[issues.Issue, ...])
assert_type(collected.issues[0].severity, issues.Severity)
assert_type(table.into(system), rnms.RegionalSystem)

# What must be refused.

rnms.forms.collect("forms", "khabarovsk", 2023.5)  # type: ignore[arg-type]
rnms.sheets.read_table("schools.xlsx", "organizations")  # type: ignore[call-arg]

rnms.evaluate(system)  # type: ignore[call-arg]
rnms.evaluate(system, 2023)  # type: ignore[call-arg]
rnms.evaluate({"1": 0.3}, period=2023)  # type: ignore[arg-type]
rnms.evaluate(system, period=2023.5)  # type: ignore[arg-type]
rnms.evaluate(system, period=2023, as_of="2023-08-31")  # type: ignore[arg-type]
rnms.from_figures(["staff"], region="ugra", period=2023)  # type: ignore[arg-type]
rnms.from_figures({"staff": 5}, region="ugra")  # type: ignore[call-arg]
rnms.load(5)  # type: ignore[arg-type]
rnms.dump(report, "report.json")  # type: ignore[arg-type]
rnms.Bounds(0.5, 1)  # type: ignore[arg-type]
rnms.Norm(low=0.1)  # type: ignore[arg-type]
rnms.Norm(model.percent(10))  # type: ignore[call-arg]
model.percent(0.1)  # type: ignore[arg-type]
rnms.Figure("staff", 2023)  # type: ignore[call-arg]
rnms.Figure(key="staff", period=2023, count="5")  # type: ignore[arg-type]
rnms.Figure(key="staff", period=2023, share=10.5)  # type: ignore[arg-type]
rnms.Figure(key="staff")  # type: ignore[call-arg]
indicators.Target(2023, norm)  # type: ignore[call-arg]
written.figures[0].count = 5  # type: ignore[misc]
report.results = ()  # type: ignore[misc]
report[3.0]  # type: ignore[index]
str(result.verdict.met)  # type: ignore[attr-defined]
str(result.value.low)  # type: ignore[union-attr]

# Tables, and regions side by side.

tables = rnms.Tables({}, system=mine)
assert_type(tables.issues, tuple[issues.Issue, ...])
assert_type(rnms.evaluate(tables, period=2023), rnms.Report)
assert_type(rnms.evaluate_many([mine], period=2023), dict[str, rnms.Report])
