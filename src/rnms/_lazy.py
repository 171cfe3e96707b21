"""Packages whose names load on first use (PEP 562): importing one runs none of its modules.

The imports of such a package stay written under ``if TYPE_CHECKING``, where type checkers and readers see
them; the table beside them says the same to the interpreter, and a test holds the two against each other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any


def attach(
    package: str, names: Mapping[str, Sequence[str]], inner: Sequence[str] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Give a package its names without loading what they name.

    >>> find, listed, public = attach("rnms.logic", {"window": ["Window"], "": ["paths"]})
    >>> find("Window").__name__, public
    ('Window', ['Window', 'paths'])

    Args:
        package: The package, which is being imported.
        names: What the package offers, by the module inside it in which that stands; under ``""`` the modules
            that are offered themselves.
        inner: Modules that are found as attributes of the package, too, and are none of the names it offers.

    Returns:
        ``__getattr__``, ``__dir__`` and ``__all__`` of the package.
    """
    homes = {name: module for module, offered in names.items() for name in offered}
    public = sorted(homes)
    homes.update(dict.fromkeys(inner, ""))

    def find(name: str) -> Any:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        if not home:
            return import_module(f"{package}.{name}")
        value = getattr(import_module(f"{package}.{home}"), name)
        # Kept, so that whoever comes next need not ask here; of two who come at once both find the same.
        setattr(sys.modules[package], name, value)
        return value

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes})

    return find, listed, public
