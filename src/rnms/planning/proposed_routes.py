"""What is proposed: routes, their programmes, and whom they leave without; values, no text."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from rnms._values import cached_property, frozen
from rnms.model.development import Enrolment, Route, RouteItem
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.system import RegionalSystem
from rnms.planning.offers import Offer
from rnms.planning.recorded import Recorded
from rnms.writing import write_file

MADE = ("routes", "route_items", "enrolments")
"""The collections to which a proposal adds."""


class Why(enum.Enum):
    """Why nothing covers a competence: the reason that came closest.

    >>> Why("no_seat")
    <Why.NO_SEAT: 'no_seat'>
    """

    NO_PROGRAMME = "no_programme"
    ELSEWHERE = "elsewhere"
    LEAVES = "leaves"
    BEFORE_ROUTE = "before_route"
    NOT_IN_TIME = "not_in_time"
    NOT_IN_REGISTER = "not_in_register"
    NOT_COUNTED = "not_counted"
    TOO_MANY = "too_many"
    NO_SEAT = "no_seat"


@frozen(kw_only=True)
class Uncovered:
    """A deficit of a person for which nothing is proposed.

    >>> Uncovered(person="p1", competence="оценивание", why=Why.NO_PROGRAMME).why.value
    'no_programme'

    Attributes:
        person: Whose.
        competence: The deficit, as the diagnostic writes it.
        why: The reason.
    """

    person: str
    competence: str
    why: Why


NO_RECORD = "id"
"""Stands for the field where a record itself is not known."""


@frozen(kw_only=True)
class Asked:
    """A fact that is not known, and without which nothing is proposed.

    >>> Asked(collection="diagnostics", id="d1", field="deficits", person="p1").field
    'deficits'

    Attributes:
        collection: What must be completed: ``"diagnostics"``, ``"routes"`` or ``"programmes"``.
        id: Which record.
        field: Which field; ``"id"`` where the data have no such record.
        person: Whose it is; a programme is nobody's.
    """

    collection: str
    id: str
    field: str
    person: str = ""


@frozen(kw_only=True)
class RouteTotals:
    """How much a proposal comes to, or can at least come to.

    >>> RouteTotals(deficits=0, hours=24, programmes=1).hours
    24

    Attributes:
        deficits: How many deficits stay uncovered.
        hours: The hours of all people together.
        programmes: How many places in groups are taken.
    """

    deficits: int
    hours: int
    programmes: int

    @property
    def in_order(self) -> tuple[int, int, int]:
        """The numbers in the order in which they count."""
        return (self.deficits, self.hours, self.programmes)


@frozen(kw_only=True)
class Bound:
    """What no other choice of programmes can better; worked out in exact fractions, whatever a solver did.

    >>> least = RouteTotals(deficits=0, hours=24, programmes=1)
    >>> Bound(least=least, reached=RouteTotals(deficits=0, hours=25, programmes=1)).gap.hours
    1

    Attributes:
        least: The least possible: of deficits; of hours, where no more deficits stay uncovered than here; of
            programmes, where both are as here.
        reached: What the proposal comes to.
    """

    least: RouteTotals
    reached: RouteTotals

    @property
    def gap(self) -> RouteTotals:
        """How much may be left to gain."""
        return RouteTotals(
            deficits=self.reached.deficits - self.least.deficits,
            hours=self.reached.hours - self.least.hours,
            programmes=self.reached.programmes - self.least.programmes,
        )

    @property
    def is_proved(self) -> bool:
        """Whether nothing better is possible."""
        return self.gap == RouteTotals(deficits=0, hours=0, programmes=0)


@frozen(kw_only=True)
class Proposal:
    """Routes (ИОМ) that are proposed. No event took place: what is here becomes records when it is executed.

    >>> import rnms
    >>> from rnms import planning
    >>> system = rnms.RegionalSystem(region="ugra", persons=[], diagnostics=[])
    >>> proposal = planning.routes(system, [], on=dt.date(2023, 9, 1), period=2023)
    >>> proposal.bound.is_proved, proposal.executed().routes
    (True, ())

    Attributes:
        system: The system for which it is proposed.
        region: The title of the data, or the name of the region.
        on: The planning day.
        period: The period by whose end everything is completed.
        reading: The reading by which diagnostics and programmes were admitted; ``None`` is the default.
        routes: The routes that are new.
        items: The programmes of each route, of those too that were there before.
        enrolments: The places in groups.
        kept: By person the route that was there before and is continued.
        uncovered: The deficits for which nothing is proposed.
        asked: The facts that are not known.
        no_route_needed: The people in whom the last diagnostic found nothing, or who take what covers all.
        without_basis: By person the last diagnostic, where the reading admits none.
        outside: The people who were diagnosed and surely do not work in the region on the planning day.
        offers: Each offer, and how many of its seats are taken.
        bound: What no other choice can better.
        promised: By code of an indicator who passes it, once the proposal is executed, that does not yet.
        places: By person the municipalities where they work, as far as that is known.
    """

    system: RegionalSystem = attrs.field(repr=False)
    region: str
    on: dt.date
    period: Period
    reading: str | None = None
    routes: tuple[Route, ...] = attrs.field(default=(), repr=False)
    items: tuple[RouteItem, ...] = attrs.field(default=(), repr=False)
    enrolments: tuple[Enrolment, ...] = attrs.field(default=(), repr=False)
    kept: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    uncovered: tuple[Uncovered, ...] = attrs.field(default=(), repr=False)
    asked: tuple[Asked, ...] = attrs.field(default=(), repr=False)
    no_route_needed: tuple[str, ...] = attrs.field(default=(), repr=False)
    without_basis: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    outside: tuple[str, ...] = attrs.field(default=(), repr=False)
    offers: tuple[tuple[Offer, int], ...] = attrs.field(default=(), repr=False)
    bound: Bound
    promised: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, repr=False)
    places: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, repr=False)

    @property
    def hours(self) -> int:
        """The hours of all people together."""
        return self.bound.reached.hours

    def is_outside(self, person: str) -> bool:
        """Tell whether a person surely works in organisations of the region itself, in no municipality."""
        return self._recorded.is_outside("persons", person)

    @cached_property
    def _recorded(self) -> Recorded:
        return Recorded(self.system, self.on)

    def executed(self) -> RegionalSystem:
        """Make the system as it would be once everybody completed what is proposed, to be evaluated.

        Nothing recorded is changed. A collection that was not collected stays incomplete.
        """
        gaps = [Unreported(entity=name) for name in MADE if getattr(self.system, name) is None]
        collections: dict[str, Any] = {
            name: (*(getattr(self.system, name) or ()), *new) for name, new in self._made()
        }
        return attrs.evolve(self.system, **collections, unreported=(*self.system.unreported, *gaps))

    def __str__(self) -> str:
        return self.to_text()

    def to_text(self, *, lang: str = "ru") -> str:
        """Write it as tables for a terminal; people by their ids."""
        from rnms.render.proposed import WRITER

        return WRITER.text(self, lang)

    def to_xlsx(self, path: str | Path | None = None, *, names: bool = False, lang: str = "ru") -> bytes:
        """Write it as a workbook by municipality; into ``path`` too, if given.

        Args:
            path: The file.
            names: Whether people are named beside their ids, where the data know a name.
            lang: The language.

        Raises:
            MissingExtraError: If openpyxl is not installed.
        """
        from rnms.render.proposed import NAMING, WRITER

        return _written((NAMING if names else WRITER).xlsx(self, lang), path)

    def to_docx(self, path: str | Path | None = None, *, names: bool = False, lang: str = "ru") -> bytes:
        """Write the draft of an annex to an order, whom to send to which group; into ``path`` too, if given.

        Args:
            path: The file.
            names: Whether people are named beside their ids, where the data know a name.
            lang: The language.

        Raises:
            MissingExtraError: If python-docx is not installed.
        """
        from rnms.render.proposed import draft

        return _written(draft(self, names=names, lang=lang), path)

    def records(self) -> RegionalSystem:
        """Make a system of nothing but what is proposed: a file of it is read as any other."""
        collections: dict[str, Any] = dict(self._made())
        return RegionalSystem(region=self.system.region, **collections)

    def _made(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        yield from zip(MADE, (self.routes, self.items, self.enrolments), strict=True)


def _written(content: bytes, path: str | Path | None) -> bytes:
    if path is not None:
        write_file(path, content)
    return content
