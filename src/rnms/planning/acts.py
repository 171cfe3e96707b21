"""The small vocabulary of what can still be done, with the days and the effort that each takes."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from rnms._values import frozen
from rnms.errors import FieldError
from rnms.model.checked import shown

T = TypeVar("T", bound=int | Fraction)


class ActKind(enum.StrEnum):
    """What somebody does; its word says the same: ``"complete"``.

    >>> ActKind("develop")
    <ActKind.DEVELOP: 'develop'>
    """

    COMPLETE = "complete"
    DEVELOP = "develop"
    SUPPORT = "support"
    ATTACH = "attach"
    APPOINT = "appoint"
    DIAGNOSE = "diagnose"
    BEGIN = "begin"
    ENROL = "enrol"
    TRAIN = "train"
    ENTER = "enter"
    CREATE = "create"
    ADOPT = "adopt"
    CONCLUDE = "conclude"
    HOLD = "hold"
    CARRY_OUT = "carry_out"


DAYS: Mapping[ActKind, int] = MappingProxyType(
    {**dict.fromkeys(ActKind, 0), ActKind.ENROL: 30, ActKind.TRAIN: 30}
)
"""How many days an act takes where nobody says otherwise: a programme takes 30, all else its own day."""
COSTS: Mapping[ActKind, int | Fraction] = MappingProxyType(
    {
        ActKind.COMPLETE: 1,
        ActKind.DEVELOP: 1,
        ActKind.SUPPORT: 1,
        ActKind.ATTACH: 1,
        ActKind.APPOINT: 1,
        ActKind.DIAGNOSE: 2,
        ActKind.ENTER: 2,
        ActKind.BEGIN: 3,
        ActKind.CONCLUDE: 3,
        ActKind.ADOPT: 3,
        ActKind.HOLD: 3,
        ActKind.CARRY_OUT: 3,
        ActKind.ENROL: 4,
        ActKind.TRAIN: 4,
        ActKind.CREATE: 5,
    }
)
"""How much an act costs where nobody says otherwise: no money, an order of what is easier."""

MOST_DAYS = 36_525
"""A century: no act takes longer, and no calendar has days for it."""


@frozen(kw_only=True)
class PlannedAct:
    """One act of a plan.

    >>> day = dt.date(2023, 12, 31)
    >>> PlannedAct(kind=ActKind.COMPLETE, about="e1", from_day=dt.date(2023, 12, 1), to_day=day).about
    'e1'

    Attributes:
        kind: What is done.
        about: What it is done with: the id of an enrolment, a programme, a diagnostic, a methodist; or the
            word of a kind, of what is created. Empty where the act says all.
        basis: The id of the recorded diagnostic or route on which it rests; empty where it rests on none.
        from_day: The first day on which it can be done.
        to_day: The last.
    """

    kind: ActKind
    about: str = ""
    basis: str = ""
    from_day: dt.date
    to_day: dt.date


def days_of(given: Mapping[Any, int] | None) -> Mapping[ActKind, int]:
    """Read how many days acts take; what is not said takes as many as usual.

    >>> days_of({"enrol": 45})[ActKind.ENROL]
    45

    Raises:
        FieldError: If a key is no act, or a value no number of days.
    """
    return {
        **DAYS,
        **_read("days", given or {}, int, f"a whole number of days, 0 to {MOST_DAYS}", most=MOST_DAYS),
    }


def costs_of(given: Mapping[Any, int | Fraction] | None) -> Mapping[ActKind, int | Fraction]:
    """Read how much acts cost; what is not said costs as much as usual.

    >>> costs_of({"complete": 7})[ActKind.COMPLETE]
    7

    Raises:
        FieldError: If a key is no act, or a value no exact number.
    """
    meaning = "a whole number or a Fraction, 0 or more"
    return {**COSTS, **_read("costs", given or {}, (int, Fraction), meaning)}


def _read(
    field: str, values: Mapping[Any, T], kind: Any, meaning: str, most: int | None = None
) -> dict[ActKind, T]:
    by_act = {}
    for name, value in values.items():
        is_number = isinstance(value, kind) and not isinstance(value, bool) and value >= 0
        is_number = is_number and (most is None or value <= most)
        if name not in {*ActKind} or not is_number:
            raise FieldError(
                owner="plan",
                field=field,
                given=f"{shown(name)}: {shown(value)}",
                wanted=f"an act and {meaning}",
                write=f"write {field}={{'enrol': 45}}; acts: {', '.join(ActKind)}",
            )
        by_act[ActKind(name)] = value
    return by_act


@frozen(kw_only=True)
class Calendar:
    """The days on which a plan can do anything.

    >>> calendar = Calendar(first=dt.date(2023, 12, 1), last=dt.date(2023, 12, 31), days=DAYS)
    >>> calendar.has_room((ActKind.ENROL,)), calendar.has_room((ActKind.ENROL, ActKind.TRAIN))
    (True, False)

    Attributes:
        first: The first of them: that of the plan, and no day before the period.
        last: The last: that of the period.
        days: How many days each act takes.
    """

    first: dt.date
    last: dt.date
    days: Mapping[ActKind, int] = attrs.field(eq=False)

    def after(self, *kinds: ActKind) -> dt.date:
        """Find the day on which some acts are done, one after another, if they are begun at once."""
        return self.first + dt.timedelta(days=sum(self.days[kind] for kind in kinds))

    def latest(self, kinds: tuple[ActKind, ...]) -> dt.date:
        """Find the last day on which some acts can be begun."""
        return self.last - dt.timedelta(days=sum(self.days[kind] for kind in kinds))

    def has_room(self, kinds: tuple[ActKind, ...]) -> bool:
        """Tell whether some acts can be done in time, one after another."""
        return self.first <= self.latest(kinds)

    def act(
        self, kind: ActKind, about: str = "", *, first: dt.date | None = None, last: dt.date | None = None
    ) -> PlannedAct:
        """Plan an act from a day on until another, by default the last day of the period."""
        return PlannedAct(
            kind=kind, about=about, from_day=max(self.first, first or self.first), to_day=last or self.last
        )
