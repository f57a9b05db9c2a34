"""stories are chosen and counted by an index, and so are readings with decisions; what to review is kept"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("story", sa.Column("review", sa.LargeBinary(), nullable=True))
    op.create_index(
        "ix_story_choice",
        "story",
        ["language", "first", "articles", "origins_low", "conflicts", "denials"],
        unique=False,
    )
    op.create_index("ix_article_outlet_story_id", "article", ["outlet", "story_id"], unique=False)
    op.drop_index("ix_article_outlet", table_name="article")
    decided = sa.text("decisions is not null")
    op.create_index(
        "ix_reading_decided",
        "reading",
        ["version_id"],
        unique=False,
        sqlite_where=decided,
        postgresql_where=decided,
    )
