"""Finds what a function's source uses that the sandbox's dialect neither has nor is given."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from bot.executor.sandbox.prelude import BRIDGED_MODULES
from bot.executor.specification import Finding, Severity

MODULES = BRIDGED_MODULES | frozenset(
    [
        "__future__",
        "asyncio",
        "base64",
        "binascii",
        "bisect",
        "collections",
        "copy",
        "csv",
        "dataclasses",
        "datetime",
        "decimal",
        "functools",
        "hashlib",
        "itertools",
        "json",
        "math",
        "random",
        "re",
        "time",
        "tomllib",
        "typing",
        "unicodedata",
    ]
)
"""The modules a function may import and get some use of."""

_NAMES = {
    "super": "there is no inheritance here; call the other function by its name",
    "issubclass": "compare the types, or use isinstance",
    "bytearray": "use a list of numbers, or bytes",
    "memoryview": "use bytes",
    "dir": "name the attributes you need",
    "exit": "return from the function instead",
    "quit": "return from the function instead",
}
_METHODS = {
    "translate": "use replace",
    "maketrans": "use replace",
    "format_map": "use format(**values)",
    "is_integer": "compare with int(value)",
    "bit_length": "use len(bin(value)) - 2",
    "to_bytes": "use hex",
    "from_bytes": "use int(text, 16)",
    "fromtimestamp": "add a timedelta to datetime(1970, 1, 1)",
    "utcfromtimestamp": "add a timedelta to datetime(1970, 1, 1)",
}
_LIBRARY = {
    ("collections", "ChainMap"): "merge the dicts: {**a, **b}",
    ("functools", "wraps"): "leave it out",
    ("functools", "cmp_to_key"): "sort with key=",
    ("functools", "total_ordering"): "sort with key=",
    ("functools", "singledispatch"): "use isinstance",
    ("functools", "cached_property"): "write a method and call it",
    ("typing", "NamedTuple"): "use collections.namedtuple, or a dict",
    ("typing", "TypedDict"): "use a dict",
    ("typing", "NewType"): "leave it out",
    ("dataclasses", "asdict"): "build the dict yourself",
    ("dataclasses", "replace"): "build the new value yourself",
    ("json", "JSONEncoder"): "use json.dumps(value, default=...)",
    ("re", "subn"): "use re.sub",
}
_STATEMENTS = {
    "AsyncFunctionDef": ("async", "async does not work here; write a plain function"),
    "AsyncFor": ("async", "async does not work here; write a plain loop"),
    "AsyncWith": ("async", "async does not work here; write a plain function"),
    "TryStar": ("exception-group", "except* does not work here; write except"),
    "TypeAlias": ("type-alias", "type aliases do not work here; leave them out"),
}
_SPECIAL_METHODS = frozenset({"__len__", "__bool__", "__delitem__", "__getattr__", "__next__"})


def dialect_findings(tree: ast.Module) -> list[Finding]:
    """What in the source would fail for the dialect's sake, in the order of its lines."""
    own = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    found = [finding for node in ast.walk(tree) for finding in _findings(node, own)]
    return sorted(found, key=lambda finding: finding.line or 0)


def _findings(node: ast.AST, own: set[str]) -> Iterator[Finding]:
    if isinstance(node, ast.stmt):
        yield from _of_statement(node)
    elif isinstance(node, ast.Yield | ast.YieldFrom):
        yield _error("generator", node, "yield does not work here; build a list and return it")
    elif isinstance(node, ast.Await):
        yield _error("async", node, "await does not work here; call host APIs without it")
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in _NAMES and node.id not in own:
            yield _error("missing-builtin", node, f"{node.id} is not there; {_NAMES[node.id]}")
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        yield from _of_attribute(node, own)
    elif isinstance(node, ast.Call):
        yield from _of_call(node)


def _of_statement(node: ast.stmt) -> Iterator[Finding]:
    if isinstance(node, ast.Import):
        for one in node.names:
            yield from _of_module(node, one.name)
    elif isinstance(node, ast.ImportFrom):
        module = node.module or "."
        yield from _of_module(node, module)
        for one in node.names:
            yield from _of_library(node, module, one.name)
    elif isinstance(node, ast.ClassDef):
        yield from _of_class(node)
    elif isinstance(node, ast.Delete):
        yield from _of_delete(node)
    elif type(node).__name__ in _STATEMENTS:
        rule, message = _STATEMENTS[type(node).__name__]
        yield _error(rule, node, message)


def _of_module(node: ast.stmt, module: str) -> Iterator[Finding]:
    if module not in MODULES and module != "__future__":
        names = ", ".join(sorted(MODULES - {"__future__", "asyncio"}))
        yield _error("missing-module", node, f"there is no module {module!r} here; use {names}")


def _of_library(node: ast.AST, module: str, name: str) -> Iterator[Finding]:
    instead = _LIBRARY.get((module, name))
    if instead is not None:
        yield _error("missing-name", node, f"{module}.{name} is not there; {instead}")


def _of_class(node: ast.ClassDef) -> Iterator[Finding]:
    if node.bases or node.keywords:
        yield _error(
            "inheritance",
            node,
            f"class {node.name!r} inherits, which does not work here; use a plain class, a dict,"
            " or raise ValueError with a message",
        )
    for one in node.body:
        if not isinstance(one, ast.FunctionDef):
            continue
        if one.decorator_list:
            yield _error(
                "method-decorator",
                one,
                f"method {one.name!r} has a decorator, which does not work here;"
                " write a plain method, or a function outside the class",
            )
        if one.name in _SPECIAL_METHODS:
            yield _warning(
                "special-method", one, f"{one.name} is never called here; write a plain method"
            )


def _of_delete(node: ast.Delete) -> Iterator[Finding]:
    for target in node.targets:
        if (
            isinstance(target, ast.Subscript)
            and isinstance(target.slice, ast.Slice)
            and target.slice.step is not None
        ):
            yield _error("delete", node, "del with a step does not work here; build a new list")


def _of_attribute(node: ast.Attribute, own: set[str]) -> Iterator[Finding]:
    if isinstance(node.value, ast.Name):
        yield from _of_library(node, node.value.id, node.attr)
    if node.attr in _METHODS and node.attr not in own:
        yield _warning("missing-method", node, f".{node.attr} is not there; {_METHODS[node.attr]}")
    elif node.attr.startswith("__") and node.attr.endswith("__") and node.attr not in _DUNDERS:
        yield _error("dunder", node, f".{node.attr} is not there; do without it")


_DUNDERS = frozenset({"__name__", "__class__", "__init__", "__str__", "__repr__"})


def _of_call(node: ast.Call) -> Iterator[Finding]:
    function = node.func
    if is_of_module(function, "time", "sleep"):
        yield _warning(
            "no-waiting",
            node,
            "time.sleep does not wait: the world stands still while a tool is used; give what it"
            " makes a duration instead",
        )
    if not isinstance(function, ast.Attribute) or function.attr != "sub" or not node.args:
        return
    if not is_of_module(function, "re", "sub") and isinstance(node.args[0], ast.Lambda):
        yield _error(
            "pattern-sub",
            node,
            "a compiled pattern's sub takes no function here; call re.sub(pattern, function, text)",
        )


def is_of_module(node: ast.AST, module: str, name: str) -> bool:
    """Whether a node is `module.name`."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == name
        and isinstance(node.value, ast.Name)
        and node.value.id == module
    )


def _error(rule: str, node: ast.AST, message: str) -> Finding:
    return Finding(rule=rule, message=message, line=getattr(node, "lineno", None))


def _warning(rule: str, node: ast.AST, message: str) -> Finding:
    return Finding(
        rule=rule,
        message=message,
        line=getattr(node, "lineno", None),
        severity=Severity.WARNING,
    )
