"""Who belongs to a population of tables, and how many more may."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any

import narwhals.stable.v2 as nw

from rnms._values import cached_property
from rnms.engine.interpreter import Passing
from rnms.indicators.tally import MemberState, Number, distinct
from rnms.logic.normal import Forms
from rnms.logic.paths import REGION, fields_of, refers_to
from rnms.logic.plan import PopulationPlan, QuestionPlan
from rnms.logic.predicates import Predicate
from rnms.logic.walks import is_existence
from rnms.model.returns import Unreported
from rnms.tables.engine.catalog import Catalog
from rnms.tables.engine.counts import Found, RowStatus
from rnms.tables.engine.flags import Flag, both, either, filtered, negated
from rnms.tables.engine.matches import Matches, holding
from rnms.tables.engine.rows import Rows
from rnms.tables.engine.twins import folded
from rnms.tables.native import joined, once
from rnms.tables.types import ROW


class Members:
    """The members of a population.

    Args:
        catalog: The collections.
        plan: The plan of the population.
    """

    def __init__(self, catalog: Catalog, plan: PopulationPlan) -> None:
        self.catalog, self.plan, self.entity = catalog, plan, plan.entity
        self.is_known = bool(self.entity) and (self.entity == REGION or catalog.has(self.entity))

    @cached_property
    def _where(self) -> tuple[Predicate, Predicate]:
        """Settle what a record must satisfy itself, in both forms; asked only of those that are known."""
        return self.catalog.settled_forms(self.plan.own)

    def rows(self) -> tuple[Rows, Flag]:
        """Select the rows that may be members, and flag those that surely are."""
        if self.plan.made is None:
            return self._kept(Rows(self.catalog, self.entity))
        certain, possible = self._made(self.plan.made)
        if self.is_listed and is_existence(certain):
            return self.among(_ids(Matches.of(Rows(self.catalog, self.entity), certain)))
        rows = Rows(self.catalog, self.entity)
        rows.keep(possible)
        sure = rows.holds(certain)
        rows, inside = self._kept(rows)
        return rows, both(sure, inside)

    def _made(self, forms: Forms) -> tuple[Predicate, Predicate]:
        return self.catalog.settled_forms(forms)

    @property
    def is_listed(self) -> bool:
        """Whether the records that make members are all known, and of whom they are."""
        through, membership = self.plan.through, self.plan.made
        if through is None or membership is None or not self.catalog.has(through.entity):
            return False
        if refers_to(through.entity, through.member) != self.entity:
            return False
        certain, possible = self._made(membership)
        return certain == possible

    def among(self, ids: nw.LazyFrame[Any]) -> tuple[Rows, Flag]:
        """Select the rows whose ids may be those of members, and flag those that surely are.

        What makes them members is not asked again.
        """
        return self._kept(Rows(self.catalog, self.entity, bare=ids), listed=True)

    def sifted(self, ids: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Drop the rows that by their own fields cannot be members."""
        side = Rows.by_fields(self.catalog, self.entity, self._where[1])
        return ids if side is None else joined(ids, side.frame.select("id"), ["id"], how="semi")

    def _kept(self, rows: Rows, *, listed: bool = False) -> tuple[Rows, Flag]:
        certain, possible = self._where
        if self.entity == REGION:
            return rows, rows.holds(certain)
        (rows.keep_listed if listed else rows.keep)(possible)
        return rows, holding(rows, certain, possible)

    def standings(
        self, rows: Rows, sure: Flag, plans: Sequence[QuestionPlan | None], alike: Sequence[str] = ()
    ) -> list[RowStatus]:
        """Find in columns where rows stand with several questions; rows under one id stand together.

        Who tells one id in different ways is surely a member only where all are alike in some columns.
        """
        passing = [rows.passing(plan) for plan in plans]
        flags = [flag for states in passing for flag in states.flags]
        [sure, *flags] = rows.written([sure, *flags])
        standings = [
            RowStatus(rows, sure, Passing(*flags[start : start + 4])) for start in range(0, len(flags), 4)
        ]
        if not self.catalog.differs(self.entity):
            return standings
        return folded(rows, standings, alike, several=not self.plan.counts_ids)

    def in_state(self, plan: QuestionPlan, state: MemberState) -> nw.LazyFrame[Any]:
        """Select in order the members that surely pass, surely fail or are not decided, for :meth:`shown`."""
        rows, sure = self.rows()
        [where] = self.standings(rows, sure, [plan])
        passing = where.passing
        is_passed = both(where.sure, passing.surely)
        is_failed = both(where.sure, negated(rows.any_of(passing.flags)))
        state_flag = {
            MemberState.PASSED: is_passed,
            MemberState.FAILED: is_failed,
            MemberState.UNKNOWN: negated(either(is_passed, is_failed)),
        }[state]
        names = [rows.column("name").name] if self._has_names else []
        order, by = rows.order(), rows.by()
        identity = ["id"] if self.has_ids else []
        columns = dict.fromkeys([*identity, order, *names, *by])
        in_order: nw.LazyFrame[Any] = filtered(rows.frame, state_flag).select(*columns).sort(order)
        return in_order

    def shown(self, found: Found) -> tuple[tuple[str, str], ...]:
        """Their ids, or their places where they have none, and the names of places."""
        keys = map(str, found["id"]) if self.has_ids else (f"{self.entity}[{at}]" for at in found[ROW])
        return distinct(zip(keys, found["name"] if self._has_names else repeat(""), strict=False))

    @property
    def has_ids(self) -> bool:
        """Whether members have ids."""
        return "id" in fields_of(self.entity)

    @property
    def _has_names(self) -> bool:
        return self.entity in {"municipalities", "organizations"}

    def more(self) -> tuple[Number, tuple[Unreported, ...]]:
        """Count the members that no row shows, and list the unreported parts that make it any number."""
        return Rows(self.catalog, self.entity).unseen_members(self.plan) if self.is_known else (None, ())


def _ids(matches: Matches) -> nw.LazyFrame[Any]:
    ids = once(matches.frame, matches.keys)
    renamed: nw.LazyFrame[Any] = ids.rename({matches.keys[0]: "id"})
    return renamed
