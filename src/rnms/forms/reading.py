"""What each cell of a returned form says."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import product
from pathlib import Path

import attrs

from rnms._values import frozen
from rnms.engine.relations import difference
from rnms.errors import DataError, MissingExtraError, skeleton, visible
from rnms.files.converter import perhaps
from rnms.forms.documents import Document, document, is_none
from rnms.forms.form_plan import FormQuestion, Plan
from rnms.forms.owner import (
    Addressees,
    FormFile,
    Remark,
    columns_of,
    marked_csv,
    marked_workbook,
    refuse,
    title_of,
)
from rnms.forms.strays import Stray, own_texts, strays
from rnms.forms.wording import EXECUTOR_CODE, REMARK, evidence_words
from rnms.forms.workbook import (
    ANSWERED,
    CODE,
    EVIDENCE_OF,
    HEAD,
    HEAD_NAME,
    LEFTOVERS,
    MARKS,
    REPLACES,
    VALUE,
    WHY,
    Filled,
)
from rnms.issues import Either, Fact, Issue, Message, message
from rnms.model.norm import Bounds
from rnms.model.returns import Evidence, Figure, PrintedShare
from rnms.model.spelling import as_seen
from rnms.model.subjects import Municipality
from rnms.sheets.area import hidden_issues
from rnms.sheets.calamine import Calamine
from rnms.sheets.reading import CellError, is_percent, share, whole_number, yes_no
from rnms.sheets.safety import OTHER_KINDS, WORKBOOKS, Upload, file_name, is_folder
from rnms.sheets.values import Broken, Cell, Sheet, address, quoted


@frozen(kw_only=True)
class Returned:
    """What one form says.

    Attributes:
        file: Name of the file.
        municipality: Whose it is.
        figures: What it reports, and what it says is missing.
        remarks: Its faults.
        cells: By code and column title, what stands in it.
        executor: Who filled it, and the telephone.
        replaces: The checksums of the forms that it stands for, if it is our copy of them, corrected.
        leftovers: What a clerk wrote where nothing is read, each with its place.
    """

    file: str
    municipality: Municipality
    figures: tuple[Figure, ...]
    remarks: tuple[Remark, ...]
    cells: Mapping[tuple[str, str], Cell]
    executor: str = ""
    replaces: tuple[str, ...] = ()
    leftovers: tuple[tuple[str, str], ...] = ()

    @functools.cached_property
    def checksum(self) -> str:
        """Tells its answers from others, whichever program has saved them again."""
        answered = [[*spot, str(cell)] for spot, cell in sorted(self.cells.items()) if not cell.is_blank]
        text = json.dumps([answered, self.executor], ensure_ascii=False)
        return f"s{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()[:16]}"

    def is_copy_of(self, other: Returned) -> bool:
        """Tell whether it says what another form says, under another name or saved by another program."""
        said, same = ([attrs.evolve(figure, place="") for figure in form.figures] for form in (self, other))
        return self.checksum == other.checksum and said == same

    def is_replaced_by(self, other: Returned) -> bool:
        """Tell whether another form is a later copy of it that came back."""
        return len(other.replaces) > len(self.replaces) and self.checksum in other.replaces

    def filled(self) -> Filled:
        """Give the form as it came back, with its faults as notes."""
        notes: dict[tuple[str, str], str] = {}
        for remark in self.remarks:
            spot = (remark.code, remark.column)
            notes[spot] = f"{notes[spot]}\n{remark.issue.text}" if spot in notes else remark.issue.text
        return Filled(
            cells=self.cells,
            notes=notes,
            executor=self.executor,
            replaces=(*self.replaces, self.checksum),
            leftovers=self.leftovers,
        )


@frozen(kw_only=True)
class Refused:
    """A file of which nothing is taken.

    Attributes:
        file: Its name.
        issues: Why.
        senders: Whoever may have sent it, by its name, its mark and its heading; none where that cannot be
            told, or where it lies there as it was given out.
    """

    file: str
    issues: tuple[Issue, ...]
    senders: tuple[Municipality, ...] = ()


def returned(path: Path | Upload, addressees: Addressees, calamine: Calamine | None = None) -> Returned:
    """Read a form; whoever reads many gives the process that does.

    Raises:
        DataError: If it is not a form of this plan that can be read; its issues say why.
        OSError: If the file cannot be read.
    """
    file = _marked(path, calamine)
    owner, remarks = addressees.owner(path, file.marks)
    remarks = (*remarks, *addressees.check_names(path, file.sheet, owner))
    return _Reader(addressees.plan, file, owner, remarks).returned()


def _marked(path: Path | Upload, calamine: Calamine | None) -> FormFile:
    return marked_csv(path) if path.suffix.casefold() == ".csv" else marked_workbook(path, calamine)


def attempted(
    path: Path | Upload, addressees: Addressees, calamine: Calamine | None = None
) -> Returned | Refused:
    """Read a form, or say why it cannot be read, whatever is in the file.

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    ending = path.suffix.casefold()
    if is_folder(path):
        fault, code = message("form.folder"), "form.folder"
    elif ending in {*OTHER_KINDS, *WORKBOOKS} - _READ:
        fault, code = message("file.kind", ending=ending, read=""), "file.kind"
    elif ending in _ARCHIVES:
        fault, code = message("form.other-file/archive"), "form.other-file"
    elif not ending:
        fault, code = message("form.other-file/no-ending"), "form.other-file"
    elif ending not in _READ:
        fault, code = message("form.other-file"), "form.other-file"
    else:
        try:
            return returned(path, addressees, calamine)
        except DataError as error:
            return _refused(path, addressees, error.issues, calamine)
        except MissingExtraError as error:
            if ending in {".xlsx", ".xlsm"}:  # then no form can be read
                raise
            fault, code = message("file.unreadable/package", fault=error.message), "file.unreadable"
        except Exception as error:  # noqa: BLE001  # one return never costs another
            fault, code = message("file.unreadable/error", error=type(error).__name__), "file.unreadable"
    return _refused(path, addressees, (Issue(place=file_name(path), text=fault, code=code),), calamine)


def _refused(
    path: Path | Upload, addressees: Addressees, issues: tuple[Issue, ...], calamine: Calamine | None
) -> Refused:
    """Say why a file is not taken, and who may have sent it; whoever left it empty has sent nothing."""
    senders: tuple[Municipality, ...] = ()
    if {issue.code for issue in issues} != {"form.empty"}:
        file = None
        if path.suffix.casefold() in {*_READ, *WORKBOOKS}:
            # It was refused before: whatever is wrong with it was said.
            with contextlib.suppress(Exception):
                file = _marked(path, calamine)
        senders = addressees.senders(path, file)
    return Refused(file=file_name(path), issues=issues, senders=senders)


_READ = {".xlsx", ".xlsm", ".ods", ".csv"}
"""Endings of the forms that are read: of the other workbooks nobody can tell what is shown in percent."""
_ARCHIVES = {".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"}
"""Endings of files in which others are packed."""
_MOST_NAMED = 6
"""How many cells a remark names."""


class _Reader:
    """Reads the rows of one form."""

    def __init__(
        self, form_plan: Plan, file: FormFile, owner: Municipality, remarks: tuple[Remark, ...]
    ) -> None:
        self._asked = form_plan
        self._file = file
        self._sheet = sheet = file.sheet
        self._owner = owner
        self._remarks = list(remarks)
        self._head, self._columns = columns_of(sheet)
        self._rows: dict[str, int] = {}
        self._executor = ""
        self._executor_row: int | None = None
        self._own_texts = frozenset(map(as_seen, own_texts(form_plan, owner)))
        self._said_rows: set[int] = set()
        self._said_cells: set[tuple[int, int]] = set()

    def returned(self) -> Returned:
        """Read everything that the form says."""
        spoilt = self._find_rows() | {*self._in_second_columns()}
        cells = {(code, title): self._cell(code, title) for code in self._rows for title in ANSWERED}
        other_tables = {sheet.name: self._other_table(sheet) for sheet in self._file.others}
        second_tables = tuple(issue for issue in other_tables.values() if issue is not None)
        outside, on_other_sheets = [*self._outside()], [*self._on_other_sheets()]
        is_blank = cells and all(cell.is_blank for cell in cells.values())
        if is_blank and not (spoilt or outside or self._executor):
            if second_tables:
                raise DataError(self._sheet.place(), second_tables)
            if all(self._is_own(stray.text) for stray in on_other_sheets):
                refuse(self._sheet.place(), "form.empty")
        figures = {
            question.code: self._figure(question)
            for question in self._asked.questions
            if question.code in self._rows and question.code not in spoilt
        }
        self._remarks += (Remark(issue=issue) for issue in second_tables)
        self._say_hidden()
        self._say_outside(outside)
        self._say_other_sheets(stray for stray in on_other_sheets if other_tables[stray.sheet] is None)
        above_whole = self._above_whole(figures)
        for code in above_whole | self._unrelated(figures, above_whole):
            figures[code] = self._missing(code, "противоречит другому ответу")
        return Returned(
            file=self._sheet.file,
            municipality=self._owner,
            figures=tuple(figure for figure in figures.values() if figure is not None),
            remarks=tuple(self._remarks),
            cells=cells,
            executor=self._executor,
            replaces=tuple(self._file.marks.get(REPLACES, "").split()),
            leftovers=(
                *((stray.address, stray.text) for stray in outside),
                *((f"{stray.sheet}!{stray.address}", stray.text) for stray in on_other_sheets),
                *self._left_before(),
            ),
        )

    @staticmethod
    def _other_table(sheet: Sheet) -> Issue | None:
        """Name a further sheet that looks like the form: which of them holds is for the clerk to say."""
        with contextlib.suppress(DataError):
            head, columns = columns_of(sheet)
            rows = range(head + 1, sheet.last_row + 1)
            if any(not sheet.at(row, columns[VALUE]).is_blank for row in rows):
                fault = message("form.second-table", sheet=quoted(sheet.name))
                return Issue(place=sheet.place(), text=fault, code="form.second-table")
        return None

    def _in_second_columns(self) -> Iterator[str]:
        """Name columns of answers that stand twice; an answer that differs in them is none."""
        for title, first in self._columns.items():
            for column in range(first + 1, self._sheet.last_column + 1) if title in ANSWERED else ():
                answers = {
                    code: self._sheet.at(row, column)
                    for code, row in self._rows.items()
                    if not self._sheet.at(row, column).is_blank
                }
                if title != title_of(self._sheet.at(self._head, column)) or not answers:
                    continue
                fault = message("form.second-column", title=title, first=address(self._head, first))
                place = self._sheet.place(self._head, column)
                self._remarks.append(Remark(issue=Issue(place=place, text=fault, code="form.second-column")))
                self._said_cells |= {(self._rows[code], column) for code in answers}
                for code, answer in answers.items():
                    own = self._cell(code, title)
                    if as_seen(str(answer)) != as_seen(str(own)):
                        facts: dict[str, Fact] = {"first": quoted(own), "second": quoted(answer)}
                        fault = message("form.second-column/differs", code=code, title=title, **facts)
                        self._fault(code, title, "form.second-column", fault)
                        yield code

    def _say_hidden(self) -> None:
        """Say which rows and columns that hold answers people do not see."""
        answered = {
            (self._rows[code], self._columns[title])
            for code, title in product(self._rows, ANSWERED)
            if not self._cell(code, title).is_blank
        }
        rows = {row for row, _ in answered} & self._sheet.hidden_rows
        hidden = {column for _, column in answered} & self._sheet.hidden_columns
        columns = {column: title for title, column in self._columns.items() if column in hidden}
        for issue in hidden_issues(self._sheet, rows, columns, self._head):
            self._remarks.append(Remark(issue=issue))

    def _outside(self) -> Iterator[Stray]:
        """List what a clerk wrote in the form that is neither an answer nor a text of the form itself."""
        answers = {
            (row, column) for row in self._rows.values() for title, column in self._columns.items()
            if title in (*ANSWERED, REMARK)
        } | {(self._executor_row, self._columns[VALUE])}  # fmt: skip
        for stray in strays(self._sheet):
            is_ours = self._is_own(stray.text) or stray.text.startswith(MARKS) or self._is_remark(stray.text)
            if not is_ours and (stray.row, stray.column) not in answers and not self._is_mark(stray.row):
                yield stray

    def _on_other_sheets(self) -> Iterator[Stray]:
        """List what stands on sheets that the form does not have; not what an earlier copy has kept."""
        for sheet in self._file.others:
            yield from strays(sheet) if sheet.name != LEFTOVERS else ()

    def _left_before(self) -> Iterator[tuple[str, str]]:
        """List what an earlier copy has kept, each under its place in the form before."""
        for sheet in self._file.others:
            for stray in strays(sheet) if sheet.name == LEFTOVERS else ():
                if stray.column == 2 and stray.row > 1:
                    yield str(sheet.at(stray.row, 1)), stray.text

    def _say_outside(self, outside: Iterable[Stray]) -> None:
        """Name where a clerk wrote what nobody reads, unless that was said of its row or its cell."""
        said_cells = self._said_cells | {(self._head - HEAD + HEAD_NAME, 1)}
        unsaid = [
            stray
            for stray in outside
            if stray.row not in self._said_rows and (stray.row, stray.column) not in said_cells
        ]
        if unsaid:
            more = len(unsaid) - _MOST_NAMED
            fault = message(
                "form.outside",
                cells=tuple(stray.address for stray in unsaid[:_MOST_NAMED]),
                more=message("form.outside/more", number=more) if more > 0 else "",
            )
            place = self._sheet.place(unsaid[0].row, unsaid[0].column)
            self._remarks.append(Remark(issue=Issue(place=place, text=fault, code="form.outside")))

    def _say_other_sheets(self, on_other_sheets: Iterable[Stray]) -> None:
        """Name the sheets on which a clerk wrote what nobody reads."""
        names = {stray.sheet for stray in on_other_sheets if not self._is_own(stray.text)}
        for sheet in self._file.others:
            if sheet.name in names:
                fault = message("form.outside/sheet", sheet=quoted(sheet.name))
                issue = Issue(place=sheet.place(), text=fault, code="form.outside")
                self._remarks.append(Remark(issue=issue))

    def _is_own(self, text: str) -> bool:
        """Tell whether the form holds a text before anybody has filled it."""
        return as_seen(text) in self._own_texts

    def _is_remark(self, text: str) -> bool:
        """Tell whether we wrote it, in a copy that has come back."""
        return REPLACES in self._file.marks and text.startswith(f"{REMARK}:")

    def _is_mark(self, row: int) -> bool:
        return str(self._sheet.at(row, self._columns[CODE])).startswith(MARKS)

    def _find_rows(self) -> set[str]:
        """Find the row of each question by its code; those that no row can be trusted for are returned."""
        codes = {question.code: question for question in self._asked.questions}
        spoilt: set[str] = set()
        for row in range(self._head + 1, self._sheet.last_row + 1):
            first = self._sheet.at(row, 1).content
            if isinstance(first, Broken):
                self._fault("", CODE, first.code, first.message, row)
                continue
            cell = visible(str(self._sheet.at(row, self._columns[CODE]))).strip()
            code = next((candidate for candidate in codes if candidate.casefold() == cell.casefold()), cell)
            if code.startswith(MARKS):
                continue
            if as_seen(code).startswith(as_seen(EXECUTOR_CODE)):
                self._executor = str(self._sheet.at(row, self._columns[VALUE])).strip()
                self._executor_row = row
                continue
            if self._is_remark(code):
                continue
            if code in self._rows:
                spoilt.add(code)
                self._fault(code, CODE, "form.row-doubled", message("form.row-doubled", code=code), row)
            elif code in codes:
                self._rows[code] = row
                if self._is_ragged(row):
                    spoilt.add(code)
                    self._fault(code, VALUE, "table.ragged", message("table.ragged", code=code), row)
            else:
                spoilt.update(self._unknown_row(row, code, codes))
        for code, question in codes.items():
            if code not in self._rows and code not in spoilt:
                lacking = message("form.row-missing", code=code, title=question.title)
                issue = Issue(place=self._sheet.place(), text=lacking, code="form.row-missing")
                self._remarks.append(Remark(issue=issue, code=code, column=CODE))
        return spoilt

    def _is_ragged(self, row: int) -> bool:
        """Tell whether a row of CSV is wider than the head, as an unquoted comma makes it."""
        return self._sheet.is_text and self._sheet.width(row) > max(self._columns.values())

    def _unknown_row(self, row: int, code: str, codes: Mapping[str, FormQuestion]) -> Iterator[str]:
        """Name a row that answers no question; one whose code only looks right spoils that question."""
        if all(self._sheet.at(row, column).is_blank for column in self._columns.values()):
            return
        alike = next((candidate for candidate in codes if skeleton(candidate) == skeleton(code)), None)
        if alike is not None and (letters := _foreign(code, alike)):
            fault = message("cell.alphabets/code", code=quoted(code), letters=letters, right=alike)
            self._fault("", CODE, "cell.alphabets", fault, row)
            yield alike
            return
        fault = message("form.row-unknown", code=quoted(code), near=perhaps(code, codes))
        self._fault("", CODE, "form.row-unknown", fault, row)

    def _cell(self, code: str, title: str) -> Cell:
        column = self._columns.get(title)
        return Cell() if column is None else self._sheet.at(self._rows[code], column)

    def _place(self, code: str, title: str = VALUE, row: int | None = None) -> str:
        """Find the cell of an answer, or of another column of its row."""
        return self._sheet.place(row or self._rows[code], self._columns.get(title, self._columns[CODE]))

    def _fault(self, code: str, title: str, kind: str, fault: Message, row: int | None = None) -> None:
        place = self._place(code, title, row)
        if row is not None:
            self._said_rows.add(row)
        self._remarks.append(Remark(issue=Issue(place=place, text=fault, code=kind), code=code, column=title))

    def _figure(self, question: FormQuestion) -> Figure | None:
        """Read what a row reports: a figure, the reason why there is none, or nothing."""
        code = question.code
        value, why = self._cell(code, VALUE), self._cell(code, WHY)
        is_elsewhere = self._say_elsewhere(question)
        written = self._document(question)
        evidence, note = written.evidence, written.note
        has_reason = not (why.is_blank or _says_no_reason(question, value, why))
        if value.is_blank:
            if is_elsewhere:
                return self._missing(code, "ответ не прочитан", evidence, note)
            if not has_reason:
                self._fault(code, VALUE, "form.blank", message("form.blank", code=code))
                return None
            if _is_answer(why) or _begins_with_count(question, why):
                fault = message("form.answer-as-reason", code=code, given=quoted(why))
                self._fault(code, WHY, "form.answer-as-reason", fault)
                return self._missing(code, "ответ не прочитан", evidence, note)
            return self._missing(code, str(why).strip(), evidence, note)
        if has_reason:
            fault = message("form.value-and-reason", code=code, value=quoted(value), why=quoted(why))
            self._fault(code, VALUE, "form.value-and-reason", fault)
            return self._missing(code, "даны и значение, и причина", evidence, note)
        try:
            answer = _answer(question, value)
        except CellError as error:
            self._fault(code, VALUE, error.code, message("of-question", code=code, fault=error.message))
            return self._missing(code, "ответ не прочитан", evidence, note)
        return Figure(
            key=question.key,
            period=question.period,
            municipality=self._owner.id,
            holds=answer if isinstance(answer, bool) else None,
            count=answer if type(answer) is int else None,
            share=answer if isinstance(answer, PrintedShare) else None,
            evidence=evidence,
            note=note,
            place=self._place(code),
        )

    def _say_elsewhere(self, question: FormQuestion) -> bool:
        """Name each number, yes or no that stands in the row of a question and not among its answers."""
        code, row = question.code, self._rows[question.code]
        read = {self._columns.get(title) for title in (VALUE, WHY)}
        if not self._holds_answer_for_document(code):
            read.add(self._columns.get(EVIDENCE_OF))
        is_elsewhere = False
        for column in range(1, self._sheet.last_column + 1):
            cell = self._sheet.at(row, column)
            is_said = column in read or (row, column) in self._said_cells
            if not is_said and _is_value(cell) and not self._is_own(str(cell)):
                fault = message("form.answer-outside", code=code, given=quoted(cell))
                issue = Issue(place=self._sheet.place(row, column), text=fault, code="form.answer-outside")
                self._remarks.append(Remark(issue=issue, code=code, column=VALUE))
                self._said_cells.add((row, column))
                is_elsewhere = True
        return is_elsewhere

    def _holds_answer_for_document(self, code: str) -> bool:
        """Tell whether the answer of a row stands in the place of its document."""
        cell = self._cell(code, EVIDENCE_OF)
        is_unanswered = self._cell(code, VALUE).is_blank and self._cell(code, WHY).is_blank
        return is_unanswered and _is_value(cell) and not is_none(str(cell))

    def _missing(self, code: str, why: str, evidence: tuple[Evidence, ...] = (), note: str = "") -> Figure:
        question = next(question for question in self._asked.questions if question.code == code)
        return Figure(
            key=question.key,
            period=question.period,
            municipality=self._owner.id,
            missing=why,
            evidence=evidence,
            note=note,
            place=self._place(code),
        )

    def _document(self, question: FormQuestion) -> Document:
        """Read the document behind an answer, and name what is wrong with it."""
        cell = self._cell(question.code, EVIDENCE_OF)
        if cell.is_blank or self._holds_answer_for_document(question.code):
            return Document()
        answered = document(str(cell), question.evidence)
        if answered.fault:
            kinds_asked = Either(tuple(f"«{words}: …»" for words in evidence_words(question)))
            facts: dict[str, Fact] = (
                {"kinds": kinds_asked} if answered.fault == "form.evidence-kind" else {"given": quoted(cell)}
            )
            fault = message(answered.fault, code=question.code, **facts)
            self._fault(question.code, EVIDENCE_OF, answered.fault.partition("/")[0], fault)
        return answered

    def _above_whole(self, figures: Mapping[str, Figure | None]) -> set[str]:
        """Find the questions whose answers exclude each other: a part larger than its whole."""
        keys: set[str] = set()
        counts = {code: figure.count for code, figure in figures.items() if figure is not None}
        for question in self._asked.questions:
            part = counts.get(question.code)
            for code in question.part_of:
                whole = counts.get(code)
                if part is not None and whole is not None and part > whole:
                    facts: dict[str, Fact] = {"code": question.code, "part": part, "of": code, "whole": whole}
                    fault = message("form.part-above-whole", **facts)
                    for candidate in (question.code, code):
                        self._fault(candidate, VALUE, "form.part-above-whole", fault)
                    keys |= {question.code, code}
        return keys

    def _unrelated(self, figures: Mapping[str, Figure | None], told: AbstractSet[str]) -> set[str]:
        """Find the questions whose answers break a relation of the act, unless all of them are told of."""
        codes: set[str] = set()
        counts = {code: figure.count for code, figure in figures.items() if figure is not None}
        for relation in self._asked.relations:
            related = {*relation.left, *relation.right}
            left, right = (
                _sum(counts.get(code) for code in side) for side in (relation.left, relation.right)
            )
            excess = difference(relation.op, left, right)
            if excess and not related <= told:
                given = [code for code in (*relation.left, *relation.right) if counts.get(code) is not None]
                fault = message(
                    "form.relation",
                    relation=relation.code,
                    clause=relation.clause,
                    rule=str(relation),
                    answers=tuple(f"{code} = {counts[code]}" for code in given),
                    difference=excess,
                )
                for code in given:
                    self._fault(code, VALUE, "form.relation", fault)
                codes |= {*given}
        return codes


def _sum(counts: Iterable[int | None]) -> Bounds:
    """Find what answers are together; what was not answered is none or more."""
    listed = [*counts]
    low = sum(count for count in listed if count is not None)
    return Bounds(low, None if None in listed else low)


def _says_no_reason(question: FormQuestion, value: Cell, why: Cell) -> bool:
    """Tell whether what stands among the reasons says that there is none; «нет» does so beside a number."""
    words = as_seen(str(why))
    return (
        words in _NO_REASON
        or not any(map(str.isalnum, words))
        or (words == _NO and not value.is_blank and not question.yes_no)
    )


_NO = as_seen("нет")
_NO_REASON = {as_seen(words) for words in ("нет причин", "нет причины", "отсутствует", "отсутствуют")}


_ABOUT = "около|примерно|порядка|приблизительно|всего|итого|(не )?(более|менее|больше|меньше|свыше|выше|ниже)"
_ANSWERED = re.compile(
    rf"(({_ABOUT}) |[~≈<>≤≥] ?)?[0-9][0-9 .,]*([-–—] ?[0-9][0-9 .,]*)?(%|[^\W\d_]{{1,12}}\.?)?",
    re.IGNORECASE,
)
"""A number with its unit, or about how large it is: «100 чел.», «около 100», «100–110»."""
_YES_AND_MORE = re.compile(r"да ?[,;:.(–—-].*", re.IGNORECASE | re.DOTALL)
"""A yes with what belongs elsewhere: «да, приказом № 5»."""


def _is_answer(cell: Cell) -> bool:
    """Tell whether a cell holds a number, a yes or no, or a document: no reason for having none."""
    is_document = "№" in str(cell) and bool(document(" ".join(str(cell).split()), ()).evidence)
    return is_document or _is_value(cell) or not isinstance(cell.content, str)


def _is_value(cell: Cell) -> bool:
    """Tell whether a cell holds a number, or a yes or no, as people write them."""
    cell_text = " ".join(str(cell).split())
    if _ANSWERED.fullmatch(cell_text) or _YES_AND_MORE.fullmatch(cell_text):
        return True
    for reader in (whole_number, share, yes_no):
        with contextlib.suppress(CellError):
            reader(cell)
            return True
    return False


def _begins_with_count(question: FormQuestion, why: Cell) -> bool:
    """Tell whether a reason begins with as many of what is counted: «100 человек в трёх школах»."""
    found = _COUNTED.match(" ".join(str(why).split()))
    if question.yes_no or found is None:
        return False
    word, unit = found["word"].casefold(), question.unit.casefold()
    return word.startswith(_PERSONS) or word[:_STEM] == unit[:_STEM]


_COUNTED = re.compile(rf"(({_ABOUT}) |[~≈<>≤≥] ?)?[0-9][0-9 ]* (?P<word>[^\W\d_]+)", re.IGNORECASE)
_PERSONS = "чел"
_STEM = 5
"""So many letters of a word are the same in all its cases: «методист», «методистов»."""


def _answer(question: FormQuestion, value: Cell) -> bool | int | PrintedShare:
    if question.yes_no:
        return yes_no(value)
    if question.takes_share and is_percent(value):
        return share(value)
    return whole_number(value, or_share=question.takes_share)


def _foreign(code: str, right: str) -> str:
    """List the letters in which a code differs from the right one."""
    return "".join(
        letter for letter, right_letter in zip(code, right, strict=False) if letter != right_letter
    )
