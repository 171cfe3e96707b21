"""A result: what is said of one indicator, under the reading taken and under every other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from rnms._values import frozen
from rnms.engine.source import look_at_data
from rnms.errors import NoRecordsError
from rnms.indicators.tally import LoadTally, MemberState
from rnms.indicators.target import Band, Target
from rnms.model.checked import TRANSIENT
from rnms.model.law import Act, Clause, Quote
from rnms.model.norm import Bounds, Verdict
from rnms.model.period import Period
from rnms.model.returns import Claim, Evidence, EvidenceKind, FigureStatus
from rnms.model.subjects import Level, Municipality
from rnms.model.system import RegionalSystem
from rnms.results.judgement import DEFAULT, Judgement
from rnms.results.origin import STATES, MemberStatus, Origin
from rnms.showing import Shown

if TYPE_CHECKING:
    from rnms.logic.population import Term
    from rnms.planning.proposal import Plan
    from rnms.results.explanation import Explanation
    from rnms.tables.tables import Tables


@frozen(kw_only=True)
class Result(Shown):
    """What is said of one indicator: under the reading taken, and under every other.

    >>> import rnms
    >>> rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)["3"]
    Result('3', UNDETERMINED, value=Bounds(low=Fraction(15, 19), high=Fraction(1, 1)))

    Attributes:
        code: The indicator's code.
        title: Its exact title.
        level: The level whose result it is.
        clause: Where the act sets it.
        judgements: Under the default, then under each reading alone; and under several, where taken.
        taken: The name of the judgement that counts here.
        evidence: The documents named for the figures used.
        evidence_lacking: The kinds of document of which one should have been named and none was.
        claims: What published reports say of it.
        quotes: What the sources print about the figures used.
        statuses: How firm the figures used are, where somebody said so: provisional, an estimate, corrected.
        region: Key of the region.
        as_of: The day of judgement.
        origin: The data behind it, in memory only; a report read from a file is given them anew.
    """

    code: str
    title: str
    level: Level
    clause: Clause
    judgements: tuple[Judgement, ...]
    taken: str = DEFAULT
    evidence: tuple[Evidence, ...] = ()
    evidence_lacking: tuple[EvidenceKind, ...] = ()
    claims: tuple[Claim, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statuses: tuple[FigureStatus, ...] = ()
    region: str = ""
    as_of: dt.date = dt.date.max
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False, metadata=TRANSIENT)

    def __attrs_post_init__(self) -> None:
        if self.taken not in self.readings:
            names = ", ".join(self.readings) or "none"
            raise ValueError(f"indicator {self.code} has no judgement {self.taken!r}; known: {names}")

    @property
    def judgement(self) -> Judgement:
        """The judgement that counts: by default the one without any reading."""
        return self.readings[self.taken]

    @property
    def readings(self) -> Mapping[str, Judgement]:
        """Every judgement by the name of its reading; ``"default"`` among them."""
        return {judgement.name: judgement for judgement in self.judgements}

    @property
    def period(self) -> Period:
        """The period judged."""
        return self.judgement.period

    @property
    def verdict(self) -> Verdict:
        """The verdict that counts."""
        return self.judgement.verdict

    @property
    def value(self) -> Bounds | None:
        """The value that counts; ``None`` where there is none, or only in components."""
        return self.judgement.value

    @property
    def target(self) -> Target | None:
        """What the act demands."""
        return self.judgement.target

    @property
    def edition(self) -> Act | None:
        """The act by which the target stands: of several, the last; ``None`` without a target."""
        return None if self.target is None else self.target.clause.act

    @property
    def bands(self) -> tuple[Band, ...]:
        """The named ranges in which the value may lie, where the act names any."""
        return self.judgement.bands

    @property
    def missing(self) -> tuple[Municipality, ...]:
        """The municipalities whose return is missing."""
        return self.judgement.missing

    @property
    def components(self) -> tuple[Judgement, ...]:
        """The parts, each judged for itself."""
        return self.judgement.components

    @property
    def reason(self) -> str:
        """Why it is so, in Russian words."""
        from rnms.render.words import reason

        return reason(self.judgement)

    @property
    def differing(self) -> tuple[Judgement, ...]:
        """The judgements that know something and come to another verdict than the one that counts."""
        return tuple(
            judgement
            for judgement in self.judgements
            if judgement.is_informed and judgement.verdict is not self.verdict
        )

    @property
    def contested(self) -> bool:
        """Whether readings that have data come to different verdicts."""
        return len({judgement.verdict for judgement in self.judgements if judgement.is_informed}) > 1

    @property
    def disputed(self) -> tuple[Claim, ...]:
        """The published claims of a verdict on all of it that the data do not bear out."""
        return tuple(
            claim
            for claim in self.claims
            if claim.verdict not in {None, self.verdict} and claim.indicator in {None, self.code}
        )

    @property
    def shortfall(self) -> Bounds | None:
        """How many more must pass for the target to be reached, or how many fewer: at best and at worst.

        In members, exact; 0 where it is reached. ``None`` where nothing is short by members.
        """
        return self.judgement.shortfall

    def who(
        self,
        state: MemberState | str,
        *,
        component: str | None = None,
        data: RegionalSystem | Tables | None = None,
    ) -> tuple[MemberStatus, ...]:
        """List who ``"passed"``, ``"failed"``, or is ``"unknown"``: ids, each with what would close the gap.

        Where less is better («не более 10 % уволившихся»), those fail for whom the term holds: they stand
        between the value and the target. It is better where the target sets a greatest value alone, or the
        direction of the indicator says so. Of the part of an index it is told for whom its term holds.

        Args:
            state: One of the three, or its word.
            component: The part that is meant, where several are shares.
            data: The data, for a report that was read from a file.

        Raises:
            NoRecordsError: If members were not judged one by one.
            LookupError: If the state is none of the three.
            TablesChangedError: If tables that can change say something else by now.
        """
        if state not in STATES:
            raise LookupError(f"no state {state!r}; known: {', '.join(STATES)}")
        return self._asked(data).members(self.judgement, component, MemberState(state))

    def explain(
        self,
        member: str | None = None,
        *,
        component: str | None = None,
        data: RegionalSystem | Tables | None = None,
    ) -> Explanation:
        """Say how the number came; or term by term why a member passes, fails or is not decided.

        Args:
            member: The id of a person, team, school, …; without one the number itself is explained.
            component: The part that is meant, where several are shares.
            data: The data, for a report that was read from a file.

        Raises:
            NoRecordsError: If members were not judged one by one, or there is no such member.
            TablesChangedError: If tables that can change say something else by now.
        """
        origin = self._asked(data)
        if member is None:
            return origin.explain_number(self.judgement, self.title)
        return origin.explain_member(self.judgement, component, member)

    def by(
        self,
        *strata: str | Term,
        component: str | None = None,
        data: RegionalSystem | Tables | None = None,
    ) -> Mapping[str, Judgement]:
        """Find the value of each stratum, by key: of each place, value of a field, or term.

        ``by("municipality")`` and ``by("organization")`` are places, ``by("organization.kind")`` kinds of
        schools, ``by(UNDER_35, FROM_35_TO_50)`` age groups, ``by("okrug")`` the territories of a level, each
        with the municipalities of which it lacks a return. A field is one of the members or of the records
        that make one a member; ``"unknown"`` are those of whom it is not known, ``"none"`` those who have
        none, ``"others"`` those for whom no term holds. Who belongs to several counts in each, and may belong
        to one is open in it: people are never summed.

        >>> import rnms
        >>> from rnms import testing
        >>> region = testing.invented_region(staff=100, seed=1)
        >>> programmes = rnms.evaluate(region, region="ugra", period=2023)["6.2.1"]
        >>> for kind, judgement in programmes.by("organization.kind").items():
        ...     print(kind, judgement.tallies[0].surely_in)
        general 58

        Args:
            strata: One field, or terms.
            component: The part that is meant, where there are several.
            data: The data, for a report that was read from a file.

        Raises:
            LookupError: If there are no such strata.
            TablesChangedError: If tables that can change say something else by now.
        """
        if strata == ("municipality",) and component is not None:
            return self._places_of(component)
        places = {municipality.name: municipality for municipality in self.judgement.municipalities}
        # What members carry is told by municipality in figures alone; of records it is added up when asked.
        is_carried = any(isinstance(tally, LoadTally) for tally in self.judgement.tallies)
        is_by_municipality = strata == ("municipality",)
        if is_by_municipality and not self.judgement.tallies and self.components:
            names = ", ".join(part.name for part in self.components)
            raise NoRecordsError(f"say which part of {self.code} is meant, component=…: {names}")
        if is_by_municipality and (places or not is_carried):
            return places
        origin = self._asked(data)
        if is_by_municipality:
            return origin.by_municipality(self.judgement)
        if strata == ("organization",) and component is None:
            return origin.by_organization(self.judgement)
        if len(strata) == 1 and strata[0] in origin.levels:
            return origin.by_level(self.judgement, str(strata[0]), component)
        return origin.by_strata(self.judgement, component, strata)

    def plan(
        self,
        *,
        as_of: dt.date,
        days: Mapping[Any, int] | None = None,
        costs: Mapping[Any, int | Fraction] | None = None,
        robust: bool = False,
        data: RegionalSystem | None = None,
    ) -> Plan:
        """Plan what can still be done so that the target is reached: whom to ask, whom to send where.

        What is planned is put into a copy of the data as records, dated from ``as_of`` on, and judged as any
        data are: the verdict of a plan is one that was evaluated. What is recorded stays; of what is missing
        the plan says that it must be asked for, and supposes nothing.

        >>> import rnms
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> plan = report["3"].plan(as_of=dt.date(2023, 8, 1))
        >>> len(plan.ask.to_meet), plan.steps, plan.why
        (4, (), ('no-records',))

        Args:
            as_of: The day of the plan.
            days: How many days an act takes: ``{"enrol": 45}``; others take as many as
                ``rnms.planning.DAYS`` says.
            costs: How much an act costs; others cost as much as ``rnms.planning.COSTS`` says.
            robust: Whether only those are chosen who pass under each other reading, too.
            data: The data, for a report that was read from a file.

        Raises:
            FieldError: If a day is no day, or days or costs are none.
            NoRecordsError: If the data are tables, or are not at hand.
            UsageError: If the result is of one municipality or organisation, for which the act demands
                nothing.
        """
        from rnms.planning.plan import plan

        origin = self._asked(data)
        return plan(self, origin, as_of=as_of, days=days, costs=costs, robust=robust)

    def _places_of(self, component: str) -> Mapping[str, Judgement]:
        """Find the value of a part in each municipality."""
        part = next((part for part in self.components if part.name == component), None)
        if part is None:
            names = ", ".join(part.name for part in self.components)
            raise NoRecordsError(f"{self.code} has no part {component!r}; known: {names or 'none'}")
        return {municipality.name: municipality for municipality in part.municipalities}

    def _asked(self, data: RegionalSystem | Tables | None) -> Origin:
        if data is not None:
            from rnms.judge.origin import ResultOrigin

            look_at_data(data, "Result")
            return ResultOrigin.of(data, self.region, self.code, self.as_of)
        if self.origin is None:
            raise NoRecordsError("this report was read from a file; give the data again: data=…")
        return self.origin

    def __getitem__(self, name: str) -> Judgement:
        """Find a component by its name: ``report["4"]["load"]``."""
        return self.judgement[name]

    def _ipython_key_completions_(self) -> list[str]:
        return [component.name for component in self.components]

    def __repr__(self) -> str:
        return f"Result({self.code!r}, {self.verdict.name}, value={self.value!r})"
