"""What others changed in a project while it is open here."""

from typing import Protocol

from annotator.services.context import Context
from annotator.store.shared_store import SharedStore
from annotator.store.unit_of_work import Store


class Changes(Protocol):
    """Tells what others changed since it was asked last; ask from one thread only."""

    def told(self) -> tuple[int, ...] | None:
        """Return the documents that others changed, none of them for nothing, None for anything.

        Raises:
            ProjectError: the project cannot be reached.
        """

    def socket(self) -> int | None:
        """Return the descriptor that becomes readable with a change, None where there is none."""

    def pass_over(self) -> None:
        """Do not tell what was changed up to now: it was done here."""


def changes_of(context: Context) -> Changes:
    """Return what tells of others' changes to the project of this context."""
    store = context.store
    return _Heard(store) if isinstance(store, SharedStore) else _Seen(store)


class _Seen:
    """A file: that it changed is seen, not what."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = store.version()

    def told(self) -> tuple[int, ...] | None:
        """Return nothing, or None for anything."""
        version, known = self._store.version(), self._known
        self._known = version
        return () if version == known else None

    def socket(self) -> None:
        """Return None: a file says nothing by itself."""

    def pass_over(self) -> None:
        """Take the file as it is now for known."""
        self._known = self._store.version()


class _Heard:
    """A server: it says who changed what; what was said while it was lost is anything."""

    def __init__(self, store: SharedStore) -> None:
        self._store = store
        self._began = store.began()

    def told(self) -> tuple[int, ...] | None:
        """Return the documents of the acts that were heard of."""
        notices, began = self._store.heard(), self._store.began()
        missed, self._began = began != self._began, began
        changed = [notice.documents for notice in notices]
        if missed or None in changed:
            return None
        return tuple(dict.fromkeys(own for several in changed for own in several or ()))

    def socket(self) -> int | None:
        """Return the descriptor of the connection that listens."""
        return self._store.notices()

    def pass_over(self) -> None:
        """Do nothing: one's own acts are not heard."""
