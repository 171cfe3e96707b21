"""Programmes of the Federal Register: how they are chosen, who completed them, which an institute runs."""

from __future__ import annotations

from collections.abc import Callable

from rnms.indicators.counts import Ratio, Scale, Share
from rnms.indicators.definition import Family, Reading
from rnms.indicators.vocabulary.diagnostics import AT_CNPPM
from rnms.indicators.vocabulary.people import FIRST_YEAR, TAUGHT, TEACHERS
from rnms.logic.population import PROGRAMME, Population, Term
from rnms.logic.predicates import (
    DateOrder,
    Given,
    Not,
    Op,
    Path,
    Predicate,
    Shares,
    active,
    all_of,
    any_of,
    equals,
    exists,
    in_order,
    one_of,
    same,
    within,
)
from rnms.model.development import ProgrammeForm, Provider
from rnms.model.subjects import OrganizationKind

# Programmes of the Federal Register, chosen with regard to diagnostics. These words speak of an enrolment.

IN_REGISTER = Term(
    key="in_register",
    title="программа была в Федеральном реестре в какой-либо день обучения",
    where=all_of(
        in_order("programme.register_start", "end", code="not_in_register"),
        in_order("start", "programme.register_end", code="not_in_register"),
    ),
)

IN_REGISTER_AT_START = Term(
    key="in_register_at_start",
    title="программа была в Федеральном реестре в день начала обучения",
    where=in_order("programme.register_start", "start", "programme.register_end", code="not_in_register"),
)

IN_REGISTER_THROUGHOUT = Term(
    key="in_register_throughout",
    title="программа была в Федеральном реестре всё время обучения",
    where=all_of(
        in_order("programme.register_start", "start", code="not_in_register"),
        in_order("end", "programme.register_end", code="not_in_register"),
    ),
)

OF_THE_SAME_PERSON = same("diagnostic.person", "person", code="diagnostic_of_another")


def _not_selected_before(diagnostic: str) -> Predicate:
    """State that the programme was selected no earlier than its diagnostic was held, if its day is told."""
    return any_of(
        Not(Given(Path("selected_on"))),
        in_order(f"{diagnostic}.date", "selected_on", code="chosen_before_diagnostic"),
    )


BY_DIAGNOSTIC = all_of(
    OF_THE_SAME_PERSON,
    in_order("diagnostic.date", "start", code="started_before_diagnostic"),
    _not_selected_before("diagnostic"),
)

BY_ROUTE = all_of(
    same("route.person", "person", code="route_of_another"),
    same("route.diagnostic.person", "person", code="diagnostic_of_another"),
    in_order("route.diagnostic.date", "route.start", code="route_before_diagnostic"),
    in_order("route.start", "start", code="started_before_route"),
    _not_selected_before("route.diagnostic"),
    exists("route_items", (("route", "route"), ("programme", "programme")), code="not_in_route"),
)


def _answers_a_deficit(diagnostic: str) -> Predicate:
    return Shares(Path("programme.competences"), Path(f"{diagnostic}.deficits"), "no_deficit")


def _was_at_cnppm(diagnostic: str) -> Predicate:
    return equals(f"{diagnostic}.provider", Provider.CNPPM, code="another_provider")


def _chosen(*conditions: Callable[[str], Predicate]) -> Predicate:
    """State that the programme was chosen by a diagnostic, or a route, whose diagnostic meets conditions."""
    of_diagnostic = (condition("diagnostic") for condition in conditions)
    of_route = (condition("route.diagnostic") for condition in conditions)
    return any_of(all_of(BY_DIAGNOSTIC, *of_diagnostic), all_of(BY_ROUTE, *of_route))


def _begun_after_a_diagnostic(*conditions: Predicate) -> Predicate:
    return exists(
        "diagnostics",
        (("person", "person"),),
        *conditions,
        compare=DateOrder("date", Op.LE, "start"),
        code="no_earlier_diagnostic",
    )


CHOSEN_BY_DIAGNOSTICS = Term(
    key="chosen",
    title="программа подобрана по названной диагностике или ИОМ",
    where=any_of(BY_DIAGNOSTIC, BY_ROUTE),
)

CHOSEN_STRICTLY = Term(
    key="chosen_strictly",
    title="программа к тому же отвечает выявленному дефициту",
    where=_chosen(_answers_a_deficit),
)

CHOSEN_LENIENTLY = Term(
    key="chosen_leniently",
    title="до начала программы была какая-либо диагностика",
    where=_begun_after_a_diagnostic(),
)

CHOSEN_BY_CNPPM = Term(
    key="chosen_by_cnppm",
    title="программа подобрана по названной диагностике ЦНППМ или ИОМ на её основе",
    where=_chosen(_was_at_cnppm),
)

CHOSEN_BY_CNPPM_STRICTLY = Term(
    key="chosen_by_cnppm_strictly",
    title="программа к тому же отвечает дефициту, выявленному в ЦНППМ",
    where=_chosen(_was_at_cnppm, _answers_a_deficit),
)

CHOSEN_BY_CNPPM_LENIENTLY = Term(
    key="chosen_by_cnppm_leniently",
    title="до начала программы была какая-либо диагностика в ЦНППМ",
    where=_begun_after_a_diagnostic(AT_CNPPM),
)

# Who completed such a programme: what is counted is people.

COMPLETED = all_of(within("end", code="not_completed_then"), in_order("start", "end"))

COMPLETED_REGISTER_PROGRAMME = Term(
    key="completed_register_programme",
    title="с 2021 года освоили программы Федерального реестра, подобранные с учётом диагностики",
    where=exists(
        "enrolments", "person", COMPLETED, IN_REGISTER, CHOSEN_BY_DIAGNOSTICS, code="no_such_programme"
    ),
    since=FIRST_YEAR,
)

COMPLETED_REGISTER_PROGRAMME_BY_CNPPM = Term(
    key="completed_register_programme_by_cnppm",
    title="освоили программы Федерального реестра, подобранные с учётом диагностики в ЦНППМ",
    where=exists("enrolments", "person", COMPLETED, IN_REGISTER, CHOSEN_BY_CNPPM, code="no_such_programme"),
)

EVER_COMPLETED_REGISTER_PROGRAMME = Population(
    key="ever_completed_register_programme",
    title="все педагоги, кто с 2021 года освоил программы Федерального реестра, включая уволившихся",
    entity="persons",
    having=(TAUGHT, COMPLETED_REGISTER_PROGRAMME),
)

REGISTER_PROGRAMMES_SHARE = Family(
    key="register_programmes_share",
    title="освоили программы Федерального реестра",
    measure=Share(TEACHERS, COMPLETED_REGISTER_PROGRAMME),
)

REGISTER_PROGRAMMES_OF_ALL_EVER = Ratio(EVER_COMPLETED_REGISTER_PROGRAMME, TEACHERS, scale=Scale.PERCENT)

# Programmes that an institute runs, and their places in the register. The regional institute is the one of no
# municipality.

RUN_BY_AN_INSTITUTE = equals("provider.kind", OrganizationKind.PROFESSIONAL_DEVELOPMENT)

PROGRAMMES = Population(
    key="programmes",
    title="программы ДПО, реализуемые региональным институтом",
    unit=PROGRAMME,
    entity="programmes",
    where=all_of(RUN_BY_AN_INSTITUTE, Not(Given(Path("provider.municipality")))),
)

ALL_PROGRAMMES = Population(
    key="all_programmes",
    title="программы ДПО, реализуемые всеми организациями ДПО региона",
    unit=PROGRAMME,
    entity="programmes",
    where=RUN_BY_AN_INSTITUTE,
)

PLACED_IN_REGISTER = Term(
    key="placed_in_register",
    title="размещены в Федеральном реестре",
    where=active("register_start", "register_end", code="not_in_register"),
)

REGISTER_CONTENT_SHARE = Family(
    key="register_content_share",
    title="программы в Федеральном реестре",
    measure=Share(PROGRAMMES, PLACED_IN_REGISTER),
)

# The form in which a programme is taken.


def in_form(*forms: ProgrammeForm) -> Predicate:
    """State of an enrolment that its programme is taken in one of some forms.

    >>> from rnms.render.sentences import sentence
    >>> sentence(in_form(ProgrammeForm.INTERNSHIP, ProgrammeForm.NETWORK))
    'программа → форма — «стажировочная» или «сетевое»'
    """
    return one_of("programme.form", *forms, code="another_form")


COMPLETED_INTERNSHIP = Term(
    key="completed_internship",
    title="прошли стажировку",
    where=exists("enrolments", "person", COMPLETED, in_form(ProgrammeForm.INTERNSHIP), code="no_internship"),
)

# How selection and the register may be read.

SELECTION_STRICT = Reading(
    name="selection_strict",
    title="программа отвечает дефициту",
    why="«подобранные с учётом диагностики» можно понять так, что программа восполняет найденный дефицит",
    redefine={CHOSEN_BY_DIAGNOSTICS: CHOSEN_STRICTLY, CHOSEN_BY_CNPPM: CHOSEN_BY_CNPPM_STRICTLY},
)

SELECTION_LENIENT = Reading(
    name="selection_lenient",
    title="довольно прежней диагностики",
    why="«с учётом диагностики» можно понять так, что связи с программой записывать не нужно",
    redefine={CHOSEN_BY_DIAGNOSTICS: CHOSEN_LENIENTLY, CHOSEN_BY_CNPPM: CHOSEN_BY_CNPPM_LENIENTLY},
)


def _in_register(name: str, title: str, term: Term) -> Reading:
    why = "«вошедшие в Федеральный реестр» не говорит, на какой день"
    return Reading(name=name, title=title, why=why, redefine={IN_REGISTER: term})


REGISTER_AT_START = _in_register("register_at_start", "в реестре в день начала", IN_REGISTER_AT_START)

REGISTER_THROUGHOUT = _in_register(
    "register_throughout", "в реестре всё время обучения", IN_REGISTER_THROUGHOUT
)

OF_SELECTION = (SELECTION_STRICT, SELECTION_LENIENT, REGISTER_AT_START, REGISTER_THROUGHOUT)
