"""Faults in what was reported: each with its place, and every kind of fault with its stable code.

The table below is the one home of the codes: what a code means, how grave it is, and what to do.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

import attrs


class Severity(enum.Enum):
    """How grave a fault is: with an error something is not taken, with a warning it is.

    >>> Severity("warning")
    <Severity.WARNING: 'warning'>
    """

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen
class IssueKind:
    """What a code stands for.

    >>> ISSUES["form.not-returned"].severity
    <Severity.WARNING: 'warning'>

    Attributes:
        meaning: What is wrong, in Russian.
        hint: The way out, in Russian.
        severity: How grave it is.
    """

    meaning: str
    hint: str
    severity: Severity = Severity.ERROR


_WARNING = Severity.WARNING

ISSUES: Mapping[str, IssueKind] = {
    # Data files.
    "json": IssueKind("файл — не JSON", "исправьте запись JSON"),
    "json.doubled-key": IssueKind("ключ дан дважды", "оставьте один"),
    "json.number": IssueKind("это не число JSON", "уберите или исправьте значение"),
    "json.text": IssueKind("в тексте половина суррогатной пары", "исправьте текст"),
    "shape.type": IssueKind("значение не того вида", "дайте значение, вид которого назван"),
    "shape.value": IssueKind("такого значения быть не может", "исправьте значение"),
    "shape.missing-key": IssueKind("нет обязательного ключа", "добавьте его"),
    "shape.unknown-key": IssueKind("ключ неизвестен", "исправьте написание или уберите ключ"),
    "region.unknown": IssueKind("региона нет", "назовите один из известных регионов"),
    # Integrity and meaning.
    "id.doubled": IssueKind("идентификатор повторяется", "дайте каждой записи свой"),
    "reference.nobody": IssueKind("ссылка ни на что не указывает", "добавьте запись или исправьте ссылку"),
    "dates.end-before-start": IssueKind("конец раньше начала", "исправьте даты"),
    "attestations.contradiction": IssueKind(
        "об одной обязанности сказано и «да», и «нет»", "оставьте одно или дайте каждому дни"
    ),
    "unreported.entity": IssueKind("такого набора данных нет", "назовите один из известных"),
    "figure.contradiction": IssueKind("число противоречит само себе", "проверьте числа"),
    "figure.missing-and-given": IssueKind("даны и значение, и причина его отсутствия", "оставьте одно"),
    "figure.yes-no": IssueKind("«да» или «нет» там, где нужно число", "дайте число"),
    "figure.unheard": IssueKind("число не отвечает на то, о чём его слово", "дайте то, что нужно"),
    "figure.unknown-key": IssueKind("такого слова в приказе нет", "см. profile.needs()"),
    "figures.contradiction": IssueKind("данные противоречат друг другу", "сверьте их"),
    "figures.relation": IssueKind("контрольное соотношение не выполнено", "сверьте числа формы"),
    "figures.differ-from-records": IssueKind("записи и отчёт расходятся", "сверьте оба источника"),
    "measure.unknown": IssueKind("такого мероприятия в дорожной карте нет", "см. profile.roadmap"),
    "claim.unknown-indicator": IssueKind(
        "такого показателя в приказе нет", "см. profile.indicators", _WARNING
    ),
    "word.unknown": IssueKind("слово не то, что знают акты региона", "см. profile.vocabularies"),
    "word.other": IssueKind("слово, которого акты региона не называют", "сверьте слова", _WARNING),
    "plan.set-by-the-act": IssueKind("срок устанавливает сам акт, а не план", "уберите строку плана"),
    # Files of any kind.
    "file.encoding": IssueKind("кодировка файла не читается", "сохраните файл в UTF-8"),
    "file.version": IssueKind("файл другой версии", "возьмите файл этой версии"),
    "file.kind": IssueKind("файл не того вида, который читается", "сохраните как .xlsx или .csv"),
    "file.macros": IssueKind("в файле макросы", "сохраните как .xlsx, без макросов"),
    "file.unsafe": IssueKind("файл устроен опасно", "сохраните его заново в Excel или LibreOffice"),
    "file.too-large": IssueKind("файл слишком велик", "оставьте в нём только нужное"),
    "file.unreadable": IssueKind("файл испорчен", "сохраните его заново в Excel или LibreOffice"),
    "template.no-docx": IssueKind("бланк не открывается как документ Word", "сохраните бланк как .docx"),
    # Cells.
    "cell.not-computed": IssueKind("формула не вычислена", "откройте файл в Excel и сохраните"),
    "cell.error": IssueKind("формула даёт ошибку", "замените формулу числом"),
    "cell.number": IssueKind("это не число", "напишите число без слов"),
    "cell.fraction": IssueKind("дробное число там, где считают целыми", "напишите целое число"),
    "cell.negative": IssueKind("отрицательное число", "напишите число не меньше нуля"),
    "cell.too-large": IssueKind("число неправдоподобно велико", "проверьте число"),
    "cell.ambiguous": IssueKind("число можно прочесть по-разному", "напишите его без точек и запятых"),
    "cell.date-for-number": IssueKind("дата или время вместо числа", "напишите число заново"),
    "cell.percent": IssueKind("процент там, где его не ждут, или больше 100 %", "проверьте число"),
    "cell.share-as-fraction": IssueKind("доля похожа на записанную дробью", "напишите с %", _WARNING),
    "cell.yes-no": IssueKind("это не «да» и не «нет»", "ответьте «да» или «нет»"),
    "cell.date": IssueKind("это не дата", "напишите дату вида 01.09.2022"),
    "cell.word": IssueKind("такого слова нет в перечне", "выберите слово из перечня"),
    "cell.value": IssueKind("такого значения быть не может", "исправьте значение"),
    "cell.blank": IssueKind("обязательная ячейка пуста", "заполните её"),
    "cell.alphabets": IssueKind("в слове буквы двух алфавитов", "наберите его заново"),
    # Tables.
    "table.no-sheet": IssueKind("нет такого листа", "назовите лист"),
    "table.no-column": IssueKind("нет столбца", "исправьте заголовок или соответствие столбцов"),
    "table.doubled-column": IssueKind("столбец повторяется", "оставьте один"),
    "table.ragged": IssueKind("в строке больше ячеек, чем в заголовке", "возьмите текст с ; в кавычки"),
    # Forms.
    "form.not-returned": IssueKind("форма не получена", "запросите её", _WARNING),
    "form.other-file": IssueKind("файл — не форма", "уберите его из папки", _WARNING),
    "form.no-table": IssueKind("в файле нет таблицы формы", "перенесите ответы в выданную форму"),
    "form.empty": IssueKind("форма не заполнена", "заполните её", _WARNING),
    "form.unmarked": IssueKind("не видно, чья это форма", "перенесите ответы в выданную форму"),
    "form.unmarked-csv": IssueKind("чья форма, сказано лишь именем файла", "проверьте период", _WARNING),
    "form.version": IssueKind("форма другой версии", "перенесите ответы в выданную форму"),
    "form.region": IssueKind("форма другого региона", "пришлите форму этого региона"),
    "form.period": IssueKind("форма за другой период", "пришлите форму за этот период"),
    "form.questions": IssueKind("в форме другие вопросы", "перенесите ответы в выданную форму"),
    "form.stranger": IssueKind("этот муниципалитет не спрашивали", "проверьте перечень"),
    "form.doubled": IssueKind("вторая форма одного муниципалитета", "оставьте одну"),
    "form.row-missing": IssueKind("нет строки вопроса", "верните её из выданной формы"),
    "form.row-doubled": IssueKind("строка вопроса повторяется", "оставьте одну"),
    "form.row-unknown": IssueKind("лишняя строка", "уберите её", _WARNING),
    "form.blank": IssueKind("пусто и без причины", "ответьте или выберите причину", _WARNING),
    "form.value-and-reason": IssueKind("даны и значение, и причина его отсутствия", "оставьте одно"),
    "form.part-above-whole": IssueKind("часть больше целого", "проверьте оба числа"),
    "form.evidence-kind": IssueKind("вид документа не назван", "назовите вид документа", _WARNING),
}
"""Every code that rnms gives, and what it stands for. Codes never change their meaning."""


@attrs.frozen
class Either:
    """Facts of which one is meant.

    >>> Either(("'figures'", "'claims'")).facts
    ("'figures'", "'claims'")

    Attributes:
        facts: The facts.
    """

    facts: tuple[Fact, ...]


@attrs.frozen
class Message:
    """What is to be said, as a key and facts: its sentence stands among the texts of each language.

    >>> message("json.doubled-key").key
    'json.doubled-key'

    Attributes:
        key: The key of its sentence: the code of an issue, and after a stroke which of its sentences.
        facts: What the sentence speaks of, by name.
    """

    key: str
    facts: Mapping[str, Fact]


Fact = str | int | Either | Message | tuple["Fact", ...]
"""What a message speaks of; several are listed, a message inside another is worded with it."""


def message(key: str, /, **facts: Fact) -> Message:
    """Make a message.

    >>> message("json.number", value="NaN").facts["value"]
    'NaN'
    """
    return Message(key, facts)


@attrs.frozen(kw_only=True, eq=False)
class Issue:
    """A fault in what was reported, and where it sits.

    >>> issue = Issue(place="Заречный район.xlsx[Форма!D5]", text="пусто", code="form.blank")
    >>> issue.severity
    <Severity.WARNING: 'warning'>

    Issues are equal that say the same of the same place: a report read from a file keeps only their words.

    Attributes:
        place: A path (``"$.figures[3].count"``) or a cell (``"форма.xlsx[Форма!D9]"``).
        message: What is wrong and what to do, as a key and facts, or as a text.
        code: A stable code of the kind of fault, for tools; :data:`ISSUES` explains those of rnms.
    """

    place: str
    message: Message | str = attrs.field(alias="text")
    code: str

    @property
    def text(self) -> str:
        """What is wrong and what to do, in Russian: clerks read it."""
        from rnms.render.messages import message_sentence

        return message_sentence(self.message)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What it speaks of, by name; of a text, nothing is told apart."""
        return {} if isinstance(self.message, str) else self.message.facts

    @property
    def severity(self) -> Severity:
        """How grave it is; a code that rnms does not know is an error."""
        return ISSUES[self.code].severity if self.code in ISSUES else Severity.ERROR

    @property
    def hint(self) -> str:
        """The way out, as its code knows it; empty for a code of somebody else."""
        return ISSUES[self.code].hint if self.code in ISSUES else ""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Issue):
            return NotImplemented
        return (self.place, self.code) == (other.place, other.code) and (
            self.message == other.message or self.text == other.text
        )

    def __hash__(self) -> int:
        return hash((self.place, self.code))

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"
