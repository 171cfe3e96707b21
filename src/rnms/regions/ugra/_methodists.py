"""Who may be a regional methodist in Ugra: clauses 2.1 and 4.2.4 of the Statute, document 001."""

from rnms.indicators import Force, Rule
from rnms.indicators.vocabulary import methodists
from rnms.regions.ugra._acts import ORDER

DEFINITION = ORDER.clause("Положение, п. 2.1", line=121)
MEMBERS = ORDER.clause("Положение, п. 4.2.4, абзац 2", line=275)

METHODIST_RULES = (
    Rule(code="E1", term=methodists.POOL_DIAGNOSED, force=Force.DUTY, clause=DEFINITION),
    Rule(code="E2", term=methodists.POOL_TRAINED, force=Force.DUTY, clause=DEFINITION),
    Rule(code="E3", term=methodists.TEACHES_OR_STAFF, force=Force.DUTY, clause=MEMBERS),
    # "Основу … составляют": the basis of the pool, not every member.
    Rule(
        code="E4",
        term=methodists.CORE_MEMBER,
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 4.2.4, абзац 1", line=273),
        for_core=True,
    ),
    Rule(code="E5", term=methodists.EXTRA_GROUND, force=Force.OPTIONAL, clause=MEMBERS),
    Rule(
        code="E6",
        term=methodists.WITH_AFFILIATION,
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 2.1", line=119),
    ),
)
