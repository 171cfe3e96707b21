"""HTML that is escaped by construction, and the shell of a page: no script, no outside request."""

from __future__ import annotations

import functools
import html
import importlib.resources
import re
from collections.abc import Iterable

from rnms.model.spelling import TURNS
from rnms.sheets.cells import readable

_VOID = {"meta", "path", "rect", "circle"}


class Raw(str):
    """Text that is HTML already; only :func:`h` makes it."""

    __slots__ = ()


def h(tag: str, *kids: str, **attributes: str | int | None) -> Raw:
    """Write an element; whatever inside is no :class:`Raw` is escaped.

    >>> h("td", "<b>Лесной</b> район", class_="x", title=None)
    '<td class="x">&lt;b&gt;Лесной&lt;/b&gt; район</td>'
    """
    pairs = [
        f' {_attribute(name)}="{_escaped(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    ]
    if tag in _VOID:
        return Raw(f"<{tag}{''.join(pairs)}/>")
    return Raw(f"<{tag}{''.join(pairs)}>{_inside(kids)}</{tag}>")


def joined(*kids: str) -> Raw:
    """Elements and texts one after another."""
    return Raw(_inside(kids))


def _inside(kids: Iterable[str]) -> str:
    return "".join([kid if isinstance(kid, Raw) else _escaped(kid) for kid in kids])


@functools.cache
def _attribute(name: str) -> str:
    """Write the name of an attribute as HTML has it: ``class_`` is ``class``, ``aria_label`` has a hyphen."""
    return name.strip("_").replace("_", "-")


_SPECIAL = re.compile(f'[&<>"\x00-\x08\x0b\x0c\x0e-\x1f{TURNS}\ud800-\udfff\ufffe\uffff]')
"""What has a meaning in HTML, no place in it, or turns about what follows."""


def _escaped(text: str) -> str:
    # Most texts need no change, and a page of many municipalities has a hundred thousand of them.
    # Attributes stand in double quotes, so a single one may stay as it is.
    return html.escape(readable(text)).replace("&#x27;", "'") if _SPECIAL.search(text) else text


BR = Raw("<br>")
_KEY = re.compile(r"(?<=[a-z0-9])([._/])(?=[a-z])")


def breakable(text: str) -> Raw:
    """Let long keys go on in the next line behind their dots and strokes: ``staff.<wbr>diagnosed``."""
    return Raw(_KEY.sub(r"\1<wbr>", joined(text)))


def headings(titles: Iterable[str]) -> Raw:
    """Make the heading row of a table."""
    return h("thead", h("tr", *[h("th", title, scope="col") for title in titles]))


def stacked(titles: Iterable[str]) -> str:
    """Give a table its headings once more, for the style that shows a row as a block where it is narrow.

    >>> stacked(["Период", "Цель"])
    "--h1:'Период';--h2:'Цель'"
    """
    # A quote or a backslash would end the text; no heading of ours has one.
    plain = (re.sub(r"['\\\n]", " ", title) for title in titles)
    return ";".join(f"--h{number}:'{title}'" for number, title in enumerate(plain, 1))


def scrolled(title: str, table: Raw) -> Raw:
    """Make room for a table that is wider than the page: it scrolls alone, and by the keyboard too."""
    return h("div", table, class_="w", role="region", aria_label=title, tabindex=0)


@functools.cache
def _style(name: str) -> Raw:
    """Make a style sheet of this folder, without comments and what only makes it readable."""
    text = importlib.resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    tight = re.sub(r"(?<=:)\s+|\s*([{},;>])\s*", lambda match: match[1] or "", bare)
    return h("style", Raw(tight.strip().replace("\n", "")))


def fragment(*kids: str, lang: str) -> Raw:
    """Make a report that stands in another page, with its style."""
    return h("div", _style("report.css"), *kids, class_="rnms", lang=lang)


def page(body: Raw, title: str, *, lang: str) -> Raw:
    """Make a page of its own around a fragment."""
    head = (
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("title", title),
        _style("page.css"),
    )
    whole = h("html", h("head", *head), h("body", h("main", body)), lang=lang)
    return Raw(f"<!doctype html>\n{whole}\n")
