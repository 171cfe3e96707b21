"""What the command line says, in Russian."""

from rnms.cli.texts.texts import CommandTexts

SUMMARIES = {
    "demo": "показать на опубликованных данных Хабаровского края",
    "evaluate": "оценить файл данных по приказу региона",
    "brief": "сказать главное: что можно подписать, что нельзя и кого о чём спросить",
    "audit": "сверить опубликованное с данными и с самим собой; без --claims — то, что названо в файле",
    "check": "проверить файл данных; код 1, если есть замечания",
    "template": "дать файл данных, который осталось заполнить",
    "forms": "написать формы для муниципалитетов",
    "collect": "собрать заполненные формы; код 1, если в них ошибки",
    "intake": (
        "прочитать реестры педагогов по соответствию столбцов; без --out только показать, что получится"
    ),
    "register-template": "дать реестр педагогов, который осталось заполнить, и соответствие к нему",
    "regions": "показать регионы или один из них",
    "roadmap": "показать, что и к какому сроку должно быть сделано",
    "new-region": "начать пакет нового региона; он проходит свою проверку",
    "glossary": "объяснить слово; без слова — перечислить все",
    "words": "перечислить слова приказов и языка или показать одно",
    "schema": "дать JSON Schema файла данных",
}

METAVARS = {
    "COMMAND": "КОМАНДА",
    "FILE": "ФАЙЛ",
    "FOLDER": "ПАПКА",
    "REGION": "РЕГИОН",
    "KEY": "КЛЮЧ",
    "PERIOD": "ПЕРИОД",
    "DAY": "ДЕНЬ",
    "YEAR": "ГОД",
    "NAME": "ИМЯ",
    "CODE": "КОД",
    "ID": "ID",
    "ACT": "АКТ",
    "WHOM": "КОМУ",
    "PHONE": "ТЕЛЕФОН",
    "REGISTER": "РЕЕСТР",
    "TITLE": "НАЗВАНИЕ",
    "WORD": "СЛОВО",
}

HELPS = {
    "help": "показать эту справку",
    "version": "показать версию",
    "lang": "язык справки, сообщений и отчёта; без него справка — на языке системы, отчёт — по-русски",
    "color": "цвета: только на экране, всегда или никогда",
    "data": "файл данных",
    "region": "регион: ключ, название или его начало (khabarovsk, Хабаровск); все показывает `rnms regions`",
    "region.of_data": "регион; по умолчанию тот, что назван в файле",
    "region.of_plan": "регион; по умолчанию из плана в папке форм",
    "region.of_mapping": "регион в соответствии столбцов",
    "region.of_suggestion": "регион для --suggest",
    "region.own_words": "и собственные слова этого региона",
    "period": "2023, 2022/2023, 2023-H1, 2023-Q2",
    "period.of_plan": "по умолчанию из плана",
    "period.at_once": "и сразу оценить за этот период",
    "known_on": "по актам, известным в этот день: 31.12.2023",
    "as_of": "на какой день судить: 31.12.2023; по умолчанию конец периода",
    "municipality": "судить один муниципалитет, по его id в данных",
    "organization": "судить одну организацию, по её id в данных",
    "reading": "прочтение; можно несколько",
    "reading.questions": "и вопросы этого прочтения; можно несколько",
    "reading.figures": "и числа этого прочтения; можно несколько",
    "only": "показатель; можно несколько",
    "duties": "и вопросы об обязанностях муниципалитета",
    "to.report": "вид отчёта; по умолчанию по имени файла в --out",
    "schema.report": "дать схему отчёта, а не файла данных",
    "audited": "файл данных; или регион, если данных нет: тогда опубликованное сверяется само с собой",
    "claims": (
        "что напечатано: заполненный --template (.xlsx, .csv) или claims файла данных (.json);"
        " по умолчанию из файла данных"
    ),
    "template.claims": "записать сюда бланк, в который остаётся переписать напечатанное, и больше ничего",
    "blank": "бланк Word; таблицы — на место закладки rnms, если она есть",
    "to.roadmap": "вид; по умолчанию по имени файла в --out",
    "to.issues": "вид замечаний",
    "to.forms": "вид форм",
    "out": "куда записать; по умолчанию на экран",
    "out.report": "куда записать: .docx, .xlsx, .html, .csv, .md, .json, .txt; по умолчанию на экран",
    "out.data": "куда записать данные",
    "out.forms": "куда положить формы и план",
    "out.collected": "куда записать собранные данные",
    "out.package": "где сделать папку пакета",
    "out.register": "имя книги",
    "fail_on": "когда вернуть код 1",
    "fail_on.audit": "когда вернуть код 1: есть невозможное; есть невозможное или противоречащее данным",
    "write": "положить туда файл данных примера",
    "municipalities": "файл данных с муниципалитетами или таблица .csv, .xlsx со столбцами id и name",
    "basis": "на основании чего: акт и его пункт",
    "due": "последний день, когда форму можно прислать: 31.12.2023",
    "send_to": "куда прислать форму",
    "contact": "телефон для вопросов",
    "folder": "папка заполненных форм",
    "base": "файл данных, к которому их добавить",
    "remarks": "куда положить копии с замечаниями",
    "came": "когда пришли эти файлы, для ведомости: 31.12.2023",
    "registers": "книга или CSV; можно несколько",
    "map": "соответствие столбцов записям (TOML)",
    "known": "файл данных, к которому добавить; по умолчанию --out, если он есть",
    "issues": "куда записать копию реестра с замечаниями; для нескольких — папка",
    "confirmed": "книга с замечаниями, где подтверждены названия; та, что в --issues, читается и так",
    "salt": "тайна региона для ключей людей; по умолчанию рядом с соответствием",
    "drop_vanished": "убрать записи строк, которых больше нет",
    "suggest": "предложить соответствие по заголовкам реестра",
    "matrix": "сравнить показатели и цели всех регионов",
    "subjects": "сравнить субъекты всех регионов",
    "years": "за какие годы сравнить цели; по умолчанию за все, о которых говорят приказы",
    "plan": "данные: что уже сделано, что по плану",
    "since": "с какого дня; по умолчанию со дня акта",
    "until": "по какой день; по умолчанию до конца карты",
    "by_month": "год на одном листе: сроки по месяцам",
    "new_key": "строчные латинские буквы: имя модуля и региона",
    "name": "официальное название региона",
    "term": "слово приказов или имя в коде",
    "word": "ключ (staff.diagnosed), имя в коде (Growth, each) или слово из названия (рост, баллы)",
}

SAID = {
    "demo.written": "записан {path}; дальше: rnms evaluate {path} --period 2023",
    "audit.written": (
        "записан {path}; перепишите туда напечатанное, затем:"
        " rnms audit ДАННЫЕ --claims {path} --period {period}"
    ),
    "check.fine": "{file}: замечаний нет",
    "forms.written": "{folder}: написано форм: {number}",
    "collected": "форм: {number} из {all}; ошибок: {errors}, предупреждений: {warnings}",
    "package.written": 'записан {folder}; дальше: pip install -e "{folder}[test]" и pytest {folder}',
    "glossary.differences": "По регионам: {differences}",
    "glossary.where": "Где стоит: {places}",
    "glossary.place": "{region}, документ {document}, строка {line}",
    "stopped": "остановлено; что записано, осталось",
    "progress": "{done} из {whole}",
    "intake.stopped": "остановлено; ничего не записано",
    "intake.not_written": "ничего не записано; записать — --out ФАЙЛ",
    "intake.salt": (
        "сделан файл соли {path}: храните его отдельно от данных; без него все ключи станут новыми"
    ),
    "intake.as_of": "оценено на {day}, день реестра",
    "intake.rows": "строк: {rows}; ошибок: {errors}, предупреждений: {warnings}",
    "intake.lost": "{line}, не прочитано: {number}",
    "intake.changes": (
        "с прошлого раза: новых {added}, изменённых {changed}, прежних {same}, исчезло {vanished}"
    ),
    "intake.strangers": "незнакомые слова: {words}",
    "register.written": "записаны {book} и {mapping}; дальше: rnms intake {book} --map {mapping}",
}

PROFILE = {
    "parent": "Над ним — {parent}: его цели не мягче",
    "acts": "Акты",
    "attested": "; в документе {document} — от {day}",
    "effective": "; действует с {day}",
    "amends": "; изменяет: {acts}",
    "repeals": "; отменяет: {acts}",
    "subjects": "Субъекты: {level} уровень",
    "functions_unknown": "функции неизвестны: {why}",
    "indicators": "Показатели",
    "decrease": "лучше, когда меньше",
    "counted": "считается: {rule}",
    "evidence": "подтверждают: {kinds}",
    "minimum": "; минимум — {clause}",
    "no_targets": "целей акт не устанавливает",
    "reading": "прочтение {name}: {title} — {why}",
    "origin": "из профиля {profile}: {clause}",
    "amended": "; изменено: {clause}",
    "duties": "Обязанности",
    "same_as": " (= показатель {code})",
    "falls_due": " (по срокам: {codes})",
    "roadmap": "Дорожная карта",
    "monitoring": "Мониторинг",
    "deadline": "срок: {deadline}",
    "responsible": "отвечает: {who}",
    "executors": "исполняет: {who}",
    "result": "результат: {result}",
    "methods": "как: {methods}",
    "follow_up": "затем: {title}",
    "methodist_rules": "Кто может быть методистом",
    "silent": "  источники молчат",
    "needs": "Что должно быть в данных (rnms template даёт файл)",
    "relations": "Соотношения показателей формы",
    "relation": "соотношение",
    "words": "Слова (как их писать в данных; регистр, ё и е, кавычки, тире и точка не важны)",
    "forms": "; так же читается: {forms}",
    "unknown": "Чего источники не говорят",
}

SENTENCES = {
    "there are no published claims: give --claims FILE": (
        "опубликованных утверждений нет: назовите файл с ними, --claims ФАЙЛ"
    ),
    # What other sentences end with.
    "{said}; did you mean {near}?": "{said}; возможно, {near}",
    # How a command is written.
    "argument {name}: {fault}": "{name}: {fault}",
    "the following arguments are required: {names}": "не хватает: {names}",
    "unrecognized arguments: {names}": "нет таких аргументов: {names}",
    "invalid choice: {given} (choose from {known})": "{given} здесь не бывает; есть: {known}",
    "invalid choice: {given}, maybe you meant {near}? (choose from {known})": (
        "{given} здесь не бывает; есть: {known}; возможно, {near}"
    ),
    "expected one argument": "нужно одно значение",
    "expected at least one argument": "нужно хотя бы одно значение",
    "not allowed with argument {name}": "вместе с {name} не бывает",
    "ambiguous option: {given} could match {known}": "{given} неоднозначно: {known}",
    "ignored explicit argument {given}": "значения не бывает, а дано {given}",
    "invalid {kind} value: {given}": "{given} сюда не подходит",
    "{given} is no day: write 31.12.2023 or 2023-12-31": (
        "{given} — не день: пишите 31.12.2023 или 2023-12-31"
    ),
    "{given} is no year and no span of years: write 2024 or 2022-2024": (
        "{given} — не год и не годы: пишите 2024 или 2022-2024"
    ),
    "--to {format} makes a file, not a text: name it (--out FILE)": (
        "--to {format} пишет файл, а не текст: назовите его (--out ФАЙЛ)"
    ),
    "--to {format} would fill {file}, which is named as {other}: change one of them": (
        "--to {format} записал бы {file}, а имя у него как у {other}: измените одно из двух"
    ),
    "the name {file} does not say what to write: take one of {known}, or --to": (
        "по имени {file} не понять, что писать: возьмите {known} или --to"
    ),
    "a period that starts on {start} cannot end on {end}": (
        "период, который начинается {start}, не может кончиться {end}"
    ),
    "--template is a blank of Word: add --to docx": "--template — бланк Word: добавьте --to docx",
    "--region, --period and --municipalities are needed together, or none of them": (
        "--region, --period и --municipalities нужны вместе, или ни одного"
    ),
    "{file}: no municipality is named": "{file}: муниципалитеты не названы",
    "name the mapping of columns (--map FILE), or ask for one: --suggest": (
        "назовите соответствие столбцов (--map ФАЙЛ) или спросите его: --suggest"
    ),
    "{file} is read and would be lost if it were written; name another file": (
        "{file} читается и был бы потерян, если писать на его место; назовите другой файл"
    ),
    "{file} is there already; name another file (--out)": "{file} уже есть; назовите другой файл (--out)",
    "{word} is a word of {regions} alone; ask {ways}": (
        "{word} — слово только этого региона: {regions}; спросите {ways}"
    ),
    # What the library raises.
    "{given} is no period: write 2023, '2022/2023' (academic year), '2023-H1', '2023-Q2'"
    " or '2023-01-01/2024-12-31'": (
        "{given} — не период: пишите 2023, '2022/2023' (учебный год), '2023-H1', '2023-Q2'"
        " или '2023-01-01/2024-12-31'"
    ),
    "no region {given}; known: {known}": "региона {given} нет; есть: {known}",
    "region {key} is there already; choose another key than {taken}": (
        "регион {key} уже есть; возьмите другой ключ, не {taken}"
    ),
    "key {key} is no lower-case identifier; write letters a-z, digits and underscores": (
        "ключ {key} не годится; пишите строчные буквы a-z, цифры и подчёркивания"
    ),
    "region {key} is claimed by {sources}; uninstall all but one, or pass the profile object itself": (
        "регион {key} дают сразу {sources}; удалите все, кроме одного, или передайте сам профиль"
    ),
    "region {key} from {source} cannot be used: {why}; every other region is unaffected": (
        "регион {key} из {source} не работает: {why}; других это не касается"
    ),
    "{owner}: {given} is not {wanted}; {write}": "{owner}: {given} — не {wanted}; {write}",
    "profile {key} is declared wrongly: {faults}": "профиль {key} объявлен неверно: {faults}",
    "{key} breaks the contract:\n{problems}": "{key} не проходит проверку:\n{problems}",
    "no indicator {code} in {region}; known: {known}": "показателя {code} в {region} нет; есть: {known}",
    "no reading {name}; known: {known}": "прочтения {name} нет; есть: {known}",
    "readings {first} and {second} both change the {what} of indicator {code}; take one of them": (
        "прочтения {first} и {second} меняют одно и то же ({what}) в показателе {code}; возьмите одно"
    ),
    "{what} was judged without records of single members; {way}": "{what}: записей о каждом нет; {way}",
    "{what} cannot be read as before ({why}); make rnms.Tables and the report anew": (
        "{what}: прочитать как прежде нельзя ({why}); составьте rnms.Tables и отчёт заново"
    ),
    'package {package} is needed: pip install "rnms[{extra}]"': (
        'нужен пакет {package}: pip install "rnms[{extra}]"'
    ),
    "a municipality or an organisation is judged alone, not both; give one": (
        "отдельно судят муниципалитет или организацию, не обоих; назовите одно"
    ),
    "no municipality {key} in the data; give an id of municipalities": (
        "муниципалитета {key} в данных нет; назовите id из municipalities"
    ),
    "no municipality {key} in the data; did you mean {near}?; give an id of municipalities": (
        "муниципалитета {key} в данных нет; возможно, {near}; назовите id из municipalities"
    ),
    "no organization {key} in the data; give an id of organizations": (
        "организации {key} в данных нет; назовите id из organizations"
    ),
    "no organization {key} in the data; did you mean {near}?; give an id of organizations": (
        "организации {key} в данных нет; возможно, {near}; назовите id из organizations"
    ),
    "no word {word}; rnms words lists all": "слова {word} нет; все перечисляет rnms words",
    "no word {word} in the glossary; see rnms.glossary": (
        "слова {word} в словаре нет; все перечисляет rnms glossary"
    ),
    "no word {word} in the glossary; did you mean {near}?; see rnms.glossary": (
        "слова {word} в словаре нет; возможно, {near}; все перечисляет rnms glossary"
    ),
    "no word {word}": "слова {word} нет",
    "municipalities have one id: {ids}; give each its own": (
        "у муниципалитетов один id: {ids}; дайте каждому свой"
    ),
    "no municipality is asked; give at least one": "некого спрашивать; назовите хотя бы один муниципалитет",
    "the indicators of {region} ask nothing of a municipality for {period}": (
        "показатели региона {region} ничего не спрашивают у муниципалитета за {period}"
    ),
    "{folder} already holds other {files}; take another folder": (
        "в {folder} уже лежит другое: {files}; возьмите другую папку"
    ),
    "copies with remarks cannot go among the forms; name another folder for them": (
        "копии с замечаниями не кладут к формам; назовите для них другую папку"
    ),
    "the forms are of {region}, the data of {other}": "формы региона {region}, а данные региона {other}",
    "the mapping is of {region}, the data of {other}": (
        "соответствие региона {region}, а данные региона {other}"
    ),
    # What is a part of other sentences; each of these is tried after all others.
    "{given}, outside the years {first} to {last},": "{given} (годы бывают с {first} по {last})",
    "word {word}": "слово {word}",
    "'{one}' or {others}": "'{one}' или {others}",
    "rnms words {word} --region {region} or {others}": "rnms words {word} --region {region} или {others}",
}

OF_FILES = {
    "FileNotFoundError": "{path}: такого файла нет; проверьте имя",
    "folder": "{path}: такой папки нет; создайте её или назовите другую",
    "FileExistsError": "{path} уже есть; назовите другой файл или уберите этот",
    "IsADirectoryError": "'{path}' — папка, а нужен файл; назовите файл в ней",
    "NotADirectoryError": "{path}: на пути к нему файл, а не папка; проверьте имя",
    "PermissionError": "{path}: нет доступа; закройте файл в других программах или возьмите другое место",
    "ENOSPC": "нет места для записи; освободите его или возьмите другое место",
    "OSError": "{path}: система отказала ({why}); возьмите другой файл",
}

RU = CommandTexts(
    lang="ru",
    about="Честная оценка региональных систем научно-методического сопровождения.",
    usage="вызов: ",
    commands="команды",
    arguments="аргументы",
    options="параметры",
    see_help="все параметры: {command} --help",
    summaries=SUMMARIES,
    metavars=METAVARS,
    helps=HELPS,
    said=SAID,
    severities={"error": "ошибка", "warning": "предупреждение"},
    profile=PROFILE,
    sentences=SENTENCES,
    of_files=OF_FILES,
)
