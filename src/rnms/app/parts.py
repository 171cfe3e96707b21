"""The parts of the folder that are not ours: which versions, from where, and known by which hashes."""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from rnms._values import frozen
from rnms.errors import UsageError
from rnms.issues import Message, message
from rnms.sheets.archive import parts as files_of

PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
"""The files of the npm package that the page needs."""
_DROPPED = re.compile(r"(^|/)(tests?|__pycache__)/|\.(pyi|pyc|typed)$|\.dist-info/(RECORD|WHEEL|sboms/.*)$")
"""What of a wheel nobody needs who only runs it."""
_LICENCE = re.compile(
    r"^(?P<name>[^/]+)\.dist-info/(licenses/)?(?P<file>[^/]*(LICEN[CS]E|COPYING|NOTICE)[^/]*)$", re.IGNORECASE
)


@frozen(kw_only=True)
class Parts:
    """What the folder is made of besides rnms.

    >>> Parts.pinned().version
    '314.0.7'

    Attributes:
        file: The archive of Pyodide as ``npm pack`` names it.
        version: Its version.
        python: The version of Python in it.
        platform: The platform for which wheels are taken.
        sha512: The hash of the archive.
        source: Where its source is.
        wheels: The SHA-256 of each wheel, by the name of its file.
    """

    file: str
    version: str
    python: str
    platform: str
    sha512: str
    source: str
    wheels: Mapping[str, str]

    @classmethod
    def pinned(cls) -> Parts:
        """Read which parts this version of rnms takes."""
        return cls.loads((files("rnms.app") / "parts.toml").read_text(encoding="utf-8"))

    @classmethod
    def loads(cls, text: str) -> Parts:
        """Read which parts a text of TOML pins."""
        tables = tomllib.loads(text)
        return cls(**tables["pyodide"], wheels=tables["wheels"])

    def requirements(self) -> str:
        """Word what pip is to download, each with its hash.

        >>> Parts.pinned().requirements().splitlines()[0][:14]
        'attrs==26.1.0 '
        """
        lines = (f"{_project(name)} --hash=sha256:{digest}" for name, digest in self.wheels.items())
        return "\n".join(lines) + "\n"

    def read(self, folder: Path) -> Contents:
        """Read the parts from a folder, and check each against its hash.

        Raises:
            UsageError: If one is missing, or is not the one that is pinned; all of them are named.
            OSError: If one cannot be read.
        """
        data: dict[str, bytes] = {}
        faults: list[Message] = []
        for name, algorithm, digest in self._hashes():
            path = folder / name
            if not path.is_file():
                faults.append(message("app.part-missing", file=name))
                continue
            data[name] = path.read_bytes()
            if hashlib.new(algorithm, data[name]).hexdigest() != digest:
                faults.append(message("app.part-other", file=name))
        if faults:
            raise UsageError(message("app.parts", folder=str(folder), faults=tuple(faults)))
        wheels = {name: files_of(data[name]) for name in self.wheels}
        return Contents(
            pyodide=_packed(data[self.file]),
            packages={
                path: content
                for wheel in wheels.values()
                for path, content in wheel.items()
                if not _DROPPED.search(path) and not path.endswith("/")
            },
            licences={
                f"{found['name']}.{found['file']}": content
                for wheel in wheels.values()
                for path, content in wheel.items()
                if (found := _LICENCE.fullmatch(path))
            },
        )

    def _hashes(self) -> Iterator[tuple[str, str, str]]:
        yield self.file, "sha512", self.sha512
        for name, digest in self.wheels.items():
            yield name, "sha256", digest


@frozen(kw_only=True)
class Contents:
    """What lies in the parts.

    Attributes:
        pyodide: The files of Pyodide that the page needs, by name.
        packages: The files of the wheels, by their path where packages are installed.
        licences: The licences of the wheels, by the name of a file.
    """

    pyodide: Mapping[str, bytes]
    packages: Mapping[str, bytes]
    licences: Mapping[str, bytes]


def _project(wheel: str) -> str:
    """Word what a wheel is of, as pip wants it."""
    name, version, *_ = wheel.split("-")
    return f"{name.replace('_', '-')}=={version}"


def _packed(archive: bytes) -> dict[str, bytes]:
    """Take the files that the page needs out of the archive of npm."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as package:
        members = {name: package.extractfile(f"package/{name}") for name in PYODIDE}
        return {name: file.read() for name, file in members.items() if file is not None}
