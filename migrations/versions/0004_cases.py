"""The cases in which functions failed in play; what a function was made from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "function_cases",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("soul_id", sa.Text),
        sa.Column("params", sa.Text, nullable=False),
        sa.Column("world", sa.Text, nullable=False),
        sa.Column("world_time", sa.Double, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("rule", "message", "traceback")),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_function_cases"),
        sa.ForeignKeyConstraint(
            ["scope", "name"],
            ["functions.scope", "functions.name"],
            name="fk_function_cases_scope_name_functions",
            ondelete="CASCADE",
        ),
    )
    op.add_column("function_versions", sa.Column("origin", sa.Text))
    op.create_index("ix_function_cases_scope_name", "function_cases", ["scope", "name"])


def downgrade() -> None:
    """Go back to failures nobody remembers."""
    with op.batch_alter_table("function_versions") as batch:
        batch.drop_column("origin")
    op.drop_index("ix_function_cases_scope_name", "function_cases")
    op.drop_table("function_cases")
