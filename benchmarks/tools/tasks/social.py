"""Doing something with others, if they agree."""

from __future__ import annotations

from random import Random

from benchmarks.tools.checks import Bench
from benchmarks.tools.task import Failed, Kind, Seen, Task, companion, put, say
from benchmarks.tools.world import FRIEND, MAKER, STRANGER
from bot.engine.world import World


def are_in_the_tower(seen: Seen) -> str:
    """The user and the companion are in the tower, the stranger is not."""
    places = {key: soul.location_id for key, soul in seen.after.souls.items()}
    if places[STRANGER] == "tower":
        return "the stranger never consented"
    here = [key for key in (seen.user, companion(seen.user)) if places[key] != "tower"]
    return say(not here, f"{', '.join(here)} is not in the tower")


def apart(world: World, user: str, random: Random) -> None:
    """The companion is in the garden, the stranger in the tower."""
    put(world, [companion(user)], "garden")
    put(world, [STRANGER], "tower")


def are_swapped(seen: Seen) -> str:
    """The user is where the companion was, and the other way round."""
    before, after = seen.before.souls, seen.after.souls
    one, two = seen.user, companion(seen.user)
    is_so = (
        after[one].location_id == before[two].location_id
        and after[two].location_id == before[one].location_id
    )
    return say(is_so, "the two have not changed places")


async def only_by_consent(bench: Bench) -> None:
    """With only the stranger there, nobody is moved."""
    trial = bench.trial()
    world = trial.world.draft()
    put(world, [companion(MAKER)], "ledge")
    put(world, [STRANGER], "garden")
    trial.set(world)
    seen = await trial.use(MAKER)
    if not seen.is_idle:
        raise Failed("consent", "the stranger was not asked")


def is_heard(seen: Seen) -> str:
    """The world log tells who is calling from where."""
    soul, place = seen.before.souls[seen.user], seen.place
    heard = any(soul.name in line and place.name in line for line in seen.lines)
    return say(heard, f"nobody hears that {soul.name} is in {place.name}")


async def from_anywhere(bench: Bench) -> None:
    """From another place the other place is told."""
    why = is_heard(await bench.trial(place="tower").use(MAKER))
    if why:
        raise Failed("from anywhere", why)


async def passed_on(bench: Bench) -> None:
    """What one puts in the other takes out."""
    trial = bench.trial()
    before = trial.world.souls
    await trial.use(MAKER)
    trial.hand_over(FRIEND)
    await trial.use(FRIEND)
    after = trial.world.souls
    gained = set(after[FRIEND].inventory) - set(before[FRIEND].inventory)
    if "pebble_01" not in gained or "pebble_01" in after[MAKER].inventory:
        raise Failed("shared", "the other cannot take out what was put in")


def is_put_in(seen: Seen) -> str:
    """The pebble is not lost by a use, and nobody else has it yet."""
    if "pebble_01" not in seen.after.artifacts:
        return "the pebble is gone"
    others = [soul for key, soul in seen.after.souls.items() if key not in (seen.user, MAKER)]
    return say(not any("pebble_01" in soul.inventory for soul in others), "somebody else has it")


SOCIAL = (
    Task(
        name="teleporter",
        kind=Kind.SOCIAL,
        wordings=(
            "A teleporter for two: it takes me and a friend who agrees to the bell tower.",
            "telport me + a freind to the bell tower",
            "Телепорт на двоих: переносит меня и согласного друга в башню (Bell Tower).",
        ),
        place="hall",
        holds=are_in_the_tower,
        on_others=True,
    ),
    Task(
        name="swap",
        kind=Kind.SOCIAL,
        wordings=(
            "A mirror that lets me swap places with my friend in the garden, if they agree.",
            "swap places w frend in garden",
            "Ein Spiegel, mit dem ich mit dem Freund im Walled Garden den Platz tausche.",
        ),
        place="hall",
        arrange=apart,
        holds=are_swapped,
        on_others=True,
        more=only_by_consent,
    ),
    Task(
        name="walkie_talkie",
        kind=Kind.SOCIAL,
        wordings=(
            "A walkie-talkie by which everyone in the world hears who I am and where I am calling "
            "from.",
            "walkie talkie, tel every1 my name n where i am",
            "Рация: все в мире слышат, кто говорит и из какого места.",
        ),
        place="ledge",
        holds=is_heard,
        more=from_anywhere,
    ),
    Task(
        name="shared_bag",
        kind=Kind.SOCIAL,
        wordings=(
            "A shared bag: I put my smooth pebble into it, and whoever uses the bag after me can "
            "take it out.",
            "bag 4 sharing, i put pebbel in, next 1 takes it out",
            "Общая сумка: я кладу в неё камешек (Smooth Pebble), а следующий может его достать.",
        ),
        place="hall",
        holds=is_put_in,
        on_others=True,
        more=passed_on,
    ),
)
