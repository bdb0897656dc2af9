"""The acts of the digits say which tag they set."""

from PySide6.QtCore import QObject

from annotator.ui.action_set import ActionSet
from annotator.ui.desk import Desk
from annotator.ui.keys import DIGITS


class TagNames(QObject):
    """Keeps the names of ten acts true to the codebook of the open project."""

    def __init__(self, desk: Desk, actions: ActionSet, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._told: dict[str, str] = {}
        desk.sheet_changed.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Name the tags, where they are others than before."""
        tags = self._desk.codebook.all_tags()
        labels = {tag.shortcut: tag.label for tag in tags if tag.shortcut}
        if labels == self._told:
            return
        self._told = labels
        for digit in range(10):
            self._actions.name(f"{DIGITS}{digit}", labels.get(str(digit)))
