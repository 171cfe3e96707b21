"""Every command of ``rnms``: its name, its summary, and the module that adds its arguments and runs it.

To add a command, write its row here and, in the module that the row names, the function ``add_NAME``. That
module is imported when one of its commands is used, so ``rnms --version`` and ``rnms --help`` stay quick.
"""

from __future__ import annotations

import argparse
from importlib import import_module

import attrs


@attrs.frozen
class Command:
    """A command.

    Attributes:
        name: The word typed after ``rnms``.
        summary: What it does, as ``rnms --help`` says it.
        module: The module of this package that adds its arguments and runs it.
    """

    name: str
    summary: str
    module: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Import the command's module and let it add the arguments, and the function ``run``, to a parser."""
        module = import_module(f"rnms.cli.{self.module}")
        getattr(module, f"add_{self.name.replace('-', '_')}")(parser)


COMMANDS = (
    Command("demo", "показать на опубликованных данных Хабаровского края", "judging"),
    Command("evaluate", "оценить файл данных по приказу региона", "judging"),
    Command("brief", "сказать главное: что можно подписать, что нельзя и кого о чём спросить", "judging"),
    Command("check", "проверить файл данных; код 1, если есть замечания", "data_files"),
    Command("template", "дать файл данных, который осталось заполнить", "data_files"),
    Command("forms", "написать формы для муниципалитетов", "forms"),
    Command("collect", "собрать заполненные формы; код 1, если в них ошибки", "forms"),
    Command(
        "intake",
        "прочитать реестры педагогов по соответствию столбцов; без --out только показать, что получится",
        "registers",
    ),
    Command(
        "register-template",
        "дать реестр педагогов, который осталось заполнить, и соответствие к нему",
        "registers",
    ),
    Command("regions", "показать регионы или один из них", "regions"),
    Command("roadmap", "показать, что и к какому сроку должно быть сделано", "roadmap"),
    Command("new-region", "начать пакет нового региона; он проходит свою проверку", "new_region"),
    Command("glossary", "объяснить слово; без слова — перечислить все", "words"),
    Command("words", "перечислить слова приказов и языка или показать одно", "words"),
    Command("schema", "дать JSON Schema файла данных", "data_files"),
)
"""In the order in which ``rnms --help`` lists them."""
