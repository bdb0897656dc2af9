"""The two text views behind one another: texts of the usual length are spaced, long ones swift."""

from typing import Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.ui.source_text.typography import Typography
from annotator.ui.source_text.view import LongTextView, ReadingView, SourceTextView
from annotator.ui.theme import Theme

LONG: Final = 200_000  # code points from which a text is shown in the swift view


class Reader(QStackedWidget):
    """Shows each text in the view that suits its length; `view` is the one shown now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views: tuple[ReadingView, ReadingView] = (
            SourceTextView(theme, self),
            LongTextView(theme, self),
        )
        for view in self.views:
            view.setObjectName("sourceText")
            self.addWidget(view)

    @property
    def view(self) -> ReadingView:
        """Return the view that shows the text."""
        return self.views[self.currentIndex()]

    def show_text(self, text: str) -> None:
        """Show another text; zoom and focus go on."""
        before, after = self.view, self.views[len(text) > LONG]
        if after is not before:
            focused = before.hasFocus()
            after.zoom = before.zoom
            self.setCurrentWidget(after)
            before.show_text("")
            if focused:
                after.setFocus()
        after.show_text(text)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for view in self.views:
            view.set_theme(theme)

    def set_typography(self, wanted: Typography) -> None:
        """Set texts otherwise."""
        for view in self.views:
            view.set_typography(wanted)
