"""What each cell of a returned form says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from rnms.errors import skeleton
from rnms.files.converter import perhaps
from rnms.forms.form_plan import FormQuestion, Plan
from rnms.forms.owner import Remark, columns_of, marked_csv, marked_xlsx, owner_of, refuse
from rnms.forms.workbook import ANSWERED, CODE, EVIDENCE_OF, MARKS, VALUE, WHY, Filled, evidence_words
from rnms.issues import Issue
from rnms.model.returns import Evidence, Figure, PrintedShare
from rnms.model.subjects import Municipality
from rnms.render.texts import TEXTS
from rnms.sheets.reading import CellError, is_percent, share, whole_number, yes_no
from rnms.sheets.values import Cell, Sheet, quoted


@attrs.frozen(kw_only=True)
class Returned:
    """What one form says.

    Attributes:
        file: Name of the file.
        municipality: Whose it is.
        figures: What it reports, and what it says is missing.
        remarks: Its faults.
        cells: By code and column title, what stands in it.
    """

    file: str
    municipality: Municipality
    figures: tuple[Figure, ...]
    remarks: tuple[Remark, ...]
    cells: Mapping[tuple[str, str], Cell]

    def filled(self) -> Filled:
        """The form as it came back, with its faults as notes."""
        notes: dict[tuple[str, str], str] = {}
        for remark in self.remarks:
            spot = (remark.code, remark.column)
            notes[spot] = f"{notes[spot]}\n{remark.issue.text}" if spot in notes else remark.issue.text
        return Filled(cells=self.cells, notes=notes)


def returned(path: Path, form_plan: Plan) -> Returned:
    """Read a form.

    Raises:
        DataError: If it is not a form of this plan that can be read; its issues say why.
        OSError: If the file cannot be read.
    """
    sheet, form_marks = marked_csv(path) if path.suffix.casefold() == ".csv" else marked_xlsx(path)
    return _Reader(form_plan, sheet, *owner_of(path, form_plan, form_marks)).returned()


class _Reader:
    """Reads the rows of one form."""

    def __init__(
        self, form_plan: Plan, sheet: Sheet, owner: Municipality, remarks: tuple[Remark, ...]
    ) -> None:
        self._asked = form_plan
        self._sheet = sheet
        self._owner = owner
        self._remarks = list(remarks)
        self._head, self._columns = columns_of(sheet)
        self._rows: dict[str, int] = {}

    def returned(self) -> Returned:
        """Everything that the form says."""
        spoilt = self._find_rows()
        cells = {(code, title): self._cell(code, title) for code in self._rows for title in ANSWERED}
        if not spoilt and all(cell.is_blank for cell in cells.values()) and cells:
            refuse(self._sheet.place(), "form.empty", "форма не заполнена: ни ответа, ни причины")
        figures = {
            question.code: self._figure(question)
            for question in self._asked.questions
            if question.code in self._rows and question.code not in spoilt
        }
        for code in self._above_whole(figures):
            figures[code] = self._missing(code, "противоречит другому ответу")
        return Returned(
            file=self._sheet.file,
            municipality=self._owner,
            figures=tuple(figure for figure in figures.values() if figure is not None),
            remarks=tuple(self._remarks),
            cells=cells,
        )

    def _find_rows(self) -> set[str]:
        """Find the row of each question by its code; those that no row can be trusted for are returned."""
        codes = {question.code: question for question in self._asked.questions}
        spoilt: set[str] = set()
        for row in range(self._head + 1, self._sheet.last_row + 1):
            cell = str(self._sheet.at(row, self._columns[CODE])).strip()
            code = next((candidate for candidate in codes if candidate.casefold() == cell.casefold()), cell)
            if code.startswith(MARKS):
                continue
            if code in self._rows:
                spoilt.add(code)
                self._fault(code, CODE, "form.row-doubled", f"{code}: строка повторяется; оставьте одну", row)
            elif code in codes:
                self._rows[code] = row
                if self._is_ragged(row):
                    spoilt.add(code)
                    text = f"{code}: в строке лишние ячейки; возьмите текст со знаком-разделителем в кавычки"
                    self._fault(code, VALUE, "table.ragged", text, row)
            else:
                spoilt.update(self._unknown_row(row, code, codes))
        for code, question in codes.items():
            if code not in self._rows and code not in spoilt:
                text = f"{code}: нет строки «{question.title}»; верните её из выданной формы"
                issue = Issue(place=self._sheet.place(), text=text, code="form.row-missing")
                self._remarks.append(Remark(issue=issue, code=code, column=CODE))
        return spoilt

    def _is_ragged(self, row: int) -> bool:
        """Tell whether a row of CSV is wider than the head, as an unquoted comma makes it."""
        if self._sheet.name:
            return False
        beyond = range(max(self._columns.values()) + 1, self._sheet.last_column + 1)
        return any(not self._sheet.at(row, column).is_blank for column in beyond)

    def _unknown_row(self, row: int, code: str, codes: Mapping[str, FormQuestion]) -> Iterator[str]:
        """Name a row that answers no question; one whose code only looks right spoils that question."""
        if all(self._sheet.at(row, column).is_blank for column in self._columns.values()):
            return
        alike = [candidate for candidate in codes if skeleton(candidate) == skeleton(code)]
        if alike and (letters := _foreign(code, alike[0])):
            text = f"в коде {quoted(code)} буквы другого алфавита: «{letters}»; наберите {alike[0]} заново"
            self._fault("", CODE, "cell.alphabets", text, row)
            yield alike[0]
            return
        text = f"строка не из формы, код {quoted(code)}{perhaps(code, codes)}; уберите её или исправьте код"
        self._fault("", CODE, "form.row-unknown", text, row)

    def _cell(self, code: str, title: str) -> Cell:
        column = self._columns.get(title)
        return Cell() if column is None else self._sheet.at(self._rows[code], column)

    def _place(self, code: str, title: str = VALUE, row: int | None = None) -> str:
        """The cell of an answer, or of another column of its row."""
        return self._sheet.place(row or self._rows[code], self._columns.get(title, self._columns[CODE]))

    def _fault(self, code: str, title: str, kind: str, text: str, row: int | None = None) -> None:
        place = self._place(code, title, row)
        self._remarks.append(Remark(issue=Issue(place=place, text=text, code=kind), code=code, column=title))

    def _figure(self, question: FormQuestion) -> Figure | None:
        """What a row reports: a figure, the reason why there is none, or nothing."""
        code = question.code
        value, why = self._cell(code, VALUE), self._cell(code, WHY)
        evidence, note = self._evidence(question)
        if value.is_blank:
            if why.is_blank:
                text = f"{code}: пусто и без причины: считаем «не сообщено», не ноль"
                self._fault(code, VALUE, "form.blank", text)
                return None
            return self._missing(code, str(why).strip(), evidence, note)
        if not why.is_blank:
            text = f"{code}: указаны и значение {quoted(value)}, и причина {quoted(why)}; оставьте одно"
            self._fault(code, VALUE, "form.value-and-reason", text)
            return self._missing(code, "даны и значение, и причина", evidence, note)
        try:
            answer = _answer(question, value)
        except CellError as error:
            self._fault(code, VALUE, error.code, f"{code}: {error}")
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

    def _evidence(self, question: FormQuestion) -> tuple[tuple[Evidence, ...], str]:
        """The document behind an answer, where its kind is said or only one is asked for; else a note."""
        cell = self._cell(question.code, EVIDENCE_OF)
        if cell.is_blank:
            return (), ""
        answer = str(cell).strip()
        word, _, ref = answer.partition(":")
        kinds = {words: kind for kind, words in TEXTS["ru"].evidence.items()}
        kind = kinds.get(" ".join(word.casefold().split()))
        if kind is not None and ref.strip():
            return (Evidence(kind=kind, ref=ref.strip()),), ""
        if len(question.evidence) == 1:
            return (Evidence(kind=question.evidence[0], ref=answer),), ""
        if question.evidence:
            words = "» или «".join(f"{word}: …" for word in evidence_words(question))
            text = f"{question.code}: не сказано, какой это документ; напишите «{words}»"
            self._fault(question.code, EVIDENCE_OF, "form.evidence-kind", text)
        return (), answer

    def _above_whole(self, figures: Mapping[str, Figure | None]) -> set[str]:
        """The questions whose answers exclude each other: a part larger than its whole."""
        keys: set[str] = set()
        counts = {code: figure.count for code, figure in figures.items() if figure is not None}
        for question in self._asked.questions:
            part = counts.get(question.code)
            for code in question.part_of:
                whole = counts.get(code)
                if part is not None and whole is not None and part > whole:
                    text = f"{question.code} = {part} больше, чем {code} = {whole}: проверьте оба числа"
                    for candidate in (question.code, code):
                        self._fault(candidate, VALUE, "form.part-above-whole", text)
                    keys |= {question.code, code}
        return keys


def _answer(question: FormQuestion, value: Cell) -> bool | int | PrintedShare:
    if question.yes_no:
        return yes_no(value)
    if question.takes_share and is_percent(value):
        return share(value)
    return whole_number(value)


def _foreign(code: str, right: str) -> str:
    """The letters in which a code differs from the right one."""
    return "".join(
        letter for letter, right_letter in zip(code, right, strict=False) if letter != right_letter
    )
