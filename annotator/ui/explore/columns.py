"""The columns of what is found, as data."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.domain.codebook import Codebook
from annotator.domain.filter import (
    ClaimLine,
    ClaimOrder,
    ConcordanceLine,
    ConcordanceOrder,
    DocumentLine,
    DocumentOrder,
    LineStatus,
)
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus
from annotator.ui.claims.standing import PROPOSALS, STATUSES, Standing
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.documents.list_model import STATUS_WORDS, standing_of, title_of
from annotator.ui.paging.model import PagedColumn
from annotator.ui.scores import in_per_cent

_Claim = PagedColumn[ClaimLine]
_Document = PagedColumn[DocumentLine]
_Place = PagedColumn[ConcordanceLine]
_CONTEXT: Final = "Found"


def standing_of_line(status: LineStatus) -> Standing:
    """Return how the standing of a line is shown."""
    if status is LineStatus.PROPOSED:
        return PROPOSALS[ProposalState.OPEN]
    return STATUSES[ReviewStatus(status.value)]


def claim_columns(codebook: Callable[[], Codebook]) -> tuple[_Claim, ...]:
    """Return the columns of claims; tags have the labels of the codebook in force."""

    def tags(line: ClaimLine) -> str:
        labels = {tag.key: tag.label for tag in codebook().all_tags()} if line.tags else {}
        return ", ".join(labels.get(key, key) for key in line.tags)

    return (
        _Claim(
            _CONTEXT,
            QT_TRANSLATE_NOOP("Found", "Status"),
            lambda line: standing_of_line(line.status).text,
            icon=lambda line: standing_of_line(line.status).icon,
            order=ClaimOrder.STATUS,
        ),
        _Claim(
            _CONTEXT,
            QT_TRANSLATE_NOOP("Found", "Speaker"),
            lambda line: line.speaker or "",
            order=ClaimOrder.SPEAKER,
            strong=True,
        ),
        _Claim(
            _CONTEXT,
            QT_TRANSLATE_NOOP("Found", "Content"),
            lambda line: " ".join(line.words.split()),
            order=ClaimOrder.RELEVANCE,
        ),
        _Claim(
            _CONTEXT,
            QT_TRANSLATE_NOOP("Found", "Kind"),
            lambda line: line.kind.value,
            order=ClaimOrder.KIND,
        ),
        _Claim(_CONTEXT, QT_TRANSLATE_NOOP("Found", "Tags"), tags),
        _Claim(
            _CONTEXT,
            QT_TRANSLATE_NOOP("Found", "Score"),
            lambda line: "" if line.score is None else in_per_cent(line.score),
            order=ClaimOrder.SCORE,
            right=True,
        ),
        _Claim(
            _CONTEXT,
            QT_TRANSLATE_NOOP("Found", "Document"),
            lambda line: line.title,
            order=ClaimOrder.PLACE,
        ),
        _Claim(
            _CONTEXT,
            QT_TRANSLATE_NOOP("Found", "Outlet"),
            lambda line: line.outlet or "",
            order=ClaimOrder.OUTLET,
        ),
        _Claim(
            _CONTEXT,
            QT_TRANSLATE_NOOP("Found", "Published"),
            lambda line: line.published or "",
            order=ClaimOrder.PUBLISHED,
        ),
        _Claim(
            _CONTEXT,
            QT_TRANSLATE_NOOP("Found", "Annotator"),
            lambda line: line.annotator or "",
            order=ClaimOrder.ANNOTATOR,
        ),
    )


def _status_words(line: DocumentLine) -> str:
    return QCoreApplication.translate("Documents", STATUS_WORDS[line.status])


DOCUMENT_COLUMNS: Final = (
    _Document(
        _CONTEXT,
        QT_TRANSLATE_NOOP("Found", "Title"),
        title_of,
        tip=lambda line: f"{title_of(line)}\n{line.origin}",
        order=DocumentOrder.TITLE,
        strong=True,
    ),
    _Document(
        _CONTEXT,
        QT_TRANSLATE_NOOP("Found", "Outlet"),
        lambda line: line.outlet or "",
        order=DocumentOrder.OUTLET,
    ),
    _Document(
        _CONTEXT,
        QT_TRANSLATE_NOOP("Found", "Author"),
        lambda line: line.author or "",
        order=DocumentOrder.AUTHOR,
    ),
    _Document(
        _CONTEXT,
        QT_TRANSLATE_NOOP("Found", "Published"),
        lambda line: line.published or "",
        order=DocumentOrder.PUBLISHED,
    ),
    _Document(
        _CONTEXT, QT_TRANSLATE_NOOP("Found", "Status"), _status_words, order=DocumentOrder.STATUS
    ),
    _Document(_CONTEXT, QT_TRANSLATE_NOOP("Found", "Claims"), standing_of),
)
PLACE_COLUMNS: Final = (
    _Place(
        _CONTEXT,
        QT_TRANSLATE_NOOP("Found", "Before"),
        lambda line: " ".join(line.left.split()),
        order=ConcordanceOrder.LEFT,
        right=True,
    ),
    _Place(
        _CONTEXT,
        QT_TRANSLATE_NOOP("Found", "Words"),
        lambda line: " ".join(line.words.split()),
        order=ConcordanceOrder.WORDS,
        strong=True,
    ),
    _Place(
        _CONTEXT,
        QT_TRANSLATE_NOOP("Found", "After"),
        lambda line: " ".join(line.right.split()),
        order=ConcordanceOrder.RIGHT,
    ),
    _Place(
        _CONTEXT,
        QT_TRANSLATE_NOOP("Found", "Document"),
        lambda line: line.title,
        order=ConcordanceOrder.PLACE,
    ),
)
