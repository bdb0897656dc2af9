"""A line for each item of the queue, read only for the documents in sight."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.domain.claim import ClaimBody
from annotator.domain.history import RecordKind
from annotator.domain.sheet import Sheet
from annotator.domain.waiting import QueueItem
from annotator.ui.desk import Desk

_KEPT: Final = 64
_LONG: Final = 90


class Excerpts:
    """Says who said what in an item; one reading a document, until something changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[int, dict[int, str]] = {}

    def forget(self) -> None:
        """Read again from now on."""
        self._known.clear()

    def of(self, item: QueueItem) -> str:
        """Return a line about an item; an empty one if it is gone."""
        if item.kind is RecordKind.RECORD:
            return QCoreApplication.translate("Review", "Fields of the document")
        if item.document_id not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[item.document_id] = self._read(item.document_id)
        return self._known[item.document_id].get(item.id, "")

    def _read(self, document_id: int) -> dict[int, str]:
        sheet = self._desk.sheet
        if sheet is None or sheet.document.id != document_id:
            sheet = self._desk.guard(lambda: self._desk.services.querying.sheet(document_id))
        return {} if sheet is None else _lines(sheet)


def _lines(sheet: Sheet) -> dict[int, str]:
    text = sheet.document.text
    return {claim.id: _line(sheet, claim.body, text) for claim in sheet.claims}


def _line(sheet: Sheet, body: ClaimBody, text: str) -> str:
    words = " ".join(body.content[0].of(text)[:_LONG].split())
    name = sheet.speaker_name(body.speaker)
    return f"{name}: {words}" if name else f"“{words}”"
