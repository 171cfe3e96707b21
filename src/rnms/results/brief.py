"""The brief: what of a report may be signed, what not, and whom to ask; as values, no text."""

from __future__ import annotations

from rnms._values import frozen
from rnms.indicators.tally import Reason
from rnms.model.law import Quote, Unknown
from rnms.model.norm import Bounds, Verdict
from rnms.model.period import Period
from rnms.model.subjects import Municipality


@frozen(kw_only=True)
class Deciding:
    """The answers to one question for a number that decide a verdict without any other answer.

    >>> Deciding(verdict=Verdict.MET, numbers=Bounds(0, 123), value=Bounds(1, 2)).numbers.high
    123

    Attributes:
        verdict: The verdict that they give.
        numbers: The answers that give it, from the least to the greatest.
        value: What the value lies between, whichever of these answers comes.
    """

    verdict: Verdict
    numbers: Bounds
    value: Bounds


@frozen(kw_only=True)
class Headcount:
    """A number of people, or of anything counted, that must be asked for, and what it alone would decide.

    >>> Headcount(key="staff", title="педагоги").deciding
    ()

    Attributes:
        key: The key of the figure that answers it.
        title: What is counted, in the words of the act.
        places: The municipalities whose number is not known, asked for together; none where the region is
            asked.
        deciding: The answers that decide alone; none where more must be asked whatever the answer is.
    """

    key: str
    title: str
    places: tuple[Municipality, ...] = ()
    deciding: tuple[Deciding, ...] = ()


@frozen(kw_only=True)
class OpenFacts:
    """What single facts of whoever is counted in one municipality are not known, field by field.

    >>> OpenFacts(municipality=Municipality(id="m1", name="Лесной район"), facts=()).municipality.id
    'm1'

    Attributes:
        municipality: Where; without an id where nothing tells, and of who is in none.
        is_outside: Whether they surely are in none, as who works in an organisation of the region itself.
        facts: The facts, as reasons that count for how many they are not known; of people where their first
            post is.
    """

    municipality: Municipality
    is_outside: bool = False
    facts: tuple[Reason, ...]


@frozen(kw_only=True)
class Ask:
    """What to ask, and of whom, so that an open verdict is decided.

    The smallest sets of municipalities are exact: no fewer answers can prove it. What they will say is not
    supposed: a set can prove a verdict, and need not.

    >>> Ask().to_meet is None
    True

    Attributes:
        to_meet: The fewest municipalities whose answers can prove that the target is reached; ``None`` where
            answers of municipalities alone cannot, or nothing is known of what each of them hides.
        to_fail: The fewest whose answers can prove that it is not.
        without_sets: Why no fewest municipalities are told, as a code: ``"load"``, ``"index"``,
            ``"over-periods"``, ``"stated"``, ``"reading"``, ``"each-organization"``, ``"each-moved"``,
            ``"perhaps-nobody"``, ``"not-by-place"``, ``"two-ends"``. Empty where some are told, where a
            number comes first, and where no answer of municipalities can decide.
        silent: Every municipality of which something is missing.
        headcounts: Numbers without an upper end, or open ones of a ratio: they are asked for first.
        facts: What else is open, as the reasons of the verdict name it.
        by_municipality: The same facts by municipality, of those who are counted one by one; told by plans.
    """

    to_meet: tuple[Municipality, ...] | None = None
    to_fail: tuple[Municipality, ...] | None = None
    without_sets: str = ""
    silent: tuple[Municipality, ...] = ()
    headcounts: tuple[Headcount, ...] = ()
    facts: tuple[Reason, ...] = ()
    by_municipality: tuple[OpenFacts, ...] = ()

    @property
    def cost(self) -> tuple[int, bool]:
        """How many answers can decide at best, and whether these are returns: a number is told sooner."""
        alone = [
            (max(1, len(headcount.places)), False) for headcount in self.headcounts if headcount.deciding
        ]
        sets = [(len(places), True) for places in (self.to_meet, self.to_fail) if places]
        return min([*alone, *sets], default=(max(1, len(self.silent) + len(self.facts)), True))


@frozen(kw_only=True)
class OfResult:
    """What is said of one result of a report.

    Attributes:
        at: Its place among the results: under a reading one code may be judged twice for one period.
        code: The indicator's code.
        period: The period judged.
    """

    at: int
    code: str
    period: Period


@frozen(kw_only=True)
class Signable(OfResult):
    """An indicator whose target is reached whatever the missing data are.

    Attributes:
        unless: The names of the readings that have data and judge otherwise; it is signed with them named.
    """

    unless: tuple[str, ...] = ()


@frozen(kw_only=True)
class Refused(OfResult):
    """An indicator of which nobody may sign that its target is reached.

    Attributes:
        verdict: What the data say of it.
    """

    verdict: Verdict


@frozen(kw_only=True)
class Request(OfResult):
    """What to ask for one indicator, or for one of its parts.

    Attributes:
        part: The name of the part that is open; empty where it has no parts.
        ask: What to ask, and of whom.
    """

    part: str = ""
    ask: Ask


@frozen(kw_only=True)
class Otherwise(OfResult):
    """A reading that has data and comes to another verdict than the one that counts.

    Attributes:
        reading: The name of the reading.
        verdict: What it says.
    """

    reading: str
    verdict: Verdict


@frozen(kw_only=True)
class Unproved:
    """Published words that the data do not bear out.

    Attributes:
        quote: The words, and where they stand.
        codes: The indicators of which the data say otherwise.
    """

    quote: Quote
    codes: tuple[str, ...]


@frozen(kw_only=True)
class Brief:
    """What of a report may be signed, what not and why, and whom to ask; the first thing that it shows.

    >>> import rnms
    >>> brief = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).brief
    >>> [one.code for one in brief.signable], [one.code for one in brief.refused]
    (['1', '2', '5', '6', '7'], ['3', '4'])
    >>> brief.signable[3].unless
    ('by_act',)

    Attributes:
        signable: The indicators whose targets are reached.
        refused: Those of which that may not be signed.
        not_judged: The codes of those for which nothing is demanded, or nobody is there to be counted.
        requests: What to ask for those that are open, the fewest answers first.
        otherwise: The readings that come to another verdict.
        unproved: What was published and is not borne out.
        unread: What the sources of the region do not say or have lost.
    """

    signable: tuple[Signable, ...] = ()
    refused: tuple[Refused, ...] = ()
    not_judged: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()
    unproved: tuple[Unproved, ...] = ()
    unread: tuple[Unknown, ...] = ()
