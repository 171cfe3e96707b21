"""Packages that are installed for a test, and forgotten afterwards."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rnms import regions


def distribution(name: str, key: str, value: str) -> dict[str, str]:
    """The files by which an installed distribution offers a region."""
    folder = f"{name.replace('-', '_')}-1.0.dist-info"
    return {
        f"{folder}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{folder}/entry_points.txt": f"[rnms.regions]\n{key} = {value}\n",
    }


@contextmanager
def forgotten_afterwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever is put on the path inside is gone afterwards, and so are its modules and regions."""
    before = set(sys.modules)
    yield
    monkeypatch.undo()
    for module in set(sys.modules) - before:
        if module.startswith("rnms_"):
            del sys.modules[module]
    regions.refresh()
