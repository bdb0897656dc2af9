"""What comes one by one and is stored several at a time."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from math import inf
from time import perf_counter
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

_SECONDS: Final = 0.5
Item = TypeVar("Item")


class Gathering(ABC, Generic[Item]):
    """Stores the first at once, then all that came in half a second; the rest when left.

    At most `together` wait; with 1 each is stored before the next comes.
    """

    def __init__(self, together: int) -> None:
        self._together = together
        self._waiting: list[Item] = []
        self._stored = -inf

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._store()

    @abstractmethod
    def _keep(self, waiting: Sequence[Item]) -> None:
        """Store what waited, one or more."""

    def _gather(self, item: Item) -> None:
        self._waiting.append(item)
        if self._is_due():
            self._store()

    def _is_due(self) -> bool:
        late = perf_counter() - self._stored >= _SECONDS
        return late or len(self._waiting) >= self._together

    def _store(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._keep(waiting)
            self._stored = perf_counter()
