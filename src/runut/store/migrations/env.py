"""Runs migrations on the connection that the store hands over."""

from __future__ import annotations

from alembic import context

from runut.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
