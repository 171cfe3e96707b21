"""By what the data of a report can be known again."""

from __future__ import annotations

import hashlib
import json

from rnms.files.json import dumps
from rnms.model.system import RegionalSystem, kept_with


def digest(system: RegionalSystem) -> str:
    """Find by what a system can be known again: the SHA-256 of its canonical JSON, in hexadecimal.

    Canonical is what :func:`dumps` writes, its keys sorted and without a space between signs, in UTF-8. It is
    worked out once for a system, which never changes.

    >>> import rnms
    >>> system = rnms.RegionalSystem(region="ugra")
    >>> digest(system) == digest(rnms.load(b'{"region": "ugra",   "rnms": 1}'))
    True
    """
    kept = kept_with(system)
    if "digest" not in kept:
        written = json.dumps(
            json.loads(dumps(system)), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        kept["digest"] = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
    return str(kept["digest"])
