"""``evaluate``: one call from data and a region's order to verdicts."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, ParamSpec

from rnms._version import __version__
from rnms.engine.engine import Engine
from rnms.engine.source import Tabular, look_at_data
from rnms.errors import NameNotFoundError, ProfileError, UsageError, did_you_mean, nearest
from rnms.indicators.definition import Indicator
from rnms.indicators.requirement import Requirement
from rnms.indicators.schedule import MonitoringRule
from rnms.indicators.tally import distinct
from rnms.issues import Issue, message
from rnms.judge.amounts import amounts_outside
from rnms.judge.assessment import Assessment
from rnms.judge.attested import faults_of_statements
from rnms.judge.cases import cases_of
from rnms.judge.duties import period_in_force
from rnms.judge.findings import counted_span, finding_of_faults, judge_requirement, judge_rule
from rnms.judge.foreign import foreign_words
from rnms.judge.ledger import ledger_of
from rnms.judge.schedule import fulfilments
from rnms.judge.unchanged import again, judged_before, results_again
from rnms.logic.question import Question
from rnms.model.checked import expect_day, shown
from rnms.model.garbage import uncollected
from rnms.model.geography import map_days
from rnms.model.law import Act, Unknown
from rnms.model.limits import reported_period
from rnms.model.period import Period
from rnms.model.returns import Figure
from rnms.model.roadmap import Scheduled
from rnms.model.system import RegionalSystem, record_classes
from rnms.regions.declaration import targets_of
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import get, profile_of
from rnms.regions.registry import source as source_of
from rnms.regions.rules.misfits import misfits
from rnms.results.findings import ScheduleStatus
from rnms.results.report import Report, TablesBehind
from rnms.results.result import Result

if TYPE_CHECKING:
    from rnms.tables.tables import Tables

P = ParamSpec("P")


def _as_the_data_lie(function: Callable[P, Report]) -> Callable[P, Report]:
    """Tell in one line that a table or a column of the data is gone; of values make many, and no garbage."""

    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Report:
        data = args[0] if args else kwargs.get("data")
        with data.as_given() if isinstance(data, Tabular) else uncollected():
            return function(*args, **kwargs)

    return guarded


@_as_the_data_lie
def evaluate(
    data: RegionalSystem | Tables,
    *,
    period: Period | int | str,
    region: RegionProfile | str | None = None,
    as_of: dt.date | None = None,
    known_on: dt.date | None = None,
    readings: str | Iterable[str] = (),
    only: str | Iterable[str] | None = None,
    municipality: str | None = None,
    organization: str | None = None,
) -> Report:
    """Judge a regional system by its region's own order.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> report["3"].value
    Bounds(low=Fraction(15, 19), high=Fraction(1, 1))

    Args:
        data: The system as far as it was reported; or its tables, which are judged where they lie.
        period: A reporting year (2023), for which each indicator is asked for its own kind of period ending
            in it; or another: ``"2022/2023"``, ``"2023-H1"``, a :class:`~rnms.model.Period`. What is counted
            by other periods is then judged for those that end inside it, or else hold it.
        region: A key or a profile; by default the one that the data name.
        as_of: The day of judgement. While a period runs its verdict is PENDING, unless it is already
            certain. By default the end of each period.
        known_on: The day whose edition of the acts counts; by default the last that the profile knows.
        readings: Readings to take together, wherever an indicator has them.
        only: Codes of the indicators wanted; by default all.
        municipality: Id of a municipality that is judged alone; the acts set it no targets of its own.
        organization: Id of an organisation that is judged alone.

    Returns:
        Every indicator under the default and under each reading alone.

    Raises:
        PeriodError: If ``period`` names no period, or one of other years than data are of.
        RegionNotFoundError: If no region has this key.
        IndicatorNotFoundError: If ``only`` names an indicator that the order does not have.
        ReadingNotFoundError: If no indicator has a reading of this name.
        LookupError: If the data have no such municipality or organisation.
        ReadingConflictError: If two readings taken together decide the same thing.
        FieldError: If a day is no day, or the data are none.
        TablesChangedError: If a table does not have the columns any more that it had.
        ProfileError: If an indicator asks records for what they never hold.
    """
    for name, day in (("as_of", as_of), ("known_on", known_on)):
        if day is not None:
            expect_day(day, owner="evaluate", field=name)
    look_at_data(data)
    asked_period = reported_period(period)
    today = as_of or asked_period.end
    key = (data if isinstance(data, RegionalSystem) else data.judged).region if region is None else region
    whole_profile = profile_of(key)
    return _judged(
        Engine.of_region(data, whole_profile, today),
        whole_profile,
        asked_period,
        data=data,
        source=f"{key.key} (passed as an object)" if isinstance(key, RegionProfile) else source_of(key),
        as_of=as_of,
        known_on=known_on,
        readings=readings,
        only=only,
        municipality=municipality,
        organization=organization,
    )


def faults_of_years(system: RegionalSystem) -> tuple[Issue, ...]:
    """List the faults of data for every year that their figures speak of, as :func:`evaluate` does for each.

    Without records nothing hangs on the day of judgement: what figures tell is found once for all years.

    >>> import rnms
    >>> faults_of_years(rnms.example("khabarovsk_2023"))
    ()

    Raises:
        RegionNotFoundError: If no region has the key of the data.
    """
    profile = get(system.region)
    years = [Period.of(f"{year:04}") for year in sorted({figure.period.year for figure in system.figures})]
    collections = record_classes().keys() - {"municipalities"}
    is_of_figures = all(getattr(system, name) is None for name in collections) and not map_days(system)
    with uncollected():
        engine = Engine.of_region(system, profile) if is_of_figures else None
        reports = (
            _judged(
                engine or Engine.of_region(system, profile, year.end),
                profile,
                year,
                data=system,
                source=source_of(system.region),
            )
            for year in years
        )
        return distinct(issue for report in reports for issue in report.issues)


def _judged(
    engine: Engine,
    whole_profile: RegionProfile,
    asked_period: Period,
    *,
    data: RegionalSystem | Tables,
    source: str,
    as_of: dt.date | None = None,
    known_on: dt.date | None = None,
    readings: str | Iterable[str] = (),
    only: str | Iterable[str] | None = None,
    municipality: str | None = None,
    organization: str | None = None,
) -> Report:
    """Judge what an engine answers."""
    today = as_of or asked_period.end
    profile = whole_profile if known_on is None else whole_profile.as_known(known_on)
    indicators, names = profile.select_indicators(only), profile.select_readings(readings)
    judged_alone = _judged_alone(engine, municipality, organization)
    is_whole = only is None and judged_alone is None
    falls_due = is_whole or any(map(functools.partial(_hangs_on_days, profile), indicators))
    system = engine.gathered(("measure_reports", "plan_items") if falls_due else ())
    assessment = Assessment(
        data=system,
        engine=engine,
        as_of=today,
        profile=profile,
        readings=names,
        judged_alone=judged_alone,
        # The asked period counts here, not the longer period of a duty around it.
        day_is_over=today == asked_period.end,
    )
    duties = profile.requirements if only is None else ()
    rules = profile.monitoring if is_whole else ()
    before = judged_before(assessment, asked_period)

    def list_questions(assessment: Assessment) -> tuple[tuple[Question, Period], ...]:
        questions = tuple(_questions(assessment, indicators, duties, rules, asked_period))
        if faults := distinct(_misfits_of(profile, (question for question, _ in questions))):
            raise ProfileError(profile.key, faults, profile)
        return questions

    codes = tuple(indicator.code for indicator in indicators)
    questions = again(assessment, before, ("asked", is_whole, only is None, codes), list_questions)
    engine.prepare(questions)
    results = [
        result
        for indicator in indicators
        for result in results_again(assessment, before, indicator, asked_period)
    ]
    findings = {
        duty.code: again(
            assessment,
            before,
            ("duty", duty.code),
            functools.partial(judge_requirement, duty=duty, asked_period=asked_period),
        )
        for duty in duties
        if not duty.broken_by
    }
    monitoring = tuple(
        again(
            assessment,
            before,
            ("rule", rule.code),
            functools.partial(judge_rule, rule=rule, asked_period=asked_period),
        )
        for rule in rules
    )

    def fallen_due(name: str, scheduled: Sequence[Scheduled]) -> tuple[ScheduleStatus, ...]:
        judge = functools.partial(fulfilments, scheduled=scheduled, asked_period=asked_period)
        return again(assessment, before, name, judge) if is_whole else ()

    if any(duty.broken_by for duty in duties):
        engine.look_at_figures()
    # Every answer was asked for by now, so every contradiction is known.
    issues = (
        *engine.records.issues,
        *foreign_words(engine, system, whole_profile),
        *faults_of_statements(engine, whole_profile),
        *amounts_outside(engine, questions),
        *engine.issues,
    )
    for duty in duties:
        if duty.broken_by:
            findings[duty.code] = finding_of_faults(duty, asked_period, issues, is_empty=_is_empty(engine))
    governing = again(assessment, before, "governing", lambda _: profile.governing(asked_period))
    return Report(
        region=profile.key,
        name=profile.name,
        period=asked_period,
        as_of=as_of,
        known_on=known_on,
        readings=names,
        municipality=municipality,
        organization=organization,
        place="" if judged_alone is None else assessment.name_alone(),
        results=tuple(results),
        requirements=tuple(findings[duty.code] for duty in duties),
        roadmap=fallen_due("roadmap", profile.roadmap.measures),
        monitoring=monitoring,
        meetings=fallen_due("meetings", profile.meetings),
        acts=again(assessment, before, "acts", lambda _: _cited_acts(profile)),
        awaited=() if known_on is None else whole_profile.awaited(known_on),
        principal="" if governing is None else governing.key,
        title=system.title,
        ledger=ledger_of(assessment, questions, {indicator.code for indicator in indicators}),
        told_in_part=_told_in_part(results, system.figures),
        issues=issues,
        unknown=_unknown_by_now(profile),
        source=source,
        changes=profile.changes,
        version=__version__,
        data=data if isinstance(data, RegionalSystem) else None,
        behind=None if isinstance(data, RegionalSystem) else TablesBehind(data),
    )


def _told_in_part(results: Iterable[Result], figures: Iterable[Figure]) -> tuple[str, ...]:
    """List the municipalities that are missing and have no value, and told some number of the period."""
    missing = distinct(place.id for result in results for place in result.missing)
    if not missing:
        return ()
    parts = [part for result in results for part in (result.components or (result.judgement,))]
    valued = {place.name for part in parts for place in part.municipalities}
    periods = {part.period for part in parts}
    telling = {
        figure.municipality
        for figure in figures
        # A yes or no may be what the region says of it, such as that it delivered nothing.
        if figure.is_given and figure.holds is None and figure.missing is None
        if any(period.covers(figure.period) or figure.period.covers(period) for period in periods)
    }
    return tuple(place for place in missing if place in telling and place not in valued)


def _hangs_on_days(profile: RegionProfile, indicator: Indicator) -> bool:
    """Tell whether what falls due, and was done or missed, may decide an indicator."""
    demanding = {code for task in profile.scheduled for code in task.demanded_by}
    counting = {rule.same_as for rule in profile.monitoring}
    return bool(indicator.where_carried_out) or indicator.code in demanding | counting


def _misfits_of(profile: RegionProfile, questions: Iterable[Question]) -> Iterator[str]:
    """List what questions ask of fields that records do not have, each question once.

    The questions of a profile never change, so those that fit are remembered, by the identity of words in
    memory: to Python a word that asks for 1 equals the same for ``True``.
    """
    for question in questions:
        words = (question.of, question.term)
        key = tuple(map(id, words))
        if profile.fitting.get(key) is None:
            faults = misfits(question)
            yield from faults
            if not faults:
                profile.remember_fitting(key, words)


def _cited_acts(profile: RegionProfile) -> tuple[Act, ...]:
    """List the acts in force, and those cited where something in them is unknown."""
    acts = [act for act in profile.acts if profile.edition.is_in_force(act)]
    telling: list[Act] = []
    queue = [*acts]
    while queue:
        gaps = [gap for _, gap in queue.pop().unknowns]
        new = [gap.clause.act for gap in gaps if gap.clause is not None and gap.clause.act not in acts]
        queue += [act for act in new if act not in telling]
        telling += new
    lost = [clause.act for _, target in targets_of(profile) for clause in target.further_clauses]
    lost += [gap.clause.act for gap in _unknown_by_now(profile) if gap.clause is not None]
    return distinct((*acts, *telling, *lost))


def _unknown_by_now(profile: RegionProfile) -> tuple[Unknown, ...]:
    """List what the sources do not say, of acts in force: nobody misses a word of an act not yet known."""
    return tuple(
        gap for gap in profile.unknown if gap.clause is None or profile.edition.is_in_force(gap.clause.act)
    )


def _is_empty(engine: Engine) -> bool:
    """Tell whether there is neither a record nor a figure."""
    return not engine.system.figures and not any(map(engine.records.holds_any, record_classes()))


def _questions(
    assessment: Assessment,
    indicators: Iterable[Indicator],
    duties: Iterable[Requirement],
    rules: Iterable[MonitoringRule],
    asked_period: Period,
) -> Iterator[tuple[Question, Period]]:
    """List everything that the engine will be asked, so that it can prepare it at once."""
    for indicator in indicators:
        for case in chain.from_iterable(cases_of(indicator, assessment.readings, asked_period)):
            yield from ((question, case.period) for question in case.indicator.questions)
    due = [(duty, period) for duty in duties for period in duty.asked(asked_period)]
    due += [
        (rule.follow_up, counted_span(assessment, rule, asked_period))
        for rule in rules
        if rule.follow_up is not None
    ]
    for duty, period in due:
        if duty.measure is not None:
            cut = period_in_force(assessment, duty, period)
            yield from ((question, cut) for question in duty.measure.questions)


def _judged_alone(
    engine: Engine, municipality: str | None, organization: str | None
) -> tuple[str, str] | None:
    """Look up the municipality or organisation that is judged alone, if one is."""
    if municipality is not None and organization is not None:
        raise UsageError(message("error.both-alone"))
    for kind, key, collection in (
        ("municipality", municipality, "municipalities"),
        ("organization", organization, "organizations"),
    ):
        if key is not None:
            ids = engine.records.ids(collection)
            if key not in ids:
                near = did_you_mean(nearest(key, ids))
                raise NameNotFoundError(message(f"error.no-{kind}", key=shown(key), near=near))
            return kind, key
    return None
