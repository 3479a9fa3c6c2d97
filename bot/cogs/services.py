"""What the front end asks of the game: the engine's parts, put together by `bot.app`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.engine.channels.channels import Channels
from bot.engine.channels.demo_worlds import DemoWorlds
from bot.engine.channels.world_settings import KeptSettings
from bot.engine.channels.worlds_of_channels import ChannelWorlds
from bot.engine.consents import Consents
from bot.engine.credits import Credits
from bot.engine.files.themes import Themes
from bot.engine.forging.alike import Alike
from bot.engine.forging.tools import Tools
from bot.engine.game import Game
from bot.engine.mending import Mender
from bot.engine.moderating.moderation import Moderation
from bot.engine.moderating.spending import Spendings
from bot.engine.party import Parties
from bot.engine.travels import Travels


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """One field for each part of the engine a cog needs.

    `adventures` are the folders of the bundled adventures by name, `writer` is a sentence on who
    writes the functions; `themes` is None where no language model is connected.
    """

    game: Game
    alike: Alike
    channels: Channels
    settings: KeptSettings
    parties: Parties
    consents: Consents
    credits: Credits
    worlds: ChannelWorlds
    mender: Mender
    moderation: Moderation
    tools: Tools
    demos: DemoWorlds
    travels: Travels
    spending: Spendings
    themes: Themes | None
    adventures: Mapping[str, Path]
    writer: str
