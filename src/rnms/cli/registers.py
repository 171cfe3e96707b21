"""The commands about registers of institutes: ``rnms intake`` and ``rnms register-template``."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rnms import files
from rnms.cli.console import CANNOT_RUN, FINDINGS, FINE, show, show_progress, tell
from rnms.cli.options import SEVERITIES
from rnms.files.json import write_json
from rnms.intake.journal import dump_journal, load_journal
from rnms.intake.mapping import RegisterMap, load_mapping
from rnms.intake.reading import Intake, read
from rnms.intake.remarks import copy_with_remarks
from rnms.intake.suggestion import NOT_FOUND, suggest
from rnms.intake.template import template_mapping, template_workbook
from rnms.issues import Severity
from rnms.judge.evaluation import evaluate
from rnms.model.period import Period
from rnms.render.issues import issues_as_dict
from rnms.render.texts import TEXTS

JOURNAL = ".intake.json"
"""The ending of the file beside the data that keeps what each mapping brought."""


def add_intake(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms intake`` takes."""
    parser.add_argument(
        "registers", metavar="РЕЕСТР", nargs="+", type=Path, help="книга или CSV; можно несколько"
    )
    parser.add_argument("--map", metavar="ФАЙЛ", type=Path, help="соответствие столбцов записям (TOML)")
    parser.add_argument(
        "--known",
        metavar="ФАЙЛ",
        type=Path,
        help="файл данных, к которому добавить; по умолчанию — --out, если он есть",
    )
    parser.add_argument("--out", metavar="ФАЙЛ", type=Path, help="куда записать данные")
    parser.add_argument(
        "--issues",
        metavar="ФАЙЛ",
        type=Path,
        help="куда записать копию реестра с замечаниями; для нескольких — папка",
    )
    parser.add_argument(
        "--confirmed",
        metavar="ФАЙЛ",
        action="append",
        default=[],
        type=Path,
        help="книга с замечаниями, где подтверждены названия; та, что в --issues, читается и так",
    )
    parser.add_argument(
        "--salt",
        metavar="ФАЙЛ",
        type=Path,
        help="тайна региона для ключей людей; по умолчанию рядом с соответствием",
    )
    parser.add_argument(
        "--drop-vanished", action="store_true", help="убрать записи строк, которых больше нет"
    )
    parser.add_argument(
        "--came", metavar="ДАТА", type=dt.date.fromisoformat, help="когда пришли эти реестры, для ведомости"
    )
    parser.add_argument("--period", metavar="ПЕРИОД", help="и сразу оценить за этот период")
    parser.add_argument(
        "--suggest", action="store_true", help="предложить соответствие по заголовкам реестра"
    )
    parser.add_argument("--region", metavar="КЛЮЧ", default=NOT_FOUND, help="регион для --suggest")
    parser.add_argument("--to", choices=["json", "text"], default="text", help="вид замечаний")
    parser.set_defaults(run=_intake)


def add_register_template(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms register-template`` takes."""
    parser.add_argument("--region", metavar="КЛЮЧ", default=NOT_FOUND, help="ключ региона в соответствии")
    parser.add_argument("--out", metavar="ФАЙЛ", type=Path, default=Path("реестр.xlsx"), help="имя книги")
    parser.set_defaults(run=_register_template)


def _intake(arguments: argparse.Namespace) -> int:
    if arguments.suggest:
        for register in arguments.registers:
            show(suggest(register, region=arguments.region))
        return FINE
    if arguments.map is None:
        raise ValueError("назовите соответствие столбцов (--map ФАЙЛ) или спросите его: --suggest")
    mapping = load_mapping(arguments.map)
    base = _base(arguments)
    journal = None if base is None else load_journal(journal_of(base), mapping.name)
    try:
        intake = read(
            arguments.registers,
            mapping,
            salt=_salt(arguments),
            known=None if base is None else files.load(base),
            journal=journal,
            confirmed=[
                path for path in (*arguments.confirmed, *_copies(arguments).values()) if path.exists()
            ],
            drop_vanished=arguments.drop_vanished,
            progress=show_progress,
            came=arguments.came,
        )
    except KeyboardInterrupt:
        tell("остановлено; ничего не записано")
        return CANNOT_RUN
    if arguments.out is not None:
        files.dump(intake.system, arguments.out)
        dump_journal(
            intake.journal, journal_of(arguments.out), journal_of(base) if base is not None else None
        )
    _write_copies(arguments, intake)
    _show_issues(arguments, intake)
    for line in _summary(intake):
        tell(line)
    if arguments.out is None:
        tell("ничего не записано; записать — --out ФАЙЛ")
    if arguments.period is not None:
        day = _day_of(mapping, Period.of(arguments.period))
        if day is not None:
            tell(f"оценено на {day:%d.%m.%Y}, день реестра")
        show(str(evaluate(intake.system, period=arguments.period, as_of=day)))
    return FINDINGS if any(issue.severity is Severity.ERROR for issue in intake.issues) else FINE


def _day_of(mapping: RegisterMap, period: Period) -> dt.date | None:
    """Find the day within a period of which the registers speak: of later ones they know nothing."""
    day = max((sheet.as_of for sheet in mapping.sheet if sheet.as_of is not None), default=None)
    return day if day is not None and period.start <= day <= period.end else None


def journal_of(data: Path) -> Path:
    """Tell where the journal of a data file lies: beside it.

    >>> journal_of(Path("край.json")).name
    'край.intake.json'
    """
    return data.with_suffix(JOURNAL)


def _base(arguments: argparse.Namespace) -> Path | None:
    """Find the data to which registers are added.

    Those that are named, else what was written the last time.
    """
    if arguments.known is not None:
        return Path(arguments.known)
    return arguments.out if arguments.out is not None and arguments.out.exists() else None


def _salt(arguments: argparse.Namespace) -> bytes:
    path = arguments.salt or arguments.map.with_suffix(".salt")
    if path.exists():
        return bytes(path.read_bytes().strip())
    salt = secrets.token_hex(32).encode()
    # Keys that are not written down need no secret that lasts.
    if arguments.out is not None:
        # Whoever may read the data need not read this.
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(salt + b"\n")
        tell(f"сделан файл соли {path}: храните его отдельно от данных; без него все ключи станут новыми")
    return salt


def _copies(arguments: argparse.Namespace) -> dict[Path, Path]:
    """By register where its copy with remarks goes; nowhere unless that was asked for."""
    if arguments.issues is None:
        return {}
    if len(arguments.registers) == 1 and not arguments.issues.is_dir():
        return {arguments.registers[0]: arguments.issues}
    return {
        register: arguments.issues / f"{register.stem}.замечания.xlsx" for register in arguments.registers
    }


def _write_copies(arguments: argparse.Namespace, intake: Intake) -> None:
    unread = {issue.place for issue in intake.issues if issue.code.startswith(("file.", "intake.file"))}
    for register, path in _copies(arguments).items():
        if register.name in unread:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.samefile(register):
            raise ValueError(f"{path}: это сам реестр; назовите для копии другой файл")
        path.write_bytes(copy_with_remarks(register, intake.faults, confirmed=intake.confirmed))


def _show_issues(arguments: argparse.Namespace, intake: Intake) -> None:
    if arguments.to == "json":
        show(write_json(issues_as_dict(intake.issues), None))
        return
    for issue in intake.issues:
        show(f"{issue.place}: {SEVERITIES[issue.severity]} {' '.join(issue.text.splitlines())}")


def _summary(intake: Intake) -> Iterator[str]:
    """Find what was read, made and lost, and what has changed since the last time."""
    severities = Counter(issue.severity for issue in intake.issues)
    yield (
        f"строк: {intake.rows}; ошибок: {severities[Severity.ERROR]},"
        f" предупреждений: {severities[Severity.WARNING]}"
    )
    names = TEXTS["ru"].records.collections
    for collection, number in intake.counts.items():
        lost = intake.lost.get(collection, 0)
        yield f"  {names.get(collection, collection)}: {number}" + (f", не прочитано: {lost}" if lost else "")
    changes = intake.changes
    yield (
        f"с прошлого раза: новых {changes.added}, изменённых {changes.changed},"
        f" прежних {changes.same}, исчезло {len(changes.vanished)}"
    )
    strangers: Sequence[str] = [
        f"«{unknown.word}» — {len(unknown.places)}" for unknown in intake.unknown[:10]
    ]
    if strangers:
        yield f"незнакомые слова: {'; '.join(strangers)}{'; …' if len(intake.unknown) > 10 else ''}"


def _register_template(arguments: argparse.Namespace) -> int:
    book, mapping = arguments.out, arguments.out.with_suffix(".toml")
    for path in (book, mapping):
        if path.exists():
            raise ValueError(f"{path} уже есть; назовите другой файл (--out)")
    book.write_bytes(template_workbook())
    mapping.write_text(template_mapping(arguments.region), encoding="utf-8", newline="\n")
    tell(f"записаны {book} и {mapping}; дальше: rnms intake {book} --map {mapping}")
    return FINE
