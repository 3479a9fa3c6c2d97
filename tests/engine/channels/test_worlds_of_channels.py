"""Channels and their worlds: made, made anew, brought back, sent out; and no end leaves none."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playing import Open, Scribe, Stage

from bot.database import Database, WriteFailed
from bot.engine.channels.arrivals import BroughtIn
from bot.engine.channels.backups import KEPT_SECONDS
from bot.engine.channels.channels import Channel, Channels, Status
from bot.engine.channels.files import MOST_BYTES
from bot.engine.channels.worlds_of_channels import ChannelWorlds
from bot.engine.errors import BadFile, GameError, NotFound, Refused, WorldConflict
from bot.engine.files.recipe import parse_recipe, recipe_text
from bot.engine.moderating.moderation import Moderation
from bot.engine.moderating.moderator import Moderator
from bot.engine.outcome import Request
from bot.engine.world import TemporaryObject
from bot.executor.specification import Author
from bot.values import dump

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOD = Moderator(id="9", name="Mod", reason="why not")
GUILD, HERE = "g1", "c1"
RECIPE = parse_recipe(
    dump(
        [
            {
                "name": "create_dynamic_function",
                "args": {
                    "new_function_name": "df_build",
                    "new_function_description": "Builds a hall.",
                },
            },
            {"name": "df_build", "args": {"name": "Hall"}},
        ]
    ),
    source="hall.json",
)
BUILD = """
external_apis['host_core_add_location_to_gamestate'](
    {'id': 'hall', 'name': params['name'], 'description': 'A hall.'})
external_apis['host_set_world_property'](
    {'property_name': 'initial_start_location_id', 'property_value': 'hall'})
return 'Built.'
"""
FAILING = "return params['no such thing']"


def worlds_of(stage: Stage) -> ChannelWorlds:
    """The worlds of channels on a stage."""
    return ChannelWorlds(stage.game, stage.library, stage.database)


async def made(open_stage: Open, **more: Any) -> tuple[Stage, ChannelWorlds]:
    """A stage with a world in the channel, Ada in it."""
    stage = await open_stage(Scribe(BUILD, BUILD, BUILD), **more)
    worlds = worlds_of(stage)
    channel = await worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD)
    await stage.game.join(str(channel.world_id), player_id="Ada", name="Ada")
    return stage, worlds


async def held(stage: Stage) -> str:
    """The id of the world the channel holds, which can be played."""
    world_id = await Channels(stage.database).world_of(HERE)
    assert (await stage.game.world(world_id)).chronicle.is_born
    return world_id


async def ids(stage: Stage) -> list[str]:
    """The ids of all worlds there are."""
    return [one.id for one in await stage.store.worlds()]


async def test_a_channel_holds_at_most_one_world(yard: Stage) -> None:
    """Bound and let go, found from either side; ids are never given twice."""
    channels = Channels(yard.database)
    assert await channels.find(HERE) is None
    with pytest.raises(NotFound, match="no world yet"):
        await channels.world_of(HERE)
    assert await channels.new_world_id(GUILD, HERE) == "c1-1"
    assert await channels.new_world_id(GUILD, HERE) == "c1-2"
    assert await channels.new_world_id("g2", "c2") == "c2-1"
    await channels.bind(HERE, "w1", reference="r")
    with pytest.raises(WorldConflict, match="somebody else"):
        await channels.bind(HERE, "w1")
    with pytest.raises(WorldConflict, match="another channel"):
        await channels.bind("c2", "w1")
    found = Channel(
        channel_id=HERE, guild_id=GUILD, world_id="w1", status=Status.ACTIVE, reference="r"
    )
    assert await channels.holding("w1") == await channels.find(HERE) == found
    assert await channels.holding("w2") is None
    assert await channels.all() == await channels.all(GUILD) == [found]
    assert await channels.all("g2") == []
    await channels.unbind(HERE, "w1")
    assert (await channels.find(HERE)) == replace(
        found, world_id=None, status=Status.EMPTY, reference=None
    )


async def test_a_world_is_made_once_for_each_request(open_stage: Open) -> None:
    """Delivered twice it is made once; a second one is refused; who made it is recorded."""
    stage = await open_stage(Scribe(BUILD))
    worlds, request = worlds_of(stage), Request(reference="r1")

    async def create(**more: Any) -> Channel:
        return await worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD, **more)

    channel = await create(seed=3, request=request)
    assert (channel.world_id, channel.status) == ("c1-1", Status.ACTIVE)
    assert await create(request=request) == channel
    with pytest.raises(Refused, match="has a world already"):
        await create()
    world = await stage.game.world("c1-1")
    assert (world.chronicle.seed, world.chronicle.name) == (3, "The Hall")
    page = await Moderation(stage.game, stage.database).history.page(world)
    assert page.happenings[0].text == "Mod made the world (why not)."
    await Moderation(stage.game, stage.database).pause("c1-1", by=MOD)
    assert (await worlds.channels.find(HERE) or channel).status is Status.PAUSED


async def test_a_world_that_cannot_be_made_leaves_nothing(open_stage: Open) -> None:
    """The channel has no world then, and can be given another."""
    stage = await open_stage(Scribe(FAILING, FAILING, FAILING, FAILING, FAILING, BUILD))
    worlds = worlds_of(stage)
    with pytest.raises(GameError):
        await worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD)
    assert await ids(stage) == []
    assert await stage.library.names("c1-1") == frozenset()
    with pytest.raises(NotFound):
        await worlds.channels.world_of(HERE)


async def test_what_was_cut_off_is_finished(open_stage: Open) -> None:
    """A making that was cancelled goes on later; meanwhile nothing else is made there."""
    scribe = Scribe(BUILD)
    scribe.may_answer.clear()
    stage = await open_stage(scribe)
    worlds = worlds_of(stage)
    making = asyncio.create_task(worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD))
    await scribe.was_asked.wait()
    with pytest.raises(Refused, match="being made or ended"):
        await worlds.delete(HERE, by=MOD)
    assert (await stage.game.join("c1-1", player_id="Ada", name="Ada")).kind == "join"
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    assert [one.world_id for one in await worlds.unfinished()] == ["c1-1"]
    scribe.may_answer.set()
    scribe.answers.append(BUILD)
    await worlds.tidy()
    channel = await worlds.finish(HERE, by=MOD)
    assert channel.status is Status.ACTIVE
    assert await worlds.finish(HERE, by=MOD) == channel
    assert await worlds.unfinished() == []
    ada = (await stage.game.world("c1-1")).soul_of("Ada")
    assert ada is not None
    assert ada.location_id == "hall"


async def test_a_reset_begins_anew_and_keeps_a_backup(open_stage: Open) -> None:
    """Made again without asking the model, with the settings as they were; once per request."""
    stage, worlds = await made(open_stage)
    await Moderation(stage.game, stage.database).choose("c1-1", {"card": False}, by=MOD)
    await stage.teach("df_user_x", "return '.'", scope="c1-1", author=Author.PLAYER)
    before = (await stage.game.world("c1-1")).state_hash()
    request = Request(reference="reset")
    for _ in range(2):
        channel = await worlds.reset(HERE, by=MOD, request=request)
        assert channel.world_id == "c1-2"
    assert await ids(stage) == ["c1-2"]
    world = await stage.game.world(await held(stage))
    assert (world.souls, world.chronicle.name) == ({}, "The Hall")
    assert await stage.library.names("c1-2") == {"df_build"}
    assert not (await Moderation(stage.game, stage.database).settings.of("c1-2")).card
    (backup,) = await worlds.backups.of_channel(HERE)
    assert (backup.act, backup.world_id, backup.by, backup.actions) == ("reset", "c1-1", MOD, 4)
    with pytest.raises(GameError):
        await stage.game.join("c1-1", player_id="Ben", name="Ben")
    again = await worlds.restore(GUILD, HERE, backup.id, by=MOD)
    assert again.world_id == "c1-3"
    assert await stage.library.names("c1-3") == {"df_build", "df_user_x"}
    restored = await stage.game.world("c1-3")
    kept = replace(restored.chronicle, actions=restored.chronicle.actions - 1)
    assert replace(restored, chronicle=kept).state_hash() == before
    assert not (await Moderation(stage.game, stage.database).settings.of("c1-3")).card
    assert (await worlds.reset(HERE, by=MOD, name="Anew")).world_id == "c1-4"
    assert (await stage.game.world("c1-4")).chronicle.name == "Anew"


async def test_a_reset_from_another_recipe(open_stage: Open) -> None:
    """Another recipe's functions are written; where that fails the old world stays."""
    scribe = Scribe(BUILD, *[FAILING] * 5)
    stage = await open_stage(scribe)
    worlds = worlds_of(stage)
    await worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD)
    with pytest.raises(GameError):
        await worlds.reset(HERE, by=MOD, recipe=RECIPE)
    assert await held(stage) == "c1-1"
    assert await ids(stage) == ["c1-1"]
    scribe.answers[:] = [BUILD]
    assert (await worlds.reset(HERE, by=MOD, recipe=RECIPE)).world_id == "c1-3"
    assert parse_recipe(recipe_text(RECIPE), source="x").hash == RECIPE.hash


async def test_a_deleted_world_can_be_brought_back_where_it_was_or_beside(
    open_stage: Open,
) -> None:
    """Deleting keeps a backup; its time stood still; another guild knows nothing of it."""
    stage, worlds = await made(open_stage)
    await stage.teach("df_build", BUILD, scope="c1-1")
    await stage.library.disable("c1-1", "df_build")

    async def span(turn: Any, _: Any) -> str:
        turn.world.temporary["t"] = TemporaryObject(
            id="t", type="plank", location_id="hall", from_landmark_id="a", to_landmark_id="b",
            created_at=turn.now, duration=30.0,
        )  # fmt: skip
        return ""

    await stage.game.act("c1-1", span, kind="span")
    request = Request(reference="delete")
    backup = await worlds.delete(HERE, by=MOD, request=request)
    assert await worlds.delete(HERE, by=MOD, request=request) == backup
    assert backup is not None
    assert await ids(stage) == []
    with pytest.raises(NotFound):
        await worlds.delete(HERE, by=MOD)
    stage.clock.step(KEPT_SECONDS - 1)
    await worlds.tidy()
    with pytest.raises(NotFound, match="no backup"):
        await worlds.restore("g2", HERE, backup.id, by=MOD)
    once = Request(reference="back")
    for _ in range(2):
        channel = await worlds.restore(GUILD, HERE, backup.id, by=MOD, request=once)
        assert channel.world_id == "c1-2"
    world = await stage.game.world(await held(stage))
    assert world.temporary["t"].expires_at == stage.clock.now() + 30
    assert [one.version for one in await stage.library.versions("c1-2", "df_build")] == [1, 2]
    assert len(await stage.library.set_aside("c1-2")) == 1
    assert (await worlds.restore(GUILD, "c9", backup.id, by=MOD)).world_id == "c9-1"
    assert [one.id for one in await worlds.backups.of_guild(GUILD)] == [backup.id]
    stage.clock.step(2)
    await worlds.tidy()
    assert await worlds.backups.of_channel(HERE) == []
    assert await stage.library.names("c1-1") == frozenset()
    with pytest.raises(NotFound, match="may have expired"):
        await worlds.restore(GUILD, HERE, backup.id, by=MOD)


async def test_a_backup_restores_even_without_the_library(open_stage: Open) -> None:
    """Where the functions kept for it are gone, those in its document are taken."""
    stage, worlds = await made(open_stage)
    backup = await worlds.delete(HERE, by=MOD)
    assert backup is not None
    await stage.library.delete("c1-1")
    await worlds.restore(GUILD, HERE, backup.id, by=MOD)
    assert await stage.library.names(await held(stage)) == {"df_build"}


async def test_a_world_goes_out_as_a_file_and_comes_in_elsewhere(open_stage: Open) -> None:
    """With functions and log; into a channel that has a world, of which a backup is kept."""
    stage, worlds = await made(open_stage)
    await Moderation(stage.game, stage.database).pause("c1-1", by=MOD)
    file = await worlds.export(HERE)
    assert file.name == "the-hall.json"
    stage.clock.step(60)

    async def bring(channel_id: str, **more: Any) -> BroughtIn:
        return await worlds.bring_in(
            GUILD, channel_id, file.content, file_name=file.name, by=MOD, **more
        )

    done = await bring("c2", request=Request(reference="in"))
    assert (done.channel.world_id, done.channel.status) == ("c2-1", Status.ACTIVE)
    assert (await bring("c2", request=Request(reference="in"))).channel == done.channel
    world = await stage.game.world("c2-1")
    assert (world.chronicle.paused_at, world.chronicle.time) == (None, stage.clock.now())
    assert [soul.name for soul in world.souls.values()] == ["Ada"]
    log = [line.text for line in (await stage.store.log("c2-1")).lines]
    assert log[0] == "The world is born."
    assert log[-1] == "Mod brought in the world of 'the-hall.json' (why not)."
    assert (await bring("c2")).channel.world_id == "c2-2"
    (backup,) = await worlds.backups.of_channel("c2")
    assert backup.act == "import"
    with pytest.raises(Refused, match="no recipe to begin anew"):
        await worlds.reset("c2", by=MOD)
    world = await stage.game.world("c2-2")
    page = await Moderation(stage.game, stage.database).history.page(world)
    assert page.happenings[0].text == "Mod brought in the world of 'the-hall.json' (why not)."


async def test_files_that_are_no_worlds_are_refused(open_stage: Open) -> None:
    """Too large, no text, nested too deeply, no world: said with the file's name, none changed."""
    stage, worlds = await made(open_stage)
    inmost = b'{"a": ' * 900 + b"1" + b"}" * 900
    hall = b'{"name": "Hall", "client_visual_config": ' + inmost + b"}"
    deep = b'{"locations": {"hall": ' + hall + b'}, "temporary_objects": {}}'
    for content, words in (
        (b" " * (MOST_BYTES + 1), "at most 8 MB"),
        (b"\xff\xfe\x00", "no text file in UTF-8"),
        (deep, "nested too deeply"),
        (b'{"locations": {}}', "at least one location"),
        (b'{"orb_export": 99}', "version 99"),
    ):
        with pytest.raises(BadFile, match=f"(?s)bad.json.*{words}"):
            await worlds.bring_in(GUILD, HERE, content, file_name="bad.json", by=MOD)
    assert await held(stage) == "c1-1"


async def test_a_saved_game_comes_with_notes(open_stage: Open) -> None:
    """The original's save is read too; what it lacks is said."""
    stage = await open_stage()
    item = {"name": "Ember", "linked_dynamic_function_name": "df_ember"}
    save = dump({"locations": {"hall": {"name": "Hall"}}, "artifacts": {"ember": item}})
    done = await worlds_of(stage).bring_in(
        GUILD, HERE, save.encode(), file_name="game_save.json", by=MOD
    )
    assert done.missing_functions == ("df_ember",)
    assert "names no place to start from" in done.notes[0]


async def test_a_file_with_two_functions_of_a_name_leaves_nothing(open_stage: Open) -> None:
    """What cannot be kept whole is not kept at all."""
    stage, worlds = await made(open_stage)
    file = await worlds.export(HERE)
    start = file.content.index(b'"functions": [') + len(b'"functions": [')
    end = file.content.index(b'],\n  "log"')
    one = file.content[start:end]
    twice = file.content[:start] + one + b"," + one + file.content[end:]
    with pytest.raises(WorldConflict):
        await worlds.bring_in(GUILD, "c2", twice, file_name="twice.json", by=MOD)
    assert await ids(stage) == ["c1-1"]


class Cut(Database):
    """A database whose writes fail from a given one on, as when the machine is switched off."""

    left = 10**9

    async def write(self, *statements: Any) -> None:
        """Write, or fail."""
        self._count()
        await super().write(*statements)

    async def change(self, work: Any) -> Any:
        """Change, or fail."""
        self._count()
        return await super().change(work)

    def _count(self) -> None:
        if self.left <= 0:
            raise WriteFailed("The disk is gone.")
        self.left -= 1


Act = Callable[[ChannelWorlds], Awaitable[Any]]


async def _reset(worlds: ChannelWorlds) -> Any:
    return await worlds.reset(HERE, by=MOD)


async def _delete(worlds: ChannelWorlds) -> Any:
    return await worlds.delete(HERE, by=MOD)


async def _restore(worlds: ChannelWorlds) -> Any:
    (backup, *_) = await worlds.backups.of_channel(HERE)
    return await worlds.restore(GUILD, HERE, backup.id, by=MOD)


@pytest.mark.parametrize("act", [_reset, _delete, _restore])
async def test_a_crash_leaves_the_old_world_or_the_new(
    open_stage: Open, monkeypatch: pytest.MonkeyPatch, act: Act
) -> None:
    """Wherever writing ends, the next process finds a whole world; what is left over is swept."""
    monkeypatch.setattr("playing.Database", Cut)
    stage, worlds = await made(open_stage)
    await worlds.reset(HERE, by=MOD)
    for writes in range(100):
        before = await held(stage)
        database: Any = stage.database
        database.left = writes
        with suppress(GameError):
            await act(worlds)
        was_cut, database.left = database.left == 0, 10**9
        stage = await open_stage(Scribe(BUILD), file=_file(stage))
        worlds = worlds_of(stage)
        channel = await worlds.channels.find(HERE)
        assert channel is not None
        await worlds.tidy()
        assert await ids(stage) == ([channel.world_id] if channel.world_id else [])
        if channel.world_id is None:
            assert act is _delete
            break
        if not was_cut:
            assert await held(stage) != before
            break
    assert writes >= 1


async def test_what_another_process_makes_is_not_swept(open_stage: Open) -> None:
    """A world without a channel is swept, unless somebody alive has it open."""
    stage = await open_stage()
    await stage.game.create_world("c7-1", name="X", seed=1, meta={"channel": "c7", "guild": "g"})
    other = await open_stage(holder="elsewhere:1:x", on=None, file=_file(stage))
    await worlds_of(other).tidy()
    assert await ids(stage) == ["c7-1"]
    await stage.game.close()
    await worlds_of(other).tidy()
    assert await ids(stage) == []


def _file(stage: Stage) -> Path:
    return Path(stage.database.place.split("'")[1])
