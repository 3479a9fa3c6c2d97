"""Acts on the worlds of channels that are cut off: no end leaves half a world."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
from channel_play import (
    BUILD,
    GUILD,
    HERE,
    MOD,
    RECIPE,
    file_of,
    held,
    ids,
    made,
    worlds_of,
)
from playing import Open, Scribe
from sqlalchemy import update

from bot.database import Database, WriteFailed
from bot.engine.channels.worlds_of_channels import ChannelWorlds
from bot.engine.errors import GameError, Unreadable
from bot.engine.storage.tables import snapshots

pytestmark = pytest.mark.asyncio(loop_scope="session")


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


async def _bring_in(worlds: ChannelWorlds) -> Any:
    file = await worlds.export(HERE)
    return await worlds.bring_in(GUILD, HERE, file.content, file_name="hall.json", by=MOD)


@pytest.mark.parametrize("act", [_reset, _delete, _restore, _bring_in])
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
        stage = await open_stage(Scribe(BUILD), file=file_of(stage))
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
    other = await open_stage(holder="elsewhere:1:x", on=None, file=file_of(stage))
    await worlds_of(other).tidy()
    assert await ids(stage) == ["c7-1"]
    await stage.game.close()
    await worlds_of(other).tidy()
    assert await ids(stage) == []


class Deaf(Database):
    """A database that keeps one change, and tells that it did not, as when a line is lost."""

    spoils = False

    async def change(self, work: Any) -> Any:
        """Change, and perhaps tell of trouble."""
        done = await super().change(work)
        if self.spoils and "put_in_place" in work.__qualname__:
            self.spoils = False
            raise WriteFailed("The answer was lost.")
        return done


async def test_a_world_put_in_place_is_not_discarded(
    open_stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it was kept though trouble was heard of, the new world has its functions still."""
    monkeypatch.setattr("playing.Database", Deaf)
    stage, worlds = await made(open_stage)
    database: Any = stage.database
    database.spoils = True
    with pytest.raises(GameError):
        await worlds.reset(HERE, by=MOD)
    assert await held(stage) == "c1-2"
    assert await stage.library.names("c1-2") == {"df_build"}
    await worlds.tidy()
    assert await ids(stage) == ["c1-2"]
    assert stage.store.held == {"c1-2"}


async def test_a_world_that_cannot_be_read_does_not_keep_its_channel(open_stage: Open) -> None:
    """It can be ended and followed by another; what is left of it stays for who can mend it."""
    stage, worlds = await made(open_stage)
    await stage.game.close()
    damaged = update(snapshots).where(snapshots.c.world_id == "c1-1").values(document="{")
    await stage.database.write((damaged, ()))
    with pytest.raises(Unreadable):
        await worlds.reset(HERE, by=MOD)
    assert await worlds.delete(HERE, by=MOD) is None
    assert await worlds.backups.of_channel(HERE) == []
    channel = await worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD)
    await worlds.tidy()
    assert await ids(stage) == ["c1-1", str(channel.world_id)]
    assert await stage.library.names("c1-1") == {"df_build"}
