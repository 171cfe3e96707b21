"""Explanations as values: what was asked of a member or a number, step by step."""

from __future__ import annotations

import attrs

_MARKS = {True: "✓", False: "✗", None: "?"}


@attrs.frozen(kw_only=True)
class Step:
    """One step of an explanation.

    >>> import rnms
    >>> from rnms import testing
    >>> result = rnms.evaluate(testing.invented_region(staff=100, seed=1), period=2023)["6.2.1"]
    >>> result.explain(result.who("failed")[0].id).steps[0].holds
    True

    Attributes:
        text: What was asked, in Russian.
        holds: The answer; ``None`` when unknown facts decide.
        code: The reason code, where it fails or is not known.
        depth: How deep it stands.
    """

    text: str
    holds: bool | None
    code: str = ""
    depth: int = 0

    def __str__(self) -> str:
        tail = f"  [{self.code}]" if self.code and self.holds is not True else ""
        return f"{'  ' * self.depth}{_MARKS[self.holds]} {self.text}{tail}"


@attrs.frozen(kw_only=True)
class Explanation:
    """Why a member stands where it stands; printed, it reads from top to bottom.

    >>> import rnms
    >>> from rnms import testing
    >>> result = rnms.evaluate(testing.invented_region(staff=100, seed=1), period=2023)["6.2.1"]
    >>> result.explain(result.who("failed")[0].id).state
    'failed'

    Attributes:
        member: The id of the member.
        state: ``"passed"``, ``"failed"``, ``"unknown"`` or ``"out"``.
        steps: What was asked, in order.
    """

    member: str
    state: str
    steps: tuple[Step, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of what fails or is not known, deepest first."""
        codes = [(step.depth, step.code) for step in self.steps if step.code and step.holds is not True]
        return tuple(dict.fromkeys(code for _, code in sorted(codes, key=lambda one: -one[0])))

    def __str__(self) -> str:
        head = [f"{self.member}: {self.state}"] if self.member else []
        return "\n".join([*head, *map(str, self.steps)])
