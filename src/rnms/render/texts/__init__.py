"""The words of reports, in every language in which a report can be written."""

from collections.abc import Mapping

from rnms.render.texts.en import EN
from rnms.render.texts.ru import RU
from rnms.render.texts.texts import Texts

TEXTS: Mapping[str, Texts] = {"ru": RU, "en": EN}
"""The texts by the name of their language."""
