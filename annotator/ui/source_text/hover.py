"""The card that tells of the claims under the pointer, and takes no focus."""

from html import escape
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.ui.source_text.marks import ClaimMarks, MarkState
from annotator.ui.theme import Theme

_CARD: Final = (
    '<table cellspacing="0" cellpadding="0"><tr>'
    '<td style="background-color:{edge}" width="4"></td>'
    '<td style="padding-left:8px">{heading}{rest}</td></tr></table>'
)


def card(marks: ClaimMarks, theme: Theme) -> str:
    """Return what is told of one claim as rich text, beside a strip in its speaker's colour."""
    first, *rest = (escape(line) for line in marks.label.split("\n"))
    heading = f"<b>{first}</b>" if marks.state is MarkState.CLAIM else f"<b><i>{first}</i></b>"
    lines = "".join(f'<br><span style="color:{theme.muted}">{line}</span>' for line in rest)
    return _CARD.format(edge=theme.speaker(marks.colour).edge, heading=heading, rest=lines)


def show_card(place: QPoint, told: str, over: QWidget) -> None:
    """Show a card beside a place of the screen, instead of the one shown; none for nothing."""
    if told:
        QToolTip.showText(place, told, over)
    else:
        QToolTip.hideText()
