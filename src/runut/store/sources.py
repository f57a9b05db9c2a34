"""Who speaks how often."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from runut.store.tables import statement


def count_sources(
    connection: Connection, *, stance: str | None = None, most: int = 40
) -> list[tuple[str, int]]:
    """Sources with how many statements they made, the most first; within a stance where one is named."""
    counted = func.count().label("n")
    wanted = [statement.c.stance == stance] if stance is not None else []
    query = select(statement.c.source_name, counted).where(*wanted).group_by(statement.c.source_name)
    rows = connection.execute(query.order_by(counted.desc(), statement.c.source_name).limit(most))
    return [(row.source_name, row.n) for row in rows]


__all__ = ["count_sources"]
