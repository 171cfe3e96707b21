"""How what is compared shows and writes itself: one set of methods for comparisons, leagues and years."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class Compared:
    """A value that shows itself as tables in a terminal, and with pictures in a notebook.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, only="1")
    >>> report.compare(report).to_text(lang="en").partition(":")[0]
    'Хабаровский край'
    """

    __slots__ = ()

    def __str__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        return self.to_html()

    def to_text(self, *, lang: str = "ru") -> str:
        """Write it as tables for a terminal."""
        from rnms.render.compared import writer_of

        return writer_of(self).text(self, lang)

    def to_markdown(self, *, lang: str = "ru") -> str:
        """Write it as tables in Markdown."""
        from rnms.render.compared import writer_of

        return writer_of(self).markdown(self, lang)

    def to_html(self, path: str | Path | None = None, *, full_page: bool = False, lang: str = "ru") -> str:
        """Write it as HTML with its pictures, without scripts; into ``path`` too, if given."""
        from rnms.render.compared import writer_of

        return writer_of(self).html(self, lang, path, full_page=full_page)

    def to_dict(self) -> dict[str, Any]:
        """Write it as plain JSON values; exact numbers are integers or texts such as ``"15/19"``."""
        from rnms.render.compared import as_json

        return as_json(self)

    def to_json(self, path: str | Path | None = None) -> str:
        """Write it as JSON text, with a version of its form; into ``path`` too, if given."""
        from rnms.files.json import write_json

        return write_json(self.to_dict(), path)
