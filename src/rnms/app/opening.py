"""What lies on the desk: a data file, forms with their plan, or registers with their mapping."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from pathlib import PurePath

import attrs

from rnms import forms, regions
from rnms._values import frozen
from rnms.app.texts import TEXTS
from rnms.errors import UsageError
from rnms.examples import text as example_text
from rnms.files.json import loads
from rnms.forms.collection import Collected
from rnms.forms.form_plan import PLAN_FILE
from rnms.intake.mapping import load_mapping
from rnms.intake.reading import read
from rnms.issues import Issue, message
from rnms.model.system import RegionalSystem, record_classes
from rnms.render.ledger import ledger_sentence
from rnms.render.texts import TEXTS as REPORT_TEXTS
from rnms.sheets.safety import Upload

TABLES = (".csv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""The endings of forms and registers."""


@frozen(kw_only=True)
class Opened:
    """What was opened, as far as it could be read.

    Attributes:
        kind: ``"data"``, ``"forms"`` or ``"register"``.
        name: The name of the file, or of the first of several.
        system: The system to judge.
        issues: What was wrong with the files.
        facts: What is told of them, as pairs of a text and what stands in it.
        period: The period that they speak of; empty where that is not known.
        collected: What forms gave.
        uploads: The files, for copies of them with remarks.
        salt: The secret with which the keys of people were made.
        corrected: How many figures were corrected since.
    """

    kind: str
    name: str
    system: RegionalSystem = attrs.field(repr=False)
    issues: tuple[Issue, ...] = attrs.field(default=(), repr=False)
    facts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    period: str = ""
    collected: Collected | None = attrs.field(default=None, repr=False)
    uploads: tuple[Upload, ...] = attrs.field(default=(), repr=False)
    salt: bytes = attrs.field(default=b"", repr=False)
    corrected: int = 0

    def told(self, lang: str) -> dict[str, object]:
        """Say what was opened, for the page."""
        texts, profile = TEXTS[lang], regions.get(self.system.region)
        facts = [texts.facts[key].format(**dict(numbers)) for key, numbers in self.facts]
        names = REPORT_TEXTS[lang].records.collections
        for collection in record_classes():
            records = getattr(self.system, collection)
            if records is not None:
                name = names.get(collection, collection)
                facts.append(texts.facts["records"].format(name=name, number=len(records)))
        if self.system.figures:
            facts.append(texts.facts["figures"].format(number=len(self.system.figures)))
        if self.corrected:
            facts.append(texts.facts["unsaved"].format(number=self.corrected))
        ledger = (
            [] if self.collected is None else [ledger_sentence(self.collected.ledger(self.system), lang=lang)]
        )
        return {
            "kind": self.kind,
            "name": self.name,
            "title": self.system.title,
            "region": self.system.region,
            "region_name": profile.name,
            "period": self.period,
            "facts": facts,
            "ledger": ledger,
            "salt": bool(self.salt),
            "has_claims": bool(self.system.claims),
        }


def example(name: str) -> Opened:
    """Open a data file that ships with rnms.

    >>> example("khabarovsk_2023").period
    '2023'
    """
    return opened([Upload(f"{name}.json", example_text(name).encode())])


def opened(uploads: Iterable[Upload]) -> Opened:
    """Open files: which of the three they are is told by what lies among them.

    Raises:
        DataError: If what was given cannot be read.
        UsageError: If the files do not belong together.
    """
    files = tuple(uploads)
    plans = [file for file in files if file.name.casefold() == PLAN_FILE]
    mappings = [file for file in files if file.suffix.casefold() == ".toml"]
    data = [file for file in files if file.suffix.casefold() == ".json" and file not in plans]
    tables = tuple(file for file in files if file.suffix.casefold() in TABLES)
    if len(plans) > 1 or len(mappings) > 1 or len(data) > 1 or (plans and mappings):
        raise UsageError(message("app.files"))
    base = _system_of(data[0]) if data else None
    if plans:
        return _of_forms(files, base, data)
    if mappings:
        return _of_registers(tables, mappings[0], base, files)
    if tables or base is None:
        raise UsageError(message("app.no-plan" if tables else "app.no-data"))
    return Opened(kind="data", name=data[0].name, system=base, period=_last_year(base), issues=base.issues)


def _system_of(file: Upload) -> RegionalSystem:
    return loads(file.data, source=file.name)


def _of_forms(files: Sequence[Upload], base: RegionalSystem | None, data: Sequence[Upload]) -> Opened:
    form_files = tuple(file for file in files if file not in data)
    collected = forms.collect(form_files)
    return Opened(
        kind="forms",
        name=PLAN_FILE,
        system=collected.system(base),
        issues=collected.issues if base is None else collected.open_issues(base),
        facts=(("forms", (("read", collected.forms), ("all", len(collected.municipalities)))),),
        period=str(collected.period),
        collected=collected,
        uploads=form_files,
    )


def _of_registers(
    tables: Sequence[Upload], mapping: Upload, base: RegionalSystem | None, files: Sequence[Upload]
) -> Opened:
    if not tables:
        raise UsageError(message("app.no-register"))
    salts = [file.data.strip() for file in files if file.suffix.casefold() == ".salt"]
    salt = salts[0] if salts else secrets.token_hex(32).encode()
    intake = read(tables, load_mapping(mapping), salt=salt, known=base)
    return Opened(
        kind="register",
        name=tables[0].name,
        system=intake.system,
        issues=intake.issues,
        facts=(("rows", (("number", intake.rows),)),),
        period=_last_year(intake.system),
        uploads=tuple(tables),
        # A secret that came from its file need not be kept anew.
        salt=b"" if salts else salt,
    )


def _last_year(system: RegionalSystem) -> str:
    """Find the last year of which data speak."""
    years = [figure.period.year for figure in system.figures]
    years += [claim.period.year for claim in system.claims]
    days = [diagnostic.date for diagnostic in system.diagnostics or ()]
    days += [enrolment.end for enrolment in system.enrolments or ()]
    years += [day.year for day in days if isinstance(day, dt.date)]
    return str(max(years)) if years else ""


def stem_of(opened_files: Opened) -> str:
    """Give the name of what was opened, without its ending.

    >>> stem_of(example("khabarovsk_2023"))
    'khabarovsk_2023'
    """
    return PurePath(opened_files.name).stem
