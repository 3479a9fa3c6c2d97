"""How the writing of a tool is shown, what a member has seen, and pictures."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from cogs_play import Interaction, Wire, scene, text_of

from bot.cogs.answers import Answer
from bot.cogs.choices import named, suggested, told_apart
from bot.cogs.forging import Progress
from bot.cogs.gallery import Gallery
from bot.cogs.pages import Page, words
from bot.cogs.redirect import redirect
from bot.cogs.shared import Shared
from bot.cogs.sightings import Sightings
from bot.cogs.ui.text import cut, label, plain
from bot.engine.world import Artifact


async def test_the_latest_stage_is_shown_at_most_so_often() -> None:
    """Of many stages between two edits only the last one is shown, and none after the end."""
    wire = Wire()
    interaction: Any = Interaction(wire)
    answer = Answer(interaction)
    async with Progress(answer, lambda stage, n: words(f"{stage} {n}"), every=0.02) as progress:
        await asyncio.sleep(0.005)
        for number in range(50):
            progress("mending", number)
        await asyncio.sleep(0.03)
    sent = len(wire.sent)
    await asyncio.sleep(0.03)
    assert [text_of(Page(view)) for _, view in wire.sent] == ["thinking 1", "mending 49"]
    assert len(wire.sent) == sent


async def test_trouble_with_showing_does_not_stop_the_writing() -> None:
    """Discord is away: the block goes on."""
    wire = Wire()
    wire.failure = OSError("away")
    interaction: Any = Interaction(wire)
    async with Progress(Answer(interaction), lambda *_: words("…"), every=0.01):
        await asyncio.sleep(0.03)
    assert wire.sent == []


class Keeper:
    """Keeps what was seen."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, str, int]] = []

    async def mark_seen(self, world_id: str, soul_id: str, number: int) -> None:
        """Keep it."""
        self.kept.append((world_id, soul_id, number))


async def test_many_presses_are_kept_as_one_sighting() -> None:
    """The furthest action each soul has seen is kept, at the latest when the bot stops."""
    keeper: Any = Keeper()
    sightings = Sightings(keeper, later=0.01)
    for number in (1, 5, 3):
        sightings.note("w", "a", number)
    await asyncio.sleep(0.05)
    sightings.note("w", "b", 7)
    await sightings.close()
    assert keeper.kept == [("w", "a", 5), ("w", "b", 7)]


def test_names_of_any_letters_are_found_and_harm_nothing() -> None:
    """Emoji and other scripts are names; what nobody can see is a dash, what turns is left out."""
    assert label("\N{ROCKET}\N{VARIATION SELECTOR-16}") == "\N{ROCKET}\N{VARIATION SELECTOR-16}"
    for unseen in ("", " \n", "\u200b\u200d", "\u3164", "\u2800\u2800", "\ufe0f"):
        assert label(unseen) == cut(unseen, 9) == "\N{EN DASH}"
    turned = Artifact(id="a", name="\u202eepor\u2067 *x*", description="")
    (shown,) = suggested([turned.name, "rope"], "EPOR")
    assert shown.value == "epor *x*"
    assert named([turned], shown.value) is turned
    assert named([turned], "\u202e") is None
    assert plain("a\u202eb\nc") == "ab\nc"


async def test_a_picture_has_a_name_for_what_it_shows() -> None:
    """The same picture has the same name, so that Discord keeps the one it has."""
    gallery = Gallery(lambda shown: shown.name.encode(), lambda shown, to: f"{shown.name} in {to}")
    first = await gallery.picture(scene(1, 1), "ru-RU")
    second = await gallery.picture(scene(3, 1, now=5.0), "en-US")
    other = await gallery.picture(scene(1, 1, name="Barn"), "en")
    assert first is not None
    assert second is not None
    assert other is not None
    assert (first.name, first.alt) == (second.name, "«Yard» in ru")
    assert other.name != first.name


async def test_a_picture_that_cannot_be_drawn_is_left_out() -> None:
    """Play goes on without it."""

    def fail(_: Any) -> bytes:
        raise ZeroDivisionError

    assert await Gallery(fail, lambda *_: "").picture(scene(), "en") is None


async def test_nobody_waits_long_for_a_picture(caplog: pytest.LogCaptureFixture) -> None:
    """A picture that is late is left out, and so is one for which too many are before it."""
    may_draw = threading.Event()

    def slow(_: Any) -> bytes:
        may_draw.wait(5)
        raise ZeroDivisionError

    gallery = Gallery(slow, lambda *_: "", late=0.01)
    pictures = await asyncio.gather(*(gallery.picture(scene(), "en") for _ in range(20)))
    assert pictures == [None] * 20
    may_draw.set()
    await asyncio.sleep(0.1)
    assert "No picture could be drawn of a scene" in caplog.text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Vault Key", "Vault Key"),
        ("  vault   KEY ", "Vault Key"),
        ("orb: a", "Orb: A bridge"),
        ("bridge", "Orb: A bridge"),
        ("Orb", "Orb"),
        ("u", None),
        ("", None),
        ("moon", None),
    ],
)
def test_a_name_is_found_as_it_is_typed(typed: str, found: str | None) -> None:
    """Exactly, else by the only name that begins with it or holds it."""
    names = ("Vault Key", "Orb", "Orb: A bridge", "Gust")
    items = [Artifact(id=name, name=name, description="") for name in names]
    item = named(items, typed)
    assert (item.name if item else None) == found


def test_things_of_one_name_are_told_apart() -> None:
    """Each but the first has a number, by which it is found again."""
    items = [Artifact(id=str(at), name=name, description="") for at, name in enumerate("OKOO")]
    shown = told_apart(items)
    assert shown == ["O", "K", "O (2)", "O (3)"]
    assert [named(items, one) for one in shown] == items
    assert [one.value for one in suggested(shown, "o (")] == ["O (2)", "O (3)"]


def test_suggestions_are_names_in_a_sensible_order() -> None:
    """What begins with the typed text comes first, each once, at most 25, none too long."""
    names = ["A red key", "Key", "key", "Kettle", "x" * 300, *(f"key {n}" for n in range(40))]
    found = suggested(names, "ke")
    assert [one.name for one in found[:3]] == ["Key", "key", "Kettle"]
    assert len(found) == 25
    assert all(len(one.name) <= 100 for one in suggested(names, ""))


def test_discord_can_be_somewhere_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The settings' addresses are the ones that are spoken to."""
    import discord.gateway
    import discord.http
    import yarl

    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    socket = discord.gateway.DiscordWebSocket
    monkeypatch.setattr(socket, "DEFAULT_GATEWAY", socket.DEFAULT_GATEWAY)
    redirect(None, None)
    assert "discord.com" in discord.http.Route.BASE
    redirect("http://127.0.0.1:1/api/", "ws://127.0.0.1:1/gateway")
    assert discord.http.Route("GET", "/users/@me").url == "http://127.0.0.1:1/api/v10/users/@me"
    assert yarl.URL("ws://127.0.0.1:1/gateway") == socket.DEFAULT_GATEWAY


async def test_those_who_ask_at_the_same_moment_share_the_answer() -> None:
    """One read for all, trouble too; whoever asks later has it read again."""
    read: list[str] = []

    async def slowly(key: str) -> str:
        read.append(key)
        await asyncio.sleep(0.01)
        if key == "bad":
            raise LookupError(key)
        return f"{key} {len(read)}"

    shared = Shared(slowly)
    assert await asyncio.gather(shared.of("a"), shared.of("a")) == ["a 1", "a 1"]
    impatient = asyncio.create_task(shared.of("a"))
    patient = asyncio.create_task(shared.of("a"))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient == "a 2"
    both = await asyncio.gather(shared.of("bad"), shared.of("bad"), return_exceptions=True)
    assert [type(one) for one in both] == [LookupError, LookupError]
    assert read == ["a", "a", "bad"]
