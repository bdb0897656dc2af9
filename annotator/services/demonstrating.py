"""The sample project: two people's work on the shipped articles, done through the services.

What people decided is replayed before the engine reads: a document is submitted whole, and only
while none of its proposals is open, yet the sample is to show both. Proposing afterwards hides
what matches a decision and leaves the rest open; the drafts come last, since submitting would
take them along.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from annotator.domain.alignment import is_among
from annotator.domain.claim import Claim
from annotator.domain.document import DocumentMarks
from annotator.domain.errors import CancelledError, ProjectError
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.runtime.progress import Progress, Silent
from annotator.runtime.resources import samples
from annotator.runtime.settings import Settings
from annotator.services.bootstrap import Services, new_services
from annotator.services.sample_annotation import (
    Annotation,
    SampleClaim,
    SampleDocument,
    sample_annotation,
)

NAME: Final = "demo.annotator"
_UNFINISHED: Final = "unfinished.annotator"
_VERDICTS: Final[Mapping[ReviewStatus, ReviewVerb]] = {
    ReviewStatus.APPROVED: ReviewVerb.APPROVE,
    ReviewStatus.RETURNED: ReviewVerb.RETURN,
    ReviewStatus.REJECTED: ReviewVerb.REJECT,
}


def sample_project(folder: Path, progress: Progress | None = None) -> Path:
    """Return the sample project in a folder, made at first and kept as it is afterwards.

    Raises:
        ProjectError: it cannot be made there.
        CancelledError: the person has asked to stop; nothing is left behind.
    """
    path, draft = folder / NAME, folder / _UNFINISHED
    if path.exists():
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make(draft, progress or Silent())
        draft.rename(path)
    except OSError as error:
        why = error.strerror or error
        raise ProjectError(f"The sample project cannot be made in {folder}: {why}.") from error
    return path


def _make(path: Path, progress: Progress) -> None:
    _remove(path)
    try:
        _build(path, progress)
    except BaseException:
        _remove(path)
        raise


def _build(path: Path, progress: Progress) -> None:
    annotation = sample_annotation()
    annotator = new_services(path, user=annotation.annotator)
    try:
        _Replay(annotator, annotation, progress).run()
    finally:
        annotator.close()


def _remove(project: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        project.with_name(project.name + suffix).unlink(missing_ok=True)


class _Replay:
    """Does again what the two people did."""

    def __init__(self, annotator: Services, annotation: Annotation, progress: Progress) -> None:
        self._annotator = annotator
        self._reviewer = annotator.as_user(annotation.reviewer)
        self._people = {
            annotation.annotator: self._annotator,
            annotation.reviewer: self._reviewer,
        }
        self._annotation = annotation
        self._progress = progress
        self._speakers: Mapping[str, int] = {}

    def run(self) -> None:
        """Import, decide, propose, and leave some drafts."""
        documents = self._import()
        self._speakers = {
            body.name: self._annotator.speakers.add(body) for body in self._annotation.speakers
        }
        annotated = [(documents[item.file], item) for item in self._annotation.documents]
        for number, (document_id, item) in enumerate(annotated):
            self._progress.step(number, len(annotated), item.file)
            self._decide(document_id, item)
        if self._annotator.proposing.propose(progress=self._progress).cancelled:
            raise CancelledError("Stopped; there is no sample project yet.")
        for document_id, item in annotated:
            for claim in item.drafts:
                self._draft(document_id, claim)

    def _import(self) -> Mapping[str, int]:
        limit = Settings().max_bytes
        report = self._annotator.importing.paths(samples(), max_bytes=limit)
        return {item.path.name: item.document_id for item in report.imported}

    def _decide(self, document_id: int, item: SampleDocument) -> None:
        annotating = self._annotator.annotating
        record = self._annotator.querying.sheet(document_id).record
        annotating.change_fields(document_id, record.fields, item.record.values())
        if item.marks != DocumentMarks():
            annotating.mark(document_id, DocumentMarks(), item.marks, "Mark document")
        claims = [
            (annotating.add(document_id, claim.body(self._speakers)), claim)
            for claim in item.submitted
        ]
        for claim_id, claim in claims:
            self._comment(document_id, claim_id, claim)
        self._annotator.reviewing.submit(document_id)
        for claim_id, claim in claims:
            self._review(RecordKind.CLAIM, claim_id, claim.status, claim.reason, claim.words)
        self._review(RecordKind.RECORD, record.id, item.record.status)

    def _review(
        self,
        kind: RecordKind,
        record_id: int,
        status: ReviewStatus,
        reason: str | None = None,
        words: str | None = None,
    ) -> None:
        if status in _VERDICTS:
            verb = _VERDICTS[status]
            self._reviewer.reviewing.give(kind, record_id, verb, reason=reason, words=words)
        elif status is ReviewStatus.DRAFT:
            self._annotator.reviewing.withdraw(kind, record_id)

    def _draft(self, document_id: int, claim: SampleClaim) -> None:
        annotating = self._annotator.annotating
        body = claim.body(self._speakers)
        proposals = self._annotator.querying.sheet(document_id).proposals
        alike = [item for item in proposals if is_among(item.body.content, [body.content])]
        if alike:
            claim_id = annotating.edit(alike[0], lambda _body, _id_of: body, "Correct proposal")
        else:
            claim_id = annotating.add(document_id, body)
        self._comment(document_id, claim_id, claim)

    def _comment(self, document_id: int, claim_id: int, claim: SampleClaim) -> None:
        stored = self._claim(document_id, claim_id)
        for comment in claim.comments:
            self._people[comment.by].annotating.comment(stored, comment.text)

    def _claim(self, document_id: int, claim_id: int) -> Claim:
        claims = self._annotator.querying.sheet(document_id).claims
        return next(claim for claim in claims if claim.id == claim_id)
