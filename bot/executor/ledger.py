"""What models cost, in SQL: reserved before it is spent, settled or released afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database
from bot.executor.ledger_sums import (
    DAY,
    Allowances,
    OverBudget,
    Reservation,
    Spending,
    Sum,
)
from bot.executor.ledger_tables import ledger
from bot.executor.specification import Account, Specification

STALE = 1_200.0
"""A reservation nobody has settled for so many seconds is that of a process that is gone."""
KEPT = 90
"""For so many days it is kept what was spent."""
_LOCK = 7_203_612
"""The advisory lock under which processes that share PostgreSQL reserve one after another."""

_Limit: TypeAlias = tuple[str, Sum, ColumnElement[bool]]
_SPENT = func.sum(ledger.c.requests), func.sum(ledger.c.tokens)


class Ledger:
    """Counts requests and tokens by guild, member, day and function.

    `holder` names this process, and its machine before the first colon; `clock` gives seconds since
    the epoch. Every method raises a `DatabaseError` where the database is in trouble.
    """

    def __init__(
        self,
        db: Database,
        allowances: Allowances,
        *,
        holder: str,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._db = db
        self.allowances = allowances
        self._holder = holder
        self._clock = clock

    async def begin(self) -> None:
        """Release what processes that are gone had reserved, forget what is old.

        Those that ran on this machine are taken to be gone; a living one settles all the same.
        """
        now = self._clock()
        machine = f"{self._holder.partition(':')[0]}:"
        left = or_(ledger.c.holder.startswith(machine, autoescape=True), ledger.c.at < now - STALE)
        reserved = ledger.c.holder.is_not(None) & left
        await self._db.write(
            (delete(ledger).where(reserved), ()),
            (delete(ledger).where(ledger.c.day < _day(now) - KEPT), ()),
        )

    async def reserve(
        self, specification: Specification, *, rung: str, tokens: int, share: float = 1.0
    ) -> Reservation:
        """Count a request of about so many tokens, before it is made; `settle` or `release` it.

        The rung may spend no more than its share of each budget, all rungs together no more than
        the whole. However many reserve at once, the budgets hold. Raises `OverBudget`.
        """
        account, now = specification.account, self._clock()
        row: dict[str, object] = {
            "day": _day(now),
            "guild": account.guild if account else "",
            "member": account.member if account else "",
            "scope": specification.scope,
            "function": specification.name,
            "rung": rung,
            "requests": 1,
            "tokens": tokens,
            "at": now,
            "holder": self._holder,
        }

        async def work(connection: AsyncConnection) -> int:
            if connection.dialect.name == "postgresql":
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            for whose, limit, mine in self._limits(account):
                query = select(ledger.c.rung, *_SPENT).where(_counted(now) & mine)
                spent = await _grouped(connection, query, ledger.c.rung)
                wanted = Sum(requests=1, tokens=tokens)
                by_all = sum(spent.values(), wanted)
                by_rung = spent.get(rung, Sum()) + wanted
                if limit.exceeded_by(by_all) or limit.share(share).exceeded_by(by_rung):
                    raise OverBudget(whose, _next_day(now))
            made = await connection.execute(ledger.insert(), row)
            key = made.inserted_primary_key
            assert key is not None  # noqa: S101 - the driver gives it for every single insert
            return int(key[0])

        return Reservation(id=await self._db.change(work), row=row)

    async def settle(self, reservation: Reservation, tokens: int) -> None:
        """The request was made and has cost so many tokens."""
        mine = update(ledger).where(self._own(reservation))

        async def work(connection: AsyncConnection) -> None:
            done = await connection.execute(mine.values(tokens=tokens, holder=None))
            if not done.rowcount:  # released meanwhile, by a process that took this one for gone
                settled = {**reservation.row, "tokens": tokens, "holder": None}
                await connection.execute(ledger.insert(), settled)

        await self._db.change(work)

    async def release(self, reservation: Reservation) -> None:
        """The request came to nothing and has cost nothing."""
        await self._db.write((delete(ledger).where(self._own(reservation)), ()))

    async def spending(self, guild: str) -> Spending:
        """What a guild has spent today."""
        now = self._clock()
        mine = _counted(now) & (ledger.c.guild == guild)
        async with self._db.reading() as connection:

            async def by(column: Any, wanted: ColumnElement[bool]) -> dict[str, Sum]:
                return await _grouped(connection, select(column, *_SPENT).where(wanted), column)

            rungs = await by(ledger.c.rung, mine)
            return Spending(
                allowances=self.allowances,
                resumes_at=_next_day(now),
                guild=sum(rungs.values(), Sum()),
                everyone=sum((await by(ledger.c.rung, _counted(now))).values(), Sum()),
                members=_ordered(await by(ledger.c.member, mine)),
                functions=_ordered(await by(ledger.c.function, mine)),
                rungs=_ordered(rungs),
            )

    def _own(self, reservation: Reservation) -> ColumnElement[bool]:
        """A reservation's row; an id is used again when its row is gone, so the holder counts."""
        return (ledger.c.id == reservation.id) & (ledger.c.holder == self._holder)

    def _limits(self, account: Account | None) -> list[_Limit]:
        """The budgets a request counts towards: whose, how much, and which rows count."""
        limits: list[_Limit] = []
        if account is not None:
            guild = ledger.c.guild == account.guild
            if account.member:
                member = guild & (ledger.c.member == account.member)
                limits.append(("member", self.allowances.member, member))
            limits.append(("guild", self.allowances.guild, guild))
        limits.append(("everyone", self.allowances.everyone, ledger.c.id.is_not(None)))
        return [one for one in limits if one[1] != Sum()]


async def _grouped(connection: AsyncConnection, query: Any, column: Any) -> dict[str, Sum]:
    rows = cast(list[Any], (await connection.execute(query.group_by(column))).all())
    return {str(row[0]): Sum(requests=int(row[1]), tokens=int(row[2])) for row in rows}


def _counted(now: float) -> ColumnElement[bool]:
    """Today's rows, without reservations nobody will settle any more."""
    is_live = ledger.c.holder.is_(None) | (ledger.c.at >= now - STALE)
    return (ledger.c.day == _day(now)) & is_live


def _ordered(sums: dict[str, Sum]) -> tuple[tuple[str, Sum], ...]:
    return tuple(sorted(sums.items(), key=lambda one: (-one[1].tokens, -one[1].requests, one[0])))


def _day(now: float) -> int:
    return int(now // DAY)


def _next_day(now: float) -> float:
    return float((_day(now) + 1) * DAY)
