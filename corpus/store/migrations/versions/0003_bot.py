"""What the bot remembers of chats.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "bot_chats",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(2)),
        sa.Column("conversation", sa.String(40), nullable=False),
    )
    op.create_table(
        "bot_answers",
        sa.Column("token", sa.String(16), primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("citations", sa.Text, nullable=False),
        sa.Column("answered_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_bot_answers_chat_id", "bot_answers", ["chat_id"])


def downgrade() -> None:
    for table in ("bot_answers", "bot_chats"):
        op.drop_table(table)
