"""The accounts, roles, channels and files that an interaction's values name."""

from __future__ import annotations

from typing import Any

from playground.server.errors import Refused
from playground.server.local import LocalDiscord
from playground.server.payloads import attachment, channel, member, role, user
from playground.server.state import Channel, Json


class Resolved:
    """Gathers what is named, for the `resolved` of an interaction's data."""

    def __init__(self, local: LocalDiscord, place: Channel) -> None:
        self._local = local
        self._home = local.state.guild_of(place)
        self.body: Json = {}

    def take(self, kind: str, given: Any, name: str) -> str:
        """The id of what is named, having noted what it is.

        Raises:
            Refused: There is no such thing here; the text says for which option.
        """
        if kind == "attachment":
            return self._file(given, name)
        wanted = str(given)
        if kind in ("user", "mentionable") and self._user(wanted):
            return wanted
        if kind in ("role", "mentionable") and self._role(wanted):
            return wanted
        if kind == "channel" and self._channel(wanted):
            return wanted
        raise Refused(f"{wanted!r} is not a {kind} for {name!r}.")

    def _note(self, kind: str, key: str, body: Json) -> bool:
        self.body.setdefault(kind, {})[key] = body
        return True

    def _user(self, wanted: str) -> bool:
        state = self._local.state
        if self._home is None:
            found = state.users.get(wanted)
            return found is not None and self._note("users", wanted, user(found))
        if wanted not in self._home.members:
            return False
        body = member(state, self._home, wanted)
        self._note("users", wanted, body.pop("user"))
        can = {"permissions": str(self._home.permissions_of(wanted))}
        return self._note("members", wanted, body | can)

    def _role(self, wanted: str) -> bool:
        if self._home is None or wanted not in self._home.roles:
            return False
        return self._note("roles", wanted, role(self._home.roles[wanted], 0))

    def _channel(self, wanted: str) -> bool:
        found = self._local.state.channels.get(wanted)
        if found is None or self._home is None or found.guild_id != self._home.id:
            return False
        body = channel(self._local.state, found)
        can = {"permissions": str(self._home.permissions_of(self._local.bot.id))}
        return self._note("channels", wanted, body | can)

    def _file(self, given: Any, name: str) -> str:
        wanted = str(given.get("upload")) if isinstance(given, dict) else str(given)
        found = self._local.uploads.get(wanted)
        if found is None:
            raise Refused(f"There is no uploaded file for {name!r}.")
        body = attachment(found, self._local.address) | {"ephemeral": True}
        self._note("attachments", found.id, body)
        return found.id
