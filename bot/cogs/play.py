"""Playing: the panel and its controls, and for every control its command."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cogs.choices import named, suggested, told_apart
from bot.cogs.client import OrbBot, answer_of
from bot.cogs.router import Press
from bot.cogs.sync import said
from bot.cogs.troubles import Complaint
from bot.cogs.ui.help import help_page
from bot.cogs.ui.logs import PAGE, log_page
from bot.cogs.ui.panel import inventory
from bot.cogs.ui.text import OPTION, plain
from bot.cogs.visits import Visit
from bot.engine.deeds import require_awake
from bot.engine.errors import GameError
from bot.engine.scene import Scene, Sight, find_action

In = discord.Interaction[OrbBot]


class Play(commands.Cog):
    """Everything a member does in the world but forging."""

    def __init__(self, bot: OrbBot) -> None:
        self.bot = bot
        self.visits, self.deeds = bot.visits, bot.deeds
        self.game = bot.services.game
        bot.router.add(
            act=self.on_act,
            pick=self.on_pick,
            page=self.on_page,
            look=self.on_look,
            play=self.on_look,
            join=self.on_join,
            log=self.on_log,
            party=self.on_party,
        )

    # Controls ------------------------------------------------------------------------------

    async def on_act(self, press: Press) -> None:
        """Do the action whose short code the button carries."""
        await self._act(press, press.parts.text())

    async def on_pick(self, press: Press) -> None:
        """Do the action that was chosen from a select."""
        await self._act(press, next(iter(press.values), ""))

    async def on_page(self, press: Press) -> None:
        """Turn to another page of the panel."""
        visit = await self.visits.open(press.answer)
        await self.visits.show(visit, number=press.parts.number())

    async def on_look(self, press: Press) -> None:
        """Show the panel as it is now."""
        await self.visits.show(await self.visits.open(press.answer))

    async def on_join(self, press: Press) -> None:
        """Join the world, or come back into it."""
        await self.deeds.join(await self.visits.open(press.answer))

    async def on_log(self, press: Press) -> None:
        """Turn to a page of the log."""
        await self._log(await self.visits.open(press.answer), press.parts.number())

    async def on_party(self, press: Press) -> None:
        """Show the map, who is where, and what is to be done."""
        await self.visits.show_party(await self.visits.open(press.answer))

    # Commands ------------------------------------------------------------------------------

    @app_commands.command(description=said("command.play"))
    async def play(self, interaction: In) -> None:
        """The panel, with what was missed."""
        visit = await self.visits.open(answer_of(interaction))
        await self.visits.show(visit, missed=await self.visits.missed(visit))

    @app_commands.command(description=said("command.look"))
    async def look(self, interaction: In) -> None:
        """The panel."""
        await self.visits.show(await self.visits.open(answer_of(interaction)))

    @app_commands.command(description=said("command.go"))
    @app_commands.describe(exit=said("command.go.exit"))
    async def go(self, interaction: In, exit: str) -> None:
        """Leave through an exit of a name."""
        visit = await self.visits.open(answer_of(interaction))
        scene = await self.visits.scene(visit)
        way = named(scene.exits, exit)
        if way is None:
            toward = [one for one in scene.exits if one.to_name.casefold() == exit.casefold()]
            way = toward[0] if len(toward) == 1 else None
        if way is None:
            require_awake(visit.world, visit.mine.id)
            raise Complaint("trouble.no-exit", name=plain(exit, OPTION))
        is_sight = any(one.key == way.key for one in scene.landmarks)
        await self.deeds.go(visit, way.key, way.key if is_sight and not way.sealed else None)

    @app_commands.command(description=said("command.use"))
    @app_commands.describe(artifact=said("command.use.artifact"), target=said("command.use.target"))
    async def use(self, interaction: In, artifact: str, target: str | None = None) -> None:
        """Use a carried thing, on something that is here or by itself."""
        visit = await self.visits.open(answer_of(interaction))
        scene = await self.visits.scene(visit)
        item = named(scene.inventory, artifact)
        if item is None:
            raise Complaint("trouble.not-carried", name=plain(artifact, OPTION))
        mark = named(_targets(scene), target) if target else None
        if target and mark is None:
            require_awake(visit.world, visit.mine.id)
            raise Complaint("trouble.no-target", name=plain(target, OPTION))
        await self.deeds.use(visit, item.id, mark.key if mark else None)

    @app_commands.command(description=said("command.inventory"))
    async def inventory(self, interaction: In) -> None:
        """What the member carries."""
        visit = await self.visits.open(answer_of(interaction))
        await visit.answer.show(inventory(visit.locale, await self.visits.scene(visit)))

    @app_commands.command(description=said("command.give"))
    @app_commands.describe(
        artifact=said("command.give.artifact"), member=said("command.give.member")
    )
    async def give(self, interaction: In, artifact: str, member: discord.Member) -> None:
        """Hand a carried thing to a member whose soul is here."""
        visit = await self.visits.open(answer_of(interaction))
        scene = await self.visits.scene(visit)
        item = named(scene.inventory, artifact)
        if item is None:
            raise Complaint("trouble.not-carried", name=plain(artifact, OPTION))
        receiver = visit.world.soul_of(str(member.id))
        if receiver is None:
            raise Complaint("trouble.no-soul-of-theirs", name=plain(member.display_name, OPTION))
        try:
            outcome = await self.game.give(
                visit.world_id, visit.mine.id, receiver.id, item.id, request=visit.request()
            )
        except GameError as error:
            await self.visits.show_trouble(visit, error)
            return
        await self.visits.show_outcome(visit, outcome)

    @app_commands.command(description=said("command.log"))
    async def log(self, interaction: In) -> None:
        """The newest page of the log."""
        await self._log(await self.visits.open(answer_of(interaction)), 1)

    @app_commands.command(description=said("command.leave"))
    async def leave(self, interaction: In) -> None:
        """Rest, with everything one carries."""
        visit = await self.visits.open(answer_of(interaction))
        outcome = await self.game.leave(visit.world_id, visit.mine.id, request=visit.request())
        await self.visits.show_outcome(visit, outcome)

    @app_commands.command(description=said("command.party"))
    async def party(self, interaction: In) -> None:
        """The map, who is where, and what is to be done."""
        await self.visits.show_party(await self.visits.open(answer_of(interaction)))

    @app_commands.command(description=said("command.help"))
    async def help(self, interaction: In) -> None:
        """How to play."""
        answer = answer_of(interaction)
        await answer.show(help_page(answer.locale))

    # Suggestions ---------------------------------------------------------------------------

    @go.autocomplete("exit")
    async def exits(self, interaction: In, typed: str) -> list[Choice[str]]:
        """The ways out, those that stand open first."""
        scene = await self._glance(interaction)
        ways = sorted(scene.exits, key=lambda one: one.sealed is not None) if scene else ()
        return suggested([one.name for one in ways], typed)

    @use.autocomplete("artifact")
    async def usable(self, interaction: In, typed: str) -> list[Choice[str]]:
        """What can be used."""
        scene = await self._glance(interaction)
        items = scene.inventory if scene else ()
        shown = zip(told_apart(items), items, strict=True)
        return suggested([name for name, one in shown if one.function_name], typed)

    @give.autocomplete("artifact")
    async def carried(self, interaction: In, typed: str) -> list[Choice[str]]:
        """What can be given."""
        scene = await self._glance(interaction)
        return suggested(told_apart(scene.inventory) if scene else [], typed)

    @use.autocomplete("target")
    async def targets(self, interaction: In, typed: str) -> list[Choice[str]]:
        """What something can be used on, what one stands before first."""
        scene = await self._glance(interaction)
        marks = sorted(_targets(scene), key=lambda one: not one.is_focus) if scene else ()
        return suggested([one.name for one in marks], typed)

    # ---------------------------------------------------------------------------------------

    async def _glance(self, interaction: In) -> Scene | None:
        glance = await self.visits.glance(answer_of(interaction))
        return glance[1] if glance else None

    async def _act(self, press: Press, code: str) -> None:
        visit = await self.visits.open(press.answer)
        if visit.soul is None:
            await self.visits.show(visit, visit.say("trouble.begun-anew"))
            return
        if visit.soul.rests_from is not None:
            await self.visits.show(visit)
            return
        action = find_action(await self.visits.scene(visit), code)
        if action is None:
            await self.visits.show(visit, visit.say("trouble.stale"))
            return
        await self.deeds.act(visit, action)

    async def _log(self, visit: Visit, number: int) -> None:
        found = await self.game.store.log(visit.world_id, number, PAGE)
        await visit.answer.turn_to(log_page(visit.locale, visit.world.chronicle.name, found))


def _targets(scene: Scene) -> list[Sight]:
    return [one for one in scene.landmarks if one.target_object_id is not None]


async def setup(bot: Any) -> None:
    """Load the cog."""
    await bot.add_cog(Play(bot))
