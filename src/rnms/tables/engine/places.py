"""Counts by municipality or organisation: a person counts wherever a post qualifies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from rnms.engine.counting import UNLISTED, Kinds, merged
from rnms.logic.normal import Forms
from rnms.logic.plan import QuestionPlan
from rnms.logic.population import Membership
from rnms.tables.engine.columns import Column
from rnms.tables.engine.counts import (
    PLACE,
    Found,
    RowStatus,
    counted,
    flags,
    rows_of,
    summed,
    sums,
    total,
)
from rnms.tables.engine.flags import Flag, both, either, filtered, negated, number
from rnms.tables.engine.matches import surely
from rnms.tables.engine.members import Members
from rnms.tables.engine.rows import Rows
from rnms.tables.native import aggregated, joined, once, shared, with_few

_PLACED, _LAST, _ROWS = "__placed", "__last", "__rows"


class ByPlace:
    """The queries that count the members of a population by place, and what they find.

    Whoever stands nowhere that we know may stand anywhere, but is no second one where they are counted; a
    record of nobody whom we know is of somebody of whom nothing is known.

    Attributes:
        frames: The queries.
    """

    def __init__(self, members: Members, plans: Sequence[QuestionPlan], collection: str) -> None:
        self._members, self._plans = members, plans
        self._named: dict[str, nw.LazyFrame[Any]] = {}
        self._found: dict[str, Found] = {}
        self.path = members.plan.place_path(collection)
        through, placing = members.plan.through, members.plan.placing
        self.is_known = bool(self.path) and members.is_known
        if through is not None and placing is not None:
            self.is_known = self.is_known and members.catalog.has(through.entity)
            if self.is_known:
                self._through(through, placing)
        elif self.is_known:
            self._directly()

    @property
    def frames(self) -> list[nw.LazyFrame[Any]]:
        """The queries."""
        return list(self._named.values())

    def read(self, found: Sequence[Found]) -> None:
        """Take what the queries found."""
        self._found = dict(zip(self._named, found, strict=True))

    @property
    def has_region(self) -> bool:
        """Whether the members of the whole region are counted here too."""
        # Who tells of one place or another is surely a member of the region, perhaps of each place.
        together = self._members.plan.through is None and not self._members.catalog.differs(
            self._members.entity
        )
        return "region" in self._named or (together and self.is_known)

    def whole(self, at: int) -> Kinds:
        """Count the members of one term for the region."""
        return total(self._found["region" if "region" in self._named else "places"], at)

    def kinds(self, at: int) -> tuple[dict[str, Kinds], Kinds]:
        """Count the members of one term by place, and those that count anywhere."""
        by_place: dict[str, Kinds] = {}
        for name in ("places", "besides"):
            contents = self._found.get(name, {PLACE: ()})
            for place, kinds in zip(contents[PLACE], counted(contents, at), strict=True):
                if place is not None:
                    before = by_place.get(str(place))
                    by_place[str(place)] = kinds if before is None else merged(before, kinds)
        for row in rows_of(self._found.get("nobody", {})):
            place = str(row[PLACE])
            by_place[place] = merged(by_place.get(place, {}), {UNLISTED: int(row[_ROWS])})
        twice = self._found.get("counted and nowhere", {PLACE: ()})
        for place, kinds in zip(twice[PLACE], counted(twice, at), strict=True):
            less = {kind: -number for kind, number in kinds.items()}
            by_place[str(place)] = merged(by_place.get(str(place), {}), less)
        anywhere: Kinds = total(self._found.get("nowhere", {}), at)
        for row in rows_of(self._found.get("nobody nowhere", {})):
            anywhere = merged(anywhere, {UNLISTED: int(row[_ROWS])})
        return by_place, anywhere

    def _standings(self, rows: Rows, sure: Flag) -> list[RowStatus]:
        return self._members.standings(rows, sure, self._plans)

    def _directly(self) -> None:
        """Members that have a place of their own: whoever has none is counted with no name."""
        rows, sure = self._members.rows()
        place = rows.column(self.path, key=True)
        standings = self._members.standings(rows, sure, self._plans, [place.name])
        by = rows.by()
        selection = rows.frame.select(*by, nw.col(place.name).alias(PLACE), *flags(standings))
        self._named["places"] = selection.group_by(*by, PLACE).agg(*sums(standings))
        if place.unknown is not False:
            rows_lost = filtered(rows.frame, place.unknown)
            self._named["nowhere"] = summed(
                rows_lost, [attrs.evolve(standing, sure=False) for standing in standings], by
            )

    def _through(self, through: Membership, placing: Forms) -> None:
        """Members that related records place."""
        catalog = self._members.catalog
        posts = Rows(catalog, through.entity)
        posts.want(self.path, through.member)
        certain, possible = catalog.settled_forms(placing)
        posts.keep(possible)
        place, member = posts.column(self.path, key=True), posts.column(through.member, key=True)
        sure = surely(posts, certain, possible, [place.name, member.name])
        # Where every post has its teacher and place, the region is counted from the same rows.
        whole = sure is True and self._members.is_listed and place.unknown is False
        has_keys = (
            negated(_lacking(member)) if whole else both(negated(_lacking(place)), negated(_lacking(member)))
        )
        pairs = filtered(posts.frame, has_keys).select(
            nw.col(place.name).alias(PLACE), nw.col(member.name).alias("id"), *_placed(sure)
        )
        pairs = self._members.sifted(pairs)
        if whole:
            self._people_first(pairs)
        else:
            rows, inside = self._members.among(_surest(pairs, [PLACE, "id"], sure))
            is_inside = inside if sure is True else both(inside, nw.col(_PLACED) == 1)
            standings = self._standings(rows, is_inside)
            by = rows.by()
            frame = rows.frame.select(*by, PLACE, *flags(standings))
            self._named["places"] = frame.group_by(*by, PLACE).agg(*sums(standings))
        if member.unknown is not False:
            by = posts.by()
            rows_of_nobody = filtered(posts.frame, both(member.unknown, negated(_lacking(place))))
            self._named["nobody"] = (
                rows_of_nobody.select(*by, nw.col(place.name).alias(PLACE))
                .group_by(*by, PLACE)
                .agg(nw.len().alias(_ROWS))
            )
        if place.unknown is not False:
            self._nowhere(posts, place, member, pairs)

    def _people_first(self, pairs: nw.LazyFrame[Any]) -> None:
        """Members in one place alone are counted by it as they are; of the few others each pair is."""
        place = nw.col(PLACE)
        pairs = shared(pairs)
        people = pairs.group_by("id").agg(place.min(), place.max().alias(_LAST))
        rows, inside = self._members.among(people)
        standings = self._standings(rows, inside)
        by = rows.by()
        frame = shared(rows.frame.select(*by, "id", PLACE, _LAST, *flags(standings)))
        self._named["region"] = aggregated(frame, by, *sums(standings))
        alone = frame.filter(place == nw.col(_LAST))
        self._named["places"] = alone.group_by(*by, PLACE).agg(*sums(standings))
        several = frame.filter(place != nw.col(_LAST)).drop(PLACE, _LAST)
        distinct_pairs = once(with_few(pairs, several, "id"), [PLACE, "id"])
        self._named["besides"] = distinct_pairs.group_by(*by, PLACE).agg(*sums(standings))

    def _nowhere(self, posts: Rows, place: Column, member: Column, pairs: nw.LazyFrame[Any]) -> None:
        rows_lost = filtered(posts.frame, place.unknown)
        ids = once(
            filtered(rows_lost, negated(_lacking(member))).select(nw.col(member.name).alias("id")), ["id"]
        )
        rows, _ = self._members.among(ids)
        standings = self._standings(rows, False)
        by = rows.by()
        self._named["nowhere"] = summed(rows.frame, standings, by)
        pairs_there = joined(once(pairs.select(PLACE, "id"), [PLACE, "id"]), ids, ["id"], how="semi")
        rows, _ = self._members.among(pairs_there)
        standings = self._standings(rows, False)
        by = rows.by()
        frame = rows.frame.select(*by, PLACE, *flags(standings))
        self._named["counted and nowhere"] = frame.group_by(*by, PLACE).agg(*sums(standings))
        if member.unknown is not False:
            rows_of_nobody = filtered(rows_lost, member.unknown)
            self._named["nobody nowhere"] = aggregated(rows_of_nobody, posts.by(), nw.len().alias(_ROWS))


def _lacking(column: Column) -> Flag:
    return either(column.unknown, column.none)


def _placed(sure: Flag) -> list[nw.Expr]:
    return [] if sure is True else [number(sure).alias(_PLACED)]


def _surest(pairs: nw.LazyFrame[Any], keys: list[str], sure: Flag) -> nw.LazyFrame[Any]:
    """Keep each member once in each place, by its surest record there."""
    if sure is True:
        return once(pairs, keys)
    return pairs.group_by(*keys).agg(nw.col(_PLACED).max())
