"""rows of a file are taken once; what makes no story is remembered; search knows kinds"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("version", sa.Column("place", sa.Integer(), nullable=True))
    op.create_table(
        "storyless",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_storyless")),
    )
    op.create_index("ix_statement_source_name_stance", "statement", ["source_name", "stance"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for line in _FTS5:
            op.execute(line)
        return
    op.alter_column("raw", "size", type_=sa.BigInteger())  # SQLite's integers are large enough
    op.execute("drop index ix_finding_words")
    for kind in ("article", "statement", "question", "actor", "story"):
        op.execute(f"create index ix_finding_words_{kind} on finding using gin (words) where kind = '{kind}'")


_GONE = "(finding_words, rowid, head, body, kind) values ('delete', old.id, old.head, old.body, old.kind)"
_NEW = "(rowid, head, body, kind) values (new.id, new.head, new.body, new.kind)"
#: The kind is a word like others: of a common word's hits those of a rare kind are found without going through all.
_FTS5 = (
    "drop trigger finding_added",
    "drop trigger finding_gone",
    "drop trigger finding_changed",
    "drop table finding_words",
    "create virtual table finding_words using fts5("
    "head, body, kind, content='finding', content_rowid='id', tokenize='unicode61 remove_diacritics 2', "
    "prefix='2 3 4')",  # the beginnings of words that would otherwise be gathered from thousands of words
    "insert into finding_words (finding_words) values ('rebuild')",
    f"create trigger finding_added after insert on finding begin insert into finding_words {_NEW}; end",
    f"create trigger finding_gone after delete on finding begin insert into finding_words {_GONE}; end",
    f"create trigger finding_changed after update of head, body, kind on finding begin "
    f"insert into finding_words {_GONE}; insert into finding_words {_NEW}; end",
)
