"""What a soul can do in a turn: join, step up, leave, use, give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.engine.errors import NotFound, Refused
from bot.engine.failing import blaming, in_game_words
from bot.engine.journal import LineKind
from bot.engine.outcome import Prompt
from bot.engine.running import TurnRunner
from bot.engine.scene import exit_refusal, use_arguments
from bot.engine.turn import Turn
from bot.engine.world import Artifact, Location, Soul, World
from bot.sentence import Sentence
from bot.values import Json, JsonObject, load


async def join(turn: Turn, player_id: str, name: str) -> str:
    """A new soul for a player, in the Void or at the start; one who has a soul keeps it."""
    if soul := turn.world.soul_of(player_id):
        turn.soul_id = soul.id
        if soul.rests_from is not None:
            return come_back(turn, soul)
        return Sentence("You are {soul}.", soul=soul.name)
    require_going(turn.world)
    soul = Soul(id=turn.new_id("soul", turn.world.souls), name=name, player_id=player_id)
    turn.soul_id = soul.id
    turn.world.souls[soul.id] = soul
    if not turn.world.chronicle.is_born:
        turn.say(f"{name} drifts in the Void, waiting for the world.", LineKind.SYSTEM)
        return Sentence("You drift in the Void until the world is born.")
    place = arrive(turn, soul)
    return Sentence("You are {soul}, in {place}.", soul=name, place=place.name)


def arrive(turn: Turn, soul: Soul) -> Location:
    """Bring a soul to the start of the world, with what the world gives to newcomers."""
    world = turn.world
    named = world.properties.get("initial_start_location_id")
    first = next(iter(world.locations.values()), None)
    start = world.locations.get(str(named)) if named is not None else first
    if start is None:
        raise Refused("This world has no place to begin in.")
    given = world.properties.get("initial_player_artifacts")
    ids = [str(key) for key in given] if isinstance(given, list) else []
    items = [world.artifacts[key] for key in ids if key in world.artifacts]
    carried = (*soul.inventory, *(item.id for item in items if item.id not in soul.inventory))
    world.souls[soul.id] = replace(soul, location_id=start.id, inventory=carried, focus=None)
    turn.say(f"{soul.name} arrives in {start.name}.", LineKind.DEED)
    if items:
        turn.say(f"{soul.name} carries {_listed([item.name for item in items])}.", LineKind.DEED)
    return start


def come_back(turn: Turn, soul: Soul) -> str:
    """Bring a soul at rest back to where it was, or to the start if that is gone."""
    require_going(turn.world)
    turn.kind = "return"
    awake = replace(soul, rests_from=None)
    place = turn.world.locations.get(soul.rests_from or "")
    if place is None:
        place = arrive(turn, awake)
    else:
        turn.world.souls[soul.id] = replace(awake, location_id=place.id)
        turn.say(f"{soul.name} comes back to {place.name}.", LineKind.DEED)
    return Sentence("You are {soul}, back in {place}.", soul=soul.name, place=place.name)


async def leave(turn: Turn, soul_id: str) -> str:
    """Go to rest: nowhere, out of everyone's reach, with everything one carries."""
    soul = turn.world.souls[soul_id]
    if soul.rests_from is not None:
        return Sentence("You are at rest already.")
    place = _place(turn, soul)
    turn.world.souls[soul_id] = replace(soul, location_id=None, focus=None, rests_from=place.id)
    turn.say(f"{soul.name} goes to rest.", LineKind.DEED)
    return Sentence(
        "You go to rest. What you carry stays with you; {place} waits for you.", place=place.name
    )


def require_soul(world: World, soul_id: str) -> None:
    """Raise `NotFound` for one who has not joined the world."""
    if soul_id not in world.souls:
        raise NotFound("You have no soul in this world yet: join it first.")


def require_going(world: World) -> None:
    """Raise `Refused` while the world is paused."""
    if world.chronicle.paused_at is not None:
        raise Refused("The world is paused: nothing happens in it until a moderator resumes it.")


def require_awake(world: World, soul_id: str) -> None:
    """Raise `Refused` while the world is paused or the soul is at rest."""
    require_going(world)
    if world.souls[soul_id].rests_from is not None:
        raise Refused("You are at rest: come back into the world first.")


async def focus(turn: Turn, soul_id: str, landmark_key: str | None) -> str:
    """Step up to a landmark of the place, or back from everything."""
    soul = turn.world.souls[soul_id]
    place = _place(turn, soul)
    if landmark_key is None:
        turn.world.souls[soul_id] = replace(soul, focus=None)
        return Sentence("You step back and take in the whole place.")
    mark = place.landmarks.get(landmark_key)
    if mark is None:
        raise NotFound(
            "There is no {landmark_key!r} in {place}.", landmark_key=landmark_key, place=place.name
        )
    turn.world.souls[soul_id] = replace(soul, focus=landmark_key)
    return Sentence("You step up to {mark}.", mark=mark.name)


async def go(turn: Turn, soul_id: str, exit_key: str) -> str:
    """Leave through the exit one has stepped up to, if it stands open."""
    soul = turn.world.souls[soul_id]
    place = _place(turn, soul)
    goal = turn.world.locations.get(place.exits.get(exit_key, ""))
    if goal is None:
        raise NotFound(
            "There is no way out at {exit_key!r} in {place}.", exit_key=exit_key, place=place.name
        )
    if reason := exit_refusal(turn.world, place, exit_key, turn.now, soul=soul):
        raise Refused(reason)
    mark = place.landmarks.get(exit_key)
    if mark is not None and soul.focus != exit_key:
        raise Refused("Step up to {mark} first.", mark=mark.name)
    _set_down(turn, soul, goal)
    return Sentence("You go to {goal}. {about}", goal=goal.name, about=goal.description)


async def move(turn: Turn, soul_id: str, location_id: str) -> str:
    """Set a soul down in another place."""
    goal = turn.world.locations.get(location_id)
    if goal is None:
        raise NotFound("There is no place {location_id!r} in this world.", location_id=location_id)
    _set_down(turn, turn.world.souls[soul_id], goal)
    return Sentence("You are in {goal}. {about}", goal=goal.name, about=goal.description)


async def use(
    turn: Turn, runner: TurnRunner, soul_id: str, artifact_id: str, args: JsonObject
) -> str | Prompt:
    """Run a carried artifact's function with what its interaction rule passes."""
    soul = turn.world.souls[soul_id]
    artifact = _carried(turn, soul, artifact_id)
    if artifact.function_name is None:
        raise Refused("{artifact} does nothing by itself.", artifact=artifact.name)
    params: JsonObject = {
        **use_arguments(turn.world, soul, artifact, args),
        "soul_id": soul_id,
        "location_id": soul.location_id,
        "artifact_id": artifact.id,
        "artifact_properties": artifact.properties,
    }
    with blaming(artifact.name):
        text = await runner.run(artifact.function_name, params)
    return answer(text, lambda said: in_game_words(turn, artifact.name, said))


def answer(text: str, reword: Callable[[str], str] = str) -> str | Prompt:
    """What a function's result means to the player; `Refused` where it reports an error.

    `reword` makes of the function's words what the player reads.
    """
    if text == Prompt.TOOL_DESCRIPTION:
        return Prompt.TOOL_DESCRIPTION
    result = parsed(text)
    if result is None:
        return reword(text)
    if result.get("error"):
        raise Refused(reword(str(result["error"])))
    message = result.get("message")
    return reword(text if message is None else str(message))


def parsed(text: str) -> dict[str, Json] | None:
    """The JSON object a function returned, or None where it returned words."""
    try:
        value = load(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


async def give(turn: Turn, giver_id: str, receiver_id: str, artifact_id: str) -> str:
    """Hand an artifact to a soul in the same place."""
    giver = turn.world.souls[giver_id]
    receiver = turn.world.souls.get(receiver_id)
    item = _carried(turn, giver, artifact_id)
    if receiver is None or receiver.location_id != giver.location_id:
        raise Refused("They are not here.")
    if receiver.id == giver.id:
        raise Refused("You already carry {item}.", item=item.name)
    if item.id in receiver.inventory:
        raise Refused("{receiver} already carries {item}.", receiver=receiver.name, item=item.name)
    left = tuple(key for key in giver.inventory if key != item.id)
    turn.world.souls[giver.id] = replace(giver, inventory=left)
    turn.world.souls[receiver.id] = replace(receiver, inventory=(*receiver.inventory, item.id))
    turn.say(f"{giver.name} gave {item.name} to {receiver.name}.", LineKind.DEED)
    return Sentence("You gave {item} to {receiver}.", item=item.name, receiver=receiver.name)


async def note(turn: Turn, text: str) -> str:
    """A word of a script, said to nobody in the world."""
    if text:
        turn.say(text, LineKind.SYSTEM)
    return text


def _set_down(turn: Turn, soul: Soul, goal: Location) -> None:
    turn.world.souls[soul.id] = replace(soul, location_id=goal.id, focus=None)
    turn.say(f"{soul.name} comes to {goal.name}.", LineKind.DEED)


def _place(turn: Turn, soul: Soul) -> Location:
    place = turn.world.locations.get(soul.location_id or "")
    if place is None:
        raise Refused("You drift in the Void: there is nothing here yet.")
    return place


def _carried(turn: Turn, soul: Soul, artifact_id: str) -> Artifact:
    artifact = turn.world.artifacts.get(artifact_id)
    if artifact is None or artifact_id not in soul.inventory:
        raise NotFound("You do not carry that.")
    return artifact


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
