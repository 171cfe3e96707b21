"""How files are written: whole or not at all.

A disk that fills up, a process that is killed, and two that write at a time leave what was there before, or
one of the new files whole: never a half of one, and never nothing. What a killed one wrote beside is removed
by the next that writes into the folder.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
from collections.abc import Iterator
from io import BufferedWriter
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def write_file(path: str | Path, content: str | bytes) -> None:
    """Write a file in the place of what is there; text as UTF-8, its line ends as they are.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_file(f"{folder}/отчёт.txt", "78,9 %")
    ...     Path(f"{folder}/отчёт.txt").read_text(encoding="utf-8"), len(os.listdir(folder))
    ('78,9 %', 1)

    Raises:
        OSError: If it cannot be written; then what was there stays as it was.
    """
    data = _as_bytes(content)
    target = Path(path)
    if target.exists() and not target.is_file():
        # A pipe or a device has nothing that could be lost, and nothing else can stand in its place.
        target.write_bytes(data)
        return
    # What a link points to is written, and the link stays one.
    target = target.resolve()
    with _written_beside(target, data) as beside:
        with contextlib.suppress(FileNotFoundError):
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    _keep_name(target.parent)


def write_new_file(path: str | Path, content: str | bytes, *, mode: int = 0o666) -> None:
    """Write a file where none is yet.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_new_file(f"{folder}/соль", b"1")
    ...     write_new_file(f"{folder}/соль", b"2")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileExistsError: ...

    Args:
        path: Its name.
        content: What it holds; text as UTF-8.
        mode: Who may read and write it, less what the process forbids.

    Raises:
        FileExistsError: If there is one.
        OSError: If it cannot be written; then there is none.
    """
    target = Path(path)
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    with _written_beside(target, _as_bytes(content), mode=mode) as beside:
        try:
            # Of two that write at a time, one gets the name: to link fails where replacing would not.
            os.link(beside, target)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems, those of memory sticks among them, know no links.
            beside.rename(target)
    _keep_name(target.parent)


def is_left_over(name: str) -> bool:
    """Tell whether a file has a name that none has but what is written, or was when its writer was killed.

    >>> is_left_over(".rnms-0123456789abcdef"), is_left_over(".rnms-1"), is_left_over("край.json")
    (True, False, False)
    """
    return re.fullmatch(r"\.rnms-[0-9a-f]{16}", name) is not None


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@contextlib.contextmanager
def _written_beside(target: Path, data: bytes, *, mode: int = 0o666) -> Iterator[Path]:
    """Write data into a file of its own in the folder of a file, down to the disk; afterwards it is gone."""
    _tidy(target.parent)
    try:
        file = _opened_beside(target, mode)
        beside = Path(file.name)
        try:
            with file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                if fcntl is None:
                    file.close()  # Windows renames no open file
                yield beside
        finally:
            # A fault in this would hide the one that brought us here.
            with contextlib.suppress(OSError):
                beside.unlink()
    except OSError as error:
        # Whoever reads the fault knows the name of the file, not of what stood beside it.
        raise type(error)(error.errno, error.strerror, str(target)) from error


def _opened_beside(target: Path, mode: int) -> BufferedWriter:
    """Open a file of its own in the folder of a file; it is locked until it is closed."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        # Short, so that a name as long as the system allows can be written too; hidden where a dot hides.
        beside = target.with_name(f".rnms-{os.urandom(8).hex()}")
        file = open(beside, "wb", opener=lambda name, _: os.open(name, flags, mode))  # noqa: SIM115
        if fcntl is not None:
            with contextlib.suppress(OSError):  # some file systems know no locks: there nobody tidies up
                fcntl.flock(file, fcntl.LOCK_EX)
        if beside.exists():
            return file
        # Somebody tidied up before there was a lock.
        file.close()


@functools.lru_cache(maxsize=64)  # a list of the names for each of thousands of files would take long
def _tidy(folder: Path) -> None:
    """Remove from a folder what killed writers left: a living one has a lock on its file."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if is_left_over(path.name) and path.is_file() and not path.is_symlink():
                with contextlib.suppress(OSError), path.open("rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()


def _keep_name(folder: Path) -> None:
    """Bring the names of a folder down to the disk, where the system can."""
    with contextlib.suppress(OSError):  # Windows opens no folders, and needs it not
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
