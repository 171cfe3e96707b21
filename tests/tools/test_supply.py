"""What CI installs is pinned by hash, package by package, and a release says what it needs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from rnms import __version__

ROOT = Path(__file__).parents[2]
PINS = ROOT / ".ci" / "pins"
TOOLS = Path(__file__).parent
ENVIRONMENTS = {
    "development": ("", "dev", "bench"),
    "docs": ("", "docs"),
    "spark": ("spark",),
    "all": ("", "all"),
    "region": ("",),
    "oldest": ("", "all", "test"),
}
"""The extras of which each file of pins holds everything; the empty one is what is always needed."""

sys.path.insert(0, str(TOOLS))
bill = pytest.importorskip("bill")


def asked(extra: str) -> dict[str, str]:
    """What pyproject.toml asks for under an extra, those in it too, by the name as indexes compare it."""
    project: Any = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, str] = {}
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    for line in lines:
        match = re.fullmatch(r"(?P<name>[\w.-]+)(\[(?P<extras>.*)\])?(?P<versions>.*)", line)
        assert match is not None
        if match["name"] == "rnms":
            for inner in match["extras"].split(","):
                found |= asked(inner)
        else:
            found[bill.normal(match["name"])] = match["versions"]
    return found


def version(text: str) -> tuple[int, ...]:
    """A version as numbers, zeros at its end left out; what comes before a release is none of ours."""
    numbers = [int(part) for part in re.findall(r"[0-9]+", text.partition(".post")[0].partition("+")[0])]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def allows(versions: str, pinned: str) -> bool:
    """Whether bounds of pyproject.toml allow a version."""
    for part in filter(None, versions.split(",")):
        match = re.fullmatch(r"(>=|!=|<)(.+)", part.strip())
        assert match is not None, f"teach this test {part!r}"
        met, bound = version(pinned), version(match[2])
        if not {">=": met >= bound, "!=": met != bound, "<": met < bound}[match[1]]:
            return False
    return True


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_pins_cover_what_pyproject_asks(environment: str) -> None:
    """Each package, in a version that is allowed; after a change `.ci/run pins` writes them anew."""
    pinned: dict[str, list[str]] = {}
    for name, of_package, _, _ in bill.pins((PINS / f"{environment}.txt").read_text(encoding="utf-8")):
        pinned.setdefault(bill.normal(name), []).append(of_package)

    for extra in ENVIRONMENTS[environment]:
        for name, versions in asked(extra).items():
            assert name in pinned, f"{environment} lacks {name}; run .ci/run pins"
            assert all(allows(versions, found) for found in pinned[name]), (name, versions, pinned[name])


@pytest.mark.parametrize("path", sorted(PINS.glob("*.txt")), ids=lambda path: path.name)
def test_every_pin_has_a_version_and_hashes(path: Path) -> None:
    """Nothing else stands in a file of pins: no address, no option, no package without a hash."""
    text = path.read_text(encoding="utf-8")
    read = list(bill.pins(text))

    assert read
    assert all(digests for *_, digests in read)
    lines = [line for line in text.splitlines() if not line.startswith("    --hash=sha256:")]
    assert len(lines) == len(read)


def test_the_oldest_are_those_that_pyproject_allows() -> None:
    """What the job for one Python installs is the lower bound itself."""
    done = subprocess.run(
        [sys.executable, str(TOOLS / "oldest.py")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    wanted = dict(line.split("==") for line in done.stdout.splitlines())
    pinned = {
        bill.normal(name): of_package
        for name, of_package, *_ in bill.pins((PINS / "oldest.txt").read_text(encoding="utf-8"))
    }

    assert {"attrs", "duckdb", "openpyxl"} <= wanted.keys()
    assert {name: version(pinned[bill.normal(name)]) for name in wanted} == {
        name: version(lowest) for name, lowest in wanted.items()
    }


def test_ci_installs_nothing_without_hashes() -> None:
    """But for what the README installs, what reads the pins, and ourselves."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    installing = [line.strip() for line in lines if "pip" in line and " install " in line]

    assert [line for line in installing if "--require-hashes" not in line and "--no-deps" not in line] == [
        '"$fresh/uv/bin/pip" install -q "uv==$(sed -n \'s/^# uv //p\' "$pins/README.md")"'
    ]


def test_the_bill_of_a_release_lists_what_it_needs(tmp_path: Path) -> None:
    """The same files give the same bill; what is always needed is required, and hangs on rnms."""
    wheel = tmp_path / f"rnms-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    command = [sys.executable, str(TOOLS / "bill.py"), str(PINS / "all.txt"), str(wheel)]
    bills = [subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True) for _ in range(2)]
    made = json.loads(bills[0].stdout)

    assert bills[0].stdout == bills[1].stdout
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made["serialNumber"])
    assert made["metadata"]["component"]["purl"] == f"pkg:pypi/rnms@{__version__}"
    required = {part["name"] for part in made["components"] if part["scope"] == "required"}
    assert required == asked("").keys()
    references = [part["bom-ref"] for part in made["components"]]
    assert len(references) == len({*references})
    [whole] = made["dependencies"]
    assert {*whole["dependsOn"]} == {part["purl"] for part in made["components"] if part["name"] in required}
    assert all(part["externalReferences"][0]["hashes"] for part in made["components"])
