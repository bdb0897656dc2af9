"""What an engine is asked for."""

from pathlib import Path
from typing import NamedTuple

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope


class Request(NamedTuple):
    """Who reads with which model, what counts, and where it is done.

    `threshold` is the least score that is kept, None for the engine's own.
    """

    engine: str
    model: Path | None
    scope: Scope
    threshold: float | None
    workers: int
    cluster: str | None

    def checked(self) -> "Request":
        """Return the request as it stands.

        Raises:
            UsageError: it names both a cluster and processes of this machine.
        """
        if self.workers and self.cluster is not None:
            raise UsageError("“--workers” and “--cluster” are two ways to share work; choose one.")
        return self
