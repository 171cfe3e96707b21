"""Reports to be shown: figures, numbers and readings drawn for them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

import rnms
from kit.strategies import printed_shares
from rnms import (
    Report,
    regions,
)


def judged(figures: dict[str, Any], **options: Any) -> Report:
    system = rnms.from_figures(figures, region="khabarovsk", period=2023)
    return rnms.evaluate(system, **{"period": 2023, **options})


numbers = st.integers(0, 20_000) | st.integers(0, 20)


given_numbers = (
    st.none()
    | numbers
    | st.fixed_dictionaries({"share": printed_shares})
    | st.fixed_dictionaries({"count": numbers}, optional={"among": numbers, "share": printed_shares})
)


@st.composite
def given_figures(draw: st.DrawFn) -> dict[str, Any]:
    """Some of the figures that Khabarovsk Krai's order asks for."""
    needs = regions.get("khabarovsk").needs()
    asked = {need.key: st.none() | st.booleans() if need.yes_no else given_numbers for need in needs}
    return draw(st.fixed_dictionaries({}, optional=asked))


readings_of_khabarovsk = st.deferred(lambda: st.sampled_from(regions.get("khabarovsk").readings))
