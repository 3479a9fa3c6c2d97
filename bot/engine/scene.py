"""What one soul sees and may do now; the interface shows it and decides nothing of its own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.actions import Action, ActionKind, actions_of, targeted
from bot.engine.errors import NotFound
from bot.engine.paths import barriers_of, path_exists
from bot.engine.world import (
    HERE,
    Artifact,
    Landmark,
    Location,
    Soul,
    TemporaryObject,
    World,
)
from bot.sentence import Sentence
from bot.values import Json, JsonObject, as_object, as_text

__all__ = [
    "Action",
    "ActionKind",
    "Exit",
    "Presence",
    "Scene",
    "Sight",
    "exit_refusal",
    "find_action",
    "scene_of",
    "sealed_reason",
    "use_arguments",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A landmark as one sees it. `update` is how its object recolours it (may be empty)."""

    key: str
    name: str
    config: JsonObject
    is_focus: bool = False
    is_exit: bool = False
    target_object_id: str | None = None
    update: JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Another soul that is here."""

    id: str
    name: str
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """A way out. `sealed` says why one cannot leave by it now, None where one can."""

    key: str
    name: str
    to_location_id: str
    to_name: str
    sealed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What one soul sees and may do at `now` (epoch seconds); `location_id` None is the Void."""

    world_id: str
    world_name: str
    soul: Soul
    now: float
    location_id: str | None
    name: str
    description: str
    config: JsonObject
    light: str | None = None
    weather: str | None = None
    statuses: tuple[str, ...] = ()
    landmarks: tuple[Sight, ...] = ()
    others: tuple[Presence, ...] = ()
    inventory: tuple[Artifact, ...] = ()
    temporary: tuple[TemporaryObject, ...] = ()
    exits: tuple[Exit, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def focus(self) -> Sight | None:
        """The landmark the soul has stepped up to."""
        return next((sight for sight in self.landmarks if sight.is_focus), None)


def scene_of(world: World, soul_id: str, now: float) -> Scene:
    """The scene of a soul; raises `NotFound` if the world has no such soul."""
    soul = world.souls.get(soul_id)
    if soul is None:
        raise NotFound("There is no soul {soul_id!r} in this world.", soul_id=soul_id)
    inventory = _carried(world, soul)
    location = world.locations.get(soul.location_id or "")
    if location is None:
        return _void(world, soul, inventory, now)
    exits = tuple(_exits(world, location, soul, now))
    return Scene(
        world_id=world.id,
        world_name=world.chronicle.name,
        soul=soul,
        now=now,
        location_id=location.id,
        name=location.name,
        description=location.description,
        config=location.config,
        light=location.light_at(now),
        weather=location.weather_at(now),
        statuses=soul.statuses_at(now),
        landmarks=tuple(
            _sight(world, location, mark, soul) for mark in location.landmarks.values()
        ),
        others=tuple(_others(world, soul, now)),
        inventory=inventory,
        temporary=tuple(
            thing for thing in world.temporary_in(location.id) if now < thing.expires_at
        ),
        exits=exits,
        actions=actions_of(
            location,
            soul,
            usable=_usable(world, inventory),
            open_exits={one.key: one.to_name for one in exits if one.sealed is None},
        ),
    )


def find_action(scene: Scene, key: str) -> Action | None:
    """The action of that key or code, if it is open to the soul now."""
    return next((action for action in scene.actions if key in (action.key, action.code)), None)


def sealed_reason(world: World, location: Location, landmark_key: str) -> str | None:
    """Why the puzzle of an exit keeps it shut, or None where it stands open."""
    mark = location.landmarks.get(landmark_key)
    if mark is None or mark.puzzle_id is None:
        return None
    puzzle = world.puzzles.get(mark.puzzle_id)
    return None if puzzle and puzzle.is_solved else Sentence("{mark} is sealed.", mark=mark.name)


def exit_refusal(
    world: World, location: Location, landmark_key: str, now: float, *, soul: Soul | None = None
) -> str | None:
    """Why one cannot leave by an exit now: it is sealed, or lies beyond a barrier, or None.

    Only barriers that a recipe declares keep one from an exit; the plain chasm ground does not,
    because in worlds of the original's format the exit's puzzle already stands for it.
    """
    if reason := sealed_reason(world, location, landmark_key):
        return reason
    mark = location.landmarks.get(landmark_key)
    is_barred = any(
        barrier.is_declared and barrier.is_beyond(landmark_key)
        for barrier in barriers_of(world, location)
    )
    if mark is None or not is_barred:
        return None
    if path_exists(world, location.id, HERE, landmark_key, now, soul=soul):
        return None
    return Sentence("There is no way across to {mark} now.", mark=mark.name)


def use_arguments(world: World, soul: Soul, artifact: Artifact, args: JsonObject) -> JsonObject:
    """What a use passes to the artifact's function, where its interaction rules allow the use.

    `args` is what the front end or a script gives, such as `target_env_object_id`. Raises
    `Refused` where the soul has to step up to something first, or the thing does not work there.
    """
    location = world.locations.get(soul.location_id or "")
    return targeted(location, soul, artifact, args)


def _void(world: World, soul: Soul, inventory: tuple[Artifact, ...], now: float) -> Scene:
    names = as_object(world.properties.get("ui_special_location_names"))
    messages = as_object(world.properties.get("ui_messages"))
    return Scene(
        world_id=world.id,
        world_name=world.chronicle.name,
        soul=soul,
        now=now,
        location_id=None,
        name=as_text(names.get("limbo_void")) or Sentence("The Void"),
        description=as_text(messages.get("limbo_void_description"))
        or Sentence("There is nothing here yet. A world is coming into being; wait for it."),
        config=as_object(world.properties.get("void_visual_config")),
        statuses=soul.statuses_at(now),
        inventory=inventory,
        others=tuple(_others(world, soul, now)),
    )


def _carried(world: World, soul: Soul) -> tuple[Artifact, ...]:
    found = (world.artifacts.get(key) for key in soul.inventory)
    return tuple(artifact for artifact in found if artifact is not None)


def _usable(world: World, inventory: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    return tuple(artifact for artifact in inventory if artifact.function_name)


def _others(world: World, soul: Soul, now: float) -> list[Presence]:
    present = [
        Presence(id=one.id, name=one.name, statuses=one.statuses_at(now))
        for one in world.souls_in(soul.location_id)
        if one.id != soul.id
    ]
    return [one for one in present if "invisible" not in one.statuses]


def _exits(world: World, location: Location, soul: Soul, now: float) -> list[Exit]:
    found: list[Exit] = []
    for key, goal_id in location.exits.items():
        mark, goal = location.landmarks.get(key), world.locations.get(goal_id)
        found.append(
            Exit(
                key=key,
                name=mark.name if mark else key,
                to_location_id=goal_id,
                to_name=goal.name if goal else goal_id,
                sealed=exit_refusal(world, location, key, now, soul=soul)
                if goal
                else Sentence("It leads nowhere yet."),
            )
        )
    return found


def _sight(world: World, location: Location, mark: Landmark, soul: Soul) -> Sight:
    thing = world.objects.get(mark.target_object_id or "")
    update: Json = thing.details.get("client_visual_update") if thing else None
    return Sight(
        key=mark.key,
        name=mark.name,
        config=mark.config,
        is_focus=mark.key == soul.focus,
        is_exit=mark.key in location.exits,
        target_object_id=mark.target_object_id,
        update=as_object(update),
    )
