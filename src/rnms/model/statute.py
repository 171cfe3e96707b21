"""What an order says beside its numbers: who exists, what each shall do, and to what end."""

from __future__ import annotations

from rnms._values import frozen
from rnms.model.checked import checked
from rnms.model.law import Clause, Unknown
from rnms.model.subjects import Level
from rnms.showing import short


@frozen(kw_only=True, field_transformer=checked)
class SubjectKind:
    """A kind of subject that several regions have; not a closed list.

    >>> from rnms import regions
    >>> sorted({kind.key for subject in regions.get("kirov").subjects for kind in subject.kinds})[:2]
    ['cnppm', 'development_institute']

    Attributes:
        key: Its name across regions.
        title: What it is, in Russian.
    """

    key: str
    title: str


@frozen(kw_only=True, field_transformer=checked)
class Function:
    """Something that a subject shall do.

    >>> from rnms import regions
    >>> regions.get("kirov").subjects_of("cnppm")[0].functions[0].text
    'проводит совещания с методическим активом'

    Attributes:
        text: What, in our words.
        clause: Where the act says so.
    """

    text: str
    clause: Clause

    __repr__ = short("text")


@frozen(kw_only=True, field_transformer=checked)
class Subject:
    """A subject of the system: a body, an institution, a group that the act names.

    >>> from rnms import regions
    >>> [subject] = regions.get("kirov").subjects_of("cnppm")
    >>> subject.key, subject.level.key
    ('cnppm', 'regional')

    Attributes:
        key: A short name, unique within the region.
        title: Its title, letter for letter as the document prints it.
        kind: What kind of subject it is.
        level: The level at which it works.
        clause: Where the act names it.
        functions: What it shall do; unknown where the page is lost.
        also: Further kinds that the same entry of the act joins.
        note: A remark for readers.
    """

    key: str
    title: str
    kind: SubjectKind
    level: Level
    clause: Clause
    functions: tuple[Function, ...] | Unknown = ()
    also: tuple[SubjectKind, ...] = ()
    note: str = ""

    __repr__ = short("key", "title")

    @property
    def kinds(self) -> tuple[SubjectKind, ...]:
        """Every kind that it is; an entry of an act may join several."""
        return (self.kind, *self.also)

    @property
    def is_only_mentioned(self) -> bool:
        """Whether the act names it without saying what it shall do."""
        return not isinstance(self.functions, Unknown) and not self.functions


@frozen(kw_only=True, field_transformer=checked)
class Provision:
    """An aim, a task, a principle, a mechanism: cited, not judged.

    >>> from rnms import regions
    >>> regions.get("amur").provisions[0].kind
    'aim'

    Attributes:
        kind: ``"aim"``, ``"task"``, ``"approach"``, ``"principle"``, ``"effect"``, ``"direction"`` (what a
            direction of work includes), ``"measure"`` (a systemic measure, or a task of organisations),
            ``"mechanism"``, ``"interaction"`` (what subjects work on together), ``"channel"`` or
            ``"passport"`` (a step of its life).
        text: What it says, in our words.
        clause: Where the act says so.
        measures: Codes of the roadmap's measures that carry it out, where the act links them.
    """

    kind: str
    text: str
    clause: Clause
    measures: tuple[str, ...] = ()

    __repr__ = short("kind", "text")
