"""What others changed in a project while it is open here."""

from annotator.services.context import Context


class Changes:
    """Tells what others changed since it was asked last; ask from one thread only.

    Of a file it is seen that it changed, not what; a server says who changed what, and what was
    said while it was lost is anything.
    """

    def __init__(self, context: Context) -> None:
        self._store = context.store
        self._store.heard()
        self._began = self._store.began()

    def told(self) -> tuple[int, ...] | None:
        """Return the documents that others changed, none of them for nothing, None for anything.

        Raises:
            ProjectError: the project cannot be reached.
        """
        notices, began = self._store.heard(), self._store.began()
        missed, self._began = began != self._began, began
        changed = [notice.documents for notice in notices]
        if missed or None in changed:
            return None
        return tuple(dict.fromkeys(own for several in changed for own in several or ()))

    def socket(self) -> int | None:
        """Return the descriptor that becomes readable with a change, None where there is none."""
        return self._store.notices()
