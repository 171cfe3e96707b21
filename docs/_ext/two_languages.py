"""Russian pages speak Russian around their text too, and each page of a pair links to the other."""

from __future__ import annotations

import functools
import gettext
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydata_sphinx_theme
import sphinx
from sphinx.application import Sphinx

NAMES = {"en": "English", "ru": "Русский"}
SEARCHES = {"en": "search", "ru": "search-ru"}
# What docutils writers say while a page is written, when its language is not known yet.
SPOKEN = {"Link to this heading": "Ссылка на заголовок", "Link to this term": "Ссылка на слово"}
# What the theme's own catalogue lacks.
LACKING = {
    "Collapse Sidebar": "Свернуть оглавление",
    "Expand Sidebar": "Развернуть оглавление",
    "Breadcrumb": "Путь к странице",
    "Table of Contents": "Оглавление",
}


def setup(app: Sphinx) -> dict[str, bool]:
    """Add it to a build."""
    app.connect("html-page-context", _speak)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def language(page: str) -> str:
    """The language of a page: its first folder."""
    if page == SEARCHES["ru"]:
        return "ru"
    folder = page.partition("/")[0]
    return folder if folder in NAMES else "en"


def _speak(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    # Code that is wider than the page scrolls, so the keyboard must reach it.
    context["body"] = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
    spoken = language(page)
    context["languages"] = [
        (code, name, code == spoken, context["pathto"](_in(app, page, code))) for code, name in NAMES.items()
    ]
    if spoken == "ru":
        catalogue = _russian()
        context.update(language="ru", gettext=_said(catalogue), ngettext=catalogue.ngettext)
        for said, russian in SPOKEN.items():
            context["body"] = context["body"].replace(f'title="{said}"', f'title="{russian}"')


def _in(app: Sphinx, page: str, code: str) -> str:
    """The page of the same name in a language; where there is none, the nearest index above it."""
    if page in SEARCHES.values():
        return SEARCHES[code]
    names = page.split("/")[1:]
    above = [[*names[:at], "index"] for at in range(len(names))]
    found = ["/".join([code, *one]) for one in [names, *reversed(above)]]
    return next((name for name in found if name in app.env.found_docs), f"{code}/index")


def _said(catalogue: gettext.NullTranslations) -> Callable[[str], str]:
    return lambda text: LACKING.get(text) or catalogue.gettext(text)


@functools.cache
def _russian() -> gettext.NullTranslations:
    of_theme = Path(pydata_sphinx_theme.__file__).parent / "locale"
    found = gettext.translation("sphinx", of_theme, ["ru"])
    found.add_fallback(gettext.translation("sphinx", Path(sphinx.__file__).parent / "locale", ["ru"]))
    return found
