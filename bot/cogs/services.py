"""What the front end asks of the game: the engine's parts, put together by `bot.app`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.channels import Channels
from bot.engine.consents import Consents
from bot.engine.game import Game
from bot.engine.party import Parties
from bot.engine.world_settings import KeptSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """One field for each part of the engine a cog needs."""

    game: Game
    channels: Channels
    settings: KeptSettings
    parties: Parties
    consents: Consents
