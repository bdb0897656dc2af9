"""Why an act cannot be done."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.ui.actions import Need

_ORDER: Final = {
    Need.PROJECT: "Open a project first.",
    Need.WRITABLE: "This project is open for reading only: nothing in it can be changed.",
    Need.DOCUMENT: "Open a document first.",
    Need.ITEM: "Choose a claim or a proposal first.",
    Need.UNDO: "There is nothing to take back.",
    Need.REDO: "There is nothing to do again.",
}


def why_not(needs: Collection[Need], met: Collection[Need]) -> str:
    """Return the sentence for the first thing that is missing."""
    missing = {Need.PROJECT, *needs}.difference(met)
    words = (sentence for need, sentence in _ORDER.items() if need in missing)
    return QCoreApplication.translate("Reasons", next(words, "It cannot be done now."))
