"""Worlds that come to channels from backups and files, and go out as files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from channel_play import (
    BUILD,
    GUILD,
    HERE,
    MOD,
    held,
    ids,
    made,
    worlds_of,
)
from playing import Open, yard_world

from bot.engine.channels.arrivals import BroughtIn
from bot.engine.channels.backups import KEPT_SECONDS
from bot.engine.channels.channels import Status
from bot.engine.credits import BEFORE, Credits
from bot.engine.errors import BadFile, NotFound, Refused, WorldConflict
from bot.engine.files.exporting import MOST_BYTES, Exports
from bot.engine.files.exports import export_world
from bot.engine.moderating.moderation import Moderation
from bot.engine.outcome import Request
from bot.engine.world import Chronicle, Puzzle, TemporaryObject
from bot.executor.specification import Author
from bot.values import dump, load_object

pytestmark = pytest.mark.asyncio(loop_scope="session")


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


async def test_what_was_before_comes_along_and_is_no_news(open_stage: Open) -> None:
    """The log's past, who did what, and which tools may not run; nothing of it is told again."""
    stage, worlds = await made(open_stage)
    await stage.teach("df_user_x", "return '.'", scope="c1-1", author=Author.PLAYER)
    await stage.library.disable("c1-1", "df_user_x")
    ada = (await stage.game.world("c1-1")).soul_of("Ada")
    assert ada is not None

    async def solve(turn: Any, _: Any) -> str:
        turn.world.puzzles["riddle"] = Puzzle(id="riddle", state={"is_complete": True})
        turn.world.properties["ending"] = {"puzzle_id": "riddle"}
        return ""

    await stage.game.act("c1-1", solve, kind="use", soul_id=ada.id)
    told = [line.text for line in (await stage.store.log("c1-1")).lines]
    file = await worlds.export(HERE)
    backup = await worlds.delete(HERE, by=MOD)
    assert backup is not None
    await worlds.restore(GUILD, HERE, backup.id, by=MOD)
    await worlds.bring_in(GUILD, "c2", file.content, file_name="hall.json", by=MOD)
    await worlds.delete("c2", by=MOD)
    (second,) = await worlds.backups.of_channel("c2")
    await worlds.restore(GUILD, "c2", second.id, by=MOD)
    for world_id, acts in ((await held(stage), 1), ("c2-2", 2)):
        world = await stage.game.world(world_id)
        ending = await Credits(stage.database).ending(world)
        assert ending is not None
        assert [str(one) for one in ending.credits] == ["Ada solved Riddle."]
        assert (ending.reached_at, ending.number) == (stage.clock.now(), BEFORE)
        page = await stage.store.log(world_id)
        assert [line.text for line in page.lines][:-acts] == told
        assert len(await stage.store.log_since(world_id, 0)) == 1
        assert [one.name for one in await stage.library.set_aside(world_id)] == ["df_user_x"]


async def test_an_export_can_always_be_brought_in(
    open_stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a log too long for a file the newest lines go along; a world too large is refused."""
    stage, worlds = await made(open_stage)

    async def talk(turn: Any, _: Any) -> str:
        for number in range(300):
            turn.say(f"{number}: " + '"\\é\n' * 20)
        return ""

    await stage.game.act("c1-1", talk, kind="talk")
    most = 20_000
    monkeypatch.setattr("bot.engine.files.exporting.Exports.fitting.__defaults__", (most,))
    file = await worlds.export(HERE)
    assert most - 2_000 < len(file.content) <= most
    await worlds.bring_in(GUILD, "c2", file.content, file_name="hall.json", by=MOD)
    lines = [line.text for line in (await stage.store.log("c2-1", size=1_000)).lines]
    assert 50 < len(lines) < 300
    assert lines[-2].startswith("299: ")
    monkeypatch.setattr("bot.engine.files.exporting.Exports.fitting.__defaults__", (1_000,))
    with pytest.raises(Refused, match="too large for a file: it has 1 MB without its log"):
        await worlds.export(HERE)


async def test_an_unfinished_world_stays_where_it_is(open_stage: Open) -> None:
    """While it is being made it is neither paused nor exported; nor is it read from a file."""
    stage, worlds = await made(open_stage)

    async def unmake(turn: Any, _: Any) -> str:
        turn.remember(is_born=False)
        return ""

    text = await Exports(stage.store, stage.library, stage.database).whole(
        replace(world := await stage.game.world("c1-1"), chronicle=Chronicle(name="X", seed=1))
    )
    assert world.chronicle.is_born
    with pytest.raises(BadFile, match="never finished"):
        await worlds.bring_in(GUILD, "c2", text.encode(), file_name="x.json", by=MOD)
    await stage.game.act("c1-1", unmake, kind="unmake")
    with pytest.raises(Refused, match="still coming into being"):
        await worlds.export(HERE)
    with pytest.raises(Refused, match="still coming into being"):
        await Moderation(stage.game, stage.database).pause("c1-1", by=MOD)


PLANK = {
    "id": "x", "type": "plank", "location_id": "yard", "from_landmark_id": "well",
    "to_landmark_id": "hatch", "created_at": 1, "duration": 2,
}  # fmt: skip
HEAD = {"name": "Yard", "seed": 5, "is_born": True}


@pytest.mark.parametrize(
    ("table", "entries", "words"),
    [
        ("souls", {"x": {"id": "x", "name": 5}}, "'name' of a Soul is not str"),
        ("souls", {"x": {"id": "y", "name": "Y"}}, "'x' of 'souls' calls itself 'y'"),
        ("souls", {"x": {"id": "x", "name": "X", "inventory": "abc"}}, "'inventory' of a Soul"),
        ("souls", {"x": {"id": "x", "name": "X", "statuses": [{"name": 1}]}}, "of a Status"),
        ("souls", {"x": {"id": "x", "name": "X", "statuses": ["wet"]}}, "'statuses' of a Soul"),
        ("souls", {"x": 1}, "cannot be read"),
        ("temporary", {"x": {**PLANK, "duration": "long"}}, "'duration' of a TemporaryObject"),
        ("temporary", {"x": {**PLANK, "created_at": 1e300}}, "'created_at' of a Temp"),
        ("temporary", {"x": {**PLANK, "created_at": 2**60}}, "a time in it is too far away"),
        ("schedule", {"x": {"id": "x", "event_id": "e", "due_at": None}}, "'due_at' of a Sched"),
        ("handlers", {"ring": 5}, "the handler of an event"),
        ("locations", {"yard": {"id": "yard", "name": "Y", "description": "", "exits": ["a"]}},
         "'exits' of a Location"),
        ("chronicle", {**HEAD, "next_number": "one"}, "'next_number' of a Chronicle is not int"),
        ("chronicle", {**HEAD, "time": True}, "'time' of a Chronicle is not float"),
        ("chronicle", {**HEAD, "actions": 2**62}, "it counts 4611686018427387904 actions"),
        ("chronicle", {**HEAD, "wings": 2}, "unexpected keyword argument 'wings'"),
    ],
)  # fmt: skip
async def test_a_file_in_which_anything_may_stand(
    open_stage: Open, table: str, entries: dict[str, Any], words: str
) -> None:
    """What would stop the world at some later moment is named when the file is read."""
    stage = await open_stage()
    stage.clock.step(1e6)
    document: Any = load_object(export_world(yard_world(), [], []))
    if table == "chronicle":
        document["world"][table] = entries
    else:
        document["world"][table].update(entries)
    with pytest.raises(BadFile, match=f"(?s)x.json.*{words}"):
        await worlds_of(stage).bring_in(
            GUILD, HERE, dump(document).encode(), file_name="x.json", by=MOD
        )
    assert await ids(stage) == []


async def test_a_world_that_cannot_be_put_in_place_is_not_kept(
    open_stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the channel was given another world meanwhile, the one brought in is forgotten."""
    stage, worlds = await made(open_stage)
    file = await worlds.export(HERE)

    async def taken(*_: Any, **__: Any) -> None:
        raise WorldConflict("Somebody else was quicker.")

    monkeypatch.setattr(worlds.channels, "bind", taken)
    with pytest.raises(WorldConflict, match="quicker"):
        await worlds.bring_in(GUILD, "c2", file.content, file_name="hall.json", by=MOD)
    assert await ids(stage) == ["c1-1"]
    assert await stage.library.names("c2-1") == frozenset()
