"""All the rules that need no trial; those that judge invented regions are in :mod:`rnms.testing`."""

from __future__ import annotations

from rnms.regions.rules.acts import (
    dates_of_acts_agree,
    sources_are_named,
    unknowns_say_why_and_where,
)
from rnms.regions.rules.contradictions import CONTRADICTIONS, ProfileRule
from rnms.regions.rules.day_texts import deadlines_are_printed_as_declared
from rnms.regions.rules.duties import (
    deadlines_lie_inside_the_horizon,
    duties_end_with_their_plan,
    measures_name_measures,
)
from rnms.regions.rules.names import titles_are_said
from rnms.regions.rules.pages import modules_only_declare
from rnms.regions.rules.readings import readings_change_what_they_read
from rnms.regions.rules.shared import families_are_known, reading_names_mean_one_decision
from rnms.regions.rules.targets import (
    directions_agree_with_norms,
    targets_for_each_are_counted_by_place,
    targets_meet_a_period,
    targets_respect_the_parent,
    targets_respect_their_minimum,
)
from rnms.regions.rules.words import (
    figure_keys_are_plain,
    free_text_is_read_by_keywords,
    populations_say_whose_records_they_are,
    terms_repeat_no_condition,
    words_speak_of_records,
)

READ: tuple[ProfileRule, ...] = (
    *CONTRADICTIONS,
    sources_are_named,
    dates_of_acts_agree,
    unknowns_say_why_and_where,
    titles_are_said,
    families_are_known,
    targets_meet_a_period,
    directions_agree_with_norms,
    targets_respect_their_minimum,
    targets_respect_the_parent,
    targets_for_each_are_counted_by_place,
    readings_change_what_they_read,
    reading_names_mean_one_decision,
    deadlines_lie_inside_the_horizon,
    deadlines_are_printed_as_declared,
    measures_name_measures,
    duties_end_with_their_plan,
    figure_keys_are_plain,
    words_speak_of_records,
    populations_say_whose_records_they_are,
    free_text_is_read_by_keywords,
    terms_repeat_no_condition,
    modules_only_declare,
)
"""The rules that need no trial, and so can be held to a profile that contradicts itself."""
