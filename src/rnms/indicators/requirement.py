"""What an act demands besides indicators: structural duties, and rules of eligibility."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from rnms._values import frozen
from rnms.indicators.over_periods import Measure
from rnms.indicators.target import Minimum, Target, Years
from rnms.logic.population import Term, Unit
from rnms.model.checked import RARE, checked
from rnms.model.law import Clause, Unknown
from rnms.model.norm import Norm, at_least
from rnms.model.period import Period, PeriodKind, periods_meant
from rnms.model.returns import EvidenceKind
from rnms.showing import short


class Force(enum.Enum):
    """How strongly an act demands something: as a duty, by listing it, as reported practice, or not.

    >>> [force.value for force in Force]
    ['duty', 'implied', 'practice', 'optional']
    """

    DUTY = "duty"
    IMPLIED = "implied"
    PRACTICE = "practice"
    OPTIONAL = "optional"


_ALWAYS = Years(dt.MINYEAR, None)
ALL_MEMBERS = at_least(1)
"""The norm of a structural duty: the whole share, without exception."""


@frozen(kw_only=True, field_transformer=checked)
class Requirement:
    """A structural duty: something that must be in place, judged as an indicator is.

    What it demands of its measure is said as a target says it: a norm, or that it was lost, of the whole or
    of each, beside a minimum set elsewhere.

    >>> from rnms import regions
    >>> duty = regions.get("khabarovsk").requirements[0]
    >>> duty.code, duty.force.value, duty.same_as
    ('S-KHB-01', 'duty', '3')
    >>> duty.is_standing
    True

    A duty without a period must be kept always: it is judged as of the day, kept or broken. One with a
    period falls due with its end, and until then is pending, unless that is already certain.

    Attributes:
        code: A stable code.
        title: What must be in place, in our words.
        force: How strongly the act demands it.
        clause: Where it does.
        measure: How it is judged.
        norm: What is demanded of the measure; by default every member. :class:`~rnms.model.Unknown` where the
            source does not tell it.
        minimum: The norm set elsewhere that this one must respect; it is judged beside it.
        each: Of whom each must keep it, ``MUNICIPALITY`` or ``ORGANIZATION`` of ``rnms.logic``; by default
            the region as a whole.
        same_as: Code of the indicator that demands the same, with its part where it has several; then
            nothing is declared twice.
        falls_due: Codes of the rules of monitoring, meetings or measures whose days judge it, all of them;
            what must follow a round is a part of its rule.
        unknown: Why it cannot be checked, where it cannot.
        broken_by: The codes of the faults of data that break it, where reading the data decides it.
        period: The kind of period within which it falls due, or the one period; ``None`` where it falls due
            on no day but must be kept always.
        since: The first day on which it binds; by default that of its act. A protocol may report what was
            demanded before it.
        until: The last day on which it binds: the horizon of the plan that sets it; ``None`` without end.
        first_due: Codes of the measures of which it is composed: before all of them fell due for the first
            time, it is broken only where one of them is overdue; what was made late is there.
        evidence: Kinds of document that a report shall name, any one of them; what lacks them is listed.

    Raises:
        ValueError: If it is demanded of each of something else.
    """

    code: str
    title: str
    force: Force
    clause: Clause
    measure: Measure | None = None
    norm: Norm | Unknown = ALL_MEMBERS
    minimum: Minimum | None = attrs.field(default=None, metadata=RARE)
    each: Unit | None = attrs.field(default=None, metadata=RARE)
    same_as: str = ""
    falls_due: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    unknown: Unknown | None = None
    broken_by: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    period: PeriodKind | Period | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    first_due: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    evidence: tuple[EvidenceKind, ...] = attrs.field(
        default=(), converter=tuple[EvidenceKind, ...], metadata=RARE
    )

    __repr__ = short("code", "title")

    def __attrs_post_init__(self) -> None:
        assert self.target.each is self.each  # noqa: S101  # made to be looked at

    @property
    def target(self) -> Target:
        """What it demands of its measure, of whatever period."""
        return Target(_ALWAYS, self.norm, self.clause, minimum=self.minimum, each=self.each)

    @property
    def is_standing(self) -> bool:
        """Whether it must be kept always; else it falls due within a period."""
        return self.period is None

    def asked(self, asked: Period) -> tuple[Period, ...]:
        """List the periods for which it is judged when somebody asks for a period.

        >>> from rnms import regions
        >>> [yearly] = [one for one in regions.get("ugra").requirements if one.code == "S-UGR-05"]
        >>> yearly.asked(Period.of("2023-H1")), yearly.asked(Period.of("2022/2023"))
        ((Period('2023'),), (Period('2022'), Period('2023')))
        """
        return (asked,) if self.period is None else periods_meant(self.period, asked)


@frozen(kw_only=True, field_transformer=checked)
class Rule:
    """A rule of who may be a methodist.

    >>> from rnms import regions
    >>> [rule.code for rule in regions.get("ugra").methodist_rules][:2]
    ['E1', 'E2']

    Attributes:
        code: A stable code.
        term: What it asks of a person.
        force: A duty decides eligibility; what is optional is only told.
        clause: Where the act says so.
        for_core: Whether it makes a member of the core, not a member.
    """

    code: str
    term: Term
    force: Force
    clause: Clause
    for_core: bool = False

    __repr__ = short("code", "term")
