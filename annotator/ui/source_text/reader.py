"""The two text views behind one another: texts of the usual length are spaced, long ones swift."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.ui.source_text.typography import Typography
from annotator.ui.source_text.view import LongTextView, ReadingView, SourceTextView
from annotator.ui.theme import Theme

LONG: Final = 200_000  # code points from which a text is shown in the swift view


class Reader(QStackedWidget):
    """Shows each text in the view that suits its length; `view` is the one shown now.

    That for long texts is made for the first of them.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typography: Typography | None = None
        self._wanted: list[Callable[[ReadingView], object]] = []
        self.views: list[ReadingView] = []
        self._add(SourceTextView(theme, self))

    def _add(self, view: ReadingView) -> None:
        view.setObjectName("sourceText")
        if self._typography is not None:
            view.set_typography(self._typography)
        self.views.append(view)
        self.addWidget(view)
        for do in self._wanted:
            do(view)

    def each(self, do: Callable[[ReadingView], object]) -> None:
        """Do something with each view; with the one that is not there yet, once it is."""
        self._wanted.append(do)
        for view in self.views:
            do(view)

    @property
    def view(self) -> ReadingView:
        """Return the view that shows the text."""
        return self.views[self.currentIndex()]

    def show_text(self, text: str) -> None:
        """Show another text; zoom and focus go on."""
        long = len(text) > LONG
        if long and len(self.views) == 1:
            self._add(LongTextView(self._theme, self))
        before, after = self.view, self.views[long]
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
        self._theme = theme
        for view in self.views:
            view.set_theme(theme)

    def set_typography(self, wanted: Typography) -> None:
        """Set texts otherwise."""
        self._typography = wanted
        for view in self.views:
            view.set_typography(wanted)
