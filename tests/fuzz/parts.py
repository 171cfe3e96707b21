"""The parts of what is tried by dice, and where the tests of each stand.

They run on every change with as many examples as are usual, and by hand with fifty times as many. An input
that was found stays: a file in ``tests/files/corpus``, a fact as a row of the test beside which it was found.
"""

from __future__ import annotations

PARTS: dict[str, tuple[str, ...]] = {
    "hostile files": (
        "tests/files/test_hostile.py",
        "tests/files/test_inputs.py",
        "tests/files/test_cells.py",
    ),
    "files and back": (
        "tests/files/test_columnar.py",
        "tests/files/test_files.py",
        "tests/files/test_schema.py",
        "tests/files/test_table.py",
        "tests/render/test_report_schema.py",
    ),
    "registers and forms": (
        "tests/files/test_forms.py",
        "tests/files/test_intake.py",
        "tests/laws/test_returns.py",
    ),
    "worlds against truth": (
        "tests/engines/test_records_engine.py",
        "tests/engines/test_missing_records.py",
        "tests/engines/test_partial_days.py",
        "tests/engines/test_sums.py",
        "tests/engines/test_sets.py",
        "tests/engines/test_ties.py",
        "tests/laws/test_chains.py",
        "tests/laws/test_points.py",
        "tests/laws/test_growth.py",
        "tests/laws/test_weighted.py",
    ),
    "engines against each other": (
        "tests/engines/test_frames_engine.py",
        "tests/engines/test_alike.py",
        "tests/engines/test_twins.py",
        "tests/engines/test_maps_of_tables.py",
        "tests/engines/test_nation.py",
        "tests/laws/test_geography.py",
        "tests/laws/test_silence.py",
    ),
    "figures against worlds": (  # of which some members work in institutions of no municipality
        "tests/engines/test_figures_engine.py",
        "tests/engines/test_beside.py",
        "tests/laws/test_excluding_figures.py",
        "tests/laws/test_relations.py",
        "tests/laws/test_respondents.py",
    ),
    "reports against themselves": (
        "tests/laws/test_agreement.py",
        "tests/laws/test_ask.py",
        "tests/laws/test_audit.py",
        "tests/laws/test_compare.py",
        "tests/laws/test_plan.py",
        "tests/laws/test_routes.py",
    ),
}
"""By the name of a part, the files of its tests."""
