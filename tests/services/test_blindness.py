"""Nothing that somebody reads tells of what others read on their own."""

import inspect

import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.bulk_edit import AddTag
from annotator.domain.claim import Claim
from annotator.domain.claim_link import LinkKind
from annotator.domain.codebook_differences import ItemKind
from annotator.domain.columns import ExportStatus
from annotator.domain.errors import AnnotatorError, NotFoundError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.filter import ClaimFilter, ClaimOrder, DocumentFilter, DocumentOrder, Where
from annotator.domain.history import RecordKind
from annotator.domain.merging import MentionRef
from annotator.domain.review import ReviewStatus
from annotator.domain.sampling import SamplePlan
from annotator.domain.speaker import SpeakerBody
from annotator.domain.waiting import QueueFilter, QueueItem, QueueOrder
from annotator.runtime.late import Late
from annotator.services.agreeing import AgreementRequest, agreement, comparable
from annotator.services.bootstrap import Services
from annotator.services.exporting import ExportFormat
from annotator.services.guarding import find_doubts
from tests.services.readers import Readers

HIDDEN = "xylophone"
BOTH_DATABASES = True
EVERYTHING = ClaimFilter()


def of_queue(see):
    every = [see.queueing.items(QueueFilter(status=s), o) for s in ReviewStatus for o in QueueOrder]
    item = QueueItem(RecordKind.CLAIM, see.claim, see.document, ReviewStatus.DRAFT, 2)
    return every, see.queueing.lines([item])


def of_lines(see):
    asked = [ClaimFilter(words=words) for words in ("", "typing", "Fares", HIDDEN)]
    ids = [see.searching.claim_ids(item, order).tolist() for item in asked for order in ClaimOrder]
    return ids, see.searching.claim_lines([see.claim, 1, -1, -2])


def of_concordance(see):
    hits = [
        see.searching.concordance(item)
        for item in (
            ClaimFilter(words="typing", where=Where.CONTENT),
            ClaimFilter(words=HIDDEN),
            DocumentFilter(words="fares"),
        )
    ]
    return hits, [see.searching.concordance_lines(some) for some in hits]


def of_mentions(see):
    speakers = [item.id for item in see.speakers.all()]
    refs = [see.speakers.mentions(own) for own in speakers]
    return refs, see.speakers.mention_lines([MentionRef(see.claim, 0)])


def of_documents(see):
    found = [
        see.searching.document_ids(DocumentFilter(), order).tolist() for order in DocumentOrder
    ]
    found += [see.searching.document_ids(DocumentFilter(statuses=(s,))).tolist() for s in STATUSES]
    return found, see.searching.document_lines([see.document])


STATUSES = ("new", "proposed", "draft", "submitted", "returned", "approved", "excluded")
READS = {
    "assigning.mine": lambda see: see.assigning.mine(see.document),
    "assigning.of_documents": lambda see: see.assigning.of_documents([see.document]),
    "assigning.readers": lambda see: see.assigning.readers(),
    "assigning.people": lambda see: see.assigning.people(),
    "bulk_edits.preview": lambda see: str(
        see.bulk_edits.preview(AddTag(key="promise"), [see.claim, 1])
    ),
    "codebooks.current": lambda see: see.codebooks.current(),
    "codebooks.uses": lambda see: see.codebooks.uses(),
    "codebooks.used_by": lambda see: [
        see.codebooks.used_by(ItemKind.TAG, "denial"),
        see.codebooks.used_by(ItemKind.FIELD, "note"),
    ],
    "codebooks.versions": lambda see: see.codebooks.versions(),
    "deciding.scored": lambda see: (see.deciding.scored(), see.deciding.scored(see.document)),
    "deciding.glimpses": lambda see: see.deciding.glimpses([1, 2]),
    "exporting.count": lambda see: [see.exporting.count(status) for status in ExportStatus],
    "filters.all": lambda see: see.filters.all(),
    "learning.verified": lambda see: see.learning.verified(),
    "linking.all_suggestions": lambda see: see.linking.all_suggestions(),
    "linking.links": lambda see: see.linking.links(see.agreed),
    "linking.said": lambda see: see.linking.said(see.claim),
    "linking.suggestions": lambda see: see.linking.suggestions(see.agreed),
    "merging.likenesses": lambda see: see.merging.likenesses(),
    "querying.documents": lambda see: [
        see.querying.documents(),
        see.querying.documents(HIDDEN),
        [see.querying.documents(status=status) for status in STATUSES],
    ],
    "querying.history": lambda see: see.querying.history(RecordKind.CLAIM, see.claim),
    "querying.next_unfinished": lambda see: see.querying.next_unfinished(0),
    "querying.queue": lambda see: [see.querying.queue(status) for status in ReviewStatus],
    "querying.sheet": lambda see: see.querying.sheet(see.document).amended(layers=(), speakers={}),
    "queueing.approvers": lambda see: see.queueing.approvers(2),
    "queueing.is_empty": lambda see: see.queueing.is_empty(),
    "queueing.is_long": lambda see: [
        see.queueing.is_long(QueueFilter(status=status)) for status in ReviewStatus
    ],
    "queueing.items": of_queue,
    "sampling.standing": lambda see: see.sampling.standing(SamplePlan(share=1, seed=1, at=10**6)),
    "searching.claim_count": lambda see: [
        see.searching.claim_count(item) for item in (EVERYTHING, ClaimFilter(words=HIDDEN))
    ],
    "searching.claim_ids": of_lines,
    "searching.concordance": of_concordance,
    "searching.document_ids": of_documents,
    "searching.facets": lambda see: see.searching.facets(EVERYTHING),
    "speakers.mentions": of_mentions,
    "undoing.labels": lambda see: see.undoing.labels(),
    "undoing.next_undo": lambda see: see.undoing.next_undo(),
    "versions.of_record": lambda see: see.versions.of_record(see.sheet()),
    "versions.of_speaker": lambda see: see.versions.of_speaker(see.speaker),
}
"""What each service reads, of somebody who knows even the id of a claim that is not theirs."""
PAST = {
    "querying.history": READS["querying.history"],
    "since.of_claim": lambda see: see.since.of_claim(see.sheet(), see.forged()),
    "versions.of_claim": lambda see: see.versions.of_claim(see.sheet(), see.forged()),
}
"""What tells of the past of a claim that is given whole."""
ALSO = {
    "deciding.accept": "writes",
    "exporting.export": "has a test of its own",
    "assigning.progress": "tells who has begun and submitted, and nothing else",
    "assigning.preview": "tells how many have begun",
}
"""What else there is, but for what writes, and what is of speakers and the codebook alone."""


class See:
    """The services of one person, and what is looked for with them."""

    def __init__(self, services, readers, claim, agreed):
        self._services = services
        self._readers = readers
        self.claim = claim
        self.agreed = agreed
        self.document = readers.document
        self.speaker = readers.speaker

    def __getattr__(self, name):
        return getattr(self._services, name)

    def sheet(self):
        return self._services.querying.sheet(self.document)

    def forged(self) -> Claim:
        with self._readers.lead.context.overseeing() as unit:
            every = {claim.id: claim for claim in unit.claims.of_document(self.document)}
        return every.get(self.claim, every[self.agreed])


def told(see, read):
    try:
        return repr(read(see))
    except AnnotatorError as error:
        return repr(error)


@pytest.fixture
def readers(project):
    agreed = project.claim("and not before", tags=("promise",))
    found = Readers(project)
    found.agreed = agreed.id
    found.speaker = found.lead.speakers.add(SpeakerBody(name="Lena Ovik"))
    return found


def work(readers, person):
    """Let somebody make a claim with everything in it, and return its id."""
    noted = FieldValue(value=HIDDEN, state=FieldState.CONFIRMED)
    claim_id = readers.says(
        person,
        "a typing error",
        chain=(Attribution(source=readers.project.span("Ovik added"), speaker=readers.speaker),),
        fields={"note": noted},
        tags=("denial",),
    )
    claim = next(item for item in readers.sheet(person).claims if item.id == claim_id)
    person.annotating.comment(claim, f"Hear the {HIDDEN}.")
    first, second = readers.sheet(person).proposals
    other = person.annotating.accept(first.id)
    person.annotating.refuse(second.id)
    person.linking.link(claim_id, other, LinkKind.REPEATS)
    return claim_id


@pytest.mark.parametrize("who", ["cleo", "lead"])
def test_nothing_that_is_read_changes_while_somebody_reads_alone(readers, who):
    see = See(getattr(readers, who), readers, 2, readers.agreed)
    before = {name: told(see, read) for name, read in READS.items()}

    assert work(readers, readers.bob) == 2
    after = {name: told(see, read) for name, read in READS.items()}

    assert [name for name in READS if HIDDEN in after[name].replace(f"words={HIDDEN!r}", "")] == []
    assert [name for name in READS if after[name] != before[name]] == []


def test_the_past_of_anothers_claim_is_not_told_to_who_knows_its_id(readers):
    claim = work(readers, readers.bob)
    see = See(readers.bob, readers, claim, readers.agreed)
    assert "denial" in told(see, PAST["versions.of_claim"])

    for person in (readers.cleo, readers.lead):
        see = See(person, readers, claim, readers.agreed)
        assert [name for name in PAST if "denial" in told(see, PAST[name])] == []
        assert person.querying.history(RecordKind.CLAIM, claim) == ()


def test_what_who_writes_asks_often_hides_as_much_from_who_reads(readers):
    claim = work(readers, readers.bob)
    for _ in range(9):  # drivers prepare what comes again and again
        with readers.lead.context.writing("Look", readers.document) as unit:
            assert unit.claims.get(claim).id == claim
            unit.commit()

    with readers.cleo.context.reading() as unit, pytest.raises(NotFoundError):
        unit.claims.get(claim)


def test_doubts_are_of_ones_own_layer(readers):
    work(readers, readers.bob)

    def doubted(person):
        codebook = person.codebooks.current()
        return {doubt.claim for doubt in find_doubts(readers.sheet(person), codebook)}

    assert doubted(readers.cleo) <= {None}
    assert doubted(readers.bob) - {None} <= {c.id for c in readers.sheet(readers.bob).claims}


@pytest.mark.parametrize("format_", list(ExportFormat))
@pytest.mark.parametrize("status", list(ExportStatus))
def test_an_export_has_the_agreed_layer_only_whoever_writes_it(readers, tmp_path, format_, status):
    work(readers, readers.bob)
    written = []
    for person in (readers.bob, readers.cleo, readers.lead):
        out = tmp_path / f"{person.context.user.name}.{format_}"
        person.exporting.export(out, format=format_, status=status)
        written.append(out.read_text(encoding="utf-8"))

    assert len(set(written)) == 1
    assert HIDDEN not in written[0]
    assert "a typing error" not in written[0]
    if status is ExportStatus.ALL:
        assert "and not before" in written[0]


def test_figures_of_agreement_know_only_what_was_submitted(readers):
    work(readers, readers.bob)
    work(readers, readers.cleo)
    request = AgreementRequest(("annotator:Bob", "annotator:Cleo"), times=0)
    readers.bob.reviewing.submit(readers.document)

    assert {item.name for item in comparable(readers.lead.context)} >= {"Bob", "Cleo"}
    with pytest.raises(AnnotatorError, match="not finished by Cleo: 1"):
        agreement(readers.lead.context, request)

    readers.cleo.reviewing.submit(readers.document)
    assert agreement(readers.lead.context, request).documents == 1


def test_every_way_to_read_is_looked_at_here():
    services = {name: made for name, made in vars(Services).items() if isinstance(made, Late)}
    known = {name.split(".")[0] for name in (*READS, *PAST, *ALSO)}
    missing = [
        f"{service}.{name}"
        for service, made in services.items()
        if service in known
        for name, method in inspect.getmembers(made.kind(), inspect.isfunction)
        if not name.startswith("_")
        and name not in WRITING
        and f"{service}.{name}" not in {*READS, *PAST, *ALSO, *PLAIN}
    ]

    assert missing == []
    assert services.keys() - known - ELSEWHERE == set()


ELSEWHERE = {
    *("annotating", "guarding", "importing", "proposing", "reviewing"),
    *("adjudicating", "members", "merging_projects", "submitting"),
}
"""What only writes, and what is an adjudicator's or a lead's and has tests of its own."""
WRITING = {
    *("accept", "add", "adopt", "apply", "assign", "change", "discard", "forget", "keep_apart"),
    *("learn", "link", "merge", "move", "not_related", "redo", "refuse", "remember", "remove"),
    *("rename", "restore", "restore_speaker", "revert", "save", "undo", "unlink"),
    *("find_right", "as_it_was", "write"),
}
PLAIN = {
    "assigning.named": "no claims",
    "codebooks.at": "codebook",
    "codebooks.effects": "counts as used_by",
    "codebooks.read": "codebook",
    "codebooks.taken_keys": "keys",
    "filters.open": "as all",
    "learning.adopted": "no claims",
    "merging.merge_preview": "as mentions",
    "merging.move_preview": "as mentions",
    "querying.codebook": "codebook",
    "querying.first_document": "documents",
    "querying.has_document": "documents",
    "querying.project": "project",
    "querying.speakers": "the registry is everybody's",
    "querying.users": "people",
    "querying.version": "a number",
    "queueing.lines": "with items",
    "sampling.plan": "a number",
    "searching.claim_lines": "with ids",
    "searching.concordance_lines": "with hits",
    "searching.document_lines": "with ids",
    "since.of_record": "the record is everybody's",
    "speakers.all": "the registry is everybody's",
    "speakers.bearers": "the registry is everybody's",
    "speakers.candidates": "the registry is everybody's",
    "speakers.mention_lines": "with mentions",
    "speakers.registry": "counts as mentions",
    "undoing.next_redo": "one's own",
    "undoing.next_sizes": "one's own",
}
