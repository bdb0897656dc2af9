"""What every service works with: the store, who acts, and whom to tell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from annotator.domain.errors import AnnotatorError
from annotator.domain.events import Event
from annotator.domain.rights import Right, require
from annotator.domain.user import User
from annotator.store.journal import Intent
from annotator.store.unit_of_work import Store, UnitOfWork

Publish = Callable[[Event], None]


def tell_nobody(_event: Event) -> None:
    """Listen to nothing: for scripts."""


@dataclass(frozen=True, slots=True)
class Context:
    """One user at work on one project."""

    store: Store
    user: User
    publish: Publish = tell_nobody

    def reading(self) -> UnitOfWork:
        """Open a unit of work that reads what the user may see of other people's layers."""
        return self.store.reading(self.user.id)

    def overseeing(self) -> UnitOfWork:
        """Open a unit of work that reads every layer: for figures, and for those who settle."""
        return self.store.reading()

    def writing(
        self,
        label: str,
        document_id: int | None = None,
        *,
        right: Right = Right.ANNOTATE,
        **rest: Any,
    ) -> UnitOfWork:
        """Open a unit of work that writes as the user, one act under one label.

        Raises:
            ProjectError: the project is locked by another program, or may only be read.
            RightError: the user may not do this.
        """
        intent = Intent(user=self.user.id, label=label, document_id=document_id, **rest)
        unit = self.store.writing(intent)
        try:
            require(unit.users.get(self.user.id), right)
        except AnnotatorError:
            unit.close()
            raise
        return unit
