"""One field or else another: where the first is not there, or not known, the next decides."""

from __future__ import annotations

from collections.abc import Callable

from rnms.errors import FieldError
from rnms.logic.predicates import And, Given, Not, Or, Path, Predicate, known
from rnms.logic.walks import fields_asked, of_field


def coalesce(fact: Predicate, *fields: str) -> Predicate:
    """Require a fact of a field, or where that field is not there, of the next of several fields that is.

    For example, of the date of a certificate, or else of the end of the programme. Unknown is not absent: if
    it is not known whether there is a date, either may decide.

    >>> from rnms.logic.predicates import END, on_or_before
    >>> from rnms.render.sentences import sentence
    >>> print(sentence(coalesce(on_or_before("selected_on", END), "start")).partition(", то ")[2])
    день выбора не позже последнего дня, иначе начало не позже последнего дня

    Args:
        fact: What is asked of the first field.
        fields: The fields that take its place, in this order.

    Raises:
        FieldError: If the fact speaks of no field or of several, or no other field takes its place.
    """
    return _of_first("coalesce", fact, fields, lambda field: Given(Path(field)))


def first_known(fact: Predicate, *fields: str) -> Predicate:
    """Require that something is so of the first of several fields that is both known and there.

    That a date which is not known is as good as none is an assumption. Where the act does not make it, it
    belongs in a reading.

    >>> from rnms.logic.predicates import END, on_or_before
    >>> from rnms.render.sentences import sentence
    >>> print(sentence(first_known(on_or_before("selected_on", END), "start")).partition(", ")[0])
    если день выбора: известно

    Args:
        fact: What is asked of the first field.
        fields: The fields that take its place, in this order.

    Raises:
        FieldError: If the fact speaks of no field or of several, or no other field takes its place.
    """
    return _of_first("first_known", fact, fields, lambda field: And((known(field), Given(Path(field)))))


def _of_first(
    name: str, fact: Predicate, fields: tuple[str, ...], is_there: Callable[[str], Predicate]
) -> Predicate:
    """Require that a fact holds of the first field of which something else does.

    The last field decides where none before it does.
    """
    paths = tuple(dict.fromkeys(fields_asked(fact)))
    if len(paths) != 1:
        raise FieldError(
            owner=name, field="fact", given=", ".join(paths) or "no field", wanted="a fact about one field",
            write="write on_or_before('selected_on', END), or within('selected_on')",
        )  # fmt: skip
    if not fields:
        raise FieldError(
            owner=name, field="fields", given="nothing", wanted="one field or more",
            write=f"write {name}(within({paths[0]!r}), 'end'), in no list",
        )  # fmt: skip
    condition = of_field(fact, fields[-1])
    for field in reversed((*paths, *fields[:-1])):
        present = is_there(field)
        condition = Or((And((present, of_field(fact, field))), And((Not(present), condition))))
    return condition
