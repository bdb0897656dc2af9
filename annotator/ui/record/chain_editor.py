"""The source chain of the current item: its links, and the buttons that change it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.attribution import Attribution
from annotator.domain.proposal import ProposedAttribution
from annotator.domain.span import Span
from annotator.services.drafting import Item
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.desk import Desk
from annotator.ui.record.chain_model import ChainModel, ShownLink

_MOST_ROWS: Final = 4
_TIGHT: Final = "QHeaderView::section { padding: 2px 4px; } QToolButton { padding: 3px 7px; }"
Link = Attribution | ProposedAttribution


@dataclass(frozen=True, slots=True)
class Act:
    """A button: its sign, its name, what it does at a position, and when it can."""

    sign: str
    name: str
    do: Callable[[Desk, int], None]
    possible: Callable[[int, int], bool]


ACTS: Final = (
    Act(
        "+ ↑",
        QT_TRANSLATE_NOOP("Chain", "Add a source before this one (further out)"),
        lambda desk, at: desk.add_link(max(at, 0)),
        lambda _at, _count: True,
    ),
    Act(
        "+ ↓",
        QT_TRANSLATE_NOOP("Chain", "Add a source after this one (nearer to the words)"),
        lambda desk, at: desk.add_link(at + 1),
        lambda _at, count: count > 0,
    ),
    Act(
        "↑",
        QT_TRANSLATE_NOOP("Chain", "Move this source outwards"),
        lambda desk, at: desk.move_link(at, -1),
        lambda at, _count: at > 0,
    ),
    Act(
        "↓",
        QT_TRANSLATE_NOOP("Chain", "Move this source inwards"),
        lambda desk, at: desk.move_link(at, 1),
        lambda at, count: 0 <= at < count - 1,
    ),
    Act(
        "–",
        QT_TRANSLATE_NOOP("Chain", "Remove this source from the chain"),
        lambda desk, at: desk.remove_link(at),
        lambda at, _count: at >= 0,
    ),
)


class ChainTable(QTableView):
    """As high as its rows, up to a few."""

    def __init__(self, model: ChainModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(self.fontMetrics().height() + 8)
        rows.setMinimumSectionSize(self.fontMetrics().height() + 4)
        self.setAccessibleName(self.tr("Source chain, the outermost source first"))

    def sizeHint(self) -> QSize:
        rows = max(1, min(self.model().rowCount(), _MOST_ROWS))
        height = self.horizontalHeader().sizeHint().height()
        height += rows * self.verticalHeader().defaultSectionSize() + 4
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


class ChainEditor(QWidget):
    """Shows the links and makes one of them the link that is worked on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._showing = False
        self.model = ChainModel()
        self.model.setParent(self)
        self.table = ChainTable(self.model, self)
        self.buttons: tuple[QToolButton, ...] = tuple(self._button(act) for act in ACTS)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def _button(self, act: Act) -> QToolButton:
        name = QCoreApplication.translate("Chain", act.name)
        button = QToolButton(self)
        button.setText(act.sign)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._on_clicked, act))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.table)
        self.setStyleSheet(_TIGHT)
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def show_item(self, item: Item) -> None:
        """Show the chain of an item, the link that is worked on highlighted."""
        text = self._desk.opened().document.text
        names = (self._desk.speaker_name(item, at) for at in range(len(item.body.chain)))
        links: Iterable[Link] = item.body.chain
        shown = [
            ShownLink(name, _words(link.source, text), _words(link.cue, text))
            for name, link in zip(names, links, strict=True)
        ]
        self._showing = True
        self.model.show_links(tuple(shown))
        self.table.setCurrentIndex(self.model.index(self._desk.link, 0))
        self._showing = False
        self.table.updateGeometry()
        self._enable()

    def _enable(self) -> None:
        at, count = self._desk.link, self.model.rowCount()
        for button, act in zip(self.buttons, ACTS, strict=True):
            button.setEnabled(act.possible(at, count))

    def _on_row_changed(self, current: QModelIndex) -> None:
        if not self._showing and current.isValid() and current.row() != self._desk.link:
            self._desk.link = current.row()

    def _on_clicked(self, act: Act) -> None:
        act.do(self._desk, self._desk.link)


def _words(span: Span | None, text: str) -> str | None:
    return None if span is None else " ".join(span.of(text).split())
