"""The model: what a record demands and refuses, what its silence means, and when a system is at fault."""

from __future__ import annotations

import datetime as dt
import enum
import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any, cast, get_args, get_origin, get_type_hints

import attrs
import pytest

import rnms
from kit.records import day
from kit.rows import by_source
from rnms import DataError, Period, RegionalSystem
from rnms.files import dumps, loads
from rnms.files.json import as_dict
from rnms.model import (
    FEDERAL,
    INSTITUTIONAL,
    MUNICIPAL,
    REGIONAL,
    Association,
    Diagnostic,
    Employment,
    Enrolment,
    Level,
    Norm,
    Organization,
    OrganizationKind,
    Person,
    Programme,
    Provider,
    Role,
    Route,
    Support,
)
from rnms.model.checked import types_of
from rnms.model.development import RouteState
from rnms.model.schema import Absence, about
from rnms.model.system import as_read, collections, record_classes

CLASSES = list(record_classes().items())
NAMES = [name for name, _ in CLASSES]


def value(name: str, kind: Any) -> Any:
    """Some value of a type; every text is "1", so that every reference finds the record with that id."""
    options = [option for option in get_args(kind) if option is not type(None)]
    if get_origin(kind) is tuple:
        return (value(name, options[0]),)
    if options:
        return value(name, options[0])
    if kind is dt.date:
        days = {"start": "2023-01-01", "end": "2023-12-31", "register_start": "2022-01-01"}
        days["birth_date"] = "1990-05-01"
        return day(days.get(name, "2023-06-01"))
    if kind is Period:
        return Period.of(2023)
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    return full(kind) if attrs.has(kind) else kind(1)


def full(kind: type[attrs.AttrsInstance], **fields: Any) -> Any:
    """A record with every field given."""
    hints = get_type_hints(kind)
    given = {field.name: value(field.name, hints[field.name]) for field in attrs.fields(kind)}
    return kind(**{**given, **fields})


def demanded(kind: type[attrs.AttrsInstance]) -> list[str]:
    return [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING]


def system(**parts: Any) -> RegionalSystem:
    return RegionalSystem(region="khabarovsk", **parts)


def whole(**parts: Any) -> RegionalSystem:
    """A system with one full record in every collection; other records on request."""
    return system(**{name: [full(kind)] for name, kind in CLASSES} | parts)


def faults(data: RegionalSystem) -> list[tuple[str, str]]:
    return [(issue.place, issue.code) for issue in data.issues]


# What a record demands.


@pytest.mark.parametrize(("name", "kind"), CLASSES, ids=NAMES)
def test_a_record_demands_what_it_cannot_be_without(name: str, kind: type[attrs.AttrsInstance]) -> None:
    """Every field without a default is demanded by its name, one by one."""
    given = attrs.asdict(full(kind), recurse=False)

    for field in demanded(kind):
        with pytest.raises(TypeError, match=f"'{field}'"):
            kind(**{key: one for key, one in given.items() if key != field})
    assert full(kind) == kind(**given), name


@pytest.mark.parametrize(("name", "kind"), CLASSES, ids=NAMES)
def test_a_record_is_a_value(name: str, kind: type[attrs.AttrsInstance]) -> None:
    """Equal when its fields are, usable in a set, never changed, and its fields always named."""
    record, make = full(kind), cast(Callable[..., Any], kind)

    assert record == full(kind), name
    assert {record} == {full(kind)}
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(record, attrs.fields(kind)[0].name, "2")
    with pytest.raises(TypeError, match="positional"):
        make("1")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Person, ["id"]),
        (Employment, ["person", "organization", "role"]),
        (Diagnostic, ["id", "person"]),
        (Route, ["id", "person"]),
        (Enrolment, ["id", "person", "programme"]),
        (Support, ["person"]),
        (Organization, ["id"]),
        (Association, []),
    ],
)
def test_little_is_demanded(kind: type[attrs.AttrsInstance], expected: list[str]) -> None:
    """Spec 3: whose it is and what it is; a file that knows no more is a file all the same."""
    assert expected == demanded(kind)


# What its silence means.


def optional_fields() -> Iterator[tuple[str, attrs.Attribute[Any]]]:
    for name, kind in CLASSES:
        yield from ((name, field) for field in attrs.fields(kind) if field.default is None)


def test_every_field_that_may_be_absent_says_what_that_means() -> None:
    """Unknown, none or open: declared with the field, never left to whoever reads it."""
    fields = list(optional_fields())

    assert len(fields) > 80
    assert [(name, field.name) for name, field in fields if "rnms" not in field.metadata] == []


@pytest.mark.parametrize(
    ("kind", "field", "expected"),
    [
        (Person, "birth_date", Absence.UNKNOWN),
        (Person, "career_start", Absence.UNKNOWN),
        (Employment, "start", Absence.UNKNOWN),
        (Employment, "end", Absence.OPEN),
        (Organization, "kind", Absence.UNKNOWN),
        (Organization, "municipality", Absence.NONE),
        (Organization, "low_results_years", Absence.UNKNOWN),
        (Diagnostic, "date", Absence.UNKNOWN),
        (Diagnostic, "deficits", Absence.UNKNOWN),
        (Route, "diagnostic", Absence.NONE),
        (Route, "end", Absence.OPEN),
        (Programme, "register_start", Absence.NONE),
        (Programme, "register_end", Absence.OPEN),
        (Enrolment, "selected_on", Absence.NONE),
        (Enrolment, "start", Absence.UNKNOWN),
        (Enrolment, "end", Absence.NONE),
        (Enrolment, "diagnostic", Absence.NONE),
        (Support, "end", Absence.OPEN),
    ],
)
def test_what_absence_means(kind: type[attrs.AttrsInstance], field: str, expected: Absence) -> None:
    """No birth date is unknown, no end is not ended, no completion is none."""
    assert expected is about(attrs.fields_dict(kind)[field]).absence


# Routes.

DIAGNOSTIC = Diagnostic(id="d", person="p", date=day("2023-02-01"), provider=Provider.CNPPM)


def a_route(start: str | None = "2023-03-01", end: str | None = None, **fields: Any) -> Route:
    return Route(**{"id": "r", "person": "p", "diagnostic": "d", **fields}, start=day(start), end=day(end))


@pytest.mark.parametrize(
    ("route", "diagnostic", "expected", "source"),
    by_source(
        [
            (a_route(), DIAGNOSTIC, [], "I1"),
            (a_route("2023-02-01"), DIAGNOSTIC, [], "I1: on the same day"),
            (a_route("2023-01-31"), DIAGNOSTIC, ["route_before_diagnostic"], "E10"),
            (a_route(person="q"), DIAGNOSTIC, ["diagnostic_of_another"], "I1: of another"),
            (a_route(), None, ["no_diagnostic"], "I1: none"),
            (a_route(diagnostic=None), None, ["no_diagnostic"], "I1: names none"),
            (a_route(diagnostic="e"), DIAGNOSTIC, ["no_diagnostic"], "I1: names another"),
            (a_route(None), DIAGNOSTIC, [], "I2: when is unknown, so nothing is violated"),
            (a_route(), attrs.evolve(DIAGNOSTIC, date=None), [], "I1: when is unknown"),
            (
                a_route(end="2023-02-28"),
                DIAGNOSTIC,
                ["end_before_start"],
                "completed before it was developed",
            ),
            (
                a_route("2023-01-31", "2023-01-30", person="q"),
                DIAGNOSTIC,
                ["diagnostic_of_another", "route_before_diagnostic", "end_before_start"],
                "all at once",
            ),
        ]
    ),
)
def test_why_a_route_does_not_rest_on_a_diagnostic(
    route: Route, diagnostic: Diagnostic | None, expected: list[str], source: str
) -> None:
    """«На основе результатов диагностики»: every violation by its code, and only what is known."""
    assert expected == list(route.violations(diagnostic)), source


@pytest.mark.parametrize(
    ("route", "as_of", "expected"),
    [
        (a_route(), "2023-02-28", RouteState.NOT_BEGUN),
        (a_route(), "2023-03-01", RouteState.IN_PROGRESS),
        (a_route(), "2033-03-01", RouteState.IN_PROGRESS),
        (a_route(end="2023-12-01"), "2023-11-30", RouteState.IN_PROGRESS),
        (a_route(end="2023-12-01"), "2023-12-01", RouteState.COMPLETED),
        (a_route(None), "2023-12-01", RouteState.UNKNOWN),
        (a_route(None, "2023-12-01"), "2023-12-01", RouteState.UNKNOWN),
    ],
)
def test_how_far_a_route_has_come(route: Route, as_of: str, expected: RouteState) -> None:
    """From the day it was developed to the day it was completed, both inside."""
    assert expected is route.progress(dt.date.fromisoformat(as_of))


# Integrity.

REFERENCES = [
    (name, field.name) for name, kind in CLASSES for field in attrs.fields(kind) if about(field).refers_to
]


def test_a_system_whose_parts_agree_has_no_issue() -> None:
    """One record of everything, each reference found, each id its own."""
    assert faults(whole()) == []


@pytest.mark.parametrize(("name", "field"), REFERENCES)
def test_a_reference_leads_somewhere(name: str, field: str) -> None:
    """What refers to nobody is one issue; into a collection that did not come anybody may be meant."""
    kind = record_classes()[name]
    target = about(attrs.fields_dict(kind)[field]).refers_to
    another = {"id": "2"} if has_id(kind) else {}
    dangling = whole(**{name: [full(kind), full(kind, **another, **{field: "ghost"})]})
    uncollected: dict[str, Any] = {target: None}

    assert target in record_classes()
    assert has_id(record_classes()[target])
    assert faults(dangling) == [(f"$.{name}[1].{field}", "reference.nobody")]
    if target != name:
        assert faults(attrs.evolve(dangling, **uncollected)) == []


def has_id(kind: type[attrs.AttrsInstance]) -> bool:
    return "id" in attrs.fields_dict(kind)


@pytest.mark.parametrize("name", [name for name, kind in CLASSES if has_id(kind)])
def test_an_id_is_its_own(name: str) -> None:
    """The second and the third of the same id are at fault, each with its path."""
    kind = record_classes()[name]

    assert faults(whole(**{name: [full(kind)] * 3})) == [
        (f"$.{name}[1].id", "id.doubled"),
        (f"$.{name}[2].id", "id.doubled"),
    ]


@pytest.mark.parametrize(
    "name", [name for name, kind in CLASSES if {"start", "end"} <= set(attrs.fields_dict(kind))]
)
def test_an_end_is_not_before_its_start(name: str) -> None:
    """The same day is in order; the day before is an issue, and both dates are no more than unknown."""
    kind = record_classes()[name]
    first, before = day("2023-06-01"), day("2023-05-31")

    assert faults(whole(**{name: [full(kind, start=first, end=first)]})) == []
    assert faults(whole(**{name: [full(kind, start=first, end=before)]})) == [
        (f"$.{name}[0].end", "dates.end-before-start")
    ]


def test_an_order_may_put_nine_levels_of_its_own_between_any_two() -> None:
    """However many it knows, none of those that the acts share has to move."""
    for above, below in itertools.pairwise((FEDERAL, REGIONAL, MUNICIPAL, INSTITUTIONAL)):
        own = [Level(above.rank + number, f"own{number}", "собственный") for number in range(1, 10)]
        assert sorted([below, *own[::-1], above]) == [above, *own, below]


def test_an_issue_says_what_to_do() -> None:
    """Clerks read it, in Russian, the place first."""
    data = system(persons=[], employments=[Employment(person="p", organization="o", role=Role.HEAD)])

    assert [str(issue) for issue in data.issues] == [
        "$.employments[0].person: 'p' нет в persons; добавьте или исправьте"
    ]


# Personal data.


def test_a_name_is_never_shown() -> None:
    """Not by the person, nor by the system, nor by an issue, nor by a report."""
    anna = Person(id="p1", name="Анна Сергеевна Петрова")
    data = attrs.evolve(whole(persons=[anna, anna]), region="kirov")

    shown = [repr(anna), str(anna), repr(data), *map(str, data.issues), str(rnms.evaluate(data, period=2023))]
    assert len(data.issues) > 1
    assert not any("Петрова" in text for text in shown)


def test_a_system_shows_how_much_there_is() -> None:
    """Thousands of records are counted, not printed; a collection that did not come is not mentioned."""
    data = system(persons=[Person(id=str(number)) for number in range(3)], routes=[])

    assert repr(data) == "RegionalSystem(region='khabarovsk', 3 persons, 0 routes, 0 figures, 0 unreported)"


# Files.


def test_every_collection_goes_to_a_file_and_back() -> None:
    """A system with a full record in every collection is equal to its round trip."""
    assert loads(dumps(whole())) == whole()
    assert set(collections()) - {"figures", "claims"} <= set(as_dict(whole()))


@pytest.mark.parametrize(("name", "kind"), CLASSES, ids=NAMES)
def test_a_record_with_little_goes_to_a_file_and_back(name: str, kind: type[attrs.AttrsInstance]) -> None:
    """What is not known is not written, and is not known again when read."""
    hints = get_type_hints(kind)
    record = kind(**{field: value(field, hints[field]) for field in demanded(kind)})
    data = system(**{name: [record]})

    assert loads(dumps(data)) == data
    assert set(as_dict(data)[name][0]) == set(demanded(kind))


@pytest.mark.parametrize(("name", "kind"), CLASSES, ids=NAMES)
def test_none_by_hand_means_that_a_field_is_left_out(name: str, kind: type[attrs.AttrsInstance]) -> None:
    """A program that has no title, no word or no set gives none: the field is as where nobody tells."""
    hints = get_type_hints(kind)
    given = {field: value(field, hints[field]) for field in demanded(kind)}
    untold = dict.fromkeys(field.name for field in attrs.fields(kind) if field.name not in given)

    read = as_read(system(**{name: [kind(**given, **untold)]}))

    assert getattr(read.system, name) == (kind(**given),)


@pytest.mark.parametrize("name", NAMES)
def test_an_absent_collection_is_not_an_empty_one(name: str) -> None:
    """Not collected and nobody there are two answers, in a file too."""
    absent, empty = system(), system(**{name: []})

    assert (getattr(absent, name), getattr(empty, name)) == (None, ())
    assert (getattr(loads(dumps(absent)), name), getattr(loads(dumps(empty)), name)) == (None, ())
    assert absent != empty


EMPLOYMENT = {"person": "p", "organization": "o", "role": "head"}


@pytest.mark.parametrize(
    ("parts", "place", "source"),
    by_source(
        [
            (
                {"persons": [{"id": "p", "birth_date": "1990-13-01"}]},
                "$.persons[0].birth_date",
                "a 13th month",
            ),
            (
                {"persons": [{"id": "p", "birth_date": "1991-02-29"}]},
                "$.persons[0].birth_date",
                "no leap year",
            ),
            (
                {"persons": [{"id": "p", "birth_date": "01.02.1990"}]},
                "$.persons[0].birth_date",
                "another notation",
            ),
            (
                {"persons": [{"id": "p", "birth_date": "19900201"}]},
                "$.persons[0].birth_date",
                "without dashes",
            ),
            ({"persons": [{"id": "p", "birth_date": 1990}]}, "$.persons[0].birth_date", "a year alone"),
            ({"persons": [{"id": "p"}, {"id": 7}]}, "$.persons[1].id", "a number for a text"),
            ({"persons": [{}]}, "$.persons[0].id", "nobody"),
            ({"persons": [{"id": "p", "birthday": "1990-01-01"}]}, "$.persons[0].birthday", "an unknown key"),
            ({"persons": [{"id": "p", "category": "best"}]}, "$.persons[0].category", "no such category"),
            ({"persons": {}}, "$.persons", "no list"),
            ({"employments": [{**EMPLOYMENT, "role": "boss"}]}, "$.employments[0].role", "no such role"),
            ({"employments": [{"person": "p", "role": "head"}]}, "$.employments[0].organization", "nowhere"),
            (
                {"organizations": [{"id": "o", "low_results_years": [2023, "2024"]}]},
                "$.organizations[0].low_results_years[1]",
                "a year in quotes",
            ),
            (
                {"diagnostics": [{"id": "d", "person": "p", "deficits": "ИТ"}]},
                "$.diagnostics[0].deficits",
                "no list",
            ),
            (
                {"diagnostics": [{"id": "d", "person": "p", "provider": "ЦНППМ"}]},
                "$.diagnostics[0].provider",
                "the key is cnppm",
            ),
            (
                {"team_members": [{"team": "t", "person": "p", "is_head": 1}]},
                "$.team_members[0].is_head",
                "1 is not true",
            ),
            ({"route_items": [{"route": "r", "hours": 1.5}]}, "$.route_items[0].hours", "no whole number"),
        ]
    ),
)
def test_a_value_that_is_none_is_refused_with_its_place(
    parts: dict[str, Any], place: str, source: str
) -> None:
    """A file with one wrong value is refused with one issue that says where it is."""
    with pytest.raises(DataError) as caught:
        loads(json.dumps({"rnms": 1, "region": "khabarovsk", **parts}))

    assert [place] == [issue.place for issue in caught.value.issues], source


def test_all_wrong_values_are_named_at_once() -> None:
    """Whoever corrects a file corrects it once."""
    text = json.dumps(
        {
            "rnms": 1,
            "region": "khabarovsk",
            "persons": [{"id": "p", "birth_date": "1990-13-01"}, {"career_start": "2020-00-01"}],
            "routes": [{"id": "r"}],
        }
    )
    with pytest.raises(DataError) as caught:
        loads(text)

    assert {issue.place for issue in caught.value.issues} == {
        "$.persons[0].birth_date",
        "$.persons[1].id",
        "$.persons[1].career_start",
        "$.routes[0].person",
    }


def test_a_type_that_a_module_writes_in_quotes_is_looked_up() -> None:
    """A plug-in may name a class before it is there, alone or as what a collection holds."""
    quoted = {"norm": "'Norm'", "norms": "tuple['Norm', ...]", "name": "str"}
    kind = type("Quoted", (), {"__annotations__": quoted, "__module__": "rnms.model.norm"})

    assert types_of(kind) == {"norm": Norm, "norms": tuple[Norm, ...], "name": str}


def test_lists_become_tuples() -> None:
    """Whoever builds a system by hand may give lists; it holds tuples, and cannot be changed by them."""
    people = [Person(id="p")]
    data = system(persons=people, organizations=iter([Organization(id="o", kind=OrganizationKind.GENERAL)]))
    people.append(Person(id="q"))

    assert data.persons == (Person(id="p"),)
    assert data.organizations == (Organization(id="o", kind=OrganizationKind.GENERAL),)
