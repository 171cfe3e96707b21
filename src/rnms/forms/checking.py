"""One form, as a portal receives it: what it says, and everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import attrs

from rnms._values import frozen
from rnms.forms.form_plan import Plan
from rnms.forms.owner import Addressees
from rnms.forms.reading import Refused, attempted
from rnms.forms.workbook import workbook
from rnms.issues import Issue
from rnms.model.returns import Figure
from rnms.model.subjects import Municipality
from rnms.sheets.calamine import Calamine
from rnms.sheets.safety import Upload, source_of


@frozen(kw_only=True)
class Checked:
    """What one form says.

    >>> from rnms.forms import plan
    >>> from rnms.model import Municipality
    >>> places = [Municipality(id="m1", name="Лесной район")]
    >>> check(b"PK", plan("khabarovsk", 2023, places, only="3")).figures
    ()

    Attributes:
        municipality: Whose it is; ``None`` where that cannot be told.
        figures: What it reports, and what it says is missing.
        issues: Every fault, with its cell; none where the form counts as it is.
        remarks: Of a form with faults its copy with remarks, as an XLSX file to send back; else empty.
    """

    municipality: Municipality | None
    figures: tuple[Figure, ...]
    issues: tuple[Issue, ...]
    remarks: bytes = attrs.field(default=b"", repr=False)


def check(form: str | Path | bytes | Upload, form_plan: Plan) -> Checked:
    """Check one form against the plan by which it was given out, while the clerk waits.

    A file that is no form, is of another round or cannot be read is an issue like any other; nothing is
    raised for what is in it.

    >>> from rnms.forms import plan
    >>> from rnms.model import Municipality
    >>> form_plan = plan("khabarovsk", 2023, [Municipality(id="m1", name="Лесной район")], only="3")
    >>> [issue.code for issue in check(b"PK", form_plan).issues]
    ['file.kind']

    Args:
        form: The file, or its bytes; :class:`~rnms.sheets.Upload` gives these the name that the issues say,
            and by which a CSV without marks is known.
        form_plan: What was asked of whom, as :func:`plan` gives it.

    Raises:
        MissingExtraError: If openpyxl is not installed.
        OSError: If there is no such file.
    """
    with Calamine() as calamine:
        read_form = attempted(source_of(form), Addressees.of(form_plan), calamine)
    if isinstance(read_form, Refused):
        return Checked(municipality=None, figures=(), issues=read_form.issues)
    issues = tuple(remark.issue for remark in read_form.remarks)
    return Checked(
        municipality=read_form.municipality,
        figures=read_form.figures,
        issues=issues,
        remarks=workbook(form_plan, read_form.municipality, read_form.filled()) if issues else b"",
    )
