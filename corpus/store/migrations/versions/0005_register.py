"""The register: tasks, their sources, agencies, words, reports and history; people, subscriptions and the outbox.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KEPT = "the history of tasks is append-only"


def upgrade() -> None:
    _create_tasks()
    _create_people()
    _guard_history()


def _create_tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("act_id", sa.String(length=120), nullable=True),
        sa.Column("act_number", sa.String(length=120), nullable=True),
        sa.Column("act_title", sa.Text(), nullable=True),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_order", sa.Date(), nullable=False),
        sa.Column("term_kind", sa.String(length=12), nullable=False),
        sa.Column("term_date", sa.Date(), nullable=True),
        sa.Column("term_text", sa.Text(), nullable=True),
        sa.Column("recurrence", sa.String(length=12), nullable=True),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("duration", sa.String(length=40), nullable=True),
        sa.Column("strength", sa.String(length=12), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("life", sa.String(length=12), nullable=False),
        sa.Column("review", sa.String(length=12), nullable=False),
        sa.Column("fixed", sa.JSON(), nullable=False),
        sa.Column("merged_into", sa.String(length=40), nullable=True),
        sa.Column("origin", sa.String(length=40), nullable=True),
        sa.Column("progress", sa.String(length=12), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("obstacle", sa.Text(), nullable=True),
        sa.Column("blocked_by", sa.String(length=40), nullable=True),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id", name="uq_tasks_id"),
    )
    op.create_index("ix_tasks_act_id", "tasks", ["act_id"], unique=False)
    op.create_index("ix_tasks_act_number", "tasks", ["act_number"], unique=False)
    op.create_index("ix_tasks_blocked", "tasks", ["listed", "progress", "outcome"], unique=False)
    op.create_index("ix_tasks_blockers", "tasks", ["listed", "blocked_by", "outcome"], unique=False)
    op.create_index("ix_tasks_by_act", "tasks", ["listed", "act_id", "outcome", "due_order"], unique=False)
    op.create_index("ix_tasks_by_day", "tasks", ["listed", "due_order", "outcome"], unique=False)
    op.create_index(
        "ix_tasks_by_outcome", "tasks", ["life", "strength", "outcome", "due_order", "id", "public"], unique=False
    )
    op.create_index("ix_tasks_changed_at", "tasks", ["changed_at"], unique=False)
    op.create_index("ix_tasks_done", "tasks", ["listed", "done_on"], unique=False)
    op.create_index(
        "ix_tasks_in_order",
        "tasks",
        ["life", "strength", "due_order", "id", "outcome", "progress", "recurrence", "public"],
        unique=False,
    )
    op.create_index("ix_tasks_slips", "tasks", ["listed", "slips"], unique=False)
    op.create_table(
        "task_agencies",
        sa.Column("agency", sa.String(length=120), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("task", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("due_order", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["tasks.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("agency", "leads", "task"),
    )
    op.create_index(
        "ix_task_agencies_counted", "task_agencies", ["listed", "leads", "agency", "outcome", "due_order"], unique=False
    )
    op.create_index("ix_task_agencies_task", "task_agencies", ["task"], unique=False)
    op.create_table(
        "task_words",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("task", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["tasks.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "task"),
    )
    op.create_index("ix_task_words_task", "task_words", ["task"], unique=False)
    op.create_table(
        "task_sources",
        sa.Column("task", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["tasks.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("task", "ordinal"),
    )
    op.create_index("ix_task_sources_text_id", "task_sources", ["text_id"], unique=False)
    op.create_table(
        "task_reports",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("task", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("agency", sa.String(length=120), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("progress", sa.String(length=12), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("obstacle", sa.Text(), nullable=True),
        sa.Column("blocked_by", sa.String(length=40), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["tasks.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_task_reports_at", "task_reports", ["at"], unique=False)
    op.create_index("ix_task_reports_task", "task_reports", ["task"], unique=False)
    op.create_table(
        "task_history",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("task_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_task_history_at", "task_history", ["at"], unique=False)
    op.create_index("ix_task_history_task_id", "task_history", ["task_id"], unique=False)


def _create_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("agency", sa.String(length=120), nullable=True),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_sha256", name="uq_people_token_sha256"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("topic", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "address", "topic", "value", name="uq_subscriptions_channel"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("task_id", sa.String(length=40), nullable=False),
        sa.Column("occasion", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "address", "task_id", "occasion", "key", name="uq_outbox_channel"),
    )
    op.create_index("ix_outbox_state", "outbox", ["state"], unique=False)
    op.create_table(
        "evidence_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )


def _guard_history() -> None:
    """No statement may change or delete what the history says."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER task_history_no_{event.lower()} BEFORE {event} ON task_history "
                f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION task_history_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_KEPT}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER task_history_kept BEFORE UPDATE OR DELETE ON task_history "
        "FOR EACH ROW EXECUTE FUNCTION task_history_kept()"
    )


def downgrade() -> None:
    op.drop_table("outbox")
    op.drop_table("subscriptions")
    op.drop_table("people")
    op.drop_table("task_history")
    op.drop_table("evidence_files")
    op.drop_table("task_reports")
    op.drop_table("task_sources")
    op.drop_table("task_words")
    op.drop_table("task_agencies")
    op.drop_table("tasks")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION task_history_kept()")
