"""Who may have what a silent municipality did not report: whoever may work there, and nobody else."""

from __future__ import annotations

import pytest

from kit.records import Piece, collected, diagnostic, person, route, works
from kit.tabled import BY_FIGURE_ONLY, KINDS, tabled
from rnms.engine.engine import Engine
from rnms.engine.states import state_of
from rnms.indicators.tally import MemberState
from rnms.logic import Population, Term
from rnms.logic.predicates import DateOrder, Op, Predicate, equals, exists, in_order
from rnms.logic.question import Question
from rnms.model import Municipality, Organization, OrganizationKind, Period, RegionalSystem, Unreported

YEAR = Period.of(2023)
PEOPLE = Population(key="p", title="люди", entity="persons")
DIAGNOSED = exists("diagnostics", "person")


def region(*pieces: Piece, gaps: tuple[tuple[str, str | None], ...] = ()) -> RegionalSystem:
    """Two municipalities with a school each, a school of nowhere, and the people a and b."""
    return collected(
        "ugra",
        [Municipality(id=key, name=key) for key in ("m1", "m2")],
        [
            Organization(id=key, name=key, kind=OrganizationKind.GENERAL, municipality=place)
            for key, place in (("o1", "m1"), ("o2", "m2"), ("o?", "lost"))
        ],
        person("a"),
        person("b"),
        *pieces,
        unreported=[Unreported(entity=name, municipality=place) for name, place in gaps],
    )


def states(
    data: RegionalSystem, term: Predicate, kind: str | None, *, behind: bool
) -> dict[str, MemberState]:
    """Where each of the people stands; ``behind``: by the records alone that are read to explain it."""
    question = Question(of=PEOPLE, term=Term(key="t", title="t", where=term))
    source = data if kind is None else tabled(data, KINDS[kind])
    engine = Engine(source, YEAR.end).on(YEAR).records
    if not behind:
        return {
            key: state
            for state in (MemberState.PASSED, MemberState.FAILED, MemberState.UNKNOWN)
            for key, _ in engine.standing(question, YEAR, state)
        }
    found = {}
    for one in data.persons or ():
        records, at = engine.records_behind(question, YEAR, one.id)
        assert at is not None
        found[one.id] = state_of(records, question, YEAR, at)
    return found


SILENT = ("diagnostics", "m1")
BASE = (works("a", "o1"), works("b", "o2"))


@pytest.mark.parametrize("behind", [False, True], ids=["counted", "explained"])
@pytest.mark.parametrize("kind", [None, "polars"])
@pytest.mark.parametrize(
    ("data", "perhaps"),
    [
        (region(*BASE, gaps=(SILENT,)), "a"),
        (region(works("b", "o2"), gaps=(SILENT,)), ""),
        (region(*BASE, gaps=(SILENT, ("employments", "m1"))), "ab"),
        (region(*BASE, gaps=(SILENT, ("employments", None))), "ab"),
        (region(*BASE, gaps=(SILENT, ("employments", "m2"))), "a"),
        (region(*BASE, works("somebody", "o1"), gaps=(SILENT,)), "ab"),
        (region(*BASE, works(BY_FIGURE_ONLY, "o1"), gaps=(SILENT,)), "ab"),
        (region(*BASE, works("somebody", "o2"), gaps=(SILENT,)), "a"),
        (region(*BASE, works("somebody", "o?"), gaps=(SILENT,)), "ab"),
        (region(works("a", "o2"), works("b", "o?"), gaps=(SILENT,)), "b"),
        (region(works("a", "o2"), works("b", "closed"), gaps=(SILENT,)), "b"),
        (region(*BASE, gaps=(("diagnostics", "elsewhere"),)), "ab"),
        (region(*BASE, gaps=(("diagnostics", None),)), "ab"),
    ],
    ids=["who works there", "nobody works there", "posts there are missing", "posts are missing",
         "posts elsewhere are missing", "an unlisted person works there", "somebody without a name does",
         "an unlisted person works elsewhere", "an unlisted person works nowhere", "a school of nowhere",
         "a school that is not there", "a place on no list", "the whole region is silent"],
)  # fmt: skip
def test_who_may_have_an_unreported_diagnostic(
    data: RegionalSystem, perhaps: str, kind: str | None, behind: bool
) -> None:
    """An unlisted person in a post there may be anybody who is listed."""
    expected = {key: MemberState.UNKNOWN if key in perhaps else MemberState.FAILED for key in "ab"}

    assert states(data, DIAGNOSED, kind, behind=behind) == expected


# What is read to explain one of them.

MAY, JUNE = "2023-05-01", "2023-06-01"
AFTER_DIAGNOSTIC = exists("routes", "person", in_order("diagnostic.date", "start"))
LATER_THAN_CAREER = exists("diagnostics", "person", compare=DateOrder("date", Op.GE, "career_start"))
IN_SCHOOL = exists("employments", "person", equals("organization.kind", OrganizationKind.GENERAL))


@pytest.mark.parametrize("behind", [False, True], ids=["counted", "explained"])
@pytest.mark.parametrize("kind", [None, "polars"])
@pytest.mark.parametrize(
    ("pieces", "term", "passed", "perhaps"),
    [
        ([diagnostic("a", MAY)], DIAGNOSED, "a", ""),
        ([diagnostic("a", MAY), diagnostic("x", MAY)], DIAGNOSED, "a", "b"),
        ([diagnostic(BY_FIGURE_ONLY, MAY)], DIAGNOSED, "", "ab"),
        ([diagnostic("a", MAY), route("a", JUNE)], AFTER_DIAGNOSTIC, "a", ""),
        ([diagnostic("a", JUNE), route("a", MAY)], AFTER_DIAGNOSTIC, "", ""),
        ([route("a", JUNE)], AFTER_DIAGNOSTIC, "", "a"),
        ([diagnostic("a", None), route("a", JUNE)], AFTER_DIAGNOSTIC, "", "a"),
        ([diagnostic("x", MAY), route("x", JUNE)], AFTER_DIAGNOSTIC, "", "ab"),
        ([diagnostic("a", MAY), diagnostic("b", "1999-01-01")], LATER_THAN_CAREER, "a", ""),
        ([diagnostic("a", None)], LATER_THAN_CAREER, "", "a"),
        ([works("a", "o1"), works("b", "closed")], IN_SCHOOL, "a", "b"),
        ([works("a", "o1"), works("x", "o1")], IN_SCHOOL, "a", "b"),
    ],
)
def test_what_explains_one_member_of_a_table_is_what_decides(
    pieces: list[Piece], term: Predicate, passed: str, perhaps: str, kind: str | None, behind: bool
) -> None:
    """Records along references, those of nobody, and the days that are compared."""
    data = region(*pieces)
    expected = {
        key: MemberState.PASSED
        if key in passed
        else MemberState.UNKNOWN
        if key in perhaps
        else MemberState.FAILED
        for key in "ab"
    }

    assert states(data, term, kind, behind=behind) == expected
