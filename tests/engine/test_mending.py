"""A tool that fails in play: nothing is lost, it is mended behind the scenes or set aside."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from textwrap import indent

import pytest
from playing import WORLD, Open, Scribe, Stage, in_the_yard

from bot.engine.channels.channels import Channels
from bot.engine.errors import FunctionTrouble, GameError
from bot.engine.forging.forge import forge
from bot.engine.mending import Cases, Mended, Mender
from bot.engine.mending.bench import MendingBench
from bot.engine.mending.cases import MOST_CASES
from bot.engine.turn import Turn
from bot.executor.budget import Limits
from bot.executor.errors import ModelUnavailable
from bot.executor.specification import Author

pytestmark = pytest.mark.asyncio(loop_scope="session")

WISH = "a lamp that dims the yard"
QUICK = Limits(seconds=1.5, host_calls=40)
LIT = """
external_apis['host_set_light'](
    {'location_id': params['location_id'], 'value': 'dim', 'duration': 20})
"""
GOOD = f"{LIT}return 'It is dim.'"
ODD = """
import json
thing = json.loads(external_apis['host_get_environment_object_data']({'object_id': 'well'}))
if thing['details'].get('is_odd'):
"""
FAULTS = {
    "a key that is not there": "return params['no such thing']",
    "an index past the end": "return [][3]",
    "two kinds that do not add": "return 'a' + 1",
    "a division by nothing": "return str(1 / 0)",
    "nothing used as something": "return None.upper()",
    "nothing returned": "return thing.get('nothing')",
    "no text returned": "return len(thing)",
    "no end": "while True: pass",
    "too many calls": "for n in range(99): external_apis['host_random']({'low': 1, 'high': 2})",
    "a recursion without end": "f = lambda n: f(n + 1)\nreturn f(0)",
    "too much output": "return 'x' * 10_000_000",
    "a number that is none": "return str(int('many'))",
    "an API that does not exist": "return external_apis['host_' + 'fly']({})",
    "a name that does not exist": "return globals()['lamp']",
    "too few to take apart": "a, b = ['one']\nreturn a",
    "a reply that is no JSON": "return json.loads('It is dim.')",
    "an error of its own": "raise ValueError('odd')",
    "a failed assertion": "assert not thing\nreturn 'Dim.'",
    "another place": (
        "external_apis['host_set_light']({'location_id': 'barn', 'value': 'dim'})\nreturn 'Far.'"
    ),
    "longer than promised": (
        "external_apis['host_set_light']({**{'location_id': 'yard', 'value': 'dim'},"
        " 'duration': len(thing) * 500})\nreturn 'Long.'"
    ),
}
"""What goes wrong where the well is odd, which no rehearsal has seen."""


def faulty(fault: str) -> str:
    """A tool that works until the well is odd."""
    return f"{ODD}{indent(fault, '    ')}\n{GOOD}"


def mended(mark: str = "") -> str:
    """The same tool without its fault."""
    return f"word = 'It is dim.'\n{ODD}    word = 'The well is odd.{mark}'\n{LIT}return word"


class Yard:
    """The yard with somebody who mends, and a model with these answers."""

    def __init__(self, stage: Stage, scribe: Scribe) -> None:
        self.stage, self.scribe = stage, scribe
        self.cases = Cases(stage.database)
        self.heard: list[Mended] = []
        self.mender = Mender(
            stage.game,
            stage.library,
            self.cases,
            Channels(stage.database),
            tell=self.heard.append,
        )
        stage.game.on_fault = self.mender.report

    async def forged(self) -> tuple[str, str]:
        """The tool Ada has forged, and its function's name."""
        made = await forge(self.stage.game, WORLD, "s1", WISH)
        assert made.generation.function is not None
        return made.artifact_id, made.generation.function.name

    async def make_odd(self, **details: bool) -> None:
        """Let the well be as no rehearsal saw it."""

        async def deed(turn: Turn, _: object) -> str:
            well = turn.world.objects["well"]
            new = {**well.details, "is_odd": True, **details}
            turn.world.objects["well"] = replace(well, details=new)
            return "Odd."

        await self.stage.game.act(WORLD, deed, kind="test")


async def yard_with(open_stage: Open, *answers: str | Exception, **more: object) -> Yard:
    """The yard and these answers of a model."""
    scribe = Scribe(*answers)
    return Yard(await in_the_yard(await open_stage(scribe, limits=QUICK, **more)), scribe)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_a_planted_fault_is_mended(open_stage: Open, fault: str) -> None:
    """The first use fails and leaves nothing, a later one works, and so does the case."""
    yard = await yard_with(open_stage, faulty(fault), mended())
    tool, name = await yard.forged()
    assert await yard.stage.use("Ada", tool) == "It is dim."
    await yard.make_odd()
    before = await yard.stage.record()
    with pytest.raises(GameError) as caught:
        await yard.stage.use("Ada", tool)
    assert name not in str(caught.value)
    assert "Error" not in str(caught.value)
    assert (await yard.stage.record()).state == before.state
    await yard.mender.settled()
    assert await yard.stage.use("Ada", tool) == "The well is odd."
    assert (await yard.stage.library.find(WORLD, name)).version == 2
    assert "Orb: a lamp that dims the yard has been mended." in await yard.stage.log()
    assert [(one.name, one.version, one.is_mended) for one in yard.heard] == [(name, 2, True)]
    await passes_all(yard, name)


async def passes_all(yard: Yard, name: str) -> None:
    """The function comes through every case that is kept of it."""
    function = await yard.stage.library.find(WORLD, name)
    cases = await yard.cases.of(WORLD, name)
    assert cases
    bench = MendingBench(yard.stage.executor, cases, QUICK, label=function.label, bench=None)
    assert (await bench.rehearse(function)).findings == ()


async def test_what_mends_one_case_must_not_break_another(open_stage: Open) -> None:
    """What fails where the tool failed before is sent back; in the end both cases pass."""
    second = f"{ODD}    if thing['details'].get('is_wet'): return params['y']\n{LIT}return 'Odd.'"
    answers = [faulty("return params['x']"), second, faulty("return params['z']"), mended("!")]
    yard = await yard_with(open_stage, *answers)
    tool, name = await yard.forged()
    await yard.make_odd()
    for text in ("Odd.", "The well is odd.!"):
        with pytest.raises(FunctionTrouble):
            await yard.stage.use("Ada", tool)
        await yard.mender.settled()
        assert await yard.stage.use("Ada", tool) == text
        await yard.make_odd(is_wet=True)
    assert len(await yard.cases.of(WORLD, name)) == 2
    assert yard.scribe.answers == []
    await passes_all(yard, name)


async def test_mending_never_widens_what_was_accepted(open_stage: Open) -> None:
    """What would do more than its card said is sent back with that reason."""
    wide = f"external_apis['host_set_soul_status']({{'soul_id': 's2', 'status': 'calm'}})\n{GOOD}"
    yard = await yard_with(open_stage, faulty("return params['x']"), wide, mended())
    tool, _ = await yard.forged()
    await yard.make_odd()
    with pytest.raises(FunctionTrouble):
        await yard.stage.use("Ada", tool)
    await yard.mender.settled()
    assert "more than was accepted" in str(yard.scribe.asked[-1])
    assert "others" in str(yard.scribe.asked[-1])
    assert await yard.stage.use("Ada", tool) == "The well is odd."


async def test_what_cannot_be_mended_is_set_aside(open_stage: Open) -> None:
    """After three mendings in vain the tool stays, says so, and asks no model any more."""
    vain = [faulty(f"return params['{number}']") for number in range(20)]
    yard = await yard_with(open_stage, *vain)
    tool, name = await yard.forged()
    await yard.make_odd()
    for _ in range(3):
        with pytest.raises(FunctionTrouble, match="did not work"):
            await yard.stage.use("Ada", tool)
        await yard.mender.settled()
    asked = len(yard.scribe.asked)
    with pytest.raises(FunctionTrouble, match="set aside until it is mended"):
        await yard.stage.use("Ada", tool)
    await yard.mender.settled()
    assert len(yard.scribe.asked) == asked
    assert [one.is_mended for one in yard.heard] == [False]
    assert "could not be mended, and is set aside." in (await yard.stage.log())[-1]
    assert [one.name for one in await yard.stage.library.set_aside(WORLD)] == [name]
    await yard.stage.library.enable(WORLD, name)
    with pytest.raises(FunctionTrouble, match="did not work"):
        await yard.stage.use("Ada", tool)
    await yard.mender.settled()
    assert len(yard.scribe.asked) == asked
    assert [one.name for one in await yard.stage.library.set_aside(WORLD)] == [name]


async def test_a_function_of_the_world_is_never_set_aside(open_stage: Open) -> None:
    """It stays, for without it nothing would go on; after three mendings no model is asked."""
    yard = await yard_with(open_stage, *[f"return params['{number}']" for number in range(20)])
    await yard.stage.teach("df_wand", "return params['no such thing']")
    for _ in range(5):
        with pytest.raises(FunctionTrouble, match="did not work"):
            await yard.stage.use("Ada", "wand")
        await yard.mender.settled()
    assert len(yard.scribe.asked) == 3 * 4
    assert await yard.stage.library.set_aside(WORLD) == []
    assert yard.heard == []


async def test_a_function_of_the_world_is_mended(open_stage: Open) -> None:
    """What everybody carries works again for everybody."""
    yard = await yard_with(open_stage, "return 'It sparkles.'")
    await yard.stage.teach("df_wand", "return params['no such thing']")
    with pytest.raises(FunctionTrouble, match="did not work"):
        await yard.stage.use("Ada", "wand")
    await yard.mender.settled()
    assert await yard.stage.use("Ben", "wand") == "It sparkles."
    assert (await yard.stage.library.find(WORLD, "df_wand")).author is Author.WORLD


async def test_a_called_function_is_mended_and_not_its_caller(open_stage: Open) -> None:
    """The fault is that of the function that failed, even where the caller went on."""
    yard = await yard_with(open_stage, "return 'Ring!'")
    await yard.stage.teach("df_ring", "return params['no such thing']")
    await yard.stage.teach(
        "df_wand",
        "external_apis['host_trigger_world_event']({'event_id': 'ring'})\nreturn 'It rang.'",
    )
    assert await yard.stage.use("Ada", "wand") == "It rang."
    await yard.mender.settled()
    assert [one.name for one in yard.heard] == ["df_ring"]
    assert "Ring!" in (await yard.stage.library.find(WORLD, "df_ring")).source


async def test_a_tool_that_fails_twice_at_once_is_mended_once(open_stage: Open) -> None:
    """While it is being mended, further failures are only kept."""
    yard = await yard_with(open_stage, faulty("return params['x']"), mended())
    tool, name = await yard.forged()
    await yard.make_odd()
    yard.scribe.may_answer.clear()
    for _ in range(3):
        with pytest.raises(FunctionTrouble):
            await yard.stage.use("Ada", tool)
        await asyncio.sleep(0)
    yard.scribe.may_answer.set()
    await yard.mender.settled()
    assert len(yard.scribe.asked) == 2
    assert len(await yard.cases.of(WORLD, name)) == 1
    assert len(yard.heard) == 1


async def test_without_a_model_a_tool_waits_to_be_mended(open_stage: Open) -> None:
    """The case is kept; the next failure has it mended, and nobody notices anything else."""
    gone = ModelUnavailable("The model cannot be reached.")
    yard = await yard_with(open_stage, faulty("return params['x']"), gone, mended())
    tool, name = await yard.forged()
    await yard.make_odd()
    for heard in (0, 1):
        with pytest.raises(FunctionTrouble, match="did not work"):
            await yard.stage.use("Ada", tool)
        await yard.mender.settled()
        assert len(yard.heard) == heard
    assert await yard.stage.use("Ada", tool) == "The well is odd."
    assert len(await yard.cases.of(WORLD, name)) == 1


async def test_only_the_newest_cases_are_kept(open_stage: Open) -> None:
    """A function that fails in ever new ways does not fill the database, nor outlive its world."""
    yard = await yard_with(open_stage, *[ModelUnavailable("Gone.")] * 20)
    number = "external_apis['host_random']({'low': 1, 'high': 10**9})"
    await yard.stage.teach("df_wand", f"raise ValueError({number})")
    for _ in range(MOST_CASES + 2):
        with pytest.raises(FunctionTrouble):
            await yard.stage.use("Ada", "wand")
        await yard.make_odd()
        await yard.mender.settled()
    cases = await yard.cases.of(WORLD, "df_wand")
    assert len(cases) == MOST_CASES
    assert cases[0].world.objects["well"].details["is_odd"] is True
    await yard.stage.library.delete(WORLD)
    assert await yard.cases.of(WORLD, "df_wand") == []
