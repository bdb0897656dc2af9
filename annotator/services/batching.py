"""Items handed over several at a time, so that handing over costs little beside the work."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from time import perf_counter
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from annotator.domain.errors import AnnotatorError

_SECONDS: Final = 0.2
_MOST: Final = 32
Item = TypeVar("Item")
Result = TypeVar("Result")
Handle = TypeVar("Handle")


class WorkerDiedError(AnnotatorError):
    """A process that worked on an item ended before it was done."""

    def __init__(
        self, sentence: str = "The process that worked on this ended unexpectedly."
    ) -> None:
        super().__init__(sentence)


class Worked(NamedTuple, Generic[Result]):
    """What came of a batch, item by item, and how long it took."""

    results: Sequence[Result | AnnotatorError]
    seconds: float = 0.0


class Crew(Protocol[Item, Result, Handle]):
    """Whoever works on batches elsewhere: processes here, or a cluster."""

    @property
    def width(self) -> int:
        """Return how many batches are worked on at once."""

    def started(self, batch: list[Item]) -> Handle:
        """Hand a batch over."""

    def finished(self, batch: list[Item], handle: Handle) -> Worked[Result]:
        """Wait for a batch and return what came of it."""

    def close(self) -> None:
        """End the work; what is not finished is dropped."""


class Pace:
    """How many items make a batch of about a fifth of a second, learnt as the work goes on."""

    def __init__(self) -> None:
        self.size = 1

    def learn(self, items: int, seconds: float) -> None:
        """Take in how long a batch took; the next ones at most double."""
        if seconds > 0:
            self.size = max(1, min(_MOST, 2 * self.size, int(_SECONDS * items / seconds)))


def batches(items: Iterable[Item], pace: Pace) -> Iterator[list[Item]]:
    """Yield the items in order, as many at a time as the pace says by then."""
    waiting = iter(items)
    while batch := list(islice(waiting, pace.size)):
        yield batch


def worked(function: Callable[[Item], Result], batch: Sequence[Item]) -> Worked[Result]:
    """Apply the function to each item; an expected failure stands in its item's place."""
    begin = perf_counter()
    results = [tried(function, item) for item in batch]
    return Worked(results, perf_counter() - begin)


def tried(function: Callable[[Item], Result], item: Item) -> Result | AnnotatorError:
    """Return the function's result, or its expected failure."""
    try:
        return function(item)
    except AnnotatorError as error:
        return error
