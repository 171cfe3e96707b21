"""The rule of pages: the modules of a region only declare."""

from __future__ import annotations

import ast
import importlib.util
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType

from rnms.regions.declaration import Declaration

CODE = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.If, ast.IfExp, ast.Match,
    ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
    ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.Raise, ast.Assert, ast.Global, ast.Delete,
)  # fmt: skip
_IMPORTED = {"__future__", "datetime", "fractions", "rnms"}


def modules_only_declare(profile: Declaration) -> Iterator[str]:
    """The modules of a region hold no function, class, condition or loop, and import nothing else."""
    for name, tree in pages(profile):
        own = name.partition(".")[0]
        for node in ast.walk(tree):
            if isinstance(node, CODE):
                kind_name = type(node).__name__
                yield f"{name}:{node.lineno} holds code ({kind_name}); declare it, or add a word to rnms"
            for imported in _imported(node):
                if imported not in {*_IMPORTED, own}:
                    yield f"{name} imports {imported}; a region needs {', '.join(sorted(_IMPORTED))}"
        if not ast.get_docstring(tree):
            yield f"{name} does not say what it is; begin it with a docstring"


def pages(profile: Declaration) -> Iterator[tuple[str, ast.Module]]:
    """List the modules that declare a profile: the one that holds it and, of a package, all within."""
    for module in list(sys.modules.values()):
        source = _source(module.__name__) if _holds(module, profile) else None
        if source is None:
            continue
        tree = ast.parse(source)
        # A module that only imports the profile, or that tests it, is no page of its region.
        if _assigns(tree, module, profile) and "rnms.testing" not in source:
            yield module.__name__, tree
            for name in _within(module):
                inner = _source(name)
                if inner is not None:
                    yield name, ast.parse(inner)


def _holds(module: ModuleType, profile: Declaration) -> bool:
    names = getattr(module, "__dict__", {})
    return any(value is profile for value in list(names.values()))


def _assigns(tree: ast.Module, module: ModuleType, profile: Declaration) -> bool:
    assigned = [
        target
        for node in tree.body
        for target in (node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)])
    ]
    names = [target.id for target in assigned if isinstance(target, ast.Name)]
    return any(getattr(module, name, None) is profile for name in names)


def _within(module: ModuleType) -> Iterable[str]:
    modules = pkgutil.walk_packages(getattr(module, "__path__", []), f"{module.__name__}.")
    return [module_info.name for module_info in modules]


def _source(name: str) -> str | None:
    """Read the text of a module, wherever it was loaded from; ``None`` where there is none."""
    try:
        spec = importlib.util.find_spec(name)
        text: str | None = spec.loader.get_source(name)  # type: ignore[union-attr]
    except (AttributeError, ImportError, OSError, ValueError):
        return None
    return text


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield (node.module or "").partition(".")[0]
