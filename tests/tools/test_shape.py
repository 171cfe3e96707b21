"""The shape of the code: layers, regions that only declare, a cheap import, a surface of one screen."""

from __future__ import annotations

import ast
import enum
import functools
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from types import FunctionType
from typing import Any

import attrs
import pytest

import rnms
from rnms.cli.registry import COMMANDS
from rnms.testing import RULES

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "rnms"
LAYERS = (
    "showing",
    "writing",
    "issues",
    "errors",
    "model",
    "logic",
    "indicators",
    "regions",
    "files",
    "sheets",
    "engine",
    "tables",
    "results",
    "judge",
    "audit",
    "compare",
    "planning",
    "render",
    "glossary",
    "forms",
    "intake",
    "examples",
    "testing",
    "app",
    "cli",
)
"""DESIGN §3: imports point up this list only."""
OUTSIDE = {"__init__", "__main__", "_lazy", "_values", "_version"}
"""The names given to users, the command, how names load, and the version; each is one file."""

MODULES = sorted(SRC.rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(SRC))


def layer_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def is_for_checkers(node: ast.AST) -> bool:
    """Whether a node holds what only type checkers read."""
    return isinstance(node, ast.If) and ast.unparse(node.test).lstrip("_") == "TYPE_CHECKING"


def nodes_that_run(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only type checkers read."""
    for node in ast.iter_child_nodes(tree):
        if not is_for_checkers(node):
            yield node
            yield from nodes_that_run(node)


def loaded_later(path: Path) -> list[ast.ImportFrom]:
    """The imports of a package that run when a name is asked for: they stand where checkers read them."""
    blocks = [node for node in tree_of(path).body if isinstance(node, ast.If) and is_for_checkers(node)]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return imports if path.name == "__init__.py" else []


def imported_layers(path: Path) -> set[str]:
    """The layers that a module imports: at its top, inside a function, or when a name is asked for."""
    names: set[str] = set()
    for node in [*nodes_that_run(tree_of(path)), *loaded_later(path)]:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)}: a relative import"
            within = node.module == "rnms"
            names |= {f"rnms.{alias.name}" for alias in node.names} if within else {node.module or ""}
    return {name.split(".")[1] for name in names if name.startswith("rnms.")} - {
        "_lazy",
        "_values",
        "_version",
    }


def called(path: Path) -> Iterator[str]:
    """The name of every function or method that a module calls."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


# Layers.


def imported_modules(path: Path, known: Mapping[str, Path]) -> set[str]:
    """The modules that a module imports at its top when it runs, or when one of its names is asked for."""
    names: set[str] = set()
    for node in [*tree_of(path).body, *loaded_later(path)]:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            names |= {full if full in known else node.module for full in inside.values()}
    return names & set(known)


def test_no_import_leads_back() -> None:
    """Inside a package too there is one direction: no module imports what imports it."""
    known = {
        ".".join(("rnms", *path.relative_to(SRC).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in MODULES
    }
    graph = {name: imported_modules(path, known) - {name} for name, path in known.items()}

    assert [*TopologicalSorter(graph).static_order()]


LAZY = {
    "errors.py": "render: an exception shows itself",
    "compare/changes.py": "render: a part says what it is",
    "compare/shown.py": "files and render: what is compared shows and writes itself",
    "planning/proposed_routes.py": "render: a proposal shows itself",
    "issues.py": "render: an issue shows itself",
    "judge/origin.py": "judge: nobody may ever ask a result how it came",
    "model/norm.py": "render: bounds show themselves",
    "planning/proposal.py": "files and render: a plan shows and writes itself",
    "regions/profile.py": "regions: a profile tells what it takes over",
    "results/explanation.py": "render: an explanation shows itself",
    "results/findings.py": "render: a value shows itself",
    "results/readings.py": "render: a comparison shows itself",
    "results/report.py": "files, render and compare: a report shows, writes and compares itself",
    "results/result.py": "render, judge and planning: a result shows itself, is asked again, and plans",
    "showing.py": "render: a value shows itself in a notebook",
}
"""The modules that import of rnms inside a function, and what: all else is imported at the top."""


def allowed_layers(path: Path) -> set[str]:
    """The layers that a module may import."""
    layer = layer_of(path)
    return set(LAYERS if layer in OUTSIDE else LAYERS[: LAYERS.index(layer) + 1])


def test_imports_point_up() -> None:
    """A module imports its own layer and those before it, never one after."""
    modules = [path for path in MODULES if name_of(path) not in LAZY]
    below = {name_of(path): imported_layers(path) - allowed_layers(path) for path in modules}

    assert {name: layers for name, layers in below.items() if layers} == {}


def test_what_is_imported_late_is_named() -> None:
    """Inside a function only what makes rnms lazy is imported."""
    late = {
        name_of(path)
        for path in MODULES
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "rnms"
    }

    assert late == set(LAZY)


PACKAGES = [path for path in MODULES if loaded_later(path)]
"""The packages whose names load on first use."""


def attached(path: Path) -> set[str]:
    """What a package tells the interpreter of its names: each with the module where it stands."""
    (call,) = (
        node
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).lstrip("_") == "attach"
    )
    table, *inner = map(ast.literal_eval, call.args[1:])
    package = ".".join(("rnms", *path.parent.relative_to(SRC).parts))
    return {
        f"{package}.{home}.{name}".replace("..", ".")
        for home, names in [*table.items(), *(("", names) for names in inner)]
        for name in names
    }


@pytest.mark.parametrize("path", PACKAGES, ids=name_of)
def test_checkers_read_of_a_package_what_it_loads(path: Path) -> None:
    """The names that a package finds are those that it shows to type checkers, from the same modules."""
    for_checkers = {f"{node.module}.{alias.name}" for node in loaded_later(path) for alias in node.names}

    assert attached(path) - {"rnms._version.__version__"} == for_checkers


@pytest.mark.parametrize("path", PACKAGES, ids=name_of)
def test_a_package_finds_what_it_offers(path: Path) -> None:
    """Each name is there and listed, no module inside takes its place, and others are missed plainly."""
    package = ".".join(("rnms", *path.parent.relative_to(SRC).parts))
    module = importlib.import_module(package)
    inner = {f"{package}.{found.name}" for found in pkgutil.iter_modules(module.__path__)}

    for full in attached(path):
        name = full.rpartition(".")[2]
        assert name in dir(module)
        assert (f"{package}.{name}" in inner) == inspect.ismodule(getattr(module, name))
    with pytest.raises(AttributeError, match=rf"^module '{package}' has no attribute 'nobody'$"):
        module.nobody  # noqa: B018


def test_every_layer_has_its_place() -> None:
    """Whatever lies in the package is one of the layers, and the version imports nothing."""
    found = {layer_of(path) for path in MODULES}

    assert found - OUTSIDE <= set(LAYERS)
    assert {"errors", "model", "regions", "render", "cli"} <= found
    assert not [node for node in ast.walk(tree_of(SRC / "_version.py")) if isinstance(node, ast.Import)]
    assert imported_layers(SRC / "errors.py") == {"issues", "render"}


def test_imports_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """The reader of imports sees those in functions and of submodules, and skips those for type checkers."""
    path = tmp_path / "module.py"
    path.write_text(
        "from typing import TYPE_CHECKING\n"
        "import rnms.model.norm\n"
        "from rnms import sheets, __version__\n"
        "if TYPE_CHECKING:\n    from rnms.cli import main\n"
        "def late():\n    if True:\n        from rnms.render.words import number\n",
        encoding="utf-8",
    )

    assert imported_layers(path) == {"model", "sheets", "render", "__version__"}


# No clock, no print, no floats.


def calls_outside(layers: set[str], pattern: str) -> list[tuple[str, str]]:
    """Each module that is in none of the layers, with every name that it calls and that fits a pattern."""
    modules = [path for path in MODULES if layer_of(path) not in layers]
    return [(name_of(path), name) for path in modules for name in called(path) if re.fullmatch(pattern, name)]


def test_only_the_command_line_prints() -> None:
    """A library returns what it has to say."""
    assert calls_outside({"cli"}, r"print|sys\.(stdout|stderr)\.write|input") == []


def test_nobody_asks_the_clock() -> None:
    """Today is always an argument: a report of yesterday's data is the same tomorrow."""
    clock = r"(.*\.)?(now|today|utcnow|fromtimestamp|localtime|gmtime|time_ns|monotonic)|time\.time"

    assert calls_outside(set(), clock) == []


def test_floats_exist_only_in_reports() -> None:
    """Left of the report all arithmetic is exact, so no norm is missed by a rounding error."""
    assert calls_outside({"render", "results"}, r"float|round|(decimal\.)?Decimal") == []


def test_calls_are_found() -> None:
    """The reader of calls finds what is called in the layers that may."""
    assert {name for _, name in calls_outside(set(LAYERS) - {"cli"}, r"print|sys\.stdout\.write")}
    assert calls_outside(set(LAYERS) - {"render"}, r"float|round")


def test_a_module_says_what_it_is_for() -> None:
    """Every module begins with its purpose."""
    assert [name_of(path) for path in MODULES if not ast.get_docstring(tree_of(path))] == []


def test_no_test_imports_a_test() -> None:
    """What two tests need is in the kit: a test can be moved, or run alone."""
    tests = [path for folder in ("tests", "examples") for path in (ROOT / folder).rglob("*.py")]
    imported = {
        (str(path.relative_to(ROOT)), name)
        for path in tests
        for node in ast.walk(tree_of(path))
        for name in names_imported(node)
        if any(part.startswith("test_") for part in name.split("."))
    }

    assert len(tests) > 90
    assert imported == set()


def test_how_long_tests_look_is_said_in_one_place() -> None:
    """Whoever draws examples asks the kit for their number, so that a quick run is quick everywhere."""
    files = (ROOT / "tests").rglob("*.py")
    own = {str(path.relative_to(ROOT)) for path in files if "settings" in set(called(path))}

    assert own == {"tests/kit/effort.py"}


def names_imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports, and what it takes from them."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module or ''}.{alias.name}" for alias in node.names]
    return []


# A cheap import, a small surface.

HEAVY = (
    "tabulate", "dateutil.parser", "narwhals", "duckdb", "pyarrow", "polars", "pandas", "pyspark",
    "openpyxl", "docx", "icalendar", "defusedxml", "jsonschema", "argparse",
)  # fmt: skip


def loaded_by(code: str) -> tuple[list[str], int]:
    """The modules that a new interpreter has after some code, and how many classes attrs has read."""
    counted = (
        "import attr._make as make, sys\n"
        "read = []\n"
        "begin = make._ClassBuilder.__init__\n"
        "make._ClassBuilder.__init__ = lambda self, cls, *of, **how: (\n"
        "    read.append(cls) or begin(self, cls, *of, **how)\n"
        ")\n"
        f"{code}\n"
        "print(len([cls for cls in read if cls.__module__.startswith('rnms')]), *sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", counted], capture_output=True, check=True).stdout.decode()
    number, *modules = said.split()
    return modules, int(number)


def test_importing_rnms_is_cheap() -> None:
    """``import rnms`` loads what finds names, and no class, be it attrs' or of another package."""
    modules, classes = loaded_by("import rnms")

    assert {name for name in modules if name.partition(".")[0] == "rnms"} == {
        "rnms", "rnms._lazy", "rnms._version"
    }  # fmt: skip
    assert classes == 0
    assert not {name.partition(".")[0] for name in modules} & {"cattrs", *HEAVY}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_command_line_loads_no_command_that_is_not_used(option: str) -> None:
    """Without a command only the table of commands is loaded: its module comes with the command."""
    quietly = "contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO())"
    code = f"import contextlib, io, rnms.cli\nwith {quietly}:\n    rnms.cli.main(['{option}'])"
    ours = {name for name in loaded_by(code)[0] if name.startswith("rnms.")}

    assert {name for name in ours if not name.startswith("rnms.cli")} == {
        "rnms._lazy", "rnms._values", "rnms._version", "rnms.errors", "rnms.issues", "rnms.model",
        "rnms.model.spelling", "rnms.writing",
    }  # fmt: skip
    assert not ours & {f"rnms.cli.{command.module}" for command in COMMANDS}


def test_values_are_made_by_the_decorators_of_rnms() -> None:
    """Those of attrs would write and compile a ``__repr__`` for each class."""
    decorators = {
        (name_of(path), ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator))
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
    }

    assert {name for _, name in decorators} & {"frozen", "define"}
    assert [name for name, decorator in decorators if decorator.startswith(("attrs.", "attr."))] == []


def test_a_property_that_is_kept_has_no_lock() -> None:
    """That of Python before 3.12 has one for a whole class, unless the class is one of values."""
    plain = {
        f"{name_of(path)}.{node.name}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and not node.decorator_list
        if "functools.cached_property" in {ast.unparse(one) for part in node.body for one in ast.walk(part)
                                           if isinstance(one, ast.Attribute)}
    }  # fmt: skip

    assert plain == set()


JUDGED = "import rnms\nrnms.evaluate(rnms.example('khabarovsk_2023'), period=2023)"
MOST_MODULES, MOST_CLASSES = 183, 166
"""How much a first judgement may load of rnms: what it uses."""


def test_a_first_judgement_loads_what_it_uses() -> None:
    """No other region, no table writer, no parser of dates, no extra; and of rnms no more than a bar."""
    modules, classes = loaded_by(JUDGED)
    others = set(rnms.regions.available()) - {"khabarovsk"}
    ours = [name for name in modules if name.startswith("rnms.")]

    assert not {f"rnms.regions.{key}" for key in others} & set(modules)
    assert not {"rnms.cli", "rnms.render", "rnms.forms", "rnms.testing", "rnms.glossary"} & set(modules)
    assert not {name for name in modules for heavy in HEAVY if name == heavy or name.startswith(f"{heavy}.")}
    assert len(ours) <= MOST_MODULES
    assert classes <= MOST_CLASSES


def test_the_public_surface_fits_on_one_screen() -> None:
    """At most 25 names, sorted, each of them there, and nothing else that is public."""
    names = rnms.__all__
    modules = {module.name for module in pkgutil.iter_modules(rnms.__path__)}

    assert names == sorted(set(names))
    assert len(names) <= 25
    assert {name for name in vars(rnms) if not name.startswith("_")} - modules <= set(names)


def public_members(name: str) -> Iterator[tuple[str, object]]:
    """A public name of rnms, then its public methods, each with what it stands for."""
    public = getattr(rnms, name)
    yield name, public
    for key, member in vars(public).items() if inspect.isclass(public) else ():
        if not key.startswith("_") and isinstance(member, property | classmethod | FunctionType):
            yield f"{name}.{key}", member


def test_a_public_name_says_what_it_is() -> None:
    """Every public class, function and module has a docstring of its own, and so has every public method."""
    names = [name for name in rnms.__all__ if name != "__version__"]
    members = [member for name in names for member in public_members(name)]

    assert len(members) > 60
    assert [name for name, member in members if not inspect.getdoc(member)] == []


@pytest.mark.parametrize("package", ["rnms.model", "rnms.indicators"])
def test_values_are_frozen(package: str) -> None:
    """The words and the measures are values: frozen, without a dictionary, safe to share and to hash."""
    kinds = sorted(set(classes_of(package)), key=lambda kind: kind.__name__)

    assert len(kinds) > 5
    for kind in kinds:
        assert attrs.has(kind), f"{kind.__name__} is no attrs class"
        assert kind.__dictoffset__ == 0, f"{kind.__name__} has no slots"
        value: Any = object.__new__(kind)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            value.anything = 1


def classes_of(package: str) -> Iterator[type]:
    """The classes that a package defines, enumerations left out: these are frozen by nature."""
    for found in pkgutil.iter_modules(importlib.import_module(package).__path__):
        module = importlib.import_module(f"{package}.{found.name}")
        for value in vars(module).values():
            ours = inspect.isclass(value) and value.__module__ == module.__name__
            if ours and not issubclass(value, enum.Enum) and not getattr(value, "_is_protocol", False):
                yield value


# Names that tell.

PRONOUNS_AND_PARTICIPLES = """
    one ones other others another it its he his him she her hers they them their theirs we us our
    ours you your this that these those who whom whose what which here there all any both each every
    everything anything nothing none nobody somebody anybody some asked begun built called chosen
    counted done drawn found given gone heard held judged kept known lost made meant met named
    needed passed put read seen sent set shown sought spoken taken told used wanted written said at
    of by on to in for
"""
RIDDLES = frozenset(PRONOUNS_AND_PARTICIPLES.split())
"""Names that do not say what they hold: pronouns, participles and prepositions."""
MOST_RIDDLES = 3
"""Percent of the names of a package."""


def local_names(tree: ast.AST) -> Iterator[str]:
    """The targets of assignments and loops in functions, and what private functions take."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for inner in node.body:
                yield from stored_names(inner)
            if node.name.startswith("_") and not node.name.endswith("__"):
                arguments = node.args
                taken = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
                yield from (name.arg for name in taken if name.arg not in {"self", "cls"})
        elif isinstance(node, ast.Lambda):
            yield from (name.arg for name in node.args.args)
        elif isinstance(node, ast.comprehension):
            yield from targets_of(node.target)


def stored_names(node: ast.AST) -> Iterator[str]:
    """The names that a statement sets in its own function, those of comprehensions left out."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.comprehension):
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    for inner in ast.iter_child_nodes(node):
        yield from stored_names(inner)


def targets_of(node: ast.AST) -> Iterator[str]:
    """The names of a target, one or several."""
    yield from (name.id for name in ast.walk(node) if isinstance(name, ast.Name))


@pytest.mark.parametrize("package", sorted({layer_of(path) for path in MODULES} - OUTSIDE))
def test_names_say_what_they_hold(package: str) -> None:
    """At most three of a hundred local names are pronouns or participles."""
    names = [name for path in MODULES if layer_of(path) == package for name in local_names(tree_of(path))]
    riddles = [name for name in names if name.strip("_") in RIDDLES]

    assert len(riddles) * 100 <= len(names) * MOST_RIDDLES, (
        f"{len(riddles)} of {len(names)}: {sorted(set(riddles))}"
    )


def test_local_names_are_found_wherever_they_stand() -> None:
    """Assignments, loops, comprehensions, private parameters; no attribute, no public parameter."""
    tree = ast.parse(
        "found = 1\n"
        "def public(given):\n    one, self.it = 1, 2\n    return [said for said in given]\n"
        "def _private(known, *, at):\n"
        "    def inner(asked):\n        told = lambda read: read\n"
        "    with known as made:\n        for seen in made:\n            pass\n"
    )

    assert sorted(local_names(tree)) == ["at", "known", "made", "one", "read", "said", "seen", "told"]


# Docstrings that say what is done.

OPENINGS_WITHOUT_VERB = """
    the a an what whether how which who where why when every each all those that one some no nothing nobody
    as of in for by with so its it if to from at on there whose this these both any up more several things
"""
NO_VERBS = frozenset(OPENINGS_WITHOUT_VERB.split())
"""Words with which a docstring begins that says what is given, not what is done."""
WITH_RULES = {"regions", "testing"}
"""The layers with the rules that every profile keeps."""
FEWEST_VERBS = 90
"""Percent of the docstrings of functions of a package."""


def opening_words(tree: ast.AST, rules: Collection[str] = ()) -> Iterator[str]:
    """The first word of each function's docstring; properties, which say what a value has, are left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("__"):
            docstring = None if node.name in rules else ast.get_docstring(node)
            if docstring and not any("property" in ast.unparse(mark) for mark in node.decorator_list):
                yield docstring.split()[0].strip("«»,.:;`").lower()


@pytest.mark.parametrize("package", sorted({layer_of(path) for path in MODULES} - OUTSIDE))
def test_a_function_says_what_it_does(package: str) -> None:
    """At least nine of ten docstrings of functions begin with a verb; that of a rule is the rule itself."""
    rules = {rule.__name__ for rule in RULES} if package in WITH_RULES else set()
    trees = [tree_of(path) for path in MODULES if layer_of(path) == package]
    words = [word for tree in trees for word in opening_words(tree, rules)]
    verbs = [word for word in words if word not in NO_VERBS]

    assert len(verbs) * 100 >= len(words) * FEWEST_VERBS, f"{len(words) - len(verbs)} of {len(words)} do not"


def test_opening_words_are_found() -> None:
    """Of functions and methods wherever they stand; not of properties, nor of what says nothing."""
    tree = ast.parse(
        "def public():\n    'Find it.'\n    def inner():\n        '«The» whole.'\n"
        "class Kind:\n    'A kind.'\n    @property\n    def size(self):\n        'How many.'\n"
        "    def count(self):\n        '``Count`` all.'\n    def silent(self): ...\n"
    )

    assert sorted(opening_words(tree)) == ["count", "find", "the"]
    assert sorted(opening_words(tree, {"inner"})) == ["count", "find"]


# One version, one name.


def test_the_citation_names_this_version() -> None:
    """CITATION.cff, the package and pyproject agree on version, licence and authors."""
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    said = dict(re.findall(r"^([\w-]+): (.+)$", citation, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert said["version"] == rnms.__version__
    assert said["license"] == project["license"]
    assert re.findall(r"^  - name: (.+)$", citation, re.MULTILINE) == [
        one["name"] for one in project["authors"]
    ]
    assert {"cff-version", "message", "title"} <= set(said)


# Words in one room.

SPEAKS_RUSSIAN = {"regions", "audit", "forms", "intake", "glossary", "testing", "examples", "app", "cli"}
"""The layers whose matter is Russian: orders, paper forms, the command line of clerks."""
RUSSIAN_WORDS = {
    "errors.py": "letters that look alike",
    "files/figures.py": "a word that is read",
    "files/json_schema.py": "words that are read",
    "logic/population.py": "units and titles of the orders",
    "model/law.py": "how an act is cited",
    "model/partial.py": "words that are read",
    "model/returns.py": "words that are read",
    "model/spelling.py": "letters that are read alike",
    "model/subjects.py": "levels as the orders title them",
    "model/written_periods.py": "words that are read",
    "planning/areas.py": "headings of a table that are read",
    "planning/offers.py": "headings of a table that are read",
    "sheets/area.py": "words of rows that are no records",
    "sheets/encodings.py": "letters of Russian, the most frequent first",
    "sheets/reading.py": "words that are read",
    "sheets/values.py": "words that are read, and as a cell shows them",
}
"""Further modules with Russian words in them, and what these are; none is a sentence for a reader."""
_QUOTED = re.compile("'[^']*'")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def russian_texts(tree: ast.AST) -> list[str]:
    """The texts with Russian words, but for docstrings and names of files in quotes."""
    of_docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in of_docstrings
    ]
    return [text for text in texts if _CYRILLIC.search(_QUOTED.sub("", text))]


def test_sentences_stand_among_the_texts_of_a_language() -> None:
    """Who asks for English gets English: what is said to a reader is a code and facts elsewhere."""
    rooms = ("render/texts", "indicators/vocabulary")
    modules = {
        name_of(path)
        for path in MODULES
        if layer_of(path) not in SPEAKS_RUSSIAN and not name_of(path).startswith(rooms)
        if russian_texts(tree_of(path))
    }

    assert modules == set(RUSSIAN_WORDS)


def test_russian_texts_are_found() -> None:
    """In formatted texts too; docstrings and examples of names say nothing to a reader."""
    tree = ast.parse("""'док'\nf(f'всего {x}', "write load('данные.json')", 'text')\ny = 'нет'""")

    assert sorted(russian_texts(tree)) == ["всего ", "нет"]


# Predicates.


NODES = {"Compare", "Given", "Has", "Shares", "Subset", "CoveredBy", "Known"}
NODES |= {"Exists", "And", "Or", "Not", "AtSomeYearEnd", "Unsaid"}
MATCHING = {
    "engine/interpreter.py": "what predicates mean of records",
    "logic/chains.py": "what follows from comparisons that hold together",
    "logic/implication.py": "which of two follows from the other",
    "logic/walks.py": "what they are made of, for all others",
    "logic/words_excluded.py": "which of them one word of a field excludes",
    "render/sentences.py": "what they say in words",
    "tables/engine/redundant.py": "which comparisons follow from others where tables know the days between",
    "testing/witnesses.py": "for which invented records they hold",
}
"""The modules that tell the nodes of predicates apart, and why: a new node touches no other."""


def nodes_matched(tree: ast.Module) -> Iterator[str]:
    """The node classes that patterns and ``isinstance`` name; a term may be told from a population."""
    for node in ast.walk(tree):
        if isinstance(node, ast.MatchClass):
            named: list[ast.AST] = [node.cls]
            nodes = NODES | {"Term"}
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
            named, nodes = list(ast.walk(node.args[1])), NODES
        else:
            continue
        names = (ast.unparse(name) for name in named if isinstance(name, ast.Name | ast.Attribute))
        yield from (name for name in names if name.rpartition(".")[2] in nodes)


def test_nodes_of_predicates_are_matched_in_few_modules() -> None:
    """All others walk a predicate and need not know what kinds of nodes there are."""
    matching = {name_of(path) for path in MODULES if any(nodes_matched(tree_of(path)))}

    assert matching == set(MATCHING)


BACKEND_OF_RECORDS = {
    "engine/codes.py": "which words records hold",
    "engine/columns.py": "what fields are known, and where references lead",
    "engine/days.py": "which days come before others",
    "engine/mask_reasons.py": "which members hang on what is not known",
    "engine/masks.py": "for which records a predicate holds",
    "engine/placements.py": "where members are placed",
    "engine/records.py": "members, counted",
    "engine/states.py": "one member, for whoever explains",
    "engine/twins.py": "records under one id",
    "logic/likeness.py": "letters that two texts have in common; no flags of records",
    "planning/covering.py": "which deficits of a person courses cover; no flags of records",
}
"""The modules that read masks, and of what: nobody else need know how flags of records lie."""
OF_MASKS = {"bit_count", "from_bytes", "to_bytes"}
"""The methods of integers that make a mask or read it."""
MAKERS_OF_MASKS = {"all_ones", "mask_at", "mask_of", "packed"}


def mask_arithmetic(path: Path) -> set[str]:
    """The operations on bits in a module, by name; tables negate expressions as others do bits."""
    names = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.LShift | ast.RShift):
            names.add(type(node.op).__name__)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
            names |= {"Invert"} if "tables" not in path.parts else set()
        elif isinstance(node, ast.Attribute) and node.attr in OF_MASKS:
            names.add(node.attr)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rnms.engine."):
            names |= {alias.name for alias in node.names} & MAKERS_OF_MASKS
    return names


def test_masks_are_read_in_their_backend_alone() -> None:
    """Nobody else shifts, negates or counts bits, or makes bytes of them: they ask the engine for a state."""
    reading = {name_of(path) for path in MODULES if mask_arithmetic(path)}

    assert reading == set(BACKEND_OF_RECORDS)


@pytest.mark.parametrize(
    ("line", "operation"),
    [
        ("rows &= ~unknown", "Invert"),
        ("is_member = mask >> (8 * place) & 1", "RShift"),
        ("mask |= 1 << bit", "LShift"),
        ("number = (certain & possible).bit_count()", "bit_count"),
        ("flags = mask.to_bytes(size, 'little')", "to_bytes"),
        ("mask = int.from_bytes(flags, 'little')", "from_bytes"),
        ("from rnms.engine.columns import mask_of", "mask_of"),
    ],
)
def test_mask_arithmetic_is_found(tmp_path: Path, line: str, operation: str) -> None:
    """However a new module reads a mask, the reader sees it; unions of sets are none of its business."""
    path = tmp_path / "module.py"
    path.write_text(f"names = first & second | third\n{line}\n", encoding="utf-8")

    assert mask_arithmetic(path) == {operation}
