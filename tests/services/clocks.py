"""A project on a clock that a test sets."""

from datetime import UTC, datetime, timedelta
from typing import Final

from annotator.domain.project import Policy
from annotator.services.bootstrap import Services
from annotator.services.projects import as_user, default_codebook
from annotator.store import schema, server_schema
from annotator.store.engine import open_engine
from annotator.store.server import is_url, server_url
from annotator.store.shared_store import SharedStore
from annotator.store.unit_of_work import Store

START: Final = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> str:
        return self.now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def pass_by(self, **time: float) -> None:
        """Let days or hours pass by."""
        self.now += timedelta(**time)


def begun(place, clock) -> Services:
    """Return the services of Ann in a new project, a file or a URL, whose clock is this one."""
    context = as_user(_made(place, clock), "Ann")
    with context.writing("Create project", undoable=False) as unit:
        unit.project.found(Policy.SECOND_PERSON)
        unit.codebooks.put(default_codebook())
        unit.commit()
    return Services(context)


def _made(place, clock) -> Store:
    if is_url(place):
        url = server_url(place)
        server_schema.create(url)
        return SharedStore(url, clock)
    engine = open_engine(place)
    schema.create(engine)
    return Store(engine, place, clock)
