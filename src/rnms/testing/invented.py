"""Invented regions, as large and as faulty as one likes: for tests and trials.

Knows the records of the model and no test framework.
"""

from __future__ import annotations

from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import profile_of
from rnms.testing.dice import Dice
from rnms.testing.inventor import Inventor
from rnms.testing.spoiling import with_faults, with_gaps, with_merger, with_partial_days, without_returns


def invented_region(
    *,
    staff: int = 1000,
    seed: int = 0,
    region: RegionProfile | str = "ugra",
    municipalities: int = 20,
    unreported: float = 0.0,
    faults: float = 0.0,
    partial_days: float = 0.0,
    merger: bool = False,
) -> RegionalSystem:
    """Invent a regional system with every collection filled; the same arguments give the same one.

    >>> system = invented_region(staff=100, municipalities=3)
    >>> len(system.persons), [place.id for place in system.municipalities]
    (100, ['m1', 'm2', 'm3'])
    >>> system.issues
    ()

    Args:
        staff: How many teachers and managers, those among them who left or came between 2021 and 2024.
        seed: Another seed, another region of the same kind.
        region: Key or profile of the region whose order is to judge it.
        municipalities: How many municipalities.
        unreported: The share of yearly returns, one for each kind of record and municipality, that never
            came. Their records are missing, except those that other records name.
        faults: The share of records at fault: an end before the start, a reference to nobody, a doubled id,
            no birth date.
        partial_days: The share of records of whose days only the month, or the year, is known.
        merger: Whether the first two municipalities became one in the middle of 2023.

    Raises:
        RegionNotFoundError: If no region has this key.
        ValueError: If there is nobody or no municipality, or a share is none.
    """
    if staff < 1 or municipalities < 1:
        raise ValueError(f"a region needs staff and municipalities, not {staff} and {municipalities}")
    shares = {"unreported": unreported, "faults": faults, "partial_days": partial_days}
    if not all(0 <= share <= 1 for share in shares.values()):
        values = ", ".join(f"{name}={share}" for name, share in shares.items())
        raise ValueError(f"unreported, faults and partial_days are shares from 0 to 1, not {values}")
    profile = profile_of(region)
    whole = Inventor(Dice.of(f"{seed} whole"), staff, municipalities).system(profile, seed)
    reported = without_returns(whole, unreported, Dice.of(f"{seed} returns"))
    reported = with_gaps(reported, profile, unreported, Dice.of(f"{seed} gaps"))
    spoilt = with_faults(reported, faults, Dice.of(f"{seed} faults"))
    mapped = with_merger(spoilt) if merger else spoilt
    return with_partial_days(mapped, partial_days, Dice.of(f"{seed} days"))


def tried_region(profile: RegionProfile, seed: int, *, staff: int, municipalities: int) -> RegionalSystem:
    """Invent a region in which every word of an order, shared or its own, has witnesses.

    >>> from rnms import regions
    >>> system = tried_region(regions.get("khabarovsk"), 0, staff=6, municipalities=2)
    >>> system.issues
    ()
    """
    inventor = Inventor(Dice.of(f"{seed} whole"), staff, municipalities, every_word=True)
    return inventor.system(profile, seed)
