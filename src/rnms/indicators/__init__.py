"""The measures: tallies, and the indicators, duties and rules declared over populations."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.indicators.definition import (
        ALL_MEMBERS as ALL_MEMBERS,
        Band as Band,
        Component as Component,
        Direction as Direction,
        Family as Family,
        Force as Force,
        Indicator as Indicator,
        Minimum as Minimum,
        Reading as Reading,
        Requirement as Requirement,
        Rule as Rule,
        Target as Target,
        Years as Years,
        since as since,
        yearly as yearly,
    )
    from rnms.indicators.measures import (
        Count as Count,
        Criterion as Criterion,
        EmptyPart as EmptyPart,
        Grade as Grade,
        IndexPart as IndexPart,
        Load as Load,
        Ratio as Ratio,
        Scale as Scale,
        Scaled as Scaled,
        Score as Score,
        Share as Share,
        Statistic as Statistic,
        SumShare as SumShare,
        Times as Times,
        WeightedIndex as WeightedIndex,
    )
    from rnms.indicators.over_periods import (
        Growth as Growth,
        OverPeriods as OverPeriods,
        last_years as last_years,
        parts_of_year as parts_of_year,
    )
    from rnms.indicators.schedule import MonitoringRule as MonitoringRule
    from rnms.indicators.tally import LoadTally as LoadTally, MemberState as MemberState, Tally as Tally
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "definition": [
                "ALL_MEMBERS",
                "Band",
                "Component",
                "Direction",
                "Family",
                "Force",
                "Indicator",
                "Minimum",
                "Reading",
                "Requirement",
                "Rule",
                "Target",
                "Years",
                "since",
                "yearly",
            ],
            "measures": [
                "Count",
                "Criterion",
                "EmptyPart",
                "Grade",
                "IndexPart",
                "Load",
                "Ratio",
                "Scale",
                "Scaled",
                "Score",
                "Share",
                "Statistic",
                "SumShare",
                "Times",
                "WeightedIndex",
            ],
            "over_periods": ["Growth", "OverPeriods", "last_years", "parts_of_year"],
            "schedule": ["MonitoringRule"],
            "tally": ["LoadTally", "MemberState", "Tally"],
        },
    )
