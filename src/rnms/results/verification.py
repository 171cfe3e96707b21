"""Whether a report follows from data, and where it does not: as values."""

from __future__ import annotations

import enum

import attrs

from rnms._values import frozen
from rnms.indicators.tally import Reason
from rnms.model.period import Period


class Differing(enum.StrEnum):
    """What differs between a report and what the data give now."""

    ABSENT = "absent"
    """The data give it, and the report does not have it."""
    ADDED = "added"
    """The report has it, and the data do not give it."""
    VERDICT = "verdict"
    VALUE = "value"
    REASON = "reason"
    STATE = "state"
    """How far something that falls due has come."""
    DAY = "day"
    """The day on which it was carried out."""
    OTHER = "other"
    """What stands around verdict, value and reason: a target, a clause, a count."""


@frozen(kw_only=True)
class Difference:
    """One place in which a report says something else than the data.

    Attributes:
        code: The code of the indicator, duty or rule; the name of a field of the report itself.
        period: The period judged; empty where there is none.
        part: The judgement within it: a reading and a component; empty is the whole.
        what: What differs.
        reported: What the report says; empty where it says nothing, or more than a line.
        now: What the data give.
        reported_reasons: Of reasons and of a state, those of the report with what they speak of.
        reasons_now: Those that the data give.
    """

    code: str
    period: str = ""
    part: str = ""
    what: Differing
    reported: str = ""
    now: str = ""
    reported_reasons: tuple[Reason, ...] = attrs.field(default=(), repr=False)
    reasons_now: tuple[Reason, ...] = attrs.field(default=(), repr=False)


@frozen(kw_only=True)
class Verification:
    """What became of a report that was judged anew from data.

    Attributes:
        region: Key of the region.
        period: The period of the report.
        data_digest: The digest of the data as the report tells it; empty where it does not.
        data_digest_now: That of the data given.
        version: The version of rnms that wrote the report.
        version_now: The version that judged anew.
        source: Where the profile came from.
        source_now: Where it comes from now.
        differences: Where the report says something else, in its order.
    """

    region: str
    period: Period
    data_digest: str
    data_digest_now: str
    version: str
    version_now: str
    source: str
    source_now: str
    differences: tuple[Difference, ...] = ()

    @property
    def is_of_these_data(self) -> bool:
        """Whether the report was made of the same data; one that does not tell its digest was not."""
        return self.data_digest != "" and self.data_digest == self.data_digest_now

    @property
    def follows(self) -> bool:
        """Whether the report was made of the same data and all that it says follows from them."""
        return self.is_of_these_data and not self.differences
