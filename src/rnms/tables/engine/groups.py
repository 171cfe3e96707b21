"""Questions about one population, answered together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from rnms.engine.counting import Kinds, loads_of, merged, tallies_by_place, tally_of_kinds
from rnms.indicators.tally import LoadTally, MemberLoad, Number, Tally
from rnms.logic.paths import REGION
from rnms.logic.plan import QuestionPlan, question_plan
from rnms.model.returns import Unreported
from rnms.model.subjects import Municipality, Organization
from rnms.tables.engine.catalog import Catalog
from rnms.tables.engine.counts import Found, RowStatus, rows_of, summed, total
from rnms.tables.engine.flags import number
from rnms.tables.engine.members import Members
from rnms.tables.engine.places import ByPlace


class Group:
    """Questions about one population, answered together."""

    def __init__(
        self,
        catalog: Catalog,
        plans: Sequence[QuestionPlan],
        collection: str = "municipalities",
    ) -> None:
        self.catalog, self.plans = catalog, plans
        self.members = Members(catalog, plans[0].of)
        self.frames: list[nw.LazyFrame[Any]] = []
        self._prepare(collection)

    def _prepare(self, collection: str) -> None:
        raise NotImplementedError

    def read(self, found: Sequence[Found]) -> None:
        """Read what was collected of the frames."""
        raise NotImplementedError

    def tally(self, at: int, more: Number) -> Tally | LoadTally:
        """Give the answer to one of the questions for the region."""
        raise NotImplementedError

    def by_place(
        self,
        at: int,
        places: Sequence[Municipality | Organization],
        gaps: Sequence[Unreported],
    ) -> dict[str, Tally | LoadTally]:
        """Give the answer to one of the questions for each place."""
        raise NotImplementedError


class Counts(Group):
    """Counts of those who pass."""

    def _prepare(self, collection: str) -> None:
        self._whole: list[Kinds] = [{} for _ in self.plans]
        self._places = ByPlace(self.members, self.plans, collection)
        members, self._asked = self.members, False
        if not members.is_known:
            return
        self._asked = True
        if self._places.has_region:
            self.frames = self._places.frames
            return
        rows, sure = members.rows()
        if members.entity == REGION:
            standings = [RowStatus(rows, sure, rows.passing(plan)) for plan in self.plans]
            self._whole = [
                {kind: 1 for kind, flag in standing.kinds.items() if flag} for standing in standings
            ]
            self._asked = False
            return
        standings = members.standings(rows, sure, self.plans)
        by = rows.by()
        self.frames = [summed(rows.frame, standings, by), *self._places.frames]

    def read(self, found: Sequence[Found]) -> None:
        """Read what was collected of the frames."""
        if self._asked and self._places.has_region:
            self._places.read(found)
            self._whole = [self._places.whole(index) for index in range(len(self.plans))]
        elif self._asked:
            self._whole = [total(found[0], index) for index in range(len(self.plans))]
            self._places.read(found[1:])

    def tally(self, at: int, more: Number) -> Tally:
        """Tally one of the questions for the region."""
        return tally_of_kinds(self._whole[at], more, with_term=self.plans[at].passing is not None)

    def by_place(
        self,
        at: int,
        places: Sequence[Municipality | Organization],
        gaps: Sequence[Unreported],
    ) -> dict[str, Tally | LoadTally]:
        """Tally one of the questions for each place; what is placed nowhere may be in any of them."""
        if not self._places.is_known:
            return {}
        by_place, anywhere = self._places.kinds(at)
        kinds = {place.id: merged(by_place.get(place.id, {}), anywhere) for place in places}
        return tallies_by_place(kinds, places, gaps, with_term=self.plans[at].passing is not None)


class Carrying(Group):
    """How much each member carries."""

    def _prepare(self, collection: str) -> None:  # noqa: ARG002  # loads are of the region
        self._loads: list[tuple[MemberLoad, ...]] = [() for _ in self.plans]
        self._anywhere: list[tuple[int, int]] = []
        self._bearers: list[int] = [1 for _ in self.plans]
        if not self.members.is_known:
            return
        for plan in self.plans:
            rows, sure = self.members.rows()
            loads = rows.loads(plan)
            self._anywhere.append(loads.anywhere)
            [where] = self.members.standings(rows, sure, [None])
            amounts = {
                "sure": number(where.sure),
                "least": loads.least,
                "most": loads.most,
                "open": number(loads.unlimited),
            }
            if plan.question.beside is not None:
                rest = rows.loads(question_plan(plan.question.of_beside, plan.window))
                amounts["beside_least"], amounts["beside_most"] = rest.least, rest.most
                amounts["beside_open"] = number(rest.unlimited)
            if self.members.catalog.differs(self.members.entity):
                amounts["bearers"] = nw.len().over("id")
            order = rows.order()
            columns = [
                nw.col(order).alias("order"),
                *(amount.alias(name) for name, amount in amounts.items()),
            ]
            self.frames.append(rows.frame.select(*columns).sort("order"))

    def read(self, found: Sequence[Found]) -> None:
        """Read what was collected of the frames."""
        if found:
            self._loads = [tuple(_members_of(contents)) for contents in found]
            self._bearers = [
                max((int(row.get("bearers", 1)) for row in rows_of(contents)), default=1)
                for contents in found
            ]

    def tally(self, at: int, more: Number) -> LoadTally:
        """Tally how much the members carry."""
        anywhere = self._anywhere[at] if self._anywhere else (0, 0)
        return loads_of(self._loads[at], more, anywhere, self._bearers[at])


def _members_of(contents: Found) -> Iterator[MemberLoad]:
    for row in rows_of(contents):
        yield MemberLoad(
            sure=bool(row["sure"]),
            least=int(row["least"]),
            most=None if row["open"] else int(row["most"]),
            beside_least=int(row.get("beside_least", 0)),
            beside_most=None if row.get("beside_open") else int(row.get("beside_most", 0)),
        )
