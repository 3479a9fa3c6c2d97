"""The same program on the same world does the same thing."""

from __future__ import annotations

import asyncio

import pytest
from sandbox_play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")

CHANCE = """\
def play(params):
    import uuid, random, datetime, time
    from uuid import uuid4
    return json.dumps([
        str(uuid.uuid4()), uuid4().hex, random.random(), random.choice(['a', 'b', 'c']),
        random.sample(range(100), 3), datetime.datetime.now().isoformat(), time.time(),
        [str(x) for x in {'p', 'q', 'r'}], hash('lamp'),
    ])
"""


async def test_the_same_seed_does_the_same(play: Play) -> None:
    """Chance, names and time repeat themselves, whichever worker runs it."""
    first, second = await asyncio.gather(play(CHANCE), play(CHANCE))
    assert first == second
    assert "2023-11-14T22:13:20" in first


async def test_another_seed_does_otherwise(play: Play) -> None:
    """Names and dice differ; time does not."""
    first, second = await play(CHANCE), await play(CHANCE, seed=8)
    assert first.split(", ")[0] != second.split(", ")[0]
    assert first.split(", ")[2] != second.split(", ")[2]


async def test_names_are_new_though_dice_are_loaded(play: Play) -> None:
    """Seeding `random` in a function does not make its uuids repeat from use to use."""
    source = "def play(params):\n    random.seed(1)\n    return str(uuid.uuid4())\n"
    assert await play(source, seed=1) != await play(source, seed=2)


async def test_another_time_is_read(play: Play) -> None:
    """`now` is all the time there is, and it stands still."""
    source = (
        "def play(params):\n    a = time.time()\n    time.sleep(60)\n    return [a, time.time()]\n"
    )
    assert await play(source, now=0.0) == "[0.0,0.0]"
