"""The duties: one profile for each region, found by key and loaded when asked for."""

from rnms.regions._profile import Need, RegionProfile
from rnms.regions._registry import available, get, refresh, source

__all__ = ["Need", "RegionProfile", "available", "get", "refresh", "source"]
