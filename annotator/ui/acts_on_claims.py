"""The rows of the table of acts that are done from the text, and to claims and proposals."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need, Place

_document = partial(Act, need=Need.DOCUMENT, place=Place.WINDOW)
_project = partial(Act, need=Need.PROJECT)
_item = partial(Act, need=Need.ITEM)
_G: Final = Group

TEXT: Final = (
    Act(
        "select", "&Select quotation or sentence",
        "Select the quotation, else the sentence, under the caret; again: more",
        "text.select_unit", _G.TEXT, ("S",), "content",
    ),
    Act(
        "claim", "New &claim", "Make the selected words a claim, the likeliest speaker filled in",
        "text.claim", _G.TEXT, ("C",), "claim",
    ),
    _item(
        "source", "&Who said it",
        "The selected words name the source; with nothing selected: choose the speaker",
        "text.source", _G.TEXT, ("W",), "source",
    ),
    _item(
        "cue", "C&ue", "The selected words are the cue, such as “said”",
        "text.cue", _G.TEXT, ("Q",), "cue",
    ),
    _item(
        "fragment", "A&dd to the content", "The selected words belong to the claim too",
        "text.fragment", _G.TEXT, ("X",), "add",
    ),
    Act(
        "evidence", "&Evidence for the field",
        "The selected words show the value of the field you clicked last",
        "text.evidence", _G.TEXT, ("E",), "evidence",
    ),
    *(
        _item(
            f"boundary_{side}_{word}_{far}", f"{which} boundary {side} by a {word}",
            f"Move the {which.lower()} boundary of the claim {side} by a {word}",
            "text.move_boundary", _G.TEXT, keys, given=(side, word, far),
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

ITEM: Final = (
    Act(
        "accept", "&Accept and go on",
        "Accept the proposal and go on to the next; in Review: approve and go on",
        "bench.accept", _G.ITEM, ("Return", "Enter"), "accept",
    ),
    _item(
        "refuse", "&Refuse or delete",
        "Refuse the proposal, or delete the claim; in Review: reject",
        "bench.refuse", _G.ITEM, ("Delete",), "refuse",
    ),
    Act(
        "next", "&Next claim", "Go to the next claim or proposal of the document",
        "desk.next_item", _G.ITEM, ("J",), "next",
    ),
    Act(
        "previous", "&Previous claim", "Go to the claim or proposal before",
        "desk.previous_item", _G.ITEM, ("K",), "previous",
    ),
    Act(
        "next_open", "Next &open anywhere",
        "Go to the next proposal or returned claim, in this document or another",
        "bench.next_open", _G.ITEM, ("N",), "next", Need.PROJECT,
    ),
    *(
        _item(
            f"digit_{digit}", f"Tag or speaker {digit}",
            "Set the tag with this digit; while the speaker is open: take that candidate",
            "bench.digit", _G.ITEM, (str(digit),), given=(digit,),
        )
        for digit in (*range(1, 10), 0)
    ),
    _project(
        "accept_above", "Accept a&ll above…",
        "Accept every proposal that scores high enough, in this document or in all",
        "score.accept_above", _G.ITEM, ("A",), "check",
    ),
    _project(
        "hide_below", "&Hide or refuse below…",
        "Do not show proposals that score too low, or refuse them",
        "score.hide_below", _G.ITEM, ("B",),
    ),
    _document(
        "show_refused", "Sho&w refused proposals", "Show what was refused, to take it up again",
        "document.show_refused", _G.ITEM, checkable=True,
    ),
)  # fmt: skip
