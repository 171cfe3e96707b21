"""Reports in words: only here are numbers rounded and verdicts named."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.render.calendar import (
        schedule_ics as schedule_ics,
        schedule_table as schedule_table,
        year_table as year_table,
    )
    from rnms.render.cards import card as card
    from rnms.render.formats import FORMATS as FORMATS
    from rnms.render.matrix import matrix_table as matrix_table, subject_table as subject_table
    from rnms.render.pictures import (
        over_years as over_years,
        small_multiples as small_multiples,
    )
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "calendar": ["schedule_ics", "schedule_table", "year_table"],
            "cards": ["card"],
            "formats": ["FORMATS"],
            "matrix": ["matrix_table", "subject_table"],
            "pictures": ["over_years", "small_multiples"],
        },
    )
