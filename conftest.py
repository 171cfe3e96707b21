"""Docstrings and Markdown pages are tests: what they show is what happens.

A page runs in a clean folder, from top to bottom: its Python, its commands (``sh``) and its files (``json``,
``csv`` or ``toml`` blocks with a caption). A ``text`` block is what the block before it printed.
"""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
# Commands that make the place where everything else runs: `.ci/run` runs those of the README.
INSTALLING = ("python3 -m venv", ".venv/bin/pip")


def run(example: Example) -> None:
    """Run commands as a reader would, in the page's folder; findings (1) are no failure, 2 is."""
    if example.parsed.startswith(INSTALLING):
        return
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(  # noqa: S603  # the commands of our own pages
        ["/bin/bash", "-euc", example.parsed],
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    example.namespace["printed"] = done.stdout
    if done.returncode not in (0, 1):
        raise AssertionError(f"code {done.returncode}:\n{done.stdout}")


def compare(example: Example) -> str | None:
    """Hold what is shown against what was printed; ``…`` on a line of its own stands for any lines."""
    wanted = _lines(example.parsed).replace("\n…\n", "\n...\n")
    printed = _lines(example.namespace.pop("printed"))
    if doctest.OutputChecker().check_output(wanted, printed, doctest.ELLIPSIS):
        return None
    return f"shown:\n{wanted}\nprinted:\n{printed}"


def _lines(text: str) -> str:
    # A no-break space looks like a space, so a page is written with plain ones.
    text = text.replace("\u00a0", " ")
    return "".join(f"{line.rstrip()}\n" for line in text.strip("\n").splitlines())


def put(example: Example) -> None:
    """Write a file that the page shows; one without a caption is only shown."""
    name = example.region.lexemes.get("options", {}).get("caption")
    if name:
        Path(name).write_text(example.parsed, encoding="utf-8")


def enter(namespace: dict[str, Any]) -> None:
    """Go to a clean folder."""
    namespace["folder"] = tempfile.TemporaryDirectory()
    namespace["back"] = Path.cwd()
    os.chdir(namespace["folder"].name)


def leave(namespace: Mapping[str, Any]) -> None:
    """Go back, and take the folder away."""
    os.chdir(namespace["back"])
    namespace["folder"].cleanup()


docstrings = Sybil(parsers=[DocTestParser()], patterns=["src/rnms/*.py", "src/rnms/**/*.py"])
pages = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=FLAGS),
        CodeBlockParser("sh", run),
        CodeBlockParser("text", compare),
        CodeBlockParser("json", put),
        CodeBlockParser("csv", put),
        CodeBlockParser("toml", put),
    ],
    patterns=[
        "README.md",
        "README.ru.md",
        "docs/en/*.md",
        "docs/en/**/*.md",
        "docs/ru/*.md",
        "docs/ru/**/*.md",
    ],
    setup=enter,
    teardown=leave,
)
pytest_collect_file = (docstrings + pages).pytest()
