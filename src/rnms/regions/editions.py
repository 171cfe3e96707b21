"""Editions: which acts are in force on a day, and by which of them a target stands.

An act is in force once its day has come and one can know it. What it amends or repeals yields to it; what is
repealed sets targets only for the periods that were over by then. Indicators, duties, roadmap, monitoring,
meetings, calendar and the heading of a report all ask here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import attrs

from rnms._values import frozen
from rnms.indicators.definition import Indicator
from rnms.indicators.requirement import Requirement
from rnms.indicators.tally import distinct
from rnms.indicators.target import Target
from rnms.model.law import Act, AwaitedAct, Clause, Unknown
from rnms.model.period import Period, PeriodKind
from rnms.model.roadmap import Scheduled

S = TypeVar("S", bound=Scheduled)


@frozen
class Edition:
    """The acts of a region as they stood on a day.

    >>> from rnms import regions
    >>> acts = regions.get("khabarovsk").acts
    >>> Edition(acts, dt.date(2022, 1, 1)).is_in_force(acts[0])
    False

    Attributes:
        acts: All acts of the region.
        known_on: The day; ``None`` takes them as they stand now.
    """

    acts: tuple[Act, ...]
    known_on: dt.date | None

    def is_in_force(self, act: Act) -> bool:
        """Tell whether one can know an act and must keep it; a supposition always."""
        return act.supposed or self._is_past(self.in_force_from(act))

    def existed_by(self, act: Act) -> dt.date:
        """Find the date of an act; where that is unknown, the latest day by which the act surely existed.

        An act that changes or repeals it tells, too, that it was there.
        """
        return existed_by(act, self.acts)

    def effective(self, act: Act) -> dt.date:
        """Find the first day of an act in force, as far as it is known; else the last possible one."""
        return act.in_force or act.published or self.existed_by(act)

    def in_force_from(self, act: Act) -> dt.date:
        """Find the first day on which one can know an act and must keep it."""
        return max(self.effective(act), act.published or self.existed_by(act))

    def void_since(self, act: Act) -> dt.date | None:
        """Find the day on which an act became void, as far as one could know that.

        What only changes others becomes void with them.
        """
        if act.repealed_on is not None:
            return act.repealed_on if self._is_past(act.repealed_on) else None
        repealed = [
            self.effective(successor)
            for successor in self.acts
            if act.key in successor.repeals and self.is_in_force(successor)
        ]
        if repealed or not act.amends:
            return min(repealed, default=None)
        changed = [self.void_since(amended) for amended in self.acts if amended.key in act.amends]
        days = [day for day in changed if day is not None]
        return max(days) if days and len(days) == len(changed) else None

    def outlasts(self, act: Act, day: dt.date) -> bool:
        """Tell whether an act is in force and not yet void on a day, however early that is."""
        void = self.void_since(act)
        return act.supposed or (self.is_in_force(act) and (void is None or day < void))

    def binds(self, act: Act, day: dt.date, until: dt.date | None = None) -> bool:
        """Tell whether what an act sets binds on a day.

        >>> from rnms import regions
        >>> order = regions.get("kirov").acts[0]
        >>> edition = regions.get("kirov").edition
        >>> [edition.binds(order, dt.date(2023, 5, day)) for day in (30, 31)]
        [False, True]
        >>> edition.binds(order, dt.date(2025, 6, 30), until=dt.date(2024, 12, 31))
        False

        Args:
            act: The act.
            day: The day.
            until: The last day of what it sets, where it names one: the horizon of a plan.
        """
        lasts = until is None or day <= until
        return lasts and self.outlasts(act, day) and (act.supposed or self.in_force_from(act) <= day)

    def target(
        self,
        targets: Iterable[Target],
        period: Period,
        kind: PeriodKind | Period,
        day: dt.date | None = None,
    ) -> Target | None:
        """Find the target for a period: of several acts, that of the one that came last.

        Args:
            targets: All targets.
            period: The period.
            kind: The kind of period that is counted.
            day: The day on which its act must not yet be void; by default the last of the period.
        """
        last_day = day or period.end
        standing = [
            target
            for target in targets
            if target.covers(period, kind) and self._stands(target, period, last_day)
        ]
        # Of two suppositions the later one stands; it is listed after the other.
        target = max(reversed(standing), key=self.seniority, default=None)
        return None if target is None else self.with_minimum_in_force(target, last_day)

    def with_minimum_in_force(self, target: Target, day: dt.date) -> Target:
        """Leave out a target's minimum once the act that sets the minimum is void."""
        if target.minimum is None or self.outlasts(target.minimum.clause.act, day):
            return target
        return attrs.evolve(target, minimum=None)

    def seniority(self, target: Target) -> tuple[bool, dt.date, dt.date]:
        """Rank a target among those for one period: suppositions first, then what came later."""
        act = target.clause.act
        return act.supposed, self.in_force_from(act), self.existed_by(act)

    def _stands(self, target: Target, period: Period, day: dt.date) -> bool:
        act = target.clause.act
        # A change reaches back to a period that was over only where it names that period.
        late = bool(act.amends) and period.end < self.effective(act) and not target.names(period)
        return act.supposed or (self.outlasts(act, day) and not late)

    def awaited(self, indicators: Iterable[Indicator]) -> tuple[AwaitedAct, ...]:
        """List the acts that set indicators, with their first days, while none of them is in force."""
        acts = distinct(clause.act for indicator in indicators for clause in _clauses(indicator))
        if any(map(self.is_in_force, acts)):
            return ()
        days = ((act, self.in_force_from(act)) for act in acts)
        first_days = (AwaitedAct(act=act, day=day) for act, day in days if day < dt.date.max)
        return tuple(sorted(first_days, key=lambda awaited: awaited.day))

    def _is_past(self, day: dt.date) -> bool:
        return self.known_on is None or day <= self.known_on

    def indicators(self, indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
        """Select the indicators that an act in force sets, with the targets that are set."""
        retargeted = [indicator.retargeted(self._targets_in_force) for indicator in indicators]
        return tuple(
            indicator
            for indicator in retargeted
            if self.is_in_force(indicator.clause.act) or any(p.targets for p in indicator.parts())
        )

    def _targets_in_force(self, _: str, targets: tuple[Target, ...]) -> Iterable[Target]:
        return (target for target in targets if self.is_in_force(target.clause.act))

    def in_force(self, scheduled: Iterable[S]) -> tuple[S, ...]:
        """Select what falls due by an act that is in force."""
        return tuple(task for task in scheduled if self.is_in_force(task.clause.act))

    def requirements(
        self, duties: Iterable[Requirement], indicators: Iterable[Indicator], scheduled: Iterable[Scheduled]
    ) -> tuple[Requirement, ...]:
        """Select the duties that an act in force sets, but those that are the same as what is not yet set.

        Args:
            duties: The duties.
            indicators: The indicators that are set.
            scheduled: What is set to fall due.
        """
        names = {name for indicator in indicators for name in indicator.names}
        due = {task.code for task in scheduled}
        return tuple(
            duty
            for duty in duties
            if self.is_in_force(duty.clause.act)
            and (not duty.same_as or duty.same_as in names)
            and due.issuperset(duty.falls_due)
        )


def _clauses(indicator: Indicator) -> Iterator[Clause]:
    """List the clauses that set an indicator and its targets."""
    yield indicator.clause
    yield from (target.clause for part in indicator.parts() for target in part.targets)


def existed_by(act: Act, acts: Iterable[Act]) -> dt.date:
    """Find the latest day by which an act surely existed, judging by itself and the acts that speak of it.

    These are the acts that change it and the one that its ``Unknown`` cites. Where nobody tells the day of
    one of them either, what speaks of that one tells it.

    >>> from rnms.model import Unknown
    >>> lost = Act(key="lost", kind="приказ", date=Unknown("страница утрачена"), issuer="…")
    >>> later = Act(key="later", kind="приказ", date=dt.date(2023, 5, 2), issuer="…", amends=["lost"])
    >>> existed_by(lost, [lost, later])
    datetime.date(2023, 5, 2)
    """
    if not isinstance(act.date, Unknown):
        return act.date
    witnesses = tuple(witness for witness in acts if not witness.supposed)
    days: list[dt.date] = []
    keys: set[str] = set()
    queue = [act]
    while queue:
        link = queue.pop()
        if link.key in keys:
            continue
        keys.add(link.key)
        if link.existed_by is not None:
            days.append(link.existed_by)
        if isinstance(link.date, Unknown):
            queue += [act for act in witnesses if link.key in (*act.amends, *act.repeals)]
            queue += [] if link.date.clause is None else [link.date.clause.act]
    return min(days, default=dt.date.max)


def are_related(one: Act, other: Act, acts: Mapping[str, Act]) -> bool:
    """Tell whether one act changes or repeals the other, or both the same, so that the later one stands."""
    if one.supposed or other.supposed:
        return True
    return bool(changed_by(one, acts) & changed_by(other, acts))


def changed_by(act: Act, acts: Mapping[str, Act]) -> set[str]:
    """List the keys of an act and of all that it changes or repeals, directly or through others."""
    keys: set[str] = set()
    queue = [act.key]
    while queue:
        key = queue.pop()
        if key not in keys:
            keys.add(key)
            queue += [*acts[key].amends, *acts[key].repeals] if key in acts else []
    return keys
