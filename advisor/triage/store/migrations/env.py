"""Alembic's entry: migrations run on the connection `open_store` hands in."""

from alembic import context

from advisor.triage.store.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
