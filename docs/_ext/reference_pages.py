"""The Russian pages of the reference: what a package is for, and its names with links to what is told of them."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from markdown import plain, table

from rnms.testing import RULES

ENGLISH = Path(__file__).parent.parent / "en" / "reference"
WHAT = {
    "deadlines": "Сроки, какими их печатают приказы: день, каждый квартал, после мероприятия; рабочие дни.",
    "errors": "Исключения. Всё, что выходит наружу, — `rnms.RnmsError`.",
    "files": "Файлы данных и отчётов: прочитать, записать, проверить.",
    "forms": "Формы для муниципалитетов: написать, проверить, собрать.",
    "indicators": "Показатели, меры и цели; прочтения; во что складываются ответы.",
    "intake": "Реестры: из строк по соответствию столбцов — записи.",
    "issues": "Замечание: место, код, тяжесть и слова для человека.",
    "judge": "Оценка: от данных и профиля — к отчёту.",
    "logic": "Язык условий: чем приказы спрашивают о записях.",
    "model": "Что бывает в регионе: люди, организации, диагностики, ИОМ, программы, соглашения, периоды, границы.",
    "predicates": "Условия, из которых составлены слова приказов, и запасные поля.",
    "regions": "Профили регионов: найти, проверить, наложить предположение.",
    "render": "Как показать: текст, страница, рисунки, слова.",
    "results": "Отчёт и его части: выводы, значения, объяснения, кто не отчитался.",
    "roadmap": "Дорожная карта: мероприятия, сроки, исполнители.",
    "sheets": "Таблицы: прочитать лист и назвать каждую непринятую ячейку.",
    "statute": "Акты, пункты, субъекты и обязанности.",
    "tables": "Таблицы данных и базы: посчитать там, где они лежат.",
    "testing": "Набор проверок для региона и вымышленные регионы.",
}
"""What each page of the reference is about."""

RULES_IN_RUSSIAN = {
    "key_names_a_module": "Ключ региона — строчные латинские буквы, как имя его модуля.",
    "names_are_given_once": (
        "У актов, показателей, их частей и прочтений, субъектов, обязанностей и мероприятий имена не повторяются."
    ),
    "acts_were_read": "Никто не ссылается на акт, подписанный после дня `read_on`.",
    "acts_of_unknown_date_are_placed": (
        "Об акте, дата которого неизвестна, сказано, к какому дню он точно существовал."
    ),
    "acts_change_known_acts": (
        "Акт, который изменяют или отменяют, есть среди актов, он старше и не утратил силу в другой день."
    ),
    "indicators_are_measured": "У показателя есть пункт и мера — или составные части со своими целями.",
    "targets_cite_their_clause": "У каждой цели есть пункт, который её устанавливает.",
    "targets_do_not_collide": (
        "Две цели на один период бывают, лишь когда акт одной изменяет акт другой: тогда остаётся одна."
    ),
    "cumulative_targets_never_fall": "Если показатель считают нарастающим итогом, цель с годами не снижается.",
    "norms_fit_their_scale": "Доли требуют в процентах, людей и предметов — целым числом; меньше нуля не требуют.",
    "bands_tile_their_scale": "Названные уровни не оставляют значений без имени и не дают одному значению двух.",
    "compared_periods_exist": "Сравнивают и соединяют лишь такие периоды, какие есть у того, за который считают.",
    "readings_decide_something": (
        "У прочтения есть своё имя, сказано, почему так можно понять и что от этого меняется."
    ),
    "words_mean_one_thing": "У двух слов не бывает одного ключа: иначе о числе не сказать, о чём оно.",
    "relations_write_keys_as_they_are_asked_for": (
        "Контрольное соотношение называет числа теми же ключами, что и показатели, или даёт название ещё одной"
        " строке своей формы."
    ),
    "requirements_are_checked_one_way": (
        "У обязанности есть мера, либо о ней судят в другом месте, либо это свойство данных, либо сказано, почему"
        " проверить её нельзя."
    ),
    "nothing_follows_itself": "То, что должно следовать за другим, не предшествует ему, сколько ни было бы шагов.",
    "clauses_cite_acts_of_the_profile": "Каждый названный акт есть среди актов.",
    "sources_are_named": "У каждого пункта назван документ, в котором его прочли.",
    "dates_of_acts_agree": "Акт подписан не позже, чем опубликован, и раньше, чем утратил силу.",
    "unknowns_say_why_and_where": (
        "О том, чего источники не говорят, сказано почему, и назван пункт, где это должно было стоять."
    ),
    "titles_are_said": "У всего, что называет отчёт, есть наименование по-русски.",
    "families_are_known": "Семейство из `rnms` берут как есть; у собственного — собственный ключ.",
    "targets_meet_a_period": "Цель установлена на такие периоды, за которые показатель спрашивают.",
    "directions_agree_with_norms": "Где лучше меньшее, акт не требует одного лишь «не менее».",
    "targets_respect_their_minimum": (
        "Цель не допускает того, что запрещает минимум, установленный рядом в другом месте."
    ),
    "targets_respect_the_parent": "Цель не допускает того, что по тому же показателю запрещает вышестоящий профиль.",
    "targets_for_each_are_counted_by_place": (
        "То, чего требуют от каждого муниципалитета или организации, там и считается."
    ),
    "readings_change_what_they_read": "При прочтении показатель получается иным, чем объявлен.",
    "reading_names_mean_one_decision": "Имя прочтения всюду значит одно и то же.",
    "deadlines_lie_inside_the_horizon": "Разовый срок наступает, пока план действует.",
    "deadlines_are_printed_as_declared": (
        "День, месяц, год или число из напечатанного срока совпадают с объявленным сроком."
    ),
    "measures_name_measures": (
        "Мероприятие, которое следует за другим, делит с ним результат или судится в другом месте, называет то, что"
        " есть."
    ),
    "duties_end_with_their_plan": (
        "Требование к дням плана или к тому, что из него выйдет, действует не дольше самого плана."
    ),
    "figure_keys_are_plain": "Ключ числа — совокупность и признак через точку, строчными латинскими буквами.",
    "words_speak_of_records": (
        "Слово спрашивает о полях, которые в записях есть, и о значениях, которые в них бывают."
    ),
    "populations_say_whose_records_they_are": (
        "Если совокупность спрашивает о записях, они у неё есть: собственные или тех, кто считается той же единицей."
    ),
    "free_text_is_read_by_keywords": (
        "То, что ищут в свободном тексте, — ключевое слово этого поля, написанное так же, как в акте."
    ),
    "terms_repeat_no_condition": (
        "О том, что сделало человека членом совокупности, второй раз не спрашивают: границы стали бы шире правды."
    ),
    "modules_only_declare": (
        "В модулях региона нет функций, классов, условий и циклов, и ничего постороннего они не импортируют."
    ),
    "it_is_a_value": "Профиль хешируется, сериализуется и без потерь переживает запись в JSON.",
    "it_judges_an_empty_region": (
        "Не сообщено ничего — и каждый показатель, каждая обязанность об этом говорит."
    ),
    "it_judges_a_full_region": "Есть все записи — и оценён каждый показатель, каждая обязанность.",
    "it_judges_reported_figures": (
        "О каждом слове сообщено число — и оценён каждый показатель, каждая обязанность."
    ),
    "words_can_be_met_failed_and_unknown": (
        "Каждое слово, о котором говорят записи, в каком-нибудь вымышленном регионе выполнено, не выполнено и"
        " неизвестно."
    ),
}
"""What each rule of a region holds."""

LEAD = "Описания — по-английски, с примерами, которые проверены запуском: [{title}](../../en/reference/{page}.md)."


def reference_pages() -> Iterator[tuple[str, str]]:
    """The pages by their names: one for each that shows a package, the list of them, and the rules."""
    for page in sorted(ENGLISH.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        modules = re.findall(r"^\.\. automodule:: (\S+)$", text, re.MULTILINE)
        if modules:
            shown = re.findall(r"^\.\. autoclass:: (\S+)$", text, re.MULTILINE)
            yield f"ru/reference/{page.name}", "\n".join(_page(page.stem, text, modules, shown))
    english = (ENGLISH / "index.md").read_text(encoding="utf-8")
    yield "ru/reference/index.md", "\n".join(_index(english))
    yield "ru/reference/rules.md", "\n".join(_rules())


def _page(name: str, text: str, modules: list[str], shown: list[str]) -> Iterator[str]:
    title = text.partition("\n")[0].removeprefix("# ")
    yield from (f"# {title}", "", WHAT[name], "", LEAD.format(title=title, page=name), "")
    names = [f"{module}.{own}" for module in modules for own in _names_of(module)]
    yield from (f"- {{py:obj}}`{full}`" for full in [*names, *shown])
    yield ""


def _names_of(module: str) -> list[str]:
    """What a module gives to its users."""
    found = importlib.import_module(module)
    own = [name for name, value in vars(found).items() if getattr(value, "__module__", "") == module]
    return [name for name in getattr(found, "__all__", own) if not name.startswith("_")]


def _index(english: str) -> Iterator[str]:
    """The list of the pages, in the order of the English one."""
    yield from (
        "# Справочник",
        "",
        "Что как называется в Python, какие бывают замечания и чего держится регион.",
        "",
    )
    yield f"```{{toctree}}{english.partition('```{toctree}')[2]}"


def _rules() -> Iterator[str]:
    yield from (
        "# Чего держится регион",
        "",
        "Это проверяет `rnms.testing.check_region` у каждого профиля. Имя правила стоит в начале его замечания.",
        "",
    )
    rows = [(f"`{rule.__name__}`", plain(RULES_IN_RUSSIAN[rule.__name__])) for rule in RULES]
    yield from table(("Правило", "Что оно значит"), rows)
