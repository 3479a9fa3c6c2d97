"""Members who press at random what they have before them, and one who keeps the forge busy."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

DEADLINE = 3.0
"""Who has not heard anything after so many seconds is told that the bot does not answer."""
DEFERRED = (5, 6)
"""Kinds of first responses that only say that the answer will come."""
WISH = "A tool that says a word"
ELEMENTS = (("Flame", "Ember"), ("Water", "Droplet"), ("Wind", "Gust"))
OTHERS = ("Wish", "Log", "Map")
"""What leads away from the panel, and is not pressed."""


@dataclass
class Pressed:
    """One press: seconds until the first response, and until the content was there."""

    first: float
    final: float
    is_deferred: bool


@dataclass
class Player:
    """A member with a panel, who does something at random; `rng` is the member's own."""

    member: Any
    panel: Any
    rng: random.Random

    async def press(self) -> Pressed:
        """Use a control of the panel or a command, and wait for the content."""
        interaction = await (self._command() if self.rng.random() < 0.3 else self._control())
        if interaction.failed or interaction.latency is None:
            return Pressed(DEADLINE, DEADLINE, is_deferred=False)
        first = interaction.latency
        await content(interaction)
        if interaction.original is not None and "Look again" in interaction.original.labels:
            self.panel = interaction.original
        final = first if interaction.response_type not in DEFERRED else interaction.age
        return Pressed(first, final, interaction.response_type in DEFERRED)

    async def _control(self) -> Any:
        wanted = [one for one in controls(self.panel) if not one.startswith(OTHERS)]
        return await use(self.member, self.panel, self.rng.choice(wanted))

    async def _command(self) -> Any:
        commands: list[tuple[str, dict[str, str]]] = [
            ("look", {}),
            ("inventory", {}),
            ("go", {"exit": "Sealed Stone Door"}),
            ("use", {"artifact": "Water Droplet", "target": "Water Pedestal"}),
        ]
        name, options = self.rng.choice(commands)
        return await self.member.slash(name, options=options, wait="ack", allow_failure=True)


def controls(panel: Any) -> list[str]:
    """What the buttons and the options of a panel say."""
    options = [one["label"] for select in panel.selects for one in select["options"]]
    return [*panel.labels, *options]


def named(panel: Any, *words: str) -> str:
    """The control in which these words are."""
    return next(one for one in controls(panel) if all(word in one for word in words))


async def content(interaction: Any) -> Any:
    """The interaction, once its content is there."""
    if interaction.response_type == 6:
        await interaction.sv.until(
            lambda: interaction.original_edits or interaction.followups, 30, "the content"
        )
        return interaction
    return await interaction.done()


async def use(member: Any, panel: Any, control: str) -> Any:
    """Press a button of the panel, or choose one of its options; the first response is there."""
    if control in panel.labels:
        return await member.click(panel, control, wait="ack", allow_failure=True)
    select = next(
        one for one in panel.selects if control in (option["label"] for option in one["options"])
    )
    key = select["custom_id"]
    return await member.select(panel, key, control, wait="ack", allow_failure=True)


async def joined(member: Any) -> Any:
    """A member's panel, once they have joined."""
    panel = (await member.slash("play")).original
    await content(await use(member, panel, panel.labels[-1]))
    return panel


async def light(member: Any, panel: Any) -> None:
    """Do the Elemental Trial."""
    for element, item in ELEMENTS:
        await content(await use(member, panel, named(panel, f"{element} Pedestal")))
        await content(await use(member, panel, named(panel, item, f"{element} Ped")))


async def forge(member: Any) -> None:
    """Wish, let go, wish again: the model is at work all the time."""
    await light(member, await joined(member))
    while True:
        await member.slash("orb")
        wished = await member.submit_modal(fields={"wish": WISH}, wait="ack")
        await member.sv.until(lambda it=wished.original: it.labels, 300, "the card")
        if "Discard" in wished.original.labels:
            await content(await use(member, wished.original, "Discard"))
