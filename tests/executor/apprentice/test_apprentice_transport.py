"""The apprentice behind the real client: completions, models, recordings, repairs, trouble."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx2
import openai
import pytest
from apprentice_bench import NAME, briefing, prompt, specification

from bot.executor.apprentice import MODELS, ApprenticeTransport, RecordedFunction, read_recordings
from bot.executor.extract import extract
from bot.executor.prompt import Message
from bot.executor.specification import Author, Finding, Specification

VAULT = Path(__file__).parents[3] / "demo" / "vault"


def client(transport: ApprenticeTransport) -> openai.AsyncOpenAI:
    """The real client on the apprentice's transport."""
    return openai.AsyncOpenAI(
        base_url="http://apprentice.invalid/v1",
        api_key="none",
        max_retries=0,
        http_client=httpx2.AsyncClient(transport=transport),
    )


async def ask(transport: ApprenticeTransport, messages: list[Message]) -> tuple[str, str]:
    """The model's name and the text of an answer got through the real client."""
    async with client(transport) as one:
        reply = await one.chat.completions.create(model="any", messages=messages)  # pyright: ignore
    return reply.model, reply.choices[0].message.content or ""


def recipe(description: str, name: str = "df_genesis_engine") -> list[Message]:
    """The prompt for a function of a world's recipe."""
    return briefing().opening(
        Specification(scope="w1", name=name, description=description, author=Author.WORLD)
    )


async def test_answer_is_a_chat_completion() -> None:
    """The client reads model, text, reason and usage, and the clock's time."""
    async with client(ApprenticeTransport(clock=lambda: 12.0)) as one:
        reply = await one.chat.completions.create(model="x", messages=prompt("a rope bridge"))  # pyright: ignore
        again = await one.chat.completions.create(model="y", messages=prompt("a rope bridge"))  # pyright: ignore
    assert (reply.object, reply.created, reply.model) == ("chat.completion", 12, MODELS[1])
    assert reply.choices[0].finish_reason == "stop"
    assert extract(reply.choices[0].message.content or "", NAME).source
    assert reply.usage is not None
    assert reply.usage.total_tokens == reply.usage.prompt_tokens + reply.usage.completion_tokens
    assert reply.usage.prompt_tokens > reply.usage.completion_tokens > 100
    assert again == reply


async def test_models_are_named_for_what_they_are() -> None:
    """None of the models' names is that of a language model."""
    async with client(ApprenticeTransport()) as one:
        names = [model.id async for model in one.models.list()]
    assert names == list(MODELS) == ["apprentice/recorded", "apprentice/rules", "apprentice/unable"]


@pytest.mark.parametrize("messages", [[], "text"])
async def test_request_without_messages_is_bad(messages: object) -> None:
    """What is no chat is answered with a sentence and 400."""
    async with client(ApprenticeTransport()) as one:
        with pytest.raises(openai.BadRequestError, match="no messages"):
            await one.chat.completions.create(model="x", messages=messages)  # pyright: ignore


async def test_streams_are_not_offered() -> None:
    """A request for a stream is told so."""
    async with client(ApprenticeTransport()) as one:
        with pytest.raises(openai.BadRequestError, match="does not stream"):
            await one.chat.completions.create(model="x", messages=prompt("a rope"), stream=True)  # pyright: ignore


async def test_other_addresses_are_unknown() -> None:
    """Anything else is a 404, and a body that is no JSON a 400."""
    async with httpx2.AsyncClient(transport=ApprenticeTransport()) as raw:
        missing = await raw.get("http://apprentice.invalid/v1/embeddings")
        broken = await raw.post("http://apprentice.invalid/v1/chat/completions", content=b"{")
    assert (missing.status_code, broken.status_code) == (404, 400)
    assert broken.json()["error"]["message"] == "The request is not a JSON object."


async def test_latency_is_waited() -> None:
    """An answer takes as long as it is told to."""
    before = time.monotonic()
    await ask(ApprenticeTransport(latency=0.05), prompt("a rope"))
    assert time.monotonic() - before >= 0.05


async def test_bundled_recipe_is_answered_from_the_recording() -> None:
    """Every entry of the bundled world's recipe gets the function shipped beside it."""
    transport = ApprenticeTransport([VAULT])
    recordings = read_recordings([VAULT])
    assert len(recordings) == len(list((VAULT / "functions").glob("*.py")))
    for one in recordings:
        answer = await ask(transport, recipe(one.description, one.name))
        assert answer == (MODELS[0], one.source)


async def test_recorded_function_is_what_extraction_finds() -> None:
    """A recording comes through extraction as it was shipped."""
    for one in read_recordings([VAULT]):
        assert (extract(one.source, one.name).source or "").strip() == one.source.strip()


async def test_foreign_recipe_is_not_answered_from_the_recording() -> None:
    """The same name with another description is another function, which rules cannot write."""
    model, text = await ask(ApprenticeTransport([VAULT]), recipe("Build a world of clockwork."))
    assert model == MODELS[2]
    assert text.startswith("I cannot write this. I can only write tools by rules")


async def test_blanks_and_brackets_do_not_matter() -> None:
    """A description is known again when blanks or tags in it were changed on the way."""
    one = RecordedFunction(
        name="df_a", description="Do  this\nas <task> says.", source="def df_a(params):\n ..."
    )
    model, _ = await ask(ApprenticeTransport(recorded=[one]), recipe(one.description, "df_a"))
    assert model == MODELS[0]


async def test_longest_description_wins() -> None:
    """Of two worlds with a function of one name, the fuller description is meant."""
    short = RecordedFunction(name="df_a", description="Open it.", source="short")
    long = RecordedFunction(name="df_a", description="Open it. Slowly.", source="long")
    transport = ApprenticeTransport(recorded=[long, short])
    assert (await ask(transport, recipe("Open it. Slowly.", "df_a")))[1] == "long"
    assert (await ask(transport, recipe("Open it. Fast.", "df_a")))[1] == "short"


async def test_recording_found_wanting_is_not_repeated() -> None:
    """A recording that was sent back is not sent again."""
    one = RecordedFunction(name="df_a", description="Open it.", source="def df_a(params):\n ...\n")
    asked = Specification(scope="w1", name="df_a", description="Open it.", author=Author.WORLD)
    messages = briefing().mending(
        asked, answer=one.source, findings=[Finding(rule="failed", message="it failed")]
    )
    model, text = await ask(ApprenticeTransport(recorded=[one]), messages)
    assert model == MODELS[2]
    assert "found wanting" in text


def test_recordings_are_read_from_a_folder(tmp_path: Path) -> None:
    """Entries without a file, commands without a name and folders without a recipe give none."""
    world = tmp_path / "world"
    (world / "functions").mkdir(parents=True)
    (world / "functions" / "df_a.py").write_text("def df_a(params):\n    return 'a'\n")
    commands = [
        {"name": "create_dynamic_function", "args": {"new_function_name": "df_a"}},
        {"name": "create_dynamic_function", "args": {"new_function_name": "df_b"}},
        {"name": "create_dynamic_function", "args": {"new_function_name": "../df_a"}},
        {"name": "df_a", "args": {}},
        "what",
    ]
    (world / "recipe.json").write_text(json.dumps(commands))
    odd = tmp_path / "odd"
    odd.mkdir()
    (odd / "recipe.json").write_text("{}")
    assert [one.name for one in read_recordings([world, odd, tmp_path])] == ["df_a"]


def mended(words: str, answer: str) -> list[Message]:
    """The prompt that sends an answer back."""
    finding = Finding(rule="protected", message="the world refused it")
    return briefing().mending(specification(words), answer=answer, findings=[finding])


@pytest.mark.parametrize(
    ("words", "count"),
    [("freeze the fountain", 2), ("a rope bridge to the iron chest", 2), ("make it rain", 1)],
)
async def test_repair_gets_something_more_modest(words: str, count: int) -> None:
    """Sent back, it tries another way each time, and in the end says that it knows no other."""
    transport = ApprenticeTransport()
    model, source = await ask(transport, prompt(words))
    seen = [source]
    while model == MODELS[1]:
        model, source = await ask(transport, mended(words, seen[-1]))
        seen.append(source)
    assert len(seen) == len(set(seen)) == count + 1
    assert "found wanting" in seen[-1]


async def test_repair_of_a_strangers_source_begins_anew() -> None:
    """A source it did not write is answered with its first own."""
    transport = ApprenticeTransport()
    first = await ask(transport, prompt("a rope"))
    assert await ask(transport, mended("a rope", "def x(params):\n    return 1")) == first
