"""Small edits that make a model's source a function of the contract and keep its lines."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable

from bot.executor.edits import Edit, edited, lines_of
from bot.executor.host_forms import is_given, is_global, is_host_call
from bot.executor.syntax import bound_names, functions, is_deep, parse, used_names


def renamed(source: str, old: str, new: str) -> str:
    """The source with a function called otherwise; raises `ValueError` where it cannot tell how."""
    tree = parse(source)
    lines = lines_of(source)
    edits: list[Edit] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == old:
            start = lines[node.lineno - 1].find(old.encode(), node.col_offset + len("def "))
        elif isinstance(node, ast.Name) and node.id == old:
            start = node.col_offset
        else:
            continue
        end = start + len(old.encode())
        if lines[node.lineno - 1][start:end] != old.encode():
            raise ValueError(f"{old!r} is spelled otherwise in line {node.lineno}")
        edits.append(Edit(node.lineno, start, end, new.encode()))
    return edited(lines, edits)


def made_plain(source: str) -> str:
    """The source without `async` and `await`, where it waits only for what is there at once.

    That is a host API, which answers at once, or a coroutine of the source's own.
    """
    lines = lines_of(source)
    nodes = list(ast.walk(parse(source)))
    coroutines = [node for node in nodes if isinstance(node, ast.AsyncFunctionDef)]
    own = {node.name for node in coroutines}
    if any(_waits_for_others(node, own) for node in nodes):
        return source
    edits: list[Edit] = []
    for node in (*coroutines, *(node for node in nodes if isinstance(node, ast.Await))):
        word, start = (b"await" if isinstance(node, ast.Await) else b"async"), node.col_offset
        line = lines[node.lineno - 1]
        rest = line[start + len(word) :].lstrip()
        if not line.startswith(word, start) or rest.startswith(b"\\"):
            return source
        edits.append(Edit(node.lineno, start, len(line) - len(rest)))
    return edited(lines, edits)


def lambda_as_function(source: str, name: str) -> str:
    """The source with `name = lambda …` made a function; every line keeps its number."""
    lines, tree = source.split("\n"), parse(source)
    for node in [] if is_deep(tree) else tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        value = node.value if isinstance(node, ast.Assign) else None
        if not isinstance(target, ast.Name) or target.id != name:
            continue
        if isinstance(value, ast.Lambda):
            before = "\n" * (value.body.lineno - node.lineno)
            after = "\n" * ((node.end_lineno or 0) - (value.body.end_lineno or 0))
            body = ast.get_source_segment(source, value.body)
            head = f"def {name}({ast.unparse(value.args)}): return"
            lines[node.lineno - 1 : node.end_lineno] = [f"{head} ({before}{body}{after})"]
            break
    return "\n".join(lines)


def undecorated(source: str) -> str:
    """The source without decorators that it neither defines nor imports; their lines stay empty."""
    tree = parse(source)
    known = bound_names(tree)
    strange = [
        mark
        for node in functions(tree)
        for mark in node.decorator_list
        if not used_names(mark) <= known
    ]
    return _blanked(source, strange)


def without_strays(source: str) -> str:
    """The source without what is to run beside the function, and without stubs of what is given."""
    tree = parse(source)
    return _blanked(source, [node for node in tree.body if _is_stray(node)])


def out_of_class(source: str, name: str) -> str:
    """The source with a method that does without its object moved out of its class.

    Raises:
        ValueError: the method uses its object, or takes something else than one argument.
    """
    tree = parse(source)
    for owner in tree.body:
        if isinstance(owner, ast.ClassDef):
            for method in owner.body:
                if isinstance(method, ast.FunctionDef) and method.name == name:
                    return _moved_out(source, owner, method)
    raise ValueError(f"no class has a method {name!r}")


def _moved_out(source: str, owner: ast.ClassDef, method: ast.FunctionDef) -> str:
    names = [one.arg for one in method.args.args]
    marks = {one.id for one in method.decorator_list if isinstance(one, ast.Name)}
    if "staticmethod" not in marks and names[:1]:
        if names[0] in used_names(method):
            raise ValueError(f"{method.name!r} uses {names[0]!r}")
        names = names[1:]
    if len(names) != 1:
        raise ValueError(f"{method.name!r} takes {len(names)} arguments")
    lines = source.split("\n")
    first, last = method.body[0].lineno - 1, method.end_lineno
    if first < method.lineno:
        raise ValueError(f"the body of {method.name!r} stands on the line of its name")
    body = textwrap.indent(textwrap.dedent("\n".join(lines[first:last])), "    ")
    head = lines[: owner.lineno - 1]
    return "\n".join([*head, f"def {method.name}({names[0]}):", body, *lines[owner.end_lineno :]])


def _waits_for_others(node: ast.AST, own: set[str]) -> bool:
    """Whether a node waits for something that is neither a host API nor one of `own`."""
    if isinstance(node, ast.Await):
        call = node.value
        is_own = (
            isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in own
        )
        return not (is_own or is_host_call(call))
    return isinstance(node, (ast.AsyncFor, ast.AsyncWith)) or (
        isinstance(node, ast.comprehension) and bool(node.is_async)
    )


def _is_stray(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant)
    if isinstance(node, ast.AnnAssign):
        return node.value is None or is_global(node.target)
    if isinstance(node, ast.Assign):
        return all(map(is_global, node.targets))
    if isinstance(node, ast.ImportFrom):
        return all(is_given(one.asname or one.name) for one in node.names)
    return isinstance(node, ast.If) and "__name__" in used_names(node.test)


def _blanked(source: str, nodes: Iterable[ast.expr | ast.stmt]) -> str:
    """The source with the lines of some nodes emptied."""
    lines = source.split("\n")
    for node in nodes:
        for at in range(node.lineno - 1, node.end_lineno or node.lineno):
            lines[at] = ""
    return "\n".join(lines)
