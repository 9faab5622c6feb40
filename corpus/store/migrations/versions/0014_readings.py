"""What obligations a text states is kept until it is put again, so that one new text does not have all read again.

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "obligation_readings",
        sa.Column("text_id", sa.String(120), sa.ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("obligation_readings")
