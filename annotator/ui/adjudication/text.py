"""The one text with every reading drawn in it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.adjudication import Group
from annotator.domain.span import Span
from annotator.ui.adjudication.case import Case
from annotator.ui.adjudication.legend import Legend
from annotator.ui.adjudication.marks import marks_of_readings
from annotator.ui.elided import ElidedLabel
from annotator.ui.source_text.reader import Reader
from annotator.ui.source_text.typography import Typography
from annotator.ui.source_text.view import ReadingView
from annotator.ui.theme import Theme


class AdjudicatedText(QWidget):
    """Shows the text of the open document; a click on a claim looks at its group."""

    def __init__(
        self, case: Case, theme: Theme, wanted: Typography, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._case = case
        self._shown: int | None = None
        self.title = ElidedLabel(self)
        self.legend = Legend(case, self)
        self.reader = Reader(theme, self)
        self.reader.set_typography(wanted)
        self._lay_out()
        case.opened.connect(self._on_opened)
        case.current_changed.connect(self._on_current_changed)
        self.reader.each(lambda view: view.clicked_marks.connect(case.select_among))

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setObjectName("documentTitle")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 14, 2)
        head.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self.legend)
        column.addWidget(self.reader, 1)

    @property
    def view(self) -> ReadingView:
        """Return the view that shows the text now."""
        return self.reader.view

    def _on_opened(self) -> None:
        now = self._case.now
        self.title.setText(now.title if now else "")
        shown = now.document.id if now else None
        if shown != self._shown:
            self._shown = shown
            self.reader.show_text(now.document.text if now else "")
        self._draw()

    def _on_current_changed(self) -> None:
        self._draw()
        group = self._case.current
        if group is not None:
            self.view.reveal(_place(group))

    def _draw(self) -> None:
        now = self._case.now
        if now is not None:
            self.view.show_marks([*marks_of_readings(self._case)], now.boilerplate)


def _place(group: Group) -> Span:
    """Return the words that are brought into sight: the first content of the group."""
    first = min(group.there, key=lambda claim: claim.body.start)
    return first.body.content[0]
