"""The routes by which a bot looks up itself, guilds, members, and keeps its commands."""

from __future__ import annotations

from playground.server.errors import ApiError, unknown
from playground.server.feed import CommandsChanged
from playground.server.limits import commands as limits
from playground.server.payloads import channel, guild, member, role, user
from playground.server.rest import Call, Route
from playground.server.state import THREAD, Guild, Json

GLOBAL = "global"
INSTALLED = {"integration_types": [0], "contexts": None, "nsfw": False, "dm_permission": True}


def routes() -> list[Route]:
    """All of them."""
    everywhere = "/applications/{application}/commands"
    here = "/applications/{application}/guilds/{guild}/commands"
    return [
        Route("GET", "/gateway", gateway, open=True),
        Route("GET", "/gateway/bot", gateway_of_bot),
        Route("GET", "/users/@me", own_user),
        Route("GET", "/users/@me/guilds", own_guilds),
        Route("GET", "/users/{user:\\d+}", read_user),
        Route("GET", "/applications/@me", application),
        Route("GET", "/oauth2/applications/@me", application),
        Route("GET", "/guilds/{guild}", read_guild),
        Route("GET", "/guilds/{guild}/channels", channels),
        Route("GET", "/guilds/{guild}/roles", roles),
        Route("GET", "/guilds/{guild}/threads/active", active_threads),
        Route("GET", "/guilds/{guild}/members", members),
        Route("GET", "/guilds/{guild}/members/{member:\\d+}", read_member),
        *(Route("GET", path, read_commands) for path in (everywhere, here)),
        *(Route("PUT", path, put_commands) for path in (everywhere, here)),
    ]


def gateway(call: Call) -> Json:
    """Where the gateway is."""
    return {"url": "ws" + call.local.base.removeprefix("http") + "/gateway"}


def gateway_of_bot(call: Call) -> Json:
    """Where the gateway is, and that one shard will do."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 14_400_000, "max_concurrency": 1}
    return gateway(call) | {"shards": 1, "session_start_limit": limit}


def own_user(call: Call) -> Json:
    """The bot's account."""
    return user(call.local.bot) | {"verified": True, "mfa_enabled": False, "locale": "en-US"}


def own_guilds(call: Call) -> list[Json]:
    """The guilds the bot is in."""
    return [
        {"id": one.id, "name": one.name, "icon": None, "owner": False, "features": []}
        | {"permissions": str(one.permissions_of(call.local.bot.id))}
        for one in call.local.state.guilds.values()
    ]


def read_user(call: Call) -> Json:
    """An account."""
    if call.path["user"] not in call.local.state.users:
        raise unknown("User", 10013)
    return user(call.local.state.users[call.path["user"]])


def application(call: Call) -> Json:
    """The bot's application."""
    return {
        "id": call.local.state.application_id,
        "name": call.local.bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(call.local.bot),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "tags": [],
        "approximate_guild_count": len(call.local.state.guilds),
    }


def found(call: Call) -> Guild:
    """The guild of the path."""
    one = call.local.state.guilds.get(call.path["guild"])
    if one is None:
        raise unknown("Guild", 10004)
    return one


def read_guild(call: Call) -> Json:
    """A guild."""
    bot = call.local.bot.id
    return guild(call.local.state, found(call), member_ids=[bot], owner_id=bot)


def channels(call: Call) -> list[Json]:
    """The channels of a guild, without its threads."""
    state, home = call.local.state, found(call)
    here = [one for one in state.channels.values() if one.guild_id == home.id]
    return [channel(state, one) for one in here if one.kind != THREAD]


def roles(call: Call) -> list[Json]:
    """The roles of a guild."""
    return [role(one, place) for place, one in enumerate(found(call).roles.values())]


def active_threads(call: Call) -> Json:
    """The threads of a guild that are not archived."""
    state, home = call.local.state, found(call)
    here = [one for one in state.channels.values() if one.guild_id == home.id]
    threads = [channel(state, one) for one in here if one.kind == THREAD and not one.archived]
    return {"threads": threads, "members": []}


def members(call: Call) -> list[Json]:
    """The members of a guild, which takes a privileged intent."""
    home = found(call)
    if not call.local.gateway.privileged & (1 << 1):
        raise ApiError(403, 50001, "Missing Access")
    after = int(call.query.get("after", "0"))
    ids = [one for one in home.members if int(one) > after]
    limit = max(1, min(int(call.query.get("limit", "1")), 1000))
    return [member(call.local.state, home, one) for one in ids[:limit]]


def read_member(call: Call) -> Json:
    """A member of a guild."""
    home = found(call)
    if call.path["member"] not in home.members:
        raise unknown("Member", 10007)
    return member(call.local.state, home, call.path["member"])


def scope(call: Call) -> str:
    """Where the commands of the path count."""
    if call.path["application"] != call.local.state.application_id:
        raise ApiError(403, 20012, "You are not authorized to perform this action")
    return found(call).id if "guild" in call.path else GLOBAL


def read_commands(call: Call) -> list[Json]:
    """The commands of a scope."""
    return call.local.state.commands.get(scope(call), [])


def put_commands(call: Call) -> list[Json]:
    """Replace the commands of a scope; one of the same name and type keeps its id."""
    where = scope(call)
    limits.check(call.body)
    ids = {(one["type"], one["name"]): one["id"] for one in read_commands(call)}
    kept: list[Json] = []
    for given in call.body:
        one = {"type": 1, "description": "", "default_member_permissions": None} | given
        one = INSTALLED | one
        one["id"] = ids.get((one["type"], one["name"])) or call.local.new_id()
        one |= {"application_id": call.local.state.application_id, "version": call.local.new_id()}
        if where != GLOBAL:
            one["guild_id"] = where
        kept.append(one)
    call.local.state.commands[where] = kept
    call.local.feed.tell(CommandsChanged())
    return kept
