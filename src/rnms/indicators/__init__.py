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
    from rnms.indicators.counts import (
        Count as Count,
        Ratio as Ratio,
        Scale as Scale,
        Share as Share,
        Times as Times,
    )
    from rnms.indicators.loads import Load as Load, Statistic as Statistic, SumShare as SumShare
    from rnms.indicators.measures import (
        Criterion as Criterion,
        EmptyPart as EmptyPart,
        Grade as Grade,
        IndexPart as IndexPart,
        Scaled as Scaled,
        Score as Score,
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
            "counts": ["Count", "Ratio", "Scale", "Share", "Times"],
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
            "loads": ["Load", "Statistic", "SumShare"],
            "measures": ["Criterion", "EmptyPart", "Grade", "IndexPart", "Scaled", "Score", "WeightedIndex"],
            "over_periods": ["Growth", "OverPeriods", "last_years", "parts_of_year"],
            "schedule": ["MonitoringRule"],
            "tally": ["LoadTally", "MemberState", "Tally"],
        },
    )
