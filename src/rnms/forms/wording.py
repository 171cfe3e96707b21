"""What a form says to a clerk: why and until when it is asked, what each row means, what may be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rnms._values import frozen
from rnms.forms.form_plan import FormQuestion, Plan
from rnms.glossary import ENTRIES
from rnms.indicators.tally import distinct
from rnms.render.texts import TEXTS
from rnms.render.words import period as period_words

EXECUTOR = "Исполнитель, телефон"
"""The title of the row where whoever filled the form signs."""
EXECUTOR_CODE = "Исполнитель"
"""How the first cell of that row begins."""
REMARK = "Замечание"
"""The title of the column of remarks in a copy; a remark about the form as a whole begins so, too."""
MUST = "Должно быть"
"""What a relation between answers begins with."""
DEMANDED = "Требования"
"""The title of the column of CSV that holds the clause of a duty, the documents and the relations."""
PROMPT = 255
"""So many letters of an input message are shown by Excel."""

_ADVICE = (
    "Заполните жёлтые ячейки. Если данных нет, оставьте «Значение» пустым и выберите причину."
    " 0 — это ноль, а не «нет данных». Другие ячейки не меняйте."
)
_MENDING = (
    "Исправьте красные ячейки: что в них не так, сказано в последнем столбце."
    " Пришлите эту книгу вместо прежней."
)


def request_lines(form_plan: Plan) -> Iterator[str]:
    """Word why a form is asked for, until when and where it is sent, as far as that was said."""
    request = form_plan.request
    if request.basis:
        yield f"Основание: {request.basis}"
    if request.due is not None:
        yield f"Срок: не позднее {request.due:%d.%m.%Y}"
    if request.send_to:
        yield f"Куда прислать: {request.send_to}"
    if request.contact:
        yield f"Телефон для вопросов: {request.contact}"


def heading(form_plan: Plan) -> str:
    """Word the first line of a form."""
    return f"{form_plan.name}: сведения о муниципалитете за {period_words(form_plan.period)}"


def head_text(form_plan: Plan, *, is_copy: bool = False) -> str:
    """Word what stands above the table: the request, the day on which one counts, how to fill it."""
    mending = [_MENDING] if is_copy else []
    return "\n".join((*mending, *request_lines(form_plan), counting(form_plan), _ADVICE))


def counting(form_plan: Plan) -> str:
    """Word the day on which one counts."""
    days = distinct(question.period.end for question in form_plan.questions)
    if len(days) == 1:
        return f"Считайте на {days[0]:%d.%m.%Y}, а сделанное — по этот день включительно."
    return "Считайте на последний день периода, который назван в строке."


@frozen
class RowTitle:
    """What a row asks.

    Attributes:
        text: Its words; a part says of what it is one.
        depth: In how many questions, one within another, it is a part.
    """

    text: str
    depth: int


def row_titles(form_plan: Plan) -> dict[str, RowTitle]:
    """Word each question by its code.

    «Из них:» stands below the whole or below another part of it; elsewhere the whole is named by its code.

    >>> from rnms.forms import plan
    >>> from rnms.model import Municipality
    >>> form_plan = plan("amur", 2023, [Municipality(id="m1", name="Лесной район")], only=["1", "3"])
    >>> [(title.text[:12], title.depth) for title in row_titles(form_plan).values()]
    [('Педагогическ', 0), ('из них: педа', 1), ('из них: педа', 1), ('из них: педа', 2)]
    """
    titles: dict[str, RowTitle] = {}
    wholes = {question.code: question.part_of for question in form_plan.questions}

    def depth(code: str) -> int:
        return max((depth(whole) + 1 for whole in wholes[code]), default=0)

    above: tuple[str, ...] = ()
    """The question of the row above, and its whole."""
    for question in form_plan.questions:
        # Of several wholes, one within another, the narrowest is the nearest.
        whole = max(question.part_of, key=depth, default="")
        lead = "из них: " if whole in above else f"из {whole}: "
        text = lead + _continued(question.title) if whole else question.title
        titles[question.code] = RowTitle(text, depth(question.code))
        above = (question.code, whole)
    return titles


def question_text(question: FormQuestion, title: RowTitle, form_plan: Plan) -> str:
    """Word all that stands in the cell of a question: what is asked, which document, what must be so."""
    relations = (f"{MUST}: {relation}" for relation in relations_of(question, form_plan))
    return "\n".join((title.text, *_demands(question), *relations))


def _demands(question: FormQuestion) -> Iterator[str]:
    """Word what an act demands with an answer: the clause of a duty, the kinds of document."""
    if question.duty:
        due = "" if question.due is None else f", срок — по {question.due:%d.%m.%Y}"
        yield f"Обязанность: {question.duty}{due}"
    if question.evidence:
        yield f"Подтверждение: {' или '.join(evidence_words(question))}"


def must_text(question: FormQuestion, form_plan: Plan) -> str:
    """Word for a column of its own what must be so of an answer: the clause, the document, the relations."""
    return ". ".join((*_demands(question), *relations_of(question, form_plan)))


def relations_of(question: FormQuestion, form_plan: Plan) -> Iterator[str]:
    """Word the relations that begin with an answer, each with its clause."""
    for relation in form_plan.relations:
        if relation.left[0] == question.code:
            yield f"{relation} ({relation.clause})"


def _continued(title: str) -> str:
    """Write a title within a sentence: its first letter small, unless it begins an abbreviation."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def prompt(question: FormQuestion, form_plan: Plan) -> str:
    """Word the input message of an answer: what is expected, for which day, what the words of the row mean.

    >>> from rnms.forms import plan
    >>> from rnms.model import Municipality
    >>> form_plan = plan("khabarovsk", 2023, [Municipality(id="m1", name="Лесной район")], only="3")
    >>> prompt(form_plan.questions[0], form_plan)
    '«да» или «нет», на 31.08.2023.'
    """
    expected = "«да» или «нет»" if question.yes_no else "Целое число, 0 или больше"
    text = f"{expected}, на {question.period.end:%d.%m.%Y}."
    for word, definition in definitions(question, form_plan.region):
        # One that does not fit is left out: half a definition means something else.
        longer = f"{text}\n{word} — {definition}"
        text = longer if len(longer) <= PROMPT else text
    return text


def definitions(question: FormQuestion, region: str) -> Iterator[tuple[str, str]]:
    """Find the words of the glossary that stand in a question, where the region's documents use them.

    A term of several words is found in any of its cases; of single words only abbreviations are looked for,
    because «модель» or «направление» mean much else.
    """
    words = [_stem(word) for word in _WORD.findall(question.title)]
    known_regions = {key for entry in ENTRIES for key, _, _ in entry.where}
    for entry in ENTRIES:
        used_in = {key for key, _, _ in entry.where}
        if region in used_in or region not in known_regions:
            # The first of the names is that in code.
            names = [name for name in entry.names[1:] if _stands(name, words)]
            yield from ((name, entry.definition) for name in names[-1:])


_WORD = re.compile(r"\w+")


def _stands(name: str, words: list[str]) -> bool:
    parts = [_stem(word) for word in _WORD.findall(name)]
    if len(parts) == 1 and not (name.isupper() and len(name) > 1):
        return False
    return any(words[place : place + len(parts)] == parts for place in range(len(words)))


def _stem(word: str) -> str:
    """Cut the ending off a word; an abbreviation has none."""
    return word if word.isupper() else _ENDING.sub("", word.casefold())


_ENDING = re.compile(
    r"(?<=\w{4})("
    "[ыи]й|ой|[ая]я|[ое]е|[ыи]е|[ое]го|[ое]му|[ую]ю|[ыи]м|[ыи]х|[ыи]ми|[ая]ми|[ая]х|[ое]в|[ая]м|[ое]м|[аяыиуюеоь]"
    ")$"
)
"""The endings of adjectives and nouns."""


def evidence_words(question: FormQuestion) -> Iterator[str]:
    """Word the kinds of document that a question asks for."""
    return (TEXTS["ru"].evidence[kind] for kind in question.evidence)
