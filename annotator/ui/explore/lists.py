"""The three lists of what was found: claims, documents, and words in their context."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.domain.filter import Hit
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.desk import Desk
from annotator.ui.explore.columns import DOCUMENT_COLUMNS, PLACE_COLUMNS, claim_columns
from annotator.ui.explore.found import Found
from annotator.ui.shell import Shell

_AROUND: Final = 140  # code points on each side of a hit
_NAMES: Final = (
    QT_TRANSLATE_NOOP("Found", "Claims found"),
    QT_TRANSLATE_NOOP("Found", "Documents found"),
    QT_TRANSLATE_NOOP("Found", "Words in their context"),
)
_CLAIM_DIGITS: Final = {0: 12, 1: 15, 3: 8, 4: 10, 5: 6, 6: 12, 7: 8, 8: 11, 9: 9}
_DOCUMENT_DIGITS: Final = {1: 16, 2: 14, 3: 12, 4: 11, 5: 24}
_PLACE_DIGITS: Final = {1: 18, 3: 30}


def made_lists(desk: Desk, shell: Shell, parent: QWidget) -> tuple[Found, Found, Found]:
    """Return the lists of claims, of documents and of places, empty so far."""
    search = desk.services.searching
    made = partial(Found, desk=desk, jobs=shell.jobs, parent=parent)
    said, read, stood = (QCoreApplication.translate("Found", name) for name in _NAMES)
    columns = claim_columns(lambda: desk.codebook)
    around = partial(search.concordance_lines, width=_AROUND)
    claims = made(columns, lambda line: line.id, search.claim_lines, said)
    documents = made(DOCUMENT_COLUMNS, lambda line: line.id, search.document_lines, read)
    places = made(
        PLACE_COLUMNS, lambda line: Hit(line.document_id, line.start, line.end), around, stood
    )
    claims.table.share_out(_CLAIM_DIGITS, (2,), (1, 4, 6, 7))
    documents.table.share_out(_DOCUMENT_DIGITS, (0,), (1, 2, 5))
    places.table.share_out(_PLACE_DIGITS, (0, 2), (3,))
    return claims, documents, places
