"""Which commands a member has, and how their options become an interaction's data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playground.server.errors import HiddenCommand, Refused
from playground.server.limits.commands import GROUP, SUBCOMMAND
from playground.server.local import LocalDiscord
from playground.server.resolving import Resolved
from playground.server.routes_lookups import GLOBAL
from playground.server.state import ALL, PERMISSIONS, Channel, Json

KINDS = {
    3: "string", 4: "integer", 5: "boolean", 6: "user", 7: "channel",
    8: "role", 9: "mentionable", 10: "number", 11: "attachment",
}  # fmt: skip
MENUS = {1: "slash", 2: "user", 3: "message"}


@dataclass(frozen=True)
class Leaf:
    """One thing that can be called: a command, or a subcommand with the way to it."""

    command: Json
    path: tuple[str, ...]
    description: str
    options: list[Json]

    @property
    def name(self) -> str:
        """The whole name, `world create`."""
        return " ".join((self.command["name"], *self.path))

    @property
    def kind(self) -> str:
        """`slash`, `user` or `message`."""
        return MENUS[self.command["type"]]

    def option(self, name: str) -> Json:
        """The option of this name.

        Raises:
            Refused: It has none.
        """
        for one in self.options:
            if one["name"] == name:
                return one
        raise Refused(f"/{self.name} has no option {name!r}.")


def leaves(local: LocalDiscord, user_id: str, channel: Channel) -> list[Leaf]:
    """Everything a member can call in a channel, a guild's own commands first."""
    kept = local.state.commands
    commands = [*kept.get(channel.guild_id or "", []), *kept.get(GLOBAL, [])]
    found: list[Leaf] = []
    for one in commands:
        if _may(local, one, user_id, channel):
            found += _leaves(one, one, ())
    return found


def leaf(local: LocalDiscord, user_id: str, channel: Channel, name: str, kind: str) -> Leaf:
    """The one of this name.

    Raises:
        HiddenCommand: There is none, or not for this member in this channel.
    """
    for one in leaves(local, user_id, channel):
        if one.name == name and one.kind == kind:
            return one
    raise HiddenCommand(f"There is no command /{name} for you here.")


def _leaves(command: Json, node: Json, path: tuple[str, ...]) -> list[Leaf]:
    options: list[Json] = node.get("options") or []
    below = [one for one in options if one["type"] in (SUBCOMMAND, GROUP)]
    if not below:
        return [Leaf(command, path, str(node.get("description") or ""), options)]
    return [found for one in below for found in _leaves(command, one, (*path, one["name"]))]


def _may(local: LocalDiscord, command: Json, user_id: str, channel: Channel) -> bool:
    home = local.state.guild_of(channel)
    contexts = command.get("contexts")
    if home is None:
        in_reach = command.get("dm_permission", True) if contexts is None else 1 in contexts
        return bool(in_reach) and "guild_id" not in command
    if contexts is not None and 0 not in contexts:
        return False
    may = home.permissions_of(user_id)
    if not may & PERMISSIONS["use_application_commands"]:
        return False
    needed = command.get("default_member_permissions")
    if needed is None or may == ALL:
        return True
    bits = int(needed)
    return bits != 0 and may & bits == bits


def data(leaf: Leaf, options: list[Json], resolved: Resolved) -> Json:
    """The data of a slash command's interaction."""
    inner = options
    for place, name in enumerate(reversed(leaf.path)):
        kind = SUBCOMMAND if place == 0 else GROUP
        inner = [{"type": kind, "name": name, "options": inner}]
    body: Json = {"id": leaf.command["id"], "name": leaf.command["name"], "type": 1}
    body["options"] = inner
    if "guild_id" in leaf.command:
        body["guild_id"] = leaf.command["guild_id"]
    if resolved.body:
        body["resolved"] = resolved.body
    return body


def filled(leaf: Leaf, given: Json, resolved: Resolved) -> list[Json]:
    """The options as a member filled them in.

    Raises:
        Refused: One is missing, unknown, or not a value it takes.
    """
    for name in given:
        leaf.option(name)
    filled: list[Json] = []
    for one in leaf.options:
        if given.get(one["name"]) is None:
            if one.get("required"):
                raise Refused(f"The option {one['name']!r} is required.")
            continue
        value = value_of(one, given[one["name"]], resolved)
        filled.append({"name": one["name"], "type": one["type"], "value": value})
    return filled


def partly(leaf: Leaf, given: Json, focused: str, resolved: Resolved) -> list[Json]:
    """The options as far as they are filled in, one of them being typed.

    Raises:
        Refused: The one being typed has no autocomplete.
    """
    if not leaf.option(focused).get("autocomplete"):
        raise Refused(f"The option {focused!r} has no autocomplete.")
    filled: list[Json] = []
    for one in leaf.options:
        name, value = one["name"], given.get(one["name"])
        if name == focused:
            typed = "" if value is None else str(value)
            filled.append({"name": name, "type": one["type"], "value": typed, "focused": True})
        elif value not in (None, ""):
            try:
                taken = value_of(one, value, resolved)
            except Refused:
                continue
            filled.append({"name": name, "type": one["type"], "value": taken})
    return filled


def value_of(option: Json, given: Any, resolved: Resolved) -> Any:
    """The value of an option.

    Raises:
        Refused: The option does not take it.
    """
    name, kind = option["name"], KINDS[option["type"]]
    if option.get("choices"):
        return _choice(option, given)
    if kind in ("integer", "number"):
        return _number(option, given, kind)
    if kind == "boolean":
        if not isinstance(given, bool):
            raise Refused(f"The option {name!r} is true or false.")
        return given
    if kind == "string":
        text = str(given)
        least, most = option.get("min_length") or 0, option.get("max_length") or 6000
        if not least <= len(text) <= most:
            raise Refused(f"The option {name!r} takes {least} to {most} characters.")
        return text
    return resolved.take(kind, given, name)


def _choice(option: Json, given: Any) -> Any:
    for one in option["choices"]:
        if given in (one["value"], one["name"]) or str(given) == str(one["value"]):
            return one["value"]
    names = ", ".join(str(one["name"]) for one in option["choices"])
    raise Refused(f"The option {option['name']!r} is one of: {names}.")


def _number(option: Json, given: Any, kind: str) -> int | float:
    name = option["name"]
    try:
        value = int(str(given)) if kind == "integer" else float(str(given))
    except ValueError:
        what = "a whole number" if kind == "integer" else "a number"
        raise Refused(f"The option {name!r} is {what}.") from None
    least, most = option.get("min_value"), option.get("max_value")
    if least is not None and value < least:
        raise Refused(f"The option {name!r} is at least {least}.")
    if most is not None and value > most:
        raise Refused(f"The option {name!r} is at most {most}.")
    return value
