"""What a reviewer does, as rows of the table of acts."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need, Place

_document = partial(Act, need=Need.DOCUMENT, place=Place.WINDOW)
_keyed = partial(Act, need=Need.DOCUMENT, place=Place.PANES)

REVIEW: Final = (
    _document(
        "approve", "&Approve and go on", "Approve what is shown",
        "bench.approve", Group.REVIEW, icon="approve", writes=True,
    ),
    _keyed(
        "return", "&Return…", "Send what is shown back to its annotator, with a reason",
        "bench.ask_return", Group.REVIEW, ("R",), "return", writes=True,
    ),
    _keyed(
        "review_edit", "Approve with an &edit…",
        "Edit what is under review: it is submitted again and waits for somebody else",
        "bench.edit_in_review", Group.REVIEW, ("Shift+Return", "Shift+Enter"), "source",
        writes=True,
    ),
    _document(
        "reject", "Re&ject…", "Say that what is shown does not belong in the dataset",
        "bench.ask_reject", Group.REVIEW, icon="reject", writes=True,
    ),
    _keyed(
        "withdraw", "&Withdraw your verdict", "Take back your last verdict or submission",
        "desk.withdraw", Group.REVIEW, ("Shift+R",), "withdraw", writes=True,
    ),
    _keyed(
        "evidence_next", "Show the ne&xt evidence",
        "Show where one part after the other of what is under review stands in the text",
        "bench.show_evidence", Group.REVIEW, (".",), "evidence", given=(0,),
    ),
)  # fmt: skip
