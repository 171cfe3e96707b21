"""What falls due, apart from any report: a list, a year at a glance, a calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rnms.errors import extra
from rnms.indicators.tally import distinct
from rnms.model.roadmap import Occurrence
from rnms.render import words
from rnms.render.texts import TEXTS
from rnms.results.findings import ScheduleStatus

if TYPE_CHECKING:
    from icalendar import Event


def schedule_table(found: Sequence[Occurrence | ScheduleStatus], *, lang: str = "ru") -> str:
    """What falls due as a table for a terminal; how far it has come, where that was judged.

    >>> import rnms
    >>> june = rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> schedule_table(june).splitlines()[2].split()[0]
    '1.2.2'
    """
    is_judged = any(isinstance(one, ScheduleStatus) for one in found)
    rows = [[*_row(_occurrence(one)), *_state(one, lang)] for one in found]
    texts = TEXTS[lang].calendar
    heads = [*texts.head, *(texts.states if is_judged else ())]
    return _table(rows, heads, [None, 46, None, 26, 26, None, None, 30][: len(heads)])


def year_table(found: Iterable[Occurrence], year: int, *, lang: str = "ru") -> str:
    """The deadlines of a year by month: in each month the day on which something falls due.

    >>> import datetime as dt, rnms
    >>> june = rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> print(year_table(june, 2024).splitlines()[2])  # doctest: +NORMALIZE_WHITESPACE
    1.2.2  рабочее совещание с представителями  30
    """
    of_year = [one for one in found if one.due is not None and one.due.year == year]
    rows = []
    for code, title in distinct((one.code, one.title) for one in of_year):
        days = {one.due.month: one.due.day for one in of_year if one.code == code and one.due}
        rows.append([code, title, *(str(days.get(month, "")) for month in range(1, 13))])
    number, title, *_ = TEXTS[lang].calendar.head
    heads = [number, f"{title} ({year})", *TEXTS[lang].periods.months]
    return _table(rows, heads, [None, 46, *[None] * 12])


def schedule_records(found: Iterable[Occurrence | ScheduleStatus]) -> list[dict[str, Any]]:
    """What falls due as plain JSON values, dates as ``2023-06-30``.

    >>> import rnms
    >>> june = rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> schedule_records(june)[0]["due"]
    '2024-06-30'
    """
    return [_record(one) for one in found]


def schedule_ics(found: Iterable[Occurrence | ScheduleStatus], *, region: str, lang: str = "ru") -> bytes:
    """What falls due as a calendar file, an event of one day for each deadline.

    The same deadlines give the same bytes: an event is named by region, measure and day, and stamped with
    the day of its act.

    >>> import rnms
    >>> june = rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> schedule_ics(june, region="kirov").splitlines()[0]
    b'BEGIN:VCALENDAR'

    Args:
        found: What falls due; what has no day is left out.
        region: Key of the region, a part of the name of each event.
        lang: ``"ru"`` or ``"en"``.

    Raises:
        MissingExtraError: If icalendar is not installed.
    """
    with extra("ics"):
        from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//rnms//rnms//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for one in distinct(_occurrence(one) for one in found):
        if one.due is not None:
            calendar.add_component(_event(one, one.due, region, lang))
    return bytes(calendar.to_ical())


def _event(one: Occurrence, due: dt.date, region: str, lang: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{region}-{one.code}-{due}@rnms")
    event.add("dtstamp", dt.datetime.combine(one.clause.act.date, dt.time(), tzinfo=dt.UTC))
    event.add("dtstart", due)
    event.add("dtend", due + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{one.code} {one.title}")
    said = zip(TEXTS[lang].calendar.lines, (one.deadline_text, one.responsible, str(one.clause)), strict=True)
    event.add("description", "\n".join(f"{name}: {text}" for name, text in said if text))
    return event


def _occurrence(one: Occurrence | ScheduleStatus) -> Occurrence:
    return one.occurrence if isinstance(one, ScheduleStatus) else one


def _row(one: Occurrence) -> list[str]:
    return [one.code, one.title, _day(one.due), one.deadline_text, one.responsible]


def _state(one: Occurrence | ScheduleStatus, lang: str) -> list[str]:
    if not isinstance(one, ScheduleStatus):
        return []
    return [words.progress(one, lang=lang), _day(one.done), words.reasons(one.reasons, lang=lang)]


def _day(day: dt.date | None) -> str:
    return "" if day is None else f"{day:%d.%m.%Y}"


def _record(one: Occurrence | ScheduleStatus) -> dict[str, Any]:
    of = _occurrence(one)
    record = {
        "code": of.code,
        "title": of.title,
        "start": of.start and str(of.start),
        "due": of.due and str(of.due),
        "deadline": of.deadline_text,
        "responsible": of.responsible,
        "clause": str(of.clause),
    }
    if isinstance(one, ScheduleStatus):
        record |= {"progress": one.progress.value, "done": one.done and str(one.done), "reason": one.reason}
    return record


def _table(rows: list[list[str]], heads: Sequence[str], wraps: list[int | None]) -> str:
    # Imported here: importing rnms stays cheap.
    from tabulate import tabulate

    return tabulate(
        rows, headers=heads, tablefmt="simple", disable_numparse=True, maxcolwidths=wraps if rows else None
    )
