"""The data of ``rnms.example()``, shipped with the package."""

from __future__ import annotations

import pkgutil

from rnms.errors import suggestion
from rnms.files.json import loads
from rnms.model.system import RegionalSystem


def names() -> tuple[str, ...]:
    """List the names of the examples.

    >>> names()
    ('khabarovsk_2023', 'ugra_invented')
    """
    # To read one example there is no need of it, and it takes a while to load.
    import importlib.resources

    files = importlib.resources.files(__name__).iterdir()
    return tuple(sorted(file.name.removesuffix(".json") for file in files if file.name.endswith(".json")))


def text(name: str) -> str:
    """Name the file of an example, as it is shipped.

    >>> text("khabarovsk_2023").splitlines()[1].strip()
    '"rnms": 1,'

    Raises:
        LookupError: If there is no such example.
    """
    try:
        data = pkgutil.get_data(__name__, f"{name}.json") if name.isidentifier() else None
    except OSError:
        data = None
    if data is None:
        raise LookupError(f"no example {name!r}{suggestion(name, names())}; known: {', '.join(names())}")
    return data.decode()


def example(name: str) -> RegionalSystem:
    """Give a regional system that is shipped with rnms, to try things out.

    ``"khabarovsk_2023"`` holds the figures that Khabarovsk Krai published for 2022/2023.

    >>> len(example("khabarovsk_2023").municipalities)
    4

    Raises:
        LookupError: If there is no such example.
    """
    return loads(text(name), source=f"{name}.json")
