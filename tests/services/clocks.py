"""A project on a clock that a test sets."""

from datetime import UTC, datetime, timedelta
from typing import Final

from annotator.domain.project import Policy
from annotator.services.bootstrap import Services, wired
from annotator.services.projects import as_user, default_codebook
from annotator.store import schema
from annotator.store.engine import open_engine
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


def begun(path, clock) -> Services:
    """Return the services of Ann in a new project whose clock is this one."""
    engine = open_engine(path)
    schema.create(engine)
    context = as_user(Store(engine, path, clock), "Ann")
    with context.writing("Create project", undoable=False) as unit:
        unit.project.found(Policy.SECOND_PERSON)
        unit.codebooks.put(default_codebook())
        unit.commit()
    return wired(context)
