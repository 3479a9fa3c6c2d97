"""Which channel holds which world, settings, recipes, what was seen, backups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    _channels()
    _of_worlds()
    _backups()


def downgrade() -> None:
    """Go back to worlds without channels."""
    op.drop_index("ix_backups_channel_id", "backups")
    for name in ("backups", "sightings", "world_settings", "recipes", "channels"):
        op.drop_table(name)


def _channels() -> None:
    op.create_table(
        "channels",
        sa.Column("channel_id", sa.Text, nullable=False),
        sa.Column("guild_id", sa.Text, nullable=False),
        sa.Column("world_id", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("made", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text),
        sa.PrimaryKeyConstraint("channel_id", name="pk_channels"),
        sa.UniqueConstraint("world_id", name="uq_channels_world_id"),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name="fk_channels_world_id_worlds"),
    )


def _of_worlds() -> None:
    op.create_table(
        "recipes",
        sa.Column("world_id", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("world_id", name="pk_recipes"),
        _of_world("recipes"),
    )
    op.create_table(
        "world_settings",
        sa.Column("world_id", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("world_id", name="pk_world_settings"),
        _of_world("world_settings"),
    )
    op.create_table(
        "sightings",
        sa.Column("world_id", sa.Text, nullable=False),
        sa.Column("soul_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("world_id", "soul_id", name="pk_sightings"),
        _of_world("sightings"),
    )


def _backups() -> None:
    op.create_table(
        "backups",
        sa.Column("id", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("guild_id", "channel_id", "world_id", "name")
        ),
        sa.Column("actions", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("by_id", "by_name", "act", "reason", "document")
        ),
        sa.Column("recipe_source", sa.Text),
        sa.Column("recipe", sa.Text),
        sa.Column("settings", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_backups"),
    )
    op.create_index("ix_backups_channel_id", "backups", ["channel_id"])


def _of_world(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["world_id"],
        ["worlds.id"],
        name=f"fk_{table}_world_id_worlds",
        ondelete="CASCADE",
    )
