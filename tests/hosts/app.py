"""Check the folder in a browser: ``python tests/hosts/app.py AXE.JS [ASSETS]``.

Code 1 where something that the page promises does not hold, in Chromium or, where it is found, in Firefox.
The folder is written by the command, from parts that npm and pip fetch or that lie in a folder, to a path as
clerks have it, and worked as they would. ``--measure`` in the place of axe-core says how much processor time
each step takes.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import attrs
import openpyxl
from bidi import Firefox
from devtools import Chromium
from page import INTRANET, Page

import rnms
from kit.filled import filled_form
from rnms.cli import main as command
from rnms.intake.mapping import loads_mapping
from rnms.intake.reading import read
from rnms.testing import invented_region

RUN = """axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then(found =>
  found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))]))"""
IDLE = "document.body.dataset.ready && !document.body.dataset.busy"
MANY = 20_000
"""How many people a region has for which the page must be quick enough."""


@attrs.frozen
class Visit:
    """A page that is looked at: the browser, its address, and the folder in which it lies."""

    page: Page
    address: str
    folder: Path


def started(page: Page, address: str) -> None:
    """Open the page and wait until it is ready."""
    page.open(address)
    page.wait("document.body.dataset.ready")


def click(page: Page, selector: str) -> None:
    """Press a button and wait until the page has done what it asks."""
    page.run(f"document.querySelector({selector!r}).click()")
    page.wait(IDLE)


def choose(page: Page, files: list[Path]) -> None:
    """Choose files, and wait until they are open."""
    page.run("document.getElementById('opened').hidden = true")
    page.choose("#files", files)
    page.wait("document.getElementById('opened').hidden === false && " + IDLE)


def press_named(page: Page, name: str, within: str = "body") -> None:
    """Press the button of a name."""
    page.run(
        f"[...document.querySelectorAll({within!r} + ' button')]"
        f".find(button => button.textContent === {name!r}).click()"
    )
    page.wait(IDLE)


def fault(page: Page) -> str:
    """Read what the page complains of."""
    return str(page.run("document.getElementById('fault').textContent"))


def judged_example(page: Page) -> None:
    """Open the example and judge it."""
    click(page, "#example")
    click(page, "#judge")


def holds(*, that: bool, what: object = "") -> None:
    """Fail where something is not so.

    Raises:
        AssertionError: If it is not.
    """
    if not that:
        raise AssertionError(what)


# What is promised.


def from_disk(visit: Visit) -> None:
    """B6.1, B6.2, B6.4: it opens from a disk, judges as Python does, and reaches no network."""
    page = visit.page
    judged_example(page)
    press_named(page, "JSON", "#saves")
    report = page.download("отчёт-khabarovsk-2023.json")
    expected = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).to_json()
    holds(that=report.decode() == expected, what="the report is another than that of Python")
    told = list(page.told)
    reached = page.run("fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused')")
    holds(that=reached == "refused", what="a request to a network was made")
    holds(that=page.run("document.querySelector('#page').srcdoc.length") > 10_000)
    holds(that=not told, what=told)
    strange = [asked for asked in page.asked if not asked.startswith(("file:", "blob:", "data:", "about:"))]
    holds(that=strange in ([], ["http://127.0.0.1:9/"]), what=strange)


def over_http(visit: Visit) -> None:
    """On an intranet the same folder works; nothing is asked of another address."""
    page = visit.page
    with served(visit.folder) as base:
        started(page, base)
        holds(that=page.run("isSecureContext") is False, what="this is no plain intranet")
        judged_example(page)
        told = page.run("document.getElementById('report-summary').textContent")
        holds(that=told == "достигнуто — 5, не определено — 2", what=told)
        own = (base, "blob:", "data:", "about:")
        strange = [asked for asked in page.asked if not asked.startswith(own)]
        holds(that=not strange, what=strange)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder as a plain web server does."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as its base names it
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{INTRANET}:{server.server_port}/"
    finally:
        server.shutdown()


def readings(visit: Visit) -> None:
    """B6.3: a reading that is marked changes a verdict."""
    page = visit.page
    click(page, "#example")
    page.run("document.querySelector('#readings input[value=respondents]').checked = true")
    click(page, "#judge")
    verdict = page.run("document.querySelectorAll('#results tbody tr')[2].querySelector('.met')?.textContent")
    holds(that=verdict == "✓\u00a0достигнуто", what=verdict)


def workbook(visit: Visit) -> None:
    """B6.7: an XLSX that is saved opens, and equals that of Python cell by cell."""
    page = visit.page
    judged_example(page)
    press_named(page, "Excel", "#saves")
    saved = page.download("отчёт-khabarovsk-2023.xlsx")
    expected = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).to_xlsx()
    holds(that=cells(saved) == cells(expected), what="the cells differ")
    holds(that=len(cells(saved)) > 3)
    for name, ending in (("HTML", "html"), ("CSV", "csv")):
        press_named(page, name, "#saves")
        holds(that=len(page.download(f"отчёт-khabarovsk-2023.{ending}")) > 1000)
    page.run("document.getElementById('page').contentWindow.print = () => { window.printed = 'yes'; }")
    press_named(page, "Напечатать", "#saves")
    holds(that=page.run("window.printed") == "yes", what="the report was not printed")
    press_named(page, "Сроки (календарь .ics)", "#saves")
    holds(that=page.download("сроки-khabarovsk-2023.ics").startswith(b"BEGIN:VCALENDAR"))


def cells(data: bytes) -> dict[str, list[Any]]:
    """Read what stands in the cells of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets
    }


def circle(visit: Visit) -> None:
    """B6.5, B6.6: forms go out, come back, and go back with remarks; a broken file costs itself alone."""
    page = visit.page
    page.run("document.getElementById('forms-region').value = 'khabarovsk'")
    page.run("document.getElementById('forms-period').value = '2023'")
    names = ["Лесной район", "Заречный район", "Придумск", "Вымыслово"]
    page.run(f"document.getElementById('forms-places').value = {chr(10).join(names)!r}")
    click(page, "#forms [type=submit]")
    with zipfile.ZipFile(io.BytesIO(page.download("формы-khabarovsk-2023.zip"))) as archive:
        out = {name: archive.read(name) for name in archive.namelist()}
    back = visit.folder.parent / "вернулись"
    back.mkdir(exist_ok=True)
    (back / "plan.json").write_bytes(out["plan.json"])
    (back / "Лесной район.xlsx").write_bytes(filled_form(out["Лесной район.xlsx"]))
    (back / "Заречный район.xlsx").write_bytes(filled_form(out["Заречный район.xlsx"], number="много"))
    (back / "Придумск.xlsx").write_bytes(b"PK broken")
    choose(page, sorted(back.iterdir()))
    told = page.run("document.getElementById('opened').innerText")
    for part in (
        "прочитано форм: 2 из 4",
        "Придумск.xlsx: ошибка",
        "Вымыслово",
        "Заречный район.xlsx[Форма!D",
    ):
        holds(that=part in told, what=f"{part} is not told: {told}")
    press_named(page, "Скачать копии с замечаниями", "#opened-saves")
    with zipfile.ZipFile(io.BytesIO(page.download("замечания.zip"))) as archive:
        holds(that=archive.namelist() == ["Заречный район.xlsx"], what=archive.namelist())
        copy = openpyxl.load_workbook(io.BytesIO(archive.read("Заречный район.xlsx")))
        holds(that=any(cell.comment for row in copy["Форма"].iter_rows() for cell in row))
    click(page, "#judge")
    press_named(page, "JSON", "#saves")
    report = json.loads(page.download("отчёт-khabarovsk-2023.json"))
    collected = rnms.forms.collect(
        [rnms.sheets.Upload(path.name, path.read_bytes()) for path in back.iterdir()]
    )
    expected = rnms.evaluate(collected.system(), period=2023).to_dict()
    holds(that=report == expected, what="the report of collected forms is another than that of Python")


DROP = """{
const files = new DataTransfer();
files.items.add(new File([%s], "край.json"));
document.getElementById("opened").hidden = true;
document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: files, bubbles: true}));
}"""


def dropped(visit: Visit) -> None:
    """Files that are dropped on the page are opened."""
    page = visit.page
    page.run(DROP % json.dumps(rnms.files.dumps(rnms.example("ugra_invented"))))
    page.wait("document.getElementById('opened').hidden === false && " + IDLE)
    told = page.run("document.getElementById('opened-title').textContent")
    holds(that="Ханты-Мансийский" in told, what=told)


def figures(visit: Visit) -> None:
    """What is supposed leaves the data alone; what is corrected changes them."""
    page = visit.page
    judged_example(page)
    type_figure(page, "19")
    click(page, "#suppose")
    shown = page.run("document.getElementById('supposed').innerText")
    holds(that="→ 100" in shown and "предположение" in shown.lower(), what=shown)
    press_named(page, "Сохранить данные (.json)", "#opened-saves")
    same = rnms.files.loads(page.download("данные-khabarovsk_2023.json"))
    holds(that=same == rnms.example("khabarovsk_2023"), what="a supposition changed the data")
    type_figure(page, "19")
    click(page, "#correct")
    press_named(page, "Сохранить данные (.json)", "#opened-saves")
    corrected = rnms.files.loads(page.download("данные-khabarovsk_2023.json"))
    counts = {figure.key: figure.count for figure in corrected.figures if figure.municipality is None}
    holds(that=counts["municipalities.with_model"] == 19, what=counts)


def type_figure(page: Page, number: str) -> None:
    """Type how many municipalities have a model, and of how many."""
    page.run(
        f"""{{
        const row = [...document.querySelectorAll("#rows tbody tr")]
          .find(row => row.textContent.includes("модель методического сопровождения"));
        for (const name of ["count", "among"]) row.querySelector(`[name=${{name}}]`).value = {number!r};
        }}"""
    )


def by_keyboard(visit: Visit) -> None:
    """B6.8: with keys alone a file is opened, judged and saved; the focus is always seen."""
    page = visit.page
    data = visit.folder.parent / "край.json"
    data.write_text(rnms.files.dumps(rnms.example("khabarovsk_2023")), encoding="utf-8")
    reach(page, "files")
    # The dialogue of the system stands outside the page: it gives the file that was chosen there.
    choose(page, [data])
    reach(page, "judge")
    page.press("Enter")
    page.wait("document.getElementById('report').hidden === false")
    page.wait(IDLE)
    holds(that=page.run("document.activeElement.id") == "report-title", what="the focus is not at the report")
    reach(page, "HTML", of="document.activeElement.textContent")
    outline = page.run("getComputedStyle(document.activeElement).outlineStyle")
    holds(that=outline == "solid", what=f"the focus is not seen: {outline}")
    page.press(" ")
    holds(that=b"<!doctype html>" in page.download("отчёт-khabarovsk-2023.html"))


def reach(page: Page, wanted: str, of: str = "document.activeElement.id") -> None:
    """Press Tab until something has the focus.

    Raises:
        AssertionError: If it never has.
    """
    for _ in range(120):
        page.press("Tab")
        if page.run(of) == wanted:
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


def damaged(visit: Visit) -> None:
    """B6.10: one byte that changed is found before anything runs."""
    page = visit.page
    asset = visit.folder / "assets" / "packages.zip.js"
    sound = asset.read_bytes()
    middle = len(sound) // 2
    other = b"A" if sound[middle : middle + 1] != b"A" else b"B"
    try:
        for spoilt in (sound[:middle] + other + sound[middle + 1 :], sound[:middle], None):
            if spoilt is None:
                asset.unlink()
            else:
                asset.write_bytes(spoilt)
            page.open(visit.address)
            page.wait("document.body.dataset.damaged")
            holds(that="Папка повреждена: файл packages.zip" in fault(page), what=fault(page))
            holds(that=page.run("document.body.dataset.ready") is None, what="something was run")
    finally:
        asset.write_bytes(sound)


def forgotten(visit: Visit) -> None:
    """The button forgets everything: the page begins anew, with nothing in it and nothing kept."""
    page = visit.page
    started(page, visit.address)
    judged_example(page)
    page.run("document.body.dataset.old = 'yes'; document.getElementById('forget').click()")
    page.wait("!document.body.dataset.old && document.body.dataset.ready")
    holds(that=page.run("document.getElementById('opened').hidden"))
    holds(that="Хабаровск" not in page.run("document.getElementById('report').innerText"))
    kept = page.run(
        "(async () => [document.cookie, (await indexedDB.databases()).length].join())().catch(() => ',0')"
    )
    holds(that=kept == ",0", what=kept)


def faults(visit: Visit) -> None:
    """A fault is told as on the command line, and the page goes on."""
    page = visit.page
    broken = visit.folder.parent / "край.json"
    broken.write_text('{"rnms": 1, "region": "kirov", "figurs": []}', encoding="utf-8")
    click(page, "#example")
    page.choose("#files", [broken])
    page.wait("document.getElementById('fault').textContent")
    holds(
        that=fault(page) == "край.json: $.figurs: неизвестный ключ 'figurs'; возможно, 'figures'",
        what=fault(page),
    )
    judged_example(page)
    holds(that=not fault(page))


def english(visit: Visit) -> None:
    """The switch changes the page, the verdicts and the report."""
    page = visit.page
    judged_example(page)
    click(page, "#language")
    summary = page.run("document.getElementById('report-summary').textContent")
    rest = page.run("document.getElementById('judge').textContent")
    holds(that=(summary, rest) == ("met — 5, undetermined — 2", "Judge"), what=(summary, rest))


REGISTER = [["СНИЛС", "Школа", "Должность"], ["112-233-445 95", "СОШ 5", "учитель"]]
MAPPING = """
rnms-intake = 1
region = "kirov"
[words.role]
"учител*" = "pedagogical"
[[sheet]]
[sheet.organization]
name = "Школа"
[sheet.person]
key = ["СНИЛС"]
[sheet.employment]
organization = "Школа"
role = { column = "Должность", words = "role" }
"""


def register(visit: Visit) -> None:
    """A register of another office program is read by calamine; people are known by no number of theirs."""
    page, folder = visit.page, visit.folder.parent
    (folder / "кадры.ods").write_bytes(opendocument(REGISTER))
    (folder / "кадры.toml").write_text(MAPPING, encoding="utf-8")
    choose(page, [folder / "кадры.ods", folder / "кадры.toml"])
    told = page.run("document.getElementById('opened').innerText")
    holds(that="прочитано строк: 1" in told, what=told)
    press_named(page, "Сохранить .salt: с ним коды людей останутся теми же", "#opened-saves")
    salt = page.download("кадры.salt").strip()
    press_named(page, "Сохранить данные (.json)", "#opened-saves")
    saved = page.download("данные-кадры.json")
    upload = rnms.sheets.Upload("кадры.ods", opendocument(REGISTER))
    expected = read(upload, loads_mapping(MAPPING), salt=salt).system
    holds(that=rnms.files.loads(saved) == expected, what=saved.decode())
    holds(that=b"112-233" not in saved)
    page.choose("#files", [folder / "кадры.ods"])
    page.wait("document.getElementById('fault').textContent")
    holds(that="к реестру — соответствие столбцов .toml" in fault(page), what=fault(page))
    page.run("document.getElementById('region').value = 'kirov'")
    click(page, "#suggest")
    holds(that='region = "kirov"' in page.download("соответствие-кадры.toml").decode())


def opendocument(rows: list[list[str]]) -> bytes:
    """Write a table as an OpenDocument spreadsheet."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Кадры">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


def crashed(visit: Visit) -> None:
    """A worker that dies takes its desk with it: the page shows nothing of it, says so, and begins anew."""
    page = visit.page
    judged_example(page)
    page.run("worker.onerror()")
    page.wait("document.body.dataset.ready && document.getElementById('fault').textContent")
    holds(that="начато заново" in fault(page), what=fault(page))
    holds(that=page.run("document.getElementById('report').hidden"))
    judged_example(page)
    holds(that=not fault(page))


def typed_alone(visit: Visit) -> None:
    """Without a file: the figures of the chosen region are typed, and what is said of them is saved."""
    page = visit.page
    page.run("document.getElementById('period').value = '2023'")
    page.run("document.getElementById('region').value = 'ugra'")
    click(page, "#typed")
    page.run("document.querySelector('#rows input').value = '20200'")
    click(page, "#correct")
    press_named(page, "Сохранить данные (.json)", "#opened-saves")
    saved = rnms.files.loads(page.download("данные-ugra.json"))
    holds(that=[figure.count for figure in saved.figures] == [20200], what=saved.figures)


def accessible(visit: Visit, axe: str) -> None:
    """WCAG A and AA hold on a telephone and a screen, in both colour schemes, before and after a report."""
    page = visit.page
    started(page, visit.address)
    page.run(axe)
    found = []
    for step in ("begun", "judged"):
        if step == "judged":
            judged_example(page)
            click(page, "#results button")
            click(page, "#audit")
            type_figure(page, "19")
            click(page, "#suppose")
            page.run("for (const details of document.querySelectorAll('details')) details.open = true")
        for width in (375, 1200):
            for scheme in ("light", "dark"):
                page.look(width, scheme)
                found += [[step, width, scheme, *one] for one in page.run(RUN)]
                too_wide = page.run("document.documentElement.scrollWidth > innerWidth + 1")
                found += [[step, width, scheme, "wider than the page"]] if too_wide else []
    holds(that=not found, what=found)
    page.run("document.body.append(document.createElement('img'))")
    holds(that=bool(page.run(RUN)), what="a page that is bad was not found bad")


def measured(page: Page, address: str, folder: Path) -> dict[str, float]:
    """Measure in seconds of processor time: what Pyodide takes, what rnms takes over it, and each task."""
    marks = "performance.getEntriesByType('mark').map(mark => mark.name)"
    seconds: dict[str, float] = {}
    page.open(address)
    before = page.cpu()
    for name, following in (("checked", "python"), ("python", "rnms")):
        page.wait(f"{marks}.includes({following!r})")
        seconds[name], before = page.cpu() - before, page.cpu()
    page.wait("document.body.dataset.ready")
    seconds["rnms"] = page.cpu() - before
    many = folder.parent / "много.json"
    many.write_text(rnms.files.dumps(invented_region(staff=MANY, seed=1)), encoding="utf-8")

    def opened() -> None:
        choose(page, [many])

    def judged() -> None:
        page.run("document.getElementById('period').value = '2023'")
        click(page, "#judge")

    tasks: dict[str, Callable[[], None]] = {
        "example": lambda: judged_example(page),
        "example again": lambda: click(page, "#judge"),
        "region opened": opened,
        "region judged": judged,
        "region judged again": judged,
    }
    for name, task in tasks.items():
        before = page.cpu()
        task()
        seconds[name] = page.cpu() - before
    return seconds


TOGETHER = (
    from_disk,
    readings,
    workbook,
    circle,
    dropped,
    figures,
    by_keyboard,
    faults,
    register,
    typed_alone,
    crashed,
    english,
)
"""What is done on one page, one after the other, as people do."""
ALONE = (over_http, damaged, forgotten)


BROWSERS: tuple[type[Page], ...] = (Chromium, Firefox)


def main(axe: str, assets: str | None = None) -> int:
    """Check everything; or measure, where ``--measure`` stands in the place of axe-core."""
    with tempfile.TemporaryDirectory() as name:
        # As clerks have it: spaces, Cyrillic, a sign that addresses write otherwise.
        folder = Path(name, "Отчёты за 2023 год #1", "rnms без установки")
        given = [] if assets is None else ["--assets", assets]
        if command(["app", "--write", str(folder), *given]):
            return 1
        wrong = 0
        for kind in BROWSERS:
            # Chromium is never passed over where CI is meant to have it.
            if kind.found() is None and not (kind is Chromium and os.environ.get("CI") == "true"):
                sys.stdout.write(f"NOT TESTED in {kind.__name__}: it is not here\n")
            elif axe == "--measure":
                with browser(kind) as page:
                    seconds = measured(page, (folder / "index.html").as_uri(), folder)
                sys.stdout.write(json.dumps({kind.__name__: seconds}, indent=1) + "\n")
            else:
                wrong += checked(kind, folder, Path(axe).read_text(encoding="utf-8"))
    return min(wrong, 1)


def checked(kind: type[Page], folder: Path, axe: str) -> int:
    """Check everything in one browser, and count what does not hold."""
    address, wrong = (folder / "index.html").as_uri(), 0
    with browser(kind) as page:
        started(page, address)
        for check in TOGETHER:
            # A headless Firefox does not keep the focus: keys that are sent press no button of any page.
            if check is by_keyboard and kind is Firefox:
                sys.stdout.write("NOT TESTED in Firefox: the keyboard alone\n")
                continue
            wrong += failed(check, Visit(page, address, folder))
    # The page is the same in every browser, and Chromium changes its colour scheme while it runs.
    alone: list[Callable[[Visit], None]] = [*ALONE]
    if kind is Chromium:
        alone.append(partial(accessible, axe=axe))
    for other in alone:
        with browser(kind) as page:
            wrong += failed(other, Visit(page, address, folder))
    return wrong


@contextmanager
def browser(kind: type[Page]) -> Iterator[Page]:
    """Start a browser that keeps nothing afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own, kind(Path(own)) as page:
        yield page


def failed(check: Callable[[Visit], None], visit: Visit) -> bool:
    """Check one thing, and say whether it does not hold."""
    label = f"{getattr(check, '__name__', 'accessible')} in {type(visit.page).__name__}"
    began = time.monotonic()
    try:
        check(visit)
    except (AssertionError, TimeoutError, RuntimeError) as error:
        sys.stdout.write(f"WRONG {label}: {error}\n")
        return True
    sys.stdout.write(f"fine  {label}: {time.monotonic() - began:.0f} s\n")
    sys.stdout.flush()
    return False


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
