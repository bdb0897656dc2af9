import pytest

from annotator.runtime.resources import resource

ACTIONS = [path for path in sorted(resource("icons").glob("*.svg")) if path.stem != "annotator"]
GRID = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" '
    'fill="none" stroke="currentColor" stroke-width="1.75" '
    'stroke-linecap="round" stroke-linejoin="round">\n'
)


@pytest.mark.parametrize("icon", ACTIONS, ids=lambda path: path.stem)
def test_every_icon_is_drawn_on_one_grid_with_one_stroke(icon):
    head, drawing = icon.read_text(encoding="utf-8").split("\n", 1)

    assert head + "\n" == GRID
    assert not any(word in drawing for word in ("fill", "stroke", "style", "href"))


def test_the_program_has_an_icon_of_its_own():
    assert resource("icons/annotator.svg").is_file()
