"""How the source text is set: its letters, the room between its lines, the width of its column."""

from typing import Final, NamedTuple

from annotator.runtime.settings import Settings

TAB: Final = 4  # characters


class Typography(NamedTuple):
    """The wish for a text: family (empty: the window's), size, characters a line, line height.

    `points` is the size at a zoom of 100 per cent, `spacing` the height of a line in per cent of
    the letters', `width` how many characters the widest line holds on the average.
    """

    family: str = ""
    points: int = 12
    width: int = 74
    spacing: int = 150


def typography(settings: Settings) -> Typography:
    """Return how the settings want the text set."""
    return Typography(
        settings.text_family, settings.text_points, settings.text_width, settings.text_spacing
    )
