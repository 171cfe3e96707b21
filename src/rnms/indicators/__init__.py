"""The measures: tallies, and the indicators, duties and rules declared over populations."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.indicators.definition import (
        Component as Component,
        Direction as Direction,
        Family as Family,
        Indicator as Indicator,
        Reading as Reading,
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
    from rnms.indicators.requirement import (
        Force as Force,
        Requirement as Requirement,
        Rule as Rule,
    )
    from rnms.indicators.schedule import MonitoringRule as MonitoringRule
    from rnms.indicators.target import (
        Band as Band,
        Minimum as Minimum,
        Target as Target,
        Years as Years,
        since as since,
        yearly as yearly,
    )
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "counts": ["Count", "Ratio", "Scale", "Share", "Times"],
            "definition": ["Component", "Direction", "Family", "Indicator", "Reading"],
            "loads": ["Load", "Statistic", "SumShare"],
            "measures": ["Criterion", "EmptyPart", "Grade", "IndexPart", "Scaled", "Score", "WeightedIndex"],
            "over_periods": ["Growth", "OverPeriods", "last_years", "parts_of_year"],
            "requirement": ["Force", "Requirement", "Rule"],
            "schedule": ["MonitoringRule"],
            "target": ["Band", "Minimum", "Target", "Years", "since", "yearly"],
        },
    )
