"""Everything a person may do to claims, proposals and documents while annotating."""

from collections.abc import Callable, Sequence

from annotator.domain.attribution import Attribution
from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.codebook import Codebook
from annotator.domain.comment import Comment
from annotator.domain.document import DocumentMarks, DocumentRecord
from annotator.domain.errors import UsageError
from annotator.domain.events import DocumentChanged, SpeakersChanged
from annotator.domain.field import Fields
from annotator.domain.proposal import Proposal, ProposalState
from annotator.services.context import Context
from annotator.services.defaults import started
from annotator.services.layering import decide, layer_of
from annotator.services.speakers import Registry
from annotator.store.claims import NewClaim
from annotator.store.unit_of_work import UnitOfWork

Amendment = Callable[[ClaimBody, Callable[[str], int]], ClaimBody]
"""From a body, and a function from a name to a registered speaker's id, to the body wanted."""
Subject = Claim | Proposal | DocumentRecord
_SAID_BY_SUBMITTING = (
    "You read this document on your own: submit it without a claim to say that it holds none."
)


class AnnotatingService:
    """The one door to changing claims and records; the window and scripts both use it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def accept(self, proposal_id: int) -> int:
        """Make a claim from a proposal as it stands, and return its id.

        Raises:
            StaleError: somebody has decided on the proposal already.
        """
        return self.edit(self._proposal(proposal_id), lambda body, _id_of: body, "Accept proposal")

    def edit(self, item: Claim | Proposal, amend: Amendment, label: str) -> int:
        """Change a claim, or accept a proposal in changed form, and return the claim's id.

        A verdict on the claim is taken back. Without a change to a claim nothing is written.

        Raises:
            StaleError: somebody changed the claim, or decided on the proposal, in between.
            UsageError: a span lies outside the text, or a field or tag is not in the codebook.
        """
        with self._context.writing(label, item.document_id) as unit:
            registry = Registry(unit)
            if isinstance(item, Proposal):
                body = amend(body_of(item, registry), registry.id_of)
                (claim_id,) = make_claims(unit, [(item, body)])
            else:
                claim_id = item.id
                self._swap(unit, item, amend(item.body, registry.id_of))
            unit.commit()
        self._tell(item.document_id, registry)
        return claim_id

    def refuse(self, proposal_id: int) -> None:
        """Say that a proposal is wrong.

        Raises:
            StaleError: somebody has decided on it already.
        """
        proposal = self._proposal(proposal_id)
        with self._context.writing("Refuse proposal", proposal.document_id) as unit:
            decide(unit, proposal.document_id, [proposal_id], ProposalState.REFUSED)
            unit.commit()
        self._context.publish(DocumentChanged(proposal.document_id))

    def add(self, document_id: int, body: ClaimBody, speaker: str | None = None) -> int:
        """Make a claim that nobody proposed, and return its id.

        Where it has nothing it starts with the document's defaults. A `speaker` given by name is
        registered at need and set on the last link.

        Raises:
            UsageError: a span lies outside the text, or a field or tag is not in the codebook.
        """
        with self._context.writing("Add claim", document_id) as unit:
            registry = Registry(unit)
            if speaker is not None:
                body = body.with_last(body.last.amended(speaker=registry.id_of(speaker)))
            codebook, document = unit.project.codebook(), unit.documents.get(document_id)
            body = started(body, document.marks.defaults, codebook)
            check_keys(codebook, body)
            layer = layer_of(unit, document_id)
            (claim_id,) = unit.claims.add(document_id, layer, [NewClaim(body)], document.text)
            unit.commit()
        self._tell(document_id, registry)
        return claim_id

    def change(self, claim: Claim, after: ClaimBody, label: str = "Change claim") -> None:
        """Store `after` as the body of a claim; a verdict on it is taken back.

        Raises:
            StaleError: somebody changed the claim in between.
            UsageError: a span lies outside the text, or a field or tag is not in the codebook.
        """
        self.edit(claim, lambda _body, _id_of: after, label)

    def delete(self, claim: Claim) -> None:
        """Mark a claim deleted.

        Raises:
            StaleError: somebody changed it in between.
        """
        with self._context.writing("Delete claim", claim.document_id) as unit:
            unit.claims.delete(claim.id, claim.body)
            unit.commit()
        self._context.publish(DocumentChanged(claim.document_id))

    def change_fields(
        self, document_id: int, before: Fields, after: Fields, label: str = "Change document"
    ) -> None:
        """Store the fields of a document's record; a verdict on it is taken back.

        Raises:
            StaleError: somebody changed them in between.
            UsageError: a field is not in the codebook.
        """
        if after == before:
            return
        with self._context.writing(label, document_id) as unit:
            self._swap_fields(unit, document_id, before, after)
            unit.commit()
        self._context.publish(DocumentChanged(document_id))

    def mark(
        self, document_id: int, before: DocumentMarks, after: DocumentMarks, label: str
    ) -> None:
        """Flag, exclude or annotate a document as a whole, or say that it holds no claims.

        Raises:
            StaleError: somebody changed the marks in between.
            UsageError: the user reads the document on their own and says that it holds no claims.
        """
        with self._context.writing(label, document_id) as unit:
            if after.no_claims != before.no_claims and unit.seeing.reads_alone(document_id):
                raise UsageError(_SAID_BY_SUBMITTING)
            unit.documents.mark(document_id, before, after)
            unit.commit()
        self._context.publish(DocumentChanged(document_id))

    def name_speaker(self, item: Subject, key: str, name: str, label: str) -> None:
        """Enter a speaker by name into a field that holds one; a new name is registered.

        Raises:
            StaleError: somebody changed the subject, or decided on the proposal, in between.
            UsageError: the name is empty, or the field is not in the codebook.
        """
        if not name.strip():
            raise UsageError("A speaker needs a name.")
        with self._context.writing(label, item.document_id) as unit:
            registry = Registry(unit)
            uid = str(unit.speakers.get(registry.id_of(name.strip())).uid)
            if isinstance(item, DocumentRecord):
                after = item.amended(fields={**item.fields, key: item.field(key).entered(uid)})
                self._swap_fields(unit, item.document_id, item.fields, after.fields)
            elif isinstance(item, Proposal):
                body = body_of(item, registry)
                make_claims(unit, [(item, body.with_field(key, body.field(key).entered(uid)))])
            else:
                entered = item.body.field(key).entered(uid)
                self._swap(unit, item, item.body.with_field(key, entered))
            unit.commit()
        self._tell(item.document_id, registry)

    def comment(self, claim: Claim, text: str, reply_to: int | None = None) -> int:
        """Remark on a claim, perhaps in answer to another remark on it, and return the id.

        Raises:
            NotFoundError: the remark that is answered is not on this claim.
            UsageError: there are no words.
        """
        if not text.strip():
            raise UsageError("A comment needs words.")
        label = "Comment" if reply_to is None else "Reply"
        with self._context.writing(label, claim.document_id) as unit:
            comment_id = unit.comments.add(claim.id, text.strip(), reply_to)
            unit.commit()
        self._context.publish(DocumentChanged(claim.document_id))
        return comment_id

    def delete_comment(self, document_id: int, comment: Comment) -> None:
        """Take one's own remark away; where it was answered a line says so.

        Raises:
            StaleError: it is gone already.
            UsageError: somebody else wrote it.
        """
        if comment.user != self._context.user.name:
            raise UsageError(f"Only {comment.user} may delete this comment.")
        with self._context.writing("Delete comment", document_id) as unit:
            unit.comments.set_deleted(comment.id, deleted=True)
            unit.commit()
        self._context.publish(DocumentChanged(document_id))

    def _proposal(self, proposal_id: int) -> Proposal:
        with self._context.reading() as unit:
            return unit.proposals.get(proposal_id)

    def _swap(self, unit: UnitOfWork, claim: Claim, after: ClaimBody) -> None:
        if after == claim.body:
            return
        check_keys(unit.project.codebook(), after)
        text = unit.documents.text(claim.document_id)
        unit.claims.swap(claim.id, claim.body, after, text)

    def _swap_fields(
        self, unit: UnitOfWork, document_id: int, before: Fields, after: Fields
    ) -> None:
        _check_field_keys(unit.project.codebook(), after)
        record = unit.records.of_document(document_id)
        unit.records.swap(record.id, before, after, unit.documents.text(document_id))

    def _tell(self, document_id: int, registry: Registry) -> None:
        if registry.grew:
            self._context.publish(SpeakersChanged())
        self._context.publish(DocumentChanged(document_id))


def make_claims(
    unit: UnitOfWork, accepted: Sequence[tuple[Proposal, ClaimBody]]
) -> tuple[int, ...]:
    """Accept proposals of one document, each as the body beside it, and return the claims' ids.

    Where a claim has nothing it starts with the document's defaults.

    Raises:
        StaleError: somebody has decided on one of them already.
        UsageError: a field or tag is not in the codebook.
    """
    if not accepted:
        return ()
    document = unit.documents.get(accepted[0][0].document_id)
    codebook, defaults = unit.project.codebook(), document.marks.defaults
    claims = [
        NewClaim(started(body, defaults, codebook), proposal.id) for proposal, body in accepted
    ]
    for claim in claims:
        check_keys(codebook, claim.body)
    ids = [proposal.id for proposal, _body in accepted]
    decide(unit, document.id, ids, ProposalState.ACCEPTED)
    return unit.claims.add(document.id, layer_of(unit, document.id), claims, document.text)


def body_of(proposal: Proposal, registry: Registry) -> ClaimBody:
    """Return what a proposal says as the body of a claim, its speakers registered at need."""
    chain = tuple(
        Attribution(
            source=link.source,
            cue=link.cue,
            speaker=None if link.speaker is None else registry.id_of(link.speaker),
        )
        for link in proposal.body.chain
    )
    return ClaimBody(
        kind=proposal.body.kind,
        content=proposal.body.content,
        chain=chain,
        fields=proposal.body.fields,
    )


def check_keys(codebook: Codebook, body: ClaimBody) -> None:
    """Refuse a body with a field or tag that the codebook does not have.

    Raises:
        UsageError: there is one.
    """
    _check_field_keys(codebook, body.fields)
    unknown = set(body.tags) - {tag.key for tag in codebook.all_tags()}
    if unknown:
        raise UsageError(f"The codebook has no tag “{min(unknown)}”.")


def _check_field_keys(codebook: Codebook, fields: Fields) -> None:
    unknown = set(fields) - {item.key for item in codebook.fields}
    if unknown:
        raise UsageError(f"The codebook has no field “{min(unknown)}”.")
