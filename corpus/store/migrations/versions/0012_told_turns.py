"""Turns keep what their answers were about and what they offered, so that a follow-up can go on from there.

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("turns", sa.Column("route", sa.String(16), nullable=False, server_default="none"))
    op.add_column("turns", sa.Column("about", sa.String(200), nullable=False, server_default=""))
    op.add_column("turns", sa.Column("choices", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("turns") as turns:
        turns.drop_column("choices")
        turns.drop_column("about")
        turns.drop_column("route")
