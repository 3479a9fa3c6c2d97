"""What is known of a world: the places somebody has been to, and the ways on from there."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Set
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from bot.database import Database
from bot.engine.storage.tables import journal
from bot.engine.storage.trouble import told
from bot.engine.world import Location, World
from bot.values import as_object, load_object

MOST_WORLDS = 500
"""Of so many worlds it is remembered how far their journals were read."""
CHUNK = 500
"""How many actions are read at once."""
_STILL = ("focus", "note", "give", "consent", "decline", "report")
"""What souls do without coming anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWorld:
    """A world as its souls know it; `unseen` names the places a way leads to and nobody was in.

    Of an unseen place nothing is there but its name.
    """

    world: World
    unseen: tuple[str, ...] = ()


class Travels:
    """Reads from the journals of worlds where their souls have been; each action is read once.

    The log tells everybody of every arrival, so what one soul has seen all of them know. A world
    whose journal begins anew (from a file, from a backup) is known from where its souls stand.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._read: OrderedDict[str, tuple[int, frozenset[str]]] = OrderedDict()

    async def known(self, world: World) -> KnownWorld:
        """What the souls of a world know of it."""
        here = {soul.location_id or soul.rests_from for soul in world.souls.values()}
        return as_known(world, here | await self._visited(world.id))

    async def _visited(self, world_id: str) -> frozenset[str]:
        upto, found = self._read.pop(world_id, (0, frozenset[str]()))
        of_world = (journal.c.world_id == world_id) & journal.c.kind.not_in(_STILL)
        with told():
            async with self._db.reading() as connection:
                newest = select(func.max(journal.c.number)).where(journal.c.world_id == world_id)
                last = (await connection.execute(newest)).scalar() or 0
                while upto < last:
                    some = of_world & (journal.c.number > upto) & (journal.c.number <= last)
                    query = select(journal.c.number, journal.c.body).where(some)
                    query = query.order_by(journal.c.number).limit(CHUNK)
                    rows = (await connection.execute(query)).all()
                    for row in rows:
                        found |= _places_in(row.body)
                    upto = rows[-1].number if len(rows) == CHUNK else last
        self._read[world_id] = (upto, found)
        while len(self._read) > MOST_WORLDS:
            self._read.popitem(last=False)
        return found


def as_known(world: World, visited: Set[str | None]) -> KnownWorld:
    """A world of the places visited, and of those a way leads to from there."""
    seen = {key: one for key, one in world.locations.items() if key in visited}
    ahead = {goal for one in seen.values() for goal in one.exits.values()}
    unseen = {
        key: Location(id=key, name=one.name, description="")
        for key, one in world.locations.items()
        if key in ahead and key not in seen
    }
    names = tuple(one.name for one in unseen.values())
    return KnownWorld(world=replace(world, locations=seen | unseen), unseen=names)


def _places_in(body: str) -> set[str]:
    """Where souls were before or after an action, from the text of its journal entry."""
    changes = load_object(body).get("changes")
    rows = [one for one in changes if isinstance(one, list)] if isinstance(changes, list) else []
    souls = (as_object(state) for row in rows if row[0] == "souls" for state in row[2:])
    places = (soul.get("location_id") for soul in souls)
    return {place for place in places if isinstance(place, str)}
