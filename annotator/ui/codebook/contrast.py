"""How well a colour stands out, by WCAG 2.2, and colours that everybody can tell apart."""

from typing import Final, NamedTuple

from PySide6.QtGui import QColor

from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.theme import load_theme

ENOUGH: Final = 3.0
"""What WCAG 2.2 AA asks of things that are not text (success criterion 1.4.11)."""

_SHARES: Final = (0.2126, 0.7152, 0.0722)
_DARK: Final = 0.04045  # below it sRGB is linear

PALETTE: Final = (
    ("#e69f00", QT_TRANSLATE_NOOP("Colours", "Orange")),
    ("#56b4e9", QT_TRANSLATE_NOOP("Colours", "Sky blue")),
    ("#009e73", QT_TRANSLATE_NOOP("Colours", "Bluish green")),
    ("#f0e442", QT_TRANSLATE_NOOP("Colours", "Yellow")),
    ("#0072b2", QT_TRANSLATE_NOOP("Colours", "Blue")),
    ("#d55e00", QT_TRANSLATE_NOOP("Colours", "Vermilion")),
    ("#cc79a7", QT_TRANSLATE_NOOP("Colours", "Reddish purple")),
    ("#000000", QT_TRANSLATE_NOOP("Colours", "Black")),
)
"""Colours told apart by everybody: Okabe and Ito, Color Universal Design, 2008."""


class Grounds(NamedTuple):
    """The contrast of a colour on the light and on the dark ground, 1 to 21."""

    light: float
    dark: float


def on_grounds(colour: str) -> Grounds:
    """Return how a colour stands out from the ground of both themes."""
    return Grounds(*(contrast(colour, load_theme(name).base) for name in ("light", "dark")))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written as #rrggbb, 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shown = QColor(colour)
    parts = zip(_SHARES, (shown.redF(), shown.greenF(), shown.blueF()), strict=True)
    return sum(share * _linear(value) for share, value in parts)


def _linear(value: float) -> float:
    return value / 12.92 if value <= _DARK else ((value + 0.055) / 1.055) ** 2.4
