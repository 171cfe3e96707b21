"""The kinds of subject that regions share, so that a matrix can set them side by side."""

from rnms.model.statute import SubjectKind

FEDERAL_COORDINATOR = SubjectKind(key="federal_coordinator", title="федеральный координатор, оператор")
SCIENTIFIC_METHODICAL_CENTRE = SubjectKind(
    key="scientific_methodical_centre", title="научно-методический центр"
)
MINISTRY = SubjectKind(key="ministry", title="министерство, департамент образования")
MINISTRY_UNIT = SubjectKind(key="ministry_unit", title="подразделение министерства, департамента")
DEVELOPMENT_INSTITUTE = SubjectKind(key="development_institute", title="институт развития образования")
INSTITUTE_UNIT = SubjectKind(key="institute_unit", title="подразделение института")
CNPPM = SubjectKind(key="cnppm", title="центр непрерывного повышения профессионального мастерства (ЦНППМ)")
METHODIST_POOL_REGIONAL = SubjectKind(key="methodist_pool_regional", title="региональный методический актив")
MANAGEMENT_POOL = SubjectKind(key="management_pool", title="региональный управленческий актив")
UNIVERSITY = SubjectKind(key="university", title="образовательная организация высшего образования")
COLLEGE = SubjectKind(key="college", title="профессиональная образовательная организация")
REGIONAL_UMO = SubjectKind(key="regional_umo", title="региональное учебно-методическое объединение")
REGIONAL_ASSOCIATION = SubjectKind(key="regional_association", title="региональное методическое объединение")
OKRUG_ASSOCIATION = SubjectKind(key="okrug_association", title="окружное методическое объединение")
REGIONAL_COMMUNITY = SubjectKind(key="regional_community", title="профессиональное педагогическое сообщество")
INNOVATION_SITE = SubjectKind(key="innovation_site", title="инновационная площадка")
MUNICIPAL_AUTHORITY = SubjectKind(
    key="municipal_authority", title="орган местного самоуправления в сфере образования"
)
MUNICIPAL_METHODICAL_SERVICE = SubjectKind(
    key="municipal_methodical_service", title="муниципальная методическая служба"
)
MUNICIPAL_METHODICAL_COUNCIL = SubjectKind(
    key="municipal_methodical_council", title="муниципальный методический совет"
)
DEVELOPMENT_CENTRE = SubjectKind(
    key="development_centre", title="центр развития образования, методический центр"
)
MUNICIPAL_ASSOCIATION = SubjectKind(
    key="municipal_association", title="муниципальное методическое объединение"
)
MUNICIPAL_METHODICAL_TEAM = SubjectKind(
    key="municipal_methodical_team", title="муниципальная методическая команда"
)
METHODIST_POOL_MUNICIPAL = SubjectKind(
    key="methodist_pool_municipal", title="муниципальный методический актив"
)
EDUCATIONAL_ORGANIZATION = SubjectKind(key="educational_organization", title="образовательная организация")
METHODICAL_COUNCIL = SubjectKind(
    key="methodical_council", title="методический совет образовательной организации"
)
INSTITUTION_ASSOCIATION = SubjectKind(
    key="institution_association", title="методическое объединение образовательной организации"
)
TEACHER_PAIR = SubjectKind(key="teacher_pair", title="«пара» педагогов")
SUPPORT_UNIT = SubjectKind(
    key="support_unit", title="иная методическая структура образовательной организации"
)
