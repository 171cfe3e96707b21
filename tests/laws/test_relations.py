"""Figures among themselves: the control relations of a form, what follows, and how firm numbers are."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, ORDER, indicator, profile
from kit.effort import examples
from rnms import Bounds, Figure, RegionalSystem, Verdict, files
from rnms.engine.relations import Limit, limits_by_relations
from rnms.errors import ProfileError
from rnms.indicators import Load, Share, Statistic, Target
from rnms.indicators.vocabulary import diagnostics, methodists, people
from rnms.logic.predicates import Op
from rnms.model import Act, FigureStatus, Municipality, Period, PeriodKind, at_least, percent
from rnms.regions import FigureRelation

WHOLE = FigureRelation.of_parts("staff", "men", "women", code="1", clause=CLAUSE)
SHARE = FigureRelation(code="2", left=("staff.diagnosed",), op=Op.LE, right=("staff",), clause=CLAUSE)


def _figures(**counts: int) -> list[Figure]:
    return [Figure(key=key, period=2024, count=count, place=f"форма[{key}]") for key, count in counts.items()]


def _report(figures: Sequence[Figure], *relations: FigureRelation, **changes: Any) -> rnms.Report:
    data = RegionalSystem(region="x", figures=figures, **changes)
    return rnms.evaluate(data, region=profile(indicator(), relations=relations), period=2024)


def test_a_broken_relation_names_both_sides_the_difference_and_the_places() -> None:
    """One clause, one row: 12 and 8 are not 19."""
    [issue] = [one for one in _report(_figures(staff=19, men=12, women=8), WHOLE).issues if "rel" in one.code]

    assert issue.code == "figures.relation"
    for said in ("staff 19 (форма[staff])", "men 12 (форма[men])", "women 8 (форма[women])", "разница 1"):
        assert said in issue.text
    assert str(CLAUSE) in issue.text


@pytest.mark.parametrize(
    ("op", "left", "right", "broken"),
    [
        (Op.EQ, 20, 20, False),
        (Op.EQ, 21, 20, True),
        (Op.EQ, 19, 20, True),
        (Op.LE, 20, 20, False),
        (Op.LE, 21, 20, True),
        (Op.LE, 19, 20, False),
        (Op.GE, 20, 20, False),
        (Op.GE, 19, 20, True),
        (Op.GE, 21, 20, False),
    ],
)
def test_each_comparison_is_held_exactly(op: Op, left: int, right: int, broken: bool) -> None:
    """Equal, no more, no less."""
    relation = FigureRelation(code="1", left=("a",), op=op, right=("b",), clause=CLAUSE)
    issues = _report(_figures(a=left, b=right), relation).issues
    assert ("figures.relation" in {issue.code for issue in issues}) is broken


def test_what_is_not_given_breaks_nothing_unless_the_others_exceed_it() -> None:
    """12 men of 10 are too many, whoever the women are."""
    assert not [one for one in _report(_figures(staff=10, men=3), WHOLE).issues if "relation" in one.code]
    [issue] = [one for one in _report(_figures(staff=10, men=12), WHOLE).issues if "relation" in one.code]
    assert "women не дано" in issue.text


def test_the_last_part_is_the_whole_less_the_others() -> None:
    """A number that nobody gave follows, with the status of those that it follows from."""
    of_two = FigureRelation.of_parts("staff", "staff.diagnosed", "others", code="1", clause=CLAUSE)
    provisional = [
        attrs.evolve(figure, status=FigureStatus.PROVISIONAL) for figure in _figures(staff=10, others=6)
    ]
    result = _report(provisional, of_two)["1"]

    assert result.value == Bounds.exact(percent(40))
    assert result.statuses == (FigureStatus.PROVISIONAL,)


def test_relations_hold_in_each_municipality_by_itself() -> None:
    """A return that breaks one is named; the sums of others do not excuse it."""
    places = [Municipality(id="m1", name="Лесной"), Municipality(id="m2", name="Озёрный")]
    figures = [
        attrs.evolve(figure, municipality=place)
        for place, counts in (
            ("m1", {"staff": 5, "men": 5, "women": 1}),
            ("m2", {"staff": 7, "men": 5, "women": 1}),
        )
        for figure in _figures(**counts)
    ]
    texts = [one.text for one in _report(figures, WHOLE, municipalities=places).issues if "rel" in one.code]

    assert [("Лесной" in text, "Озёрный" in text) for text in texts] == [(True, False), (False, True)]


def test_a_status_travels_to_results_and_to_what_is_written() -> None:
    """Into the notes of a text, into the sheet of sources, into JSON and back."""
    figures = [attrs.evolve(figure, status=FigureStatus.ESTIMATE) for figure in _figures(staff=10)]
    report = _report([*figures, *_figures(**{"staff.diagnosed": 4})])

    assert report["1"].statuses == (FigureStatus.ESTIMATE,)
    assert "Показатель 1 опирается на числа с пометкой: оценка." in str(report.to_markdown())
    assert "rests on figures that are marked: an estimate" in report.to_html(lang="en")
    assert rnms.Report.from_json(report.to_json())["1"].statuses == report["1"].statuses
    again = files.loads(files.dumps(RegionalSystem(region="ugra", figures=figures)))
    assert again.figures[0].status is FigureStatus.ESTIMATE
    assert '"status"' not in files.dumps(RegionalSystem(region="ugra", figures=_figures(staff=10)))


def test_profiles_with_relations_are_read_back_from_json() -> None:
    """A profile on file is the profile."""
    declared = profile(indicator(), relations=[WHOLE, SHARE])
    assert files.load_profile(files.dump_profile(declared)) == declared
    assert "men" in declared.figure_keys


def test_relations_cite_an_act_of_the_profile() -> None:
    """As everything does."""
    other = Act(key="other", kind="форма", date=ORDER.date, issuer="…")
    with pytest.raises(ProfileError, match="relation 1 cites"):
        profile(indicator(), relations=[attrs.evolve(WHOLE, clause=other.clause("п. 1"))])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"left": ()}, "has nothing on one side"),
        ({"right": ("staff", "men")}, "names a figure twice"),
        ({"op": Op.LT}, "write Op.EQ, Op.LE or Op.GE"),
    ],
)
def test_a_relation_that_says_nothing_is_refused(changes: dict[str, Any], message: str) -> None:
    """In one line with the way out."""
    with pytest.raises(ValueError, match=message):
        attrs.evolve(WHOLE, **changes)


LOADED = profile(
    indicator(),
    indicator(code="2", measure=Load(people.TEACHERS, methodists.ATTACHED, Statistic.MEAN)),
    key="loaded",
)


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("staf", "'staff'"),
        ("staff.diagnozed", "'staff.diagnosed'"),
        ("teachers.attached", "'teachers.attached.total' or"),
        ("women", ""),
        ("staff.diagnosed", ""),
    ],
)
def test_a_slip_in_a_key_of_a_relation_is_told(key: str, meant: str) -> None:
    """Another line of the form may have any name; a sum, the largest and the smallest of a load are three."""
    relation = FigureRelation(code="1", left=(key,), op=Op.LE, right=("others",), clause=CLAUSE)
    titled = attrs.evolve(relation, titles={key: "строка формы"})
    if not meant:
        assert attrs.evolve(LOADED, relations=[relation]).relations == (relation,)
        return
    with pytest.raises(ProfileError, match=f"relation 1 names {key!r}, .* did you mean {meant}"):
        attrs.evolve(LOADED, relations=[relation])
    # What has a title of its own is another line of the form, however near.
    assert attrs.evolve(LOADED, relations=[titled]).relations == (titled,)


def test_what_relations_alone_speak_of_may_be_given_and_need_not() -> None:
    """Forms and templates can ask for it, as for what it is related to."""
    declared = profile(indicator(), relations=[WHOLE, SHARE])
    needs = {need.key: need for need in declared.needs()}
    optional = [key for key, need in needs.items() if need.is_optional]

    assert optional == ["men", "women"]
    assert [key for key in needs if key not in optional] == ["staff", "staff.diagnosed"]
    assert (needs["men"].indicators, needs["men"].period) == (("1",), needs["staff"].period)
    asked = {figure["key"] for figure in files.template(declared, period=2024)["figures"]}
    assert asked == set(needs)
    data = rnms.from_figures({"staff": 10, "men": 3}, region=declared, period=2024)
    assert {figure.key: str(figure.period) for figure in data.figures} == {"staff": "2024", "men": "2024"}


def test_a_relation_is_asked_for_one_period() -> None:
    """What it compares is asked by the year there, and by half-years here: so both stand in one form."""
    teachers = Share(people.TEACHERS, diagnostics.DIAGNOSED)
    by_half = indicator(code="2", measure=teachers, period=PeriodKind.HALF_YEAR)
    no_more = FigureRelation(
        code="2", left=("teachers.diagnosed",), op=Op.LE, right=("staff.diagnosed",), clause=CLAUSE
    )
    declared = profile(indicator(), by_half, relations=[no_more])
    asked = [(figure["key"], figure["period"]) for figure in files.template(declared, period=2024)["figures"]]

    assert {period for key, period in asked if key == "teachers.diagnosed"} == {"2024-H1", "2024-H2", "2024"}
    assert [need.period for need in declared.needs() if need.is_optional] == [PeriodKind.CALENDAR]


# What is not given, against every number that it can be.

PARTS = FigureRelation.of_parts("staff", "staff.diagnosed", "men", "women", code="1", clause=CLAUSE)
AT_MOST = FigureRelation(
    code="2", left=("staff.diagnosed", "men"), op=Op.LE, right=("others",), clause=CLAUSE
)
AT_LEAST = FigureRelation(code="3", left=("others",), op=Op.GE, right=("staff.diagnosed",), clause=CLAUSE)


@pytest.mark.parametrize(
    ("counts", "relations", "value"),
    [
        ({"staff": 10, "men": 3}, [PARTS], Bounds(0, percent(70))),
        ({"staff": 10, "men": 3, "women": 3}, [PARTS], Bounds.exact(percent(40))),
        ({"staff": 10, "men": 3, "others": 5}, [AT_MOST], Bounds(0, percent(20))),
        ({"staff": 10, "others": 6}, [AT_LEAST], Bounds(0, percent(60))),
        ({"staff": 10, "men": 3, "others": 5}, [PARTS, AT_MOST], Bounds(0, percent(20))),
    ],
)
def test_a_number_that_is_not_given_lies_where_relations_leave_it(
    counts: dict[str, int], relations: list[FigureRelation], value: Bounds
) -> None:
    """However many parts are lacking, and where one side is only no more than the other."""
    result = _report(_figures(**counts), *relations)["1"]

    assert result.value == value
    assert value.is_exact or result.verdict.value == "no_target"


def test_a_limit_decides_where_nothing_else_is_told() -> None:
    """Of ten at most two: less than is demanded, whoever they are; of nine perhaps enough."""
    demanded = profile(indicator(targets=[Target(2024, at_least(percent(30)), CLAUSE)]), relations=[AT_MOST])

    def judged(others: int) -> rnms.Result:
        figures = _figures(staff=10, men=3, others=others)
        return rnms.evaluate(RegionalSystem(region="x", figures=figures), region=demanded, period=2024)["1"]

    assert (judged(5).verdict, judged(9).verdict) == (Verdict.NOT_MET, Verdict.UNDETERMINED)
    assert "известно лишь, что от 0 до 6" in judged(9).reason


KEYS = ("a", "b", "c", "d")


@st.composite
def forms(draw: st.DrawFn) -> list[FigureRelation]:
    """A form of one or two relations between four numbers."""
    made = []
    for code in range(draw(st.integers(1, 2))):
        keys = draw(st.permutations(KEYS))
        left, right = draw(st.integers(1, 2)), draw(st.integers(1, 2))
        made.append(
            FigureRelation(
                code=str(code),
                left=keys[:left],
                op=draw(st.sampled_from([Op.EQ, Op.LE, Op.GE])),
                right=keys[left : left + right],
                clause=CLAUSE,
            )
        )
    return made


@given(forms(), st.dictionaries(st.sampled_from(KEYS), st.integers(0, 3), max_size=3))
@examples(60, 2000)
def test_every_number_that_keeps_the_relations_lies_within_its_limits(
    relations: list[FigureRelation], given_counts: dict[str, int]
) -> None:
    """Never too narrow; of one relation, and up to what was tried, never too wide either."""
    data = RegionalSystem(region="x", figures=_figures(**given_counts))
    limits = limits_by_relations(data, relations)
    most = 13
    open_keys = [key for key in KEYS if key not in given_counts]
    found: dict[str, set[int]] = {key: set() for key in open_keys}
    for numbers in itertools.product(range(most + 1), repeat=min(len(open_keys), 3)):
        world = {**given_counts, **dict(zip(open_keys, numbers, strict=False)), **_rest(open_keys)}
        if all(_kept(relation, world) for relation in relations):
            for key in open_keys[:3]:
                found[key].add(world[key])

    for key in open_keys[:3]:
        limit = limits.get((key, Period.of(2024), None), Limit()).bounds
        assert all(number in limit for number in found[key])
        if len(relations) == 1 and len(open_keys) <= 3 and found[key]:
            assert min(found[key]) == limit.low
            assert limit.high is None or max(found[key]) == limit.high


def _rest(open_keys: list[str]) -> dict[str, int]:
    """What is not tried: where nothing is given, one number of the four stands still."""
    return dict.fromkeys(open_keys[3:], 1)


def _kept(relation: FigureRelation, world: dict[str, int]) -> bool:
    left, right = (sum(world[key] for key in side) for side in (relation.left, relation.right))
    return {Op.EQ: left == right, Op.LE: left <= right, Op.GE: left >= right}[relation.op]
