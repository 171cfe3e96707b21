"""Files that a person has read and approved: shown things are compared with them letter by letter.

RNMS_UPDATE_GOLDEN=1 writes them anew, for a person to read again.
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"


def approved(name: str, shown: str) -> str:
    """What a person approved under this name."""
    path = GOLDEN / name
    if os.environ.get("RNMS_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(shown.encode())
    return path.read_bytes().decode()
