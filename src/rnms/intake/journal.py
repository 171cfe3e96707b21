"""What a mapping brought: the rows that were read and their records, which the next reading replaces."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import attrs

from rnms._values import frozen
from rnms.errors import DataError
from rnms.files.converter import plain, structured
from rnms.files.json import dumps, parsed
from rnms.issues import Issue, message
from rnms.model.returns import Delivery, Unreported
from rnms.model.system import RegionalSystem, record_classes
from rnms.sheets.safety import file_name
from rnms.writing import write_file

T = TypeVar("T")

VERSION = 1
VERSION_KEY = "rnms-intake-journal"
ENDING = ".intake.json"
"""The ending of the file beside the data that keeps what each mapping brought."""


@frozen(kw_only=True)
class JournalRow:
    """A row that was read: digests alone, nothing of what stood in it.

    Attributes:
        place: Where it stood.
        digest: The keyed digest of its cells.
        person: The key of its person; empty where there is none.
        records: The records that it made: the collection, and the id or a digest.
        lost: The collections of the records that could not be made.
        municipality: Where these belong; ``None`` where that is not known.
    """

    place: str
    digest: str
    person: str = ""
    records: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    municipality: str | None = None


@frozen(kw_only=True)
class Journal:
    """What a mapping brought to a system.

    Attributes:
        mapping: The name of the mapping.
        salt: A digest by which another salt is told; of the salt it shows nothing.
        rows: The rows.
        records: The records that the system has from this mapping alone.
        gaps: What the mapping said to be missing.
        deliveries: What the ledger says of its registers.
    """

    mapping: str
    salt: str = ""
    rows: tuple[JournalRow, ...] = ()
    records: tuple[str, ...] = ()
    gaps: tuple[Unreported, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


@frozen(kw_only=True)
class Changes:
    """How the rows of a register differ from those that were read before.

    Attributes:
        same: How many are as they were.
        added: How many are new.
        changed: How many say something else of the same person.
        vanished: Those that are no more.
    """

    same: int = 0
    added: int = 0
    changed: int = 0
    vanished: tuple[JournalRow, ...] = ()


@frozen(kw_only=True)
class _Journals:
    """What a journal file holds.

    Attributes:
        mappings: What each mapping brought to the data.
        awaited: The digest of the file of data of which that is told, until it is written.
        before: What each mapping had brought to the data that stood there, until then.
    """

    mappings: tuple[Journal, ...] = ()
    awaited: str = ""
    before: tuple[Journal, ...] = ()


def journal_of(data: Path) -> Path:
    """Tell where the journal of a data file lies: beside it.

    >>> journal_of(Path("край.json")).name
    'край.intake.json'
    """
    return data.with_suffix(ENDING)


def load_journal(data: Path, mapping: str) -> Journal | None:
    """Read what a mapping brought to a data file before; ``None`` where nothing is told of it.

    Raises:
        DataError: If what lies beside the data is no journal.
    """
    return next((journal for journal in _loaded(data) if journal.mapping == mapping), None)


def dump_with_journal(system: RegionalSystem, journal: Journal, data: Path, base: Path | None = None) -> None:
    """Write a system and what a mapping brought to it, beside what others brought before.

    Two files are not written at once. So the journal comes first, and tells of the data that were there too
    until those to come are: whoever is stopped in between begins again from what is true.

    Args:
        system: The system.
        journal: What the mapping brought.
        data: Where the system is written; the journal stands beside it.
        base: The data from which the mapping went out, where these are others.
    """
    text, before = dumps(system), _loaded(data)
    known = before if base is None or base == data else _loaded(base)
    others = [other for other in known if other.mapping != journal.mapping]
    journals = _Journals(mappings=(*others, journal))
    _dump(attrs.evolve(journals, awaited=_digest(text.encode()), before=before), data)
    write_file(data, text)
    _dump(journals, data)


def _dump(journals: _Journals, data: Path) -> None:
    written = {VERSION_KEY: VERSION, **plain().unstructure(journals)}
    write_file(journal_of(data), json.dumps(written, ensure_ascii=False, indent=1) + "\n")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _loaded(data: Path) -> tuple[Journal, ...]:
    """List what each mapping brought to a data file as it is now."""
    path = journal_of(data)
    if not path.exists():
        return ()
    name = file_name(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        issue = Issue(place="$", text=message("file.encoding/utf-8"), code="file.encoding")
        raise DataError(name, (issue,)) from None
    raw, faults = parsed(text, name, version_key=VERSION_KEY, version=VERSION)
    journals = structured(raw, _Journals, name, faults=faults)
    is_there = not journals.awaited or (data.exists() and journals.awaited == _digest(data.read_bytes()))
    return journals.mappings if is_there else journals.before


def record_key(collection: str, record: Any) -> str:
    """Name a record: by its id, or by a digest of what it says.

    >>> from rnms.model import Person
    >>> record_key("persons", Person(id="p1"))
    'persons:p1'
    """
    own = getattr(record, "id", None)
    if own is None:
        own = hashlib.blake2b(repr(record).encode(errors="replace"), digest_size=16).hexdigest()
    return f"{collection}:{own}"


def compared(rows: Sequence[JournalRow], before: Sequence[JournalRow]) -> Changes:
    """Compare the rows of a register with those of the last time.

    >>> old = JournalRow(place="a.csv[A2]", digest="1", person="p1")
    >>> changes = compared([JournalRow(place="a.csv[A2]", digest="2", person="p1")], [old])
    >>> changes.changed, changes.vanished
    (1, ())
    """
    old = Counter(row.digest for row in before)
    new = Counter(row.digest for row in rows)
    same = sum((old & new).values())
    left_old, left_new = _beyond(before, old & new), _beyond(rows, old & new)
    # Of a person with one row that changed, or of rows without a person at one place, it is the same row.
    waiting: dict[str, list[JournalRow]] = {}
    for row in left_old:
        waiting.setdefault(row.person or row.place, []).append(row)
    changed = 0
    for row in left_new:
        if queue := waiting.get(row.person or row.place):
            queue.pop(0)
            changed += 1
    vanished = tuple(row for queue in waiting.values() for row in queue)
    return Changes(same=same, added=len(left_new) - changed, changed=changed, vanished=vanished)


def _beyond(rows: Iterable[JournalRow], common: Mapping[str, int]) -> list[JournalRow]:
    """List the rows beyond those that both readings have."""
    left = Counter(common)
    beyond = []
    for row in rows:
        if left[row.digest] > 0:
            left[row.digest] -= 1
        else:
            beyond.append(row)
    return beyond


def without_brought(
    system: RegionalSystem, journal: Journal | None, kept: Collection[str] = ()
) -> RegionalSystem:
    """Take from a system what a mapping brought to it."""
    if journal is None:
        return system
    brought = set(journal.records) - set(kept)
    unreported = _without(system.unreported, journal.gaps)
    deliveries = _without(system.deliveries, journal.deliveries)
    changed: dict[str, Any] = {}
    for collection in {key.partition(":")[0] for key in brought}.intersection(record_classes()):
        records = getattr(system, collection) or ()
        changed[collection] = [record for record in records if record_key(collection, record) not in brought]
    return attrs.evolve(system, unreported=unreported, deliveries=deliveries, **changed)


def _without(values: Iterable[T], brought: Iterable[T]) -> list[T]:
    """List what a mapping did not bring, as often as it did not."""
    left_over = Counter(brought)
    kept = []
    for value in values:
        if left_over[value] > 0:
            left_over[value] -= 1
        else:
            kept.append(value)
    return kept
