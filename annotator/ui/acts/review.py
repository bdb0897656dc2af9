"""What a reviewer does, as rows of the table of acts."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need, Place

_document = partial(Act, need=Need.DOCUMENT, place=Place.WINDOW)

REVIEW: Final = (
    _document(
        "approve", "&Approve and go on", "Approve what is shown",
        "bench.approve", Group.REVIEW, icon="approve",
    ),
    _document(
        "return", "&Return…", "Send what is shown back to its annotator, with a reason",
        "bench.ask_return", Group.REVIEW, icon="return",
    ),
    _document(
        "reject", "Re&ject…", "Say that what is shown does not belong in the dataset",
        "bench.ask_reject", Group.REVIEW, icon="reject",
    ),
    _document(
        "withdraw", "&Withdraw your verdict", "Take back your last verdict or submission",
        "desk.withdraw", Group.REVIEW, icon="withdraw",
    ),
)  # fmt: skip
