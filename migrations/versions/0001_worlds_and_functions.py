"""Worlds with their journal, functions with their versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    _worlds()
    _functions()


def downgrade() -> None:
    """Go back to an empty database."""
    for name in (
        "attempts",
        "generations",
        "function_versions",
        "functions",
        "log_lines",
        "journal",
        "snapshots",
        "worlds",
    ):
        op.drop_table(name)


def _worlds() -> None:
    op.create_table(
        "worlds",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("format", sa.Integer, nullable=False),
        sa.Column("lease_holder", sa.Text),
        sa.Column("lease_expires_at", sa.Double),
        sa.Column("meta", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_worlds"),
    )
    op.create_table(
        "snapshots",
        sa.Column("world_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("world_id", "number", name="pk_snapshots"),
        _of_world("snapshots"),
    )
    op.create_table(
        "journal",
        sa.Column("world_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("soul_id", sa.Text),
        sa.Column("reference", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("world_id", "number", name="pk_journal"),
        sa.UniqueConstraint("world_id", "reference", name="uq_journal_world_id_reference"),
        _of_world("journal"),
    )
    op.create_table(
        "log_lines",
        sa.Column("world_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("world_id", "number", "position", name="pk_log_lines"),
        _of_world("log_lines"),
    )


def _functions() -> None:
    op.create_table(
        "functions",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("current_version", sa.Integer, nullable=False),
        sa.Column("is_enabled", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("scope", "name", name="pk_functions"),
    )
    op.create_table(
        "function_versions",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("parameters", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("maker", sa.Text),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("label", sa.Text),
        sa.Column("wish", sa.Text),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("scope", "name", "version", name="pk_function_versions"),
        sa.ForeignKeyConstraint(
            ["scope", "name"],
            ["functions.scope", "functions.name"],
            name="fk_function_versions_scope_name_functions",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "generations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("parameters", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("maker", sa.Text),
        sa.Column("wish", sa.Text),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_generations"),
    )
    op.create_index("ix_generations_scope_name", "generations", ["scope", "name"])
    op.create_table(
        "attempts",
        sa.Column("generation_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("findings", sa.Text, nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("completion_tokens", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("generation_id", "number", name="pk_attempts"),
        sa.ForeignKeyConstraint(
            ["generation_id"],
            ["generations.id"],
            name="fk_attempts_generation_id_generations",
            ondelete="CASCADE",
        ),
    )


def _of_world(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["world_id"],
        ["worlds.id"],
        name=f"fk_{table}_world_id_worlds",
        ondelete="CASCADE",
    )
