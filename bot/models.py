"""The models the settings name, on their ladder; for the composition root and the doctor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.database import Database
from bot.executor.completions import Answer
from bot.executor.ladder import Ladder, Rung
from bot.executor.ledger import Ledger
from bot.executor.ledger_sums import Allowances, Sum
from bot.executor.model import ChatModel, LanguageModel
from bot.executor.prompt import Message
from bot.settings import Settings
from bot.values import JsonObject

STRONG = "strong"
CHEAPER = "cheaper"
APPRENTICE = "apprentice"
"""The names of the rungs, which are kept with what was written on them."""


class Models:
    """The clients of the settings' models; `ladder` climbs down them, `close` lets go of them."""

    def __init__(self, settings: Settings, worlds: Path) -> None:
        self._settings = settings
        self._worlds = worlds
        self._apprentice = _Apprentice(worlds)
        self.strong = chat_model(settings, settings.model_name) if settings.has_model else None
        cheaper = settings.cheaper_model if settings.has_model else None
        self.cheaper = chat_model(settings, cheaper) if cheaper else None

    @property
    def usual(self) -> LanguageModel:
        """The model that is asked first."""
        return self.strong or self._apprentice

    def ladder(
        self,
        database: Database,
        holder: str,
        overhear: Callable[[LanguageModel], LanguageModel],
    ) -> Ladder:
        """The ladder over these models, with its ledger in a database."""
        ledger = Ledger(database, allowances_of(self._settings), holder=holder)
        return Ladder([*self._rungs(overhear)], ledger, answer_tokens=self._settings.answer_tokens)

    async def close(self) -> None:
        """Let go of the connections."""
        for model in (self.strong, self.cheaper, self._apprentice):
            if model is not None:
                await model.close()

    def _rungs(self, overhear: Callable[[LanguageModel], LanguageModel]) -> Sequence[Rung]:
        free = Rung(
            name=APPRENTICE,
            model=overhear(self._apprentice),
            model_name=APPRENTICE,
            paid=False,
        )
        if self.strong is None:
            return [free]
        share = self._settings.strong_share / 100 if self.cheaper else 1.0
        rungs = [
            Rung(
                name=STRONG, model=overhear(self.strong), model_name=self.strong.model, share=share
            )
        ]
        if self.cheaper is not None:
            name = self.cheaper.model
            rungs.append(Rung(name=CHEAPER, model=overhear(self.cheaper), model_name=name))
        return [*rungs, free] if self._settings.apprentice_stands_in else rungs


def allowances_of(settings: Settings) -> Allowances:
    """What may be spent a day, as the settings say."""
    return Allowances(
        everyone=Sum(requests=settings.day_requests, tokens=settings.day_tokens),
        guild=Sum(requests=settings.guild_requests, tokens=settings.guild_tokens),
        member=Sum(requests=settings.member_requests, tokens=settings.member_tokens),
    )


def chat_model(settings: Settings, name: str) -> ChatModel:
    """The client of a model of that name at the settings' endpoint."""
    return ChatModel(
        base_url=settings.endpoint,
        api_key=settings.model_key.get_secret_value() if settings.model_key else "none",
        model=name,
        timeout=settings.model_timeout,
        max_retries=settings.model_retries,
        answer_tokens=settings.answer_tokens,
        structured=settings.structured,
    )


class _Apprentice:
    """The apprentice behind the real client, made when it is first asked."""

    def __init__(self, worlds: Path) -> None:
        self._worlds = worlds
        self._opening = asyncio.Lock()
        self._model: ChatModel | None = None

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        temperature: float,
        tools: Sequence[JsonObject] | None = None,
    ) -> Answer:
        """The apprentice's answer."""
        async with self._opening:
            if self._model is None:
                self._model = await asyncio.to_thread(self._open)
        return await self._model.complete(messages, temperature=temperature, tools=tools)

    async def close(self) -> None:
        """Let go of it."""
        if self._model is not None:
            await self._model.close()

    def _open(self) -> ChatModel:
        from bot.executor.apprentice import ApprenticeTransport

        recorded = sorted(folder.parent for folder in self._worlds.glob("*/functions"))
        return ChatModel(
            base_url="http://apprentice.invalid/v1",
            api_key="none",
            model=APPRENTICE,
            max_retries=0,
            transport=ApprenticeTransport(recorded),
        )
