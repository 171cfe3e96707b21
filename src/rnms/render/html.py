"""HTML that is escaped by construction, and the shell of a page: no script, no outside request."""

from __future__ import annotations

import functools
import html
import importlib.resources
import re

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
    pairs = "".join(
        f' {name.strip("_").replace("_", "-")}="{_escaped(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Raw(f"<{tag}{pairs}/>")
    return Raw(f"<{tag}{pairs}>{joined(*kids)}</{tag}>")


def joined(*kids: str) -> Raw:
    """Elements and texts one after another."""
    return Raw("".join(kid if isinstance(kid, Raw) else _escaped(kid) for kid in kids))


def _escaped(text: str) -> str:
    return html.escape(readable(text))


BR = Raw("<br>")


@functools.cache
def _style(name: str) -> Raw:
    """Make a style sheet of this folder, without comments and what only makes it readable."""
    text = importlib.resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return h("style", Raw(re.sub(r"\s*([{},;>])\s*", r"\1", bare).strip().replace("\n", "")))


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
