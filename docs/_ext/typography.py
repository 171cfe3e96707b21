"""Russian pages keep together what a line must not part: a dash and the word before it, «№ 759», «в крае»."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from two_languages import language

NO_BREAK = "\u00a0"
SHORT = "а|в|во|до|за|и|из|к|ко|на|не|ни|но|о|об|от|по|с|со|у"
PLACES = (
    r" (?=[—–] )",
    r"(?<=№) (?=\S)",
    r"(?<=\d) (?=(?:%|₽|п\.\s?п\.|ГиБ|МиБ|чел\.|г\.|гг\.)(?:\W|$))",
    r"(?<=\bп\.) (?=\d)|(?<=\bст\.) (?=\d)",
    rf"(?<![\w-])(?P<short>{SHORT}) (?=[\w«№])",
)
TIES = re.compile("|".join(PLACES), re.IGNORECASE)
LITERAL = (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment, nodes.doctest_block)


def setup(app: Sphinx) -> dict[str, bool]:
    """Add it to a build."""
    app.add_post_transform(TieWords)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def tied(text: str) -> str:
    """A Russian text with no-break spaces where a line must not end.

    >>> tied("распоряжение № 759 — в крае").replace(NO_BREAK, "~")
    'распоряжение №~759~— в~крае'
    """
    return TIES.sub(lambda found: (found["short"] or "") + NO_BREAK, text)


class TieWords(SphinxPostTransform):
    """Ties the words of Russian pages, code apart."""

    default_priority = 900

    def run(self, **_options: Any) -> None:
        """Replace each text that changes."""
        if language(self.env.current_document.docname) != "ru":
            return
        for text in list(self.document.findall(nodes.Text)):
            if not _is_literal(text) and (better := tied(text.astext())) != text.astext():
                text.parent.replace(text, nodes.Text(better))


def _is_literal(node: nodes.Node) -> bool:
    while node is not None:
        if isinstance(node, LITERAL):
            return True
        node = node.parent
    return False
