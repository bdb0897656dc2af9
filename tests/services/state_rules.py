"""The rules of the project in a few hundred lines of their own: what becomes of what is done.

Written from the rules and not from the services; acts are kept with what each changed, so that undo
can be told. Whatever is refused here the services have to refuse.
"""

from typing import Any

from tests.services.state_kept import (
    AFTER_EDIT,
    JUDGED,
    LEAD,
    NEXT,
    PEOPLE,
    REVIEWED,
    VERB_TO,
    Act,
    Change,
    Kept,
    Thing,
    require,
)


class Rules(Kept):
    """What people may do, and what becomes of it."""

    # what people do

    def import_document(self, document: int, title: str) -> None:
        """Take a document in."""
        with self._writing(None):
            self._born(LEAD, ("record", document), Thing("record", document, title, status="draft"))
            self._born(LEAD, ("marks", document), Thing("marks", document, False))

    def may_add(self, who: str, document: int) -> str | None:
        """Return the layer that a new claim would be in."""
        layer = self.layer_of(document, who)
        if layer is None:
            require(not self._is_busy(document))
        else:
            require(not self.has_submitted(document, who))
        return layer

    def add(self, who: str, document: int, claim: int, body: Any) -> None:
        """Make a claim."""
        with self._writing(who):
            layer = self.may_add(who, document)
            thing = Thing("claim", document, body, owner=layer, status="draft")
            self._born(who, ("claim", claim), thing)

    def change(self, who: str, claim: int, seen: Any, body: Any) -> None:
        """Give a claim another body, if it has the one that was seen."""
        with self._writing(who):
            if body != seen:
                thing = self.things["claim", claim]
                require(not thing.deleted and thing.body == seen)
                self._edit(who, ("claim", claim), body=body)

    def delete(self, who: str, claim: int, seen: Any) -> None:
        """Take a claim away, if it has the body that was seen."""
        with self._writing(who):
            thing = self.things["claim", claim]
            require(not thing.deleted and thing.body == seen)
            self._edit(who, ("claim", claim), deleted=True)

    def title(self, who: str, document: int, seen: str, title: str) -> None:
        """Give a document another title."""
        with self._writing(who):
            if title != seen:
                require(self.things["record", document].body == seen)
                self._edit(who, ("record", document), body=title)

    def flag(self, who: str, document: int, seen: bool) -> None:
        """Flag a document, or no longer."""
        with self._writing(who):
            require(self.things["marks", document].body == seen)
            self._set(("marks", document), body=not seen)

    def comment(self, who: str, claim: int, comment: int) -> None:
        """Remark on a claim."""
        with self._writing(who):
            document = self.things["claim", claim].document
            self._born(who, ("comment", comment), Thing("comment", document, claim))

    def submit(self, who: str, document: int) -> None:
        """Submit all of a document that one reads."""
        with self._writing(who):
            layer = self.layer_of(document, who)
            keys: list[Any] = [("claim", own) for own in self.claims(document, layer)]
            require(bool(keys) or layer is not None)
            keys.append(("record", document))
            keys = [key for key in keys if self.things[key].status in NEXT["submit"][0]]
            open_ = layer is not None and not self.has_submitted(document, who)
            require(bool(keys) or open_)
            for key in keys:
                self._advance(who, key, "submit")
            if open_:
                self._set(("assignment", document, who), body=True)

    def take_back(self, who: str, document: int) -> None:
        """Go on with what one has submitted."""
        with self._writing(who):
            require(self.layer_of(document, who) == who and self.has_submitted(document, who))
            self._set(("assignment", document, who), body=False)
            for own in self.claims(document, who):
                if self.things["claim", own].status == "submitted":
                    self._move(who, ("claim", own), "draft")

    def give(self, who: str, key: Any, verb: str) -> None:
        """Judge a claim of the agreed layer, or a record."""
        with self._writing(who):
            thing = self.things[key]
            self._require_seen(who, thing)
            require(thing.owner is None and not thing.deleted)
            self._advance(who, key, verb)

    def withdraw(self, who: str, key: Any) -> None:
        """Take back one's own verdict or submission."""
        with self._writing(who, undoable=False):
            thing = self.things[key]
            self._require_seen(who, thing)
            earlier = thing.earlier or ""
            require(thing.owner is None)
            require(any(earlier in allowed and thing.status == to for allowed, to in NEXT.values()))
            require(thing.mover == who and thing.edited < thing.moved)
            self._move(who, key, AFTER_EDIT[earlier])

    def _require_seen(self, who: str, thing: Thing) -> None:
        if thing.kind == "claim":
            require(self.layer_of(thing.document, who) == thing.owner)

    def assign(self, who: str, document: int, name: str) -> None:
        """Let somebody read a document independently, also where adjudication has begun."""
        with self._writing(who):
            require(who == LEAD)
            key = ("assignment", document, name)
            require(self._assignment(document, name) is None)
            if key in self.things:
                self._set(key, deleted=False)
            else:
                self._born(who, key, Thing("assignment", document, False, owner=name))

    def relieve(self, who: str, document: int, name: str) -> None:
        """Let somebody read a document no longer."""
        with self._writing(who):
            require(who == LEAD and not self.is_settled(document))
            require(self._assignment(document, name) is not None)
            self._set(("assignment", document, name), deleted=True)

    def may_settle(self, who: str, document: int) -> bool:
        """Tell whether somebody may settle what was read of a document."""
        return who == LEAD and sum(self.has_submitted(document, name) for name in PEOPLE) > 1

    def settle(self, who: str, document: int, settlement: int, made: dict[int, Any]) -> None:
        """Settle some claims into these of the agreed layer."""
        with self._writing(who):
            require(self.may_settle(who, document))
            keys = [("claim", own) for own in made]
            for key, body in zip(keys, made.values(), strict=True):
                self._born(who, key, Thing("claim", document, body, status="draft"))
            for key in keys:
                self._advance(who, key, "submit")
            thing = Thing("settlement", document, None)
            self._born(who, ("settlement", settlement), thing)

    # the way back

    def undo(self, who: str) -> None:
        """Take one's last act back; one that has gone stale is dropped."""
        self._walk(who, self.undos[who], self.redos[who])

    def redo(self, who: str) -> None:
        """Do again what was taken back last; what has gone stale is dropped."""
        self._walk(who, self.redos[who], self.undos[who])

    def _walk(self, who: str, here: list[Act], there: list[Act]) -> None:
        require(bool(here))
        act = here.pop()
        with self._writing(who, undoable=False):
            for change in reversed(act.changes):
                self._invert(who, change)
        if self._act.changes:
            there.append(self._act)

    def _invert(self, who: str, change: Change) -> None:
        thing = self.things[change.key]
        body, status, _deleted = change.after
        before = change.before or (body, status, True)
        if thing.kind not in REVIEWED:
            require(thing.state == change.after)
            settled = thing.kind == "assignment" and self.is_settled(thing.document)
            require(not settled or before[0] == body)
            self._set(change.key, body=before[0], deleted=before[2])
        elif (before[0], before[2]) != (change.after[0], change.after[2]):
            require((thing.body, thing.deleted) == (change.after[0], change.after[2]))
            require(thing.status not in JUDGED or thing.moved < change.number)
            self._edit(who, change.key, body=before[0], deleted=before[2])
        elif before[1] != status:
            require(thing.moved == change.number and not thing.deleted)
            self._move_back(who, change, before[1] or "")

    def _move_back(self, who: str, change: Change, earlier: str) -> None:
        """Move to where it was; what was withdrawn by undo is given again if nothing changed."""
        reached = change.after[1]
        again = reached == "draft" or (earlier in JUDGED and reached == "submitted")
        if again and earlier in VERB_TO:
            unseen = earlier in JUDGED and self.things[change.key].edited > change.number
            require(not unseen)
            self._advance(who, change.key, VERB_TO[earlier])
        else:
            self._move(who, change.key, AFTER_EDIT[earlier])
