"""A proposal of attachments for those who decide: in words, as a workbook, and as the draft of an annex."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from rnms.model.people import Assignment
from rnms.model.spelling import each_on_one_line, on_one_line
from rnms.planning.attaching import Attachments, Lacking
from rnms.render.docx import tables_of
from rnms.render.names import Namer, namer_of
from rnms.render.plain import WIDE, PlainColumn, Screen, plain_table
from rnms.render.sections import Amount, Cell, Code, Section, columns, written
from rnms.render.texts import TEXTS
from rnms.render.texts.texts import Forms
from rnms.render.words import noun_form, number
from rnms.render.xlsx import workbook_of

_MOST_IDS = 12
"""How many people a sentence names."""


def cut_sentences(proposal: Attachments, *, lang: str = "ru") -> Iterator[str]:
    """Say why not everybody can be attached, and whether there are too few people for what is demanded.

    >>> from rnms import planning, testing
    >>> system = testing.invented_region(staff=40, seed=1)
    >>> proposal = planning.attachments(system, on=dt.date(2023, 9, 1))
    >>> list(cut_sentences(proposal, lang="en"))
    ['236 people are missing to the norm: the methodists too many are h1.']
    """
    texts = TEXTS[lang].attachments
    lacking = proposal.lacking
    if lacking is not None:
        sentence = texts.cut.format(
            who=_who(lacking, proposal, lang),
            people=_counted(lacking.people, texts.people, lang),
            seats=number(lacking.seats, lang=lang),
            places=_counted(lacking.places, texts.places, lang),
            methodists=_counted(lacking.methodists, texts.methodists, lang),
        )
        yield sentence[0].upper() + sentence[1:]
    if proposal.surplus is not None:
        yield texts.surplus.format(
            people=_counted(proposal.surplus.people, texts.people, lang),
            methodists=_listed(proposal.surplus.methodists) or texts.anybody,
        )


def _counted(count: int, forms: Forms, lang: str) -> str:
    return f"{number(count, lang=lang)} {noun_form(count, forms, lang=lang)}"


def _listed(names: Iterable[str]) -> str:
    people = list(names)
    first = ", ".join(each_on_one_line(people[:_MOST_IDS]))
    return first if len(people) <= _MOST_IDS else f"{first} … ({len(people)})"


def _who(lacking: Lacking, proposal: Attachments, lang: str) -> str:
    """Name the people whose seats lack: by their areas, and by their municipality or how many these are."""
    texts = TEXTS[lang].attachments
    areas = sorted({on_one_line(area) for group in lacking.groups for area in group.areas})
    towns = sorted({town for group in lacking.groups for town in group.municipalities})
    where = _places(towns, proposal)
    if len(towns) > 1:
        where = texts.where.format(number=_counted(len(towns), texts.municipalities, lang))
    return ", ".join(part for part in (", ".join(areas), where) if part) or texts.sheets["left"]


def _places(towns: Iterable[str], proposal: Attachments) -> str:
    names = {town.id: town.name for town in proposal.data.municipalities or ()}
    return ", ".join(on_one_line(names.get(town, "") or town) for town in towns)


def summary(proposal: Attachments, *, lang: str = "ru") -> tuple[str, ...]:
    """Say what is proposed, what lacks, and whom one must look at, a paragraph each.

    >>> from rnms import planning, testing
    >>> system = testing.invented_region(staff=40, seed=1)
    >>> proposal = planning.attachments(system, on=dt.date(2023, 9, 1))
    >>> summary(proposal, lang="en")[0]
    'Attached: 14, of these 3 for the first time; 0 go to another methodist.'
    """
    texts = TEXTS[lang].attachments
    listed = {
        "unattached": proposal.unattached,
        "without_basis": proposal.without_basis,
        "doubles": proposal.doubles,
        "unclear": proposal.unclear,
    }
    newcomers = len({record.person for record in proposal.new} - set(proposal.moved))
    return (
        texts.loads.format(
            all=number(sum(proposal.loads.values()), lang=lang),
            new=number(newcomers, lang=lang),
            moved=number(len(proposal.moved), lang=lang),
        ),
        *cut_sentences(proposal, lang=lang),
        *(texts.lists[name].format(_listed(people)) for name, people in listed.items() if people),
        texts.proposal,
    )


def title(proposal: Attachments, *, lang: str = "ru") -> str:
    """Say what it is, of which region and day.

    >>> from rnms import planning, testing
    >>> system = testing.invented_region(staff=40, seed=1)
    >>> proposal = planning.attachments(system, on=dt.date(2023, 9, 1))
    >>> title(proposal).partition(", ")[0]
    'Закрепление педагогических работников за методистами'
    """
    region = on_one_line(proposal.region)
    return TEXTS[lang].attachments.title.format(region=region, day=written(proposal.on, lang))


def tables(proposal: Attachments, *, names: bool = False, lang: str = "ru") -> tuple[Section, ...]:
    """Show who is attached to whom, by methodist and by municipality, the loads, and who is left.

    >>> from rnms import planning, testing
    >>> system = testing.invented_region(staff=40, seed=1)
    >>> proposal = planning.attachments(system, on=dt.date(2023, 9, 1))
    >>> [(table.title, len(table.rows)) for table in tables(proposal, lang="en")]
    [('Attach', 14), ('By municipality', 14), ('Load', 1), ('Not attached', 0)]

    Args:
        proposal: The proposal.
        names: Whether people are named beside their ids, where the data know a name.
        lang: The language of the tables.
    """
    rows = [*_rows(proposal, names=names, lang=lang)]
    by_methodist = sorted(rows)
    by_municipality = sorted((town, person, methodist, *rest) for methodist, person, town, *rest in rows)
    namer = namer_of(proposal.data, names=names)
    left = sorted(
        (_town_of(person, proposal), namer(person), person in proposal.without_basis)
        for person in proposal.unattached
    )
    states = TEXTS[lang].attachments.states
    return (
        _section("methodists", lang, (40, 40, 50, 26, 40, 40), map(_as_cells, by_methodist)),
        _section("municipalities", lang, (50, 40, 40, 26, 40, 40), map(_as_cells, by_municipality)),
        _section("loads", lang, (40, 26, 26, 40), _loads(proposal, namer, lang)),
        _section(
            "left",
            lang,
            (50, 40, 40),
            [(town, Code(person), states["none"] if lacks else "") for town, person, lacks in left],
        ),
        *_asked(proposal, namer, lang),
    )


def _asked(proposal: Attachments, namer: Namer, lang: str) -> Iterator[Section]:
    """List whom one must ask about, everybody: sentences name a few."""
    states = TEXTS[lang].attachments.states
    rows = [
        (_town_of(person, proposal), Code(namer(person)), states[state])
        for state, people in (("unclear", proposal.unclear), ("double", proposal.doubles))
        for person in people
    ]
    if rows:
        yield _section("asked", lang, (50, 40, 80), rows)


Row = tuple[str, ...]


def _as_cells(row: Row) -> tuple[Cell, ...]:
    first, second, third, start, basis, state = row
    day: Cell = dt.date.fromisoformat(start) if start else ""
    return (Code(first), Code(second), Code(third), day, Code(basis), state)


def _rows(proposal: Attachments, *, names: bool, lang: str) -> Iterator[Row]:
    states = TEXTS[lang].attachments.states
    namer = namer_of(proposal.data, names=names)
    person_of = {record.id: record.person for record in proposal.data.methodists or ()}
    new, moved = set(proposal.new), set(proposal.moved)
    before: dict[str, list[str]] = {}
    for record in proposal.ended:
        before.setdefault(record.person, []).append(record.methodist)
    for record in proposal.assignments:
        left = ", ".join(sorted(before.get(record.person, ())))
        state = states["new" if record in new else "kept"]
        if left and record in new:
            state = states["moved"].format(methodists=left)
        elif left and record.person not in moved:
            state = states["one_less"].format(methodists=left)
        yield (
            namer(person_of.get(record.methodist, ""), record.methodist),
            namer(record.person),
            _town_of(record.person, proposal),
            "" if type(record.start) is not dt.date else record.start.isoformat(),
            record.diagnostic or states["none"],
            state,
        )


def _town_of(person: str, proposal: Attachments) -> str:
    return _places(proposal.municipality_by_person.get(person, ()), proposal)


def _loads(proposal: Attachments, namer: Namer, lang: str) -> Iterator[tuple[Cell, ...]]:
    texts = TEXTS[lang].attachments
    norms = proposal.norms
    ends = (norms.least or norms.mean_least, norms.most or norms.mean_most)
    written_ends = ["" if norm is None else number(norm, lang=lang) for norm in ends]
    key_by_ends = {(True, True): "limits", (True, False): "least", (False, True): "most", (False, False): ""}
    limits = texts.states[key_by_ends[ends[0] is not None, ends[1] is not None]].format(*written_ends)
    person_of = {record.id: record.person for record in proposal.data.methodists or ()}
    before = Counter(person_of.get(record.methodist, "") for record in _before(proposal))
    for key, load in proposal.loads.items():
        person = person_of.get(key, "")
        yield (
            Code(namer(person, key)),
            Amount(load),
            Amount(before[person]),
            limits,
        )


def _before(proposal: Attachments) -> Iterator[Assignment]:
    new = set(proposal.new)
    yield from (record for record in proposal.assignments if record not in new)
    yield from proposal.ended


def _section(key: str, lang: str, widths: tuple[int, ...], rows: Iterable[tuple[Cell, ...]]) -> Section:
    texts = TEXTS[lang].attachments
    return Section(
        key=key, title=texts.sheets[key], columns=columns(texts.heads[key], widths), rows=tuple(rows)
    )


def text(proposal: Attachments, *, names: bool = False, lang: str = "ru", screen: Screen = WIDE) -> str:
    r"""Write the proposal for a terminal: what lacks, and the load of each methodist.

    >>> from rnms import planning, testing
    >>> system = testing.invented_region(staff=40, seed=1)
    >>> proposal = planning.attachments(system, on=dt.date(2023, 9, 1))
    >>> print("\n".join(text(proposal, lang="en").splitlines()[-3:]))
    Methodist    Attached    Before    Limits
    -----------  ----------  --------  ----------
    h1           14          11        250 to 250
    """
    [loads] = [table for table in tables(proposal, names=names, lang=lang) if table.key == "loads"]
    rows = [[written(cell, lang) for cell in row] for row in loads.rows]
    heads = [PlainColumn(column.title) for column in loads.columns]
    lines = [screen.emphasized(screen.folded(title(proposal, lang=lang))), ""]
    lines += map(screen.folded, summary(proposal, lang=lang))
    return "\n".join([*lines, "", plain_table(heads, rows, screen, leading=1)] if rows else lines)


def workbook(proposal: Attachments, *, names: bool = False, lang: str = "ru") -> bytes:
    """Make a workbook: a page that says what is proposed, then the tables.

    >>> from rnms import planning, testing
    >>> system = testing.invented_region(staff=40, seed=1)
    >>> proposal = planning.attachments(system, on=dt.date(2023, 9, 1))
    >>> workbook(proposal) == workbook(proposal)
    True

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    return workbook_of(
        title(proposal, lang=lang),
        summary(proposal, lang=lang),
        tables(proposal, names=names, lang=lang),
        day=_moment(proposal),
        lang=lang,
    )


def draft(proposal: Attachments, *, names: bool = False, lang: str = "ru") -> bytes:
    """Make a draft of the annex to an order: who is attached to whom.

    >>> from rnms import planning, testing
    >>> system = testing.invented_region(staff=40, seed=1)
    >>> proposal = planning.attachments(system, on=dt.date(2023, 9, 1))
    >>> draft(proposal) == draft(proposal)
    True

    Raises:
        MissingExtraError: If python-docx is not installed.
    """
    above, heading = TEXTS[lang].attachments.order
    return tables_of(
        heading.format(day=written(proposal.on, lang)),
        [above],
        [_by_methodist(proposal, names=names, lang=lang)],
        day=_moment(proposal),
        lang=lang,
    )


def _by_methodist(proposal: Attachments, *, names: bool, lang: str) -> Section:
    """Show the people of each methodist in each municipality, a row for each: orders are short."""
    people: dict[tuple[str, str], list[str]] = {}
    for methodist, person, town, *_ in sorted(_rows(proposal, names=names, lang=lang)):
        people.setdefault((methodist, town), []).append(person)
    rows = [
        (Code(methodist), town, Amount(len(persons)), ", ".join(persons))
        for (methodist, town), persons in people.items()
    ]
    return _section("order", lang, (40, 45, 20, 150), rows)


def _moment(proposal: Attachments) -> dt.datetime:
    return dt.datetime.combine(proposal.on, dt.time())
