"""The acts and their keys, as rows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QFont

from annotator.ui.actions import Act
from annotator.ui.keys import is_fixed, pressed, shown, words_of
from annotator.ui.rows_model import Index, RowsModel

_KEY: Final = 1
_Role = Qt.ItemDataRole


class KeysModel(RowsModel[Act]):
    """Shows every act whose key can be changed; a changed one says so in words too."""

    heads = ("Act", "Key", "Of")

    def __init__(self, plain: Sequence[Act], parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._plain: Mapping[str, Act] = {act.id: act for act in plain}
        self._acts: tuple[Act, ...] = ()
        self._words = ""
        self._key = ""

    def show_acts(self, acts: Sequence[Act]) -> None:
        """Show the acts with these keys, as far as they are looked for."""
        self._acts = tuple(act for act in acts if not is_fixed(act))
        self._find()

    def look_for(self, words: str = "", key: str = "") -> None:
        """Show only acts with all these words in them, and with this key, if one is named."""
        self._words, self._key = words, key
        self._find()

    def row_of(self, act_id: str) -> int:
        """Return the row of an act, -1 when it is not in sight."""
        return next((row for row, act in enumerate(self.rows) if act.id == act_id), -1)

    def is_changed(self, act: Act) -> bool:
        """Tell whether an act has another key than it came with."""
        return act.keys != self._plain[act.id].keys

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        act = self.rows[index.row()]
        if role == _Role.DisplayRole:
            return self._cell(act, index.column())
        if role == _Role.ToolTipRole:
            return QCoreApplication.translate("Actions", act.tip)
        if role == _Role.AccessibleTextRole:
            return self._spoken(act, index.column())
        if role == _Role.FontRole and index.column() == _KEY and self.is_changed(act):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _cell(self, act: Act, column: int) -> str:
        if column == _KEY:
            keys = self.tr(" or ").join(dict.fromkeys(map(shown, act.keys)))
            return self.tr("{0} (changed)").format(keys or "–") if self.is_changed(act) else keys
        return words_of(act) if column == 0 else self.tr(act.group.value)

    def _spoken(self, act: Act, column: int) -> str:
        return self._cell(act, column) or self.tr("no key")

    def _find(self) -> None:
        wanted = self._words.casefold().split()
        self.show_rows([act for act in self._acts if self._has(act, wanted)])

    def _has(self, act: Act, wanted: Sequence[str]) -> bool:
        if self._key:
            return pressed(self._key) in map(pressed, act.keys)
        told = f"{words_of(act)} {act.tip} {act.group} {' '.join(map(shown, act.keys))}".casefold()
        return all(word in told for word in wanted)
