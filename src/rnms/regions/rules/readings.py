"""Rules of readings: each decides something, and gives its reason."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.indicators.definition import Indicator
from rnms.regions.declaration import Declaration

RESERVED = "default"


def readings_decide_something(profile: Declaration) -> Iterator[str]:
    """A reading has a name of its own, says why one may decide so, and what it redefines."""
    for indicator in profile.indicators:
        for reading in indicator.readings:
            label = f"reading {reading.name} of indicator {indicator.code}"
            if reading.name == RESERVED:
                yield f"{label} takes the name of what no reading changes; choose another"
            if not reading.why.strip():
                yield f"{label} gives no reason; say why one may decide so"
            if not reading.changes:
                yield f"{label} changes nothing; say what it redefines"


def readings_change_what_they_read(profile: Declaration) -> Iterator[str]:
    """A reading comes to another indicator than the declaration does."""
    for indicator in profile.indicators:
        for reading in indicator.readings:
            if reading.changes and _same(indicator, indicator.under([reading])):
                yield (
                    f"reading {reading.name} of indicator {indicator.code} changes nothing in it;"
                    " it redefines words that the indicator does not use, or says the same again"
                )


def _same(declared: Indicator, variant: Indicator) -> bool:
    return (declared.parts(), declared.period) == (variant.parts(), variant.period)
