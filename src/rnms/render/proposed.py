"""Routes that are proposed: as tables by municipality, in words, and as the draft of an annex."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable, Iterator

from rnms.model.spelling import on_one_line
from rnms.planning.proposed_routes import NO_RECORD, Asked, Proposal
from rnms.render import words
from rnms.render.docx import tables_of
from rnms.render.names import Namer, namer_of
from rnms.render.planned import without_municipality
from rnms.render.sections import Amount, Cell, Code, Section, columns, written
from rnms.render.tabled import Tabled, Writer
from rnms.render.texts import TEXTS

Row = tuple[Cell, ...]


def proposal_tabled(proposal: Proposal, lang: str, *, names: bool = False) -> Tabled:
    """Show what is proposed, and what is not and why; people by id, and by name where that is asked for."""
    texts = TEXTS[lang].proposed
    return Tabled(
        title=texts.title.format(name=on_one_line(proposal.region), day=f"{proposal.on:%d.%m.%Y}"),
        day=proposal.on,
        sentences=tuple(proposal_sentences(proposal, lang=lang)),
        tables=tuple(_tables(proposal, lang, namer_of(proposal.system, names=names))),
    )


WRITER = Writer(proposal_tabled)
"""Writes a proposal in every format of tables; people by their ids alone."""
NAMING = Writer[Proposal](functools.partial(proposal_tabled, names=True))
"""The same with the names of people that the data hold."""


def draft(proposal: Proposal, *, names: bool = False, lang: str = "ru") -> bytes:
    """Make a draft of the annex to an order: whom to send to which group.

    >>> import rnms
    >>> from rnms import planning
    >>> system = rnms.RegionalSystem(region="ugra", persons=[], diagnostics=[])
    >>> proposal = planning.routes(system, [], on=dt.date(2023, 9, 1), period=2023)
    >>> draft(proposal) == draft(proposal)
    True

    Raises:
        MissingExtraError: If python-docx is not installed.
    """
    texts = TEXTS[lang].proposed
    above, heading = texts.order
    order = Section(
        key="order",
        title=texts.titles["order"],
        columns=columns(texts.heads["order"], (60, 28, 28, 18, 18, 120), (30, 14, 14, 8, 8, 60)),
        rows=tuple(_by_group(proposal, namer_of(proposal.system, names=names))),
    )
    moment = dt.datetime.combine(proposal.on, dt.time())
    title = heading.format(day=written(proposal.on, lang))
    return tables_of(title, [above], [order], day=moment, lang=lang)


def _by_group(proposal: Proposal, namer: Namer) -> Iterator[Row]:
    """Show the people of each group in a row: orders are short."""
    titles = {programme.id: programme.title for programme in proposal.system.programmes or ()}
    groups: dict[tuple[str, dt.date | None, dt.date | None, int], list[str]] = {}
    for enrolment, item in zip(proposal.enrolments, proposal.items, strict=True):
        group = (enrolment.programme, enrolment.start, enrolment.end, item.hours or 0)
        groups.setdefault(group, []).append(namer(enrolment.person))
    for (programme, start, end, hours), people in sorted(groups.items(), key=lambda row: str(row[0])):
        name = on_one_line(f"{programme} {titles.get(programme, '')}").strip()
        yield name, start or "", end or "", Amount(hours), Amount(len(people)), ", ".join(sorted(people))


def proposal_sentences(proposal: Proposal, *, lang: str = "ru") -> Iterator[str]:
    """Say what the proposal is, what it comes to, what is proved of it and what it promises."""
    texts = TEXTS[lang].proposed
    least, reached, gap = proposal.bound.least, proposal.bound.reached, proposal.bound.gap
    yield texts.no_event
    yield texts.amount.format(
        routes=_number(len(proposal.routes), lang),
        kept=_number(len(proposal.kept), lang),
        seats=_number(reached.programmes, lang),
        hours=_number(reached.hours, lang),
    )
    if reached.deficits:
        yield (texts.open if gap.deficits else texts.open_proved).format(
            number=_number(reached.deficits, lang), least=_number(least.deficits, lang)
        )
    if reached.hours:
        yield (texts.hours if gap.hours else texts.hours_proved).format(
            least=_number(least.hours, lang), gap=_number(gap.hours, lang)
        )
    for code, people in proposal.promised.items():
        yield texts.promised.format(code=code, number=_number(len(people), lang))


def _number(value: int, lang: str) -> str:
    return words.number(value, lang=lang)


def _tables(proposal: Proposal, lang: str, namer: Namer) -> Iterator[Section]:
    rows = {
        "places": _places(proposal, lang),
        "taken": _taken(proposal, lang, namer),
        "uncovered": _uncovered(proposal, lang, namer),
        "asked": _asked(proposal, lang, namer),
        "without": _without(proposal, lang, namer),
        "offers": _offers(proposal),
    }
    widths = {
        "places": (60, 26, 26, 26, 26, 26),
        "taken": (50, 40, 40, 70, 26, 26, 20, 40),
        "uncovered": (50, 40, 70, 80),
        "asked": (50, 40, 50, 40, 60),
        "without": (50, 40, 40, 80),
        "offers": (40, 50, 26, 26, 20, 20, 20),
    }
    texts = TEXTS[lang].proposed
    for key, found in rows.items():
        if cells := tuple(found):
            yield Section(
                key=key,
                title=texts.titles[key],
                columns=columns(texts.heads[key], widths[key], (24, 24, 24, 34)),
                rows=cells,
            )


def _place(proposal: Proposal, person: str, lang: str) -> str:
    """Name the municipalities of a person."""
    own = ", ".join(_named(proposal, place) for place in proposal.places.get(person, ()))
    return own or without_municipality(proposal.is_outside(person), lang=lang)


def _named(proposal: Proposal, place: str) -> str:
    """Name a municipality, by its id where it has no name."""
    names = {one.id: one.name.strip() for one in proposal.system.municipalities or ()}
    return names.get(place) or place


def _by_place(rows: Iterable[Row]) -> list[Row]:
    """Put the rows of each municipality together, in the order of the alphabet."""
    return sorted(rows, key=lambda row: str(row[0]))


def _places(proposal: Proposal, lang: str) -> Iterator[Row]:
    hours: Counter[str] = Counter()
    seats: Counter[str] = Counter()
    learners: dict[str, set[str]] = {}
    place_by_person = {person: _place(proposal, person, lang) for person in proposal.places}
    for enrolment, item in zip(proposal.enrolments, proposal.items, strict=True):
        place = place_by_person[enrolment.person]
        learners.setdefault(place, set()).add(enrolment.person)
        hours[place] += item.hours or 0
        seats[place] += 1
    uncovered = Counter(place_by_person[one.person] for one in proposal.uncovered)
    asked = Counter(place_by_person[one.person] for one in proposal.asked if one.person)
    for place in sorted({*learners, *uncovered, *asked}):
        numbers = (
            len(learners.get(place, ())), seats[place], hours[place], uncovered[place], asked[place]
        )  # fmt: skip
        yield (place, *map(Amount, numbers))


def _taken(proposal: Proposal, lang: str, namer: Namer) -> list[Row]:
    texts = TEXTS[lang].proposed
    titles = {programme.id: programme.title for programme in proposal.system.programmes or ()}
    return _by_place(
        (
            _place(proposal, enrolment.person, lang),
            Code(namer(enrolment.person)),
            Code(enrolment.programme),
            titles.get(enrolment.programme, ""),
            enrolment.start or "",
            enrolment.end or "",
            Amount(item.hours or 0),
            texts.kept if enrolment.person in proposal.kept else texts.new,
        )
        for enrolment, item in zip(proposal.enrolments, proposal.items, strict=True)
    )


def _uncovered(proposal: Proposal, lang: str, namer: Namer) -> list[Row]:
    whys = TEXTS[lang].proposed.whys
    return _by_place(
        (_place(proposal, one.person, lang), Code(namer(one.person)), one.competence, whys[one.why.value])
        for one in proposal.uncovered
    )


def _asked(proposal: Proposal, lang: str, namer: Namer) -> list[Row]:
    collections = TEXTS[lang].records.collections
    return _by_place(
        (
            _place(proposal, one.person, lang) if one.person else "",
            Code(namer(one.person)),
            collections[one.collection],
            Code(one.id),
            _asked_fact(one, lang),
        )
        for one in proposal.asked
    )


def _asked_fact(asked: Asked, lang: str) -> str:
    """Name what is not known: a field of a record, or the record itself."""
    if asked.field == NO_RECORD:
        return TEXTS[lang].proposed.no_record
    fields = TEXTS[lang].records.fields
    return fields.get(f"{asked.collection}.{asked.field}", fields.get(asked.field, asked.field))


def _without(proposal: Proposal, lang: str, namer: Namer) -> list[Row]:
    texts = TEXTS[lang].proposed
    return _by_place(
        (_place(proposal, person, lang), Code(namer(person)), Code(diagnostic), why)
        for people, why in (
            (proposal.without_basis.items(), texts.no_basis),
            (((person, "") for person in proposal.no_route_needed), texts.no_need),
            (((person, "") for person in proposal.outside), texts.outside),
        )
        for person, diagnostic in people
    )


def _offers(proposal: Proposal) -> Iterator[Row]:
    """Show how the seats are spread: short programmes must not become the same programme for all."""
    for offer, taken in proposal.offers:
        yield (
            Code(offer.programme),
            "" if offer.municipality is None else _named(proposal, offer.municipality),
            offer.start,
            offer.end,
            Amount(offer.hours),
            Amount(offer.seats),
            Amount(taken),
        )
