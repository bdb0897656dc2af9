"""Why an act cannot be done."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.ui.actions import Need

_ORDER: Final = {
    Need.PROJECT: "Open a project first.",
    Need.DOCUMENT: "Open a document first.",
    Need.ITEM: "Choose a claim or a proposal first.",
    Need.UNDO: "There is nothing to take back.",
    Need.REDO: "There is nothing to do again.",
}


def why_not(need: Need, met: Collection[Need]) -> str:
    """Return the sentence for the first thing that is missing."""
    missing = need if Need.PROJECT in met else Need.PROJECT
    return QCoreApplication.translate("Reasons", _ORDER.get(missing, "It cannot be done now."))
