"""What changes how the window looks, as rows of the table of acts."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need, Place

_always = partial(Act, need=Need.NOTHING, place=Place.WINDOW)
_project = partial(Act, need=Need.PROJECT, place=Place.WINDOW)

VIEW: Final = (
    _always(
        "palette", "&Command palette…", "Find any act, document or speaker by its name",
        "palette.open", Group.VIEW, ("Ctrl+K",), "search",
    ),
    *(
        _project(
            f"workspace_{number}", text, tip,
            "bench.show_workspace", Group.VIEW, (f"Ctrl+{number}",), icon, given=(number - 1,),
            checkable=True,
        )
        for number, text, tip, icon in (
            (1, "&Annotate", "Work through documents", "claim"),
            (2, "&Review", "Give verdicts on what was submitted", "approve"),
            (3, "&Speakers", "The registry of who can be said to have said something", "speaker"),
            (4, "&Explore", "Find claims, documents and words in the whole project", "search"),
            (5, "Code&book", "The fields, the tags and the reasons to return a claim", "codebook"),
            (6, "Ad&judicate", "Settle what several people read in the same text", "merge"),
            (7, "A&greement", "How far people, or engines, read the same texts alike", "agreement"),
            (8, "Pe&ople", "Who works here, and what each may do", "group"),
        )
    ),
    _project(
        "next_pane", "&Next pane", "Go to the next pane",
        "bench.next_pane", Group.VIEW, ("F6",),
    ),
    _project(
        "previous_pane", "Pre&vious pane", "Go to the pane before",
        "bench.previous_pane", Group.VIEW, ("Shift+F6",),
    ),
    _project(
        "zoom_in", "Text &larger", "Make the source text larger",
        "bench.zoom", Group.VIEW, ("Ctrl++", "Ctrl+="), given=(1,),
    ),
    _project(
        "zoom_out", "Text s&maller", "Make the source text smaller",
        "bench.zoom", Group.VIEW, ("Ctrl+-",), given=(-1,),
    ),
    _project(
        "zoom_reset", "Text at its &plain size", "Show the source text at its plain size",
        "bench.zoom", Group.VIEW, ("Ctrl+0",), given=(0,),
    ),
    *(
        _always(
            f"theme_{name}", text, tip,
            "window.set_theme", Group.VIEW, icon="theme", given=(name,), checkable=True,
        )
        for name, text, tip in (
            ("system", "Theme of the s&ystem", "Follow the desktop"),
            ("light", "L&ight theme", "Dark words on light ground"),
            ("dark", "&Dark theme", "Light words on dark ground"),
        )
    ),
    _always(
        "full_screen", "&Full screen", "Fill the screen, or leave it again",
        "window.set_full_screen", Group.VIEW, ("F11",), checkable=True,
    ),
)  # fmt: skip
