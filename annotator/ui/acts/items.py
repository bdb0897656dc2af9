"""What is done to claims and proposals, as rows of the table of acts."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need, Place

_project = partial(Act, need=Need.PROJECT)
_document = partial(Act, need=Need.DOCUMENT, place=Place.WINDOW)
_item = partial(Act, need=Need.ITEM)

ITEM: Final = (
    Act(
        "accept", "&Accept and go on",
        "Accept the proposal and go on to the next; in Review: approve and go on",
        "bench.accept", Group.ITEM, ("Return", "Enter"), "accept", writes=True,
    ),
    _item(
        "refuse", "&Refuse or delete",
        "Refuse the proposal, or delete the claim; in Review: reject",
        "bench.refuse", Group.ITEM, ("Delete",), "refuse", writes=True,
    ),
    Act(
        "next", "&Next claim", "Go to the next claim or proposal of the document",
        "desk.next_item", Group.ITEM, ("J",), "next",
    ),
    Act(
        "previous", "&Previous claim", "Go to the claim or proposal before",
        "desk.previous_item", Group.ITEM, ("K",), "previous",
    ),
    Act(
        "next_open", "Next &open anywhere",
        "Go to the next proposal or returned claim, in this document or another",
        "bench.next_open", Group.ITEM, ("N",), "next", Need.PROJECT,
    ),
    Act(
        "returned_to_me", "Next returned to &me",
        "Go to the next claim or record that a reviewer returned to you, with the reason",
        "returned.go_on", Group.ITEM, ("Shift+N",), "return", Need.PROJECT,
    ),
    *(
        _item(
            f"digit_{digit}", f"Tag or speaker {digit}",
            "Set the tag with this digit; while the speaker is open: take that candidate; "
            "in Review: show the evidence with this number",
            "bench.digit", Group.ITEM, (str(digit),), given=(digit,), writes=True,
        )
        for digit in (*range(1, 10), 0)
    ),
    _project(
        "accept_above", "Accept a&ll above…",
        "Accept every proposal that scores high enough, in this document or in all",
        "score.accept_above", Group.ITEM, ("A",), "check", writes=True,
    ),
    _project(
        "hide_below", "&Hide or refuse below…",
        "Do not show proposals that score too low, or refuse them",
        "score.hide_below", Group.ITEM, ("B",),
    ),
    _document(
        "next_doubt", "Next do&ubt", "Go to the next thing that looks wrong in the document",
        "foot.next_doubt", Group.ITEM, ("F8",),
    ),
    _document(
        "previous_doubt", "Previous dou&bt", "Go to the thing before that looks wrong",
        "foot.previous_doubt", Group.ITEM, ("Shift+F8",),
    ),
    _document(
        "fix_doubt", "&Fix what looks wrong", "Settle the doubt, where the program knows how",
        "foot.fix", Group.ITEM, ("Ctrl+.",), writes=True,
    ),
    _document(
        "history", "Histor&y of the claim", "Show who made what of the claim, and restore it",
        "foot.show_history", Group.ITEM, ("Ctrl+H",),
    ),
    _document(
        "links", "&Links of the claim",
        "Show what other claims say of the same, and what the claim is linked to",
        "foot.show_links", Group.ITEM, ("Ctrl+L",),
    ),
    *(
        _document(
            f"link_{kind}", f"Link: &{number} {words}", f"Link the two claims in sight: {tip}",
            "foot.link_as", Group.ITEM, (f"Alt+{number}",), given=(kind,), writes=True,
        )
        for number, kind, words, tip in (
            (1, "same", "the same", "both report one utterance"),
            (2, "repeats", "repeats", "the later one says it again"),
            (3, "contradicts", "contradicts", "both cannot be true"),
            (4, "updates", "updates", "the later one is newer"),
        )
    ),
    _document(
        "link_part", "Not &related, or remove the link",
        "Remove the chosen link, or suggest the two no more",
        "foot.part_links", Group.ITEM, ("Alt+0",), writes=True,
    ),
    _item(
        "link_mark", "Link another claim to &this…",
        "Keep this claim; go to another one and say there what it is to it",
        "foot.mark_to_link", Group.ITEM, ("Ctrl+Shift+L",), place=Place.WINDOW, writes=True,
    ),
    _project(
        "links_everywhere", "Look for links in the &whole project",
        "List all pairs of claims that may be linked",
        "foot.look_for_links", Group.ITEM,
    ),
    _document(
        "show_refused", "Sho&w refused proposals", "Show what was refused, to take it up again",
        "document.show_refused", Group.ITEM, checkable=True,
    ),
)  # fmt: skip
