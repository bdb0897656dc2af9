"""What a list that drops down is called."""

from PySide6.QtWidgets import QComboBox


def name_list(box: QComboBox, words: str) -> None:
    """Tell whoever hears a list what is chosen in it; where Qt names it by its value, too."""
    box.setAccessibleName(words)
    box.setAccessibleDescription(words)
