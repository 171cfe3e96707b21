"""The ledger in words: who sent nothing, who answered with a fault, who said that there is no number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rnms.indicators.tally import distinct
from rnms.model.returns import Delivery, DeliveryStatus
from rnms.render.printed import Print
from rnms.render.texts import TEXTS
from rnms.results.ledger import LedgerEntry

_CELL = re.compile(r"\[(?:.*!)?(?P<cell>[A-Z]+[0-9]+)\]")
MOST_FAULTS = 6
"""How many municipalities with faults a sentence names; the table below names all."""


def ledger_sentence(
    entries: Sequence[LedgerEntry], *, lang: str = "ru", most: int | None = None, page: Print | None = None
) -> str:
    """Say in one sentence who sent what; empty where no ledger was kept.

    >>> from rnms.model import Delivery, DeliveryStatus
    >>> late = Delivery(municipality="m1", question="staff", status=DeliveryStatus.NOT_SENT)
    >>> bad = Delivery(
    ...     municipality="m2", question="staff", status=DeliveryStatus.FAULTY, place="Озёрный.xlsx[Форма!D6]"
    ... )
    >>> lines = [LedgerEntry(delivery=late, name="Лесной"), LedgerEntry(delivery=bad, name="Озёрный")]
    >>> ledger_sentence(lines)
    'Не прислали (1): Лесной · прислали с ошибкой (1: Озёрный, ячейка D6).'

    Args:
        entries: The ledger.
        lang: ``"ru"`` or ``"en"``.
        most: How many municipalities with faults are named; by default all.
        page: The print on which it stands, whose lists have what is too long for a sentence.
    """
    texts = TEXTS[lang].ledger
    parts = []
    for status in DeliveryStatus:
        of_status = [entry for entry in entries if entry.delivery.status is status]
        if status is DeliveryStatus.COUNTED:
            uncounted = {entry.name for entry in entries if entry.delivery.status is not status}
            of_status = [entry for entry in of_status if entry.name not in uncounted]
        names = distinct(entry.name or texts.unplaced for entry in of_status)
        if not names:
            continue
        listed = ", ".join(names) if page is None else page.listed(names)
        if status in _TOLD_WITH_EACH:
            listed = "; ".join(_with_first(of_status, names[:most], lang))
            listed += texts.more.format(len(names[most:])) if most is not None and names[most:] else ""
        parts.append(texts.groups[status].format(len(names), listed))
    sentence = " · ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


_TOLD_WITH_EACH = {DeliveryStatus.FAULTY, DeliveryStatus.BLANK, DeliveryStatus.EXPLAINED}
"""The statuses beside which each municipality is told with its reason, or the cell of its fault."""


def _with_first(entries: Iterable[LedgerEntry], names: Sequence[str], lang: str) -> Iterator[str]:
    """Give each municipality with its first reason, or the cell of its first fault; and how many more."""
    texts = TEXTS[lang].ledger
    for name in names:
        of_place = [entry.delivery for entry in entries if (entry.name or texts.unplaced) == name]
        told = distinct(_where_or_why(line, lang) for line in of_place)
        rest = texts.more.format(len(told) - 1) if len(told) > 1 else ""
        first = told[0][1]
        yield f"{name}, {first}{rest}" if first else f"{name}{rest}"


def _where_or_why(line: Delivery, lang: str) -> tuple[str, str]:
    """Say of a line its reason as it was given, or its cell, else its fault; of a fault with the place."""
    words = fault_words(line, lang=lang)
    if line.status is DeliveryStatus.EXPLAINED:
        return "", TEXTS[lang].ledger.reason.format(words) if words else ""
    cell = _CELL.search(line.place)
    return line.place, words if cell is None else TEXTS[lang].ledger.cell.format(cell["cell"])


def fault_words(delivery: Delivery, *, lang: str = "ru") -> str:
    """Say what is wrong, or why there is no number: a fault by its code, a reason as it was given.

    >>> late = Delivery(question="staff", status=DeliveryStatus.FAULTY, code="form.blank", words="пусто")
    >>> fault_words(late), fault_words(late, lang="en")
    ('пусто и без причины', 'blank, and without a reason')
    """
    issue = TEXTS[lang].issues.get(delivery.code)
    return delivery.words if issue is None else issue.meaning


def what_was_asked(entry: LedgerEntry, *, lang: str = "ru") -> str:
    """Name what was asked: by its title, a collection of records by its name."""
    question = entry.delivery.question
    return entry.title or TEXTS[lang].records.collections.get(question, question)


def status_words(status: DeliveryStatus | None, otherwise: str, *, lang: str = "ru") -> str:
    """Say what became of a question that is not answered; in other words where no ledger says it."""
    return otherwise if status is None else TEXTS[lang].ledger.statuses[status]
