"""What is done to a document, as rows of the table of acts."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need, Place

_document = partial(Act, need=Need.DOCUMENT, place=Place.WINDOW)
_writing = partial(_document, writes=True)

DOCUMENT: Final = (
    _writing(
        "submit", "&Submit", "Hand the document's claims and record in for review",
        "document.submit", Group.DOCUMENT, ("Ctrl+Return", "Ctrl+Enter"), "submit",
    ),
    _writing(
        "submit_listed", "Submit all &listed…",
        "Hand in every document of the list in which all is decided, in one act",
        "bench.submit_listed", Group.DOCUMENT, ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), "submit",
    ),
    _writing(
        "take_back", "Take su&bmission back", "Go on with what you submitted of your own reading",
        "desk.take_back", Group.DOCUMENT, icon="undo",
    ),
    _writing(
        "assign", "&Assign…", "Say who is to read this document, or all that are listed",
        "bench.assign", Group.DOCUMENT, icon="group",
    ),
    _writing(
        "flag", "&Flag: come back later", "Flag the document, or take the flag off",
        "document.flag", Group.DOCUMENT, icon="flag", checkable=True,
    ),
    _writing(
        "no_claims", "&No claims here", "Say that the document holds no claims",
        "document.no_claims", Group.DOCUMENT, checkable=True,
    ),
    _writing(
        "exclude", "E&xclude with reason…", "Leave the document out, or take it in again",
        "document.exclude", Group.DOCUMENT, checkable=True,
    ),
    _writing(
        "note", "No&te…", "Write a note on the document",
        "document.note", Group.DOCUMENT, icon="comment",
    ),
    _document(
        "open_original", "&Open the original",
        "Let the system show the file or page that the document was read from",
        "origin.open_original", Group.DOCUMENT, icon="document",
    ),
    _document(
        "copy_origin", "Copy its o&rigin", "Put where the document came from on the clipboard",
        "origin.copy_origin", Group.DOCUMENT,
    ),
    _writing(
        "corrects", "Corrected &version of…",
        "Say of which document this one is a corrected version, or that it is none",
        "origin.corrects", Group.DOCUMENT,
    ),
    _writing(
        "propose_here", "Propose &here", "Let the engine read this document",
        "project.propose_here", Group.DOCUMENT, icon="propose",
    ),
)  # fmt: skip
