"""Moments as people read them."""

from PySide6.QtCore import QDateTime, QLocale, Qt


def moment(at: str) -> str:
    """Return an ISO 8601 moment in the time and the manner of the desktop."""
    local = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)
