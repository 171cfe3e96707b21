"""The desk: what the page asks is answered here, from JSON and files to JSON and files.

Nothing is written anywhere and no clock is asked: what lies on the desk is a value, and whoever forgets it
has forgotten everything.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from rnms import forms, regions
from rnms._values import frozen
from rnms._version import __version__
from rnms.app import bench
from rnms.app.opening import Opened, example, opened, stem_of
from rnms.app.texts import TEXTS, DeskTexts
from rnms.errors import NoRecordsError, RnmsError, UsageError
from rnms.files.json import dumps, loads, write_json
from rnms.forms.form_plan import PLAN_FILE, plan_of
from rnms.intake.suggestion import suggest
from rnms.issues import Issue, message
from rnms.judge.evaluation import evaluate
from rnms.judge.schedule import roadmap
from rnms.model.subjects import Municipality
from rnms.planning.proposal import Plan as Proposal
from rnms.render import words
from rnms.render.brief import brief_notes
from rnms.render.calendar import schedule_ics
from rnms.render.explanations import explanation_text
from rnms.render.formats import FORMATS
from rnms.render.issues import issues_as_dict
from rnms.render.messages import fault_sentence
from rnms.render.notes import heading, summary
from rnms.render.planned import PLAN
from rnms.render.render import brief
from rnms.results.report import Report
from rnms.sheets.archive import archived
from rnms.sheets.safety import Upload
from rnms.sheets.table import read_table

_ENDINGS = {"text": ".txt", "markdown": ".md"}
_MOST_ROWS = 2000
"""How many lines of figures a page can hold."""


@frozen(kw_only=True)
class Desk:
    """What lies on the desk.

    Attributes:
        opened: What was opened.
        choice: How it was judged the last time.
        report: The report of it.
        shown: Further reports by what they are: an audit, a plan, a supposition.
    """

    opened: Opened | None = None
    choice: Mapping[str, Any] = attrs.field(factory=dict)
    report: Report | None = None
    shown: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def files(self) -> Opened:
        """What was opened.

        Raises:
            UsageError: If nothing was.
        """
        if self.opened is None:
            raise UsageError(message("app.nothing-open"))
        return self.opened

    @property
    def judged(self) -> Report:
        """The report.

        Raises:
            UsageError: If nothing was judged.
        """
        if self.report is None:
            raise UsageError(message("app.nothing-judged"))
        return self.report


@frozen(kw_only=True)
class Reply:
    """What the page is told.

    Attributes:
        said: Plain values.
        files: Files to save.
    """

    said: Mapping[str, Any]
    files: tuple[Upload, ...] = ()


Request = Mapping[str, Any]


@frozen
class Task:
    """Something that the page asks.

    Attributes:
        desk: The desk as it lies.
        request: What is asked, as plain values.
        uploads: The files that came with it.
    """

    desk: Desk
    request: Request
    uploads: Sequence[Upload] = ()

    @property
    def lang(self) -> str:
        """The language of what is told."""
        return str(self.request.get("lang", "ru"))

    @property
    def texts(self) -> DeskTexts:
        """The words of that language."""
        return TEXTS[self.lang]


def answer(desk: Desk, request: Request, uploads: Sequence[Upload] = ()) -> tuple[Desk, Reply]:
    """Do what the page asks: give the desk as it is then, and what the page is told.

    A fault leaves the desk as it was; it is worded as on the command line.

    >>> desk, reply = answer(Desk(), {"do": "example", "lang": "ru"})
    >>> reply.said["region_name"]
    'Хабаровский край'
    >>> desk, reply = answer(desk, {"do": "judge", "lang": "ru", "period": "2023"})
    >>> [result["verdict"] for result in reply.said["results"] if result["code"] == "1"]
    ['✓ достигнуто']
    >>> answer(Desk(), {"do": "judge", "lang": "ru", "period": "2023"})[1].said["fault"]
    'ничего не открыто; выберите файл или откройте пример'
    """
    task = Task(desk, request, uploads)
    try:
        return _TASKS[request["do"]](task)
    except RnmsError as error:
        issues = getattr(error, "issues", ())
        said = {"fault": fault_sentence(error, lang=task.lang), **_issues(issues, task.lang)}
        return desk, Reply(said=said)
    except (LookupError, ValueError, OSError) as error:
        return desk, Reply(said={"fault": str(error)})


class Clerk:
    """Keeps the desk between what the page asks: what the worker calls.

    >>> json.loads(Clerk().answer('{"do": "regions"}', []).said)["version"] == __version__
    True
    """

    def __init__(self) -> None:
        self._desk = Desk()

    def answer(self, request: str, files: Iterable[tuple[str, bytes]]) -> Told:
        """Answer a request in JSON, with the files given by name."""
        uploads = [Upload(name, bytes(data)) for name, data in files]
        self._desk, reply = answer(self._desk, json.loads(request), uploads)
        return Told(said=json.dumps(reply.said, ensure_ascii=False), files=reply.files)


@frozen(kw_only=True)
class Told:
    """A reply as the worker hands it on.

    Attributes:
        said: JSON.
        files: Files to save.
    """

    said: str
    files: tuple[Upload, ...] = ()


# What can be asked.


def _regions(task: Task) -> tuple[Desk, Reply]:
    """List the regions."""
    choices = [{"key": key, "name": regions.get(key).name} for key in regions.available()]
    return task.desk, Reply(
        said={"version": __version__, "regions": sorted(choices, key=lambda region: region["name"])}
    )


def _region(task: Task) -> tuple[Desk, Reply]:
    """Tell the readings of a region."""
    profile = regions.get(task.request["region"])
    titles = {
        reading.name: reading.title for indicator in profile.indicators for reading in indicator.readings
    }
    readings = [{"name": name, "title": title} for name, title in titles.items()]
    return task.desk, Reply(said={"readings": readings})


def _example(task: Task) -> tuple[Desk, Reply]:
    """Open the example."""
    return _with_files(example("khabarovsk_2023"), task)


def _open(task: Task) -> tuple[Desk, Reply]:
    """Open files."""
    return _with_files(opened(task.uploads), task)


def _empty(task: Task) -> tuple[Desk, Reply]:
    """Begin without a file: the figures are typed."""
    profile = regions.get(task.request["region"])
    data = json.dumps({"rnms": 1, "region": profile.key, "title": profile.name}).encode()
    files = opened([Upload(f"{profile.key}.json", data)])
    return _with_files(attrs.evolve(files, period=task.request.get("period", "")), task)


def _with_files(files: Opened, task: Task) -> tuple[Desk, Reply]:
    said = {**files.told(task.lang), **_issues(files.issues, task.lang)}
    return Desk(opened=files), Reply(said=said)


def _judge(task: Task) -> tuple[Desk, Reply]:
    """Judge what was opened."""
    report = _evaluated(task.desk, task.request)
    desk = Desk(opened=task.desk.opened, choice=dict(task.request), report=report)
    return desk, Reply(said=_told(report, task.lang))


def _explain(task: Task) -> tuple[Desk, Reply]:
    """Say how the number of an indicator came."""
    report = task.desk.judged
    results = [result for result in report.results if result.code == task.request["code"]]
    texts = []
    for result in results:
        try:
            texts.append(explanation_text(result.explain(), lang=task.lang))
        except NoRecordsError as error:
            texts.append(fault_sentence(error, lang=task.lang))
    return task.desk, Reply(said={"text": "\n\n".join(texts)})


def _audit(task: Task) -> tuple[Desk, Reply]:
    """Hold what was published against the data and against itself."""
    if not task.desk.files.system.claims:
        raise UsageError(message("app.no-claims"))
    audited = task.desk.judged.audit().report
    return _with_shown(task.desk, "audit", audited), Reply(said=_told(audited, task.lang))


def _plan(task: Task) -> tuple[Desk, Reply]:
    """Plan what can still be done to reach a target."""
    report = _evaluated(
        task.desk, {**task.desk.choice, **task.request, "as_of": "", "only": [task.request["code"]]}
    )
    plan = report.results[-1].plan(as_of=_day(task.request["on"]))
    html = PLAN.html(plan, task.lang, full_page=True)
    return _with_shown(task.desk, "plan", plan), Reply(
        said={"title": PLAN.tabled(plan, task.lang).title, "html": html}
    )


def _figures(task: Task) -> tuple[Desk, Reply]:
    """List the figures."""
    table = _table(task.desk, task.request)
    names = {place.id: place.name for place in task.desk.files.system.municipalities or ()}
    lines = [row.told(names) for row in table[:_MOST_ROWS]]
    return task.desk, Reply(said={"rows": lines, "more": max(0, len(table) - _MOST_ROWS)})


def _correct(task: Task) -> tuple[Desk, Reply]:
    """Correct figures in place."""
    typed = task.request["changes"]
    system = bench.corrected(task.desk.files.system, _table(task.desk, task.request), typed)
    files = attrs.evolve(task.desk.files, system=system, corrected=task.desk.files.corrected + len(typed))
    corrected, reply = _judge(attrs.evolve(task, desk=attrs.evolve(task.desk, opened=files)))
    return corrected, Reply(said={**reply.said, **files.told(task.lang)})


def _suppose(task: Task) -> tuple[Desk, Reply]:
    """Judge what would be; what was reported stays as it is."""
    system = bench.supposed(
        task.desk.files.system, _table(task.desk, task.request), task.request["changes"], task.lang
    )
    supposed = attrs.evolve(task.desk, opened=attrs.evolve(task.desk.files, system=system))
    report = _evaluated(supposed, task.request)
    # Its name stands at the head of every format: nobody shall take it for a report.
    report = attrs.evolve(report, name=f"{task.texts.supposed}: {report.name}")
    return _with_shown(task.desk, "supposed", report), Reply(said=_told(report, task.lang))


def _save(task: Task) -> tuple[Desk, Reply]:
    """Write a file to save."""
    file = _written(task.desk, task.request["what"], task.request.get("to", ""), task.lang)
    return task.desk, Reply(said={}, files=(file,))


def _forms(task: Task) -> tuple[Desk, Reply]:
    """Write forms for municipalities, with their plan, as one archive."""
    places = _municipalities(task)
    form_files = forms.write(
        task.request["region"],
        task.request["period"],
        places,
        readings=task.request.get("readings", ()),
        duties=bool(task.request.get("duties")),
        to=task.request.get("to") or "xlsx",
        basis=task.request.get("basis", ""),
        due=_day_or_none(task.request.get("due")),
        send_to=task.request.get("send_to", ""),
        contact=task.request.get("contact", ""),
    )
    archive = archived({file.name: file.data for file in form_files})
    name = f"{task.texts.files['forms']}-{task.request['region']}-{_for_name(task.request['period'])}.zip"
    said = {"names": [file.name for file in form_files], "places": len(places)}
    return task.desk, Reply(said=said, files=(Upload(name, archive),))


def _remarks(task: Task) -> tuple[Desk, Reply]:
    """Write the copies of forms with remarks, to hand back."""
    files = task.desk.files
    plans = [plan_of(file.data) for file in files.uploads if file.name.casefold() == PLAN_FILE]
    faulty = {issue.place.partition("[")[0] for issue in files.issues}
    copies: dict[str, bytes] = {}
    for file in files.uploads:
        if plans and file.name in faulty and file.name.casefold() != PLAN_FILE:
            checked = forms.check(file, plans[0])
            if checked.remarks:
                copies[f"{file.stem}.xlsx"] = checked.remarks
    if not copies:
        raise UsageError(message("app.no-remarks"))
    archive = Upload(f"{task.texts.files['remarks']}.zip", archived(copies))
    return task.desk, Reply(said={"names": sorted(copies)}, files=(archive,))


def _suggest(task: Task) -> tuple[Desk, Reply]:
    """Suggest the mapping of a register."""
    register, *_ = task.uploads
    toml = suggest(register, region=task.request["region"])
    name = f"{TEXTS[task.request.get('task.lang', 'ru')].files['mapping']}-{register.stem}.toml"
    return task.desk, Reply(said={"text": toml}, files=(Upload(name, toml.encode()),))


_TASKS: Mapping[str, Callable[[Task], tuple[Desk, Reply]]] = {
    "regions": _regions,
    "region": _region,
    "example": _example,
    "open": _open,
    "empty": _empty,
    "judge": _judge,
    "explain": _explain,
    "audit": _audit,
    "plan": _plan,
    "figures": _figures,
    "correct": _correct,
    "suppose": _suppose,
    "save": _save,
    "forms": _forms,
    "remarks": _remarks,
    "suggest": _suggest,
}
"""What can be asked, by the word of the page."""


# How it is done.


def _evaluated(desk: Desk, request: Request) -> Report:
    return evaluate(
        desk.files.system,
        period=request.get("period", ""),
        region=request.get("region") or None,
        readings=request.get("readings", ()),
        only=request.get("only") or None,
        as_of=_day_or_none(request.get("as_of")),
        known_on=_day_or_none(request.get("known_on")),
    )


def _with_shown(desk: Desk, key: str, value: object) -> Desk:
    return attrs.evolve(desk, shown={**desk.shown, key: value})


def _told(report: Report, lang: str) -> dict[str, Any]:
    """Say what a report says, for the page: its main lines, and the whole as a page of its own."""
    return {
        "title": heading(report, lang),
        "summary": summary(report, lang),
        "brief": [{"text": note.text, "items": list(note.items)} for note in brief_notes(report, lang)],
        "results": [
            {
                "code": result.code,
                "title": result.title,
                "value": words.value(result.judgement, lang=lang),
                "norm": words.norm(result.judgement, lang=lang),
                "verdict": words.verdict(result.judgement, lang=lang),
                "state": result.verdict.value,
                "reason": words.reason(result.judgement, lang=lang),
            }
            for result in report
        ],
        "html": report.to_html(full_page=True, lang=lang),
        **_issues(report.issues, lang),
    }


def _issues(issues: Iterable[Issue], lang: str) -> dict[str, Any]:
    return {"issues": issues_as_dict(issues, lang=lang)["issues"]}


def _table(desk: Desk, request: Request) -> tuple[bench.Row, ...]:
    system = desk.files.system
    profile = regions.get(request.get("region") or system.region)
    return bench.rows(system, profile, request.get("period", ""), request.get("readings", ()))


def _written(desk: Desk, content: str, form: str, lang: str) -> Upload:
    """Write what lies on the desk, in a format."""
    files = desk.files
    name = f"{TEXTS[lang].files[content]}-{files.system.region}"
    if content == "data":
        return Upload(f"{TEXTS[lang].files[content]}-{stem_of(files)}.json", dumps(files.system).encode())
    if content == "salt":
        return Upload(f"{stem_of(files)}.salt", files.salt + b"\n")
    name = f"{name}-{_for_name(str(desk.judged.period))}"
    if content == "calendar":
        return Upload(f"{name}.ics", _calendar(desk, lang))
    if content == "brief":
        return Upload(f"{name}.txt", brief(desk.judged, lang=lang).encode())
    if content == "plan":
        return _file(name, form, _plan_in(form, desk.shown[content], lang))
    report = desk.judged if content == "report" else desk.shown[content]
    return _file(name, form, FORMATS[form].write(report, lang))


def _plan_in(form: str, plan: Proposal, lang: str) -> str | bytes:
    return write_json(plan.to_dict(), None) if form == "json" else PLAN.by_format[form](plan, lang)


def _file(name: str, form: str, content: str | bytes) -> Upload:
    data = content.encode() if isinstance(content, str) else content
    return Upload(f"{name}{_ENDINGS.get(form, f'.{form}')}", data)


def _calendar(desk: Desk, lang: str) -> bytes:
    """Write what falls due in the period that was judged, and what of it is done."""
    report = desk.judged
    profile = regions.get(report.region)
    due = roadmap(profile, report.period.start, report.period.end, data=desk.files.system, as_of=report.as_of)
    return schedule_ics(due, region=report.region, lang=lang)


def _municipalities(task: Task) -> tuple[Municipality, ...]:
    """List who is asked: by a file, by names typed one a line, or those of the data that are open."""
    names = [line.strip() for line in task.request.get("municipalities", "").splitlines() if line.strip()]
    places: Sequence[Municipality] | None = None
    if task.uploads:
        file = task.uploads[0]
        if file.suffix.casefold() == ".json":
            places = loads(file.data, source=file.name).municipalities
        else:
            table = read_table(file, "municipalities", columns={"id": "id", "name": "name"})
            places = table.records
    elif names:
        places = [Municipality(id=f"m{number}", name=name) for number, name in enumerate(names, 1)]
    elif task.desk.opened is not None:
        places = task.desk.opened.system.municipalities
    if not places:
        raise UsageError(message("app.no-municipality"))
    return tuple(places)


def _day(typed: str) -> dt.date:
    """Read a day as the page has it.

    Raises:
        UsageError: If it is none.
    """
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise UsageError(message("command.no-day", given=repr(typed))) from None


def _day_or_none(typed: str | None) -> dt.date | None:
    return _day(typed) if typed else None


def _for_name(period: str) -> str:
    """Write a period as a part of the name of a file.

    >>> _for_name("2022/2023")
    '2022-2023'
    """
    return period.replace("/", "-")
