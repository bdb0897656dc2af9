"""The guardrails: what looks wrong in a document, found while one works, never in the way."""

from annotator.domain.codebook import Codebook
from annotator.domain.lint import Doubt, Quoted, doubts
from annotator.domain.sheet import Sheet
from annotator.domain.span import Span
from annotator.extract.prose.quotations import outermost, quotations
from annotator.extract.prose.segmentation import paragraphs
from annotator.services.annotating import AnnotatingService
from annotator.services.context import Context


def find_doubts(sheet: Sheet, codebook: Codebook) -> tuple[Doubt, ...]:
    """Return what looks wrong in a document's claims and record; touches no database."""
    text = sheet.document.text
    quoted = [
        Quoted(
            Span(start=item.start, end=item.end),
            Span(start=item.inner.start, end=item.inner.end),
            item.closed,
        )
        for within in paragraphs(text)
        for item in outermost(quotations(text, within))
    ]
    return doubts(sheet, codebook, quoted)


class GuardingService:
    """Settles doubts; each fix is an edit like any other, of one act."""

    def __init__(self, context: Context, annotating: AnnotatingService) -> None:
        self._context = context
        self._annotating = annotating

    def settle(self, sheet: Sheet, doubt: Doubt) -> bool:
        """Do what would settle a doubt; return False if a person has to.

        Raises:
            StaleError: somebody changed the claim or record in between.
        """
        fix = doubt.fix
        if fix is None:
            return False
        claim = next((item for item in sheet.claims if item.id == doubt.claim), None)
        if fix.fields is not None:
            record = sheet.record
            change = self._annotating.change_fields
            change(sheet.document.id, record.fields, fix.fields, fix.label)
        elif claim is not None and fix.body is not None:
            self._annotating.change(claim, fix.body, fix.label)
        elif claim is not None:
            self._annotating.delete(claim)
        return True
