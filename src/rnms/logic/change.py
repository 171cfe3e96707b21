"""Members whose state changed between two periods, as one question: an unknown fact is the same in both.

Whoever passes after and did not before is a member of a population of its own, whose predicate names the days
Whoever passes later and did not before is a member of a population of its own, whose predicate names the days
passes in both or in neither, so nobody becomes one who passes by that alone.
"""

from __future__ import annotations

import attrs

from rnms.logic.binding import bound
from rnms.logic.population import Population
from rnms.logic.predicates import NEVER, And, Not, Or, Predicate, exists
from rnms.logic.question import Change, Question
from rnms.logic.walks import conjuncts, is_existence, is_unsaid, walk
from rnms.logic.window import Window


def question_of_change(question: Question, change: Change, judged: Window, other: Window) -> Question:
    """Ask for the number of those who pass in one of two windows and not in the other.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> from rnms.model import Period
    >>> later, earlier = (Window.of(Period.of(year)) for year in (2023, 2022))
    >>> asked = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
    >>> question_of_change(asked, Change.GAINED, later, earlier).key
    'staff.diagnosed.gained'

    Args:
        question: What is asked of each window: the size of a population, or who of it passes.
        change: Which of those that stand otherwise are counted.
        judged: The window that is judged.
        other: The other.
    """
    passing_window, failing_window = (judged, other) if change is Change.GAINED else (other, judged)
    whole = question.of.resolved()
    passing, otherwise = (_passing(question, whole, window) for window in (passing_window, failing_window))
    through = whole.through
    return Question(
        of=attrs.evolve(
            whole,
            key=f"{question.key}.{change.value}",
            where=without(passing, otherwise),
            through=through and attrs.evolve(through, where=bound(through.where, passing_window)),
            within=None,
            union=(),
        )
    )


def _passing(question: Question, whole: Population, window: Window) -> Predicate:
    """Require that a record is a member and passes in a window."""
    through = whole.through
    made_by = () if through is None else (exists(through.entity, through.member, through.where),)
    passing = () if question.term is None else (question.term,)
    return bound(And((*made_by, whole.where, *passing)), window)


def without(holding: Predicate, failing: Predicate) -> Predicate:
    """Require that one predicate holds and another does not, where both speak of one record.

    What both demand in the same words does not fail. Where both look for records of one kind, what is found
    fails in what only the other demands of it. Both follow from what is there, so nothing else is meant.

    >>> from rnms.logic.predicates import equals
    >>> from rnms.render.sentences import sentence
    >>> kind, old, new = equals("kind", "retraining"), equals("hours", 16), equals("hours", 36)
    >>> sentence(without(And((kind, new)), And((kind, old))))
    'вид — «профессиональная переподготовка», часы — «36», часы — не «16»'
    """
    demands = list(conjuncts(holding))
    further = [part for part in conjuncts(failing) if part not in demands or _is_said_nowhere(part)]
    if not further:
        return NEVER
    ways = [And((Not(part), *_differing(demands, part))) for part in further]
    return And((*demands, ways[0] if len(ways) == 1 else Or(tuple(ways))))


def _is_said_nowhere(predicate: Predicate) -> bool:
    """Tell whether records do not say a fact, which then may differ between the periods."""
    return any(is_unsaid(part) for _, part in walk("", predicate))


def _differing(demands: list[Predicate], failing: Predicate) -> list[Predicate]:
    """Find the records that one existence wants and another does not."""
    if not is_existence(failing) or failing.at_least > 1 or failing.compare is not None:
        return []
    return [
        attrs.evolve(wanted_existence, where=without(wanted_existence.where, failing.where))
        for wanted_existence in demands
        if is_existence(wanted_existence)
        and (wanted_existence.entity, wanted_existence.on, wanted_existence.compare, wanted_existence.of)
        == (failing.entity, failing.on, None, failing.of)
    ]
