"""A page of a headless browser that is worked as a person would: what every browser must be able to do."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

INTRANET = "intranet.example"
"""A host whose pages this machine serves."""
PATIENCE = 180
"""Seconds that anything may take: the machine may be busy with much else."""


class PageLeftError(RuntimeError):
    """What was asked of a page while the browser left it for another."""


class Page(ABC):
    """A browser with one page; everything that it asks of the network is noted.

    Args:
        folder: Where it keeps its profile and puts what is saved.
    """

    unfinished = "*.part"
    """What files are named that are still being saved."""

    def __init__(self, folder: Path) -> None:
        self.saved = folder / "saved"
        self.saved.mkdir(parents=True, exist_ok=True)
        self.asked: list[str] = []
        self.told: list[str] = []
        self._process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError, RuntimeError, TimeoutError):
            self.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @staticmethod
    @abstractmethod
    def found() -> str | None:
        """Find the browser of this machine, if it has one."""

    @abstractmethod
    def close(self) -> None:
        """Ask the browser to end."""

    def open(self, address: str, *, width: int = 1200, scheme: str = "light") -> None:
        """Open an address, at a width and in a colour scheme; nothing that was noted before counts."""
        self.look(width, scheme)
        self.asked.clear()
        self.told.clear()
        self.navigate(address)

    @abstractmethod
    def navigate(self, address: str) -> None:
        """Go to an address."""

    @abstractmethod
    def look(self, width: int, scheme: str) -> None:
        """Look at the page at a width, in a colour scheme."""

    @abstractmethod
    def run(self, script: str) -> Any:
        """Run a script in the page, and give what it, or its promise, comes to.

        Raises:
            RuntimeError: If it fails.
        """

    def wait(self, condition: str, *, seconds: float = PATIENCE) -> Any:
        """Wait until something is true in the page.

        Raises:
            TimeoutError: If it does not become so.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            # A page that is only just asked for has no body yet; one that is just left tells nothing more.
            with contextlib.suppress(PageLeftError):
                if value := self.run(f"document.body && ({condition})"):
                    return value
            time.sleep(0.1)
        shown = self.run("document.body.innerText")
        raise TimeoutError(f"never true: {condition}\n{shown[-3000:]}\n{self.told}")

    @abstractmethod
    def choose(self, selector: str, files: Sequence[Path]) -> None:
        """Give files to a field for files."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys, one after another."""

    def download(self, name: str, *, seconds: float = PATIENCE) -> bytes:
        """Wait for a file that the page saves, and take it away."""
        path, end = self.saved / name, time.monotonic() + seconds
        while time.monotonic() < end:
            # Firefox keeps the name with an empty file first.
            if path.is_file() and path.stat().st_size and not [*self.saved.glob(self.unfinished)]:
                data = path.read_bytes()
                path.unlink()
                return data
            self.run("0")
            time.sleep(0.1)
        raise TimeoutError(f"not saved: {name}; there are {[path.name for path in self.saved.iterdir()]}")

    @abstractmethod
    def picture(self, path: Path) -> None:
        """Take a picture of the whole page."""

    def cpu(self) -> float:
        """Add up the seconds of processor time that the browser has taken, with all its processes."""
        ticks = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                # After the name, in which anything may stand: state, parent, group, session, …, user, system.
                told = path.read_text().rpartition(")")[2].split()
                if int(told[3]) == self._process.pid:
                    ticks += int(told[11]) + int(told[12])
        return ticks / os.sysconf("SC_CLK_TCK")
