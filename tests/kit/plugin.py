"""The invented region of the examples, installed for a test."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kit.distributions import distribution, forgotten_afterwards
from rnms import regions
from rnms.regions import RegionProfile

EXAMPLE = Path(__file__).parents[2] / "examples" / "region_plugin"


Install = Callable[[Path], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Put a package of a region on the path, as pip does, and forget it afterwards."""

    def put(folder: Path) -> None:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        [(key, value)] = project["entry-points"]["rnms.regions"].items()
        site = tmp_path / f"site-{key}"
        for path, text in distribution(project["name"], key, value).items():
            said = "".join(f"Requires-Dist: {one}\n" for one in project.get("dependencies", ()))
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text + (said if path.endswith("METADATA") else ""), encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.syspath_prepend(str(folder / "src"))
        regions.refresh()

    with forgotten_afterwards(monkeypatch):
        yield put


@pytest.fixture
def zarechye(install: Install) -> RegionProfile:
    install(EXAMPLE)
    return regions.get("zarechye")
