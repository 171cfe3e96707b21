"""The conformance kit: regions built in and from outside keep its rules; what breaks one is told in words."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

import rnms
from kit.declared import CLAUSE, FAULTY, ORDER, TEN, indicator, profile, reading
from kit.plugin import EXAMPLE, Install
from rnms import Unknown, Verdict, files, regions
from rnms.cli import CANNOT_RUN, FINE, main
from rnms.errors import ContractError, DataError, ProfileError
from rnms.indicators import (
    Band,
    Count,
    Direction,
    Family,
    Force,
    Indicator,
    Minimum,
    MonitoringRule,
    Requirement,
    Share,
    Target,
    since,
)
from rnms.indicators.tally import Tally
from rnms.indicators.vocabulary import PAGES, diagnostics, management, people, teams
from rnms.logic import MUNICIPALITY, Membership, Population, Term, predicates
from rnms.logic.population import SCHOOL
from rnms.model import EvidenceKind, Norm, Period, PeriodKind, at_least, at_most, less_than, percent
from rnms.model.deadlines import Annual, AnnualAfter, OneOffMonth
from rnms.model.roadmap import CompletionSource, MeasureGroup, Roadmap, RoadmapMeasure
from rnms.model.system import record_classes
from rnms.regions import RegionProfile, Spelling
from rnms.regions.rules.pages import pages
from rnms.render.sentences import sentence
from rnms.testing import RULES, check_installed, check_region
from rnms.testing.starter import start_region

# The rules, and the regions that keep them.


@pytest.mark.parametrize("key", regions.available())
def test_a_built_in_region_keeps_the_contract(key: str) -> None:
    """All that a region breaks is listed, each by the name of its rule."""
    assert faults_by_rule(regions.get(key)) == {}


def faults_by_rule(profile: RegionProfile) -> dict[str, list[str]]:
    """What a profile breaks, by the names of the rules."""
    return {rule.__name__: faults for rule in RULES if (faults := list(rule(profile)))}


def test_a_rule_says_what_it_holds() -> None:
    """In one sentence, once: the page of rules is made of these."""
    said = [(rule.__doc__ or "").strip() for rule in RULES]

    assert all(text.endswith(".") for text in said)
    assert len({rule.__name__ for rule in RULES}) == len(set(said)) == len(RULES)


def test_every_page_of_a_region_is_looked_at() -> None:
    """The module that declares the profile and all those in its package, not those that import it."""
    found = [name for name, _ in pages(regions.get("ugra"))]
    folder = Path(rnms.__file__).parent / "regions" / "ugra"

    assert found[0] == "rnms.regions.ugra"
    assert {name.rpartition(".")[2] for name in found[1:]} == {
        path.stem for path in folder.glob("*.py") if path.stem != "__init__"
    }


DOCS = Path(__file__).parents[2] / "docs"


def offered() -> dict[str, set[str]]:
    """The names of each module from which a region may import: those with a page, words, what is shared."""
    texts = [page.read_text(encoding="utf-8") for page in (DOCS / "en" / "reference").glob("*.md")]
    modules = {name for text in texts for name in re.findall(r"automodule:: (\S+)$", text, re.MULTILINE)}
    modules |= {f"rnms.indicators.vocabulary.{page.__name__.rpartition('.')[2]}" for page in PAGES}
    names = {
        name: set(getattr(import_module(name), "__all__", vars(import_module(name)))) for name in modules
    }
    names["rnms.indicators.vocabulary"] = {page.__name__.rpartition(".")[2] for page in PAGES}
    names["rnms.regions"] |= {"directions", "federal", "kinds"}
    return names


def imported_names(source: str) -> Iterator[tuple[str, str]]:
    """What a page imports from rnms, but for the pages of its own region."""
    own = tuple(f"rnms.regions.{key}" for key in regions.available())
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (("", alias.name) for alias in node.names if alias.name.startswith("rnms"))
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module.partition(".")[0] == "rnms" and not module.startswith(own):
                yield from ((module, alias.name) for alias in node.names)


@pytest.mark.parametrize("whose", [*regions.available(), "example", "started"])
def test_a_page_imports_what_is_offered(whose: str, tmp_path: Path) -> None:
    """A region of ours, the example and what `rnms new-region` writes import alike, from public modules."""
    folders = {"example": EXAMPLE / "src", "started": tmp_path}
    folder = folders.get(whose, Path(rnms.__file__).parent / "regions" / whose)
    if whose == "started":
        start_region("altai", out=tmp_path)
    texts = [page.read_text(encoding="utf-8") for page in folder.rglob("*.py")]
    names = offered()

    assert [
        f"from {module} import {name}"
        for text in texts
        for module, name in imported_names(text)
        if name not in names.get(module, ())
    ] == []


# What breaks them.

EVER = Share(people.STAFF, diagnostics.DIAGNOSED)
HIGH = Band("высокий", at_least(percent(50)), CLAUSE)
LOW = Band("низкий", less_than(percent(50)), CLAUSE)
AMENDING = attrs.evolve(ORDER, key="later", number="9", date=dt.date(2024, 1, 20))


class Label(str):
    """A text that is no plain text."""

    __slots__ = ()

    def __reduce__(self) -> Any:
        raise ValueError("a label is not kept")


def counting(where: Any = predicates.ALWAYS, **changes: Any) -> Indicator:
    fields = {"key": "others", "title": "иные", "entity": "persons", "where": where}
    return indicator(measure=Count(Population(**{**fields, **changes})))


def passing(where: Any, key: str = "seen") -> Indicator:
    return indicator(measure=Share(people.STAFF, Term(key=key, title="видны", where=where)))


READING = predicates.Keyword(field="programmes.topics", text="чтение")


def on_topic(word: Any) -> predicates.Predicate:
    return predicates.exists(
        "enrolments", "person", predicates.Has(predicates.Path("programme.topics"), word)
    )


def banded(*bands: Band) -> RegionProfile:
    return profile(indicator(bands=bands))


def duty(**changes: Any) -> Requirement:
    fields = {"code": "S-1", "title": "долг", "force": Force.DUTY, "clause": CLAUSE, "same_as": "1"}
    return Requirement(**{**fields, **changes})


def measure(**changes: Any) -> RoadmapMeasure:
    fields = {
        "code": "1",
        "title": "Мероприятие",
        "group": MeasureGroup(code="1", title="Направление", clause=CLAUSE),
        "responsible": "Министерство",
        "executors": "институт",
        "deadline": Annual(),
        "deadline_text": "ежегодно",
        "clause": CLAUSE,
    }
    return RoadmapMeasure(**{**fields, **changes})


def rule_of_monitoring(**changes: Any) -> MonitoringRule:
    fields = {"code": "7", "title": "Мониторинг", "deadline": Annual(), "deadline_text": "раз в год"}
    return MonitoringRule(**{**fields, "clause": CLAUSE, **changes})


def planned(*measures: RoadmapMeasure) -> RegionProfile:
    roadmap = Roadmap(measures=measures, clause=CLAUSE, until=dt.date(2024, 12, 31))
    return profile(indicator(), roadmap=roadmap)


WRONG: list[tuple[str, str, Callable[[], RegionProfile]]] = [
    (
        "norms_fit_their_scale",
        "write percent(60)",
        lambda: profile(indicator(targets=[Target(2024, at_least(60), CLAUSE)])),
    ),
    (
        "norms_fit_their_scale",
        "nothing is counted below 0",
        lambda: profile(indicator(targets=[Target(2024, at_least(-1), CLAUSE)])),
    ),
    (
        "norms_fit_their_scale",
        "write a whole number",
        lambda: profile(attrs.evolve(counting(), targets=[Target(2024, TEN, CLAUSE)])),
    ),
    (
        "bands_tile_their_scale",
        "no band lies between 'низкий' and 'высокий'",
        lambda: banded(attrs.evolve(LOW, norm=less_than(percent(40))), HIGH),
    ),
    (
        "bands_tile_their_scale",
        "bands 'низкий' and 'высокий' overlap",
        lambda: banded(attrs.evolve(LOW, norm=less_than(percent(60))), HIGH),
    ),
    (
        "bands_tile_their_scale",
        "1/2 lies in both 'низкий' and 'высокий'",
        lambda: banded(attrs.evolve(LOW, norm=Norm(high=percent(50))), HIGH),
    ),
    ("bands_tile_their_scale", "no band holds what lies above 'низкий'", lambda: banded(LOW)),
    ("bands_tile_their_scale", "no band holds what lies below 'высокий'", lambda: banded(HIGH)),
    (
        "acts_change_known_acts",
        "changes act 'nothing', which is not among the acts",
        lambda: profile(indicator(), acts=[ORDER, attrs.evolve(AMENDING, amends=["nothing"])]),
    ),
    (
        "targets_do_not_collide",
        "or say which act amends or repeals the other",
        lambda: profile(
            indicator(targets=[Target(2024, TEN, CLAUSE), Target(2024, TEN, AMENDING.clause("1"))]),
            acts=[ORDER, AMENDING],
        ),
    ),
    (
        "requirements_are_checked_one_way",
        "needs one of measure, same_as, unknown and broken_by",
        lambda: profile(indicator(), requirements=[duty(measure=EVER)]),
    ),
    (
        "requirements_are_checked_one_way",
        "the same as 9, which is no indicator",
        lambda: profile(indicator(), requirements=[duty(same_as="9")]),
    ),
    (
        "sources_are_named",
        "read nowhere; give its act, or the clause, a document",
        lambda: profile(
            indicator(clause=attrs.evolve(ORDER, document="").clause("п. 1")),
            acts=[attrs.evolve(ORDER, document="")],
        ),
    ),
    (
        "dates_of_acts_agree",
        "before it was signed; check both dates",
        lambda: profile(indicator(), acts=[ORDER, attrs.evolve(AMENDING, published=dt.date(2024, 1, 1))]),
    ),
    (
        "dates_of_acts_agree",
        "before it is in force; check both dates",
        lambda: profile(indicator(), acts=[ORDER, attrs.evolve(AMENDING, repealed_on=dt.date(2024, 1, 1))]),
    ),
    (
        "unknowns_say_why_and_where",
        "cite the clause",
        lambda: profile(indicator(), unknown=[Unknown("утрачено")]),
    ),
    (
        "unknowns_say_why_and_where",
        "say what was lost",
        lambda: profile(indicator(), unknown=[Unknown(" ", CLAUSE)]),
    ),
    ("titles_are_said", "indicator 1 has no title", lambda: profile(indicator(title=" "))),
    ("titles_are_said", "word 'others' has no title", lambda: profile(counting(title=""))),
    (
        "families_are_known",
        "or choose another key",
        lambda: profile(indicator(family=Family(key="diagnosed_share", title="иное", measure=EVER))),
    ),
    (
        "figure_keys_are_plain",
        "word 'Others.x' is no lower-case identifier",
        lambda: profile(counting(key="Others.x")),
    ),
    (
        "figure_keys_are_plain",
        "is what the parts of a load are called",
        lambda: profile(passing(predicates.BY_FIGURE_ONLY, "total")),
    ),
    (
        "words_speak_of_records",
        "persons.birthdate, which records do not have; did you mean 'birth_date'?",
        lambda: profile(counting(predicates.before("birthdate", predicates.END))),
    ),
    (
        "words_speak_of_records",
        "records of 'diagnostic', which do not exist; did you mean 'diagnostics'?",
        lambda: profile(passing(predicates.exists("diagnostic", "person"))),
    ),
    (
        "words_speak_of_records",
        "employments.where, which records do not have",
        lambda: profile(counting(through=Membership(entity="employments", member="person", place="where"))),
    ),
    (
        "words_speak_of_records",
        "asks for 'чтение' in programmes.topics, where people write freely",
        lambda: profile(passing(on_topic("чтение"))),
    ),
    (
        "words_speak_of_records",
        "asks for 'наставничество' in supports.form, where people write freely",
        lambda: profile(
            passing(predicates.exists("supports", "person", predicates.equals("form", "наставничество")))
        ),
    ),
    (
        "free_text_is_read_by_keywords",
        "say under spellings how the act writes it, and in which clause",
        lambda: profile(passing(on_topic(READING))),
    ),
    (
        "free_text_is_read_by_keywords",
        "looks in diagnostics.areas for a keyword of programmes.topics",
        lambda: profile(
            passing(
                predicates.exists("diagnostics", "person", predicates.Has(predicates.Path("areas"), READING))
            )
        ),
    ),
    (
        "free_text_is_read_by_keywords",
        "the spelling of 'чтение' has no forms",
        lambda: profile(passing(on_topic(READING)), spellings=[Spelling(READING, [], CLAUSE)]),
    ),
    (
        "populations_say_whose_records_they_are",
        "one member is 'человек', one of 'schools' is 'школа'; give it the unit of that, or an entity",
        lambda: profile(
            indicator(
                measure=Count(
                    Population(
                        key="rural",
                        title="сельские школы",
                        within=Population(key="schools", title="школы", entity="organizations", unit=SCHOOL),
                        where=predicates.Given(predicates.Path("municipality")),
                    )
                )
            )
        ),
    ),
    (
        "terms_repeat_no_condition",
        "'seen' repeats a condition of 'others'",
        lambda: profile(
            indicator(
                measure=Share(
                    Population(
                        key="others",
                        title="иные",
                        entity="persons",
                        where=predicates.Given(predicates.Path("category")),
                    ),
                    Term(key="seen", title="видны", where=predicates.Given(predicates.Path("category"))),
                )
            )
        ),
    ),
    (
        "targets_meet_a_period",
        "is never asked for: it counts by calendar",
        lambda: profile(indicator(targets=[Target(Period.of("2024-Q1"), TEN, CLAUSE)])),
    ),
    (
        "directions_agree_with_norms",
        "write at_most, or mend its direction",
        lambda: profile(indicator(direction=Direction.DECREASE, targets=[Target(2024, TEN, CLAUSE)])),
    ),
    (
        "targets_respect_their_minimum",
        "is laxer than приказ от 15.01.2024 № 1, п. 1 admits; check both norms",
        lambda: profile(
            indicator(
                targets=[
                    Target(2024, TEN, CLAUSE, minimum=Minimum(at_least(percent(20)), CLAUSE)),
                ]
            )
        ),
    ),
    (
        "requirements_are_checked_one_way",
        "requirement S-1 asks for documents, and nothing of its own is reported",
        lambda: profile(indicator(), requirements=[duty(evidence=[EvidenceKind.ACT])]),
    ),
    (
        "targets_for_each_are_counted_by_place",
        "has no municipality of its own; count what each has",
        lambda: profile(
            indicator(
                measure=management.MONITORING_ADOPTED_FAMILY.measure,
                targets=[Target(2024, at_least(1), CLAUSE, each=MUNICIPALITY)],
            )
        ),
    ),
    (
        "targets_respect_the_parent",
        "the target of 2024 of indicator 1 is laxer than nowhere admits",
        lambda: profile(
            indicator(targets=[Target(2024, at_least(percent(5)), CLAUSE)]),
            key="town",
            parent=profile(indicator(targets=[Target(2024, TEN, CLAUSE)])),
        ),
    ),
    (
        "readings_change_what_they_read",
        "changes nothing in it",
        lambda: profile(
            indicator(readings=[reading(among_known=False, redefine={teams.TEAMS: people.SCHOOL_TEACHERS})])
        ),
    ),
    (
        "reading_names_mean_one_decision",
        "give it another name",
        lambda: profile(indicator(readings=[reading(name="age_inclusive")])),
    ),
    ("it_is_a_value", "pickle does not keep it", lambda: profile(indicator(title=Label("Доля")))),
    (
        "it_judges_a_full_region",
        "mend the word that it asks",
        lambda: profile(counting(predicates.before("birthdate", predicates.END))),
    ),
    (
        "it_judges_a_changing_region",
        "mend the word that it asks",
        lambda: profile(counting(predicates.before("birthdate", predicates.END))),
    ),
    (
        "it_judges_an_empty_region",
        "mend the word that it asks",
        lambda: profile(passing(predicates.exists("diagnostic", "person"))),
    ),
    (
        "it_judges_reported_figures",
        "mend the word that it asks",
        lambda: profile(passing(predicates.exists("diagnostic", "person"))),
    ),
    (
        "words_can_be_met_failed_and_unknown",
        "word 'staff.seen' is met by nobody in any of 12 invented regions; look at what it asks",
        lambda: profile(
            passing(
                predicates.all_of(
                    predicates.equals("category", "first"), predicates.equals("category", "highest")
                )
            )
        ),
    ),
    (
        "deadlines_lie_inside_the_horizon",
        "measure 1 falls due on 2025-05-31, after its plan ends on 2024-12-31; check both",
        lambda: planned(measure(deadline=OneOffMonth(2025, 5))),
    ),
    (
        "deadlines_are_printed_as_declared",
        "measure 1: deadline_text 'до 1 декабря' says 01.12, its deadline has no day; make one what the act",
        lambda: planned(measure(deadline_text="до 1 декабря")),
    ),
    (
        "measures_name_measures",
        "measure 1 follows 9, which is no measure; name one",
        lambda: planned(measure(deadline=AnnualAfter("9"))),
    ),
    (
        "measures_name_measures",
        "measure 1 is judged by S-9, no indicator or requirement; name one",
        lambda: planned(measure(judged_by=("S-9",))),
    ),
    (
        "measures_name_measures",
        "measure 1 is judged by S-9, no indicator or requirement; name one",
        lambda: planned(measure(demanded_by=("S-9",))),
    ),
    (
        "measures_name_measures",
        "requirement S-1 is judged by 9, which never falls due; name what does",
        lambda: profile(
            indicator(), requirements=[duty(same_as="", falls_due=["9"], period=PeriodKind.CALENDAR)]
        ),
    ),
    (
        "measures_name_measures",
        "monitoring 7 is the same as 9, which is no indicator; name one",
        lambda: profile(indicator(), monitoring=[rule_of_monitoring(same_as="9")]),
    ),
    (
        "requirements_are_checked_one_way",
        "requirement S-1 falls due with 1; say within which period",
        lambda: profile(indicator(), requirements=[duty(same_as="", falls_due=["1"])]),
    ),
    (
        "duties_end_with_their_plan",
        "requirement S-1 binds longer than its plan, to 2024-12-31; say until when",
        lambda: attrs.evolve(
            planned(measure(until=dt.date(2024, 12, 31))),
            requirements=[duty(same_as="", falls_due=["1"], period=PeriodKind.CALENDAR)],
        ),
    ),
    (
        "names_are_given_once",
        "measure 1 is declared 2 times; keep one",
        lambda: planned(measure(), measure()),
    ),
    (
        "words_speak_of_records",
        "measure 1 is seen in records of 'meeting', which do not exist; did you mean 'meetings'?",
        lambda: planned(measure(sources=(CompletionSource(collection="meeting", day="date"),))),
    ),
    (
        "it_judges_a_full_region",
        "requirement S-1 cannot be judged on a full region",
        lambda: profile(
            indicator(),
            requirements=[
                duty(same_as="", measure=counting(predicates.before("birthdate", predicates.END)).measure)
            ],
        ),
    ),
]


def told(build: Any) -> tuple[str, ...]:
    with pytest.raises(ContractError) as caught:
        check_region(build)
    return caught.value.problems


@pytest.mark.parametrize(("rule", "said", "build"), WRONG, ids=[f"{rule}-{said}" for rule, said, _ in WRONG])
def test_what_is_declared_wrongly_is_told_in_words(
    rule: str, said: str, build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule, what is wrong and what to do, in one line."""
    # What can be made is held to the one rule that it breaks: the others take trials, and say nothing of it.
    monkeypatch.setattr("rnms.testing.kit.RULES", tuple(one for one in RULES if one.__name__ == rule))
    lines = [line for line in told(build) if line.startswith(f"{rule}: ")]

    assert any(said in line for line in lines), lines
    assert all(";" in line or "did you mean" in line for line in lines)


@pytest.mark.parametrize(("fault", "build"), FAULTY, ids=[fault for fault, _ in FAULTY])
def test_a_contradiction_is_told_by_the_kit_too(fault: str, build: Any) -> None:
    """What cannot even be made is told with the name of the rule, and with the rest."""
    assert any(fault in line for line in told(build))


def test_every_rule_can_be_broken() -> None:
    """No rule is there that nothing breaks."""
    broken = {line.partition(":")[0] for _, build in FAULTY for line in told(build)}
    broken |= {rule for rule, _, _ in WRONG}

    assert {rule.__name__ for rule in RULES} - broken == {"modules_only_declare"}


def test_all_problems_are_told_in_one_run() -> None:
    """Contradictions and all the rest, one a line, under the name of the region."""
    with pytest.raises(ContractError) as caught:
        check_region(
            lambda: profile(
                indicator(title="", targets=[Target(2024, at_least(60), CLAUSE)]),
                indicator(code="1", direction=Direction.DECREASE, targets=[Target(2024, TEN, CLAUSE)]),
                counting(predicates.before("birthdate", predicates.END)),
                read_on=dt.date(2024, 1, 1),
                unknown=[Unknown("утрачено")],
            )
        )

    lines = str(caught.value).splitlines()
    assert lines[0] == "nowhere breaks the contract:"
    assert {line.partition(":")[0] for line in lines[1:]} == {
        "names_are_given_once",
        "acts_were_read",
        "norms_fit_their_scale",
        "titles_are_said",
        "unknowns_say_why_and_where",
        "directions_agree_with_norms",
        "words_speak_of_records",
    }
    assert isinstance(caught.value, AssertionError)


def test_a_sound_profile_passes() -> None:
    """What the wrong ones are made of is fine by itself."""
    check_region(
        profile(
            indicator(targets=[Target(2024, TEN, CLAUSE)], readings=[reading()], bands=[LOW, HIGH]),
            requirements=[duty()],
            unknown=[Unknown("утрачено", CLAUSE)],
        )
    )
    check_region(profile(indicator(period=PeriodKind.QUARTER, targets=[Target(since(2024), TEN, CLAUSE)])))


def test_what_is_no_profile_at_all_is_told() -> None:
    """A dictionary, for one."""
    wrong: Any = {"key": "nowhere"}

    with pytest.raises(TypeError, match="a dict is no RegionProfile; pass the profile"):
        check_region(wrong)


PAGE = '''\
"""A page."""
import datetime as dt
import os
from rnms.model import Act
from rnms.regions import RegionProfile

if True:
    ORDER = Act(key="order", kind="приказ", date=dt.date(2024, 1, 1), issuer="…", document="1")
PROFILE = RegionProfile(
    key="paged", iso="XX", name="Имя", system_name="РНМС", read_on=dt.date(2024, 2, 1), acts=[ORDER]
)
'''


def test_a_page_that_computes_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code and imports, by module and line."""
    (tmp_path / "rnms_paged.py").write_text(PAGE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    page: ModuleType = __import__("rnms_paged")
    try:
        problems = told(page.PROFILE)
    finally:
        del sys.modules["rnms_paged"]

    assert sorted(problems) == [
        "modules_only_declare: rnms_paged imports os; a region needs __future__, datetime, fractions, rnms",
        "modules_only_declare: rnms_paged:7 holds code (If); declare it, or add a word to rnms",
    ]


# Installed.


def test_a_profile_that_is_not_installed_is_told_how(install: Install) -> None:
    """What to write in pyproject.toml."""
    with pytest.raises(ContractError, match=r'nowhere = "your_package:PROFILE" under'):
        check_installed(profile(indicator()))
    install(EXAMPLE)
    check_installed(regions.get("zarechye"))
    check_installed(regions.get("ugra"))


def test_another_profile_under_the_key_is_told(zarechye: RegionProfile) -> None:
    """An old package that is still installed, for one."""
    with pytest.raises(ContractError, match="offers another profile under 'zarechye'"):
        check_installed(attrs.evolve(zarechye, name="Иной край"))


# The region from outside.


def test_the_region_from_outside_keeps_the_contract(zarechye: RegionProfile) -> None:
    """The example of a plug-in is held to the same rules as ours."""
    assert faults_by_rule(zarechye) == {}


@pytest.mark.usefixtures("zarechye")
def test_a_town_under_the_region_from_outside_keeps_the_contract() -> None:
    """What it takes over is looked up by key; laxer than the region it must not be."""
    town = import_module("rnms_zarechye._town").TOWN
    check_region(town)
    [taken] = town.imports
    [amendment] = taken.amend
    laxer = attrs.evolve(amendment, targets=[attrs.evolve(amendment.targets[0], norm=at_most(percent(14)))])

    with pytest.raises(ContractError, match="laxer than zarechye admits"):
        check_region(attrs.evolve(town, imports=[attrs.evolve(taken, amend=[laxer])]))


@pytest.mark.usefixtures("zarechye")
def test_the_region_from_outside_judges_its_file() -> None:
    """An index with bands, a change in mid-year, a quarter, less is better, a duty of schools."""
    system = rnms.load(EXAMPLE / "data" / "zarechye_2024.json")
    report = rnms.evaluate(system, period=2024)
    before = rnms.evaluate(system, period=2024, known_on=dt.date(2024, 3, 1))

    assert report["1"].value == rnms.Bounds(percent("65,75"), Fraction(167, 225))
    assert [band.label for band in report["1"].bands] == ["средний уровень", "высокий уровень"]
    assert "достигнуто; средний уровень или высокий уровень" in str(report)
    assert report["2", "2024-Q3"].verdict is Verdict.NOT_MET
    assert before["2", "2024-Q3"].verdict is Verdict.MET
    assert report["3"].verdict is Verdict.UNDETERMINED
    assert report.requirement("S-ZAR-01").failed == ("Вымышленная школа № 2",)
    assert report["1"]["left"].value == rnms.Bounds(percent(10), percent("17,5"))
    assert report["1"].shortfall is None
    visits = [one for one in report.roadmap if one.code == "1.2"]
    assert [one.due.month for one in visits if one.due] == [2, 4, 6, 8, 10, 12]
    assert rnms.Report.from_json(report.to_json()) == report
    assert rnms.Report.from_json(before.to_json()) == before


@pytest.mark.usefixtures("zarechye")
def test_the_region_from_outside_judges_its_file_of_records() -> None:
    """Contests, seminars by municipality, speakers; corrected and provisional figures; a missing list."""
    report = rnms.evaluate(rnms.load(EXAMPLE / "data" / "zarechye_2025.json"), period=2025)

    assert report.issues == ()
    assert report["15"].value == rnms.Bounds(percent(-10), percent(-10))
    assert {code: report[code].verdict for code in ("15", "16", "17", "18", "19", "23")} == {
        "15": Verdict.MET,
        "16": Verdict.NOT_MET,
        "17": Verdict.MET,
        "18": Verdict.NOT_MET,
        "19": Verdict.UNDETERMINED,
        "23": Verdict.MET,
    }
    assert report["18"].who("failed")
    assert report["18"].value == rnms.Bounds(percent(50), percent(50))
    assert "Показатель 15 опирается на числа с пометкой: предварительно, исправлено." in str(report)


def test_the_parts_of_an_index_can_be_asked_by_name(zarechye: RegionProfile) -> None:
    """Who left, of those whom the index counts the other way round."""
    system = rnms.testing.invented_region(staff=80, municipalities=2, region=zarechye)
    index = rnms.evaluate(system, period=2024)["1"]
    left = index.who("passed", component="left")

    assert index.value is not None
    assert len(left) == sum(tally.passed for tally in index["left"].tallies if isinstance(tally, Tally))
    assert "цель ≥ 50" in str(index.explain()).replace("\xa0", " ")
    assert str(index.explain(left[0].id, component="left")).startswith(f"{left[0].id}: passed")


@pytest.mark.parametrize("entity", record_classes())
def test_a_word_may_ask_for_any_record(entity: str) -> None:
    """What a region from outside asks for can be said in a sentence, though no region of ours asks it."""
    [field, *_] = [field.name for field in attrs.fields(record_classes()[entity])]
    where = predicates.exists(entity, (), predicates.Given(predicates.Path(field)))

    assert sentence(where)


# A new one.


def run_tests(folder: Path, path: list[str]) -> str:
    code = (
        f"import sys; sys.path[:0] = {path!r}; import pytest; sys.exit(pytest.main(['-q', {str(folder)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, text=True, cwd=folder
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_a_new_region_passes_its_own_tests(
    tmp_path: Path, install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    """Written, installed, tested, listed."""
    assert main(["new-region", "primorye", "--name", 'Край "Приморье"', "--out", str(tmp_path)]) == FINE
    assert "pip install -e" in capsys.readouterr().err
    folder = tmp_path / "rnms-primorye"
    install(folder)

    assert "2 passed" in run_tests(folder, [str(tmp_path / "site-primorye"), str(folder / "src")])
    assert regions.get("primorye").name == "Край 'Приморье'"
    assert main(["regions"]) == FINE
    assert "primorye" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Приморье", "is no lower-case identifier"),
        ("two words", "is no lower-case identifier"),
        ("ugra", "is there already; choose another key than amur"),
    ],
)
def test_a_key_that_cannot_be_is_refused(
    key: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written."""
    assert main(["new-region", key, "--out", str(tmp_path), "--lang", "en"]) == CANNOT_RUN
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder that is there stays as it is."""
    start_region("primorye", out=tmp_path)
    with pytest.raises(FileExistsError):
        start_region("primorye", out=tmp_path)


# Profiles as JSON.


def test_a_profile_read_from_json_judges_the_same(zarechye: RegionProfile) -> None:
    """Weights, bands, populations of its own: all is data."""
    again = files.load_profile(files.dump_profile(zarechye))
    system = rnms.load(EXAMPLE / "data" / "zarechye_2024.json")

    assert again == zarechye
    assert rnms.evaluate(system, region=again, period=2024).results == (
        rnms.evaluate(system, region=zarechye, period=2024).results
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            '"is": "WeightedIndex"',
            '"is": "WeightdIndex"',
            "нет слова \"WeightdIndex\"; возможно, 'WeightedIndex'",
        ),
        ('"is": "WeightedIndex"', '"is": "os.system"', 'нет слова "os.system"'),
        ('"code": "1"', '"code": 1', "$.indicators[0].code: 1 здесь не подходит"),
        ('"code": "1"', '"cod": "1"', "$.indicators[0].cod: неизвестный ключ 'cod'; возможно, 'code'"),
        ('"value": "2/5"', '"value": "2/0"', "$.indicators[0].measure.parts[0].weight"),
        ('"value": "2023-12-20"', '"value": "20.12.2023"', "Invalid isoformat"),
        ('"rnms-profile": 1', '"rnms-profile": 2', "нужна версия формата"),
        ('"is": "RegionProfile"', '"is": ["RegionProfile"]', "$: нет слова"),
        ('"line": 33', '"line": 33.5', "$.indicators[0].clause.line: 33.5 — неточное число"),
    ],
)
def test_what_is_no_profile_is_refused(before: str, after: str, said: str, zarechye: RegionProfile) -> None:
    """With the place; nothing that a file names is looked up outside of rnms."""
    text = files.dump_profile(zarechye)
    assert before in text

    with pytest.raises(DataError) as caught:
        files.load_profile(text.replace(before, after, 1))

    assert said in str(caught.value)


@pytest.mark.parametrize("value", ['"Op", "value": "<="', '"date", "value": "2023-12-20"'])
def test_a_sound_value_of_another_kind_is_no_profile(value: str) -> None:
    """A word or a day alone is what it says that it is, and declares no region."""
    with pytest.raises(DataError, match=r"\$: ожидается RegionProfile"):
        files.load_profile(f'{{"rnms-profile": 1, "is": {value}}}')


@pytest.mark.parametrize(
    ("before", "after", "faults"),
    [
        ('"code": "1"', '"code": 1', [("$.indicators[0].code", "shape.type")]),
        (
            '"code": "1"', '"cod": "1"',
            [("$.indicators[0].cod", "shape.unknown-key"), ("$.indicators[0]", "shape.missing-key")],
        ),
        ('"value": "2/5"', '"value": "2/0"', [("$.indicators[0].measure.parts[0].weight", "shape.value")]),
    ],
)  # fmt: skip
def test_a_fault_of_a_profile_is_told_once(
    before: str, after: str, faults: list[tuple[str, str]], zarechye: RegionProfile
) -> None:
    """Of whatever holds what is faulty nothing is said."""
    with pytest.raises(DataError) as caught:
        files.load_profile(files.dump_profile(zarechye).replace(before, after, 1))

    assert [(issue.place, issue.code) for issue in caught.value.issues] == faults


def test_the_order_of_two_days_is_three_words_in_json() -> None:
    """Their field, the comparison and ours, as in older files; what is none is refused."""
    text = files.dump_profile(regions.get("amur"))
    [order, *_] = re.findall(r'"compare": (\[[^]]*\])', text)

    assert json.loads(order) == ["date", {"is": "Op", "value": "<="}, "start"]
    assert files.load_profile(text) == regions.get("amur")
    for faulty in ('["date", "<=", "start"]', '["date", {"is": "Op", "value": "<="}]', '"date"', "[0.5]"):
        with pytest.raises(DataError, match=r"\.compare"):
            files.load_profile(text.replace(order, faulty, 1))


def test_a_profile_that_contradicts_itself_is_refused_from_json(zarechye: RegionProfile) -> None:
    """The faults of a declaration are those of a file."""
    text = files.dump_profile(zarechye).replace('"iso": "XX-ZAR"', '"iso": "XX-ZAR", "known_on": null')

    assert files.load_profile(text) == zarechye
    with pytest.raises(ProfileError):
        attrs.evolve(zarechye, key="Заречье")
    with pytest.raises(DataError, match="is declared wrongly: key 'Z' is no lower-case"):
        files.load_profile(text.replace('"key": "zarechye"', '"key": "Z"'))


def test_a_word_that_nothing_can_be_judged_by_is_told_once() -> None:
    """No trial says again that a field is none; what needs no trial is told beside it."""
    nowhere = Term(key="q", title="q", where=predicates.Given(predicates.Path("nothing")))
    wrong = profile(indicator(measure=Share(people.STAFF, nowhere), title=" "))
    with pytest.raises(ContractError) as told:
        check_region(wrong)
    rules = [problem.partition(":")[0] for problem in told.value.problems]

    assert list(dict.fromkeys(rules)) == ["titles_are_said", "words_speak_of_records"]
