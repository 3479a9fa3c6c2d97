"""The table of what models cost."""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, Integer, Table, Text

from bot.database import metadata

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("guild", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("function", Text, nullable=False),
    Column("rung", Text, nullable=False),
    Column("requests", Integer, nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("at", Double, nullable=False),
    Column("holder", Text),
    Index(None, "day", "guild"),
)
"""One row for each request to a model that has a price. `day` counts days of UTC since the epoch.

`holder` is the process that has reserved it; null once it is settled what the request has cost.
"""
