"""Printed texts of a publication: what each says, and which numbers a printed number may stand for.

Nothing that stands there is passed over: a letter that says nothing known is a fault.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.issues import Message, message
from rnms.model.limits import LARGEST_COUNT
from rnms.model.norm import Bounds, Norm, Verdict
from rnms.model.returns import INEQUALITIES, INEQUALITY
from rnms.results.audit import Rounding
from rnms.sheets.values import quoted

_SIGN = r"(?:%|процент(?:а|ов)?(?!\w))"
_SHARE = re.compile(rf"(?:(?P<word>{INEQUALITY})\s*)?(?<![\w.,])(?P<number>[0-9]+(?:[.,][0-9]+)?)\s*{_SIGN}")
_MEAN = re.compile(rf"(?:(?P<word>{INEQUALITY})\s*)?(?<![\w.,])(?P<number>[0-9]+[.,][0-9]+)(?![.,]?\d)")
_NUMBER = re.compile(rf"(?:(?P<word>{INEQUALITY})\s*)?(?P<number>[0-9]+(?:[.,][0-9]+)?)")
_WHOLE = r"[0-9]{1,3}(?: [0-9]{3})+(?!\d)|[0-9]+"
_COUNT = re.compile(rf"(?<![\w.,<>≤≥=-])(?P<count>{_WHOLE})(?![\w]|[.,]\d)")
_VERDICTS = re.compile(r"(?<!\w)(?P<no>не\s*)?(?:достигнут|выполнен)(?:о|а|ы)?(?!\w)")
_HOLDS = re.compile(
    r"(?<!\w)(?:(?P<no>не\s*)?(?:сформирован|создан|имеется)(?:о|а|ы)?|(?P<yes>да)|(?P<nay>нет))(?!\w)"
)
_UNITS = (
    "мсо", "муниципалитет(?:а|ов|ах|е)?", r"муниципальн\w+ (?:образовани|район|округ)\w*", "человека?",
    "чел", "педагог(?:а|ов)?", r"(?:педагогическ\w+ |пед\. ?|пед)?работник(?:а|ов|и)?", "иом",
    "маршрут(?:а|ов|ы)?", "методист(?:а|ов)?", "учител(?:ь|я|ей)", "руководител(?:ь|я|ей)",
    "организац(?:ия|ии|ий|иях)", "школ(?:а|ы|ах)?", r"(?:управленческ\w+ )?команд(?:а|ы)?",
    "балл(?:а|ов)?",
)  # fmt: skip
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Signs without any width, which copying from a document leaves behind."""
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""What may be thousands, or a mean with three decimals."""
_MINUS = re.compile(r"[-\N{MINUS SIGN}]\d")
_BEFORE_NUMBERS = re.compile(r"(?<!\w)(?:во?)(?:\s+всех)?(?=\s*\d)|(?<!\w)все(?:х)?(?=\s*\d)")
_TOO_LONG = re.compile("[0-9]{19}")
"""More digits than any number that is printed, before the decimals or behind."""
_PUNCTUATION = re.compile(r"[\s()\[\]\-–—−,;:.«»\"]+")


@frozen(kw_only=True)
class PrintedText:
    """What a printed text says.

    >>> read_printed("14 (93 %)")
    PrintedText(count=14, among=None, share='93 %', holds=None, verdict=None)

    Attributes:
        count: How many.
        among: Of how many.
        share: The share as printed; a number with decimals without its sign is a mean.
        holds: The yes or no.
        verdict: «Достигнуто», or not.
    """

    count: int | None = None
    among: int | None = None
    share: str | None = None
    holds: bool | None = None
    verdict: Verdict | None = None


def read_printed(text: str, units: Iterable[str] = ()) -> PrintedText | Message:
    """Read a printed text whole; what is left over is told as a fault.

    The share is taken out first: of «100 %» a number would take 10, and leave a share of 0 %.

    >>> read_printed("2036 – 10,5%").share, read_printed("14 из 15 МСО").among
    ('10,5%', 15)
    >>> read_printed("около 14 МСО").facts["rest"]
    '«около»'

    Args:
        text: The text.
        units: Further names of what is counted, besides the usual ones: «МСО», «человек», «чел.».
    """
    rest = " ".join(text.translate(_UNSEEN).split()).casefold()
    if _MINUS.match(rest):
        return message("claim.unread", given=f"«{text}»", rest=f"«{rest[0]}»")
    if _TOO_LONG.search(rest):
        return message("cell.too-large", given=quoted(text))
    names = "|".join((*_UNITS, *(re.escape(unit.casefold()) for unit in units)))
    fields: dict[str, object] = {}
    rest, share = _taken(_SHARE, rest)
    if share is None:
        rest, share = _taken(_MEAN, rest)
        if share is not None and _THOUSANDS.fullmatch(share["number"]):
            return message("claim.unread/thousands", given=f"«{text}»", number=share["number"])
        if share is not None and 0 < Fraction(share["number"].replace(",", ".")) <= 1:
            percents = f"{Fraction(share['number'].replace(',', '.')) * 100}"
            return message("cell.share-or-percent", given=f"«{text}»", percent=percents)
    if share is not None:
        fields["share"] = share[0].strip()
    among = rf"(?<![\w.,])(?P<count>{_WHOLE})\s*(?:(?:{names})\.?\s*)?из\s*(?P<among>{_WHOLE})(?!\w|[.,]\d)"
    rest, pair = _taken(re.compile(among), rest)
    if pair is not None:
        fields |= {"count": _number(pair["count"]), "among": _number(pair["among"])}
        if max(_number(pair["count"]), _number(pair["among"])) > LARGEST_COUNT:
            return message("cell.too-large", given=quoted(text))
    rest, verdict = _taken(_VERDICTS, rest)
    if verdict is not None:
        fields["verdict"] = Verdict.NOT_MET if verdict["no"] else Verdict.MET
    rest, holds = _taken(_HOLDS, rest)
    if holds is not None:
        fields["holds"] = not (holds["no"] or holds["nay"])
    rest = _BEFORE_NUMBERS.sub(" ", rest)
    if pair is None:
        rest, count = _taken(_COUNT, rest)
        if count is not None:
            fields["count"] = _number(count["count"])
            if _number(count["count"]) > LARGEST_COUNT:
                return message("cell.too-large", given=quoted(text))
    if "count" in fields or "share" in fields:
        rest = re.sub(rf"(?<!\w)(?:{names})(?!\w)", " ", rest)
    rest = _PUNCTUATION.sub(" ", rest).strip()
    if rest:
        return message("claim.unread", given=f"«{text}»", rest=f"«{rest}»")
    if not fields:
        return message("claim.unread/nothing", given=f"«{text}»")
    return PrintedText(**fields)  # type: ignore[arg-type]


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """Take what a pattern finds out of a text; a stroke keeps what stood on its sides apart."""
    match = pattern.search(text)
    if match is None:
        return text, None
    return f"{text[: match.start()]} ; {text[match.end() :]}", match


def _number(digits: str) -> int:
    return int(digits.replace(" ", ""))


@frozen
class Printed:
    """A printed number: its value, its last digit, and the inequality that it may be.

    >>> Printed.of("10,5 %").norm(Rounding.DOWN)
    Norm(low=Fraction(21, 200), high=Fraction(53, 500), low_open=False, high_open=True)

    Attributes:
        value: What it says: a share as a fraction.
        unit: What its last digit counts.
        word: The inequality; empty where there is none.
    """

    value: Fraction
    unit: Fraction
    word: str = ""

    @classmethod
    def of(cls, text: str, *, is_share: bool = True) -> Printed:
        """Read a printed number; a share is of a hundred, anything else as it stands."""
        plain = " ".join(text.translate(_UNSEEN).split()).casefold()
        match = _SHARE.search(plain) or _NUMBER.search(plain)
        assert match is not None  # noqa: S101  # a claim holds no other text
        digits = match["number"].replace(",", ".")
        scale = 100 if is_share else 1
        unit = Fraction(1, scale * 10 ** len(digits.partition(".")[2]))
        return cls(Fraction(digits) / scale, unit, match["word"] or "")

    @property
    def roundings(self) -> tuple[Rounding, ...]:
        """The ways in which it may have been rounded, the usual one first; an inequality never is."""
        return (Rounding.HALF_UP,) if self.word else tuple(Rounding)

    def norm(self, rounding: Rounding) -> Norm:
        """Find the exact values that are printed so."""
        if self.word:
            return INEQUALITIES[self.word](self.value)
        value, unit = self.value, self.unit
        is_even = (value / unit) % 2 == 0
        match rounding:
            case Rounding.HALF_UP:
                return Norm(low=value - unit / 2, high=value + unit / 2, high_open=True)
            case Rounding.HALF_EVEN:
                low, high = value - unit / 2, value + unit / 2
                return Norm(low=low, high=high, low_open=not is_even, high_open=not is_even)
            case Rounding.DOWN:
                return Norm(low=value, high=value + unit, high_open=True)
            case Rounding.UP:
                return Norm(low=value - unit, high=value, low_open=True)

    def norms(self) -> Iterable[tuple[Rounding, Norm]]:
        """List the values that are printed so under each rounding."""
        return [(rounding, self.norm(rounding)) for rounding in self.roundings]


def sizes_behind(
    count: int | None, among: int | None, norm: Norm | None, *, is_part: bool = True
) -> Bounds | None:
    """Find of how many a count and a share can be; ``None`` where no whole numbers satisfy both.

    >>> sizes_behind(2036, None, Printed.of("10,5 %").norm(Rounding.HALF_UP))
    Bounds(low=19299, high=19483)

    Args:
        count: How many pass.
        among: Of how many, where that was printed.
        norm: The values of the share.
        is_part: Whether those counted are a part of the others, so that a share is at most 1.
    """
    least = max(count or 0, int(norm is not None)) if is_part else int(norm is not None)
    sizes = Bounds(least, None) if among is None else Bounds.exact(among)
    if sizes.high is not None and sizes.high < least:
        return None
    if norm is None:
        return sizes
    if count is None:
        return sizes if _has_share(among, norm, is_part=is_part) else None
    if count == 0:
        return sizes if norm.admits(0) else None
    low = norm.low if norm.low is not None and norm.low > 0 else None
    if norm.high is not None and (norm.high < 0 or (norm.high == 0 and count > 0)):
        return None
    if norm.high is not None:
        ends = Fraction(count) / Fraction(norm.high)
        least = max(least, math.floor(ends) + 1 if norm.high_open else math.ceil(ends))
    most = None
    if low is not None:
        ends = Fraction(count) / Fraction(low)
        most = math.ceil(ends) - 1 if norm.low_open else math.floor(ends)
    if most is not None and most < least:
        return None
    return Bounds(least, most).meet(sizes) if sizes.high is None or sizes.high >= least else None


def _has_share(among: int | None, norm: Norm, *, is_part: bool) -> bool:
    """Tell whether some whole number divided by a size, or by any, gives a share."""
    if among == 0:
        return False
    whole = Bounds(0, 1) if is_part else Bounds(0, None)
    if norm.verdict(whole) is Verdict.NOT_MET:
        return False
    if among is None:
        return True
    least = math.ceil((norm.low or 0) * among) if norm.low is not None and norm.low > 0 else 0
    most = among if is_part else least + 1
    return any(norm.admits(Fraction(count, among)) for count in (least, least + 1) if count <= most)


def as_text(printed: PrintedText) -> dict[str, object]:
    """List what a printed text says, for a claim."""
    fields = attrs.asdict(printed)
    return {name: value for name, value in fields.items() if value is not None}
