"""Hear at once what anybody committed to a database on a server, and live through its restart."""

import json
from collections import deque
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any, Final, NamedTuple

from sqlalchemy.exc import DBAPIError, OperationalError

from annotator.store.server import CHANNEL

_AGAIN_SECONDS: Final = 1.0
_KEPT: Final = 1_000


class Notice(NamedTuple):
    """Acts that somebody committed: the last one, whose, and in which documents.

    `documents` is None where they were too many, or did something beyond documents.
    """

    act: int
    user: int
    documents: tuple[int, ...] | None


ANYTHING: Final = Notice(0, 0, None)
"""What is told where it is not known who did what."""


class Listening:
    """One connection that waits for notices; nothing here waits for the server but `start`.

    `begun` is how often it was made.

    Once it is lost a thread tries to make it anew, and when it is there that counts as a change:
    something may have been missed. Ask from one thread only.
    """

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._connection: Any = None
        self._lock = Lock()
        self._closed = Event()
        self._heard: deque[Notice] = deque(maxlen=_KEPT)
        self._count = 0
        self.begun = 0

    def start(self) -> None:
        """Begin to listen.

        Raises:
            DBAPIError: the server cannot be reached.
        """
        connection = self._connect()
        try:
            connection.execute(f"LISTEN {CHANNEL}")
        except connection.Error as error:
            connection.close()
            raise OperationalError("LISTEN", None, error) from error
        with self._lock:
            self._connection = connection
            self._count += 1
            self.begun += 1
        if self._closed.is_set():
            connection.close()

    def is_lost(self) -> bool:
        """Tell whether there is no connection at the moment."""
        self._listen()
        return self._connection is None

    def socket(self) -> int | None:
        """Return the descriptor that becomes readable with a notice; another one after a loss."""
        connection = self._connection
        return None if connection is None else int(connection.fileno())

    def count(self) -> int:
        """Return a number that changes with every notice, and after a loss."""
        self._listen()
        return self._count

    def heard(self) -> tuple[Notice, ...]:
        """Return the notices since it was asked last."""
        self._listen()
        found = tuple(self._heard)
        self._heard.clear()
        return found

    def close(self) -> None:
        """Listen no more."""
        self._closed.set()
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _listen(self) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            for said in connection.notifies(timeout=0):
                self._count += 1
                self._heard.append(_read(said.payload))
        except (OSError, connection.Error):
            self._lose(connection)

    def _lose(self, connection: Any) -> None:
        with self._lock:
            self._connection = None
        connection.close()
        Thread(target=self._begin_again, name="listening again", daemon=True).start()

    def _begin_again(self) -> None:
        while not self._closed.wait(_AGAIN_SECONDS):
            try:
                self.start()
            except DBAPIError:
                continue
            return


def _read(payload: str) -> Notice:
    """Return what a notice says; one that is not ours may say anything."""
    try:
        told = json.loads(payload)
        documents = told["documents"]
        known = documents is not None and None not in documents
        return Notice(int(told["act"]), int(told["user"]), tuple(documents) if known else None)
    except (ValueError, TypeError, KeyError):
        return ANYTHING
