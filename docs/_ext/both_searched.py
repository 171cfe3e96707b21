"""Search in both languages: words are found in each of their forms, results are of the page's language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sphinx
from sphinx.application import Sphinx
from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish
from sphinx.search.ru import SearchRussian
from two_languages import language

STEMMERS = Path(sphinx.__file__).parent / "search" / "minified-js"
# For what a reader asks the same choice as below, which is for what pages say.
CHOICE = """
window.Stemmer = function () {
  const english = new EnglishStemmer(), russian = new RussianStemmer();
  this.stemWord = (word) =>
    /[а-яё]/i.test(word) ? russian.stemWord(word.replaceAll("ё", "е")) : english.stemWord(word);
};
"""


class SearchBoth(SearchLanguage):
    """Words of Cyrillic letters are stemmed as Russian ones, all others as English ones."""

    lang = "both"
    language_name = "English and Russian"
    stopwords = SearchEnglish.stopwords | SearchRussian.stopwords
    js_stemmer_code = "\n".join(
        [
            *(
                (STEMMERS / f"{name}-stemmer.js").read_text(encoding="utf-8")
                for name in ("base", "english", "russian")
            ),
            CHOICE,
        ]
    )

    def __init__(self, options: dict[str, str]) -> None:
        """Prepare both."""
        super().__init__(options)
        self._english, self._russian = SearchEnglish(options), SearchRussian(options)

    def stem(self, word: str) -> str:
        """The stem of a word; ё counts as е, for most people write it so."""
        lower = word.lower().replace("ё", "е")
        is_russian = any("а" <= letter <= "я" for letter in lower)
        return self._russian.stem(lower) if is_russian else self._english.stem(lower)


def setup(app: Sphinx) -> dict[str, bool]:
    """Add it to a build."""
    app.add_search_language(SearchBoth)
    app.connect("html-page-context", _search_in_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _search_in_language(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Russian pages search on the Russian search page; both search pages keep to their language."""
    is_russian = language(page) == "ru"
    if is_russian:
        to = context["pathto"]
        context["pathto"] = lambda name, *rest: to("search-ru" if name == "search" else name, *rest)
        context["theme_search_bar_text"] = "Искать по-русски…"
    if page in {"search", "search-ru"}:
        app.add_js_file("search-in-language.js")
        if is_russian:
            app.add_js_file("search-words-ru.js")
