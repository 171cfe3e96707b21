"""What the command line says, in every language that it speaks."""

from collections.abc import Mapping

from rnms.cli.texts.en import EN
from rnms.cli.texts.ru import RU
from rnms.cli.texts.texts import CommandTexts as CommandTexts

TEXTS: Mapping[str, CommandTexts] = {"ru": RU, "en": EN}
"""The texts by the name of their language."""
