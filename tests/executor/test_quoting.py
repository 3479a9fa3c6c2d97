"""Strings inside the braces of f-strings, spelled so that every Python can read them."""

from __future__ import annotations

import ast

import pytest

from bot.executor.quoting import spelled_out

SAME_QUOTES = {
    'f"{a["b"]}"': "f\"{a['b']}\"",
    "rf'{a['b']}'": "rf'{a[\"b\"]}'",
    "F'{a['b']}' f''": "F'{a[\"b\"]}' f''",
    "f'{'\\n'.join(a)}'": "f'{chr(10).join(a)}'",
    "f\"{'a\\nb'}\"": "f\"{('a' + chr(10) + 'b')}\"",
    "f'{\"\"}{''}'": 'f\'{""}{""}\'',
    'f"{{x}}{a["b"]:>{w["n"]}}\\{a["c"]}"': "f\"{{x}}{a['b']:>{w['n']}}\\{a['c']}\"",
    'f"{f"{a}"}"': "f\"{f'{a}'}\"",
    'f"{r"a"}"': "f\"{r'a'}\"",
    'f"""{a["b"]} {\'\\t\'}\n{a[\'c\']}"""': 'f"""{a["b"]} {chr(9)}\n{a[\'c\']}"""',
    "# it's\nf'{a['b']}'": "# it's\nf'{a[\"b\"]}'",
    "'it\\'s' + f'{a['b']}' # f'{a['b']}'": "'it\\'s' + f'{a[\"b\"]}' # f'{a['b']}'",
    "don't f'{a['b']}'\nf'{a['b']}'": "don't f'{a['b']}'\nf'{a[\"b\"]}'",
}


@pytest.mark.parametrize(("written", "expected"), SAME_QUOTES.items())
def test_strings_inside_braces_are_spelled_otherwise(written: str, expected: str) -> None:
    """With the other quotes, and with chr() where a backslash stood."""
    assert spelled_out(written) == expected


@pytest.mark.parametrize(
    "source",
    [
        "x = 'a'",
        "f'{a[\"b\"]}'",
        'a_f"{a["b"]}"',
        'f"{f"{a[\'b\']}"}"',
        'f"{b"\\n"}"',
        "f'{a\n}'",
        "f'a\n'",
        "f'{\"a",
        "f'",
        'f"{"\\u12"}"',
        "f'{1 if a != 2 else 3}'",
    ],
)
def test_what_is_readable_or_hopeless_stays(source: str) -> None:
    """Nothing is changed where nothing is to be gained."""
    assert spelled_out(source) == source


def test_nesting_without_end_is_no_crash() -> None:
    """F-strings nested deeper than can be followed stay as they are."""
    source = "f'{" * 5000
    assert spelled_out(source) == source


def test_the_value_is_the_same() -> None:
    """What is spelled otherwise means the same text."""
    source = "f'{'\\n\\\\\"é'}'"
    value = eval(ast.unparse(ast.parse(spelled_out(source))))  # noqa: S307
    assert value == '\n\\"é'
