"""Tables of the corpus, as SQLAlchemy Core metadata. Every change here needs a migration of its own."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

acts = Table(
    "acts",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("number", String(120), index=True),
    Column("kind", String(40), index=True),
    Column("issuer", String(200), index=True),
    Column("title", Text),
    Column("signer", String(200)),
    Column("issued", Date, index=True),
    Column("effective_from", Date),
    Column("effective_until", Date),
    Column("field", String(200)),
    Column("ended_on", Date),  # this and the next are told by other acts, `corpus.ending`
    Column("ended_by", String(120)),
)

texts = Table(
    "texts",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("act_id", ForeignKey("acts.id"), index=True),
    Column("language", String(2), nullable=False, index=True),
    Column("title", Text),
    Column("publisher", String(200)),
    Column("source_url", Text),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("media_type", String(100), nullable=False),
    Column("published", Date),
    Column("completeness", String(20), nullable=False),
    Column("grouping", Text),  # why this text belongs to its act, in plain words
)

contents = Table(
    "contents",
    metadata,
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Column("content", LargeBinary, nullable=False),  # UTF-8, NFC, zlib
    Column("offsets", LargeBinary),  # map to the file's own characters where normalising moved them
)

sections = Table(
    "sections",
    metadata,
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("parent", Integer),
    Column("kind", String(20), nullable=False),
    Column("label", String(200), nullable=False),
    Column("path", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

# where articles of codified law stand, which others point to by their codes
Index(
    "ix_sections_article_path",
    sections.c.path,
    sqlite_where=sections.c.kind == "article",
    postgresql_where=sections.c.kind == "article",
)

passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the id in vector and lexical indexes
    Column("id", String(120), nullable=False),
    UniqueConstraint("id"),
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("language", String(2), nullable=False),
    Column("section", Text, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("content", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    sqlite_autoincrement=True,  # a number is never given twice, so an index can never show the wrong passage
)

references = Table(
    "act_references",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", String(120), nullable=False, index=True),
    Column("relation", String(20), nullable=False, index=True),
    Column("clause", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("field", String(40), nullable=False),
    Column("value", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),  # resolved path, "!/" before a member of an archive
    Column("file", Text, nullable=False),
    Column("sha256", String(64)),
    Column("size", Integer, nullable=False),
    Column("modified", Float),
    Column("status", String(20), nullable=False, index=True),
    Column("message", Text),
    Column("text_id", ForeignKey("texts.id", ondelete="SET NULL"), index=True),
    Column("seen_at", DateTime, nullable=False),
)

procedures = Table(
    "procedures",  # read out of guides, `corpus.procedures`
    metadata,
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("record", JSON, nullable=False),
)

procedure_versions = Table(
    "procedure_versions",  # append-only: triggers refuse changes; no foreign key, since versions outlive their texts
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text_id", String(120), nullable=False),
    Column("key", String(160), nullable=False),  # of the name: the same while the guide calls it the same
    Column("follows", String(160)),  # the key that it had under an earlier name
    Column("name", Text, nullable=False),
    Column("record", JSON),  # None: the guide tells of it no more
    Column("digest", String(64), nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("since", Date),  # from when the guide holds, as far as it tells
    Column("seen_at", DateTime, nullable=False),
)
Index("ix_procedure_versions_text_id", procedure_versions.c.text_id, procedure_versions.c.key)

procedure_cuts = Table(
    "procedure_cuts",  # what acts take away from procedures, `corpus.procedures.cuts`
    metadata,
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("record", JSON, nullable=False),
)

obligation_readings = Table(
    "obligation_readings",  # what `corpus.obligations` read in a text; goes when the text is put again
    metadata,
    Column("text_id", ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Column("version", String(16), nullable=False),  # of the code that read it
    Column("record", LargeBinary, nullable=False),
)

groupings = Table(
    "groupings",  # corrections by people: they outlive the texts, which may be read again
    metadata,
    Column("text_id", String(120), primary_key=True),
    Column("act_id", String(120)),  # None: the text renders no act
    Column("reason", Text, nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("decided_at", DateTime, nullable=False),
)

library_stamp = Table(
    "library_stamp",  # one row, drawn anew by each change of texts, acts or references: `corpus.store.kept`
    metadata,
    Column("stamp", String(16), primary_key=True),
)

Index("ix_passages_text_id_start", passages.c.text_id, passages.c.start)
