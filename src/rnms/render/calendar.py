"""What falls due, apart from any report: a list, a year at a glance, a calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rnms.errors import extra
from rnms.indicators.tally import distinct
from rnms.model.roadmap import Occurrence
from rnms.render import words
from rnms.render.plain import WIDE, PlainColumn, Screen, plain_table
from rnms.render.texts import TEXTS
from rnms.results.findings import ScheduleStatus

if TYPE_CHECKING:
    from icalendar import Event


def schedule_table(
    found: Sequence[Occurrence | ScheduleStatus], *, lang: str = "ru", screen: Screen = WIDE
) -> str:
    """Say what falls due as a table for a terminal; how far it has come, where that was judged.

    >>> import rnms
    >>> june = rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> schedule_table(june).splitlines()[2].split()[0]
    '1.2.2'
    """
    heads, rows = schedule_rows(found, lang=lang)
    return _table(rows, heads, [None, 46, None, 26, 26, None, None, 30][: len(heads)], screen)


def schedule_rows(
    found: Sequence[Occurrence | ScheduleStatus], *, lang: str = "ru"
) -> tuple[list[str], list[list[str]]]:
    """List what falls due: the headings, and a row for each time."""
    is_judged = any(isinstance(entry, ScheduleStatus) for entry in found)
    rows = [[*_row(_occurrence(entry)), *_state(entry, lang)] for entry in found]
    texts = TEXTS[lang].calendar
    return [*texts.head, *(texts.states if is_judged else ())], rows


def year_table(found: Iterable[Occurrence], year: int, *, lang: str = "ru", screen: Screen = WIDE) -> str:
    """Write the deadlines of a year by month: in each month the day on which something falls due.

    >>> import datetime as dt, rnms
    >>> june = rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> print(year_table(june, 2024).splitlines()[2])  # doctest: +NORMALIZE_WHITESPACE
    1.2.2  рабочее совещание с представителями  30
    """
    of_year = [
        occurrence for occurrence in found if occurrence.due is not None and occurrence.due.year == year
    ]
    rows = []
    for code, title in distinct((occurrence.code, occurrence.title) for occurrence in of_year):
        days = sorted(
            {occurrence.due for occurrence in of_year if occurrence.code == code and occurrence.due}
        )
        months = (" · ".join(str(day.day) for day in days if day.month == month) for month in range(1, 13))
        rows.append([code, title, *months])
    number, title, *_ = TEXTS[lang].calendar.head
    heads = [number, f"{title} ({year})", *TEXTS[lang].periods.months]
    return _table(rows, heads, [None, 46, *[None] * 12], screen)


def schedule_records(found: Iterable[Occurrence | ScheduleStatus]) -> list[dict[str, Any]]:
    """Find what falls due as plain JSON values, dates as ``2023-06-30``.

    >>> import rnms
    >>> june = rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> schedule_records(june)[0]["due"]
    '2024-06-30'
    """
    return [_record(entry) for entry in found]


def schedule_ics(found: Iterable[Occurrence | ScheduleStatus], *, region: str, lang: str = "ru") -> bytes:
    """Show what falls due as a calendar file, an event of one day for each deadline.

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
    for entry in distinct(_occurrence(entry) for entry in found):
        if entry.due is not None:
            calendar.add_component(_event(entry, entry.due, region, lang))
    return bytes(calendar.to_ical())


def _event(occurrence: Occurrence, due: dt.date, region: str, lang: str) -> Event:
    from icalendar import Event

    event = Event()
    # Of an act of which other acts alone tell the day, that of the deadline has to do.
    day = occurrence.clause.act.existed_by or due
    event.add("uid", f"{region}-{occurrence.code}-{due}@rnms")
    event.add("dtstamp", dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC))
    event.add("dtstart", due)
    event.add("dtend", due + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{occurrence.code} {occurrence.title}")
    lines = zip(
        TEXTS[lang].calendar.lines,
        (occurrence.deadline_text, occurrence.responsible, str(occurrence.clause)),
        strict=True,
    )
    event.add("description", "\n".join(f"{name}: {text}" for name, text in lines if text))
    return event


def _occurrence(entry: Occurrence | ScheduleStatus) -> Occurrence:
    return entry.occurrence if isinstance(entry, ScheduleStatus) else entry


def _row(occurrence: Occurrence) -> list[str]:
    return [
        occurrence.code,
        occurrence.title,
        _day(occurrence.due),
        occurrence.deadline_text,
        occurrence.responsible,
    ]


def _state(entry: Occurrence | ScheduleStatus, lang: str) -> list[str]:
    if not isinstance(entry, ScheduleStatus):
        return []
    return [words.progress(entry, lang=lang), _day(entry.done), words.reasons(entry.reasons, lang=lang)]


def _day(day: dt.date | None) -> str:
    return "" if day is None else f"{day:%d.%m.%Y}"


def _record(entry: Occurrence | ScheduleStatus) -> dict[str, Any]:
    occurrence = _occurrence(entry)
    record = {
        "code": occurrence.code,
        "title": occurrence.title,
        "start": occurrence.start and str(occurrence.start),
        "due": occurrence.due and str(occurrence.due),
        "deadline": occurrence.deadline_text,
        "responsible": occurrence.responsible,
        "clause": str(occurrence.clause),
    }
    if isinstance(entry, ScheduleStatus):
        record |= {
            "progress": entry.progress.value,
            "done": entry.done and str(entry.done),
            "reason": entry.reason,
        }
    return record


def _table(
    rows: Sequence[Sequence[str]], heads: Sequence[str], wraps: Sequence[int | None], screen: Screen
) -> str:
    return plain_table([PlainColumn(*column) for column in zip(heads, wraps, strict=True)], rows, screen)
