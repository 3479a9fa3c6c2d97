"""What the sandbox's dialect lacks, said in words it has: one node in, one node out."""

from __future__ import annotations

import ast
from typing import cast

from bot.executor.sandbox.dialect import is_of_module
from bot.executor.sandbox.prelude import BRIDGED_MODULES
from bot.executor.syntax import expression

_TYPES = frozenset({"str", "list", "dict", "set", "tuple", "int", "float", "bytes"})
_CLASS_METHODS = frozenset({"fromkeys", "from_bytes", "maketrans", "fromhex"})
_TAKES_FUNCTIONS = frozenset({"map", "filter", "reduce", "sorted", "min", "max", "partial"})
_METHODS_AS_VALUES = frozenset(
    [
        "add",
        "append",
        "endswith",
        "extend",
        "get",
        "join",
        "lower",
        "pop",
        "setdefault",
        "startswith",
        "strip",
        "upper",
    ]
)
_CONSUMERS = frozenset(
    [
        "all",
        "any",
        "deque",
        "dict",
        "enumerate",
        "extend",
        "filter",
        "frozenset",
        "join",
        "list",
        "map",
        "max",
        "min",
        "set",
        "sorted",
        "sum",
        "tuple",
        "update",
        "zip",
        "Counter",
    ]
)


def of_expression(node: ast.expr, parent: ast.AST | None) -> ast.expr | None:
    """The expression that stands in for one the dialect lacks; None where it has it."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        return _attribute(node, parent)
    if isinstance(node, ast.Call):
        return _call(node)
    if isinstance(node, ast.GeneratorExp) and not _is_consumed(node, parent):
        return _expression("iter(VALUE)", node)
    return None


def of_statement(node: ast.stmt) -> list[str] | None:
    """The simple statements that stand in for one the dialect lacks; None where it has it."""
    if isinstance(node, ast.Import):
        return _import(node)
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return _import_from(node)
    if isinstance(node, ast.Delete):
        return [text for target in node.targets for text in _deleted(target)]
    return None


def _expression(template: str, value: ast.expr) -> ast.expr:
    """The template's expression with `value` in the place of the name VALUE."""
    tree = ast.Expression(expression(template))
    for outer in ast.walk(tree):
        for name, child in ast.iter_fields(outer):
            if isinstance(child, ast.Name) and child.id == "VALUE":
                setattr(outer, name, value)
            elif isinstance(child, list):
                child[:] = [
                    value if isinstance(one, ast.Name) and one.id == "VALUE" else one
                    for one in cast(list[object], child)
                ]
    return tree.body


def _attribute(node: ast.Attribute, parent: ast.AST | None) -> ast.expr | None:
    owner = node.value
    if node.attr == "utcnow":
        return ast.Attribute(owner, "now", node.ctx)
    if node.attr == "__name__" and isinstance(owner, ast.Attribute) and owner.attr == "__class__":
        return _expression("type(VALUE).__name__", owner.value)
    if isinstance(owner, ast.Name):
        if owner.id == "datetime" and node.attr == "UTC":
            return expression("datetime.timezone.utc")
        if owner.id == "collections" and node.attr == "OrderedDict":
            return ast.Name("dict", ast.Load())
        if owner.id in _TYPES and node.attr not in _CLASS_METHODS:
            lambda_ = f"lambda self, *a, **k: self.{node.attr}(*a, **k)"
            return expression(lambda_)
    if _is_method_as_value(node, parent):
        return _expression("lambda *a, **k: VALUE(*a, **k)", node)
    return None


def _is_method_as_value(node: ast.Attribute, parent: ast.AST | None) -> bool:
    """Whether a method is handed on instead of called, which works for no built-in type."""
    if isinstance(parent, ast.keyword):
        return parent.arg == "key"
    if isinstance(parent, ast.Call) and parent.func is not node:
        return _called(parent) in _TAKES_FUNCTIONS and parent.args[0] is node
    return isinstance(parent, ast.Assign) and node.attr in _METHODS_AS_VALUES


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _call(node: ast.Call) -> ast.expr | None:
    called = _called(node)
    if called == "dumps" and any(one.arg == "default" for one in node.keywords):
        return ast.Call(ast.Name("_orb_dumps", ast.Load()), node.args, node.keywords)
    if called == "sub" and is_of_module(node.func, "re", "sub"):
        return ast.Call(ast.Name("_orb_sub", ast.Load()), node.args, node.keywords)
    if called == "object" and not node.args and isinstance(node.func, ast.Name):
        return ast.List([], ast.Load())
    return None


def _is_consumed(node: ast.GeneratorExp, parent: ast.AST | None) -> bool:
    """Whether what takes the generator is content with the list the dialect makes of it."""
    return isinstance(parent, ast.Call) and _called(parent) in _CONSUMERS


def _import(node: ast.Import) -> list[str] | None:
    if not any(one.name in BRIDGED_MODULES for one in node.names):
        return None
    return [
        f"{one.asname or one.name} = _orb_{one.name}"
        if one.name in BRIDGED_MODULES
        else ast.unparse(ast.Import([one]))
        for one in node.names
    ]


def _import_from(node: ast.ImportFrom) -> list[str] | None:
    module = node.module or ""
    stand_ins = {
        one: text for one in node.names if (text := _imported(module, one.name)) is not None
    }
    if not stand_ins:
        return None
    return [
        f"{one.asname or one.name} = {stand_ins[one]}"
        if one in stand_ins
        else ast.unparse(ast.ImportFrom(module, [one], 0))
        for one in node.names
    ]


def _imported(module: str, name: str) -> str | None:
    """What stands in for one imported name."""
    if module in BRIDGED_MODULES and name != "*":
        return f"_orb_{module}.{name}"
    return {
        ("collections", "OrderedDict"): "dict",
        ("typing", "cast"): "lambda kind, value: value",
        ("datetime", "UTC"): "_orb_timezone.utc",
    }.get((module, name))


def _deleted(target: ast.expr) -> list[str]:
    """What takes a target away: an item out of its container, a name's value out of the name."""
    if isinstance(target, ast.Tuple | ast.List):
        return [text for one in target.elts for text in _deleted(one)]
    if not isinstance(target, ast.Subscript):
        return [f"{ast.unparse(target)} = None"]
    owner = ast.unparse(target.value)
    if isinstance(target.slice, ast.Slice):
        return [f"{owner}[{ast.unparse(target.slice)}] = []"]
    return [f"{owner}.pop(({ast.unparse(target.slice)}))"]
