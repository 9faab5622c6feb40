"""The library carries a stamp that each change draws anew.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    table = op.create_table("library_stamp", sa.Column("stamp", sa.String(16), primary_key=True))
    op.bulk_insert(table, [{"stamp": "first"}])


def downgrade() -> None:
    op.drop_table("library_stamp")
