"""Makes the tables of an empty database as the last revision leaves them."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.database import metadata
from bot.engine.channels import tables as channel_tables
from bot.engine.mending.cases import function_cases
from bot.engine.storage import tables as engine_tables
from bot.executor import ledger_tables
from bot.executor import tables as executor_tables

TABLES = (
    engine_tables.worlds,
    engine_tables.snapshots,
    engine_tables.journal,
    engine_tables.log_lines,
    channel_tables.channels,
    channel_tables.recipes,
    channel_tables.world_settings,
    channel_tables.sightings,
    channel_tables.backups,
    executor_tables.functions,
    executor_tables.function_versions,
    executor_tables.generations,
    executor_tables.attempts,
    ledger_tables.ledger,
    function_cases,
)


def create(connection: Connection) -> None:
    """Make every table; a test holds that the revisions lead to the same."""
    metadata.create_all(connection, tables=TABLES)
