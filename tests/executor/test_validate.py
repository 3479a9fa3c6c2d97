"""What is found wrong with a function before it runs."""

from __future__ import annotations

import pytest
from validating import ASKED, findings, found, in_body

from bot.executor.budget import Limits
from bot.executor.specification import Severity
from bot.executor.validate import validate

RIGHT = {
    "comments, imports, try": '''# A comment before it.
def df_x(params):
    """Says x."""
    import json, uuid
    # another
    target = params.get('target_env_object_id')
    properties = params.get('artifact_properties', {})
    try:
        reply = external_apis['host_get_location_data']({'location_id': params['location_id']})
        data = json.loads(reply)
        if 'error' in data:
            return json.dumps({'error': data['error']})
    except Exception as e:
        return f"Nothing happens: {e}"
    key = f"thing_{str(uuid.uuid4())[:8]}"
    return f"{data.get('name', 'A place')} hums {[k for k in data if isinstance(k, str)][:2]} {key}"
''',
    "helpers and a constant": '''LIGHT = "#fff"


def _look(apis, place):
    return apis['host_get_location_data']({'location_id': place})


def df_x(params, extra=None, *rest, more=1, **others):
    return _look(external_apis, params['location_id'])
''',
    "aliases": in_body(
        "apis = external_apis",
        "look = apis.get('host_get_location_data')",
        "if look and 'host_anything' in apis and params.get('soul_id') not in apis:",
        "    look({'location_id': 'a'})",
        "make: object = external_apis['host_create_temporary_object']",
        "make({'type': 'bridge', 'location_id': 'a', 'duration': 5})",
        "host_anything = external_apis['host_anything']",
        "host_anything({})",
        "params['made'] = True",
    ),
    "arguments that cannot be seen": in_body(
        "argument = {'location_id': 'a'}",
        "external_apis['host_get_location_data'](argument)",
        "external_apis['host_get_location_data']({**argument})",
        "external_apis['host_create_temporary_object'](dict(argument, type='x'))",
        "external_apis['host_anything']({'one': 1})",
        "for name in ('host_get_location_data',):",
        "    external_apis[name]({})",
        "either = external_apis['host_anything']",
        "either = external_apis['host_get_location_data']",
        "either({})",
        "made = (lambda given: external_apis[given])('host_anything')",
        "made('x')",
    ),
    "every way of ending": '''def df_x(params):
    def inner():
        return None
    while True:
        with params as p:
            if p:
                return 'a'
            else:
                raise ValueError('x')
    for one in params:
        while one:
            break
''',
    "try, match, with": '''def df_x(params):
    if params:
        try:
            return 'a'
        except KeyError:
            return 'b'
    elif params is None:
        try:
            pass
        finally:
            return 'c'
    else:
        match params:
            case {'a': 1}:
                return 'd'
            case _:
                with params:
                    return 'e'
''',
    "loops that end": in_body(
        "while True:",
        "    while True:",
        "        if params: break",
        "    else:",
        "        pass",
        "    for a in params:",
        "        pass",
        "    else:",
        "        break",
        "while 1:",
        "    def inner():",
        "        pass",
        "    for a in params:",
        "        return 'y'",
    ),
    "its own open": "def open(x):\n    return 'a'\n\ndef df_x(params):\n    return open('a')\n",
}  # fmt: skip


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT.keys())
def test_a_function_of_the_contract_has_no_findings(source: str) -> None:
    """Nothing is said against what real models rightly write."""
    assert findings(source) == []


WRONG: dict[str, tuple[str, list[tuple[str, int | None]]]] = {
    "no Python": ("def df_x(params):\n    return 'a\n", [("syntax", 2)]),
    "nothing": ("", [("wrong-name", None)]),
    "another name": ("def other(params):\n    return 'a'\n", [("wrong-name", None)]),
    "two of them": (in_body() * 2, [("defined-twice", 3)]),
    "a coroutine": ("async def df_x(params):\n    return 'a'\n", [("async", 1)]),
    "no argument": ("def df_x():\n    return 'a'\n", [("arguments", 1)]),
    "two arguments": ("def df_x(params, apis):\n    return 'a'\n", [("arguments", 1)]),
    "a keyword alone": ("def df_x(params, *, apis):\n    return 'a'\n", [("arguments", 1)]),
    "a decorator": ("import functools\n@functools.cache\n" + in_body(), [("decorator", 2)]),
    "no return": ("def df_x(params):\n    pass\n", [("no-return", 1)]),
    "returns nothing": (in_body("if params: return"), [("no-text", 2)]),
    "returns None": (in_body("if params: return None"), [("no-text", 2)]),
    "returns a dict": (in_body("if params: return {'a': 1}"), [("no-text", 2)]),
    "returns a list": (in_body("if params: return ['a']"), [("no-text", 2)]),
    "returns a dict that says something": (
        in_body("if params: return {'message': 'a'}"),
        [("no-text", 2)],
    ),
    "breaks off": (
        in_body()[:-1].replace("return 'x'", "retu"),
        [("no-return", 1), ("truncated", 2)],
    ),
    "breaks off after a return": (
        in_body("if params: return 'a'").replace("return 'x'", "js.du"),
        [("may-end-without-return", 3), ("truncated", 3)],
    ),
    "returns a set": (in_body("if params: return {1}"), [("no-text", 2)]),
    "returns a number": (in_body("if params: return 1"), [("no-text", 2)]),
    "code beside it": (in_body() + "for a in 'b':\n    pass\n", [("stray-code", 3)]),
    "forbidden modules": (
        in_body("import os, json", "from os import path", "from . import x"),
        [("missing-module", 2), ("missing-module", 3), ("missing-module", 4)],
    ),
    "forbidden builtins": (in_body("open('a')", "eval('b')"), [("builtin", 2), ("builtin", 3)]),
    "a loop without end": (
        in_body("while True:", "    for a in params: break"),
        [("endless-loop", 2)],
    ),
}


@pytest.mark.parametrize("source", ["\x00", "'\ud800'"])
def test_characters_that_are_none_are_a_syntax_error(source: str) -> None:
    """Text that cannot be source at all is reported like any other broken source."""
    assert found(source) == [("syntax", None)]


@pytest.mark.parametrize(("source", "expected"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_found_with_its_line(
    source: str, expected: list[tuple[str, int | None]]
) -> None:
    """Each thing wrong is named by its rule and its line."""
    assert found(source) == expected


MAY_RUN_THROUGH = [
    "if params: return 'a'",
    "for a in params: return 'a'",
    "while params: return 'a'",
    "while True:\n        if params: return 'a'\n        break",
    "with params: pass\n    if params: return 'a'",
    "try:\n        return 'a'\n    except KeyError: pass",
    "match params:\n        case 1: return 'a'",
    "match params:\n        case x if x: return 'a'",
    "match params:\n        case 1: pass\n        case _: return 'a'",
]


@pytest.mark.parametrize("body", MAY_RUN_THROUGH)
def test_an_end_without_return_is_a_warning(body: str) -> None:
    """A function that can come to its end without a return is warned of, no more."""
    only = findings(f"def df_x(params):\n    {body}\n")
    assert [one.rule for one in only] == ["may-end-without-return"]
    assert only[0].severity is Severity.WARNING


def test_everything_wrong_is_said_at_once_in_the_order_of_lines() -> None:
    """One report has all that is wrong."""
    source = "import os\n" + in_body("host_anything({})", "open('x')", "while True: pass")
    assert found(source) == [
        ("missing-module", 1),
        ("api-form", 3),
        ("builtin", 4),
        ("endless-loop", 5),
    ]


def test_what_the_dialect_lacks_is_among_the_findings() -> None:
    """What the sandbox cannot run is reported with the rest."""
    assert [line for _, line in found(in_body("x = (yield 1)"))] == [2]


def test_a_source_that_is_too_long_is_not_read() -> None:
    """Beyond the limit in bytes only the length is reported."""
    (only,) = validate("é" * 50, ASKED, Limits(source=99))
    assert only.rule == "too-long"
    assert "100 bytes" in only.message


def test_a_broken_f_string_gets_a_hint() -> None:
    """The usual mistake inside an f-string is explained."""
    (only,) = findings('def df_x(params):\n    return f"{params["x"]}"\n')
    assert "other kind of quotes" in only.message


def test_a_syntax_error_without_a_place_is_reported() -> None:
    """A source nested beyond what can be read is a syntax error without a line."""
    (only,) = findings("def df_x(params):\n    return " + "-" * 9000 + "1\n")
    assert only.rule == "syntax"


def test_a_return_that_was_printed_is_hinted_at() -> None:
    """Who prints the result is told that nobody sees it; a dict's message is a warning only."""
    (finding,) = findings("def df_x(params):\n    print('a')\n")
    assert "nobody sees what it prints" in finding.message
    (finding,) = findings(in_body("if params: return {'message': 'a'}"))
    assert finding.severity is Severity.WARNING
    (finding,) = findings(in_body("if params: return {'message': 'a', **params}"))
    assert finding.severity is Severity.WARNING
    (finding,) = findings(in_body("if params: return {'light': 'a'}"))
    assert finding.severity is Severity.ERROR
