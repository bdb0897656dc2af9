"""The source text with its claims, a title above and a slim toolbar."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.codebook import FieldScope
from annotator.domain.layer import LayerKind
from annotator.domain.sheet import Sheet
from annotator.domain.span import Span
from annotator.ui import menus
from annotator.ui.desk import Desk
from annotator.ui.desk_place import key_of
from annotator.ui.elided import ElidedLabel
from annotator.ui.empty_state import EmptyState
from annotator.ui.icons import dress
from annotator.ui.sheet_marks import SpeakerColours, marks_of_items
from annotator.ui.source_text.find_bar import FindBar
from annotator.ui.source_text.reader import Reader
from annotator.ui.source_text.typography import Typography
from annotator.ui.source_text.view import ReadingView
from annotator.ui.text_acts import TextActs
from annotator.ui.text_menu import TextMenu
from annotator.ui.theme import Theme

_PASTED: Final = "pasted"


class TextPane(QWidget):
    """Shows the open document of the desk; clicks choose its current item."""

    def __init__(
        self, desk: Desk, theme: Theme, actions: menus.Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: int | None = None
        self._colours = SpeakerColours()
        self.reader = Reader(theme, self)
        self.find_bar = FindBar(self.reader, self)
        self.acts = TextActs(self.reader, desk)
        self.menu = TextMenu(self.reader, actions)
        self.title = ElidedLabel(self)
        self.origin = QLabel(self)
        self.reading = QLabel(self)
        self.propose = QToolButton(self)
        self.bar = QToolBar(self)
        self.empty = EmptyState(self)
        self._build(actions)
        self._connect()
        self._on_sheet_changed()

    def _build(self, actions: menus.Actions) -> None:
        self.bar.setIconSize(QSize(18, 18))
        self.bar.setAccessibleName(self.tr("Acts on the text"))
        menus.fill(self.bar, actions, menus.TEXT_BAR)
        submit = self.bar.widgetForAction(actions["submit"])
        if isinstance(submit, QToolButton):
            submit.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        more = self.bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:
            dress(more, "chevron-down")  # its own drawing is black in every theme
            more.setAccessibleName(self.tr("More acts on the text"))
        self.title.setObjectName("documentTitle")
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.origin.setEnabled(False)
        self.reading.setWordWrap(True)
        self.reading.setObjectName("reading")
        self.reading.setContentsMargins(14, 0, 14, 6)
        self.propose.setDefaultAction(actions["propose_here"])
        self.propose.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 14, 4)
        head.setSpacing(10)
        head.addWidget(self.title, 1)
        head.addWidget(self.propose)
        head.addWidget(self.origin)
        page = QWidget(self)
        self._noted = QVBoxLayout()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(head)
        column.addLayout(self._noted)
        column.addWidget(self.reading)
        column.addWidget(self.find_bar)
        column.addWidget(self.reader, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        self._desk.sheet_changed.connect(self._on_sheet_changed)
        self._desk.current_changed.connect(self._on_current_changed)
        self._desk.field_focused.connect(self._on_field_focused)
        self.reader.each(self._listen)

    def _listen(self, view: ReadingView) -> None:
        view.current_requested.connect(self._on_item_clicked)
        view.boundary_dragged.connect(self.acts.drag)

    @property
    def view(self) -> ReadingView:
        """Return the view that shows the text now; long texts have one of their own."""
        return self.reader.view

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.reader.set_theme(theme)

    def add_noted(self, strip: QWidget) -> None:
        """Show what is noted about the document between its title and its text."""
        self._noted.addWidget(strip)

    def set_typography(self, wanted: Typography) -> None:
        """Set the text otherwise."""
        self.reader.set_typography(wanted)

    def flash(self, span: Span) -> None:
        """Bring some words into sight and point them out for a moment."""
        self.view.flash(span)

    def _on_sheet_changed(self) -> None:
        sheet = self._desk.sheet
        self._stack.setCurrentIndex(0 if sheet else 1)
        if sheet is None:
            self._shown = None
            return
        title = sheet.record.field("title").value
        name = sheet.document.origin.rpartition("/")[2]
        if not title and name == _PASTED:
            title = sheet.document.text.strip().split("\n", maxsplit=1)[0]
        self.title.setText(title or name)
        self.origin.setText(name if title else "")
        self.origin.setToolTip(sheet.document.origin)
        if self._shown != sheet.document.id:
            self._shown = sheet.document.id
            self._colours = SpeakerColours()
            self.reader.show_text(sheet.document.text)
            self.find_bar.look_again()
        desk = self._desk
        marks = marks_of_items(sheet, desk.items, self._colours, desk.codebook, self.tr)
        self.view.show_marks(marks, sheet.boilerplate)
        self._show_reading(sheet)
        self._show_evidence()

    def _show_reading(self, sheet: Sheet) -> None:
        """Say what the engine had to say of the text, or offer to let it read."""
        read = [layer for layer in sheet.layers if layer.kind is LayerKind.EXTRACTOR]
        note = read[-1].note if read else None
        self.propose.setVisible(not read)
        self.reading.setVisible(bool(note))
        self.reading.setText(note or "")

    def _on_current_changed(self) -> None:
        item = self._desk.current
        key = key_of(item) if item else None
        changed = key != self.view.ink().current
        self.view.set_current(key)
        if item is None or not changed:
            return
        content = item.body.content
        if not any(span.start <= self.view.caret() <= span.end for span in content):
            self.view.move_caret(content[-1].end)
        self.view.reveal(content[0])

    def _on_item_clicked(self, key: str) -> None:
        self._desk.select(key)

    def _on_field_focused(self, _field: object) -> None:
        span = self._show_evidence()
        if span is not None:
            self.view.flash(span)

    def _show_evidence(self) -> Span | None:
        """Draw the box around the focused field's evidence, and return where it is."""
        span = self._evidence()
        self.view.show_evidence(span)
        return span

    def _evidence(self) -> Span | None:
        sheet, item = self._desk.sheet, self._desk.current
        if sheet is None or self._desk.focused_field is None:
            return None
        scope, key = self._desk.focused_field
        if scope is FieldScope.DOCUMENT:
            return sheet.record.field(key).evidence
        field = item.body.fields.get(key) if item else None
        return field.evidence if field else None
