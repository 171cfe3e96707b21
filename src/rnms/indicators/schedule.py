"""The duty to monitor: how often, and what shall follow."""

from __future__ import annotations

from rnms._values import frozen
from rnms.indicators.requirement import Requirement
from rnms.indicators.vocabulary.completion import ROUNDS
from rnms.model.checked import checked
from rnms.model.roadmap import CompletionSource, Scheduled
from rnms.showing import short


@frozen(kw_only=True, field_transformer=checked)
class MonitoringRule(Scheduled):
    """How often a region shall monitor its system, and what shall follow every round.

    >>> from rnms import regions
    >>> [rule] = regions.get("ugra").monitoring
    >>> rule.deadline_text, rule.follow_up.code
    ('не реже одного раза в полугодие', '7.5')

    Attributes:
        actor: Who shall do it.
        methods: How data shall be collected, in our words.
        follow_up: What must follow a round; ``None`` where the act is silent.
        same_as: Code of the indicator that counts the same; then both have one verdict.
    """

    actor: str = ""
    methods: tuple[str, ...] = ()
    follow_up: Requirement | None = None
    same_as: str = ""
    sources: tuple[CompletionSource, ...] = (ROUNDS,)

    __repr__ = short("code", "title")

    @property
    def responsible(self) -> str:
        """Who shall do it."""
        return self.actor
