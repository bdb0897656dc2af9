"""What is done to settle several people's readings, as rows of the table of acts."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need, Place

_settle = partial(Act, need=Need.PROJECT, place=Place.ADJUDICATION, group=Group.ADJUDICATION)
_writing = partial(_settle, writes=True)
_LETTERS: Final = "ABCDEFGHI"
_OWN_KEYS: Final = 2  # readings with their letter as a key; those of the others mean something

ADJUDICATION: Final = (
    *(
        _writing(
            f"settle_{letter.lower()}", f"Take reading &{letter}",
            f"Take the claim as reading {letter} has it and go on",
            "adjudication.take", given=(at,),
            keys=(letter, str(at + 1)) if at < _OWN_KEYS else (str(at + 1),),
        )
        for at, letter in enumerate(_LETTERS)
    ),
    _writing(
        "settle_highlighted", "&Take the highlighted reading and go on",
        "Take the reading that is highlighted, or the parts that were picked, and go on",
        "adjudication.take_highlighted", keys=("Return", "Enter"), icon="accept",
    ),
    _writing(
        "settle_both", "Take &each of them",
        "Take every reading of the claim into the agreed layer, and go on",
        "adjudication.both", keys=("+",), icon="add",
    ),
    _writing(
        "settle_neither", "Take &none of them", "Leave the claim out, and go on",
        "adjudication.neither", keys=("Delete", "0"), icon="refuse",
    ),
    _writing(
        "settle_edit", "Pick &parts of each…",
        "Pick part by part whose reading is right: ← → pick, ↑ ↓ go on, Enter takes it all",
        "adjudication.edit", keys=("E",), icon="split",
    ),
    _writing(
        "settle_reason", "&Reason of the error…", "Say why the other readings are wrong",
        "adjudication.reason", keys=("R",), icon="comment",
    ),
    _writing(
        "settle_agreed", "Take all that a&gree", "Settle every claim that all have read alike",
        "adjudication.take_agreed", keys=("G",), icon="check",
    ),
    _settle(
        "settle_next", "Ne&xt of the list", "Go to the next claim of the list",
        "adjudication.step", keys=("J",), icon="next", given=(1,),
    ),
    _settle(
        "settle_previous", "Pre&vious of the list", "Go to the claim before",
        "adjudication.step", keys=("K",), icon="previous", given=(-1,),
    ),
    _settle(
        "settle_next_open", "Next &open",
        "Go to the next claim that is not settled, in this document or another",
        "adjudication.next_open", keys=("N",), icon="next",
    ),
    _settle(
        "settle_look", "&See it in Annotate",
        "Go to what came of it in the agreed layer, or to its place in the text",
        "adjudication.look", keys=("L",), icon="claim",
    ),
    _settle(
        "settle_blind", "Hide the na&mes of the readers",
        "Show readings by their letters alone, so that nobody is preferred",
        "adjudication.set_blind", icon="user", checkable=True,
    ),
)  # fmt: skip
