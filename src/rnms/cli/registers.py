"""The commands about registers of institutes: ``rnms intake`` and ``rnms register-template``."""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from rnms import files
from rnms.cli import options
from rnms.cli.console import (
    CANNOT_RUN,
    FINDINGS,
    FINE,
    MOST_STRANGERS,
    refuse_to_replace,
    show,
    show_progress,
    tell,
)
from rnms.cli.issue_lines import counted, graded_issue
from rnms.cli.parser import CommandParser, argument
from rnms.cli.screens import screen, show_folded
from rnms.cli.texts import CommandTexts
from rnms.errors import UsageError
from rnms.files.json import write_json
from rnms.intake.journal import dump_with_journal, journal_of, load_journal
from rnms.intake.mapping import RegisterMap, load_mapping
from rnms.intake.reading import Intake, expect_own_names, read
from rnms.intake.remarks import copy_with_remarks
from rnms.intake.suggestion import NOT_FOUND, suggest
from rnms.intake.template import template_mapping, template_workbook
from rnms.issues import Severity, message
from rnms.judge.evaluation import evaluate
from rnms.model.limits import Limits
from rnms.model.period import Period
from rnms.render.issues import issues_as_dict
from rnms.render.render import text
from rnms.render.texts import TEXTS
from rnms.writing import write_file, write_new_file

COPY = "{}.замечания.xlsx"
"""The name of a copy with remarks, by that of the register: the next reading looks for it."""


def add_intake(parser: CommandParser) -> None:
    """Add what ``rnms intake`` takes."""
    parser.take(
        argument("registers", "REGISTER", nargs="+", type=Path),
        argument("--map", "FILE", type=Path),
        argument("--known", "FILE", is_continued=True, type=Path),
        options.OUT.but(says="out.data"),
        argument("--issues", "FILE", is_written=True, type=Path),
        argument("--confirmed", "FILE", is_continued=True, action="append", default=[], type=Path),
        argument("--salt", "FILE", type=Path),
        argument("--drop-vanished", action="store_true"),
        options.CAME,
        options.PERIOD.but(says="period.at_once", required=False),
        options.LIMIT,
        argument("--suggest", action="store_true"),
        options.region("--region", says="region.of_suggestion"),
        options.ISSUES_AS,
    )
    parser.set_defaults(run=_intake)


def add_register_template(parser: CommandParser) -> None:
    """Add what ``rnms register-template`` takes."""
    parser.take(
        options.region("--region", says="region.of_mapping"),
        options.OUT.but(says="out.register", default=Path("реестр.xlsx")),
    )
    parser.set_defaults(run=_register_template)


def _intake(arguments: argparse.Namespace) -> int:
    limits = Limits(**dict(arguments.limit))
    if arguments.suggest:
        for register in arguments.registers:
            show(suggest(register, region=arguments.region or NOT_FOUND, limits=limits))
        return FINE
    if arguments.map is None:
        raise UsageError(message("command.no-mapping"))
    expect_own_names(arguments.registers)
    copies, salt_file = _copies(arguments), _salt_file(arguments)
    data_files = [] if arguments.out is None else [arguments.out, journal_of(arguments.out)]
    refuse_to_replace(arguments.registers, [salt_file, *data_files, *copies.values()])
    texts = arguments.texts
    mapping = load_mapping(arguments.map)
    base = _base(arguments)
    journal = None if base is None else load_journal(base, mapping.name)
    try:
        intake = read(
            arguments.registers,
            mapping,
            salt=_salt(arguments, salt_file),
            known=None if base is None else files.load(base, limits=limits),
            journal=journal,
            confirmed=[path for path in (*arguments.confirmed, *copies.values()) if path.exists()],
            drop_vanished=arguments.drop_vanished,
            limits=limits,
            progress=functools.partial(show_progress, texts=texts),
            came=arguments.came,
        )
    except KeyboardInterrupt:
        tell(texts.said["intake.stopped"])
        return CANNOT_RUN
    if arguments.out is not None:
        dump_with_journal(intake.system, intake.journal, arguments.out, base)
    _write_copies(copies, intake, limits)
    _show_issues(arguments, intake)
    for line in _summary(intake, texts):
        tell(line)
    if arguments.out is None:
        tell(texts.said["intake.not_written"])
    if arguments.period is not None:
        _show_judged(arguments, intake, mapping)
    return FINDINGS if any(issue.severity is Severity.ERROR for issue in intake.issues) else FINE


def _show_judged(arguments: argparse.Namespace, intake: Intake, mapping: RegisterMap) -> None:
    """Judge what came for the period that was typed, as of the day of which the registers speak."""
    day = _day_of(mapping, Period.of(arguments.period))
    if day is not None:
        tell(arguments.texts.said["intake.as_of"].format(day=f"{day:%d.%m.%Y}"))
    report = evaluate(intake.system, period=arguments.period, as_of=day)
    show(text(report, lang=options.document_language(arguments), screen=screen(arguments)))


def _day_of(mapping: RegisterMap, period: Period) -> dt.date | None:
    """Find the day within a period of which the registers speak: of later ones they know nothing."""
    day = max((sheet.as_of for sheet in mapping.sheet if sheet.as_of is not None), default=None)
    return day if day is not None and period.start <= day <= period.end else None


def _base(arguments: argparse.Namespace) -> Path | None:
    """Find the data to which registers are added.

    Those that are named, else what was written the last time.
    """
    if arguments.known is not None:
        return Path(arguments.known)
    return arguments.out if arguments.out is not None and arguments.out.exists() else None


def _salt_file(arguments: argparse.Namespace) -> Path:
    return Path(arguments.salt or arguments.map.with_suffix(".salt"))


def _salt(arguments: argparse.Namespace, path: Path) -> bytes:
    if path.exists():
        return bytes(path.read_bytes().strip())
    salt = secrets.token_hex(32).encode()
    # Keys that are not written down need no secret that lasts.
    if arguments.out is not None:
        # Whoever may read the data need not read this.
        write_new_file(path, salt + b"\n", mode=0o600)
        tell(arguments.texts.said["intake.salt"].format(path=path))
    return salt


def _copies(arguments: argparse.Namespace) -> dict[Path, Path]:
    """By register where its copy with remarks goes; nowhere unless that was asked for."""
    if arguments.issues is None:
        return {}
    if len(arguments.registers) == 1 and not arguments.issues.is_dir():
        return {arguments.registers[0]: arguments.issues}
    stems = Counter(register.stem for register in arguments.registers)
    return {
        register: arguments.issues
        / COPY.format(register.stem if stems[register.stem] == 1 else register.name)
        for register in arguments.registers
    }


def _write_copies(copies: Mapping[Path, Path], intake: Intake, limits: Limits) -> None:
    unread = {issue.place for issue in intake.issues if issue.code.startswith(("file.", "intake.file"))}
    for register, path in copies.items():
        if register.name in unread:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        copy = copy_with_remarks(register, intake.faults, confirmed=intake.confirmed, limits=limits)
        write_file(path, copy)


def _show_issues(arguments: argparse.Namespace, intake: Intake) -> None:
    texts = arguments.texts
    if arguments.to == "json":
        show(write_json(issues_as_dict(intake.issues, lang=texts.lang), None))
        return
    for issue in intake.issues:
        show_folded(graded_issue(issue, texts), arguments)


def _summary(intake: Intake, texts: CommandTexts) -> Iterator[str]:
    """Find what was read, made and lost, and what has changed since the last time."""
    said, names = texts.said, TEXTS[texts.lang].records.collections
    errors, warnings = counted(intake.issues)
    yield said["intake.rows"].format(rows=intake.rows, errors=errors, warnings=warnings)
    for collection, number in intake.counts.items():
        line = f"  {names.get(collection, collection)}: {number}"
        lost = intake.lost.get(collection, 0)
        yield said["intake.lost"].format(line=line, number=lost) if lost else line
    changes = intake.changes
    yield said["intake.changes"].format(
        added=changes.added, changed=changes.changed, same=changes.same, vanished=len(changes.vanished)
    )
    strangers = [f"«{unknown.word}» — {len(unknown.places)}" for unknown in intake.unknown[:MOST_STRANGERS]]
    if strangers:
        more = ["…"] * (len(intake.unknown) > MOST_STRANGERS)
        yield said["intake.strangers"].format(words="; ".join([*strangers, *more]))


def _register_template(arguments: argparse.Namespace) -> int:
    book, mapping = arguments.out, arguments.out.with_suffix(".toml")
    refuse_to_replace((), [book, mapping])
    for path in (book, mapping):
        if path.exists():
            raise UsageError(message("command.file-there", file=str(path)))
    options.expect_workbook(book)
    write_file(book, template_workbook())
    write_file(mapping, template_mapping(arguments.region or NOT_FOUND))
    tell(arguments.texts.said["register.written"].format(book=book, mapping=mapping))
    return FINE
