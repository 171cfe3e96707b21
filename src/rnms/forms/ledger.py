"""The ledger of a round of forms: of every question that a municipality was asked, what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from rnms.forms.form_plan import Plan
from rnms.forms.owner import Remark
from rnms.forms.reading import Refused, Returned
from rnms.forms.workbook import CODE, VALUE, WHY
from rnms.issues import Issue
from rnms.model.returns import Delivery, DeliveryStatus
from rnms.render.texts import TEXTS

_OF_ANSWERS = {CODE, VALUE, WHY}
"""The columns whose faults leave a question without an answer; a document that is not named does not."""
Days = Mapping[str, dt.date]
"""By the name of a file, the day on which it came, where that was told."""


def ledger(
    form_plan: Plan,
    forms: Mapping[str, Sequence[Returned]],
    refused: Iterable[Refused],
    doubled: Mapping[str, Issue],
    days: Days,
) -> Iterator[Delivery]:
    """List what became of every question of every municipality, in the order of the plan.

    Args:
        form_plan: What was asked of whom.
        forms: By municipality, the forms that were read and that no later copy stands for.
        refused: The files that could not be read.
        doubled: By municipality that sent several forms, the issue that says so.
        days: When the files came.
    """
    refused_of = {sender.id: file for file in refused for sender in file.senders}
    for place in form_plan.municipalities:
        of_place = forms.get(place.id, ())
        if place.id in doubled:
            issue = doubled[place.id]
            yield from _of_whole(form_plan, place.id, issue, issue.place, days)
        elif of_place:
            yield from _of_form(form_plan, of_place[0], days)
        elif place.id in refused_of:
            file = refused_of[place.id]
            yield from _of_whole(form_plan, place.id, file.issues[0], file.file, days)
        else:
            yield from _of_whole(form_plan, place.id, None, "", days)


def _of_whole(form_plan: Plan, place: str, issue: Issue | None, file: str, days: Days) -> Iterator[Delivery]:
    """List the questions of a municipality of which no form counts: one thing became of them all."""
    for question in form_plan.questions:
        delivery = Delivery(
            municipality=place,
            question=question.key,
            period=question.period,
            status=DeliveryStatus.NOT_SENT if issue is None else DeliveryStatus.FAULTY,
            file=file,
            when=days.get(file),
        )
        yield delivery if issue is None else _with_fault(delivery, issue)


def _of_form(form_plan: Plan, form: Returned, days: Days) -> Iterator[Delivery]:
    figures = {(figure.key, figure.period): figure for figure in form.figures}
    faults = _faults(form.remarks)
    for question in form_plan.questions:
        figure = figures.get((question.key, question.period))
        delivery = Delivery(
            municipality=form.municipality.id,
            question=question.key,
            period=question.period,
            status=DeliveryStatus.FAULTY,
            place=form.file if figure is None else figure.place,
            file=form.file,
            when=days.get(form.file),
        )
        if figure is not None and figure.is_given:
            yield attrs.evolve(delivery, status=DeliveryStatus.COUNTED)
        elif question.code in faults:
            fault = faults[question.code]
            status = DeliveryStatus.BLANK if fault.code == "form.blank" else DeliveryStatus.FAULTY
            yield _with_fault(attrs.evolve(delivery, status=status), fault)
        elif figure is not None:
            yield attrs.evolve(delivery, status=DeliveryStatus.EXPLAINED, words=figure.missing or "")
        else:
            yield delivery


def _faults(remarks: Iterable[Remark]) -> dict[str, Issue]:
    """Find by the code of a question the first fault that leaves it without an answer."""
    faults: dict[str, Issue] = {}
    for remark in remarks:
        # A row whose code only looks right names the question that was meant.
        code = remark.code or str(remark.issue.facts.get("right", ""))
        if remark.column in _OF_ANSWERS:
            faults.setdefault(code, remark.issue)
    return faults


def _with_fault(delivery: Delivery, issue: Issue) -> Delivery:
    """Say which kind of fault it is and where; what a clerk wrote there may name a person."""
    words = TEXTS["ru"].issues[issue.code].meaning
    return attrs.evolve(delivery, place=issue.place, words=words, code=issue.code)
