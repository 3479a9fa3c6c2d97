"""Writing a function: asked, examined, mended, until it is sound or given up."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio
from writing_desk import (
    ASKED,
    SOUND,
    UNDEFINED,
    Chest,
    Scribe,
    Trestle,
    calling,
    content,
    function_of,
    rules,
    writer_of,
)

from bot.executor.completions import Answer
from bot.executor.errors import FunctionFailed, ModelUnavailable, SandboxUnavailable
from bot.executor.host import Rehearsal
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.specification import (
    DynamicFunction,
    Finding,
    Label,
    Severity,
)
from bot.executor.writer import Interrupted, Unsound

pytestmark = pytest.mark.asyncio(loop_scope="module")


LABEL = Label(writes=frozenset({"objects"}))


FAILS = Finding(rule="failed", message="It fell into the chasm.", line=2)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncGenerator[MontySandbox]:
    """A sandbox of one worker."""
    async with MontySandbox(width=1, depth=1) as one:
        yield one


class Watcher:
    """Somebody who follows the progress."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int]] = []

    def __call__(self, stage: str, attempt: int) -> None:
        """Note the stage."""
        self.stages.append((stage, attempt))


async def test_a_sound_answer_is_taken(sandbox: MontySandbox) -> None:
    """The first answer that is right becomes the draft, with what it cost."""
    scribe, watcher = Scribe(f"```python\n{SOUND}```"), Watcher()
    draft = await writer_of(scribe, sandbox).write(ASKED, progress=watcher)
    (attempt,) = draft.attempts
    assert (draft.source, draft.label) == (SOUND, None)
    assert attempt.answer == f"```python\n{SOUND}```"
    assert (attempt.model, attempt.number, attempt.seconds) == ("m", 1, 1.0)
    assert (attempt.prompt_tokens, attempt.completion_tokens) == (10, 3)
    assert watcher.stages == [("thinking", 1), ("checking", 1)]


async def test_everything_wrong_goes_into_the_repair(sandbox: MontySandbox) -> None:
    """A repair has the last source and its findings, and is answered more freely."""
    wrong = "def df_bridge(params):\n    external_apis['host_fly']({})\n    return bridge\n"
    scribe = Scribe(wrong, SOUND)
    draft = await writer_of(scribe, sandbox).write(ASKED)
    assert draft.source == SOUND
    assert rules(draft) == [["unknown-api", "undefined-name"], []]
    assert content(scribe.asked[1], 2) == wrong.strip()
    repair = content(scribe.asked[1], 3)
    assert "line 2: there is no host API 'host_fly'" in repair
    assert "line 3: Name `bridge` used when not defined" in repair
    assert scribe.temperatures == [0.2, 0.5]


async def test_a_rehearsal_decides_and_gives_the_label(sandbox: MontySandbox) -> None:
    """A function is tried before it is kept; what went wrong there is mended."""
    bench = Trestle(Rehearsal(findings=(FAILS,)), Rehearsal(label=LABEL))
    better = SOUND.replace("A bridge", "A bridge of light")
    watcher, scribe = Watcher(), Scribe(SOUND, better)
    draft = await writer_of(scribe, sandbox).write(ASKED, bench=bench, progress=watcher)
    assert (draft.source, draft.label) == (better, LABEL)
    assert rules(draft) == [["failed"], []]
    assert "line 2: It fell into the chasm." in content(scribe.asked[1], 3)
    first = bench.tried[0]
    assert (first.source, first.version, first.maker, first.wish) == (SOUND, 0, "ada", "a bridge")
    stages = ["thinking", "checking", "rehearsing", "mending", "checking", "rehearsing"]
    assert [stage for stage, _ in watcher.stages] == stages


async def test_a_warning_is_recorded_and_does_not_matter(sandbox: MontySandbox) -> None:
    """A function with warnings alone is kept."""
    odd = Finding(rule="odd", message="Odd.", severity=Severity.WARNING)
    source = "def df_bridge(params):\n    if params:\n        return 'A bridge.'\n"
    bench = Trestle(Rehearsal(findings=(odd,)))
    draft = await writer_of(Scribe(source), sandbox).write(ASKED, bench=bench)
    assert draft.source == source
    assert rules(draft) == [["may-end-without-return", "odd"]]


async def test_it_is_given_up_after_three_repairs(sandbox: MontySandbox) -> None:
    """After four attempts there is no draft, but all that was tried."""
    answers = ["Well, no.", "", "def df_bridge(params):\n    return (", UNDEFINED]
    scribe = Scribe(*answers)
    draft = await writer_of(scribe, sandbox).write(ASKED)
    assert draft.source is None
    assert rules(draft) == [["prose"], ["empty"], ["truncated"], ["undefined-name"]]
    assert [one.source for one in draft.attempts] == [None, None, None, UNDEFINED]
    assert content(scribe.asked[1], 2) == "Well, no."
    assert content(scribe.asked[2], 2) == "(nothing)"
    assert scribe.temperatures == [0.2, 0.5, 0.8, 1.0]


async def test_a_syntax_error_is_reported_with_its_line(sandbox: MontySandbox) -> None:
    """Source that is no Python is not given to the sandbox; the model learns the line."""
    broken = "def df_bridge(params):\n    bridge = = 1\n    return 'A bridge.'\n"
    scribe = Scribe(broken, SOUND)
    draft = await writer_of(scribe, sandbox).write(ASKED)
    assert rules(draft) == [["syntax"], []]
    assert "line 2: this is no Python" in content(scribe.asked[1], 3)


async def test_the_same_answer_is_never_examined_twice(sandbox: MontySandbox) -> None:
    """A source that was wrong is not tried again; it stays wrong for the same reasons."""
    bench = Trestle(Rehearsal(findings=(FAILS,)))
    scribe = Scribe(SOUND, SOUND, f"\n\n{SOUND}\n", SOUND)
    draft = await writer_of(scribe, sandbox).write(ASKED, bench=bench)
    assert draft.source is None
    assert rules(draft) == [["failed"], *[["same-answer", "failed"]] * 3]
    assert len(bench.tried) == 1


async def test_every_request_ends_with_the_signature(sandbox: MontySandbox) -> None:
    """Whatever went before, the model is asked to go on from the signature."""
    scribe = Scribe("No.", calling(), "def df_bridge_rope(params):\n    return 'r'", SOUND)
    await writer_of(scribe, sandbox).write(ASKED, shelf=Chest())
    ends = [content(messages, -1).split("\n")[-1] for messages in scribe.asked]
    rope = "def df_bridge_rope(params):"
    assert ends == [f"def {ASKED.name}(params):"] * 2 + [rope, f"def {ASKED.name}(params):"]


@pytest.mark.parametrize(
    ("text", "finish", "expected"),
    [
        ("", "length", ["truncated"]),
        (SOUND, "length", ["truncated"]),
        ("I won't.", "refusal", ["refusal"]),
        ("", "content_filter", ["refusal"]),
    ],
)
async def test_the_endpoints_reason_is_told(
    text: str, finish: str, expected: list[str], sandbox: MontySandbox
) -> None:
    """An answer that was cut off or withheld is reported as such."""
    answer = Answer(text=text, model="m", finish_reason=finish)
    draft = await writer_of(Scribe(answer, SOUND + "\n# again"), sandbox).write(ASKED)
    assert rules(draft)[0] == expected
    assert draft.source == SOUND + "\n# again\n"


async def test_words_that_were_cut_off_behind_the_source_do_not_matter(
    sandbox: MontySandbox,
) -> None:
    """A whole source counts, even where the talk after it ran into the limit."""
    answer = Answer(text=f"```\n{SOUND}```\nThis is", model="m", finish_reason="length")
    assert (await writer_of(Scribe(answer), sandbox).write(ASKED)).source == SOUND


class Troubled:
    """A sandbox whose check raises, or says what it is told to."""

    def __init__(self, trouble: Exception | str) -> None:
        self.trouble = trouble

    async def check(self, name: str, source: str) -> list[str]:
        """Raise or say it."""
        if isinstance(self.trouble, Exception):
            raise self.trouble
        return [self.trouble]


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (SandboxUnavailable("It is busy."), []),
        ("line 2: Module `json` has no member `dunp`", ["diagnostic"]),
    ],
)
async def test_the_sandboxs_check_is_a_help_and_no_must(
    trouble: Exception | str, expected: list[str]
) -> None:
    """Without the sandbox's check, or with a mere diagnostic, a function is kept all the same."""
    draft = await writer_of(Scribe(SOUND), Troubled(trouble)).write(ASKED)
    assert draft.source == SOUND
    assert rules(draft) == [expected]


async def test_what_the_sandbox_cannot_read_is_wrong() -> None:
    """A source the sandbox cannot take is an error with its line."""
    trouble = FunctionFailed("It is nested too deeply.", line=2)
    draft = await writer_of(Scribe(*[SOUND] * 4), Troubled(trouble)).write(ASKED)
    assert draft.source is None
    assert str(draft.attempts[0].findings[0]) == "line 2: It is nested too deeply."


async def test_an_unavailable_model_ends_it_with_what_was_done(sandbox: MontySandbox) -> None:
    """Where the model fails in the middle, the attempts before it come out with the error."""
    scribe = Scribe("No.", ModelUnavailable("The model could not be reached."))
    with pytest.raises(Interrupted, match="could not be reached") as caught:
        await writer_of(scribe, sandbox).write(ASKED)
    assert [one.answer for one in caught.value.attempts] == ["No."]


async def test_a_kept_source_is_mended(sandbox: MontySandbox) -> None:
    """Mending begins with the source, findings and traceback, and takes no same source."""
    unsound = Unsound(source=SOUND, findings=(FAILS,), traceback="in df_bridge, line 2")
    watcher, scribe = Watcher(), Scribe(SOUND, SOUND.replace("A", "One"))
    draft = await writer_of(scribe, sandbox).write(ASKED, unsound=unsound, progress=watcher)
    assert rules(draft) == [["same-answer", "failed"], []]
    assert content(scribe.asked[0], 2) == SOUND.strip()
    assert "line 2: It fell into the chasm." in content(scribe.asked[0], 3)
    assert "in df_bridge, line 2" in content(scribe.asked[0], 3)
    assert watcher.stages[0] == ("mending", 1)


async def test_examples_are_shown(sandbox: MontySandbox) -> None:
    """Near functions are in the request."""
    scribe = Scribe(SOUND)
    near: DynamicFunction = function_of(ASKED, "def df_near(params):\n    return 'n'\n")
    await writer_of(scribe, sandbox).write(ASKED, examples=[near])
    assert "def df_near(params):" in content(scribe.asked[0], 1)
