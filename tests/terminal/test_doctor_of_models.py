"""`orb doctor` on models: what they are asked for, what they may cost, what keeps them away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from bot.executor.embeddings import EmbeddingFailed, GeminiEmbedder
from bot.terminal import checkups, model_checkups
from bot.terminal.checkup import State
from tests.model_server import ModelServer
from tests.terminal.checking import checked

KEY = "hush-hush-0123456789"


@pytest.mark.parametrize(
    ("status", "message", "advice"),
    [
        (401, "", "GEMINI_API_KEY"),
        (404, "", "OPENAI_API_BASE_URL"),
        (429, "", "quota"),
        (500, "", "whether the endpoint runs"),
    ],
)
async def test_each_trouble_of_a_model_has_its_advice(
    tmp_path: Path, status: int, message: str, advice: str
) -> None:
    """A wrong key, a wrong address, a spent quota, an endpoint out of order."""

    def refuse(_name: str, _prompt: str) -> Response:
        return JSONResponse({"error": {"message": message}}, status)

    with ModelServer(refuse).running() as server:
        given = {"OPENAI_API_BASE_URL": server.base_url, "ORB_MODEL_RETRIES": 0}
        found = await checked(model_checkups.answers, tmp_path, **given)
        listed = await checked(model_checkups.endpoint, tmp_path, **given)
    assert found.state is State.FAULT
    assert advice in found.advice
    assert (listed.state, "which models" in listed.seen) == (State.LOOK, True)


@pytest.mark.parametrize(
    ("given", "state", "words"),
    [
        ({}, State.WELL, "counts up to 42,768 tokens"),
        ({"ORB_MEMBER_TOKENS": 20_000, "ORB_DAY_TOKENS": 9}, State.FAULT,
         "ORB_DAY_TOKENS=9 and ORB_MEMBER_TOKENS=20000 may allow no request"),
        ({"ORB_MODEL_ANSWER_TOKENS": 0}, State.LOOK, "can be overrun"),
        ({"ORB_GUILD_TOKENS": 0, "ORB_MEMBER_TOKENS": 0}, State.WELL, "No budget of tokens"),
    ],
)  # fmt: skip
async def test_budgets_of_tokens_are_looked_at(
    tmp_path: Path, given: dict[str, int], state: State, words: str
) -> None:
    """One that allows no request is a fault; that an answer may cost whatever it likes is told."""
    found = await checked(
        model_checkups.budgets, tmp_path, OPENAI_API_BASE_URL="http://127.0.0.1:9/v1", **given
    )
    assert (found.state, words in found.seen) == (state, True)


async def test_a_model_may_be_named_without_its_version(tmp_path: Path) -> None:
    """As Ollama takes it: the latest one is meant."""
    with ModelServer(lambda name, prompt: "orb", models=["llama3:latest"]).running() as server:
        given = {"OPENAI_API_BASE_URL": server.base_url, "OPENAI_LLM_MODEL": "llama3"}
        assert (await checked(model_checkups.endpoint, tmp_path, **given)).state is State.WELL


async def test_an_environment_that_keeps_a_model_away_has_its_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variables of proxies and certificates are named."""
    monkeypatch.setenv("ALL_PROXY", "none://h:1")
    found = await checked(
        model_checkups.endpoint, tmp_path, OPENAI_API_BASE_URL="http://127.0.0.1:9/v1"
    )
    assert (found.state, "ALL_PROXY" in found.advice) == (State.FAULT, True)


async def test_geminis_vectors_are_asked_for_only_with_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They cost a little; their length has to be right, and a failure is told."""
    vectors: list[Any] = [[[1.0] * 768], [[1.0] * 3], EmbeddingFailed("Gemini gave no vectors.")]

    async def embed(_: GeminiEmbedder, texts: list[str]) -> list[list[float]]:
        given = vectors.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    monkeypatch.setattr(GeminiEmbedder, "embed", embed)
    silent = await checked(checkups.embedding, tmp_path, asks=False, GEMINI_API_KEY=KEY)
    assert silent.state is State.LOOK
    found = [await checked(checkups.embedding, tmp_path, GEMINI_API_KEY=KEY) for _ in range(3)]
    assert [one.state for one in found] == [State.WELL, State.FAULT, State.FAULT]
    assert "not 768" in found[1].seen
