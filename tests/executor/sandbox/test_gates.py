"""Who waits for whom."""

from __future__ import annotations

import asyncio

from bot.executor.sandbox.gates import Gates


class Room:
    """Counts who is inside."""

    def __init__(self, gates: Gates) -> None:
        self.gates = gates
        self.inside = 0
        self.most = 0

    async def visit(self, depth: int, scope: str) -> None:
        """Go in, stay for a moment, come out."""
        async with self.gates.pass_through(depth, scope):
            self.inside += 1
            self.most = max(self.most, self.inside)
            await asyncio.sleep(0.001)
            self.inside -= 1


async def test_no_more_than_the_width_at_a_depth() -> None:
    """Runs without a scope share all places."""
    room = Room(Gates(width=3, depth=1))
    await asyncio.gather(*(room.visit(1, "") for _ in range(10)))
    assert room.most == 3


async def test_a_scope_has_half_of_the_places() -> None:
    """And never less than one."""
    for width, share in ((4, 2), (1, 1)):
        room = Room(Gates(width=width, depth=1))
        await asyncio.gather(*(room.visit(1, "guild") for _ in range(10)))
        assert room.most == share


async def test_scopes_are_apart() -> None:
    """Two scopes fill what one of them could not."""
    room = Room(Gates(width=4, depth=1))
    await asyncio.gather(*(room.visit(1, scope) for scope in "ababab"))
    assert room.most == 4


async def test_nested_runs_do_not_count_for_the_scope() -> None:
    """They wait for their own depth alone."""
    room = Room(Gates(width=4, depth=2))
    await asyncio.gather(*(room.visit(2, "guild") for _ in range(10)))
    assert room.most == 4


async def test_a_place_is_given_back_when_waiting_is_given_up() -> None:
    """A cancelled wait, and a finished one, leave nothing behind."""
    gates = Gates(width=1, depth=1)
    room = Room(gates)
    async with gates.pass_through(1, "guild"):
        waiting = asyncio.ensure_future(room.visit(1, "guild"))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    await room.visit(1, "guild")
    assert room.most == 1
    assert vars(gates)["_scopes"] == {}
