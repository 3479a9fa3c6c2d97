"""Who is in a world, what they are after, what each of them has missed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Join, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database
from bot.engine.channels.tables import sightings
from bot.engine.errors import NotFound
from bot.engine.game import Game
from bot.engine.retelling import in_words
from bot.engine.storage.rows import LoggedLine, line_of
from bot.engine.storage.tables import journal, log_lines
from bot.engine.storage.trouble import told
from bot.engine.world import Puzzle, Soul, World
from bot.values import as_text

SHOWN = 200
"""How many missed lines are told at most; the newest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A soul of the party. `last_seen` is when its player last looked (epoch seconds).

    `unique` names what nobody else carries.
    """

    soul_id: str
    player_id: str | None
    name: str
    statuses: tuple[str, ...] = ()
    last_seen: float | None = None
    unique: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Who is in one place; `location_id` None is the Void, for those at rest or waiting."""

    location_id: str | None
    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A puzzle in words; `number` is its place among all of the world, from 0."""

    puzzle_id: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Everybody in a world, by place; who is at rest; what is to be done, and what is done."""

    world_id: str
    world_name: str
    gatherings: tuple[Gathering, ...]
    resting: tuple[Member, ...]
    goals: tuple[Goal, ...]
    solved: tuple[Goal, ...]
    is_born: bool
    paused_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What a soul has not seen, oldest line first; `earlier` counts the lines left out before.

    `number` is the action it goes up to: what `mark_seen` is told when it has been shown.
    """

    lines: tuple[LoggedLine, ...]
    earlier: int
    number: int


class Parties:
    """Looks over the parties of worlds, and keeps what each soul has seen."""

    def __init__(self, game: Game, db: Database) -> None:
        self._game = game
        self._db = db

    async def party(self, world_id: str) -> Party:
        """Who is where, and what there is to do."""
        await self._game.pass_time(world_id)
        world = await self._game.world(world_id)
        now = world.time_at(self._game.clock.now())
        return party_of(world, await self._seen_at(world_id), now)

    async def missed(self, world_id: str, soul_id: str, limit: int = SHOWN) -> Missed:
        """What others and the world did since the soul was last seen, or since it joined."""
        world = await self._game.world(world_id)
        if soul_id not in world.souls:
            raise NotFound("You have no soul in this world yet: join it first.")
        upto = world.chronicle.actions
        of_world = (log_lines.c.world_id == world_id) & (log_lines.c.number <= upto)
        with told():
            async with self._db.reading() as connection:
                since = await _seen_upto(connection, world_id, soul_id)
                since = upto if since is None else since
                mine = _others(world_id, soul_id, since) & of_world
                counted = select(func.count()).select_from(_joined()).where(mine)
                total = (await connection.execute(counted)).scalar_one()
                backwards = (log_lines.c.number.desc(), log_lines.c.position.desc())
                some = select(log_lines).select_from(_joined()).where(mine).order_by(*backwards)
                rows = (await connection.execute(some.limit(limit))).mappings().all()
        lines = tuple(line_of(row) for row in reversed(rows))
        return Missed(lines=lines, earlier=total - len(lines), number=upto)

    async def mark_seen(self, world_id: str, soul_id: str, number: int | None = None) -> None:
        """Keep that a soul's player has seen what happened up to an action; None is all of it.

        Never goes back to an earlier action.
        """
        if number is None:
            number = (await self._game.world(world_id)).chronicle.actions
        seen, at = number, self._game.clock.now()
        mine = (sightings.c.world_id == world_id) & (sightings.c.soul_id == soul_id)

        async def mark(connection: AsyncConnection) -> None:
            known = (await connection.execute(select(sightings.c.number).where(mine))).scalar()
            if known is None:
                row = {"world_id": world_id, "soul_id": soul_id, "number": seen, "at": at}
                await connection.execute(sightings.insert(), row)
            else:
                values = {"number": max(known, seen), "at": at}
                await connection.execute(update(sightings).where(mine).values(values))

        with told("There is no such world any more."):
            await self._db.change(mark)

    async def _seen_at(self, world_id: str) -> dict[str, float]:
        mine = sightings.c.world_id == world_id
        with told():
            async with self._db.reading() as connection:
                query = select(sightings.c.soul_id, sightings.c.at).where(mine)
                return {row.soul_id: row.at for row in await connection.execute(query)}


def party_of(world: World, seen_at: dict[str, float], now: float) -> Party:
    """The party of a world at `now` (seconds since the epoch)."""
    held = Counter(item for soul in world.souls.values() for item in set(soul.inventory))

    def member(soul: Soul) -> Member:
        unique = [item for item in soul.inventory if held[item] == 1 and item in world.artifacts]
        return Member(
            soul_id=soul.id,
            player_id=soul.player_id,
            name=soul.name,
            statuses=soul.statuses_at(now),
            last_seen=seen_at.get(soul.id),
            unique=tuple(world.artifacts[item].name for item in unique),
        )

    here = [soul for soul in world.souls.values() if soul.rests_from is None]
    places = dict.fromkeys(soul.location_id for soul in here)
    gatherings = [
        Gathering(
            location_id=key,
            name=_place_name(world, key),
            members=tuple(member(soul) for soul in here if soul.location_id == key),
        )
        for key in places
    ]
    return Party(
        world_id=world.id,
        world_name=world.chronicle.name,
        gatherings=tuple(gatherings),
        resting=tuple(member(soul) for soul in world.souls.values() if soul.rests_from is not None),
        goals=_goals(world, are_solved=False),
        solved=_goals(world, are_solved=True),
        is_born=world.chronicle.is_born,
        paused_at=world.chronicle.paused_at,
    )


def goal_text(puzzle: Puzzle) -> str:
    """What there is to do, in the world's words or made of the puzzle's id."""
    named = (as_text(puzzle.state.get(key)) for key in ("goal", "title", "name"))
    return next((text for text in named if text), in_words(puzzle.id.removesuffix("_puzzle")))


def _goals(world: World, *, are_solved: bool) -> tuple[Goal, ...]:
    return tuple(
        Goal(puzzle_id=one.id, text=goal_text(one), number=number)
        for number, one in enumerate(world.puzzles.values())
        if one.is_solved == are_solved
    )


def _place_name(world: World, location_id: str | None) -> str:
    place = world.locations.get(location_id or "")
    return place.name if place else "The Void"


def _joined() -> Join:
    same = (journal.c.world_id == log_lines.c.world_id) & (journal.c.number == log_lines.c.number)
    return log_lines.join(journal, same)


def _others(world_id: str, soul_id: str, since: int) -> ColumnElement[bool]:
    somebody_else = journal.c.soul_id.is_(None) | (journal.c.soul_id != soul_id)
    return (log_lines.c.world_id == world_id) & (log_lines.c.number > since) & somebody_else


async def _seen_upto(connection: AsyncConnection, world_id: str, soul_id: str) -> int | None:
    """The last action a soul has seen; before it was ever seen, its first one."""
    mine = (sightings.c.world_id == world_id) & (sightings.c.soul_id == soul_id)
    seen = (await connection.execute(select(sightings.c.number).where(mine))).scalar()
    if seen is not None:
        return seen
    own = (journal.c.world_id == world_id) & (journal.c.soul_id == soul_id)
    return (await connection.execute(select(func.min(journal.c.number)).where(own))).scalar()
