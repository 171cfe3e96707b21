"""The commands about forms of municipalities: ``rnms forms`` writes them, ``rnms collect`` reads them."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from rnms import files, forms, sheets
from rnms.cli.console import CANNOT_RUN, FINDINGS, FINE, show_progress, tell
from rnms.cli.json_output import write_json
from rnms.cli.options import KEY, PERIOD, SEVERITIES
from rnms.errors import DataError, StoppedError
from rnms.issues import Severity
from rnms.model.subjects import Municipality
from rnms.render.issues import issues_as_dict
from rnms.render.ledger import ledger_sentence

FAIL_ON = {
    "never": set[Severity](),
    "error": {Severity.ERROR},
    "warning": {Severity.ERROR, Severity.WARNING},
}
"""The faults with which ``rnms collect`` ends with code 1, by the word after ``--fail-on``."""


def add_forms(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms forms`` takes."""
    parser.add_argument("region", metavar="РЕГИОН", help=KEY)
    parser.add_argument("--period", metavar="ПЕРИОД", required=True, help=PERIOD)
    _add_municipalities(parser, required=True)
    parser.add_argument("--out", metavar="ПАПКА", type=Path, required=True, help="куда положить формы и план")
    parser.add_argument("--to", choices=["csv", "xlsx"], default="xlsx", help="вид форм")
    parser.add_argument("--basis", metavar="АКТ", default="", help="на основании чего: акт и его пункт")
    parser.add_argument(
        "--due", metavar="ДАТА", type=dt.date.fromisoformat, help="последний день, когда форму можно прислать"
    )
    parser.add_argument("--send-to", metavar="КОМУ", default="", help="куда прислать форму")
    parser.add_argument("--contact", metavar="ТЕЛЕФОН", default="", help="телефон для вопросов")
    _add_selection(parser)
    parser.set_defaults(run=_forms)


def add_collect(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms collect`` takes."""
    parser.add_argument("folder", metavar="ПАПКА", type=Path, help="папка заполненных форм")
    parser.add_argument("--region", metavar="КЛЮЧ", help="по умолчанию — из плана в папке форм")
    parser.add_argument("--period", metavar="ПЕРИОД", help="по умолчанию — из плана")
    _add_municipalities(parser, required=False)
    _add_selection(parser)
    parser.add_argument("--base", metavar="ФАЙЛ", type=Path, help="файл данных, к которому их добавить")
    parser.add_argument("--out", metavar="ФАЙЛ", type=Path, help="куда записать собранные данные")
    parser.add_argument("--remarks", metavar="ПАПКА", type=Path, help="куда положить копии с замечаниями")
    parser.add_argument(
        "--came", metavar="ДАТА", type=dt.date.fromisoformat, help="когда пришли эти файлы, для ведомости"
    )
    parser.add_argument("--to", choices=["json", "text"], default="text", help="вид замечаний")
    parser.add_argument("--fail-on", choices=list(FAIL_ON), default="error", help="когда вернуть код 1")
    parser.set_defaults(run=_collect)


def _add_municipalities(parser: argparse.ArgumentParser, *, required: bool) -> None:
    help_text = "файл данных с муниципалитетами или таблица .csv, .xlsx со столбцами id и name"
    parser.add_argument("--municipalities", metavar="ФАЙЛ", type=Path, required=required, help=help_text)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", metavar="КОД", action="append", help="показатель; можно несколько")
    parser.add_argument(
        "--reading", metavar="ИМЯ", action="append", default=[], help="и вопросы этого прочтения"
    )
    parser.add_argument("--duties", action="store_true", help="и вопросы об обязанностях муниципалитета")


def _forms(arguments: argparse.Namespace) -> int:
    paths = forms.write(
        arguments.region,
        arguments.period,
        _municipalities(arguments.municipalities),
        arguments.out,
        only=arguments.only,
        readings=arguments.reading,
        duties=arguments.duties,
        to=arguments.to,
        basis=arguments.basis,
        due=arguments.due,
        send_to=arguments.send_to,
        contact=arguments.contact,
        progress=show_progress,
    )
    print(f"{arguments.out}: написано форм: {len(paths)}", file=sys.stderr)
    return FINE


def _collect(arguments: argparse.Namespace) -> int:
    municipalities = None if arguments.municipalities is None else _municipalities(arguments.municipalities)
    if (arguments.region is None) is not (arguments.period is None) or (
        arguments.region and municipalities is None
    ):
        raise ValueError("--region, --period и --municipalities нужны вместе, или ни одного")
    is_stopped = False
    try:
        collected = forms.collect(
            arguments.folder,
            arguments.region,
            arguments.period,
            municipalities,
            only=arguments.only,
            readings=arguments.reading,
            duties=arguments.duties,
            remarks=arguments.remarks,
            came=arguments.came,
            progress=show_progress,
        )
    except StoppedError as stopped:
        collected, is_stopped = stopped.done, True
    system = collected.system(None if arguments.base is None else files.load(arguments.base))
    if arguments.out is not None:
        files.dump(system, arguments.out)
    if arguments.to == "json":
        write_json(issues_as_dict(collected.issues), None)
    for issue in collected.issues if arguments.to == "text" else ():
        print(f"{issue.place}: {SEVERITIES[issue.severity]}", *issue.text.splitlines())
    counts = [sum(issue.severity is severity for issue in collected.issues) for severity in SEVERITIES]
    print(
        f"форм: {collected.forms} из {len(collected.municipalities)};"
        f" ошибок: {counts[0]}, предупреждений: {counts[1]}",
        file=sys.stderr,
    )
    print(ledger_sentence(collected.ledger(system)), file=sys.stderr)
    if is_stopped:
        return CANNOT_RUN
    failing = FAIL_ON[arguments.fail_on]
    return FINDINGS if any(issue.severity in failing for issue in collected.issues) else FINE


def _municipalities(path: Path) -> tuple[Municipality, ...]:
    """List the municipalities of a data file, or of a table that names them."""
    if path.suffix.casefold() == ".json":
        municipalities: Sequence[Municipality] | None = files.load(path).municipalities
    else:
        table = sheets.read_table(path, "municipalities", columns={"id": "id", "name": "name"})
        if any(issue.severity is Severity.ERROR for issue in table.issues):
            raise DataError(path.name, table.issues)
        for issue in table.issues:
            tell(f"{issue.place}: {SEVERITIES[issue.severity]} {issue.text}")
        municipalities = table.records
    if not municipalities:
        raise ValueError(f"{path.name}: муниципалитеты не названы")
    return tuple(municipalities)
