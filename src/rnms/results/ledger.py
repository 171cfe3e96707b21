"""The ledger of a report: who was asked what and what became of it, with the names that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rnms._values import frozen
from rnms.model.returns import Delivery, DeliveryStatus
from rnms.model.subjects import Municipality, names_by_id

_WORST = (
    DeliveryStatus.FAULTY,
    DeliveryStatus.BLANK,
    DeliveryStatus.NOT_SENT,
    DeliveryStatus.EXPLAINED,
    DeliveryStatus.COUNTED,
)
"""What is said of a municipality of whose questions different things became, the first that holds."""


NOT_COUNTED = {
    DeliveryStatus.NOT_SENT: "not-sent",
    DeliveryStatus.FAULTY: "sent-faulty",
    DeliveryStatus.BLANK: "left-blank",
    DeliveryStatus.EXPLAINED: "reason-given",
}
"""The codes of the reasons that name who did not answer so that it counts, by what became of it."""


@frozen(kw_only=True)
class LedgerEntry:
    """A line of the ledger as a report shows it.

    >>> late = Delivery(municipality="m1", question="staff", status=DeliveryStatus.NOT_SENT)
    >>> [entry] = entries([late], [Municipality(id="m1", name="Лесной район")], {"staff": "педагоги"})
    >>> entry.name, entry.title
    ('Лесной район', 'педагоги')

    Attributes:
        delivery: The line itself.
        name: The name of the municipality; its id where it has none, empty where it is not known.
        title: What was asked, in Russian; empty of a collection of records.
        indicators: Codes of the indicators that ask for it.
    """

    delivery: Delivery
    name: str
    title: str = ""
    indicators: tuple[str, ...] = ()


def entries(
    deliveries: Iterable[Delivery],
    municipalities: Iterable[Municipality],
    titles: Mapping[str, str],
    indicators: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[LedgerEntry, ...]:
    """Put names to a ledger: those of municipalities, and by what was asked its title and who asks it."""
    names = names_by_id(municipalities)
    return tuple(
        LedgerEntry(
            delivery=delivery,
            name=names.get(delivery.municipality or "", delivery.municipality or ""),
            title=titles.get(delivery.question, ""),
            indicators=(indicators or {}).get(delivery.question, ()),
        )
        for delivery in deliveries
    )


def worst_by_place(deliveries: Iterable[Delivery]) -> Mapping[str, DeliveryStatus]:
    """Find by municipality what is to be said of it: that something was faulty before that nothing came.

    >>> late = Delivery(municipality="m1", question="staff", status=DeliveryStatus.NOT_SENT)
    >>> bad = Delivery(municipality="m1", question="staff.diagnosed", status=DeliveryStatus.FAULTY)
    >>> worst_by_place([late, bad])
    {'m1': <DeliveryStatus.FAULTY: 'faulty'>}
    """
    worst: dict[str, DeliveryStatus] = {}
    for delivery in deliveries:
        if delivery.municipality is not None:
            before = worst.get(delivery.municipality, delivery.status)
            worst[delivery.municipality] = min(before, delivery.status, key=_WORST.index)
    return worst
