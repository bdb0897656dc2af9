"""What a model of the rules keeps: things with a body, a status, and who changed them last.

It knows no database; a counter is its clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

ANN, BOB, CEM = "Ann", "Bob", "Cem"
PEOPLE = (ANN, BOB, CEM)
LEAD = ANN

NEXT = {
    "submit": ({"draft", "returned"}, "submitted"),
    "approve": ({"submitted"}, "approved"),
    "return": ({"submitted", "approved"}, "returned"),
    "reject": ({"submitted", "approved"}, "rejected"),
}
AFTER_EDIT = {
    "draft": "draft",
    "submitted": "submitted",
    "returned": "returned",
    "approved": "submitted",
    "rejected": "draft",
}
JUDGED = {"approved", "returned", "rejected"}
VERB_TO = {status: verb for verb, (_from, status) in NEXT.items()}
REVIEWED = {"claim", "record"}


class RefusedError(Exception):
    """What may not be done; nothing has changed."""


@dataclass
class Thing:
    """A claim, a record, or whatever else is made, changed and taken away."""

    kind: str
    document: int
    body: Any
    owner: str | None = None
    status: str | None = None
    deleted: bool = False
    editor: str = ""
    edited: int = 0
    mover: str = ""
    moved: int = 0
    earlier: str | None = None

    @property
    def state(self) -> tuple[Any, str | None, bool]:
        """Return what a change tells of it."""
        return self.body, self.status, self.deleted


class Change(NamedTuple):
    """What one thing was (None: not there) and became."""

    key: Any
    before: tuple[Any, str | None, bool] | None
    after: tuple[Any, str | None, bool]
    number: int


@dataclass
class Act:
    """What somebody did at once; a merge cannot be told apart into changes here."""

    changes: list[Change] = field(default_factory=list)
    merge: bool = False


class Kept:
    """All things of a project, and each person's acts that can be taken back or done again."""

    def __init__(self) -> None:
        self.things: dict[Any, Thing] = {}
        self.undos: dict[str, list[Act]] = {name: [] for name in PEOPLE}
        self.redos: dict[str, list[Act]] = {name: [] for name in PEOPLE}
        self.number = 0
        self.touched: set[int] = set()
        self._act = Act()

    # what is where

    def claims(self, document: int, owner: str | None) -> list[int]:
        """Return the living claims of a layer."""
        return [
            key[1]
            for key, it in self.things.items()
            if (it.kind, it.document, it.owner, it.deleted) == ("claim", document, owner, False)
        ]

    def verified(self) -> dict[int, tuple[Any, str]]:
        """Return the claims that are exported as approved, with their bodies and reviewers."""
        return {
            key[1]: (it.body, it.mover)
            for key, it in self.things.items()
            if it.kind == "claim" and it.status == "approved" and not it.deleted and not it.owner
        }

    def is_settled(self, document: int) -> bool:
        """Tell whether adjudication of a document has begun."""
        return any(
            it.kind == "settlement" and it.document == document and not it.deleted
            for it in self.things.values()
        )

    def _assignment(self, document: int, name: str) -> Thing | None:
        found = self.things.get(("assignment", document, name))
        return None if found is None or found.deleted else found

    def has_submitted(self, document: int, name: str) -> bool:
        """Tell whether somebody is done with what they read on their own."""
        mine = self._assignment(document, name)
        return mine is not None and bool(mine.body)

    def layer_of(self, document: int, name: str) -> str | None:
        """Return whose layer somebody reads: their own or, None, the agreed one."""
        mine = self._assignment(document, name)
        if mine is None or (mine.body and self.is_settled(document)):
            return None
        return name

    def _is_busy(self, document: int) -> bool:
        return any(
            (mine := self._assignment(document, name)) is not None and not mine.body
            for name in PEOPLE
        )

    # how acts are made

    @contextmanager
    def _writing(self, who: str | None, *, undoable: bool = True) -> Iterator[None]:
        """Change things all or not at all, and keep the act if it did something."""
        kept, number = {key: replace(it) for key, it in self.things.items()}, self.number
        self._act = Act()
        try:
            yield
        except RefusedError:
            self.things, self.number = kept, number
            raise
        if who is not None and undoable and self._act.changes:
            self.undos[who].append(self._act)
            self.redos[who].clear()

    def _tell(self, key: Any, before: tuple[Any, str | None, bool] | None) -> int:
        self.number += 1
        self.touched.add(self.things[key].document)
        self._act.changes.append(Change(key, before, self.things[key].state, self.number))
        return self.number

    def _born(self, who: str, key: Any, thing: Thing) -> None:
        self.things[key] = thing
        number = self._tell(key, None)
        thing.editor = thing.mover = who
        thing.edited = thing.moved = number

    def _set(self, key: Any, **values: Any) -> None:
        thing = self.things[key]
        before = thing.state
        for name, value in values.items():
            setattr(thing, name, value)
        self._tell(key, before)

    def _edit(self, who: str, key: Any, **values: Any) -> None:
        """Give a claim or record another body, or take it away or bring it back."""
        thing = self.things[key]
        self._require_open(who, thing)
        before, status = thing.state, thing.status or ""
        thing.status = AFTER_EDIT[status]
        for name, value in values.items():
            setattr(thing, name, value)
        number = self._tell(key, before)
        thing.editor, thing.edited = who, number
        if thing.status != status:
            thing.mover, thing.moved, thing.earlier = who, number, status

    def _move(self, who: str, key: Any, status: str) -> None:
        thing = self.things[key]
        before = thing.state
        thing.earlier, thing.status = thing.status, status
        thing.mover, thing.moved = who, self._tell(key, before)

    def _advance(self, who: str, key: Any, verb: str) -> None:
        allowed, reached = NEXT[verb]
        thing = self.things[key]
        require(thing.status in allowed)
        require(verb != "approve" or thing.editor != who)
        self._move(who, key, reached)

    def _require_open(self, who: str, thing: Thing) -> None:
        if thing.kind == "claim" and thing.owner is not None:
            mine = self._assignment(thing.document, thing.owner)
            require(thing.owner == who and mine is not None and not mine.body)


def require(met: bool) -> None:
    """Refuse what may not be done."""
    if not met:
        raise RefusedError
