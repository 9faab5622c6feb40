"""Turns keep the passages that their answers cited, whatever becomes of the texts.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("turns", sa.Column("citations", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("turns", "citations")
