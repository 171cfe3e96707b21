"""The days that a question speaks of, and what the words of the data mean."""

from __future__ import annotations

import datetime as dt

import attrs

from rnms._values import frozen
from rnms.logic.predicates import Day, Moment
from rnms.model.period import Period


@frozen(kw_only=True)
class Spelled:
    """How the data at hand write one keyword besides its own text.

    >>> Spelled(field="programmes.topics", text="чтение", surely=("Чтение.",)).perhaps
    ()

    Attributes:
        field: The collection and the field.
        text: The keyword.
        surely: What surely is it.
        perhaps: What may be a slip of it.
    """

    field: str
    text: str
    surely: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


@frozen(kw_only=True, cache_hash=True)
class Lexicon:
    """What the words of the data at hand mean; without anything said, they are keywords or other words.

    >>> Lexicon().spelled("programmes.topics", "чтение").surely
    ()

    Attributes:
        keywords: The keywords that the data write in other ways.
        known: By field, the spellings that surely are, and that perhaps are, one of all its keywords.
        alike: Spellings of sets compared with each other that are one word.
        nearly: Two spellings of such sets of which one may be a slip of the other.
    """

    keywords: tuple[Spelled, ...] = ()
    known: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    nearly: tuple[tuple[str, str], ...] = ()

    def spelled(self, field: str, text: str) -> Spelled:
        """Tell how a keyword is written."""
        matches = (keyword for keyword in self.keywords if (keyword.field, keyword.text) == (field, text))
        return next(matches, Spelled(field=field, text=text))


PLAIN = Lexicon()
"""Of data whose words are keywords as they stand, or other words."""


@frozen(cache_hash=True)
class Window:
    """The days that a question speaks of, and what the words of the data mean.

    >>> window = Window.of(Period.of(2023), dt.date(2023, 6, 30))
    >>> str(window.start), str(window.end)
    ('2023-01-01', '2023-06-30')

    Attributes:
        start: The first day of the period.
        end: The day on which populations stand.
        since: The first day of those that count.
        year: The reporting year.
        lexicon: What the words of the data mean.
    """

    start: dt.date
    end: dt.date
    since: dt.date
    year: int
    lexicon: Lexicon = PLAIN

    @classmethod
    def of(cls, period: Period, as_of: dt.date | None = None, lexicon: Lexicon = PLAIN) -> Window:
        """Find the window of a period, judged on a day; without one at its end."""
        end = period.end if as_of is None else min(as_of, period.end)
        return cls(start=period.start, end=end, since=period.start, year=period.year, lexicon=lexicon)

    def counting_from(self, year: int | None) -> Window:
        """Find the same window, where those that count are of a year on.

        Of the period where none is named.
        """
        return self if year is None else attrs.evolve(self, since=dt.date(year, 1, 1))

    def day(self, moment: Moment) -> dt.date:
        """Find the day that a moment means."""
        # Imported here: importing rnms stays cheap.
        from dateutil.relativedelta import relativedelta

        day = {Day.START: self.start, Day.END: self.end, Day.SINCE: self.since}[moment.day]
        try:
            moved = day + dt.timedelta(days=moment.days)
            return moved + relativedelta(years=moment.years, months=moment.months)
        except (ValueError, OverflowError):
            # No calendar reaches further: the first or the last day of all stands for it.
            return dt.date.min if (moment.years, moment.months, moment.days) < (0, 0, 0) else dt.date.max
