"""The glossary: a word for every row of the field's table, found by what people type, and where it stands."""

from __future__ import annotations

import pytest

from rnms import glossary, regions
from rnms.cli import CANNOT_RUN, FINE, main
from rnms.glossary import ENTRIES, Entry, lookup

ROWS = {
    "the system": "FederalSystem RegionalSystem RegionalService FoundingAct FederalCoordinator Subject"
    " MethodicalService MunicipalMethodicalService ScientificMethodicalCentre Concept",
    "organisations": "Cnppm DevelopmentInstitute MethodistPool.REGIONAL MethodistPool.MUNICIPAL"
    " MethodistPoolRegister ManagementPool RegionalUmo MethodicalAssociation MethodicalCouncil"
    " MunicipalMethodicalTeam ManagementTeam Community.PROFESSIONAL Community.NETWORK Community.ASSOCIATION"
    " Community.LEADERS Community.YOUNG Municipality MunicipalAuthority Organization LowResultsList"
    " InternshipSite InnovationSite",
    "people": "PedagogicalWorker ManagementStaff RegionalMethodist Tutor Mentoring ManagerialMentoring"
    " TeacherPair EarlyCareerTeacher ManagementPoolMember MunicipalMethodist",
    "development": "Competence Deficit Diagnostic IndividualRoute MunicipalManagementRoute Programme"
    " ProgrammeKind.ADVANCED_TRAINING ProgrammeKind.RETRAINING FederalRegister FederalPortal DigitalEcosystem"
    " DpoPassport ContinuousDevelopment LearningForm.NON_FORMAL HorizontalLearning Internship"
    " Programme.delivery MethodicalSupport MethodicalWork AddressedSupport PostCourseSupport TutorSupport"
    " SupportForm Attachment",
    "management": "Roadmap SystemicMeasure Direction Indicator MonitoringRound MotivatingMonitoring"
    " AddressedRecommendation TripartiteAgreement PracticeBank Navigator BurnoutPrevention"
    " Target Act.amends Act.repeals Event UnexpandedAbbreviations",
}
"""Spec §1.1-1.5, row by row; a row that names two things has two entries."""


def test_every_row_has_an_entry() -> None:
    """No word of the table is forgotten."""
    known = {entry.identifier for entry in ENTRIES}

    assert [word for words in ROWS.values() for word in words.split() if word not in known] == []


def test_there_is_nothing_else_and_nothing_twice() -> None:
    """Identifiers are unique, and no name leads to two words."""
    listed = [entry.identifier for entry in ENTRIES]
    names = [(name.casefold(), entry.identifier) for entry in ENTRIES for name in entry.names]

    assert listed == [word for row in ROWS.values() for word in row.split()]
    assert len(listed) == len(set(listed))
    assert len({name for name, _ in names}) == len(set(names))


def is_whole(entry: Entry) -> bool:
    """Whether a word has a definition, at least one place, regions that exist, and is found by its names."""
    places = {region for region, _, _ in entry.where}
    found = {lookup(name) for name in entry.names}
    return bool(entry.definition and places) and places <= set(regions.available()) and found == {entry}


def test_an_entry_says_what_it_means_and_where() -> None:
    """A definition in Russian, at least one place, and regions that exist."""
    assert [entry.identifier for entry in ENTRIES if not is_whole(entry)] == []


@pytest.mark.parametrize(
    ("word", "identifier"),
    [
        ("ИОМ", "IndividualRoute"),
        ("иом", "IndividualRoute"),
        ("IndividualRoute", "IndividualRoute"),
        ("individualroute", "IndividualRoute"),
        ("индивидуальный  образовательный маршрут", "IndividualRoute"),
        ("РМА", "MethodistPool.REGIONAL"),
        ("дорожная карта", "Roadmap"),
        ("горизонтальное обучение", "HorizontalLearning"),
        ("ШНОР", "LowResultsList"),
    ],
)
def test_a_word_is_found_as_people_write_it(word: str, identifier: str) -> None:
    """By term, by abbreviation, by identifier; letters may be large or small."""
    assert lookup(word).identifier == identifier


def test_a_misspelt_word_is_told_the_nearest() -> None:
    """Nothing is guessed, the nearest is named."""
    with pytest.raises(LookupError, match="did you mean 'тьютор'"):
        lookup("тьютер")


def test_definitions_are_our_own() -> None:
    """What the documents say in so many words is not copied: an entry is short."""
    assert max(len(entry.definition) for entry in ENTRIES) < 180


def test_the_command_explains_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    """``rnms glossary`` lists every word, with a word it explains it, and a wrong one cannot be explained."""
    assert main(["glossary"]) == FINE
    assert len(capsys.readouterr().out.splitlines()) == len(ENTRIES)

    assert main(["glossary", "РУА"]) == FINE
    said = capsys.readouterr().out
    entry = glossary.lookup("РУА")
    assert entry.definition in said
    assert entry.differences in said
    assert "документ 004, строка 45" in said

    assert main(["glossary", "тьютер"]) == CANNOT_RUN
    assert "тьютор" in capsys.readouterr().err
