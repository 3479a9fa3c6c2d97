"""Changing what is there."""

from __future__ import annotations

from benchmarks.tools.checks import Bench
from benchmarks.tools.task import Failed, Kind, Seen, Task, say
from benchmarks.tools.tasks.traversal import to
from benchmarks.tools.world import MAKER


def is_lit(seen: Seen) -> str:
    """The place is not dark."""
    return say("dark" not in seen.light().lower(), f"the light is {seen.light()!r}")


def is_whole(seen: Seen) -> str:
    """The crystal is broken no longer."""
    return say(not seen.thing("crystal").get("broken", True), "the crystal is broken")


def is_unlocked(seen: Seen) -> str:
    """The chest is locked no longer."""
    return say(not seen.thing("chest").get("locked", True), "the chest is locked")


def is_raining(seen: Seen) -> str:
    """It rains in the place."""
    weather = seen.weather().lower()
    wet = ("rain", "drizzle", "shower", "storm", "downpour")
    return say(any(word in weather for word in wet), f"the weather is {weather!r}")


async def three_uses(bench: Bench) -> None:
    """The key opens the chest three times and not a fourth."""
    trial = bench.trial()
    for number in (1, 2, 3, 4):
        await trial.change(objects={"chest": {"locked": True}})
        seen = await trial.use(MAKER)
        is_open = not is_unlocked(seen)
        if is_open and number == 4:
            raise Failed("fourth use", "the key still opens the chest")
        if not is_open and number < 4:
            raise Failed("three uses", f"the key does not open the chest at use {number}")


TRANSFORMATION = (
    Task(
        name="torch",
        kind=Kind.TRANSFORMATION,
        wordings=(
            "A torch that lights up the dark place I am in for two minutes.",
            "torch, lite up this dark place 2 min",
            "Факел, который освещает тёмное место на две минуты.",
        ),
        place="grotto",
        holds=is_lit,
        lasts=120,
        touches=frozenset({"light"}),
    ),
    Task(
        name="butterflies",
        kind=Kind.TRANSFORMATION,
        wordings=(
            "A wand that turns the boulder into butterflies, so that the way to the hollow is "
            "free.",
            "turn boulder in2 buterflies",
            "Ein Zauberstab, der den Boulder in Schmetterlinge verwandelt, damit der Weg frei ist.",
        ),
        place="garden",
        focus="boulder_landmark",
        holds=to("hollow_mouth"),
        elsewhere="tower",
        touches=frozenset({"boulder"}),
    ),
    Task(
        name="glue",
        kind=Kind.TRANSFORMATION,
        wordings=(
            "Magic glue that mends the broken crystal.",
            "glue 2 mend the brokn crystal",
            "Волшебный клей, который чинит разбитый кристалл (Broken Crystal).",
        ),
        place="tower",
        focus="crystal_landmark",
        holds=is_whole,
        elsewhere="grotto",
        touches=frozenset({"crystal"}),
    ),
    Task(
        name="three_use_key",
        kind=Kind.TRANSFORMATION,
        wordings=(
            "A key that unlocks the iron chest, but only three times; then it has crumbled.",
            "key 4 the chest, works 3 times thn crumbles",
            "Une clé qui ouvre l'Iron Chest trois fois seulement, puis elle tombe en poussière.",
        ),
        place="hall",
        focus="chest_landmark",
        holds=is_unlocked,
        elsewhere="ledge",
        touches=frozenset({"chest"}),
        more=three_uses,
    ),
    Task(
        name="rain",
        kind=Kind.TRANSFORMATION,
        wordings=(
            "A little cloud that makes it rain here for one minute.",
            "cloud, make it rian here 1 min",
            "Облачко, из которого здесь одну минуту идёт дождь.",
        ),
        place="garden",
        holds=is_raining,
        lasts=60,
        touches=frozenset({"weather"}),
    ),
)
