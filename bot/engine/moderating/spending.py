"""What the models have cost a guild today, and how they fare; for those who look after it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.storage.trouble import told
from bot.executor.ladder import Health, Ladder
from bot.executor.ledger_sums import Spending, Sum
from bot.executor.specification import Account

__all__ = ["Account", "Health", "Spending", "Spendings", "Standing", "Sum"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands with a guild's forging.

    `rung` names the model that answers next: "strong", "cheaper", "apprentice", or none where
    forging is paused until `spending.resumes_at`.
    """

    spending: Spending
    rung: str
    health: tuple[Health, ...]

    @property
    def is_paid(self) -> bool:
        """Whether there is a model at all whose use has a price."""
        return any(one.name != "apprentice" for one in self.health)


class Spendings:
    """Reads from the ledger; raises `StoreFailed` where the database is in trouble."""

    def __init__(self, ladder: Ladder) -> None:
        self._ladder = ladder

    async def of(self, guild: str) -> Standing:
        """What a guild has spent today, and which model answers it next."""
        with told():
            spending = await self._ladder.ledger.spending(guild)
        return Standing(
            spending=spending,
            rung=self._ladder.standing(spending),
            health=self._ladder.health,
        )
