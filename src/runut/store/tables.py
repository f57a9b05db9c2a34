"""The tables of a project's store; the same in SQLite and PostgreSQL.

What was read never changes: raw bytes, snapshots, versions, events are only added. What is worked out of them
(readings, statements, stories, questions, findings) can be made again at any time.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: What the project remembers of itself: when it was made, how far stories have been worked out.
setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

#: Bytes as they came, packed with zlib; ``packed`` is null where they were too many to keep.
raw = Table(
    "raw",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("packed", LargeBinary),
)

#: Texts that offsets point into.
snapshot = Table(
    "snapshot",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("chars", Integer, nullable=False),
)

#: One address (a URL, a file) with what lists need of its newest version.
article = Table(
    "article",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("url", Text, index=True),
    Column("version_id", Integer),  # the newest; no foreign key, since versions point back
    Column("outlet", Text),
    Column("title", Text, nullable=False, server_default=""),
    Column("language", Text, nullable=False, server_default=""),
    Column("published", Text),
    Column("day", Text, index=True),  # the first day of ``published``, to sort by
    Column("statements", Integer, nullable=False, server_default="0"),
    Column("figures", Integer, nullable=False, server_default="0"),
    Column("defects", Integer, nullable=False, server_default="0"),
    Column("decided", Integer, nullable=False, server_default="0"),
    Column("orphaned", Integer, nullable=False, server_default="0"),
    Column("story_id", Integer, index=True),
    Column("added_at", Text, nullable=False),
    Index("ix_article_outlet_story_id", "outlet", "story_id"),
)

#: What stood at an address at a time, and how its text was won.
version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, ForeignKey("article.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("snapshot", Text, ForeignKey("snapshot.sha256"), nullable=False, index=True),
    Column("raw", Text, ForeignKey("raw.sha256"), index=True),
    Column(
        "place", Integer
    ),  # which of a file's many articles it was, from 1; null where it was the only one
    Column("extractor", Text, nullable=False),
    Column("extractor_version", Text, nullable=False),
    Column("carrier", LargeBinary, nullable=False),  # the Article without its text, JSON
    Column("added_at", Text, nullable=False),
    UniqueConstraint("article_id", "number"),
)

#: What was read in a version, and by which reader; ``corrected`` is null where nobody decided anything.
reading = Table(
    "reading",
    metadata,
    Column("version_id", Integer, ForeignKey("version.id"), primary_key=True),
    Column("reader", Text, nullable=False, index=True),
    Column("record", LargeBinary, nullable=False),
    Column("features", LargeBinary),
    Column("corrected", LargeBinary),
    Column("decisions", LargeBinary),
    Column("digest", Text, nullable=False),  # of what stands: the corrected record where there is one
    Column("read_at", Text, nullable=False),
)
_DECIDED = reading.c.decisions.is_not(None)  # few of very many: they are found without looking at the others
Index("ix_reading_decided", reading.c.version_id, sqlite_where=_DECIDED, postgresql_where=_DECIDED)

#: Statements of the newest versions as rows, to list and count.
statement = Table(
    "statement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, ForeignKey("article.id"), nullable=False, index=True),
    Column("story_id", Integer, index=True),
    Column("own", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("said_on", Text),
    Column("words", Text, nullable=False),
    Column("edge", Boolean, nullable=False),
    Column("decided", Text),
    Index("ix_statement_source_name_said_on", "source_name", "said_on"),
    Index("ix_statement_source_name_stance", "source_name", "stance"),
    Index("ix_statement_stance", "stance"),
)

#: Stories as worked out last. ``digest`` tells whether they must be worked out anew.
story = Table(
    "story",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("own", Text, nullable=False, unique=True),
    Column("digest", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("denials", Integer, nullable=False),
    Column("first", Text),
    Column("last", Text),
    Column("weight", Float, nullable=False, index=True),
    Column("record", LargeBinary, nullable=False),
    Column("review", LargeBinary),  # what a person should look at; null: not worked out yet
    # what stories are filtered and counted by: the records beside it would be read through otherwise
    Index("ix_story_choice", "language", "first", "articles", "origins_low", "conflicts", "denials"),
)

#: Digests of articles together that make no story, so that nobody tries again.
storyless = Table("storyless", metadata, Column("digest", Text, primary_key=True))

question = Table(
    "question",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story_id", Integer, ForeignKey("story.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("own", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("unit", Text),
    Column("low", Float),
    Column("high", Float),
    Column("articles", Integer, nullable=False),
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("importance", Float, nullable=False),
    Index("ix_question_disputed_importance", "disputed", "importance"),
)

#: Who speaks or acts in a story.
actor = Table(
    "actor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story_id", Integer, ForeignKey("story.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("role", Text),
    Column("party", Boolean, nullable=False),
)

#: Everything that can be searched, in words. ``ref`` is what the page of the thing is called by.
finding = Table(
    "finding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # article statement question actor story
    Column("article_id", Integer, index=True),
    Column("story_id", Integer, index=True),
    Column("ref", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("day", Text),
)

#: What people decided, in the order in which it came in. Never changed, never deleted.
event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("article", Text, index=True),  # null where it is about several
    Column("record", LargeBinary, nullable=False),
)

unread = Table(
    "unread",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("error", Text, nullable=False),
    Column("at", Text, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("name", Text, primary_key=True),
    Column("password", Text),  # scrypt; null: by token only
    Column("role", Text, nullable=False),
    Column("created_at", Text, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("created_at", Text, nullable=False),
)

#: Work that takes a while, as the pages show it.
job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),  # running done failed
    Column("done", Integer, nullable=False),
    Column("total", Integer),
    Column("message", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
)

#: Feeds that are watched, and how far they have been read.
feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("state", LargeBinary, nullable=False),
    Column("added_at", Text, nullable=False),
)

#: What servers gave with pages that were fetched by themselves, to be asked "has it changed since?".
page = Table(
    "page",
    metadata,
    Column("url", Text, primary_key=True),
    Column("validators", LargeBinary, nullable=False),
)

__all__ = ["metadata"]
