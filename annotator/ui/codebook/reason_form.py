"""A reason to return a claim, editable."""

from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_changes import with_reasons
from annotator.ui.codebook.form import ItemForm, one_line
from annotator.ui.codebook.items import Item


class ReasonForm(ItemForm):
    """Shows the words of a reason; verdicts keep those they were given with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.add_name(self.tr("&Reason"))

    def fill(self, _codebook: Codebook, item: Item) -> None:
        """Show a reason as it is stored."""
        self._key = item.key
        self.name.setText(item.key)

    def refill(self, draft: str) -> None:
        """Show what was typed before."""
        self.name.setText(draft)

    def typed(self) -> str:
        """Return what is typed."""
        return self.name.text()

    def applied(self, codebook: Codebook) -> Codebook:
        """Return the codebook with the reason as typed."""
        reasons = codebook.return_reasons
        new = one_line(self.name.text())
        return with_reasons(codebook, [new if item == self._key else item for item in reasons])
