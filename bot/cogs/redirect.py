"""Another address for Discord, where the settings name one: a playground, a proxy."""

from __future__ import annotations

import discord.gateway
import discord.http
import yarl


def redirect(api: str | None, gateway: str | None) -> None:
    """Have discord.py speak to these addresses; to be done before a bot is made.

    `api` is the address without the version, such as `http://127.0.0.1:8000/api`; `gateway` that
    of the websocket. Both are class attributes of the library and hold for the whole process.
    """
    if api is not None:
        # `_set_api_version` writes the genuine address; nothing calls it once this module is
        # imported, so the version it has set is the one to use.
        version = discord.http.INTERNAL_API_VERSION
        discord.http.Route.BASE = f"{api.rstrip('/')}/v{version}"
    if gateway is not None:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
