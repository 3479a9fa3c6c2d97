"""Answers as real models give them come out of the whole executor as each of them names."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from answer_desk import LIMITS, NAME, put_through, rules_of, text_of

from bot.executor.extract import extract
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.specification import Specification
from bot.executor.validate import validate

pytestmark = pytest.mark.asyncio(loop_scope="module")

FOLDER = Path(__file__).parent.parent / "recordings" / "answers"
WISH = "a taper that lights lamps with a blue flame"
ANSWERS: list[dict[str, Any]] = tomllib.loads((FOLDER / "answers.toml").read_text("utf-8"))[
    "answer"
]
REQUIRED = """
fence / prose / two blocks / json / think / code in the thought / wrong name / async def / class /
decorators / helpers / module imports / type hints / f-string quotes / tabs /
mixed tabs and spaces / CRLF / smart quotes / BOM / non-breaking spaces / truncated in a string /
truncated in a call / truncated after def / truncated in a fence / truncated in a dict /
truncated mid-keyword / finish_reason length / empty / whitespace only / refusal / apology /
tool call / tool call as text / keyword arguments / unknown API / wrong key /
missing required key / misspelt landmark / bare except / print instead of return /
returns a dict / returns None / returns a number / returns a list / infinite loop /
recursion without end / huge output / external_apis from params / import os / open() / eval /
while True with await / generator / lambda / format specs / walrus / match statement /
dict merge / datetime.now() / random module / time.sleep / docstring with fences / markdown list /
two functions of the name / Chinese / Russian / continued / HTML-escaped / escaped newlines /
diff / main guard / reasoning_content
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncGenerator[MontySandbox]:
    """A sandbox of one worker, in which functions run functions."""
    async with MontySandbox(width=1, depth=2, limits=LIMITS) as one:
        yield one


def named(one: dict[str, Any]) -> str:
    """The name of an answer's file."""
    return str(one["file"])


@pytest.mark.parametrize("answer", [one for one in ANSWERS if "says" in one], ids=named)
async def test_what_is_harmless_is_accepted(answer: dict[str, Any], sandbox: MontySandbox) -> None:
    """At the first attempt; used, the function answers and changes the world as it says."""
    path = FOLDER / answer["file"]
    outcome = await put_through(path, sandbox, wish=answer.get("wish", WISH))
    assert outcome.kept is not None, outcome.told
    assert outcome.says == answer["says"]
    assert outcome.log == answer.get("log", [])
    assert outcome.changes == answer.get("changes", [])
    assert (outcome.kept.source.strip() in text_of(path)) is answer["verbatim"]
    assert rules_of(outcome.attempt) == answer.get("warned", [])


@pytest.mark.parametrize("answer", [one for one in ANSWERS if "says" not in one], ids=named)
async def test_what_is_wrong_goes_back(answer: dict[str, Any], sandbox: MontySandbox) -> None:
    """Everything that is wrong is told to the model at once, in words and with the lines."""
    path = FOLDER / answer["file"]
    outcome = await put_through(path, sandbox, wish=answer.get("wish", WISH))
    assert outcome.kept is None
    assert rules_of(outcome.attempt) == answer["findings"]
    assert [said for said in answer["told"] if said not in outcome.told] == []


async def test_the_corpus_has_every_kind_of_answer() -> None:
    """At least sixty answers, each in a file of its own, and no kind is missing."""
    assert len(ANSWERS) >= 60
    files = {path.name for path in FOLDER.iterdir()} - {"answers.toml"}
    assert sorted(files) == sorted(one["file"] for one in ANSWERS)
    required = {kind.strip() for kind in REQUIRED.replace("\n", " ").split(" / ")}
    assert required - {kind for one in ANSWERS for kind in one["kinds"]} == set()


async def test_the_files_are_as_they_were_sent() -> None:
    """Neither an editor nor git has put their marks, line ends and tabs right."""
    sent = {one["file"]: (FOLDER / one["file"]).read_bytes() for one in ANSWERS}
    assert sent["bom.txt"].startswith(b"\xef\xbb\xbf")
    assert sent["crlf.txt"].count(b"\r\n") == sent["crlf.txt"].count(b"\n") > 0
    assert b"\n\timport" in sent["tabs.txt"]
    assert b"\xc2\xa0" in sent["hard_blanks.txt"]
    assert sent["empty.txt"] == b""


async def test_no_piece_of_an_answer_is_a_crash() -> None:
    """Wherever an answer breaks off, there is a source or a finding, and a source is validated."""
    asked = Specification(scope="w", name=NAME, description="Lights lamps.")
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_bytes().decode()
        for end in range(0, len(text), 127):
            extraction = extract(text[:end], NAME)
            assert (extraction.source is None) != (extraction.finding is None)
            assert isinstance(validate(extraction.source or "", asked, LIMITS), list)
