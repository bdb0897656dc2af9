"""The key of an act as it stands, for sentences that name it."""

from PySide6.QtWidgets import QWidget

from annotator.ui.action_set import ActionSet
from annotator.ui.acts import ACTS
from annotator.ui.keys import shown


def key_told(part: QWidget, act_id: str) -> str:
    """Return the first key of an act in the window that a widget is part of, "–" for none."""
    living = part.window().findChild(ActionSet)
    acts = living.acts if living is not None else ACTS
    keys = next((act.keys for act in acts if act.id == act_id), ())
    return shown(keys[0]) if keys else "–"
