"""Who belongs to a population of tables, and how many more may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from rnms.indicators.tally import Number, distinct
from rnms.logic import predicates
from rnms.logic.normal import Forms
from rnms.logic.paths import REGION, refers_to
from rnms.logic.plan import PopulationPlan, QuestionPlan
from rnms.logic.predicates import Predicate
from rnms.model.returns import Unreported
from rnms.tables.engine.book import Book
from rnms.tables.engine.counts import Standing
from rnms.tables.engine.flags import Flag, both, either, filtered, negated
from rnms.tables.engine.rows import Rows
from rnms.tables.engine.sought import Sought, holding
from rnms.tables.engine.twins import folded
from rnms.tables.native import joined, once


class Members:
    """The members of a population.

    Args:
        book: The collections.
        plan: The plan of the population.
    """

    def __init__(self, book: Book, plan: PopulationPlan) -> None:
        self.book, self.plan, self.entity = book, plan, plan.entity
        self.is_known = bool(self.entity) and (self.entity == REGION or book.has(self.entity))
        self._where = book.settled_forms(plan.own) if self.is_known else None

    def rows(self) -> tuple[Rows, Flag]:
        """Those who may be members, and who of them surely are."""
        if self.plan.made is None:
            return self._kept(Rows(self.book, self.entity))
        certain, possible = self._made(self.plan.made)
        if self.is_listed and isinstance(certain, predicates.Exists):
            return self.among(_ids(Sought.of(Rows(self.book, self.entity), certain)))
        rows = Rows(self.book, self.entity)
        rows.keep(possible)
        sure = rows.holds(certain)
        rows, inside = self._kept(rows)
        return rows, both(sure, inside)

    def _made(self, made: Forms) -> tuple[Predicate, Predicate]:
        return self.book.settled_forms(made)

    @property
    def is_listed(self) -> bool:
        """Whether the records that make members are all known, and of whom they are."""
        through, made = self.plan.through, self.plan.made
        if through is None or made is None or not self.book.has(through.entity):
            return False
        if refers_to(through.entity, through.member) != self.entity:
            return False
        certain, possible = self._made(made)
        return certain == possible

    def among(self, ids: nw.LazyFrame[Any]) -> tuple[Rows, Flag]:
        """The rows of a frame whose ids may be those of members, and of which they surely are.

        What makes them members is not asked again.
        """
        return self._kept(Rows(self.book, self.entity, bare=ids), listed=True)

    def sifted(self, ids: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The rows of a frame, less those of records that by their own fields cannot be members."""
        assert self._where is not None  # noqa: S101  # asked only of populations that are known
        side = Rows.by_fields(self.book, self.entity, self._where[1])
        return ids if side is None else joined(ids, side.frame.select("id"), ["id"], how="semi")

    def _kept(self, rows: Rows, *, listed: bool = False) -> tuple[Rows, Flag]:

        assert self._where is not None  # noqa: S101  # asked only of populations that are known
        certain, possible = self._where
        if self.entity == REGION:
            return rows, rows.holds(certain)
        (rows.keep_listed if listed else rows.keep)(possible)
        return rows, holding(rows, certain, possible)

    def standing(self, rows: Rows, sure: Flag, plan: QuestionPlan | None) -> Standing:
        """Where these rows stand with a question; without one, with the population alone."""
        if plan is None or plan.passing is None:
            return Standing(sure, True, True)
        certain, possible = self.book.settled_forms(plan.passing)
        passes = rows.holds(certain)
        if certain == possible:
            return Standing(sure, passes, passes)
        may_pass = rows.holds(possible)
        silent: Flag = False
        if plan.gaps(self.book.system):
            answered = self.book.settled(self.entity, plan.passing.possible_as_reported)
            silent = both(may_pass, negated(either(passes, rows.holds(answered))))
        return Standing(sure, passes, may_pass, silent)

    def standings(
        self, rows: Rows, sure: Flag, plans: Sequence[QuestionPlan | None], alike: Sequence[str] = ()
    ) -> list[Standing]:
        """Where these rows stand with several questions, in columns of theirs; those under one id together.

        Who tells one id in different ways is surely a member only where all are alike in some columns.
        """
        found = [self.standing(rows, sure, plan) for plan in plans]
        flags = rows.written(
            [flag for one in found for flag in (one.sure, one.certain, one.possible, one.silent)]
        )
        standings = [Standing(*flags[at : at + 4]) for at in range(0, len(flags), 4)]
        if not self.book.differs(self.entity):
            return standings
        return folded(rows, standings, alike, several=not self.plan.counts_ids)

    def more(self) -> tuple[Number, tuple[Unreported, ...]]:
        """The members that no row shows: ghosts of what was not reported, and rows of nobody."""
        if not self.is_known:
            return None, ()
        book, plan = self.book, self.plan
        gaps = [*plan.gaps(book.system)]
        hidden: dict[tuple[str, str], list[Predicate]] = {}
        for made in plan.membership_records:
            if not book.has(made.entity):
                return None, tuple(gaps)
            gaps += plan.gaps_making(made, book.system)
            [(theirs, _)] = made.on
            hidden.setdefault((made.entity, theirs), []).append(made.where)
        if gaps:
            return None, distinct(gaps)
        return sum(self._nameless(*key, predicates.Or(tuple(where))) for key, where in hidden.items()), ()

    def _nameless(self, entity: str, theirs: str, where: Predicate) -> int:
        """How many rows of a collection are of nobody whom we know."""
        if not self.book.can_be_unknown(entity, theirs, key=True):
            return 0
        rows = Rows(self.book, entity)
        rows.keep(self.book.settled(entity, where))
        unknown = rows.column(theirs, key=True).unknown
        return self.book.number(filtered(rows.frame, unknown))


def _ids(sought: Sought) -> nw.LazyFrame[Any]:
    ids = once(sought.frame, sought.keys)
    found: nw.LazyFrame[Any] = ids.rename({sought.keys[0]: "id"})
    return found
