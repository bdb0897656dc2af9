"""Moments as people read them."""

from PySide6.QtCore import QDateTime, QLocale, Qt


def moment(at: str) -> str:
    """Return an ISO 8601 moment in the time and the manner of the desktop, if it has one."""
    local = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    if QLocale().language() == QLocale.Language.C:
        return local.toString("yyyy-MM-dd HH:mm")
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)
