"""Who may be a methodist, rule by rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rnms._values import frozen
from rnms.engine.records import RecordsEngine
from rnms.engine.states import certainties, members_of
from rnms.errors import ProfileError
from rnms.indicators.requirement import Force, Rule
from rnms.indicators.tally import distinct
from rnms.indicators.vocabulary import methodists, people
from rnms.logic.question import Question
from rnms.model.checked import expect, expect_day
from rnms.model.period import Period
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import profile_of
from rnms.regions.rules.misfits import misfits


@frozen(kw_only=True)
class Eligibility:
    """What a region's rules say of one member of its pool.

    >>> one = Eligibility(person="p1", rules={"E1": True, "E2": None}, is_eligible=None, is_core=None)
    >>> [code for code, kept in one.rules.items() if kept is None]
    ['E2']

    Attributes:
        person: Id of the person.
        rules: For each rule whether it is kept; ``None`` when that is not known.
        is_eligible: Whether all rules for members are kept.
        is_core: Whether it belongs to the core as well.
    """

    person: str
    rules: Mapping[str, bool | None]
    is_eligible: bool | None
    is_core: bool | None


def eligibility(
    data: RegionalSystem, *, as_of: dt.date, region: RegionProfile | str | None = None
) -> tuple[Eligibility, ...]:
    """Judge every member of the regional pool by the rules of its region, on a day.

    >>> from rnms import testing
    >>> region = testing.invented_region(staff=100, seed=1)
    >>> one, *_ = eligibility(region, as_of=dt.date(2023, 12, 31))
    >>> one.person, one.is_eligible, one.rules["E5"]
    ('p19', False, None)

    Args:
        data: The system; its methodists, their people and what the rules ask of them.
        as_of: The day.
        region: A key or a profile; by default the one that the data name.

    Returns:
        One value for each person who surely or perhaps is a member. A region without rules (Amur, Kirov and
        Khabarovsk print none) has nobody to judge.

    Raises:
        RegionNotFoundError: If no region has this key.
        FieldError: If the data are none, or the day is no day.
        ProfileError: If a rule asks people for what they never are.
    """
    expect(
        data, RegionalSystem, owner="eligibility", field="data", wanted="a RegionalSystem",
        write="write rnms.load('данные.json')",
    )  # fmt: skip
    expect_day(as_of, owner="eligibility", field="as_of")
    key = data.region if region is None else region
    profile = profile_of(key)
    if not profile.methodist_rules or data.methodists is None or data.persons is None:
        return ()
    questions = [Question(of=people.ALL_PERSONS, term=rule.term) for rule in profile.methodist_rules]
    if faults := distinct(fault for question in questions for fault in misfits(question)):
        raise ProfileError(profile.key, faults, profile)
    engine = RecordsEngine(data, as_of, profile.vocabularies)
    period = Period.of(as_of.year)
    states_by_rule = {
        rule.code: certainties(engine, Question(of=people.ALL_PERSONS, term=rule.term), period)
        for rule in profile.methodist_rules
    }
    return tuple(
        _judged(
            member.name,
            profile.methodist_rules,
            {code: states[member.at].holds for code, states in states_by_rule.items()},
        )
        for member in members_of(engine, methodists.REGIONAL_POOL, period)
    )


def _judged(person: str, rules: tuple[Rule, ...], states: Mapping[str, bool | None]) -> Eligibility:
    demanded = [rule for rule in rules if rule.force is Force.DUTY]
    eligible = _all([states[rule.code] for rule in demanded if not rule.for_core])
    core = _all([eligible, *(states[rule.code] for rule in demanded if rule.for_core)])
    return Eligibility(person=person, rules=states, is_eligible=eligible, is_core=core)


def _all(states: list[bool | None]) -> bool | None:
    if False in states:
        return False
    return None if None in states else True
