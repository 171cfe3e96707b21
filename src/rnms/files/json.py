"""JSON files of regional systems."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import math
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from rnms.errors import DataError
from rnms.files.columnar_reader import quickly
from rnms.files.columnar_writer import quick_text
from rnms.files.converter import plain, step, structured
from rnms.files.unparsed import unparsed
from rnms.issues import Issue, Message, message
from rnms.model.checked import expect
from rnms.model.limits import Limits, too_large
from rnms.model.misread import KINDS, instead, shown, unshown
from rnms.model.system import RegionalSystem, as_read, record_classes
from rnms.writing import write_file

VERSION = 1
WORDS = "$words"
"""The key under which a template lists the words of the region, for readers alone."""
HEAD = {
    "rnms": lambda version: type(version) is int and version == VERSION,
    "$schema": lambda address: type(address) is str,
}
"""What stands in a file beside the fields of a system, and is read at a glance."""
_DEEPEST = 100
"""No file is nested deeper; deeper ones are refused here, before they exhaust the interpreter elsewhere."""
FILE_KINDS = ("rnms", "rnms-report", "rnms-profile", "rnms_forms")
"""The keys of versions by which files of rnms are told apart."""
BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, documents and archives, too."""
UPLOAD = "upload.json"
"""What a file is called that came as bytes."""


def load(path: str | Path | bytes | BinaryIO, *, limits: Limits | None = None) -> RegionalSystem:
    """Read a regional system from a JSON file, from its bytes, or from a stream of them.

    Faults of integrity (a reference to nobody, a contradiction) are in ``system.issues``; the rest of the
    file is judged all the same.

    >>> import rnms, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     rnms.dump(rnms.example("khabarovsk_2023"), f"{folder}/край.json")
    ...     system = load(f"{folder}/край.json")
    >>> system == rnms.example("khabarovsk_2023")
    True
    >>> load(b'{"rnms": 1, "region": "ugra"}').region
    'ugra'

    Args:
        path: The file, its bytes or a stream of them.
        limits: How large it may be, and how many records it may list.

    Raises:
        DataError: If the file is no JSON or does not have the shape of a system; all faults are listed, each
            with its path. Or if it is too large.
        FieldError: If it is neither a path, nor bytes, nor a stream of bytes.
        OSError: If the file cannot be read.
    """
    limits = limits or Limits()
    if isinstance(path, str | Path):
        name = Path(path).name
        with Path(path).open("rb") as file:
            _check_size(os.fstat(file.fileno()).st_size, name, limits)
            content = file.read()
    else:
        name, content = UPLOAD, path if isinstance(path, bytes) else _streamed(path)
    _check_size(len(content), name, limits)
    system = quickly(content.removeprefix(codecs.BOM_UTF8), RegionalSystem, head=HEAD)
    if system is not None:
        _check_numbers({field: getattr(system, field) for field in _COUNTED}, name, limits)
        return system
    try:
        text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig").read()
    except UnicodeDecodeError:
        key = "file.kind/workbook" if content.startswith(BOOKS) else "file.encoding/utf-8"
        issue = Issue(place="$", text=message(key), code=key.partition("/")[0])
        raise DataError(name, (issue,)) from None
    return read_strictly(text, name, limits)


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.json:
        fault = too_large("file.too-large/json", size, limits.json)
        raise DataError(name, (Issue(place="$", text=fault, code="file.too-large"),))


_COUNTED = (*record_classes(), "figures")
_LIMITS = {"persons": "people", "municipalities": "municipalities", "figures": "figures"}
"""The limits of those records that have one of their own."""


def _check_numbers(collections: Mapping[str, object], name: str, limits: Limits) -> None:
    """Refuse more records than may be, before anything is made of them."""
    issues = []
    for field in _COUNTED:
        records, limit = collections.get(field), _LIMITS.get(field, "records")
        most = getattr(limits, limit)
        if isinstance(records, list | tuple) and len(records) > most:
            fault = message("file.too-large/records", met=len(records), most=most, limit=limit)
            issues.append(Issue(place=f"$.{field}", text=fault, code="file.too-large"))
    if issues:
        raise DataError(name, tuple(issues))


def _streamed(stream: BinaryIO) -> bytes:
    given: Any = stream.read() if hasattr(stream, "read") else stream
    expect(
        given, bytes, owner="load", field="path", wanted="a path, bytes or a stream of bytes",
        write="write 'данные.json', or open('данные.json', 'rb')",
    )  # fmt: skip
    return bytes(given)


def loads(text: str | bytes, *, source: str = "text") -> RegionalSystem:
    """Read a regional system from JSON text, as :func:`load` does from a file.

    >>> loads('{"rnms": 1, "region": "khabarovsk", "figurs": []}')
    Traceback (most recent call last):
    rnms.errors.DataError: text: $.figurs: неизвестный ключ 'figurs'; возможно, 'figures'
    """
    expect(
        text, str | bytes, owner="loads", field="text", wanted="a text",
        write="write rnms.load('данные.json') for a file",
    )  # fmt: skip
    content: str | bytes = text
    with contextlib.suppress(UnicodeEncodeError):
        content = content.encode() if isinstance(content, str) else content
        system = quickly(content, RegionalSystem, head=HEAD)
        if system is not None:
            return system
    return read_strictly(text, source)


def read_strictly(text: str | bytes, source: str, limits: Limits | None = None) -> RegionalSystem:
    """Read a system value by value: whatever is wrong is found, and told with its place.

    Raises:
        DataError: If anything is.
    """
    raw, faults = parsed(text, source, version_key="rnms", version=VERSION)
    _check_numbers(raw, source, limits or Limits())
    raw.pop(WORDS, None)
    address = raw.pop("$schema", "")
    if not isinstance(address, str):
        fault = instead(KINDS[str], address)
        faults = (*faults, Issue(place="$.$schema", text=fault, code="shape.type"))
    return structured(raw, RegionalSystem, source, faults=faults)


def dump(system: RegionalSystem, path: str | Path) -> None:
    """Write a regional system to a JSON file that :func:`load` reads back as an equal one.

    >>> import rnms, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     dump(rnms.RegionalSystem(region="ugra", persons=[]), f"{folder}/югра.json")
    """
    write_file(path, dumps(system))


def dumps(system: RegionalSystem) -> str:
    """Write a regional system as JSON text.

    >>> import rnms
    >>> dumps(rnms.RegionalSystem(region="ugra")).splitlines()[:2]
    ['{', '  "rnms": 1,']

    Raises:
        DataError: If a value is not of the kind of its field.
    """
    expect(
        system, RegionalSystem, owner="dump", field="system", wanted="a RegionalSystem",
        write="write rnms.dump(system, 'данные.json')",
    )  # fmt: skip
    text = quick_text(system, rnms=VERSION)
    return write_json(as_dict(system), None) if text is None else text + "\n"


def as_dict(system: RegionalSystem) -> dict[str, Any]:
    """Write a regional system as plain JSON values.

    >>> import rnms
    >>> as_dict(rnms.RegionalSystem(region="ugra", persons=[]))["persons"]
    []

    Raises:
        DataError: If a value is not of the kind of its field.
    """
    # What was built by hand may hold a value of another kind than its field, which no file can.
    read = as_read(system)
    if read.issues:
        raise DataError("RegionalSystem", read.issues)
    return {"rnms": VERSION, **plain().unstructure(read.as_known())}


def write_json(value: dict[str, Any], path: str | Path | None) -> str:
    """Write plain values as JSON, Cyrillic readable; to a file too when one is given.

    >>> write_json({"регион": "Югра"}, None).split()
    ['{', '"регион":', '"Югра"', '}']
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    if path is not None:
        write_file(path, text)
    return text


def parsed(
    text: str | bytes, source: str, *, version_key: str, version: int
) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    """Parse JSON strictly: an object of a version that is known, without its version key.

    >>> parsed('{"rnms": 1}', "text", version_key="rnms", version=1)[0]
    {}

    Returns:
        What it holds and, beside it, the faults that JSON itself leaves open (doubled keys, NaN, infinities).

    Raises:
        DataError: If it is no JSON, no object, or of another version.
    """
    text = text.removeprefix("\ufeff") if isinstance(text, str) else text
    try:
        raw = json.loads(text, object_pairs_hook=_Pairs, parse_constant=_Constant)
        faults = tuple(_impurities(raw, "$"))
    except RecursionError:
        raise DataError(source, (Issue(place="$", text=message("json/too-deep"), code="json"),)) from None
    except ValueError as error:
        where = f"$ ({error.lineno}:{error.colno})" if isinstance(error, json.JSONDecodeError) else "$"
        fault = message("json", error=unparsed(str(error)))
        raise DataError(source, (Issue(place=where, text=fault, code="json"),)) from None
    if not isinstance(raw, dict):
        fault = unshown(instead(KINDS[dict], raw))
        raise DataError(source, (*faults, Issue(place="$", text=fault, code="shape.type")))
    file_version = raw.get(version_key)
    if file_version != version or isinstance(file_version, bool):
        fault = _other_version(raw, version_key, version)
        raise DataError(source, (*faults, Issue(place=f"$.{version_key}", text=fault, code="file.version")))
    return {key: value for key, value in raw.items() if key != version_key}, faults


def _other_version(raw: Mapping[str, Any], version_key: str, version: int) -> Message:
    """Say what a file is instead: of another kind, or of another version of this one."""
    other = next((key for key in FILE_KINDS if key in raw), None)
    if other is not None and version_key in FILE_KINDS and version_key not in raw:
        kinds = {"other": message(f"file-kind/{other}"), "wanted": message(f"file-kind/{version_key}")}
        return message("file.version/other", **kinds)
    version_given = shown(raw[version_key]) if version_key in raw else message("nothing")
    return message("file.version", key=version_key, version=version, given=version_given)


class _Pairs(dict[str, Any]):
    """An object of JSON that remembers which of its keys were doubled."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _ in pairs)
        for key in times:
            key.encode()  # half of a surrogate pair is no text: a ValueError
        self.doubled = [key for key in times if times[key] > 1]


class _Constant(str):
    """NaN or an infinity, which JSON does not know."""

    __slots__ = ()


def _impurities(value: Any, path: str, depth: int = 0) -> Iterator[Issue]:
    if depth > _DEEPEST:
        raise RecursionError
    match value:
        case _Pairs():
            for key in value.doubled:
                fault = message("json.doubled-key")
                yield Issue(place=step(path, key), text=fault, code="json.doubled-key")
            for key, inner in value.items():
                yield from _impurities(inner, step(path, key), depth + 1)
        case list():
            for index, inner in enumerate(value):
                yield from _impurities(inner, f"{path}[{index}]", depth + 1)
        case _Constant():
            yield Issue(place=path, text=message("json.number", value=str(value)), code="json.number")
        case float() if not math.isfinite(value):
            yield Issue(place=path, text=message("json.number/too-large"), code="json.number")
        case str() if not _is_text(value):
            yield Issue(place=path, text=message("json.text", given=repr(value)), code="json.text")


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
