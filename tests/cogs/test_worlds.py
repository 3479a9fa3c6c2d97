"""Worlds made, ended and brought back through Discord: what is seen, and what is then there."""

from __future__ import annotations

import asyncio

import discord
import pytest
from hall_play import Hall, broken_recipe, recipe, said, step_up, text_of

from bot.engine.files.recipe import load_recipe
from bot.engine.moderating.moderator import Moderator
from playground.driver import HiddenCommand

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_bundled_adventure_is_made(hall: Hall) -> None:
    """The theme is suggested, progress is shown, the channel gets the world and its stage."""
    suggested = await hall.ada.autocomplete("world create", "theme", "va")
    assert [one["value"] for one in suggested] == ["vault"]
    asked = await hall.create(theme="Vault")
    assert asked.ephemeral
    assert asked.text == "**Vault** is made. Everybody can join with /play."
    assert (await hall.world()).chronicle.is_born
    await hall.channel.message("made the world")
    stage = await hall.channel.message("To be done")
    assert "Play" in stage.buttons
    panel = await hall.joined(hall.ben)
    assert "Trial Chamber" in panel.text


async def test_a_recipe_file_makes_a_world(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recipe of one's own is taken; where the bot may not write the moderator is told so."""
    monkeypatch.setattr(discord.Interaction, "app_permissions", discord.Permissions.none())
    asked = await hall.create(recipe=("star_vault.json", recipe()), theme="The *Star* Vault")
    assert "The \\*Star\\* Vault" in asked.text
    for answer in (asked, await hall.ada.slash("mod")):
        assert "I may not write into this channel" in answer.text
    assert (await hall.world()).chronicle.name == "The *Star* Vault"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            {"theme": "Atlantis"},
            "no bundled adventure called Atlantis. There are: Vault. A world of any other theme",
        ),
        ({"recipe": ("x.json", b"{}")}, "x.json, line 1"),
        ({"recipe": ("x.json", b"\xff\xfe")}, "no text file in UTF-8"),
        ({"recipe": ("x.json", b"[" * 100_000)}, "x.json"),
        ({"recipe": ("x.json", b"[]")}, "at least one command"),
    ],
)
async def test_what_makes_no_world_is_explained(
    hall: Hall, options: dict[str, object], says: str
) -> None:
    """A theme nobody knows, a file that is no recipe: a sentence, and nothing is bound."""
    asked = await hall.told(hall.ada.send_slash("world create", options), says)
    assert asked.ephemeral
    assert await hall.world_id() is None


async def test_a_world_that_cannot_be_built_leaves_the_channel_empty(hall: Hall) -> None:
    """Where genesis fails the reason is told, and the next try succeeds."""
    options = {"recipe": ("broken.json", broken_recipe())}
    await hall.told(hall.ada.send_slash("world create", options), "could not be written")
    assert await hall.world_id() is None
    await hall.create(theme="vault")


async def test_two_moderators_make_one_world(hall: Hall) -> None:
    """Of two who make a world at once one does, the other is told why not."""
    cleo = hall.moderator("Cleo")
    first = hall.ada.send_slash("world create", {"theme": "vault"})
    second = cleo.send_slash("world create", {"theme": "vault"})
    await hall.ground.until(
        lambda: sum("is made" in text_of(one) for one in (first, second)) == 1, 20, "a world"
    )
    refused = first if "is made" in text_of(second) else second
    await hall.told(refused, "made or ended at the moment")
    await hall.told(cleo.send_slash("world create", {}), "has a world already")
    assert (await hall.world()).id.endswith("-1")


async def test_a_reset_wants_the_channels_name(settled: Hall) -> None:
    """Only with the name typed does the world begin anew; the backup brings it back."""
    hall = settled
    await hall.joined(hall.ben)
    before = await hall.world()
    await hall.ada.slash("world reset")
    modal = hall.ada.modal
    assert modal is not None
    assert modal.title == "Begin this world anew?"
    assert list(modal.fields) == ["The channel's name", "Why, for the record (optional)"]
    wrong = await hall.ada.submit({"name": "other"})
    assert "nothing was done" in wrong.text
    assert await hall.world() == before
    await hall.ada.slash("world reset")
    done = hall.ada.send_submit({"name": "#Vault", "why": "a new season"})
    await hall.told(done, "has begun anew")
    assert "/world restore" in done.text
    after = await hall.world()
    assert after.id != before.id
    assert not after.souls
    await hall.channel.message("Ada began the world anew (a new season)")
    kept = (await hall.ada.slash("world restore")).original
    (options,) = kept.selects.values()
    assert len(options) == 1
    back = await hall.ada.select(kept, "Bring back …", options)
    await hall.told(back, "is back")
    assert [one.name for one in (await hall.world()).souls.values()] == ["Ben"]
    panel = (await hall.ben.slash("play")).text
    assert "Trial Chamber" in panel


async def test_a_confirmation_is_about_one_world(settled: Hall) -> None:
    """Of two moderators who confirm a reset, the second is told that it is another world."""
    hall, cleo = settled, settled.moderator("Cleo")
    await hall.ada.slash("world reset")
    await cleo.slash("world delete")
    await hall.told(hall.ada.send_submit({"name": "vault"}), "has begun anew")
    world_id = await hall.world_id()
    await hall.told(cleo.send_submit({"name": "vault"}), "holds another world by now")
    assert await hall.world_id() == world_id


async def test_a_deleted_world_can_be_brought_to_another_channel(settled: Hall) -> None:
    """Deleting ends the world and keeps a backup, which any channel of the server can take."""
    hall = settled
    await hall.joined(hall.ben)
    await hall.ada.slash("world delete")
    await hall.told(hall.ada.send_submit({"name": "vault"}), "is ended")
    assert await hall.world_id() is None
    assert "no world in this channel" in (await hall.ben.slash("play")).text
    assert "no world in this channel" in (await hall.ada.slash("world reset")).text
    hall.ada.goto(hall.other)
    kept = (await hall.ada.slash("world restore")).original
    (options,) = kept.selects.values()
    assert "of another channel" in str(kept.components)
    await hall.told(await hall.ada.select(kept, "Bring back …", options), "is back")
    assert await hall.world_id(hall.other) is not None
    none = await hall.press(hall.ada, kept, "orb:1:restore", "x")
    assert "no such backup" in said(none)
    await hall.told(await hall.press(hall.ada, kept, "orb:1:restore", "999"), "no backup 999")


async def test_there_is_no_backup_at_first(hall: Hall) -> None:
    """A server without backups is told so, and another server's backups are none of its own."""
    assert "There are no backups" in (await hall.ada.slash("world restore")).text


async def test_a_world_goes_out_and_comes_in_as_a_file(settled: Hall) -> None:
    """An exported world can be imported elsewhere, once the channel's name is typed."""
    hall = settled
    await hall.joined(hall.ben)
    asked = await hall.told(hall.ada.send_slash("world export", {}), "as a file")
    assert asked.ephemeral
    (file,) = asked.original.attachments
    content = asked.original.read(file)
    assert file.filename == "vault.json"
    hall.ada.goto(hall.other)
    await hall.ada.slash("world import", file=("vault.json", content))
    assert hall.ada.modal is not None
    assert hall.ada.modal.title == "Replace this channel's world?"
    await hall.told(hall.ada.send_submit({"name": "wrong"}), "nothing was done")
    assert await hall.world_id(hall.other) is None
    await hall.ada.slash("world import", file=("vault.json", content))
    await hall.told(hall.ada.send_submit({"name": "other"}), "is here")
    world = await hall.app.game.world(str(await hall.world_id(hall.other)))
    assert [one.name for one in world.souls.values()] == ["Ben"]
    hall.ben.goto(hall.other)
    assert "Trial Chamber" in (await hall.ben.slash("play")).text
    await hall.ada.slash("world reset")
    await hall.told(hall.ada.send_submit({"name": "other"}), "no recipe to begin anew from")


async def test_a_file_that_is_no_world_changes_nothing(settled: Hall) -> None:
    """The reason is told with its place; a file that is asked for twice must be given again."""
    hall = settled
    before = await hall.world()
    await hall.ada.slash("world import", file=("x.json", b'{"format": "nonsense"}'))
    dialog = hall.ada.modal
    assert dialog is not None
    await hall.told(hall.ada.send_submit({"name": "vault"}), "x.json")
    assert await hall.world() == before
    again = await hall.submit_raw(hall.ada, dialog.raw["custom_id"], name="vault")
    assert "not at hand any more" in said(again)
    too_large = ("x.json", b" " * (8 * 2**20 + 1))
    assert "too large" in (await hall.ada.slash("world import", file=too_large)).text


async def test_whoever_does_not_moderate_is_refused(settled: Hall) -> None:
    """Commands are hidden from members, and refused in code when they are forged all the same."""
    hall = settled
    assert not {"mod", "demo"} & set(hall.ben.commands)
    assert not [one for one in hall.ben.commands if one.startswith("world")]
    assert "world tool rollback" in hall.ada.commands
    with pytest.raises(HiddenCommand):
        await hall.ben.slash("world pause")
    before = await hall.world()
    panel = await hall.joined(hall.ben)
    names = ("reset", "restore", "undo", "history", "pause", "resume", "settings", "export")
    for path in (*((one,) for one in names), ("delete",), ("create",)):
        answer = await hall.forge(hall.ben, "world", *path).ended()
        assert "may manage the server" in said(answer), path
    for name in ("mod", "demo"):
        assert "may manage the server" in said(await hall.forge(hall.ben, name).ended())
    for custom_id, *values in (
        ("orb:1:history:1",),
        ("orb:1:choose:card:off",),
        ("orb:1:choose:locale", "ru"),
        ("orb:1:restore", "1"),
        ("orb:1:demo-stop:demo-1",),
    ):
        answer = await hall.press(hall.ben, panel, custom_id, *values)
        assert "may manage the server" in said(answer), custom_id
    for act in ("reset", "delete", "import"):
        forged = await hall.submit_raw(hall.ben, f"orb:1:confirm:{act}:{before.id}:", name="vault")
        assert "may manage the server" in said(forged), act
    assert (await hall.world()).id == before.id
    settings = await hall.bot.services.settings.of(before.id)
    assert settings.card is True


async def test_made_up_controls_of_moderators_do_nothing(settled: Hall) -> None:
    """A moderator's press of what does not exist is answered with a sentence."""
    hall = settled
    panel = await hall.joined(hall.ada)
    world_id = await hall.world_id()
    unknown = await hall.submit_raw(hall.ada, f"orb:1:confirm:burn:{world_id}:", name="vault")
    assert "from another time" in said(unknown)
    foreign = await hall.submit_raw(hall.ada, "orb:1:confirm:delete:1-1:", name="vault")
    assert "holds another world" in said(foreign)
    wrong = await hall.press(hall.ada, panel, "orb:1:choose:gravity:off")
    assert "no setting 'gravity'" in said(wrong)
    wrong = await hall.press(hall.ada, panel, "orb:1:choose:log_seconds", "1e9")
    assert "cannot be set" in said(wrong)
    assert "This demo is over" in said(await hall.press(hall.ada, panel, "orb:1:demo-stop:x"))
    for custom_id in ("orb:1:remix:x", "orb:1:report:x"):
        assert "from another time" in said(await hall.press(hall.ada, panel, custom_id))
    assert await hall.world_id() == world_id


async def test_a_world_whose_making_was_cut_off_is_finished(hall: Hall) -> None:
    """What a program that ended left half made is made by the next one."""
    services = hall.bot.services
    recipe_of_vault = load_recipe(services.adventures["vault"] / "recipe.json")
    by = Moderator(id="1", name="Ada")
    making = asyncio.create_task(
        services.worlds.create(hall.guild.id, hall.channel.id, recipe_of_vault, name="V", by=by)
    )
    for _ in range(500):
        await asyncio.sleep(0.005)
        if await hall.world_id() is not None:
            break
    making.cancel()
    await asyncio.gather(making, return_exceptions=True)
    assert not (await hall.world()).chronicle.is_born
    cog = hall.bot.get_cog("Worlds")
    assert cog is not None
    await cog.cog_unload()
    await cog.cog_load()
    await hall.channel.message("made the world")
    assert (await hall.world()).chronicle.is_born


async def test_a_member_reads_their_own_language(settled: Hall) -> None:
    """A Russian moderator is asked and answered in Russian."""
    hall = settled
    vera = hall.guild.add_member(f"V{hall.guild.id}", "manage_guild", locale="ru", display="Vera")
    await vera.slash("world reset")
    assert vera.modal is not None
    assert vera.modal.title == "Начать этот мир заново?"
    await hall.told(vera.send_submit({"name": "x"}), "ничего не сделано")
    assert "Миры этого сервера" in (await vera.slash("mod")).text


async def test_a_command_delivered_twice_has_effect_once(settled: Hall) -> None:
    """What Discord sends twice is done and answered once."""
    hall = settled
    panel = await hall.joined(hall.ada)
    await step_up(hall.ada, panel, "Flame Pedestal")
    before = (await hall.world()).chronicle.actions
    hall.ground.deliver_twice()
    await hall.ada.slash("world undo")
    assert (await hall.world()).chronicle.actions == before + 1
    await hall.ada.slash("world delete")
    hall.ground.deliver_twice()
    await hall.told(hall.ada.send_submit({"name": "vault"}), "is ended")
    assert len(await hall.bot.services.worlds.backups.of_channel(hall.channel.id)) == 1


async def test_an_answer_that_comes_too_late_goes_to_the_channel(hall: Hall) -> None:
    """After a quarter of an hour nobody can be answered alone any more."""
    await hall.ada.send_slash("world create", {"theme": "vault"}).acknowledged()
    hall.ground.clock.advance(901)
    await hall.channel.message("is made", 15)
