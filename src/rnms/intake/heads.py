"""Which rows of a sheet are its head: made of words of titles, never of what stands in a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rnms.intake.keys import shows_snils
from rnms.sheets.area import Area
from rnms.sheets.values import Sheet

_FIRST_WITHIN, _MOST_ROWS = 20, 3
"""A head begins in one of the first rows, and has few."""
_WORD_OF_TITLE = re.compile(
    r"фио|снилс|мсо|д?оо|оу|мо|иом|кпк|email|mail"
    r"|фамили\w+|им[яеи]|имени|отчеств\w+|пол|возраст\w*|рожд\w*|телефон\w*|почт\w+|адрес\w*"
    r"|дат[аыу]|д+|м+|г+|день|дни|месяц\w*|год[аы]?|срок\w*|период\w*|начал\w+|оконч\w+|заверш\w+|действ\w+"
    r"|мест[оа]|работ\w+|школ[аы]|организац\w+|учрежден\w+|полн\w+|кратк\w+|наименован\w+|названи\w+"
    r"|должност\w+|категори\w+|квалификац\w+|стаж\w*|общ(ий|ая|ее)|педагогич\w+|педагог(а|ов|и)?"
    r"|учител(я|ей)|работник(а|ов|и)?|сотрудник(а|ов|и)?|принят\w*|при[её]м\w*|назнач\w+|увол\w+"
    r"|муниципальн\w+|район[аы]?|округ[аи]?|городск\w+|образован\w+|образовательн\w+"
    r"|диагност\w+|дефицит\w*|маршрут\w*|индивидуальн\w+|профессиональн\w+|программ\w+|курс\w*|повышени\w+"
    r"|обучен\w*|аттестац\w+|присво\w+|разработ\w+|составлен\w*|выявлен\w*|прохожден\w+|пройден\w*"
    r"|результат\w*|балл\w*|уров\w+|номер\w*|вид\w*|тип\w*|форм[аы]|предмет\w*|нагрузк\w+|колич\w+|час\w*"
    r"|объ[её]м\w*|статус\w*|отметк\w+|примечани\w+|реквизит\w+|приказ\w*|документ\w*|удостоверени\w+"
    r"|диплом\w*|специальност\w+|направлени\w+|тем[аы]|сведени\w+|данны[ех]|участи\w+|факт\w*|план\w*"
    r"|реестр\w*|федеральн\w+|дисциплин\w+|причин\w+|логин|пароль|кто|пров[её]л"
    r"|[а-я]|n|no|пп|по|об|во|на|из|от|до|для|при|или|не"
    r"|(19|20)[0-9]{2}"
)
"""The words of which titles are made; the name of a person, a place or a post is none of them."""
_NAMES_COLUMN = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"[\d\s.,/%()+-]*\d[\d\s.,/%()+-]*")
_CAPITALIZED = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"(?:[А-ЯЁ]\.\s*){1,2}"
_OF_FAMILY = r"(?:[оеё]ва?|[иы]на?|ск(?:ий|ая)|вич|[вш]на)"
_NAME = re.compile(
    rf"{_CAPITALIZED}(?:\s+{_CAPITALIZED}){{1,2}}|{_CAPITALIZED}\s*{_INITIALS}|{_INITIALS}{_CAPITALIZED}"
    rf"|[А-ЯЁ][а-яё]+{_OF_FAMILY}"
)
"""Two or three capitalized words, one with initials, or one that ends as names of families do."""


def is_title(text: str) -> bool:
    """Tell whether a text is made of words of titles alone.

    >>> is_title("Дата рожд."), is_title("Муниципальный район"), is_title("Лесной район"), is_title("СОШ 5")
    (True, True, False, False)
    """
    words = re.findall(r"\w+", text.casefold().replace("№", " "))
    return _NAMES_COLUMN.search(text) is not None and all(map(_WORD_OF_TITLE.fullmatch, words))


def is_of_record(text: str) -> bool:
    """Tell whether a text is no title but what a record holds: a number, a day, the name of somebody.

    >>> is_of_record("01.05.1990"), is_of_record("Вымыслов Пётр"), is_of_record("Хобби")
    (True, True, False)
    """
    own = text.strip()
    return shows_snils(own) or (
        not is_title(own) and (_NUMBER.fullmatch(own) is not None or _NAME.fullmatch(own) is not None)
    )


def possible_heads(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """List the rows that may be a head, by their first and last: those below the first hold titles alone.

    >>> rows = [["Педагог", "Школа"], ["Вымыслов Пётр", "СОШ 5"]]
    >>> list(possible_heads(Sheet(file="a.csv", rows=rows)))
    [(1, 1), (2, 2)]
    """
    cells = sheet.filled()
    for first in range(1, min(sheet.last_row, _FIRST_WITHIN) + 1):
        yield first, first
        for last in range(first + 1, min(first + _MOST_ROWS, sheet.last_row + 1)):
            if not _continues(cells, last):
                break
            yield first, last


def _continues(cells: Sheet, row: int) -> bool:
    """Tell whether a row goes on with the head above it: what is not said above are titles, at least one."""
    columns = range(1, cells.last_column + 1)
    texts = [str(cells.at(row, column)) for column in columns]
    above = [str(cells.at(row - 1, column)) for column in columns]
    own = {text for text, upper in zip(texts, above, strict=True) if text.strip() and text != upper}
    return bool(own) and all(map(is_title, own))


def is_record(area: Area) -> bool:
    """Tell whether the rows taken for a head are a record: few are titles, and some are what it holds."""
    titles = list(area.titles.values())
    number = sum(map(is_title, titles))
    return 2 * number <= len(titles) and (number == 0 or any(map(is_of_record, titles)))


def without_values(titles: Iterable[str]) -> list[str]:
    """Leave out what is no title but what a record holds."""
    return [title for title in titles if not is_of_record(title)]
