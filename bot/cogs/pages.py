"""What is shown to one member: a layout with its pictures, kept out of discord.py's memory."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

import discord


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG. `name` is its file name, the same for the same picture; `alt` says what it shows."""

    name: str
    content: bytes
    alt: str

    @property
    def address(self) -> str:
        """What a component or an embed refers to it by."""
        return f"attachment://{self.name}"


@dataclass(frozen=True, slots=True)
class Page:
    """A message of components with the pictures they refer to."""

    view: discord.ui.LayoutView
    pictures: tuple[Picture, ...] = ()

    def files(self, kept: Iterable[discord.Attachment] = ()) -> list[discord.File]:
        """The pictures as files, but those that are in `kept` already."""
        there = {one.filename for one in kept}
        return [
            discord.File(io.BytesIO(one.content), one.name, description=one.alt)
            for one in self.pictures
            if one.name not in there
        ]

    def attachments(
        self, kept: Iterable[discord.Attachment] = ()
    ) -> list[discord.Attachment | discord.File]:
        """Everything an edit keeps or adds, so that a picture is sent once."""
        wanted = {one.name for one in self.pictures}
        here = [one for one in kept if one.filename in wanted]
        return [*here, *self.files(here)]


def page(*items: discord.ui.Item[discord.ui.LayoutView], pictures: Iterable[Picture] = ()) -> Page:
    """A page of these components."""
    view = discord.ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    # The router answers every press by its custom id, whatever message it comes from. A view that
    # was stopped is not kept in memory for that message.
    view.stop()
    return Page(view, tuple(pictures))


def words(text: str) -> Page:
    """A page that only says something."""
    return page(discord.ui.TextDisplay(text))
