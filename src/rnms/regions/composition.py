"""Composition: a profile together with what it takes over from others, and where each part comes from."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from rnms.errors import ProfileError, suggestion
from rnms.indicators.definition import Component, Indicator
from rnms.indicators.tally import distinct
from rnms.indicators.target import Target, Years
from rnms.model.law import Act
from rnms.model.roadmap import Roadmap
from rnms.regions.declaration import (
    Amendment,
    Declaration,
    Import,
    PartOrigin,
    Spelling,
    falling_due,
    keys_asked,
    parts_of,
)
from rnms.regions.editions import Edition, are_related
from rnms.regions.minima import is_of_same_period, lost_minima, with_minima, years_without
from rnms.regions.profile import RegionProfile
from rnms.regions.relations import FigureRelation

Find = Callable[[str], RegionProfile]
"""Finds the profile of a key, as it is declared."""


def compose(profile: RegionProfile, find: Find, above: tuple[str, ...] = ()) -> RegionProfile:
    """Compose a profile with what it takes over, and look up the one above it.

    Args:
        profile: The profile as it is declared.
        find: Finds another by its key.
        above: The keys of the profiles that are being composed with it.

    Raises:
        ProfileError: If profiles take from each other in a circle, a part is named that is not there, or the
            whole contradicts itself.
    """
    if not profile.imports and profile.parent is None:
        return profile
    if profile.key in above:
        circle = " → ".join((*above[above.index(profile.key) :], profile.key))
        fault = f"profiles rest on each other in a circle: {circle}; leave one import or parent out"
        raise ProfileError(profile.key, (fault,), profile)
    path = (*above, profile.key)

    def composed(other: Declaration | str) -> RegionProfile:
        declared = find(other) if isinstance(other, str) else other
        assert isinstance(declared, RegionProfile)  # noqa: S101  # nothing else is declared
        return compose(declared, find, path)

    parent = None if profile.parent is None else composed(profile.parent)
    sources = [(imported, composed(imported.profile)) for imported in profile.imports]
    faults = tuple(fault for imported, source in sources for fault in _unknown_parts(imported, source))
    if faults:
        raise ProfileError(profile.key, faults, profile)
    whole = attrs.evolve(profile, parent=parent) if parent != profile.parent else profile
    for imported, source in sources:
        selected = _selected(_renamed(source, whole.acts), imported, read_on=profile.read_on)
        whole = _joined(whole, selected, imported)
    return attrs.evolve(whole, imports=()) if whole.imports else whole


def _unknown_parts(imported: Import, source: Declaration) -> Iterator[str]:
    known = [code for code, _ in parts_of(source)]
    names = [name for indicator in source.indicators for name in indicator.names]
    selected = _codes(source, imported)
    taken = {
        name for indicator in source.indicators if indicator.code in selected for name in indicator.names
    }
    before = {name: part.targets for indicator in source.indicators for name, part in _named_parts(indicator)}
    for code in (*imported.include, *imported.exclude):
        if code not in known:
            yield f"there is no part {code!r} in {source.key}{suggestion(code, known)}; name one of its parts"
    for amendment in imported.amend:
        if amendment.code not in names:
            yield (
                f"there is no indicator {amendment.code!r} in {source.key} to amend"
                f"{suggestion(amendment.code, names)}; name one of its indicators"
            )
        elif amendment.code not in taken:
            yield (
                f"{amendment.code} of {source.key} is amended, but not taken over; include its indicator,"
                " or leave the amendment out"
            )
        if not (amendment.targets or amendment.title or amendment.measure):
            yield f"the amendment of {amendment.code} sets nothing anew; give targets, a title or a measure"
        for target in amendment.targets:
            act = target.clause.act
            if act != amendment.clause.act and act in source.acts:
                yield (
                    f"the amendment of {amendment.code} ({amendment.clause}) sets the target of"
                    f" {target.period} by {target.clause}, an act of {source.key} itself; cite the act that"
                    " amends it"
                )
        for target in lost_minima(amendment.targets, before.get(amendment.code, ())):
            assert target.minimum is not None  # noqa: S101  # else nothing would be lost
            yield (
                f"what is set anew in {amendment.code} takes away the minimum of {target.period}"
                f" ({target.minimum.clause}); give that minimum to its targets"
            )
    yield from _amended_twice(imported, source)


def _amended_twice(imported: Import, source: Declaration) -> Iterator[str]:
    """Tell what two amendments set anew, neither of which amends the act of the other."""
    for first, second in itertools.combinations(imported.amend, 2):
        acts = {act.key: act for act in (*source.acts, first.clause.act, second.clause.act)}
        is_later = first.clause.act != second.clause.act and are_related(
            first.clause.act, second.clause.act, acts
        )
        if first.code != second.code or is_later:
            continue
        shared = [
            target.period
            for target in first.targets
            if any(is_of_same_period(target, other) for other in second.targets)
        ]
        fields = [name for name in ("title", "measure") if getattr(first, name) and getattr(second, name)]
        for what in (*(f"the target of {period}" for period in shared), *(f"the {name}" for name in fields)):
            yield (
                f"two amendments of {first.code} ({first.clause}; {second.clause}) set {what} anew; keep one"
            )


def _named_parts(indicator: Indicator) -> Iterator[tuple[str, Component]]:
    """Map the parts of an indicator that have targets to the codes under which they are amended."""
    names = indicator.names[:1] if indicator.measure is not None else indicator.names[1:]
    return zip(names, indicator.parts(), strict=True)


# What is taken over.


def _codes(source: Declaration, imported: Import) -> set[str]:
    """List the codes of the parts that are taken over."""
    return (set(imported.include) or {code for code, _ in parts_of(source)}) - set(imported.exclude)


def _selected(source: RegionProfile, imported: Import, read_on: dt.date) -> RegionProfile:
    """Select what is taken over, amended; what is the same as something left out is left out.

    Args:
        source: Whose parts they are.
        imported: Which of them, and what is set anew in them.
        read_on: When the acts that set something anew were read.
    """
    codes = _codes(source, imported)
    indicators = [
        _amended(indicator, imported.amend, source.acts)
        for indicator in source.indicators
        if indicator.code in codes
    ]
    names = {name for indicator in indicators for name in indicator.names}
    measures = [measure for measure in source.roadmap if measure.code in codes]
    tasks = {task.code for _, scheduled in falling_due(source) for task in scheduled if task.code in codes}
    duties = {duty.code for duty in source.requirements if duty.code in codes}
    judging = names | tasks | duties
    measures = [
        attrs.evolve(
            measure,
            judged_by=tuple(code for code in measure.judged_by if code in judging),
            demanded_by=tuple(code for code in measure.demanded_by if code in judging),
        )
        for measure in measures
    ]
    monitoring = [
        rule if not rule.same_as or rule.same_as in names else attrs.evolve(rule, same_as="")
        for rule in source.monitoring
        if rule.code in codes
    ]
    meetings = [meeting for meeting in source.meetings if meeting.code in codes]
    requirements = Edition(source.acts, None).requirements(
        (duty for duty in source.requirements if duty.code in codes),
        indicators,
        [*measures, *monitoring, *meetings],
    )
    is_whole = not imported.include
    selected = attrs.evolve(
        source,
        indicators=indicators,
        requirements=requirements,
        monitoring=monitoring,
        meetings=meetings,
        roadmap=attrs.evolve(source.roadmap, measures=measures),
        methodist_rules=[rule for rule in source.methodist_rules if rule.code in codes],
        subjects=[subject for subject in source.subjects if subject.key in codes],
        provisions=source.provisions if is_whole else (),
        unknown=source.unknown if is_whole else (),
        kinds_lost=source.kinds_lost if is_whole else (),
        relations=(),
        acts=(*source.acts, *(act for act in _amending(imported) if act not in source.acts)),
        read_on=max(source.read_on, read_on),
        parent=None,
    )
    # A relation of the form goes with the figures of which it speaks: none is asked for its sake alone.
    no_longer_asked = {*keys_asked(source)} - {*keys_asked(selected)}
    relations = [one for one in source.relations if no_longer_asked.isdisjoint(one.keys)]
    return attrs.evolve(selected, relations=relations)


def _amending(imported: Import) -> tuple[Act, ...]:
    """List the acts that set something anew."""
    clauses = [amendment.clause for amendment in imported.amend]
    clauses += [target.clause for amendment in imported.amend for target in amendment.targets]
    return distinct(clause.act for clause in clauses)


def _amended(indicator: Indicator, amendments: Iterable[Amendment], acts: Iterable[Act]) -> Indicator:
    """Set anew in an indicator what is amended in it or in its parts."""
    changed = indicator
    for amendment in amendments:
        if amendment.code not in indicator.names:
            continue
        act_by_key = {act.key: act for act in (*acts, amendment.clause.act)}

        def change(
            name: str,
            old: tuple[Target, ...],
            amendment: Amendment = amendment,
            act_by_key: Mapping[str, Act] = act_by_key,
        ) -> Iterable[Target]:
            if name != amendment.code:
                return old
            kept = [rest for target in old for rest in _rest(target, amendment.targets, act_by_key)]
            # What an act elsewhere demands at the least is not for this one to take away.
            return (*kept, *(one for target in amendment.targets for one in with_minima(target, old)))

        changed = changed.retargeted(change)
        if amendment.code == indicator.code:
            measure = amendment.measure or changed.measure
            changed = attrs.evolve(changed, title=amendment.title or changed.title, measure=measure)
        else:
            changed = attrs.evolve(
                changed,
                components=[
                    attrs.evolve(
                        part,
                        title=amendment.title or part.title,
                        measure=amendment.measure or part.measure,
                    )
                    if f"{indicator.code}.{part.name}" == amendment.code
                    else part
                    for part in changed.components
                ],
            )
    return changed


def _rest(target: Target, amending: Iterable[Target], acts: Mapping[str, Act]) -> Iterator[Target]:
    """List what is left of a target beside those set anew; beside one of an amending act it stays whole."""
    rivals = [new for new in amending if not are_related(target.clause.act, new.clause.act, acts)]
    periods = [new.period for new in rivals]
    if not isinstance(target.period, Years):
        years = [period for period in periods if isinstance(period, Years)]
        is_replaced = target.period in periods or any(target.period.year in span for span in years)
        yield from () if is_replaced else (target,)
        return
    spans = [target.period]
    for period in periods:
        if isinstance(period, Years):
            spans = [left for span in spans for left in years_without(span, period)]
    yield from (attrs.evolve(target, period=span) for span in spans)


# How it is joined with what is declared.


def _joined(whole: RegionProfile, source: RegionProfile, imported: Import) -> RegionProfile:
    """Join a profile with what it takes over, and tell where that comes from."""
    spelled = {spelling.keyword for spelling in whole.spellings}
    spellings: list[Spelling] = [one for one in source.spellings if one.keyword not in spelled]
    return attrs.evolve(
        whole,
        acts=distinct((*whole.acts, *source.acts)),
        indicators=(*whole.indicators, *source.indicators),
        requirements=(*whole.requirements, *source.requirements),
        monitoring=(*whole.monitoring, *source.monitoring),
        meetings=(*whole.meetings, *source.meetings),
        roadmap=_joined_roadmaps(whole.roadmap, source.roadmap),
        methodist_rules=(*whole.methodist_rules, *source.methodist_rules),
        subjects=(*whole.subjects, *source.subjects),
        provisions=(*whole.provisions, *source.provisions),
        unknown=(*whole.unknown, *source.unknown),
        kinds_lost=distinct((*whole.kinds_lost, *source.kinds_lost)),
        spellings=(*whole.spellings, *spellings),
        relations=(*whole.relations, *_told_apart(source, whole)),
        origins=(*whole.origins, *_origins(source, imported)),
        # The last of several imports lets the whole be looked at.
        imports=whole.imports,
    )


def _joined_roadmaps(own: Roadmap, taken: Roadmap) -> Roadmap:
    if not own.measures and own.clause is None:
        return taken if taken.measures else own
    return attrs.evolve(own, measures=(*own.measures, *taken.measures))


def _origins(source: RegionProfile, imported: Import) -> Iterator[PartOrigin]:
    """List where the parts taken over come from; one taken over before keeps its origin."""
    for code, _ in parts_of(source):
        origin = source.origin_of(code)
        amending = [
            amendment.clause
            for amendment in imported.amend
            if amendment.code == code or amendment.code.startswith(f"{code}.")
        ]
        yield attrs.evolve(origin, amended_by=(*origin.amended_by, *amending))


def _told_apart(source: Declaration, whole: Declaration) -> Iterator[FigureRelation]:
    """List the relations taken over, those with a code of the other form under another code."""
    own_codes = {relation.code for relation in whole.relations}
    for relation in source.relations:
        code = f"{source.key}_{relation.code}" if relation.code in own_codes else relation.code
        yield attrs.evolve(relation, code=code)


# Acts of one key.


def _renamed(source: RegionProfile, acts: Iterable[Act]) -> RegionProfile:
    """Give the acts of a profile other keys where another profile has acts of these keys."""
    own_by_key = {act.key: act for act in acts}
    taken = {act.key for act in source.acts if own_by_key.get(act.key, act) != act}
    if not taken:
        return source
    new_by_key = {key: f"{source.key}_{key}" for key in taken}

    def key_of(key: str) -> str:
        return new_by_key.get(key, key)

    def renamed(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(renamed(item) for item in value)
        if not attrs.has(type(value)):
            return value
        changes = {
            field.alias or field.name: changed
            for field in attrs.fields(type(value))
            if field.init
            and (changed := renamed(inner := getattr(value, field.name))) is not inner
            and changed != inner
        }
        if isinstance(value, Act):
            changes |= {
                "key": key_of(value.key),
                "amends": tuple(map(key_of, value.amends)),
                "repeals": tuple(map(key_of, value.repeals)),
            }
        return attrs.evolve(value, **changes) if changes else value

    result: RegionProfile = renamed(source)
    return result
