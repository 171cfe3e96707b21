"""How commands write JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rnms.cli.console import write
from rnms.files import json


def write_json(value: dict[str, Any], path: Path | None) -> None:
    """Write JSON to a file, or to the screen as UTF-8 bytes."""
    text = json.write_json(value, path)
    if path is None:
        write(text.encode(), None)
