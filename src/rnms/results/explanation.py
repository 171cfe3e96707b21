"""Explanations as values: what was asked of a member or a number, step by step."""

from __future__ import annotations

import datetime as dt

from rnms._values import frozen
from rnms.indicators.measures import Grade
from rnms.indicators.over_periods import Growth, OverPeriods
from rnms.indicators.tally import LoadTally, MemberState, Tally
from rnms.logic.population import Population
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.model.norm import Verdict
from rnms.model.partial import PartialDay
from rnms.model.period import Period
from rnms.results.judgement import Judgement
from rnms.showing import Shown, short


@frozen(kw_only=True)
class Counted:
    """What was counted for a question.

    >>> from rnms import regions
    >>> [question] = regions.get("khabarovsk").indicator("3").questions
    >>> Counted(question=question, tally=Tally(passed=15)).tally.passed
    15

    Attributes:
        question: The question.
        tally: What was counted.
        period: Of which period, where it is another than the one that is judged.
    """

    question: Question
    tally: Tally | LoadTally
    period: Period | None = None

    __repr__ = short("question", "tally")


@frozen(kw_only=True)
class Candidate:
    """A record that could have been the one looked for.

    >>> Candidate(collection="enrolments", id="e1", dates=(dt.date(2023, 1, 9), None)).id
    'e1'

    Attributes:
        collection: The collection in which it stands.
        id: Its id.
        dates: Its date, or start and end, as far as they are known; ``None`` where one is not given.
        title: Its title, if it has one.
    """

    collection: str
    id: str
    dates: tuple[dt.date | PartialDay | None, ...] = ()
    title: str = ""


@frozen(kw_only=True)
class Gap:
    """A part of a collection that was not reported, in which the record looked for could be.

    >>> Gap(collection="enrolments", most=3, why="перенос базы").most
    3

    Attributes:
        collection: The collection.
        most: How many records are missing at the most; ``None`` where nobody said.
        why: Why they are missing, as it was reported.
    """

    collection: str
    most: int | None = None
    why: str = ""


@frozen(kw_only=True)
class Remark:
    """What decides beside the predicates, by its code.

    >>> Remark(code="not_collected", collection="enrolments").code
    'not_collected'

    Attributes:
        code: ``"reported"``: figures answered for the member; ``"missing"``: a fact is not given;
            ``"known_in_part"``: of a day the month, the year or a span alone is known;
            ``"told_differently"``: records of one id disagree; ``"not_collected"``: there is no such
            collection; ``"no_records"``: nothing in it could have been found; ``"less_is_better"``: whoever
            the term holds for stands against the target; ``"lacking"``: words that a set should have.
        collection: The collection of which it is said; empty where of none.
        words: The words of which it is said.
    """

    code: str
    collection: str = ""
    words: tuple[str, ...] = ()


@frozen(kw_only=True)
class PartValue:
    """What a part gives to an index or to a sum of points.

    >>> import rnms
    >>> from rnms.model import Bounds, Period
    >>> part = Judgement(
    ...     name="a", title="а", period=Period.of(2024), verdict=rnms.Verdict.NO_TARGET, value=Bounds(1, 2)
    ... )
    >>> PartValue(judgement=part).judgement.value
    Bounds(low=1, high=2)

    Attributes:
        judgement: The part with its value.
    """

    judgement: Judgement


@frozen(kw_only=True)
class Graded:
    """A grade of a row of points: whether what it asks is so.

    >>> from rnms.indicators.counts import Share
    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> share = Share(people.STAFF, diagnostics.DIAGNOSED)
    >>> Graded(grade=Grade(points=2, measure=share)).grade.points
    2

    Attributes:
        grade: The grade.
    """

    grade: Grade


Told = Counted | Judgement | Candidate | Gap | Remark | PartValue | Graded
Asked = str | Population | Predicate | Growth | OverPeriods | Told
"""What a step is about; a text is a title of the act, which is told as it stands."""


@frozen(kw_only=True)
class Step:
    """One step of an explanation.

    >>> import rnms
    >>> from rnms import testing
    >>> result = rnms.evaluate(testing.invented_region(staff=100, seed=1), period=2023)["6.2.1"]
    >>> result.explain(result.who("failed")[0].id).steps[0].holds
    True

    Attributes:
        asked: What was asked.
        holds: The answer; ``None`` when unknown facts decide.
        code: The reason code, where it fails or is not known.
        depth: How deep it stands.
    """

    asked: Asked
    holds: bool | None
    code: str = ""
    depth: int = 0

    __repr__ = short("text", "holds")

    @property
    def text(self) -> str:
        """What was asked, in Russian words."""
        from rnms.render.explanations import step_sentence

        return step_sentence(self)

    def __str__(self) -> str:
        from rnms.render.explanations import step_line

        return step_line(self)


@frozen(kw_only=True)
class Explanation(Shown):
    """Why a member stands where it stands; printed, it reads from top to bottom.

    >>> import rnms
    >>> from rnms import testing
    >>> result = rnms.evaluate(testing.invented_region(staff=100, seed=1), period=2023)["6.2.1"]
    >>> result.explain(result.who("failed")[0].id).state
    <MemberState.FAILED: 'failed'>

    Attributes:
        member: The id of the member; empty where a number is explained.
        state: Where the member stands; None where a number is explained.
        verdict: The verdict of the number; None where a member is explained.
        steps: What was asked, in order.
    """

    member: str
    state: MemberState | None = None
    verdict: Verdict | None = None
    steps: tuple[Step, ...]

    __repr__ = short("member", "state", "verdict")

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of what fails or is not known, deepest first."""
        codes = [(step.depth, step.code) for step in self.steps if step.code and step.holds is not True]
        return tuple(dict.fromkeys(code for _, code in sorted(codes, key=lambda pair: -pair[0])))

    def to_text(self, *, lang: str = "ru") -> str:
        """Write the explanation in words, ``"ru"`` or ``"en"``; titles of the act stay Russian."""
        from rnms.render.explanations import explanation_text

        return explanation_text(self, lang=lang)

    def __str__(self) -> str:
        return self.to_text()
