"""Say of a document that it is the corrected version of another one."""

from collections.abc import Iterator

from annotator.domain.document import DocumentMarks
from annotator.domain.errors import UsageError
from annotator.domain.events import DocumentChanged
from annotator.domain.value import Value
from annotator.services.context import Context
from annotator.store.unit_of_work import UnitOfWork


class Corrections(Value):
    """The documents that one is linked with: its corrected version, and those it corrects."""

    corrected_by: int | None = None
    corrects: tuple[int, ...] = ()


def corrections(context: Context, document_id: int) -> Corrections:
    """Return the corrected version of a document, and the documents it is one of.

    Raises:
        NotFoundError: there is no such document.
    """
    with context.reading() as unit:
        return Corrections(
            corrected_by=unit.documents.marks(document_id).corrected_by,
            corrects=unit.documents.corrected_by(document_id),
        )


def correct(context: Context, old: int, new: int | None) -> None:
    """Say that the document `new` is the corrected version of `old`; None takes that back.

    Raises:
        UsageError: they are one document, or `new` is itself corrected by `old`.
        NotFoundError: there is no such document.
    """
    label = "Take link to corrected version away" if new is None else "Link corrected version"
    with context.writing(label, old) as unit:
        if new == old:
            raise UsageError("A document is no corrected version of itself.")
        if new is not None and old in _later(unit, new):
            raise UsageError("The other way round they are linked already: take that away first.")
        before = unit.documents.marks(old)
        unit.documents.mark(old, before, before.amended(corrected_by=new))
        unit.commit()
    context.publish(DocumentChanged(old))


def _later(unit: UnitOfWork, document_id: int) -> Iterator[int]:
    """Yield the corrected version of a document, that one's, and so on."""
    marks: DocumentMarks = unit.documents.marks(document_id)
    while marks.corrected_by is not None:
        yield marks.corrected_by
        marks = unit.documents.marks(marks.corrected_by)
