"""The left of the codebook workspace: the tree, and what changes its shape."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.domain.codebook import Codebook
from annotator.services.codebooks import Uses
from annotator.ui.codebook.form import one_line
from annotator.ui.codebook.items import Item, Section, known
from annotator.ui.codebook.tree import CodebookTree
from annotator.ui.codebook.tree_model import CodebookModel
from annotator.ui.icons import dress
from annotator.ui.record.notes import Note
from annotator.ui.theme import Theme


class Sidebar(QWidget):
    """Names the codebook, chooses an item, adds one, moves one, and reads and writes files.

    Signals:
        rename_wanted: what the codebook is to be called.
        chosen: the `Item` that is current now.
        add_wanted: the name of a new item in the section of the current one.
        import_wanted: another codebook is to be taken from a file.
        export_wanted: the codebook is to be written to a file.
    """

    rename_wanted = Signal(str)
    chosen = Signal(object)
    add_wanted = Signal(str)
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following = False
        self._called = ""
        self.name = QLineEdit(self)
        self.model = CodebookModel(theme, self)
        self.tree = CodebookTree(self.model, self)
        self.new_name = QLineEdit(self)
        self.add = QPushButton(self.tr("Add"), self)
        self.message = Note("bad", self)
        self.take_in = QPushButton(self.tr("&Import…"), self)
        self.write = QPushButton(self.tr("Ex&port…"), self)
        self.arrows: list[QToolButton] = []
        self._dress()
        self._lay_out()
        self._connect()

    def _dress(self) -> None:
        self.name.setAccessibleName(self.tr("Name of the codebook"))
        self.name.setToolTip(self.tr("What the codebook is called; Enter renames it"))
        for button, drawing, name in (
            (self.add, "add", self.tr("Add to the codebook")),
            (self.take_in, "import", self.tr("Import a codebook")),
            (self.write, "export", self.tr("Export the codebook")),
        ):
            dress(button, drawing)
            button.setAccessibleName(name)
        for arrow, move, name in (
            (Qt.ArrowType.UpArrow, (-1, 0), self.tr("Move up (Alt+Up)")),
            (Qt.ArrowType.DownArrow, (1, 0), self.tr("Move down (Alt+Down)")),
            (Qt.ArrowType.LeftArrow, (0, -1), self.tr("Move out of the tag above (Alt+Left)")),
            (Qt.ArrowType.RightArrow, (0, 1), self.tr("Move below the tag before (Alt+Right)")),
        ):
            mover = QToolButton(self)
            mover.setArrowType(arrow)
            mover.setToolTip(name)
            mover.setAccessibleName(name)
            mover.clicked.connect(partial(self.tree.pushed.emit, *move))
            self.arrows.append(mover)

    def _lay_out(self) -> None:
        moves, files, new = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for button in self.arrows:
            moves.addWidget(button)
        moves.addStretch(1)
        new.addWidget(self.new_name, 1)
        new.addWidget(self.add)
        files.addWidget(self.take_in, 1)
        files.addWidget(self.write, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(self.tree, 1)
        column.addLayout(moves)
        column.addWidget(self.message)
        column.addLayout(new)
        column.addLayout(files)

    def _connect(self) -> None:
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.name.editingFinished.connect(self._on_named)
        self.add.clicked.connect(self._on_added)
        self.new_name.returnPressed.connect(self._on_added)
        self.take_in.clicked.connect(self.import_wanted)
        self.write.clicked.connect(self.export_wanted)

    @property
    def item(self) -> Item:
        """Return what is chosen."""
        return self.model.item(self.tree.currentIndex()) or Item(Section.TAGS)

    def show_codebook(self, book: Codebook, item: Item, *, writable: bool) -> None:
        """Show a codebook, and choose an item of it; all that is open stays open."""
        shut = self._shut()
        self._following = True
        self.model.movable = writable
        self.model.show_codebook(book)
        self.tree.expandAll()
        for one in shut:
            self.tree.setExpanded(self.model.index_of(one), False)
        self.choose(item if known(book, item) else Item(item.section))
        self._following = False
        self._called = book.name
        if not self.name.isModified():
            self._show_name()
        self.name.setReadOnly(not writable)
        for widget in (self.new_name, self.add, self.take_in, *self.arrows):
            widget.setEnabled(writable)
        self._name_new()

    def show_uses(self, uses: Uses) -> None:
        """Show how much each item is used."""
        self.model.show_uses(uses)

    def choose(self, item: Item) -> None:
        """Make an item the current one."""
        index = self.model.index_of(item)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    def _shut(self) -> list[Item]:
        """Return what is folded together."""
        return [
            item
            for item in self.model.items()
            if self.model.rowCount(self.model.index_of(item))
            and not self.tree.isExpanded(self.model.index_of(item))
        ]

    def _name_new(self) -> None:
        words = {
            Section.DOCUMENT: self.tr("New field of documents"),
            Section.CLAIM: self.tr("New field of claims"),
            Section.TAGS: self.tr("New tag"),
            Section.REASONS: self.tr("New return reason"),
        }[self.item.section]
        self.new_name.setPlaceholderText(words)
        self.new_name.setAccessibleName(words)
        of_tags = self.item.section is Section.TAGS
        for button in self.arrows[2:]:
            button.setVisible(of_tags)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if not self._following and current.isValid():
            self.message.say("")
            self._name_new()
            self.chosen.emit(self.item)

    def _on_named(self) -> None:
        name = one_line(self.name.text())
        if name and name != self._called:
            self.rename_wanted.emit(name)
        self._show_name()

    def _show_name(self) -> None:
        self.name.setText(self._called)
        self.name.setCursorPosition(0)

    def _on_added(self) -> None:
        name = one_line(self.new_name.text())
        if name:
            self.add_wanted.emit(name)
        else:
            section = QCoreApplication.translate("Codebook", self.item.section.value)
            self.message.say(
                self.tr("Type a name first; it will stand under “{0}”.").format(section)
            )
            self.new_name.setFocus()
