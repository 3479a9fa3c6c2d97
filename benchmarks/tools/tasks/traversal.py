"""Getting where one could not get to."""

from __future__ import annotations

from benchmarks.tools.checks import Bench
from benchmarks.tools.task import Failed, Holds, Kind, Seen, Task, say
from benchmarks.tools.world import MAKER


def to(landmark: str) -> Holds:
    """One can get to a landmark of the place."""
    return lambda seen: say(seen.reaches(landmark), f"there is no way to {landmark}")


def new_room(seen: Seen) -> str:
    """A place that was not there before can be walked into from here, and out of again."""
    exits = seen.after.locations[seen.place.id].exits
    rooms = [goal for goal in exits.values() if goal not in seen.before.locations]
    if not rooms:
        return "no new place can be entered from here"
    back = seen.after.locations[rooms[0]].exits.values()
    return say(seen.place.id in back, "no exit of the new place leads back")


async def walked(bench: Bench) -> None:
    """Whoever uses the door can go in by it and come out again."""
    trial = bench.trial()
    seen = await trial.use(MAKER)
    before = seen.before.locations
    here = trial.world.locations[seen.place.id]
    door = next((key for key, goal in here.exits.items() if goal not in before), "")
    if not await trial.go(MAKER, door):
        raise Failed("way in", "one cannot walk through the door")
    room = trial.world.locations[here.exits[door]]
    back = next((key for key, goal in room.exits.items() if goal == here.id), "")
    if not await trial.go(MAKER, back):
        raise Failed("way back", "one cannot walk out of the room again")


TRAVERSAL = (
    Task(
        name="bridge",
        kind=Kind.TRAVERSAL,
        wordings=(
            "A bridge of light across the chasm to the far gate that lasts 30 seconds.",
            "brige over chasm, 30s",
            "Мост из света через пропасть к дальним воротам на 30 секунд.",
        ),
        place="ledge",
        holds=to("far_gate"),
        lasts=30,
        elsewhere="tower",
        touches=frozenset({"chasm"}),
    ),
    Task(
        name="hook",
        kind=Kind.TRAVERSAL,
        wordings=(
            "A grappling hook with a rope up to the balcony that holds for one minute.",
            "graple hook up to balcony 1 min",
            "Ein Enterhaken mit Seil hinauf zum Balcony, der eine Minute hält.",
        ),
        place="tower",
        holds=to("balcony"),
        lasts=60,
        elsewhere="hall",
    ),
    Task(
        name="climbing_seed",
        kind=Kind.TRAVERSAL,
        wordings=(
            "A seed that grows at once into a vine up the wall, so that we can climb to the "
            "terrace for ten minutes.",
            "seed -> vine to terace, 10 min",
            "Una semilla que crece y forma una liana hasta la Terrace durante diez minutos.",
        ),
        place="garden",
        holds=to("terrace"),
        lasts=600,
        elsewhere="grotto",
        touches=frozenset({"wall"}),
    ),
    Task(
        name="pocket_door",
        kind=Kind.TRAVERSAL,
        wordings=(
            "A pocket door: it opens a way from here into a small secret room, and back again.",
            "pocket dor to tiny secret room n back",
            "Une porte de poche qui ouvre une petite pièce secrète, avec un chemin de retour.",
        ),
        place="hall",
        holds=new_room,
        more=walked,
    ),
    Task(
        name="freeze",
        kind=Kind.TRAVERSAL,
        wordings=(
            "A wand of frost that freezes the pool so that one can walk over to the island.",
            "freze the pool so i can walk to island",
            "Жезл, который замораживает пруд (Pool), чтобы можно было дойти до острова.",
        ),
        place="garden",
        focus="pool_landmark",
        holds=to("island"),
        elsewhere="grotto",
        touches=frozenset({"pool"}),
    ),
    Task(
        name="feather",
        kind=Kind.TRAVERSAL,
        wordings=(
            "A feather that lets whoever uses it fly across the chasm for 20 seconds.",
            "fether, let me fly 20 sec over chasm",
            "Eine Feder, mit der man 20 Sekunden lang über die Schlucht fliegen kann.",
        ),
        place="ledge",
        holds=to("far_gate"),
        lasts=20,
    ),
)
