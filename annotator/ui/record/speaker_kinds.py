"""The kinds of speakers, as words of the interface."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.domain.speaker import SpeakerKind
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.icons import icon

_LABELS: Final[Mapping[SpeakerKind, str]] = MappingProxyType(
    {
        SpeakerKind.PERSON: QT_TRANSLATE_NOOP("SpeakerKinds", "Person"),
        SpeakerKind.ORGANISATION: QT_TRANSLATE_NOOP("SpeakerKinds", "Organisation"),
        SpeakerKind.OFFICE: QT_TRANSLATE_NOOP("SpeakerKinds", "Office"),
        SpeakerKind.GROUP: QT_TRANSLATE_NOOP("SpeakerKinds", "Group"),
        SpeakerKind.UNNAMED: QT_TRANSLATE_NOOP("SpeakerKinds", "Unnamed"),
    }
)
KIND_ICONS: Final[Mapping[SpeakerKind, str]] = MappingProxyType(
    {
        SpeakerKind.PERSON: "user",
        SpeakerKind.ORGANISATION: "organisation",
        SpeakerKind.OFFICE: "office",
        SpeakerKind.GROUP: "group",
        SpeakerKind.UNNAMED: "unnamed",
    }
)
"""The names of the drawings that stand for the kinds."""


def kind_label(kind: SpeakerKind) -> str:
    """Return a kind in the language of the interface."""
    return QCoreApplication.translate("SpeakerKinds", _LABELS[kind])


class SpeakerKindButton(QToolButton):
    """Shows a speaker's kind, as a sign where nobody asks for words, and offers the others.

    Signals:
        chosen: the `SpeakerKind` that was picked.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: SpeakerKind | None = None
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("choice", True)
        menu = QMenu(self)
        for kind in SpeakerKind:
            action = menu.addAction(kind_label(kind))
            action.setData(kind)
            action.setCheckable(True)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)
        theme_keeper().changed.connect(self._dress)
        self.show_kind(None)

    def show_kind(self, kind: SpeakerKind | None) -> None:
        """Show a kind; None where no registered speaker is named."""
        self._kind = kind
        self.setVisible(kind is not None)
        if kind is None:
            return
        self._dress()
        self.setText(kind_label(kind))
        what = self.tr("{0}: what sort of source this speaker is, everywhere in the project")
        self.setToolTip(what.format(kind_label(kind)))
        self.setAccessibleName(self.tr("Kind of speaker: {0}").format(kind_label(kind)))
        for action in self.menu().actions():
            action.setChecked(action.data() == kind)

    def _dress(self) -> None:
        if self._kind is not None:
            self.setIcon(icon(KIND_ICONS[self._kind]))

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(SpeakerKind(action.data()))
