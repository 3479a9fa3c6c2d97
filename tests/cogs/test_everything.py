"""One evening on which every command and every kind of control there is gets used."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from hall_play import WISH, Hall, opened, said, step_up, text_of

from bot.app import services_of
from bot.cogs.client import OrbBot
from bot.cogs.ids import parse
from bot.cogs.words import recounted
from bot.engine.journal import LineKind
from bot.engine.storage.rows import LoggedLine
from bot.engine.world import Artifact, World
from bot.executor.specification import Attempt, Author, Generation, Specification
from playground.driver import DrivenMember

pytestmark = pytest.mark.asyncio(loop_scope="module")

FLAME = "Use Flaming Ember on Flame Pedestal"
ELSEWHERE = {"anew", "remake", "take", "wishes"}
"""The controls of tools that are alike and of wishes in vain, which have tests of their own."""
CHILL = """def df_user_chill(params):
    import json
    here = json.loads(external_apis['host_list_souls_in_location'](
        {'location_id': params['location_id']}))
    for soul in here['souls']:
        if soul['id'] != params['soul_id']:
            reply = json.loads(external_apis['host_set_soul_status'](
                {'soul_id': soul['id'], 'status': 'cold'}))
            if reply.get('needs_consent'):
                return json.dumps(reply)
    return 'A cold wind.'
"""


class Used:
    """Which commands and which verbs of controls the bot was asked for in a server."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.commands: set[str] = set()
        self.verbs: set[str] = set()

    async def note(self, interaction: discord.Interaction) -> None:
        """The bot was asked for something."""
        if str(interaction.guild_id) != self.hall.guild.id:
            return
        if isinstance(interaction.command, app_commands.Command):
            self.commands.add(interaction.command.qualified_name)
        parts = parse(str((interaction.data or {}).get("custom_id", "")))
        if parts is not None:
            self.verbs.add(parts.verb)


def known(hall: Hall) -> Iterator[str]:
    """Every command there is."""
    for one in hall.bot.tree.walk_commands():
        if isinstance(one, app_commands.Command):
            yield one.qualified_name


async def confirmed(hall: Hall, says: str) -> None:
    """Confirm the open dialog with the channel's name, and wait for what is said."""
    await hall.told(hall.ada.send_submit({"name": hall.ada.channel.name}), says)


async def lend_chill(hall: Hall, member: DrivenMember) -> None:
    """Put a tool that does something to others into a member's hands."""
    world = await hall.world()
    soul_id = getattr(world.soul_of(member.id), "id", "")
    asked = Specification(
        scope=world.id,
        name="df_user_chill",
        description="Chills everybody else.",
        author=Author.PLAYER,
        maker=soul_id,
    )
    made = Generation(
        specification=asked, attempts=(Attempt(number=1, model="hand", source=CHILL),)
    )
    await hall.app.library.keep(made, CHILL, label=None, model="hand")
    tool = Artifact(id="chill", name="Chill", description="", function_name="df_user_chill")

    async def lend(turn: Any, _: Any) -> str:
        turn.world.artifacts[tool.id] = tool
        soul = turn.world.souls[soul_id]
        turn.world.souls[soul_id] = replace(soul, inventory=(*soul.inventory, tool.id))
        return "Lent."

    await hall.app.game.act(world.id, lend, kind="lend")


def cold(world: World) -> list[str]:
    """Who is cold."""
    souls = world.souls.values()
    return [soul.name for soul in souls if "cold" in str(soul.statuses)]


async def arrive(hall: Hall) -> None:
    """Make the world, join it by the stage, and look around."""
    await hall.create(theme="vault")
    stage = await hall.channel.message("To be done")
    asked = await hall.ben.click(stage, "Play")
    # In a rush the panel follows the first response.
    await hall.ground.until(lambda: any("Join" in one.buttons for one in asked.messages), 15)
    panel = asked.messages[-1]
    await hall.ben.click(panel, "Join")
    assert [one.name for one in (await hall.world()).souls.values()] == ["Ben"]
    await hall.joined(hall.ada)
    assert "/play" in (await hall.ben.slash("help")).text
    assert "Trial Chamber" in (await hall.ben.slash("look")).text
    assert "Vault Key" in (await hall.ben.slash("inventory")).text
    party = await hall.ben.slash("party")
    assert "Ada" in party.text
    assert "Trial Chamber" in (await hall.ben.click(panel, "Look again")).text
    await hall.told(await hall.press(hall.ben, panel, "orb:1:party"), "Trial Chamber")
    assert "arrives in Trial Chamber" in (await hall.ben.slash("log")).text
    log = await hall.press(hall.ben, panel, "orb:1:log:1")
    await hall.told(log, "arrives in Trial Chamber")
    await hall.told(await hall.press(hall.ben, panel, "orb:1:page:99"), "You carry")
    await hall.ben.slash("leave")
    assert next(iter((await hall.world()).souls.values())).rests_from is not None
    for command, more in (
        ("go", {"exit": "Sealed Stone Door"}),
        ("use", {"artifact": "Vault Key", "target": "Sealed Stone Door"}),
    ):
        assert "You are at rest" in (await hall.ben.slash(command, **more)).text
    await hall.ben.slash("play")
    await hall.press(hall.ben, panel, "orb:1:join")
    assert next(iter((await hall.world()).souls.values())).rests_from is None


async def try_themselves(hall: Hall) -> None:
    """Do the trial by the panel and by command, and make a tool with the Orb."""
    panels = {one: (await one.slash("play")).original for one in (hall.ben, hall.ada)}
    panel = panels[hall.ben]
    for one in panels:
        await step_up(one, panels[one], "Flame Pedestal")
    at_once = [one.send_click(panels[one], FLAME) for one in panels]
    for one in at_once:
        await one.done()
    assert sum("bowl fills with flame" in text_of(one) for one in at_once) == 1
    for thing, place in (("Water Droplet", "Water Pedestal"), ("Gust of Wind", "Wind Pedestal")):
        await hall.ben.slash("use", artifact=thing, target=place)
    assert "Only who carries the Orb" in (await hall.ada.slash("orb")).text
    await hall.ben.slash("orb")
    card = hall.ben.send_submit({"wish": WISH})
    await hall.told(card, "The Orb shows you a tool")
    await hall.ben.click(card.original, "Refine")
    assert hall.ben.modal is not None
    assert WISH in str(hall.ben.modal.raw)
    await hall.ben.click(card.original, "Discard")
    assert "lets it go" in text_of(card)
    opened = await hall.press(hall.ben, panel, "orb:1:wish:x")
    assert opened.modal is not None
    await hall.forged(hall.ben)
    forged = [one for one in (await hall.world()).artifacts.values() if "bridge" in one.name]
    assert len(forged) == 1
    given = await hall.ben.slash("give", artifact=forged[0].name, member=hall.ada)
    assert "Ada" in given.text
    world = await hall.world()
    assert forged[0].id in getattr(world.soul_of(hall.ada.id), "inventory", ())
    gone = await hall.ada.slash("go", exit="Sealed Stone Door")
    assert "Vault Approach" in gone.text


async def consent(hall: Hall) -> None:
    """A tool that does something to another is used only where the other agrees."""
    await hall.ben.slash("go", exit="Sealed Stone Door")
    await lend_chill(hall, hall.ben)
    assert "asked each time" in (await hall.ada.slash("consent")).text
    await hall.ben.slash("use", artifact="Chill")
    question = await hall.channel.message("Do you agree?")
    await hall.press(hall.ben, question, question.component("Accept")["custom_id"])
    assert cold(await hall.world()) == []
    await hall.ada.click(question, "Decline")
    assert question.buttons == []
    await hall.channel.message("declines")
    await hall.ben.slash("use", artifact="Chill")
    await hall.ground.until(
        lambda: any("Accept" in one.buttons for one in hall.channel.messages), 10, "a question"
    )
    again = next(one for one in hall.channel.messages if "Accept" in one.buttons)
    await hall.ada.click(again, "Accept")
    assert cold(await hall.world()) == ["Ada"]


async def look_into_tools(hall: Hall) -> None:
    """List, show, remix and report a tool; set it aside, and back."""
    title = (await hall.ben.autocomplete("tool show", "name", "bridge of light"))[0]["value"]
    assert title in (await hall.ben.slash("tool list")).text
    shown = (await hall.ben.slash("tool show", name=title)).original
    await hall.ben.slash("tool remix", name=title)
    assert hall.ben.modal is not None
    await hall.ben.click(shown, "Ask for something like it")
    assert WISH in str(hall.ben.modal.raw)
    await hall.ben.slash("tool report", name=title)
    await hall.ben.submit({"reason": "too bright"})
    await hall.ben.click(shown, "Report")
    await hall.ben.submit({"reason": "still bright"})
    seen = await hall.ada.slash("mod")
    assert "still bright" in seen.text
    costs = await hall.press(hall.ada, seen.original, "orb:1:spending")
    assert "What the models cost today" in said(costs)
    assert "still bright" in said(await hall.press(hall.ada, seen.original, "orb:1:mod"))
    refused = await hall.press(hall.ben, shown, "orb:1:spending")
    assert "may manage the server" in said(refused)
    await hall.ada.slash("world tool disable", name=title)
    assert "(set aside)" in (await hall.ben.slash("tool list", search="bridge")).text
    await hall.ada.slash("world tool enable", name=title)
    assert "(set aside)" not in (await hall.ben.slash("tool list", search="bridge")).text
    assert "version 1" in (await hall.ada.slash("world tool rollback", name=title, version=1)).text


async def rule(hall: Hall) -> None:
    """Look back, take back, pause, choose."""
    history = (await hall.ada.slash("world history")).original
    await hall.ada.click(history, "▶")
    assert "page 2" in history.text
    before = (await hall.world()).chronicle.actions
    assert "Taken back" in (await hall.ada.slash("world undo")).text
    assert (await hall.world()).chronicle.actions == before + 1
    await hall.ada.slash("world pause")
    assert (await hall.world()).chronicle.paused_at is not None
    await hall.ada.slash("world resume")
    assert (await hall.world()).chronicle.paused_at is None
    settings = (await hall.ada.slash("world settings")).original
    await hall.ada.click(settings, "orb:1:choose:picture:off")
    chosen = await hall.bot.services.settings.of(str(await hall.world_id()))
    assert chosen.picture is False


async def end(hall: Hall) -> None:
    """Take the world out, begin it anew, bring it back, and end it: its stage goes with it."""
    asked = await hall.told(hall.ada.send_slash("world export", {}), "as a file")
    content = asked.original.read(asked.original.attachments[0])
    panel = (await hall.ben.slash("play")).original
    stale = panel.component("Look again")["custom_id"]
    await hall.ada.slash("world reset")
    await confirmed(hall, "has begun anew")
    assert not (await hall.world()).souls
    await hall.press(hall.ben, panel, stale)
    assert "Join" in panel.buttons
    kept = (await hall.ada.slash("world restore")).original
    (options,) = kept.selects.values()
    await hall.told(await hall.ada.select(kept, "Bring back …", options[:1]), "is back")
    assert len((await hall.world()).souls) == 2
    await hall.ground.until(lambda: len(stages(hall)) == 1, 15, "one stage")
    await hall.ada.slash("world delete")
    await confirmed(hall, "is ended")
    assert stages(hall) == []
    hall.ada.goto(hall.other)
    await hall.ada.slash("world import", file=("vault.json", content))
    await confirmed(hall, "is here")
    assert (await hall.app.game.world(str(await hall.world_id(hall.other)))).chronicle.is_born
    hall.ada.goto(hall.channel)
    await hall.ada.slash("demo", speed=20.0)
    panel = await hall.channel.message("Demo: Vault")
    await hall.ada.send_click(panel, "Stop").acknowledged()
    await hall.ground.until(lambda: "was stopped" in panel.text, 15, "the demo's end")


def stages(hall: Hall) -> list[Any]:
    """The stages that stand in the channel."""
    return [one for one in hall.channel.messages if "Play" in one.buttons]


async def unknown_to_russians(hall: Hall) -> list[str]:
    """What the evening's worlds wrote down that has no Russian form, but what the worlds say."""
    lines: list[LoggedLine] = []
    told: list[str] = []
    for kept in await hall.app.game.store.worlds():
        lines += await hall.app.game.store.log_since(kept.id, 0, 1_000)
        world = await hall.app.game.world(kept.id)
        page = await hall.bot.services.moderation.history.page(world, 1, 1_000)
        told += [one.text for one in page.happenings]
    told += [one.text for one in lines if one.kind is not LineKind.WORLD]
    assert told
    return [one for one in dict.fromkeys(told) if recounted("ru", one) == one]


async def test_every_command_and_every_control_is_used(hall: Hall) -> None:
    """What the evening does not use is missing here, whatever it is."""
    used = Used(hall)
    hall.bot.add_listener(used.note, "on_interaction")
    await arrive(hall)
    for part in (try_themselves, consent, look_into_tools, rule, end):
        assert await unknown_to_russians(hall) == []
        await part(hall)
    assert set(known(hall)) - used.commands == set()
    assert hall.bot.router.verbs - used.verbs - ELSEWHERE == set()
    assert not [one for one in hall.ground.refused if one.status == 429]


async def test_panels_and_dialogs_from_before_a_restart_work(tmp_path: Path) -> None:
    """The bot ends and another begins: an old button and an open dialog do what they say."""
    async with opened(tmp_path) as house:
        hall, ground = house.hall(), house.ground
        await hall.create(theme="vault")
        panel = await hall.joined(hall.ben)
        await step_up(hall.ben, panel, "Flame Pedestal")
        await hall.ada.slash("world reset")
        await house.bot.close()
        async with OrbBot(services_of(house.app), tmp_path) as bot:
            running = asyncio.create_task(bot.start(ground.token))
            await ground.until(ground.server.local.gateway.connections, 10, "the bot")
            await hall.ben.click(panel, FLAME)
            await ground.until(lambda: "bowl fills with flame" in panel.text, 15, "the flame")
            hall.bot = bot
            await confirmed(hall, "has begun anew")
            forged = await hall.press(hall.ben, panel, "orb:1:act:0000000000")
            assert "Join" in forged.original.buttons
            assert "another world by now" in forged.original.text
            await bot.close()
            await asyncio.gather(running, return_exceptions=True)
