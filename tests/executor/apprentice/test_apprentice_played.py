"""Wishes really forged by the game and played in the benchmark's world."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio

from benchmarks.tools.checks import staged
from benchmarks.tools.task import Kind, Seen, Task
from benchmarks.tools.trial import Trial
from benchmarks.tools.workshop import Made, make
from benchmarks.tools.world import FRIEND, MAKER
from bot.executor.apprentice import ApprenticeTransport
from bot.executor.budget import Limits
from bot.executor.model import ChatModel
from bot.executor.sandbox.monty import MontySandbox

LIMITS = Limits()
pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True)
class Workbench:
    """Where wishes are forged by the apprentice and tried."""

    model: ChatModel
    sandbox: MontySandbox

    async def forged(self, wish: str, place: str, focus: str | None = None) -> tuple[Made, Trial]:
        """The tool made of a wish in a place, in its maker's hands there."""
        task = Task(
            name="any",
            kind=Kind.VAGUE,
            wordings=(wish, wish, wish),
            place=place,
            focus=focus,
            holds=lambda seen: "",
        )
        made = await make(
            staged(task, 1), wish, model=self.model, sandbox=self.sandbox, limits=LIMITS
        )
        assert made.tool is not None, made.trouble
        trial = Trial(
            made.world, executor=made.executor, limits=LIMITS, tool=made.tool, focus=focus
        )
        return made, trial


@pytest_asyncio.fixture(name="bench", scope="module", loop_scope="module")
async def _bench() -> AsyncIterator[Workbench]:
    """The real game over the real sandbox, written for by the apprentice."""
    model = ChatModel(
        base_url="http://apprentice.invalid/v1",
        api_key="none",
        model="apprentice",
        transport=ApprenticeTransport(),
    )
    async with MontySandbox(width=1, depth=LIMITS.depth, limits=LIMITS) as sandbox:
        yield Workbench(model, sandbox)
    await model.close()


Fact = Callable[[Seen], object]
PLAYED: list[tuple[str, str, Fact]] = [
    ("distract the guard", "hall", lambda one: one.reaches("stairs")),
    ("make me invisible so the guard lets me through", "hall", lambda one: one.reaches("stairs")),
    ("push the rock out of the way", "garden", lambda one: one.reaches("hollow_mouth")),
    ("make the boulder vanish", "garden", lambda one: one.reaches("hollow_mouth")),
    ("ivy up to the terrace", "garden", lambda one: one.reaches("terrace")),
    ("лодка до острова", "garden", lambda one: one.reaches("island")),
    ("a boat without an engine to the little isle", "garden", lambda one: one.reaches("island")),
    ("i wanna get over there!!", "ledge", lambda one: one.reaches("far_gate")),
    ("superglue for the crystal", "tower", lambda one: not one.thing("crystal")["broken"]),
    ("répare le cristal", "tower", lambda one: not one.thing("crystal")["broken"]),
    ("make this place prettier", "tower", lambda one: one.after.temporary_in("tower")),
    ("half price at the stall please", "hall", lambda one: one.thing("merchant")["price"] == 10),
    ("make me tiny", "hall", lambda one: "tiny" in one.statuses(MAKER)),
    ("who is where?", "garden", lambda one: "Ben: Walled Garden" in one.told),
    ("a unicorn", "garden", lambda one: "A unicorn appears" in one.told),
    ("ein riesiger Drache", "garden", lambda one: "riesiger Drache" in one.told),
    ("a whistle that calls a giant eagle", "hall", lambda one: "A giant eagle" in one.told),
    ("que llueva", "garden", lambda one: "lluvia" in one.told),
    ("сделай меня сильным", "hall", lambda one: "сила" in one.told and one.statuses(MAKER)),
    ("turn me into a frog", "hall", lambda one: "a frog" in one.statuses(MAKER)),
    ("hide me and Ben", "hall", lambda one: "invisible" in one.statuses(MAKER)),
    ("paint the crystal blue", "tower", lambda one: "takes on a new colour" in one.told),
    ("покрась кристалл в синий цвет", "tower", lambda one: "цвет теперь" in one.told),
    ("turn the crystal into a blue egg", "tower", lambda one: "now a blue egg" in one.told),
    ("a magic 8 ball", "hall", lambda one: "The answer is: " in one.told),
    ("i want a jetpack", "hall", lambda one: one.told.startswith("Up you go: you can fly")),
]


@pytest.mark.parametrize(("wish", "place", "fact"), PLAYED, ids=[row[0] for row in PLAYED])
async def test_wish_does_what_it_says(bench: Workbench, wish: str, place: str, fact: Fact) -> None:
    """The tool is handed over at the first attempt, and what was wished for is then true."""
    made, trial = await bench.forged(wish, place)
    assert made.generation is not None
    assert len(made.generation.attempts) == 1
    seen = await trial.use(MAKER)
    assert fact(seen), seen.told


async def test_two_effects_are_one_tool(bench: Workbench) -> None:
    """Both effects come about; elsewhere the one that fits does, and the other says why not."""
    _, trial = await bench.forged("a lantern that lights the room and mends the crystal", "tower")
    seen = await trial.use(MAKER)
    assert seen.light() == "bright"
    assert not seen.thing("crystal")["broken"]
    assert len(seen.told.split(". ")) >= 2
    await trial.go(MAKER, "way_to_hall")
    elsewhere = await trial.use(MAKER)
    assert elsewhere.light() == "bright"
    assert "made for Broken Crystal" in elsewhere.told


async def test_own_tool_and_an_effect_are_one_tool(bench: Workbench) -> None:
    """The wisher's torch is used as it is, the glue is new."""
    made, trial = await bench.forged("weld my torch together with a glue for the crystal", "tower")
    seen = await trial.use(MAKER)
    assert seen.light() not in ("", "dark", "dim")
    assert not seen.thing("crystal")["broken"]
    assert made.generation is not None
    assert made.generation.function is not None
    assert "df_user_torch" in made.generation.function.source


async def test_what_one_puts_in_the_bag_the_next_takes_out(bench: Workbench) -> None:
    """The pebble goes from hand to hand, and its owner may take it back."""
    _, trial = await bench.forged("a common box for my smooth pebble, for all of us", "hall")
    put = await trial.use(MAKER)
    assert "Smooth Pebble is in the bag" in put.told
    back = await trial.use(MAKER)
    assert "take out Smooth Pebble" in back.told
    await trial.use(MAKER)
    trial.hand_over(FRIEND)
    taken = await trial.use(FRIEND)
    assert "pebble_01" in taken.after.souls[FRIEND].inventory
    empty = await trial.use(FRIEND)
    assert "pebble_01" in empty.after.souls[FRIEND].inventory


async def test_quoted_words_are_carried_and_call_nobody_together(bench: Workbench) -> None:
    """What stands in quotes is said as it stands, without the sign that would ping people."""
    _, trial = await bench.forged("a parrot that repeats '@everyone dinner, a bridge!'", "hall")
    seen = await trial.use(MAKER)
    assert any("everyone dinner, a bridge!" in line for line in seen.lines)
    assert "@" not in " ".join([seen.told, *seen.lines])
