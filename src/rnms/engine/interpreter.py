"""What predicates mean for records with unknown facts, and for records that nobody reported.

Written once over a backend (:mod:`rnms.engine.backend`), which knows how the records lie. Where a backend
knows a shorter way to the same answer it overrides a method here and says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Protocol

import attrs

from rnms._values import frozen
from rnms.engine.backend import A_co, Backend, F, M
from rnms.engine.counting import Kind
from rnms.indicators.tally import Number, distinct
from rnms.logic.certainty import Certainty
from rnms.logic.normal import Forms
from rnms.logic.paths import (
    REGION,
    is_placing,
    is_plain,
    never_equal,
    operands_of,
    placing_reference,
    refers_to,
)
from rnms.logic.plan import PopulationPlan, QuestionPlan
from rnms.logic.predicates import (
    And,
    Compare,
    CoveredBy,
    Exists,
    Fact,
    Given,
    Has,
    Known,
    Not,
    Or,
    Predicate,
    Shares,
    Subset,
    Unsaid,
)
from rnms.logic.unreported import any_told, gaps_behind, hides_posts
from rnms.logic.walks import is_existence, paths_of, spellings_in
from rnms.model.returns import Unreported


@frozen
class Passing(Generic[F]):
    """The rows that pass: each row is in at most one of these flags, all others fail.

    Attributes:
        surely: Those that surely do.
        perhaps: Those that perhaps do, by what was reported of them.
        partly: Those that do not by what was reported of them, and perhaps do by a record that is missing.
        silently: Those that perhaps do only because nobody reported of them.
    """

    surely: F
    perhaps: F
    partly: F
    silently: F

    @property
    def flags(self) -> tuple[F, F, F, F]:
        """Its flags, in the order in which it is made of them."""
        return self.surely, self.perhaps, self.partly, self.silently


@frozen(kw_only=True)
class Loads(Generic[F, A_co]):
    """The loads of rows.

    Attributes:
        least: How many things each of them surely carries.
        most: How many each may carry, by what was reported.
        unlimited: The rows that may carry any number, since not all was reported.
        anywhere: How much is carried by unknown rows: the most on any one, and on all together.
    """

    least: A_co
    most: A_co
    unlimited: F
    anywhere: tuple[int, int]


class Interpreter(Backend[F, M, A_co], Protocol[F, M, A_co]):
    """The rows of a collection, and what holds for them."""

    def holds(self, predicate: Predicate) -> F:
        """Flag the rows for which a two-valued predicate holds."""
        match predicate:
            case And(parts=parts):
                return self.all_of(parts)
            case Or(parts=parts):
                return self.any_of(self.holds(part) for part in parts)
            case Not(part=part):
                return self.negated(self.holds(part))
            case Exists():
                return self.existing(predicate)
            case CoveredBy():
                return self.covered(predicate)
            case Known(part=part):
                return self.holds(part)
            case Unsaid(unknown=unknown):
                return self.constant(holds=bool(unknown))
            case Compare() | Given() | Has() | Shares() | Subset():
                return self.fact(predicate)
        raise TypeError(f"{predicate!r} is not bound to a period")

    def all_of(self, parts: Iterable[Predicate]) -> F:
        """Flag the rows for which all of several predicates hold."""
        flag = self.constant(holds=True)
        for part in parts:
            if self.is_never(flag):
                break
            flag = self.both(flag, self.holds(part))
        return flag

    def any_of(self, flags: Iterable[F]) -> F:
        """Combine flags into one that holds where at least one does."""
        either = self.constant(holds=False)
        for flag in flags:
            if not self.is_never(flag):
                either = self.either(either, flag)
        return either

    def but_not(self, flag: F, excluded: F) -> F:
        """Combine two flags into one that holds where the first does and the second does not."""
        return flag if self.is_never(excluded) else self.both(flag, self.negated(excluded))

    # Facts with unknown and none.

    def fact(self, fact: Fact) -> F:
        """Flag the rows for which a fact holds.

        An unknown fact counts as the form of the predicate says; a fact about an absent value never holds.
        """
        if never_equal(self.entity, fact):
            return self.constant(holds=False)
        operands = [
            self.operand(path, as_reference=as_reference)
            for path, as_reference in operands_of(self.entity, fact)
        ]
        unknown = self.any_of(operand.unknown for operand in operands)
        is_none = self.any_of(operand.none for operand in operands)
        if isinstance(fact, Shares):
            # An empty set shares nothing, even with an unknown one.
            is_none = self.either(is_none, self.any_of(self.is_empty(path) for path in paths_of(fact)))
        holding = self.holding(fact)
        if isinstance(fact, Subset):
            # Every word of an empty set is in the other one, even if that is unknown or absent.
            words, others = operands
            empty = self.but_not(self.is_empty(fact.left.name), words.none)
            is_none, unknown = words.none, self.but_not(unknown, empty)
            holding = self.either(self.but_not(holding, others.none), empty)
        surely, never = self.decided_in_part(fact)
        if fact.unknown:
            return self.but_not(self.but_not(self.either(holding, unknown), is_none), never)
        return self.either(self.but_not(holding, self.either(is_none, unknown)), surely)

    def decided_in_part(self, fact: Fact) -> tuple[F, F]:  # noqa: ARG002  # most backends know whole days
        """Flag the rows for which a day known in part decides a fact: those where it holds, and where not."""
        return self.constant(holds=False), self.constant(holds=False)

    # Existence.

    def existing(self, sought: Exists) -> F:
        """Flag the rows for which an existence, in its certain or in its possible form, holds."""
        if not self.has(sought.entity):
            return self.constant(holds=bool(sought.unknown and sought.unreported))
        if never_equal(self.entity, sought):
            return self.constant(holds=False)
        matches = self.matches(sought)
        if not sought.on:
            if sought.unknown and gaps_behind(self.system, sought):
                return self.constant(holds=True)
            return self.so_many(matches, sought.at_least)
        # A record with an unknown reference may be about any row.
        anybodys = self.of_nobody(matches) if sought.unknown else self.constant(holds=False)
        if self.is_never(self.negated(anybodys)):
            return anybodys
        matching = self.found(sought, matches)
        unknown = self.unknown_key(sought)
        if not sought.unknown:
            return self.but_not(matching, unknown)
        hidden = hides_posts(self.system, sought, listed=self.has("persons"))
        if not self.is_never(unknown):
            may_match = unknown if hidden else self.both(unknown, self.so_many(matches, 1))
            matching = self.either(matching, may_match)
        return self.any_of((matching, anybodys, self.perhaps_unreported(sought)))

    def so_many(self, matches: M, number: int) -> F:
        """Flag the rows for which there are at least so many matches of an existence without keys."""
        return self.constant(holds=matches.number() >= number)

    def of_nobody(self, matches: M) -> F:
        """Flag the rows for which a match has an unknown reference."""
        return self.constant(holds=matches.of_nobody())

    def covered(self, sought: CoveredBy) -> F:
        """Flag the rows with a set of which each word is in the set of some matching record.

        A set that is not known may hold words that no data have.
        """
        records, spellings = sought.records, spellings_in(sought.alike)
        parts: list[Predicate] = [Given(sought.words, unknown=sought.unknown)]
        for word in self.words(sought.words.name):
            lacks = Not(Has(sought.words, word, unknown=not sought.unknown))
            texts = (word, *sorted(spellings.get(word, ())))
            has = Or(tuple(Has(sought.field, text, unknown=sought.unknown) for text in texts))
            parts.append(Or((lacks, attrs.evolve(records, where=And((records.where, has))))))
        return self.holds(And(tuple(parts)))

    def unknown_key(self, sought: Exists) -> F:
        """Flag the rows whose own key of an existence is unknown."""
        as_reference = not is_plain(sought)
        return self.any_of(self.operand(path, as_reference=as_reference).unknown for _, path in sought.on)

    # Unreported records.

    def perhaps_unreported(self, sought: Exists) -> F:
        """Flag the rows that may have an unreported record."""
        return self.any_of(self.perhaps_in(part, sought) for part in gaps_behind(self.system, sought))

    def perhaps_in(self, part: Unreported, sought: Exists) -> F:
        """Flag the rows that may have a record missing from one unreported part."""
        paths = [own for record_path, own in sought.on if is_placing(sought.entity, record_path)]
        if part.municipality is None or not paths:
            return self.constant(holds=True)
        return self.leading_to(paths[0], part.municipality)

    def leading_to(self, path: str, municipality: str) -> F:
        """Flag the rows that may refer to a record of a municipality."""
        unknown = self.operand(path, as_reference=True).unknown
        into = refers_to(self.entity, path)
        if not self.has(into):
            return unknown
        targets = self.others(into)
        return self.either(unknown, self.led_to(path, targets, targets.possibly_in(municipality)))

    def possibly_in(self, municipality: str) -> F:
        """Flag the rows that may belong to a municipality."""
        ids = {place.id for place in self.system.municipalities or ()}
        if municipality not in ids or self.entity in {REGION, "programmes"}:
            return self.constant(holds=True)
        if self.entity == "municipalities":
            return self.with_id(municipality)
        if self.entity == "persons":
            return self._working_in(municipality)
        placing = placing_reference(self.entity)
        return self.leading_to(placing, municipality) if placing else self.constant(holds=True)

    def _working_in(self, municipality: str) -> F:
        """Flag the people with any post there; everybody when posts there are not all known."""
        unreported = any(
            part.entity == "employments" and part.municipality in {None, municipality}
            for part in self.system.unreported
        )
        if unreported or not self.has("employments"):
            return self.constant(holds=True)
        posts = self.others("employments")
        return self.named_by(posts, "person", posts.leading_to("organization", municipality))

    # Members.

    def settled(self, form: Predicate) -> Predicate:
        """Simplify a form for these rows: a backend may know which facts cannot be unknown."""
        return form

    def settled_forms(self, forms: Forms) -> tuple[Predicate, Predicate]:
        """Simplify both forms for these rows: they may turn out to be the same predicate."""
        return self.settled(forms.certain), self.settled(forms.possible)

    def passing(self, plan: QuestionPlan | None) -> Passing[F]:
        """Flag the rows that pass a question; without a question all do."""
        never = self.constant(holds=False)
        if plan is None or plan.passing is None:
            return Passing(self.constant(holds=True), never, never, never)
        certain, possible = self.settled_forms(plan.passing)
        surely = self.holds(certain)
        if certain == possible:
            return Passing(surely, never, never, never)
        perhaps = self.but_not(self.holds(possible), surely)
        if self.is_never(perhaps) or not plan.gaps(self.system):
            return Passing(surely, perhaps, never, never)
        untold = self.but_not(perhaps, self.holds(self.settled(plan.passing.possible_as_reported)))
        if self.is_never(untold):
            return Passing(surely, perhaps, never, never)
        partly = self.both(untold, self.any_of(self.answered_in_part(sought) for sought in plan.answers))
        return Passing(surely, self.but_not(perhaps, untold), partly, self.but_not(untold, partly))

    def answered_in_part(self, sought: Exists) -> F:
        """Flag the rows of which a record tells, where they may have another that was not reported."""
        if not gaps_behind(self.system, sought):
            return self.constant(holds=False)
        has_record = self.holds(self.settled(any_told(sought)))
        return self.both(self.perhaps_unreported(sought), has_record)

    def loads(self, plan: QuestionPlan) -> Loads[F, A_co]:
        """Work out the loads: the least by the certain form of a term, the most by the possible one."""
        assert plan.passing is not None  # noqa: S101  # a load is of something
        certain, possible = self.settled_forms(plan.passing)
        assert is_existence(certain)  # noqa: S101  # so is the term of every load
        assert is_existence(possible)  # noqa: S101
        is_collected = self.has(possible.entity)
        least = self.carriers(certain).least() if is_collected else self.nothing()
        if certain == possible or not is_collected:
            unlimited = self.constant(holds=certain != possible)
            return Loads(least=least, most=least, unlimited=unlimited, anywhere=(0, 0))
        carriers = self.carriers(possible)
        return Loads(
            least=least,
            most=carriers.most(),
            unlimited=self.either(self.perhaps_unreported(possible), self.limitless(possible)),
            anywhere=carriers.of_nobody(),
        )

    def unseen_members(self, plan: PopulationPlan) -> tuple[Number, tuple[Unreported, ...]]:
        """Count the members that no row shows, and list the unreported parts that make it any number."""
        gaps = [*plan.gaps(self.system)]
        records: dict[tuple[str, str], list[Predicate]] = {}
        for making in plan.membership_records:
            if not self.has(making.entity):
                return None, tuple(gaps)
            gaps += plan.gaps_making(making, self.system)
            [(path, _)] = making.on
            records.setdefault((making.entity, path), []).append(making.where)
        if gaps:
            return None, distinct(gaps)
        return sum(
            self.others(entity).nameless(path, Or(tuple(where))) for (entity, path), where in records.items()
        ), ()

    def nameless(self, path: str, where: Predicate) -> int:
        """Count the rows for which a predicate holds and whose reference is unknown."""
        return self.count(self.both(self.holds(where), self.operand(path, as_reference=True).unknown))


def kinds_of(rows: Interpreter[F, M, A_co], sure: F, perhaps: F, passing: Passing[F]) -> dict[Kind, F]:
    """List the rows of each kind of member; kinds that cannot be are left out.

    Args:
        rows: The rows.
        sure: Those that surely are members.
        perhaps: Those that perhaps are.
        passing: Which of the rows pass.
    """
    fails = rows.negated(rows.any_of(passing.flags))
    states = (
        (Certainty.YES, Certainty.YES, passing.surely),
        (Certainty.MAYBE, Certainty.YES, passing.perhaps),
        (Certainty.NO, Certainty.YES, fails),
        (Certainty.MAYBE, Certainty.MAYBE, passing.partly),
        (Certainty.MAYBE, Certainty.NO, passing.silently),
    )
    kinds = {
        Kind(member, passes, answered): rows.both(flag, where)
        for member, where in ((Certainty.YES, sure), (Certainty.MAYBE, perhaps))
        for passes, answered, flag in states
    }
    return {kind: flag for kind, flag in kinds.items() if not rows.is_never(flag)}
