"""The rules whose breach refuses a profile: it would contradict itself.

Such a profile cannot be made; it is told all its faults, each in one sentence that says what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rnms.regions.declaration import Declaration
from rnms.regions.rules.acts import (
    acts_change_known_acts,
    acts_of_unknown_date_are_placed,
    acts_were_read,
    clauses_cite_acts_of_the_profile,
)
from rnms.regions.rules.duties import nothing_follows_itself, requirements_are_checked_one_way
from rnms.regions.rules.names import key_names_a_module, names_are_given_once
from rnms.regions.rules.readings import readings_decide_something
from rnms.regions.rules.targets import (
    bands_tile_their_scale,
    compared_periods_exist,
    cumulative_targets_never_fall,
    indicators_are_measured,
    norms_fit_their_scale,
    targets_cite_their_clause,
    targets_do_not_collide,
)
from rnms.regions.rules.words import relations_write_keys_as_they_are_asked_for, words_mean_one_thing

ProfileRule = Callable[[Declaration], Iterator[str]]
"""A rule: yields a sentence for each breach."""

CONTRADICTIONS: tuple[ProfileRule, ...] = (
    key_names_a_module,
    names_are_given_once,
    acts_were_read,
    acts_of_unknown_date_are_placed,
    acts_change_known_acts,
    indicators_are_measured,
    targets_cite_their_clause,
    targets_do_not_collide,
    cumulative_targets_never_fall,
    norms_fit_their_scale,
    bands_tile_their_scale,
    compared_periods_exist,
    readings_decide_something,
    words_mean_one_thing,
    relations_write_keys_as_they_are_asked_for,
    requirements_are_checked_one_way,
    nothing_follows_itself,
    clauses_cite_acts_of_the_profile,
)
"""The rules that every profile keeps, or it is not made."""


def faults_of(profile: Declaration) -> Iterator[str]:
    """List every fault of a profile's declaration."""
    for rule in CONTRADICTIONS:
        try:
            yield from rule(profile)
        except TypeError as error:
            yield f"{rule.__name__} cannot be checked ({error}); give the words of rnms, and tuples of them"
