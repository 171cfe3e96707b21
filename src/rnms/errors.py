"""Every exception of rnms in one tree: :class:`RnmsError` is all that is wrong with data or a question.

An exception means that rnms was used wrongly or cannot go on. A fault in what was reported is an
:class:`~rnms.issues.Issue` with its place, and all of them come back at once. Both say by a key and facts
what is wrong, so that the texts of every language word it; ``str`` of an exception is English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

import attrs

from rnms._values import frozen
from rnms.issues import Either, Fact, Issue, Message, message

T = TypeVar("T")
__all__ = [
    "ContractError",
    "DataError",
    "DuplicateRegionError",
    "FieldError",
    "FolderTakenError",
    "IndicatorNotFoundError",
    "MissingExtraError",
    "NameNotFoundError",
    "NoRecordsError",
    "PeriodError",
    "PlanNotFoundError",
    "ProfileError",
    "ReadingConflictError",
    "ReadingNotFoundError",
    "RegionKeyError",
    "RegionLoadError",
    "RegionNotFoundError",
    "RnmsError",
    "TablesChangedError",
    "UsageError",
]


_LATIN, _CYRILLIC = "abcehkmoptxy", "авсенкмортху"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
"""Letters that look alike, large or small."""
_TO_LATIN = str.maketrans(_CYRILLIC + _CYRILLIC.upper(), _LATIN + _LATIN.upper())
"""Cyrillic letters as the Latin ones that they look like."""
_ALIKE, _MANY = 0.75, 6
"""How much of two words is common where one is a slip of the other; the most codes that one may begin."""
_LONGEST = 200
"""No code and no key has more letters; a longer text is near none."""


def skeleton(said: str) -> str:
    """Give a word as the eye sees it: Latin letters that look Cyrillic are Cyrillic.

    >>> skeleton("C-1") == skeleton("С-1")
    True
    """
    return unicodedata.normalize("NFKC", said).casefold().translate(_TO_CYRILLIC)


_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Signs that nobody sees, though Unicode has them among marks and letters: joiners, variants, fillers."""


def visible(text: str) -> str:
    """Strip a text of invisible signs: zero-width ones, soft hyphens, marks of direction, variants, fillers.

    >>> visible("не\u00adт\u200b")
    'нет'
    """
    # What is printable has none of these, and is soon told.
    if text.isascii():
        return text
    seen = _UNSEEN.sub("", text)
    return (
        seen if seen.isprintable() else "".join(sign for sign in seen if unicodedata.category(sign) != "Cf")
    )


def look_alikes(ids: Collection[str]) -> dict[str, str]:
    """Map each id that looks as one before it does, though other signs are in it, to that one.

    That is a sign nobody sees, or a letter of another alphabet. Case is a difference that one can see.

    >>> look_alikes(["p1", "P1", "р1"])
    {'р1': 'p1'}
    """
    # Ids of one alphabet are nearly all there are, and asking must cost little.
    if all(map(str.isascii, ids)):
        return {}
    first_by_look: dict[str, str] = {}
    alike: dict[str, str] = {}
    for key in dict.fromkeys(ids):
        first = first_by_look.setdefault(skeleton(visible(key)), key)
        if first.casefold() != key.casefold():
            alike[key] = first
    return alike


def in_latin(text: str) -> str:
    """Write a text without signs nobody sees, and with Cyrillic letters that look Latin made Latin.

    >>> in_latin("р\u200b1").isascii()
    True
    """
    return visible(text).translate(_TO_LATIN)


def nearest(word: object, known: Iterable[str]) -> tuple[str, ...]:
    """List the known words that were likely meant: one as a rule, all codes that begin so, or none.

    Numbers are no slips of each other: of a code only case, zeros, letters of another alphabet, what is left
    out at its end, and in a code of several numbers a digit that is doubled.

    >>> nearest("S-UGR-2", ["S-UGR-01", "S-UGR-02"]), nearest("99", ["9", "19"])
    (('S-UGR-02',), ())
    >>> nearest("1.1", ["1.1.1", "1.1.2", "3.1.1"])
    ('1.1.1', '1.1.2')
    """
    try:
        text = str(word)
    except ValueError:  # Python writes no number of thousands of digits, and none is near it
        return ()
    if len(text) > _LONGEST:
        return ()
    listed = list(dict.fromkeys(known))
    same = [candidate for candidate in listed if _unpadded(candidate) == _unpadded(text)]
    longer_words = [
        candidate for candidate in listed if text and re.match(rf"(?i){re.escape(text)}[-._/ ]", candidate)
    ]
    doubled = [
        candidate
        for candidate in listed
        if len(_numbers(candidate)) > 1 and _undoubled(text) == candidate.casefold()
    ]
    if same or doubled or 0 < len(longer_words) <= _MANY:
        return tuple(same or doubled or longer_words)
    by_letters: dict[str, list[str]] = {}
    for candidate in listed:
        if _numbers(text) in ([], _numbers(candidate)):
            by_letters.setdefault(_letters(candidate), []).append(candidate)
    # Whoever is told of no slip need not wait for it.
    import difflib

    near = difflib.get_close_matches(_letters(text), by_letters, 1, _ALIKE)
    neighbours = by_letters[near[0]] if near else []
    return tuple(neighbours) if len(neighbours) <= _MANY else ()


def _unpadded(word: str) -> str:
    return re.sub(r"[0-9]+", lambda digits: _plain(digits[0]), skeleton(word))


def _undoubled(word: str) -> str:
    return re.sub(r"([0-9])\1+", r"\1", word.casefold())


def _numbers(word: str) -> list[str]:
    return [_plain(number) for number in re.findall(r"[0-9]+", word)]


def _plain(number: str) -> str:
    # Not by way of a number: Python makes none of thousands of digits.
    return number.lstrip("0") or "0"


def _letters(word: str) -> str:
    return re.sub(r"[0-9]+", "", word.casefold())


def suggestion(word: object, known: Iterable[str]) -> str:
    """Name the known words that were likely meant, as the end of a sentence; empty when none is near.

    >>> suggestion("yugra", ["amur", "ugra"])
    "; did you mean 'ugra'?"
    """
    near = " or ".join(map(repr, nearest(word, known)))
    return f"; did you mean {near}?" if near else ""


def did_you_mean(near: Iterable[str]) -> Fact:
    """Tell the known words that were likely meant, as the end of a message; nothing where none is near.

    >>> did_you_mean(nearest("yugra", ["amur", "ugra"])).facts["words"]
    Either(facts=("'ugra'",))
    """
    words = tuple(map(repr, near))
    return message("error.did-you-mean", words=Either(words)) if words else ""


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import the packages of an extra inside; one that is missing names its pip command.

    Raises:
        MissingExtraError: If a package is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtraError(str(error.name).partition(".")[0], name) from error


class RnmsError(Exception):
    """The base of every exception that rnms raises on purpose.

    >>> import rnms
    >>> try:
    ...     rnms.evaluate(rnms.example("khabarovsk_2023"), period="soon")
    ... except RnmsError as error:
    ...     print(type(error).__name__)
    PeriodError
    """

    @property
    def message(self) -> Message | str:
        """What is wrong and what to do, as a key and facts, or as the text of whoever raised it."""
        return self._message()

    def _message(self) -> Message | str:
        return super().__str__()

    def __str__(self) -> str:
        # Nobody needs the words before something is wrong.
        from rnms.render.messages import message_sentence

        return message_sentence(self.message, lang="en")


@frozen
class UsageError(RnmsError, ValueError):
    """Something is asked that cannot be done so.

    >>> import rnms
    >>> from rnms import forms, regions
    >>> try:
    ...     forms.plan(regions.get("amur"), 2023, [])
    ... except UsageError as error:
    ...     print(error)
    no municipality is asked; give at least one

    Attributes:
        message: What is wrong and what to do, as a key and facts.
    """

    message: Message


@frozen
class NameNotFoundError(RnmsError, LookupError):
    """Nothing has the name that was given.

    >>> import rnms
    >>> try:
    ...     rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, municipality="amurskij")
    ... except NameNotFoundError as error:
    ...     print(error)
    no municipality 'amurskij' in the data; did you mean 'amursky'?; give an id of municipalities

    Attributes:
        message: What is not there, what is near, and where to look, as a key and facts.
    """

    message: Message


@frozen
class PeriodError(RnmsError, ValueError):
    """A text or number that names no period.

    >>> from rnms.model import Period
    >>> try:
    ...     Period.of("2023-Q5")
    ... except PeriodError as error:
    ...     print(error.given)
    '2023-Q5'

    Attributes:
        given: What was given, as it was written.
        years: The first and the last year of which rnms speaks, where the period lies outside them.
    """

    given: str
    years: tuple[int, int] | None = None

    def _message(self) -> Message:
        period: Fact = self.given
        if self.years is not None:
            first, last = map(str, self.years)
            period = message("error.period/outside", given=self.given, first=first, last=last)
        return message("error.period", given=period)


@frozen
class RegionNotFoundError(RnmsError, LookupError):
    """No region has this key.

    >>> from rnms import regions
    >>> try:
    ...     regions.get("yugra")
    ... except RegionNotFoundError as error:
    ...     print(error.known)
    ('amur', 'khabarovsk', 'kirov', 'ugra')

    Attributes:
        key: The key asked for.
        known: The keys that there are.
        near: The keys of the regions whose names are like it, where names were looked at.
    """

    key: str
    known: tuple[str, ...]
    near: tuple[str, ...] = ()

    def _message(self) -> Message:
        near = did_you_mean(self.near or nearest(self.key, self.known))
        return message("error.no-region", key=repr(self.key), known=self.known, near=near)


@frozen
class RegionKeyError(RnmsError, ValueError):
    """No new region can be called so.

    >>> print(RegionKeyError("Алтай", ()))
    key 'Алтай' is no lower-case identifier; write letters a-z, digits and underscores

    Attributes:
        key: The key asked for.
        taken: The keys that there are.
    """

    key: str
    taken: tuple[str, ...]

    def _message(self) -> Message:
        if self.key in self.taken:
            return message("error.region-key/taken", key=repr(self.key), taken=self.taken)
        return message("error.region-key", key=repr(self.key))


@frozen
class DuplicateRegionError(RnmsError, LookupError):
    """Two packages offer one key; neither wins.

    >>> str(DuplicateRegionError("altai", ("rnms-altai 1.0", "rnms-altay 0.3"))).partition(";")[0]
    "region 'altai' is claimed by several packages: rnms-altai 1.0, rnms-altay 0.3"

    Attributes:
        key: The key.
        sources: Who claims it: package and version.
    """

    key: str
    sources: tuple[str, ...]

    def _message(self) -> Message:
        return message("error.region-twice", key=repr(self.key), sources=self.sources)


@frozen
class RegionLoadError(RnmsError, ImportError):
    """A plug-in is there but cannot be used; every other region works.

    >>> print(RegionLoadError("altai", "rnms-altai 1.0", "no PROFILE"))
    region 'altai' from rnms-altai 1.0 cannot be used: no PROFILE; every other region is unaffected

    Attributes:
        key: The key asked for.
        source: Where the plug-in comes from.
        why: What went wrong.
    """

    key: str
    source: str
    why: str

    def _message(self) -> Message:
        return message("error.region-broken", key=repr(self.key), source=self.source, why=self.why)


@frozen
class FieldError(RnmsError, TypeError):
    """A field of a declaration was given a value of another kind.

    >>> from rnms.indicators import yearly
    >>> from rnms.model import percent
    >>> from rnms.regions.amur import PROFILE
    >>> try:
    ...     yearly({2024: percent(10)}, PROFILE.indicator("1").clause)
    ... except FieldError as error:
    ...     print(str(error).partition(", at_most")[0])
    Target.norm: Fraction(1, 10) is not a Norm; write at_least(percent(10))

    Attributes:
        owner: The class, or function.
        field: The field.
        given: What it was given.
        wanted: What belongs there.
        write: What to write.
        whose: The name of the value that was to be made; empty where it has none.
    """

    owner: str
    field: str
    given: str
    wanted: str
    write: str
    whose: str = ""

    def _message(self) -> Message:
        owner = message("error.field/whose", name=repr(self.whose)) if self.whose else ""
        place = {"owner": self.owner, "field": self.field, "whose": owner}
        return message("error.field", **place, given=self.given, wanted=self.wanted, write=self.write)


@frozen
class ProfileError(RnmsError, ValueError):
    """A region profile is declared wrongly; all its faults are listed.

    >>> print(ProfileError("altai", ("indicator 1 is declared 2 times",)))
    profile 'altai' is declared wrongly: indicator 1 is declared 2 times

    Attributes:
        key: The region's key.
        faults: What is wrong, all of it.
        profile: The profile as far as it could be made; ``None`` if not at all.
    """

    key: str
    faults: tuple[str, ...]
    profile: object = attrs.field(default=None, eq=False, repr=False)

    def _message(self) -> Message:
        return message("error.profile", key=repr(self.key), faults="; ".join(self.faults))


@frozen
class ContractError(RnmsError, AssertionError):
    """A region profile breaks what every region keeps; one problem a line, each with its rule.

    >>> print(ContractError("altai", ("codes: indicator 1 is declared 2 times",)))
    altai breaks the contract:
    codes: indicator 1 is declared 2 times

    Attributes:
        key: The region's key.
        problems: What it breaks, each with its rule.
    """

    key: str
    problems: tuple[str, ...]

    def _message(self) -> Message:
        return message("error.contract", key=self.key, problems="\n".join(self.problems))


@frozen
class IndicatorNotFoundError(RnmsError, LookupError):
    """The region's order, or the report, has no such indicator.

    >>> from rnms import regions
    >>> regions.get("amur").indicator("6.2.1")
    Traceback (most recent call last):
        ...
    rnms.errors.IndicatorNotFoundError: no indicator '6.2.1' in amur; known: 1, 2, 3, 4, 5, 6

    Attributes:
        code: The code asked for.
        region: The region's key.
        known: The codes that there are.
    """

    code: str
    region: str
    known: tuple[str, ...]

    def _message(self) -> Message:
        near = did_you_mean(nearest(self.code, self.known))
        return message(
            "error.no-indicator", code=repr(self.code), region=self.region, known=self.known, near=near
        )


@frozen
class ReadingNotFoundError(RnmsError, LookupError):
    """No indicator asked for has a reading of this name.

    >>> import rnms
    >>> try:
    ...     rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, readings="by_acts")
    ... except ReadingNotFoundError as error:
    ...     print(str(error).rpartition("; ")[2])
    did you mean 'by_act'?

    Attributes:
        name: The name asked for.
        known: The names that there are.
    """

    name: str
    known: tuple[str, ...]

    def _message(self) -> Message:
        names = self.known or message("error.none")
        near = did_you_mean(nearest(self.name, self.known))
        return message("error.no-reading", name=repr(self.name), known=names, near=near)


@frozen
class ReadingConflictError(RnmsError, ValueError):
    """Two readings taken together decide the same thing differently.

    >>> print(ReadingConflictError("6", "all_kinds", "by_act", "measure"))
    readings 'all_kinds' and 'by_act' both change the measure of indicator '6'; take one of them

    Attributes:
        indicator: Code of the indicator.
        first: One reading.
        second: The other.
        what: What both change.
    """

    indicator: str
    first: str
    second: str
    what: str

    def _message(self) -> Message:
        kind, _, word = self.what.partition(" '")
        change = message(f"error.change/{kind.replace(' ', '-')}", word=f"'{word}")
        names = {"first": repr(self.first), "second": repr(self.second)}
        return message("error.readings-conflict", **names, what=change, code=repr(self.indicator))


@frozen
class DataError(RnmsError, ValueError):
    """A file does not have the shape of a regional system; all faults are listed with their places.

    >>> from rnms import files
    >>> try:
    ...     files.loads('{"rnms": 1, "region": "ugra", "persons": [{"id": 7, "nam": "?"}]}')
    ... except DataError as error:
    ...     print([issue.place for issue in error.issues])
    ['$.persons[0].id', '$.persons[0].nam']

    Attributes:
        source: What was read.
        issues: The faults, each with its place.
    """

    source: str
    issues: tuple[Issue, ...]

    def __str__(self) -> str:
        return f"{self.source}: " + "; ".join(str(issue) for issue in self.issues)


class NoRecordsError(RnmsError, LookupError):
    """The question needs records of single members, and there are none.

    >>> import rnms
    >>> try:
    ...     rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)["1"].who("failed")
    ... except NoRecordsError as error:
    ...     print(str(error).partition(";")[0])
    staff.diagnosed was judged without records of single members
    """


@frozen
class TablesChangedError(RnmsError, LookupError):
    """Tables do not hold what they held: a column or a table is gone, or a report says something else.

    >>> print(TablesChangedError("persons", "no column 'id'"))
    persons cannot be read as before (no column 'id'); make rnms.Tables and the report anew

    Attributes:
        what: What is asked of them.
        why: What is not as it was.
    """

    what: str
    why: str

    def _message(self) -> Message:
        return message("error.tables-changed", what=self.what, why=self.why)


@frozen
class FolderTakenError(RnmsError, FileExistsError):
    """A folder holds other files of the names that would be written, and they are kept.

    >>> print(FolderTakenError("формы", ("Заречный район.xlsx",)))
    формы already holds other Заречный район.xlsx; take another folder

    Attributes:
        folder: The folder.
        files: The names of the files.
    """

    folder: str
    files: tuple[str, ...]

    def _message(self) -> Message:
        return message("error.folder-taken", folder=self.folder, files=self.files)


@frozen
class PlanNotFoundError(RnmsError, FileNotFoundError):
    """The plan of what was asked does not lie among the forms that came back.

    >>> print(PlanNotFoundError("plan.json"))
    plan.json is not among the forms; rnms forms writes it beside them: put it there, or give the region, \
the period and the municipalities

    Attributes:
        file: The name of the file of the plan.
    """

    file: str

    def _message(self) -> Message:
        return message("error.no-plan", file=self.file)


@frozen
class MissingExtraError(RnmsError, ImportError):
    """A feature needs a package that is not installed.

    >>> print(MissingExtraError("openpyxl", "xlsx"))
    package openpyxl is needed: pip install "rnms[xlsx]"

    Attributes:
        package: The package that is missing.
        extra: The extra of rnms that brings it.
    """

    package: str
    extra: str

    def _message(self) -> Message:
        return message("error.no-package", package=self.package, extra=self.extra)


class StoppedError(KeyboardInterrupt, Generic[T]):
    """Whoever waited has stopped long work, by Ctrl-C; what was done until then is kept.

    >>> StoppedError({"kirov": 1}).done
    {'kirov': 1}

    Attributes:
        done: What the work would have given, of the part that was done.
    """

    def __init__(self, done: T) -> None:
        super().__init__()
        self.done = done
