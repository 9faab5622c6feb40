"""Tables of the register, beside those of the corpus. Every change here needs a migration of its own."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from corpus.store.tables import metadata

tasks = Table(
    "tasks",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # what the other tables refer to
    Column("id", String(40), nullable=False),
    UniqueConstraint("id"),
    Column("act_id", String(120), index=True),  # no foreign key: a task outlives the texts it was read from
    Column("act_number", String(120), index=True),
    Column("act_title", Text),
    Column("clause", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("due", Date),  # the day worked out of the term
    Column("due_order", Date, nullable=False),  # `due`, or the last of all days: what lists are sorted by
    Column("term_kind", String(12), nullable=False),
    Column("term_date", Date),
    Column("term_text", Text),
    Column("recurrence", String(12)),
    Column("anchor", Text),
    Column("duration", String(40)),
    Column("strength", String(12), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("life", String(12), nullable=False),
    Column("review", String(12), nullable=False),
    Column("fixed", JSON, nullable=False),  # names of the fields that a reviewer has set
    Column("merged_into", String(40)),
    Column("origin", String(40)),  # the task that a reviewer split this one from
    Column("progress", String(12), nullable=False),
    Column("percent", Integer, nullable=False),
    Column("done_on", Date),
    Column("obstacle", Text),
    Column("blocked_by", String(40)),
    Column("slips", Integer, nullable=False),  # how often its term was moved later
    Column("public", Boolean, nullable=False),
    Column("outcome", String(12), nullable=False),  # what of its status does not depend on today, see `terms.Outcome`
    Column("listed", Boolean, nullable=False),  # live, public and a task: what the public overview counts
    Column("version", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("changed_at", DateTime, nullable=False),
)
_LISTED = (tasks.c.life, tasks.c.strength)  # nearly every list is of live tasks
_SHOWN = (tasks.c.outcome, tasks.c.progress, tasks.c.recurrence, tasks.c.public)
Index("ix_tasks_in_order", *_LISTED, tasks.c.due_order, tasks.c.id, *_SHOWN)
Index("ix_tasks_by_outcome", *_LISTED, tasks.c.outcome, tasks.c.due_order, tasks.c.id, tasks.c.public)
Index("ix_tasks_by_act", tasks.c.listed, tasks.c.act_id, tasks.c.outcome, tasks.c.due_order)
Index("ix_tasks_by_day", tasks.c.listed, tasks.c.due_order, tasks.c.outcome)
Index("ix_tasks_done", tasks.c.listed, tasks.c.done_on)
Index("ix_tasks_blocked", tasks.c.listed, tasks.c.progress, tasks.c.outcome)
Index("ix_tasks_blockers", tasks.c.listed, tasks.c.blocked_by, tasks.c.outcome)
Index("ix_tasks_news", tasks.c.changed_at, tasks.c.id)
Index("ix_tasks_slips", tasks.c.listed, tasks.c.slips)

task_agencies = Table(
    "task_agencies",
    metadata,
    Column("agency", String(120), primary_key=True),
    Column("leads", Boolean, primary_key=True),
    Column("task", ForeignKey("tasks.number", ondelete="CASCADE"), primary_key=True, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("listed", Boolean, nullable=False),  # these three as in `tasks`, so that counting reads one index
    Column("outcome", String(12), nullable=False),
    Column("due_order", Date, nullable=False),
)
Index(
    "ix_task_agencies_counted",
    task_agencies.c.listed,
    task_agencies.c.leads,
    task_agencies.c.agency,
    task_agencies.c.outcome,
    task_agencies.c.due_order,
)

task_words = Table(
    "task_words",  # folded words of the action, the quotes and the act, for the filter `q`
    metadata,
    Column("word", String(40), primary_key=True),
    Column("task", ForeignKey("tasks.number", ondelete="CASCADE"), primary_key=True, index=True),
)

task_sources = Table(
    "task_sources",
    metadata,
    Column("task", ForeignKey("tasks.number", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("text_id", String(120), nullable=False, index=True),
    Column("language", String(2), nullable=False),
    Column("section", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("line", Integer, nullable=False),
)

task_reports = Table(
    "task_reports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("task", ForeignKey("tasks.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("by", String(120), nullable=False),
    Column("agency", String(120)),
    Column("at", DateTime, nullable=False, index=True),
    Column("progress", String(12), nullable=False),
    Column("percent", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("obstacle", Text),
    Column("blocked_by", String(40)),
    Column("done_on", Date),
    Column("evidence", JSON, nullable=False),
)

evidence_files = Table(
    "evidence_files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", DateTime, nullable=False),
)

task_history = Table(
    "task_history",  # append-only: triggers refuse changes
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("task_id", String(40), nullable=False, index=True),
    Column("at", DateTime, nullable=False, index=True),
    Column("by", String(120), nullable=False),
    Column("cause", String(12), nullable=False),
    Column("why", Text, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("reason", JSON(none_as_null=True), nullable=True),  # null: a person's own words
)

people = Table(
    "people",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("role", String(12), nullable=False),
    Column("agency", String(120)),
    Column("token_sha256", String(64), nullable=False),
    UniqueConstraint("token_sha256"),
    Column("created_at", DateTime, nullable=False),
    Column("disabled_at", DateTime),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("channel", String(12), nullable=False),
    Column("address", String(320), nullable=False),  # a chat's number or an e-mail address
    Column("language", String(2), nullable=False),
    Column("topic", String(12), nullable=False),  # agency, act or task
    Column("value", String(120), nullable=False),
    UniqueConstraint("channel", "address", "topic", "value"),
    Column("created_at", DateTime, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("channel", String(12), nullable=False),
    Column("address", String(320), nullable=False),
    Column("language", String(2), nullable=False),
    Column("task_id", String(40), nullable=False),
    Column("occasion", String(12), nullable=False),
    Column("key", String(40), nullable=False),  # the term or version that the reminder is about
    UniqueConstraint("channel", "address", "task_id", "occasion", "key"),
    Column("state", String(12), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("not_before", DateTime, nullable=False),
    Column("error", Text),
    Column("created_at", DateTime, nullable=False),
    Column("sent_at", DateTime),
)

feedback = Table(
    "feedback",  # what people report of procedures; `words` and `contact` are emptied when the person asks for it
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("secret_sha256", String(64)),  # digest of what the person follows it by; None when erased
    UniqueConstraint("secret_sha256"),
    Column("text_id", String(120), nullable=False),
    Column("procedure_key", String(160), nullable=False),
    Column("procedure_name", Text, nullable=False),
    Column("agency", String(120)),  # whom it is for; None until an editor has decided
    Column("kind", String(12), nullable=False),
    Column("part", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("contact", String(200)),
    Column("language", String(2), nullable=False),
    Column("status", String(12), nullable=False),
    Column("answer", Text),
    Column("answered_by", String(120)),
    Column("answered_at", DateTime),
    Column("created_at", DateTime, nullable=False, index=True),
    Column("erased_at", DateTime),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_feedback_agency", feedback.c.agency, feedback.c.status)

feedback_history = Table(
    "feedback_history",  # append-only: triggers refuse changes; holds nobody's words
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("feedback", Integer, nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("by", String(120), nullable=False),
    Column("event", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("agency", String(120)),
)

procedure_ratings = Table(
    "procedure_ratings",  # no day and no person, only the month
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text_id", String(120), nullable=False),
    Column("procedure_key", String(160), nullable=False),
    Column("procedure_name", Text, nullable=False),
    Column("agency", String(120)),
    Column("month", String(7), nullable=False, index=True),
    Column("stars", Integer),
    Column("helpful", Boolean),
)
