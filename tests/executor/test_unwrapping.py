"""Taking off what stands before every line of a source."""

from __future__ import annotations

import pytest

from bot.executor.unwrapping import is_diff, unwrapped

CODE = "def f(params):\n    x = '\\n'\n\n    return x"
LINES = CODE.split("\n")

WRAPPED = {
    "a new file": "--- /dev/null\n+++ b/f.py\n@@ -0,0 +1,4 @@\n"
    + "\n".join(f"+{one}" for one in LINES),
    "a change": "@@ -1,4 +1,4 @@\n def f(params):\n-    x = 1\n+    x = '\\n'\n\n+    return x",
    "a session": f">>> {LINES[0]}\n... {LINES[1]}\n...\n... {LINES[3]}",
    "numbers": "\n".join(f"{at} {one}" for at, one in enumerate(LINES, 9)),
    "numbers and colons": "\n" + "\n".join(f"{at}:{one}" for at, one in enumerate(LINES)) + "\n",
    "numbers and tabs": "\n".join(f"  {at}\t{one}" for at, one in enumerate(LINES, 1)),
    "escapes": "def f(params):\\n    x = '\\\\n'\\n\\n    return x",
}  # fmt: skip


@pytest.mark.parametrize("text", WRAPPED.values(), ids=WRAPPED.keys())
def test_the_source_comes_out(text: str) -> None:
    """The source is among what may be under the wrapping."""
    assert CODE in [one.strip("\n") for one in unwrapped(text)]


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "@@ -1 +1 @@\n+a\n@@ -9 +9 @@\n+b",
        "+a\nprose",
        "1 a\n3 b",
        "1 a\n\n2 b",
        "123456 a",
        "\u0661 a",
        "a\\nb\\",
        "",
    ],
)
def test_what_has_no_wrapping_is_left(text: str) -> None:
    """Nothing comes out of a text that is not wrapped, or of which lines are missing."""
    assert list(unwrapped(text)) == []


def test_quotes_in_escaped_text() -> None:
    """Quotes that are escaped and quotes that are not come out alike."""
    assert list(unwrapped('a = \\"x\\"\\nb = "y"\\nc = \\\'z\\\'')) == [
        'a = "x"\nb = "y"\nc = \'z\''
    ]
    assert list(unwrapped('"a\\nb"')) == ["a\nb"]


def test_a_diff_is_known_by_its_marks() -> None:
    """Whatever else it is."""
    assert is_diff("diff\n@@ -1 +1 @@\n+a")
    assert not is_diff(CODE)
