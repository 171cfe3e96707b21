"""The region keeps what every region keeps, and is found where it is installed."""

from rnms.testing import check_installed, check_region
from rnms_zarechye import PROFILE
from rnms_zarechye._town import TOWN


def test_the_region_keeps_the_contract() -> None:
    """Every problem is listed at once."""
    check_region(PROFILE)


def test_the_region_is_installed() -> None:
    """It is found by its key."""
    check_installed(PROFILE)


def test_the_town_keeps_the_contract_and_respects_the_krai() -> None:
    """What it takes over is looked up by the key of the krai."""
    check_region(TOWN)
