"""Print the bill of materials of a release: what the wheel needs, with versions and hashes, as CycloneDX 1.6.

    python tests/tools/bill.py .ci/pins/all.txt dist/rnms-….whl >dist/rnms-….cdx.json

The four packages that rnms always needs are required, those of the extra ``all`` optional; the versions are
those with which it was tested. It has no clock: the same wheel and pins give the same bill.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SPEC = "1.6"
_PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\\n]*\S))?")
_HASH = re.compile(r"--hash=sha256:(?P<digest>[0-9a-f]{64})")


def pins(text: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Read pins: the name, the version, the marker of where it is needed, and the hashes of its files."""
    for entry in re.split(r"\n(?=\S)", text.strip()):
        match = _PIN.match(entry)
        if match is not None:
            yield match["name"], match["version"], match["marker"] or "", _HASH.findall(entry)


def normal(name: str) -> str:
    """Write the name of a package as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def always_needed(pyproject: Path) -> set[str]:
    """List what is needed without any extra."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    return {normal(re.split(r"[^\w.-]", line)[0]) for line in project["dependencies"]}


def bill(pinned: str, wheel: Path, pyproject: Path = Path("pyproject.toml")) -> dict[str, Any]:
    """Make the bill of a wheel."""
    _, version, *_ = wheel.name.split("-")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    whole = f"pkg:pypi/rnms@{version}"
    needed = always_needed(pyproject)
    components = [_component(*pin, needed=needed) for pin in sorted(pins(pinned))]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{whole}#{digest}')}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": whole,
                "name": "rnms",
                "version": version,
                "purl": whole,
                "licenses": [{"license": {"id": "MIT"}}],
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
        },
        "components": components,
        "dependencies": [
            {
                "ref": whole,
                "dependsOn": [part["bom-ref"] for part in components if part["scope"] == "required"],
            }
        ],
    }


def _component(
    name: str, version: str, marker: str, digests: list[str], *, needed: set[str]
) -> dict[str, Any]:
    reference = f"pkg:pypi/{normal(name)}@{version}"
    told = [{"name": "rnms:marker", "value": marker}] if marker else []
    return {
        "type": "library",
        "bom-ref": reference,
        "name": name,
        "version": version,
        "purl": reference,
        "scope": "required" if normal(name) in needed else "optional",
        # A package has a file for each system: any one of them has one of these hashes.
        "externalReferences": [
            {
                "type": "distribution",
                "url": reference,
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in digests],
            }
        ],
        **({"properties": told} if told else {}),
    }


if __name__ == "__main__":
    made = bill(Path(sys.argv[1]).read_text(encoding="utf-8"), Path(sys.argv[2]))
    print(json.dumps(made, ensure_ascii=False, indent=2))  # noqa: T201
