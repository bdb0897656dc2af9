"""The theme in force, for what paints itself."""

from typing import cast

from PySide6.QtWidgets import QApplication

from annotator.ui.theme import Themes, themes


def theme_keeper() -> Themes:
    """Return the keeper of the application's theme."""
    return themes(cast("QApplication", QApplication.instance()))
