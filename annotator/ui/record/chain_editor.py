"""The source chain of the current item: its links as a breadcrumb, and what changes them."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.domain.attribution import Attribution
from annotator.domain.proposal import ProposedAttribution
from annotator.domain.span import Span
from annotator.services.drafting import Item
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.desk import Desk
from annotator.ui.record.breadcrumb import Breadcrumb
from annotator.ui.record.crumb import ShownLink

Link = Attribution | ProposedAttribution
_SMALLER: Final = 0.9
_TIGHT: Final = "QToolButton { padding: 2px 5px; border: 1px solid palette(mid); }"


class Act(NamedTuple):
    """A button: its words, what it tells, and when it can; `many` needs more than one link."""

    words: str
    tip: str
    possible: Callable[[int, int], bool]
    many: bool = False


ADD_BEFORE: Final = "add_before"
ADD_AFTER: Final = "add_after"
MOVE_OUT: Final = "move_out"
MOVE_IN: Final = "move_in"
REMOVE: Final = "remove"
ACTS: Final = {
    ADD_BEFORE: Act(
        QT_TRANSLATE_NOOP("Chain", "+ Before"),
        QT_TRANSLATE_NOOP("Chain", "Add a source before this one: who passed it on (Insert)"),
        lambda at, _count: at >= 0,
    ),
    ADD_AFTER: Act(
        QT_TRANSLATE_NOOP("Chain", "+ After"),
        QT_TRANSLATE_NOOP("Chain", "Add a source after this one: nearer to the words"),
        lambda at, _count: at >= 0,
    ),
    MOVE_OUT: Act(
        QT_TRANSLATE_NOOP("Chain", "‹ Out"),
        QT_TRANSLATE_NOOP("Chain", "Move this source outwards (Alt+Left, or drag it)"),
        lambda at, _count: at > 0,
        many=True,
    ),
    MOVE_IN: Act(
        QT_TRANSLATE_NOOP("Chain", "In ›"),
        QT_TRANSLATE_NOOP("Chain", "Move this source inwards (Alt+Right, or drag it)"),
        lambda at, count: 0 <= at < count - 1,
        many=True,
    ),
    REMOVE: Act(
        QT_TRANSLATE_NOOP("Chain", "Remove"),
        QT_TRANSLATE_NOOP("Chain", "Take this source out of the chain (Delete)"),
        lambda at, _count: at >= 0,
    ),
}


class ChainEditor(QWidget):
    """Shows the links and makes one of them the link that is worked on.

    Signals:
        begun: an empty link was put in; somebody is to say whom it names.
    """

    begun = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.label = QLabel(self.tr("Chain"), self)
        self.links = Breadcrumb(self)
        self.buttons = {name: self._button(name, act) for name, act in ACTS.items()}
        self._lay_out()
        self.links.chosen.connect(self._on_chosen)
        self.links.moved.connect(desk.move_link)
        self.links.inserted.connect(self._on_inserted)
        self.links.removed.connect(desk.remove_link)

    def _button(self, name: str, act: Act) -> QToolButton:
        translate = partial(QCoreApplication.translate, "Chain")
        button = QToolButton(self)
        button.setText(translate(act.words))
        font = button.font()
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        button.setFont(font)
        button.setToolTip(translate(act.tip))
        button.setAccessibleName(translate(act.tip))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._on_clicked, name))
        return button

    def _lay_out(self) -> None:
        bar = QWidget(self)
        bar.setStyleSheet(_TIGHT)
        flow = FlowLayout(bar, gap=4)
        self.label.setFixedHeight(self.buttons[REMOVE].sizeHint().height())
        for widget in (self.label, *self.buttons.values()):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(bar)
        column.addWidget(self.links)

    def show_item(self, item: Item) -> None:
        """Show the chain of an item, the link that is worked on pressed."""
        text = self._desk.opened().document.text
        names = (self._desk.speaker_name(item, at) for at in range(len(item.body.chain)))
        links: Iterable[Link] = item.body.chain
        shown = [
            ShownLink(name, words_of(link.source, text), words_of(link.cue, text))
            for name, link in zip(names, links, strict=True)
        ]
        at, count = self._desk.link, len(shown)
        self.links.show_links(shown, at)
        for name, act in ACTS.items():
            self.buttons[name].setVisible(count > act.many)
            self.buttons[name].setEnabled(act.possible(at, count))

    def _on_chosen(self, place: int) -> None:
        if place != self._desk.link:
            self._desk.link = place

    def _on_inserted(self, place: int) -> None:
        self._desk.add_link(place)
        self.begun.emit()

    def _on_clicked(self, name: str) -> None:
        at = self._desk.link
        match name:
            case "add_before":
                self._on_inserted(at)
            case "add_after":
                self._on_inserted(at + 1)
            case "move_out":
                self._desk.move_link(at, -1)
            case "move_in":
                self._desk.move_link(at, 1)
            case "remove":
                self._desk.remove_link(at)


def words_of(span: Span | None, text: str) -> str | None:
    """Return the words of a span in one line, None where there is none."""
    return None if span is None else " ".join(span.of(text).split())
