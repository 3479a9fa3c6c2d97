"""Small worlds put into channels as they are, in which every member carries an Orb."""

from __future__ import annotations

import json
from dataclasses import replace

from hall_play import House
from sqlalchemy import insert

from bot.engine.channels.tables import channels
from bot.engine.world import Soul
from bot.executor.specification import Attempt, Author, Generation, Specification
from playground.driver import DrivenChannel, DrivenGuild, DrivenInteraction, DrivenMember
from tests.engine.yard import yard_world

ORB = "def df_orb(params):\n    return 'EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION'\n"
OVER = ("Accept", "Try again", "Answer", "Forge anew")
"""Buttons of which one stands under every answer to a wish."""


async def settle(
    house: House, guild: DrivenGuild, channel: DrivenChannel, *members: DrivenMember
) -> str:
    """Let a channel hold a yard in which these members are, each with the Orb; the world's id."""
    world_id = f"{channel.id}-1"
    world = yard_world(world_id)
    place = replace(world.souls["s1"], inventory=("orb",))
    world.souls.clear()
    for number, one in enumerate(members, start=1):
        soul: Soul = replace(place, id=f"s{number}", name=one.name, player_id=one.id)
        world.souls[soul.id] = soul
        one.goto(channel)
    asked = Specification(scope=world_id, name="df_orb", description="Orb", author=Author.WORLD)
    attempt = Attempt(number=1, model="hand", source=ORB)
    made = Generation(specification=asked, attempts=(attempt,))
    await house.app.library.keep(made, ORB, label=None, model="hand")
    await house.app.game.add_world(world)
    row = {
        "channel_id": channel.id, "guild_id": guild.id, "world_id": world_id,
        "status": "active", "made": 1,
    }  # fmt: skip
    await house.app.database.write((insert(channels), (row,)))
    return world_id


async def wishes(house: House, member: DrivenMember, wish: str) -> DrivenInteraction:
    """Have a member wish for something; the answer, when it is there."""
    opened = await member.send_slash("orb", {}).acknowledged(30)
    if member.modal is None:  # it was too late for a dialog: there is a button that opens it
        await house.ground.until(lambda: bool(opened.original.buttons), 30, "the dialog's button")
        await member.click(opened.original, opened.original.buttons[0])
    asked = member.send_submit({"wish": wish})
    await answered(house, asked)
    return asked


async def answered(house: House, asked: DrivenInteraction) -> None:
    """Wait until a wish has its last answer."""
    await asked.acknowledged(30)
    await house.ground.until(
        lambda: any(button in asked.original.buttons for button in OVER), 60, "an answer"
    )


def wished_in(prompt: str) -> str:
    """A player's words in a prompt; empty where there are none."""
    slot = prompt.partition("<player_words>")[2].partition("</player_words>")[0]
    return str(json.loads(slot)) if slot else ""
