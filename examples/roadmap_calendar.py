"""Turn the roadmap of an order into a calendar file that any calendar program opens."""

import datetime as dt
import pathlib
import sys
import tempfile

import rnms
from rnms.render import schedule_ics, schedule_table

due = rnms.deadlines("kirov", dt.date(2023, 1, 1), dt.date(2023, 12, 31))
print(schedule_table(due))

folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
path = folder / "дорожная-карта-2023.ics"
path.write_bytes(schedule_ics(due, region="kirov"))
print(f"Сроков: {len(due)}; календарь: {path}")

assert path.read_bytes().count(b"BEGIN:VEVENT") == len(due)  # noqa: S101
