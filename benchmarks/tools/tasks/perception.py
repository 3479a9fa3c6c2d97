"""Seeing and knowing what one could not; what is to be told is decided when the tool is tried."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.tools.checks import Bench
from benchmarks.tools.task import Failed, Kind, Seen, Task, companion, put, say
from benchmarks.tools.world import MAKER, STRANGER
from bot.engine.world import Artifact, World

_WORDS = ("amber", "thistle", "quarry", "lantern", "saffron", "cinder", "marrow", "willow")


def written(world: World, user: str, random: Random) -> None:
    """Write something on the dark wall."""
    text = f"{random.choice(_WORDS)} {random.randint(1000, 9999)}"
    thing = world.objects["inscription"]
    world.objects["inscription"] = replace(thing, details={**thing.details, "text": text})


def is_read(seen: Seen) -> str:
    """The user reads what is written, or it is hidden no longer."""
    text = str(seen.before.objects["inscription"].details["text"])
    is_shown = not seen.thing("inscription").get("hidden")
    return say(text in seen.told or is_shown, "what is written is still unknown")


def renamed(world: World, user: str, random: Random) -> None:
    """Give a place another name, and another its neighbour."""
    sanctum = world.locations["sanctum"]
    world.locations["sanctum"] = replace(
        sanctum, name=f"{random.choice(_WORDS).title()} Hall {random.randint(100, 999)}"
    )


def is_mapped(seen: Seen) -> str:
    """The names of all places are told."""
    places = seen.before.locations.values()
    missing = [place.name for place in places if place.name not in seen.told]
    return say(not missing, f"{', '.join(missing)} is not told")


def carrying(world: World, user: str, random: Random) -> None:
    """Give the companion and the stranger a thing each, which nobody knows of."""
    for soul_id in (companion(user), STRANGER):
        name = f"{random.choice(_WORDS)} charm {random.randint(1000, 9999)}"
        item = Artifact(id=f"secret_{soul_id}", name=name, description="A charm.")
        world.artifacts[item.id] = item
        soul = world.souls[soul_id]
        others = tuple(key for key in soul.inventory if key != item.id)
        world.souls[soul_id] = replace(soul, inventory=(*others, item.id))


def is_known(seen: Seen) -> str:
    """What the companion carries is told, and what the stranger carries is not."""
    theirs, strangers = (
        seen.before.artifacts[f"secret_{soul_id}"].name
        for soul_id in (companion(seen.user), STRANGER)
    )
    if strangers in seen.told:
        return "what is told of the stranger is no concern of the tool"
    return say(theirs in seen.told, f"{theirs} is not told")


def scattered(world: World, user: str, random: Random) -> None:
    """Set the others down in places of the choice of chance."""
    for soul_id in (companion(user), STRANGER):
        put(world, [soul_id], random.choice(["ledge", "garden", "grotto", "tower"]))


def is_found(seen: Seen) -> str:
    """The name of the place where the companion is is told."""
    place = seen.before.souls[companion(seen.user)].location_id or ""
    name = seen.before.locations[place].name
    return say(name in seen.told, f"{name} is not told")


async def follows_the_facts(bench: Bench) -> None:
    """Where the facts are different, something else is told."""
    told = {(await bench.trial(arranged=number).use(MAKER)).told for number in (2, 3, 4)}
    if len(told) == 1:
        raise Failed("facts", "it tells the same whatever the facts are")


PERCEPTION = (
    Task(
        name="goggles",
        kind=Kind.PERCEPTION,
        wordings=(
            "Goggles that let me read the hidden inscription on the dark wall of the grotto.",
            "gogles 2 read whats hidden on dark wall",
            "Une paire de lunettes qui révèle l'inscription cachée sur le Dark Wall.",
        ),
        place="grotto",
        focus="inscription_landmark",
        arrange=written,
        holds=is_read,
        elsewhere="hall",
        touches=frozenset({"inscription", "light"}),
    ),
    Task(
        name="map",
        kind=Kind.PERCEPTION,
        wordings=(
            "A map that tells me the names of all the places of this world.",
            "map w/ names of al places",
            "Карта, на которой видны названия всех мест этого мира.",
        ),
        place="hall",
        arrange=renamed,
        holds=is_mapped,
        more=follows_the_facts,
    ),
    Task(
        name="mind_stone",
        kind=Kind.PERCEPTION,
        wordings=(
            "A mind stone that tells me what those around me carry, if they let me.",
            "mindstone: tel me what ppl here carry (if they agree)",
            "Ein Gedankenstein, der verrät, was die anderen hier bei sich tragen, wenn sie es "
            "erlauben.",
        ),
        place="garden",
        arrange=carrying,
        holds=is_known,
        more=follows_the_facts,
    ),
    Task(
        name="compass",
        kind=Kind.PERCEPTION,
        wordings=(
            "A compass that tells me in which place each of my friends is.",
            "compas: wheres everyone?",
            "Una brújula que me dice en qué lugar está cada uno de mis amigos.",
        ),
        place="hall",
        arrange=scattered,
        holds=is_found,
        more=follows_the_facts,
    ),
)
