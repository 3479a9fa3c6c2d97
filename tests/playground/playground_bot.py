"""A small bot on a real discord.py, in this process or (run as a script) in one of its own."""

from __future__ import annotations

import asyncio
import io
import os
import sys

import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def redirect(api: str, gateway: str) -> None:
    """Point discord.py at a playground."""
    Route.BASE = api
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


class Naming(ui.Modal, title="Name it"):
    """A form with one field of each of two kinds."""

    name = ui.Label(text="Name", component=ui.TextInput(min_length=2, max_length=10))
    kind = ui.Label(
        text="Kind",
        component=ui.Select(options=[discord.SelectOption(label=one) for one in ("Witch", "Bard")]),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say what was filled in."""
        assert isinstance(self.name.component, ui.TextInput)
        assert isinstance(self.kind.component, ui.Select)
        words = f"{self.name.component.value} the {self.kind.component.values[0]}"
        await interaction.response.send_message(words, ephemeral=True)


class Panel(ui.LayoutView):
    """Components of the second kind, with a press that updates in place."""

    def __init__(self, count: int = 0) -> None:
        super().__init__(timeout=None)
        row = ui.ActionRow()
        row.add_item(ui.Button(label=f"Count {count}", custom_id=f"count:{count}"))
        row.add_item(ui.Button(label="Name it", custom_id="name"))
        row.add_item(ui.Button(label="Silent", custom_id="silent"))
        row.add_item(ui.Button(label="Locked", custom_id="locked", disabled=True))
        pick = ui.ActionRow(
            ui.Select(
                custom_id="pick",
                placeholder="Pick",
                max_values=2,
                options=[discord.SelectOption(label=one) for one in ("Rope", "Torch", "Map")],
            )
        )
        self.add_item(
            ui.Container(
                ui.TextDisplay(f"# The Hall\nIt was counted {count} times."),
                ui.MediaGallery(discord.MediaGalleryItem("attachment://hall.png")),
                ui.Separator(),
                row,
                pick,
                accent_colour=0x336699,
            )
        )


class Small(discord.Client):
    """Answers in every way that Discord knows."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(World())
        self.tree.add_command(panel)
        self.tree.add_command(admin)
        self.tree.add_command(greet)
        self.handled = 0
        self.resumed = asyncio.Event()

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def on_resumed(self) -> None:
        """Note that the session went on."""
        self.resumed.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer presses by their custom_id, as the game does."""
        self.handled += 1
        if interaction.type is not discord.InteractionType.component:
            return
        key = str((interaction.data or {}).get("custom_id"))
        if key.startswith("count:"):
            await interaction.response.edit_message(view=Panel(int(key[6:]) + 1))
        elif key == "name":
            await interaction.response.send_modal(Naming())
        elif key == "pick":
            await interaction.response.defer()
            chosen = ", ".join((interaction.data or {})["values"])  # type: ignore[typeddict-item]
            await interaction.followup.send(f"Chosen: {chosen}", ephemeral=True)


class World(app_commands.Group, name="world", description="Worlds"):
    """Commands in a group."""

    @app_commands.command(description="Make one")
    async def create(
        self,
        interaction: discord.Interaction,
        theme: str,
        size: app_commands.Range[int, 1, 9] = 3,
        friend: discord.Member | None = None,
    ) -> None:
        """Answer at once, with an embed."""
        who = friend.display_name if friend else "nobody"
        embed = discord.Embed(title=f"A world of {theme}", colour=0xFF8800)
        embed.add_field(name="Size", value=str(size))
        await interaction.response.send_message(f"With {who}", embed=embed)

    @create.autocomplete("theme")
    async def themes(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer what begins so."""
        there = [one for one in ("fire", "frost", "forest") if one.startswith(current)]
        return [app_commands.Choice(name=one.title(), value=one) for one in there]

    @app_commands.command(description="Slow")
    async def slow(self, interaction: discord.Interaction, whisper: bool = False) -> None:
        """Think, then answer, then add something."""
        await interaction.response.defer(ephemeral=whisper, thinking=True)
        await asyncio.sleep(0.05)
        await interaction.edit_original_response(content="Thought about it.")
        await interaction.followup.send("And then some.", ephemeral=True)

    @app_commands.command(description="A map")
    async def map(self, interaction: discord.Interaction) -> None:
        """Answer with a picture, and edit another in."""
        file = discord.File(io.BytesIO(PNG), "map.png", description="A map of it")
        await interaction.response.send_message(
            embed=discord.Embed(description="Here").set_image(url="attachment://map.png"), file=file
        )

    @app_commands.command(description="A file")
    async def load(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Read a file that is given."""
        content = await file.read()
        await interaction.response.send_message(f"{file.filename}: {content.decode()}")

    @app_commands.command(description="Never answers")
    async def mute(self, interaction: discord.Interaction) -> None:
        """Say nothing."""


@app_commands.command(description="The panel")
async def panel(interaction: discord.Interaction, whisper: bool = True) -> None:
    """Show the panel."""
    file = discord.File(io.BytesIO(PNG), "hall.png")
    await interaction.response.send_message(view=Panel(), file=file, ephemeral=whisper)


@app_commands.command(description="For moderators")
@app_commands.default_permissions(manage_guild=True)
async def admin(interaction: discord.Interaction) -> None:
    """Answer a moderator."""
    assert isinstance(interaction.user, discord.Member)
    may = interaction.permissions.manage_guild and interaction.user.guild_permissions.manage_guild
    await interaction.response.send_message(f"May: {may}")


@app_commands.context_menu(name="Greet")
async def greet(interaction: discord.Interaction, member: discord.Member) -> None:
    """Greet a member."""
    await interaction.response.send_message(f"Hello, {member.mention}")


async def run(token: str) -> None:
    """Run it until it is ended."""
    async with Small() as client:
        await client.start(token)


if __name__ == "__main__":
    redirect(os.environ["SMALL_API"], os.environ["SMALL_GATEWAY"])
    sys.stdout.write("starting\n")
    sys.stdout.flush()
    asyncio.run(run(os.environ["SMALL_TOKEN"]))
