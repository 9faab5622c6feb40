"""Acts, texts, contents, sections, passages, references, evidence, files.

Revision: 0001, the first
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.String(120), primary_key=True),
        sa.Column("number", sa.String(120)),
        sa.Column("kind", sa.String(40)),
        sa.Column("issuer", sa.String(200)),
        sa.Column("title", sa.Text),
        sa.Column("signer", sa.String(200)),
        sa.Column("issued", sa.Date),
        sa.Column("effective_from", sa.Date),
        sa.Column("effective_until", sa.Date),
        sa.Column("field", sa.String(200)),
    )
    op.create_table(
        "texts",
        sa.Column("id", sa.String(120), primary_key=True),
        sa.Column("act_id", sa.String(120), sa.ForeignKey("acts.id")),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.String(200)),
        sa.Column("source_url", sa.Text),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("completeness", sa.String(20), nullable=False),
        sa.Column("grouping", sa.Text),
    )
    op.create_table(
        "contents",
        sa.Column("text_id", sa.String(120), sa.ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("offsets", sa.LargeBinary),
    )
    op.create_table(
        "sections",
        sa.Column("text_id", sa.String(120), sa.ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("parent", sa.Integer),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(120), nullable=False),
        sa.UniqueConstraint("id", name="uq_passages_id"),
        sa.Column("text_id", sa.String(120), sa.ForeignKey("texts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("headings", sa.JSON, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "act_references",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("text_id", sa.String(120), sa.ForeignKey("texts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.String(120), nullable=False),
        sa.Column("relation", sa.String(20), nullable=False),
        sa.Column("clause", sa.Text),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("text_id", sa.String(120), sa.ForeignKey("texts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    op.create_table(
        "files",
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("modified", sa.Float),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("message", sa.Text),
        sa.Column("text_id", sa.String(120), sa.ForeignKey("texts.id", ondelete="SET NULL")),
        sa.Column("seen_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_acts_number", "acts", ["number"])
    op.create_index("ix_acts_kind", "acts", ["kind"])
    op.create_index("ix_acts_issuer", "acts", ["issuer"])
    op.create_index("ix_acts_issued", "acts", ["issued"])
    op.create_index("ix_texts_act_id", "texts", ["act_id"])
    op.create_index("ix_texts_language", "texts", ["language"])
    op.create_index("ix_texts_sha256", "texts", ["sha256"])
    op.create_index("ix_passages_text_id", "passages", ["text_id"])
    op.create_index("ix_act_references_text_id", "act_references", ["text_id"])
    op.create_index("ix_act_references_number", "act_references", ["number"])
    op.create_index("ix_evidence_text_id", "evidence", ["text_id"])
    op.create_index("ix_files_status", "files", ["status"])
    op.create_index("ix_files_text_id", "files", ["text_id"])
    op.create_index("ix_passages_text_id_start", "passages", ["text_id", "start"])


def downgrade() -> None:
    for table in (
        "files",
        "evidence",
        "act_references",
        "passages",
        "sections",
        "contents",
        "texts",
        "acts",
    ):
        op.drop_table(table)
