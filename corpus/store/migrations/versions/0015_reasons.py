"""Why the register itself changed a task is kept so that each reader can be told in his own language.

Revision: 0015, after 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("task_history", sa.Column("reason", sa.JSON, nullable=True))


def downgrade() -> None:
    op.drop_column("task_history", "reason")
