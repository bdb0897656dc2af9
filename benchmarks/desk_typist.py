"""A scripted annotator verifies the sample articles in the real window, from the keyboard.

What is right is what the shipped annotation says: content, speaker and tags are made so, source,
cue and outer links of the chain stay as they were proposed, fields are left open. A proposal of
which the annotation knows nothing is refused, and a claim that was not proposed is added.
"""

import os
from collections import defaultdict
from collections.abc import Callable
from typing import Final, NamedTuple

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from desk_keys import Hands, worded

from annotator.domain.alignment import likeness
from annotator.domain.claim import Claim
from annotator.domain.proposal import Proposal
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.services.drafting import likely_speaker
from annotator.services.sample_annotation import (
    Annotation,
    SampleClaim,
    SampleDocument,
)
from annotator.ui.record.speaker_choices import Sort

SAME: Final = 0.25
"""From this likeness on a proposal is put right rather than refused."""


class Cost(NamedTuple):
    """What one thing took: chords, and letters typed beside them."""

    actions: int
    letters: int


class Typist:
    """Works through the documents; what each thing took is in `costs` and `acts` by its kind."""

    def __init__(self, hands: Hands, annotation: Annotation) -> None:
        self._hands = hands
        self._names = {
            body.name: {name.casefold() for name in (body.name, *body.aliases)}
            for body in annotation.speakers
        }
        self._tags = {tag.key: tag for tag in hands.desk.codebook.all_tags()}
        self._done: set[str] = set()
        self.costs: dict[str, list[Cost]] = defaultdict(list)
        self.acts: dict[str, list[int]] = defaultdict(list)
        self.right = 0

    def verify(self, document: SampleDocument) -> None:
        """Decide on everything in the open document, add what is missing, and submit it."""
        desk = self._hands.desk
        gold = [claim for claim in document.claims if claim.status is not ReviewStatus.REJECTED]
        waiting = list(gold)
        while isinstance(desk.current, Proposal):
            best = max(waiting, key=lambda claim: _alike(claim, desk.current), default=None)
            if best is None or _alike(best, desk.current) < SAME or not self._reachable(best):
                self._costing("refused", lambda: self._hands.press("Delete"))
            else:
                self._put_right(best)
                waiting.remove(best)
        for claim in waiting:
            self._add(claim)
        self._undo_once()
        self.right += sum(self._is_there(claim) for claim in gold)
        following = desk.services.querying.next_unfinished(desk.document_id or 0, untouched=True)
        self._hands.press("Ctrl+Return")
        if following is not None:
            self.acts["next"].append(0 if desk.document_id == following else 1)

    def _put_right(self, gold: SampleClaim) -> None:
        begun, changed = self._count(), []
        item = self._hands.desk.current
        if not self._content_fits(gold):
            changed.append("boundary")
            self._fit(gold)
        if self._name_is_wrong(gold):
            changed.append("speaker")
            self._choose_speaker(gold)
        tagged = self._tag(gold)
        before = self._count()
        self._hands.press("Return")
        if item is self._hands.desk.current:
            raise AssertionError("Return did not go on")
        if not changed:
            self.acts["accept"].append(self._count().actions - before.actions)
        kind = " and ".join(changed) + " corrected" if changed else "as proposed"
        self._note(kind + (", tagged" if tagged else ""), begun)

    def _add(self, gold: SampleClaim) -> None:
        hands, begun = self._hands, self._count()
        first = _span(gold, 0)
        hands.point_into(first)
        placed = self._count()
        hands.select(first)
        if self._foretold_wrong(gold):
            hands.press("Shift+C")
            self._name(gold)
        else:
            hands.press("C")
        fixed = 0
        if not self._content_fits(gold, 0):
            before = self._count()
            self._fit_one(0, first)
            fixed = self._count().actions - before.actions
        self._add_fragments(gold, 1)
        self._tag(gold)
        plain = len(gold.content) == 1 and len(self._keyed(gold)) == len(gold.tags) == 1
        if plain and not fixed:
            self.acts["new"].append(self._count().actions - placed.actions)
        self._note("added", begun)

    def _fit(self, gold: SampleClaim) -> None:
        here = len(self._hands.desk.current.body.content)
        for index in range(min(here, len(gold.content))):
            if not self._content_fits(gold, index):
                self._fit_one(index, _span(gold, index))
        self._add_fragments(gold, here)

    def _fit_one(self, index: int, wanted: Span) -> None:
        self.acts["boundary"] += [1] * self._hands.fit(index, wanted)

    def _add_fragments(self, gold: SampleClaim, first: int) -> None:
        for index in range(first, len(gold.content)):
            self._hands.point_into(_span(gold, index))
            self._hands.select(_span(gold, index))
            self._hands.press("X")
            self._fit_one(index, _span(gold, index))

    def _choose_speaker(self, gold: SampleClaim) -> None:
        before = self._count()
        self._hands.press("W")
        if self._name(gold):
            self.acts["speaker"].append(self._count().actions - before.actions)

    def _name(self, gold: SampleClaim) -> bool:
        """Choose who said it while the speakers are shown; return whether a digit does it."""
        wanted = gold.chain[-1].speaker if gold.chain else None
        near = [item.name.casefold() for item in self._hands.desk.candidates()[:9]]
        digit = next((at for at, name in enumerate(near, 1) if name in self._known(wanted)), None)
        if wanted is not None and digit is not None:
            self._hands.press(str(digit))
        elif wanted is not None:
            self._type_name(wanted)
        else:
            self._choose_nobody()
        self._hands.back_to_text()
        return wanted is not None and digit is not None

    def _type_name(self, wanted: str) -> None:
        choices = self._hands.bench.record.claim.speaker.picker.choices
        for letter in wanted:
            self._hands.write(letter)
            first = choices.at(0)
            if first is not None and first.sort is Sort.KNOWN and first.name == wanted:
                break
        self._hands.press("Return")

    def _choose_nobody(self) -> None:
        picker = self._hands.bench.record.claim.speaker.picker
        last = picker.choices.rowCount() - 1  # nobody
        while picker.list.row != last:
            here = picker.list.row
            self._hands.press("PgDown")
            if picker.list.row == here:
                break
        self._hands.press("Return")

    def _tag(self, gold: SampleClaim) -> bool:
        """Put the claim's tags on, by digit or by a part of the name; return whether it has any."""
        current = self._hands.desk.current
        on = set(current.body.tags) if isinstance(current, Claim) else set()
        keyed = self._keyed(gold)
        for key in gold.tags:
            if key in keyed and key not in on:
                self._hands.press(str(self._tags[key].shortcut))
        named = [key for key in gold.tags if key not in keyed and key not in on]
        if named:
            self._hands.press("T")
            for key in named:
                self._find_tag(key)
            self._hands.back_to_text()
        return bool(gold.tags)

    def _find_tag(self, key: str) -> None:
        picker = self._hands.bench.record.claim.tags.picker
        for letter in self._tags[key].label:
            self._hands.write(letter)
            shown = picker.choices.at(picker.list.row)
            if shown is not None and shown.tag.key == key:
                break
        self._hands.press("Return")

    def _keyed(self, gold: SampleClaim) -> list[str]:
        return [key for key in gold.tags if self._tags[key].shortcut]

    def _undo_once(self) -> None:
        """Take the last act back and do it again, outside what is counted for a claim."""
        before = self._hands.desk.sheet
        begun = self._count()
        self._hands.press("Ctrl+Z")
        if self._hands.desk.sheet != before:
            self.acts["undo"].append(self._count().actions - begun.actions)
        self._hands.press("Ctrl+Shift+Z")

    def _reachable(self, gold: SampleClaim) -> bool:
        """Tell whether putting right is less than making anew: no fragment too many."""
        return len(self._hands.desk.current.body.content) <= len(gold.content)

    def _content_fits(self, gold: SampleClaim, index: int | None = None) -> bool:
        content, text = self._hands.desk.current.body.content, self._hands.view.text
        if index is not None:
            return worded(text, content[index]) == worded(text, _span(gold, index))
        wanted = [worded(text, _span(gold, at)) for at in range(len(gold.content))]
        return [worded(text, span) for span in content] == wanted

    def _name_is_wrong(self, gold: SampleClaim) -> bool:
        return self._is_wrong(gold, self._hands.desk.speaker_name(self._hands.desk.current))

    def _foretold_wrong(self, gold: SampleClaim) -> bool:
        """Tell whether the status bar names somebody else, before a claim is made."""
        sheet, span = self._hands.desk.opened(), self._hands.view.selection()
        return self._is_wrong(gold, likely_speaker(sheet, span))

    def _is_wrong(self, gold: SampleClaim, found: str | None) -> bool:
        wanted = gold.chain[-1].speaker if gold.chain else None
        if wanted is None or found is None:
            return wanted is not found
        return found.casefold() not in self._known(wanted)

    def _known(self, name: str | None) -> set[str]:
        return self._names.get(name or "", {(name or "").casefold()})

    def _is_there(self, gold: SampleClaim) -> bool:
        """Tell whether a claim stands as the annotation has it: content, speaker and tags."""
        desk, text = self._hands.desk, self._hands.view.text
        wanted = [worded(text, _span(gold, at)) for at in range(len(gold.content))]
        for claim in desk.sheet.claims if desk.sheet else ():
            name = desk.speaker_name(claim)
            said = gold.chain[-1].speaker if gold.chain else None
            same = name is said or (name or "").casefold() in self._known(said)
            content = [worded(text, span) for span in claim.body.content]
            if content == wanted and same and set(claim.body.tags) == set(gold.tags):
                return True
        return False

    def _costing(self, kind: str, act: Callable[[], object]) -> None:
        begun = self._count()
        act()
        self._note(kind, begun)

    def _count(self) -> Cost:
        return Cost(self._hands.actions, self._hands.letters)

    def _note(self, kind: str, begun: Cost) -> None:
        now = self._count()
        self.costs[kind].append(Cost(now.actions - begun.actions, now.letters - begun.letters))


def _span(gold: SampleClaim, index: int) -> Span:
    start, end, _words = gold.content[index]
    return Span(start=start, end=end)


def _alike(gold: SampleClaim, item: Claim | Proposal | None) -> float:
    spans = [_span(gold, at) for at in range(len(gold.content))]
    return likeness(spans, item.body.content) if item is not None else 0.0
