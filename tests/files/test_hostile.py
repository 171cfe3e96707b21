"""Hostile files by their structure: whatever one holds, it is read or refused as that file, and in time.

Inputs that once broke something lie in ``corpus/`` and are tried each time; ``RNMS_THOROUGH=1`` draws more.
"""

from __future__ import annotations

import contextlib
import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from rnms import forms
from rnms.errors import DataError, RnmsError
from rnms.forms import plan
from rnms.issues import Issue
from rnms.model import Municipality
from rnms.model.limits import Limits
from rnms.sheets import Upload, read_table
from rnms.sheets.calamine import Calamine
from rnms.sheets.workbook import read_workbook

CORPUS = sorted(Path(__file__).with_name("corpus").iterdir())
SMALL = Limits(bytes=2**20, unpacked=2**22, rows=1000, columns=50, cells=5000)
SECONDS = 10
"""Far more than any of these files takes; the limits let none take a minute."""
PLAN = plan("khabarovsk", 2023, [Municipality(id="m1", name="Лесной район")], only="3")


@pytest.fixture(scope="module")
def calamine() -> Iterator[Calamine]:
    with Calamine(seconds=SECONDS) as process:
        yield process


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


# What stands in XML, well and badly.

numbers = st.sampled_from(
    ["0", "-1", "1", "3", "300", "16384", "1048576", "9" * 30, "9" * 5000, "1e400", "٣"]
)
texts = st.one_of(
    st.sampled_from(["", "&x;", "&#0;", "&#65;", "1_0", "=1+1", "#DIV/0!", "NaN", "]]>", "\u202e", "100%"]),
    st.text(st.characters(exclude_characters="<&\r", exclude_categories=("Cs", "Cc")), max_size=9),
    st.just("x" * 40_000),
)
declarations = st.sampled_from(
    [
        "", "<?xml version='1.0' encoding='utf-7'?>", "<?xml version='1.0' encoding='koi8-r'?>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]>", "<!DOCTYPE a SYSTEM 'file:///nowhere'>", "<!-- -->",
        "<?xml version='1.1'?>", "\x00",
    ]
)  # fmt: skip


@st.composite
def ods_cells(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["string", "float", "percentage", "date", "time", "boolean", "error", ""]))
    repeated, value = draw(numbers), draw(numbers)
    tag = draw(st.sampled_from(["table-cell", "covered-table-cell"]))
    return (
        f'<table:{tag} office:value-type="{kind}" office:value="{value}" office:date-value="{value}"'
        f' table:number-columns-repeated="{repeated}" table:number-columns-spanned="{value}">'
        f'<text:p>{draw(texts)}<text:s text:c="{draw(numbers)}"/></text:p></table:{tag}>'
    )


@st.composite
def ods_files(draw: st.DrawFn) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "calcext")
    )
    rows = "".join(
        f'<table:table-row table:number-rows-repeated="{draw(numbers)}"'
        f' table:visibility="{draw(st.sampled_from(["visible", "collapse"]))}">'
        f"{''.join(draw(st.lists(ods_cells(), max_size=3)))}</table:table-row>"
        for _ in range(draw(st.integers(0, 3)))
    )
    content = (
        f"{draw(declarations)}<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="{draw(st.sampled_from(["Форма", "", "a"]))}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": "<a/>"})


@st.composite
def xlsx_cells(draw: st.DrawFn) -> str:
    place = draw(st.sampled_from(["A1", "B2", "A0", "XFD1048576", "ZZZZ9", "a1", "1", "", "A" + "9" * 5000]))
    kind = draw(st.sampled_from(["n", "s", "str", "inlineStr", "e", "b", "d", "?"]))
    value, formula = draw(st.one_of(numbers, texts)), draw(st.sampled_from(["", "<f>1/0</f>", "<f/>"]))
    return f'<c r="{place}" t="{kind}" s="{draw(numbers)}">{formula}<v>{value}</v><is><t>{value}</t></is></c>'


@st.composite
def xlsx_files(draw: st.DrawFn) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    area = draw(st.sampled_from(["A1:B2", "A1:XFD1048576", "A:A", "", "B2:A1"]))
    name = f'<definedName name="_xlnm.Print_Area" localSheetId="0">{draw(texts)}</definedName>'
    rows = "".join(
        f'<row r="{draw(numbers)}" hidden="{draw(numbers)}">'
        f"{''.join(draw(st.lists(xlsx_cells(), max_size=3)))}</row>"
        for _ in range(draw(st.integers(0, 3)))
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
            f' Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="Форма"'
            f' sheetId="1" r:id="r1"/></sheets><definedNames>{name}</definedNames></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship'
            f' Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{draw(declarations)}<worksheet xmlns="{main}"><cols><col min="1"'
            f' max="{draw(numbers)}" hidden="1"/></cols><sheetData>{rows}</sheetData>'
            f'<mergeCells><mergeCell ref="{area}"/></mergeCells></worksheet>',
        }
    )


csv_files = st.lists(
    st.one_of(st.sampled_from(["id;name\n", '"', ";", "\n", "\r", "\x0c", "\x00", "sep=;\n", "="]), texts),
    max_size=30,
).map(lambda parts: "".join(parts).encode("utf-8", "replace"))


def faults(read: Callable[[], object]) -> tuple[Issue, ...]:
    """The issues by which a file is refused; none where it is read."""
    try:
        read()
    except DataError as error:
        return error.issues
    return ()


def tried(file: Upload, calamine: Calamine) -> None:
    """Read a file in every way in which files come; nothing but an issue of that file may come of it."""
    begin = time.perf_counter()
    columns = {"id": "id", "name": "name"}
    refusals = faults(lambda: read_table(file, "municipalities", columns=columns, limits=SMALL))
    if file.suffix != ".csv":
        refusals += faults(lambda: read_workbook(file, SMALL, calamine))
    assert [issue.place for issue in refusals if not issue.place.startswith(file.name)] == []
    assert forms.collect([Upload("plan.json", PLAN.dumps().encode()), file]).issues
    assert time.perf_counter() - begin < SECONDS


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_once_broke_is_read_or_refused(path: Path, calamine: Calamine) -> None:
    """Each file of the corpus."""
    tried(Upload(path.name, path.read_bytes()), calamine)


@pytest.mark.parametrize(
    "path", [path for path in CORPUS if path.suffix == ".docx"], ids=lambda path: path.name
)
def test_a_blank_that_once_broke_is_taken_or_refused(path: Path) -> None:
    """A region's own blank, whose parts may be spoilt."""
    report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, only="3")
    # Any other error than one of ours would escape.
    with contextlib.suppress(DataError):
        assert report.to_docx(template=path).startswith(b"PK")


@examples(15)
@given(
    st.one_of(
        ods_files().map(lambda data: Upload("a.ods", data)),
        xlsx_files().map(lambda data: Upload("a.xlsx", data)),
        csv_files.map(lambda data: Upload("a.csv", data)),
    )
)
def test_a_hostile_file_is_an_issue_of_itself(calamine: Calamine, file: Upload) -> None:
    """Repeats, references, entities, encodings, places and types that no program writes."""
    tried(file, calamine)


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just(10**400)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = ("region", "figures", "persons", "municipalities", "unreported", "title", "enrolments", "deliveries")


@examples(100)
@given(
    st.dictionaries(st.sampled_from(FIELDS), values),
    st.dictionaries(st.sampled_from(["key", "period", "count", "municipality", "holds", "share"]), values),
)
def test_hostile_json_is_read_or_refused(fields: dict[str, Any], figure: dict[str, Any]) -> None:
    """Values of any shape in any field; what is taken is judged."""
    raw = {"rnms": 1, "region": "khabarovsk", "figures": [figure], **fields}
    # Any other error than one of ours would escape.
    with contextlib.suppress(RnmsError):
        report = rnms.evaluate(rnms.load(json.dumps(raw).encode()), period=2023, only="3")
        assert [result.code for result in report] == ["3"]
