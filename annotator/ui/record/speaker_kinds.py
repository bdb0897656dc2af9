"""The kinds of speakers, as words of the interface."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.domain.speaker import SpeakerKind
from annotator.ui.claims.words import QT_TRANSLATE_NOOP

_LABELS: Final[Mapping[SpeakerKind, str]] = MappingProxyType(
    {
        SpeakerKind.PERSON: QT_TRANSLATE_NOOP("SpeakerKinds", "Person"),
        SpeakerKind.ORGANISATION: QT_TRANSLATE_NOOP("SpeakerKinds", "Organisation"),
        SpeakerKind.OFFICE: QT_TRANSLATE_NOOP("SpeakerKinds", "Office"),
        SpeakerKind.GROUP: QT_TRANSLATE_NOOP("SpeakerKinds", "Group"),
        SpeakerKind.UNNAMED: QT_TRANSLATE_NOOP("SpeakerKinds", "Unnamed"),
    }
)


def kind_label(kind: SpeakerKind) -> str:
    """Return a kind in the language of the interface."""
    return QCoreApplication.translate("SpeakerKinds", _LABELS[kind])


class SpeakerKindButton(QToolButton):
    """Shows a speaker's kind and offers the others.

    Signals:
        chosen: the `SpeakerKind` that was picked.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("choice", True)
        self.setToolTip(self.tr("What sort of source this speaker is, everywhere in the project"))
        menu = QMenu(self)
        for kind in SpeakerKind:
            action = menu.addAction(kind_label(kind))
            action.setData(kind)
            action.setCheckable(True)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)
        self.show_kind(None)

    def show_kind(self, kind: SpeakerKind | None) -> None:
        """Show a kind; None where no registered speaker is named."""
        self.setVisible(kind is not None)
        if kind is None:
            return
        self.setText(kind_label(kind))
        self.setAccessibleName(self.tr("Kind of speaker: {0}").format(kind_label(kind)))
        for action in self.menu().actions():
            action.setChecked(action.data() == kind)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(SpeakerKind(action.data()))
