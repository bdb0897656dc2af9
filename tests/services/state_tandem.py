"""A project and the rules, side by side: everything is done to both, and they have to agree."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from annotator.domain.adjudication import Decision
from annotator.domain.errors import AnnotatorError, SecondPersonError
from annotator.domain.settlement import Choice
from tests.services.state_kept import LEAD, Act, RefusedError, Thing
from tests.services.state_project import TEXTS, TITLES, Body, Worked, body_of, shuffled, told
from tests.services.state_rules import Rules

KINDS = ("direct", "indirect", "mixed")
CHOICES = (Choice.ONE, Choice.BOTH, Choice.NEITHER)


def new_rules(documents: tuple[int, ...]) -> Rules:
    """Return the rules of a project in which nothing is done yet."""
    rules = Rules()
    for document, title in zip(documents, TITLES, strict=True):
        rules.import_document(document, title)
    return rules


class Tandem:
    """Does what people do in the project and by the rules; what one refuses the other does too."""

    def __init__(self, worked: Worked, rules: Rules, documents: tuple[int, ...]) -> None:
        self.worked = worked
        self.rules = rules
        self.documents = documents
        self._stale: dict[int, Any] = {}

    def _both(self, real: Callable[[], Any], ruled: Callable[[Any], None]) -> None:
        """Do it to both; the rules get what the project gave back, None where it refused."""
        given, refused = None, None
        try:
            given = real()
        except AnnotatorError as error:
            refused = error
        try:
            ruled(given)
        except RefusedError:
            assert refused is not None, "the rules refuse what the project did"
        else:
            assert refused is None, f"the project refuses what the rules allow: {refused!r}"

    def agree(self, *, every: bool) -> None:
        """Hold all that can be seen against the rules, or what is where somebody has worked."""
        documents = {*self.documents} if every else {*self.rules.touched}
        self.rules.touched.clear()
        found, wanted = self.worked.state(documents), self._wanted(documents)
        apart = {
            key: (found.get(key), wanted.get(key))
            for key in found.keys() | wanted.keys()
            if found.get(key) != wanted.get(key)
        }
        assert apart == {}, "what the project has, and what the rules say"

    def _wanted(self, documents: set[int]) -> dict[Any, Any]:
        texts = zip(self.documents, TEXTS, strict=True)
        found: dict[Any, Any] = {
            ("text", document): text for document, text in texts if document in documents
        }
        for name, undos in self.rules.undos.items():
            found["acts", name] = len(undos), len(self.rules.redos[name])
        for key, it in self.rules.things.items():
            if it.deleted or it.document not in documents:
                continue
            if it.kind == "claim":
                found[key] = (it.body, it.status, it.editor, it.owner, it.document)
            elif it.kind == "record":
                found[key] = (it.body, it.status, it.editor)
            elif it.kind in {"marks", "assignment", "comment"}:
                found[key] = it.body
        return found

    def _claim(self, who: str, document: int, which: int) -> Any:
        """Return one of the claims that somebody sees: those that the rules say, no others."""
        seen = self.worked.seen(who, document)
        layer = self.rules.layer_of(document, who)
        assert sorted(claim.id for claim in seen) == sorted(self.rules.claims(document, layer))
        return shuffled(seen, which)

    # what people do

    def add(self, who: str, document: int, body: Body) -> None:
        """Make a claim."""
        service = self.worked.people[who].annotating

        def ruled(claim: int | None) -> None:
            self.rules.add(who, document, claim or -1, body)

        self._both(lambda: service.add(document, body_of(body)), ruled)

    def change(self, who: str, document: int, which: int, body: Body, *, late: bool) -> None:
        """Change a claim as it is seen now or, `late`, as it was seen when it was changed last."""
        claim = self._claim(who, document, which)
        if claim is None:
            return
        seen = self._stale.get(claim.id, claim) if late else claim
        self._stale[claim.id] = claim
        service = self.worked.people[who].annotating
        self._both(
            lambda: service.change(seen, body_of(body)),
            lambda _given: self.rules.change(who, claim.id, told(seen.body), body),
        )

    def delete(self, who: str, document: int, which: int) -> None:
        """Take a claim away."""
        claim = self._claim(who, document, which)
        if claim is not None:
            self._both(
                lambda: self.worked.people[who].annotating.delete(claim),
                lambda _given: self.rules.delete(who, claim.id, told(claim.body)),
            )

    def comment(self, who: str, document: int, which: int) -> None:
        """Remark on a claim."""
        claim = self._claim(who, document, which)
        if claim is not None:
            self._both(
                lambda: self.worked.people[who].annotating.comment(claim, "Really?"),
                lambda given: self.rules.comment(who, claim.id, given or -1),
            )

    def title(self, who: str, document: int, title: str, *, late: bool) -> None:
        """Give a document another title."""
        seen = "as nobody saw it" if late else self.rules.things["record", document].body
        self._both(
            lambda: self.worked.title(who, document, seen, title),
            lambda _given: self.rules.title(who, document, seen, title),
        )

    def flag(self, who: str, document: int, *, late: bool) -> None:
        """Flag a document, or no longer."""
        seen = self.rules.things["marks", document].body != late
        self._both(
            lambda: self.worked.flag(who, document, seen),
            lambda _given: self.rules.flag(who, document, seen),
        )

    def submit(self, who: str, document: int) -> None:
        """Submit what one reads."""
        self._both(
            lambda: self.worked.people[who].reviewing.submit(document),
            lambda _given: self.rules.submit(who, document),
        )

    def take_back(self, who: str, document: int) -> None:
        """Go on with what one has submitted."""
        self._both(
            lambda: self.worked.people[who].reviewing.take_back(document),
            lambda _given: self.rules.take_back(who, document),
        )

    def give(self, who: str, document: int, which: int, verb: str) -> None:
        """Judge the record (0) or a claim of any layer, seen or not."""
        key = self._subject(document, which)
        own = self.rules.things[key]
        sees = own.kind == "record" or own.owner == self.rules.layer_of(document, who)
        second = verb == "approve" and own.status == "submitted" and own.editor == who

        def real() -> None:
            try:
                self.worked.give(who, key, verb)
            except SecondPersonError:
                assert second
                raise

        if second and sees and own.owner is None and not own.deleted:
            try:
                self.worked.give(who, key, verb)
            except SecondPersonError:
                pass
            else:
                raise AssertionError("somebody approved their own edit")
        self._both(real, lambda _given: self.rules.give(who, key, verb))

    def withdraw(self, who: str, document: int, which: int) -> None:
        """Take a verdict or a submission back."""
        key = self._subject(document, which)
        self._both(
            lambda: self.worked.withdraw(who, key),
            lambda _given: self.rules.withdraw(who, key),
        )

    def _subject(self, document: int, which: int) -> Any:
        claims = [
            key
            for key, it in self.rules.things.items()
            if it.kind == "claim" and it.document == document
        ]
        return shuffled([("record", document), *claims], which)

    def assign(self, who: str, document: int, name: str, *, away: bool) -> None:
        """Let somebody read a document independently, or no longer."""
        ruled = self.rules.relieve if away else self.rules.assign
        self._both(
            lambda: self.worked.assign(who, document, name, away=away),
            lambda _given: ruled(who, document, name),
        )

    def settle(self, who: str, document: int, which: int, how: int) -> None:
        """Settle what several people read, or be refused to look at it."""
        if not self.rules.may_settle(who, document):
            self._both(lambda: self.worked.groups(who, document), _refuse)
            return
        group = shuffled(self.worked.groups(who, document), which)
        if group is None:
            return
        reading = next(at for at, claim in enumerate(group.claims) if claim is not None)
        decision = Decision(choice=CHOICES[how % len(CHOICES)], reading=reading)
        wanted = sorted(told(body) for body in group.taken(decision))

        def ruled(given: Any) -> None:
            assert sorted(given["made"].values()) == wanted
            self.rules.settle(who, document, given["settlement"], given["made"])

        self._both(lambda: self.worked.settle(who, document, group, decision), ruled)

    def undo(self, who: str) -> None:
        """Take one's last act back; a merge is left alone here."""
        acts = self.rules.undos[who]
        if not acts or not acts[-1].merge:
            service = self.worked.people[who].undoing
            self._both(service.undo, lambda _given: self.rules.undo(who))

    def redo(self, who: str) -> None:
        """Do again what was taken back last."""
        service = self.worked.people[who].undoing
        self._both(service.redo, lambda _given: self.rules.redo(who))

    # two files

    def apart(self, other: Worked) -> "Tandem":
        """Return a copy of the project with the same rules, in which others go on."""
        return Tandem(other, deepcopy(self.rules), self.documents)

    def take_in(self, other: "Tandem", base: Rules, projects: Any) -> None:
        """Let the lead merge a copy in which other things were changed than here since `base`."""
        named = {own: uid for uid, own in other.worked.uids().items()}
        other.worked.close()
        self.worked, merged = projects.merged(self.worked, other.worked.place)
        here = self.worked.uids()
        changed = {key: it for key, it in other.rules.things.items() if it != base.things.get(key)}
        for key, it in changed.items():
            is_new = it.kind == "claim" and key not in base.things
            if not (is_new and it.deleted):
                self._take(("claim", here[named[key[1]]]) if is_new else key, it)
        self.rules.number += other.rules.number
        self.rules.touched |= {*self.documents}
        assert merged == (other.rules.number > base.number)
        if merged:
            self.rules.undos[LEAD].append(Act(merge=True))
            self.rules.redos[LEAD].clear()

    def _take(self, key: Any, it: Thing) -> None:
        later = self.rules.number
        for column in ("edited", "moved"):
            value = getattr(it, column)
            setattr(it, column, value + later if value > 0 else value)
        self.rules.things[key] = it


def _refuse(_given: Any) -> None:
    raise RefusedError
