"""What stands around an article: codes, roles, menus, and names that are no places."""

import pytest

from annotator.extract.page.authors import author_candidates
from annotator.extract.page.boilerplate import boilerplate
from annotator.extract.page.fields import fields
from annotator.extract.page.outlets import Around, outlet_candidates
from annotator.extract.page.place_names import is_time, names_of_line
from annotator.extract.page.place_standing import standing
from annotator.extract.prose.segmentation import Stretch, paragraphs

PROSE = (
    "Sixty-two cows on their way down from the alp took a wrong turn on Saturday and walked "
    "through the outdoor pool, and eleven of them swam a length before they were led away."
)


def test_a_code_before_the_first_sentence_is_the_author_and_no_part_of_the_article():
    text = f"Alpine Gazette\n3 September 2018\nCow parade finds pool\n(mst) {PROSE}"
    skipped = boilerplate(text)
    assert "(mst)" in [item.text(text) for item in skipped]
    assert fields(text, skipped, {})["author"].value == "mst"


def test_brackets_with_a_word_in_them_are_no_code():
    text = f"Alpine Gazette\n3 September 2018\nCow parade finds pool\n(Vals) {PROSE}"
    assert "(Vals)" not in [item.text(text) for item in boilerplate(text)]


def authors(text):
    *around, _ = paragraphs(text)
    return [
        item.value for item in author_candidates(text, around, paragraphs(text)[-1:], None, None)
    ]


def test_a_role_below_a_name_is_nobody():
    assert authors(f"Oct. 9, 2015\nKen Iwasa\nStaff writer\n{PROSE}") == ["Ken Iwasa"]
    assert "Staff writer" in authors(f"Oct. 9, 2015\nStaff writer\n{PROSE}")


def test_a_newsroom_is_parted_from_the_date_behind_it():
    assert "Redação" in authors(f"Gazeta\nRedação, 11/02/2019 at 08:15\n{PROSE}")


def test_a_menu_is_no_outlet():
    text = f"News Opinion Sport Weather\nThe Alpine Gazette\n{PROSE}"
    *lines, body = paragraphs(text)
    found = outlet_candidates(text, Around(lines, body.start, None, None, None), [body])
    assert "The Alpine Gazette" in [item.value for item in found]
    assert "News Opinion Sport Weather" not in [item.value for item in found]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He asked a Halvik magistrate to wait.", ["Halvik"]),
        ("She came third in Saturday's Harbour Mile.", []),
        ("He asked a Halvik baker to wait.", []),
    ],
)
def test_a_court_has_a_place_and_a_day_is_none(text, places):
    line = Stretch(0, len(text))
    placed = [name for name in names_of_line(text, line) if standing(text, line, name).firm]
    names = [name.name for name in placed]
    assert [name for name in names if not is_time(name.lower())] == places
