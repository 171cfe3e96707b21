"""Every command of ``rnms``: its name, and the module that adds its arguments and runs it.

To add a command, write its row here, what it does among the texts, and, in the module that the row names,
the function ``add_NAME``. That module is imported when one of its commands is used, so ``rnms --version``
and ``rnms --help`` stay quick.
"""

from __future__ import annotations

from importlib import import_module

from rnms._values import frozen
from rnms.cli.parser import CommandParser


@frozen
class Command:
    """A command.

    Attributes:
        name: The word typed after ``rnms``; the texts of each language say by it what the command does.
        module: The module of this package that adds its arguments and runs it.
    """

    name: str
    module: str

    def add_arguments(self, parser: CommandParser) -> None:
        """Import the command's module and let it add the arguments, and the function ``run``, to a parser."""
        module = import_module(f"rnms.cli.{self.module}")
        getattr(module, f"add_{self.name.replace('-', '_')}")(parser)


COMMANDS = (
    Command("demo", "judging"),
    Command("evaluate", "judging"),
    Command("brief", "judging"),
    Command("audit", "auditing"),
    Command("plan", "planning"),
    Command("compare", "comparing"),
    Command("league", "comparing"),
    Command("trajectory", "comparing"),
    Command("routes", "routes"),
    Command("check", "data_files"),
    Command("verify", "verifying"),
    Command("template", "data_files"),
    Command("forms", "forms"),
    Command("collect", "forms"),
    Command("intake", "registers"),
    Command("register-template", "registers"),
    Command("regions", "regions"),
    Command("attach", "attaching"),
    Command("roadmap", "roadmap"),
    Command("new-region", "new_region"),
    Command("glossary", "words"),
    Command("words", "words"),
    Command("schema", "data_files"),
    Command("app", "browser_app"),
)
"""In the order in which ``rnms --help`` lists them."""
