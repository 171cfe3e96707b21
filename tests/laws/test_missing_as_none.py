"""A reading under which what nobody told of is not there: «непредставление данных — отсутствие»."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, TEN, indicator, profile, reading
from kit.effort import examples
from kit.tabled import KINDS, tabled
from rnms import Bounds, Figure, Municipality, RegionalSystem, Verdict, files
from rnms.errors import FieldError, ReadingConflictError
from rnms.indicators import Count, Share, Target
from rnms.indicators.tally import MissingAs, Tally
from rnms.indicators.vocabulary import diagnostics, people
from rnms.logic import MUNICIPALITY
from rnms.model import (
    Diagnostic,
    Employment,
    Organization,
    OrganizationKind,
    Period,
    Person,
    Provider,
    Role,
    Unreported,
    at_least,
)

YEAR = Period.of(2024)
HIRED = dt.date(2020, 9, 1)
PLACES = [Municipality(id=f"m{number}", name=f"Район {number}") for number in (1, 2)]
NONE = reading(name="missing_as_none", among_known=False, missing_as_none=True, clause=CLAUSE)
KNOWN = reading(name="among_known", clause=CLAUSE)
TARGET = Target(2024, TEN, CLAUSE)
ORDER = profile(indicator(targets=[TARGET], readings=[NONE, KNOWN]))


def staff(size: int | None, diagnosed: int | None, among: int | None = None) -> RegionalSystem:
    """How many there are, and how many of those who answered were diagnosed."""
    figures = [] if size is None else [Figure(key="staff", period=YEAR, count=size)]
    if diagnosed is not None:
        figures.append(Figure(key="staff.diagnosed", period=YEAR, count=diagnosed, among=among))
    return RegionalSystem(region="x", municipalities=PLACES, figures=figures)


@pytest.mark.parametrize(
    ("told", "by_default", "value", "verdict"),
    [
        ((20, 2, 10), Bounds(Fraction(1, 10), Fraction(3, 5)), Bounds.exact(Fraction(1, 10)), Verdict.MET),
        (
            (20, 1, 10),
            Bounds(Fraction(1, 20), Fraction(11, 20)),
            Bounds.exact(Fraction(1, 20)),
            Verdict.NOT_MET,
        ),
        ((20, 6, 20), Bounds.exact(Fraction(3, 10)), Bounds.exact(Fraction(3, 10)), Verdict.MET),
        ((None, 2, 10), Bounds(0, 1), Bounds(0, Fraction(1, 5)), Verdict.UNDETERMINED),
    ],
    ids=[
        "2 of 20, not up to 12",
        "1 of 20 is too few",
        "nothing is missing",
        "how many they are is still asked",
    ],
)
def test_who_told_nothing_has_none(
    told: tuple[int | None, int, int], by_default: Bounds, value: Bounds, verdict: Verdict
) -> None:
    """Whoever is silent does not pass; how many there are to be counted it does not say."""
    report = rnms.evaluate(staff(*told), region=ORDER, period=2024)
    under = report.under("missing_as_none")["1"]

    assert report["1"].value == by_default
    assert (under.value, under.verdict) == (value, verdict)


def test_that_nobody_told_anything_is_no_nought() -> None:
    """A reading decides what a missing return means, not that there was any."""
    under = rnms.evaluate(staff(20, None), region=ORDER, period=2024).under("missing_as_none")["1"]

    assert under.verdict is Verdict.NO_DATA


def test_a_number_is_what_was_told() -> None:
    """A count takes what is there; what may be there is not."""
    counted = profile(
        indicator(measure=Count(people.STAFF), targets=[Target(2024, at_least(10), CLAUSE)], readings=[NONE])
    )
    figure = Figure(key="staff", period=YEAR, count=10, municipality="m1")
    in_one_place = RegionalSystem(region="x", municipalities=PLACES, figures=[figure])
    report = rnms.evaluate(in_one_place, region=counted, period=2024)

    assert report["1"].value == Bounds(10, None)
    assert report.under("missing_as_none")["1"].value == Bounds.exact(10)


def test_records_and_tables_say_the_same() -> None:
    """A missing list of diagnostics leaves no one diagnosed."""
    system = RegionalSystem(
        region="x", municipalities=PLACES,
        organizations=[Organization(id="o", kind=OrganizationKind.GENERAL, municipality="m1")],
        persons=[Person(id=key) for key in "abcde"],
        employments=[
            Employment(person=key, organization="o", role=Role.PEDAGOGICAL, start=HIRED) for key in "abcde"
        ],
        diagnostics=[Diagnostic(id="d", person="a", provider=Provider.CNPPM, date=HIRED.replace(year=2024))],
        unreported=[Unreported(entity="diagnostics", municipality="m1")],
    )  # fmt: skip

    for data in (files.loads(files.dumps(system)), tabled(system, KINDS["polars"])):
        report = rnms.evaluate(data, region=ORDER, period=2024)
        assert report["1"].value == Bounds(Fraction(1, 5), 1)
        assert report.under("missing_as_none")["1"].value == Bounds.exact(Fraction(1, 5))


# A target for each municipality.

IN_EACH = profile(indicator(targets=[attrs.evolve(TARGET, each=MUNICIPALITY)], readings=[NONE, KNOWN]))
Told = tuple[int | None, int | None]


def told(*rows: Told) -> RegionalSystem:
    """How many were diagnosed in each municipality, and of how many, as far as it told."""
    figures = [
        Figure(key=key, period=YEAR, count=count, municipality=place.id)
        for place, row in zip(PLACES, rows, strict=True)
        for key, count in zip(("staff.diagnosed", "staff"), row, strict=True)
        if count is not None
    ]
    return RegionalSystem(region="x", municipalities=PLACES, figures=figures)


@pytest.mark.parametrize(
    ("rows", "as_none", "among_known"),
    [
        (((2, 10), (None, 10)), Verdict.NOT_MET, Verdict.MET),
        (((0, 10), (None, 10)), Verdict.NOT_MET, Verdict.NOT_MET),
        (((2, 10), (1, 10)), Verdict.MET, Verdict.MET),
        (((2, 10), (None, None)), Verdict.UNDETERMINED, Verdict.MET),
        (((2, 10), (None, 0)), Verdict.MET, Verdict.MET),
        (((None, 10), (None, 10)), Verdict.NO_DATA, Verdict.NO_DATA),
    ],
    ids=[
        "spec V13: over all one is silent, over the respondents none",
        "who answered and fails breaks it by either",
        "spec V13: nobody is silent",
        "whether it has anybody is not told",
        "who has nobody is not asked",
        "R4: nobody reported is no «nobody is eligible»",
    ],
)
def test_in_each_the_silent_fail_or_are_left_out(
    rows: tuple[Told, Told], as_none: Verdict, among_known: Verdict
) -> None:
    """«В каждом» over the respondents is what «100 % муниципалитетов» is over them."""
    report = rnms.evaluate(told(*rows), region=IN_EACH, period=2024)

    assert report.under("missing_as_none")["1"].verdict is as_none
    result = report.under("among_known")["1"]
    assert result.verdict is among_known
    silent = [
        place.name for place, (passed, size) in zip(PLACES, rows, strict=True) if passed is None and size != 0
    ]
    if among_known is Verdict.MET and silent:
        assert f"прочтение их не учитывает: {', '.join(silent)}" in result.reason
        assert [place.name for place in result.missing] == silent


def test_records_of_which_nothing_came_are_left_out_like_figures() -> None:
    """A list of staff without a list of diagnostics tells of nobody whether they passed."""
    schools = [
        Organization(id=f"o-{place.id}", kind=OrganizationKind.GENERAL, municipality=place.id)
        for place in PLACES
    ]
    system = RegionalSystem(
        region="x", municipalities=PLACES, organizations=schools,
        persons=[Person(id=key) for key in "ab"],
        employments=[
            Employment(person=key, organization=school.id, role=Role.PEDAGOGICAL, start=HIRED)
            for key, school in zip("ab", schools, strict=True)
        ],
        diagnostics=[Diagnostic(id="d", person="a", provider=Provider.CNPPM, date=HIRED.replace(year=2024))],
        unreported=[Unreported(entity="diagnostics", municipality="m2")],
    )  # fmt: skip
    alone = attrs.evolve(system, unreported=[Unreported(entity="diagnostics")], diagnostics=[])

    for data in (system, tabled(system, KINDS["polars"])):
        report = rnms.evaluate(data, region=IN_EACH, period=2024)
        assert report["1"].verdict is Verdict.UNDETERMINED
        assert report.under("among_known")["1"].verdict is Verdict.MET
        assert report.under("missing_as_none")["1"].verdict is Verdict.NOT_MET
    under = rnms.evaluate(alone, region=IN_EACH, period=2024).under("among_known")["1"]
    assert under.verdict in {Verdict.UNDETERMINED, Verdict.NO_DATA}


SIZES = st.one_of(st.none(), st.integers(0, 3))


@examples(100)
@given(st.lists(st.tuples(SIZES, SIZES), min_size=2, max_size=2))
def test_alone_and_among_all_a_municipality_stands_alike(rows: list[Told]) -> None:
    """Under each reading, and as the act stands: what all are judged by is what each is judged by."""
    rows = [(None if size is None or passed is None else min(passed, size), size) for passed, size in rows]
    data = told(*rows)
    whole = rnms.evaluate(data, region=IN_EACH, period=2024)
    alone = {
        place.id: rnms.evaluate(data, region=IN_EACH, period=2024, municipality=place.id) for place in PLACES
    }

    for reading_name in ("", "missing_as_none", "among_known"):
        among = whole.under(reading_name)["1"] if reading_name else whole["1"]
        verdicts = {
            key: (report.under(reading_name) if reading_name else report)["1"].verdict
            for key, report in alone.items()
        }
        listed = {key: part.verdict for key, part in among.by("municipality").items()}
        assert {key: verdicts[key] for key in listed} == listed
        if among.verdict is Verdict.MET:
            left_out = {Verdict.NOT_APPLICABLE} | (
                {Verdict.NO_DATA} if reading_name == "among_known" else set()
            )
            assert set(verdicts.values()) <= {Verdict.MET, *left_out}
        assert (among.verdict is Verdict.NOT_MET) is (Verdict.NOT_MET in verdicts.values())


COUNTS = st.integers(0, 4)


@examples(200)
@given(passed=COUNTS, failed=COUNTS, undecided=COUNTS, doubtful=COUNTS, counted=COUNTS)
def test_the_ends_are_those_of_some_count(
    passed: int, failed: int, undecided: int, doubtful: int, counted: int
) -> None:
    """Brute force: of the undecided who were counted without being told apart, each may pass."""
    tally = Tally(
        passed=passed, failed=failed, failed_or_passed=undecided, out_or_failed=doubtful, counted=counted
    )
    shares = [
        Fraction(passed + extra, whole)
        for extra in range(min(counted, undecided) + 1)
        for there in range(doubtful + 1)
        if (whole := passed + failed + undecided + there)
    ]
    bounds = tally.decided(MissingAs.NONE).share()

    assert (bounds is None) is (not shares)
    assert bounds is None or (bounds.low, bounds.high) == (min(shares), max(shares))


def test_it_is_a_decision_like_any_other() -> None:
    """It cannot be taken together with counting among the known, and a profile read from JSON keeps it."""
    with pytest.raises(ReadingConflictError, match="basis"):
        rnms.evaluate(staff(20, None), region=ORDER, period=2024, readings=["missing_as_none", "among_known"])
    with pytest.raises(FieldError, match="one of them"):
        reading(among_known=True, missing_as_none=True)
    again = files.load_profile(files.dump_profile(ORDER))
    assert again.indicator("1").readings[0].missing is MissingAs.NONE


def test_a_share_is_what_it_is_by_either() -> None:
    """A measure says itself what those count as of whom nothing is known."""
    share = Share(people.STAFF, diagnostics.DIAGNOSED, missing_as_none=True)

    assert share.estimate([Tally(passed=1, failed_or_passed=3)]).bounds == Bounds.exact(Fraction(1, 4))
    assert TEN.verdict(Bounds.exact(Fraction(1, 4))) is Verdict.MET
