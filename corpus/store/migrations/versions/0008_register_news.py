"""What changed last, in an index of its own order.

Revision: 0008, after 0007
"""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.drop_index("ix_tasks_changed_at", "tasks")
    op.create_index("ix_tasks_news", "tasks", ["changed_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_tasks_news", "tasks")
    op.create_index("ix_tasks_changed_at", "tasks", ["changed_at"])
