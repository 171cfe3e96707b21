"""The folder that opens in a browser: written whole, and the same byte for byte each time.

A page from a disk may load the scripts that lie beside it, and nothing else. So every binary becomes a script
that hands it over as text, and the page checks its hash before any of it runs.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rnms._version import __version__
from rnms.app.parts import Contents, Parts
from rnms.errors import FolderTakenError
from rnms.writing import is_left_over, write_file

PACKAGES = "packages.zip"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_OF_PAGE = ("index.html", "app.js", "texts.js", "worker.js", "style.css")
"""The files of the page, as they lie in rnms."""
_KINDS = (".py", ".json", ".css", ".toml")
"""The endings of the files of rnms that it needs to run."""


def write_app(folder: Path, contents: Contents, parts: Parts) -> tuple[str, ...]:
    """Write the folder; tell the names of its files.

    Raises:
        FolderTakenError: If something else lies in the folder.
        OSError: If it cannot be written.
    """
    contents_by_name = app_files(contents, parts)
    strangers = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and not is_left_over(path.name)
        and path.relative_to(folder).as_posix() not in contents_by_name
    )
    if strangers:
        raise FolderTakenError(str(folder), tuple(strangers[:5]))
    for name, data in contents_by_name.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)
    return tuple(contents_by_name)


def app_files(contents: Contents, parts: Parts) -> dict[str, bytes]:
    """Make the files of the folder, by their path in it."""
    assets = {**contents.pyodide, PACKAGES: packed({**contents.packages, **own_files()})}
    page = files("rnms.app") / "page"
    own = {name: (page / name).read_bytes() for name in _OF_PAGE}
    manifest = {
        "version": __version__,
        "pyodide": parts.version,
        "python": parts.python,
        "worker": hashlib.sha256(own["worker.js"]).hexdigest(),
        "assets": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in sorted(assets.items())
        },
    }
    return {
        **own,
        "manifest.js": f"rnmsManifest({json.dumps(manifest, indent=1)});\n".encode(),
        **{f"assets/{name}.js": as_script(name, data) for name, data in sorted(assets.items())},
        **_licences(contents, parts),
    }


def as_script(name: str, data: bytes) -> bytes:
    """Write a binary as a script that hands it over.

    >>> as_script("a.zip", b"")[:22].decode()
    'rnmsAsset("a.zip","H4s'
    """
    file = io.BytesIO()
    # Neither the clock nor the system that wrote it shows in the bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as squeezed:
        squeezed.write(data)
    return f'rnmsAsset("{name}","{base64.b64encode(file.getvalue()).decode()}");\n'.encode()


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Put files into one archive, sorted and without a clock; it is squeezed with the whole afterwards.

    >>> packed({"б": b"", "а": b"1"}) == packed({"а": b"1", "б": b""})
    True
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            # The system that wrote it would show in the bytes.
            entry.create_system = 0
            archive.writestr(entry, data)
    return file.getvalue()


def own_files() -> dict[str, bytes]:
    """Take what rnms itself needs to run, from where it is installed, by path beside other packages."""
    return dict(_below(files("rnms"), "rnms"))


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            if name != "rnms/app/page":
                yield from _below(entry, name)
        elif name.endswith(_KINDS):
            yield name, entry.read_bytes()


def _licences(contents: Contents, parts: Parts) -> dict[str, bytes]:
    """Make the files that say whose work the folder holds, and on which terms."""
    texts = files("rnms.app") / "licences"
    note = (texts / "README.txt").read_text(encoding="utf-8")
    own = {
        "README.txt": note.format(version=parts.version, source=parts.source, python=parts.python).encode(),
        "Pyodide.MPL-2.0.txt": (texts / "MPL-2.0.txt").read_bytes(),
        "Python.txt": (texts / "Python.txt").read_bytes(),
        "rnms.MIT.txt": (texts / "rnms.txt").read_bytes(),
    }
    return {f"licences/{name}": data for name, data in sorted({**own, **contents.licences}.items())}
