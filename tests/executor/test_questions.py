"""A model asks something back: once, at first, in the place of a function; and what bounds it."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from writing_desk import ASKED, SOUND, Scribe, writer_of

from bot.executor import examination
from bot.executor.extract import extract
from bot.executor.passages import LONGEST_ANSWER
from bot.executor.questions import LONGEST_QUESTION, question_in
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.validate import MOST

pytestmark = pytest.mark.asyncio(loop_scope="module")

WHICH = '{"question": "Which of the two gates?"}'


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncGenerator[MontySandbox]:
    """A sandbox of one worker."""
    async with MontySandbox(width=1, depth=1) as one:
        yield one


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (WHICH, "Which of the two gates?"),
        (f"I wonder:\n```json\n{WHICH}\n```", "Which of the two gates?"),
        ('{"question": "Which\\n  gate?"}', "Which gate?"),
        ('{"question": ""}', None),
        ('{"question": 7}', None),
        ('{"question": "Which?", "source": "x"}', None),
        ('["question"]', None),
        ('{"question": ' + "[" * 5_000 + "}", None),
        ('{"question": "' + "x" * 9_000 + '"}', None),
        ("Which of the two gates?", None),
        ("", None),
    ],
)
async def test_a_question_is_an_object_of_that_form(text: str, question: str | None) -> None:
    """Alone or in words; anything else in the object, or too much of it, is none."""
    assert question_in([text]) == question
    assert extract(text, "df_x").question == question


async def test_a_long_question_is_cut() -> None:
    """So that it fits where it is shown."""
    asked = question_in([json.dumps({"question": "why " * 200})])
    assert asked is not None
    assert len(asked) == LONGEST_QUESTION
    assert asked.endswith("…")


async def test_a_question_ends_the_writing(sandbox: MontySandbox) -> None:
    """Nothing more is asked of the model, and the question is what was found."""
    scribe = Scribe(WHICH)
    draft = await writer_of(scribe, sandbox).write(ASKED)
    assert draft.source is None
    (attempt,) = draft.attempts
    assert [(one.rule, one.message) for one in attempt.findings] == [
        ("question", "Which of the two gates?")
    ]


async def test_nobody_answers_a_question_that_comes_too_late(sandbox: MontySandbox) -> None:
    """After a first attempt, and where nobody wished for it, the model is told to choose."""
    scribe = Scribe("Hm.", WHICH, SOUND)
    draft = await writer_of(scribe, sandbox).write(ASKED)
    assert [one.rule for one in draft.attempts[1].findings] == ["asked-again"]
    assert "nobody can answer it" in str(scribe.asked[2][-1]["content"])
    assert draft.source == SOUND
    scribe = Scribe(WHICH, SOUND)
    draft = await writer_of(scribe, sandbox).write(replace(ASKED, wish=None))
    assert draft.source == SOUND


async def test_an_answer_that_takes_too_long_to_read_is_too_long(
    sandbox: MontySandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model is told to be plainer; the next answer is read as ever."""
    read: Any = examination._looked_through  # pyright: ignore[reportPrivateUsage]

    def slowly(said: str, *more: Any) -> Any:
        if said == "slow":
            time.sleep(0.2)
        return read(said, *more)

    monkeypatch.setattr(examination, "_looked_through", slowly)
    monkeypatch.setattr(examination, "READING_SECONDS", 0.1)
    scribe = Scribe("slow", SOUND)
    draft = await writer_of(scribe, sandbox).write(ASKED)
    (finding,) = draft.attempts[0].findings
    assert finding.message.startswith("The answer took too long to be read.")
    assert draft.source == SOUND


UNBOUNDED = {
    "all too long": "x" * (LONGEST_ANSWER + 1),
    "functions without a return": "def f(p): x\n" * 4_000,
    "the same in a fence": "```\n" + "def f(p): x\n" * 4_000 + "```",
    "fences": "```\ndef f(p): x\n```\n" * 12_000,
    "f-strings": "def df_x(params):\n    return f'" + '{f"{1}"}' * 3_500 + "'",
    "calls of calls": "def df_x(params):\n    return a" + ".b()" * 900 + "\n",
    "conditions": "def df_x(params):\n    if a: return 'a'\n"
    + "    elif b: return 'b'\n" * 900
    + "    else: return 'c'\n",
    "lambdas": "df_x = lambda params: " + "a" + ".b" * 900 + "\n",
    "many readings": "```\n" + "1\tdef \u201cx\u201d &lt; f'{1}'\n" * 1_900 + "```",
    "a tail of many layers": "def df_bridge(params):\n    return 'x'\n" + "[\n" * 60,
    "decorators and then prose": "@a\n" * 4_000 + "def df_x(params):\n    return 'x'\n",
}


@pytest.mark.parametrize("answer", UNBOUNDED.values(), ids=UNBOUNDED.keys())
async def test_the_reading_of_any_answer_is_bounded(answer: str, sandbox: MontySandbox) -> None:
    """Whatever is in it, it takes a few seconds of a processor, and little is said of it."""
    begun = time.process_time()
    draft = await writer_of(Scribe(answer, SOUND), sandbox).write(ASKED)
    assert time.process_time() - begun < 8.0
    findings = draft.attempts[0].findings
    assert len(findings) <= MOST + 5
    assert max((len(one.message) for one in findings), default=0) < 1_000


async def test_a_same_answer_is_not_read_again(
    sandbox: MontySandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it holds is known."""
    read: Any = examination._looked_through  # pyright: ignore[reportPrivateUsage]
    texts: list[str] = []

    def noted(said: str, *more: Any) -> Any:
        texts.append(said)
        return read(said, *more)

    monkeypatch.setattr(examination, "_looked_through", noted)
    await writer_of(Scribe("Hm.", "Hm.", "Hm.", SOUND), sandbox).write(ASKED)
    assert texts == ["Hm.", SOUND]
