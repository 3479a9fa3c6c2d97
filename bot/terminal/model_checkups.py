"""What the doctor looks at of the models: whether they are there, answer, and may be asked."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.executor.errors import ModelUnavailable
from bot.executor.model import ChatModel
from bot.models import chat_model
from bot.settings import Settings
from bot.terminal.checkup import ASK, Checkup, Patient, fault, look, well

CONNECT = (
    "To have a language model write them, set GEMINI_API_KEY, or OPENAI_API_BASE_URL with "
    "OPENAI_API_KEY where the endpoint asks for a key."
)
USUAL_QUESTION = 10_000
"""So many tokens what a model is told of a world and its host APIs has, more or less."""


async def endpoint(patient: Patient) -> Checkup:
    """Whether the model's endpoint answers, takes the key and knows the models."""
    part, settings = "model", patient.settings
    if not settings.has_model:
        seen = "None is connected: the built-in apprentice writes the functions."
        return well(part, seen, CONNECT)
    host, names = settings.endpoint_host, [settings.model_name, settings.cheaper_model]
    async with _model(settings, settings.model_name) as model:
        try:
            known = await model.models()
        except ModelUnavailable as error:
            return fault(part, str(error), _advice(str(error)))
    if not known:
        return look(part, f"{host} answers, but does not say which models it has.", ASK)
    for name in filter(None, names):
        if not {name, f"models/{name}", f"{name}:latest"} & {*known}:  # Gemini's, Ollama's names
            has = ", ".join(one.removeprefix("models/") for one in sorted(known)[:12])
            advice = f"Set OPENAI_LLM_MODEL or ORB_CHEAPER_MODEL to one of them: {has}."
            return fault(part, f"{host} knows no model {name!r}.", advice)
    return well(part, f"{host} takes the key and knows {' and '.join(filter(None, names))}.")


async def answers(patient: Patient) -> Checkup:
    """Whether the models answer; only where they may be asked."""
    part, settings = "answers", patient.settings
    if not settings.has_model:
        return well(part, "The apprentice needs nothing to answer.")
    if not patient.asks:
        return look(part, "No model was asked for an answer.", ASK)
    seen: list[str] = []
    for name in filter(None, (settings.model_name, settings.cheaper_model)):
        async with _model(settings, name) as model:
            try:
                question = "Answer with one word: orb."
                answer = await model.complete(
                    [{"role": "user", "content": question}], temperature=0.0
                )
            except ModelUnavailable as error:
                return fault(part, f"{name}: {error}", _advice(str(error)))
        seen.append(f"{name} answered with {len(answer.text)} characters, {answer.tokens} tokens.")
    return well(part, " ".join(seen))


async def budgets(patient: Patient) -> Checkup:
    """Whether the budgets of tokens are large enough for a request, and hold."""
    part, settings = "budgets", patient.settings
    allowed = {
        "ORB_DAY_TOKENS": settings.day_tokens,
        "ORB_GUILD_TOKENS": settings.guild_tokens,
        "ORB_MEMBER_TOKENS": settings.member_tokens,
    }
    set_ones = {name: tokens for name, tokens in allowed.items() if tokens}
    if not settings.has_model or not set_ones:
        return well(part, "There is nothing to pay." if set_ones else "No budget of tokens is set.")
    needed = USUAL_QUESTION + settings.answer_tokens
    small = [f"{name}={tokens}" for name, tokens in set_ones.items() if tokens < needed]
    if small:
        seen = f"{' and '.join(small)} may allow no request, which counts up to {needed:,} tokens."
        return fault(part, seen, "Raise it, or lower ORB_MODEL_ANSWER_TOKENS.")
    if not settings.answer_tokens:
        seen = "Budgets of tokens can be overrun, as answers may be of any length."
        return look(part, seen, "Set ORB_MODEL_ANSWER_TOKENS.")
    return well(part, f"A request counts up to {needed:,} tokens until its answer is there.")


@asynccontextmanager
async def _model(settings: Settings, name: str) -> AsyncGenerator[ChatModel]:
    model = chat_model(settings, name)
    try:
        yield model
    finally:
        await model.close()


def _advice(said: str) -> str:
    """What to do about a model that does not answer."""
    if "environment names" in said:
        return "Check HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY and SSL_CERT_FILE."
    if "API key" in said:
        return "Check GEMINI_API_KEY or OPENAI_API_KEY, and whether its account may use the model."
    if "(429)" in said:
        return "Wait for the quota, or raise it; ORB_CHEAPER_MODEL can take over meanwhile."
    if "knows no such" in said:
        return (
            "Check OPENAI_API_BASE_URL (it ends with /v1 at most endpoints) and the model's name."
        )
    return "Check OPENAI_API_BASE_URL, whether the endpoint runs, and the network."
