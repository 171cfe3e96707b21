"""Rules of what regions share: a family or a reading of rnms means the same wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.indicators.definition import Family, Reading
from rnms.indicators.vocabulary import shared
from rnms.regions.declaration import Declaration


def families_are_known(profile: Declaration) -> Iterator[str]:
    """A family of rnms is used as it is; a family of one's own has a key of its own."""
    family_by_key = {family.key: family for family in shared(Family)}
    for indicator in profile.indicators:
        for family in (
            indicator.family,
            *(part.family for part in indicator.parts() if part.family is not None),
        ):
            if family_by_key.setdefault(family.key, family) != family:
                yield (
                    f"indicator {indicator.code} calls its family {family.key!r}, which is another one;"
                    " take that of rnms.indicators.vocabulary, or choose another key"
                )


def reading_names_mean_one_decision(profile: Declaration) -> Iterator[str]:
    """A name of a reading means the same wherever it stands."""
    titles = {reading.name: reading.title for reading in shared(Reading)}
    for indicator in profile.indicators:
        for reading in indicator.readings:
            if titles.setdefault(reading.name, reading.title) != reading.title:
                yield (
                    f"reading {reading.name} of indicator {indicator.code} is another decision than"
                    f" «{titles[reading.name]}»; give it another name"
                )
