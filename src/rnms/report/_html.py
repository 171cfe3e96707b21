"""HTML that is escaped by construction, and the shell of a page: no script, no outside request."""

from __future__ import annotations

import html

from rnms.io import readable

_VOID = {"meta", "path", "rect", "circle"}


class Raw(str):
    """Text that is HTML already; only :func:`h` makes it."""

    __slots__ = ()


def h(tag: str, *kids: str, **attributes: str | int | None) -> Raw:
    """Write an element; whatever inside is no :class:`Raw` is escaped.

    >>> h("td", "<b>Лесной</b> район", class_="x", title=None)
    '<td class="x">&lt;b&gt;Лесной&lt;/b&gt; район</td>'
    """
    given = "".join(
        f' {name.strip("_").replace("_", "-")}="{_escaped(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Raw(f"<{tag}{given}/>")
    return Raw(f"<{tag}{given}>{joined(*kids)}</{tag}>")


def joined(*kids: str) -> Raw:
    """Elements and texts one after another."""
    return Raw("".join(kid if isinstance(kid, Raw) else _escaped(kid) for kid in kids))


def _escaped(text: str) -> str:
    return html.escape(readable(text))


BR = Raw("<br>")

# Three themes of the hosts' own: JupyterLab, VS Code, furo and pydata, Colab. A standalone page asks the system.
_DARK = "#e6e8eb #16181c #3d434c #aab1bb #7fd494 #ff9c92 #c3b5ff"
_LIGHT = "#1b1f24 #ffffff #cfd4da #4d535b #1a6b34 #b3261e #5b4a9e"
_NAMES = ("ink", "paper", "line", "quiet", "met", "not-met", "undetermined")


def _theme(colours: str) -> str:
    """The colours of a theme; whoever sets ``--rnms-ink`` and the like decides instead."""
    pairs = zip(_NAMES, colours.split(), strict=True)
    return "".join(f"--{name}:var(--rnms-{name},{colour});" for name, colour in pairs)


# The class is doubled, so that a host's rules for tables lose against these.
_STYLE = f"""
.rnms.rnms{{{_theme(_LIGHT)}color:var(--ink);background:var(--paper);font:14px/1.45 system-ui,sans-serif;
font-variant-numeric:tabular-nums;padding:8px;max-width:1000px;text-align:left}}
@media screen{{[data-jp-theme-light=false] .rnms.rnms,body.vscode-dark .rnms.rnms,[data-theme=dark] .rnms.rnms,
html[theme=dark] .rnms.rnms{{{_theme(_DARK)}}}}}
.rnms.rnms h1,.rnms.rnms h2,.rnms.rnms h3,.rnms.rnms h4{{color:inherit;line-height:1.25;margin:18px 0 6px}}
.rnms.rnms h1,.rnms.rnms h3{{font-size:20px;margin-top:0}}.rnms.rnms h2,.rnms.rnms h4{{font-size:16px}}
.rnms.rnms p,.rnms.rnms ul{{margin:4px 0;padding:0;color:inherit}}.rnms.rnms li{{margin:0 0 0 18px}}
.rnms.rnms .w{{overflow-x:auto}}
.rnms.rnms table{{border-collapse:collapse;border:0;margin:6px 0;width:100%;font-size:inherit;color:inherit}}
.rnms.rnms .t{{table-layout:fixed}}.rnms.rnms caption{{text-align:left;color:var(--quiet);padding:4px 0}}
.rnms.rnms tr,.rnms.rnms tr:hover{{background:none}}.rnms.rnms tbody{{border-top:1px solid var(--line)}}
.rnms.rnms tbody tbody{{border:0}}.rnms.rnms tr tr{{border-top:1px solid var(--line)}}
.rnms.rnms th,.rnms.rnms td{{border:0;padding:6px 8px;text-align:left;vertical-align:top;font-weight:400;
white-space:normal;overflow-wrap:break-word;color:inherit;background:none}}
.rnms.rnms .o{{white-space:nowrap}}.rnms.rnms thead th{{color:var(--quiet);font-size:12px}}.rnms.rnms .n{{text-align:right}}
.rnms.rnms td td,.rnms.rnms td th{{padding:3px 8px}}.rnms.rnms small{{font-size:12px;color:var(--quiet);
display:block;line-height:1.35}}
.rnms.rnms .d>td{{padding-top:0}}.rnms.rnms .d,.rnms.rnms .d table{{font-size:12.5px;color:var(--quiet)}}
.rnms.rnms .c th{{padding-left:20px}}.rnms.rnms svg{{display:block;max-width:100%;height:auto;margin-top:3px}}
.rnms.rnms .s{{border-left:5px dotted var(--quiet)}}
.rnms.rnms .met{{border-left:5px solid var(--met)}}.rnms.rnms .met b{{color:var(--met)}}
.rnms.rnms .not_met{{border-left:5px double var(--not-met)}}.rnms.rnms .not_met b{{color:var(--not-met)}}
.rnms.rnms .undetermined{{border-left:5px dashed var(--undetermined)}}
.rnms.rnms .undetermined b{{color:var(--undetermined)}}
.rnms.rnms summary{{cursor:pointer}}.rnms.rnms .g{{display:flex;flex-wrap:wrap;gap:10px 18px}}
.rnms.rnms .p{{width:170px;margin:0;font-size:12.5px}}
@media print{{.rnms.rnms{{print-color-adjust:exact;-webkit-print-color-adjust:exact;
max-width:none;font-size:11px;padding:0}}.rnms.rnms .w{{overflow:visible}}.rnms.rnms thead{{display:table-header-group}}
.rnms.rnms tr,.rnms.rnms .k,.rnms.rnms .p{{break-inside:avoid}}
.rnms.rnms details::details-content{{content-visibility:visible;block-size:auto}}}}
"""
_PAGE_STYLE = f"""
body{{margin:0;background:var(--rnms-paper,#fff)}}.rnms.rnms{{margin:0 auto;padding:16px}}
@media screen and (prefers-color-scheme:dark){{body{{background:var(--rnms-paper,#16181c)}}.rnms.rnms{{{_theme(_DARK)}}}}}
"""


def fragment(*kids: str, lang: str) -> Raw:
    """A report that stands in another page, with its style."""
    return h("div", h("style", Raw(_STYLE.strip().replace("\n", ""))), *kids, class_="rnms", lang=lang)


def page(body: Raw, title: str, *, lang: str) -> Raw:
    """A page of its own around a fragment."""
    head = (
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("title", title),
        h("style", Raw(_PAGE_STYLE.strip().replace("\n", ""))),
    )
    whole = h("html", h("head", *head), h("body", h("main", body)), lang=lang)
    return Raw(f"<!doctype html>\n{whole}\n")
