"""Print the oldest versions that ``pyproject.toml`` allows, as constraints: what is looked at on one Python.

Of the tools that only tests and developers use the newest will do.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

EXTRAS = ("xlsx", "docx", "ics", "frames", "portal", "test")


def oldest(pyproject: Path) -> list[str]:
    """List the constraints."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(line for name in EXTRAS for line in extras[name])]
    pairs = (re.fullmatch(r"(?!rnms)(?P<name>[\w.-]+)(\[.*\])?>=(?P<version>[^,]+)", line) for line in wanted)
    return [f"{match['name']}=={match['version']}" for match in pairs if match is not None]


if __name__ == "__main__":
    print(*oldest(Path("pyproject.toml")), sep="\n")  # noqa: T201
