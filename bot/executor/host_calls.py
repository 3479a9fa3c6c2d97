"""How a function uses its host APIs, seen in its tree: names, forms of call, argument keys."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence

from bot.executor.specification import ApiDescription, Finding, Severity
from bot.executor.syntax import bound_names, text_of
from bot.values import as_object

_GLOBAL = "external_apis"
_REPLY = "a reply is a text; read it with json.loads first"
_PREFIX = "host_"
_NEAR_NAME = 0.7
_NEAR_KEY = 0.7


def host_call_findings(tree: ast.Module, apis: Sequence[ApiDescription]) -> list[Finding]:
    """What is wrong with the uses of `external_apis` in a tree."""
    return list(_Uses(tree, {api.name: api for api in apis}).findings())


class _Uses:
    """The uses of host APIs in one tree, aliases followed where they are plain."""

    def __init__(self, tree: ast.Module, apis: dict[str, ApiDescription]) -> None:
        self._tree = tree
        self._apis = apis
        self._bound = bound_names(tree)
        self._assigned = _assignments(tree)
        self._tables = {_GLOBAL} | {
            name for name, values in self._assigned.items() if all(map(_is_global, values))
        }
        self._aliases = self._find_aliases()

    def findings(self) -> Iterator[Finding]:
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call):
                yield from self._call(node)
            if isinstance(node, ast.Name):
                yield from self._name(node)
            elif isinstance(node, ast.Attribute):
                yield from self._attribute(node)
            elif isinstance(node, (ast.Subscript, ast.Call, ast.Compare)):
                yield from self._mention(node)

    def _find_aliases(self) -> dict[str, str]:
        """The variables that are always one and the same host API."""
        found: dict[str, str] = {}
        for name, values in self._assigned.items():
            meant = {self._named(value) for value in values}
            only = meant.pop() if len(meant) == 1 else None
            if only is not None:
                found[name] = only
        return found

    def _is_table(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id in self._tables

    def _named(self, node: ast.AST | None) -> str | None:
        """The host API that `external_apis['x']` or `external_apis.get('x')` names."""
        if isinstance(node, ast.Subscript) and self._is_table(node.value):
            return text_of(node.slice)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and self._is_table(node.func.value)
            and node.args
        ):
            return text_of(node.args[0])
        return None

    def _mention(self, node: ast.Subscript | ast.Call | ast.Compare) -> Iterator[Finding]:
        """A host API that there is not, or `external_apis` looked for among the parameters."""
        name = self._named(node)
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            name = text_of(node.left) if self._is_table(node.comparators[0]) else None
        if name is not None and name not in self._apis:
            yield _error("unknown-api", self._no_such_api(name), node)
        if isinstance(node, ast.Subscript) and self._called(node.value) and text_of(node.slice):
            yield _error("reply-form", _REPLY, node)
        if not isinstance(node, ast.Compare) and _looked_up(node) == _GLOBAL:
            yield _error(
                "api-form", "external_apis is a global of the function, never in params", node
            )

    def _no_such_api(self, name: str) -> str:
        tails = {api.removeprefix(_PREFIX): api for api in self._apis}
        near = difflib.get_close_matches(name.removeprefix(_PREFIX), tails, n=1, cutoff=_NEAR_NAME)
        hint = f"; did you mean {tails[near[0]]!r}?" if near else ""
        return f"there is no host API {name!r}{hint or '; use only those listed'}"

    def _name(self, node: ast.Name) -> Iterator[Finding]:
        if node.id == _GLOBAL and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield _error("api-form", "external_apis is given; do not assign it", node)

    def _attribute(self, node: ast.Attribute) -> Iterator[Finding]:
        if self._is_table(node.value) and node.attr in self._apis:
            yield _error("api-form", f"write external_apis[{node.attr!r}], it is a dict", node)

    def _call(self, node: ast.Call) -> Iterator[Finding]:
        """A call: of a host API by its bare name, on a reply as if it were a dict, or in form."""
        bare = node.func.id if isinstance(node.func, ast.Name) else ""
        if bare in self._apis and bare not in self._bound:
            yield _error("api-form", f"call it as external_apis[{bare!r}]({{…}})", node)
            return
        if isinstance(node.func, ast.Attribute) and self._called(node.func.value):
            if node.func.attr in {"get", "items", "keys", "values"}:
                yield _error("reply-form", _REPLY, node)
            return
        name = self._called(node)
        if name in self._apis:
            yield from self._arguments(node, self._apis[name])

    def _called(self, node: ast.AST) -> str | None:
        """The host API that a node calls."""
        if not isinstance(node, ast.Call):
            return None
        if isinstance(node.func, ast.Name):
            return self._aliases.get(node.func.id)
        return self._named(node.func)

    def _arguments(self, node: ast.Call, api: ApiDescription) -> Iterator[Finding]:
        one = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if one is None or isinstance(one, ast.Starred):
            yield _error(
                "api-form", f"{api.name!r} takes one dict: external_apis[{api.name!r}]({{…}})", node
            )
        elif isinstance(one, (ast.Constant, ast.List, ast.Tuple, ast.JoinedStr)):
            yield _error("api-form", f"{api.name!r} takes a dict, not this", one)
        elif isinstance(one, ast.Dict):
            yield from _keys(one, api)


def _keys(given: ast.Dict, api: ApiDescription) -> Iterator[Finding]:
    """What is wrong with the keys of an argument that is written out."""
    if not as_object(api.parameters.get("properties")):
        return
    names = [text_of(key) for key in given.keys]
    known = {name for name in names if name is not None}
    unknown = [name for name in dict.fromkeys(names) if name is not None and name not in api.keys]
    for name in unknown:
        near = difflib.get_close_matches(name, api.keys - known, n=1, cutoff=_NEAR_KEY)
        if near:
            yield _error("unknown-key", f"{api.name!r} calls {name!r} {near[0]!r}", given)
            known.add(near[0])
        else:
            yield Finding(
                rule="unknown-key",
                message=f"{api.name!r} takes no {name!r}; it is ignored.",
                line=given.lineno,
                severity=Severity.WARNING,
            )
    missing = sorted(api.required - known)
    if missing and None not in names:
        listed = ", ".join(repr(name) for name in missing)
        yield _error("missing-key", f"{api.name!r} needs {listed} too", given)


def _assignments(tree: ast.Module) -> dict[str, list[ast.expr | None]]:
    """What each name is assigned; None where it is bound in another way."""
    found: dict[str, list[ast.expr | None]] = {}
    plain: set[ast.Name] = set()
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
            targets = [node.target]
        for target in targets:
            if isinstance(target, ast.Name):
                plain.add(target)
                found.setdefault(target.id, []).append(getattr(node, "value", None))
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            found.setdefault(node.arg, []).append(None)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node not in plain:
            found.setdefault(node.id, []).append(None)
    return found


def _is_global(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Name) and node.id == _GLOBAL


def _looked_up(node: ast.Subscript | ast.Call) -> str | None:
    """The key that `x['key']` or `x.get('key')` looks up."""
    if isinstance(node, ast.Subscript):
        return text_of(node.slice)
    if isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        return text_of(node.args[0])
    return None


def _error(rule: str, message: str, node: ast.expr) -> Finding:
    end = "" if message.endswith("?") else "."
    return Finding(rule=rule, message=f"{message}{end}", line=node.lineno)
