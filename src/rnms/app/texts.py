"""What the desk says of itself, in both languages; faults and reports have words of their own."""

from __future__ import annotations

from collections.abc import Mapping

from rnms._values import frozen


@frozen(kw_only=True)
class DeskTexts:
    """The words of a language.

    Attributes:
        files: What saved files are called, by what they hold.
        facts: What is told of what was opened.
        supposed: How the title of data begins in which something is supposed.
    """

    files: Mapping[str, str]
    facts: Mapping[str, str]
    supposed: str


TEXTS: Mapping[str, DeskTexts] = {
    "ru": DeskTexts(
        files={
            "report": "отчёт",
            "brief": "главное",
            "audit": "сверка",
            "plan": "план",
            "data": "данные",
            "calendar": "сроки",
            "forms": "формы",
            "remarks": "замечания",
            "salt": "соль",
            "mapping": "соответствие",
            "supposed": "предположение",
        },
        facts={
            "records": "{name}: {number}",
            "figures": "числа: {number}",
            "forms": "прочитано форм: {read} из {all}",
            "rows": "прочитано строк: {number}",
            "unsaved": "исправлено чисел: {number}; сохраните данные, если они нужны",
        },
        supposed="ПРЕДПОЛОЖЕНИЕ",
    ),
    "en": DeskTexts(
        files={
            "report": "report",
            "brief": "brief",
            "audit": "audit",
            "plan": "plan",
            "data": "data",
            "calendar": "deadlines",
            "forms": "forms",
            "remarks": "remarks",
            "salt": "salt",
            "mapping": "mapping",
            "supposed": "supposition",
        },
        facts={
            "records": "{name}: {number}",
            "figures": "figures: {number}",
            "forms": "forms read: {read} of {all}",
            "rows": "rows read: {number}",
            "unsaved": "figures corrected: {number}; save the data if you need them",
        },
        supposed="SUPPOSITION",
    ),
}
