"""On a fine screen every sign is drawn in its pixels, and none is a small picture made larger."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from annotator.domain.field import FieldState
from annotator.runtime.resources import resource
from annotator.ui.codebook.swatches import Swatches
from annotator.ui.icons import icon
from annotator.ui.record.states import state_icon
from annotator.ui.record.tag_choices import dot
from annotator.ui.theme import apply

SHIPPED = sorted(path.stem for path in resource("icons").glob("*.svg"))
PILL = """
from PySide6.QtWidgets import QApplication
from annotator.ui.claims.standing import Standing
from annotator.ui.record.pill import Pill
from annotator.ui.theme import apply
app = QApplication([])
apply(app, "light")
pill = Pill()
pill.show_standing(Standing("Approved", "approve", "good"))
pill.resize(pill.sizeHint())
pill.grab().save({path!r})
"""


def drawn(sign, side, ratio):
    """Return how many pixels there are to a side, and to one of ours."""
    pixmap = sign.pixmap(QSize(side, side), ratio)
    return pixmap.width(), pixmap.devicePixelRatio()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_every_drawing_state_and_colour_has_the_pixels_of_a_fine_screen(qapp, qtbot, ratio):
    theme = apply(qapp, "light")
    swatches = Swatches()
    qtbot.addWidget(swatches)
    signs = {name: icon(name) for name in SHIPPED}
    signs |= {f"state {state}": state_icon(state, theme) for state in FieldState}
    signs |= {f"hollow {hollow}": dot("#0072b2", hollow=hollow) for hollow in (True, False)}
    signs |= {f"swatch {name}": each.icon() for name, each in swatches.buttons.items() if name}

    found = {name: drawn(sign, 16, ratio) for name, sign in signs.items()}

    assert {name: had for name, had in found.items() if had != (16 * ratio, ratio)} == {}


def test_a_sign_painted_into_a_widget_has_lines_as_fine_as_the_screen(tmp_path):
    path = tmp_path / "pill.png"
    subprocess.run(
        [sys.executable, "-c", PILL.format(path=str(path))],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2"},
        check=True,
        timeout=120,
    )
    picture = QImage(str(path))
    squares = [(x, y) for x in range(18, 44, 2) for y in range(10, 34, 2)]
    uneven = [at for at in squares if len(_colours(picture, *at)) > 1]

    assert len(uneven) > len(squares) / 10


def _colours(picture, x, y):
    """Return the colours of what would be one pixel of a picture made twice as large."""
    return {picture.pixel(x + right, y + down) for right in (0, 1) for down in (0, 1)}
