"""A page to read: the guide, the keys, about the program."""

from PySide6.QtWidgets import QTextBrowser, QWidget

from annotator.ui.dialogs.frame import Dialog


class PageDialog(Dialog):
    """Shows a page of rich text; links open outside."""

    def __init__(
        self, title: str, page: str, parent: QWidget | None = None, *, height: int = 520
    ) -> None:
        super().__init__(title, parent)
        self.page = QTextBrowser(self)
        self.page.setOpenExternalLinks(True)
        self.page.setAccessibleName(title)
        self.page.setHtml(page)
        self.page.document().setDocumentMargin(12)
        self.page.setMinimumSize(600, 200)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.body.addWidget(self.page)
        self.close_button().setFocus()
        self.resize(680, height)
