"""Finding the source in every kind of answer a model gives."""

from __future__ import annotations

import ast
import json

import pytest

from bot.executor.extract import extract

NAME = "df_build_bridge"
CODE = """def df_build_bridge(params):
    import json
    reply = external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    if json.loads(reply).get("error"):
        return "There is no such place."
    return "A bridge of light spans the chasm."
"""
BODY = "".join(line + "\n" for line in CODE.splitlines()[1:])
STRIPPED = BODY.lstrip()
FLAT = "".join(line[4:] + "\n" for line in CODE.splitlines()[1:])

SAME = {
    "the source alone": CODE,
    "a fence": f"```python\n{CODE}```",
    "a fence without a language": f"```\n{CODE}\n```\n",
    "a fence in capitals": f"```Python3\n{CODE}```",
    "a fence of tildes": f"~~~py\n{CODE}~~~",
    "a longer fence": f"````python\n{CODE}````",
    "an open fence": f"Here you are:\n```python\n{CODE}",
    "a fence closed on the last line": f"```python\n{CODE.rstrip()}```",
    "a fence with code beside it": f"```{CODE}```",
    "an indented fence": "1. Done:\n\n" + "\n".join(
        f"   {line}" for line in f"```python\n{CODE}```".splitlines()
    ),
    "prose and a fence": f"Sure! Here's the function:\n\n```python\n{CODE}```\nEnjoy (it's fun).",
    "prose without a fence": f"Sure! Here's the function:\n\n{CODE}\nThis won't fail. Note: try",
    "prose of one word after it": f"{CODE}\nDone",
    "code indented by prose": "The code:\n\n"
    + "\n".join(f"    {line}" for line in CODE.splitlines())
    + "\n\nThat is all.",
    "words that open like code": f"from the scene I take this:\n{CODE}",
    "JSON": json.dumps({"function_name": NAME, "code": CODE}),
    "JSON in a fence": "```json\n" + json.dumps({"code": CODE}, indent=2) + "\n```",
    "JSON in prose": "Result: " + json.dumps({"source": {"python": CODE}}) + " as asked.",
    "JSON in JSON": json.dumps({"arguments": json.dumps({"code": CODE})}),
    "JSON with raw line breaks": '{"code": "' + CODE.replace('"', '\\"') + '"}',
    "JSON lines": json.dumps({"lines": CODE.splitlines()}),
    "JSON of a list": json.dumps([{"code": CODE}, 1]),
    "a JSON string": json.dumps(CODE),
    "JSON around a fence": json.dumps({"answer": f"```python\n{CODE}```"}).replace("\\n", "\n"),
    "thoughts": f"<think>def df_build_bridge(params): return 'draft'</think>\n{CODE}",
    "a thought that was never ended": f"<think>Maybe:\n```python\n{CODE}```\n",
    "everything in a thought": f"<think>\n```python\n{CODE}```\n</think>\n",
    "thoughts without a beginning": f"I would do\n```python\nx = 1\n```\n</think>\n{CODE}",
    "carriage returns": CODE.replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + CODE,
    "smart quotes": CODE.replace('"', "\u201c", 1).replace('"', "\u201d", 1),
    "hard blanks": CODE.replace("    ", "\u00a0\u00a0\u00a0\u00a0"),
    "escaped HTML": CODE.replace('"', "&quot;"),
    "a wrong name": CODE.replace(NAME, "df_bridge"),
    "a coroutine": f"async {CODE}",
    "a coroutine that awaits the host": f"async {CODE}".replace("external", "await external"),
    "the APIs as an argument": CODE.replace("(params)", "(params, external_apis=None)"),
    "a diff": "@@ -0,0 +1,6 @@\n" + "".join(f"+{line}\n" for line in CODE.splitlines()),
    "line numbers": "".join(f"{at} {line}\n" for at, line in enumerate(CODE.splitlines(), 1)),
    "a mark of the chat template": f"<|im_start|>assistant\n{CODE.rstrip()}<|im_end|>\n",
    "the body": BODY,
    "the body in a fence": f"```python\n{BODY}```",
    "the body without its first indentation": STRIPPED,
    "the body without indentation": FLAT,
    "the body and prose": f"{BODY}\nThat's the body.",
    "a draft and the final version": f"```python\n{CODE.replace('light', 'wood')}```\n"
    f"Better:\n```python\n{CODE}```",
    "a stub and the function": f"```python\n{CODE}```\nIts form is:\n"
    f"```python\ndef {NAME}(params):\n    ...\n```",
    "an example of use in another block": f"```python\n{CODE}```\n"
    f"```python\nprint({NAME}({{'soul_id': 'a'}}))\n```",
    "another language beside it": f"```bash\npip install x\n```\n```python\n{CODE}```",
}  # fmt: skip


@pytest.mark.parametrize("answer", SAME.values(), ids=SAME.keys())
def test_the_same_function_is_found(answer: str) -> None:
    """The function comes out the same whatever is around it."""
    extraction = extract(answer, NAME)
    assert extraction.finding is None
    assert extraction.source is not None
    assert ast.unparse(ast.parse(extraction.source)) == ast.unparse(ast.parse(CODE))


def test_a_plain_source_keeps_every_letter() -> None:
    """A source with comments and helper functions comes out to the letter."""
    source = f"# builds\nimport json\nSPAN = 3\n\ndef _far(x):\n    return x > SPAN\n\n\n{CODE}"
    assert extract(source, NAME).source == source


NOTHING = {
    "empty": [
        "",
        " \n\t",
        "\ufeff",
        "<think>hm",
        "<think>hm</think>  ",
        "<think>\n```python\ndef other(params):\n    return 'x'\n```",
        "```python\n```",
    ],
    "refusal": ["I'm sorry, but I can\u2019t help with that.", "As an AI, I do not write code."],
    "prose": ["A bridge would be nice.", "You should\nreturn to the chasm", "{'a': 1}", "[1, 2"],
    "tool-call": ['<tool_call>{"name": "x"}</tool_call>', "create_dynamic_function(name='x')"],
    "no-python": ["```js\nfunction x() { return 1; }\n```"],
    "diff": [f"@@ -1 +1 @@\n+def {NAME}(params):\n@@ -9 +9 @@\n+    return 'a'"],
    "truncated": [
        f"def {NAME}(params):\n    reply =",
        f"def {NAME}(params):\n    try:\n        x = 1\n",
        "\n".join(CODE.splitlines()[:3])[:-4],
        f"```python\n{CODE[:76]}",
        f"def {NAME}(params):",
        f"def {NAME}(params):\n    text = '''a long",
        f"Here:\n```python\ndef {NAME}(params):\n    return json.dumps({{'message':\n",
        json.dumps({"code": CODE})[:-20],
    ],
    "wrong-name": [
        "def first(params):\n    return 'a'\n\ndef second(params):\n    return 'b'",
        "def first(a, b):\n    return 'a'",
        "def fix(params):\n    return \ufb01x(params)",
        "def \ufb01x(params):\n    return 'a'",
    ],
    "class": [
        f"class Tool:\n    name = 'x'\n    def {NAME}(self, params):\n        return self.name",
        f"class Tool:\n    def {NAME}(self, a, b):\n        return a",
        f"class Tool:\n    def {NAME}(self, params): return 'x'",
        f"class Tool:\n    async def {NAME}(self, params):\n        return 'x'",
    ],
    "too-long": ["word " * 20_000],
}


@pytest.mark.parametrize(
    ("rule", "answer"), [(rule, one) for rule, answers in NOTHING.items() for one in answers]
)
def test_an_answer_without_the_function_says_what_it_is(rule: str, answer: str) -> None:
    """Empty answers, refusals, prose and broken-off code are told apart, in a sentence."""
    extraction = extract(answer, NAME)
    assert extraction.source is None
    assert extraction.finding is not None
    assert extraction.finding.rule == rule
    assert extraction.finding.message.endswith((".", "!"))


def test_a_syntax_error_in_the_middle_is_left_to_be_reported() -> None:
    """A whole source that is no Python is handed on, so that the line can be named."""
    broken = CODE.replace("if json", "if if json")
    assert extract(f"Here:\n```python\n{broken}```\nGood luck", NAME).source == broken


def test_an_error_inside_a_function_does_not_cut_it_there() -> None:
    """What follows an error inside a function is not taken for prose."""
    broken = f"def {NAME}(params):\n    x = 1\n    return 'a'\n    x = = 2\n    return 'b'\n"
    assert extract(broken, NAME).source == broken


def test_a_wrong_name_is_put_right_where_it_recurs() -> None:
    """A sole function is renamed with its calls of itself, and its helpers are left alone."""
    source = "def _far(x):\n    return x\n\ndef made(params):\n    é = 'é'; return made(_far(é))\n"
    expected = source.replace("made", NAME)
    assert extract(source, NAME).source == expected


def test_a_coroutine_that_waits_is_left_for_the_validator() -> None:
    """Only a coroutine without anything to wait for is made a plain function."""
    source = f"async def {NAME}(params):\n    return await params['x']\n"
    assert extract(source, NAME).source == source
    source = f"async \\\n  def {NAME}(params):\n    return 'x'\n"
    assert extract(source, NAME).source == source
    source = f"async def {NAME}(params):\n    return [x async for x in params]\n"
    assert extract(source, NAME).source == source


def test_lines_stay_where_they_were() -> None:
    """Strange decorators and calls beside the function leave empty lines behind."""
    source = f"import json\n@tool(name='x')\n{CODE}print({NAME}({{}}))\nnote: str\n"
    found = extract(source, NAME).source
    assert found == f"import json\n\n{CODE}"


def test_stubs_of_what_is_given_are_left_out() -> None:
    """Host APIs that are imported or assigned beside the function are the host's all the same."""
    stubs = "from host import external_apis, host_a\nexternal_apis = {}\nexternal_apis: dict = {}\n"
    function = (
        f"SIZE: int = 1\nfrom json import loads\ndef {NAME}(params):\n    return host_a({{}})\n"
    )
    expected = function.replace("host_a", "external_apis['host_a']")
    assert extract(stubs + function, NAME).source == expected


def test_a_known_decorator_and_a_known_block_stay() -> None:
    """A decorator the source defines is kept, a block for running it as a script is not."""
    safe = "def safe(inner):\n    return inner\n\n"
    source = f"{safe}@safe\n{CODE}\nif __name__ == '__main__':\n    {NAME}({{}})\n"
    assert extract(source, NAME).source == f"{safe}@safe\n{CODE}"


@pytest.mark.parametrize("head", ["@staticmethod\n    def {}(params)", "def {}(self, params)"])
def test_a_method_without_its_object_is_moved_out(head: str) -> None:
    """A method that does without `self` becomes the function."""
    source = (
        f"import json\nclass Tool:\n    size = 1\n    {head.format(NAME)}:\n        return 'x'\n"
    )
    found = extract(source, NAME).source
    assert found == f"import json\ndef {NAME}(params):\n    return 'x'\n"


def test_the_right_class_is_found() -> None:
    """A class without the method is passed over."""
    other = "class Other:\n    def go(self):\n        return 1\n\n"
    source = f"{other}class Tool:\n    def _a(self):\n        pass\n    def {NAME}(self, params):\n"
    found = extract(f"{source}        return 'x'\n", NAME).source
    assert found == f"{other}def {NAME}(params):\n    return 'x'\n"


def test_helpers_in_another_block_come_along() -> None:
    """A function of another block is added where the entry calls it, others are not."""
    answer = (
        "```python\ndef _far(x):\n    return x\n\ndef unused(x):\n    return x\n```\nand\n"
        f"```python\ndef {NAME}(params):\n    return _far('a')\n```"
    )
    found = extract(answer, NAME).source
    assert found == f"def {NAME}(params):\n    return _far('a')\n\ndef _far(x):\n    return x\n"


def test_mixed_tabs_are_made_blanks() -> None:
    """Tabs and blanks in one block are read as four or eight columns, whichever is Python."""
    source = f"def {NAME}(params):\n\tx = 'a'\n    return x\n"
    assert extract(source, NAME).source == source.expandtabs(4)
    source = f"def {NAME}(params):\n\tx = 'a'\n        return x\n"
    assert extract(source, NAME).source == source.expandtabs(8)


def test_deep_nesting_is_no_crash() -> None:
    """Source and JSON nested beyond what can be read end in a finding or in the source."""
    deep = f"def {NAME}(params):\n    return {'(' * 500}1{')' * 500}\n"
    assert extract(deep, NAME).source == deep
    assert extract("[" * 60_000, NAME).finding is not None
    assert extract("[" * 300_000, NAME).finding is not None


def test_characters_that_are_none_do_not_come_out() -> None:
    """Halves of surrogate pairs and zero bytes, which no store takes, are not in the source."""
    answer = json.dumps({"code": f"def {NAME}(params):\n    return 'a\x00b\ud800'\n"})
    assert extract(answer, NAME).source == f"def {NAME}(params):\n    return 'ab?'\n"


def test_a_lambda_becomes_a_function() -> None:
    """A lambda under the name is written as a function, on the lines it had."""
    source = f"import json\n{NAME} = lambda params, *, a=1: (\n    'x' +\n    str(a)\n)\nSIZE = 1\n"
    expected = (
        f"import json\ndef {NAME}(params, *, a=1): return (\n'x' +\n    str(a)\n)\nSIZE = 1\n"
    )
    assert extract(source, NAME).source == expected
    other = f"SIZE = lambda: 1\n{NAME} = 1\n{CODE}"
    assert extract(other, NAME).source == other


def test_coroutines_that_await_each_other_are_made_plain() -> None:
    """An own helper is awaited no more than the host is."""
    source = (
        f"async def _look(x):\n    return await host_look(x)\n\nasync def {NAME}(params):\n"
        "    return await _look(params)\n"
    )
    assert extract(source, NAME).source == (
        f"def _look(x):\n    return external_apis['host_look'](x)\n\ndef {NAME}(params):\n"
        "    return _look(params)\n"
    )


def test_only_so_much_is_looked_through_between_prose() -> None:
    """A long text that opens like code everywhere is not read from each of those lines."""
    text = "import the moon\n" * 4000
    assert extract(text, NAME).finding is not None
