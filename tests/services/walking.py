"""A walk through every act that an export could tell of, on a clock that a test sets."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Final

from annotator.domain.adjudication import Decision
from annotator.domain.assigning import Wanted
from annotator.domain.attribution import Attribution
from annotator.domain.bulk_edit import AddTag, DeleteClaims, SetField, SetSpeaker
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.claim_link import LinkKind
from annotator.domain.codebook import FieldDefinition, FieldScope, FieldType, Tag
from annotator.domain.codebook_changes import merged_field, retired_field, with_choices, with_field
from annotator.domain.codebook_tags import merged_tag, retired_tag, tag_of, with_tag
from annotator.domain.document import Reading
from annotator.domain.errors import AnnotatorError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.layer import Engine
from annotator.domain.proposal import ProposalState, ProposedAttribution, ProposedClaim
from annotator.domain.review import ReviewVerb
from annotator.domain.settlement import Choice
from annotator.domain.span import Span
from annotator.domain.speaker import Role, SpeakerBody, SpeakerKind
from annotator.services.bootstrap import Services
from annotator.store.extractions import EngineLayer
from tests.services.clocks import Clock, begun

TEXT: Final = "“Fares go up in May ⛴,” Lena Ovik said, “and not before.” The Gazette denied it. "


class Walk:
    """Two people at work; each act picks what it is about by chance, and may come to nothing."""

    def __init__(self, path, seed: int = 0) -> None:
        self.path = path
        self.clock = Clock()
        self.chance = Random(seed)  # noqa: S311 - variety, not secrets
        self.ann = begun(path, self.clock)
        self.bob = self.ann.as_user("Bob")
        self.done: set[str] = set()
        for act in ("take_in", "register", "register", "claim", "propose"):
            self.take(act)

    @classmethod
    def acts(cls) -> list[str]:
        """Return the names of all acts."""
        own = {"take", "acts", "close"}
        return [name for name in vars(cls) if not name.startswith("_") and name not in own]

    def take(self, name: str) -> None:
        """Do one act; what the rules do not allow here changes nothing."""
        self.clock.pass_by(minutes=7)
        before = self._changes()
        with suppress(AnnotatorError, IndexError):
            getattr(self, name)()
        if self._changes() > before:
            self.done.add(name)

    def close(self) -> None:
        """Close the project."""
        self.ann.close()

    def take_in(self) -> int:
        text = TEXT * self.chance.randint(1, 3) + str(self._changes())
        title = {"title": self._value("Fares")}
        origin = f"{len(text)}.txt"
        reading = Reading(text=text, origin=origin, media_type="text/plain", fields=title)
        with self.ann.context.writing("Import", undoable=False) as unit:
            document = unit.documents.add(reading, (1, 2, 3))
            unit.records.add(document, reading.fields, text)
            unit.search.index(document, text)
            unit.commit()
        return document

    def settle(self) -> None:
        document, readers = self.take_in(), (self.ann, self.bob)
        users = tuple(one.context.user.id for one in readers)
        self.ann.assigning.assign(Wanted(documents=(document,), add=users, independent=True))
        content = (Span(start=1, end=20),)
        for one, kind in zip(readers, (ClaimKind.DIRECT, ClaimKind.MIXED), strict=True):
            one.annotating.add(document, ClaimBody(kind=kind, content=content))
            one.reviewing.submit(document)
        choice = self.chance.choice((Choice.ONE, Choice.BOTH, Choice.EDITED))
        decision = Decision(choice=choice, reading=1, words="Words within words.")
        (group,) = self.ann.adjudicating.open(document).groups
        self.ann.adjudicating.settle(document, group, decision)

    def propose(self) -> None:
        document, text = self._text()
        chain = (ProposedAttribution(speaker="Lena Ovik"),)
        spans = (Span(start=1, end=20), Span(start=22, end=31))
        about = {"kind": ClaimKind.DIRECT, "chain": chain, "score": self.chance.random()}
        claims = [(ProposedClaim(content=(span,), **about), ProposalState.OPEN) for span in spans]
        engine = Engine(name="rules", version=str(self._changes()))
        with self.ann.context.writing("Propose", document, undoable=False) as unit:
            unit.extractions.add(engine, [EngineLayer(document, text, claims)])
            unit.commit()

    def accept(self) -> None:
        self.ann.annotating.accept(self._proposal())

    def refuse(self) -> None:
        self.ann.annotating.refuse(self._proposal())

    def claim(self) -> None:
        document, _text = self._text()
        start = self.chance.randint(0, 20)
        chain = (Attribution(speaker=self._speaker()), Attribution(speaker=self._speaker()))
        body = ClaimBody(
            kind=ClaimKind.DIRECT,
            content=(Span(start=start, end=start + 9),),
            chain=chain,
            tags=("promise", "denial"),
            fields={"medium": self._value("speech"), "said_on": self._value("2021-05-01")},
        )
        self._anybody().annotating.add(document, body)

    def change(self) -> None:
        claim = self._claim()
        fields = dict(claim.body.fields) | {"topic": self._value(f"topic {self._changes()}")}
        tags = self.chance.sample(("praise", "denial", "promise", "warning"), 2)
        after = claim.body.amended(fields=fields, tags=tuple(tags))
        self._anybody().annotating.change(claim, after)

    def delete(self) -> None:
        self.ann.annotating.delete(self._claim())

    def change_record(self) -> None:
        document, _text = self._text()
        before = self.ann.querying.sheet(document).record.fields
        changed = {"title": self._value(f"Title {self._changes()}")}
        changed["published"] = self._value(self.chance.choice(("2019", "2021-05", "2024-01-02")))
        self._anybody().annotating.change_fields(document, before, before | changed)

    def exclude(self) -> None:
        document, _text = self._text()
        marks = self.ann.querying.sheet(document).document.marks
        excluded = None if marks.excluded else "A duplicate."
        self.ann.annotating.mark(document, marks, marks.amended(excluded=excluded), "Exclude")

    def comment(self) -> None:
        self.ann.annotating.comment(self._claim(), f"Remark {self._changes()}.")

    def reply(self) -> None:
        document, remark = self._remark()
        claims = self.ann.querying.sheet(document).claims
        claim = self.chance.choice([item for item in claims if item.id == remark.claim_id])
        self._anybody().annotating.comment(claim, f"Answer {self._changes()}.", remark.id)

    def uncomment(self) -> None:
        self.ann.annotating.delete_comment(*self._remark())

    def relate(self) -> None:
        one, other = self._claim().id, self._claim().id
        self.ann.linking.link(one, other, self.chance.choice(list(LinkKind)))

    def part(self) -> None:
        links = [item for claim in self._claims() for item in self.ann.linking.links(claim.id)]
        self.ann.linking.unlink(links[0].link.id)

    def submit(self) -> None:
        for document in self._documents():
            for proposal in self._proposals(document):
                self.ann.annotating.refuse(proposal)
            with suppress(AnnotatorError):
                self.ann.reviewing.submit(document)

    def approve(self) -> None:
        for claim in self._claims():
            self._give(claim.id, ReviewVerb.APPROVE)

    def approve_record(self) -> None:
        self.bob.reviewing.give(RecordKind.RECORD, self._text()[0], ReviewVerb.APPROVE)

    def give_back(self) -> None:
        for claim in self._claims()[:2]:
            self._give(claim.id, ReviewVerb.RETURN, reason="Wrong tag")

    def reject(self) -> None:
        self._give(self._claim().id, ReviewVerb.REJECT)

    def withdraw(self) -> None:
        for claim in self._claims():
            with suppress(AnnotatorError):
                self.bob.reviewing.withdraw(RecordKind.CLAIM, claim.id)

    def register(self) -> None:
        roles = (Role(title="pilot", until="2020"), Role(title="minister", since="2021"))
        self.ann.speakers.add(SpeakerBody(name=f"Speaker {self._changes()}", roles=roles))

    def rename(self) -> None:
        speaker = self.ann.speakers.all()[0]
        roles = (Role(title=f"role {self._changes()}", since="2018"), *speaker.body.roles[:1])
        name = f"Renamed {self._changes()}"
        after = speaker.body.amended(name=name, kind=SpeakerKind.GROUP, roles=roles)
        self.ann.speakers.change(speaker.id, speaker.body, after)

    def merge_speakers(self) -> None:
        preview = self.ann.merging.merge_preview(self._speaker(), [self._speaker()])
        self.ann.merging.merge(preview)

    def split(self) -> None:
        speaker = self.chance.choice(self.ann.speakers.all())
        found = self.ann.speakers.mentions(speaker.id)
        preview = self.ann.merging.move_preview(speaker, found[:1])
        self.ann.merging.move(preview, SpeakerBody(name=f"Split {self._changes()}"))

    def remove_speaker(self) -> None:
        newest = sorted(self.ann.speakers.all(), key=lambda speaker: speaker.id)[-1:]
        self.ann.speakers.remove(newest[0])

    def merge_tags(self) -> None:
        one, other = self.chance.sample(("promise", "denial", "praise", "warning"), 2)
        self._recode(lambda book: merged_tag(book, one, other))

    def revive_tag(self) -> None:
        key = self.chance.choice(("promise", "denial", "praise", "warning"))
        self._recode(lambda book: retired_tag(book, key, retired=not tag_of(book, key).retired))

    def new_tag(self) -> None:
        self._recode(lambda book: with_tag(book, Tag(key=f"tag_{self._changes()}", label="New")))

    def new_field(self) -> None:
        key = f"field_{self._changes()}"
        field = FieldDefinition(key=key, label=key, scope=FieldScope.CLAIM, type=FieldType.TEXT)
        self._recode(lambda book: with_field(book, field))

    def retire_field(self) -> None:
        key = self.chance.choice(("certainty", "note", "event_place"))
        self._recode(lambda book: retired_field(book, key, retired=not book.field(key).retired))

    def merge_fields(self) -> None:
        self._recode(lambda book: merged_field(book, "note", "topic"))

    def merge_choices(self) -> None:
        def amend(book):
            field = book.field("medium")
            kept = [choice for choice in field.choices if choice != "speech"]
            return with_field(book, with_choices(field, kept, {"speech": "statement"}))

        self._recode(amend)

    def edit_in_bulk(self) -> None:
        edits = (AddTag(key="question"), SetField(key="stance", value="mixed"))
        edit = self.chance.choice((*edits, SetSpeaker(speaker=self._speaker())))
        self._bulk(edit, [claim.id for claim in self._claims()])

    def delete_in_bulk(self) -> None:
        self._bulk(DeleteClaims(), [claim.id for claim in self._claims()][:2])

    def join(self) -> None:
        newcomer = self.ann.as_user(f"User {self._changes()}")
        newcomer.annotating.change(claim := self._claim(), claim.body.amended(tags=("history",)))

    def undo(self) -> None:
        self._anybody().undoing.undo()

    def redo(self) -> None:
        self._anybody().undoing.redo()

    def sleep(self) -> None:
        self.clock.pass_by(hours=self.chance.choice((11, 24, 60)))
        self.ann.annotating.comment(self._claim(), "Good morning.")

    def set_clock_back(self) -> None:
        self.clock.pass_by(hours=-self.chance.choice((1, 30)))
        self.ann.annotating.comment(self._claim(), "What day is it?")

    def _give(self, claim: int, verb: ReviewVerb, **why: str) -> None:
        for one in (self.bob, self.ann):
            with suppress(AnnotatorError):
                one.reviewing.give(RecordKind.CLAIM, claim, verb, **why)

    def _bulk(self, edit, claims) -> None:
        bulk = self._anybody().bulk_edits
        bulk.apply(bulk.preview(edit, claims))

    def _recode(self, amend: Callable) -> None:
        before = self.ann.codebooks.current()
        self.ann.codebooks.change(before, amend(before))

    def _changes(self) -> int:
        with self.ann.context.overseeing() as unit:
            return unit.sampled.newest()

    def _anybody(self) -> Services:
        return self.chance.choice((self.ann, self.bob))

    def _text(self) -> tuple[int, str]:
        with self.ann.context.reading() as unit:
            document = self.chance.choice(unit.documents.ids())
            return document, unit.documents.text(document)

    def _documents(self) -> tuple[int, ...]:
        with self.ann.context.reading() as unit:
            return unit.documents.ids()

    def _claims(self) -> list:
        with self.ann.context.reading() as unit:
            return [item for at in self._documents() for item in unit.claims.of_document(at)]

    def _remark(self):
        sheet = self.ann.querying.sheet
        found = [(at, item) for at in self._documents() for item in sheet(at).comments]
        return self.chance.choice(found)

    def _claim(self):
        return self.chance.choice(self._claims())

    def _proposals(self, document: int) -> list[int]:
        with self.ann.context.reading() as unit:
            return [item.id for item in unit.proposals.of_document(document)]

    def _proposal(self) -> int:
        return self.chance.choice(self._proposals(self._text()[0]))

    def _speaker(self) -> int:
        return self.chance.choice(self.ann.speakers.all()).id

    def _value(self, words: str) -> FieldValue:
        return FieldValue(value=words, state=FieldState.CONFIRMED)
