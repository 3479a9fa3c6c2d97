"""Bringing the uses of host APIs into the contract's form."""

from __future__ import annotations

import ast

import pytest

from bot.executor.host_forms import in_form, is_host_call

HEAD = "def df_x(params):\n    "

MENDED = {
    "an attribute": ("external_apis.host_a({'k': 1})", "external_apis['host_a']({'k': 1})"),
    "a bare name": ("return host_a({})", "return external_apis['host_a']({})"),
    "keywords": (
        "external_apis['host_a'](k = 1, other=(2), **more)",
        "external_apis['host_a']({'k':  1, 'other': (2), **more})",
    ),
    "keywords on lines of their own": (
        "external_apis['host_a'](\n        k=1,\n        é='ö',\n    )",
        "external_apis['host_a']({\n        'k': 1,\n        'é': 'ö',\n    })",
    ),
    "an attribute with keywords": (
        "external_apis.host_a(k=1)",
        "external_apis['host_a']({'k': 1})",
    ),
    "within an f-string": (
        "x = 'é'; y = f\"{external_apis.host_a({})}\"",
        "x = 'é'; y = f\"{external_apis['host_a']({})}\"",
    ),
    "taken from params": ("external_apis = params['external_apis']", "pass"),
    "asked of params": ("apis = params.get('external_apis', {})", "apis = external_apis"),
}


@pytest.mark.parametrize(("written", "meant"), MENDED.values(), ids=MENDED.keys())
def test_what_is_surely_meant_is_put_in_form(written: str, meant: str) -> None:
    """Every form of call but the contract's becomes the contract's."""
    assert in_form(HEAD + written + "\n", "df_x") == HEAD + meant + "\n"


@pytest.mark.parametrize("second", ["external_apis", "external_apis: dict = None"])
def test_the_apis_are_no_argument(second: str) -> None:
    """A second argument of that name is left out; of another function it stays."""
    source = f"def df_x(params, {second}):\n    return 'a'\n"
    assert in_form(source, "df_x") == "def df_x(params):\n    return 'a'\n"
    assert in_form(source, "df_y") == source


LEFT = [
    "external_apis['host_a']({'k': 1})",
    "external_apis['host_a']('a', k=1)",
    "external_apis.get('host_a')({})",
    "host_a = 1; host_a({})",
    "return help_a({})",
    "other['external_apis']['host_a']({})",
    "f(params)['external_apis']",
    "apis = params[\n        'external_apis']",
    "external_apis = params[\n        'external_apis']",
    "external_apis = {}",
    "external_apis['host_a'](k\n    =1)",
]


@pytest.mark.parametrize("written", LEFT)
def test_what_may_be_meant_otherwise_stays(written: str) -> None:
    """What is in form, is somebody's own or would break the source is left alone."""
    source = HEAD + written + "\n"
    assert ast.dump(ast.parse(in_form(source, "df_x"))) == ast.dump(ast.parse(source))


def test_arguments_on_two_lines_stay() -> None:
    """A second argument on a line of its own is left for the validator."""
    source = "def df_x(params,\n         external_apis):\n    return 'a'\n"
    assert in_form(source, "df_x") == source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("external_apis['host_a']({})", True),
        ("external_apis.get('host_a')({})", True),
        ("external_apis.host_a({})", True),
        ("host_a()", True),
        ("helper()", False),
        ("a.b()", False),
        ("(lambda: 1)()", False),
        ("external_apis", False),
    ],
)
def test_a_host_call_is_known_in_every_form(text: str, expected: bool) -> None:
    """By the global it is taken from, or by its own name."""
    assert is_host_call(ast.parse(text, mode="eval").body) is expected
