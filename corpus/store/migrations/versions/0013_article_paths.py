"""Articles of codified law are found by their codes.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
INDEX = "ix_sections_article_path"


def upgrade() -> None:
    articles = sa.text("kind = 'article'")
    op.create_index(INDEX, "sections", ["path"], sqlite_where=articles, postgresql_where=articles)


def downgrade() -> None:
    op.drop_index(INDEX, "sections")
