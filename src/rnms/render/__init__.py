"""Reports in words: only here are numbers rounded and verdicts named."""

from rnms.render.calendar import schedule_ics, schedule_table, year_table
from rnms.render.formats import FORMATS
from rnms.render.matrix import matrix_table, subject_table
from rnms.render.pictures import Picture, over_years, small_multiples

__all__ = [
    "FORMATS",
    "Picture",
    "matrix_table",
    "over_years",
    "schedule_ics",
    "schedule_table",
    "small_multiples",
    "subject_table",
    "year_table",
]
