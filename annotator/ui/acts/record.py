"""What is done in the record, as rows of the table of acts."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need

_item = partial(Act, need=Need.ITEM, group=Group.ITEM, writes=True)

RECORD: Final = (
    _item(
        "same_as_above", "Same as a&bove",
        "Take speakers and circumstances from the claim above; no words are copied",
        "desk.same_as_above", keys=("D",), icon="redo",
    ),
    _item(
        "tags", "&Tags…", "Show the tree of tags, to put some on the claim",
        "record.open_tags", keys=("T",), icon="tag",
    ),
    _item(
        "open_field", "&Fields of the claim", "Go to the first field that wants somebody",
        "record.open_fields", keys=("F",),
    ),
    _item(
        "chain", "Source &chain", "Go to the chain: walk, move, add and remove sources in it",
        "record.open_chain", keys=("L",), icon="speaker",
    ),
    _item(
        "comment", "Co&mment…", "Write a comment on the claim",
        "record.open_comment", keys=("M",), icon="comment",
    ),
)  # fmt: skip
