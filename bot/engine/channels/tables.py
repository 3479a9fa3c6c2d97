"""The tables of play in channels: which holds which world, its settings, what was seen, backups."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Integer, Table, Text

from bot.database import metadata

channels = Table(
    "channels",
    metadata,
    Column("channel_id", Text, primary_key=True),
    Column("guild_id", Text, nullable=False),
    Column("world_id", Text, ForeignKey("worlds.id"), unique=True),
    Column("status", Text, nullable=False),
    Column("made", Integer, nullable=False),
    Column("reference", Text),
)
"""At most one world in each channel. `made` counts the worlds it ever had, `reference` is the
request that bound the present one."""

recipes = Table(
    "recipes",
    metadata,
    Column("world_id", Text, ForeignKey("worlds.id", ondelete="CASCADE"), primary_key=True),
    Column("source", Text, nullable=False),
    Column("document", Text, nullable=False),
)
"""The recipe a world was made from, so that it can be made anew."""

world_settings = Table(
    "world_settings",
    metadata,
    Column("world_id", Text, ForeignKey("worlds.id", ondelete="CASCADE"), primary_key=True),
    Column("document", Text, nullable=False),
)
"""What moderators chose for a world, where it is not the default."""

sightings = Table(
    "sightings",
    metadata,
    Column("world_id", Text, ForeignKey("worlds.id", ondelete="CASCADE"), primary_key=True),
    Column("soul_id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("at", Double, nullable=False),
)
"""Up to which action a soul's player has seen what happened, and when that was."""

backups = Table(
    "backups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild_id", Text, nullable=False),
    Column("channel_id", Text, nullable=False, index=True),
    Column("world_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("actions", Integer, nullable=False),
    Column("at", Double, nullable=False),
    Column("expires_at", Double, nullable=False),
    Column("by_id", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("recipe_source", Text),
    Column("recipe", Text),
    Column("settings", Text, nullable=False),
)
"""A world as it was before a moderator's act ended it. Its functions stay in the library, under
the id the world had, as long as the backup is kept."""
