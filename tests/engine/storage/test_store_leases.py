"""Leases: a world is open in one process at a time."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.database import Database
from bot.engine.clock import SteppedClock
from bot.engine.errors import NotFound, WorldConflict
from bot.engine.storage import leases as store_leases
from bot.engine.storage.leases import LEASE_SECONDS, Leases, holder_name
from bot.engine.storage.store import WorldStore
from bot.engine.world import Chronicle, World


@pytest.fixture
async def db(tmp_path: Path) -> AsyncGenerator[Database]:
    """A database with one world, `w`."""
    database = await Database.open(f"sqlite:///{tmp_path / 'orb.sqlite3'}")
    store = WorldStore(database, "maker", SteppedClock())
    await store.create(World(id="w", chronicle=Chronicle(name="Isle", seed=1)))
    yield database
    await database.close()


async def test_a_world_that_is_open_elsewhere_is_refused(db: Database) -> None:
    """The first to come has the world until the lease is given back."""
    ours, theirs = (WorldStore(db, f"{name}:1:x", SteppedClock()) for name in ("here", "there"))
    await ours.acquire("w")
    await ours.acquire("w")
    assert ours.held == {"w"}
    with pytest.raises(WorldConflict, match="open in another process"):
        await theirs.acquire("w")
    await theirs.release("w")
    with pytest.raises(WorldConflict):
        await theirs.acquire("w")
    await ours.release("w")
    assert ours.held == frozenset()
    await theirs.acquire("w")
    with pytest.raises(NotFound):
        await ours.acquire("nowhere")


async def test_a_lease_runs_out(db: Database) -> None:
    """A holder that does not renew loses the world after fifteen seconds, not before."""
    clock = SteppedClock()
    await Leases(db, "there:1:x", clock).acquire("w")
    ours = Leases(db, "here:1:x", clock)
    clock.step(LEASE_SECONDS - 0.1)
    with pytest.raises(WorldConflict):
        await ours.acquire("w")
    clock.step(0.1)
    await ours.acquire("w")


async def test_the_lease_of_a_dead_process_is_taken_at_once(db: Database) -> None:
    """On the same host a process id that no longer runs holds nothing."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await process.wait()
    host = socket.gethostname()
    await Leases(db, f"{host}:{process.pid}:x", SteppedClock()).acquire("w")
    await Leases(db, holder_name(), SteppedClock()).acquire("w")


async def test_an_earlier_life_of_this_process_id_is_dead(db: Database) -> None:
    """A container that starts again with the same process id is not kept from its worlds."""
    earlier = f"{socket.gethostname()}:{os.getpid()}:earlier"
    await Leases(db, earlier, SteppedClock()).acquire("w")
    await Leases(db, holder_name(), SteppedClock()).acquire("w")


@pytest.mark.parametrize("process", [str(os.getppid()), "soon", "9" * 30])
async def test_a_holder_that_may_live_keeps_its_world(db: Database, process: str) -> None:
    """A process that runs, or that nothing is known of, keeps the world until its time is out."""
    await Leases(db, f"{socket.gethostname()}:{process}:x", SteppedClock()).acquire("w")
    with pytest.raises(WorldConflict):
        await Leases(db, holder_name(), SteppedClock()).acquire("w")


async def test_leases_are_renewed(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the keeper runs, the lease does not run out."""
    monkeypatch.setattr(store_leases, "RENEWAL_SECONDS", 0.01)
    clock = SteppedClock()
    ours = WorldStore(db, "here:1:x", clock)
    await ours.acquire("w")
    keeper = asyncio.create_task(ours.keep_leases())
    clock.step(LEASE_SECONDS - 1)
    await asyncio.sleep(0.1)
    clock.step(LEASE_SECONDS - 1)
    with pytest.raises(WorldConflict):
        await WorldStore(db, "there:1:x", clock).acquire("w")
    keeper.cancel()


async def test_a_lost_lease_is_let_go(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    """A lease another has taken is dropped and logged; trouble with the database only logged."""
    clock = SteppedClock()
    ours = Leases(db, "here:1:x", clock)
    await ours.acquire("w")
    with caplog.at_level(logging.WARNING):
        await db.change(
            lambda connection: connection.execute(text("ALTER TABLE worlds RENAME TO x"))
        )
        await ours.renew()
        assert "is not renewed" in caplog.text
        await Leases(db, "late:1:x", clock).release("w")
        assert "is not given back" in caplog.text
        assert ours.held == {"w"}
        await db.change(
            lambda connection: connection.execute(text("ALTER TABLE x RENAME TO worlds"))
        )
        clock.step(LEASE_SECONDS)
        await Leases(db, "there:1:x", clock).acquire("w")
        await ours.renew()
    assert "is lost" in caplog.text
    assert ours.held == frozenset()


async def test_what_is_given_back_is_not_renewed(db: Database) -> None:
    """A lease given back while all are renewed stays free; so does that of a deleted world."""
    store = WorldStore(db, "here:1:x", clock := SteppedClock())
    there = Leases(db, "there:1:x", clock)
    for held in (["w"], ["v", "w"]):
        if "v" in held:
            await store.create(World(id="v", chronicle=Chronicle(name="Fen", seed=1)))
        for world_id in held:
            await store.acquire(world_id)
        await asyncio.gather(store.renew_leases(), store.release("w"))
        assert store.held == {*held} - {"w"}
        await there.acquire("w")
        await there.release("w")
    await store.acquire("w")
    renewing = asyncio.create_task(store.renew_leases())
    await asyncio.sleep(0)
    await store.delete("w")
    await renewing
    assert store.held == {"v"}
