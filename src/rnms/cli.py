"""The command line: a thin layer over the API.

Exit codes: 0 fine, 1 findings, 2 cannot run. JSON goes to standard output as UTF-8 bytes, messages to
standard error; text survives consoles that know fewer letters.
"""

from __future__ import annotations

import argparse
import codecs
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from rnms import examples, files, forms, glossary, regions, sheets
from rnms._version import __version__
from rnms.errors import DataError, RegionNotFoundError, RnmsError
from rnms.files.json import write_json
from rnms.files.progress import StoppedError
from rnms.files.templates import template
from rnms.indicators.definition import Direction, Indicator, Target
from rnms.indicators.over_periods import Growth, OverPeriods
from rnms.indicators.tally import distinct
from rnms.intake.commands import Console, add_commands
from rnms.issues import Issue, Severity, message
from rnms.judge.evaluation import evaluate
from rnms.judge.schedule import deadlines, roadmap
from rnms.logic.predicates import Op
from rnms.model.law import Act, Unknown
from rnms.model.norm import Verdict
from rnms.model.roadmap import Occurrence
from rnms.model.statute import Subject
from rnms.model.subjects import Municipality
from rnms.model.system import RegionalSystem
from rnms.regions.language import language
from rnms.regions.vocabulary import Entry
from rnms.regions.wordbook import owners_of, wordbook
from rnms.render.calendar import schedule_ics, schedule_records, schedule_table, year_table
from rnms.render.formats import FORMATS
from rnms.render.issues import issues_as_dict
from rnms.render.matrix import matrix_table, subject_table
from rnms.render.periods import measure_sentence
from rnms.render.sentences import field_words
from rnms.render.texts import TEXTS
from rnms.render.wordbook import found_text, language_list, word_list
from rnms.render.words import part_sentences, period, target_sentence, target_words
from rnms.results.findings import ScheduleStatus
from rnms.sheets.safety import file_name

FINE, FINDINGS, CANNOT_RUN = 0, 1, 2

_UNMET = {Verdict.NOT_MET}
_SIGNS = {Op.EQ: "=", Op.LE: "≤", Op.GE: "≥"}
FAIL_ON = {
    "never": set[Verdict](),
    "unmet": _UNMET,
    "undetermined": _UNMET | {Verdict.UNDETERMINED, Verdict.NO_DATA},
}
FAIL_ON_ISSUES = {
    "never": set[Severity](),
    "error": {Severity.ERROR},
    "warning": {Severity.ERROR, Severity.WARNING},
}
KEY = "ключ региона; все показывает `rnms regions`"
PERIOD = "2023, 2022/2023, 2023-H1, 2023-Q2"
OUT = "куда записать; по умолчанию — на экран"
SEVERITIES = {Severity.ERROR: "ошибка", Severity.WARNING: "предупреждение"}

_ASCII = {
    "✓": "+", "✗": "x", "≥": ">=", "≤": "<=", "−": "-", "–": "-", "—": "-", "…": "...", "«": '"', "»": '"',
    "№": "N", "·": "*", "\u00a0": " ", "ё": "е", "Ё": "Е",
}  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command ``rnms`` and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        _prepare(stream)
    try:
        try:
            arguments = _parser().parse_args(argv)
            code = int(arguments.run(arguments))
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone, as `head` does; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        print("rnms: остановлено; что записано, осталось", file=sys.stderr)
        return CANNOT_RUN
    except (RnmsError, OSError, LookupError, ValueError) as error:
        print("rnms:", *str(error).splitlines(), file=sys.stderr)
        return CANNOT_RUN
    return code


def _prepare(stream: TextIO) -> None:
    """Let text pass through a console that lacks letters: signs are replaced, Cyrillic never is."""
    if not hasattr(stream, "reconfigure"):
        return
    try:
        "я".encode(stream.encoding)
    except UnicodeEncodeError:
        stream.reconfigure(encoding="utf-8", errors="replace")
    else:
        stream.reconfigure(errors="rnms")


def _fallback(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_ASCII.get(letter, "?") for letter in text), error.end


codecs.register_error("rnms", _fallback)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rnms", description="Честная оценка региональных систем научно-методического сопровождения."
    )
    parser.add_argument("--version", action="version", version=f"rnms {__version__}")
    commands = parser.add_subparsers(title="команды", required=True, metavar="КОМАНДА")

    def command(name: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary)
        added.set_defaults(run=run)
        return added

    demo = command("demo", _demo, "показать на опубликованных данных Хабаровского края")
    demo.add_argument("--write", metavar="ПАПКА", type=Path, help="положить туда файл данных примера")

    judge = command("evaluate", _evaluate, "оценить файл данных по приказу региона")
    judge.add_argument("file", metavar="ФАЙЛ", type=Path, help="файл данных")
    judge.add_argument("--region", metavar="КЛЮЧ", help="по умолчанию — тот, что назван в файле")
    judge.add_argument("--period", metavar="ПЕРИОД", required=True, help=PERIOD)
    judge.add_argument(
        "--known-on", metavar="ДЕНЬ", type=dt.date.fromisoformat, help="по актам, известным в этот день"
    )
    judge.add_argument(
        "--reading", metavar="ИМЯ", action="append", default=[], help="прочтение; можно несколько"
    )
    judge.add_argument("--only", metavar="КОД", action="append", help="показатель; можно несколько")
    judge.add_argument("--to", choices=sorted(FORMATS), default="text", help="вид отчёта")
    judge.add_argument("--lang", choices=["ru", "en"], default="ru", help="язык отчёта")
    judge.add_argument("--out", metavar="ФАЙЛ", type=Path, help=OUT)
    judge.add_argument("--fail-on", choices=list(FAIL_ON), default="never", help="когда вернуть код 1")

    check = command("check", _check, "проверить файл данных; код 1, если есть замечания")
    check.add_argument("file", metavar="ФАЙЛ", type=Path, help="файл данных")
    check.add_argument("--to", choices=["json", "text"], default="text", help="вид замечаний")

    fill = command("template", _template, "дать файл данных, который осталось заполнить")
    fill.add_argument("region", metavar="РЕГИОН", help=KEY)
    fill.add_argument("--period", metavar="ПЕРИОД", required=True, help=PERIOD)
    fill.add_argument("--out", metavar="ФАЙЛ", type=Path, help=OUT)

    _add_forms(command)
    add_commands(command, Console(_show, _tell, _progress))

    listed = command("regions", _regions, "показать регионы или один из них")
    listed.add_argument("region", metavar="РЕГИОН", nargs="?", help=KEY)
    compared = listed.add_mutually_exclusive_group()
    compared.add_argument("--matrix", action="store_true", help="сравнить показатели и цели всех регионов")
    compared.add_argument("--subjects", action="store_true", help="сравнить субъекты всех регионов")

    plan = command("roadmap", _roadmap, "показать, что и к какому сроку должно быть сделано")
    plan.add_argument("region", metavar="РЕГИОН", help=KEY)
    plan.add_argument(
        "file", metavar="ФАЙЛ", nargs="?", type=Path, help="данные: что уже сделано, что по плану"
    )
    plan.add_argument("--since", metavar="ДАТА", type=dt.date.fromisoformat, help="по умолчанию — день акта")
    plan.add_argument(
        "--until", metavar="ДАТА", type=dt.date.fromisoformat, help="по умолчанию — конец карты"
    )
    plan.add_argument("--as-of", metavar="ДАТА", type=dt.date.fromisoformat, help="на какой день судить")
    plan.add_argument("--by-month", action="store_true", help="год на одном листе: сроки по месяцам")
    plan.add_argument("--to", choices=["ics", "json", "text"], default="text", help="вид")
    plan.add_argument("--out", metavar="ФАЙЛ", type=Path, help=OUT)
    started = command("new-region", _new_region, "начать пакет нового региона; он проходит свою проверку")
    started.add_argument("key", metavar="КЛЮЧ", help="строчные латинские буквы: имя модуля и региона")
    started.add_argument("--name", metavar="НАЗВАНИЕ", default="", help="официальное название региона")
    started.add_argument("--out", metavar="ПАПКА", type=Path, default=Path(), help="где сделать папку пакета")

    _add_words(command)
    command("schema", _schema, "дать JSON Schema файла данных")
    return parser


def _show(text: str) -> None:
    # Whatever is told on standard error comes after it.
    print(text, flush=True)


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _progress(done: int, whole: int) -> None:
    """Show on a terminal how far long work has come, on one line; nobody else is told."""
    if sys.stderr.isatty():
        print(f"\r{done} из {whole}", end="\n" if done == whole else "", file=sys.stderr, flush=True)


def _add_words(command: Callable[..., argparse.ArgumentParser]) -> None:
    explained = command("glossary", _glossary, "объяснить слово; без слова — перечислить все")
    explained.add_argument("term", metavar="СЛОВО", nargs="?", help="слово приказов или имя в коде")

    words = command("words", _words, "перечислить слова приказов и языка или показать одно")
    words.add_argument(
        "key",
        metavar="СЛОВО",
        nargs="?",
        help="ключ (staff.diagnosed), имя в коде (Growth, each) или слово из названия (рост, баллы)",
    )
    words.add_argument("--region", metavar="КЛЮЧ", help="и собственные слова этого региона")


def _add_forms(command: Callable[..., argparse.ArgumentParser]) -> None:
    forms_parser = command("forms", _forms, "написать формы для муниципалитетов")
    forms_parser.add_argument("region", metavar="РЕГИОН", help=KEY)
    forms_parser.add_argument("--period", metavar="ПЕРИОД", required=True, help=PERIOD)
    _add_municipalities(forms_parser, required=True)
    forms_parser.add_argument(
        "--out", metavar="ПАПКА", type=Path, required=True, help="куда положить формы и план"
    )
    forms_parser.add_argument("--to", choices=["csv", "xlsx"], default="xlsx", help="вид форм")
    forms_parser.add_argument("--basis", metavar="АКТ", default="", help="на основании чего: акт и его пункт")
    forms_parser.add_argument(
        "--due", metavar="ДАТА", type=dt.date.fromisoformat, help="последний день, когда форму можно прислать"
    )
    forms_parser.add_argument("--send-to", metavar="КОМУ", default="", help="куда прислать форму")
    forms_parser.add_argument("--contact", metavar="ТЕЛЕФОН", default="", help="телефон для вопросов")
    _add_selection(forms_parser)

    collected = command("collect", _collect, "собрать заполненные формы; код 1, если в них ошибки")
    collected.add_argument("folder", metavar="ПАПКА", type=Path, help="папка заполненных форм")
    collected.add_argument("--region", metavar="КЛЮЧ", help="по умолчанию — из плана в папке форм")
    collected.add_argument("--period", metavar="ПЕРИОД", help="по умолчанию — из плана")
    _add_municipalities(collected, required=False)
    _add_selection(collected)
    collected.add_argument("--base", metavar="ФАЙЛ", type=Path, help="файл данных, к которому их добавить")
    collected.add_argument("--out", metavar="ФАЙЛ", type=Path, help="куда записать собранные данные")
    collected.add_argument("--remarks", metavar="ПАПКА", type=Path, help="куда положить копии с замечаниями")
    collected.add_argument("--to", choices=["json", "text"], default="text", help="вид замечаний")
    collected.add_argument(
        "--fail-on", choices=list(FAIL_ON_ISSUES), default="error", help="когда вернуть код 1"
    )


def _add_municipalities(parser: argparse.ArgumentParser, *, required: bool) -> None:
    help_text = "файл данных с муниципалитетами или таблица .csv, .xlsx со столбцами id и name"
    parser.add_argument("--municipalities", metavar="ФАЙЛ", type=Path, required=required, help=help_text)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", metavar="КОД", action="append", help="показатель; можно несколько")
    parser.add_argument(
        "--reading", metavar="ИМЯ", action="append", default=[], help="и вопросы этого прочтения"
    )


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


def _evaluate(arguments: argparse.Namespace) -> int:
    render = FORMATS[arguments.to]
    if render.is_file and arguments.out is None:
        raise ValueError(f"--to {arguments.to} пишет файл, а не текст: назовите его (--out ФАЙЛ)")
    report = evaluate(
        files.load(arguments.file),
        period=arguments.period,
        region=arguments.region,
        known_on=arguments.known_on,
        readings=arguments.reading,
        only=arguments.only,
    )
    _write(render.write(report, arguments.lang), arguments.out)
    failing = FAIL_ON[arguments.fail_on]
    return FINDINGS if any(result.verdict in failing for result in report) else FINE


def _check(arguments: argparse.Namespace) -> int:
    try:
        issues = tuple(dict.fromkeys(_issues(files.load(arguments.file))))
    except DataError as error:
        issues = error.issues
    # Where the locale cannot spell the name, its bytes are read as UTF-8.
    name = file_name(arguments.file)
    if arguments.to == "json":
        _write_json(issues_as_dict(issues, name), None)
    for issue in issues if arguments.to == "text" else ():
        print(f"{name}:", *str(issue).splitlines())
    if not issues:
        print(f"{name}: замечаний нет", file=sys.stderr)
    return FINDINGS if issues else FINE


def _issues(system: RegionalSystem) -> Iterator[Issue]:
    """List the faults of a file for every year that its figures speak of."""
    yield from system.issues
    try:
        regions.get(system.region)
    except RegionNotFoundError as error:
        said = message("region.unknown", key=repr(error.key), known=tuple(error.known))
        yield Issue(place="$.region", text=said, code="region.unknown")
        return
    for year in sorted({figure.period.year for figure in system.figures}):
        yield from evaluate(system, period=f"{year:04}").issues


def _forms(arguments: argparse.Namespace) -> int:
    paths = forms.write(
        arguments.region,
        arguments.period,
        _municipalities(arguments.municipalities),
        arguments.out,
        only=arguments.only,
        readings=arguments.reading,
        to=arguments.to,
        basis=arguments.basis,
        due=arguments.due,
        send_to=arguments.send_to,
        contact=arguments.contact,
        progress=_progress,
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
            remarks=arguments.remarks,
            progress=_progress,
        )
    except StoppedError as stopped:
        collected, is_stopped = stopped.done, True
    system = collected.system(None if arguments.base is None else files.load(arguments.base))
    if arguments.out is not None:
        files.dump(system, arguments.out)
    if arguments.to == "json":
        _write_json(issues_as_dict(collected.issues), None)
    for issue in collected.issues if arguments.to == "text" else ():
        print(f"{issue.place}: {SEVERITIES[issue.severity]}", *issue.text.splitlines())
    asked_of, silent = len(collected.municipalities), len(collected.silent)
    counts = [sum(issue.severity is severity for issue in collected.issues) for severity in SEVERITIES]
    print(
        f"форм: {asked_of - silent} из {asked_of}; ошибок: {counts[0]}, предупреждений: {counts[1]}",
        file=sys.stderr,
    )
    if is_stopped:
        return CANNOT_RUN
    failing = FAIL_ON_ISSUES[arguments.fail_on]
    return FINDINGS if any(issue.severity in failing for issue in collected.issues) else FINE


def _municipalities(path: Path) -> tuple[Municipality, ...]:
    """List the municipalities of a data file, or of a table that names them."""
    if path.suffix.casefold() == ".json":
        municipalities: Sequence[Municipality] | None = files.load(path).municipalities
    else:
        table = sheets.read_table(path, "municipalities", columns={"id": "id", "name": "name"})
        if table.issues:
            raise DataError(path.name, table.issues)
        municipalities = table.records
    if not municipalities:
        raise ValueError(f"{path.name}: муниципалитеты не названы")
    return tuple(municipalities)


def _template(arguments: argparse.Namespace) -> int:
    _write_json(template(regions.get(arguments.region), period=arguments.period), arguments.out)
    return FINE


def _regions(arguments: argparse.Namespace) -> int:
    if arguments.region is not None:
        profile = regions.get(arguments.region)
        compared = _compared(arguments, [profile.key])
        print("\n".join(_described(profile)) if compared is None else compared)
        return FINE
    usable, code = [], FINE
    for key in regions.available():
        try:
            usable.append(regions.get(key))
        except RnmsError as error:
            print(f"rnms: {error}", file=sys.stderr)
            code = FINDINGS
    compared = _compared(arguments, [profile.key for profile in usable])
    listed = "\n".join(f"{profile.key:<12} {profile.name}" for profile in usable)
    print(listed if compared is None else compared)
    return code


def _new_region(arguments: argparse.Namespace) -> int:
    # Imported here: no other command invents regions.
    from rnms.testing.starter import start_region

    folder = start_region(arguments.key, name=arguments.name, out=arguments.out)
    print(f'записан {folder}; дальше: pip install -e "{folder}[test]" и pytest {folder}', file=sys.stderr)
    return FINE


def _compared(arguments: argparse.Namespace, keys: Sequence[str]) -> str | None:
    """Find the table of regions that was asked for, if one was."""
    if arguments.matrix:
        return matrix_table(regions.matrix(keys))
    return subject_table(regions.subject_matrix(keys)) if arguments.subjects else None


def _described(profile: regions.RegionProfile) -> Iterator[str]:
    yield f"{profile.name} ({profile.key}, {profile.iso})"
    yield profile.system_name
    if profile.parent is not None:
        parent = profile.parent if isinstance(profile.parent, str) else profile.parent.key
        yield f"Над ним — {parent}: его цели не мягче"
    yield "\nАкты"
    for act in profile.acts:
        yield f"  {act}{''.join(_of_act(profile, act))}"
    for level in profile.levels:
        yield f"\nСубъекты: {level.title} уровень"
        for subject in profile.subjects_at(level):
            yield from _subject(subject)
    yield "\nПоказатели"
    for indicator in profile.indicators:
        yield from _indicator(indicator)
        yield from _origin(profile, indicator.code)
    if profile.requirements:
        yield "\nОбязанности"
    for duty in profile.requirements:
        same = f" (= показатель {duty.same_as})" if duty.same_as else ""
        same = f" (по срокам: {', '.join(duty.falls_due)})" if duty.falls_due else same
        yield f"  {duty.code}. {duty.title}{same}"
        yield f"     {TEXTS['ru'].forces[duty.force]} — {duty.clause}"
    yield "\nЧто должно быть в данных (rnms template даёт файл)"
    needs = [need for need in profile.needs() if not need.readings and not need.is_optional]
    # What is asked for another period, too, has one key.
    titles = {need.key: need.title for need in needs}
    for key, title in titles.items():
        indicators = distinct(code for need in needs if need.key == key for code in need.indicators)
        yield f"  {key}: {title} [{', '.join(indicators)}]"
    if profile.relations:
        yield "\nСоотношения показателей формы"
    for relation in profile.relations:
        sides = (" + ".join(relation.left), _SIGNS[relation.op], " + ".join(relation.right))
        yield f"  {relation.code}. {relation.title or 'соотношение'}: {' '.join(sides)} — {relation.clause}"
    yield "\nСлова (как их писать в данных; регистр, ё и е, кавычки, тире и точка не важны)"
    for vocabulary in profile.words_to_write:
        yield f"  {vocabulary.field}: {field_words(vocabulary.field)}"
        yield from (f"     {_word(entry)}" for entry in vocabulary.entries)
    yield "\nЧего источники не говорят"
    for unknown in profile.unknown:
        yield f"  {unknown.why} ({unknown.clause})"


def _word(entry: Entry) -> str:
    """Give a word, what it means, how else it may be written, and where the act has it."""
    title = f" — {entry.title}" if entry.title else ""
    forms = f"; так же читается: {'; '.join(entry.other_forms)}" if entry.other_forms else ""
    clauses = f" ({'; '.join(map(str, entry.clauses))})" if entry.clauses else ""
    return f"{entry.text}{title}{forms}{clauses}"


def _subject(subject: Subject) -> Iterator[str]:
    yield f"  {subject.title} — {subject.clause}"
    if isinstance(subject.functions, Unknown):
        yield f"     функции неизвестны: {subject.functions.why}"
    else:
        yield from (f"     {function.text} — {function.clause}" for function in subject.functions)
    if subject.note:
        yield f"     ({subject.note})"


def _of_act(profile: regions.RegionProfile, act: Act) -> Iterator[str]:
    """Find what is told of an act beside its name: other dates, and what it changes."""
    yield from (
        f"; в документе {other_date.document} — от {other_date.date:%d.%m.%Y}" for other_date in act.attested
    )
    yield from (f"; {unknown.why}" for _, unknown in act.unknowns)
    if act.effective not in {act.date, dt.date.max}:
        yield f"; действует с {act.effective:%d.%m.%Y}"
    for verb, keys in (("изменяет", act.amends), ("отменяет", act.repeals)):
        if keys:
            yield f"; {verb}: {', '.join(str(profile.act(key)) for key in keys)}"


def _indicator(indicator: Indicator) -> Iterator[str]:
    yield f"  {indicator.code}. {indicator.title}"
    if indicator.direction is Direction.DECREASE:
        yield "     лучше, когда меньше"
    for part in indicator.parts():
        if isinstance(part.measure, Growth | OverPeriods):
            yield f"     {measure_sentence(part.measure)}"
        else:
            yield from (f"     {line}" for line in part_sentences(part.measure))
        for band in part.bands:
            yield f"     {band.label}: {target_words(band.norm, part.measure.scale)} — {band.clause}"
        for target in part.targets:
            name = f"{part.title}: " if len(indicator.parts()) > 1 else ""
            norm = target_sentence(target, part.measure.scale)
            yield f"     {name}{period(target.period)}: {norm} — {target.clause}{''.join(_beside(target))}"
    for reading in indicator.readings:
        yield f"     прочтение {reading.name}: {reading.title} — {reading.why}"


def _origin(profile: regions.RegionProfile, code: str) -> Iterator[str]:
    """Where a part comes from, if another profile declares it."""
    origin = profile.origin_of(code)
    if origin.profile != profile.key or origin.amended_by:
        amended = "".join(f"; изменено: {clause}" for clause in origin.amended_by)
        yield f"     из профиля {origin.profile}: {origin.clause}{amended}"


def _beside(target: Target) -> Iterator[str]:
    """Find what is told of a target beside its norm: why that is not known, and what else it must respect."""
    if isinstance(target.norm, Unknown):
        yield f" ({target.norm.why})"
    if target.minimum is not None:
        yield f"; минимум — {target.minimum.clause}"


def _roadmap(arguments: argparse.Namespace) -> int:
    profile = regions.get(arguments.region)
    data = None if arguments.file is None else files.load(arguments.file)
    since = arguments.since or profile.edition.existed_by(profile.acts[0])
    ends = [task.until for task in profile.scheduled if task.until is not None]
    until = arguments.until or max([*ends, dt.date(since.year, 12, 31)])
    occurrences: Sequence[Occurrence | ScheduleStatus]
    if data is None and arguments.as_of is None:
        occurrences = deadlines(profile, since, until)
    else:
        occurrences = roadmap(profile, since, until, data=data, as_of=arguments.as_of)
    _write(_scheduled(arguments, occurrences, since, until), arguments.out)
    return FINE


def _scheduled(
    arguments: argparse.Namespace,
    occurrences: Sequence[Occurrence | ScheduleStatus],
    since: dt.date,
    until: dt.date,
) -> str | bytes:
    if arguments.to == "ics":
        return schedule_ics(occurrences, region=arguments.region)
    if arguments.to == "json":
        head = {"rnms-roadmap": 1, "region": arguments.region, "since": str(since), "until": str(until)}
        return write_json({**head, "items": schedule_records(occurrences)}, None).encode()
    if not arguments.by_month:
        return schedule_table(occurrences)
    due = [
        occurrence.occurrence if isinstance(occurrence, ScheduleStatus) else occurrence
        for occurrence in occurrences
    ]
    return "\n\n".join(year_table(due, year) for year in range(since.year, until.year + 1))


def _glossary(arguments: argparse.Namespace) -> int:
    if arguments.term is None:
        print("\n".join(f"{entry.term} ({entry.identifier})" for entry in glossary.ENTRIES))
        return FINE
    entry = glossary.lookup(arguments.term)
    print(f"{entry.term} ({entry.identifier})")
    print(entry.definition)
    if entry.differences:
        print(f"По регионам: {entry.differences}")
    print(
        "Где стоит:", "; ".join(f"{key}, документ {file}, строка {line}" for key, file, line in entry.where)
    )
    return FINE


def _words(arguments: argparse.Namespace) -> int:
    profile = None if arguments.region is None else regions.get(arguments.region)
    if arguments.key is None:
        print(f"{word_list(wordbook(profile))}\n\n{language_list(language())}")
        return FINE
    known = [regions.get(key) for key in regions.available()]
    users = known if profile is None else [profile]
    try:
        print(found_text(arguments.key, wordbook(profile, users=users), language(users)))
    except LookupError as error:
        owners = owners_of(arguments.key, known)
        if not owners:
            raise
        ways_out = " or ".join(f"rnms words {arguments.key} --region {owner}" for owner in owners)
        told = f"{arguments.key!r} is a word of {', '.join(owners)} alone; ask {ways_out}"
        raise LookupError(told) from error
    return FINE


def _schema(_: argparse.Namespace) -> int:
    _write_json(files.schema(), None)
    return FINE


def _write_json(value: dict[str, Any], path: Path | None) -> None:
    text = write_json(value, path)
    if path is None:
        _write(text.encode(), None)


def _write(content: str | bytes, path: Path | None) -> None:
    """Write to a file, or to the screen: text in its letters, bytes as they are."""
    if path is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        print(content)
