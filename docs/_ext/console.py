"""What runs the examples of a page in the reader's browser: each block, as an interpreter would show it.

It is handed over to Pyodide as a text, and its last expression is the desk that answers.
"""

import contextlib
import doctest
import io
import json
import sys
import traceback
from types import SimpleNamespace


class Console:
    """Keeps the names that the blocks of a page have made."""

    def __init__(self) -> None:
        self._names: dict[str, object] = {"__name__": "__console__"}

    def answer(self, request: str, _files: object) -> SimpleNamespace:
        """Run a block and tell what it prints."""
        printed = self.run(json.loads(request)["block"])
        return SimpleNamespace(said=json.dumps({"printed": printed}, ensure_ascii=False), files=())

    def run(self, block: str) -> str:
        """Run the examples of a block, until one fails; what they print is one text."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            for example in doctest.DocTestParser().get_examples(block):
                try:
                    exec(compile(example.source, "<example>", "single"), self._names)  # noqa: S102  # our own pages
                except Exception:  # noqa: BLE001  # what is shown is what an interpreter shows
                    kind, error, _ = sys.exc_info()
                    print("Traceback (most recent call last):\n  ...")  # noqa: T201
                    print("".join(traceback.format_exception_only(kind, error)), end="")  # noqa: T201
        return printed.getvalue()


Console()
