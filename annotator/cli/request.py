"""What an engine is asked for."""

from typing import NamedTuple

from annotator.domain.layer import Scope


class Request(NamedTuple):
    """Who reads, what counts, the least score that is kept, and in how many processes."""

    engine: str
    scope: Scope
    threshold: float
    workers: int
