"""What was reported, what was not, and what others have published about it.

A figure is a number that somebody counted and handed in. Absence is said aloud: a figure may say why it
is missing, :class:`Unreported` names a part of the data that never came, and the ledger (:class:`Delivery`)
says of every question that was asked what became of it.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import math
import re
from collections.abc import Iterable
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.errors import UsageError
from rnms.issues import Message, message
from rnms.model.checked import checked, shown
from rnms.model.law import Quote
from rnms.model.limits import COUNT, WITHIN_YEARS, expect_count, reported_period
from rnms.model.misread import plain
from rnms.model.norm import Bounds, Norm, Verdict, at_least, at_most, less_than, more_than, percent
from rnms.model.period import Period


class EvidenceKind(enum.Enum):
    """What a statement can be supported by (the kinds that the sources name).

    >>> EvidenceKind("protocol")
    <EvidenceKind.PROTOCOL: 'protocol'>
    """

    ACT = "act"
    PROTOCOL = "protocol"
    WORK_PLAN = "work_plan"
    REPORT = "report"
    SITE = "site"


@frozen(kw_only=True, field_transformer=checked)
class Evidence:
    """A document that supports a figure.

    >>> Evidence(kind=EvidenceKind.ACT, ref="постановление от 01.02.2023 № 17").kind.value
    'act'

    Attributes:
        kind: What kind of document it is.
        ref: Its name, number and date, or its address.
    """

    kind: EvidenceKind
    ref: str


INEQUALITIES = {
    "более": more_than, "больше": more_than, "свыше": more_than, ">": more_than,
    "менее": less_than, "меньше": less_than, "<": less_than,
    "не менее": at_least, "не меньше": at_least, "≥": at_least, ">=": at_least,
    "не более": at_most, "не больше": at_most, "≤": at_most, "<=": at_most,
}  # fmt: skip
"""The words and signs with which a printed number is an inequality."""
INEQUALITY = "|".join(sorted(INEQUALITIES, key=len, reverse=True))
"""A pattern of these, the longer before those that they begin with."""
# White space of any kind, since typesetters put a no-break space before the sign; digits of ASCII alone.
_SHARE = re.compile(
    rf"(?P<word>{INEQUALITY})?\s*"
    r"(?P<number>[0-9]+(?:[.,](?P<decimals>[0-9]+))?)\s*(?:%|процент(?:а|ов)?)?"
)

_MOST_DIGITS = 1000
"""No printed number has more digits, and Python reads none of many more."""
_BARE = re.compile(r"[0-9]+([.,][0-9]+)?")


@frozen
class PrintedShare:
    """A share as a report prints it: rounded, so it stands for an interval.

    Half-up rounding is assumed; «более 10 %» is an inequality and stays one.

    >>> PrintedShare("10,5%").admitted
    Norm(low=Fraction(209, 2000), high=Fraction(211, 2000), low_open=False, high_open=True)
    >>> PrintedShare("более 10 %").admitted
    Norm(low=Fraction(1, 10), high=1, low_open=True, high_open=False)

    Attributes:
        text: What is printed: ``"10,5%"``, ``"93 %"``, ``"более 10 %"``.

    Raises:
        UsageError: If the text is no share between 0 and 100 %.
    """

    text: str

    def __attrs_post_init__(self) -> None:
        match = _SHARE.fullmatch(self.text.strip())
        if match is None or len(match["number"]) > _MOST_DIGITS:
            raise UsageError(message("error.no-share", given=shown(self.text)))
        is_possible = percent(match["number"]) <= 1
        # «Более 100 %» and «менее 0 %» leave no share at all.
        if not is_possible or self.admitted.verdict(Bounds(0, 1)) is Verdict.NOT_MET:
            raise UsageError(message("error.no-share/outside", given=shown(self.text)))

    @property
    def admitted(self) -> Norm:
        """The shares, from 0 to 1, that the print stands for."""
        return _admitted(self.text)

    @property
    def fraction(self) -> Fraction | None:
        """What it says as a fraction, if it may be one: «0,93» without its sign may be 93 %.

        >>> PrintedShare("0,93").fraction, PrintedShare("0,93 %").fraction, PrintedShare("10,5").fraction
        (Fraction(93, 100), None, None)
        """
        text = self.text.strip()
        number = Fraction(text.replace(",", ".")) if _BARE.fullmatch(text) else Fraction(0)
        return number if 0 < number <= 1 else None

    def __str__(self) -> str:
        return self.text


@functools.lru_cache(maxsize=4096)
def _admitted(text: str) -> Norm:
    match = _SHARE.fullmatch(text.strip())
    assert match is not None  # noqa: S101  # checked when the value was made
    value = percent(match["number"])
    if match["word"] is not None:
        norm = INEQUALITIES[match["word"]](value)
        if norm.high is None and value < 1:
            return attrs.evolve(norm, high=1)
        return attrs.evolve(norm, low=0) if norm.low is None and value > 0 else norm
    half = Fraction(1, 200 * 10 ** len(match["decimals"] or ""))
    if value + half > 1:
        return Norm(low=value - half, high=1)
    return Norm(low=max(Fraction(0), value - half), high=value + half, high_open=True)


def printed_share(value: PrintedShare | str | None) -> PrintedShare | None:
    """Read a share as printed; ``None`` stays ``None``."""
    return PrintedShare(value) if isinstance(value, str) else value


def _count(value: int | None) -> int | None:
    number: int | None = plain(value)
    return number


def _yes_or_no(value: bool | None) -> bool | None:  # noqa: FBT001  # the converter of a field
    answer: bool | None = plain(value)
    return answer


class FigureStatus(enum.Enum):
    """How firm a number is, where whoever gave it said so; the least firm first.

    >>> FigureStatus("provisional")
    <FigureStatus.PROVISIONAL: 'provisional'>
    """

    PROVISIONAL = "provisional"
    ESTIMATE = "estimate"
    CORRECTED = "corrected"


@frozen(kw_only=True, field_transformer=checked)
class Figure:
    """A number, or a yes or no, that was counted elsewhere and reported.

    Its key names what was counted in the words of the region's order: a population (``"staff"``), or those
    of a population for whom a term holds (``"staff.diagnosed"``). ``profile.needs()`` lists the keys. Of any
    population it may be told how many stand in no municipality: ``"staff.outside_municipalities"``, a number,
    or no for nobody.

    >>> Figure(key="municipalities.with_model", period="2022/2023", count=15, among=15).among
    15

    Attributes:
        key: What was counted.
        period: The period that it is about.
        count: How many.
        among: How many were asked, where not everybody answered. 15 of 15, when there are 19, leaves four
            unknown.
        share: The share printed beside the count; with it a count bounds the population.
        holds: Yes or no, of one municipality or of the region.
        municipality: Id of the municipality that it is about; ``None`` is the region.
        missing: Why there is no data, where a return says so.
        evidence: What supports it.
        quotes: What the sources print about it, where they differ too.
        place: Where it was read: ``"форма.xlsx[Форма!D9]"``; empty where that is not known.
        note: A remark for readers.
        status: How firm it is: provisional, an estimate, or corrected; ``None`` where nothing was said. It
            travels to every result that rests on it.

    Raises:
        PeriodError: If the period is none, or lies outside the years of :mod:`rnms.model.limits`.
        UsageError: If a number is negative or larger than any, or a yes or no is given together with numbers.
    """

    key: str
    period: Period = attrs.field(converter=reported_period, metadata=WITHIN_YEARS)
    count: int | None = attrs.field(default=None, converter=_count, metadata=COUNT)
    among: int | None = attrs.field(default=None, converter=_count, metadata=COUNT)
    share: PrintedShare | None = attrs.field(default=None, converter=printed_share)
    holds: bool | None = attrs.field(default=None, converter=_yes_or_no)
    municipality: str | None = None
    missing: str | None = None
    evidence: tuple[Evidence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    place: str = ""
    note: str = ""
    status: FigureStatus | None = None

    def __repr__(self) -> str:
        told = {name: getattr(self, name) for name in ("count", "among", "share", "holds", "missing")}
        answer = ", ".join(f"{name}={value!r}" for name, value in told.items() if value is not None)
        of_place = f", municipality={self.municipality!r}" if self.municipality else ""
        return f"Figure({self.key!r}, {str(self.period)!r}{of_place}, {answer})"

    def __attrs_post_init__(self) -> None:
        for name, number in (("count", self.count), ("among", self.among)):
            expect_count(name, number)
        numbers = (self.count, self.among, self.share)
        if self.holds is not None and any(number is not None for number in numbers):
            raise UsageError(message("error.figure-of-both"))

    @property
    def is_given(self) -> bool:
        """Whether anything was reported; a figure may stand only for its own absence."""
        return self.count is not None or self.share is not None or self.holds is not None


def statuses_of(figures: Iterable[Figure]) -> tuple[FigureStatus, ...]:
    """List how firm several figures are, the least firm first.

    >>> figures = [Figure(key="staff", period=2023, count=1, status=FigureStatus.ESTIMATE)]
    >>> statuses_of(figures)
    (<FigureStatus.ESTIMATE: 'estimate'>,)
    """
    given = {figure.status for figure in figures}
    return tuple(status for status in FigureStatus if status in given)


def population_behind(figure: Figure) -> Bounds | None:
    """Work out the size of population that a figure implies; ``None`` when no whole number fits.

    >>> population_behind(Figure(key="staff.diagnosed", period=2023, count=2036, share="10,5%"))
    Bounds(low=19299, high=19483)
    """
    # A share was printed, so there was somebody to take it of.
    low, high = max(figure.count or 0, figure.among or 0, int(figure.share is not None)), None
    if figure.count and figure.among is None and figure.share is not None:
        admitted = figure.share.admitted
        if admitted.high == 0:
            return None
        if admitted.high is not None:
            least = figure.count / Fraction(admitted.high)
            low = max(low, math.floor(least) + 1 if admitted.high_open else math.ceil(least))
        if admitted.low:
            most = figure.count / Fraction(admitted.low)
            high = math.ceil(most) - 1 if admitted.low_open else math.floor(most)
    return None if high is not None and high < low else Bounds(low, high)


def self_contradiction(figure: Figure) -> Message | None:
    """Say why the numbers of one figure cannot all be true; ``None`` when they can.

    >>> self_contradiction(Figure(key="staff.diagnosed", period=2023, count=16, among=15)).key
    'figure.contradiction/count-above-among'
    >>> self_contradiction(Figure(key="staff.diagnosed", period=2023, share="0,93")).key
    'cell.share-or-percent'
    """
    count, among, share = figure.count, figure.among, figure.share
    if share is not None and share.fraction is not None and (count is None or among is None):
        return message("cell.share-or-percent", given=f"«{share.text}»", percent=_in_percent(share.fraction))
    if count is not None and among is not None:
        if count > among:
            return message("figure.contradiction/count-above-among", count=count, among=among)
        if share is not None and not (among and share.admitted.admits(Fraction(count, among))):
            return message("figure.contradiction/no-such-share", count=count, among=among, share=str(share))
    elif share is not None and among is not None and not _is_share_of(among, share.admitted):
        return message("figure.contradiction/no-count", among=among, share=str(share))
    elif share is not None and (
        population_behind(figure) is None or (count == 0 and not share.admitted.admits(0))
    ):
        return message("figure.contradiction/of-nothing", count=str(count), share=str(share))
    return None


def _in_percent(fraction: Fraction) -> str:
    """Write a fraction of few decimals as a number of per cent: 0.105 is 10,5."""
    whole, rest = divmod(fraction * 100, 1)
    digits = 0
    while rest * 10**digits % 1:
        digits += 1
    return f"{whole},{int(rest * 10**digits):0{digits}}" if digits else str(whole)


def _is_share_of(among: int, admitted: Norm) -> bool:
    if among == 0:
        return False
    least = math.ceil((admitted.low or 0) * among)
    return any(admitted.admits(Fraction(count, among)) for count in (least, least + 1) if count <= among)


def _period_or_any(value: Period | int | str | None) -> Period | None:
    return None if value is None else reported_period(value)


@frozen(kw_only=True, field_transformer=checked)
class Unreported:
    """A part of the data that never came: something exists there of which nothing is known.

    What can be missing from the list of a period depends on the collection. What happens on a day (a
    diagnostic, a meeting, an agreement) happened in that period; an event belongs to that of its last day.
    What lasts (a post, a route, a course, a team) lasted on some day of it, however long before it began: the
    staff list of 2023 also names those who were hired in 2010. Of people, organisations and whatever else has
    no days, any can be missing.

    >>> gap = Unreported(entity="employments", municipality="m4", period=2023, why="обещали в июле")
    >>> str(gap.period)
    '2023'
    >>> Unreported(entity="enrolments", why="не прочитана строка 17", most=1).most
    1

    Attributes:
        entity: The collection of :class:`RegionalSystem` that is not complete: ``"figures"``,
            ``"municipalities"``.
        municipality: Id of the silent municipality; ``None`` is the region as a whole.
        period: The period it should have been about; ``None`` is any.
        why: The reason, if one was given: in words, or as one of the codes that rnms gives, ``"rows-unread"``
            (of a table) and ``"value-unread"`` (of a record), which reports put in words.
        most: How many records are missing at most; ``None`` is any number. Two such gaps add up.

    Raises:
        PeriodError: If the period is none, or lies outside the years of :mod:`rnms.model.limits`.
        ValueError: If less than nothing is missing, or more than anybody has.
    """

    entity: str
    municipality: str | None = None
    period: Period | None = attrs.field(default=None, converter=_period_or_any, metadata=WITHIN_YEARS)
    why: str = ""
    most: int | None = attrs.field(default=None, metadata=COUNT)

    def __attrs_post_init__(self) -> None:
        expect_count("most", self.most)


class DeliveryStatus(enum.Enum):
    """What became of a question that somebody was asked.

    * ``NOT_SENT``: nothing came.
    * ``FAULTY``: an answer came, and cannot be counted.
    * ``BLANK``: a form came, and in it neither an answer nor a reason.
    * ``EXPLAINED``: whoever was asked says himself that there is no number, and why.
    * ``COUNTED``: the answer is counted.

    >>> DeliveryStatus("not_sent")
    <DeliveryStatus.NOT_SENT: 'not_sent'>
    """

    NOT_SENT = "not_sent"
    FAULTY = "faulty"
    BLANK = "blank"
    EXPLAINED = "explained"
    COUNTED = "counted"


@frozen(kw_only=True, field_transformer=checked)
class Delivery:
    """A line of the ledger: what became of one question that one municipality was asked.

    The ledger is for people: nothing is judged by it. What is counted are figures and records, and what is
    not known says :class:`Unreported`. It names no person: of a faulty cell it says where it stands and what
    kind of fault it has, not what was written in it.

    >>> late = Delivery(municipality="m1", question="staff", period=2023, status=DeliveryStatus.NOT_SENT)
    >>> str(late.period), late.file
    ('2023', '')

    Attributes:
        municipality: Id of the municipality; ``None`` where that cannot be told.
        question: What was asked: the key of a figure (``"staff.diagnosed"``); of a register, the collection
            that it brings (``"employments"``).
        status: What became of it.
        period: The period that it is about; ``None`` is any.
        place: The cell in which the answer or the fault stands: ``"форма.xlsx[Форма!D6]"``.
        words: The fault in words, in Russian; of what was explained, the reason as it was given.
        code: The code of the fault, where there is one: ``"cell.number"``.
        file: The file that came; empty where none did.
        when: The day on which it came, where whoever collected it says so.
    """

    municipality: str | None = None
    question: str
    status: DeliveryStatus
    period: Period | None = attrs.field(default=None, converter=_period_or_any)
    place: str = ""
    words: str = ""
    code: str = ""
    file: str = ""
    when: dt.date | None = None


def _printed_text(value: PrintedShare | str | None) -> str | None:
    """Read a share or a mean as it was printed: a text, since a share of 105 % can be published."""
    if value is None or isinstance(value, PrintedShare):
        return None if value is None else value.text
    if _SHARE.fullmatch(value.strip()) is None:
        raise UsageError(message("error.no-share", given=shown(value)))
    return value


@frozen(kw_only=True, field_transformer=checked)
class ClaimPart:
    """A part of what a report published: «в том числе в 14 (93 %)», or the line of one municipality.

    >>> ClaimPart(key="municipalities.with_associations_by_act", count=14, share="93 %").share
    '93 %'

    Attributes:
        key: A word of the order (``"staff.diagnosed"``), a period (``"2023-Q1"``), or else a municipality.
            Parts of which none is a word are together all that was counted.
        count: How many it says there are.
        share: The share as it is printed.
        quote: Its words, where they do not stand in those of the claim.

    Raises:
        UsageError: If nothing is said of it.
    """

    key: str
    count: int | None = attrs.field(default=None, converter=_count, metadata=COUNT)
    share: str | None = attrs.field(default=None, converter=_printed_text)
    quote: Quote | None = None

    def __attrs_post_init__(self) -> None:
        expect_count("count", self.count)
        if self.count is None and self.share is None:
            raise UsageError(message("error.empty-claim/part", key=repr(self.key)))


@frozen(kw_only=True, field_transformer=checked)
class Claim:
    """What a published report says; kept beside our verdict, never used for it.

    >>> import rnms
    >>> claim = rnms.example("khabarovsk_2023").claims[4]
    >>> claim.indicator, claim.count, claim.share, claim.quote.document
    ('5', 14, '93 %', '000')

    Attributes:
        verdict: What it amounts to: «достигнуто».
        period: The period that it speaks of.
        quote: Its words and where they stand.
        indicator: Code of the indicator, or of a part of one (``"4.load"``); without it and without a key the
            claim speaks of all indicators.
        key: The word of the order that it speaks of where no indicator is meant: ``"staff"``.
        municipality: Id or name of the municipality that it speaks of; ``None`` is the region.
        count: How many it says there are, or pass.
        among: Of how many.
        share: The share as it is printed, since zeros count: ``"10,50 %"``; of a ratio the number.
        holds: Its yes or no: «банк сформирован».
        parts: What it says of parts of the same.

    Raises:
        UsageError: If it says nothing, or speaks of an indicator and of a word at once.
    """

    verdict: Verdict | None = None
    period: Period = attrs.field(converter=reported_period, metadata=WITHIN_YEARS)
    quote: Quote
    indicator: str | None = None
    key: str | None = None
    municipality: str | None = None
    count: int | None = attrs.field(default=None, converter=_count, metadata=COUNT)
    among: int | None = attrs.field(default=None, converter=_count, metadata=COUNT)
    share: str | None = attrs.field(default=None, converter=_printed_text)
    holds: bool | None = attrs.field(default=None, converter=_yes_or_no)
    parts: tuple[ClaimPart, ...] = attrs.field(default=(), converter=tuple[ClaimPart, ...])

    def __attrs_post_init__(self) -> None:
        for name, number in (("count", self.count), ("among", self.among)):
            expect_count(name, number)
        facts = (self.verdict, self.count, self.among, self.share, self.holds)
        if all(value is None for value in facts) and not self.parts:
            raise UsageError(message("error.empty-claim"))
        if self.indicator is not None and self.key is not None:
            raise UsageError(message("error.claim-of-both"))

    def __repr__(self) -> str:
        about = self.indicator or self.key or "*"
        fields = {name: getattr(self, name) for name in ("count", "among", "share", "holds", "verdict")}
        answer = ", ".join(f"{name}={value!r}" for name, value in fields.items() if value is not None)
        return f"Claim({about!r}, {str(self.period)!r}{answer and ', '}{answer})"
