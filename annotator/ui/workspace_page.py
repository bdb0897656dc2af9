"""A page of the window that is not about one document."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.runtime.settings import Settings
from annotator.ui.menus import Item
from annotator.ui.source_text.column import TextColumn
from annotator.ui.theme import Theme


class WorkspacePage(QWidget):
    """Fills the window while its workspace is shown.

    Signals:
        place_wanted: go to a document (its id) in Annotate, there to the item of this key ("" for
            none), and point out a `Span` of its text (None for none).
    """

    place_wanted = Signal(int, str, object)

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through; the work begins in the first."""
        return (self,)

    def menus(self) -> Mapping[QWidget, tuple[Item, ...]]:
        """Return what can be done with what some widgets show, as menus that open over them."""
        return {}

    def set_theme(self, _theme: Theme) -> None:
        """Draw in other colours; what follows the palette needs nothing."""

    def set_settings(self, _settings: Settings) -> None:
        """Set what is read as a person wants it now."""

    def text_view(self) -> TextColumn | None:
        """Return the text that can be made larger and smaller here, None where there is none."""
        return None

    def settle(self) -> None:
        """Store what is half typed and right, before it is left."""
