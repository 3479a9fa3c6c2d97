"""Runs the revisions on the connection it is given, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from bot.database import metadata
from migrations import fresh

assert all(table.metadata is metadata for table in fresh.TABLES)  # noqa: S101

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
