"""What is done from the text, as rows of the table of acts."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need

_item = partial(Act, need=Need.ITEM, writes=True)

TEXT: Final = (
    Act(
        "select", "&Select quotation or sentence",
        "Select the quotation, else the sentence, under the caret; again: more",
        "text.select_unit", Group.TEXT, ("S",), "content",
    ),
    Act(
        "claim", "New &claim", "Make the selected words a claim, the likeliest speaker filled in",
        "text.claim", Group.TEXT, ("C",), "claim", writes=True,
    ),
    Act(
        "claim_of", "New claim of…",
        "Make the selected words a claim, and choose who said it: a digit, or letters of the name",
        "text.claim_of", Group.TEXT, ("Shift+C",), writes=True,
    ),
    _item(
        "source", "&Who said it",
        "The selected words name the source; with nothing selected: choose the speaker",
        "text.source", Group.TEXT, ("W",), "source",
    ),
    _item(
        "cue", "C&ue", "The selected words are the cue, such as “said”",
        "text.cue", Group.TEXT, ("Q",), "cue",
    ),
    _item(
        "fragment", "A&dd to the content", "The selected words belong to the claim too",
        "text.fragment", Group.TEXT, ("X",), "add",
    ),
    Act(
        "evidence", "&Evidence for the field",
        "The selected words show the value of the field you clicked last",
        "text.evidence", Group.TEXT, ("E",), "evidence", writes=True,
    ),
    *(
        _item(
            f"boundary_{side}_{word}_{far}", f"{which} boundary {side} by a {word}",
            f"Move the {which.lower()} boundary of the claim {side} by a {word}",
            "text.move_boundary", Group.TEXT, keys, given=(side, word, far),
        )
        for side, word, far, which, keys in (
            ("left", "word", "near", "Nearer", ("[",)),
            ("right", "word", "near", "Nearer", ("]",)),
            ("left", "word", "far", "Other", ("Shift+[",)),
            ("right", "word", "far", "Other", ("Shift+]",)),
            ("left", "sentence", "near", "Nearer", ("Ctrl+[",)),
            ("right", "sentence", "near", "Nearer", ("Ctrl+]",)),
            ("left", "sentence", "far", "Other", ("Ctrl+Shift+[",)),
            ("right", "sentence", "far", "Other", ("Ctrl+Shift+]",)),
        )
    ),
)  # fmt: skip
