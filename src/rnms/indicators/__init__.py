"""The measures: tallies, and the indicators, duties and rules declared over populations."""

from rnms.indicators.definition import (
    EVERY,
    Band,
    Component,
    Direction,
    Family,
    Force,
    Indicator,
    Reading,
    Requirement,
    Rule,
    Target,
    Years,
    since,
    yearly,
)
from rnms.indicators.measures import Count, Load, Ratio, Scale, Share, Times, Weighed, Weighted, Without
from rnms.indicators.schedule import MonitoringRule
from rnms.indicators.tally import Loads, Tally

__all__ = [
    "EVERY",
    "Band",
    "Component",
    "Count",
    "Direction",
    "Family",
    "Force",
    "Indicator",
    "Load",
    "Loads",
    "MonitoringRule",
    "Ratio",
    "Reading",
    "Requirement",
    "Rule",
    "Scale",
    "Share",
    "Tally",
    "Target",
    "Times",
    "Weighed",
    "Weighted",
    "Without",
    "Years",
    "since",
    "yearly",
]
