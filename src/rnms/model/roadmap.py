"""What falls due: measures of a roadmap, meetings, and what is reported of them.

Knows no region. Whether something was carried out is judged elsewhere.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Iterator

import attrs

from rnms._values import frozen
from rnms.errors import suggestion
from rnms.model.checked import checked
from rnms.model.deadlines import Deadline, Window
from rnms.model.law import Clause
from rnms.model.norm import Norm
from rnms.model.schema import Absence, optional
from rnms.showing import short

REPORTS = "measure_reports"
"""The collection of reports that measures were carried out."""


class Progress(enum.Enum):
    """How far something that falls due has come.

    >>> import datetime as dt
    >>> from rnms.judge import roadmap
    >>> later = roadmap("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30), as_of=dt.date(2024, 6, 1))
    >>> later[0].progress in Progress
    True
    """

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    IN_PROGRESS = "in_progress"
    PENDING = "pending"
    OVERDUE = "overdue"
    NOT_REQUIRED = "not_required"
    UNKNOWN_DEADLINE = "unknown_deadline"
    UNKNOWN = "unknown"


@frozen(kw_only=True, field_transformer=checked)
class CompletionSource:
    """The records that show that something was carried out, and when.

    >>> CompletionSource(collection="monitoring_rounds", day="end").collection
    'monitoring_rounds'

    Attributes:
        collection: Where they are.
        day: The field that holds the day.
        period: The fields with the first and the last day between which ``day`` lies, where that is unknown.
        where: Fields and the values that they must have.
        lasting: The field with the last day of what is shown on every day from ``day`` on; none where ``day``
            alone counts.
        given: Fields that must not be empty: a route without a diagnostic is built on none.
        follows: Of those the one with the record that must come first, and the field of that record with its
            day: a route is built on a diagnostic of the same person that was not later than ``day``.
        number: How many records it takes.
        alone: Whether these records alone show it once they were collected, as an indicator or a duty counts
            them; a report that it was carried out then shows nothing more.
    """

    collection: str
    day: str
    period: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    lasting: str = ""
    given: tuple[str, ...] = ()
    follows: tuple[str, str] | None = None
    number: int = 1
    alone: bool = False


def reports_of(measure: str) -> CompletionSource:
    """Look for reports of a measure.

    >>> reports_of("4").where
    (('measure', '4'),)
    """
    return CompletionSource(
        collection=REPORTS, day="date", period=("start", "end"), where=(("measure", measure),)
    )


@frozen(kw_only=True, field_transformer=checked)
class Scheduled:
    """Something that an act makes fall due.

    >>> from rnms import regions
    >>> regions.get("kirov").scheduled[0].deadline_text
    'май 2023 года'

    Attributes:
        code: Its number, unique among its kind.
        title: Its title, letter for letter.
        deadline: When it falls due; ``Unknown`` where the source does not tell it, or lost it.
        deadline_text: The same as the act prints it.
        clause: Where the act does so.
        until: The last day of the plan to which it belongs; ``None`` while that lasts.
        sources: The records that show it, beside reports of the measure itself.
        judged_by: Codes of the indicators and requirements that judge what shall come of it: where one of
            them is not met, it is not carried out, whatever was reported; where they are met, it is.
        demanded_by: Codes of the indicators and requirements that demand it among other things: where one of
            them is met, it was carried out; where it recurs and was missed, no such indicator can be met.
    """

    code: str
    title: str
    deadline: Deadline
    deadline_text: str
    clause: Clause
    until: dt.date | None = None
    sources: tuple[CompletionSource, ...] = ()
    judged_by: tuple[str, ...] = ()
    demanded_by: tuple[str, ...] = ()

    __repr__ = short("code", "title")

    @property
    def norm_demanded(self) -> bool:
        """Whether its result is a number, which nobody reaches by reporting that something was done."""
        return False

    @functools.cached_property
    def traces(self) -> tuple[CompletionSource, ...]:
        """The records that show that it was carried out."""
        return self.sources

    @property
    def registers(self) -> tuple[CompletionSource, ...]:
        """The records that show it, without reports of measures."""
        return tuple(trace for trace in self.sources if trace.collection != REPORTS)

    @property
    def responsible(self) -> str:
        """Who answers for it; empty where the act does not say."""
        return ""

    def occurrence(self, window: Window) -> Occurrence:
        """Make one of the times that it falls due."""
        return Occurrence(
            code=self.code,
            title=self.title,
            start=window.start,
            due=window.due,
            deadline_text=self.deadline_text,
            clause=self.clause,
            responsible=self.responsible,
        )


@frozen(kw_only=True)
class Occurrence:
    """One time that something falls due.

    >>> import rnms
    >>> one, *_ = rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> one.code, str(one.due), one.deadline_text
    ('1.2.2', '2024-06-30', 'июнь, ежегодно')

    Attributes:
        code: The number of what falls due.
        title: Its title.
        start: The first day that counts; ``None`` where any earlier one does.
        due: The last day; ``None`` where there is none, or nobody knows it.
        deadline_text: The deadline as the act prints it.
        clause: Where it does.
        responsible: Who answers for it; empty where the act does not say.
    """

    code: str
    title: str
    start: dt.date | None
    due: dt.date | None
    deadline_text: str
    clause: Clause
    responsible: str = ""

    __repr__ = short("code", "due", "title")


@frozen(kw_only=True, field_transformer=checked)
class MeasureGroup:
    """A heading of a roadmap under which measures stand: a direction, or a systemic measure within one.

    >>> from rnms import regions
    >>> group = regions.get("kirov").roadmap["2.1.1"].group
    >>> group.code, group.within.code
    ('2.1', '2')

    Attributes:
        code: Its number.
        title: Its title, letter for letter.
        clause: Where it stands.
        within: The direction to which it belongs; ``None`` of a direction itself.
    """

    code: str
    title: str
    clause: Clause
    within: MeasureGroup | None = None

    __repr__ = short("code", "title")


@frozen(kw_only=True, field_transformer=checked)
class RoadmapMeasure(Scheduled):
    """A measure of a roadmap, a row of its table.

    >>> from rnms import regions
    >>> measure = regions.get("kirov").roadmap["2.1.1"]
    >>> measure.deadline_text, measure.judged_by
    ('февраль-март, сентябрь-ноябрь ежегодно', ('2.1.1',))

    Attributes:
        group: The heading under which it stands.
        responsible: Who answers for it, as printed.
        executors: Who carries it out, as printed.
        result: What shall come of it, in our words; empty where the cell is merged with another's.
        result_of: Code of the measure whose cell of results it shares, where the source merges them.
        norm: The number that the cell of results hides.
        unit: What that number counts, in Russian; empty where it is a share.
    """

    group: MeasureGroup
    responsible: str
    executors: str
    result: str = ""
    result_of: str = ""
    norm: Norm | None = None
    unit: str = ""

    __repr__ = short("code", "title")

    @property
    def norm_demanded(self) -> bool:
        """Whether its result is a number, which nobody reaches by reporting that something was done."""
        return self.norm is not None

    @property
    def direction(self) -> MeasureGroup:
        """The direction of work to which it belongs."""
        return self.group.within or self.group

    @functools.cached_property
    def traces(self) -> tuple[CompletionSource, ...]:
        """The reports of the measure, and whatever else shows it."""
        return (reports_of(self.code), *self.sources)


@frozen(kw_only=True, field_transformer=checked)
class PlannedMeeting(Scheduled):
    """A meeting that a plan of work names.

    >>> from rnms import regions
    >>> regions.get("khabarovsk").meetings[0].deadline_text
    'февраль'

    Attributes:
        agenda: What shall be discussed, in our words.
    """

    agenda: tuple[str, ...] = ()

    __repr__ = short("code", "title")


@frozen(kw_only=True, field_transformer=checked)
class Roadmap:
    """A complex of measures («дорожная карта»): iterates its single measures.

    >>> from rnms import regions
    >>> plan = regions.get("ugra").roadmap
    >>> len(plan), plan["3"].deadline_text
    (19, 'I квартал 2023 года')

    Attributes:
        measures: The rows of its table, in their order.
        clause: Where it is approved; ``None`` where a region has none.
        until: Its last day; ``None`` where it has no end.
    """

    measures: tuple[RoadmapMeasure, ...] = attrs.field(default=(), converter=tuple[RoadmapMeasure, ...])
    clause: Clause | None = None
    until: dt.date | None = None

    def __repr__(self) -> str:
        return f"Roadmap({len(self.measures)} measures)"

    def __iter__(self) -> Iterator[RoadmapMeasure]:
        return iter(self.measures)

    def __len__(self) -> int:
        return len(self.measures)

    def _ipython_key_completions_(self) -> list[str]:
        return [measure.code for measure in self.measures]

    def __getitem__(self, code: str) -> RoadmapMeasure:
        """A measure by its number.

        Raises:
            LookupError: If there is none of this number.
        """
        for measure in self.measures:
            if measure.code == code:
                return measure
        codes = [measure.code for measure in self.measures]
        listing = ", ".join(codes) or "none"
        raise LookupError(f"no measure {code!r} in the roadmap; known: {listing}{suggestion(code, codes)}")

    @property
    def groups(self) -> tuple[MeasureGroup, ...]:
        """The headings under which its measures stand."""
        return tuple(dict.fromkeys(measure.group for measure in self.measures))

    @property
    def directions(self) -> tuple[MeasureGroup, ...]:
        """Its directions of work."""
        return tuple(dict.fromkeys(measure.direction for measure in self.measures))


NO_ROADMAP = Roadmap()


@frozen(kw_only=True)
class MeasureReport:
    """That a measure of the roadmap was carried out.

    >>> MeasureReport(measure="1.2.2", date=dt.date(2024, 6, 14), evidence="протокол № 2").measure
    '1.2.2'

    Attributes:
        measure: Code of the measure, or its title.
        date: When; absent is unknown, or told as a period.
        start: The first day of that period; absent is none.
        end: Its last day; absent is none.
        evidence: What shows it.
    """

    measure: str
    date: dt.date | None = optional(Absence.UNKNOWN)
    start: dt.date | None = optional(Absence.NONE)
    end: dt.date | None = optional(Absence.NONE)
    evidence: str = ""
