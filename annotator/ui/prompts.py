"""Questions that stop for an answer, behind one protocol; tests answer by themselves."""

from pathlib import Path
from typing import Final, Protocol

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

PROJECTS: Final = "Annotator projects (*.annotator)"
SOURCES: Final = "Articles (*.txt *.html *.htm);;All files (*)"


class Prompts(Protocol):
    """What the window asks a person; None or nothing means that they thought better of it."""

    def confirm(self, question: str) -> bool:
        """Ask for a yes or no."""

    def ask_text(self, question: str, text: str = "") -> str | None:
        """Ask for a line of text, `text` filled in."""

    def choose_file(self, title: str, kinds: str) -> Path | None:
        """Ask for one file that is there."""

    def choose_files(self, title: str, kinds: str) -> tuple[Path, ...]:
        """Ask for files that are there."""

    def choose_folder(self, title: str) -> Path | None:
        """Ask for a folder."""

    def save_file(self, title: str, suggestion: Path, kinds: str) -> Path | None:
        """Ask where to write; an existing file was confirmed."""


class QtPrompts:
    """Asks in the window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def confirm(self, question: str) -> bool:
        """Ask for a yes or no; Escape is no."""
        answer = QMessageBox.question(self._window, "Annotator", question)
        return answer == QMessageBox.StandardButton.Yes

    def ask_text(self, question: str, text: str = "") -> str | None:
        """Ask for a line of text."""
        answer, given = QInputDialog.getText(
            self._window,
            "Annotator",
            question,
            QLineEdit.EchoMode.Normal,
            text,
        )
        return answer.strip() if given else None

    def choose_file(self, title: str, kinds: str) -> Path | None:
        """Ask for one file that is there."""
        name, _kind = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        return Path(name) if name else None

    def choose_files(self, title: str, kinds: str) -> tuple[Path, ...]:
        """Ask for files that are there."""
        names, _kind = QFileDialog.getOpenFileNames(self._window, title, "", kinds)
        return tuple(Path(name) for name in names)

    def choose_folder(self, title: str) -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, title)
        return Path(name) if name else None

    def save_file(self, title: str, suggestion: Path, kinds: str) -> Path | None:
        """Ask where to write."""
        name, _kind = QFileDialog.getSaveFileName(self._window, title, str(suggestion), kinds)
        return Path(name) if name else None
