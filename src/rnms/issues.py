"""Faults in what was reported: each with its place, and every kind of fault with its stable code.

The table below is the one home of the codes and of how grave each is; what a code means and what to do stands
among the texts of each language.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

import attrs

from rnms._values import frozen


class Severity(enum.Enum):
    """How grave a fault is: with an error something is not taken, with a warning it is.

    >>> Severity("warning")
    <Severity.WARNING: 'warning'>
    """

    ERROR = "error"
    WARNING = "warning"


@frozen
class IssueKind:
    """What is known of a code in every language.

    >>> ISSUES["form.not-returned"].severity
    <Severity.WARNING: 'warning'>

    Attributes:
        severity: How grave it is.
    """

    severity: Severity


_ERROR, _WARNING = IssueKind(Severity.ERROR), IssueKind(Severity.WARNING)

ISSUES: Mapping[str, IssueKind] = {
    # Data files.
    "json": _ERROR,
    "json.doubled-key": _ERROR,
    "json.number": _ERROR,
    "json.text": _ERROR,
    "shape.type": _ERROR,
    "shape.value": _ERROR,
    "shape.missing-key": _ERROR,
    "shape.unknown-key": _ERROR,
    "region.unknown": _ERROR,
    "region.missing": _ERROR,
    # Integrity and meaning.
    "id.doubled": _ERROR,
    "id.alike": _WARNING,
    "reference.nobody": _ERROR,
    "dates.end-before-start": _ERROR,
    "dates.impossible-birth": _ERROR,
    "dates.too-young": _ERROR,
    "employment.two-main-places": _ERROR,
    "amount.outside": _ERROR,
    "attestations.contradiction": _ERROR,
    "unreported.entity": _ERROR,
    "figure.contradiction": _ERROR,
    "figure.missing-and-given": _ERROR,
    "figure.yes-no": _ERROR,
    "figure.unheard": _ERROR,
    "figure.superseded": _WARNING,
    "figure.without-successor": _ERROR,
    "figure.several-periods": _ERROR,
    "figure.unknown-key": _ERROR,
    "figures.contradiction": _ERROR,
    "figures.relation": _ERROR,
    "figures.differ-from-records": _ERROR,
    "measure.unknown": _ERROR,
    "claim.unknown-indicator": _WARNING,
    "claim.unknown-word": _ERROR,
    "claim.unread": _ERROR,
    "word.unknown": _ERROR,
    "word.other": _WARNING,
    "word.not-compared": _ERROR,
    "plan.set-by-the-act": _ERROR,
    # Files of any kind.
    "file.encoding": _ERROR,
    "file.version": _ERROR,
    "file.kind": _ERROR,
    "file.macros": _ERROR,
    "file.unsafe": _ERROR,
    "file.too-large": _ERROR,
    "file.unreadable": _ERROR,
    "template.no-docx": _ERROR,
    # Cells.
    "cell.not-computed": _ERROR,
    "cell.error": _ERROR,
    "cell.number": _ERROR,
    "cell.fraction": _ERROR,
    "cell.negative": _ERROR,
    "cell.too-large": _ERROR,
    "cell.digits": _ERROR,
    "cell.ambiguous": _ERROR,
    "cell.date-for-number": _ERROR,
    "cell.percent": _ERROR,
    "cell.share-as-fraction": _WARNING,
    "cell.share-or-percent": _ERROR,
    "cell.yes-no": _ERROR,
    "cell.date": _ERROR,
    "cell.word": _ERROR,
    "cell.value": _ERROR,
    "cell.blank": _ERROR,
    "cell.alphabets": _ERROR,
    # Tables.
    "table.no-sheet": _ERROR,
    "table.no-column": _ERROR,
    "table.no-columns": _ERROR,
    "table.no-record": _WARNING,
    "table.hidden": _WARNING,
    "table.doubled-column": _ERROR,
    "table.ragged": _ERROR,
    "table.quote": _ERROR,
    # Registers.
    "intake.toml": _ERROR,
    "intake.mapping": _ERROR,
    "intake.file": _ERROR,
    "intake.other-sheet": _WARNING,
    "intake.other-column": _WARNING,
    "intake.word": _ERROR,
    "intake.name": _ERROR,
    "intake.snils": _ERROR,
    "intake.nobody": _ERROR,
    "intake.service": _ERROR,
    "intake.one-or-two": _WARNING,
    "intake.differs": _WARNING,
    "intake.vanished": _WARNING,
    "intake.salt": _WARNING,
    # Forms.
    "form.not-returned": _WARNING,
    "form.stopped": _WARNING,
    "form.other-file": _WARNING,
    "form.folder": _WARNING,
    "form.no-table": _ERROR,
    "form.empty": _WARNING,
    "form.unmarked": _ERROR,
    "form.unmarked-csv": _WARNING,
    "form.version": _ERROR,
    "form.region": _ERROR,
    "form.period": _ERROR,
    "form.questions": _ERROR,
    "form.stranger": _ERROR,
    "form.neighbour": _ERROR,
    "form.doubled": _ERROR,
    "form.copied": _WARNING,
    "form.second-table": _ERROR,
    "form.second-column": _ERROR,
    "form.row-missing": _ERROR,
    "form.row-doubled": _ERROR,
    "form.row-unknown": _WARNING,
    "form.blank": _WARNING,
    "form.value-and-reason": _ERROR,
    "form.answer-as-reason": _ERROR,
    "form.answer-outside": _ERROR,
    "form.outside": _WARNING,
    "form.part-above-whole": _ERROR,
    "form.relation": _ERROR,
    "form.evidence-kind": _WARNING,
    "form.evidence-unnamed": _WARNING,
}
"""Every code that rnms gives. Codes never change their meaning."""


@frozen
class Either:
    """Facts of which one is meant.

    >>> Either(("'figures'", "'claims'")).facts
    ("'figures'", "'claims'")

    Attributes:
        facts: The facts.
    """

    facts: tuple[Fact, ...]


@frozen
class Message:
    """What is to be said, as a key and facts: its sentence stands among the texts of each language.

    >>> message("json.doubled-key").key
    'json.doubled-key'

    Attributes:
        key: The key of its sentence: the code of an issue, and after a stroke which of its sentences.
        facts: What the sentence speaks of, by name.
    """

    key: str
    facts: Mapping[str, Fact]


Fact = str | int | Either | Message | tuple["Fact", ...]
"""What a message speaks of; several are listed, a message inside another is worded with it."""


def message(key: str, /, **facts: Fact) -> Message:
    """Make a message.

    >>> message("json.number", value="NaN").facts["value"]
    'NaN'
    """
    return Message(key, facts)


@frozen(kw_only=True, eq=False)
class Issue:
    """A fault in what was reported, and where it sits.

    >>> issue = Issue(place="Заречный район.xlsx[Форма!D5]", text="пусто", code="form.blank")
    >>> issue.severity
    <Severity.WARNING: 'warning'>

    Issues are equal that say the same of the same place: a report read from a file keeps only their words.

    Attributes:
        place: A path (``"$.figures[3].count"``) or a cell (``"форма.xlsx[Форма!D9]"``).
        message: What is wrong and what to do, as a key and facts, or as a text.
        code: A stable code of the kind of fault, for tools; :data:`ISSUES` explains those of rnms.
    """

    place: str
    message: Message | str = attrs.field(alias="text")
    code: str

    @property
    def text(self) -> str:
        """What is wrong and what to do, in Russian: clerks read it."""
        from rnms.render.messages import message_sentence

        return message_sentence(self.message)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What it speaks of, by name; of a text, nothing is told apart."""
        return {} if isinstance(self.message, str) else self.message.facts

    @property
    def severity(self) -> Severity:
        """How grave it is; a code that rnms does not know is an error."""
        return ISSUES[self.code].severity if self.code in ISSUES else Severity.ERROR

    @property
    def hint(self) -> str:
        """The way out, as its code knows it, in Russian; empty for a code of somebody else."""
        from rnms.render.messages import issue_hint

        return issue_hint(self)

    def __repr__(self) -> str:
        return f"Issue({self.code!r}, {self.place!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Issue):
            return NotImplemented
        return (self.place, self.code) == (other.place, other.code) and (
            self.message == other.message or self.text == other.text
        )

    def __hash__(self) -> int:
        return hash((self.place, self.code))

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"
