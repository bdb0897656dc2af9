from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout

from annotator.ui.scrolled import Scrolled


def test_words_that_are_all_in_sight_do_not_scroll_and_longer_ones_do(qtbot):
    area, page = QScrollArea(), Scrolled()
    words = QLabel("word " * 60)
    words.setWordWrap(True)
    QVBoxLayout(page).addWidget(words)
    area.setWidgetResizable(True)
    area.setWidget(page)
    qtbot.addWidget(area)
    area.resize(400, 200)
    with qtbot.waitExposed(area):
        area.show()
    assert not area.verticalScrollBar().isVisible()

    words.setText("word " * 600)
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible())
    assert page.height() == page.heightForWidth(page.width())
