"""Which rows may have a record that a municipality did not report."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from rnms.logic import predicates
from rnms.logic.paths import REGION, placing_reference, refers_to
from rnms.logic.unreported import gaps_behind
from rnms.model.returns import Unreported
from rnms.tables.engine.columns import Columns
from rnms.tables.engine.flags import Flag, any_of, either, filtered, negated
from rnms.tables.native import joined, once


class Placed(Columns):
    """Rows of which is asked where they may belong."""

    def perhaps_unreported(self, one: predicates.Exists) -> Flag:
        """Which rows may have a record that was not reported."""
        return any_of(self._perhaps_in(one, part) for part in gaps_behind(self.book.system, one))

    def _perhaps_in(self, one: predicates.Exists, part: Unreported) -> Flag:
        ours = [own for theirs, own in one.on if theirs == placing_reference(one.entity)]
        if part.municipality is None or not ours:
            return True
        return self.leading_to(ours[0], part.municipality)

    def leading_to(self, path: str, municipality: str) -> Flag:
        """Which rows may name a record of a municipality."""
        key = self.column(path, key=True)
        into = refers_to(self.entity, path)
        if not self.book.has(into):
            return key.unknown
        there = Placed(self.book, into)
        flag = there.possibly_in(municipality)
        if flag is True:
            return negated(key.none)
        if flag is False:
            return key.unknown
        name = self.new_name()
        ids = filtered(there.frame, flag).select(nw.col("id").alias(key.name), nw.lit(1).alias(name))
        self.frame = joined(self.frame, once(ids, [key.name]), [key.name])
        return either(key.unknown, ~nw.col(name).is_null())

    def possibly_in(self, municipality: str) -> Flag:
        """Which rows may belong to a municipality."""
        known = municipality in {place.id for place in self.book.system.municipalities or ()}
        if not known or self.entity in {REGION, "programmes"}:
            return True
        if self.entity == "municipalities":
            return nw.col("id").cast(nw.String) == municipality
        if self.entity == "persons":
            return self._people_possibly_in(municipality)
        placing = placing_reference(self.entity)
        return self.leading_to(placing, municipality) if placing else True

    def _people_possibly_in(self, municipality: str) -> Flag:
        """People with any post there; everybody when posts there are not all known."""
        unreported = any(
            part.entity == "employments" and part.municipality in {None, municipality}
            for part in self.book.system.unreported
        )
        if unreported or not self.book.has("employments"):
            return True
        posts = Placed(self.book, "employments")
        there = posts.leading_to("organization", municipality)
        people = posts.column("person", key=True)
        frame = filtered(posts.frame, there)
        if people.unknown is not False and self.book.any(filtered(frame, people.unknown)):
            return True
        name = self.new_name()
        ids = frame.select(nw.col(people.name).alias("id"), nw.lit(1).alias(name))
        self.frame = joined(self.frame, once(ids, ["id"]), ["id"])
        return ~nw.col(name).is_null()
