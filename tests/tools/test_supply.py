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


def test_npm_installs_what_is_pinned_by_hash() -> None:
    """One exact version of each package, and of each the hash; npm is told to take nothing else."""
    asked_for = json.loads((PINS / "axe" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((PINS / "axe" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    installing = [line.strip() for line in lines if re.search(r"\bnp[mx] (ci|install|i|exec)\b", line)]

    assert locked.pop("")["dependencies"] == asked_for
    assert {name.removeprefix("node_modules/") for name in locked} >= asked_for.keys()
    assert all(re.fullmatch(r"[0-9]+(\.[0-9]+){2}", found) for found in asked_for.values())
    assert all(package["integrity"].startswith("sha512-") for package in locked.values())
    assert [line for line in installing if "--package-lock-only" not in line] == [
        'npm ci --silent --prefix "$fresh/axe"'
    ]


# What the specification of CycloneDX 1.6 demands of the parts of a bill that ours has.
HASHES = {
    "type": "array",
    "items": {
        "required": ["alg", "content"],
        "additionalProperties": False,
        "properties": {"alg": {"const": "SHA-256"}, "content": {"pattern": "^[0-9a-fA-F]{64}$"}},
    },
}
COMPONENT = {
    "type": "object",
    "required": ["type", "name"],
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["application", "framework", "library"]},
        **{name: {"type": "string", "minLength": 1} for name in ("bom-ref", "name", "version", "purl")},
        "scope": {"enum": ["required", "optional", "excluded"]},
        "hashes": HASHES,
        "licenses": {
            "type": "array",
            "items": {
                "required": ["license"],
                "additionalProperties": False,
                "properties": {
                    "license": {"additionalProperties": False, "properties": {"id": {"const": "MIT"}}}
                },
            },
        },
        "externalReferences": {
            "type": "array",
            "items": {
                "required": ["url", "type"],
                "additionalProperties": False,
                "properties": {
                    "url": {"type": "string", "format": "iri-reference"},
                    "type": {"enum": ["distribution", "vcs", "website"]},
                    "hashes": HASHES,
                },
            },
        },
        "properties": {
            "type": "array",
            "items": {
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": {"type": "string"}, "value": {"type": "string"}},
            },
        },
    },
}
BILL = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["bomFormat", "specVersion"],
    "additionalProperties": False,
    "properties": {
        "bomFormat": {"const": "CycloneDX"},
        "specVersion": {"const": "1.6"},
        "serialNumber": {"pattern": "^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
        "version": {"type": "integer", "minimum": 1},
        "metadata": {"additionalProperties": False, "properties": {"component": COMPONENT}},
        "components": {"type": "array", "items": COMPONENT, "uniqueItems": True},
        "dependencies": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "required": ["ref"],
                "additionalProperties": False,
                "properties": {
                    "ref": {"type": "string", "minLength": 1},
                    "dependsOn": {
                        "type": "array",
                        "uniqueItems": True,
                        "items": {"type": "string", "minLength": 1},
                    },
                },
            },
        },
    },
}


def test_the_bill_of_a_release_has_the_shape_of_its_kind(tmp_path: Path) -> None:
    """Every key is one of the specification; what it may refer to by a name is there once."""
    jsonschema = pytest.importorskip("jsonschema")
    wheel = tmp_path / f"rnms-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    made = bill.bill((PINS / "all.txt").read_text(encoding="utf-8"), wheel, ROOT / "pyproject.toml")

    jsonschema.Draft7Validator(BILL).validate(made)
    parts = [made["metadata"]["component"], *made["components"]]
    references = [part["bom-ref"] for part in parts]
    assert len(references) == len({*references})
    for dependency in made["dependencies"]:
        assert {dependency["ref"], *dependency["dependsOn"]} <= {*references}


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
