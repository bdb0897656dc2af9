"""What is done in the registry of speakers, as rows of the table of acts."""

from functools import partial
from typing import Final

from annotator.ui.actions import Act, Group, Need, Place

_speakers = partial(Act, group=Group.SPEAKERS, need=Need.PROJECT, place=Place.WINDOW)

SPEAKERS: Final = (
    _speakers(
        "speaker_find", "&Find a speaker", "Search the registry by name, alias or external id",
        "speakers.find", icon="search",
    ),
    _speakers(
        "speaker_mentions", "&Mentions of the speaker",
        "Go through all places where the chosen speaker is named",
        "speakers.mentions", icon="speaker",
    ),
    _speakers(
        "speakers_same", "Speakers &perhaps the same",
        "Go through the pairs of speakers that may be one",
        "speakers.perhaps_the_same", icon="merge",
    ),
    _speakers(
        "speaker_who", "&Who is “the minister”…", "Ask who bears a title on a date",
        "speakers.who_is", icon="office",
    ),
    _speakers(
        "speaker_merge", "Mer&ge the chosen speakers…",
        "Make one of the speakers chosen in the registry, after a look at what it touches",
        "speakers.merge", icon="merge", writes=True,
    ),
    _speakers(
        "speaker_move", "Mo&ve the chosen mentions…",
        "Give the mentions chosen in the list to another speaker, after a look at what it touches",
        "speakers.move", icon="split", writes=True,
    ),
    _speakers(
        "speaker_remove", "&Remove the speaker",
        "Take a speaker whom no claim names out of the registry",
        "speakers.remove", icon="close", writes=True,
    ),
)  # fmt: skip
