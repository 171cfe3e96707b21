"""The leaflet that lies beside the forms: one page for whoever fills them, to be printed from a browser."""

from __future__ import annotations

from rnms.forms.form_plan import Plan
from rnms.forms.wording import counting, request_lines
from rnms.render.html import h, joined, page

LEAFLET_FILE = "Памятка.html"
"""The name of the leaflet in a folder of forms; it is no form."""
TITLE = "Памятка: как заполнить форму"
STEPS = {
    "Откройте свою форму": "Имя муниципалитета стоит в имени файла и во второй строке. Чужую форму не"
    " заполняйте, даже если своей нет: попросите свою.",
    "Заполните жёлтые ячейки": "Другие ячейки, строки, коды и скрытый лист не меняйте. Ответ стоит в столбце"
    " «Значение», а не рядом.",
    "Пишите число числом": "Людей, школы, программы — целым числом: 25. Известна лишь доля прошедших —"
    " со знаком: 10,5 %. «Да» и «нет» выберите из списка.",
    "Ноль — это ноль": "0 пишут, когда посчитали и никого нет. Если данных нет, оставьте «Значение» пустым и"
    " выберите причину.",
    "Назовите документ": "Где просят подтверждение, выберите его вид и допишите дату и номер: «приказ от"
    " 01.02.2023 № 17».",
    "Проверьте": "«Из них» не больше целого. Красная ячейка — ошибка. Подсказка у ячейки говорит, что значат"
    " слова вопроса.",
    "Сохраните как есть": "Книгой Excel (.xlsx) под тем же именем: не в PDF, не снимком экрана. В последней"
    " строке впишите, кто заполнил и телефон. Имена педагогов в форму не пишут.",
    "Если форма вернулась": "В копии с пометкой «замечания» красным отмечено, что исправить; почему — в"
    " последнем столбце. Пришлите эту копию: она заменит прежнюю форму.",
}
"""What a clerk does, step by step: a heading and what it means."""
_STYLE = "max-width:60em;font-size:14pt;line-height:1.35"


def leaflet(form_plan: Plan) -> str:
    """Write the leaflet of a round of forms as a page of HTML: the same text for the same plan.

    >>> from rnms.forms import plan
    >>> from rnms.model import Municipality
    >>> text = leaflet(plan("khabarovsk", 2023, [Municipality(id="m1", name="Лесной район")]))
    >>> "Считайте на 31.08.2023" in text, "<script" in text
    (True, False)
    """
    steps = (h("li", h("strong", f"{heading}."), f" {text}") for heading, text in STEPS.items())
    asked = (h("p", line) for line in (*request_lines(form_plan), counting(form_plan)))
    body = h("div", h("h1", TITLE), joined(*asked), h("ol", *steps), style=_STYLE)
    return page(body, TITLE, lang="ru")
