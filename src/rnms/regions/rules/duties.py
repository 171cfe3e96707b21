"""Rules of duties, measures and rounds: how each is judged, when it falls due, and how long it binds."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.model.deadlines import (
    After,
    AnnualAfter,
    Continuous,
    Deadline,
    FirstThen,
    FromThenContinuous,
    windows,
)
from rnms.model.norm import Norm
from rnms.model.period import Period
from rnms.regions.declaration import Declaration, falling_due


def requirements_are_checked_one_way(profile: Declaration) -> Iterator[str]:
    """A requirement has a measure, is judged elsewhere, is a matter of the data, or says why nobody can."""
    names = [name for indicator in profile.indicators for name in indicator.names]
    for duty in profile.requirements:
        ways = [
            duty.measure is not None,
            bool(duty.same_as),
            bool(duty.falls_due),
            duty.unknown is not None,
            bool(duty.broken_by),
        ]
        if sum(ways) != 1:
            known_ways = "measure, same_as, unknown and broken_by, or falls_due"
            yield f"requirement {duty.code} needs one of {known_ways}; it has {sum(ways)}"
        is_as_by_default = isinstance(duty.norm, Norm) and duty.minimum is None and duty.each is None
        if duty.measure is None and not is_as_by_default:
            yield (
                f"requirement {duty.code} has a minimum, a lost norm or each, and nothing of its own that is"
                " measured; give them to the indicator that judges it, or give it a measure"
            )
        if duty.measure is None and duty.evidence:
            yield (
                f"requirement {duty.code} asks for documents, and nothing of its own is reported; ask the"
                " indicator that judges it for them (evidence), or give it a measure"
            )
        if duty.same_as and duty.same_as not in names:
            yield f"requirement {duty.code} is the same as {duty.same_as}, which is no indicator; name one"
        if duty.falls_due and duty.is_standing:
            codes = ", ".join(duty.falls_due)
            yield f"requirement {duty.code} falls due with {codes}; say within which period"


def measures_name_measures(profile: Declaration) -> Iterator[str]:
    """A measure that follows another, shares its results or is judged elsewhere names what there is."""
    codes = [measure.code for measure in profile.roadmap]
    codes_judged = [*(name for indicator in profile.indicators for name in indicator.names)]
    codes_judged += [duty.code for duty in profile.requirements]
    for measure in profile.roadmap:
        if isinstance(measure.deadline, AnnualAfter) and measure.deadline.measure not in codes:
            yield f"measure {measure.code} follows {measure.deadline.measure}, which is no measure; name one"
        if measure.result_of and measure.result_of not in codes:
            results = f"the results of {measure.result_of}"
            yield f"measure {measure.code} shares {results}, which is no measure; name one"
    for kind, scheduled in falling_due(profile):
        for due in scheduled:
            for code in (*due.judged_by, *due.demanded_by):
                if code not in codes_judged:
                    yield f"{kind} {due.code} is judged by {code}, no indicator or requirement; name one"
    tasks = {due.code: due for _, scheduled in falling_due(profile) for due in scheduled}
    for kind, scheduled in falling_due(profile):
        for due in scheduled:
            preceding = due.deadline.follows if isinstance(due.deadline, After) else ""
            if preceding and preceding not in tasks:
                follows = f"{kind} {due.code} follows {preceding}"
                yield f"{follows}, which never falls due; name what does, or give a day"
            elif preceding and _lasts(tasks[preceding].deadline):
                lasts = "which lasts and is carried out on no one day"
                yield f"{kind} {due.code} follows {preceding}, {lasts}; name what falls due"
    dated = {due.code for _, scheduled in falling_due(profile) for due in scheduled}
    for duty in profile.requirements:
        for code in duty.falls_due:
            if code not in dated:
                yield f"requirement {duty.code} is judged by {code}, which never falls due; name what does"
    for rule in profile.monitoring:
        if rule.same_as and rule.same_as not in [indicator.code for indicator in profile.indicators]:
            yield f"monitoring {rule.code} is the same as {rule.same_as}, which is no indicator; name one"


def _lasts(deadline: Deadline) -> bool:
    """Tell whether something goes on without a day by which it is done."""
    last = deadline.then if isinstance(deadline, FirstThen) else deadline
    return isinstance(last, Continuous | FromThenContinuous)


def nothing_follows_itself(profile: Declaration) -> Iterator[str]:
    """What must follow something else does not precede it, in however many steps."""
    preceding = {
        due.code: _followed(due.deadline) for _, scheduled in falling_due(profile) for due in scheduled
    }
    for code in preceding:
        steps = [code]
        while (before := preceding.get(steps[-1], "")) and before not in steps:
            steps.append(before)
        if before == code:
            yield f"{' follows '.join([*steps, code])}; let one of them fall due by a day"


def _followed(deadline: Deadline) -> str:
    """Find the code of what something must follow; empty where there is none."""
    if isinstance(deadline, AnnualAfter):
        return deadline.measure
    return deadline.follows if isinstance(deadline, After) else ""


def deadlines_lie_inside_the_horizon(profile: Declaration) -> Iterator[str]:
    """What falls due once falls due while its plan lasts."""
    for kind, scheduled in falling_due(profile):
        for due in scheduled:
            ends = (due.until, profile.roadmap.until if kind == "measure" else None)
            until = min((day for day in ends if day is not None), default=None)
            for window in windows(due.deadline, ()):
                if until is not None and window.due is not None and window.due > until:
                    late = f"{kind} {due.code} falls due on {window.due}"
                    yield f"{late}, after its plan ends on {until}; check both"


def duties_end_with_their_plan(profile: Declaration) -> Iterator[str]:
    """What is demanded by the days of a plan, or judges what shall come of them, binds no longer than it."""
    ends = {due.code: due.until for _, scheduled in falling_due(profile) for due in scheduled if due.until}
    for duty in profile.requirements:
        codes = list(duty.falls_due)
        codes += [
            planned.code for planned in profile.roadmap if {duty.code, duty.same_as} & {*planned.judged_by}
        ]
        days = [ends[code] for code in codes if code in ends]
        if isinstance(duty.period, Period):
            continue
        if days and len(days) == len(codes) and (duty.until is None or duty.until > max(days)):
            yield f"requirement {duty.code} binds longer than its plan, to {max(days)}; say until when"
