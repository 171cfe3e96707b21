"""What a result is asked besides its values: who failed, why, and how it looks by school."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import attrs

from rnms._values import frozen
from rnms.indicators.definition import Indicator
from rnms.indicators.tally import MemberState
from rnms.logic.population import Term
from rnms.results.judgement import Judgement

if TYPE_CHECKING:
    from rnms.results.explanation import Explanation

NO_MEMBERS = "no single members stand behind it; ask explain() how it came"
STATES = (MemberState.PASSED, MemberState.FAILED, MemberState.UNKNOWN)
"""The states in which members can be listed: whoever is out is no member."""


@frozen(kw_only=True)
class MemberStatus:
    """A member and where it stands.

    >>> import rnms
    >>> from rnms import testing
    >>> result = rnms.evaluate(testing.invented_region(staff=100, seed=1), period=2023)["6.2.1"]
    >>> result.who("failed")[0].reasons
    ('no_such_programme',)

    Attributes:
        id: Its id.
        state: ``PASSED``, ``FAILED`` or ``UNKNOWN``, as seen from the target: where less is better, those
            fail for whom the term holds.
        at_most: Of all who are unknown, for how many the term can hold at most; ``None`` where for each.
    """

    id: str
    state: MemberState = attrs.field(repr=lambda state: repr(str(state)))
    at_most: int | None = attrs.field(default=None, repr=False)
    _explain: Callable[[str], Explanation] = attrs.field(eq=False, repr=False, alias="explain")

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of what fails or is not known: what would close the gap."""
        return self._explain(self.id).reasons


class Origin(Protocol):
    """The data of a result and its indicator: held in memory only, so that the result can be asked again."""

    @property
    def indicator(self) -> Indicator:
        """The indicator as its region declares it, before any reading."""

    def members(
        self, judgement: Judgement, component: str | None, state: MemberState
    ) -> tuple[MemberStatus, ...]:
        """List the members in a state: of the part that is a share.

        Raises:
            NoRecordsError: If members were not judged one by one.
        """

    def explain_member(self, judgement: Judgement, component: str | None, member: str) -> Explanation:
        """Say term by term why a member stands where it stands.

        Raises:
            NoRecordsError: If members were not judged one by one, or there is no such member.
        """

    def explain_number(self, judgement: Judgement, title: str) -> Explanation:
        """Say how a number came."""

    def by_strata(
        self, judgement: Judgement, component: str | None, by: Sequence[str | Term]
    ) -> Mapping[str, Judgement]:
        """List the value of each stratum, by key.

        Raises:
            NoRecordsError: If members have no such field, or nothing tells of strata.
            LookupError: If strata are asked for by nothing, or by several fields.
        """

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of the territories that the data name."""

    def by_level(self, judgement: Judgement, level: str, component: str | None) -> Mapping[str, Judgement]:
        """List the value of each territory of a level, by id; of the part that is meant.

        Raises:
            NoRecordsError: If the judgement is of no single measure, and no part is named.
        """

    def by_municipality(self, judgement: Judgement) -> Mapping[str, Judgement]:
        """Judge each municipality, by id, where records tell what members carry.

        Raises:
            NoRecordsError: If records do not place them.
        """

    def by_organization(self, judgement: Judgement) -> Mapping[str, Judgement]:
        """Find the value of each organisation, by id.

        Raises:
            NoRecordsError: If members were not judged one by one.
        """
