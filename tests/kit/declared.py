"""An invented profile of one indicator, and what makes it faulty."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import attrs

from rnms import regions
from rnms.indicators import (
    Component,
    Criterion,
    Family,
    Grade,
    Indicator,
    OverPeriods,
    Reading,
    Share,
    Target,
    since,
    yearly,
)
from rnms.indicators.loads import Statistic
from rnms.indicators.vocabulary import diagnostics, people, programmes
from rnms.logic import Term
from rnms.model import Act, PeriodKind, Unknown, at_least, percent
from rnms.model.deadlines import After
from rnms.model.roadmap import PlannedMeeting
from rnms.model.shifts import PartOf
from rnms.regions import FigureRelation, RegionProfile

ORDER = Act(
    key="order", kind="приказ", number="1", date=dt.date(2024, 1, 15), issuer="Министерство", document="100"
)


FOREIGN = attrs.evolve(ORDER, key="foreign", number="2")


CLAUSE = ORDER.clause("п. 1", line=1)


TEN = at_least(percent(10))


CUMULATIVE = Share(people.TEACHERS, programmes.COMPLETED_REGISTER_PROGRAMME)


def indicator(**changes: Any) -> Indicator:
    fields = {"code": "1", "title": "Доля", "family": diagnostics.DIAGNOSED_SHARE, "clause": CLAUSE}
    return Indicator(**{**fields, **changes})


def of_measure(measure: Any, *targets: Target, **changes: Any) -> Indicator:
    """Declare an indicator of a measure that no family has."""
    family = Family(key="value", title="значение")
    return indicator(
        **{"title": "Значение", "family": family, "measure": measure, "targets": targets, **changes}
    )


def coverage(share: Share) -> Criterion:
    """Declare a criterion: two points for half, one for a quarter."""
    norms = ((2, at_least(percent(50))), (1, at_least(percent(25))))
    grades = [Grade(points=points, measure=share, norm=norm) for points, norm in norms]
    return Criterion(name="share", title="охват", grades=grades)


def profile(*indicators: Indicator, **changes: Any) -> RegionProfile:
    fields = {
        "key": "nowhere",
        "iso": "RU-XXX",
        "name": "Нигдейская область",
        "system_name": "РС НМС",
        "read_on": dt.date(2024, 2, 1),
        "acts": [ORDER],
        "indicators": indicators,
    }
    return RegionProfile(**{**fields, **changes})


def reading(**changes: Any) -> Reading:
    fields = {"name": "other", "title": "иначе", "why": "можно понять иначе", "among_known": True}
    return Reading(**{**fields, **changes})


FAULTY: list[tuple[str, RegionProfile | Any]] = [
    (
        "indicator 1 asks for quarter 3 of half_year; count by a longer period",
        lambda: profile(
            indicator(
                measure=OverPeriods(CUMULATIVE, (PartOf(PeriodKind.QUARTER, 3), None), Statistic.MEAN),
                period=PeriodKind.HALF_YEAR,
            )
        ),
    ),
    (
        "M-1 follows M-1; let one of them fall due by a day",
        lambda: profile(
            indicator(),
            meetings=[
                PlannedMeeting(
                    code="M-1",
                    title="Заседание",
                    deadline=After("M-1", days=10),
                    deadline_text="в течение 10 дней",
                    clause=CLAUSE,
                )
            ],
        ),
    ),
    (
        "relation 1 names 'staf', which nothing asks for; did you mean 'staff'?",
        lambda: profile(
            indicator(),
            relations=[FigureRelation.of_parts("staf", "men", "women", code="1", clause=CLAUSE)],
        ),
    ),
    ("indicator 1 is declared 2 times", lambda: profile(indicator(), indicator())),
    (
        "the target of 2024 of indicator 1 has no clause: every regional number cites the act that sets it",
        lambda: profile(indicator(targets=[Target(2024, TEN, None)])),  # type: ignore[arg-type]
    ),
    (
        "indicator 1 accumulates, but its target falls from 2024 to 2025",
        lambda: profile(
            indicator(measure=CUMULATIVE, targets=yearly({2024: TEN, 2025: at_least(percent(5))}, CLAUSE))
        ),
    ),
    (
        "приказ от 15.01.2024 № 1 is newer than read_on=2024-01-14",
        lambda: profile(read_on=dt.date(2024, 1, 14)),
    ),
    ("reading other of indicator 1 gives no reason", lambda: profile(indicator(readings=[reading(why=" ")]))),
    (
        "reading other of indicator 1 changes nothing",
        lambda: profile(indicator(readings=[reading(among_known=False)])),
    ),
    (
        "reading default of indicator 1 takes the name of what no reading changes",
        lambda: profile(indicator(readings=[reading(name="default")])),
    ),
    (
        "indicator 1: reading other is declared 2 times",
        lambda: profile(indicator(readings=[reading(), reading()])),
    ),
    (
        "indicator 1 has two targets for 2023–…",
        lambda: profile(indicator(targets=[Target(2024, TEN, CLAUSE), Target(since(2023), TEN, CLAUSE)])),
    ),
    (
        "indicator 1 cites приказ от 15.01.2024 № 2, which is not among the acts of the profile",
        lambda: profile(indicator(clause=FOREIGN.clause("п. 1"))),
    ),
    (
        "indicator 1 has neither a measure nor components; its family empty gives none",
        lambda: profile(indicator(family=Family(key="empty", title="пусто"))),
    ),
    ("indicator 1 has no clause", lambda: profile(indicator(clause=None))),
    (
        "indicator 1 has targets beside its components",
        lambda: profile(
            indicator(
                components=[Component(name="a", title="а", measure=CUMULATIVE)],
                targets=[Target(2024, TEN, CLAUSE)],
            )
        ),
    ),
    (
        "indicator 1: component a is declared 2 times",
        lambda: profile(indicator(components=[Component(name="a", title="а", measure=CUMULATIVE)] * 2)),
    ),
    (
        "'diagnosed' means two things in indicator 2; rename one",
        lambda: profile(
            indicator(),
            indicator(code="2", measure=Share(people.STAFF, Term(key="diagnosed", title="иное"))),
        ),
    ),
    ("key 'Nowhere-1' is no lower-case identifier", lambda: profile(key="Nowhere-1")),
    ("act order is declared 2 times", lambda: profile(acts=[ORDER, ORDER])),
    (
        "nothing tells by when приказ № 2 (дата неизвестна) (foreign) existed",
        lambda: profile(acts=[ORDER, attrs.evolve(FOREIGN, date=Unknown("страница утрачена"))]),
    ),
]


@functools.cache
def by_default(region: str) -> RegionProfile:
    """A built-in region whose indicators have no second reading: quicker, where no reading bears on it."""
    declared = regions.get(region)
    indicators = [attrs.evolve(indicator, readings=()) for indicator in declared.indicators]
    return attrs.evolve(declared, indicators=indicators)
