"""Mutants: what a module would be with one small fault in it, and which of its statements a test reaches.

A mutant that no test notices shows what no test holds. It is known by its place, the function and the texts
of the statement and of what is changed, never by the number of its line, so that a list of mutants does not
rot when lines move.

All mutants that are tried in one session are woven into the modules as they are loaded, each behind a switch
(:func:`woven`); the files stay as they are. So a session loads everything once, and forks for each mutant.
"""

from __future__ import annotations

import ast
import builtins
import copy
import hashlib
import importlib.abc
import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple

from attrs import field, frozen

_COMPARED: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}
_NO_MATTER = ("kw_only", "cache_hash")
"""What a class is declared with that changes no answer; neither does how many answers a cache keeps."""
_ACTIVE, _REACHED = "_rnms_mutant", "_rnms_reached"


@frozen
class Mutant:
    """One fault: in ``function`` of ``module``, in ``statement``, ``text`` becomes ``change``."""

    module: str
    function: str
    statement: str
    text: str
    change: str
    line: int = field(eq=False)
    unit: int | None = field(eq=False)
    """The number of the statement that a test must reach; ``None`` where loading the module reaches it."""
    node: ast.AST = field(eq=False, repr=False)
    new: ast.AST = field(eq=False, repr=False)

    @property
    def part(self) -> str:
        """The layer that it lies in."""
        return self.module.split(".")[1]

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What it is known by: the same as long as its statement is."""
        return (self.module, self.function, self.statement, self.text, self.change)

    def rank(self, seed: int) -> bytes:
        """Where it stands in the draw of ``seed``: whatever changes elsewhere moves it against no other."""
        return hashlib.sha256("\0".join((str(seed), *self.key)).encode()).digest()


class Parsed(NamedTuple):
    """A module, the mutants of it, and what its statements are numbered by."""

    tree: ast.Module
    mutants: tuple[Mutant, ...]
    units: Mapping[int, int]
    """The numbers of the statements and lambdas inside functions, by the identity of their nodes."""


def parsed(module: str, source: str) -> Parsed:
    """Return the mutants of a module; two alike in one statement are one."""
    finder = _Finder(module)
    tree = ast.parse(source)
    finder.visit(tree)
    return Parsed(tree, tuple({mutant.key: mutant for mutant in finder.found}.values()), finder.units)


class _Finder(ast.NodeVisitor):
    # Walks a module with the function and the statement that it is in.

    def __init__(self, module: str) -> None:
        self.module = module
        self.found: list[Mutant] = []
        self.units: dict[int, int] = {}
        self._names: list[str] = []
        self._heads: dict[int, str] = {}
        self._statement: ast.stmt | None = None
        self._unit: int | None = None

    def visit(self, node: ast.AST) -> None:
        if not isinstance(node, ast.stmt):
            self._changes(node)
            self._walk(node)
            return
        before = (self._statement, self._unit)
        self._statement = node
        if self._unit is not None:
            self._unit = self.units.setdefault(id(node), len(self.units))
        self._changes(node)
        self._walk(node)
        self._statement, self._unit = before

    def _walk(self, node: ast.AST) -> None:
        # What an error says is held by the tests of the sentences, and nothing can be woven into a pattern.
        if not isinstance(node, ast.Raise | ast.Assert | ast.MatchValue | ast.MatchMapping):
            super().visit(node)

    def _offer(self, node: ast.AST, new: ast.AST) -> None:
        assert self._statement is not None
        if id(self._statement) not in self._heads:
            self._heads[id(self._statement)] = _head(self._statement)
        texts = (self._heads[id(self._statement)], _text(node), _text(new))
        line: int = getattr(node, "lineno", self._statement.lineno)
        self.found.append(
            Mutant(self.module, ".".join(self._names), *texts, line=line, unit=self._unit, node=node, new=new)
        )

    # What is walked.

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if any(_text(decorator) == "overload" for decorator in node.decorator_list):
            return
        for outer in (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(outer)
        self._names.append(node.name)
        before, self._unit = self._unit, -1
        for statement in _without_docstring(node.body):
            self.visit(statement)
        self._unit = before
        self._names.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for outer in (*node.decorator_list, *(keyword.value for keyword in node.keywords)):
            self.visit(outer)
        self._names.append(node.name)
        for statement in _without_docstring(node.body):
            self.visit(statement)
        self._names.pop()

    def visit_Lambda(self, node: ast.Lambda) -> None:
        before = self._unit
        self._unit = self.units.setdefault(id(node), len(self.units))
        self.visit(node.body)
        self._unit = before

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(isinstance(target, ast.Name) and target.id.startswith("__") for target in node.targets):
            self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        if _text(node.test) != "TYPE_CHECKING":
            self._conditions(node.test, (True, False))
            self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._conditions(node.test, (True, False))
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._conditions(node.test, (False,))
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for condition in node.ifs:
            self._conditions(condition, (True, False))
        self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value.value)

    def visit_Call(self, node: ast.Call) -> None:
        called = _text(node.func)
        if called == "cast":
            self.visit(node.args[1])
        elif called in ("isinstance", "issubclass"):
            self.visit(node.args[0])
        elif called == "frozen":
            for keyword in node.keywords:
                if keyword.arg not in _NO_MATTER:
                    self.visit(keyword.value)
        elif called == "zip" and _is_strict(node):
            # That what belongs together is as long as the other is asserted, not computed with.
            for argument in node.args:
                self.visit(argument)
        elif called != "functools.lru_cache":
            self.generic_visit(node)

    # What is changed.

    def _conditions(self, test: ast.expr, values: Sequence[bool]) -> None:
        if not isinstance(test, ast.Constant):
            for value in values:
                self._offer(test, ast.Constant(value))

    def _changes(self, node: ast.AST) -> None:
        for new in _changes(node):
            self._offer(node, new)


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    return [statement for statement in body if not _is_text(statement)]


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _is_strict(node: ast.Call) -> bool:
    return [_text(keyword) for keyword in node.keywords] == ["strict=True"]


def _text(node: ast.AST) -> str:
    return ast.unparse(node).split("\n", 1)[0]


def _head(statement: ast.stmt) -> str:
    # Of a statement that holds others, what stands before them.
    blocks = ("body", "orelse", "finalbody", "handlers", "cases", "decorator_list")
    return _text(_with(statement, **{name: [] for name in blocks if hasattr(statement, name)}))


def _with(node: Any, **others: Any) -> Any:
    new = copy.copy(node)
    for name, value in others.items():
        setattr(new, name, value)
    return new


def _key(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""


def _other_key(node: Any) -> ast.Constant:
    return ast.Constant(f"{node.value}_")


def _changes(node: Any) -> Iterator[ast.AST]:
    """Yield what a node may become; the conditions of ``if`` and its like are changed where they stand."""
    match node:
        case ast.Compare(ops=ops, comparators=others):
            for number, operator in enumerate(ops):
                for other in _COMPARED[type(operator)]:
                    yield _with(node, ops=[*ops[:number], other(), *ops[number + 1 :]])
            for number, compared in enumerate(others):
                if _key(compared):
                    yield _with(
                        node, comparators=[*others[:number], _other_key(compared), *others[number + 1 :]]
                    )
        case ast.BoolOp(op=op, values=values):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
            for number in range(len(values)):
                rest = [*values[:number], *values[number + 1 :]]
                yield rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(op=op) if type(op) in _COMPUTED:
            yield _with(node, op=_COMPUTED[type(op)]())
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield _with(node, func=ast.Name(_CALLED[name], ast.Load()))
        case ast.Call(func=ast.Attribute(attr="get"), args=[first, *rest]) if _key(first):
            yield _with(node, args=[_other_key(first), *rest])
        case ast.Subscript(slice=key, ctx=ast.Load()) if _key(key):
            yield _with(node, slice=_other_key(key))
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case ast.Return(value=ast.expr() as value) if not _is_condition(value):
            yield _with(node, value=ast.Constant(None))
        case ast.AugAssign(op=op):
            if type(op) in _COMPUTED:
                yield _with(node, op=_COMPUTED[type(op)]())
            yield ast.Pass()
        case ast.Raise() | ast.Delete():
            yield ast.Pass()
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def _is_condition(node: ast.expr) -> bool:
    # Where a condition is returned, None is False; and None is None.
    return isinstance(node, ast.Constant | ast.Compare | ast.BoolOp | ast.UnaryOp)


# How a module is loaded with mutants, or with what notes the statements that are reached.


class _Weaver(ast.NodeTransformer):
    def __init__(self, numbered: Mapping[int, Mutant]) -> None:
        self._at: dict[int, list[tuple[int, Any]]] = {}
        for number, mutant in numbered.items():
            # Made before anything is woven into what it is made of.
            self._at.setdefault(id(mutant.node), []).append((number, copy.deepcopy(mutant.new)))

    def visit(self, node: ast.AST) -> Any:
        here = self._at.get(id(node), ())
        woven: Any = super().visit(node)
        for number, new in here:
            active: Any = ast.parse(f"{_ACTIVE}[0] == {number}", mode="eval").body
            if isinstance(node, ast.stmt):
                woven = ast.If(active, [new], [woven])
            else:
                woven = ast.IfExp(active, new, woven)
            ast.fix_missing_locations(ast.copy_location(woven, node))
        return woven


def woven(found: Parsed, numbered: Mapping[int, Mutant]) -> ast.Module:
    """Return the module with these of its mutants in it, each behind a switch."""
    tree: ast.Module = _Weaver(numbered).visit(found.tree)
    return tree


class _Prober(ast.NodeTransformer):
    def __init__(self, units: Mapping[int, int], first: int) -> None:
        self._units = units
        self._first = first

    def visit(self, node: ast.AST) -> Any:
        unit = self._units.get(id(node))
        if unit is None:
            return super().visit(node)
        probed: Any = super().visit(node)
        number = self._first + unit
        if isinstance(node, ast.Lambda):
            noted: Any = ast.parse(f"{_REACHED}.__setitem__({number}, 1) or 0", mode="eval").body
            noted.values[1] = probed.body
            probed.body = ast.copy_location(noted, node.body)
        elif not isinstance(node, ast.Global | ast.Nonlocal):
            note = ast.copy_location(ast.parse(f"{_REACHED}[{number}] = 1").body[0], node)
            return [ast.fix_missing_locations(note), probed]
        return ast.fix_missing_locations(probed)


def probed(found: Parsed, first: int) -> ast.Module:
    """Return the module that notes which of its statements are reached, numbered from ``first`` on."""
    tree: ast.Module = _Prober(found.units, first).visit(found.tree)
    return tree


class Loader(importlib.abc.MetaPathFinder):
    """Loads some modules from the trees that are made for them, and leaves all others alone."""

    def __init__(self, root: Path, trees: Mapping[str, Callable[[], ast.Module]]) -> None:
        self._root = root
        self._trees = trees

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002  # what import asks all finders with
        target: ModuleType | None = None,  # noqa: ARG002  # likewise
    ) -> ModuleSpec | None:
        """Return how a module is loaded, if it is one of ours."""
        if fullname not in self._trees:
            return None
        file = module_file(self._root, fullname)
        loader = _TreeLoader(fullname, str(file), self._trees[fullname])
        return importlib.util.spec_from_file_location(fullname, file, loader=loader)

    def install(self, size: int) -> tuple[list[int], bytearray]:
        """Load them so from now on; return the switch, and the bytes in which what is reached is noted."""
        switch, reached = [0], bytearray(size)
        setattr(builtins, _ACTIVE, switch)
        setattr(builtins, _REACHED, reached)
        sys.meta_path.insert(0, self)
        return switch, reached

    def come_first(self) -> None:
        """Be asked before whoever was installed later."""
        sys.meta_path.remove(self)
        sys.meta_path.insert(0, self)


class _TreeLoader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, tree: Callable[[], ast.Module]) -> None:
        super().__init__(fullname, path)
        self._tree = tree

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002  # it loads one module
        return compile(self._tree(), self.path, "exec", dont_inherit=True)


def module_file(root: Path, module: str) -> Path:
    """Return the file of a module below ``root``."""
    path = root.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
