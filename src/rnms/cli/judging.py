"""The commands that judge: ``rnms demo`` and ``rnms evaluate``."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from rnms import examples, files
from rnms.cli.console import FINDINGS, FINE, write
from rnms.cli.options import OUT, PERIOD
from rnms.judge.evaluation import evaluate
from rnms.model.norm import Verdict
from rnms.render.formats import FORMATS
from rnms.render.render import brief
from rnms.results.report import Report

_UNMET = {Verdict.NOT_MET}
FAIL_ON = {
    "never": set[Verdict](),
    "unmet": _UNMET,
    "undetermined": _UNMET | {Verdict.UNDETERMINED, Verdict.NO_DATA},
}
"""The verdicts with which ``rnms evaluate`` ends with code 1, by the word after ``--fail-on``."""


def add_demo(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms demo`` takes."""
    parser.add_argument("--write", metavar="ПАПКА", type=Path, help="положить туда файл данных примера")
    parser.set_defaults(run=_demo)


def add_brief(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms brief`` takes."""
    _add_judged(parser)
    parser.set_defaults(run=_brief)


def add_evaluate(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms evaluate`` takes."""
    _add_judged(parser)
    parser.add_argument("--to", choices=sorted(FORMATS), default="text", help="вид отчёта")
    parser.add_argument("--fail-on", choices=list(FAIL_ON), default="never", help="когда вернуть код 1")
    parser.set_defaults(run=_evaluate)


def _add_judged(parser: argparse.ArgumentParser) -> None:
    """Add what is judged, how, in which language, and where it is written."""
    parser.add_argument("file", metavar="ФАЙЛ", type=Path, help="файл данных")
    parser.add_argument("--region", metavar="КЛЮЧ", help="по умолчанию — тот, что назван в файле")
    parser.add_argument("--period", metavar="ПЕРИОД", required=True, help=PERIOD)
    parser.add_argument(
        "--known-on", metavar="ДЕНЬ", type=dt.date.fromisoformat, help="по актам, известным в этот день"
    )
    parser.add_argument(
        "--reading", metavar="ИМЯ", action="append", default=[], help="прочтение; можно несколько"
    )
    parser.add_argument("--only", metavar="КОД", action="append", help="показатель; можно несколько")
    parser.add_argument("--lang", choices=["ru", "en"], default="ru", help="язык отчёта")
    parser.add_argument("--out", metavar="ФАЙЛ", type=Path, help=OUT)


def _demo(arguments: argparse.Namespace) -> int:
    name = "khabarovsk_2023"
    if arguments.write is not None:
        path = arguments.write / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(examples.text(name))
        print(f"записан {path}; дальше: rnms evaluate {path} --period 2023", file=sys.stderr)
        return FINE
    print(evaluate(examples.example(name), period=2023))
    return FINE


def _judged(arguments: argparse.Namespace) -> Report:
    return evaluate(
        files.load(arguments.file),
        period=arguments.period,
        region=arguments.region,
        known_on=arguments.known_on,
        readings=arguments.reading,
        only=arguments.only,
    )


def _brief(arguments: argparse.Namespace) -> int:
    write(brief(_judged(arguments), lang=arguments.lang), arguments.out)
    return FINE


def _evaluate(arguments: argparse.Namespace) -> int:
    render = FORMATS[arguments.to]
    if render.is_file and arguments.out is None:
        raise ValueError(f"--to {arguments.to} пишет файл, а не текст: назовите его (--out ФАЙЛ)")
    report = _judged(arguments)
    write(render.write(report, arguments.lang), arguments.out)
    failing = FAIL_ON[arguments.fail_on]
    return FINDINGS if any(result.verdict in failing for result in report) else FINE
