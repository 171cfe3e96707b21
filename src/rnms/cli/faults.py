"""Faults in the language of the command line: a fact, a rule and a way out, in one line.

What rnms raises says by a key and facts what is wrong, and is worded as issues are.
"""

from __future__ import annotations

import errno
from importlib import import_module
from pathlib import Path

from rnms.cli.texts import CommandTexts
from rnms.errors import RnmsError


def fault_sentence(error: Exception, texts: CommandTexts) -> str:
    """Word what stopped a command; somebody else's exception is told in its own words."""
    if isinstance(error, RnmsError):
        # Imported here: help needs no words of reports.
        worded = import_module("rnms.render.messages").fault_sentence
        return str(worded(error, lang=texts.lang))
    if isinstance(error, OSError) and error.errno is not None:
        return _of_file(error, texts)
    return str(error)


def _of_file(error: OSError, texts: CommandTexts) -> str:
    """Word why a file cannot be read or written."""
    path = "" if error.filename is None else str(error.filename)
    if error.errno == errno.ENOSPC:
        return texts.of_files["ENOSPC"]
    if isinstance(error, FileNotFoundError) and path and not Path(path).parent.exists():
        return texts.of_files["folder"].format(path=Path(path).parent)
    kind = type(error).__name__
    template = texts.of_files.get(kind, texts.of_files["OSError"])
    return template.format(path=path, why=error.strerror)
