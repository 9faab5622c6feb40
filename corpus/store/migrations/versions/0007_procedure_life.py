"""Versions of procedures, acts that cut them, what people report of them and how they rate them.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

GUARDED = ("procedure_versions", "feedback_history")
_KEPT = "is append-only"


def upgrade() -> None:
    _create_versions()
    _create_cuts()
    _create_feedback()
    _create_ratings()
    for table in GUARDED:
        _guard(table)


def _create_versions() -> None:
    op.create_table(
        "procedure_versions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("text_id", sa.String(120), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("follows", sa.String(160)),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("record", sa.JSON),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("seen_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_procedure_versions_text_id", "procedure_versions", ["text_id", "key"])


def _create_cuts() -> None:
    op.create_table(
        "procedure_cuts",
        sa.Column("text_id", sa.String(120), sa.ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("record", sa.JSON, nullable=False),
    )


def _create_feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("secret_sha256", sa.String(64)),
        sa.Column("text_id", sa.String(120), nullable=False),
        sa.Column("procedure_key", sa.String(160), nullable=False),
        sa.Column("procedure_name", sa.Text, nullable=False),
        sa.Column("agency", sa.String(120)),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("part", sa.String(20), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("contact", sa.String(200)),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("answered_by", sa.String(120)),
        sa.Column("answered_at", sa.DateTime),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("erased_at", sa.DateTime),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("secret_sha256", name="uq_feedback_secret_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feedback_agency", "feedback", ["agency", "status"])
    op.create_index("ix_feedback_created_at", "feedback", ["created_at"])
    op.create_table(
        "feedback_history",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("feedback", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("event", sa.String(12), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("agency", sa.String(120)),
    )
    op.create_index("ix_feedback_history_feedback", "feedback_history", ["feedback"])


def _create_ratings() -> None:
    op.create_table(
        "procedure_ratings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("text_id", sa.String(120), nullable=False),
        sa.Column("procedure_key", sa.String(160), nullable=False),
        sa.Column("procedure_name", sa.Text, nullable=False),
        sa.Column("agency", sa.String(120)),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("stars", sa.Integer),
        sa.Column("helpful", sa.Boolean),
    )
    op.create_index("ix_procedure_ratings_month", "procedure_ratings", ["month"])


def _guard(table: str) -> None:
    """No statement may change or delete what a table says."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} {_KEPT}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} {_KEPT}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept()"
    )


def downgrade() -> None:
    for table in ("procedure_ratings", "feedback_history", "feedback", "procedure_cuts", "procedure_versions"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        for table in GUARDED:
            op.execute(f"DROP FUNCTION {table}_kept()")
