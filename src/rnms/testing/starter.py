"""A starting package for a region: it passes its own tests, and says where to go on."""

from __future__ import annotations

from pathlib import Path
from string import Template

from rnms._version import __version__
from rnms.errors import RegionKeyError
from rnms.regions.registry import available
from rnms.regions.rules.names import is_key
from rnms.writing import write_file

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
from rnms_$key._duties import REQUIREMENTS
from rnms_$key._indicators import INDICATORS
from rnms_$key._monitoring import MONITORING
from rnms_$key._roadmap import ROADMAP
from rnms_$key._subjects import SUBJECTS
from rnms_$key._words import SPELLINGS

PROFILE = RegionProfile(
    key="$key",
    iso="XX-$iso",
    name="$name",
    system_name="региональная система научно-методического сопровождения",
    # День, когда вы последний раз читали акты.
    read_on=dt.date(2024, 1, 31),
    acts=[ORDER],
    indicators=INDICATORS,
    subjects=SUBJECTS,
    requirements=REQUIREMENTS,
    roadmap=ROADMAP,
    monitoring=MONITORING,
    spellings=SPELLINGS,
    # О чём акты молчат: скажите, чего не хватает и где это должно было стоять.
    unknown=[Unknown("здесь всё вымышлено: замените своим приказом", ORDER.clause("п. 1", line=1))],
)
''',
    "src/rnms_$key/_acts.py": '''\
"""Акты. Каждое число региона ссылается на пункт одного из них и на строку, где вы его прочли."""

import datetime as dt

from rnms.model import Act

ORDER = Act(
    key="order",
    kind="приказ",
    number="1",
    date=dt.date(2024, 1, 15),
    issuer="Вымышленное министерство",
    title="О региональной системе научно-методического сопровождения",
    # Файл, в котором вы его читали.
    document="приказ-1.pdf",
    # Акт, который изменяет другой, называет его: amends=["order"].
)
''',
    "src/rnms_$key/_subjects.py": '''\
"""Субъекты системы: кто в неё входит, на каком уровне и что делает."""

from rnms.model import REGIONAL
from rnms.model.statute import Function, Subject
from rnms.regions import kinds
from rnms_$key._acts import ORDER

SUBJECTS = (
    Subject(
        key="cnppm",
        title="центр непрерывного повышения профессионального мастерства",
        kind=kinds.CNPPM,
        level=REGIONAL,
        clause=ORDER.clause("п. 1.1", line=4),
        functions=(
            # Функции — словами акта, у каждой свой пункт.
            Function(text="проводит диагностику дефицитов", clause=ORDER.clause("п. 1.1", line=5)),
        ),
    ),
)
''',
    "src/rnms_$key/_words.py": '''\
"""Слова, которых нет у других регионов. Общие слова покажет `rnms words`."""

from rnms.indicators import Family, Share
from rnms.indicators.vocabulary import people
from rnms.indicators.vocabulary.duties import attested_of_region
from rnms.logic import Term
from rnms.logic.predicates import Has, Keyword, Path, all_of, exists, within
from rnms.regions import Spelling
from rnms_$key._acts import ORDER

# Тема, которую ищут в программах: в данных её пишут свободно.
DIGITAL = Keyword(field="programmes.topics", text="цифровые образовательные технологии")
# Как её ещё пишут; в каком пункте это сказано.
SPELLINGS = (
    Spelling(DIGITAL, ["цифровые технологии в образовании"], ORDER.clause("п. 2, строка 2", line=12)),
)

# «завершили в отчётном году обучение по программе на эту тему»
TRAINED_IN_DIGITAL = Term(
    key="trained_in_digital",
    title="завершили обучение по цифровым образовательным технологиям",
    where=exists("enrolments", "person", all_of(within("end"), Has(Path("programme.topics"), DIGITAL))),
)
# Показатель, которого нет в общем словаре: доля педагогов, для которых верно это слово.
DIGITAL_SHARE = Family(
    key="digital_training",
    title="обучение по цифровым технологиям",
    measure=Share(people.TEACHERS, TRAINED_IN_DIGITAL),
)
# Чего из записей не видно, о том сообщают: «да» или «нет».
HAS_PORTAL = attested_of_region("own_portal", "портал методической поддержки работает")
''',
    "src/rnms_$key/_indicators.py": '''\
"""Показатели, как их печатает приказ."""

from rnms.indicators import Indicator, yearly
from rnms.indicators.vocabulary import diagnostics
from rnms.model import at_least, percent
from rnms_$key import _words as words
from rnms_$key._acts import ORDER

ROW_1 = ORDER.clause("п. 2, строка 1", line=10)
ROW_2 = ORDER.clause("п. 2, строка 2", line=12)

DIAGNOSED = Indicator(
    code="1",
    title="Доля педагогических работников и управленческих кадров, прошедших диагностику",
    # Как его считать. Что приказы считают до сих пор — rnms.indicators.vocabulary.
    family=diagnostics.DIAGNOSED_SHARE,
    clause=ROW_1,
    # «не менее 10 %», «не менее 15 %»; «не более» — at_most, «от и до» — between.
    targets=yearly({2024: at_least(percent(10)), 2025: at_least(percent(15))}, ROW_1),
)
TRAINED = Indicator(
    code="2",
    title="Доля педагогических работников, обученных цифровым образовательным технологиям",
    family=words.DIGITAL_SHARE,
    clause=ROW_2,
    targets=yearly({2024: at_least(percent(20))}, ROW_2),
)
INDICATORS = (DIAGNOSED, TRAINED)
''',
    "src/rnms_$key/_duties.py": '''\
"""Обязанности: что должно быть, даже если цели на год не названо."""

from rnms.indicators import Force, Requirement
from rnms.indicators.vocabulary import duties
from rnms_$key._acts import ORDER
from rnms_$key._words import HAS_PORTAL

REQUIREMENTS = (
    Requirement(
        code="S-1",
        title="портал методической поддержки работает",
        # DUTY — «обязан», IMPLIED — следует из текста, PRACTICE — так делают.
        force=Force.DUTY,
        clause=ORDER.clause("п. 3", line=20),
        measure=HAS_PORTAL,
    ),
    # Данные не противоречат себе: нужно каждому приказу.
    duties.consistent_data(ORDER.clause("п. 3", line=21)),
)
''',
    "src/rnms_$key/_roadmap.py": '''\
"""Дорожная карта: что и к какому сроку должно быть сделано."""

import datetime as dt

from rnms.model.deadlines import Annual, OneOffMonth
from rnms.model.roadmap import MeasureGroup, Roadmap, RoadmapMeasure
from rnms_$key._acts import ORDER

UNTIL = dt.date(2025, 12, 31)
ORGANIZING = MeasureGroup(
    code="1", title="Организационные мероприятия", clause=ORDER.clause("приложение, раздел 1", line=30)
)

ROADMAP = Roadmap(
    clause=ORDER.clause("п. 4", line=24),
    until=UNTIL,
    measures=[
        RoadmapMeasure(
            code="1.1",
            title="Утверждение плана работы",
            group=ORGANIZING,
            responsible="Министерство",
            executors="институт",
            # Срок — словом из rnms.model.deadlines и так, как он напечатан.
            deadline=OneOffMonth(2024, 3),
            deadline_text="март 2024 года",
            clause=ORDER.clause("приложение, п. 1.1", line=32),
            until=UNTIL,
            result="приказ министерства",
        ),
        RoadmapMeasure(
            code="1.2",
            title="Конференция методистов",
            group=ORGANIZING,
            responsible="институт",
            executors="ЦНППМ",
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("приложение, п. 1.2", line=33),
            until=UNTIL,
        ),
    ],
)
''',
    "src/rnms_$key/_monitoring.py": '''\
"""Мониторинг: как часто регион смотрит на свою систему и что из этого следует."""

from rnms.indicators import MonitoringRule
from rnms.model.deadlines import HalfYearly
from rnms_$key._acts import ORDER

MONITORING = (
    MonitoringRule(
        code="5",
        title="Мониторинг системы",
        deadline=HalfYearly(),
        deadline_text="каждое полугодие",
        clause=ORDER.clause("п. 5", line=40),
        actor="ЦНППМ",
    ),
)
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
        write_file(file, Template(text).substitute(facts))
    return folder


def _quotable(name: str) -> str:
    """Write a name so that it can stand between quotes in Python, in TOML and in a docstring."""
    return " ".join(name.replace('"', "'").replace("\\", "/").split())
