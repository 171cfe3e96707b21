"""``evaluate``: one call from data and a region's order to verdicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rnms._version import __version__
from rnms.engine import Engine
from rnms.errors import FieldError, ProfileError, suggestion
from rnms.evaluation._foreign import foreign_words
from rnms.evaluation._judge import Judge
from rnms.evaluation._progress import collections_read, progress
from rnms.indicators import distinct
from rnms.io import Tables
from rnms.model import Period, RegionalSystem
from rnms.model._checked import shown
from rnms.regions import RegionProfile, get, source
from rnms.regions._misfits import misfits
from rnms.report import Report


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
            in it; or a period of one kind: ``"2022/2023"``, ``"2023-H1"``, a :class:`~rnms.model.Period`.
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
        PeriodError: If ``period`` names no period.
        RegionNotFoundError: If no region has this key.
        IndicatorNotFoundError: If ``only`` names an indicator that the order does not have.
        ReadingNotFoundError: If no indicator has a reading of this name.
        LookupError: If the data have no such municipality or organisation.
        ReadingConflictError: If two readings taken together decide the same thing.
        FieldError: If a day is no day, or the data are none.
        ProfileError: If an indicator asks records for what they never hold.
    """
    for name, given in (("as_of", as_of), ("known_on", known_on)):
        _look_at_day(name, given)
    asked = Period.of(period)
    day = as_of or asked.end
    engine = Engine(data, day)
    key = engine.system.region if region is None else region
    profile = key if isinstance(key, RegionProfile) else get(key)
    origin = f"{key.key} (passed as an object)" if isinstance(key, RegionProfile) else source(key)
    if known_on is not None:
        profile = profile.as_known(known_on)
    indicators, names = profile.chosen(only), profile.taken(readings)
    place = _place(engine, municipality, organization)
    whole = only is None and place is None
    system = engine.records.gathered(collections_read(profile.scheduled) if whole else ())
    judge = Judge(
        data=system, engine=engine, as_of=day, region=profile.key, edition=profile.edition, place=place
    )
    duties = profile.requirements if only is None else ()
    followed = [rule.follow_up for rule in profile.monitoring if whole and rule.follow_up is not None]
    questions = list(judge.questions(indicators, (*duties, *followed), asked, names))
    if faults := distinct(said for question, _ in questions for said in misfits(question)):
        raise ProfileError(profile.key, faults, profile)
    engine.prepare(questions)
    results = [result for one in indicators for result in judge.results(one, asked, names)]
    by_code = {result.code: result for result in results}
    findings = [judge.finding(duty, asked, by_code) for duty in duties]
    return Report(
        region=profile.key,
        name=profile.name,
        period=asked,
        as_of=as_of,
        known_on=known_on,
        readings=names,
        municipality=municipality,
        organization=organization,
        results=tuple(results),
        requirements=tuple(findings),
        roadmap=progress(profile.roadmap.measures, system, asked, day) if whole else (),
        monitoring=tuple(judge.monitored(rule, asked) for rule in profile.monitoring if whole),
        meetings=progress(profile.meetings, system, asked, day) if whole else (),
        acts=profile.acts,
        title=system.title,
        issues=(*engine.records.issues, *foreign_words(system, profile), *engine.issues),
        source=origin,
        changes=profile.changes,
        version=__version__,
    )


def _look_at_day(name: str, given: object) -> None:
    if given is not None and (not isinstance(given, dt.date) or isinstance(given, dt.datetime)):
        raise FieldError(
            owner="evaluate", field=name, given=shown(given), wanted="a day",
            write="write datetime.date(2024, 1, 31)",
        )  # fmt: skip


def _place(engine: Engine, municipality: str | None, organization: str | None) -> tuple[str, str] | None:
    if municipality is not None and organization is not None:
        raise ValueError("a municipality or an organisation is judged alone, not both; give one")
    for kind, key, collection in (
        ("municipality", municipality, "municipalities"),
        ("organization", organization, "organizations"),
    ):
        if key is not None:
            known = engine.records.ids(collection)
            if key not in known:
                raise LookupError(f"no {kind} {key!r} in the data{suggestion(key, known)}")
            return kind, key
    return None
