"""Rules of what regions share: a family or a reading of rnms means the same wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.indicators.definition import Family, Reading
from rnms.indicators.vocabulary import shared
from rnms.regions.declaration import Declaration


def families_are_known(profile: Declaration) -> Iterator[str]:
    """A family of rnms is used as it is; a family of one's own has a key of its own."""
    known = {one.key: one for one in shared(Family)}
    for one in profile.indicators:
        for family in (one.family, *(part.family for part in one.parts() if part.family is not None)):
            if known.setdefault(family.key, family) != family:
                yield (
                    f"indicator {one.code} calls its family {family.key!r}, which is another one; take that"
                    " of rnms.indicators.vocabulary, or choose another key"
                )


def reading_names_mean_one_decision(profile: Declaration) -> Iterator[str]:
    """A name of a reading means the same wherever it stands."""
    titles = {one.name: one.title for one in shared(Reading)}
    for indicator in profile.indicators:
        for one in indicator.readings:
            if titles.setdefault(one.name, one.title) != one.title:
                yield (
                    f"reading {one.name} of indicator {indicator.code} is another decision than"
                    f" «{titles[one.name]}»; give it another name"
                )
