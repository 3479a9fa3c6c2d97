"""Turns: rights, savepoints, numbers; the same actions make the same world, and can be undone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playing import (
    ELEMENTS,
    KEYHOLE,
    START,
    VAULT,
    WORLD,
    Open,
    Stage,
    apprentice,
    yard_world,
)

from bot.engine import deeds
from bot.engine.errors import GameError
from bot.engine.files.recipe import load_recipe
from bot.engine.forging.forge import forge
from bot.engine.genesis import Genesis
from bot.engine.journal import JournalEntry
from bot.engine.passing import come_to_pass, next_due
from bot.engine.turn import Rights, Turn
from bot.engine.world import Chronicle, Status, TemporaryObject, World
from bot.executor.budget import Budget, Limits
from bot.executor.specification import Author, Label

WORLD_RIGHTS = Rights(Author.WORLD, "s1", None, "df_world")
TOOL_RIGHTS = Rights(Author.PLAYER, "s2", Label(reads=frozenset({"x"})), "df_tool")


def begun(world: World, now: float = START) -> Turn:
    """A turn in a world."""
    return Turn.begin(world, kind="test", now=now, budget=Budget(Limits(), timer=lambda: 0.0))


def test_rights_only_become_weaker() -> None:
    """Under the world's or nobody's call they stay; under a tool's they are the tool's."""
    assert WORLD_RIGHTS.under(None) == WORLD_RIGHTS
    assert TOOL_RIGHTS.under(WORLD_RIGHTS) == TOOL_RIGHTS
    assert WORLD_RIGHTS.under(TOOL_RIGHTS) == TOOL_RIGHTS
    bare = Rights(Author.PLAYER, "s1", None, "df_bare")
    assert TOOL_RIGHTS.under(bare) == Rights(Author.PLAYER, "s1", TOOL_RIGHTS.label, "df_bare")
    assert not WORLD_RIGHTS.under(bare).is_world


def test_a_turn_leaves_its_world_alone() -> None:
    """Until it is over only the draft differs."""
    world = yard_world()
    before = world.state_hash()
    turn = begun(world)
    turn.world.properties["x"] = 1
    turn.remember(name="Elsewhere")
    assert turn.entry().number == 1
    assert world.state_hash() == before


def test_a_savepoint_takes_back_world_lines_and_what_was_spent() -> None:
    """What is done after it is gone, what was done before it stays."""
    turn = begun(yard_world())
    turn.say("Before.")
    turn.spent["object"] = 1
    point, state = turn.savepoint(), turn.world.state_hash()
    turn.say("After.")
    turn.spent["object"] = 2
    turn.number()
    turn.world.objects.clear()
    turn.restore(point)
    assert [line.text for line in turn.lines] == ["Before."]
    assert turn.spent == {"object": 1}
    assert turn.world.state_hash() == state


def test_numbers_are_never_used_again() -> None:
    """Not even for what has been taken away; taken ids are passed over."""
    turn = begun(yard_world())
    assert [turn.number(), turn.number()] == [1, 2]
    assert turn.new_id("soul", {"soul_3", "soul_4"}) == "soul_5"
    assert begun(turn.world).number() == 6


def test_chance_belongs_to_the_action() -> None:
    """The same action of the same world draws the same, the next one something else."""
    world = yard_world()
    first, again = begun(world), begun(world)
    assert (first.seed, first.random.random()) == (again.seed, again.random.random())
    first.entry()
    assert begun(first.world).seed != first.seed


def test_time_never_runs_back_in_the_chronicle() -> None:
    """An action that happened late is recorded at its own time."""
    turn = begun(yard_world(), now=START - 10)
    assert turn.entry().at == START - 10
    assert turn.world.chronicle.time == START


async def played(stage: Stage) -> None:
    """A whole adventure, with genesis, a forge, an expiry and what does not succeed."""
    game = stage.game
    await game.create_world(WORLD, name="The Vault", seed=7)
    await game.join(WORLD, player_id="Ada", name="Ada")
    await Genesis(game, load_recipe(VAULT / "recipe.json")).run(WORLD)
    await game.join(WORLD, player_id="Ben", name="Ben")
    stage.souls = {soul.name: soul.id for soul in (await stage.world()).souls.values()}
    ada, ben = stage.souls["Ada"], stage.souls["Ben"]
    for element, artifact_id in ELEMENTS.items():
        stage.clock.step(1.5)
        await stage.use("Ada", artifact_id, f"pedestal_{element}")
    await game.focus(WORLD, ada, "sealed_stone_door_landmark")
    await game.go(WORLD, ada, "sealed_stone_door_landmark")
    made = await forge(game, WORLD, ada, "A rope to the keyhole platform for 20 seconds")
    await stage.use("Ada", made.artifact_id)
    await game.focus(WORLD, ada, KEYHOLE)
    with pytest.raises(GameError):
        await game.give(WORLD, ada, ben, "orb_01")
    await stage.use("Ada", "key_01", "vault_keyhole")
    stage.clock.step(60)
    await game.note(WORLD, "The end.")


@pytest.mark.asyncio(loop_scope="session")
async def test_the_same_actions_make_the_same_world(open_stage: Open) -> None:
    """Two fresh games end alike to the last id, and so do their journals."""
    records = []
    for _ in range(2):
        stage = await open_stage(apprentice(VAULT))
        await played(stage)
        assert (await stage.world()).state_hash() == (await stage.record()).state
        records.append(await stage.record())
    assert records[0] == records[1]
    kinds = {entry.kind for entry in records[0].journal}
    assert kinds == {"join", "genesis", "focus", "use", "go", "forge", "expiry", "note"}


@pytest.mark.asyncio(loop_scope="session")
async def test_a_journal_can_be_played_and_taken_back(open_stage: Open) -> None:
    """Its changes lead from the first world to the last, their inverses all the way back."""
    stage = await open_stage(apprentice(VAULT))
    await played(stage)
    record = await stage.record()
    world = World(id="fresh", chronicle=Chronicle(name="The Vault", seed=7, time=START))
    start = world.state_hash()
    for entry in record.journal:
        world.apply(list(entry.changes))
    assert world.state_hash() == record.state
    undo(world, record.journal)
    assert world.state_hash() == start


def undo(world: World, journal: Sequence[JournalEntry]) -> None:
    """Take back every change, the last first."""
    for entry in reversed(journal):
        world.apply([change.inverse() for change in reversed(entry.changes)])


async def _fly(turn: Turn) -> str:
    soul = turn.world.souls["s1"]
    turn.world.souls["s1"] = replace(
        soul, statuses=(*soul.statuses, Status(name="flying", until=turn.now + 3))
    )
    return "Ada flies."


async def _lay(turn: Turn) -> str:
    plank = TemporaryObject(
        id=turn.new_id("plank", turn.world.temporary),
        type="plank",
        location_id="yard",
        from_landmark_id="well",
        to_landmark_id="hatch",
        created_at=turn.now,
        duration=4.0,
    )
    turn.world.temporary[plank.id] = plank
    return "A plank."


async def _unset(turn: Turn) -> str:
    turn.world.properties.pop("initial_player_artifacts", None)
    turn.world.handlers["ring"] = f"df_ring_{turn.number()}"
    return "Unset."


DEEDS: dict[str, Any] = {
    "join": lambda turn: deeds.join(turn, "Cy", "Cy"),
    "well": lambda turn: deeds.focus(turn, "s1", "well"),
    "lane": lambda turn: deeds.focus(turn, "s1", "lane"),
    "go": lambda turn: deeds.go(turn, "s1", "lane"),
    "home": lambda turn: deeds.move(turn, "s1", "yard"),
    "give": lambda turn: deeds.give(turn, "s1", "s2", "stone"),
    "back": lambda turn: deeds.give(turn, "s2", "s1", "stone"),
    "note": lambda turn: deeds.note(turn, "Hm."),
    "fly": _fly,
    "lay": _lay,
    "unset": _unset,
}


class Nobody:
    """Runs nothing: no handler is registered for what passes here."""

    async def run(self, function_name: str, params: Any, rights: Rights) -> str:
        """Never called with a handler's name."""
        raise AssertionError(function_name)


@settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(DEEDS)), st.sampled_from([0.0, 1.0, 5.0])), max_size=15
    )
)
def test_any_deeds_can_be_replayed_and_undone(chosen: list[tuple[str, float]]) -> None:
    """Whatever is done, the changes tell all of it, forwards and backwards."""

    async def play() -> tuple[World, list[JournalEntry]]:
        world, now, journal = yard_world(), START, []
        for name, wait in chosen:
            now += wait
            while (due := next_due(world)) and due.at <= now:
                turn = begun(world, now)
                await come_to_pass(due, turn, Nobody())
                journal.append(turn.entry())
                world = turn.world
            turn = begun(world, now)
            try:
                turn.narration = await DEEDS[name](turn)
            except GameError:
                continue
            journal.append(turn.entry())
            world = turn.world
        return world, journal

    last, journal = asyncio.run(play())
    again, same = asyncio.run(play())
    assert (again.state_hash(), same) == (last.state_hash(), journal)
    world = yard_world()
    for entry in journal:
        world.apply(list(entry.changes))
    assert world.state_hash() == last.state_hash()
    undo(world, journal)
    assert world.state_hash() == yard_world().state_hash()
