"""What the dialect lacks is told with its line; what it has, or is given, is not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.executor.sandbox.dialect import dialect_findings
from bot.executor.specification import Severity

LACKING = {
    "generator": ("def f():\n    yield 1\n", "generator", 2),
    "generator-from": ("def f():\n    yield from [1]\n", "generator", 2),
    "inheritance": ("class A(B):\n    pass\n", "inheritance", 1),
    "exception-class": ("\nclass Fizzled(Exception):\n    pass\n", "inheritance", 2),
    "enum": ("from enum import Enum\nclass A:\n    pass\n", "missing-module", 1),
    "metaclass": ("class A(metaclass=type):\n    pass\n", "inheritance", 1),
    "property": ("class A:\n    @property\n    def x(self):\n        return 1\n", "method-", 3),
    "async-function": ("async def f():\n    return 1\n", "async", 1),
    "await": ("async def f():\n    await g()\n", "async", 1),
    "except-star": ("try:\n    pass\nexcept* ValueError:\n    pass\n", "exception-group", 1),
    "module": ("import heapq\n", "missing-module", 1),
    "inner-module": ("import os.path\n", "missing-module", 1),
    "module-from": ("from textwrap import dedent\n", "missing-module", 1),
    "relative": ("from . import x\n", "missing-module", 1),
    "builtin": ("x = 1\nsuper().f()\n", "missing-builtin", 2),
    "library-attribute": ("import functools\nfunctools.wraps(f)\n", "missing-name", 2),
    "library-name": ("from typing import TypedDict\n", "missing-name", 1),
    "dunder": ("x = f.__globals__\n", "dunder", 1),
    "delete-with-a-step": ("del x[::2]\n", "delete", 1),
    "pattern-sub": ("import re\nre.compile('a').sub(lambda m: 'b', 'a')\n", "pattern-sub", 2),
}


@pytest.mark.parametrize(("source", "rule", "line"), LACKING.values(), ids=LACKING.keys())
def test_what_is_lacking_is_found(source: str, rule: str, line: int) -> None:
    """The first finding names it, with its line and what to do instead."""
    finding = dialect_findings(ast.parse(source))[0]
    assert finding.rule.startswith(rule)
    assert finding.line == line
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("x = 'a'.translate({})\n", "missing-method"),
        ("import time\ntime.sleep(1)\n", "no-waiting"),
        ("class A:\n    def __len__(self):\n        return 1\n", "special-method"),
    ],
)
def test_what_may_be_meant_otherwise_is_a_warning(source: str, rule: str) -> None:
    """A name that an own class could give is not held against the function."""
    (finding,) = dialect_findings(ast.parse(source))
    assert finding.rule == rule
    assert finding.severity is Severity.WARNING


def test_an_own_function_of_that_name_is_there() -> None:
    """A function's own definition is used, not the one that is missing."""
    source = (
        "def exit(x):\n    return x\nclass A:\n    def translate(self):\n        return exit(1)\n"
    )
    assert dialect_findings(ast.parse(source + "A().translate()\n")) == []


@pytest.mark.parametrize("name", ["bridged.txt", "replay.txt"])
def test_what_works_is_not_found(name: str) -> None:
    """Nothing that runs in the sandbox is told to be lacking."""
    for part in Path(__file__).with_name(name).read_text().split("=== ")[1:]:
        title, _, body = part.partition("\n")
        if name == "bridged.txt":
            body = "def play(params):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
        errors = [f for f in dialect_findings(ast.parse(body)) if f.severity is Severity.ERROR]
        assert errors == [], title


def test_findings_come_in_the_order_of_the_lines() -> None:
    """Whatever they are about."""
    source = (
        "import heapq\nclass A(B):\n    def f(self):\n        yield 1\nimport string, textwrap\n"
    )
    lines = [finding.line for finding in dialect_findings(ast.parse(source))]
    assert lines == [1, 2, 4, 5]
