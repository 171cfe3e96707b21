"""By what the data of a report can be known again."""

from __future__ import annotations

import hashlib
import json
import sys

import attrs

from rnms.errors import DataError
from rnms.files.json import dumps
from rnms.model.system import RegionalSystem, kept_with
from rnms.showing import in_short


def digest(system: RegionalSystem) -> str:
    """Find by what a system can be known again: the SHA-256 of its canonical JSON, in hexadecimal.

    Canonical is what :func:`dumps` writes, its keys sorted and without a space between signs, in UTF-8. It is
    worked out once for a system, which never changes.

    >>> import rnms
    >>> system = rnms.RegionalSystem(region="ugra")
    >>> digest(system) == digest(rnms.load(b'{"region": "ugra",   "rnms": 1}'))
    True

    A value of another kind than its field, as what was built by hand may hold, stands in no file; then it is
    the digest of what Python shows of them.
    """
    kept = kept_with(system)
    if "digest" not in kept:
        kept["digest"] = hashlib.sha256(_canonical(system).encode("utf-8", "surrogatepass")).hexdigest()
    return str(kept["digest"])


def _canonical(system: RegionalSystem) -> str:
    try:
        plain = json.loads(dumps(system))
    except DataError:
        return in_short(attrs.astuple(system), longest=sys.maxsize)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
