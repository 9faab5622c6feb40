"""Acts that another act replaces or repeals as a whole: their last day, and by which act.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("acts", sa.Column("ended_on", sa.Date))
    op.add_column("acts", sa.Column("ended_by", sa.String(120)))
    op.create_index("ix_act_references_relation", "act_references", ["relation"])


def downgrade() -> None:
    op.drop_index("ix_act_references_relation", "act_references")
    with op.batch_alter_table("acts") as acts:
        acts.drop_column("ended_by")
        acts.drop_column("ended_on")
