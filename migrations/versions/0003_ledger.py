"""What models cost, by guild, member, day and function; what stood in for the usual model."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("guild", "member", "scope", "function", "rung")
        ),
        sa.Column("requests", sa.Integer, nullable=False),
        sa.Column("tokens", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("holder", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
    )
    op.create_index("ix_ledger_day_guild", "ledger", ["day", "guild"])
    op.add_column("attempts", sa.Column("rung", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Go back to models nobody counts."""
    with op.batch_alter_table("attempts") as batch:
        batch.drop_column("rung")
    op.drop_index("ix_ledger_day_guild", "ledger")
    op.drop_table("ledger")
