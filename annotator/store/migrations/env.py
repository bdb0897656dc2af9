"""Run migrations over the connection that `annotator.store.schema` hands in."""

from alembic import context

from annotator.store.tables.base import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
)
context.run_migrations()
