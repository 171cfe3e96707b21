"""Predicates: what an order says of a record, as plain data that every engine can interpret.

A predicate speaks of the fields of one record, along references to one other record each
(``programme.kind``), of dates of the period, and of the existence of other records with equal keys. Nothing
else: no function, no arithmetic between fields.

Before an engine meets it, a predicate is brought into its normal form (:mod:`rnms.logic.normal`): two forms
that are two-valued. Whoever wants to know what a predicate is made of, walks it (:mod:`rnms.logic.walks`).
"""

from __future__ import annotations

import datetime as dt
import enum
import itertools
import operator
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Union

import attrs

from rnms._values import frozen
from rnms.errors import FieldError
from rnms.model.checked import checked, shown
from rnms.showing import short

if TYPE_CHECKING:
    from rnms.logic.population import Term


class Op(enum.Enum):
    """A comparison.

    >>> Op("<=")
    <Op.LE: '<='>
    """

    EQ = "="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


OPERATORS: Mapping[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: operator.eq,
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
}
"""The function of two values that each comparison means."""


class Day(enum.Enum):
    """A day that the period gives.

    ``END`` is the day on which populations stand: the last of the period, or the day of judgement if that is
    earlier. ``SINCE`` is the first of those that count: of the period, or of the year from which a cumulative
    term accumulates.

    >>> Day("since")
    <Day.SINCE: 'since'>
    """

    START = "start"
    END = "end"
    SINCE = "since"


@frozen(field_transformer=checked)
class Moment:
    """A day of the period, moved by days, then by whole years or months.

    An anniversary that does not exist moves back.

    So a person born on 29 February is 35 on 1 March of a common year: on 28 February the day 35 years ago,
    28 February, still lies before the birth.

    >>> from rnms.logic.window import Window
    >>> from rnms.model import Period
    >>> window = Window.of(Period.of(2023))
    >>> str(window.day(Moment(Day.END, years=-35)))
    '1988-12-31'

    Attributes:
        day: The day of the period from which it is reckoned.
        years: Whole years later; earlier where negative.
        months: Whole months, likewise.
        days: Days, likewise; they are moved first.
    """

    day: Day
    years: int = 0
    months: int = 0
    days: int = 0


@frozen(field_transformer=checked)
class Path:
    """A field of the record, or along references a field of another: ``"diagnostic.date"``.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Given(Path("diagnostic.date")))
    'диагностика → дата: указано'

    Attributes:
        name: The field, after the references that lead to it.
    """

    name: str


@frozen
class TheYear:
    """The reporting year of the period.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Has(Path("low_results_years"), THE_YEAR))
    'годы в списке: есть отчётный год'
    """


@frozen(kw_only=True)
class Keyword:
    """A word that acts count by, where records hold free text: a topic, an area, the key of a duty.

    Data may write it in every way that the profile of the region declares (:class:`rnms.regions.Spelling`);
    what may be a slip of it leaves the fact unknown.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Has(Path("topics"), Keyword(field="programmes.topics", text="чтение")))
    'темы: есть «чтение»'

    Attributes:
        field: The collection and the field that hold it: ``"programmes.topics"``.
        text: The word.
        title: What it means, in Russian, where it is a key and says nothing to readers.
    """

    field: str
    text: str
    title: str = ""


@frozen(kw_only=True)
class AnyKeyword:
    """Whatever word of a field the profile knows: of reports of measures, that there is such a measure.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Compare(Path("measure"), Op.EQ, AnyKeyword(field="measure_reports.measure")))
    'мероприятие — одно из названных в актах'

    Attributes:
        field: The collection and the field.
    """

    field: str


Constant = str | int | bool | dt.date
Operand = Path | Moment | TheYear | Keyword | AnyKeyword | Constant


def _as_written(operand: Operand | enum.Enum) -> Operand:
    """Find what a member of an enumeration is called in records."""
    value: Operand = operand.value if isinstance(operand, enum.Enum) else operand
    return value


@frozen(cache_hash=True, field_transformer=checked)
class Compare:
    """A field compared with a constant, a day of the period or another field.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Compare(Path("start"), Op.LE, Path("end")))
    'начало не позже «конец»'

    Attributes:
        left: The field.
        op: The comparison.
        right: What it is compared with.
        code: The reason code when it fails.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
    """

    left: Path
    op: Op
    right: Operand = attrs.field(converter=_as_written)
    code: str = ""
    unknown: bool | None = None

    __repr__ = short("left", "op", "right")


@frozen(cache_hash=True, field_transformer=checked)
class Given:
    """The condition that an optional field is there.

    >>> Given(Path("diagnostic")).field.name
    'diagnostic'

    Attributes:
        field: The field.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
    """

    field: Path
    unknown: bool | None = None


@frozen(cache_hash=True, field_transformer=checked)
class Has:
    """The condition that a set of words contains one of them.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Has(Path("topics"), "чтение"))
    'темы: есть «чтение»'

    Attributes:
        field: The field that holds the set.
        word: The word looked for.
        code: The reason code when it fails.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
    """

    field: Path
    word: Operand = attrs.field(converter=_as_written)
    code: str = ""
    unknown: bool | None = None


@frozen(cache_hash=True, field_transformer=checked)
class Shares:
    """The condition that two sets of words have a word in common.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Shares(Path("deficits"), Path("programme.competences")))
    'дефициты и программа → компетенции: есть общее'

    Attributes:
        left: The field that holds one set.
        right: The field that holds the other.
        code: The reason code when it fails.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
    """

    left: Path
    right: Path
    code: str = ""
    unknown: bool | None = None


@frozen(field_transformer=checked)
class DateOrder:
    """An order of a day of another record and a day of this one: ``"date"`` not later than ``"start"``.

    >>> from rnms.render.sentences import sentence
    >>> sentence(exists("diagnostics", "person", compare=DateOrder("date", Op.LE, "career_start")))
    'есть диагностика (дата не позже своего «начало педагогической работы»)'

    Attributes:
        their: The field of the other record.
        op: The comparison.
        ours: The field of this one.
    """

    their: str
    op: Op
    ours: str

    @property
    def is_by_earliest(self) -> bool:
        """Whether the earliest of their days decides, and not the latest."""
        return self.op in {Op.LE, Op.LT}

    def reads_last_of_theirs(self, *, may_hold: bool) -> bool:
        """Tell which of the days that one of theirs may be decides: the last, or the first.

        It surely holds where it does for the worst of them, and may hold where it does for the best. Of a day
        of ours it is the other end.

        >>> DateOrder("date", Op.LE, "start").reads_last_of_theirs(may_hold=False)
        True

        Args:
            may_hold: Whether it is asked if the order may hold, not if it surely does.
        """
        return self.is_by_earliest is not may_hold


@frozen(cache_hash=True, field_transformer=checked)
class Subset:
    """The condition that every word of one set is in another: true of an empty set, false of an absent one.

    What is written in two ways is one word, as the vocabulary of the region says.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Subset(Path("diagnostic.deficits"), Path("programme.competences")))
    'диагностика → дефициты: все есть в «программа → компетенции»'

    Attributes:
        left: The field that holds the set whose words are looked for.
        right: The field that holds the set that shall have them all.
        code: The reason code when it fails.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
        alike: Pairs of words that count as one, which the data at hand bring.
    """

    left: Path
    right: Path
    code: str = ""
    unknown: bool | None = None
    alike: tuple[tuple[str, str], ...] = ()


@frozen(field_transformer=checked)
class Amount:
    """A number on a record to add up: hours, pupils, roubles.

    What is not known lies between the least and the most that one record can have.

    >>> Amount("hours", least=1).most is None
    True

    Attributes:
        field: The field that holds it.
        least: The least that one record has, 0 or more.
        most: The most; ``None`` where nothing limits it.

    Raises:
        ValueError: If no number lies between them.
    """

    field: str
    least: int = 0
    most: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.least < 0 or (self.most is not None and self.most < self.least):
            raise ValueError(
                f"{self.field} of {self.least} to {self.most} is no amount; give a least of 0 or more, and"
                " a most that is not less"
            )


@frozen(cache_hash=True, field_transformer=checked)
class Exists:
    """The condition that other records exist whose keys equal those of this record.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Exists("diagnostics", (("person", "id"),), ALWAYS, at_least=2))
    'есть диагностика (не меньше 2)'

    Attributes:
        entity: The collection of the other records.
        on: Pairs of their field and ours that are equal; none asks for any record at all.
        where: What they must satisfy.
        at_least: How many there must be; of distinct values, where ``of`` is given.
        compare: How a day of theirs stands to one of ours.
        of: The reference of theirs whose distinct values are counted, by a load or by ``at_least``.
        adding: The number on them that a load adds up, in place of counting.
        code: The reason code when there are none.
        unknown: Whether what is not known counts as found.
        unreported: Whether records that were not reported do, too.

    Raises:
        ValueError: If it asks for less than one record, for several beside a comparison, or counts and adds.
    """

    entity: str
    on: tuple[tuple[str, str], ...]
    where: Predicate
    at_least: int = 1
    compare: DateOrder | None = None
    of: str = ""
    code: str = ""
    unknown: bool | None = None
    unreported: bool = True
    adding: Amount | None = None

    __repr__ = short("entity", "where")

    def __attrs_post_init__(self) -> None:
        if self.compare is not None and self.at_least > 1:
            raise ValueError("one extreme value decides a comparison, so at_least cannot be more than 1")
        if self.of and self.at_least > 1 and not self.on:
            raise ValueError("distinct values are counted by key, so of with at_least needs on")
        if self.of and self.adding is not None:
            raise ValueError("a load counts by of or adds up by adding; give one of them")
        if self.at_least < 1:
            raise ValueError(
                f"at_least={self.at_least} asks for nothing; give 1 or more, or write Not(exists(…))"
            )


@frozen(cache_hash=True, field_transformer=checked)
class CoveredBy:
    """The condition that every word of a set is in the set of some other record.

    The topics of a route, which are those of the programmes in it, cover all deficits. Of no words it is
    true, of a set that is not there false.

    >>> from rnms.render.sentences import sentence
    >>> programmes = exists("route_items", "route")
    >>> sentence(CoveredBy(Path("diagnostic.deficits"), programmes, Path("programme.topics")))
    'диагностика → дефициты: все есть в «программа → темы», записи: элемент ИОМ'

    Attributes:
        words: The field that holds the set whose words are looked for.
        records: The records in which they are looked for, one or more for each word.
        field: The field of those records that holds a set.
        code: The reason code when it fails.
        unknown: What an unknown fact makes of it; ``None`` while that is not decided.
        alike: Pairs of words that count as one, which the data at hand bring.

    Raises:
        ValueError: If the records are looked for in other ways than by their keys.
    """

    words: Path
    records: Exists
    field: Path
    code: str = ""
    unknown: bool | None = None
    alike: tuple[tuple[str, str], ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.records.at_least > 1 or self.records.compare is not None or self.records.of:
            raise ValueError("one record with a word is enough; leave out at_least, compare and of")


@frozen(cache_hash=True, field_transformer=checked)
class And:
    """The condition that all parts hold; without parts it is true.

    >>> from rnms.render.sentences import sentence
    >>> sentence(And((Given(Path("start")), Given(Path("end")))))
    'начало: указано, конец: указано'

    Attributes:
        parts: What must hold.
    """

    parts: tuple[Predicate, ...]

    __repr__ = short("parts")


@frozen(cache_hash=True, field_transformer=checked)
class Or:
    """The condition that at least one part holds; without parts it is false.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Or((Given(Path("diagnostic")), Given(Path("route")))))
    'диагностика: указано или ИОМ: указано'

    Attributes:
        parts: What may hold.
    """

    parts: tuple[Predicate, ...]

    __repr__ = short("parts")


@frozen(cache_hash=True, field_transformer=checked)
class Not:
    """The condition that a part does not hold.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Not(Given(Path("route"))))
    'ИОМ: не указано'

    Attributes:
        part: What must not hold.
    """

    part: Predicate

    __repr__ = short("part")


@frozen(cache_hash=True, field_transformer=checked)
class Known:
    """The condition that the records tell whether a part holds, whichever way they tell it.

    Of whom a fact is not known, of that one this is known: it is false. So the share of those of whom
    something is known is exact wherever their number is. Where records tell one id in different ways each of
    them counts by itself.

    >>> from rnms.render.sentences import sentence
    >>> sentence(Known(Compare(Path("birth_date"), Op.LE, END)))
    'известно, так ли это: дата рождения не позже последнего дня'

    Attributes:
        part: What is to be known.
        code: The reason code when it fails.
        perhaps: The same part, where what may be so is read otherwise than what surely is.
        is_decided: Whether the part already stands for the answer, in a form of two values.
    """

    part: Predicate
    code: str = "not_known"
    perhaps: Predicate | None = None
    is_decided: bool = False


@frozen(cache_hash=True, field_transformer=checked)
class AtSomeYearEnd:
    """The condition that a part held at the end of some year, from the first that counts to the period's.

    >>> from rnms.render.sentences import sentence
    >>> sentence(AtSomeYearEnd(active()))
    'на конец какого-либо года: действует на последний день'

    Attributes:
        part: What must have held.
    """

    part: Predicate

    __repr__ = short("part")


@frozen(cache_hash=True)
class Unsaid:
    """The condition of which records say nothing.

    >>> BY_FIGURE_ONLY.by_figure, NOT_RECORDED.by_figure
    (True, False)

    Attributes:
        by_figure: Whether a figure can report it all the same.
        unknown: What it counts as; ``None`` while that is not decided.
        about: What they do not say, in Russian; by default all that is asked.
    """

    by_figure: bool = True
    unknown: bool | None = None
    about: str = ""


Fact = Compare | Given | Has | Shares | Subset
"""A predicate about the fields of one record."""
Predicate = Union[
    Compare, Given, Has, Shares, Subset, CoveredBy, Exists, And, Or, Not, Known, AtSomeYearEnd, Unsaid, "Term"
]

ALWAYS, NEVER = And(()), Or(())
BY_FIGURE_ONLY = Unsaid()
NOT_RECORDED = Unsaid(by_figure=False)
START, END, SINCE = Moment(Day.START), Moment(Day.END), Moment(Day.SINCE)
THE_YEAR = TheYear()


# How families write predicates.


def all_of(*parts: Predicate) -> And:
    """Require that all parts hold.

    >>> len(all_of(equals("kind", "retraining"), within("end")).parts)
    2

    Raises:
        FieldError: If there is nothing to demand: it would be true of everybody.
    """
    if not parts:
        raise FieldError(
            owner="all_of", field="parts", given="nothing", wanted="one predicate or more",
            write="write all_of(equals('kind', 'general'), …), in no list",
        )  # fmt: skip
    return And(parts)


def any_of(*parts: Predicate) -> Or:
    """Require that at least one part holds.

    >>> len(any_of(equals("kind", "retraining"), equals("kind", "advanced_training")).parts)
    2

    Raises:
        FieldError: If there is nothing to choose from: it would be true of nobody.
    """
    if not parts:
        raise FieldError(
            owner="any_of", field="parts", given="nothing", wanted="one predicate or more",
            write="write any_of(equals('kind', 'general'), …), in no list",
        )  # fmt: skip
    return Or(parts)


def equals(field: str, value: Constant | Keyword | AnyKeyword | enum.Enum, *, code: str = "") -> Compare:
    """Require that a field has a value.

    >>> from rnms.render.sentences import sentence
    >>> sentence(equals("provider", "cnppm"))
    'кто провёл — «ЦНППМ»'
    """
    return Compare(Path(field), Op.EQ, value, code)


def one_of(field: str, *values: Constant | enum.Enum, code: str = "") -> Or:
    """Require that a field has one of several values.

    >>> from rnms.render.sentences import sentence
    >>> sentence(one_of("provider", "cnppm", "federal"))
    'кто провёл — «ЦНППМ» или «федеральный уровень»'

    Raises:
        FieldError: If there is no value: it would be true of nobody.
    """
    if not values:
        raise FieldError(
            owner="one_of", field="values", given="nothing", wanted="one value or more",
            write=f"write one_of({field!r}, 'general', 'preschool'), in no list",
        )  # fmt: skip
    return Or(tuple(equals(field, value, code=code) for value in values))


def same(field: str, other: str, *, code: str = "") -> Compare:
    """Require that two fields are equal.

    >>> same("person", "diagnostic.person").right.name
    'diagnostic.person'
    """
    return Compare(Path(field), Op.EQ, Path(other), code)


def covers(
    field: str, wanted: str, *, records: Exists | None = None, code: str = "not_covered"
) -> Subset | CoveredBy:
    """Require that a set of words, or the sets of other records together, have every word of a set of ours.

    >>> from rnms.render.sentences import sentence
    >>> sentence(covers("programme.competences", "diagnostic.deficits"))
    'диагностика → дефициты: все есть в «программа → компетенции»'
    >>> items = exists("route_items", "route")
    >>> sentence(covers("programme.topics", "diagnostic.deficits", records=items))
    'диагностика → дефициты: все есть в «программа → темы», записи: элемент ИОМ'
    """
    if records is None:
        return Subset(Path(wanted), Path(field), code)
    return CoveredBy(Path(wanted), records, Path(field), code)


def known(fact: str | Predicate, *, code: str = "not_known") -> Known:
    """Require that a field is known, if only that there is none; or that it is known whether something is so.

    Of a day the year or the month is something: «1990» is known, to lie within 1990 (день, от которого
    известен только год или месяц, считается известным: это сведения, хотя и неполные). Where the clause needs
    more, ask what it needs to know: ``known(on_or_after("birth_date", …))``.

    >>> from rnms.render.sentences import sentence
    >>> sentence(known("birth_date")), sentence(known(equals("provider", "cnppm")))
    ('дата рождения: известно', 'известно, так ли это: кто провёл — «ЦНППМ»')
    """
    return Known(Given(Path(fact)) if isinstance(fact, str) else fact, code)


def on_or_before(field: str, day: Moment, *, code: str = "") -> Compare:
    """Require that a date is not later than a day of the period.

    >>> from rnms.render.sentences import sentence
    >>> sentence(on_or_before("start", END))
    'начало не позже последнего дня'
    """
    return Compare(Path(field), Op.LE, day, code)


def on_or_after(field: str, day: Moment, *, code: str = "") -> Compare:
    """Require that a date is not earlier than a day of the period.

    >>> from rnms.render.sentences import sentence
    >>> sentence(on_or_after("career_start", Moment(Day.END, years=-3)))
    'начало педагогической работы не раньше последнего дня − 3 года'
    """
    return Compare(Path(field), Op.GE, day, code)


def after(field: str, day: Moment | dt.date, *, code: str = "") -> Compare:
    """Require that a date is later than a day, one of the period or one of the calendar.

    >>> from rnms.render.sentences import sentence
    >>> sentence(after("birth_date", Moment(Day.END, years=-35)))
    'дата рождения позже последнего дня − 35 лет'
    """
    return Compare(Path(field), Op.GT, day, code)


def before(field: str, day: Moment, *, code: str = "") -> Compare:
    """Require that a date is earlier than a day of the period.

    >>> from rnms.render.sentences import sentence
    >>> sentence(before("date", START))
    'дата раньше первого дня периода'
    """
    return Compare(Path(field), Op.LT, day, code)


def within(field: str, *, code: str = "outside_period") -> And:
    """Require that a date lies among the days that count.

    >>> from rnms.render.sentences import sentence
    >>> sentence(within("date"))
    'дата не раньше первого дня счёта и не позже последнего дня'
    """
    return And((on_or_after(field, SINCE, code=code), on_or_before(field, END, code=code)))


def active(start: str = "start", end: str = "end", *, code: str = "not_at_that_day") -> And:
    """Require that something lasts on the day on which populations stand.

    >>> from rnms.render.sentences import sentence
    >>> sentence(active())
    'действует на последний день'
    """
    return And((on_or_before(start, END, code=code), on_or_after(end, END, code=code)))


def in_order(*fields: str, code: str = "out_of_order") -> And:
    """Require that dates follow each other; the same day is in order.

    >>> from rnms.render.sentences import sentence
    >>> sentence(in_order("diagnostic.date", "start", "end"))
    'диагностика → дата не позже «начало», начало не позже «конец»'

    Raises:
        FieldError: If there are no two to follow each other.
    """
    if len(fields) < 2:
        raise FieldError(
            owner="in_order",
            field="fields",
            given=shown(fields[0]) if fields else "nothing",
            wanted="two fields or more",
            write="write in_order('start', 'end'), in no list",
        )
    pairs = itertools.pairwise(fields)
    return And(tuple(Compare(Path(first), Op.LE, Path(then), code) for first, then in pairs))


def exists(
    entity: str,
    on: str | tuple[tuple[str, str], ...] = (),
    *where: Predicate,
    at_least: int = 1,
    compare: DateOrder | None = None,
    of: str = "",
    adding: str | Amount | None = None,
    code: str = "not_found",
) -> Exists:
    """Require that there are other records; ``on`` names the field of theirs that refers to this one.

    >>> from rnms.render.sentences import sentence
    >>> sentence(exists("diagnostics", "person", equals("provider", "cnppm")))
    'есть диагностика (кто провёл — «ЦНППМ»)'
    """
    keys = ((on, "id"),) if isinstance(on, str) else on
    amount = Amount(adding) if isinstance(adding, str) else adding
    return Exists(
        entity, keys, And(where), at_least=at_least, compare=compare, of=of, code=code, adding=amount
    )
