"""How commands speak: exit codes, text on every console, files."""

from __future__ import annotations

import codecs
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from rnms.cli.texts import CommandTexts
from rnms.errors import UsageError
from rnms.issues import message
from rnms.model.spelling import on_one_line
from rnms.writing import write_file

FINE, FINDINGS, CANNOT_RUN = 0, 1, 2
MOST_STRANGERS = 10
"""How many words or ids that nobody knows are told."""

_ASCII = {
    "✓": "+", "✗": "x", "≥": ">=", "≤": "<=", "−": "-", "–": "-", "—": "-", "…": "...", "«": '"', "»": '"',
    "№": "N", "·": "*", "\u00a0": " ", "ё": "е", "Ё": "Е",
}  # fmt: skip


def prepare_streams() -> None:
    """Let text pass through consoles that lack letters: signs are replaced, Cyrillic never is.

    What a shell has closed leads nowhere.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        _prepare(stream)


def _nowhere() -> TextIO:
    # It takes the free number of the closed stream, so that no file gets it; the process ends before it does.
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8", closefd=False)


def _prepare(stream: TextIO) -> None:
    if not hasattr(stream, "reconfigure"):
        return
    try:
        "я".encode(stream.encoding)
    except UnicodeEncodeError:
        stream.reconfigure(encoding="utf-8", errors="replace")
    else:
        stream.reconfigure(errors="rnms")


def _fallback(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_ASCII.get(letter, "?") for letter in text), error.end


codecs.register_error("rnms", _fallback)


def show(text: str) -> None:
    """Print a result on standard output, before anything that standard error is told afterwards."""
    print(text, flush=True)


def tell(line: str) -> None:
    """Print a message on standard error; what steers a terminal stands in it as a sign."""
    print(on_one_line(line), file=sys.stderr)


def show_progress(done: int, whole: int, texts: CommandTexts) -> None:
    """Show on a terminal how far long work has come, on one line; print nothing elsewhere."""
    if sys.stderr.isatty():
        progress = texts.said["progress"].format(done=done, whole=whole)
        print(f"\r{progress}", end="\n" if done == whole else "", file=sys.stderr, flush=True)


def refuse_to_replace(
    inputs: Collection[Path], outputs: Iterable[Path], continued: Collection[Path] = ()
) -> None:
    """Refuse to write files in the place of each other, or of those that are read, in a folder of them too.

    Args:
        inputs: The files and folders that are read.
        outputs: The files that would be written.
        continued: Those that are read to be written again.

    Raises:
        UsageError: If one would be lost.
    """
    outputs = list(outputs)
    places = Counter(path.resolve() for path in outputs if path.is_file() or not path.exists())
    for output in outputs:
        if places[output.resolve()] > 1:
            raise UsageError(message("command.output-twice", file=str(output)))
    for output in filter(Path.is_file, outputs):
        if any(path.is_file() and path.samefile(output) for path in continued):
            continue
        if any(path.samefile(output) for path in _files(inputs)):
            raise UsageError(message("command.input-lost", file=str(output)))


def _files(inputs: Iterable[Path]) -> Iterator[Path]:
    """List the files that are read: of a folder all but what was collected there before."""
    for path in inputs:
        if path.is_dir():
            files = filter(Path.is_file, path.iterdir())
            yield from (file for file in files if file.suffix.casefold() != ".json" or file.name in _OF_FORMS)
        elif path.is_file():
            yield path


_OF_FORMS = frozenset({"plan.json"})
"""The file of a folder of forms that is read with them, though it ends as what is collected."""


def write(content: str | bytes, path: Path | None) -> None:
    """Write to a file, or to the screen: text in its letters, bytes as they are."""
    if path is not None:
        write_file(path, content)
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        print(content)
