"""rows of a file are taken once; what makes no story is remembered"""

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
    if op.get_bind().dialect.name != "sqlite":  # whose integers are large enough
        op.alter_column("raw", "size", type_=sa.BigInteger())
