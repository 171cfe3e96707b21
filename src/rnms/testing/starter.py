"""A starting package for a region: it passes its own tests, and says where to go on."""

from __future__ import annotations

from pathlib import Path
from string import Template

from rnms._version import __version__
from rnms.errors import RegionKeyError
from rnms.regions.registry import available
from rnms.regions.rules.names import is_key

_FILES = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "rnms-$key"
version = "0.1"
description = "The order of $name for rnms"
requires-python = ">=3.11"
dependencies = ["rnms>=$version"]

[project.optional-dependencies]
test = ["pytest"]

# The name is the key of the region, the value the object that declares it.
[project.entry-points."rnms.regions"]
$key = "rnms_$key:PROFILE"

[tool.hatch.build.targets.wheel]
packages = ["src/rnms_$key"]

[tool.pytest.ini_options]
testpaths = ["tests"]
""",
    "README.md": """\
# rnms-$key

The order of $name, declared for rnms. What stands in it now is invented: put your own order in its place,
clause by clause, and run the tests after each.

    pip install -e ".[test]"
    pytest
    rnms regions $key
""",
    "src/rnms_$key/py.typed": "",
    "src/rnms_$key/__init__.py": '''\
"""$name: the order on its system of methodical support."""

import datetime as dt

from rnms.model import Unknown
from rnms.regions import RegionProfile
from rnms_$key._acts import ORDER
from rnms_$key._indicators import INDICATORS

PROFILE = RegionProfile(
    key="$key",
    iso="XX-$iso",
    name="$name",
    system_name="региональная система научно-методического сопровождения",
    # The day on which you last read the acts.
    read_on=dt.date(2024, 1, 31),
    acts=[ORDER],
    indicators=INDICATORS,
    unknown=[Unknown("здесь всё вымышлено: замените своим приказом", ORDER.clause("п. 1", line=1))],
)
''',
    "src/rnms_$key/_acts.py": '''\
"""The acts. Every number of the region cites a clause of one, and the line where you read it."""

import datetime as dt

from rnms.model import Act

ORDER = Act(
    key="order",
    kind="приказ",
    number="1",
    date=dt.date(2024, 1, 15),
    issuer="Вымышленное министерство",
    title="О региональной системе научно-методического сопровождения",
    # The file in which you read it.
    document="приказ-1.pdf",
)
''',
    "src/rnms_$key/_indicators.py": '''\
"""The indicators, as the order prints them."""

from rnms.indicators import Indicator, yearly
from rnms.indicators.vocabulary import diagnostics
from rnms.model import at_least, percent
from rnms_$key._acts import ORDER

ROW_1 = ORDER.clause("п. 2, строка 1", line=10)

DIAGNOSED = Indicator(
    code="1",
    title="Доля педагогических работников и управленческих кадров, прошедших диагностику",
    # How it is counted: rnms.indicators.vocabulary has what orders count so far.
    family=diagnostics.DIAGNOSED_SHARE,
    clause=ROW_1,
    targets=yearly({2024: at_least(percent(10)), 2025: at_least(percent(15))}, ROW_1),
)
INDICATORS = (DIAGNOSED,)
''',
    "tests/test_region.py": '''\
"""The region keeps what every region keeps, and is found where it is installed."""

from rnms_$key import PROFILE

from rnms.testing import check_installed, check_region


def test_the_region_keeps_the_contract() -> None:
    """Every problem is listed at once."""
    check_region(PROFILE)


def test_the_region_is_installed() -> None:
    """It is found by its key."""
    check_installed(PROFILE)
''',
}


def start_region(key: str, *, name: str = "", out: str | Path = ".") -> Path:
    """Write a package that declares an invented region and passes its own tests.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sorted(path.name for path in start_region("altai", out=folder).iterdir())
    ['README.md', 'pyproject.toml', 'src', 'tests']

    Args:
        key: The key of the region: a lower-case identifier that no installed region has.
        name: Its official name in Russian; by default the key.
        out: The folder in which the package's own is made, ``rnms-KEY``.

    Returns:
        The folder of the package.

    Raises:
        RegionKeyError: If the key is none, or is taken.
        FileExistsError: If the folder is there; nothing is written then.
    """
    if not is_key(key) or key in available():
        raise RegionKeyError(key, available())
    folder = Path(out) / f"rnms-{key}"
    folder.mkdir(parents=True)
    facts = {"key": key, "name": _quotable(name) or key, "iso": key[:3].upper(), "version": __version__}
    for path, text in _FILES.items():
        file = folder / Template(path).substitute(facts)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(Template(text).substitute(facts), encoding="utf-8", newline="\n")
    return folder


def _quotable(name: str) -> str:
    """A name that stands between quotes in Python, in TOML and in a docstring."""
    return " ".join(name.replace('"', "'").replace("\\", "/").split())
